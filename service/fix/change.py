"""What a repair did: each change with its rule and place."""

from __future__ import annotations

from dataclasses import dataclass

from service.rules.finding import Report


@dataclass(frozen=True, slots=True)
class Change:
    """One thing set: `found` is what was there, `made` what is there now; `place` for people."""

    code: str                                             # of the rule
    fault: str                                            # what was wrong: the message's code
    clause: str
    component: str
    place: str
    found: str
    made: str


@dataclass(frozen=True, slots=True)
class Fixed:
    """The repaired file, what was changed in it, and what the rules say of it now."""

    docx: bytes
    changes: tuple[Change, ...]
    report: Report
