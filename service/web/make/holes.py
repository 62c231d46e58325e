"""Data that is not complete yet → the same with every hole filled by the name of what is missing, so that the page can be seen.

Only for the preview: such a document is never kept, downloaded or made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy
from datetime import date
from typing import Any, Final

from service.campaign import PLACE
from service.errors import Problem
from service.web.make.shapes import Shape

_MISSING: Final = "field-missing"
_BARE: Final = {"viet_tat": "CQ", "ky_hieu": "CQ-VP", "don_vi_soan_thao": "VP"}     # letters only: no brackets
_LEVELS: Final = {"muc": "[{label}]", "dieu": "# Điều: [{label}]\n[{label}]"}


def filled(shape: Shape, data: Mapping[str, Any], problems: Iterable[Problem], today: date) -> dict[str, Any] | None:
    """None where nothing of it can be mended here (a fault of the campaign's)."""
    made = deepcopy(dict(data))
    done = False
    for one in problems:
        steps = one.pointer.split("/")[1:]
        if steps and one.place != PLACE:
            done |= _mend(shape, made, steps, missing=one.code == _MISSING, today=today)
    return made if done else None


def value_at(data: Any, pointer: str) -> Any:
    """None where nothing stands there."""
    for step in pointer.split("/")[1:]:
        if isinstance(data, Mapping):
            data = data.get(step)
        elif isinstance(data, list) and step.isdigit() and int(step) < len(data):
            data = data[int(step)]
        else:
            return None
    return data


def _mend(shape: Shape, box: Any, steps: list[str], *, missing: bool, today: date) -> bool:
    """What the steps lead to becomes its placeholder; what a type does not know is taken out."""
    step, rest = steps[0], steps[1:]
    if shape.form == "rows":
        part = shape.item
        if not isinstance(box, list) or not step.isdigit() or int(step) >= len(box) or part is None:
            return False
        key: Any = int(step)
    else:
        part = shape.parts.get(step)
        if not isinstance(box, dict):
            return False
        key = step
        if part is None:
            return box.pop(step, None) is not None
    inner = box[key] if isinstance(box, list) else box.get(key)
    if rest and part.form != "leaf" and isinstance(inner, dict | list) and _mend(part, inner, rest, missing=missing, today=today):
        return True
    value = _placeholder(part, today, step) if part.required or missing or inner is None or isinstance(box, list) else None
    if value == inner and part.widget == "time":
        value = f"{today.isoformat()}T23:00"        # after what begins at eight
    if part.form == "group" and isinstance(inner, dict) and isinstance(value, dict):
        value = {name: inner.get(name) or one for name, one in value.items()}
    if value is None:
        return isinstance(box, dict) and box.pop(key, None) is not None
    if value == inner:
        return False
    box[key] = value
    return True


def _placeholder(shape: Shape, today: date, name: str = "") -> Any:
    if shape.form == "rows":
        return _rows(shape, today)
    if shape.form == "group":
        needed = {key: _placeholder(part, today, key) for key, part in shape.parts.items() if part.required}
        return needed or {shape.main: f"[{shape.label}]"} if shape.main or needed else {}
    if name in _BARE:
        return _BARE[name]
    match shape.widget:
        case "integer" | "money" | "decimal":
            return 1
        case "year":
            return today.year
        case "date":
            return today.isoformat()
        case "time":
            return f"{today.isoformat()}T08:00"
        case "choice" | "stock":
            return shape.options[0][0] if shape.options else None
        case "body":
            return _LEVELS[shape.structure].format(label=shape.label)
        case "image":
            return None
    text = f"[{shape.label[:shape.most - 2] if shape.most > 2 else shape.label}]"
    return text.ljust(shape.least, ".")


def _rows(shape: Shape, today: date) -> list[Any]:
    """As many as there must be, and of each kind as many as the table asks for."""
    assert shape.item
    column, tallied = next(((key, part.tallied) for key, part in shape.item.parts.items() if part.tallied), ("", ()))
    said = [value for value, least, _most in tallied for _ in range(least)]
    free = [value for value, _text in (shape.item.parts[column].options if column else ())
            if value not in {one[0] for one in tallied}]
    while len(said) < shape.least and free:
        said.append(free[0])
    rows = [_placeholder(shape.item, today) for _ in range(max(1, shape.least, len(said)))]
    return [{**row, column: said[index]} if index < len(said) else row for index, row in enumerate(rows)]
