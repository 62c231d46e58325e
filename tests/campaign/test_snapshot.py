from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from service.campaign import Snapshot, load_folder
from service.errors import InputRefused
from tests.campaign.folders import FILES, added, write

BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    organs = FILES["co_quan.csv"].replace('30/6/2025;"ht; an"', '30/6/2025;"ht; cu; an"')
    closed = "cu;Phòng cũ;khac;;;;31/12/2025;an\npgd;Phòng Giáo dục và Đào tạo;phong_quan;quan;;;30/6/2025;vhxh\n"
    return load_folder(write(tmp_path_factory.mktemp("phong_trao"), {
        "co_quan.csv": organs + closed,
        **added("truc_thuoc.csv", "pgd,quan,,2025-06-30"),
        **added("hoi_dong.csv", "hd_ht;ht;;;01/7/2025;31/12/2025", "hd_ht2;ht;;;01/01/2026;"),
        **added("van_ban_di.csv", "ll;bao_cao_hang_nam;;;5;10/6/2024", "ll;bao_cao_hang_nam;;;7;12/6/2025"),
    }))


@pytest.mark.parametrize(("code", "day", "superior", "name"), [
    ("ll", BEFORE, "quan", "UBND quận Gò Vấp"), ("ll", AFTER, "ht", "UBND phường Hạnh Thông"),
    ("hm", BEFORE, None, ""),                                # its relations say nothing of that day
    ("hm", AFTER, "ht", "UBND phường Hạnh Thông"), ("vhxh", AFTER, "ht", "UBND phường Hạnh Thông"), ("ht", AFTER, None, ""),
    ("pgd", BEFORE, "quan", "UBND quận Gò Vấp"), ("pgd", AFTER, None, ""),
])
def test_a_unit_has_the_superior_of_the_day(snapshot: Snapshot, code: str, day: date, superior: str | None, name: str) -> None:
    found = snapshot.superior(code, day)
    assert (found.ma if found else None, snapshot.superior_name(code, day)) == (superior, name)


def test_a_superior_may_be_written_as_a_text(tmp_path: Path) -> None:
    alone = load_folder(write(tmp_path, {"truc_thuoc.csv": "don_vi,chu_quan\nll,ht\n"}))
    assert (alone.superior("hm", AFTER), alone.superior_name("hm", AFTER)) == (None, "UBND phường Hạnh Thông")


@pytest.mark.parametrize(("code", "day", "children", "schools"), [
    ("quan", BEFORE, ["ll", "pgd"], ["ll"]), ("quan", AFTER, [], []), ("ht", BEFORE, ["vhxh"], []),
    ("ht", AFTER, ["vhxh", "ll", "hm"], ["ll", "hm"]), ("an", AFTER, [], []),
])
def test_a_superior_has_the_units_of_the_day(snapshot: Snapshot, code: str, day: date, children: list[str],
                                             schools: list[str]) -> None:
    assert [one.ma for one in snapshot.children(code, day)] == children
    assert [one.ma for one in snapshot.schools(code, day)] == schools


@pytest.mark.parametrize(("code", "day", "ward"), [
    ("ll", AFTER, "ht"), ("ll", BEFORE, None), ("vhxh", AFTER, "ht"), ("ht", AFTER, "ht"), ("quan", BEFORE, None),
])
def test_a_unit_lies_in_a_ward(snapshot: Snapshot, code: str, day: date, ward: str | None) -> None:
    found = snapshot.ward(code, day)
    assert (found.ma if found else None) == ward


def test_departments(snapshot: Snapshot) -> None:
    found = [snapshot.department("quan", BEFORE), snapshot.department("ht", AFTER), snapshot.department("an", AFTER)]
    assert [one.ma if one else None for one in found] == ["pgd", "vhxh", None]


@pytest.mark.parametrize(("code", "day", "successors"), [
    ("quan", AFTER, ["ht", "cu", "an"]), ("quan", date(2026, 1, 1), ["ht", "an"]), ("pgd", AFTER, ["vhxh"]), ("ll", AFTER, []),
])
def test_who_took_over(snapshot: Snapshot, code: str, day: date, successors: list[str]) -> None:
    assert [one.ma for one in snapshot.successors(code, day)] == successors


@pytest.mark.parametrize(("organ", "day", "signatory", "people"), [
    ("ht", BEFORE, None, []), ("ht", AFTER, "ct1", ["ct1"]), ("ht", date(2025, 12, 31), "ct1", ["ct1"]),
    ("ht", date(2026, 1, 1), "ct2", ["ct2"]), ("ll", AFTER, "ht_ll", ["ht_ll", "gv1"]), ("hm", AFTER, None, []),
])
def test_who_signs_on_a_day(snapshot: Snapshot, organ: str, day: date, signatory: str | None, people: list[str]) -> None:
    found = snapshot.signatory(organ, day)
    assert (found.ma if found else None) == signatory
    assert [one.ma for one in snapshot.people_of(organ, day)] == people


