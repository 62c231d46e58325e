"""`common.toml` and a folder's `schema.toml` → `Schema`, with every mistake of both (docs/types.md)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from service.config import own_folder
from service.doctypes import computed, demands
from service.doctypes.appendices import Plan, compile_plan
from service.doctypes.head import FormSpec, Head
from service.doctypes.staged import Staging, compile_stage
from service.errors import Problem, problem
from service.fields.kind import Kind
from service.fields.kinds import kind_of
from service.fields.messages import problems, unknown_field
from service.fields.spec import FieldSpec
from service.outline import Checker, Condition, Outline, Text, compile_outline

COMMON: Final = "common.toml"
SHARED: Final = "campaign.toml"          # fields that documents of a campaign share, taken by `with`
STOCKS: Final = "stocks.toml"            # sheets of certificates
SCHEMA: Final = "schema.toml"
TEMPLATE: Final = "template.docx"
EXAMPLE: Final = "example.json"
CAMPAIGN: Final = "example_campaign.json"
SHEET: Final = "ngang"                   # a type with this field is itself an appendix, in a file of its own:
OF_SHEET: Final = frozenset({"ten", "nhan", "kem_theo", SHEET, "noi_dung"})     # its template prints them through cac_phu_luc
RECIPIENTS: Final = "noi_nhan"           # a cell of `[draw] signatures` that is no signature
SIGNATORY: Final = "ky"                  # the usual signature
OPTIONAL: Final = "?"                    # ends the cell of a signature that is left out where it is not given

_NAME: Final = re.compile(r"[a-z][a-z0-9_]*")
_CODE: Final = re.compile(r"[A-ZĐ][A-ZĐa-z]*|")
_MM: Final = 72 / 25.4
_Raw = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Schema:
    """A checked schema. `fields` are the common ones, those shared in a campaign and the type's own, in the order of forms."""

    head: Head
    fields: Mapping[str, FieldSpec]
    kinds: Mapping[str, Kind]
    own: frozenset[str]                  # the type's own fields
    form: FormSpec
    outline: Outline | None
    appendices: tuple[Plan, ...]
    staging: Staging | None              # of a certificate
    composed: Mapping[str, Text]         # field → its `compose`
    needed: Mapping[str, Condition]      # field → its `required_when`
    used: frozenset[str]                 # by compose, count and sum, by an appendix; what outlines use is theirs

    @property
    def body_width_pt(self) -> float | None:
        return self.head.body.width_mm * _MM if self.head.body.width_mm else None

    @property
    def letter(self) -> bool:
        """A công văn: numbered, and without a name of its type (mẫu 1.5)."""
        return not self.head.abbreviation and {"so", "trich_yeu"} <= self.fields.keys()


def read_schema(folder: Path) -> tuple[Schema | None, list[Problem]]:
    """Folder → (Schema, mistakes). No Schema where the TOML itself cannot be read."""
    mistakes: list[Problem] = []
    read = [_toml(path, mistakes) for path in common_files(folder)]
    own = _toml(folder / SCHEMA, mistakes)
    shared = [found for found in read if found is not None]
    if own is None or len(shared) < len(read):
        return None, mistakes
    place = f"{folder.name}/{SCHEMA}"
    try:
        head = Head.model_validate(own)
    except ValidationError as error:
        return None, [_placed(one, place) for one in problems(error, Head)]
    common, campaign = (found.get("fields", {}) for found in shared[:2])
    reader = _Reader(place, head, common, campaign, shared[2])
    return reader.schema(), reader.mistakes


def common_files(folder: Path) -> tuple[Path, ...]:
    """The files that a folder's schema draws on: fields, and stocks of certificates."""
    return tuple(_beside(folder, name) for name in (COMMON, SHARED, STOCKS))


def _beside(folder: Path, name: str) -> Path:
    """An office's own file stands beside its types; else ours is taken."""
    beside = folder.parent / name
    return beside if beside.is_file() else own_folder("templates_docx") / name


