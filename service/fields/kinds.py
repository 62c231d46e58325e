"""A `FieldSpec` → its `Kind`: what pydantic checks and what the template sees. One function for each kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, Any, Final

from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    StringConstraints,
    ValidationInfo,
    WithJsonSchema,
    create_model,
)
from pydantic_core import PydanticCustomError

from service.components import grounds, recipients, reference, signature
from service.config import settings
from service.fields import printed, scalars
from service.fields.body import BodyItems, body_type
from service.fields.kind import Kind, Surroundings
from service.fields.picture import to_image
from service.fields.spec import FieldSpec
from service.rules.layout import SEAL_MM
from service.stage import GivenStock
from service.values import Image
from service.words import Data, Line, line, words


class Person(Data):
    model_config = ConfigDict(title="Người")

    ho_ten: Line = Field(max_length=80, title="Họ và tên")
    danh_xung: Line = Field(default="", max_length=20, title="Ông, Bà")
    chuc_vu: Line = Field(default="", max_length=200, title="Chức vụ")
    don_vi: Line = Field(default="", max_length=200, title="Đơn vị")


class Organisation(Data):
    model_config = ConfigDict(title="Cơ quan, tổ chức")

    ten: Annotated[str, BeforeValidator(words, json_schema_input_type=str)] = Field(max_length=300, title="Tên")
    viet_tat: Line = Field(default="", max_length=20, title="Chữ viết tắt")
    dau_mm: int | None = Field(default=None, ge=SEAL_MM.least, le=SEAL_MM.most, title="Bề ngang thật của con dấu (mm)")


class Appendix(Data):
    """An appendix as the user writes it; its body's levels are the type's."""

    model_config = ConfigDict(title="Phụ lục")

    ten: Line = Field(min_length=1, max_length=500, title="Tên phụ lục")
    ngang: Annotated[bool, BeforeValidator(scalars.truth, json_schema_input_type=bool)] = Field(
        default=False, title="Khổ giấy ngang")
    noi_dung: Any = Field(title="Nội dung")


def kind_of(spec: FieldSpec, name: str) -> Kind:
    """A field's kind, built with its limits. `name` names the models of its rows in JSON Schema."""
    return _BUILDERS[spec.kind](spec, name)


def model_of(name: str, fields: Mapping[str, FieldSpec], kinds: Mapping[str, Kind], title: str = "") -> type[Data]:
    """Fields → pydantic model; labels become titles, helps descriptions."""
    members: dict[str, Any] = {}
    for key, spec in fields.items():
        examples = [spec.example] if spec.example is not None else None
        info = Field(... if spec.required else None, title=spec.label, description=spec.help or None, examples=examples)
        members[key] = (kinds[key].annotation, info)
    config = ConfigDict(extra="forbid", title=title or None)
    return create_model(name, __base__=type(name, (Data,), {"model_config": config, "__module__": __name__}), **members)


def _text(spec: FieldSpec, _name: str) -> Kind:
    def checked(value: object) -> object:
        text = words(value)
        if isinstance(text, str) and text.count("\n") >= spec.lines:
            raise PydanticCustomError("text-lines", "text-lines", {"nhieu_nhat": spec.lines})
        return text

    limits = StringConstraints(min_length=max(1, spec.min_length or 1), max_length=spec.max_length or 10_000)
    return Kind(Annotated[str, limits, BeforeValidator(checked, json_schema_input_type=Annotated[str, limits])],
                lambda value: value or "")


def _long_text(spec: FieldSpec, _name: str) -> Kind:
    def paragraphs(value: object) -> object:
        if isinstance(value, str):
            text = words(value)
            return [part for part in str(text).split("\n\n") if part]
        return value

    paragraph = Annotated[str, StringConstraints(min_length=1, max_length=spec.max_length or 20_000), BeforeValidator(words)]
    annotation = Annotated[list[paragraph], Field(min_length=1), BeforeValidator(_rows),
                           BeforeValidator(paragraphs, json_schema_input_type=str | list[str])]
    return Kind(annotation, lambda value: list(value or ()))


