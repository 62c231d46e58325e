"""A field of a schema → its shape on a form: one input, a group of shapes, or rows of one shape.

What a kind is made of (a signature's parts, a recipient's) is read from the model that checks it, so the two cannot differ.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, Literal

from service.body.levels import Structure
from service.components.grounds import Ground
from service.components.recipients import Filing, Recipient
from service.components.reference import Reference
from service.components.signature import NamedSignature, Signature
from service.fields.kinds import Appendix, Organisation, Person
from service.fields.spec import FieldSpec
from service.web.texts import _
from service.words import Data

Options = tuple[tuple[str, str], ...]         # value and what is shown of it
Form = Literal["leaf", "group", "rows"]
# line, area: one line of text, short or long; lines: with line breaks; paragraphs: parted by empty lines
Widget = Literal["line", "area", "lines", "paragraphs", "integer", "year", "money", "decimal", "date", "time", "choice", "body",
                 "image", "stock"]
YES_NO: Final = (("có", "Có"), ("không", "Không"))
_AREA: Final = 120                            # characters from which a line of text gets a field that grows
_NUMBERS: Final = frozenset({"dau_mm", "so_ban", "so_phat_hanh"})
_SCALARS: Final = frozenset({"integer", "year", "money", "decimal", "date", "time"})
# of the parts of a signature: in whose name each is printed (Điều 13)
AUTHORITY: Final[Mapping[str, str]] = {"tap_the": "TM.", "ky_thay": "KT.", "thua_lenh": "TL.", "thua_uy_quyen": "TUQ."}


@dataclass(frozen=True, slots=True)
class Shape:
    """`main`: the part of a group that a plain text stands for. `made`: who writes it where nothing is given: "computed" (nobody
    may say otherwise), "composed"."""

    form: Form
    label: str
    help: str = ""
    required: bool = False
    widget: Widget = "line"
    example: str = ""
    most: int = 0                             # characters; 0: no limit of its own
    least: int = 0
    options: Options = ()
    parts: Mapping[str, Shape] = field(default_factory=dict)
    main: str = ""
    item: Shape | None = None
    kind: str = ""
    made: str = ""
    structure: Structure = "muc"
    sub_khoan: bool = False
    tallied: tuple[tuple[str, int, int | None], ...] = ()     # choices that so many rows of a table must say
    width: str = ""                           # "narrow": of a table's column that holds a number, a day


def shapes(fields: Mapping[str, FieldSpec], stocks: Options = ()) -> Shape:
    """All fields of a type as one group."""
    return Shape("group", "", parts={name: shape(spec, stocks) for name, spec in fields.items()})


def shape(spec: FieldSpec, stocks: Options = ()) -> Shape:
    made = "computed" if spec.computed else "composed" if spec.compose else ""
    needed = spec.required and spec.default is None and not made
    found = replace(_of_kind(spec, stocks), label=spec.label, help=spec.help, required=needed, kind=spec.kind, made=made,
                    structure=spec.structure, sub_khoan=spec.sub_khoan)
    return _with_example(found, spec.example)


def _of_kind(spec: FieldSpec, stocks: Options) -> Shape:
    leaf = Shape("leaf", spec.label)
    match spec.kind:
        case "text":
            return _text(leaf, spec.max_length or 0, spec.lines, spec.min_length or 0)
        case "long_text":
            return replace(leaf, widget="paragraphs")
        case "integer" | "year" | "money" | "decimal" | "date" | "time":
            return replace(leaf, widget=spec.kind, width="narrow")
        case "yes_no":
            return replace(leaf, widget="choice", options=YES_NO, width="narrow")
        case "choice":
            return replace(leaf, widget="choice", options=tuple((one.value, one.label or one.value) for one in spec.options),
                           tallied=tuple((one.value, one.min or 0, one.max) for one in spec.tallied))
        case "body" | "image":
            return replace(leaf, widget=spec.kind)
        case "stock":
            return replace(leaf, widget="stock", options=stocks)
        case "list":
            inner = shape(spec.item, stocks) if spec.item else Shape("leaf", spec.label, widget="area", required=True)
            return Shape("rows", spec.label, item=replace(inner, required=True), least=spec.min or 0)
        case "table":
            return Shape("rows", spec.label, item=Shape("group", "", parts=_columns(spec, stocks)), least=spec.min or 0)
        case "group":
            return Shape("group", spec.label, parts=_columns(spec, stocks))
        case "addressees":
            one = Shape("leaf", _("Cơ quan, người nhận"), kind="addressee", most=300, required=True)
            return Shape("rows", spec.label, item=one)
        case "legal_grounds":
            return Shape("rows", spec.label, item=_model(Ground, "van_ban"))
        case "recipients":
            return Shape("rows", spec.label, item=_model(Recipient, "ten"))
        case "appendices":
            body = Shape("leaf", "Nội dung", widget="body", required=True, structure=spec.structure, sub_khoan=spec.sub_khoan)
            item = _model(Appendix)
            ngang = replace(item.parts["ngang"], widget="choice", options=YES_NO)
            return Shape("rows", spec.label, item=replace(item, parts={**item.parts, "ngang": ngang, "noi_dung": body}))
        case "signature":
            return _model(NamedSignature, "ho_ten") if spec.chuc_vu else _signature()
        case "person":
            return _model(Person, "ho_ten")
        case "organisation":
            made = _model(Organisation, "ten")
            name = replace(made.parts["ten"], widget="lines" if spec.lines > 1 else "line", least=0)
            return replace(made, parts={**made.parts, "ten": name})
        case "reference":
            return _model(Reference)
        case "filing":
            return _model(Filing, "don_vi")


def _text(leaf: Shape, most: int, lines: int = 1, least: int = 0) -> Shape:
    long = not most or most > _AREA
    return replace(leaf, widget="lines" if lines > 1 else "area" if long else "line", most=most, least=least)


def _columns(spec: FieldSpec, stocks: Options) -> dict[str, Shape]:
    return {name: shape(column, stocks) for name, column in spec.columns.items()}


def _signature() -> Shape:
    made = _model(Signature)
    codes = (
        ("", _("Ký trực tiếp")), ("TM.", _("TM. – thay mặt tập thể")), ("KT.", _("KT. – ký thay")),
        ("TM. KT.", _("TM. KT. – thay mặt tập thể, ký thay")), ("TL.", _("TL. – thừa lệnh")),
        ("TL. KT.", _("TL. KT. – thừa lệnh, ký thay")), ("TUQ.", _("TUQ. – thừa ủy quyền")), ("Q.", _("Q. – quyền")),
        ("TM. Q.", _("TM. Q. – thay mặt tập thể, quyền")))
    chosen = replace(made.parts["quyen_han"], widget="choice", options=codes)
    return replace(made, parts={**made.parts, "quyen_han": chosen})


def _model(model: type[Data], main: str = "") -> Shape:
    """A group of what a model of the pipeline knows."""
    parts = {name: _member(name, info) for name, info in model.model_fields.items()}
    return Shape("group", str(model.model_config.get("title", "")), parts=parts, main=main, kind=model.__name__.lower())


def _member(name: str, info: Any) -> Shape:
    most = next((one.max_length for one in info.metadata if hasattr(one, "max_length")), None) or 0
    leaf = Shape("leaf", info.title or name, info.description or "", info.is_required(),
                 example=str(info.examples[0]) if info.examples else "", most=most)
    if name in _NUMBERS:
        return replace(leaf, widget="integer", width="narrow")
    if name == "ngay":
        return replace(leaf, widget="date", width="narrow")
    return _text(leaf, most)


def _with_example(one: Shape, example: object) -> Shape:
    """The example of a field stands as placeholder where it would be typed."""
    if example is None or example == "":
        return one
    if one.form == "leaf":
        from service.web.make.written import written
        return replace(one, example=written(one, example))
    if one.form == "rows" and one.item:
        first = example[0] if isinstance(example, list) and example else example
        return replace(one, item=_with_example(one.item, first))
    given = example if isinstance(example, Mapping) else {one.main: example}
    return replace(one, parts={name: _with_example(part, given.get(name)) for name, part in one.parts.items()})


def leaves(one: Shape) -> Iterator[Shape]:
    """Every single input of a shape, of rows those of one row."""
    if one.form == "leaf":
        yield one
    for part in one.parts.values():
        yield from leaves(part)
    if one.item:
        yield from leaves(one.item)
