"""A document type: the data it asks for, the template it fills, and the way from the one to the other."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from service.campaign import Campaign
from service.campaign import load as load_campaign
from service.components.ruled import OWNERS, Places, places
from service.doctypes import context
from service.doctypes.schema import CAMPAIGN, COMMON, EXAMPLE, TEMPLATE, Schema
from service.errors import FileUnreadable, InputRefused, LimitExceeded, Problem, TemplateFaulty, problem
from service.fields.kinds import Surroundings, model_of
from service.fields.messages import check, problems, unknown
from service.fields.spec import FieldSpec
from service.fill import Prepared, prepare
from service.outline import fill_in
from service.read import read
from service.words import Data


@dataclass(frozen=True, slots=True)
class Values:
    """Everything a template sees (`context`), what the user should know (`notices`), and the file name without its suffix."""

    context: dict[str, object]
    notices: tuple[Problem, ...]
    stem: str


class DocumentType:
    """One folder of `templates_docx`. Made by `doctypes.load`; what does not depend on the data is worked out once."""

    def __init__(self, folder: Path, schema: Schema) -> None:
        head = schema.head
        self.folder = folder
        self.schema = schema
        self.slug = folder.name
        self.name, self.title = head.name, head.title or head.name
        self.abbreviation, self.form, self.group, self.summary = head.abbreviation, head.form, head.group, head.summary
        self.model = self._model()
        composed = [name for name, spec in schema.fields.items() if spec.compose]
        self._composed = {name: TypeAdapter(schema.kinds[name].annotation) for name in composed}

    def __repr__(self) -> str:
        return f"DocumentType({self.slug!r})"

    @cached_property
    def template(self) -> bytes:
        """The Word file. Raises TemplateFaulty where there is none."""
        try:
            return (self.folder / TEMPLATE).read_bytes()
        except OSError as error:
            raise TemplateFaulty(problem("template-missing", "Không đọc được {tep}: {loi}.", place=self.slug, tep=TEMPLATE,
                                         loi=str(error.strerror))) from error

    @cached_property
    def prepared(self) -> Prepared:
        """The template ready to fill. Raises TemplateFaulty with every mistake of it, and of its names against the schema."""
        name = f"{self.slug}/{TEMPLATE}"
        try:
            prepared = prepare(self.template, name=name)
        except FileUnreadable as error:                # not a Word file at all: the type is at fault, not the caller
            raise TemplateFaulty(*(replace(one, place=f"{name} {one.place}".strip()) for one in error.problems)) from error
        TemplateFaulty.raise_any(self._name_mistakes(prepared.names))
        return prepared

    @cached_property
    def places(self) -> Places:
        """Where the texts with a drawn line under them stand in the unfilled template."""
        return places(read(self.template))

    @cached_property
    def version(self) -> str:
        """SHA-256 of what the type is made of: its folder's files and the common fields."""
        digest = hashlib.sha256()
        for path in sorted(path for path in (self.folder.parent / COMMON, *self.folder.iterdir()) if path.is_file()):
            digest.update(f"{path.name}\0{path.stat().st_size}\0".encode())
            digest.update(path.read_bytes())
        return digest.hexdigest()

    def example(self) -> dict[str, Any]:
        """`{"data": …}`, with `"campaign"` where the type takes from one. Raises TemplateFaulty."""
        files = {"data": self.folder / EXAMPLE, "campaign": self.folder / CAMPAIGN}
        try:
            there = {key: path for key, path in files.items() if key == "data" or path.is_file()}
            return {key: json.loads(path.read_text(encoding="utf-8")) for key, path in there.items()}
        except (OSError, ValueError) as error:
            raise TemplateFaulty(problem("example-unreadable", "Không đọc được dữ liệu mẫu: {loi}.", place=self.slug,
                                         loi=str(error))) from error

    def json_schema(self) -> dict[str, Any]:
        """The JSON Schema of the data, for forms and OpenAPI: titles are labels. What a campaign gives is not required."""
        schema: dict[str, Any] = _plain(self.model.model_json_schema())
        for name, spec in self.schema.fields.items():                # pydantic drops a label that equals its model's title
            schema["properties"][name]["title"] = spec.label
        given = {name for name, spec in self.schema.fields.items() if spec.source}
        schema["required"] = [name for name in schema.get("required", ()) if name not in given]
        if not schema["required"]:
            del schema["required"]
        return schema | {"title": self.name, "description": self.summary}

    def values(self, data: Mapping[str, object], *, campaign: Mapping[str, object] | None = None, today: date | None = None,
               folder: Path | None = None) -> Values:
        """Data, merged over what the campaign gives → Values.

        `today` gives a document without date its year; `folder` is where relative paths of pictures start. Raises InputRefused
        with every problem: pointers lead into `data`, those with the place `campaign.PLACE` into the campaign.
        """
        found: list[Problem] = []
        shared: Campaign | None = None
        if campaign is not None:
            try:
                shared = load_campaign(campaign)
            except InputRefused as error:
                found += error.problems
        merged, taken = self._merged(data, shared)
        model, wrong = check(self.model, merged, Surroundings(folder))
        found += [one for one in wrong if not (found and self._from_campaign(one))]
        if model is None or found:
            raise _refused(found)
        checked: dict[str, Any] = {name: getattr(model, name) for name in self.schema.fields}
        shown = self._shown(checked, found)
        made = context.make(self.schema, checked, shown, self.places, today)
        day = checked.get("ngay_ban_hanh") or today
        if shared and day:
            made.problems += [one for one in shared.validity(day) if one.pointer.lstrip("/") in taken]
        found += made.problems
        if found:
            raise _refused(found)
        return Values(made.names, tuple(made.notices), self.slug)

    def _model(self) -> type[Data]:
        fields = {name: spec.model_copy(update={"required": spec.required and not spec.compose})
                  for name, spec in self.schema.fields.items()}
        return model_of(self.slug, fields, self.schema.kinds, self.name)

    def _merged(self, data: Mapping[str, object], shared: Campaign | None) -> tuple[dict[str, object], set[str]]:
        """The data with what it does not say taken from the campaign, else from the defaults; and the names taken."""
        if not isinstance(data, Mapping):
            raise InputRefused(problem("object-wrong", "Dữ liệu phải là một nhóm trường (đối tượng)."))
        merged = {name: value for name, value in data.items() if value is not None and value != ""}
        taken: set[str] = set()
        for name, spec in self.schema.fields.items():
            if name in merged:
                continue
            value = shared.look_up(spec.source) if shared and spec.source else None
            if value is not None:
                merged[name] = _projected(spec, value)
                taken.add(name)
            elif spec.default is not None:
                merged[name] = spec.default
        return merged, taken

    def _shown(self, checked: dict[str, Any], found: list[Problem]) -> dict[str, object]:
        """What templates see of each field; `compose` writes the ones not given, in the order of the schema."""
        kinds = self.schema.kinds
        shown = {name: kinds[name].present(value) for name, value in checked.items()}
        for name, adapter in self._composed.items():
            if checked[name] is None:
                try:
                    checked[name] = adapter.validate_python(fill_in(self.schema.fields[name].compose, shown))
                except ValidationError as error:
                    found += problems(error, self.model, f"/{name}")
                else:
                    shown[name] = kinds[name].present(checked[name])
        return shown

    def _from_campaign(self, one: Problem) -> bool:
        """A field missing only because the campaign could not be read."""
        spec = self.schema.fields.get(one.pointer.lstrip("/"))
        return one.code == "field-missing" and spec is not None and bool(spec.source)

    def _name_mistakes(self, names: frozenset[str]) -> list[Problem]:
        provided = context.made(self.schema)
        place = f"{self.slug}/{TEMPLATE}"
        plain = problem("name-unknown", "Mẫu dùng “{ten}” mà loại văn bản này không có.", place=place)
        like = problem("name-unknown", "Mẫu dùng “{ten}” mà loại văn bản này không có; có phải “{gan}”?", place=place)
        mistakes = [unknown(name, provided, plain, like) for name in sorted(names - provided)]
        mistakes += [problem("rule-homeless", "Mẫu có “{ten}” nhưng không có đoạn chứa {chu}.", place=place, ten=name,
                             chu=OWNERS[name]) for name in sorted(names & OWNERS.keys()) if name not in self.places.by_name]
        used = names | self.schema.used
        for name in names & context.MADE_OF.keys():
            used |= context.MADE_OF[name]
        mistakes += [problem("field-unused", "Trường bắt buộc “{ten}” không được in ở đâu trong mẫu.", place=place, ten=name)
                     for name, spec in self.schema.fields.items() if spec.required and name not in used]
        return mistakes


