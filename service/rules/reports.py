"""Report → what JSON carries."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from service.errors import Problem
from service.retold import keeping
from service.rules.finding import Finding, Report


def as_json(report: Report, say: Callable[[Problem], str] | None = None) -> dict[str, Any]:
    """`{"findings": […], "verdicts": {code: verdict}}`: what is not known of a place is null, never left out.

    `say` gives a problem's message in the reader's language; without it messages are Vietnamese.
    """
    return {
        "findings": [_finding(finding, say) for finding in report.findings],
        "verdicts": {code: verdict.value for code, verdict in report.verdicts.items()},
        "sign_ready": report.sign_ready,
    }


def to_keep(report: Report) -> list[dict[str, Any]]:
    """The findings as JSON that is kept with the document: each reader gets their messages in his language (`retold`)."""
    return [keeping(_finding(one, None), one.fault.problem) for one in report.findings]


def _finding(finding: Finding, say: Callable[[Problem], str] | None) -> dict[str, Any]:
    fault = finding.fault
    return {
        "code": finding.code,
        "name": finding.name,
        "clause": finding.clause,
        "severity": finding.severity,
        "message": say(fault.problem) if say else finding.message,
        "component": fault.component or None,
        "page": fault.page,
        "paragraph": fault.paragraph,
        "line": fault.line,
        "place": fault.place or None,
        "found": fault.found or None,
        "required": fault.required or None,
        "suggestion": fault.suggestion or None,
    }
