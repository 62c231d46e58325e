"""The decree's numbers as data: consistent with themselves and with what must fit on a line."""

from __future__ import annotations

import pytest

from service.fonts import faces
from service.rules.layout import (
    COMPONENTS,
    FIRST_LINE_CHOSEN_MM,
    FIRST_LINE_MM,
    FONT,
    HEADING_COLUMNS_MM,
    HEADING_OVERHANG_MM,
    LINE_LENGTHS,
    LINE_SPACING,
    PAGE,
    PARAGRAPH_GAP_PT,
    SIGNATURE_COLUMNS_MM,
    SIZE_SETS,
    Span,
)

MARGINS = [("top_mm", 20, 25), ("bottom_mm", 20, 25), ("left_mm", 30, 35), ("right_mm", 15, 20)]

# PL I, Phần I, Mục V, row by row: component, least and most size, bold, italic, capitals, the size of the decree's own example.
TABLE_V = [
    ("quoc_hieu", 12, 13, True, False, "upper", 12),
    ("tieu_ngu", 13, 14, True, False, "normal", 13),
    ("co_quan_chu_quan", 12, 13, False, False, "upper", 12),
    ("co_quan_ban_hanh", 12, 13, True, False, "upper", 12),
    ("so_ky_hieu", 13, 13, False, False, "mixed", 13),
    ("dia_danh_ngay", 13, 14, False, True, "normal", 13),
    ("ten_loai", 13, 14, True, False, "upper", 14),
    ("trich_yeu", 13, 14, True, False, "normal", 14),
    ("trich_yeu_cong_van", 12, 13, False, False, "normal", 12),
    ("doan", 13, 14, False, False, "normal", 14),
    ("phan", 13, 14, True, False, "normal", 14),
    ("phan_tieu_de", 13, 14, True, False, "upper", 14),
    ("chuong", 13, 14, True, False, "normal", 14),
    ("chuong_tieu_de", 13, 14, True, False, "upper", 14),
    ("muc_dieu", 13, 14, True, False, "normal", 14),
    ("muc_dieu_tieu_de", 13, 14, True, False, "upper", 14),
    ("tieu_muc", 13, 14, True, False, "normal", 14),
    ("tieu_muc_tieu_de", 13, 14, True, False, "upper", 14),
    ("dieu_tieu_de", 13, 14, True, False, "normal", 14),
    ("muc", 13, 14, True, False, "upper", 14),
    ("khoan_tieu_de", 13, 14, True, False, "normal", 14),
    ("khoan", 13, 14, False, False, "normal", 14),
    ("diem", 13, 14, False, False, "normal", 14),
    ("quyen_han", 13, 14, True, False, "upper", 14),
    ("chuc_vu_khac", 13, 14, True, False, "upper", 14),
    ("ho_ten", 13, 14, True, False, "normal", 14),
    ("kinh_gui", 13, 14, False, False, "normal", 14),
    ("kinh_gui_dong", 13, 14, False, False, "normal", 14),
    ("noi_nhan_tu", 12, 12, True, True, "normal", 12),
    ("noi_nhan", 11, 11, False, False, "normal", 11),
    ("phu_luc", 14, 14, True, False, "normal", 14),
    ("phu_luc_ten", 13, 14, True, False, "upper", 14),
    ("do_khan", 13, 14, True, False, "upper", 13),
    ("nguoi_soan", 11, 11, False, False, "mixed", 11),
    ("dia_chi", 11, 12, False, False, "normal", 11),
    ("luu_hanh", 13, 14, True, False, "upper", 13),
    ("so_trang", 13, 14, False, False, "mixed", 14),
]

