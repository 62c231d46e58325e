"""/quan-tri/nguoi: who works in this office, and somebody new."""

from __future__ import annotations

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from service.accounts import Person, Role
from service.accounts.values import ROLES
from service.api.opened import opened
from service.errors import InputRefused
from service.web.admin import once
from service.web.page import page
from service.web.visit import allowed, visit


def register(blueprint: Blueprint) -> None:
    blueprint.add_url_rule("/quan-tri/nguoi", "people", people)
    blueprint.add_url_rule("/quan-tri/nguoi/them", "add_person", add_person, methods=["GET", "POST"])


@allowed("administer")
def people() -> ResponseReturnValue:
    found = opened().accounts.people.listed(visit().organisation.id)
    return page("admin/people.html", open=[one for one in found if one.closed is None],
                closed=[one for one in found if one.closed is not None])


@allowed("administer")
def add_person() -> ResponseReturnValue:
    here, form = visit(), request.form
    if request.method == "GET":
        return page("admin/person.html", shown=None, form={}, roles=grantable(here.person), chosen=("clerk",))
    chosen = asked_roles(here.person)
    accounts, password = opened().accounts, once.password()
    try:
        added = accounts.people.add(here.organisation.id, form.get("login", ""), form.get("name", ""),
                                    title=form.get("title", ""), roles=chosen, password=password, must_change=True)
    except InputRefused as refused:
        return page("admin/person.html", refused.status, shown=None, form=form, roles=grantable(here.person), chosen=chosen,
                    problems=refused.problems)
    accounts.trail.add(here.actor, "person-added", "person", added.id, roles=list(added.roles))
    return page("admin/password.html", shown=added, password=password)


def grantable(by: Person) -> tuple[Role, ...]:
    """Who looks after one office cannot make somebody look after all of them."""
    return tuple(one for one in ROLES if one != "operator" or by.may("operate"))


def asked_roles(by: Person, before: tuple[Role, ...] = ()) -> list[Role]:
    """The roles of the form; those that this administrator cannot give stay as they were."""
    given: list[Role] = [one for one in ROLES if one in request.form.getlist("roles")]
    may = grantable(by)
    return [one for one in given if one in may] + [one for one in before if one not in may]
