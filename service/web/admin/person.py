"""/quan-tri/nguoi/<id>: one person's name and roles, a new password, a lock undone, a way in closed."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from service.accounts import Person
from service.api.opened import opened
from service.errors import Forbidden, InputRefused, StateConflict, problem
from service.web.admin import once
from service.web.admin.people import asked_roles, grantable
from service.web.page import page
from service.web.texts import _
from service.web.visit import allowed, visit


def register(blueprint: Blueprint) -> None:
    at = "/quan-tri/nguoi/<id>"
    blueprint.add_url_rule(at, "person", person, methods=["GET", "POST"])
    blueprint.add_url_rule(f"{at}/mat-khau", "new_password", new_password, methods=["POST"])
    blueprint.add_url_rule(f"{at}/mo-khoa", "unlock_person", unlock_person, methods=["POST"])
    blueprint.add_url_rule(f"{at}/dong", "close_person", close_person, methods=["POST"])
    blueprint.add_url_rule(f"{at}/mo-lai", "open_person", open_person, methods=["POST"])


@allowed("administer")
def person(id: str) -> ResponseReturnValue:
    here, shown = visit(), opened().accounts.people.get(id, visit().organisation.id)
    if request.method == "GET":
        return _shown(shown)
    chosen = asked_roles(here.person, shown.roles)
    try:
        saved = opened().accounts.people.save(id, here.organisation.id, name=request.form.get("name", ""),
                                              title=request.form.get("title", ""), roles=chosen)
    except (InputRefused, StateConflict) as refused:
        return _shown(shown, refused.status, problems=refused.problems, form=request.form, chosen=chosen)
    opened().accounts.trail.add(here.actor, "person-changed", "person", id, roles=list(saved.roles))
    flash(_("Đã lưu."), "success")
    return redirect(url_for("admin.people"))


@allowed("administer")
def new_password(id: str) -> ResponseReturnValue:
    shown, password = _theirs(id), once.password()
    opened().accounts.people.set_password(id, password, must_change=True)
    opened().accounts.trail.add(visit().actor, "password-changed", "person", id)
    return page("admin/password.html", shown=shown, password=password)


@allowed("administer")
def unlock_person(id: str) -> ResponseReturnValue:
    shown = _theirs(id)
    opened().accounts.people.unlock(id, visit().organisation.id)
    opened().accounts.trail.add(visit().actor, "person-changed", "person", id, unlocked=True)
    flash(_("Đã mở khóa đăng nhập cho {ten}.", ten=shown.name), "success")
    return redirect(url_for("admin.person", id=id))


@allowed("administer")
def close_person(id: str) -> ResponseReturnValue:
    shown = _theirs(id)
    try:
        opened().accounts.people.close(id, visit().organisation.id)
    except StateConflict as refused:
        return _shown(shown, refused.status, problems=refused.problems)
    opened().accounts.trail.add(visit().actor, "person-changed", "person", id, closed=True)
    flash(_("Đã đóng tài khoản của {ten}.", ten=shown.name), "success")
    return redirect(url_for("admin.people"))


@allowed("administer")
def open_person(id: str) -> ResponseReturnValue:
    shown = _theirs(id)
    opened().accounts.people.open_again(id, visit().organisation.id)
    opened().accounts.trail.add(visit().actor, "person-changed", "person", id, closed=False)
    flash(_("Đã mở lại tài khoản của {ten}.", ten=shown.name), "success")
    return redirect(url_for("admin.person", id=id))


def _theirs(id: str) -> Person:
    """A person this administrator may sign in for, which a new password would let him: never one with more rights than his own.
    Raises RecordUnknown, Forbidden."""
    shown = opened().accounts.people.get(id, visit().organisation.id)
    if shown.may("operate") and not visit().person.may("operate"):
        raise Forbidden(problem("operator-only", "Tài khoản này vận hành cả máy chủ; chỉ người vận hành khác mới đổi được."))
    return shown


def _shown(shown: Person, status: int = 200, **context: object) -> ResponseReturnValue:
    context = {"form": {}, "chosen": shown.roles, **context}
    return page("admin/person.html", status, shown=shown, roles=grantable(visit().person), **context)
