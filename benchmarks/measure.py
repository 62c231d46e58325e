"""Contestants → medians of processor seconds for one document, round after round so that all meet the same machine."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from service.collector import settle

_AT_ONCE = 50                                    # records that are got ready before the clock goes on


class Contestant(Protocol):
    """Makes a document from a record. `name` is how the report calls it."""

    name: str

    def given(self, number: int) -> Any:
        """Record number `number` as it takes it; off the clock."""

    def make(self, given: Any) -> tuple[bytes, ...]:
        """The record → its files."""

    def cpu_seconds(self) -> float:
        """The processor time the contestant has used so far, wherever it runs."""


@dataclass(eq=False, slots=True)
class Entry:
    """A contestant in one discipline (`docx/plan`); `resolution` is the step of its clock in seconds. `seen`: the first record it
    is given. It never sees a record twice."""

    discipline: str
    contestant: Contestant
    resolution: float = 0.0005
    seen: int = 1                                # record 0 is for comparing words

    def sample(self, size: int) -> float:
        """Processor seconds for so many documents."""
        spent = 0.0
        for done in range(0, size, _AT_ONCE):
            count = min(_AT_ONCE, size - done)
            ready = [self.contestant.given(self.seen + one) for one in range(count)]
            self.seen += count
            settle()                             # as a batch does before it forks
            before = self.contestant.cpu_seconds()
            for one in ready:
                self.contestant.make(one)
            spent += self.contestant.cpu_seconds() - before
            gc.unfreeze()
        return spent


def own_cpu_seconds() -> float:
    return time.process_time()


def race(entries: Sequence[Entry], rounds: int, note: Callable[[str], None]) -> dict[tuple[str, str], list[float]]:
    """(discipline, contestant) → processor seconds a document, of each round. Each sample is long against the clock's step."""
    sizes = {entry: _batch_size(entry) for entry in entries}
    samples: dict[Entry, list[float]] = {entry: [] for entry in entries}
    for turn in range(rounds):
        note(f"round {turn + 1} of {rounds}")
        for entry in _turned(entries, turn):
            samples[entry].append(entry.sample(sizes[entry]) / sizes[entry])
    return {(entry.discipline, entry.contestant.name): taken for entry, taken in samples.items()}


def medians(samples: dict[tuple[str, str], list[float]]) -> dict[tuple[str, str], float]:
    return {name: statistics.median(taken) for name, taken in samples.items()}


def _turned(entries: Sequence[Entry], turn: int) -> Iterable[Entry]:
    """Nobody is always the first after somebody else."""
    start = turn % len(entries)
    return (*entries[start:], *entries[:start])


def _batch_size(entry: Entry) -> int:
    """Documents a sample: a hundred steps of the clock and a fifth of a second at least: the step is below one percent. Counting
    them warms the contestant."""
    wanted = max(0.2, 100 * entry.resolution)
    size = 1
    while True:
        spent = entry.sample(size)
        if spent >= wanted:
            return size
        size = max(size * 2, int(size * min(10.0, wanted / max(spent, entry.resolution))))
