"""A form as it was sent → a document's data.

Names are JSON pointers (RFC 6901) in which `-` is the row begun last: a pair named `/can_cu/-` begins a row, `/can_cu/-/loai`
stands in it. Pairs are read in the order of the page, so rows moved in the page are moved in the data, with or without script.
What is empty is not given; an empty row is none.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import parse_qsl

from service.web.make.shapes import Shape
from service.web.make.written import KEPT, digest

Pairs = list[tuple[str, str]]
_MOST_PAIRS: Final = 200_000


@dataclass(slots=True)
class Sent:
    """`data`; `rows`: pointer of a list → where on the page its rows stand, for empty ones are left out of the data.
    `inputs`: pointer on the page, shape and text of every single value given."""

    data: dict[str, Any] = field(default_factory=dict)
    rows: dict[str, list[int]] = field(default_factory=dict)
    inputs: list[tuple[str, Shape, str]] = field(default_factory=list)

    def on_page(self, pointer: str) -> str:
        """Pointer into the data → into the page."""
        here, there = "", ""
        for step in pointer.split("/")[1:]:
            rows = self.rows.get(here)
            there += f"/{rows[int(step)]}" if rows and step.isdigit() and int(step) < len(rows) else f"/{step}"
            here += f"/{step}"
        return there


def pairs(body: bytes) -> Pairs:
    """`application/x-www-form-urlencoded` in its order, which Werkzeug's dictionary does not keep."""
    return parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=_MOST_PAIRS)


def read(sent: Iterable[tuple[str, str]], shape: Shape, before: Mapping[str, Any]) -> Sent:
    """`before`: the draft's data, which holds the pictures that the form only names. Names that the type does not know are
    passed over: a form may be older than its type."""
    raw: dict[str, Any] = {}
    for name, value in sent:
        if name.startswith("/"):
            _put(raw, shape, name.split("/")[1:], value)
    made = Sent()
    reader = _Reader(made, {digest(one): one for one in _pictures(shape, before)})
    made.data = reader.value(shape, raw, "", "") or {}
    return made


def _put(box: Any, shape: Shape, steps: list[str], value: str) -> None:
    for place, step in enumerate(steps):
        last = place == len(steps) - 1
        if shape.form == "rows":
            assert shape.item
            shape = shape.item
            if step != "-" or (not last and not box):
                return
            if last:
                box.append(value if shape.form == "leaf" else _empty(shape))
                return
            box = box[-1]
            continue
        part = shape.parts.get(step) if shape.form == "group" else None
        if part is None:
            return
        if part.form == "leaf":
            if last:
                box[step] = value
            return
        box = box.setdefault(step, _empty(part))
        shape = part


def _empty(shape: Shape) -> Any:
    return [] if shape.form == "rows" else {}


class _Reader:
    def __init__(self, sent: Sent, pictures: Mapping[str, str]) -> None:
        self.sent, self.pictures = sent, pictures

    def value(self, shape: Shape, raw: Any, here: str, page: str) -> Any:
        """None where nothing is given. `here`: pointer into the data, `page`: into the page."""
        if shape.form == "leaf":
            return self._leaf(shape, raw, page)
        if shape.form == "group":
            found = {name: value for name, part in shape.parts.items() if name in raw
                     and (value := self.value(part, raw[name], f"{here}/{name}", f"{page}/{name}")) is not None}
            return found or None
        assert shape.item
        kept: list[Any] = []
        places: list[int] = []
        for index, one in enumerate(raw):
            value = self.value(shape.item, one, f"{here}/{len(kept)}", f"{page}/{index}")
            if value is not None:
                kept.append(value)
                places.append(index)
        if places != list(range(len(places))):
            self.sent.rows[here] = places
        return kept or None

    def _leaf(self, shape: Shape, raw: str, page: str) -> Any:
        text = raw.replace("\r\n", "\n").replace("\r", "\n")
        text = text.rstrip() if shape.widget == "body" else text.strip()
        if not text:
            return None
        if shape.widget == "image":
            return self.pictures.get(text.removeprefix(KEPT))
        if shape.widget in ("line", "area"):
            text = " ".join(text.split("\n"))
        self.sent.inputs.append((page, shape, text))
        if (shape.widget == "stock" and text.startswith("{")) or (shape.widget == "body" and text.startswith("[{")):
            return _tree(text)
        return text


def _tree(text: str) -> Any:
    """What has no form of its own on the page travels as JSON."""
    try:
        return json.loads(text)
    except ValueError:
        return text


def _pictures(shape: Shape, value: Any) -> Iterator[str]:
    if shape.widget == "image" and isinstance(value, str):
        yield value
    elif shape.form == "group" and isinstance(value, Mapping):
        for name, part in shape.parts.items():
            yield from _pictures(part, value.get(name))
    elif shape.form == "rows" and shape.item and isinstance(value, list):
        for one in value:
            yield from _pictures(shape.item, one)
