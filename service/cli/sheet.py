"""`vanban sheet TYPE…`: the workbook an office fills in."""

from __future__ import annotations

from pathlib import Path

import click

from service.cli.files import write_whole
from service.cli.report import FINE, Report, reporting


@click.command(short_help="Sổ nhập liệu (Excel) cho một hay nhiều loại văn bản.")
@click.argument("slugs", metavar="LOẠI...", nargs=-1, required=True)
@click.option("--out", "-o", metavar="TỆP", help="Tệp .xlsx; mặc định: LOẠI.xlsx.")
@reporting
@click.pass_obj
def sheet(report: Report, slugs: tuple[str, ...], out: str | None) -> int:
    """Ghi ra sổ Excel để nhập dữ liệu của nhiều văn bản: mỗi loại một trang, mỗi danh sách trong văn bản một trang.

    Điền xong, kiểm tra bằng vanban ready.
    """
    from service import doctypes, sheets  # a second of imports that --help does not need

    types = [doctypes.get(slug) for slug in dict.fromkeys(slugs)]
    path = Path(out or f"{types[0].slug}.xlsx")
    write_whole(path, sheets.workbook(types))
    report.result({"file": str(path), "types": [{"slug": one.slug, "version": one.version} for one in types]}, [str(path)])
    return FINE
