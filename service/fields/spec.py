"""A field as `schema.toml` writes it (docs/types.md) → `FieldSpec`, with every mistake of it."""

from __future__ import annotations

import re
from typing import Annotated, Final, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from service.body.levels import Structure
from service.errors import Problem, problem

KindName = Literal["text", "long_text", "integer", "year", "money", "decimal", "date", "time", "yes_no", "choice", "person",
                   "organisation", "reference", "list", "table", "group", "image", "body", "appendices", "legal_grounds",
                   "addressees", "recipients", "filing", "signature", "stock"]
_PATH: Final = re.compile(r"^([a-z_][a-z0-9_]*(\.[a-z_][a-z0-9_]*)*)?$")


class Choice(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    value: str = Field(min_length=1)
    label: str = ""
    min: int | None = Field(default=None, ge=0)      # in a column of a table: rows that say this, at least and at most
    max: int | None = Field(default=None, ge=0)


def _several(value: object) -> object:
    return [value] if isinstance(value, str) else value


# "ket_qua = Đạt", "ket_qua != Không đạt": which rows are counted
_WHERE: Final = r"^[a-z_][a-z0-9_]*\s*!?=\s*\S.*$"
# a path, or several whose rows or sums are added up
Paths = Annotated[tuple[Annotated[str, StringConstraints(pattern=_PATH)], ...], BeforeValidator(_several)]


class FieldSpec(BaseModel):
    """One field. Keys that its kind does not know are a mistake (`misplaced`)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: KindName
    label: str = Field(min_length=1)
    help: str = ""
    required: bool = False
    required_when: str = ""
    default: object = None
    example: object = None
    source: Annotated[str, StringConstraints(pattern=_PATH)] = Field(default="", alias="from")
    compose: str = ""
    count: Paths = ()
    sum: Paths = ()
    where: Annotated[str, StringConstraints(pattern=_WHERE)] = ""
    min_length: int | None = Field(default=None, ge=0)
    max_length: int | None = Field(default=None, ge=1)
    lines: int = Field(default=1, ge=1, le=20)
    min: int | None = None
    max: int | None = None
    after: Paths = ()
    in_order: tuple[str, ...] = ()
    choices: tuple[str | Choice, ...] = ()
    item: FieldSpec | None = None
    columns: dict[str, FieldSpec] = Field(default_factory=dict)
    places: int | None = Field(default=None, ge=0, le=6)
    chuc_vu: str = Field(default="", max_length=200)
    note: str = Field(default="", max_length=100)
    width_mm: float | None = Field(default=None, gt=0, le=400)
    height_mm: float | None = Field(default=None, gt=0, le=400)
    structure: Structure = "muc"
    sub_khoan: bool = False
    end_mark: bool = False

    @property
    def options(self) -> tuple[Choice, ...]:
        return tuple(Choice(value=one, label=one) if isinstance(one, str) else one for one in self.choices)

    @property
    def tallied(self) -> tuple[Choice, ...]:
        """Choices that so many rows of a table must say: one chairman, a secretary."""
        return tuple(one for one in self.options if one.min is not None or one.max is not None)

    @property
    def computed(self) -> bool:
        """Worked out from other fields: data may repeat the number, never say another."""
        return bool(self.count or self.sum)

    def misplaced(self) -> list[Problem]:
        """Keys given that the kind does not know, and keys it needs."""
        known = _ALWAYS | _BY_KIND.get(self.kind, frozenset())
        found = [problem("key-misplaced", "Khóa {khoa} không dùng cho kiểu {kieu}.", khoa=key, kieu=self.kind)
                 for key in sorted(self.model_fields_set - known)]
        needed = {"choice": "choices", "table": "columns", "group": "columns"}.get(self.kind)
        if needed and not getattr(self, needed):
            found.append(problem("key-needed", "Kiểu {kieu} cần khóa {khoa}.", khoa=needed, kieu=self.kind))
        if self.count and self.sum:
            found.append(problem("key-both", "Chỉ dùng một trong hai khóa count, sum."))
        if self.where and not self.count:
            found.append(problem("where-alone", "Khóa where chỉ đi với count."))
        return found


_ALWAYS: Final = frozenset({"kind", "label", "help", "required", "required_when", "default", "example", "source"})
_BY_KIND: Final[dict[str, frozenset[str]]] = {
    "text": frozenset({"min_length", "max_length", "lines", "compose"}),
    "long_text": frozenset({"max_length", "compose"}),
    "integer": frozenset({"min", "max", "count", "sum", "where"}),
    "year": frozenset({"min", "max"}),
    "money": frozenset({"min", "max", "sum"}),
    "decimal": frozenset({"min", "max", "places", "sum"}),
    "choice": frozenset({"choices"}),
    "organisation": frozenset({"lines"}),
    "list": frozenset({"min", "max", "item"}),
    "table": frozenset({"min", "max", "columns", "in_order"}),
    "date": frozenset({"after"}),
    "time": frozenset({"after"}),
    "group": frozenset({"columns"}),
    "image": frozenset({"width_mm", "height_mm"}),
    "body": frozenset({"structure", "sub_khoan", "end_mark"}),
    "appendices": frozenset({"min", "max", "structure", "sub_khoan"}),
    "signature": frozenset({"chuc_vu", "note"}),
    "legal_grounds": frozenset({"min", "max"}),
    "recipients": frozenset({"min", "max"}),
    "addressees": frozenset({"min", "max"}),
}
