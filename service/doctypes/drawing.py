"""A document type → its `template.docx`, drawn from the decree's numbers: `[draw]` of docs/types.md, and what its fields ask."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from service.doctypes.context import made
from service.doctypes.doctype import DocumentType
from service.doctypes.schema import Schema
from service.scaffold import PLACED, Form, draw
from service.scaffold.stage import draw_stage

# kinds that print as words on a line
_PLAIN: Final = frozenset({"text", "integer", "year", "money", "decimal", "date", "time", "yes_no", "choice", "person",
                           "organisation", "reference"})


def draw_type(doctype: DocumentType) -> bytes:
    """The bytes of its template: the same type, the same bytes."""
    return draw_stage() if doctype.schema.staging else draw(form_of(doctype.schema))


def form_of(schema: Schema) -> Form:
    """What the type shows."""
    spec = schema.form
    return Form.of(
        made(schema),
        abbreviation=schema.head.abbreviation,
        structure=schema.head.body.structure,
        heading=spec.heading,
        title_rule=spec.title_rule,
        landscape=spec.landscape,
        form_label=spec.form_label,
        signatures=spec.signatures or (),
        seals=spec.seals or (),
        insert=spec.insert,
        own={} if schema.outline else _labels(schema),
    )


def _labels(schema: Schema) -> Mapping[str, str]:
    """The type's own fields that nothing else prints."""
    used = schema.used.union(PLACED, *(plan.used for plan in schema.appendices))
    return {name: schema.fields[name].label for name in schema.fields
            if name in schema.own - used and schema.fields[name].kind in _PLAIN}
