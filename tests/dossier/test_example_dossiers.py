"""The example campaign's dossiers: every document's data is whole, and the ward's figures are those of its schools' rows."""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from service import doctypes
from service.campaign import Snapshot, load_folder
from service.campaign.scope import Scope
from service.dossier.planned import Planned, document, documents, judge, units, waiting
from service.vietnamese.decimals import read_decimal

FOLDER = Path(__file__).parents[2] / "examples/phong-trao"
TODAY, REPORT = date(2026, 11, 22), date(2025, 12, 5)
WARDS = ("hanh_thong", "an_nhon", "go_vap", "an_hoi_dong", "thong_tay_hoi", "an_hoi_tay")


@cache
def example() -> Snapshot:
    return load_folder(FOLDER)


def planned(unit: str) -> tuple[Planned, ...]:
    return documents(example(), unit, doctypes.catalogue().values(), today=TODAY)


def test_no_document_is_refused_of_the_wards_and_of_the_school_that_is_told_in_full() -> None:
    every = [one for unit in (*WARDS, "th_kien_thien") for one in planned(unit)]
    refused = [(f"{one.scope.unit}/{one.name}", str(error)) for one, error in judge(every)[1]]
    assert refused == []
    assert len(every) > 50


def test_no_document_of_any_unit_is_refused() -> None:
    refused = judge(one for unit in units(example()) if example().organ(unit).loai != "ubnd_quan" for one in planned(unit))[1]
    assert [(f"{one.scope.unit}/{one.name}", str(error)) for one, error in refused] == []


def test_a_school_that_has_not_written_its_reports_waits_and_has_no_papers_of_a_council_it_has_not() -> None:
    late = waiting(example(), "mn_co_mem", doctypes.catalogue().values(), today=TODAY)
    assert [one.slug for one in late] == ["bao_cao_hang_nam", "bao_cao_so_ket"]
    slugs = {one.slug for one in planned("mn_co_mem")}
    assert "ke_hoach_truong" in slugs
    assert not slugs & {"bao_cao_hang_nam", "bao_cao_so_ket", "quyet_dinh_hoi_dong", "giay_moi_hoi_dong"}


# One campaign, one school, one day apart: who stands above it, who gives the award, what law is cited.
BEFORE_AND_AFTER = [
    ("co_quan_ban_hanh.chu_quan", "UBND quận Gò Vấp", "UBND phường Hạnh Thông"),
    ("hinh_thuc.chuc_danh", "Chủ tịch Ủy ban nhân dân quận Gò Vấp", "Chủ tịch Ủy ban nhân dân phường Hạnh Thông"),
    ("noi_trinh", ["Chủ tịch Ủy ban nhân dân quận Gò Vấp"], ["Chủ tịch Ủy ban nhân dân phường Hạnh Thông"]),
]


def _submission(day: date) -> Scope:
    return Scope(example(), "to_trinh_khen_thuong", "th_kien_thien", day, "giay_khen", issuer="proposer")


@pytest.mark.parametrize(("path", "before", "after"), BEFORE_AND_AFTER, ids=[row[0] for row in BEFORE_AND_AFTER])
def test_a_day_apart_the_same_school_has_another_superior_and_authority(path: str, before: object, after: object) -> None:
    def said(day: date) -> object:
        found = _submission(day).look_up(path)
        return [found] if path == "noi_trinh" and isinstance(found, str) else found
    assert (said(date(2025, 6, 30)), said(date(2025, 7, 1))) == (before, after)


def test_a_day_apart_other_decrees_are_grounds() -> None:
    def cited(day: date) -> set[str]:
        grounds: Any = _submission(day).look_up("can_cu")
        return {ground["so_ky_hieu"] for ground in grounds if isinstance(ground, dict) and "so_ky_hieu" in ground}
    before, after = cited(date(2025, 6, 30)), cited(date(2025, 7, 1))
    assert "98/2023/NĐ-CP" in before - after
    assert "152/2025/NĐ-CP" in after - before


