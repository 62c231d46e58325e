"""The registry of rules: a decorator, and the mapping by code. A retired code is never used again.

A rule is one function below a decorator: its Vietnamese docstring is the requirement, its body yields `Fault`s, or one of the two
sentinels when it cannot be applied or judged. Rules see a `Seen`, never a file.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum, auto
from typing import TYPE_CHECKING, Final, Literal

from service.rules.finding import Fault, Severity

if TYPE_CHECKING:
    from service.rules.seen import Seen

# words: any input; looks: sizes, weights, indents; geometry: pages and places; file: the file itself, whatever stands in it
Need = Literal["words", "looks", "geometry", "file"]


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
    about: frozenset[str] = frozenset()           # components: where none of them is there, it does not apply and is not asked

    @property
    def source(self) -> str:
        return f"Nghị định 30/2020/NĐ-CP, {self.clause}"


_ORDER: Final = ("PG", "H", "T", "B", "K", "N", "X", "C", "S", "VH", "E", "G")     # of the rows: by the decree's sections

_RULES: dict[str, Rule] = {}
_FURTHER: dict[str, list[tuple[frozenset[Need], Check]]] = {}    # checks of a row whose rule is not registered yet


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
    about: tuple[str, ...] = (),
) -> Callable[[Check], Check]:
    """Registers the function below under a code that nobody has yet."""

    def register(check: Check) -> Check:
        requirement = inspect.getdoc(check) or ""
        if code in _RULES or any(known.name == name for known in _RULES.values()):
            raise ValueError(f"rule {code} {name} is there already")
        if not requirement:
            raise ValueError(f"rule {code} does not say what it requires")
        kinds = None if types is None else frozenset(types)
        made = Rule(code, name, clause, severity, frozenset(needs), requirement, check, kinds, since, until, frozenset(about))
        _RULES[code] = _joined(made) if code in _FURTHER else made
        return check

    return register


def also(code: str, *, needs: tuple[Need, ...] = ("words",)) -> Callable[[Check], Check]:
    """A further check of a row that is a rule already, or will be: a row that speaks of words and of looks is one rule with one
    verdict, its checks stand where each belongs. `needs` are this check's own; an input without them leaves the row undetermined.
    """

    def attach(check: Check) -> Check:
        _FURTHER.setdefault(code, []).append((frozenset(needs), check))
        if code in _RULES:
            _RULES[code] = _joined(_RULES[code])
        return check

    return attach


def _joined(first: Rule) -> Rule:
    """A rule with the checks that were attached to its row since."""
    checks = [(first.needs, first.check), *_FURTHER.pop(first.code, [])]
    shared = frozenset.intersection(*(needs for needs, _ in checks))
    return replace(first, check=_both(checks), needs=shared or frozenset({"words"}), about=frozenset())


def _both(checks: list[tuple[frozenset[Need], Check]]) -> Check:
    def check(seen: Seen) -> Iterator[Fault | Outcome]:
        outcomes: list[Fault | Outcome] = []
        silent = False                                       # one of them found nothing wrong
        for needs, one in checks:
            blind = needs - {"words"} and (seen.source == "text" or seen.outside)      # as check() holds it for whole rules
            said = [UNDETERMINED] if blind else list(one(seen))
            silent |= not said
            outcomes += said
        faults = [outcome for outcome in outcomes if isinstance(outcome, Fault)]
        yield from faults
        if not faults and UNDETERMINED in outcomes:
            yield UNDETERMINED
        elif not faults and not silent:
            yield NOT_APPLICABLE

    return check


def rules() -> Mapping[str, Rule]:
    """Every rule by its code, in the order of the decree (page, heading, title, body, signature, recipients, others)."""
    return {code: _RULES[code] for code in sorted(_RULES, key=_place)}


def _place(code: str) -> tuple[int, int, str]:
    """`PG-03` before `PG-11` before `H-01`; prefixes that nobody ordered come last."""
    prefix, _, number = code.partition("-")
    return _ORDER.index(prefix) if prefix in _ORDER else len(_ORDER), int(number) if number.isdigit() else 0, code
