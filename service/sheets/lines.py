"""The lines of one recognised sheet → parts of documents: values by their path, with what is wrong in each cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from openpyxl.utils import range_boundaries

from service.errors import Problem, problem
from service.inputs import Line, Value
from service.sheets import cell as cells
from service.sheets.columns import Column, printed
from service.sheets.marks import is_sample
from service.sheets.recognise import Recognised
from service.sheets.rows import Cell, Fault, Spot
from service.sheets.spread import SpreadRow
from service.vietnamese.characters import composed
from service.vietnamese.encodings import has_unicode

ITSELF: Final = ()                         # the path of a value that is its row: a list of long texts


@dataclass(slots=True)
class Part:
    """What a line says: of a document, or of a row in a table of one."""

    key: str
    own: str
    parent: str
    data: Any
    spot: Spot
    faults: list[Fault]


@dataclass(slots=True)
class Letters:
    """How old encodings are dealt with in a file: whether sure ones are converted, how many were, and the doubtful cells, which
    count only beside sure ones."""

    convert: bool
    sure: int = 0
    doubtful: list[tuple[list[Fault], Fault]] | None = None

    def settle(self) -> None:
        """After the whole file: a doubt is told where the file has old letters for certain."""
        for faults, fault in (self.doubtful or ()) if self.sure else ():
            faults.append(fault)


class Reader:
    """Reads the lines of a sheet. `example`: the rows our workbooks begin with."""

    def __init__(self, found: Recognised, letters: Letters, example: Sequence[SpreadRow]) -> None:
        self.found, self.letters = found, letters
        grid = found.grid
        self.columns = [(index, column, column.pointer) for index, column in found.columns.items()]
        headings = {index: str(_at(found.headings, index) or column.label).removesuffix("*").strip()
                    for index, column in found.columns.items()}
        self.places: Mapping[tuple[str, ...], tuple[int, str]] = {
            column.path: (index, headings[index]) for index, column, _ in self.columns}
        self.examples = [self._shown(row) for row in example]
        self.faults = {(one.line, one.column): one.problem for one in grid.faults if one.column >= 0 and one.line}
        self.hidden = {one.line: one.problem for one in grid.faults if one.column < 0 and one.line}
        self._merged()

    def parts(self) -> Iterator[Part]:
        """Every line that says something; the example is none."""
        for line in self.found.grid.lines:
            if line.number not in self.found.skipped:
                part = self._part(line)
                if part is not None:
                    yield part

    def _part(self, line: Line) -> Part | None:
        found = self.found
        key, own, parent = (_named(_at(line, place)) for place in (found.key, found.own, found.parent))
        spot = Spot(found.grid.sheet, line.number, self.places, max(found.key, 0))
        if is_sample(key):
            if self._shown_line(line) in self.examples:
                return None
            return Part("", "", "", {}, spot, [Fault(self._cell(spot, found.key, "Mã"), problem(
                "sample-changed", "Dòng ví dụ đã bị sửa; nếu là dữ liệu thật hãy ghi mã khác, nếu không hãy xóa dòng."), key)])
        faults: list[Fault] = []
        data: dict[str, Any] = {}
        whole: Any = None
        for index, column, _ in self.columns:
            value = _at(line, index)
            wrong = self.faults.get((line.number, index))
            if wrong is not None:
                faults.append(Fault(self._cell(spot, index, column.label), wrong, _text(value)))
            if value is None:
                continue
            result = self._value(spot, line.number, index, column, value, faults)
            if column.path == ITSELF:
                whole = result
            elif result is not None:
                _put(data, column.path, result)
        if not (key or data or whole or faults):
            return None
        if line.number in self.hidden:
            faults.append(Fault(Cell(spot.sheet, line.number), self.hidden[line.number]))
        return Part(key, own, parent, data if whole is None else whole, spot, faults)

    def _value(self, spot: Spot, line: int, index: int, column: Column, value: Value, faults: list[Fault]) -> object:
        if (isinstance(value, str) and not value.isascii()) or (line, index) in self.found.grid.fonts:
            value = self._letters(spot, (line, index), column, str(value), faults)
        result, wrong = cells.taken(column, value)
        if wrong is not None:
            faults.append(Fault(self._cell(spot, index, column.label), wrong, _text(value)))
        return result

    def _letters(self, spot: Spot, place: tuple[int, int], column: Column, text: str, faults: list[Fault]) -> str:
        """The text in Unicode where that was asked for; else told."""
        font = self.found.grid.fonts.get(place, "")
        wrong: Problem | None = None
        if font or not has_unicode(text):
            old = cells.old_letters(text, font)
            if old is not None:
                if old.sure:
                    self.letters.sure += 1
                    if self.letters.convert:
                        return old.text
                fault = Fault(self._cell(spot, place[1], column.label), cells.encoding_problem(old, text), _text(text))
                if old.sure:
                    faults.append(fault)
                else:
                    self.letters.doubtful = [*(self.letters.doubtful or ()), (faults, fault)]
                return text
        wrong = cells.broken_letters(text)
        if wrong is not None:
            faults.append(Fault(self._cell(spot, place[1], column.label), wrong, _text(text)))
        return text

    def _cell(self, spot: Spot, index: int, label: str) -> Cell:
        return Cell(spot.sheet, spot.line, index, next((words for place, words in self.places.values() if place == index), label))

    def _merged(self) -> None:
        """Cells joined over several lines: each of them lacks its own value."""
        for (line, column), found in list(self.faults.items()):
            if found.code == "cells-merged":
                left, top, right, bottom = range_boundaries(str(found.args["vung"]))
                for row in range(top or line, (bottom or line) + 1):
                    for place in range((left or 1) - 1, right or column + 1):
                        self.faults[row, place] = replace(found, place=self.found.grid.place(row, place))

    def _shown(self, row: SpreadRow) -> tuple[str, ...]:
        """An example's cells as `_shown_line` has them, of those columns that are there."""
        by_pointer = dict(zip((column.pointer for column in self.found.plan.columns), row.cells, strict=True))
        return tuple(_text(by_pointer.get(pointer)) for _, _, pointer in self.columns)

    def _shown_line(self, line: Line) -> tuple[str, ...]:
        return tuple(_text(_at(line, index)) for index, _, _ in self.columns)


def _at(line: Line, index: int) -> Value:
    return line.cells[index] if 0 <= index < len(line.cells) else None


def _named(value: Value) -> str:
    """A key or code as text: 7 and "7 " are the same."""
    return composed(printed(value) if isinstance(value, date) else str(value)) if value is not None else ""


def _text(value: object) -> str:
    """What a cell shows, for people."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, date):
        return printed(value)
    return "" if value is None else composed(str(value))


def _put(data: dict[str, Any], path: tuple[str, ...], value: object) -> None:
    for step in path[:-1]:
        data = data.setdefault(step, {})
    data[path[-1]] = value
