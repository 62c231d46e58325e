"""The registry of rules across documents: a decorator, and the mapping by code. A retired code is never used again.

A rule is one function below a decorator: its Vietnamese docstring is the requirement, its body yields `Fault`s, or one of the two
sentinels of the decree's registry. `TD-` (thi đua) stands before every code, so that none is one of the decree's.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from service.rules.finding import Fault, Severity
from service.rules.registry import Outcome

if TYPE_CHECKING:
    from service.dossier.judged import Dossier

Check = Callable[["Dossier"], Iterator[Fault | Outcome]]

CODE: Final = re.compile(r"TD-(?P<group>[A-K])(?P<number>\d+)(?P<part>[B-Z]?)")


@dataclass(frozen=True, slots=True)
class Across:
    """One requirement. `slugs`: types of which at least one must be there; empty: any. `settings`: keys of `cau_hinh`, or tables
    of the campaign, that say what the law leaves to local rule."""

    code: str
    name: str                                     # kebab fault name, stable
    clause: str                                   # law and article, or "thông lệ" for what is ours
    severity: Severity
    requirement: str
    check: Check
    slugs: frozenset[str]
    settings: tuple[str, ...]

    @property
    def source(self) -> str:
        return self.clause

    def as_json(self) -> dict[str, object]:
        """`types` is null where it is about any document."""
        return {"code": self.code, "name": self.name, "clause": self.clause, "severity": self.severity,
                "requirement": " ".join(self.requirement.split()), "types": sorted(self.slugs) or None,
                "settings": list(self.settings)}


_RULES: dict[str, Across] = {}


def across(
    code: str, name: str, source: str, *, severity: Severity = "loi", slugs: tuple[str, ...] = (), settings: tuple[str, ...] = (),
) -> Callable[[Check], Check]:
    """Registers the function below under a code that nobody has yet."""

    def register(check: Check) -> Check:
        requirement = inspect.getdoc(check) or ""
        if not CODE.fullmatch(code):
            raise ValueError(f"{code} is no code of a rule across documents")
        if code in _RULES or any(known.name == name for known in _RULES.values()):
            raise ValueError(f"rule {code} {name} is there already")
        if not requirement:
            raise ValueError(f"rule {code} does not say what it requires")
        _RULES[code] = Across(code, name, source, severity, requirement, check, frozenset(slugs), settings)
        return check

    return register


def across_rules() -> Mapping[str, Across]:
    """Every rule by its code, in the order A1 … K."""
    return {code: _RULES[code] for code in sorted(_RULES, key=_place)}


def _place(code: str) -> tuple[str, int, str]:
    found = CODE.fullmatch(code)
    return (found["group"], int(found["number"]), found["part"]) if found else ("", 0, code)
