"""Giấy khen, bằng khen from data to PDF: everything stands where the stock says, to a tenth of a millimetre."""

from __future__ import annotations

import base64
import io
import json
from collections.abc import Mapping
from typing import Any

import pytest
from PIL import Image as Pillow

from service import doctypes, pipeline
from service.errors import InputRefused, Problem
from service.fonts import faces
from service.html import to_html
from service.pdfium import Sheet, sheets
from service.read import read
from service.rules import Verdict
from service.rules.see import see_paper
from service.rules.see.pdf import see_pdf
from service.stage import Box
from tests.examples import issued_example
from tests.oracle.pdf_lines import lines_of
from tests.oracle.renew import DATA as DATA_OF_ORACLE
from tests.stage.stocks import STOCKS, stock
from tests.stage.test_fit import CITATION, LONGEST

MM = 72 / 25.4
NEAR_MM = 0.1
MODES = ("full", "overprint")
DATA: dict[str, Any] = {
    "tham_quyen": "Chủ tịch Ủy ban nhân dân phường Hạnh Thông", "danh_xung": "Bà", "ho_ten": "Lâm Thị Ngọc Diệp",
    "chuc_vu": "Giáo viên", "don_vi": "Trường Tiểu học Hạnh Thông", "thanh_tich": CITATION, "so_so_vang": "37",
    "quyet_dinh": {"loai": "Quyết định", "so_ky_hieu": "312/QĐ-UBND", "ngay": "2025-12-15"}, "dia_danh": "Hạnh Thông",
    "ngay_ban_hanh": "2025-12-15", "ky": {"chuc_vu": "Chủ tịch", "ho_ten": "Đặng Quốc Huy"},
}
# What one line of each box prints of this data; thanh_tich has two.
LINES = {
    "quoc_hieu": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "tieu_ngu": "Độc lập - Tự do - Hạnh phúc", "tang": "TẶNG",
    "tham_quyen": "CHỦ TỊCH ỦY BAN NHÂN DÂN PHƯỜNG HẠNH THÔNG", "ten_loai": "GIẤY KHEN", "nguoi_nhan": "Bà Lâm Thị Ngọc Diệp",
    "chuc_vu_don_vi": "Giáo viên, Trường Tiểu học Hạnh Thông", "so_vang": "Số sổ vàng: 37",
    "quyet_dinh": "Quyết định số 312/QĐ-UBND ngày 15 tháng 12 năm 2025", "ky_ho_ten": "Đặng Quốc Huy", "ky_chuc_vu": "CHỦ TỊCH",
    "dia_danh_ngay": "Hạnh Thông, ngày 15 tháng 12 năm 2025",
}
VARIABLE = {"nguoi_nhan", "chuc_vu_don_vi", "so_vang", "quyet_dinh", "ky_ho_ten", "ky_chuc_vu", "dia_danh_ngay"}


def issue(slug: str = "giay_khen", **changes: Any) -> pipeline.Issued:
    return pipeline.issue(slug, {name: value for name, value in {**DATA, **changes}.items() if value is not None})


def pages(issued: pipeline.Issued) -> tuple[Sheet, ...]:
    assert issued.pdf is not None
    return sheets(issued.pdf, max_pages=100)


def refused(**changes: Any) -> list[Problem]:
    with pytest.raises(InputRefused) as refusal:
        issue(**changes)
    return list(refusal.value.problems)


def printed(page: Sheet) -> dict[str, tuple[float, float, float]]:
    """Each line of the page, without blanks → left, right, baseline in mm."""
    rows: dict[float, list[Any]] = {}
    for letter in page.letters:
        rows.setdefault(round(letter.baseline, 1), []).append(letter)
    found = {}
    for row in rows.values():
        row.sort(key=lambda letter: letter.left)
        runs = [[row[0]]]
        for letter in row[1:]:
            runs.append([letter]) if letter.left - runs[-1][-1].right > 20 else runs[-1].append(letter)
        for run in runs:
            text = "".join(letter.text for letter in run).replace(" ", "")
            found[text] = run[0].left / MM, run[-1].right / MM, run[0].baseline / MM
    return found


