"""/van-ban: the documents of the office, searched and filtered."""

from __future__ import annotations

from typing import Final, cast

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from service.api.opened import opened
from service.errors import Problem
from service.records.values import DocumentState
from service.web.documents import asked, told
from service.web.page import page, piece
from service.web.visit import allowed, visit

_MOST: Final = 30
_FILTERS: Final = ("q", "loai", "trang-thai", "tu", "den")


def register(blueprint: Blueprint) -> None:
    blueprint.add_url_rule("/van-ban", "listed", listed)


@allowed("see")
def listed() -> ResponseReturnValue:
    office, records, args, found = visit().organisation.id, opened().records, request.args, list[Problem]()
    state = args.get("trang-thai", "")
    documents = records.documents.listed(
        office, search=args.get("q", "")[:200], state=cast(DocumentState, state) if state in told.states() else None,
        slug=args.get("loai", "")[:120], since=asked.day(args, "tu", found), until=asked.day(args, "den", found), most=_MOST + 1,
        before=args.get("truoc", type=float))
    more, documents = len(documents) > _MOST, documents[:_MOST]
    filters = {name: args[name] for name in _FILTERS if args.get(name)}
    next_address = told.address("documents.listed", filters, {"truoc": repr(documents[-1].changed)}) if more else ""
    show = piece if request.headers.get("HX-Target") == "found" else page
    slugs = [] if show is piece else [(slug, told.type_name(slug)) for slug in records.documents.slugs(office) if slug]
    return show("documents/found.html" if show is piece else "documents/listed.html", documents=documents,
                entries=records.register.entries.of_all([one.id for one in documents], office), next_address=next_address,
                filters=filters, problems=found, told=told, people=told.people(office),
                slugs=sorted(slugs, key=lambda one: one[1]))
