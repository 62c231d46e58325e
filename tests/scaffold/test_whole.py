"""A drawn template filled with everything it can show: what our PDF prints, and LibreOffice of the same file."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from types import SimpleNamespace

import pypdfium2
import pytest

from service.body.number import Item
from service.fill import prepare
from service.fonts import faces
from service.html import to_html
from service.paper import Block, Float, Paper, Paragraph, Slot
from service.pdf import to_pdf
from service.read import read
from service.scaffold import Form, draw
from service.values import Grid, GridColumn, GridRow, Rich, Rule, SectionStart, SigningPlace, SigningPlaces
from tests.oracle.libreoffice import print_with_libreoffice
from tests.oracle.pdf_lines import Line, agreement, lines_of

FORM = Form(
    marks=("do_mat", "do_khan", "luu_hanh"), form_label=True, can_cu=True, tham_quyen=True, order="QUYẾT ĐỊNH:", structure="dieu",
    signatures=(("noi_nhan", "ky"), ("ky_thu_ky", "ky_uy_vien", "ky_chu_toa")), appendices=True,
)
PT = 72 / 25.4


def item(kieu: str, so: str = "", chu: str = "", *, tieu_de: bool = False, bang: Grid | None = None) -> Item:
    return Item(kieu=kieu, so=so, chu=Rich.of(chu), tieu_de=tieu_de, bang=bang)


def column(heading: str, share: float, *parts: GridColumn) -> GridColumn:
    return GridColumn(Rich.of(heading), share, "center", parts)


def row(*cells: str, kind: str = "row") -> GridRow:
    return GridRow(tuple(map(Rich.of, cells)), kind)  # type: ignore[arg-type]  # one of the three


VOTES = Grid(
    (
        column("TT", 1.2),
        GridColumn(Rich.of("Họ và tên"), 5),
        column("Năm sinh", 4, column("Nam", 2), column("Nữ", 2)),
        column("Kết quả bỏ phiếu", 6, column("Đồng ý", 2), column("Không đồng ý", 4, column("Phiếu", 2), column("Tỷ lệ (%)", 2))),
    ),
    (
        row("I. TẬP THỂ", kind="group"),
        *(row(str(n), f"Trường Tiểu học Hoa Sen {n}", "", "", "12", "1", "7,7") for n in range(1, 45)),
        row("II. CÁ NHÂN", kind="group"),
        *(row(str(n), f"Nguyễn Thị Hồng Ánh {n}", "", "1980", "12", "1", "7,7") for n in range(1, 6)),
        row("", "Tổng cộng", "", "", "588", "49", "7,7", kind="total"),
    ),
    165 * PT,
    size_pt=12,
)


def signature(field: str, *lines: str, note: str = "", other: str = "", name: str = "") -> SimpleNamespace:
    place = SigningPlace(f"chu_ky_{field}", f"Chữ ký của {name}", 27, 20, 14, -21)
    return SimpleNamespace(dong=list(lines), ghi_chu=note, chuc_vu_khac=other, ho_ten=name, cho_ky=SigningPlaces((place,)))


def appendix(label: str, title: str, *items: Item, landscape: bool = False, attached: str = "") -> SimpleNamespace:
    return SimpleNamespace(trang=SectionStart(landscape), nhan=label, ten=title, kem_theo=attached, ke=Rule(80),
                           noi_dung=list(items))


VALUES = {
    "mau_so": "Mẫu số 02", "co_quan_chu_quan": "UBND THÀNH PHỐ HỒ CHÍ MINH",
    "co_quan_ban_hanh": "ỦY BAN NHÂN DÂN\nPHƯỜNG HẠNH THÔNG",
    "ke_co_quan": Rule(50), "ke_tieu_ngu": Rule(160), "ke_trich_yeu": Rule(90),
    "so_ky_hieu": "12/QĐ-UBND", "dia_danh_ngay": "Hạnh Thông, ngày 05 tháng 11 năm 2026",
    "do_mat": "TUYỆT MẬT", "do_khan": "THƯỢNG KHẨN", "luu_hanh": "LƯU HÀNH NỘI BỘ",
    "ten_loai": "QUYẾT ĐỊNH", "trich_yeu": "Về việc tặng Giấy khen cho tập thể, cá nhân",
    "tham_quyen": "CHỦ TỊCH ỦY BAN NHÂN DÂN PHƯỜNG HẠNH THÔNG",
    "can_cu": ["Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022."],
    "noi_dung": [
        item("dieu", "Điều 1.", "Tặng Giấy khen cho 44 tập thể và 05 cá nhân (Phụ lục I), theo Quy chế (Phụ lục II)."),
        item("bang", bang=VOTES),
        item("giua", chu="trân trọng giới thiệu:"),
        item("doan", chu="Quyết định này có hiệu lực kể từ ngày ký./."),
    ],
    "noi_nhan": ["- Như Điều 1;", "- Lưu: VT."],
    "ky": signature("ky", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", note="(Ký tên, đóng dấu)", name="Nguyễn Văn An"),
    "ky_thu_ky": signature("ky_thu_ky", "THƯ KÝ", note="(Ký, ghi rõ họ tên)", name="Lê Minh Khôi"),
    "ky_uy_vien": signature("ky_uy_vien", "ỦY VIÊN", note="(Ký, ghi rõ họ tên)", name="Trần Thị Bích Ngọc"),
    "ky_chu_toa": signature("ky_chu_toa", "CHỦ TỌA", other="Chủ tịch Hội đồng"),
    "cac_phu_luc": [
        appendix("Phụ lục I", "DANH SÁCH TẬP THỂ, CÁ NHÂN", item("bang", bang=replace(VOTES, width_pt=252 * PT)), landscape=True,
                 attached="(Kèm theo Quyết định số 12/QĐ-UBND ngày 05 tháng 11 năm 2026 của Chủ tịch UBND phường)"),
        appendix("Phụ lục II", "QUY CHẾ XÉT KHEN THƯỞNG", item("chuong", "Chương I", "QUY ĐỊNH CHUNG"),
                 item("dieu", "Điều 1.", "Phạm vi", tieu_de=True),
                 *(item("khoan", f"{n}.", "Hội đồng xét khen thưởng công khai, đúng tiêu chuẩn. " * 6) for n in range(1, 20))),
    ],
    "van_ban": SimpleNamespace(tieu_de="", chu_de="", co_quan="", so_ky_hieu="", ngay=""),
}


@lru_cache(maxsize=1)
def printed() -> tuple[bytes, Paper, bytes]:
    """Word file, its paper, our PDF."""
    filled = prepare(draw(FORM)).fill(VALUES)
    paper = read(filled)
    return filled, paper, to_pdf(to_html(paper, faces()), paper.properties)


def pages() -> list[str]:
    """What PDFium reads on each; the tags of a PDF end a line with a blank."""
    return [page.get_textpage().get_text_bounded().replace(" \r", "\r") for page in pypdfium2.PdfDocument(printed()[2])]


def page_of(words: str) -> int:
    """The first page with these words."""
    return next(number for number, text in enumerate(pages()) if words in text)


def test_nothing_is_lost_in_the_print() -> None:
    _, paper, _ = printed()
    assert [one for one in paper.constructs if one.lost] == []
    assert [section.landscape for section in paper.sections] == [False, True, False]


def test_each_signature_has_its_place() -> None:
    floats = [inline for section in printed()[1].sections for one in paragraphs(section.blocks) for inline in one.inlines
              if isinstance(inline, Float)]
    assert [one.content.name for one in floats if isinstance(one.content, Slot)] == [
        "chu_ky_ky", "chu_ky_ky_thu_ky", "chu_ky_ky_uy_vien", "chu_ky_ky_chu_toa"]


def paragraphs(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            yield from paragraphs(inner for row in block.rows for cell in row.cells for inner in cell.blocks)


def tops() -> list[Line]:
    """The highest line of each page."""
    count, lines = lines_of(printed()[2])
    return [min((line for line in lines if line.page == page), key=lambda line: line.baseline_pt) for page in range(1, count + 1)]


def test_page_numbers_begin_anew_in_each_appendix_and_their_first_page_has_none() -> None:
    first, second = page_of("Phụ lục I\r"), page_of("QUY CHẾ XÉT KHEN THƯỞNG")
    shown = [line.words for line in tops()]
    lengths = (first, second - first, len(shown) - second)
    assert min(lengths) > 1
    heads = ("Mẫusố02", "PhụlụcI", "PhụlụcII")
    assert shown == [one for head, length in zip(heads, lengths, strict=True) for one in (head, *map(str, range(2, length + 1)))]


def test_the_number_stands_in_the_middle_of_a_landscape_page_as_well() -> None:
    second = tops()[page_of("Phụ lục I\r") + 1]
    width_pt, digit_pt = 297 * PT, 7.0
    assert second.left_pt + digit_pt / 2 == pytest.approx((30 * PT + width_pt - 15 * PT) / 2, abs=0.5)
    assert second.baseline_pt < 20 * PT                                 # in the top margin


def test_headings_of_the_table_stand_on_each_of_its_pages() -> None:
    first, second = page_of("Phụ lục I\r"), page_of("QUY CHẾ XÉT KHEN THƯỞNG")
    assert second - first > 1
    for text in pages()[first:second]:
        assert "Kết quả bỏ phiếu" in text
        assert "Tỷ lệ (%)" in text


def test_the_signatures_stand_on_one_page_with_the_last_words_above() -> None:
    last = page_of("Quyết định này có hiệu lực")
    for words in ("Nơi nhận:", "KT. CHỦ TỊCH", "THƯ KÝ", "ỦY VIÊN", "CHỦ TỊCH HỘI ĐỒNG", "Trần Thị Bích Ngọc"):
        assert words in pages()[last], words


@pytest.mark.oracle
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_prints_the_same_lines_on_the_same_pages() -> None:
    filled, _, pdf = printed()
    theirs: tuple[int, list[Line]] = lines_of(print_with_libreoffice(filled))
    ours = lines_of(pdf)
    found = agreement((theirs[0], ours[0]), theirs[1], ours[1])
    assert found.pages[0] == found.pages[1], str(found)
    assert found.same_lines_and_page == 1.0, str(found)
    assert found.offset_max_mm <= 0.1, str(found)
