"""What a yearly report, a letter of instruction, an invitation to the council and a ceremony take from a campaign."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.campaign.small import REGISTER, scope, snapshot


def yearly(day: date) -> Any:
    return scope("bao_cao_hang_nam", "th_ll", day).look_up("chi_tieu_nam")


def test_a_yearly_report_has_the_last_full_year_beside_the_one_before() -> None:
    found = yearly(date(2025, 9, 22))
    assert (found["nam"], found["ky"]) == (["2023", "2024"], {"tu": date(2024, 1, 1), "den": date(2024, 12, 31)})
    power = next(one for one in found["hang"] if one["ma"] == "dien")
    assert (power["gia_tri"], power["so_sanh"]) == (["9.500", "9.000"], "Giảm 5,26%")
    assert "tong" not in power
    counts = [(one["cap"], one["tap_the"], one["ca_nhan"]) for one in found["khen"]]
    assert counts == [("Cấp Thành phố", 0, 1), ("Cấp quận", 1, 0)]


@pytest.mark.parametrize(("day", "years"), [
    (date(2025, 3, 3), ["2023", "2024"]), (date(2024, 9, 20), ["2022", "2023"]), (date(2023, 9, 20), ["2022"]),
])
def test_its_years_go_with_its_day(day: date, years: list[str]) -> None:
    assert yearly(day)["nam"] == years


def test_there_are_no_figures_before_the_first_full_year() -> None:
    assert yearly(date(2022, 9, 20)) is None


def test_who_is_invited_to_the_council() -> None:
    found: Any = scope("giay_moi_hoi_dong", "ht", issuer="council").look_up("hoi_dong")
    every, invited = found["thanh_vien"], found["duoc_moi"]
    assert [one["vai_tro"] for one in every if one not in invited] == ["Chủ tịch Hội đồng"]
    assert len(invited) == len(every) - 1


@pytest.mark.parametrize(("row", "most"), [
    ({"loai": "tap_the", "toi_da": 2}, "02 tập thể"), ({"loai": "ca_nhan", "ty_le": 7.5}, "7,5% số cá nhân"),
    ({"loai": "ca_nhan", "toi_da": 0}, "00 cá nhân"),
])
def test_what_a_unit_may_propose(row: dict[str, Any], most: str) -> None:
    of = snapshot(dinh_muc=[{"hinh_thuc": "giay_khen", "pham_vi": "don_vi", **row},
                            {"hinh_thuc": "giay_khen", "pham_vi": "phuong", "loai": "tap_the", "toi_da": 5}])
    found: Any = scope("cong_van_huong_dan", "ht", of=of).look_up("dinh_muc")
    assert [(one["hinh_thuc"], one["toi_da_moi_don_vi"]) for one in found] == [("Giấy khen", most)]


def test_without_quotas_there_are_no_rows() -> None:
    assert scope("cong_van_huong_dan", "ht").look_up("dinh_muc") is None


def test_who_is_called_up_is_named_by_the_decision() -> None:
    found: Any = scope("kich_ban_hoi_nghi", "ht").look_up("trao_thuong")
    decision: Any = scope("quyet_dinh_khen_thuong", "ht", award="giay_khen", issuer="chair")
    assert [one["quyet_dinh"]["so_ky_hieu"] for one in found] == ["918/QĐ-UBND"]           # the city has not decided yet
    assert [one["ma"] for one in found[0]["tap_the"]] == [one["ma"] for one in decision.look_up("tap_the")]
    assert [one["ma"] for one in found[0]["ca_nhan"]] == [one["ma"] for one in decision.look_up("ca_nhan")]


def test_a_decision_of_the_city_goes_before_that_of_the_ward() -> None:
    of = snapshot(van_ban_di=[*REGISTER, {"don_vi": "ht", "loai": "quyet_dinh_khen_thuong", "hinh_thuc": "bang_khen", "so": 5120,
                                          "ngay": "2025-11-26"}])
    found: Any = scope("kich_ban_hoi_nghi", "ht", of=of).look_up("trao_thuong")
    assert [one["hinh_thuc"].split(" của ")[0] for one in found] == ["Bằng khen", "Giấy khen"]


def test_before_any_decision_the_units_own_award_is_prepared() -> None:
    found: Any = scope("kich_ban_hoi_nghi", "ht", date(2025, 11, 20)).look_up("trao_thuong")
    assert [(one["hinh_thuc"].split(" của ")[0], one["quyet_dinh"]["ngay"]) for one in found] == [("Giấy khen", None)]
