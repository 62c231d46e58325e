"""The OpenAPI 3.1 document: what flask-openapi3 collects from the views, and each type's own schema in the render request."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from flask_openapi3.models.info import Info
from flask_openapi3.openapi import OpenAPI

from service import __version__, doctypes
from service.api.access import SCHEMES
from service.api.models import ProblemDetails, RenderRequest, refuse
from service.api.problems import PROBLEM_JSON

Security = list[dict[str, list[str]]] | None
_DEFS = "#/$defs/"
_COMPONENTS = "#/components/schemas/"
# flask-openapi3 documents its own validation error at every operation, unless the status that it is told is documented there
_ANY_STATUS = "default"


def errors(*statuses: int) -> dict[Any, Any]:
    """Documented error answers: these statuses by name, and any other as `default`."""
    content = {PROBLEM_JSON: {"schema": {"$ref": _COMPONENTS + ProblemDetails.__name__}}}
    named = {status: {"description": HTTPStatus(status).phrase, "content": content} for status in statuses}
    return named | {_ANY_STATUS: {"description": "Problem", "content": content}}


class VanbanApi(OpenAPI):
    """Flask with the OpenAPI document of this service."""

    def __init__(self, import_name: str, *, secured: bool) -> None:
        super().__init__(
            import_name,
            info=Info(title="vanban", version=__version__, description="Văn bản hành chính theo Nghị định 30/2020/NĐ-CP."),
            security_schemes=SCHEMES if secured else None,
            validation_error_status=_ANY_STATUS,
            validation_error_model=ProblemDetails,
            validation_error_callback=refuse,
        )

    def generate_spec_json(self) -> None:
        """Written at the first request for it: only then the types have to be loaded."""
        super().generate_spec_json()  # type: ignore[no-untyped-call]  # not annotated there
        components = self.spec_json["components"]
        if components["securitySchemes"] is None:         # written as null, which is not valid
            del components["securitySchemes"]
        schemas = components["schemas"]
        for slug, doctype in doctypes.catalogue().items():
            schemas.update(_type_schemas(slug, doctype.json_schema()))
        schemas[RenderRequest.__name__] = _one_of(schemas[RenderRequest.__name__])
        body = self.spec_json["paths"]["/api/v1/render"]["post"]["requestBody"]
        body["required"] = True
        examples = {slug: {"value": {"type": slug, **one.example()}} for slug, one in doctypes.catalogue().items()}
        body["content"]["application/json"]["examples"] = examples


def _one_of(request: dict[str, Any]) -> dict[str, Any]:
    """The render request, once for each type."""
    choices = {}
    for slug in doctypes.catalogue():
        fixed = {"type": {"const": slug, "type": "string"}, "data": {"$ref": f"{_COMPONENTS}{slug}"}}
        choices[slug] = {**request, "title": slug, "properties": {**request["properties"], **fixed}}
    return {"description": request.get("description", ""), "oneOf": list(choices.values())}


def _type_schemas(slug: str, schema: dict[str, Any]) -> dict[str, Any]:
    """A type's JSON Schema → components; its own definitions stand beside it under its name."""
    parts = dict(schema)
    definitions = parts.pop("$defs", {})
    prefix = f"{_COMPONENTS}{slug}."
    named = {f"{slug}.{name}": _moved(one, prefix) for name, one in definitions.items()}
    return {slug: _moved(parts, prefix), **named}


def _moved(value: Any, prefix: str) -> Any:
    """The same schema with its references into components."""
    if isinstance(value, dict):
        return {key: _reference(item, prefix) if key == "$ref" else _moved(item, prefix) for key, item in value.items()}
    return [_moved(item, prefix) for item in value] if isinstance(value, list) else value


def _reference(item: Any, prefix: str) -> Any:
    return prefix + item.removeprefix(_DEFS) if isinstance(item, str) and item.startswith(_DEFS) else _moved(item, prefix)
