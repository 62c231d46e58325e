"""POST /api/v1/verify: a PDF in, what its signatures are worth out.

Not one at a time as the renderer is: nothing here is shared between threads, and a slow revocation service would hold up all.
"""

from __future__ import annotations

from functools import partial
from typing import Any, Final

from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from service import pipeline
from service.api.document import Security, errors
from service.api.problems import language
from service.api.signatures import VerifyReport
from service.api.upload import FIELD, FORM, PDF, uploaded
from service.language import translate
from service.verify.report import as_json

PATH: Final = "/api/v1/verify"


class VerifyQuery(BaseModel):
    at: AwareDatetime | None = Field(default=None, description="Kết luận như tại thời điểm này (ISO 8601, có múi giờ); không nêu "
                                     "thì bây giờ")

    model_config = ConfigDict(extra="forbid")


def blueprint(security: Security) -> APIBlueprint:
    verify = APIBlueprint(
        "verify",
        __name__,
        url_prefix=PATH,
        abp_tags=[Tag(name="Ký số")],
        abp_security=security,
        abp_responses=errors(401, 403),
    )

    @verify.post("", responses={200: VerifyReport, **errors(413, 415, 422)})
    def verify_file(query: VerifyQuery) -> dict[str, Any]:
        """Kiểm tra chữ ký số của một tệp PDF: ai ký, khi nào, có bị sửa không, có tin cậy được không"""
        data, _ = uploaded(PDF)
        verified = pipeline.verify_file(data, query.at)
        return as_json(verified, partial(translate, language=language()))

    return verify


def request_body() -> dict[str, Any]:
    """For the OpenAPI document: the file as the whole body or in a form."""
    file = {"type": "string", "format": "binary"}
    form = {"type": "object", "properties": {FIELD: file}, "required": [FIELD], "additionalProperties": False}
    return {"required": True, "content": {**{name: {"schema": file} for name in PDF}, FORM: {"schema": form}}}
