"""`vanban lint TEMPLATE.docx`: the mistakes of a template before it is used."""

from __future__ import annotations

import click

from service.cli.files import read_bytes
from service.cli.report import FINDINGS, FINE, Report, reporting
from service.config import settings


@click.command(short_help="Kiểm tra thẻ trong một mẫu Word.")
@click.argument("docx", metavar="MẪU.docx")
@reporting
@click.pass_obj
def lint(report: Report, docx: str) -> int:
    """Tìm thẻ viết sai trong MẪU.docx: mỗi lỗi với chỗ của nó. Mã kết thúc 1 nếu có lỗi."""
    from service import fill  # a second of imports that --help does not need

    found = fill.lint(read_bytes(docx, settings().max_docx_bytes, "VANBAN_MAX_DOCX_BYTES"))
    report.result({"problems": [report.told(one) for one in found]}, map(report.line, found))
    return FINDINGS if found else FINE
