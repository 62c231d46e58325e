"""A batch of this machine's folder, made by workers elsewhere: its units go to the shared ledger, their files come here as they
are finished. To whoever waits it is what a `Crew` is."""

from __future__ import annotations

import hashlib
import time
from dataclasses import replace
from pathlib import Path
from typing import Final

from service.batch import ended
from service.batch.opened import Setup
from service.batch.places import by_recipe
from service.batch.reuse import reused
from service.batch.worker import Tally
from service.config import settings
from service.errors import DatabaseUnreachable, FileGone, Problem, StoreUnreachable, problem
from service.ledger import Batch, Ledger, Made, NewUnit, Unit, new_id
from service.store import Store

OWNER: Final = "vanban batch"                     # in the shared ledger: no caller of the HTTP door
_AT_ONCE: Final = 50                              # units fetched between two looks
_PAUSE: Final = 0.5                               # seconds between two questions whether more is finished


class Elsewhere:
    """`near`, `folder`, `batch`: ledger and store of the folder here, and its batch; `setup`: of the shared ones. `source`: the
    campaign's folder as a ZIP, where the batch is of one."""

    early_deaths = 0                              # no worker is ours

    def __init__(self, setup: Setup, near: Ledger, folder: Store, batch: Batch, source: Path | None) -> None:
        self._setup, self._near, self._folder, self._batch, self._source = setup, near, folder, batch, source
        self._far: tuple[Ledger, Store] | None = None
        self._number = ""                         # of the batch in the shared ledger
        self._ids: dict[int, int] = {}            # of units here, by their number
        self._after = 0.0, 0
        self._due, self._heard = 0.0, time.monotonic()
        self.trouble: tuple[Problem, ...] = ()    # why it was given up
        self.tally = Tally()                      # of workers that are ours: none

    def look(self) -> None:
        """Fetches what is finished; waits for shared ledger and store until patience ends."""
        if time.monotonic() < self._due:
            return
        fetched = 0
        try:
            if self._far is None:
                self._far = (self._setup.ledger_opened(lambda: False, patience=0.0),
                             self._setup.store_opened(lambda: None, patience=0.0))
            far, store = self._far
            if not self._number:
                self._send(far, store)
            fetched = self._fetch(far, store)
            self._heard = time.monotonic()
        except (DatabaseUnreachable, StoreUnreachable) as error:
            if time.monotonic() - self._heard > self._setup.patience:
                self.trouble = error.problems
        self._due = time.monotonic() + (_PAUSE if fetched < _AT_ONCE else 0.0)

    def stop(self) -> None:
        """What is not begun there stays unmade. A batch of which all is here leaves nothing there."""
        if self._far is None or not self._number:
            return
        far, store = self._far
        try:
            if self._ids:
                keep = settings().bulk.keep_days * ended.DAY
                far.batches.end(self._number, "cancelled", "received", "running", keep_seconds=keep)
            else:
                ended.remove(far, store, self._number)
        except (DatabaseUnreachable, StoreUnreachable):
            return                                # it expires by itself
        finally:
            far.close()

    def _send(self, far: Ledger, store: Store) -> None:
        todo = list(self._near.reading.units(self._batch.id, "todo"))
        wish, number = self._batch.wish, new_id()
        if self._source is not None:
            wish = replace(wish, source=f"{ended.folder_of(number)}/input.zip")
            store.put_file(wish.source, self._source)
        units = reused(map(_sent, todo), wish.formats, far, lambda name, made: store.size(name) == made.size)
        keep = settings().bulk.keep_days * ended.DAY
        far.batches.add(number, OWNER, wish, campaign=self._batch.campaign, total=len(units))
        far.batches.fill(number, units, keep_seconds=keep)
        self._ids = {unit.number: unit.id for unit in todo}
        self._number = number

    def _fetch(self, far: Ledger, store: Store) -> int:
        """How many; a batch that somebody has cancelled there gives nothing more. Raises BatchUnknown where it was deleted."""
        found = far.reading.finished(self._number, *self._after, _AT_ONCE)
        if not found and far.batches.get(self._number).state == "cancelled":
            self.trouble = (problem("cancelled-elsewhere", "Đợt này đã bị hủy ở kho chung; hãy chạy lại cùng lệnh để làm tiếp."),)
        for unit in found:
            if unit.made is not None and unit.number in self._ids:
                made = self._brought(unit, unit.made, store)
                self._near.units.finish({self._ids.pop(unit.number): made})
            self._after = unit.finished or 0.0, unit.id
        return len(found)

    def _brought(self, unit: Unit, made: Made, store: Store) -> Made:
        """The files of a unit, here."""
        try:
            files = {suffix: store.get(f"{unit.place}.{suffix}") for suffix in made.files}
        except FileGone as error:
            return Made(problems=error.problems)
        if any(hashlib.sha256(data).hexdigest() != made.files[suffix].sha256 for suffix, data in files.items()):
            return Made(problems=(problem("file-damaged", "Tệp trong kho chung không còn như khi làm ra; hãy chạy lại."),))
        self._folder.put_all({f"{unit.path}.{suffix}": data for suffix, data in files.items()})
        return made


def _sent(unit: Unit) -> NewUnit:
    return NewUnit(unit.number, unit.slug, unit.key, unit.stem, by_recipe(unit.folder, unit.stem, unit.recipe), unit.recipe,
                   unit.version, unit.line, unit.sheet, unit.folder, unit.data or {}, unit.scope)
