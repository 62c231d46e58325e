"""GET /api/v1/types and /api/v1/types/{slug}: what can be written, and the form of its data."""

from __future__ import annotations

from typing import Any

from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from service import doctypes
from service.api.document import Security, errors
from service.api.models import TypeDetail, TypeList, TypePath


def blueprint(security: Security) -> APIBlueprint:
    types = APIBlueprint(
        "types",
        __name__,
        url_prefix="/api/v1/types",
        abp_tags=[Tag(name="Loại văn bản")],
        abp_security=security,
        abp_responses=errors(401, 403),
    )

    @types.get("", responses={200: TypeList})
    def type_list() -> dict[str, Any]:
        """Các loại văn bản"""
        return {"types": [one.described() for one in doctypes.catalogue().values()]}

    @types.get("/<slug>", responses={200: TypeDetail, **errors(404)})
    def type_detail(path: TypePath) -> dict[str, Any]:
        """Một loại văn bản: JSON Schema của dữ liệu và ví dụ"""
        one = doctypes.get(path.slug)
        return one.described() | {"schema": one.json_schema(), "example": one.example()}

    return types
