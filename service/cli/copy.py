"""`vanban copy`: a scan, pages as pictures, or parts of a Word file → a copy in electronic form, signed where a key is given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from service.cli.files import STDIN, read_bytes, write_whole
from service.cli.key import KeyChoice, key_options
from service.cli.progress import progress
from service.cli.report import FINDINGS, FINE, Report, reporting
from service.config import settings
from service.errors import FileRefused, FileUnreadable, Problem, UsageRefused, problem
from service.language import translate_text

if TYPE_CHECKING:
    from service.copies import Copy
    from service.sign import Order

_BIG: Final = "VANBAN_MAX_DOCX_BYTES"


@click.command(short_help="Làm bản sao điện tử: sao y, sao lục, trích sao.")
@click.argument("files", metavar="TỆP…", nargs=-1, required=True)
@click.option("--form", type=click.Choice(("SY", "SL", "TrS")), default="SY", show_default=True,
              help="Hình thức sao: sao y, sao lục, trích sao.")
@click.option("--agency", required=True, metavar="TÊN", help="Cơ quan, tổ chức sao văn bản.")
@click.option("--from", "source", type=click.Choice(("paper", "electronic")), default="paper", show_default=True,
              help="Sao từ văn bản giấy hay văn bản điện tử.")
@click.option("--of", type=click.Choice(("ban_goc", "ban_chinh", "ban_sao_y")),
              help="Bản được sao; sao lục phải xác nhận là bản sao y.")
@click.option("--keep", multiple=True, metavar="PHẦN", help="Phần được trích của tệp Word: “Điều 3”, “II”, “đoạn 12-15”; nêu "
              "nhiều lần được.")
@click.option("--size", multiple=True, metavar="KHỔ", help="Khổ của bản giấy nếu không phải A4: A3, A5, F4 hoặc RỘNGxCAO (mm).")
@click.option("--dpi", type=click.FloatRange(50, 2400), help="Độ phân giải khi quét, cho ảnh không ghi.")
@click.option("--output", "-o", metavar="TỆP.pdf", help="Tệp kết quả; mặc định: <tên>_sao.pdf trong thư mục hiện hành.")
@key_options
@click.option("--level", type=click.Choice(("b-b", "b-t", "b-lt", "b-lta")), default="b-b", show_default=True, help="Mức PAdES.")
@click.option("--clock", type=click.Choice(("iso", "sample")), default="iso", show_default=True,
              help="Cách viết thời gian ký: theo ISO 8601, hoặc như các mẫu của Nghị định.")
@click.option("--tsa", metavar="URL", help="Dịch vụ cấp dấu thời gian; mặc định: VANBAN_TSA_URL.")
@reporting
@click.pass_obj
def copy(report: Report, /, files: Sequence[str], output: str | None, **given: Any) -> int:
    """Làm bản sao điện tử từ TỆP…: một PDF quét, ảnh quét các trang (JPEG, PNG, TIFF), hoặc một tệp Word để trích sao.

    Kiểm tra theo Nghị định 30/2020/NĐ-CP, Điều 25 và Phụ lục I, Phần II, Mục I (màu, 200 dpi, tỷ lệ 100 %), đặt chỗ ký của cơ
    quan ở góc trên bên phải trang đầu, và ký luôn nếu có khóa. Tệp PDF gửi vào giữ nguyên từng byte.

    Mã kết thúc 1 nếu bản quét chưa đạt; khi đó không ký.
    """
    from service import pipeline  # a second of imports that --help does not need
    from service.copies import FORMS, Wanted, sizes_of

    target = _target(files, output)
    choice = KeyChoice.taken(given)
    order = _order(given.pop("level"), given.pop("clock"), given.pop("tsa"))
    wanted = Wanted(given["form"], given["agency"], given["source"], given["of"], sizes_of(given["size"]))
    data = [(one, read_bytes(one, settings().max_docx_bytes, _BIG)) for one in files]
    key, told = (None, ()) if choice.none else choice.key()
    with progress(f"Đang sao {', '.join(files)}"):
        try:
            made = pipeline.copy_file(data, wanted, keep=given["keep"], dpi=given["dpi"])
        except (FileRefused, FileUnreadable) as error:
            raise type(error)(*(replace(one, place=f"{files[0]} {one.place}".strip()) for one in error.problems)) from error
        signed = pipeline.sign_copy(made, wanted, order, key) if key else None
    write_whole(target, signed.pdf if signed else made.pdf)
    notices = (*told, *made.notices, *(signed.notices if signed else ()))
    value = {"file": str(target), "form": wanted.form, "form_name": FORMS[wanted.form], "agency": wanted.agency,
             "pages": made.pages, "field": "chu_ky_co_quan", "signed": signed is not None,
             "findings": [*_told(report, made.faults, "loi"), *_told(report, notices, "luu_y")]}
    if signed:
        value |= {"signer": signed.signer, "at": signed.at.isoformat(timespec="seconds"), "level": signed.level}
    report.result(value, [str(target)])
    return _tell(report, made, notices)


def _told(report: Report, problems: Sequence[Problem], severity: str) -> list[dict[str, str]]:
    return [report.told(one) | {"severity": severity} for one in problems]


def _tell(report: Report, made: Copy, notices: Sequence[Problem]) -> int:
    for word, problems in (("Lỗi", made.faults), ("Lưu ý", notices)):
        for one in problems:
            report.note(f"{translate_text(word, report.language)}: {report.line(one)}")
    return FINDINGS if made.faults else FINE


def _target(files: Sequence[str], output: str | None) -> Path:
    target = Path(output) if output else Path("stdin_sao.pdf" if files[0] == STDIN else f"{Path(files[0]).stem}_sao.pdf")
    if any(one != STDIN and Path(one).resolve() == target.resolve() for one in files):
        raise UsageRefused(problem("target-is-source", "Kết quả không được ghi đè lên tệp được sao.", place=str(target)))
    return target


def _order(level: Any, clock: Any, tsa: str | None) -> Order:
    from service.sign import Order, TimeStamping

    address = tsa or settings().tsa_url
    return Order(level=level, clock=clock, tsa=TimeStamping(address) if address else None)
