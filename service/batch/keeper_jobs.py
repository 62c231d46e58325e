"""What a keeper does with a batch, each in a short-lived process of its own: what was received is planned, what is made is
finished. Both may be done again from the beginning, and by two at once: the ledger takes the first."""

from __future__ import annotations

import json
import logging
import os
import signal
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath
from tempfile import NamedTemporaryFile
from typing import Final

from service.batch import held
from service.batch.elsewhere import OWNER
from service.batch.ended import DAY, folder_of
from service.batch.opened import Setup
from service.batch.plan import Plan
from service.batch.reuse import Still, reused, there
from service.batch.upload import plan_upload
from service.bundle.manifest import manifest_csv, manifest_json
from service.bundle.printed import put_print_file
from service.bundle.report import report_html, report_pdf
from service.config import settings
from service.errors import BatchUnknown, DatabaseUnreachable, StateConflict, StoreUnreachable, VanbanError
from service.ledger import Batch, Ledger, Unit
from service.sheets import as_json, faults_csv, marked
from service.store import Store

AWAY: Final = 75                                  # exit code: ledger or store did not answer; nothing is wrong with the batch
_NICE: Final = 10                                 # behind a request, before the documents: they wait for it
_LOG: Final = logging.getLogger("vanban.keeper")


def plan(setup: Setup, number: str) -> None:
    """A received batch: its upload is judged; its units are written, or why there are none."""
    with _opened(setup) as (ledger, store):
        batch = ledger.batches.get(number)
        keep = settings().bulk.keep_days * DAY
        data = store.get(batch.wish.source)
        if batch.wish.held:
            _judge(batch, data, ledger, store)
            return
        try:
            found = plan_upload(data, batch.wish, campaign=batch.campaign)
        except StoreUnreachable:
            raise
        except VanbanError as error:
            ledger.batches.fill(number, (), refused=error.problems, keep_seconds=keep)
            return
        _give_back_faults(batch, data, found, store)
        try:
            found.check(partial=batch.wish.partial)
        except VanbanError as error:
            ledger.batches.fill(number, found.units, notices=found.notices, refused=error.problems, keep_seconds=keep)
            return
        units = reused(found.units, batch.wish.formats, ledger, _still(store))
        ledger.batches.fill(number, units, notices=found.notices, keep_seconds=keep)
        _LOG.info("batch %s: %d units, %d faulty", number, len(units), found.faulty)


def _judge(batch: Batch, data: bytes, ledger: Ledger, store: Store) -> None:
    """Judged, and nothing more: somebody looks at it first."""
    try:
        found = held.judge_upload(data, batch.wish, batch.campaign)
    except StoreUnreachable:
        raise
    except VanbanError as error:
        ledger.batches.fill(batch.id, (), refused=error.problems, keep_seconds=held.KEEP_SECONDS)
        return
    _give_back_faults(batch, data, found.plan, store)
    if found.frame is not None:
        held.put_frame(store, batch.id, found.frame)
    ledger.batches.hold(batch.id, found.plan.units, notices=found.plan.notices, problems=found.plan.faults,
                        keep_seconds=held.KEEP_SECONDS)
    _LOG.info("batch %s: judged: %d units, %d faulty", batch.id, len(found.plan.units), found.plan.faulty)


def _give_back_faults(batch: Batch, data: bytes, found: Plan, store: Store) -> None:
    """Row and problem as JSON; the user's own workbook with the faulty cells marked, of other files a list of the faults."""
    readiness = found.readiness
    if readiness is None:                         # a campaign's folder has no cells
        return
    said = json.dumps(as_json(readiness, batch.wish.language), ensure_ascii=False)
    store.put(f"{folder_of(batch.id)}/readiness.json", said.encode("utf-8", "surrogatepass"))
    if readiness.all_ready:
        return
    if PurePath(batch.wish.name).suffix.lower() == ".xlsx":
        store.put(f"{folder_of(batch.id)}/errors.xlsx", marked(
            data, readiness, batch.wish.language, held.corrections_of(batch.wish)))
    else:
        store.put(f"{folder_of(batch.id)}/errors.csv", faults_csv(readiness, batch.wish.language))


def finish(setup: Setup, number: str) -> None:
    """A batch of which every unit has ended: manifest, report, print file; then it is done. Files that were taken from an earlier
    batch and are gone since are made again first."""
    with _opened(setup) as (ledger, store):
        batch = ledger.batches.get(number)
        if batch.owner == OWNER:                  # all that is wanted of it are its documents, and they are fetched
            ledger.batches.end(number, "done", "finishing", keep_seconds=settings().bulk.keep_days * DAY)
            return
        gone = [unit for unit in ledger.reading.units(number, "done") if unit.reused and unit.made
                and not there(unit.place, unit.made, batch.wish.formats, _still(store))]
        if gone:
            _make_again(batch, gone, ledger, store)
            return
        _write(batch, ledger, store)
        ledger.batches.end(number, "done", "finishing", keep_seconds=settings().bulk.keep_days * DAY)
        _LOG.info("batch %s: done", number)


def _make_again(batch: Batch, gone: Iterable[Unit], ledger: Ledger, store: Store) -> None:
    """Data of a unit that has ended is wiped: it is read from the upload again."""
    found = plan_upload(store.get(batch.wish.source), batch.wish, campaign=batch.campaign)
    data = {unit.number: unit.data for unit in found.units}
    ids = {unit.id: data[unit.number] for unit in gone}
    ledger.units.redo(list(ids), ids)
    _LOG.info("batch %s: %d units again, their files were gone", batch.id, len(ids))


def _write(batch: Batch, ledger: Ledger, store: Store) -> None:
    folder, language = folder_of(batch.id), batch.wish.language

    def units() -> Iterator[Unit]:
        return ledger.reading.units(batch.id)

    _put(store, f"{folder}/manifest.json", manifest_json(batch, units(), language))
    _put(store, f"{folder}/manifest.csv", manifest_csv(batch, units(), language))
    store.put(f"{folder}/report.html", report_html(batch, units(), language))
    store.put(f"{folder}/report.pdf", report_pdf(batch, units(), language))
    if batch.wish.printed:
        try:
            put_print_file(batch, units(), store, f"{folder}/print.pdf", batch.wish.printed)
        except StateConflict as error:            # nothing to print, or a file that is not what was made: the rest is good
            _LOG.warning("batch %s: no print file: %s", batch.id, error.problems[0].code)
            ledger.batches.note(batch.id, error.problems)


def _put(store: Store, name: str, pieces: Iterable[bytes]) -> None:
    with NamedTemporaryFile(prefix="vanban-") as file:
        file.writelines(pieces)
        file.flush()
        store.put_file(name, Path(file.name))


def _still(store: Store) -> Still:
    """By size: a name of the service stands for bytes of one recipe only; who hands a file out holds it against its SHA-256."""
    return lambda name, made: store.size(name) == made.size


@contextmanager
def _opened(setup: Setup) -> Iterator[tuple[Ledger, Store]]:
    """Ends the process with AWAY where ledger or store is away for too long."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to the whole group; the keeper says when to end
    os.setpriority(os.PRIO_PROCESS, 0, _NICE)
    setup.begin()
    try:
        ledger = setup.ledger_opened(lambda: False)
        yield ledger, setup.store_opened(lambda: None)
        ledger.close()
    except (DatabaseUnreachable, StoreUnreachable) as error:
        _LOG.warning("away: %s", error.problems[0].code)
        raise SystemExit(AWAY) from None
    except BatchUnknown:                          # deleted meanwhile
        _LOG.info("a batch was deleted before it was ready")
