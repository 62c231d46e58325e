"""A field as `schema.toml` writes it (docs/types.md) → `FieldSpec`, with every mistake of it."""

from __future__ import annotations

from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from service.body.levels import Structure
from service.errors import Problem, problem

KindName = Literal["text", "long_text", "integer", "year", "money", "date", "choice", "person", "organisation", "list", "table",
                   "group", "image", "body", "legal_grounds", "addressees", "recipients", "filing", "signature"]


class Choice(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    value: str = Field(min_length=1)
    label: str = ""


class FieldSpec(BaseModel):
    """One field. Keys that its kind does not know are a mistake (`misplaced`)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: KindName
    label: str = Field(min_length=1)
    help: str = ""
    required: bool = False
    default: object = None
    example: object = None
    source: str = Field(default="", alias="from", pattern=r"^[a-z_]+(\.[a-z_]+)*$|^$")
    compose: str = ""
    min_length: int | None = Field(default=None, ge=0)
    max_length: int | None = Field(default=None, ge=1)
    lines: int = Field(default=1, ge=1, le=20)
    min: int | None = None
    max: int | None = None
    choices: tuple[str | Choice, ...] = ()
    item: FieldSpec | None = None
    columns: dict[str, FieldSpec] = Field(default_factory=dict)
    width_mm: float | None = Field(default=None, gt=0, le=400)
    height_mm: float | None = Field(default=None, gt=0, le=400)
    structure: Structure = "muc"
    sub_khoan: bool = False
    end_mark: bool = False

    @property
    def options(self) -> tuple[Choice, ...]:
        return tuple(Choice(value=one, label=one) if isinstance(one, str) else one for one in self.choices)

    def misplaced(self) -> list[Problem]:
        """Keys given that the kind does not know, and keys it needs."""
        known = _ALWAYS | _BY_KIND.get(self.kind, frozenset())
        found = [problem("key-misplaced", "Khóa {khoa} không dùng cho kiểu {kieu}.", khoa=key, kieu=self.kind)
                 for key in sorted(self.model_fields_set - known)]
        needed = {"choice": "choices", "table": "columns", "group": "columns"}.get(self.kind)
        if needed and not getattr(self, needed):
            found.append(problem("key-needed", "Kiểu {kieu} cần khóa {khoa}.", khoa=needed, kieu=self.kind))
        return found


_ALWAYS: Final = frozenset({"kind", "label", "help", "required", "default", "example", "source"})
_BY_KIND: Final[dict[str, frozenset[str]]] = {
    "text": frozenset({"min_length", "max_length", "lines", "compose"}),
    "long_text": frozenset({"max_length", "compose"}),
    "integer": frozenset({"min", "max"}),
    "year": frozenset({"min", "max"}),
    "money": frozenset({"min", "max"}),
    "choice": frozenset({"choices"}),
    "organisation": frozenset({"lines"}),
    "list": frozenset({"min", "max", "item"}),
    "table": frozenset({"min", "max", "columns"}),
    "group": frozenset({"columns"}),
    "image": frozenset({"width_mm", "height_mm"}),
    "body": frozenset({"structure", "sub_khoan", "end_mark"}),
    "legal_grounds": frozenset({"min", "max"}),
    "recipients": frozenset({"min", "max"}),
    "addressees": frozenset({"min", "max"}),
}
