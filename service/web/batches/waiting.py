"""What the page of a batch that waits shows."""

from __future__ import annotations

from typing import Any, Final

from flask import request, url_for

from service.api.opened import opened
from service.batch import held
from service.errors import FileGone
from service.ledger import Batch
from service.vietnamese.clock import today
from service.web.batches import matrix
from service.web.batches.told import Told
from service.web.names import type_name

_PAGE: Final = 40                                  # documents


def context(found: Told) -> dict[str, Any]:
    """What the page of a batch that waits shows: a part of its documents, those with faults first."""
    batch = found.batch
    after, everything = _number(request.args.get("sau", "0")), request.args.get("xem") == "tat-ca" or not found.counts.faulty
    columns = request.args.get("cot") == "tat-ca"
    reading = opened().ledger.reading
    units = reading.page(batch.id, after, _PAGE + 1) if everything else reading.page(batch.id, after, _PAGE + 1, "faulty")
    shown = units[:_PAGE]
    return {"type_name": type_name,
            "sheets": matrix.sheets(shown, frame(batch), every=columns), "everything": everything, "columns": columns,
            "after": url_for("batch_pages.table", id=batch.id, xem="tat-ca" if everything else None,
                             cot="tat-ca" if columns else None, sau=shown[-1].number) if len(units) > _PAGE else "",
            "today": batch.wish.today or today(), "ready": found.counts.total - found.counts.faulty}


def frame(batch: Batch) -> Any:
    """The headings of its sheets; None where it has none."""
    try:
        return held.frame_of(opened().store, batch.id)
    except FileGone:
        return None


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0
