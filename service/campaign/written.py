"""Rows as somebody wrote them, with their places: what every file of a campaign is turned into before it is checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from service.errors import Problem
from service.inputs import Grid


@dataclass(frozen=True, slots=True)
class Origin:
    """Where values were written: a line of a sheet (with its columns by field), or a node of a data file.

    `pointer` is the node's. With `pointers` the place of a problem is the file and its pointer stays a pointer, as the doors
    want it for data that somebody sent; without, both stand in the place, as people want it for files.
    """

    file: str
    pointer: str = ""
    grid: Grid | None = None
    line: int = 0
    columns: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    pointers: bool = False

    def at(self, found: Problem) -> Problem:
        """A problem whose pointer starts at these values → the same with its place."""
        if self.grid is not None:
            column, heading = self.columns.get(found.pointer.split("/")[1] if found.pointer else "", (-1, ""))
            return replace(found, pointer="", place=self.grid.place(self.line, column, heading))
        if self.pointers:
            return replace(found, pointer=self.pointer + found.pointer, place=self.file)
        return replace(found, pointer="", place=f"{self.file} {self.pointer}{found.pointer}".strip())

    def inner(self, step: str | int) -> Origin:
        return replace(self, pointer=f"{self.pointer}/{step}")


@dataclass(frozen=True, slots=True)
class Written:
    values: Any
    origin: Origin


def in_file(found: Iterable[Problem], file: str) -> list[Problem]:
    """Problems of reading a file → the same with file and pointer in the place."""
    return [replace(one, pointer="", place=f"{one.place or file} {one.pointer}".strip()) for one in found]


@dataclass(frozen=True, slots=True)
class Campaign:
    """What was written of a whole campaign: the frame, each table's rows, the data of single documents."""

    frame: Written | None                # None: could not be read, which is a problem already
    tables: Mapping[str, Sequence[Written]]
    own: Mapping[tuple[str, str, str], Written] = field(default_factory=dict)
