"""Which nominees a document has, in which order, with which votes."""

from __future__ import annotations

from typing import Any

import pytest

from service.campaign.scope import Issuer, Scope
from service.campaign.snapshot import Snapshot
from service.campaign.views.offices import rank
from tests.campaign.small import MEETINGS, NOMINEES, VOTES, nominee, scope, snapshot


def codes(of: Scope) -> list[str]:
    rows: list[Any] = [of.look_up("tap_the") or [], of.look_up("ca_nhan") or []]
    return [one["ma"] for kind in rows for one in kind]


@pytest.mark.parametrize(("unit", "award", "issuer", "wanted"), [
    ("th_ll", "giay_khen", "council", ["ll4", "ll3", "ll2", "ll1"]),     # all that were voted on: the deputy, then Ân before Yến
    ("th_ll", "giay_khen", "proposer", ["ll4", "ll3", "ll1"]),           # ll2 had 3 of 5
    ("th_ll", "bang_khen", "unit", ["ll5"]),
    ("th_ll", "", "unit", ["ll5", "ll4", "ll3", "ll1"]),                 # the higher award first
    ("mn_hm", "giay_khen", "unit", ["hm2", "hm1"]),                      # nothing was voted on there yet
    ("ht", "giay_khen", "department", ["ll4", "hm2", "ll3", "ll1", "hm1"]),     # what the units propose
    ("ht", "giay_khen", "council", ["ll4", "hm2", "ll3", "ll1", "hm1"]),
    ("ht", "giay_khen", "chair", ["ll4", "hm2", "ll1", "hm1"]),          # ll3 had 2 of 3 in the ward
    ("an", "giay_khen", "chair", ["tp1"]), ("an", "bang_khen", "unit", []),
])
def test_a_document_has_the_nominees_that_came_so_far(unit: str, award: str, issuer: Issuer, wanted: list[str]) -> None:
    assert codes(scope("x", unit, award=award, issuer=issuer)) == wanted


def test_without_a_threshold_nobody_is_judged_and_nobody_left_out() -> None:
    of = scope("x", "th_ll", award="giay_khen", of=snapshot({"cau_hinh": {}}))
    assert codes(of) == ["ll4", "ll3", "ll2", "ll1"]
    assert {one["ket_qua"] for one in _people(of)} == {""}


def test_who_was_not_put_to_the_vote_has_not_passed() -> None:
    votes = [one for one in VOTES if one["de_nghi"] != "ll3"]
    assert codes(scope("x", "th_ll", award="giay_khen", of=snapshot(phieu=votes))) == ["ll4", "ll1"]


@pytest.mark.parametrize(("least", "said"), [(80, ["Đạt", "Không đạt", "Đạt"]), ("80,1", ["Không đạt"] * 3), (60, ["Đạt"] * 3)])
def test_the_threshold_is_of_all_members(least: object, said: list[str]) -> None:
    """4, 3, 4 of five; one member was absent and counts."""
    of = scope("x", "th_ll", award="giay_khen", issuer="council", of=snapshot({"cau_hinh": {"nguong_phieu": least}}))
    assert [one["ket_qua"] for one in _people(of)] == said


def test_rows_say_what_lists_print() -> None:
    rows = {one["ma"]: one for one in _people(scope("x", "th_ll", award="giay_khen"))}
    wanted = {"ho_ten": "Nguyễn Thị Yến", "danh_xung": "Bà", "nam_sinh_nu": "1990", "nam_sinh_nam": "", "chuc_vu": "Giáo viên",
              "don_vi": "Trường Tiểu học Lê Lợi", "hinh_thuc": "Giấy khen", "khen_da_co": "2024: Bằng khen, 99/QĐ-UBND",
              "dong_y": 4, "khong_dong_y": 0, "ty_le": "80,00", "ket_qua": "Đạt", "he_so": "0,3", "tien_thuong": 710_000}
    assert {key: rows["ll1"][key] for key in wanted} == wanted


def test_a_collective_inside_a_unit_says_whose_it_is() -> None:
    rows: Any = scope("x", "th_ll").look_up("tap_the")
    assert [(one["ten"], one["don_vi"], one["khen_da_co"]) for one in rows] == [
        ("Trường Tiểu học Lê Lợi", "", "2023: Tập thể Lao động tiên tiến, 1344/QĐ-UBND; 2024: Giấy khen, 12/QĐ-UBND"),
        ("Tổ Khối 5", "Trường Tiểu học Lê Lợi", ""),
    ]


def test_awards_had_begin_with_the_day_set() -> None:
    since = snapshot({"cau_hinh": {"nguong_phieu": 80, "tu_khen_da_co": "2024-01-01"}})
    rows: Any = scope("x", "th_ll", award="bang_khen", of=since).look_up("tap_the")
    assert rows[0]["khen_da_co"] == "2024: Giấy khen, 12/QĐ-UBND"


def test_names_of_one_office_stand_in_vietnamese_order() -> None:
    people = [("a", "Trần Văn Đức"), ("b", "Lê Thị Dung"), ("c", "Phạm Ánh"), ("d", "Võ Thị Ân"), ("đ", "Đỗ An")]
    table = [{"ma": f"p{ma}", "ho_ten": name, "chuc_vu": "Giáo viên", "co_quan": "th_tp"} for ma, name in people]
    asked = [nominee(f"n{ma}", "th_tp", "giay_khen", nguoi=f"p{ma}") for ma, _ in people]
    of = scope("x", "th_tp", of=snapshot(nguoi=table, de_nghi=asked, phieu=[], hop=[], thanh_vien=[], tham_dinh=[]))
    assert [one["ho_ten"] for one in _people(of)] == ["Đỗ An", "Phạm Ánh", "Võ Thị Ân", "Lê Thị Dung", "Trần Văn Đức"]


@pytest.mark.parametrize(("office", "place"), [
    ("Hiệu trưởng", 0), ("Chủ tịch", 0), ("Phó Hiệu trưởng", 1), ("phó chủ tịch", 1), ("Tổ trưởng tổ Khối 5", 2),
    ("Chủ tịch Công đoàn", 2), ("Phó Chủ tịch Công đoàn", 3), ("Tổ phó", 3), ("Giáo viên", 4), ("Nhân viên Kế toán", 4),
    ("Trưởng phòng", 0), ("Chủ tịch Ủy ban Mặt trận Tổ quốc Việt Nam phường", 2), ("", 4),
])
def test_offices_have_their_order(office: str, place: int) -> None:
    assert rank(office) == place


def test_a_second_meeting_speaks_last() -> None:
    again: dict[str, Any] = {**MEETINGS[0], "ma": "hop_ll2", "bat_dau": "2025-10-25T08:00", "ket_thuc": "2025-10-25T09:00"}
    votes = [*VOTES, {"hop": "hop_ll2", "de_nghi": "ll2", "dong_y": 5, "khong_dong_y": 0}]
    of = scope("x", "th_ll", award="giay_khen", of=snapshot(hop=[*MEETINGS, again], phieu=votes))
    assert "ll2" in codes(of)
    assert of.look_up("hop.bat_dau").day == 25                                           # type: ignore[attr-defined]


def _people(of: Scope) -> list[dict[str, Any]]:
    rows: Any = of.look_up("ca_nhan")
    return list(rows)


def test_a_wards_document_has_its_own_nominees_too() -> None:
    own: Snapshot = snapshot(de_nghi=[*NOMINEES, nominee("ht9", "ht", "giay_khen")], phieu=[])
    assert codes(scope("x", "ht", award="giay_khen", of=own))[:3] == ["ht9", "ll4", "hm2"]
