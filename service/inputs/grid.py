"""A sheet as read: its cells row by row, and how a place in it is called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from types import MappingProxyType

from service.errors import LimitExceeded, Problem, problem

# What a cell may hold. Numbers stay numbers; digits typed as text stay text, with their leading zeros.
Value = str | int | float | bool | date | time | None

MAX_ROWS = 100_000
MAX_COLUMNS = 200
MAX_CELLS = 500_000


@dataclass(frozen=True, slots=True)
class Line:
    """One row that is not empty. `number` as the program that shows the file counts, from 1."""

    number: int
    cells: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class CellFault:
    """What cannot be read surely, and where: line 0 is the whole sheet or column, column -1 the whole line."""

    line: int
    column: int
    problem: Problem


@dataclass(frozen=True, slots=True)
class Grid:
    """`sheet` is "" for a file that has only one table in it, as CSV. `fonts`: of cells in a font of an old encoding, by line and
    column; their text is what Unicode makes of it, not what is seen."""

    file: str
    sheet: str
    lines: tuple[Line, ...]
    visible: bool = True
    faults: tuple[CellFault, ...] = ()
    fonts: Mapping[tuple[int, int], str] = field(default_factory=lambda: MappingProxyType({}))

    def place(self, line: int = 0, column: int = -1, heading: str = "") -> str:
        """"ket_qua.csv, dòng 17, cột D (gia_tri)"; a line or column that is not given is left out."""
        named = f" ({heading})" if heading else ""
        return ", ".join(filter(None, [self.file, f"trang {self.sheet}" if self.sheet else "", f"dòng {line}" if line else "",
                                       f"cột {letters(column)}{named}" if column >= 0 else ""]))


def too_large(place: str) -> LimitExceeded:
    return LimitExceeded(problem("sheet-too-large", "Bảng quá lớn: nhiều nhất {dong} dòng, {cot} cột, {o} ô.", place=place,
                                 dong=MAX_ROWS, cot=MAX_COLUMNS, o=MAX_CELLS))


def letters(column: int) -> str:
    """0 → A, 25 → Z, 26 → AA."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def is_empty(value: Value) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())
