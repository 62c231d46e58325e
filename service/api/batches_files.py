"""What comes out of a batch as a whole: readiness, errors workbook, manifest, report, print-ready PDF, archive."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from flask import Response
from flask_openapi3.blueprint import APIBlueprint

from service.api.batches_models import BatchMatrix, BatchPath
from service.api.batches_sent import PAGE_POLICY, disposition, noted, saved_as, sent
from service.api.batches_told import matrix
from service.api.document import errors
from service.api.opened import opened
from service.api.problems import language
from service.batch.ended import folder_of
from service.bundle.archive import archive, archive_size
from service.bundle.manifest import manifest_csv, manifest_json
from service.errors import BatchUnknown, FileGone, StateConflict, problem
from service.ledger import Batch
from service.ledger.values import ENDED

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_CSV: Final = "text/csv"
_ZIP: Final = "application/zip"
_INSIDE: Final = ("manifest.json", "manifest.csv", "report.html", "report.pdf")     # of the archive, beside the documents


@dataclass(frozen=True, slots=True)
class Whole:
    """A file that a keeper puts into the batch's folder of the store. `rest`: the end of the name it is saved as."""

    name: str
    media_type: str
    rest: str
    summary: str


WHOLES: Final = (
    Whole("manifest.json", "application/json", "_manifest.json", "Bản kê: từng văn bản, SHA-256, số trang, điều cần xem"),
    Whole("manifest.csv", _CSV, "_manifest.csv", "Bản kê cho bảng tính"),
    Whole("report.html", "text/html", "_bao_cao.html", "Báo cáo của đợt"),
    Whole("report.pdf", "application/pdf", "_bao_cao.pdf", "Báo cáo của đợt, để in"),
    Whole("print.pdf", "application/pdf", "_in.pdf", "Mọi văn bản trong một tệp để in hai mặt"),
)
_LIVE: Final = {"manifest.json": manifest_json, "manifest.csv": manifest_csv}


def add_to(batches: APIBlueprint, mine: Callable[[str], Batch]) -> None:
    for whole in WHOLES:
        _add_whole(batches, mine, whole)

    @batches.get("/<id>/archive", responses={200: _documented("Tất cả trong một tệp ZIP", _ZIP), **errors(404, 409)})
    def batch_archive(path: BatchPath) -> Response:
        """Mọi văn bản đã làm, bản kê và báo cáo trong một tệp ZIP; khi đợt đã kết thúc"""
        return noted(send_archive(mine(path.id)), path.id, "archive.zip")

    @batches.get("/<id>/errors", responses={200: _documented("Sổ có đánh dấu ô sai", XLSX, _CSV), **errors(404, 409)})
    def batch_errors(path: BatchPath) -> Response:
        """Sổ của người gửi với các ô sai được đánh dấu; của CSV, JSONL: bảng lỗi .csv"""
        return send_errors(mine(path.id))

    @batches.get("/<id>/readiness", responses={200: BatchMatrix, **errors(404, 409)})
    def batch_readiness(path: BatchPath) -> Response | dict[str, Any]:
        """Dòng nào sai, ở ô nào, vì sao"""
        batch, ours = mine(path.id), opened()
        if batch.state == "received":
            raise _not_yet()
        try:
            kept = ours.store.get(f"{folder_of(batch.id)}/readiness.json")
        except FileGone:                          # of a campaign's folder, which has no cells
            faulty = ours.ledger.reading.units(batch.id, "faulty")
            return matrix(batch, ours.ledger.reading.counts(batch.id), faulty, language())
        return Response(kept, mimetype="application/json")


def _add_whole(batches: APIBlueprint, mine: Callable[[str], Batch], whole: Whole) -> None:
    def view(path: BatchPath) -> Response:
        return noted(send_whole(mine(path.id), whole), path.id, whole.name)

    view.__name__ = f"batch_{whole.name.replace('.', '_')}"
    view.__doc__ = whole.summary
    batches.get(f"/<id>/{whole.name}", responses={200: _documented(whole.summary, whole.media_type), **errors(404, 409)})(view)


def send_archive(batch: Batch) -> Response:
    """Every document made, manifest and report. Raises StateConflict, ServerBusy, FileGone."""
    ours = opened()
    if batch.state not in ENDED:
        raise _not_yet()
    folder = folder_of(batch.id)
    extras = {one: f"{folder}/{one}" for one in _INSIDE if ours.store.size(f"{folder}/{one}") is not None}
    size = archive_size(ours.ledger.reading.units(batch.id, "done"), ours.store, extras)
    pieces = archive(ours.ledger.reading.units(batch.id, "done"), ours.store, extras)
    return sent(pieces, _ZIP, batch=batch.id, name=saved_as(batch, ".zip"), size=size)


def send_errors(batch: Batch) -> Response:
    """The workbook marked, or the list of faults, as it was when the upload was judged. Raises StateConflict, BatchUnknown."""
    store = opened().store
    if batch.state == "received":
        raise _not_yet()
    for suffix, media_type in (("xlsx", XLSX), ("csv", _CSV)):
        name = f"{folder_of(batch.id)}/errors.{suffix}"
        size = store.size(name)
        if size is not None:
            return sent(store.stream(name), media_type, batch=batch.id, name=saved_as(batch, f"_loi.{suffix}"), size=size)
    raise BatchUnknown(problem("batch-errors-none", "Đợt này không có dòng nào sai."))


def send_whole(batch: Batch, whole: Whole) -> Response:
    """A file of `WHOLES`. Raises StateConflict, BatchUnknown, ServerBusy."""
    ours = opened()
    name = f"{folder_of(batch.id)}/{whole.name}"
    said = saved_as(batch, whole.rest)
    if batch.state == "received" or (batch.state not in ENDED and whole.name not in _LIVE):
        raise _not_yet()
    size = ours.store.size(name) if batch.state in ENDED else None
    if size is not None:
        response = sent(ours.store.stream(name), whole.media_type, batch=batch.id, name=said, size=size)
    elif whole.name in _LIVE:
        pieces = _LIVE[whole.name](batch, ours.ledger.reading.units(batch.id), batch.wish.language)
        response = sent(pieces, whole.media_type, batch=batch.id, name=said)
    else:
        raise BatchUnknown(problem("batch-file-unknown", "Đợt này không có tệp {ten}.", place=whole.name, ten=whole.name))
    if whole.media_type == "text/html":           # the page is read where it is; it says what its browser may do
        response.headers["Content-Security-Policy"] = PAGE_POLICY
        response.headers["Content-Disposition"] = disposition(said, shown=True)
    return response


def _not_yet() -> StateConflict:
    return StateConflict(problem("batch-unfinished", "Đợt chưa đến bước này; xem links trong trạng thái của đợt."))


def _documented(text: str, *media_types: str) -> dict[str, Any]:
    binary, value = {"type": "string", "format": "binary"}, {"type": "object"}
    return {"description": text, "content": {one: {"schema": value if one.endswith("/json") else binary} for one in media_types}}
