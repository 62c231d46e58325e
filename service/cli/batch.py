"""`vanban batch [TYPE] FILE --out DIR`: every document of a list, or of a campaign's folder, made in one go; the same command
goes on where an earlier one ended."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from service.cli.campaign_set import formats_of
from service.cli.render import Day, Formats
from service.cli.report import Report, reporting
from service.errors import UsageRefused, problem

if TYPE_CHECKING:
    from service.ledger.values import PrintOrder

ORDERS = ("row", "unit", "type", "key")


@click.command(short_help="Làm hàng loạt văn bản từ sổ Excel, CSV, JSONL hay thư mục phong trào.")
@click.argument("words", metavar="[LOẠI] TỆP", nargs=-1, required=True)
@click.option("--out", "-o", required=True, metavar="THƯ_MỤC", type=click.Path(path_type=Path), help="Nơi ghi văn bản.")
@click.option("--campaign", "-c", metavar="TỆP", help="Dữ liệu chung của phong trào.")
@click.option("--partial", is_flag=True, help="Làm các dòng đúng dù có dòng lỗi.")
@click.option("--format", "-f", "formats", type=Formats(), default="docx,pdf", help="docx, pdf; mặc định: docx,pdf.")
@click.option("--convert", is_flag=True, help="Chuyển chữ TCVN3 (ABC), VNI sang Unicode khi chắc chắn.")
@click.option("--today", "on", type=Day(), help="Ngày thay cho hôm nay (năm của văn bản chưa ghi ngày).")
@click.option("--zip", "zipped", metavar="TỆP", type=click.Path(path_type=Path), help="Nén tất cả vào một tệp .zip.")
@click.option("--print", "printed", metavar="TỆP", type=click.Path(path_type=Path), help="Gộp thành một tệp PDF để in hai mặt.")
@click.option("--order", type=click.Choice(ORDERS), default="row", help="Thứ tự trong tệp in; mặc định: row (theo danh sách).")
@click.option("--errors", metavar="TỆP", type=click.Path(path_type=Path),
              help="Nơi ghi sổ đánh dấu ô sai; mặc định: loi.xlsx (loi.csv) trong THƯ_MỤC.")
@click.option("--jobs", "-j", type=click.IntRange(min=1), metavar="SỐ", help="Số tiến trình; mặc định: số lõi.")
@reporting
@click.pass_obj
def batch(report: Report, words: tuple[str, ...], out: Path, campaign: str | None, partial: bool, formats: tuple[str, ...],
          convert: bool, on: date | None, zipped: Path | None, printed: Path | None, order: str, errors: Path | None,
          jobs: int | None) -> int:
    """Kiểm tra mọi dòng của TỆP, rồi soạn tất cả vào THƯ_MỤC. Chạy lại cùng lệnh: chỉ làm cái chưa có hoặc đã đổi.

    TỆP là sổ Excel, CSV, JSONL, hoặc thư mục của một phong trào. Có dòng lỗi mà không ghi --partial thì chưa làm gì. Ctrl-C dừng
    gọn. Mã kết thúc: 0 đủ cả, 1 có dòng lỗi hoặc văn bản chưa làm được, 2 chưa làm gì, 130 dừng giữa chừng.
    """
    from service.cli import batch_run  # a second of imports that --help does not need
    from service.cli.batch_plan import Asked

    if len(words) > 2:
        raise UsageRefused(problem("batch-words", "Chỉ nhận một LOẠI và một TỆP; tên có dấu cách thì đặt trong ngoặc kép.",
                                   place="TỆP"))
    *slugs, file = words
    asked = Asked(
        file=Path(file), slug=slugs[0] if slugs else "", out=out, campaign=campaign, partial=partial, formats=formats_of(formats),
        convert=convert, on=on, zipped=zipped, printed=printed, order=cast("PrintOrder", order), errors=errors, jobs=jobs)
    return batch_run.run(report, asked)
