from __future__ import annotations

from datetime import date

import pytest

from service.components import heading


@pytest.mark.parametrize(("number", "symbol", "printed"), [
    (656, "KH-GDĐT", "656/KH-GDĐT"), (7, "QĐ-UBND", "07/QĐ-UBND"), (None, "KH-GDĐT", "      /KH-GDĐT"),
])
def test_a_number_below_ten_takes_a_zero_and_none_stays_blank(number: int | None, symbol: str, printed: str) -> None:
    assert heading.number_and_symbol(number, symbol) == printed


@pytest.mark.parametrize(("code", "organ", "unit", "printed"), [
    ("KH", "GDĐT", "TĐ", "KH-GDĐT"), ("", "GDĐT", "TĐ", "GDĐT-TĐ"), ("", "VHXH", "", "VHXH"), ("QyĐ", "UBND", "", "QyĐ-UBND"),
])
def test_named_types_and_letters_have_their_own_symbols(code: str, organ: str, unit: str, printed: str) -> None:
    assert heading.symbol(code, organ, unit) == printed


@pytest.mark.parametrize(("text", "code", "right"), [
    ("KH-GDĐT", "KH", True), ("KH-SGD&ĐT", "KH", True), ("QĐ-TTg", "QĐ", True), ("GDDT-TĐ", "KH", False),        # the seed, F3
    ("BC-SCT", "KH", False), ("KH - SCT", "KH", False), ("kh-gdđt", "KH", False), ("2026/KH-UBND", "KH", False),
    ("GDĐT-TĐ", "", True), ("HĐND-VP", "", True), ("HĐ-VP", "", True), ("QĐ-UBND", "", False), ("UBND-", "", False),
    ("CV-UBND", "", False),
])
def test_a_symbol_follows_the_decree_s_pattern(text: str, code: str, right: bool) -> None:
    assert (heading.symbol_problem(text, code, "/ky_hieu") is None) is right


@pytest.mark.parametrize(("name", "short", "lost"), [
    ("Phòng Giáo dục và Đào tạo", "GDDT", True), ("Phòng Giáo dục và Đào tạo", "GDĐT", False),
    ("Sở Du lịch", "SDL", False), ("Ủy ban nhân dân", "UBND", False),
])
def test_a_lost_d_with_stroke_is_noticed(name: str, short: str, lost: bool) -> None:
    assert (heading.lost_d(name, short, "/x") is not None) is lost


@pytest.mark.parametrize(("day", "year", "printed"), [
    (date(2023, 6, 16), None, "Gò Vấp, ngày 16 tháng 6 năm 2023"),
    (None, 2026, "Gò Vấp, ngày      tháng      năm 2026"),
])
def test_place_and_date_stand_on_one_line(day: date | None, year: int | None, printed: str) -> None:
    assert heading.place_and_date("Gò Vấp,", day, year) == printed