def place(box: Box, text: str) -> tuple[float, float]:
    """Left and baseline of one line in its box, from the data alone."""
    face = faces().find(box.font, box.bold, box.italic).face
    width, height = face.width_em(text) * box.size_pt / MM, face.natural_em * box.size_pt / MM
    left = box.x_mm + {"left": 0.0, "center": (box.width_mm - width) / 2, "right": box.width_mm - width}[box.align]
    top = box.y_mm + {"top": 0.0, "center": (box.height_mm - height) / 2, "bottom": box.height_mm - height}[box.vertical]
    return left, top + (face.ascent_em + face.line_gap_em) * box.size_pt / MM


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", STOCKS)
def test_every_line_stands_where_the_stock_says(name: str, mode: str) -> None:
    issued, own = issue(phoi=name, cach_in=mode), stock(name)
    assert (issued.constructs, issued.pages) == ((), 1)
    page = pages(issued)[0]
    assert (page.width / MM, page.height / MM) == pytest.approx(own.size_mm, abs=NEAR_MM)
    found, boxes = printed(page), {box.name: box for box in own.boxes}
    for box, text in LINES.items():
        if mode == "overprint" and box not in VARIABLE:
            assert text.replace(" ", "") not in found
            continue
        left, _, baseline = found[text.replace(" ", "")]
        assert (left, baseline) == pytest.approx(place(boxes[box], text), abs=NEAR_MM), box
    assert len(found) == (len(LINES) if mode == "full" else len(VARIABLE)) + 2


@pytest.mark.parametrize("name", STOCKS)
def test_the_frame_is_drawn_in_full_print_only(name: str) -> None:
    own = stock(name)
    assert own.frame
    drawn = pages(issue(phoi=name, cach_in="full"))[0].lines
    edges = [(line.left / MM, line.top / MM, line.right / MM, line.bottom / MM) for line in drawn]
    (x, y), half = own.frame.inset_mm, own.frame.weight_pt / MM / 2
    width, height = own.size_mm
    across, down = (x - half, width - x + half), (y - half, height - y + half)
    for edge in ((across[0], y, across[1], y), (across[0], height - y, across[1], height - y), (x, down[0], x, down[1])):
        assert any(found == pytest.approx(edge, abs=NEAR_MM) for found in edges), edge
    over = pages(issue(phoi=name, cach_in="overprint"))[0]
    assert over.lines == ()


def test_the_awarding_post_and_the_title_are_red() -> None:
    page = pages(issue(phoi="a4_ngang"))[0]
    red = "".join(letter.text for letter in page.letters if letter.color == "C00000").replace(" ", "")
    assert red == "CHỦTỊCHỦYBANNHÂNDÂNPHƯỜNGHẠNHTHÔNGGIẤYKHEN"


def test_a_stock_is_taken_by_its_type_where_the_data_says_nothing() -> None:
    assert (pages(issue())[0].width / MM, pages(issue("bang_khen"))[0].width / MM) == pytest.approx((297, 400), abs=NEAR_MM)


def test_the_data_moves_a_box_and_everything() -> None:
    key = "BàLâmThịNgọcDiệp"
    before = printed(pages(issue(phoi="a3_ngang"))[0])[key]
    moved = {"based_on": "a3_ngang", "shift_mm": [3, -2], "boxes": {"nguoi_nhan": {"y_mm": 141}}}
    after = printed(pages(issue(phoi=moved))[0])[key]
    assert (after[0] - before[0], after[2] - before[2]) == pytest.approx((3, 141 - 131 - 2), abs=0.02)


def test_a_box_of_the_offices_own_prints_what_it_says() -> None:
    own = {"based_on": "a4_ngang", "mode": "overprint", "boxes": {
        "nguoi_nhan": {"printed": "never"},
        "ten_rieng": {"text": "{{ ho_ten }}", "capitals": True, "x_mm": 50, "y_mm": 90, "width_mm": 200, "height_mm": 12,
                      "size_pt": 22, "align": "right"}}}
    found = printed(pages(issue(phoi=own))[0])
    assert found["LÂMTHỊNGỌCDIỆP"][1] == pytest.approx(250, abs=NEAR_MM)
    assert "BàLâmThịNgọcDiệp" not in found


LAUREATES = [
    {"danh_xung": "Ông", "ho_ten": "Huỳnh Bảo Toàn", "chuc_vu": "Hiệu trưởng", "don_vi": "Trường Tiểu học Hạnh Thông"},
    {"ten": "Trường Tiểu học Hạnh Thông", "don_vi": "Trường Tiểu học Hạnh Thông", "dia_chi": "Phường Hạnh Thông",
     "thanh_tich": "Có nhiều đổi mới trong quản lý tài sản công"},
    {"ten": "Tổ Văn phòng", "danh_xung": "Tập thể", "don_vi": "Trường Mầm non Sơn Ca", "so_so_vang": "40"},
]


