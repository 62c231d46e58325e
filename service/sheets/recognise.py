"""A sheet → which plan it is, and which of its columns is which: by the machine row, else by the words of the headings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from service.campaign.cells import folded
from service.campaign.headings import COUNTING
from service.errors import Problem, problem
from service.inputs import Grid, Line, Value
from service.sheets.columns import Column, Plan
from service.sheets.marks import ERRORS, OWN, PARENT, heads

_KEY, _OWN, _PARENT = "#", OWN[1], PARENT[1]
_OURS: Final = frozenset({ERRORS[1]})
_MARKS: Final = 2                                          # cells that make a row the machine's


@dataclass(frozen=True, slots=True)
class Recognised:
    """`columns` by their place in the sheet. `skipped` are the lines that are no data: the machine's, the headings."""

    grid: Grid
    plan: Plan
    columns: Mapping[int, Column]
    key: int                               # -1: there is none
    own: int
    parent: int
    headings: Line
    skipped: frozenset[int]
    problems: tuple[tuple[int, Problem], ...]              # column, what is wrong with it
    notices: tuple[Problem, ...]


def recognise(grid: Grid, plans: Sequence[Plan], meant: Plan | None, version: bool | None) -> Recognised | None:
    """`meant`: the plan by the sheet's name or the caller's word, where no machine row says it. `version`: whether the workbook
    was made for this version of the type, None where it does not say. None where the sheet is no sheet of data."""
    machine = next((line for line in grid.lines if is_machine(line)), None)
    marks = {index: str(cell) for index, cell in enumerate(machine.cells) if _is_mark(cell)} if machine else {}
    plan = next((one for one in plans if one.mark in marks.values()), meant)
    if plan is None:
        return None
    told = _Told(grid, plan)
    rest = [line for line in grid.lines if line is not machine]
    headings = told.headings(rest, machine)
    if headings is None:
        return None
    for index in range(max(len(headings.cells), max(marks, default=-1) + 1)):
        heading = headings.cells[index] if index < len(headings.cells) else None
        told.column(index, marks.get(index, ""), heading)
    return told.result(headings, machine, rest, made_here=version)


