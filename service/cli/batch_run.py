"""A batch made on this machine into a folder: planned, made, shown, finished."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from service.batch.elsewhere import Elsewhere
from service.batch.here import KEEP_SECONDS, Here, taken
from service.batch.local import Crew, warm_up
from service.batch.opened import Setup
from service.batch.reuse import reused
from service.cli.batch_out import Ended, Written, told, write_all
from service.cli.batch_plan import Asked, Judged, fault_lines, give_back_faults, judged, notice_lines, put_away
from service.cli.progress import bar, progress
from service.cli.report import FINDINGS, REFUSED, Report
from service.config import settings
from service.config.bulk import cores
from service.errors import BatchNotReady, DatabaseUnreachable, StoreUnreachable, VanbanError, problem
from service.ledger import Batch, Counts, Ledger, new_id, open_ledger
from service.store import FolderStore

_PATIENCE: Final = 5.0                            # seconds: a disk that is full does not get better by waiting
_LOOK: Final = 0.1                                # seconds between two looks at the workers
_COUNTED: Final = 0.5                             # and, at least, between two counts
_MOST_EARLY: Final = 5                            # workers that die one after the other before they make anything


def run(report: Report, asked: Asked) -> int:
    """Everything, and the exit code. Raises VanbanError where nothing could start."""
    if not settings().bulk.broker:
        warm_up()                                 # on another core, while the list is read
    with taken(asked.out) as here:
        try:
            return _judged_and_run(report, asked, here)
        finally:
            put_away(here)


def _judged_and_run(report: Report, asked: Asked, here: Here) -> int:
    found = judged(report, asked, here)
    for line in notice_lines(report, found):
        report.note(line)
    errors = give_back_faults(report, asked, found, here)
    for line in fault_lines(report, found):
        report.note(line)
    try:
        found.plan.check(partial=asked.partial)
    except BatchNotReady as error:
        report.refuse(_pointed(error, errors, partial=asked.partial or not found.plan.good))
        return REFUSED
    return _run(report, asked, found, here, errors)


def _pointed(error: BatchNotReady, errors: Path | None, *, partial: bool) -> BatchNotReady:
    """Where the faults are written, and how to go on all the same."""
    more = [problem("faults-written", "Các ô sai được đánh dấu trong {tep}.", tep=errors)] if errors else []
    hint = [] if partial else [problem("partial-hint", "Sửa rồi chạy lại, hoặc thêm --partial để làm các dòng đúng trước.")]
    return BatchNotReady(*error.problems, *more, *hint)


def _run(report: Report, asked: Asked, found: Judged, here: Here, errors: Path | None) -> int:
    ledger = open_ledger(here.ledger_url, patience=_PATIENCE)
    begun = time.monotonic()
    try:
        batch = _begun(found, here, ledger)
        ended = _made(asked, here, ledger, batch)
        counts = ledger.reading.counts(batch.id)
        written = Written()
        if not counts.open:
            written = write_all(asked, here, ledger, batch)
            ledger.batches.end(batch.id, "done", "running", "finishing", keep_seconds=KEEP_SECONDS)
        return told(report, asked, ledger, batch, counts, written, errors, ended, time.monotonic() - begun)
    except (DatabaseUnreachable, StoreUnreachable) as error:
        report.refuse(error)
        return FINDINGS
    finally:
        ledger.close()


def _begun(found: Judged, here: Here, ledger: Ledger) -> Batch:
    """The batch in the ledger; what is left of earlier runs is not made any more, but what they made counts."""
    with progress("Đang xem những gì đã có"):
        units = reused(found.plan.units, found.wish.formats, ledger, here.still)
    for earlier in ledger.batches.listed("", most=1_000_000):
        ledger.batches.end(earlier.id, "cancelled", "received", "running", "finishing", keep_seconds=KEEP_SECONDS)
    batch, _ = ledger.batches.add(new_id(), "", found.wish, campaign=found.campaign, total=len(units))
    ledger.batches.fill(batch.id, units, notices=found.plan.notices, keep_seconds=KEEP_SECONDS)
    return ledger.batches.get(batch.id)


@dataclass(slots=True)
class _Shown:
    """The line on the terminal."""

    counts: Counts = field(default_factory=Counts)

    def text(self) -> str:
        one = self.counts
        wanted = one.total - one.faulty
        ended = one.done + one.failed
        parts = [f"Đang soạn {bar(ended / wanted if wanted else 1.0)} {ended}/{wanted}"]
        if one.rate:
            parts.append(f"{one.rate:.1f} văn bản/giây".replace(".", ","))
            parts.append(f"còn {_clock(one.seconds_left or 0.0)}")
        parts.append(f"tốt {one.done - one.warned} · lưu ý {one.warned} · lỗi {one.failed + one.faulty}")
        return " · ".join(parts)


def _clock(seconds: float) -> str:
    """75 → "1:15"."""
    whole = round(seconds)
    hours, minutes = divmod(whole // 60, 60)
    return f"{hours}:{minutes:02d}:{whole % 60:02d}" if hours else f"{minutes}:{whole % 60:02d}"


def _made(asked: Asked, here: Here, ledger: Ledger, batch: Batch) -> Ended:
    """Until every unit has ended, or someone says to stop."""
    if batch.state != "running":
        return Ended()
    counts = ledger.reading.counts(batch.id)
    crew = _engine(asked, here, ledger, batch, counts.open)
    shown, trouble, due = _Shown(counts), None, 0.0
    with _interrupted() as stopped, progress(shown.text, clock=False):
        try:
            while trouble is None and not stopped and ledger.batches.get(batch.id).state == "running":
                crew.look()
                if time.monotonic() > due:
                    begun = time.monotonic()
                    shown.counts = ledger.reading.counts(batch.id)
                    # Counting many is work as well: a twentieth of the time, not more.
                    due = time.monotonic() + max(_COUNTED, 20 * (time.monotonic() - begun))
                trouble = _trouble(crew)
                time.sleep(_LOOK)
        finally:
            crew.stop()
    return Ended(bool(stopped), trouble, crew.tally)


def _engine(asked: Asked, here: Here, ledger: Ledger, batch: Batch, wanted: int) -> Crew | Elsewhere:
    """Processes of this machine; with VANBAN_BROKER those of all machines."""
    bulk = settings().bulk
    if bulk.broker:
        shared = Setup(batch.id[:8], bulk.ledger_url, None, bulk.lease_seconds, bulk.patience)
        source = here.folder / batch.wish.source if batch.wish.source else None
        return Elsewhere(shared, ledger, FolderStore(here.folder), batch, source)
    own = Setup(batch.id[:8], here.ledger_url, here.folder, bulk.lease_seconds, _PATIENCE)
    return Crew(own, min(asked.jobs or bulk.workers or cores(), max(wanted, 1)), ledger)


def _trouble(crew: Crew | Elsewhere) -> VanbanError | None:
    if crew.trouble:
        return StoreUnreachable(*crew.trouble)
    if crew.early_deaths > _MOST_EARLY:
        return StoreUnreachable(problem("workers-die", "Các tiến trình làm văn bản đều bị ngắt ngay khi bắt đầu."))
    return None


@contextmanager
def _interrupted() -> Iterator[list[int]]:
    """Ctrl-C and a service manager's wish to end are noted, not raised: the list has their numbers."""
    heard: list[int] = []
    before = {one: signal.signal(one, lambda number, _: heard.append(number)) for one in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield heard
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
