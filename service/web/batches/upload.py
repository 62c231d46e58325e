"""POST /dot: a workbook, a list or a campaign taken in, to be judged; nothing is made yet."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath
from typing import Final

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from service import doctypes
from service.api.opened import opened
from service.batch.ended import discard
from service.batch.idempotency import digest_of, fingerprint, request_key
from service.batch.receive import named, receive, unfit
from service.config import settings
from service.errors import InputRefused, StateConflict, problem
from service.ledger import Batch, Wish
from service.sheets import file_name
from service.vietnamese.clock import today
from service.web.batches.content import to_batch
from service.web.batches.own import mine, owner
from service.web.batches.start import form
from service.web.limits import up_to
from service.web.texts import language
from service.web.visit import allowed, visit

_ROOM: Final = 2**16                               # bytes of a form around its file


def register(blueprint: Blueprint) -> None:
    blueprint.add_url_rule("", "upload", upload, methods=["POST"])
    blueprint.add_url_rule("/phong-trao", "of_campaign", of_campaign, methods=["POST"])
    blueprint.add_url_rule("/<id>/lam-lai", "again", again, methods=["POST"])


@up_to(lambda: settings().bulk.max_bytes + _ROOM)
@allowed("batch")
def upload() -> ResponseReturnValue:
    """Sent twice it is one batch. `thay`: an upload that waits and is thrown away for this one."""
    instead = request.form.get("thay", "")
    try:
        found = _uploaded()
    except InputRefused as refused:
        return form(refused.status, instead, refused.problems)
    if instead:
        _thrown_away(instead, found)
    return to_batch(found)


def _uploaded() -> Batch:
    """Raises InputRefused, TypeUnknown, QuotaExceeded."""
    file, slug = request.files.get("tep"), request.form.get("loai", "")
    if file is None or not file.filename:
        raise InputRefused(problem("upload-missing", "Chưa chọn tệp nào để gửi."))
    data, name = file.stream.read(), named(file.filename)
    InputRefused.raise_any(unfit(data, PurePath(name).suffix.lower()))
    if slug:
        doctypes.get(slug)
    wish = Wish(name, today=today(), language=language(), slug=slug, held=True)
    sent = digest_of([("tep", data), ("ten", name.encode()), ("loai", slug.encode())])
    return _received(wish, data, sent)


@allowed("batch")
def of_campaign() -> ResponseReturnValue:
    """Every dossier of a campaign of the office."""
    campaigns = opened().records.campaigns
    campaign = campaigns.get(request.form.get("phong_trao", ""), visit().organisation.id)
    if campaign.closed is not None:
        raise StateConflict(problem("campaign-closed", "Phong trào này đã đóng: không lập văn bản mới."))
    wish = Wish(f"{file_name(campaign.name)}.zip", today=today(), language=language(), held=True)
    return to_batch(_received(wish, campaigns.zip(campaign), digest_of([("phong_trao", campaign.sha256.encode())])))


@allowed("batch")
def again(id: str) -> ResponseReturnValue:
    """The same upload, with what was corrected on its page, once more: what stays the same is not made again."""
    batch, ours = mine(id), opened()
    wish = replace(batch.wish, held=True, webhook="", source="", language=language())
    sent = digest_of([("dot", batch.id.encode())])
    return to_batch(_received(wish, ours.store.get(batch.wish.source), sent))


def _received(wish: Wish, data: bytes, sent: str) -> Batch:
    """`lan_gui` is of the form, so that a double click makes one batch."""
    key = request.form.get("lan_gui", "")
    asked = (request_key(f"trang-{key}"), fingerprint("POST", request.path, sent)) if key else None
    ours = opened()
    return receive(ours.ledger, ours.store, owner(), wish, data, request=asked)[0]


def _thrown_away(id: str, new: Batch) -> None:
    ours, old = opened(), mine(id)
    if old.state in ("judged", "refused") and old.wish.held and old.id != new.id:
        discard(ours.ledger, ours.store, old, keep_days=settings().bulk.keep_days)