class _Told:
    """Goes through the columns of one sheet."""

    def __init__(self, grid: Grid, plan: Plan) -> None:
        self.grid, self.plan = grid, plan
        self.by_mark = {mark: (mark, column) for _, mark, column in heads(plan)}
        # a heading may be the label, the pointer, or the path with dots; what names rows goes before fields of the same name
        by_rank = sorted(heads(plan), key=lambda head: head[2] is None)
        self.by_words = {folded(words): (mark, column) for label, mark, column in by_rank
                         for words in ((label, mark, ".".join(column.path)) if column else (label,))}
        self.found: dict[str, int] = {}
        self.columns: dict[int, Column] = {}
        self.problems: list[tuple[int, Problem]] = []
        self.gone: list[tuple[int, str]] = []
        self.extra: list[tuple[int, str]] = []

    def headings(self, lines: Sequence[Line], machine: Line | None) -> Line | None:
        """The row with the most words of the plan; else the one after the machine's row."""
        after = _next(lines, machine) if machine else None
        if after and self._matched(after) > 1:             # nearly always, and the whole sheet need not be looked at
            return after
        best = max(lines, key=self._matched, default=None)
        matched = self._matched(best) if best else 0
        if best and (matched > 1 or (matched and sum(cell is not None for cell in best.cells) == 1)):
            return best
        return after or (Line(0, ()) if machine else None)

    def _matched(self, line: Line) -> int:
        return sum(self._meant(cell) is not None for cell in line.cells)

    def column(self, index: int, mark: str, heading: Value) -> None:
        words = " ".join(str(heading or "").split())
        if mark in _OURS or (not mark and folded(words) in {*COUNTING, folded(ERRORS[0])}):
            return
        meant = self.by_mark.get(mark) if mark else self._meant(heading)
        if meant is None:
            (self.gone if mark.startswith("/") else self.extra).append((index, words or mark))
            return
        known, column = meant
        if known in self.found:
            self.problems.append((index, problem("heading-twice", "Cột {ten} xuất hiện hai lần.", ten=words or known,
                                                 place=self.grid.place(column=index))))
            return
        self.found[known] = index
        if column is not None:
            self.columns[index] = column

    def result(self, headings: Line, machine: Line | None, lines: Iterable[Line], *, made_here: bool | None) -> Recognised:
        used = {index for line in lines if line is not headings for index, cell in enumerate(line.cells) if cell is not None}
        notices = []
        for index, words in self.gone:
            told = problem("column-gone", "Cột “{ten}” không còn trong loại văn bản này; dữ liệu của cột không được dùng.",
                           place=self.grid.place(column=index), ten=words)
            if index in used:
                self.problems.append((index, told))
            else:
                notices.append(told)
        notices += [problem("column-extra", "Cột “{ten}” không thuộc loại văn bản này: bỏ qua.",
                            place=self.grid.place(column=index), ten=words)
                    for index, words in self.extra if index in used and words]
        self.problems += [(index, problem("heading-missing", "Cột này có dữ liệu mà không có tên cột.",
                                          place=self.grid.place(column=index)))
                          for index in used if index not in self.columns and index not in self.found.values()
                          and self._nameless(index, headings, machine)]
        missing = [one.label for one in self.plan.columns if one.pointer not in self.found and machine is not None
                   and (one.required or made_here is False)]
        if missing:
            notices.append(problem("column-new", "Trang này chưa có cột: {cac_cot}.", place=self.grid.place(),
                                   cac_cot="; ".join(missing)))
        if made_here is False:
            notices.append(problem("sheet-older", "Sổ lập theo bản khác của loại văn bản này; hãy lấy sổ mới (vanban sheet) khi "
                                   "tiện.", place=self.grid.place()))
        skipped = {line.number for line in (headings, machine) if line}
        known = self.found.values()                        # titles say one thing; more is a document, sorted above its headings
        above = [line.number for line in lines if line.number < headings.number
                 and sum(place < len(line.cells) and line.cells[place] is not None for place in known) < _MARKS]
        if above:
            notices.append(problem("lines-above", "{so} dòng phía trên dòng tên cột không được đọc.", so=len(above),
                                   place=self.grid.place(above[0])))
            skipped.update(above)
        return Recognised(self.grid, self.plan, self.columns, self.found.get(self.plan.mark, -1), self.found.get(_OWN, -1),
                          self.found.get(_PARENT, -1), headings, frozenset(skipped), tuple(self.problems), tuple(notices))

    def _meant(self, heading: Value) -> tuple[str, Column | None] | None:
        return self.by_words.get(folded(heading)) if isinstance(heading, str) else None

    def _nameless(self, index: int, headings: Line, machine: Line | None) -> bool:
        return all(line is None or index >= len(line.cells) or line.cells[index] is None for line in (headings, machine))


def _next(lines: Iterable[Line], machine: Line) -> Line | None:
    return next((line for line in lines if line.number > machine.number), None)


def is_machine(line: Line) -> bool:
    """Two marks, one of them of a column of keys; or, where that column was taken away, three."""
    marks = [str(cell) for cell in line.cells if _is_mark(cell)]
    return len(marks) > (1 if any(mark.startswith(_KEY) for mark in marks) else _MARKS)


def _is_mark(cell: Value) -> bool:
    return isinstance(cell, str) and cell.startswith(("/", _KEY)) and not cell.startswith("#REF") and " " not in cell


def meant_by(title: str, plans: Sequence[Plan], titles: Mapping[str, Plan]) -> Plan | None:
    """The plan a sheet's name means: as our own list of sheets has it, a type's or table's name or identifier."""
    words = folded(title)
    if words in titles:
        return titles[words]
    return next((one for one in plans if words in {folded(one.title[:31]), folded("_".join((one.slug, *one.table)))}
                 or (not one.table and words == folded(one.slug))), None)
