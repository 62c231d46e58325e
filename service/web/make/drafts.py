"""A person's drafts: listed, edited, saved while typing, duplicated, deleted, finished."""

from __future__ import annotations

from typing import Any, Final

from flask import flash, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue

from service import doctypes
from service.api.opened import opened
from service.errors import InputRefused, StateConflict, VanbanError
from service.records import Draft
from service.vietnamese.clock import today
from service.web.make import form, sources
from service.web.make.blueprint import blueprint
from service.web.make.drafting import begin, finish, save
from service.web.make.preview import preview
from service.web.make.sections import sections, shape_of
from service.web.make.shapes import AUTHORITY
from service.web.make.told import label, told
from service.web.page import page
from service.web.texts import _, own_text, say
from service.web.visit import allowed, visit

_A_PAGE: Final = 50


@blueprint.get("/nhap")
@allowed("make")
def listed() -> ResponseReturnValue:
    before = request.args.get("truoc", type=float)
    found = opened().records.drafts.listed(visit().person, _A_PAGE, before)
    names = {slug: one.name for slug, one in doctypes.catalogue().items()}
    more = url_for("make.listed", truoc=found[-1].changed) if len(found) == _A_PAGE else ""
    return page("make/drafts.html", drafts=found, names=names, more=more)


@blueprint.get("/nhap/<id>")
@allowed("make")
def edit(id: str) -> ResponseReturnValue:
    return shown(_own(id))


@blueprint.post("/nhap/<id>")
@allowed("make")
def keep(id: str) -> ResponseReturnValue:
    """The whole form, sent by a button: `then` says what for."""
    draft = _own(id)
    shape = shape_of(doctypes.get(draft.slug))
    sent = form.pairs(request.get_data())
    try:
        draft, _read = save(draft, visit().person, sent, shape)
        match dict(sent).get("then", ""):
            case "finish":
                document = finish(draft, visit())
                flash(_("Đã lập văn bản."), "success")
                return redirect(f"/van-ban/{document.id}", 303)
            case "docx" | "pdf" | "zip" as kind:
                return redirect(url_for("make.file", id=draft.id, kind=kind), 303)
    except StateConflict as conflict:
        return shown(_own(id), conflict, 409)
    except InputRefused as refused:
        return shown(draft, refused, 422)
    return redirect(url_for("make.edit", id=draft.id), 303)


@blueprint.post("/nhap/<id>/luu-xem")
@allowed("make")
def keep_and_see(id: str) -> ResponseReturnValue:
    """Saved while typing; the answer is what the page shows beside the form."""
    draft = _own(id)
    doctype = doctypes.get(draft.slug)
    shape = shape_of(doctype)
    try:
        draft, sent = save(draft, visit().person, form.pairs(request.get_data()), shape)
        source = sources.source(draft)
        seen = preview(doctype, shape, draft.data, source)
    except StateConflict as conflict:
        return jsonify(conflict=say(conflict.problems[0]))       # an answer, not a failure: the page has a choice to offer
    except VanbanError as error:
        if error.status >= 500:
            raise
        return jsonify(failed=[say(one) for one in error.problems], revision=_own(id).revision)
    return jsonify(told(draft, shape, sent, seen, source.given(doctype, draft.data)))


@blueprint.post("/nhap/<id>/lay")
@allowed("make")
def take(id: str) -> ResponseReturnValue:
    """What a campaign gives a field is written into the draft, to be changed there."""
    draft = _own(id)
    doctype = doctypes.get(draft.slug)
    given = sources.source(draft).given(doctype, draft.data)
    name = request.form.get("field", "")
    if name in given:
        opened().records.drafts.save(draft.id, visit().person, draft.revision, title=draft.title, campaign=draft.campaign,
                                     unit=draft.unit, data={**draft.data, name: sources.plain(given[name])})
    return redirect(url_for("make.edit", id=id, _anchor=f"f-{name}"), 303)


@blueprint.post("/nhap/<id>/nhan-doi")
@allowed("make")
def duplicate(id: str) -> ResponseReturnValue:
    draft = _own(id)
    copy = begin(visit(), draft.slug, draft.data, campaign=draft.campaign, unit=draft.unit)
    flash(_("Đây là bản sao; bản nháp kia vẫn còn."), "success")
    return redirect(url_for("make.edit", id=copy.id), 303)


@blueprint.post("/nhap/<id>/xoa")
@allowed("make")
def delete(id: str) -> ResponseReturnValue:
    opened().records.drafts.delete(_own(id).id, visit().person)
    flash(_("Đã xóa bản nháp."), "success")
    return redirect(url_for("make.listed"), 303)


def shown(draft: Draft, error: VanbanError | None = None, status: int = 200) -> ResponseReturnValue:
    """The form and, beside it, room for the preview that its script asks for."""
    doctype = doctypes.get(draft.slug)
    shape = shape_of(doctype)
    failed = list(error.problems) if error else []
    try:
        source = sources.source(draft)
    except InputRefused as refused:           # a unit that the campaign no longer has
        source, failed = sources.Source(), [*failed, *refused.problems]
    given = source.given(doctype, draft.data)
    return page("make/draft.html", status, draft=draft, doctype=doctype, name=own_text(doctype.name),
                sections=sections(shape, draft.data, given), names=sources.names(source.data), authority=AUTHORITY,
                failed=[(label(shape, one.pointer), one.pointer.split("/")[1:2], say(one)) for one in failed],
                picker=_picker(draft), given=given)


def _picker(draft: Draft) -> dict[str, Any] | None:
    """The campaigns, units and documents of one unit to choose from; None where the type takes nothing of a campaign."""
    doctype = doctypes.get(draft.slug)
    campaigns = opened().records.campaigns
    there = campaigns.listed(draft.organisation)
    if not there or not any(one.source for one in doctype.schema.fields.values()):
        return None
    chosen = next((one for one in there if one.id == draft.campaign), None)
    unit = (draft.unit or "").split("/")[0]
    data = campaigns.data(chosen) if chosen else None
    scope = doctype.dossier.scope if doctype.dossier else ("school", "ward")
    units = [one for one in data.units if one.level in scope] if data else []
    choices = data.choices(draft.slug, unit, today()) if data and unit else ()
    return {"campaigns": there, "units": units, "unit": unit, "choices": choices if len(choices) > 1 else ()}


def _own(id: str) -> Draft:
    return opened().records.drafts.get(id, visit().person)
