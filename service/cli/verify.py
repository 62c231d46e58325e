"""`vanban verify FILE…`: what the signatures of PDF files are worth."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from service.cli.files import read_bytes
from service.cli.progress import progress
from service.cli.report import FINDINGS, FINE, REFUSED, Report, reporting
from service.config import settings
from service.errors import UsageRefused, VanbanError, problem
from service.language import translate, translate_text
from service.vietnamese.clock import VIETNAM

if TYPE_CHECKING:
    from service.verify import Verified


@click.command(short_help="Kiểm tra chữ ký số của các tệp PDF.")
@click.argument("files", metavar="TỆP.pdf…", nargs=-1, required=True)
@click.option("--at", metavar="THỜI-ĐIỂM", help="Kết luận như tại thời điểm này (ISO 8601; không nêu múi giờ: giờ Việt Nam).")
@reporting
@click.pass_obj
def verify(report: Report, files: tuple[str, ...], at: str | None) -> int:
    """Kiểm tra chữ ký số của từng TỆP.pdf (- là đầu vào chuẩn): ai ký, khi nào, có bị sửa không, có tin cậy được không.

    Chứng thư gốc tin cậy đặt ở VANBAN_TRUST_ROOTS. Chỉ tra cứu thu hồi qua mạng nếu VANBAN_FETCH_REVOCATION=1.

    Mã kết thúc: 0 nếu mọi chữ ký hợp lệ, 1 nếu có điều không hợp lệ, không xác định hoặc chưa ký, 2 nếu có tệp không đọc được.
    """
    moment = _moment(at) if at else None
    told = [_told(report, file, moment) for file in files]
    report.result({"files": [value for value, _, _ in told]}, (line for _, lines, _ in told for line in lines))
    return max(code for _, _, code in told)


def _told(report: Report, file: str, at: datetime | None) -> tuple[dict[str, Any], list[str], int]:
    """One file for machines, for people, and as exit code: a file that cannot be read does not hide the others."""
    from service.cli import verified  # a second of imports that --help does not need
    from service.verify.report import as_json

    try:
        found = _verified(file, at)
    except VanbanError as error:
        if error.status >= 500:                   # ours: no other file would fare better
            raise
        title = translate_text(error.title, report.language)
        problems = [replace(one, place="" if file in one.message else f"{file} {one.place}".strip()) for one in error.problems]
        lines = [title, *(f"  {report.line(one)}" for one in problems)]
        value = {"file": file, "code": error.code, "title": title, "problems": [report.told(one) for one in problems]}
        return value, lines, REFUSED
    say = partial(translate, language=report.language)
    return {"file": file} | as_json(found, say), list(verified.lines(found, file, report)), FINE if found.fine else FINDINGS


def _verified(file: str, at: datetime | None) -> Verified:
    from service import pipeline  # as above

    data = read_bytes(file, settings().max_docx_bytes, "VANBAN_MAX_DOCX_BYTES")
    with progress(f"Đang kiểm tra {file}"):
        return pipeline.verify_file(data, at)


def _moment(text: str) -> datetime:
    """A day means its end; a time without a zone is Vietnam's. Raises UsageRefused."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise UsageRefused(problem("moment-unclear", "“{chu}” không phải thời điểm theo ISO 8601, ví dụ 2026-01-31 hoặc "
                                   "2026-01-31T08:00:00+07:00.", place="--at", chu=text)) from error
    if len(text) == len("2026-01-31"):
        found = datetime.combine(found.date(), time.max)
    return found if found.utcoffset() is not None else found.replace(tzinfo=VIETNAM)
