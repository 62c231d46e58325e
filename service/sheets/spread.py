"""A document's data → the cells of its sheets: the way back of `gather`. For the row of an example, and for filling by machine.

What is written as a person would write it: choices by their label, days as days, a list a line each, a body as Markdown.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from service.components import recipients
from service.components.grounds import Ground, from_text
from service.fields.scalars import truth
from service.fields.spec import FieldSpec
from service.sheets.body import as_markdown
from service.sheets.columns import EACH, Column, Plan, printed
from service.vietnamese.dates import day
from service.vietnamese.moments import moment

CellValue = str | int | float | date | datetime | None


@dataclass(frozen=True, slots=True)
class SpreadRow:
    """A row of a sheet: its cells by the place of their column, its own code and that of the row it belongs to, where needed."""

    cells: tuple[CellValue, ...]
    code: str = ""
    parent: str = ""


def spread(plans: Sequence[Plan], data: Mapping[str, Any]) -> dict[tuple[str, ...], list[SpreadRow]]:
    """Data of one document → the rows of every sheet, by its table. What no column holds (computed numbers) is left out."""
    return {plan.table: [SpreadRow(tuple(_cell(column, _reach(row, column.path)) for column in plan.columns),
                                   code if plan.coded else "", parent) for code, parent, row in _rows(plan.table, data, "")]
            for plan in plans}


def _rows(table: tuple[str, ...], value: Any, parent: str) -> Iterator[tuple[str, str, Any]]:
    """(code, code of the parent's row, row). Codes count the rows: 1, 2, and 1.1, 1.2 below."""
    if not table:
        yield "", "", value
        return
    here = table.index(EACH) if EACH in table else len(table)
    rows = _reach(value, table[:here])
    for number, row in enumerate(rows or (), start=1):
        code = f"{parent}.{number}" if parent else str(number)
        if here == len(table):
            yield code, parent, row
        else:
            yield from _rows(table[here + 1:], row, code)


def _reach(value: Any, path: tuple[str, ...]) -> Any:
    """What stands there; a name for a person, a unit or a signature is the first part of it."""
    for step in path:
        if isinstance(value, Mapping):
            value = value.get(step)
        elif isinstance(value, str) and step in {"ho_ten", "ten", "don_vi"}:
            return value
        else:
            return None
    return value


def _cell(column: Column, value: Any) -> CellValue:
    if value is None or value == "":
        return None
    match column.form:
        case "long_text":
            return value if isinstance(value, str) else "\n\n".join(value)
        case "date":
            return day(value)
        case "time":
            return moment(value)
        case "yes_no":
            return "Có" if truth(value) else "Không"
        case "list":
            return "\n".join(_item(column, one) for one in value)
        case "lines":
            return "\n".join(_lines(column.spec, value))
        case "body":
            return as_markdown(value)
        case "integer" | "year" | "money" | "decimal":
            return value if isinstance(value, int | float | str) else str(value)
        case "json":
            return json.dumps(value, ensure_ascii=False)
    return _chosen(column, value) if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _chosen(column: Column, value: str) -> str:
    return dict(column.choices).get(value, value)


def _item(column: Column, value: Any) -> str:
    kind = column.spec.item.kind if column.spec.item else "text"
    return printed(day(value)) if kind == "date" else _chosen(column, str(value))


def _lines(spec: FieldSpec, value: Any) -> Iterator[str]:
    for one in [value] if isinstance(value, str | Mapping) else value:
        if spec.kind == "legal_grounds":
            yield Ground.model_validate(from_text(one)).line()
        elif spec.kind == "recipients" and isinstance(one, Mapping):
            yield recipients.Recipient.model_validate(one).line()
        else:
            yield str(one)
