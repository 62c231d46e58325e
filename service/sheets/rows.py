"""What was read of many documents: each row with its data, its key, and where every value of it was written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from service.errors import Problem
from service.inputs import Workbook, letters

# What Windows, macOS or a ZIP do not allow in the name of a file; and names Windows keeps for devices.
_NOT_IN_NAMES: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f]+')
_DEVICES: Final = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_LONGEST: Final = 80
_MOST_BYTES: Final = 240                     # a system allows 255, with the suffix: letters outside the usual planes take four


@dataclass(frozen=True, slots=True)
class Cell:
    """A place in a file: `line` from 1, `column` from 0, or -1 for the whole line; `sheet` is "" where a file has only one.
    `heading` is what people call the column; of JSON, which has no columns, the pointer."""

    sheet: str
    line: int
    column: int = -1
    heading: str = ""

    @property
    def address(self) -> str:
        """`C7`; `7` where no column is known."""
        return f"{letters(self.column) if self.column >= 0 else ''}{self.line}"


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell that is wrong, and why. `value` is what stands there."""

    cell: Cell
    problem: Problem
    value: str = ""


@dataclass(frozen=True, slots=True)
class Spot:
    """A row of a sheet that says a part of a document: `columns` by their path from here, None where the file has none (JSON)."""

    sheet: str
    line: int
    columns: Mapping[tuple[str, ...], tuple[int, str]] | None
    key: int = -1                          # the column of keys

    def cell(self, path: tuple[str, ...]) -> Cell | None:
        """The cell of this value, of the one it is a part of, or the first of its parts."""
        if self.columns is None:
            return Cell(self.sheet, self.line, heading="".join(f"/{step}" for step in path))
        for end in range(len(path), 0, -1):
            if path[:end] in self.columns:
                return Cell(self.sheet, self.line, *self.columns[path[:end]])
        inner = next((place for other, place in self.columns.items() if path and other[:len(path)] == path), None)
        return Cell(self.sheet, self.line, *inner) if inner else None


@dataclass(frozen=True, slots=True)
class Row:
    """One document. `number` is its line in its sheet; `key` what the office calls it, else the number."""

    number: int
    key: str
    slug: str
    data: Mapping[str, Any]
    spot: Spot
    inner: Mapping[tuple[str, ...], Spot] = field(default_factory=dict)      # ("danh_sach", "0") → its row of another sheet
    faults: tuple[Fault, ...] = ()                                           # found in reading

    def cell(self, pointer: str) -> Cell:
        """Where the value a JSON pointer leads to was written, or would be; the row's key where no column says it."""
        path = _steps(pointer)
        for end in range(len(path), -1, -1):
            spot = self.inner.get(path[:end]) if end else self.spot
            found = spot.cell(path[end:]) if spot else None
            if spot and found is None and end:
                found = Cell(spot.sheet, spot.line, spot.key)
            if found:
                return found
        return Cell(self.spot.sheet, self.spot.line, self.spot.key)

    def says(self, pointer: str) -> bool:
        """Whether a column of the file is for the value: `cell` is its own then, and not that of the key."""
        path = _steps(pointer)
        spots = ((self.inner.get(path[:end]) if end else self.spot, path[end:]) for end in range(len(path), -1, -1))
        return next(spot.cell(rest) is not None for spot, rest in spots if spot)

    @property
    def stem(self) -> str:
        """The name of its files, without suffix: type and key, safe on every system."""
        return file_name(f"{self.slug}-{self.key}")


@dataclass(frozen=True, slots=True)
class Rows:
    """A file as read. `faults` belong to no document: columns twice, rows of a list without their document. `notices` are told
    and stop nothing: columns of the office's own, a workbook made for another version of a type. `book`: what was read, where
    that is wanted."""

    file: str
    rows: tuple[Row, ...]
    faults: tuple[Fault, ...] = ()
    notices: tuple[Problem, ...] = ()
    headings: Mapping[str, int] = field(default_factory=dict)                # sheet → the line of its headings
    book: Workbook | None = field(default=None, repr=False)


def _steps(pointer: str) -> tuple[str, ...]:
    return tuple(step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:])


def file_name(text: str) -> str:
    """A text as the name of a file: Vietnamese letters stay, what no system allows becomes `-`."""
    name = " ".join(_NOT_IN_NAMES.sub("-", text).split())[:_LONGEST]
    name = name.encode("utf-8", "replace")[:_MOST_BYTES].decode("utf-8", "ignore").strip(". ")
    return f"_{name}" if not name or _DEVICES.fullmatch(name) else name