def test_each_laureate_of_a_list_has_a_sheet() -> None:
    issued = issue(danh_sach=LAUREATES, ho_ten=None, danh_xung=None, chuc_vu=None, don_vi=None)
    found = [printed(page) for page in pages(issued)]
    assert len(found) == 3
    assert [name in lines for lines, name in zip(found, ("ÔngHuỳnhBảoToàn", "TậpthểTrườngTiểuhọcHạnhThông", "TậpthểTổVănphòng"),
                                                 strict=True)] == [True] * 3
    assert "Hiệutrưởng,TrườngTiểuhọcHạnhThông" in found[0]
    assert "PhườngHạnhThông" in found[1], "the unit is the laureate itself: its address stands there"
    assert "TrườngTiểuhọcHạnhThông" not in found[1]
    assert "Cónhiềuđổimớitrongquảnlýtàisảncông" in found[1], "its own citation, not the shared one"
    assert ["Sốsổvàng:40" in lines for lines in found] == [False, False, True], "a number belongs to one laureate only"


def test_the_document_says_nothing_of_a_person_where_there_is_a_list() -> None:
    """What a campaign gives of one laureate may not be printed on the sheets of others."""
    found = [printed(page) for page in pages(issue(danh_sach=LAUREATES[1:]))]
    assert not any("BàLâmThịNgọcDiệp" in lines or "Giáoviên,TrườngTiểuhọcHạnhThông" in lines for lines in found)


FITTING: list[Mapping[str, Any]] = [
    {"ho_ten": "Tôn Nữ Công Huyền Thị Thanh Tuyền Nguyễn Phúc Bửu Hội Vĩnh San Ưng Lịch Bảo Toàn"[:80]},
    {"thanh_tich": LONGEST},
    {"ho_ten": None, "ten": "Liên đội Trường Trung học cơ sở Nguyễn Văn Trỗi\nphường Hạnh Thông, Thành phố Hồ Chí Minh",
     "danh_xung": None},
    {"ky": {"quyen_han": "KT.", "ky_thay": "Chủ tịch", "chuc_vu": "Phó Chủ tịch", "ho_ten": "Võ Minh Khang"}},
    {"ngay_ban_hanh": None}, {"so_so_vang": None}, {"chuc_vu": None, "don_vi": None},
]


@pytest.mark.parametrize("name", STOCKS)
@pytest.mark.parametrize("changes", FITTING)
def test_the_longest_texts_fit_and_what_is_not_given_leaves_no_trace(changes: Mapping[str, Any], name: str) -> None:
    issued = issue(**{"phoi": name, **changes})
    assert issued.pages == 1
    words = "".join(letter.text for letter in pages(issued)[0].letters)
    assert "None" not in words
    assert "Số sổ vàng" in words or "so_so_vang" in changes


REFUSED: list[tuple[Mapping[str, Any], str, str]] = [
    ({"thanh_tich": "Đ" * 221}, "text-long", "/thanh_tich"),
    ({"phoi": {"based_on": "a4_ngang", "boxes": {"thanh_tich": {"height_mm": 10}}}, "thanh_tich": LONGEST},
     "text-too-long-for-box", "/thanh_tich"),
    ({"ho_ten": None, "ten": ("Trường Trung học cơ sở Nguyễn Văn Trỗi " * 5).strip()}, "text-too-long-for-box", "/ten"),
    ({"ho_ten": None}, "stage-needs", "/ho_ten"),
    ({"thanh_tich": None}, "stage-needs", "/thanh_tich"),
    ({"danh_sach": [*LAUREATES, {"chuc_vu": "Giáo viên"}]}, "stage-needs", "/danh_sach/3/ho_ten"),
    ({"danh_sach": [LAUREATES[0], {**LAUREATES[0], "don_vi": "Trường " * 40}]}, "text-too-long-for-box", "/danh_sach/1/don_vi"),
    ({"phoi": "a5"}, "stock-unknown", "/phoi"),
    ({"phoi": {"based_on": "a4_ngang", "boxes": {"nguoi_nhan": {"x_mm": 100}}}}, "stock-box-outside", "/phoi/boxes/nguoi_nhan"),
    ({"phoi": {"based_on": "a4_ngang", "boxes": {"tang": {"text": "{{ hoten }}"}}}}, "field-unknown", "/phoi/boxes/tang"),
    ({"phoi": {"based_on": "a4_ngang", "boxes": {"tang": {"text": "{{ ho_ten|upper }}"}}}}, "outline-blank", "/phoi/boxes/tang"),
    ({"phoi": {"based_on": "a4_ngang", "boxes": {"tang": {"colour": "C00000"}}}}, "field-unknown", "/phoi/boxes/tang/colour"),
    ({"quyet_dinh": None}, "field-missing", "/quyet_dinh"),
]


