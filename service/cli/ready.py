"""`vanban ready FILE`: which rows of a workbook, CSV or JSONL can be made, before anything is rendered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

import click

from service.cli.files import STDIN, write_whole
from service.cli.progress import progress
from service.cli.render import Day, load
from service.cli.report import FINDINGS, FINE, Report, reporting
from service.config import settings
from service.language import translate
from service.vietnamese.clock import today

if TYPE_CHECKING:
    from service.sheets import Readiness


@click.command(short_help="Kiểm tra sổ dữ liệu (Excel, CSV, JSONL) trước khi làm hàng loạt.")
@click.argument("file", metavar="TỆP", type=click.Path(path_type=Path))
@click.option("--type", "slug", metavar="LOẠI", help="Loại văn bản, khi tệp không tự nói; hoặc chỉ đọc loại này.")
@click.option("--campaign", "-c", metavar="TỆP", help="Dữ liệu chung của phong trào.")
@click.option("--out", "-o", metavar="TỆP", help="Ghi lại sổ Excel có đánh dấu ô sai; với CSV, JSONL: bảng lỗi .csv.")
@click.option("--convert", is_flag=True, help="Chuyển chữ TCVN3 (ABC), VNI sang Unicode khi chắc chắn.")
@click.option("--today", "on", type=Day(), help="Ngày thay cho hôm nay (năm của văn bản chưa ghi ngày).")
@reporting
@click.pass_obj
def ready(report: Report, file: Path, slug: str | None, campaign: str | None, out: str | None, convert: bool,
          on: date | None) -> int:
    """Kiểm tra mọi dòng của TỆP, không soạn văn bản nào: ô nào sai, vì sao.

    Mã kết thúc: 0 mọi dòng làm được, 1 có dòng lỗi, 2 không đọc được tệp. Đường dẫn ảnh tính từ thư mục của TỆP.
    """
    from service import inputs, sheets  # a second of imports that --help does not need

    data = inputs.read_file(file, max_bytes=settings().bulk.max_bytes)
    shared = load(campaign) if campaign else None
    done = [0]
    with progress(lambda: f"Đang kiểm tra dòng {done[0]}"):
        rows = sheets.read_rows(data, file.name, slug=slug, convert=convert)

        def count(number: int) -> None:
            done[0] = number

        found = sheets.judge(rows, campaign=shared, today=on or today(), folder=file.resolve().parent, watch=count)
    written = {}
    if out and out != STDIN:
        book = PurePath(file.name).suffix.lower() == ".xlsx"
        write_whole(Path(out), sheets.marked(data, found, report.language) if book
                    else sheets.faults_csv(found, report.language))
        written = {"file": out}
    report.result(sheets.as_json(found, report.language) | written, _told(found, report))
    for one in found.notices:
        report.note(report.line(one))
    return FINE if found.all_ready else FINDINGS


def _told(found: Readiness, report: Report) -> Iterator[str]:
    from service import sheets  # as above

    yield translate(sheets.counted(found), report.language)
    for row, fault in found.every_fault():
        key = f"{row.key} · " if row and row.key != str(row.number) else ""
        yield f"  {key}{report.line(sheets.placed(fault))}"
