"""`vanban check FILE`: a Word file, a PDF or a plain text judged by the decree, rule by rule."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import click

from service.cli.files import STDIN, read_bytes, write_whole
from service.cli.progress import progress
from service.cli.report import FINDINGS, FINE, Report, reporting
from service.config import settings
from service.errors import FileRefused, FileUnreadable, UsageRefused, problem
from service.language import translate

if TYPE_CHECKING:
    from service.pipeline import Checked


@click.command(short_help="Kiểm tra thể thức một tệp Word, PDF hoặc văn bản thuần.")
@click.argument("file", metavar="TỆP")
@click.option("--html", metavar="TỆP.html", help="Ghi kết quả thành trang HTML.")
@click.option("--sarif", metavar="TỆP.sarif", help="Ghi kết quả dạng SARIF 2.1.0.")
@click.option("--annotate", metavar="TỆP.docx", help="Ghi bản sao có nhận xét của Word tại từng chỗ; tệp gốc giữ nguyên.")
@reporting
@click.pass_obj
def check(report: Report, file: str, html: str | None, sarif: str | None, annotate: str | None) -> int:
    """Kiểm tra TỆP (.docx, .pdf, văn bản thuần UTF-8; - là đầu vào chuẩn) theo Nghị định 30/2020/NĐ-CP.

    Mỗi điều tìm thấy nêu quy tắc (xem vanban rules), điều khoản và chỗ. Mã kết thúc 1 nếu có lỗi; nhắc không tính là lỗi.
    """
    from service import pipeline  # a second of imports that --help does not need
    from service.cli import judged

    _check_targets(file, html, sarif, annotate)
    data = read_bytes(file, settings().max_docx_bytes, "VANBAN_MAX_DOCX_BYTES")
    with progress(f"Đang kiểm tra {file}"):
        try:
            checked = pipeline.check_file(data, name=file)
        except (FileRefused, FileUnreadable) as error:
            raise type(error)(*(replace(one, place=f"{file} {one.place}".strip()) for one in error.problems)) from error
    if annotate and checked.kind != "docx":
        raise UsageRefused(problem("annotate-docx-only", "Chỉ ghi nhận xét được vào tệp Word (.docx).", place="--annotate"))
    made: dict[str, tuple[str, bytes]] = {}
    if html:
        made["html"] = html, _html(checked, file, report)
    if sarif:
        made["sarif"] = sarif, _sarif(checked, file, report)
    if annotate:
        made["annotated"] = annotate, _annotated(data, checked, report)
    for path, content in made.values():
        write_whole(Path(path), content)
    value = checked.as_json(partial(translate, language=report.language))
    files = {kind: path for kind, (path, _) in made.items()}
    report.result(value | {"files": files} if files else value,
                  judged.lines(checked.report, report, checked.seen.outside))
    return FINE if checked.report.sign_ready else FINDINGS


def _check_targets(file: str, *targets: str | None) -> None:
    """Nothing is written over the file that is judged, nor two results into one file. Raises UsageRefused."""
    wanted = [Path(one).resolve() for one in targets if one]
    if file != STDIN and Path(file).resolve() in wanted:
        raise UsageRefused(problem("target-is-source", "Kết quả không được ghi đè lên tệp đang kiểm tra.", place=file))
    if len(set(wanted)) < len(wanted):
        raise UsageRefused(problem("target-doubled", "Hai kết quả không thể ghi vào cùng một tệp."))


def _html(checked: Checked, file: str, report: Report) -> bytes:
    from service.rules.reports_html import as_html  # as above

    return as_html(checked.report, Path(file).name, partial(translate, language=report.language)).encode()


def _sarif(checked: Checked, file: str, report: Report) -> bytes:
    from service.rules.reports_sarif import as_sarif  # as above

    told = as_sarif(checked.report, quote(Path(file).as_posix()), partial(translate, language=report.language))
    return (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode()


def _annotated(data: bytes, checked: Checked, report: Report) -> bytes:
    from service.rules.annotate import annotate  # as above; python-docx besides

    return annotate(data, checked.seen, checked.report, partial(translate, language=report.language))
