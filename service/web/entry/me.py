"""/toi: one's own name, password, language, and the browsers in which one is signed in."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, session, url_for
from flask.typing import ResponseReturnValue

from service.api.opened import opened
from service.errors import InputRefused, SignInRefused
from service.language import Language
from service.web.entry.first_run import PASSWORDS_DIFFER
from service.web.limits import sign_ins
from service.web.page import page
from service.web.texts import CHOSEN, _
from service.web.visit import allowed, enter, visit


def register(blueprint: Blueprint) -> None:
    blueprint.add_url_rule("/toi", "me", me)
    blueprint.add_url_rule("/toi", "save", save, methods=["POST"])
    blueprint.add_url_rule("/toi/mat-khau", "password", password, methods=["GET", "POST"])
    blueprint.add_url_rule("/toi/phien/<id>/ket-thuc", "end_session", end_session, methods=["POST"])
    blueprint.add_url_rule("/toi/phien/ket-thuc", "end_others", end_others, methods=["POST"])


@allowed()
def me() -> ResponseReturnValue:
    return _shown(200)


@allowed()
def save() -> ResponseReturnValue:
    here, form = visit(), request.form
    wanted: Language = "en" if form.get("language") == "en" else "vi"
    try:
        opened().accounts.people.save(here.person.id, here.organisation.id, name=form.get("name", ""),
                                      title=form.get("title", ""), language=wanted)
    except InputRefused as refused:
        return _shown(refused.status, problems=refused.problems)
    session[CHOSEN] = wanted
    opened().accounts.trail.add(here.actor, "person-changed", "person", here.person.id)
    flash(_("Đã lưu."), "success")
    return redirect(url_for("entry.me"))


@allowed(fresh=True)
@sign_ins
def password() -> ResponseReturnValue:
    """A changed password ends the sessions of all browsers; this one begins a new one."""
    here, form = visit(), request.form
    if request.method == "GET":
        return page("entry/password.html")
    people = opened().accounts.people
    try:
        people.check(here.person.login, form.get("old", ""), address=here.actor.address)
        if form.get("password", "") != form.get("again", ""):
            raise InputRefused(PASSWORDS_DIFFER)
        people.set_password(here.person.id, form.get("password", ""))
    except (SignInRefused, InputRefused) as refused:
        return page("entry/password.html", 422, problems=refused.problems, old_wrong=isinstance(refused, SignInRefused))
    enter(here.person)
    opened().accounts.trail.add(here.actor, "password-changed", "person", here.person.id)
    flash(_("Đã đổi mật khẩu. Các trình duyệt khác phải đăng nhập lại."), "success")
    return redirect(url_for("home.start"))


@allowed()
def end_session(id: str) -> ResponseReturnValue:
    here = visit()
    opened().accounts.sessions.end_one(here.person, id)
    opened().accounts.trail.add(here.actor, "signed-out", "person", here.person.id)
    return redirect(url_for("entry.me"))


@allowed()
def end_others() -> ResponseReturnValue:
    here = visit()
    opened().accounts.sessions.end_others(here.person, here.session)
    opened().accounts.trail.add(here.actor, "signed-out", "person", here.person.id)
    flash(_("Đã kết thúc phiên ở các trình duyệt khác."), "success")
    return redirect(url_for("entry.me"))


def _shown(status: int, **context: object) -> ResponseReturnValue:
    here, sessions = visit(), opened().accounts.sessions
    return page("entry/me.html", status, sessions=sessions.listed(here.person), own=sessions.own(here.session), **context)