def _named(key: str) -> Callable[[object], object]:
    return lambda value: {key: value} if isinstance(value, str) else value


def _person(_spec: FieldSpec, _name: str) -> Kind:
    annotation = Annotated[Person, BeforeValidator(_named("ho_ten"), json_schema_input_type=str | Person)]
    return Kind(annotation, lambda one: printed.person(one.ho_ten, one.danh_xung, one.chuc_vu, one.don_vi) if one
                else printed.person("", "", "", ""))


def _organisation(spec: FieldSpec, _name: str) -> Kind:
    def checked(one: Organisation) -> Organisation:
        if one.ten.count("\n") >= spec.lines:
            raise PydanticCustomError("text-lines", "text-lines", {"nhieu_nhat": spec.lines})
        return one

    annotation = Annotated[Organisation, BeforeValidator(_named("ten"), json_schema_input_type=str | Organisation),
                           AfterValidator(checked)]
    return Kind(annotation, lambda one: printed.organisation(one.ten, one.viet_tat) if one else printed.organisation("", ""))


def _rows(value: object) -> object:
    """The office's limit on rows, before any of them is looked at."""
    most = settings().max_rows
    if isinstance(value, (list, tuple)) and len(value) > most:
        raise PydanticCustomError("limit-rows", "limit-rows", {"so": len(value), "nhieu_nhat": most})
    return value


def _rows_of(row: Any, spec: FieldSpec) -> Any:
    limits = Field(min_length=spec.min if spec.min is not None else 1 if spec.required else 0, max_length=spec.max)
    return Annotated[list[row], limits, BeforeValidator(_rows)]


def _list(spec: FieldSpec, name: str) -> Kind:
    item = kind_of(spec.item or FieldSpec(kind="text", label=spec.label), f"{name}_item")
    return Kind(_rows_of(item.annotation, spec), lambda rows: [item.present(row) for row in rows or ()])


def _table(spec: FieldSpec, name: str) -> Kind:
    row, present = _row(spec, name)

    def tallied(rows: list[Data]) -> list[Data]:
        for key, column in spec.columns.items():
            for one in column.tallied:
                found = sum(getattr(row, key) == one.value for row in rows)
                if found < (one.min or 0) or (one.max is not None and found > one.max):
                    raise PydanticCustomError("rows-saying", "rows-saying", {
                        "cot": column.label, "gia_tri": one.label or one.value, "can": _span(one.min or 0, one.max), "co": found})
        return rows

    return Kind(Annotated[_rows_of(row, spec), AfterValidator(tallied)], lambda rows: [present(one) for one in rows or ()])


def _span(least: int, most: int | None) -> str:
    """1, 1 → "1"; 1, None → "≥ 1"; 0, 2 → "0 - 2"."""
    return f"≥ {least}" if most is None else str(least) if least == most else f"{least} - {most}"


def _group(spec: FieldSpec, name: str) -> Kind:
    model, present = _row(spec, name)
    return Kind(model, lambda one: present(one) if one else "")


def _row(spec: FieldSpec, name: str) -> tuple[type[Data], Callable[[Data], dict[str, object]]]:
    kinds = {key: kind_of(column, f"{name}_{key}") for key, column in spec.columns.items()}
    model = model_of(name, spec.columns, kinds, spec.label)
    return model, lambda row: {key: kind.present(getattr(row, key)) for key, kind in kinds.items()}


def _image(spec: FieldSpec, _name: str) -> Kind:
    # the largest picture a page holds between the decree's margins: A4 less 30 + 15 and 20 + 20 mm
    width, height = spec.width_mm or 165.0, spec.height_mm or 257.0

    def checked(value: object, info: ValidationInfo) -> Image:
        folder = info.context.folder if isinstance(info.context, Surroundings) else None
        return to_image(value, width_mm=width, height_mm=height, folder=folder, alt=spec.label)

    return Kind(Annotated[Any, PlainValidator(checked), WithJsonSchema({"type": "string"})], lambda image: image or "")


def _body(spec: FieldSpec, _name: str) -> Kind:
    return Kind(body_type(spec.structure, spec.sub_khoan), lambda items: items if items is not None else BodyItems())


