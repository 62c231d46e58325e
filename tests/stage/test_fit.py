"""Texts in boxes: lines, sizes, and what is refused because it does not fit."""

from __future__ import annotations

from typing import Any

import pytest

from service.errors import Problem
from service.stage.fit import Fitted, fit
from tests.stage.stocks import STOCKS, box

CITATION = ("Đã có thành tích xuất sắc trong Phong trào thi đua “Đẩy mạnh phát triển kết cấu hạ tầng đồng bộ, hiện đại; "
            "thực hành tiết kiệm, chống lãng phí” giai đoạn 2022 - 2025")
LONGEST = (CITATION + ", góp phần hoàn thành xuất sắc nhiệm vụ năm học 2024 - 2025 của ngành Giáo dục")[:220]
SCHOOL = "Trường Trung học cơ sở Nguyễn Văn Trỗi - Hạnh Thông, phường Hạnh Thông"

FITTING = [
    ("nguoi_nhan", "Bà Lâm Thị Ngọc Diệp", ["Bà Lâm Thị Ngọc Diệp"], 24.0),
    ("nguoi_nhan", f"Tập thể {SCHOOL}", ["Tập thể Trường Trung học cơ sở Nguyễn Văn", "Trỗi - Hạnh Thông, phường Hạnh Thông"],
     24.0),
    ("nguoi_nhan", "Tập thể Liên đội\nTrường Tiểu học Hạnh Thông", ["Tập thể Liên đội", "Trường Tiểu học Hạnh Thông"], 24.0),
    ("thanh_tich", CITATION, ["Đã có thành tích xuất sắc trong Phong trào thi đua “Đẩy mạnh phát triển kết cấu hạ tầng đồng bộ,",
                              "hiện đại; thực hành tiết kiệm, chống lãng phí” giai đoạn 2022 - 2025"], 15.0),
    ("ky_chuc_vu", "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH", ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"], 14.0),
    ("quyet_dinh", "Quyết định số 1245/QĐ-UBND ngày 20 tháng 11 năm 2025",
     ["Quyết định số 1245/QĐ-UBND ngày 20 tháng 11 năm 2025"], 12.0),
]


@pytest.mark.parametrize(("name", "text", "lines", "size_pt"), FITTING)
def test_a_text_is_broken_between_words_into_lines_about_equally_long(name: str, text: str, lines: list[str], size_pt: float,
                                                                       ) -> None:
    fitted = fit(text, box(name), "/x")
    assert isinstance(fitted, Fitted)
    assert (list(fitted.lines), fitted.size_pt) == (lines, size_pt)


@pytest.mark.parametrize(("width_mm", "size_pt"), [(84.0, 24.0), (83.0, 23.5), (77.0, 22.0), (76.0, None)])
def test_a_name_shrinks_by_half_points_and_no_further_than_allowed(width_mm: float, size_pt: float | None) -> None:
    """“Bà Lâm Thị Ngọc Diệp” is 83,3 mm wide in bold 24 pt."""
    fitted = fit("Bà Lâm Thị Ngọc Diệp", box("nguoi_nhan", lines_max=1, width_mm=width_mm), "/ho_ten")
    assert (fitted.size_pt if isinstance(fitted, Fitted) else None) == size_pt


REFUSED = [
    ("ten_loai", {}, "GIẤYKHENGIẤYKHENGIẤYKHENGIẤYKHEN", "text-too-wide-for-box"),
    ("ky_ho_ten", {}, "Tôn Nữ Công Huyền Thị Thanh Tuyền Nguyễn Phúc Vĩnh Bửu Hội An", "text-too-wide-for-box"),
    ("thanh_tich", {}, f"{LONGEST} {CITATION}", "text-too-long-for-box"),
    ("thanh_tich", {"height_mm": 9.0}, CITATION, "text-too-long-for-box"),
    ("ky_chuc_vu", {"lines_max": 1}, "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH", "text-too-long-for-box"),
]


@pytest.mark.parametrize(("name", "changes", "text", "code"), REFUSED)
def test_what_does_not_fit_is_a_problem_at_its_field(name: str, changes: dict[str, Any], text: str, code: str) -> None:
    found = fit(text, box(name, **changes), "/o_day")
    assert isinstance(found, Problem)
    assert (found.code, found.pointer, found.args["o"]) == (code, "/o_day", name)


def test_a_problem_says_how_much_too_long_the_text_is() -> None:
    found = fit("KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH", box("ky_chuc_vu", lines_max=1, shrink_pt=0.0), "/ky")
    assert isinstance(found, Problem)
    assert found.message == ("“KT. CHỦ TỊCH PHÓ CHỦ TỊCH” cần 2 dòng, ô “ky_chuc_vu” của phôi chứa 1 dòng: dài hơn 5,7 mm, dù đã "
                             "thu cỡ chữ còn 14 pt.")


@pytest.mark.parametrize("on", STOCKS)
@pytest.mark.parametrize("text", [LONGEST, CITATION, "a" * 30 + " " + "b" * 30])
def test_the_longest_citation_fits_on_every_stock(on: str, text: str) -> None:
    fitted = fit(text, box("thanh_tich", on), "/thanh_tich")
    assert isinstance(fitted, Fitted)
    assert " ".join(fitted.lines) == text
    assert len(fitted.lines) <= 3


@pytest.mark.parametrize(("vertical", "inset_mm"), [("top", 0.0), ("center", 2.7), ("bottom", 5.4)])
def test_a_short_text_stands_where_the_box_says(vertical: str, inset_mm: float) -> None:
    """One line of 16 pt is 6,5 mm high in Times New Roman."""
    fitted = fit("TẶNG", box("tang", vertical=vertical, height_mm=11.9), "")
    assert isinstance(fitted, Fitted)
    assert fitted.inset_mm == pytest.approx(inset_mm, abs=0.05)


def test_a_character_that_no_face_has_is_named() -> None:
    found = fit("Trường 𝕏", box("nguoi_nhan"), "/ten")
    assert isinstance(found, Problem)
    assert (found.code, found.pointer, found.args["ky_tu"]) == ("glyph-missing", "/ten", "𝕏")
