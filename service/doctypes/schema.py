"""`common.toml` and a folder's `schema.toml` → `Schema`, with every mistake of both (docs/types.md)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from service.body.levels import Structure
from service.config import own_folder
from service.errors import Problem, problem
from service.fields.kinds import Kind, kind_of
from service.fields.messages import problems, unknown_field
from service.fields.spec import FieldSpec
from service.outline import Outline, blanks, compile_outline

COMMON: Final = "common.toml"
SCHEMA: Final = "schema.toml"
TEMPLATE: Final = "template.docx"
EXAMPLE: Final = "example.json"
CAMPAIGN: Final = "example_campaign.json"

_NAME: Final = re.compile(r"[a-z][a-z0-9_]*")
_CODE: Final = re.compile(r"[A-ZĐ][A-ZĐa-z]*|")
_MM: Final = 72 / 25.4


class BodySpec(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    structure: Structure = "muc"
    sub_khoan: bool = False
    end_mark: bool = True
    width_mm: float | None = Field(default=None, gt=0, le=400)
    outline: tuple[Any, ...] = ()


class Head(BaseModel):
    """What a schema says of the type itself."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(min_length=1)
    title: str = ""
    abbreviation: str = ""
    form: str = ""
    group: str = "Khác"
    summary: str = ""
    without: tuple[str, ...] = ()
    body: BodySpec = BodySpec()
    fields: dict[str, dict[str, Any]] = Field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Schema:
    """A checked schema. `fields` are common.toml's and the type's own, in the order of forms; `own` names the type's own."""

    head: Head
    fields: Mapping[str, FieldSpec]
    kinds: Mapping[str, Kind]
    own: frozenset[str]
    outline: Outline | None
    used: frozenset[str]                 # by outline and compose

    @property
    def body_width_pt(self) -> float | None:
        return self.head.body.width_mm * _MM if self.head.body.width_mm else None


def read_schema(folder: Path) -> tuple[Schema | None, list[Problem]]:
    """Folder → (Schema, mistakes). No Schema where the TOML itself cannot be read."""
    mistakes: list[Problem] = []
    beside = folder.parent / COMMON
    common = _toml(beside if beside.is_file() else own_folder("templates_docx") / COMMON, mistakes)
    own = _toml(folder / SCHEMA, mistakes)
    if common is None or own is None:
        return None, mistakes
    place = f"{folder.name}/{SCHEMA}"
    try:
        head = Head.model_validate(own)
    except ValidationError as error:
        return None, [_placed(one, place) for one in problems(error, Head)]
    reader = _Reader(place, head, common.get("fields", {}))
    schema = reader.schema()
    return schema, reader.mistakes


class _Reader:
    def __init__(self, place: str, head: Head, common: Mapping[str, Mapping[str, Any]]) -> None:
        self.place = place
        self.head = head
        self.common = common
        self.mistakes: list[Problem] = []

    def schema(self) -> Schema:
        head = self.head
        if not _CODE.fullmatch(head.abbreviation):
            self._add(problem("schema-code", "Chữ viết tắt tên loại chỉ gồm chữ cái, bắt đầu bằng chữ hoa."), "abbreviation")
        for name in head.without:
            if name not in self.common:
                self._add(unknown_field(name, self.common), "without")
        given = {name: spec for name, spec in self.common.items() if name not in head.without}
        fields: dict[str, FieldSpec] = {}
        for name in [*given, *(name for name in head.fields if name not in given)]:
            spec = self._field(name, {**given.get(name, {}), **head.fields.get(name, {})})
            if spec is not None:
                fields[name] = spec
        outline = compile_outline(head.body.outline, fields) if head.body.outline else None
        for mistake in outline.mistakes if outline else ():
            self._add(mistake, "body")
        if outline is not None and "noi_dung" in fields:
            self._add(problem("schema-body", "Có [body] outline thì phải bỏ trường noi_dung (without)."), "body")
        used = set(outline.used if outline else ())
        for name, spec in fields.items():
            for root in blanks(spec.compose):
                used.add(root)
                if root not in fields:
                    self._add(unknown_field(root, fields), f"fields.{name}.compose")
        kinds = {name: kind_of(spec, name) for name, spec in fields.items()}
        self._check_defaults(fields, kinds)
        return Schema(head, fields, kinds, frozenset(fields) - frozenset(self.common), outline, frozenset(used))

    def _field(self, name: str, raw: dict[str, Any]) -> FieldSpec | None:
        if not _NAME.fullmatch(name):
            self._add(problem("schema-name", "Tên trường chỉ gồm chữ thường không dấu, chữ số và _."), f"fields.{name}")
            return None
        if name == "noi_dung" and raw.get("kind") == "body":
            raw = {**raw, "structure": self.head.body.structure, "sub_khoan": self.head.body.sub_khoan}
        try:
            spec = FieldSpec.model_validate(raw)
        except ValidationError as error:
            for one in problems(error, FieldSpec):
                self._add(one, f"fields.{name}")
            return None
        self._check_spec(spec, f"fields.{name}")
        return spec

    def _check_spec(self, spec: FieldSpec, where: str) -> None:
        for mistake in spec.misplaced():
            self._add(mistake, where)
        for name, column in spec.columns.items():
            if not _NAME.fullmatch(name) or hasattr(dict, name):         # `row.items` would be the dictionary's own
                self._add(problem("schema-name", "Không dùng được tên này cho cột."), f"{where}.columns.{name}")
            if column.source or column.compose:
                self._add(problem("key-misplaced", "Cột không có from, compose."), f"{where}.columns.{name}")
            self._check_spec(column, f"{where}.columns.{name}")
        if spec.item is not None:
            self._check_spec(spec.item, f"{where}.item")

    def _check_defaults(self, fields: Mapping[str, FieldSpec], kinds: Mapping[str, Kind]) -> None:
        for name, spec in fields.items():
            for key, value in (("default", spec.default), ("example", spec.example)):
                if value is None:
                    continue
                try:
                    TypeAdapter(kinds[name].annotation).validate_python(value)
                except ValidationError as error:
                    for one in problems(error, Head):
                        self._add(one, f"fields.{name}.{key}")

    def _add(self, one: Problem, where: str) -> None:
        self.mistakes.append(_placed(one, f"{self.place}: {where}"))


def _toml(path: Path, mistakes: list[Problem]) -> dict[str, Any] | None:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        mistakes.append(problem("schema-unreadable", "Không đọc được {tep}: {loi}.", place=f"{path.parent.name}/{path.name}",
                                tep=path.name, loi=str(error)))
        return None


def _placed(one: Problem, place: str) -> Problem:
    """A mistake in a file has a place, never a pointer into data."""
    inner = "".join(filter(None, [one.place and f".{one.place}", one.pointer.replace("/", ".")]))
    return replace(one, pointer="", place=place + inner)
