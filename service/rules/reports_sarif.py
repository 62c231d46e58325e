"""Report → SARIF 2.1.0, the form that code hosts and editors show beside a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from service import __version__
from service.errors import Problem
from service.rules.finding import Finding, Report, Requirement
from service.rules.registry import rules

_LEVELS: Final = {"loi": "error", "nhac": "warning", "luu_y": "note"}
_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"


def as_sarif(report: Report, uri: str, say: Callable[[Problem], str] | None = None, *,
             known: Mapping[str, Requirement] | None = None) -> dict[str, Any]:
    """`uri` names the checked file, relative to where the reader stands. `known` are the rules by their codes (default: the
    decree's); those without a finding are listed as well."""
    listed = [
        {
            "id": one.code,
            "name": one.name,
            "shortDescription": {"text": one.requirement.splitlines()[0]},
            "help": {"text": one.source},
            "defaultConfiguration": {"level": _LEVELS[one.severity]},
        }
        for one in (rules() if known is None else known).values()
    ]
    order = {one["id"]: index for index, one in enumerate(listed)}
    return {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "vanban", "version": __version__, "language": "vi", "rules": listed}},
                "results": [_result(finding, uri, order, say) for finding in report.findings],
            }
        ],
    }


def _result(finding: Finding, uri: str, order: dict[Any, int], say: Callable[[Problem], str] | None) -> dict[str, Any]:
    fault = finding.fault
    physical: dict[str, Any] = {"artifactLocation": {"uri": uri}}
    if fault.line is not None:
        physical["region"] = {"startLine": fault.line}
    location: dict[str, Any] = {"physicalLocation": physical}
    if fault.place or fault.component:
        names = {"name": fault.component or fault.place, "fullyQualifiedName": fault.place or fault.component}
        location["logicalLocations"] = [names]
    properties = {"page": fault.page, "paragraph": fault.paragraph, "found": fault.found, "required": fault.required}
    result = {
        "ruleId": finding.code,
        "level": _LEVELS[finding.severity],
        "message": {"text": say(fault.problem) if say else finding.message},
        "locations": [location],
        "properties": {name: value for name, value in properties.items() if value not in (None, "")},
    }
    return {**result, "ruleIndex": order[finding.code]} if finding.code in order else result
