"""A batch's end: cancelled, told to its caller's webhook, removed with all that is its own."""

from __future__ import annotations

import logging
import time
from contextlib import suppress
from typing import Final

from service.batch import webhooks
from service.errors import StateConflict, problem
from service.ledger import Batch, Ledger
from service.store import Store

DAY: Final = 86_400.0
_LOG: Final = logging.getLogger("vanban.batch")


def folder_of(number: str) -> str:
    """Where a batch's upload and artefacts lie in the store."""
    return f"batches/{number}"


def told(ledger: Ledger, batch: Batch) -> None:
    """The webhook of a batch that has ended, if it has one, is to be called; once, however often this is said."""
    event = webhooks.EVENTS.get(batch.state)
    if batch.wish.webhook and event:
        counts = ledger.reading.counts(batch.id)
        ledger.calls.add(batch.id, event, batch.wish.webhook, webhooks.body_of(batch, counts, event, batch.ended or time.time()))


def cancel(ledger: Ledger, batch: Batch, *, keep_days: int) -> Batch:
    """Units not begun stay unmade. Raises StateConflict where it has ended, or every unit of it has."""
    if not ledger.batches.end(batch.id, "cancelled", "received", "judged", "running", keep_seconds=keep_days * DAY):
        raise StateConflict(problem("batch-ended", "Đợt này đã kết thúc hoặc đang hoàn tất: không hủy được nữa."))
    ended = ledger.batches.get(batch.id)
    told(ledger, ended)
    _LOG.info("batch %s: cancelled", batch.id)
    return ended


def discard(ledger: Ledger, store: Store, batch: Batch, *, keep_days: int) -> None:
    """Cancelled where it is not ended, and removed at once."""
    if batch.state in ("received", "judged", "running"):
        with suppress(StateConflict):             # it has just ended by itself
            cancel(ledger, batch, keep_days=keep_days)
    remove(ledger, store, batch.id)


def remove(ledger: Ledger, store: Store, number: str) -> None:
    """Upload, artefacts, rows, and made files that no other batch uses. In this order: where it breaks off before the rows are
    gone, doing it again finds everything. A webhook not made yet is made nevertheless."""
    store.delete(list(store.names(folder_of(number))))
    places = ledger.reading.places(number)
    ledger.batches.delete([number])
    unused = ledger.reading.unused(places)
    store.delete(f"{place}.{suffix}" for place, made in places.items() if place in unused for suffix in made.files)
    _LOG.info("batch %s: removed with %d files", number, sum(len(places[place].files) for place in unused))
