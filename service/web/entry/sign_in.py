"""/dang-nhap, /dang-xuat, /ngon-ngu."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from flask import Blueprint, redirect, request, session, url_for
from flask.typing import ResponseReturnValue

from service.api.opened import opened
from service.errors import SignInRefused
from service.language import Language
from service.web.limits import sign_ins
from service.web.page import page
from service.web.texts import CHOSEN
from service.web.visit import enter, leave, stranger, visitor

_OURS: Final = re.compile(r"/(?![/\\])[^\s\\\x00-\x1f\x7f]*")


def register(blueprint: Blueprint) -> None:
    blueprint.add_url_rule("/dang-nhap", "sign_in", sign_in, methods=["GET", "POST"])
    blueprint.add_url_rule("/dang-xuat", "sign_out", sign_out, methods=["POST"])
    blueprint.add_url_rule("/ngon-ngu", "speak", speak, methods=["POST"])


@sign_ins
def sign_in() -> ResponseReturnValue:
    following = own_address(request.values.get("next", ""))
    if request.method == "GET":
        if visitor():
            return redirect(following)
        if not opened().accounts.people.any():
            return redirect(url_for("entry.first_run"))
        return page("entry/sign_in.html", next=following)
    login = request.form.get("login", "")
    accounts = opened().accounts
    try:
        person = accounts.people.check(login, request.form.get("password", ""), address=stranger().address)
    except SignInRefused as refused:
        return page("entry/sign_in.html", refused.status, next=following, login=login[:120], problems=refused.problems)
    enter(person)
    actor = replace(stranger(), organisation=person.organisation, person=person.id)
    accounts.trail.add(actor, "signed-in", "person", person.id)
    return redirect(following)


def sign_out() -> ResponseReturnValue:
    if found := visitor():
        opened().accounts.trail.add(found.actor, "signed-out", "person", found.person.id)
    leave()
    return redirect(url_for("entry.sign_in"))


def speak() -> ResponseReturnValue:
    """Another language, for this browser and for the person."""
    wanted: Language = "en" if request.form.get("language") == "en" else "vi"
    session[CHOSEN] = wanted
    if found := visitor():
        opened().accounts.people.save(found.person.id, found.organisation.id, language=wanted)
    return redirect(own_address(request.form.get("next", "")))


def own_address(text: str) -> str:
    """An address of this site to lead to: never another host, whatever a link says."""
    return text if _OURS.fullmatch(text) else "/"
