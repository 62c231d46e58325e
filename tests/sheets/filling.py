"""Our workbooks filled in by a machine, as a clerk would: for the tests of reading them."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from service import doctypes
from service.sheets import workbook
from service.sheets.columns import Plan, plans
from service.sheets.looks import put
from service.sheets.marks import MACHINE_ROW
from service.sheets.spread import SpreadRow, spread

Document = tuple[str, str, Mapping[str, Any]]          # type, key, data


class Book:
    """A workbook for some types, with documents in it. `sheets` by (type, table)."""

    def __init__(self, *documents: Document, types: Iterable[str] = ()) -> None:
        self.slugs = list(dict.fromkeys([*types, *(slug for slug, _, _ in documents)]))
        self.book: Workbook = load_workbook(io.BytesIO(empty(*self.slugs)))
        self.sheets: dict[tuple[str, str], Worksheet] = {}
        self.lines: dict[tuple[str, str, str], list[int]] = {}           # type, table, key → its lines
        self._plans: dict[str, tuple[Plan, ...]] = {}
        self._next: dict[str, int] = {}
        self._spread: dict[int, tuple[dict[tuple[str, ...], list[SpreadRow]], Mapping[str, Any]]] = {}
        for slug in self.slugs:
            self._plans[slug] = plans(doctypes.get(slug))
            for plan in self._plans[slug]:
                sheet = next(one for one in self.book.worksheets if one.cell(MACHINE_ROW, 1).value == plan.mark)
                self.sheets[slug, "/".join(plan.table)] = sheet
                self._next[sheet.title] = sheet.max_row + 1
        for document in documents:
            self.add(*document)

    def add(self, slug: str, key: str, data: Mapping[str, Any]) -> None:
        if id(data) not in self._spread:               # many documents may have the same data
            self._spread[id(data)] = spread(self._plans[slug], data), data
        rows = self._spread[id(data)][0]
        for plan in self._plans[slug]:
            sheet = self.sheets[slug, "/".join(plan.table)]
            for row in rows[plan.table]:
                line = self._next[sheet.title]
                self._next[sheet.title] += 1
                self.lines.setdefault((slug, "/".join(plan.table), key), []).append(line)
                own = ([row.code] if plan.coded else []) + ([row.parent] if plan.parent else [])
                for column, value in enumerate([key, *own, *row.cells], start=1):
                    if value is not None:
                        put(sheet.cell(line, column), value)

    def cell(self, slug: str, key: str, pointer: str, table: str = "", nth: int = 0) -> Any:
        """The cell of a column (by its path in the machine row) in the row of a document, or the nth row of its table."""
        sheet = self.sheets[slug, table]
        return sheet.cell(self.lines[slug, table, key][nth], self.column(sheet, pointer))

    @staticmethod
    def column(sheet: Worksheet, pointer: str) -> int:
        return next(cell.column for cell in sheet[MACHINE_ROW] if cell.value == pointer)

    def bytes(self) -> bytes:
        return saved(self.book)


@cache
def empty(*slugs: str) -> bytes:
    return workbook([doctypes.get(slug) for slug in slugs])


def saved(book: Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def example(slug: str, **changed: Any) -> dict[str, Any]:
    """The data of a type's example, with some fields changed; None takes one away."""
    data = {**doctypes.get(slug).example()["data"], **changed}
    return {name: value for name, value in data.items() if value is not None}
