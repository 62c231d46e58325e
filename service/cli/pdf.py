"""`vanban pdf ANY.docx -o OUT.pdf`: a stranger's Word file on paper."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from service.cli.files import STDIN, read_bytes, write_whole
from service.cli.progress import progress
from service.cli.report import Report, reporting
from service.config import settings
from service.errors import FileRefused, FileUnreadable


@click.command(short_help="In một tệp Word bất kỳ ra PDF.")
@click.argument("docx", metavar="TỆP.docx")
@click.option("--out", "-o", metavar="TỆP.pdf", help="Tệp kết quả; mặc định: cùng tên, đuôi .pdf, trong thư mục hiện hành.")
@reporting
@click.pass_obj
def pdf(report: Report, docx: str, out: str | None) -> int:
    """In TỆP.docx ra PDF như Word in, và liệt kê những gì không in được."""
    from service import pipeline  # a second of imports that --help does not need

    with progress(f"Đang in {docx}"):
        try:
            printed = pipeline.print_docx(read_bytes(docx, settings().max_docx_bytes, "VANBAN_MAX_DOCX_BYTES"))
        except (FileRefused, FileUnreadable) as error:
            raise type(error)(*(replace(one, place=f"{docx} {one.place}".strip()) for one in error.problems)) from error
    target = Path(out) if out else Path("stdin.pdf" if docx == STDIN else f"{Path(docx).stem}.pdf")
    write_whole(target, printed.pdf)
    value = {"pages": printed.pages, "files": {"pdf": str(target)},
             "findings": report.findings(printed.constructs, printed.notices)}
    report.result(value, [str(target)])
    return report.tell_findings(printed.constructs, printed.notices)