@pytest.mark.parametrize(("organ", "day", "council"), [
    ("ll", date(2025, 9, 14), None), ("ll", date(2025, 9, 15), "hd"), ("ht", AFTER, "hd_ht"), ("ht", date(2026, 1, 1), "hd_ht2"),
    ("hm", AFTER, None),
])
def test_the_council_of_a_day(snapshot: Snapshot, organ: str, day: date, council: str | None) -> None:
    found = snapshot.council_of(organ, day)
    assert (found.ma if found else None) == council


def test_members_carry_name_and_office(snapshot: Snapshot) -> None:
    assert [(one.ho_ten, one.chuc_vu) for one in snapshot.members("hd")] == [
        ("Trần Thị Bình", "Hiệu trưởng"), ("Đỗ Thị Ánh", "Giáo viên"), ("Lý Văn Tám", "Tổ trưởng")]
    assert snapshot.members("hd_ht") == ()


def test_votes(snapshot: Snapshot) -> None:
    assert [one.ma for one in snapshot.meetings("hd")] == ["h1"]
    assert [(one.de_nghi, one.dong_y, one.trang) for one in snapshot.votes("h1")] == [("tt1", 3, 0), ("cn1", 2, 0)]
    found = snapshot.vote("h1", "cn1")
    assert found is not None
    assert found.khong_dong_y == 1
    assert snapshot.vote("h1", "x") is None
    assert [one.hop for one in snapshot.votes_on("tt1")] == ["h1"]


@pytest.mark.parametrize(("asked", "found"), [
    ({}, ["tt1", "cn1"]), ({"unit": "ll"}, ["tt1", "cn1"]), ({"unit": "hm"}, []), ({"award": "giay_khen"}, ["tt1"]),
    ({"loai": "ca_nhan"}, ["cn1"]), ({"unit": "ll", "award": "bang_khen", "loai": "tap_the"}, []),
    ({"meeting": "h1"}, ["tt1", "cn1"]), ({"meeting": "h2"}, []),
])
def test_nominees_are_chosen(snapshot: Snapshot, asked: dict[str, str], found: list[str]) -> None:
    assert [one.ma for one in snapshot.nominees(**asked)] == found


def test_what_a_nominee_had(snapshot: Snapshot) -> None:
    assert [one.ten for one in snapshot.awards_of(unit="ll")] == ["Tập thể lao động tiên tiến"]
    assert snapshot.awards_of(person="gv1") == ()
    assert [one.hinh_thuc for one in snapshot.discipline_of(person="gv1")] == ["Khiển trách"]
    appraisal = snapshot.appraisal("tt1")
    assert appraisal is not None
    assert (appraisal.passed, appraisal.de_xuat) == (True, "trinh")
    assert snapshot.appraisal("cn1") is None
    with pytest.raises(ValueError, match="unit or for a person"):
        snapshot.awards_of(unit="ll", person="gv1")


@pytest.mark.parametrize(("slug", "award", "day", "number"), [
    ("to_trinh_khen_thuong", "giay_khen", None, 12), ("to_trinh_khen_thuong", "bang_khen", None, None),
    ("bao_cao_hang_nam", "", None, 7), ("bao_cao_hang_nam", "", date(2025, 1, 1), 5),
    ("bao_cao_hang_nam", "", date(2024, 1, 1), None),
])
def test_registered_documents(snapshot: Snapshot, slug: str, award: str, day: date | None, number: int | None) -> None:
    found = snapshot.registered("ll", slug, award, day=day)
    assert (found.so if found else None) == number


def test_quotas_and_guests(snapshot: Snapshot) -> None:
    quota = snapshot.quota("giay_khen", "tap_the", "don_vi")
    assert quota is not None
    assert (quota.toi_da, quota.ty_le) == (1, None)
    assert snapshot.quota("bang_khen", "tap_the", "don_vi") is None
    assert [one.ho_ten for one in snapshot.guests("ht")] == ["Phan Văn Sáu"]
    assert snapshot.guest("k1").don_vi == "Sở Nội vụ"


@pytest.mark.parametrize("ask", ["organ", "person", "council", "meeting", "nominee", "indicator", "instrument", "guest"])
def test_an_unknown_code_is_refused(snapshot: Snapshot, ask: str) -> None:
    with pytest.raises(InputRefused, match="Không có mã “không có”"):
        getattr(snapshot, ask)("không có")
