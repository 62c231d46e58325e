"""A field of kind body: JSON tree or Markdown → numbered items, every problem of it in one error."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Annotated, Any

from pydantic import WrapValidator
from pydantic_core import PydanticCustomError

from service.body import markdown, tree
from service.body.levels import Part, Structure
from service.body.number import Item, Rules, number
from service.config import settings
from service.vietnamese.characters import foreign


class BodyItems(list[Item]):
    """The items a template prints, with the parts they came from: an outline takes those and numbers them in its own order."""

    def __init__(self, items: Iterable[Item] = (), parts: Iterable[Part] = ()) -> None:
        super().__init__(items)
        self.parts = tuple(parts)


def body_type(structure: Structure, sub_khoan: bool) -> Any:
    """The pydantic type of a body whose levels a type allows. Its checked value is `BodyItems`."""
    rules = Rules(structure, sub_khoan)

    def checked(value: object, handler: Callable[[object], list[tree.Node]]) -> BodyItems:
        if isinstance(value, BodyItems):             # an appendix of another document, numbered there
            return value
        if isinstance(value, str):
            bad = foreign(value)
            if bad:
                raise PydanticCustomError("text-control", "text-control", {"ky_tu": bad})
            parts, problems = markdown.parts(value)
        else:
            parts, problems = tree.parts(handler(value))
        most = settings().max_rows
        rows = max((len(part.table.rows) for part in parts if part.table), default=0)
        if max(rows, len(parts)) > most:
            raise PydanticCustomError("limit-rows", "limit-rows", {"so": max(rows, len(parts)), "nhieu_nhat": most})
        if not parts and not problems:
            raise PydanticCustomError("body-empty", "body-empty", {})
        items, found = number(parts, rules)
        problems = [*problems, *found]
        if problems:
            raise PydanticCustomError("problems", "problems", {"problems": problems})
        return BodyItems(items, parts)

    return Annotated[list[tree.Node], WrapValidator(checked, json_schema_input_type=str | list[tree.Node])]
