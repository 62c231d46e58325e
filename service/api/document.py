"""The OpenAPI 3.1 document: what flask-openapi3 collects from the views, and each type's own schema in the render request."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from flask_openapi3.models.info import Info
from flask_openapi3.openapi import OpenAPI
from pydantic import BaseModel

from service import __version__, doctypes
from service.api.access import SCHEMES
from service.api.models import ProblemDetails, RenderRequest, refuse
from service.api.problems import PROBLEM_JSON
from service.api.upload import FIELD, FORM, NAMES
from service.campaign import CampaignData
from service.fields.spec import FieldSpec

Security = list[dict[str, list[str]]]
CAMPAIGN = "campaign"
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

    def __init__(self, import_name: str) -> None:
        self.forms: dict[str, dict[str, Any]] = {}    # bodies that no model of ours reads, by their address
        self.models: list[type[BaseModel]] = []       # what these refer to
        super().__init__(
            import_name,
            info=Info(title="vanban", version=__version__, description="Văn bản hành chính theo Nghị định 30/2020/NĐ-CP."),
            security_schemes=SCHEMES,
            validation_error_status=_ANY_STATUS,
            validation_error_model=ProblemDetails,
            validation_error_callback=refuse,
        )

    def generate_spec_json(self) -> None:
        """Written at the first request for it: only then the types have to be loaded."""
        super().generate_spec_json()  # type: ignore[no-untyped-call]  # not annotated there
        components = self.spec_json["components"]
        schemas = components["schemas"]
        schemas.update(_components(CAMPAIGN, CampaignData.model_json_schema()))
        for model in self.models:
            schemas.update(_components(model.__name__, model.model_json_schema()))
        for slug, doctype in doctypes.catalogue().items():
            schemas.update(_components(slug, doctype.json_schema()))
        schemas[RenderRequest.__name__] = _by_type(schemas[RenderRequest.__name__])
        body = self.spec_json["paths"]["/api/v1/render"]["post"]["requestBody"]
        body["required"] = True
        for path, form in ({"/api/v1/check": _upload()} | self.forms).items():
            self.spec_json["paths"][path]["post"]["requestBody"] = form
        examples = {slug: {"value": {"type": slug, **one.example()}} for slug, one in doctypes.catalogue().items()}
        body["content"]["application/json"]["examples"] = examples


def _upload() -> dict[str, Any]:
    """The file of a check, as the whole body or in a form: no model of ours reads it."""
    file = {"type": "string", "format": "binary"}
    form = {"type": "object", "properties": {FIELD: file}, "required": [FIELD], "additionalProperties": False}
    whole = {name: {"schema": {"type": "string"} if name.startswith("text/") else file} for name in NAMES}
    return {"required": True, "content": {**whole, FORM: {"schema": form}}}


def _by_type(request: dict[str, Any]) -> dict[str, Any]:
    """The render request for each type: alone, where the data holds every required field, or with a campaign that gives some."""
    choices = []
    for slug, doctype in doctypes.catalogue().items():
        data = {"$ref": f"{_COMPONENTS}{slug}"}
        whole = {"allOf": [data, {"required": [name for name, field in doctype.schema.fields.items() if _needed(field)]}]}
        fixed = request["properties"] | {"type": {"const": slug, "type": "string"}}
        alone = fixed | {"data": whole, "campaign": {"type": "null"}}
        shared = fixed | {"data": data, "campaign": {"$ref": f"{_COMPONENTS}{CAMPAIGN}"}}
        choices += [
            request | {"title": slug, "properties": alone},
            request | {"title": f"{slug} + {CAMPAIGN}", "properties": shared, "required": [*request["required"], CAMPAIGN]},
        ]
    return {"description": request.get("description", ""), "oneOf": choices}


def _needed(field: FieldSpec) -> bool:
    return field.required and not field.compose and not field.computed and field.default is None


def _components(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    """A JSON Schema → components; its own definitions stand beside it under its name."""
    parts = dict(schema)
    definitions = parts.pop("$defs", {})
    prefix = f"{_COMPONENTS}{name}."
    return {name: _moved(parts, prefix)} | {f"{name}.{inner}": _moved(one, prefix) for inner, one in definitions.items()}


def _moved(value: Any, prefix: str) -> Any:
    """The same schema with its references into components."""
    if isinstance(value, dict):
        return {key: _reference(item, prefix) if key == "$ref" else _moved(item, prefix) for key, item in value.items()}
    return [_moved(item, prefix) for item in value] if isinstance(value, list) else value


def _reference(item: Any, prefix: str) -> Any:
    return prefix + item.removeprefix(_DEFS) if isinstance(item, str) and item.startswith(_DEFS) else _moved(item, prefix)
