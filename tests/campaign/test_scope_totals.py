"""Indicators of a school; of a ward from its schools: sums, who is missing, by kind, awards, proposals."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from service.campaign.awards import AwardHad
from service.campaign.views.indicators import level
from tests.campaign.small import REGISTER, RESULTS, SMALL, scope, snapshot

WARD = scope("bao_cao_tong_hop", "ht")


def rows(path: str, *columns: str, of: Any = WARD) -> list[tuple[object, ...]]:
    found: Any = of.look_up(path)
    return [tuple(one[column] for column in columns) for one in found]


def test_a_schools_indicators_stand_by_year() -> None:
    of = scope("bao_cao_so_ket", "th_ll")
    assert of.look_up("chi_tieu.nam") == ["2022", "2023", "2024", "2025"]
    assert rows("chi_tieu.hang", "ten", "gia_tri", "tong", "so_sanh", of=of) == [
        ("Vốn sửa chữa", ["100"] * 4, "400", "Không đổi"),
        ("Điện tiêu thụ", ["10.000", "9.500", "9.000", "8.000"], "36.500", "Giảm 20,00%"),
        ("Hồ sơ điện tử", ["40,0", "55,5", "70,0", "90,0"], "90,0", "Tăng 50,0 điểm phần trăm")]
    assert rows("chi_tieu.tiet_kiem", "ten", of=of) == [("Điện tiêu thụ",)]


def test_a_value_that_is_missing_is_said_with_its_reason_and_is_no_zero() -> None:
    of = scope("bao_cao_so_ket", "mn_hm")
    assert rows("chi_tieu.tiet_kiem", "gia_tri", "tong", "so_sanh", "ghi_chu", of=of) == [
        (["–", "–", "2.000", "1.500"], "3.500", "", "2022, 2023: chưa có công tơ riêng")]
    assert rows("chi_tieu.ha_tang", "tong", "ghi_chu", of=of) == [("–", "2022, 2023, 2024, 2025: chưa có số liệu")]


def test_no_year_is_shown_that_the_document_has_not_come_to() -> None:
    assert scope("bao_cao_hang_nam", "th_ll", date(2024, 6, 1)).look_up("chi_tieu.nam") == ["2022", "2023", "2024"]


def test_a_ward_adds_up_the_units_that_reported() -> None:
    assert [WARD.look_up(f"tong_hop.{one}") for one in ("so_phai_bao_cao", "so_da_bao_cao", "so_chua_bao_cao")] == [3, 2, 1]
    assert WARD.look_up("tong_hop.chua_bao_cao") == ["Trường Trung học cơ sở Nguyễn Du"]
    assert rows("tong_hop.chi_tieu", "ten", "gia_tri", "tong", "ghi_chu") == [
        ("Vốn sửa chữa", ["100"] * 4, "400", "01 đơn vị thiếu số liệu"),
        ("Điện tiêu thụ", ["10.000", "9.500", "11.000", "9.500"], "40.000", "01 đơn vị thiếu số liệu"),
        ("Hồ sơ điện tử", ["60,0", "67,8", "75,0", "85,0"], "85,0", "")]                  # a share is a mean, of 55,5 and 80 too
    compared = [("Vốn sửa chữa", "Không đổi"), ("Điện tiêu thụ", "Giảm 20,00%"), ("Hồ sơ điện tử", "Tăng 25,0 điểm phần trăm")]
    assert rows("tong_hop.chi_tieu", "ten", "so_sanh") == compared                        # one unit had no meter in 2022
    assert WARD.look_up("chi_tieu.hang") == WARD.look_up("tong_hop.chi_tieu")


def test_a_late_report_is_added_once_it_is_there() -> None:
    late = scope("bao_cao_tong_hop", "ht", date(2026, 1, 15))
    assert late.look_up("tong_hop.so_chua_bao_cao") == 0                                 # and 0 is told, not left out
    assert rows("tong_hop.ha_tang", "gia_tri", of=late)[0][0] == ["1.099", "100", "100", "100"]


def test_a_unit_has_its_indicators_by_group() -> None:
    assert rows("tong_hop.theo_don_vi", "ten", "khoi", "ha_tang", "tiet_kiem", "chung") == [
        ("Trường Tiểu học Lê Lợi", "Tiểu học", ["400"], ["36.500"], ["90,0"]),
        ("Trường Mầm non Hoa Mai", "Mầm non", ["–"], ["3.500"], ["80,0"])]


def test_an_indicator_has_its_period_by_kind_of_school() -> None:
    assert rows("tong_hop.cac_khoi", "ten", "so_don_vi", "da_bao_cao") == [
        ("Mầm non", 1, 1), ("Tiểu học", 1, 1), ("Trung học cơ sở", 1, 0), ("Công lập", 2, 1), ("Ngoài công lập", 1, 1)]
    assert rows("tong_hop.chi_tieu", "theo_khoi") == [
        (["–", "400", "–", "400", "–"],), (["3.500", "36.500", "–", "36.500", "3.500"],),
        (["80,0", "90,0", "–", "90,0", "80,0"],)]


def test_awards_had_are_counted_by_year_and_level() -> None:
    wanted = [("2023", "Cấp quận", 1, 0, 0, 0), ("2024", "Cấp Thành phố", 0, 1, 0, 1), ("2024", "Cấp quận", 1, 0, 0, 0)]
    columns = "nam", "cap", "tap_the", "ca_nhan", "lanh_dao", "truc_tiep"
    assert rows("tong_hop.khen", *columns) == wanted
    assert rows("khen", *columns, of=scope("bao_cao_so_ket", "th_ll")) == wanted
    assert scope("bao_cao_so_ket", "th_tp").look_up("khen") is None


def test_proposals_are_counted_by_award() -> None:
    assert rows("tong_hop.de_nghi", "hinh_thuc", "tap_the", "ca_nhan") == [("Bằng khen", 1, 0), ("Giấy khen", 2, 2)]
    assert [WARD.look_up("tong_hop.tap_the_de_nghi"), WARD.look_up("tong_hop.ca_nhan_de_nghi")] == [3, 2]


def test_a_school_has_no_totals() -> None:
    assert scope("bao_cao_so_ket", "th_ll").look_up("tong_hop") is None


def test_a_ward_where_nobody_reported_sums_nothing() -> None:
    nobody = snapshot(van_ban_di=[one for one in REGISTER if one["loai"] != "bao_cao_so_ket"], ket_qua=RESULTS)
    of = scope("bao_cao_tong_hop", "ht", of=nobody)
    assert of.look_up("tong_hop.so_da_bao_cao") == 0
    assert rows("tong_hop.chi_tieu", "gia_tri", "tong", of=of) == [(["–"] * 4, "–")] * 3


@pytest.mark.parametrize(("who", "said"), [
    ("Chủ tịch Ủy ban nhân dân quận Gò Vấp", "Cấp quận"), ("Chủ tịch Ủy ban nhân dân phường Hạnh Thông", "Cấp phường"),
    ("Chủ tịch Ủy ban nhân dân Thành phố Hồ Chí Minh", "Cấp Thành phố"), ("Giám đốc Sở Giáo dục và Đào tạo", "Cấp Sở"),
    ("Bộ trưởng Bộ Giáo dục và Đào tạo", "Cấp bộ"), ("Thủ tướng Chính phủ", "Cấp Nhà nước"), ("Hiệu trưởng", "Cấp trường"),
    ("quan", "Cấp quận"), ("tp", "Cấp Thành phố"), ("Công đoàn ngành", "Công đoàn ngành"),
])
def test_the_level_of_an_award_is_that_of_its_giver(who: str, said: str) -> None:
    had = AwardHad.model_validate({"don_vi": "th_ll", "loai": "hinh_thuc", "ten": "Giấy khen", "nam": 2024,
                                   "so_quyet_dinh": "1/QĐ", "ngay_quyet_dinh": "2024-01-02", "co_quan": who})
    assert level(SMALL, had) == said
