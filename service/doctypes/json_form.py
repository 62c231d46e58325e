"""The JSON Schema of a type's data, for web forms and OpenAPI."""

from __future__ import annotations

from typing import Any

from service.doctypes.schema import Schema
from service.words import Data


def json_schema(model: type[Data], schema: Schema) -> dict[str, Any]:
    """Titles are labels. What a campaign or a default gives is not required; what is computed is read only."""
    made: dict[str, Any] = _plain(model.model_json_schema())
    for name, spec in schema.fields.items():                # pydantic drops a label that equals its model's title
        made["properties"][name]["title"] = spec.label
        if spec.computed:
            made["properties"][name]["readOnly"] = True
        if spec.default is not None:
            made["properties"][name]["default"] = spec.default
    given = {name for name, spec in schema.fields.items() if spec.source or spec.default is not None}
    made["required"] = [name for name in made.get("required", ()) if name not in given]
    if not made["required"]:
        del made["required"]
    return made | {"title": schema.head.name, "description": schema.head.summary}


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
