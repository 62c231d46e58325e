"""/he-thong: the organisations of the site."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from service.accounts import written
from service.api.opened import opened
from service.errors import InputRefused, StateConflict, problem
from service.web.admin import once
from service.web.page import page
from service.web.texts import _
from service.web.visit import allowed, visit


def register(blueprint: Blueprint) -> None:
    blueprint.add_url_rule("/he-thong", "organisations", organisations)
    blueprint.add_url_rule("/he-thong", "add_organisation", add_organisation, methods=["POST"])
    blueprint.add_url_rule("/he-thong/<id>/dong", "close_organisation", close_organisation, methods=["POST"])
    blueprint.add_url_rule("/he-thong/<id>/mo-lai", "open_organisation", open_organisation, methods=["POST"])


@allowed("operate")
def organisations() -> ResponseReturnValue:
    return _shown()


@allowed("operate")
def add_organisation() -> ResponseReturnValue:
    """An office and its first administrator: both or none."""
    here, form, accounts, password = visit(), request.form, opened().accounts, once.password()
    try:
        if accounts.people.by_login(form.get("login", "")):
            raise InputRefused(problem("login-taken", "Tên đăng nhập {ten} đã có người dùng.", pointer="/login",
                                       ten=form.get("login", "")[:120]))
        login, name = written.login(form.get("login", "")), written.one_line(form.get("name", ""), "name")
        office = accounts.organisations.add(form.get("office", ""))
        added = accounts.people.add(office.id, login, name, roles=("administrator",), password=password, must_change=True)
    except InputRefused as refused:
        return _shown(refused.status, problems=refused.problems, form=form)
    accounts.trail.add(here.actor, "organisation-added", "organisation", office.id)
    return page("admin/password.html", shown=added, password=password, office=office)


@allowed("operate")
def close_organisation(id: str) -> ResponseReturnValue:
    here = visit()
    if id == here.organisation.id:
        raise StateConflict(problem("organisation-own", "Không đóng được cơ quan của chính bạn."))
    closed = opened().accounts.organisations.close(opened().accounts.organisations.get(id).id)
    opened().accounts.trail.add(here.actor, "organisation-closed", "organisation", id)
    flash(_("Đã đóng {ten}; không ai của cơ quan này đăng nhập được nữa.", ten=closed.name), "success")
    return redirect(url_for("admin.organisations"))


@allowed("operate")
def open_organisation(id: str) -> ResponseReturnValue:
    opened_ = opened().accounts.organisations.open_again(opened().accounts.organisations.get(id).id)
    opened().accounts.trail.add(visit().actor, "organisation-opened", "organisation", id)
    flash(_("Đã mở lại {ten}.", ten=opened_.name), "success")
    return redirect(url_for("admin.organisations"))


def _shown(status: int = 200, **context: object) -> ResponseReturnValue:
    context = {"form": {}, **context}
    return page("admin/organisations.html", status, organisations=opened().accounts.organisations.listed(), **context)
