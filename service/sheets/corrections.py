"""Cells corrected elsewhere than in the file: laid over what was read, and written into the workbook that goes back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from openpyxl import Workbook as Book
from openpyxl.cell.cell import MergedCell

from service.inputs import Grid, Line, Value, Workbook
from service.sheets.looks import put
from service.vietnamese.characters import composed

LONGEST: Final = 32_000                      # characters, as a cell of Excel holds them
# What is wrong with how cells lie, not with what one says: mended in the spreadsheet only.
UNREACHED: Final = frozenset({"cells-merged", "row-hidden", "sheet-hidden", "heading-twice", "heading-missing", "column-gone"})


@dataclass(frozen=True, slots=True)
class Correction:
    """What a cell is to say: `line` from 1, `column` from 0, as in `Cell`; "" empties it."""

    sheet: str
    line: int
    column: int
    text: str

    @property
    def value(self) -> str | None:
        """As a sheet would hold it: NFC, line feeds only, nothing that XML cannot have."""
        text = self.text.replace("\r\n", "\n").replace("\r", "\n")
        kept = "".join(one for one in text if one in "\n\t" or (one.isprintable() and not "\ud800" <= one <= "\udfff"))
        return composed(kept[:LONGEST].strip()) or None


def corrected(book: Workbook, corrections: Iterable[Correction]) -> Workbook:
    """The sheets as if the cells had been written so: what was wrong with reading them is gone."""
    by_sheet: dict[str, dict[tuple[int, int], str | None]] = defaultdict(dict)
    for one in corrections:
        by_sheet[one.sheet][one.line, one.column] = one.value
    return replace(book, sheets=tuple(_laid(grid, by_sheet[grid.sheet]) if grid.sheet in by_sheet else grid
                                      for grid in book.sheets))


def _laid(grid: Grid, cells: Mapping[tuple[int, int], str | None]) -> Grid:
    lines: dict[int, dict[int, str | None]] = defaultdict(dict)
    for (line, column), value in cells.items():
        lines[line][column] = value
    return replace(
        grid, lines=tuple(_line(one, lines[one.number]) if one.number in lines else one for one in grid.lines),
        faults=tuple(one for one in grid.faults if (one.line, one.column) not in cells or one.problem.code in UNREACHED),
        fonts={place: font for place, font in grid.fonts.items() if place not in cells})


def _line(line: Line, cells: Mapping[int, str | None]) -> Line:
    values: list[Value] = list(line.cells)
    for column, value in cells.items():
        values += [None] * (column + 1 - len(values))
        values[column] = value
    return replace(line, cells=tuple(values))


def write_into(book: Book, corrections: Iterable[Correction]) -> None:
    """The same cells of the user's own workbook; texts stay texts."""
    for one in corrections:
        if one.sheet in book.sheetnames:
            cell: Any = book[one.sheet].cell(one.line, one.column + 1)
            if not isinstance(cell, MergedCell):
                put(cell, one.value)
