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

from service.campaign import Shared
from service.campaign import load as load_campaign
from service.components.ruled import OWNERS, Places, places
from service.doctypes import computed, context
from service.doctypes.appendices import Appendix
from service.doctypes.plain import plain
from service.doctypes.schema import CAMPAIGN, EXAMPLE, TEMPLATE, Schema, common_files
from service.doctypes.taken import taken
from service.errors import FileUnreadable, InputRefused, LimitExceeded, Problem, TemplateFaulty, problem
from service.fields.kind import Surroundings
from service.fields.kinds import model_of
from service.fields.messages import MESSAGES, check, problems, unknown
from service.fill import Prepared, prepare
from service.outline import bound
from service.read import read
from service.words import Data


@dataclass(frozen=True, slots=True)
class Values:
    """Everything a template sees (`context`), what the user should know (`notices`), and the file name without its suffix.

    `appendices` are those of `context["cac_phu_luc"]`; `apart` is their line "(Kèm theo …)" in electronic files of their own.
    """

    context: dict[str, object]
    notices: tuple[Problem, ...]
    stem: str
    appendices: tuple[Appendix, ...] = ()
    apart: str = ""


@dataclass(frozen=True, slots=True)
class _Checked:
    """Checked values by name (None where nothing is given), what templates see of each, and the campaign they came from."""

    values: dict[str, Any]
    shown: dict[str, object]
    day: date | None
    problems: list[Problem]


