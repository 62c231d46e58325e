"""The registry of rules: a decorator, and the mapping by code. A retired code is never used again.

A rule is one function below a decorator: its Vietnamese docstring is the requirement, its body yields `Fault`s, or one of the two
sentinels when it cannot be applied or judged. Rules see a `Seen`, never a file.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from typing import TYPE_CHECKING, Final, Literal

from service.rules.finding import Fault, Severity

if TYPE_CHECKING:
    from service.rules.seen import Seen

Need = Literal["words", "looks", "geometry"]      # words: any input; looks: sizes, weights, indents; geometry: pages and places


class Outcome(Enum):
    """What a rule yields instead of faults."""

    NOT_APPLICABLE = auto()
    UNDETERMINED = auto()


NOT_APPLICABLE: Final = Outcome.NOT_APPLICABLE
UNDETERMINED: Final = Outcome.UNDETERMINED

Check = Callable[["Seen"], Iterator[Fault | Outcome]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One requirement. `row` is its row in the decree's rule table; `types` are abbreviations (KH, QĐ, "" for công văn)."""

    code: str
    name: str                                     # kebab fault name, stable
    clause: str
    severity: Severity
    needs: frozenset[Need]
    requirement: str
    check: Check
    types: frozenset[str] | None = None           # None: every type
    since: date | None = None                     # applies to documents dated on or after
    until: date | None = None                     # … and on or before


_RULES: dict[str, Rule] = {}


def rule(
    code: str,
    name: str,
    clause: str,
    *,
    severity: Severity = "loi",
    needs: tuple[Need, ...] = ("words",),
    types: tuple[str, ...] | None = None,
    since: date | None = None,
    until: date | None = None,
) -> Callable[[Check], Check]:
    """Registers the function below under a code that nobody has yet."""

    def register(check: Check) -> Check:
        requirement = inspect.getdoc(check) or ""
        if code in _RULES or any(known.name == name for known in _RULES.values()):
            raise ValueError(f"rule {code} {name} is there already")
        if not requirement:
            raise ValueError(f"rule {code} does not say what it requires")
        kinds = None if types is None else frozenset(types)
        _RULES[code] = Rule(code, name, clause, severity, frozenset(needs), requirement, check, kinds, since, until)
        return check

    return register


def rules() -> Mapping[str, Rule]:
    """Every rule by its code, in the order of the decree (page, heading, title, body, signature, recipients, others)."""
    return _RULES
