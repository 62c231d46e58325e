"""/quan-tri/don-vi: the office's name, how it numbers, what a new document begins with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from service.accounts import OrganisationSettings
from service.api.opened import opened
from service.errors import InputRefused, Problem, problem
from service.web.page import page
from service.web.texts import _
from service.web.visit import allowed, visit

_MOST: Final = 200                                # characters, as the fields of common.toml have it
_TEXTS: Final = ("co_quan_chu_quan", "dia_danh", "don_vi_soan_thao")


def register(blueprint: Blueprint) -> None:
    blueprint.add_url_rule("/quan-tri/don-vi", "office", office, methods=["GET", "POST"])


@allowed("administer")
def office() -> ResponseReturnValue:
    here, form = visit(), request.form
    if request.method == "GET":
        return page("admin/office.html", form={"name": here.organisation.name, **_flat(here.organisation.settings.values)},
                    numbering=here.organisation.settings.numbering)
    numbering = "by_type" if form.get("numbering") == "by_type" else "common"
    try:
        InputRefused.raise_any(_long(form))
        settings = OrganisationSettings("by_type" if numbering == "by_type" else "common",
                                        _values(form, here.organisation.settings.values))
        opened().accounts.organisations.save(here.organisation.id, name=form.get("name", ""), settings=settings)
    except InputRefused as refused:
        return page("admin/office.html", refused.status, form=form, numbering=numbering, problems=refused.problems)
    opened().accounts.trail.add(here.actor, "settings-changed", "organisation", here.organisation.id, numbering=numbering)
    flash(_("Đã lưu thiết lập của cơ quan."), "success")
    return redirect(url_for("admin.office"))


def _flat(values: Mapping[str, Any]) -> dict[str, str]:
    """Values as kept → as typed. An issuing body is a name, or a name with its letters."""
    body = values.get("co_quan_ban_hanh") or {}
    name, letters = (body, "") if isinstance(body, str) else (body.get("ten", ""), body.get("viet_tat", ""))
    return {**{one: str(values.get(one, "")) for one in _TEXTS}, "co_quan_ban_hanh": name, "viet_tat": letters}


def _values(form: Mapping[str, str], before: Mapping[str, Any]) -> dict[str, Any]:
    """Values as typed → as kept; what this page does not show stays."""
    said = {one: _typed(form, one) for one in (*_TEXTS, "co_quan_ban_hanh", "viet_tat")}
    kept: dict[str, Any] = {name: value for name, value in before.items() if name not in said}
    kept |= {name: said[name] for name in _TEXTS if said[name]}
    if said["co_quan_ban_hanh"]:
        old = before.get("co_quan_ban_hanh")
        body = {**(old if isinstance(old, dict) else {}), "ten": said["co_quan_ban_hanh"], "viet_tat": said["viet_tat"]}
        kept["co_quan_ban_hanh"] = {name: value for name, value in body.items() if value}
    return kept


def _typed(form: Mapping[str, str], name: str) -> str:
    return "\n".join(filter(None, (" ".join(line.split()) for line in form.get(name, "").splitlines())))


def _long(form: Mapping[str, str]) -> list[Problem]:
    return [problem("value-long", "Dài {co} ký tự, nhiều nhất được {nhieu_nhat}.", pointer=f"/{name}", co=len(form.get(name, "")),
                    nhieu_nhat=_MOST)
            for name in (*_TEXTS, "co_quan_ban_hanh", "viet_tat") if len(form.get(name, "")) > _MOST]