def _refused(found: list[Problem]) -> InputRefused:
    """Every problem; a limit exceeded among them decides the answer's status."""
    return (LimitExceeded if any(one.code.startswith("limit-") for one in found) else InputRefused)(*found)


def _projected(spec: FieldSpec, value: object) -> object:
    """A campaign's record holds more than a field asks for (dates of validity, codes): only the field's own parts are taken."""
    parts = {"organisation": {"ten", "viet_tat"}, "person": {"ho_ten", "danh_xung", "chuc_vu"}, "signature": {
        "quyen_han", "tap_the", "thua_lenh", "thua_uy_quyen", "ky_thay", "chuc_vu", "ho_ten", "chuc_vu_khac"}}
    wanted = parts.get(spec.kind) or set(spec.columns)
    if not wanted:
        return value
    if isinstance(value, dict):
        return {key: part for key, part in value.items() if key in wanted}
    return [_projected(spec, row) for row in value] if isinstance(value, list) else value


def _plain(schema: Any) -> Any:
    """JSON Schema without the nulls that stand for "not given"."""
    if isinstance(schema, list):
        return [_plain(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {key: _plain(value) for key, value in schema.items() if not (key == "default" and value is None)}
    choices = kept.get("anyOf")
    if isinstance(choices, list) and {"type": "null"} in choices:
        rest = [one for one in choices if one != {"type": "null"}]
        kept = {key: value for key, value in kept.items() if key != "anyOf"} | (rest[0] if len(rest) == 1 else {"anyOf": rest})
    return kept


