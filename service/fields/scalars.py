"""Kinds of one value: numbers, days and hours, yes or no, a choice."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Final

from pydantic import BeforeValidator, Field, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from service.components import grounds
from service.fields import printed
from service.fields.kind import Kind, Present
from service.fields.spec import FieldSpec
from service.vietnamese.decimals import NotDecimal, read_decimal
from service.vietnamese.moments import moment
from service.words import words

_YES: Final = {"có": True, "x": True, "true": True, "không": False, "false": False}


def number(present: Present, least: int, most: int, spec: FieldSpec) -> Kind:
    limits = Field(ge=spec.min if spec.min is not None else least, le=spec.max if spec.max is not None else most)
    return Kind(Annotated[int, limits, BeforeValidator(_whole, json_schema_input_type=Annotated[int, limits])], present)


def decimal(least: int, most: int, spec: FieldSpec) -> Kind:
    limits = Field(ge=spec.min if spec.min is not None else least, le=spec.max if spec.max is not None else most)
    annotation = Annotated[Decimal, limits, BeforeValidator(_part, json_schema_input_type=Annotated[float, limits])]
    return Kind(annotation, lambda value: printed.decimal(value, spec.places))


def day() -> Kind:
    return Kind(Annotated[date, BeforeValidator(grounds.to_day, json_schema_input_type=date)], printed.day)


def time() -> Kind:
    # RFC 3339 without a zone, as the form field `datetime-local` sends it
    schema = {"type": "string", "format": "date-time-local", "examples": ["2025-11-15T08:00"]}
    return Kind(Annotated[datetime, PlainValidator(_moment), WithJsonSchema(schema)], printed.time)


def yes_no() -> Kind:
    return Kind(Annotated[bool, PlainValidator(truth), WithJsonSchema({"type": "boolean"})], printed.yes_no)


def choice(spec: FieldSpec) -> Kind:
    labels = {one.value: one.label or one.value for one in spec.options}

    def checked(value: object) -> object:
        text = words(value)
        if not isinstance(text, str) or text not in labels:
            raise PydanticCustomError("choice", "choice", {"gia_tri": str(value)[:60], "cac_gia_tri": ", ".join(labels)})
        return text

    schema = {"type": "string", "oneOf": [{"const": code, "title": label} for code, label in labels.items()]}
    return Kind(Annotated[str, PlainValidator(checked), WithJsonSchema(schema)],
                lambda value: printed.choice(value or "", labels.get(value, "")))


def _whole(value: object) -> object:
    """"1.234.567" → 1234567; a boolean is no number."""
    if isinstance(value, bool):
        raise PydanticCustomError("int_type", "int_type", {})
    if isinstance(value, str):
        bare = value.strip().removesuffix("đồng").strip()
        groups = bare.lstrip("-").split(".")
        if len(groups) > 1 and all(len(group) == 3 for group in groups[1:]) and 1 <= len(groups[0]) <= 3:
            return bare.replace(".", "")
        return bare
    return value


def _part(value: object) -> object:
    """"1.234,5" → 1234.5. A float is the decimal that is written so, not the fraction behind it."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal | str):
        raise PydanticCustomError("decimal", "decimal", {})
    if not isinstance(value, str):
        return Decimal(str(value))
    try:
        return read_decimal(value)
    except NotDecimal as wrong:
        context = {"gia_tri": value[:40], "y": ", ".join(wrong.meant)}
        raise PydanticCustomError("decimal-meant" if wrong.meant else "decimal", "decimal", context) from None


def _moment(value: object) -> object:
    try:
        return moment(value)
    except ValueError:
        raise PydanticCustomError("time-invalid", "time-invalid", {"gia_tri": str(value)[:40]}) from None


def truth(value: object) -> bool:
    """true, false, "có", "không"."""
    found = value if isinstance(value, bool) else _YES.get(str(words(value)).lower()) if isinstance(value, str) else None
    if found is None:
        raise PydanticCustomError("yes-no", "yes-no", {"gia_tri": str(value)[:40]})
    return found
