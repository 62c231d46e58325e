"""A type's schema → the columns of its sheets: what a cell holds, what it is called, and where it stands in the data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, Literal, get_args

from service.campaign.cells import folded
from service.components import recipients, reference, signature
from service.doctypes import DocumentType
from service.fields.kinds import Organisation, Person
from service.fields.spec import FieldSpec
from service.words import Data

# What one cell holds. `list`: an item a line; `lines`: a text a line; `json`: what no other form can say.
Form = Literal["text", "long_text", "integer", "year", "money", "decimal", "date", "time", "yes_no", "choice", "list", "lines",
               "body", "image", "json"]
# A step from a table to any of its rows (RFC 6901 writes the element after the last one so).
EACH: Final = "-"
YES_NO: Final = (("true", "Có"), ("false", "Không"))

_AS_IS: Final[Mapping[str, Form]] = {
    "text": "text", "long_text": "long_text", "integer": "integer", "year": "year", "money": "money", "decimal": "decimal",
    "date": "date", "time": "time", "yes_no": "yes_no", "choice": "choice", "body": "body", "image": "image", "stock": "text",
    "legal_grounds": "lines", "addressees": "lines", "recipients": "lines"}
_MODELS: Final[Mapping[str, type[Data]]] = {
    "person": Person, "organisation": Organisation, "reference": reference.Reference, "filing": recipients.Filing}
NAMING: Final = ("Mã", "Mã dòng", "Thuộc dòng", "Lỗi")      # columns of every sheet
_LONGEST: Final = 31                                       # characters of a sheet's title in Excel
_NOT_IN_TITLE: Final = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


@dataclass(frozen=True, slots=True)
class Column:
    """`path`: from the sheet's row to the value. `pointer`: from the document, with `-` for the row of a table."""

    path: tuple[str, ...]
    pointer: str
    label: str
    form: Form
    spec: FieldSpec
    required: bool
    help: str = ""

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        """(value, label) of what a cell may say; empty where anything."""
        options = self.spec.item.options if self.form == "list" and self.spec.item else self.spec.options
        return YES_NO if self.form == "yes_no" else tuple((one.value, one.label or one.value) for one in options)


@dataclass(frozen=True, slots=True)
class Plan:
    """One sheet: the documents of a type (`table` empty), or the rows of a table of them.

    `table` leads from the document to the table, with `-` for a row: ("trao_thuong", "-", "tap_the"). `parent` says that its
    rows belong to rows of another table, `coded` that others belong to its own.
    """

    slug: str
    table: tuple[str, ...]
    title: str
    columns: tuple[Column, ...]
    coded: bool = False

    @property
    def parent(self) -> bool:
        return EACH in self.table

    @property
    def mark(self) -> str:
        """What the machine row says above the column of keys: `#giay_khen`, `#giay_khen/danh_sach`."""
        return "#" + "/".join((self.slug, *self.table))


def plans(doctype: DocumentType) -> tuple[Plan, ...]:
    """The sheets of a type: its documents first, then its tables in the order of the schema."""
    maker = _Maker(doctype.slug)
    fields = {name: spec for name, spec in doctype.schema.fields.items() if not spec.computed}
    maker.sheet((), doctype.name, fields)
    return tuple(sorted(maker.found, key=lambda plan: len(plan.table) > 0))


def titled(found: tuple[Plan, ...], taken: set[str], name: str = "") -> Iterator[tuple[str, Plan]]:
    """Each plan with a title no other sheet has, as Excel allows it; `name` stands before those of tables."""
    for plan in found:
        text = f"{name[:12].strip()} - {plan.title}" if name and plan.table else plan.title
        title, number = _title(text), 1
        while folded(title) in taken:
            number += 1
            title = f"{_title(text)[:_LONGEST - 4]} ({number})"
        taken.add(folded(title))
        yield title, plan


def _title(text: str) -> str:
    return " ".join(text.translate(_NOT_IN_TITLE).split())[:_LONGEST].strip() or "Trang"


