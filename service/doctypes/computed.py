"""`count` and `sum` of a field: numbers worked out from the data, so that none is typed twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, Final

from service.errors import Problem, problem
from service.fields.messages import unknown_field
from service.fields.spec import FieldSpec
from service.words import Data

_NUMBERS: Final = frozenset({"integer", "money", "decimal"})
_COUNTED: Final = frozenset({"list", "table", "recipients", "addressees"})


def mistakes(spec: FieldSpec, fields: Mapping[str, FieldSpec]) -> Iterator[Problem]:
    """Paths of `count` and `sum` that lead nowhere, or to what cannot be counted or added."""
    for path in (*spec.count, *spec.sum):
        root, *steps = path.split(".")
        found = fields.get(root)
        if found is None:
            yield unknown_field(root, fields)
            continue
        for step in steps:
            row = found.item if found.kind == "list" and found.item else found
            if step not in row.columns:
                yield problem("outline-path", "“{ten}” không có phần “{phan}”.", ten=path, phan=step)
                break
            found = row.columns[step]
        else:
            column = _condition(spec)[0]
            if column and (found.kind != "table" or column not in found.columns):
                yield problem("outline-path", "“{ten}” không có phần “{phan}”.", ten=path, phan=column)
            elif spec.count and found.kind not in _COUNTED:
                yield problem("computed-kind", "“{ten}” (kiểu {kieu}) không đếm được.", ten=path, kieu=found.kind)
            elif spec.sum and found.kind not in _NUMBERS:
                yield problem("computed-kind", "“{ten}” (kiểu {kieu}) không cộng được.", ten=path, kieu=found.kind)
            elif found.kind == "decimal" and spec.kind != "decimal":
                yield problem("computed-kind", "Tổng của “{ten}” có phần lẻ: trường phải là kiểu decimal.", ten=path)


def number(spec: FieldSpec, checked: Mapping[str, Any]) -> int | Decimal:
    """The number, from checked values."""
    reached = [one for path in (*spec.count, *spec.sum) for one in _reach(checked, path.split("."))]
    if spec.count:
        return sum(sum(_counts(spec, row) for row in rows) for rows in reached)
    return sum(reached, Decimal(0) if spec.kind == "decimal" else 0)


def _condition(spec: FieldSpec) -> tuple[str, bool, str]:
    """`where`: its column, whether the value must be this one or another, the value. The column is "" where there is none."""
    column, _, value = spec.where.partition("=")
    return column.rstrip("! "), not column.endswith("!"), value.strip()


def _counts(spec: FieldSpec, row: Any) -> bool:
    """Whether a row is counted: a value that is not given is no value."""
    column, same, value = _condition(spec)
    return not column or (str(getattr(row, column, None) or "") == value) is same


def _reach(value: Any, steps: list[str]) -> Iterable[Any]:
    """What a path leads to, through every row of every list on the way; what is not given is left out."""
    if value is None:
        return
    if not steps:
        yield value
    elif isinstance(value, list):
        for row in value:
            yield from _reach(row, steps)
    else:
        inner = getattr(value, steps[0], None) if isinstance(value, Data) else value.get(steps[0])
        yield from _reach(inner, steps[1:])
