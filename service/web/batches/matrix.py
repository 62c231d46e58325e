"""Documents that wait, as the matrix shows them: a row each, its cells by column, what is wrong with each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any, Final

from service import doctypes
from service.batch.held_stored import value_of
from service.errors import Problem
from service.inputs import letters
from service.ledger import Unit
from service.retold import problems_of
from service.sheets.columns import Column, plans, printed

_BESIDE: Final = 3                                 # columns shown beside those with faults: whose row it is


@dataclass(frozen=True, slots=True)
class Cell:
    """`text`: what stands there now; `open`: it can be corrected here; `changed`: it was."""

    sheet: str
    line: int
    column: int
    heading: str
    text: str
    problems: tuple[Problem, ...] = ()
    open: bool = False
    changed: bool = False

    @property
    def address(self) -> str:
        """`C7`; "" for a whole line."""
        return f"{letters(self.column)}{self.line}" if self.column >= 0 else ""


@dataclass(frozen=True, slots=True)
class Row:
    """A document. `cells` by column of its sheet; `others`: what is wrong elsewhere, in its lists or with the whole line."""

    unit: Unit
    cells: Mapping[int, Cell]
    others: tuple[Cell, ...]

    @property
    def wrong(self) -> int:
        """Cells that are wrong."""
        return sum(bool(one.problems) for one in (*self.cells.values(), *self.others))

    def beyond(self, columns: Iterable[tuple[int, str]]) -> tuple[Cell, ...]:
        """What is wrong and stands in none of these columns: a correction may spoil another cell."""
        shown = {column for column, _ in columns}
        return (*(one for one in self.cells.values() if one.problems and one.column not in shown), *self.others)

    @property
    def changed(self) -> bool:
        return any(one.changed for one in (*self.cells.values(), *self.others))


@dataclass(frozen=True, slots=True)
class Sheet:
    """`columns`: number and heading of those that are shown."""

    title: str
    columns: tuple[tuple[int, str], ...]
    rows: tuple[Row, ...]


def sheets(units: Iterable[Unit], frame: Mapping[str, Any] | None, *, every: bool) -> list[Sheet]:
    """Documents by sheet. `every`: with all columns, else those that have faults on this page and a few beside them."""
    found: dict[str, list[Row]] = defaultdict(list)
    for unit in units:
        found[unit.sheet].append(row(unit, frame))
    return [Sheet(title, _columns(headings(frame, title), rows, every=every), tuple(rows)) for title, rows in found.items()]


def row(unit: Unit, frame: Mapping[str, Any] | None) -> Row:
    data = unit.data or {}
    named = headings(frame, unit.sheet)
    changes = {(sheet, line, column): text for sheet, line, column, text in data.get("corrections", ())}
    wrong: dict[tuple[str, int, int], list[Mapping[str, Any]]] = defaultdict(list)
    for one in data.get("found", ()):
        wrong[one["sheet"], one["line"], one["column"]].append(one)
    values: list[Any] = next((cells for line, cells in data.get("lines", {}).get(unit.sheet, ()) if line == unit.line), [])
    cells = {column: _cell((unit.sheet, unit.line, column), heading, wrong.pop((unit.sheet, unit.line, column), []), changes,
                           values[column] if column < len(values) else None) for column, heading in named.items()}
    places = {**wrong, **{place: [] for place in changes if place[:2] != (unit.sheet, unit.line) and place not in wrong}}
    others = tuple(_cell(place, "", faults, changes, None) for place, faults in places.items())
    if not data.get("found") and unit.problems:           # of a campaign's folder, which has no cells
        others = tuple(Cell("", 0, -1, one.place, "", (one,)) for one in unit.problems)
    return Row(unit, cells, others)


def headings(frame: Mapping[str, Any] | None, sheet: str) -> Mapping[int, str]:
    """Column → its heading, of a sheet of data."""
    top = frame["headings"].get(sheet) if frame else None
    lines: list[tuple[int, list[Any]]] = frame["lines"].get(sheet, []) if frame else []
    cells = next((cells for line, cells in lines if line == top), [])
    return {column: str(text).removesuffix("*").strip() for column, text in enumerate(cells) if text not in (None, "")}


def column_of(unit: Unit, place: tuple[str, int, int]) -> Column | None:
    """What the schema says of the cell: its help, its choices."""
    pointer = next((one["problem"]["pointer"] for one in (unit.data or {}).get("found", ())
                    if (one["sheet"], one["line"], one["column"]) == place), "")
    general = "/".join("-" if step.isdecimal() else step for step in pointer.split("/"))
    every = (column for plan in plans(doctypes.get(unit.slug)) for column in plan.columns)
    return next((column for column in every if column.pointer == general), None) if pointer else None


def _cell(place: tuple[str, int, int], heading: str, faults: Sequence[Mapping[str, Any]],
          changes: Mapping[tuple[str, int, int], str], value: Any) -> Cell:
    sheet, line, column = place
    text = changes.get(place, _text(value) if value is not None else str(faults[0]["value"]) if faults else "")
    return Cell(sheet, line, column, heading or (str(faults[0]["heading"]) if faults else ""), text,
                problems_of([one["problem"] for one in faults]), any(one["open"] for one in faults), place in changes)


def _columns(named: Mapping[int, str], rows: Sequence[Row], *, every: bool) -> tuple[tuple[int, str], ...]:
    if every:
        return tuple(named.items())
    wanted = {one.column for found in rows for one in found.cells.values() if one.problems or one.changed}
    beside = [column for column in named if column not in wanted and any(
        found.cells[column].text and found.cells[column].text != found.unit.key for found in rows)]
    shown = wanted | set(beside[:_BESIDE])
    return tuple((column, heading) for column, heading in named.items() if column in shown)


def _text(stored: Any) -> str:
    value = value_of(stored)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, date):
        return printed(value)
    return value.strftime("%H:%M") if isinstance(value, time) else str(value)