class _Maker:
    def __init__(self, slug: str) -> None:
        self.slug = slug
        self.found: list[Plan] = []

    def sheet(self, table: tuple[str, ...], title: str, fields: Mapping[str, FieldSpec]) -> None:
        columns = _told_apart(tuple(self._columns(table, (), "", fields, required=True)))
        inner = (*table, EACH) if table else ()
        coded = bool(table) and any(one.table[:len(inner)] == inner for one in self.found)
        self.found.append(Plan(self.slug, table, title, columns, coded))

    def _columns(self, table: tuple[str, ...], path: tuple[str, ...], above: str, fields: Mapping[str, FieldSpec], *,
                 required: bool) -> Iterator[Column]:
        for name, spec in fields.items():
            here = (*path, name) if name else path
            label = f"{above}: {spec.label}" if above else spec.label
            needed = required and spec.required and spec.default is None and not spec.compose
            inner = parts(spec)
            rows = _rows(spec)
            if inner is not None:
                yield from self._columns(table, here, label, inner, required=needed)
            elif rows is not None:
                self.sheet((*table, EACH, *here) if table else here, label, rows)
            else:
                root = (*table, EACH) if table else ()
                yield Column(here, "".join(f"/{step}" for step in (*root, *here)), label, form(spec), spec, needed, spec.help)


def parts(spec: FieldSpec) -> Mapping[str, FieldSpec] | None:
    """What a field of several columns is made of; None where it is one cell, or a sheet."""
    if spec.kind == "group":
        return spec.columns
    model = _MODELS.get(spec.kind)
    if spec.kind == "signature":
        model = signature.NamedSignature if spec.chuc_vu else signature.Signature
    if model is None:
        return None
    return {name: _part(name, info, spec) for name, info in model.model_fields.items()}


def _part(name: str, info: Any, whole: FieldSpec) -> FieldSpec:
    """A part of a signature, a person, a reference … as a field."""
    told: dict[str, Any] = {"label": info.title or name, "required": info.is_required()}
    if name == "quyen_han":
        return FieldSpec(kind="choice", choices=tuple(one for one in get_args(signature.Authority) if one), **told)
    types = set(_plain_types(info.annotation))
    if date in types:
        return FieldSpec(kind="date", **told)
    if int in types:
        return FieldSpec(kind="integer", **told)
    if float in types:
        return FieldSpec(kind="decimal", **told)
    longest = next((rule.max_length for rule in info.metadata if hasattr(rule, "max_length")), None)
    lines = whole.lines if whole.kind == "organisation" and name == "ten" else 1
    return FieldSpec(kind="text", max_length=longest, lines=lines, example=next(iter(info.examples or ()), None), **told)


def _plain_types(annotation: Any) -> Iterator[Any]:
    """`Annotated[date, …] | None` → date, None."""
    inner = get_args(annotation)
    if not inner:
        yield annotation
    for one in inner:
        yield from _plain_types(one)


def _rows(spec: FieldSpec) -> Mapping[str, FieldSpec] | None:
    """The columns of a field that has a sheet of its own; None where it stands in a cell. "" is the row itself."""
    if spec.kind == "table":
        return spec.columns
    if spec.kind == "appendices":
        body = FieldSpec(kind="body", label="Nội dung", required=True, structure=spec.structure, sub_khoan=spec.sub_khoan)
        return {"ten": FieldSpec(kind="text", label="Tên phụ lục", required=True, max_length=500),
                "ngang": FieldSpec(kind="yes_no", label="Khổ giấy ngang"), "noi_dung": body}
    item = spec.item
    if spec.kind != "list" or item is None or _one_line(item):
        return None
    return parts(item) or ({"": item} if item.kind in {"text", "long_text", "body"} else None)


def _one_line(item: FieldSpec) -> bool:
    return item.kind in {"integer", "year", "money", "decimal", "date", "choice"} or (item.kind == "text" and item.lines == 1)


def form(spec: FieldSpec) -> Form:
    """What the one cell of a field holds."""
    if spec.kind == "list":
        return "list" if spec.item is None or _one_line(spec.item) else "json"
    return _AS_IS.get(spec.kind, "json")


def _told_apart(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """No two columns of a sheet have one name: the second says its path as well."""
    seen = {folded(one) for one in NAMING}
    result = []
    for one in columns:
        label = one.label if folded(one.label) not in seen else f"{one.label} ({'.'.join(one.path)})"
        seen.add(folded(label))
        result.append(Column(one.path, one.pointer, label, one.form, one.spec, one.required, one.help))
    return tuple(result)


def printed(value: date | datetime) -> str:
    """A day or an hour as people write it in a cell. A sheet knows no days without hours: midnight is none."""
    hour = isinstance(value, datetime) and (value.hour or value.minute)
    return value.strftime("%H:%M %d/%m/%Y" if hour else "%d/%m/%Y")
