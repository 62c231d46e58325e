"""A rule by its code, and as JSON carries it."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import Any, TypeVar

from service.errors import RuleUnknown, problem
from service.rules.finding import Requirement
from service.rules.registry import Rule, rules

R = TypeVar("R", bound=Requirement)


def find(code: str) -> Rule:
    """The rule of this code, in capitals or not, or of this fault name. Raises RuleUnknown with the nearest code."""
    return find_in(rules(), code)


def find_in(known: Mapping[str, R], code: str) -> R:
    """The same in another registry."""
    wanted = code.strip().upper()
    found = known.get(wanted) or next((one for one in known.values() if one.name == code.strip().lower()), None)
    if found is not None:
        return found
    near = difflib.get_close_matches(wanted, known, n=3, cutoff=0.6)
    if near:
        raise RuleUnknown(problem("rule-unknown", "Không có quy tắc {ma}; có phải {goi_y}?", ma=code, goi_y=", ".join(near)))
    raise RuleUnknown(problem("rule-unknown", "Không có quy tắc {ma}.", ma=code))


def as_json(rule: Rule) -> dict[str, Any]:
    """What is not limited is null: `types` of a rule for every type, `since` and `until` of one for all times."""
    return {
        "code": rule.code,
        "name": rule.name,
        "clause": rule.clause,
        "severity": rule.severity,
        "requirement": rule.requirement,
        "needs": sorted(rule.needs),
        "types": None if rule.types is None else sorted(rule.types),
        "since": rule.since.isoformat() if rule.since else None,
        "until": rule.until.isoformat() if rule.until else None,
    }
