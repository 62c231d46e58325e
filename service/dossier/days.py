"""The day and the number of a document: as registered; else of the paper it goes with, else as asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from service.campaign.register import Registered
from service.campaign.scope import Scope
from service.campaign.views.council import meeting
from service.campaign.views.references import register
from service.dossier import slugs
from service.vietnamese.dates import day as to_day

# Papers without a line in the register that are made on the day of another one of their unit and award.
_WITH: Final[Mapping[str, str]] = MappingProxyType({
    slugs.MERIT_COLLECTIVE: slugs.SUBMISSION, slugs.MERIT_PERSON: slugs.SUBMISSION, slugs.SUMMARY: slugs.SUBMISSION,
    slugs.LIST: slugs.SUBMISSION, slugs.PAYMENT: slugs.DECISION, slugs.SCRIPT: slugs.PROGRAMME,
    **dict.fromkeys(slugs.CERTIFICATES, slugs.DECISION),
})
_AT_MEETING: Final = frozenset({slugs.BALLOT, slugs.COUNTING, slugs.MINUTES})


@dataclass(frozen=True, slots=True)
class Dated:
    """`number` is None where the document is not registered, or was asked for on another day than its own."""

    day: date
    number: int | None = None


def dated(scope: Scope, own: Mapping[str, Any], asked: date | None) -> Dated:
    """The day asked for, else the registered one, that of its own data, of the paper it goes with, else the scope's own.

    `scope` has today as its day. Raises nothing: a day in the data that is none is the schema's business.
    """
    entry = _entry(scope)
    if asked is not None:
        return Dated(asked, entry.so if entry and entry.ngay == asked else None)
    if entry:
        return Dated(entry.ngay, entry.so)
    met = meeting(scope) if scope.slug in _AT_MEETING else None
    if met:
        return Dated(met.day, met.so if scope.slug == slugs.MINUTES else None)
    return Dated(_written(own) or _companion(scope) or scope.day)


def _entry(scope: Scope) -> Registered | None:
    """Invitations to many guests may have one number together."""
    found = register(scope, scope.slug, scope.award, scope.subject)
    return found or (register(scope, scope.slug, scope.award) if scope.slug == slugs.INVITATION else None)


def _written(own: Mapping[str, Any]) -> date | None:
    try:
        return to_day(own.get("ngay_ban_hanh"))
    except ValueError:
        return None


def _companion(scope: Scope) -> date | None:
    other = _WITH.get(scope.slug)
    entry = register(scope, other, scope.award if other != slugs.PROGRAMME else "") if other else None
    return entry.ngay if entry else None
