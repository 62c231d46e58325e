"""POST /api/v1/check: a Word file, a PDF or a plain text in, what is wrong with it out."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from service import pipeline
from service.api.access import note, sha256
from service.api.document import Security, errors
from service.api.models import CheckReport
from service.api.problems import language
from service.api.turn import ONE_AT_A_TIME
from service.api.upload import uploaded
from service.language import translate


def blueprint(security: Security) -> APIBlueprint:
    check = APIBlueprint(
        "check",
        __name__,
        url_prefix="/api/v1/check",
        abp_tags=[Tag(name="Kiểm tra thể thức")],
        abp_security=security,
        abp_responses=errors(401, 403),
    )

    @check.post("", responses={200: CheckReport, **errors(413, 415, 422)})
    def check_file() -> dict[str, Any]:
        """Kiểm tra một tệp Word, PDF hoặc văn bản thuần: từng điều sai với điều khoản, và kết luận theo từng quy tắc"""
        data, name = uploaded()
        with ONE_AT_A_TIME:
            checked = pipeline.check_file(data, name=name)
        note("file-checked", "file", sha256(data))
        return checked.as_json(partial(translate, language=language()))

    return check
