"""A workbook → what is needed of it to judge one document again, later and elsewhere: its headings once, and of each document
the lines that say it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from service.inputs import CellFault, Grid, Line, Workbook
from service.sheets.marks import MACHINE
from service.sheets.recognise import is_machine
from service.sheets.rows import Row, Rows

_MERGED: Final = "cells-merged"              # told at the first of its lines, and true of all of them
_Place = tuple[str, int]                     # sheet, line


class Cutter:
    """Of rows that were read with their book."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._sheets = {grid.sheet: grid for grid in rows.book.sheets} if rows.book else {}
        self._lines: dict[_Place, Line] = {}
        self._faults: dict[_Place, list[CellFault]] = defaultdict(list)
        self._fonts: dict[_Place, dict[tuple[int, int], str]] = defaultdict(dict)
        for grid in self._sheets.values():
            for line in grid.lines:
                self._lines[grid.sheet, line.number] = line
            for fault in grid.faults:
                self._faults[grid.sheet, fault.line].append(fault)
            for place, font in grid.fonts.items():
                self._fonts[grid.sheet, place[0]][place] = font

    def frame(self) -> Workbook:
        """The sheets of data without their documents, and the machine's sheet; nothing of a file that has no sheets."""
        documents = {(sheet, line) for row in self._rows.rows for sheet, lines in lines_of(row).items() for line in lines}
        kept = []
        for grid in self._sheets.values():
            top = self._rows.headings.get(grid.sheet)
            if grid.sheet == MACHINE:
                kept.append(grid)
            elif top is not None:
                lines = tuple(one for one in grid.lines if is_machine(one) or (
                    one.number <= top and (grid.sheet, one.number) not in documents))
                kept.append(replace(grid, lines=lines, fonts={}, faults=tuple(
                    one for one in grid.faults if one.problem.code == _MERGED)))
        return Workbook(tuple(kept))

    def part(self, row: Row) -> Workbook:
        """The lines of one document."""
        kept = []
        for sheet, numbers in lines_of(row).items():
            places = [(sheet, one) for one in sorted(numbers) if (sheet, one) in self._lines]
            if places:
                kept.append(Grid(
                    self._rows.file, sheet, tuple(self._lines[one] for one in places),
                    faults=tuple(fault for one in places for fault in self._faults.get(one, ()) if fault.problem.code != _MERGED),
                    fonts={place: font for one in places for place, font in self._fonts.get(one, {}).items()}))
        return Workbook(tuple(kept))


def assembled(frame: Workbook, document: Workbook) -> Workbook:
    """The frame with the lines of a document in it."""
    own = {grid.sheet: grid for grid in document.sheets}
    return Workbook(tuple(_with(grid, own[grid.sheet]) if grid.sheet in own else grid for grid in frame.sheets))


def _with(grid: Grid, more: Grid) -> Grid:
    lines = sorted((*grid.lines, *more.lines), key=lambda line: line.number)
    return replace(grid, lines=tuple(lines), faults=(*grid.faults, *more.faults), fonts={**grid.fonts, **more.fonts})


def lines_of(row: Row) -> Mapping[str, frozenset[int]]:
    """Where a document is written: its line, and those of its lists in other sheets."""
    found: dict[str, set[int]] = defaultdict(set)
    for spot in (row.spot, *row.inner.values()):
        found[spot.sheet].add(spot.line)
    return {sheet: frozenset(numbers) for sheet, numbers in found.items()}