# What must stand on one line of its column; columns have no side margins.
ONE_LINE = [
    ("quoc_hieu", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", HEADING_COLUMNS_MM[1]),
    ("dia_danh_ngay", "Thành phố Hồ Chí Minh, ngày 29 tháng 11 năm 2026", HEADING_COLUMNS_MM[1]),
    ("co_quan_ban_hanh", "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO", HEADING_COLUMNS_MM[0]),
    ("so_ky_hieu", "Số: 1234/SGDĐT-HSSVKHCNTT", HEADING_COLUMNS_MM[0]),
    ("quyen_han", "TM. ỦY BAN NHÂN DÂN", SIGNATURE_COLUMNS_MM[1]),
]


@pytest.mark.parametrize(("side", "least", "most"), MARGINS)
def test_margins_hold_the_range_of_the_decree(side: str, least: float, most: float) -> None:
    margin: Span = getattr(PAGE, side)
    assert (margin.least, margin.most, margin.clause) == (least, most, "I.3")
    assert margin.allows(margin.chosen)


@pytest.mark.parametrize(("component", "least", "most", "bold", "italic", "case", "example"), TABLE_V)
def test_components_follow_the_table_of_muc_v(
    component: str, least: float, most: float, bold: bool, italic: bool, case: str, example: float
) -> None:
    row = COMPONENTS[component]
    assert (row.size_pt.least, row.size_pt.most) == (least, most)
    assert (row.bold, row.italic, row.case) == (bold, italic, case)
    assert row.size_pt.chosen == example


@pytest.mark.parametrize("component", COMPONENTS)
def test_what_we_set_is_allowed_and_has_its_clause(component: str) -> None:
    row = COMPONENTS[component]
    assert row.size_pt.allows(row.size_pt.chosen)
    assert row.before_pt.allows(row.before_pt.chosen)
    assert row.clause
    assert row.before_pt.clause
    assert row.id == component


def test_sizes_of_the_heading_rise_and_fall_together() -> None:
    chosen = tuple(COMPONENTS[name].size_pt.chosen for name in ("quoc_hieu", "tieu_ngu", "dia_danh_ngay"))
    assert chosen in SIZE_SETS


def test_the_body_is_justified_indented_and_spaced_as_ii_6e_says() -> None:
    assert FIRST_LINE_CHOSEN_MM in FIRST_LINE_MM
    assert LINE_SPACING.allows(LINE_SPACING.chosen)
    assert not LINE_SPACING.allows(1.6)
    assert not PARAGRAPH_GAP_PT.allows(5.5)
    for name in ("doan", "khoan", "khoan_tieu_de", "diem", "gach", "dieu", "can_cu"):
        row = COMPONENTS[name]
        assert (row.alignment, row.first_line, row.before_pt) == ("justify", True, PARAGRAPH_GAP_PT)


@pytest.mark.parametrize("line", LINE_LENGTHS)
def test_drawn_lines_have_legal_lengths(line: str) -> None:
    assert LINE_LENGTHS[line].allows(LINE_LENGTHS[line].chosen)


@pytest.mark.parametrize(("component", "text", "column_mm"), ONE_LINE)
def test_it_stands_on_one_line(component: str, text: str, column_mm: float) -> None:
    row = COMPONENTS[component]
    width_pt = faces().find(FONT, row.bold, row.italic).face.width_em(text) * row.size_pt.chosen
    assert width_pt / 72 * 25.4 <= column_mm


def test_blocks_of_two_columns_end_at_the_right_margin() -> None:
    assert sum(HEADING_COLUMNS_MM) - HEADING_OVERHANG_MM == pytest.approx(PAGE.text_mm)
    assert sum(SIGNATURE_COLUMNS_MM) == pytest.approx(PAGE.text_mm)


@pytest.mark.parametrize(
    ("value", "tolerance", "allowed"), [(20, 0, True), (25, 0, True), (19.99, 0, False), (19.99, 0.02, True), (25.5, 0.4, False)]
)
def test_a_span_allows_its_ends_and_the_tolerance(value: float, tolerance: float, allowed: bool) -> None:
    assert PAGE.top_mm.allows(value, tolerance) is allowed
