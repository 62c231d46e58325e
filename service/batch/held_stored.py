"""Sheets and faults ↔ the JSON that stands in the ledger while an upload waits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import Any, Final

from service.inputs import CellFault, Grid, Line, Value, Workbook
from service.retold import problems_json, problems_of
from service.sheets import Fault


def book_json(book: Workbook) -> dict[str, Any]:
    """By sheet: its lines, what could not be read surely, fonts of old encodings."""
    return {
        "lines": {grid.sheet: [[line.number, [_kept(cell) for cell in line.cells]] for line in grid.lines]
                  for grid in book.sheets},
        "faults": {grid.sheet: [[one.line, one.column, *problems_json([one.problem])] for one in grid.faults]
                   for grid in book.sheets if grid.faults},
        "fonts": {grid.sheet: [[*place, font] for place, font in grid.fonts.items()] for grid in book.sheets if grid.fonts},
    }


def book_of(stored: Mapping[str, Any], file: str) -> Workbook:
    """The same sheets again."""
    return Workbook(tuple(Grid(
        file, sheet, tuple(Line(number, tuple(map(value_of, cells))) for number, cells in lines),
        faults=tuple(CellFault(line, column, *problems_of([told])) for line, column, told in stored["faults"].get(sheet, ())),
        fonts={(line, column): font for line, column, font in stored["fonts"].get(sheet, ())},
    ) for sheet, lines in stored["lines"].items()))


def fault_json(fault: Fault, *, open: bool) -> dict[str, Any]:
    """`open`: writing into the cell can mend it."""
    cell = fault.cell
    return {"sheet": cell.sheet, "line": cell.line, "column": cell.column, "heading": cell.heading, "value": fault.value,
            "problem": problems_json([fault.problem])[0], "open": open}


def _kept(value: Value) -> Any:
    """What JSON cannot say is an object of one member."""
    if isinstance(value, datetime):
        return {"moment": value.isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, time):
        return {"hour": value.isoformat()}
    return value


def value_of(stored: Any) -> Value:
    if isinstance(stored, Mapping):
        (kind, text), = stored.items()
        return _READ[kind](text)
    value: Value = stored
    return value


_READ: Final[Mapping[str, Callable[[str], Value]]] = {
    "moment": datetime.fromisoformat, "day": date.fromisoformat, "hour": time.fromisoformat}
