"""Shapes and data → what the template of the form draws: every input with its name, its text, what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from service.web.make.shapes import Shape
from service.web.make.written import written


@dataclass(frozen=True, slots=True)
class Node:
    """`name`: of its input (form.py); `key`: its place inside the node around it. `blank`: a row not yet begun."""

    shape: Shape
    name: str
    key: str
    text: str = ""
    parts: tuple[Node, ...] = ()
    rows: tuple[Node, ...] = ()
    blank: Node | None = None

    @property
    def empty(self) -> bool:
        return not (self.text or self.rows or any(not part.empty for part in self.parts))

    def part(self, key: str) -> Node:
        return next(one for one in self.parts if one.key == key)


def node(shape: Shape, value: Any, name: str = "", key: str = "") -> Node:
    """Data of another make (an older version of the type, a text for a group) is put where it belongs, or left out."""
    if shape.form == "leaf":
        return Node(shape, name, key, written(shape, value))
    if shape.form == "group":
        given = value if isinstance(value, Mapping) else {shape.main: value} if shape.main and value is not None else {}
        return Node(shape, name, key, parts=tuple(node(part, given.get(one), f"{name}/{one}", one)
                                                  for one, part in shape.parts.items()))
    assert shape.item
    several = list(value) if isinstance(value, list | tuple) else [] if value is None else [value]
    rows = tuple(node(shape.item, one, f"{name}/-", str(index)) for index, one in enumerate(several))
    blank = node(shape.item, None, f"{name}/-", "-")
    if not rows and (shape.required or shape.least):
        rows = (replace(blank, key="0"),)
    return Node(shape, name, key, rows=rows, blank=blank)