class _Reader:
    def __init__(self, place: str, head: Head, common: Mapping[str, _Raw], campaign: Mapping[str, _Raw], stocks: _Raw) -> None:
        self.place = place
        self.head = head
        self.common = common
        self.campaign = campaign
        self.stocks = stocks
        self.mistakes: list[Problem] = []

    def schema(self) -> Schema:
        head = self.head
        if not _CODE.fullmatch(head.abbreviation):
            self._add(problem("schema-code", "Chữ viết tắt tên loại chỉ gồm chữ cái, bắt đầu bằng chữ hoa."), "abbreviation")
        fields = self._fields()
        outline = compile_outline(head.body.outline, fields) if head.body.outline else None
        for mistake in outline.mistakes if outline else ():
            self._add(mistake, "body")
        if outline is not None and "noi_dung" in fields:
            self._add(problem("schema-body", "Có [body] outline thì phải bỏ trường noi_dung (without)."), "body")
        plans = []
        for index, appendix in enumerate(head.phu_luc):
            plan, found = compile_plan(appendix, fields)
            plans.append(plan)
            for mistake in found:
                self._add(mistake, f"phu_luc[{index}]")
        composed, used = self._composed(fields)
        used |= OF_SHEET if SHEET in fields else set()
        for name, spec in fields.items():
            used |= {path.split(".")[0] for path in (*spec.count, *spec.sum)}
            for mistake in (*computed.mistakes(spec, fields), *demands.mistakes(spec, fields)):
                self._add(mistake, f"fields.{name}")
        kinds = {name: kind_of(spec, name) for name, spec in fields.items()}
        self._check_defaults(fields, kinds)
        needed, wrong = demands.conditions(fields)
        for where, mistake in wrong:
            self._add(mistake, f"fields.{where}")
        own = frozenset(fields) - frozenset(self.common) - frozenset(head.shared)
        form, staging = self._form(fields), self._staging(fields)
        return Schema(head, fields, kinds, own, form, outline, tuple(plans), staging, composed, needed, frozenset(used))

    def _fields(self) -> dict[str, FieldSpec]:
        """The fields of the type, in the order of forms: common ones, those of the campaign, its own."""
        head = self.head
        for key, names, known in (("without", head.without, self.common), ("with", head.shared, self.campaign)):
            for name in names:
                if name not in known:
                    self._add(unknown_field(name, known), key)
        given = {name: spec for name, spec in self.common.items() if name not in head.without}
        given |= {name: self.campaign[name] for name in head.shared if name in self.campaign}
        fields: dict[str, FieldSpec] = {}
        for name in [*given, *(name for name in head.fields if name not in given)]:
            spec = self._field(name, _changed(given.get(name, {}), head.fields.get(name, {})))
            if spec is not None:
                fields[name] = spec
        label = fields.get("mau_so")
        if label and label.default is None and head.source.form_number:
            fields["mau_so"] = label.model_copy(update={"default": head.source.form_number})
        return fields

    def _composed(self, fields: Mapping[str, FieldSpec]) -> tuple[dict[str, Text], set[str]]:
        checker = Checker(fields)
        composed = {name: checker.text(spec.compose, {}, f"fields.{name}.compose")
                    for name, spec in fields.items() if spec.compose}
        for mistake in checker.mistakes:
            self._add(replace(mistake, place=""), mistake.place)
        return composed, checker.used

    def _form(self, fields: Mapping[str, FieldSpec]) -> FormSpec:
        """`[draw]` with the signatures it does not name, recipients left, the signatory right, and those sealed."""
        form = self._sealed(fields)
        if form.insert and (form.insert not in fields or fields[form.insert].kind != "yes_no"):
            self._add(problem("draw-insert", "“{ten}” không phải trường kiểu yes_no.", ten=form.insert), "draw.insert")
        if form.signatures is None:
            cells = tuple(name if name in fields else "" for name in (RECIPIENTS, SIGNATORY))
            return form.model_copy(update={"signatures": (cells,) if any(cells) else ()})
        for row in form.signatures:
            if not 1 <= len(row) <= 3:
                self._add(problem("draw-signatures", "Mỗi hàng chữ ký có từ một đến ba ô."), "draw.signatures")
            for cell in row:
                name = cell.removesuffix(OPTIONAL)
                if " " in cell:                            # words over the room for a signature of others
                    continue
                if cell and name not in fields:
                    self._add(unknown_field(name, fields), "draw.signatures")
                elif cell not in ("", RECIPIENTS) and fields[name].kind != "signature":
                    self._add(problem("draw-signature", "“{ten}” không phải trường kiểu signature, cũng không phải noi_nhan.",
                                      ten=name), "draw.signatures")
        return form

    def _sealed(self, fields: Mapping[str, FieldSpec]) -> FormSpec:
        """Where the type does not say it: the head's signature below an issuing body and a number is sealed (PL I, II.8)."""
        form = self.head.draw
        if form.seals is None:
            sealed = form.heading in ("full", "undated") and {SIGNATORY, "co_quan_ban_hanh"} <= fields.keys()
            return form.model_copy(update={"seals": (SIGNATORY,) if sealed else ()})
        for name in form.seals:
            if name not in fields or fields[name].kind != "signature":
                self._add(problem("draw-seal", "“{ten}” không phải trường kiểu signature.", ten=name), "draw.seals")
        return form

    def _staging(self, fields: Mapping[str, FieldSpec]) -> Staging | None:
        if self.head.stage is None:
            return None
        names = frozenset(fields) | {"ten_loai"} | ({"dia_danh_ngay"} if "dia_danh" in fields else frozenset())
        staging, mistakes = compile_stage(self.head.stage, self.stocks, fields, names)
        for mistake in mistakes:
            self._add(mistake, "stage")
        return staging

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
        if spec.tallied:
            self._add(problem("key-misplaced", "Khóa {khoa} không dùng cho kiểu {kieu}.", khoa="min, max", kieu="choice"),
                      f"fields.{name}.choices")
        return spec

    def _check_spec(self, spec: FieldSpec, where: str) -> None:
        for mistake in spec.misplaced():
            self._add(mistake, where)
        for name, column in spec.columns.items():
            if not _NAME.fullmatch(name) or hasattr(dict, name):         # `row.items` would be the dictionary's own
                self._add(problem("schema-name", "Không dùng được tên này cho cột."), f"{where}.columns.{name}")
            if column.source or column.compose or column.computed or column.after or column.required_when:
                self._add(problem("key-misplaced", "Cột không có from, compose, count, sum, after, required_when."),
                          f"{where}.columns.{name}")
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


def _changed(given: _Raw, own: _Raw) -> dict[str, Any]:
    """A shared field with the type's changes; of a table's columns each by itself."""
    columns = {name: {**given.get("columns", {}).get(name, {}), **own.get("columns", {}).get(name, {})}
               for name in [*given.get("columns", {}), *own.get("columns", {})]}
    return {**given, **own, **({"columns": columns} if columns else {})}


def _toml(path: Path, mistakes: list[Problem]) -> dict[str, Any] | None:
    try:
        known = path.stat()
        return _parsed(path, known.st_mtime_ns, known.st_size)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        mistakes.append(problem("schema-unreadable", "Không đọc được {tep}: {loi}.", place=f"{path.parent.name}/{path.name}",
                                tep=path.name, loi=str(error)))
        return None


@lru_cache(maxsize=8)
def _parsed(path: Path, _changed_ns: int, _size: int) -> dict[str, Any]:
    """Nobody changes it: every type reads the common files."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _placed(one: Problem, place: str) -> Problem:
    """A mistake in a file has a place, never a pointer into data."""
    inner = "".join(filter(None, [one.place and f".{one.place}", one.pointer.replace("/", ".")]))
    return replace(one, pointer="", place=place + inner)
