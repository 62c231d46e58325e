"""`vanban fix IN.docx -o OUT.docx`: the layout of a Word file set right; words, numbers, authority and law stay as they are read
(fonts of TCVN3 and VNI become Unicode)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from service.cli.files import STDIN, read_bytes, write_whole
from service.cli.progress import progress
from service.cli.report import FINDINGS, FINE, Report, reporting
from service.config import settings
from service.errors import UsageRefused, problem
from service.language import translate

if TYPE_CHECKING:
    from service.fix import Fixed


@click.command(short_help="Sửa trình bày một tệp Word theo Nghị định 30/2020/NĐ-CP.")
@click.argument("docx", metavar="TỆP.docx")
@click.option("-o", "--output", required=True, metavar="TỆP.docx", help="Nơi ghi bản đã sửa; tệp gốc giữ nguyên.")
@reporting
@click.pass_obj
def fix(report: Report, docx: str, output: str) -> int:
    """Sửa những gì thuần là trình bày và chắc chắn trong TỆP.docx (- là đầu vào chuẩn).

    Khổ giấy, lề, phông, cỡ chữ, giãn dòng, thụt dòng, căn lề, số trang, đường kẻ; câu chữ, số liệu giữ nguyên từng chữ.
    Chữ mã TCVN3, VNI (phông .VnTime, VNI-Times…) chuyển sang Unicode, chỗ nào chắc chắn; chỗ không chắc để nguyên và nêu ra.
    Mỗi chỗ sửa nêu quy tắc. Mã kết thúc 1 nếu còn lỗi không tự sửa được (xem vanban check).
    """
    from service import pipeline  # a second of imports that --help does not need
    from service.cli import judged
    from service.rules.reports import as_json

    target = Path(output)
    if docx != STDIN and Path(docx).resolve() == target.resolve():
        raise UsageRefused(problem("target-is-source", "Kết quả không được ghi đè lên tệp đang kiểm tra.", place=docx))
    data = read_bytes(docx, settings().max_docx_bytes, "VANBAN_MAX_DOCX_BYTES")
    with progress(f"Đang sửa {docx}"):
        fixed = pipeline.fix_docx(data)
    write_whole(target, fixed.docx)
    value = {"file": output, "changes": [asdict(change) for change in fixed.changes]}
    value |= as_json(fixed.report, partial(translate, language=report.language))
    report.result(value, (*_lines(fixed, report), *judged.lines(fixed.report, report)))
    return FINE if fixed.report.sign_ready else FINDINGS


def _lines(fixed: Fixed, report: Report) -> Iterator[str]:
    for one in fixed.changes:
        told = problem("fix-change", "sửa {ma}: {co} → {nay}", ma=one.code, co=one.found or "…", nay=one.made)
        line = translate(told, report.language)
        yield f"{one.place}: {line}" if one.place else line
    yield translate(problem("fix-summary", "Đã sửa {so} chỗ.", so=len(fixed.changes)), report.language)
