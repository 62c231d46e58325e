"""/quan-tri/phong-trao: campaigns of the office: a folder handed in, what is in it, closed."""

from __future__ import annotations

import io
import zipfile
from pathlib import PurePath
from typing import Any, Final

from flask import Blueprint, Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from service.api.batches_sent import disposition
from service.api.opened import opened
from service.config import settings
from service.errors import InputRefused, LimitExceeded, VanbanError, problem
from service.records.campaign_checked import checked
from service.records.values import Campaign
from service.sheets import file_name
from service.vietnamese.clock import today
from service.web.limits import up_to
from service.web.names import type_name
from service.web.page import page, piece
from service.web.texts import _
from service.web.visit import allowed, visit

_ONE_FILE: Final = (".yaml", ".yml", ".json", ".toml")     # a small campaign: its frame with all tables in it
_FRAME: Final = "phong_trao"
_ROOM: Final = 2**16


def register(blueprint: Blueprint) -> None:
    blueprint.add_url_rule("/quan-tri/phong-trao", "campaigns", campaigns)
    blueprint.add_url_rule("/quan-tri/phong-trao", "add_campaign", add_campaign, methods=["POST"])
    blueprint.add_url_rule("/quan-tri/phong-trao/<id>", "campaign", campaign)
    blueprint.add_url_rule("/quan-tri/phong-trao/<id>/kiem-tra", "check_campaign", check_campaign)
    blueprint.add_url_rule("/quan-tri/phong-trao/<id>/tep", "campaign_file", campaign_file)
    blueprint.add_url_rule("/quan-tri/phong-trao/<id>/dong", "close_campaign", close_campaign, methods=["POST"])


@allowed("administer")
def campaigns() -> ResponseReturnValue:
    return _listed(200)


@up_to(lambda: settings().bulk.max_bytes + _ROOM)
@allowed("administer")
def add_campaign() -> ResponseReturnValue:
    """Refused here, with every fault of the folder, and not at a clerk's desk."""
    here, file, name = visit(), request.files.get("tep"), request.form.get("name", "")
    try:
        if file is None or not file.filename:
            raise InputRefused(problem("upload-missing", "Chưa chọn tệp nào để gửi.", pointer="/tep"))
        data = _packed(file.stream.read(), file.filename)
        added = opened().records.campaigns.add(here.organisation.id, here.person, name or PurePath(file.filename).stem, data)
    except VanbanError as refused:
        if refused.status >= 500:
            raise
        return _listed(refused.status, problems=refused.problems, name=name)
    opened().accounts.trail.add(here.actor, "campaign-added", "campaign", added.id, sha256=added.sha256)
    flash(_("Đã thêm phong trào “{ten}”.", ten=added.name), "success")
    return redirect(url_for("admin.campaign", id=added.id), 303)


@allowed("administer")
def campaign(id: str) -> ResponseReturnValue:
    found = opened().records.campaigns.get(id, visit().organisation.id)
    return page("admin/campaign.html", campaign=found, **_read(found))


@allowed("administer")
def check_campaign(id: str) -> ResponseReturnValue:
    """Every document of every unit, judged, and held against each other: some seconds for a ward."""
    campaigns = opened().records.campaigns
    data = campaigns.data(campaigns.get(id, visit().organisation.id))
    return piece("admin/campaign_checked.html", found=checked(data, today()), type_name=type_name)


@allowed("administer")
def campaign_file(id: str) -> ResponseReturnValue:
    campaigns = opened().records.campaigns
    found = campaigns.get(id, visit().organisation.id)
    answer = Response(campaigns.zip(found), mimetype="application/zip")
    answer.headers["Content-Disposition"] = disposition(f"{file_name(found.name)}.zip")
    return answer


@allowed("administer")
def close_campaign(id: str) -> ResponseReturnValue:
    here = visit()
    closed = opened().records.campaigns.close(id, here.organisation.id)
    opened().accounts.trail.add(here.actor, "campaign-closed", "campaign", closed.id)
    flash(_("Đã đóng phong trào “{ten}”. Văn bản đã làm vẫn còn.", ten=closed.name), "success")
    return redirect(url_for("admin.campaigns"), 303)


def _listed(status: int, **context: Any) -> ResponseReturnValue:
    found = opened().records.campaigns.listed(visit().organisation.id, closed=True)
    return page("admin/campaigns.html", status, campaigns=[(one, _read(one)) for one in found], **context)


def _read(campaign: Campaign) -> dict[str, Any]:
    """Its units, or why it cannot be read any more."""
    try:
        data = opened().records.campaigns.data(campaign)
    except VanbanError as error:
        return {"data": None, "unreadable": error.problems}
    return {"data": data, "unreadable": ()}


def _packed(data: bytes, name: str) -> bytes:
    """A ZIP as it came; one file as the folder it could be. Raises InputRefused, LimitExceeded."""
    suffix = PurePath(name).suffix.lower()
    if suffix not in _ONE_FILE:
        return data                               # told by whoever unpacks it where it is none
    most = settings().max_docx_bytes
    if len(data) > most:
        raise LimitExceeded(problem("folder-large", "Thư mục phong trào lớn hơn {nhieu_nhat} MiB (VANBAN_MAX_DOCX_BYTES).",
                                    place=name, nhieu_nhat=most // 2**20))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(zipfile.ZipInfo(f"{_FRAME}{suffix}", (1980, 1, 1, 0, 0, 0)), data)
    return packed.getvalue()