class DocumentType:
    """One folder of `templates_docx`. Made by `doctypes.load`; what does not depend on the data is worked out once."""

    def __init__(self, folder: Path, schema: Schema) -> None:
        head = schema.head
        self.folder = folder
        self.schema = schema
        self.slug = folder.name
        self.name, self.title = head.name, head.printed_name
        self.abbreviation, self.form, self.group, self.summary = head.abbreviation, head.form, head.group, head.summary
        self.form_spec, self.dossier, self.source = schema.form, head.dossier, head.source
        self.model = self._model()
        made = [name for name, spec in schema.fields.items() if spec.compose or spec.computed]
        self._adapters = {name: TypeAdapter(schema.kinds[name].annotation) for name in made}

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
        for path in sorted(path for path in (*common_files(self.folder), *self.folder.iterdir()) if path.is_file()):
            digest.update(f"{path.name}\0{path.stat().st_size}\0".encode())
            digest.update(path.read_bytes())
        return digest.hexdigest()

    def described(self) -> dict[str, Any]:
        """What a list of types says of it, as JSON."""
        names = ("slug", "name", "group", "summary", "abbreviation", "form", "version")
        return {name: getattr(self, name) for name in names} | {
            "source": self.source.model_dump(mode="json"),
            "dossier": self.dossier.model_dump(mode="json") if self.dossier else None,
        }

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

    def values(self, data: Mapping[str, object], *, campaign: Mapping[str, object] | Shared | None = None,
               today: date | None = None, folder: Path | None = None) -> Values:
        """Data, merged over what the campaign gives → Values.

        `today` gives a document without date its year; `folder` is where relative paths of pictures start. Raises InputRefused
        with every problem: pointers lead into `data`, those with the place `campaign.PLACE` into the campaign.
        """
        checked = self._checked(data, campaign, today, folder)
        made = context.make(self.schema, checked.values, checked.shown, self.places, today)
        found = [*checked.problems, *made.problems]
        if found:
            raise _refused(found)
        appendices = made.names.get("cac_phu_luc", [])
        assert isinstance(appendices, list)
        return Values(made.names, tuple(made.notices), self.slug, tuple(appendices), made.apart)

    def checked(self, data: Mapping[str, object], *, campaign: Mapping[str, object] | Shared | None = None,
                today: date | None = None, folder: Path | None = None) -> dict[str, Any]:
        """What the document says, merged and checked, as plain data: dict, list, str, int, bool, Decimal, date, datetime.

        What is not given is left out; computed and composed fields are there. Raises InputRefused as `values` does.
        """
        checked = self._checked(data, campaign, today, folder)
        if checked.problems:
            raise _refused(checked.problems)
        return {name: plain(value) for name, value in checked.values.items() if value is not None}

    def _checked(self, data: Mapping[str, object], campaign: Mapping[str, object] | Shared | None, today: date | None,
                 folder: Path | None) -> _Checked:
        found: list[Problem] = []
        shared: Shared | None = None
        if isinstance(campaign, Mapping):
            try:
                shared = load_campaign(campaign)
            except InputRefused as error:
                found += error.problems
        else:
            shared = campaign
        merged, from_campaign = self._merged(data, shared)
        model, wrong = check(self.model, merged, Surroundings(folder))
        found += [one for one in wrong if not (found and self._from_campaign(one))]
        if model is None or found:
            raise _refused(found)
        checked: dict[str, Any] = {name: getattr(model, name) for name in self.schema.fields}
        shown = self._shown(checked, found)
        day = checked.get("ngay_ban_hanh") or today
        if shared and day:
            found += [one for one in shared.validity(day) if one.pointer.lstrip("/") in from_campaign]
        return _Checked(checked, shown, day, found)

    def _model(self) -> type[Data]:
        fields = {name: spec.model_copy(update={"required": spec.required and not spec.compose and not spec.computed})
                  for name, spec in self.schema.fields.items()}
        return model_of(self.slug, fields, self.schema.kinds, self.name)

    def _merged(self, data: Mapping[str, object], shared: Shared | None) -> tuple[dict[str, object], set[str]]:
        """The data with what it does not say taken from the campaign, else from the defaults; and the names taken."""
        if not isinstance(data, Mapping):
            raise InputRefused(problem("object-wrong", "Dữ liệu phải là một nhóm trường (đối tượng)."))
        merged = {name: value for name, value in data.items() if value is not None and value != ""}
        from_campaign: set[str] = set()
        for name, spec in self.schema.fields.items():
            if name in merged:
                continue
            value = shared.look_up(spec.source) if shared and spec.source else None
            if value is not None:
                merged[name] = taken(spec, value)
                from_campaign.add(name)
            elif spec.default is not None and not spec.compose:
                merged[name] = spec.default
        return merged, from_campaign

    def _shown(self, checked: dict[str, Any], found: list[Problem]) -> dict[str, object]:
        """What templates see of each field. Computed ones first, then `compose` writes those not given, in the schema's order."""
        fields, kinds = self.schema.fields, self.schema.kinds
        for name, spec in fields.items():
            if spec.computed:
                right = computed.number(spec, checked)
                if checked[name] is not None and checked[name] != right:
                    found.append(problem("total-differs", "Đã ghi {co}, nhưng tính từ dữ liệu là {dung}; bỏ trường này thì phần"
                                         " mềm tự tính.", pointer=f"/{name}", co=kinds[name].present(checked[name]),
                                         dung=kinds[name].present(right)))
                self._put(name, right, checked, found)
        shown = {name: kinds[name].present(value) for name, value in checked.items()}
        for name, text in self.schema.composed.items():
            if checked[name] is None:
                written = text.fill(bound(shown))[0]
                self._put(name, written if written.strip() else fields[name].default, checked, found)
                shown[name] = kinds[name].present(checked[name])
        return shown

    def _put(self, name: str, value: object, checked: dict[str, Any], found: list[Problem]) -> None:
        """A value made by us, checked like one given."""
        if value is None:
            found += [replace(MESSAGES["missing"], pointer=f"/{name}")] if self.schema.fields[name].required else []
            return
        try:
            checked[name] = self._adapters[name].validate_python(value)
        except ValidationError as error:
            found += problems(error, self.model, f"/{name}")

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
        if self.schema.appendices and "cac_phu_luc" not in names:
            mistakes.append(problem("appendices-homeless", "Loại văn bản có [[phu_luc]] nhưng mẫu không in cac_phu_luc.",
                                    place=place))
        used = names | self.schema.used
        for name in names & context.MADE_OF.keys():
            used |= context.MADE_OF[name]
        if self.schema.outline and "noi_dung" in names:
            used |= self.schema.outline.used
        if "cac_phu_luc" in names:
            used = used.union(*(plan.used for plan in self.schema.appendices))
        mistakes += [problem("field-unused", "Trường bắt buộc “{ten}” không được in ở đâu trong mẫu.", place=place, ten=name)
                     for name, spec in self.schema.fields.items() if spec.required and name not in used]
        return mistakes


def _refused(found: list[Problem]) -> InputRefused:
    """Every problem; a limit exceeded among them decides the answer's status."""
    return (LimitExceeded if any(one.code.startswith("limit-") for one in found) else InputRefused)(*found)


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


