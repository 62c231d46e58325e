"""Parts of documents from several sheets → documents: the rows of a table go to the document their key names."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from service.errors import problem
from service.sheets.columns import EACH, Plan
from service.sheets.lines import Part
from service.sheets.marks import KEY, PARENT
from service.sheets.rows import Cell, Fault, Row, Spot

_Where = tuple[Any, tuple[str, ...], "_Document"]          # a row of a table, its path in the document, the document


class _Document:
    def __init__(self, plan: Plan, part: Part) -> None:
        self.slug, self.part = plan.slug, part
        self.inner: dict[tuple[str, ...], Spot] = {}
        self.faults = part.faults

    def row(self) -> Row:
        line = self.part.spot.line
        return Row(line, self.part.key or str(line), self.slug, self.part.data, self.part.spot, self.inner, tuple(self.faults))


class Joiner:
    """Takes the parts of every sheet, those of documents first."""

    def __init__(self) -> None:
        self.documents: list[_Document] = []
        self.faults: list[Fault] = []
        self._by_key: dict[tuple[str, str], _Document] = {}
        self._coded: dict[tuple[str, str, tuple[str, ...]], dict[str, _Where]] = {}

    def add(self, plan: Plan, parts: Iterable[Part]) -> None:
        """The parts of a sheet; of a table in a table after those of the outer one."""
        for part in parts:
            if not plan.table:
                found = _Document(plan, part)
                self.documents.append(found)
                if part.key:
                    self._by_key.setdefault((plan.slug, part.key), found)
            else:
                self._attach(plan, part)

    def rows(self) -> tuple[Row, ...]:
        return tuple(one.row() for one in self.documents)

    def _attach(self, plan: Plan, part: Part) -> None:
        document = self._by_key.get((plan.slug, part.key))
        if document is None:
            self.faults += part.faults
            if part.faults and not part.data:              # the example, changed
                return
            told = problem("row-homeless", "Không có văn bản nào mang mã “{ma}” ở trang chính.", ma=part.key) if part.key else \
                problem("key-missing", "Dòng này chưa ghi mã của văn bản mà nó thuộc về.")
            self.faults.append(Fault(_key_cell(part), told, part.key))
            return
        document.faults += part.faults
        holder: Any = document.part.data
        path: tuple[str, ...] = ()
        steps = plan.table
        if plan.parent:
            cut = len(plan.table) - 1 - plan.table[::-1].index(EACH)
            rows = self._coded.get((plan.slug, part.key, plan.table[:cut]), {})
            where = rows.get(part.parent) or (next(iter(rows.values())) if len(rows) == 1 and not part.parent else None)
            if where is None:
                told = problem("row-parentless", "Mã “{ma}” không có dòng mang mã dòng “{dong}”.", ma=part.key, dong=part.parent)
                document.faults.append(Fault(_key_cell(part, PARENT[0]), told, part.parent))
                return
            holder, path, steps = where[0], where[1], plan.table[cut + 1:]
        for step in steps[:-1]:
            holder = holder.setdefault(step, {})
        rows_there: list[Any] = holder.setdefault(steps[-1], [])
        here = (*path, *steps, str(len(rows_there)))
        rows_there.append(part.data)
        document.inner[here] = part.spot
        if plan.coded:
            coded = self._coded.setdefault((plan.slug, part.key, plan.table), {})
            code = part.own or str(len(coded) + 1)
            if code in coded:
                document.faults.append(Fault(_key_cell(part), problem(
                    "row-code-twice", "Mã dòng “{dong}” đã có trong văn bản “{ma}”.", dong=code, ma=part.key), code))
            coded[code] = (part.data, here, document)


def _key_cell(part: Part, heading: str = KEY) -> Cell:
    return Cell(part.spot.sheet, part.spot.line, part.spot.key, heading)
