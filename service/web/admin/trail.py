"""/quan-tri/nhat-ky: who did what, with filters, and as a file."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any, Final
from urllib.parse import urlencode

from flask import Blueprint, Response, request, stream_with_context
from flask.typing import ResponseReturnValue

from service.accounts import Event
from service.api.opened import opened
from service.web.names import action_names
from service.web.page import page
from service.web.texts import ZONE, _, moment
from service.web.visit import allowed, visit

_MOST: Final = 100                                # lines of a page
_PIECE: Final = 1000                              # lines read at once for the file
_FILTERS: Final = ("action", "person", "object", "since", "until")
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")         # what a spreadsheet would reckon


def register(blueprint: Blueprint) -> None:
    blueprint.add_url_rule("/quan-tri/nhat-ky", "trail", trail)
    blueprint.add_url_rule("/quan-tri/nhat-ky.csv", "trail_file", trail_file)


@allowed("administer")
def trail() -> ResponseReturnValue:
    office, chosen = visit().organisation.id, _chosen()
    found = opened().accounts.trail.listed(office, most=_MOST + 1, before=_number(request.args.get("before", "")), **chosen)
    shown = found[:_MOST]
    asked = {name: request.args[name] for name in _FILTERS if request.args.get(name)}
    older = f"?{urlencode({**asked, 'before': shown[-1].id})}" if len(found) > _MOST else ""
    return page("admin/trail.html", events=shown, people=_people(), asked=asked, older=older, actions=action_names())


@allowed("administer")
def trail_file() -> ResponseReturnValue:
    answer = Response(stream_with_context(_lines(visit().organisation.id, _chosen(), _people())), mimetype="text/csv")
    answer.headers["Content-Disposition"] = 'attachment; filename="nhat-ky.csv"'
    return answer


def _chosen() -> dict[str, Any]:
    """The filters of the address."""
    given = request.args
    since, until = _midnight(given.get("since", "")), _midnight(given.get("until", ""), after=1)
    chosen = {"action": given.get("action"), "person": given.get("person"), "object": given.get("object"), "since": since,
              "until": until}
    return {name: value for name, value in chosen.items() if value}


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 10 else None


def _midnight(text: str, after: int = 0) -> float | None:
    """A day as a browser sends it → the hour at which it begins in Vietnam, `after` days later."""
    try:
        on = date.fromisoformat(text) + timedelta(days=after)
        return datetime(on.year, on.month, on.day, tzinfo=ZONE).timestamp()
    except (ValueError, OverflowError):
        return None


def _people() -> dict[str, str]:
    return {one.id: one.name for one in opened().accounts.people.listed(visit().organisation.id)}


def _lines(office: str, chosen: dict[str, Any], people: dict[str, str]) -> Iterator[str]:
    """As Excel opens it: with a mark of its encoding, and nothing that it would take for a formula."""
    yield "\ufeff" + _line([_("Lúc"), _("Ai"), _("Việc"), _("Loại"), _("Mã"), _("Chi tiết"), _("Địa chỉ"), _("Mã yêu cầu")])
    before: int | None = None
    while found := opened().accounts.trail.listed(office, most=_PIECE, before=before, **chosen):
        for one in found:
            yield _line(_cells(one, people))
        before = found[-1].id


def _cells(event: Event, people: dict[str, str]) -> list[str]:
    who = people.get(event.actor.person or "", "") or (event.actor.key or "")
    return [moment(event.at), who, event.action, event.kind, event.object, json.dumps(event.details, ensure_ascii=False),
            event.actor.address, event.actor.request]


def _line(cells: list[str]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow([f"'{one}" if one.startswith(_FORMULA) else one for one in cells])
    return out.getvalue()