def test_the_districts_chairman_decides_until_the_day_it_ceases() -> None:
    kind = doctypes.get("quyet_dinh_khen_thuong")
    on = {day: document(example(), "ubnd_quan", kind, today=TODAY, award_code="giay_khen", day=day)
          for day in (date(2025, 6, 30), date(2025, 7, 1))}
    made, refused = judge(on.values())
    assert [one.data["ky"]["ho_ten"] for one in made] == ["Phạm Đình Hiếu Ân"]
    assert [one.scope.day for one, _ in refused] == [date(2025, 7, 1)]


@pytest.mark.parametrize("ward", WARDS)
def test_a_wards_sums_are_those_of_its_schools_rows(ward: str) -> None:
    """Added up here from the files, without the program's look-ups."""
    scope = Scope(example(), "bao_cao_tong_hop", ward, REPORT)
    schools = {row["Mã đơn vị"] for row in rows("truc_thuoc.csv") if row["Mã cơ quan chủ quản"] == ward}
    reported = {row["don_vi"] for row in rows("van_ban_di.csv") if row["loai"] == "bao_cao_so_ket" and row["don_vi"] in schools}
    assert scope.look_up("tong_hop.so_phai_bao_cao") == len(schools)
    assert scope.look_up("tong_hop.so_da_bao_cao") == len(reported)
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for row in rows("ket_qua.csv"):
        if row["don_vi"] in reported and row["gia_tri"]:
            sums[row["chi_tieu"]] += Decimal(row["gia_tri"].replace(".", "").replace(",", "."))
    summed: Any = scope.look_up("tong_hop.chi_tieu")
    added = {one.ma for one in example().tables.chi_tieu if one.gop == "tong" and one.dvt != "%"}
    assert {row["ma"]: read_decimal(row["tong"]) for row in summed if row["ma"] in added} == {code: sums[code] for code in added}
    assert len(added) >= 5


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    with (FOLDER / name).open(encoding="utf-8-sig", newline="") as file:
        return tuple(csv.DictReader(file))


def test_a_decision_rewards_those_that_passed_twice() -> None:
    for ward in WARDS:
        of: list[Any] = [one for kind in ("tap_the", "ca_nhan") for one in _rows(ward, "chair", kind)]
        assert of, ward
        assert {one["ket_qua"] for one in of} == {"Đạt"}
        assert len(of) == sum(1 for one in planned(ward) if one.slug == "giay_khen")


def _rows(ward: str, issuer: Any, kind: str) -> list[Any]:
    scope = Scope(example(), "quyet_dinh_khen_thuong", ward, REPORT, award="giay_khen", issuer=issuer)
    found: Any = scope.look_up(kind)
    return list(found or ())


def test_the_same_campaign_dated_a_day_later_has_other_authorities() -> None:
    found = []
    for day in (date(2025, 6, 30), date(2025, 7, 1)):
        dossier = documents(example(), "th_kien_thien", doctypes.catalogue().values(), today=TODAY, day=day)
        one = next(one for one in dossier if (one.slug, one.scope.award) == ("to_trinh_khen_thuong", "giay_khen"))
        data = one.checked()
        decrees = [ground["so_ky_hieu"] for ground in data["can_cu"] if ground.get("loai") == "Nghị định"]
        found.append([data["co_quan_chu_quan"], data["kinh_gui"][0], data["hinh_thuc"], *decrees])
    assert found == [
        ["UBND quận Gò Vấp", "Chủ tịch Ủy ban nhân dân quận Gò Vấp", "Giấy khen của Chủ tịch Ủy ban nhân dân quận Gò Vấp",
         "98/2023/NĐ-CP"],
        ["UBND phường Hạnh Thông", "Chủ tịch Ủy ban nhân dân phường Hạnh Thông",
         "Giấy khen của Chủ tịch Ủy ban nhân dân phường Hạnh Thông", "152/2025/NĐ-CP"],
    ]
