"""`vanban sign FILE`: one PAdES signature in one place of a PDF."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from service.cli.files import STDIN, read_bytes, write_whole
from service.cli.key import KeyChoice, key_options
from service.cli.progress import progress
from service.cli.report import Report, reporting
from service.config import settings
from service.errors import UsageRefused, problem

if TYPE_CHECKING:
    from service.sign import Order

_MOST_IMAGE: Final = 20 * 1024 * 1024
_BIG: Final = "VANBAN_MAX_DOCX_BYTES"


@click.command(short_help="Ký số một tệp PDF.")
@click.argument("file", metavar="TỆP.pdf")
@click.option("--output", "-o", metavar="TỆP.pdf", help="Tệp kết quả; mặc định: <tên>_da_ky.pdf trong thư mục hiện hành.")
@click.option("--in-place", is_flag=True, help="Ghi chữ ký vào chính TỆP.pdf.")
@key_options
@click.option("--level", type=click.Choice(("b-b", "b-t", "b-lt", "b-lta")), default="b-b", show_default=True, help="Mức PAdES.")
@click.option("--field", default="", metavar="TÊN", help="Chỗ ký (chu_ky, dau, …); không cần nếu chỉ một chỗ phù hợp.")
@click.option("--as", "by", type=click.Choice(("person", "agency")), help="Ký với tư cách người có thẩm quyền hay cơ quan.")
@click.option("--invisible", is_flag=True, help="Ký ẩn, với tệp không có chỗ ký nào của Nghị định 30.")
@click.option("--image", metavar="TỆP.png", help="Hình chữ ký (màu xanh) hoặc hình dấu (màu đỏ), nền trong suốt.")
@click.option("--number", default="", metavar="SỐ", help="Số và ký hiệu, cho chỗ ký của cơ quan ở phụ lục; mặc định: của tệp.")
@click.option("--clock", type=click.Choice(("iso", "sample")), default="iso", show_default=True,
              help="Cách viết thời gian ký: theo ISO 8601, hoặc như các mẫu của Nghị định.")
@click.option("--reason", default="", metavar="CHỮ", help="Lý do ký, ghi trong chữ ký, không hiển thị.")
@click.option("--location", default="", metavar="CHỮ", help="Nơi ký, ghi trong chữ ký, không hiển thị.")
@click.option("--tsa", metavar="URL", help="Dịch vụ cấp dấu thời gian; mặc định: VANBAN_TSA_URL.")
@reporting
@click.pass_obj
def sign(report: Report, /, file: str, output: str | None, in_place: bool, **given: Any) -> int:
    """Ký số TỆP.pdf (- là đầu vào chuẩn) vào một chỗ ký.

    Người có thẩm quyền ký trước, cơ quan, tổ chức ký sau (Nghị định 30/2020/NĐ-CP, Điều 32 khoản 2 điểm d).

    Mật khẩu, PIN không bao giờ nằm trên dòng lệnh. Mã kết thúc 1 nếu đã ký nhưng có điều cần lưu ý.
    """
    from service import sign as signing  # pyHanko and WeasyPrint: a second of imports that --help does not need

    target = _target(file, output, in_place=in_place)
    choice = KeyChoice.taken(given)
    data = read_bytes(file, settings().max_docx_bytes, _BIG)
    order = _order(**given)
    key, told = choice.key()
    with progress(f"Đang ký {file}"):
        signed = signing.sign(data, order, key)
    write_whole(target, signed.pdf)
    notices = (*told, *signed.notices)
    value = {"file": str(target), "field": signed.field, "signer": signed.signer, "at": signed.at.isoformat(timespec="seconds"),
             "level": signed.level, "findings": report.findings((), notices)}
    report.result(value, [str(target)])
    return report.tell_findings((), notices)


def _target(file: str, output: str | None, *, in_place: bool) -> Path:
    if in_place and (output or file == STDIN):
        raise UsageRefused(problem("target-doubled", "Hoặc --in-place, hoặc --output; đầu vào chuẩn không ghi đè được."))
    if in_place:
        return Path(file)
    if output:
        return Path(output)
    target = Path("stdin_da_ky.pdf" if file == STDIN else f"{Path(file).stem}_da_ky.pdf")
    if file != STDIN and Path(file).resolve() == target.resolve():
        raise UsageRefused(problem("target-is-source", "Kết quả không được ghi đè lên tệp đang ký; hãy thêm --in-place.",
                                   place=file))
    return target


def _order(*, by: str | None, image: str | None, tsa: str | None, **plain: Any) -> Order:
    from service.sign import Order, TimeStamping  # as above

    address = tsa or settings().tsa_url
    return Order(by=by or "", image=read_bytes(image, _MOST_IMAGE, "20 MiB") if image else None,  # type: ignore[arg-type]
                 tsa=TimeStamping(address) if address else None, **plain)
