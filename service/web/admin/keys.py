"""/quan-tri/khoa: keys for programs of this office."""

from __future__ import annotations

import time
from typing import Final

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from service.accounts import KeyScope
from service.accounts.values import SCOPES
from service.api.opened import opened
from service.errors import InputRefused
from service.web.page import page
from service.web.texts import _
from service.web.visit import allowed, visit

_DAYS: Final = (30, 90, 365)
_DAY: Final = 86_400.0                            # seconds


def register(blueprint: Blueprint) -> None:
    blueprint.add_url_rule("/quan-tri/khoa", "keys", keys)
    blueprint.add_url_rule("/quan-tri/khoa", "make_key", make_key, methods=["POST"])
    blueprint.add_url_rule("/quan-tri/khoa/<id>/thu-hoi", "revoke_key", revoke_key, methods=["POST"])


@allowed("administer")
def keys() -> ResponseReturnValue:
    return _shown()


@allowed("administer")
def make_key() -> ResponseReturnValue:
    here, form = visit(), request.form
    scopes: list[KeyScope] = [one for one in SCOPES if one in form.getlist("scopes")]
    days = next((one for one in _DAYS if form.get("days") == str(one)), _DAYS[0])
    try:
        made, text = opened().accounts.keys.make(here.organisation.id, here.person.id, form.get("name", ""), scopes,
                                                 time.time() + days * _DAY)
    except InputRefused as refused:
        return _shown(refused.status, problems=refused.problems, form=form, chosen=scopes)
    opened().accounts.trail.add(here.actor, "key-made", "key", made.id, scopes=list(made.scopes), shown=made.shown)
    return page("admin/key_made.html", made=made, text=text)


@allowed("administer")
def revoke_key(id: str) -> ResponseReturnValue:
    here = visit()
    gone = opened().accounts.keys.revoke(id, here.organisation.id)
    opened().accounts.trail.add(here.actor, "key-revoked", "key", id, shown=gone.shown)
    flash(_("Đã thu hồi khóa {ten}; chương trình dùng khóa này bị từ chối từ lúc này.", ten=gone.name), "success")
    return redirect(url_for("admin.keys"))


def _shown(status: int = 200, **context: object) -> ResponseReturnValue:
    found = opened().accounts.keys.listed(visit().organisation.id)
    context = {"form": {}, "chosen": ("make", "check"), **context}
    return page("admin/keys.html", status, keys=found, days=_DAYS, now=time.time(), **context)