@pytest.mark.parametrize(("changes", "code", "pointer"), REFUSED)
def test_what_cannot_be_printed_is_refused_at_its_place(changes: Mapping[str, Any], code: str, pointer: str) -> None:
    assert [(one.code, one.pointer) for one in refused(**changes)] == [(code, pointer)]


def test_all_that_does_not_fit_is_said_at_once() -> None:
    found = refused(ho_ten=None, danh_sach=[{"ten": "Trường Tiểu học " * 9 + "A"}, {"ten": "Trường Mầm non " * 9 + "B"}])
    assert [one.pointer for one in found] == ["/danh_sach/0/ten", "/danh_sach/1/ten"]


def picture(width: int, height: int) -> str:
    data = io.BytesIO()
    Pillow.new("RGB", (width, height), "gold").save(data, "PNG")
    return base64.b64encode(data.getvalue()).decode()


def test_the_emblem_is_the_offices_picture_in_full_print_only() -> None:
    full, over = (issue(phoi="a4_ngang", cach_in=mode, quoc_huy=picture(200, 100)) for mode in MODES)
    placed = [item for section in full.paper.sections for block in section.blocks for item in block.inlines
              if type(item).__name__ == "Float" and type(item.content).__name__ == "Picture"]
    box = next(box for box in stock("a4_ngang").boxes if box.name == "quoc_huy")
    found = [(one.x.offset_pt / MM, one.y.offset_pt / MM, one.width_pt / MM, one.height_pt / MM) for one in placed]
    assert found == [pytest.approx((box.x_mm, box.y_mm + box.height_mm / 4, box.width_mm, box.height_mm / 2), abs=0.01)]
    assert pages(over)[0].pictures == 0


def test_a_scanned_stock_lies_under_the_text_instead_of_our_frame() -> None:
    page = pages(issue(phoi="a4_ngang", anh_nen=picture(297, 210)))[0]
    assert page.pictures > 0.99
    assert [line for line in page.lines if line.right - line.left > 100 * MM] == []


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", STOCKS)
def test_the_decree_is_not_held_against_a_certificate(name: str, mode: str) -> None:
    issued = issue(phoi=name, cach_in=mode)
    assert issued.report.findings == ()
    assert see_paper(read(issued.docx)).outside == "khen_thuong"
    assert issued.report.verdicts["H-01"] is Verdict.KHONG_AP_DUNG
    assert issued.pdf
    assert see_pdf(issued.pdf).outside == ("khen_thuong" if mode == "full" else "khong_ro")
    assert [found.code for found in pipeline.check_file(issued.pdf).report.findings] == []


def test_a_certificate_has_its_own_title_and_no_number() -> None:
    properties = issue().paper.properties
    assert (properties.title, properties.subject) == ("Giấy khen", "")


def test_a_thousand_names_do_not_make_a_file_of_megabytes() -> None:
    rows = [{"ho_ten": f"Trần Thị Mỹ Hạnh {number}", "chuc_vu": "Giáo viên"} for number in range(60)]
    issued = pipeline.issue("giay_khen", {**DATA, "danh_sach": rows}, formats=("docx",))
    assert len(issued.docx) < 400_000


def test_both_types_are_of_a_laureate_and_say_what_is_not_confirmed() -> None:
    for slug in ("giay_khen", "bang_khen"):
        found = doctypes.get(slug)
        assert found.dossier
        assert (found.dossier.per, found.dossier.issuer) == ("laureate", "chair")
        assert found.source.unconfirmed


@pytest.mark.parametrize("slug", ["giay_khen", "bang_khen"])
def test_libreoffice_puts_every_line_where_we_do(slug: str) -> None:
    """Against its stored lines of the example: a tenth of a millimetre both ways."""
    stored = json.loads((DATA_OF_ORACLE / f"{slug}.json").read_text(encoding="utf-8"))
    pdf = issued_example(slug).pdf
    assert pdf is not None
    ours = {(line.page, line.words): line for line in lines_of(pdf)[1]}
    assert len(ours) == len(stored["lines"])
    for page, baseline_pt, left_pt, words in stored["lines"]:
        line = ours[page, words]
        assert ((line.left_pt - left_pt) / MM, (line.baseline_pt - baseline_pt) / MM) == pytest.approx((0, 0), abs=NEAR_MM)


def test_the_frame_of_many_sheets_is_one_picture() -> None:
    """Laid out line by line it took as long as sixty paragraphs on every sheet."""
    rows = [{"ho_ten": f"Trần Thị Mỹ Hạnh {number}"} for number in range(3)]
    page = to_html(issue(danh_sach=rows).paper, faces())
    assert len(page.assets) == 1
    assert page.markup.count("<img") == 3
