"""Contestants → medians of processor seconds for one document, round after round so that all meet the same machine."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol


class Contestant(Protocol):
    """Makes a document from a record. `name` is how the report calls it."""

    name: str

    def make(self, number: int) -> bytes:
        """Record number `number` → the document."""

    def cpu_seconds(self) -> float:
        """The processor time the contestant has used so far, wherever it runs."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A contestant in one discipline (`docx/plan`); `resolution` is the step of its clock in seconds."""

    discipline: str
    contestant: Contestant
    resolution: float = 0.0005


def own_cpu_seconds() -> float:
    return time.process_time()


def race(entries: Sequence[Entry], rounds: int, note: Callable[[str], None]) -> dict[tuple[str, str], float]:
    """(discipline, contestant) → median processor seconds a document. Each sample is long against the clock's step."""
    sizes = {entry: _batch_size(entry) for entry in entries}
    samples: dict[Entry, list[float]] = {entry: [] for entry in entries}
    for turn in range(rounds):
        note(f"round {turn + 1} of {rounds}")
        for entry in _turned(entries, turn):
            samples[entry].append(_sample(entry, sizes[entry], first=turn * 17))
    return {(entry.discipline, entry.contestant.name): statistics.median(taken) for entry, taken in samples.items()}


def _turned(entries: Sequence[Entry], turn: int) -> Iterable[Entry]:
    """Nobody is always the first after somebody else."""
    start = turn % len(entries)
    return (*entries[start:], *entries[:start])


def _sample(entry: Entry, size: int, first: int) -> float:
    before = entry.contestant.cpu_seconds()
    for number in range(first, first + size):
        entry.contestant.make(number)
    return (entry.contestant.cpu_seconds() - before) / size


def _batch_size(entry: Entry) -> int:
    """Documents a sample: a hundred steps of the clock and a fifth of a second at least: the step is below one percent."""
    wanted = max(0.2, 100 * entry.resolution)
    size, spent = 1, 0.0
    while True:
        started = entry.contestant.cpu_seconds()
        for number in range(size):
            entry.contestant.make(number)
        spent = entry.contestant.cpu_seconds() - started
        if spent >= wanted:
            return size
        size = max(size * 2, int(size * min(10.0, wanted / max(spent, entry.resolution))))