def _grounds(spec: FieldSpec, _name: str) -> Kind:
    ground = Annotated[grounds.Ground, BeforeValidator(grounds.from_text, json_schema_input_type=str | grounds.Ground)]
    return Kind(_rows_of(ground, spec), lambda given: grounds.lines(given or ()))


def _one_or_more(value: object) -> object:
    return [value] if isinstance(value, (str, dict)) else value


def _addressees(spec: FieldSpec, _name: str) -> Kind:
    one = Annotated[str, StringConstraints(min_length=1, max_length=300), BeforeValidator(line, json_schema_input_type=str)]
    rows = _rows_of(one, spec)
    annotation: Any = Annotated[rows, BeforeValidator(_one_or_more, json_schema_input_type=str | list[str])]
    return Kind(annotation, lambda names: recipients.addressees(names or ()))


def _recipients(spec: FieldSpec, _name: str) -> Kind:
    one = Annotated[recipients.Recipient, BeforeValidator(_named("ten"), json_schema_input_type=str | recipients.Recipient)]
    return Kind(_rows_of(one, spec), lambda given: [one.line() for one in given or ()])


def _filing(_spec: FieldSpec, _name: str) -> Kind:
    annotation = Annotated[recipients.Filing, BeforeValidator(_named("don_vi"), json_schema_input_type=str | recipients.Filing)]
    return Kind(annotation, lambda filing: (filing or recipients.Filing()).line())


def _signature(spec: FieldSpec, _name: str) -> Kind:
    if not spec.chuc_vu:
        return Kind(signature.Signature, lambda one: signature.lines(one, spec.note) if one else signature.Signed())

    def named(value: object) -> object:
        if not isinstance(value, dict) or not value.get("chuc_vu"):
            return {"ho_ten": value} if isinstance(value, str) else value
        if words(value["chuc_vu"]) != spec.chuc_vu:
            raise PydanticCustomError("office-fixed", "office-fixed", {"co": str(value["chuc_vu"])[:60], "can": spec.chuc_vu})
        return {key: part for key, part in value.items() if key != "chuc_vu"}

    given = signature.NamedSignature
    return Kind(Annotated[given, BeforeValidator(named, json_schema_input_type=str | given)],
                lambda one: signature.fixed_lines(spec.chuc_vu, spec.note, one))


def _appendices(spec: FieldSpec, name: str) -> Kind:
    body = body_type(spec.structure, spec.sub_khoan)
    model: Any = create_model(f"{name}_item", __base__=Appendix, noi_dung=(body, Field(title="Nội dung")))
    return Kind(_rows_of(model, spec), lambda given: list(given or ()))


def _reference(_spec: FieldSpec, _name: str) -> Kind:
    return Kind(reference.Reference, printed.reference)


def _stock(_spec: FieldSpec, _name: str) -> Kind:
    return Kind(GivenStock, lambda given: (given and given.based_on) or "")


_FAR: Final = 10**18 - 1
_BUILDERS: Final[Mapping[str, Callable[[FieldSpec, str], Kind]]] = {
    "text": _text, "long_text": _long_text,
    "integer": lambda spec, _: scalars.number(printed.integer, -_FAR, _FAR, spec),
    "year": lambda spec, _: scalars.number(printed.year, 1900, 2200, spec),
    "money": lambda spec, _: scalars.number(printed.money, -_FAR, _FAR, spec),
    "decimal": lambda spec, _: scalars.decimal(-_FAR, _FAR, spec),
    "date": lambda _spec, _: scalars.day(), "time": lambda _spec, _: scalars.time(), "yes_no": lambda _spec, _: scalars.yes_no(),
    "choice": lambda spec, _: scalars.choice(spec),
    "person": _person, "organisation": _organisation, "reference": _reference, "list": _list, "table": _table, "group": _group,
    "image": _image, "body": _body, "appendices": _appendices, "legal_grounds": _grounds, "addressees": _addressees,
    "recipients": _recipients, "filing": _filing, "signature": _signature,
    "stock": _stock,
}
