"""The loop of one worker process: units leased, made, and said to be finished; both engines run it."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Final

from service.batch.work import Files, Ready, kept, prepared
from service.errors import BatchUnknown, StoreUnreachable
from service.ledger import Batch, Ledger, Unit

FIRST_GROUP, _LARGEST_GROUP = 4, 16              # units of one lease: of a worker that knows no better, and of a fast one
_AT_ONCE: Final = 1.5                             # seconds of work in a lease: the ledger is asked seldom, and little is held
_TOGETHER: Final = 2.0                            # seconds: results so old are written down before the group is whole,
_HELD_BYTES: Final = 8 << 20                      # and when their files come to so much
_LONGEST_PAUSE: Final = 0.5                       # between two questions whether there is work
_BATCHES: Final = 8                               # that are kept


class Stopped(BaseException):
    """Work ends while it waits for a store or a database. No `Exception`: no document is at fault."""


@dataclass(slots=True)
class Tally:
    """What a worker has done so far. Seconds: `making` documents, in the `ledger`; `memory`: bytes of the process that are
    its own alone, at most."""

    units: int = 0
    failed: int = 0
    making: float = 0.0
    ledger: float = 0.0
    memory: int = 0

    def plus(self, other: Tally) -> Tally:
        """Two workers together; of memory the larger."""
        together = Tally(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(Tally)))
        together.memory = max(self.memory, other.memory)
        return together


class Hold:
    """What a worker holds in the ledger: its lease is renewed when a third of it has passed. `stopped`: whether to end; `said`
    hears the tally, and so that the worker is alive."""

    def __init__(self, ledger: Ledger, owner: str, seconds: float, stopped: Callable[[], bool],
                 said: Callable[[Tally], None] = lambda _: None) -> None:
        self.ledger, self.owner, self.seconds, self.stopped, self.tally = ledger, owner, seconds, stopped, Tally()
        self._said = said
        self._since = self._told = time.monotonic()

    def lease(self, ids: Collection[int] | None) -> list[Unit]:
        found = self.ledger.units.lease(self.owner, self._group, self.seconds, ids=ids)
        self._since = time.monotonic()
        return found

    @property
    def _group(self) -> int:
        """By how long a unit has taken so far."""
        each = self.tally.making / self.tally.units if self.tally.units else 0.0
        return max(1, min(_LARGEST_GROUP, round(_AT_ONCE / each))) if each else FIRST_GROUP

    def keep(self) -> None:
        """Called often."""
        now = time.monotonic()
        if now - self._since > self.seconds / 3:
            self.ledger.units.renew(self.owner, self.seconds)
            self._since = now
        if now - self._told > self.seconds / 10:
            self.say()

    def waiting(self) -> None:
        """Between two tries to reach a store. Raises Stopped."""
        if self.stopped():
            raise Stopped
        self.keep()

    def say(self) -> None:
        self.tally.ledger, self._told = self.ledger.spent, time.monotonic()
        self._said(self.tally)


def work(hold: Hold, store: Files, *, ids: Collection[int] | None = None) -> Tally:
    """Makes units until `hold` says to stop, waiting where there is nothing to do. `ids`: these units and no others, until none
    of them can be leased.

    Raises StoreUnreachable, DatabaseUnreachable after their patience, Stopped: what was not made has been given back then, or
    comes back when its lease runs out.
    """
    batches: OrderedDict[str, Batch] = OrderedDict()
    pause = 0.02
    while not hold.stopped():
        units = hold.lease(ids)
        if units:
            _make(hold, store, units, batches)
            hold.say()
            pause = 0.02
        elif ids is not None:
            break
        else:
            time.sleep(pause)
            pause = min(pause * 2, _LONGEST_PAUSE)
            hold.keep()
    return hold.tally


def _make(hold: Hold, store: Files, units: Sequence[Unit], batches: OrderedDict[str, Batch]) -> None:
    """Files and results of a group are written together: a crash loses seconds of work, which is done again."""
    ready: list[Ready] = []
    written, held = time.monotonic(), 0
    open_ = len(units)
    try:
        for unit in units:
            if hold.stopped():
                break
            hold.keep()
            batch = _batch(hold.ledger, unit.batch, batches)
            if batch is None:                     # deleted, and its units with it
                continue
            ready.append(one := prepared(unit, batch, store))
            open_ -= 1
            held += sum(map(len, one.files.values()))
            if time.monotonic() - written > _TOGETHER or held > _HELD_BYTES:
                _write(hold, store, ready)
                ready.clear()
                written, held = time.monotonic(), 0
        _write(hold, store, ready)
    except (StoreUnreachable, Stopped):
        hold.ledger.units.give_back(hold.owner)
        raise
    if open_:
        hold.ledger.units.give_back(hold.owner)


def _write(hold: Hold, store: Files, ready: Sequence[Ready]) -> None:
    begun = time.monotonic()
    results = kept(ready, store)
    hold.tally.units += len(results)
    hold.tally.failed += sum(made.failed for made in results.values())
    hold.tally.making += sum(made.seconds for made in results.values()) + time.monotonic() - begun
    hold.ledger.units.finish(results)


def _batch(ledger: Ledger, number: str, batches: OrderedDict[str, Batch]) -> Batch | None:
    if number not in batches:
        try:
            batches[number] = ledger.batches.get(number)
        except BatchUnknown:
            return None
        while len(batches) > _BATCHES:
            batches.popitem(last=False)
    batches.move_to_end(number)
    return batches[number]


def own_memory() -> int:
    """Bytes of this process that it shares with no other (USS); 0 where the system does not tell."""
    try:
        lines = Path("/proc/self/smaps_rollup").read_text("ascii").splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Private_"))
