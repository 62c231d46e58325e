"""/api/v1/batches: batches received, listed, told, cancelled, deleted. What they give: batches_results.py, batches_files.py.

Nothing is planned, made or bundled here: a batch is put into store and ledger, and a keeper of any machine takes it from there.
"""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import Any, Final

from flask import Response, jsonify
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from service.api import batches_events, batches_files, batches_results
from service.api.access import caller, note
from service.api.batches_asked import asked
from service.api.batches_models import BatchesQuery, BatchList, BatchPath, BatchState
from service.api.batches_told import PATH, state, summary
from service.api.document import Security, errors
from service.api.events import MEDIA_TYPE
from service.api.opened import opened
from service.api.problems import language
from service.batch.ended import cancel, discard
from service.batch.idempotency import fingerprint
from service.batch.receive import receive
from service.config import settings
from service.errors import BatchUnknown, problem
from service.language import Language
from service.ledger import Batch
from service.ledger.values import ENDED

_SOON: Final = "2"                                # seconds: when to ask again how far it is
_NUMBER: Final = re.compile(r"[0-9a-f]{32}")


def blueprint(security: Security) -> APIBlueprint:
    batches = APIBlueprint(
        "batches",
        __name__,
        url_prefix=PATH,
        abp_tags=[Tag(name="Làm hàng loạt")],
        abp_security=security,
        abp_responses=errors(401, 403, 503),
    )

    @batches.post("", responses={200: BatchState, 202: BatchState, **errors(400, 413, 415, 422, 429)})
    def batch_add() -> Response:
        """Gửi một đợt: sổ dữ liệu, thư mục phong trào (ZIP), hoặc các dòng bằng JSON"""
        batch, replayed = _received()
        response = _told(batch)
        response.headers["Location"] = f"{PATH}/{batch.id}"
        if replayed:
            response.headers["Idempotency-Replayed"] = "true"
        else:
            note("batch-started", "batch", batch.id)
        response.status_code = HTTPStatus.OK if batch.state in ENDED else HTTPStatus.ACCEPTED
        return response

    @batches.get("", responses={200: BatchList})
    def batch_list(query: BatchesQuery) -> dict[str, Any]:
        """Các đợt của người gọi, mới nhất trước"""
        before = float(query.before) if query.before else None
        found = opened().ledger.batches.listed(owner(), most=query.limit + 1, before=before)
        page = found[:query.limit]
        return {"batches": [summary(one) for one in page], "next": repr(page[-1].created) if len(found) > len(page) else None}

    @batches.get("/<id>", responses={200: BatchState, **errors(404)})
    def batch_state(path: BatchPath) -> Response:
        """Một đợt: đang ở đâu, còn bao lâu, lấy được gì"""
        return _told(mine(path.id))

    @batches.get("/<id>/events", responses={200: _stream(), 204: {"description": "Đã kết thúc từ lần trước"}, **errors(404)})
    def batch_events(path: BatchPath) -> Response:
        """Sự kiện (server-sent events): trạng thái của đợt mỗi khi thay đổi, cho đến khi kết thúc"""
        mine(path.id)
        number, who, words = path.id, owner(), language()
        return batches_events.answer(lambda: _state(opened().ledger.batches.get(number, who), words))

    @batches.post("/<id>/cancel", responses={202: BatchState, **errors(404, 409)})
    def batch_cancel(path: BatchPath) -> Response:
        """Hủy: văn bản chưa làm thì không làm nữa"""
        response = _told(cancel(opened().ledger, mine(path.id), keep_days=settings().bulk.keep_days))
        note("batch-cancelled", "batch", path.id)
        response.status_code = HTTPStatus.ACCEPTED
        return response

    @batches.delete("/<id>", responses={204: {"description": "Đã xóa"}, **errors(404)})
    def batch_delete(path: BatchPath) -> Response:
        """Xóa ngay đợt, tệp đã gửi và mọi tệp đã làm; đợt đang làm thì hủy trước"""
        ours = opened()
        discard(ours.ledger, ours.store, mine(path.id), keep_days=settings().bulk.keep_days)
        note("batch-deleted", "batch", path.id)
        return Response(status=HTTPStatus.NO_CONTENT)

    batches_results.add_to(batches, mine)
    batches_files.add_to(batches, mine)
    return batches


def owner() -> str:
    return caller().owner


def mine(number: str) -> Batch:
    """The caller's batch. Raises BatchUnknown, also for another's, and for what could be no batch's id."""
    if not _NUMBER.fullmatch(number):
        raise BatchUnknown(problem("batch-unknown", "Không có đợt {ma}, hoặc đợt đã hết hạn lưu.", ma=number[:64]))
    return opened().ledger.batches.get(number, owner())


def _received() -> tuple[Batch, bool]:
    """The batch that was asked for, and whether an earlier request with the same key had made it."""
    found, ours = asked(), opened()
    sent = (found.request[0], fingerprint("POST", PATH, found.request[1])) if found.request else None
    return receive(ours.ledger, ours.store, owner(), found.wish, found.upload, campaign=found.campaign, priority=found.priority,
                   total=found.total, request=sent)


def _told(batch: Batch) -> Response:
    response = jsonify(_state(batch, language()))
    if batch.state not in ENDED:
        response.headers["Retry-After"] = _SOON
    return response


def _state(batch: Batch, words: Language) -> dict[str, Any]:
    ledger = opened().ledger
    calls = ledger.calls.state(batch.id) if batch.wish.webhook else {}
    return state(batch, ledger.reading.counts(batch.id), words, next(iter(calls.values()), "open" if batch.wish.webhook else ""))


def _stream() -> dict[str, Any]:
    return {"description": "Luồng sự kiện state; data là trạng thái của đợt",
            "content": {MEDIA_TYPE: {"schema": {"type": "object", "properties": {
                "id": {"type": "string"}, "event": {"type": "string"}, "retry": {"type": "integer"},
                "data": {"type": "string", "contentMediaType": "application/json"}}}}}}
