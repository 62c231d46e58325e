"""/: what waits for whoever is signed in."""

from __future__ import annotations

from typing import Final

from flask import Blueprint
from flask.typing import ResponseReturnValue

from service.api.opened import opened
from service.ledger.values import ENDED
from service.web.names import type_name
from service.web.page import page
from service.web.visit import Visit, allowed, visit

_MOST: Final = 5                                  # of each kind; the rest is a click away


def register(blueprint: Blueprint) -> None:
    blueprint.add_url_rule("/", "start", start)


@allowed()
def start() -> ResponseReturnValue:
    here = visit()
    return page("home/start.html", **(_office(here) if here.person.may("see") else {}), names=type_name)


def _office(here: Visit) -> dict[str, object]:
    """Of the office's work, what this person may go on with."""
    person, office, records = here.person, here.organisation.id, opened().records
    batches = opened().ledger.batches.listed(office, most=20) if person.may("batch") else []
    settings = here.organisation.settings.values
    return {
        "drafts": records.drafts.listed(person, most=_MOST) if person.may("make") else [],
        "to_register": records.documents.listed(office, state="made", most=_MOST) if person.may("register") else [],
        "to_sign": records.documents.listed(office, state="registered", most=_MOST)
        if person.may("sign") or person.may("register") else [],
        "counts": records.documents.counts(office),
        "batches": [one for one in batches if one.state not in ENDED][:_MOST],
        "unset": person.may("administer") and not settings.get("co_quan_ban_hanh"),
    }
