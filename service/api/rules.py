"""GET /api/v1/rules and /api/v1/rules/{code}: what the checker holds a document to."""

from __future__ import annotations

from typing import Any

from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from service.api.document import Security, errors
from service.api.models import RuleDetail, RuleList, RulePath
from service.rules import catalogue
from service.rules import rules as registry


def blueprint(security: Security) -> APIBlueprint:
    rules = APIBlueprint(
        "rules",
        __name__,
        url_prefix="/api/v1/rules",
        abp_tags=[Tag(name="Kiểm tra thể thức")],
        abp_security=security,
        abp_responses=errors(401, 403),
    )

    @rules.get("", responses={200: RuleList})
    def rule_list() -> dict[str, Any]:
        """Các quy tắc kiểm tra, theo thứ tự của Nghị định 30/2020/NĐ-CP"""
        return {"rules": [catalogue.as_json(one) for one in registry().values()]}

    @rules.get("/<code>", responses={200: RuleDetail, **errors(404)})
    def rule_detail(path: RulePath) -> dict[str, Any]:
        """Một quy tắc: yêu cầu, điều khoản, mức độ và phạm vi áp dụng"""
        return catalogue.as_json(catalogue.find(path.code))

    return rules
