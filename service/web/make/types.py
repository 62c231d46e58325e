"""The types an office can make, found and begun."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from threading import Lock
from typing import Final

from flask import Response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from service import doctypes, pipeline
from service.api.opened import opened
from service.api.turn import ONE_AT_A_TIME
from service.doctypes import DocumentType
from service.vietnamese.folding import folded
from service.web.make import kept
from service.web.make.blueprint import blueprint
from service.web.make.drafting import begin
from service.web.page import page
from service.web.texts import own_text
from service.web.visit import Visit, allowed, visit

_FIRST: Final = "Văn bản hành chính"
_RECENT: Final = 6
_LOOKED_AT: Final = 40                        # drafts and documents touched last
_DPI: Final = 60
_DRAWING: Final = Lock()                      # one waits for its turn at a time, so that a preview never waits for all of them
_KEPT: Final = "private, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Card:
    """`words`: what it is found by, without marks, in the visitor's language and in Vietnamese."""

    slug: str
    name: str
    summary: str
    words: str
    picture: str
    campaign: bool


@blueprint.get("/soan")
@allowed("make")
def types() -> ResponseReturnValue:
    there = doctypes.catalogue()
    recent = [_card(there[slug]) for slug in _recent(visit()) if slug in there]
    groups: dict[str, list[Card]] = {}
    for one in sorted(there.values(), key=lambda one: (one.group != _FIRST, one.group, one.dossier.order if one.dossier else 0)):
        groups.setdefault(own_text(one.group), []).append(_card(one))
    return page("make/types.html", recent=recent, groups=groups, count=len(there))


@blueprint.post("/soan/<slug>")
@allowed("make")
def start(slug: str) -> ResponseReturnValue:
    return redirect(url_for("make.edit", id=begin(visit(), slug).id), 303)


@blueprint.get("/soan/<slug>/trang-1.png")
@allowed("make")
def thumbnail(slug: str) -> ResponseReturnValue:
    """Page 1 of a type's example, made when it is first looked at, and once for each version of the type."""
    doctype = doctypes.get(slug)
    path = kept.folder("thumbnails") / f"{slug}-{doctype.version[:16]}.png"
    if not path.is_file():
        with _DRAWING:
            if not path.is_file():
                with ONE_AT_A_TIME:
                    drawn = _drawn(doctype)
                kept.put(path, drawn)
    return Response(path.read_bytes(), mimetype="image/png",
                    headers={"Cache-Control": _KEPT if request.args.get("v") == doctype.version[:16] else "no-cache"})


def _drawn(doctype: DocumentType) -> bytes:
    example = doctype.example()
    made = pipeline.issue(doctype.slug, example["data"], campaign=example.get("campaign"), folder=doctype.folder)
    return pipeline.page_picture(made.pdf or b"", 1, _DPI)


def _card(one: DocumentType) -> Card:
    name, summary, group = own_text(one.name), own_text(one.summary), own_text(one.group)
    words = folded(" ".join(dict.fromkeys((one.name, name, one.summary, summary, one.abbreviation, group, one.slug))))
    return Card(one.slug, name, summary, words, url_for("make.thumbnail", slug=one.slug, v=one.version[:16]),
                one.dossier is not None)


def _recent(of: Visit) -> Iterable[str]:
    """What the person made last."""
    records = opened().records
    mine = [(one.changed, one.slug) for one in records.drafts.listed(of.person, _LOOKED_AT)]
    mine += [(one.created, one.slug) for one in records.documents.listed(of.organisation.id, most=_LOOKED_AT)
             if one.person == of.person.id and one.slug]
    return list(dict.fromkeys(slug for _at, slug in sorted(mine, reverse=True)))[:_RECENT]
