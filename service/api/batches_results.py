"""What a batch has given so far: its documents one by one, as they finish."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any, Final

from flask import Response, request, send_file
from flask_openapi3.blueprint import APIBlueprint

from service.api.batches_models import BatchPath, BatchResults, ResultPath, ResultsQuery
from service.api.batches_sent import disposition, noted
from service.api.batches_told import result
from service.api.document import errors
from service.api.opened import opened
from service.api.problems import language
from service.bundle.archive import checked
from service.bundle.manifest import path_of
from service.errors import BatchUnknown, FileGone, StateConflict, problem
from service.ledger import Batch, MadeFile, Unit
from service.ledger.values import UNIT_ENDED

MEDIA_TYPES: Final = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_FILE: Final = re.compile(r"([1-9][0-9]{0,8})\.(pdf|docx)")


def add_to(batches: APIBlueprint, mine: Callable[[str], Batch]) -> None:
    @batches.get("/<id>/results", responses={200: BatchResults, **errors(404, 422)})
    def batch_results(path: BatchPath, query: ResultsQuery) -> dict[str, Any]:
        """Văn bản đã kết thúc, theo thứ tự kết thúc; hỏi tiếp bằng after"""
        batch, ledger = mine(path.id), opened().ledger
        when, _, unit = (query.after or "0-0").partition("-")
        # asked before the page: what is open now may be on it, what is not can come no more
        settled = batch.state != "received" and not ledger.reading.counts(batch.id).open
        found = ledger.reading.finished(batch.id, float(when), int(unit), query.limit, settled=settled)
        words = language()
        return {"results": [result(one, words) for one in found],
                "after": f"{found[-1].finished!r}-{found[-1].id}" if found else query.after,
                "complete": settled and len(found) < query.limit}

    @batches.get("/<id>/results/<file>", responses={200: _documented(), 304: {"description": "Không đổi"},
                                                    **errors(404, 409, 410)})
    def batch_result(path: ResultPath) -> Response:
        """Một tệp của một văn bản; ETag là SHA-256 của nó"""
        return noted(send_result(mine(path.id), path.file), path.id, path.file)


def send_result(batch: Batch, file: str) -> Response:
    """`7.pdf`: a file of the seventh document. Raises BatchUnknown, StateConflict, FileGone."""
    unit, suffix = _unit(batch, file)
    made = _made(unit, suffix)
    name = f"{path_of(unit)}.{suffix}"
    if request.if_none_match.contains(made.sha256):
        response = Response(status=304)
    elif request.method == "HEAD":
        response = Response(mimetype=MEDIA_TYPES[suffix])
        response.content_length = made.size
    else:
        response = send_file(io.BytesIO(_whole(unit, suffix, made)), MEDIA_TYPES[suffix])
    response.set_etag(made.sha256)
    response.headers["Content-Disposition"] = disposition(name.rpartition("/")[2])
    return response


def _unit(batch: Batch, file: str) -> tuple[Unit, str]:
    """Raises BatchUnknown."""
    found = _FILE.fullmatch(file)
    unit = opened().ledger.reading.unit(batch.id, int(found[1])) if found else None
    if not found or unit is None or found[2] not in batch.wish.formats:
        raise BatchUnknown(problem("batch-file-unknown", "Đợt này không có tệp {ten}.", place=file[:64], ten=file[:64]))
    return unit, found[2]


def _made(unit: Unit, suffix: str) -> MadeFile:
    """Raises StateConflict where it was not made, or not yet."""
    if unit.state not in UNIT_ENDED:
        raise StateConflict(problem("result-unfinished", "Văn bản {so} chưa làm xong.", place=str(unit.number), so=unit.number))
    if unit.made is None or suffix not in unit.made.files:
        raise StateConflict(problem("result-unmade", "Văn bản {so} không làm được hoặc đã hủy; lý do ở kết quả của đợt.",
                                    place=str(unit.number), so=unit.number))
    return unit.made.files[suffix]


def _whole(unit: Unit, suffix: str, made: MadeFile) -> bytes:
    """The file, if it still is what was made: it is small, and nothing of another is ever handed over. Raises FileGone."""
    try:
        return checked(opened().store.get(f"{unit.place}.{suffix}"), made, f"{path_of(unit)}.{suffix}")
    except StateConflict as error:
        raise FileGone(*error.problems) from error


def _documented() -> dict[str, Any]:
    return {"description": "Văn bản", "headers": {"ETag": {"description": "SHA-256 của tệp", "schema": {"type": "string"}}},
            "content": {one: {"schema": {"type": "string", "format": "binary"}} for one in MEDIA_TYPES.values()}}
