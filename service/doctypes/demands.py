"""What fields ask of each other: `required_when`, `after` of a field, `in_order` of a table (docs/types.md)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from itertools import pairwise
from typing import Any, Final

from service.errors import Problem, problem
from service.fields import printed
from service.fields.kind import Kind
from service.fields.messages import MESSAGES, unknown_field
from service.fields.spec import FieldSpec
from service.outline import Checker, Condition, bound
from service.words import Data

_MOMENTS: Final = frozenset({"date", "time"})
_ORDERED: Final = _MOMENTS | {"integer", "year"}


def conditions(fields: Mapping[str, FieldSpec]) -> tuple[dict[str, Condition], list[tuple[str, Problem]]]:
    """`required_when` of every field that has one, and what is wrong with them (field, mistake)."""
    found, wrong = {}, []
    for name, spec in fields.items():
        if spec.required_when:
            checker = Checker(fields)
            condition = checker.condition({"when": spec.required_when}, {}, "")
            wrong += [(f"{name}.required_when", one) for one in checker.mistakes]
            if condition:
                found[name] = condition
    return found, wrong


def mistakes(spec: FieldSpec, fields: Mapping[str, FieldSpec]) -> Iterator[Problem]:
    """`after` and `in_order` that name what is not there, or what has no order."""
    for path in spec.after:
        root, *steps = path.split(".")
        other = fields.get(root)
        if other is None:
            yield unknown_field(root, fields)
        elif len(steps) > 1 or (steps and steps[0] not in other.columns):
            yield problem("outline-path", "“{ten}” không có phần “{phan}”.", ten=path, phan=steps[-1])
        elif (other.columns[steps[0]] if steps else other).kind not in _MOMENTS:
            yield problem("not-a-moment", "“{ten}” không phải ngày, giờ.", ten=path)
    for name in spec.in_order:
        if name not in spec.columns:
            yield unknown_field(name, spec.columns)
        elif spec.columns[name].kind not in _ORDERED:
            yield problem("not-ordered", "Cột “{ten}” (kiểu {kieu}) không so trước sau được.", ten=name,
                          kieu=spec.columns[name].kind)


def problems(fields: Mapping[str, FieldSpec], kinds: Mapping[str, Kind], needed: Mapping[str, Condition],
             checked: Mapping[str, Any], shown: Mapping[str, object]) -> Iterator[Problem]:
    """What checked values break, each with its pointer."""
    scope = bound(shown)
    for name, condition in needed.items():
        if checked[name] in (None, []) and condition.holds(scope):
            yield replace(MESSAGES["missing"], pointer=f"/{name}")
    for name, spec in fields.items():
        value = checked[name]
        for path in spec.after if value is not None else ():
            for other in _reached(checked, path):
                if _before(value, other):
                    shown_other = printed.time(other) if isinstance(other, datetime) else printed.day(other)
                    yield problem("before-other", "{co} là trước {dung} của “{truong}”.", pointer=f"/{name}",
                                  co=kinds[name].present(value), dung=shown_other, truong=fields[path.split(".")[0]].label)
        if spec.in_order and value:
            yield from _out_of_order(name, spec, value)


def _reached(checked: Mapping[str, Any], path: str) -> list[Any]:
    root, *steps = path.split(".")
    value = checked[root]
    if not steps:
        return [] if value is None else [value]
    rows = value if isinstance(value, list) else [value] if isinstance(value, Data) else []
    return [found for row in rows if (found := getattr(row, steps[0], None)) is not None]


def _before(value: date, other: date) -> bool:
    """Of a day and an hour only the days are compared."""
    if isinstance(value, datetime) and isinstance(other, datetime):
        return value < other
    return _day(value) < _day(other)


def _day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value


def _out_of_order(name: str, spec: FieldSpec, rows: list[Data]) -> Iterator[Problem]:
    """Read row by row the values never go back; inside a row they grow."""
    read = [(index, column, value) for index, row in enumerate(rows) for column in spec.in_order
            if (value := getattr(row, column)) is not None]
    for (row, left, earlier), (index, column, value) in pairwise(read):
        if value < earlier or (row == index and value == earlier):
            yield problem("out-of-order", "“{cot}” ở dòng {dong} không sau “{truoc}” ở dòng {dong_truoc}.",
                          pointer=f"/{name}/{index}/{column}", cot=spec.columns[column].label, dong=index + 1,
                          truoc=spec.columns[left].label, dong_truoc=row + 1)
