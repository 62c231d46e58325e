"""/dot, /dot/moi: the office's batches; a new one; the workbook to fill in."""

from __future__ import annotations

import io
from collections.abc import Sequence
from itertools import groupby
from typing import Final

from flask import Blueprint, request, send_file, url_for
from flask.typing import ResponseReturnValue

from service import doctypes
from service.api.opened import opened
from service.config import settings
from service.doctypes import DocumentType
from service.errors import InputRefused, Problem, problem
from service.ledger import new_id
from service.sheets import workbook
from service.vietnamese.collation import collation_key
from service.web.batches.own import mine, owner
from service.web.batches.told import told
from service.web.page import page
from service.web.texts import own_text
from service.web.visit import allowed, visit

_PAGE: Final = 25
_MOST_TYPES: Final = 20                            # of one workbook
_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def register(blueprint: Blueprint) -> None:
    blueprint.add_url_rule("", "listed", listed)
    blueprint.add_url_rule("/moi", "new", new)
    blueprint.add_url_rule("/so-mau", "blank", blank)


@allowed("batch")
def listed() -> ResponseReturnValue:
    before = _moment(request.args.get("truoc", ""))
    found = opened().ledger.batches.listed(owner(), most=_PAGE + 1, before=before)
    here = [told(one) for one in found[:_PAGE]]
    after = url_for(".listed", truoc=repr(here[-1].batch.created)) if len(found) > _PAGE else ""
    return page("batches/listed.html", batches=here, after=after, older=before is not None)


@allowed("batch")
def new() -> ResponseReturnValue:
    """`thay`: the batch whose upload a corrected file takes the place of."""
    return form(200, request.args.get("thay", ""))


def form(status: int, instead: str = "", problems: Sequence[Problem] = ()) -> ResponseReturnValue:
    """The page of a new batch; `problems`: why what was sent could not be taken."""
    return page("batches/new.html", status, groups=grouped(), chosen=request.args.getlist("loai"), request_key=new_id(),
                campaigns=opened().records.campaigns.listed(visit().organisation.id), problems=problems,
                instead=mine(instead) if instead else None, most_mb=settings().bulk.max_bytes // 2**20)


@allowed("batch")
def blank() -> ResponseReturnValue:
    """The workbook of the types asked for, as `vanban sheet` makes it."""
    slugs = list(dict.fromkeys(request.args.getlist("loai")))
    if not 0 < len(slugs) <= _MOST_TYPES:
        raise InputRefused(problem("sheet-types", "Chọn từ 1 đến {nhieu_nhat} loại văn bản để lấy sổ.", nhieu_nhat=_MOST_TYPES))
    types = [doctypes.get(one) for one in slugs]
    name = f"so_{types[0].slug}.xlsx" if len(types) == 1 else "so_nhieu_loai.xlsx"
    return send_file(io.BytesIO(workbook(types)), _XLSX, as_attachment=True, download_name=name)


def grouped() -> list[tuple[str, list[DocumentType]]]:
    """Every type, by its use."""
    every = sorted(doctypes.catalogue().values(), key=lambda one: (collation_key(own_text(one.group)),
                                                                  collation_key(own_text(one.name))))
    return [(own_text(group), list(types)) for group, types in groupby(every, key=lambda one: one.group)]


def _moment(text: str) -> float | None:
    try:
        return float(text) if text else None
    except ValueError:
        return None
