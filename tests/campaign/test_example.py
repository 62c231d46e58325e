"""examples/phong-trao/: written by the generator to the byte, believable, and without a contradiction."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from difflib import SequenceMatcher
from functools import cache
from itertools import combinations
from typing import Any

import pytest

from service.campaign.folder import load_folder
from service.campaign.scope import Scope
from service.vietnamese.decimals import decimal
from service.vietnamese.workdays import is_workday
from tests.campaign.example.folder import COMMITTED, FILES, own, tables, written
from tests.campaign.example.names import NAMES
from tests.campaign.example.units import ward_name

Row = dict[str, Any]
THRESHOLD = 70                  # cau_hinh.nguong_phieu
WARDS = {"hanh_thong", "an_nhon", "go_vap", "an_hoi_dong", "thong_tay_hoi", "an_hoi_tay"}


@cache
def rows(table: str) -> list[Row]:
    return whole()[table]


@cache
def whole() -> dict[str, Any]:
    return tables()


def by(table: str, *columns: str) -> dict[Any, Row]:
    return {tuple(row.get(one) for one in columns) if len(columns) > 1 else row.get(columns[0]): row for row in rows(table)}


@pytest.mark.parametrize("name", FILES)
def test_the_generator_writes_what_is_committed(name: str) -> None:
    assert written()[name] == (COMMITTED / name).read_bytes()


def test_what_is_particular_to_a_document_is_written_as_committed() -> None:
    made = own()
    assert {name for name, data in made.items() if data != (COMMITTED / name).read_bytes()} == set()
    assert {path.relative_to(COMMITTED).as_posix() for path in COMMITTED.rglob("*.json")} == set(made)


def test_the_folder_loads_without_a_problem() -> None:
    snapshot = load_folder(COMMITTED)
    for table in whole():
        assert len(getattr(snapshot.tables, table)) == len(rows(table))
    assert len(snapshot.schools("hanh_thong", date(2025, 7, 1))) == 24
    assert snapshot.schools("hanh_thong", date(2025, 6, 30)) == ()
    assert {one.ma for one in snapshot.successors("phong_gddt", date(2025, 7, 1))} == WARDS


def test_what_is_written_by_hand_fits_the_generated_tables() -> None:
    snapshot = load_folder(COMMITTED)
    assert {one.ma for one in snapshot.tables.chi_tieu} == {row["chi_tieu"] for row in rows("ket_qua")}
    for quota in snapshot.tables.dinh_muc:
        given = [one for one in snapshot.nominees(award=quota.hinh_thuc, loai=quota.loai) if one.ma in passed_at_ward()]
        assert quota.toi_da is not None
        counted = Counter(one.don_vi if quota.pham_vi == "don_vi" else ward_of(one.don_vi) for one in given)
        assert max(counted.values()) <= quota.toi_da
    assert snapshot.frame.cau_hinh.nguong_phieu == THRESHOLD
    assert snapshot.frame.dot is not None
    assert snapshot.frame.dot.den_ngay == max(row["den_ngay"] for row in rows("de_nghi"))


def ward_of(unit: str) -> str:
    return next(row["chu_quan"] for row in rows("truc_thuoc") if row["don_vi"] == unit and row["tu_ngay"])


def passed_at_ward() -> set[str]:
    of_ward = [row for row in rows("phieu") if row["hop"][len("hop_"):-len("_gk")] in WARDS]
    return {row["de_nghi"] for row in of_ward if passed(row)}


def test_how_many_there_are() -> None:
    kinds = Counter(row["loai"] for row in rows("co_quan"))
    assert kinds == {"ubnd_tp": 1, "so": 2, "ubnd_quan": 1, "phong_quan": 1, "ubnd_phuong": 6, "phong_phuong": 6, "truong": 130}
    nominees = Counter((row["loai"], row["hinh_thuc"]) for row in rows("de_nghi"))
    assert nominees == {
        ("ca_nhan", "giay_khen"): 60, ("ca_nhan", "bang_khen"): 5, ("tap_the", "giay_khen"): 21, ("tap_the", "bang_khen"): 4,
    }
    assert {row["nam"] for row in rows("ket_qua")} == {2022, 2023, 2024, 2025}
    assert len(rows("ket_qua")) == 130 * 22 * 4
    assert len(rows("khach_moi")) == 120
    of_unit = Counter(row["don_vi"] for row in rows("de_nghi"))
    assert max(of_unit.values()) == 5
    assert len({row["chu_quan"] for row in rows("truc_thuoc") if row["don_vi"] in of_unit and row["tu_ngay"]}) == 6


def test_every_school_was_the_districts_and_is_a_wards() -> None:
    for row in rows("co_quan"):
        if row["loai"] == "truong":
            before, after = [one for one in rows("truc_thuoc") if one["don_vi"] == row["ma"]]
            assert before["chu_quan"] == ("ubnd_quan" if row["cong_lap"] else "phong_gddt")
            assert before["den_ngay"] == date(2025, 6, 30)
            assert after["tu_ngay"] == date(2025, 7, 1)
            assert row["dia_chi"].split("phường ")[1].startswith(ward_name(after["chu_quan"]))


@pytest.mark.parametrize(("table", "column"), [("co_quan", "ten"), ("co_quan", "dia_chi"), ("nguoi", "ho_ten"), ("nguoi", "ma")])
def test_nothing_has_the_name_of_another(table: str, column: str) -> None:
    counted = Counter(row.get(column) for row in rows(table) if row.get(column) and row.get("loai") != "phong_phuong")
    assert [one for one, count in counted.items() if count > 1] == []


def test_no_invented_person_is_called_like_an_official() -> None:
    named = [row["ho_ten"] for table in ("nguoi", "khach_moi", "thanh_vien") for row in rows(table) if row.get("ho_ten")]
    assert set(named) & set(NAMES["officials"]["names"]) == {"Trịnh Vĩnh Thanh"}       # who signed the plan of 2023
    assert all(3 <= len(name.split()) <= 5 and name == name.title() for name in named)


def test_money_adds_up_in_every_year() -> None:
    values = {(row["don_vi"], row["chi_tieu"], row["nam"]): row["gia_tri"] for row in rows("ket_qua")}
    for (unit, code, year), given in values.items():
        if code == "kp_giao" and given is not None:
            assert given == values[unit, "kp_thuc_hien", year] + values[unit, "kp_tiet_kiem", year]
        if code == "cong_trinh" and given is not None:
            assert values[unit, "dung_tien_do", year] <= given
            assert given or not values[unit, "von_xhh", year]
        if code == "sang_kien" and given is not None:
            assert bool(given) == bool(values[unit, "gia_tri_sang_kien", year])
        if code in ("ho_so_dien_tu", "tthc_truc_tuyen", "tu_chu", "mua_sam_giam") and given is not None:
            assert 0 < given <= (100 if code != "mua_sam_giam" else values[unit, "mua_sam", year])


def test_a_value_or_a_reason() -> None:
    assert all((row["gia_tri"] is None) == bool(row["ly_do"]) for row in rows("ket_qua"))
    without = Counter(row["ly_do"] for row in rows("ket_qua") if row["ly_do"])
    assert len(without) >= 7


def known_figures() -> dict[str, set[str]]:
    """Unit → every figure that its words may tell: of the first and the last year, the sum, the fall."""
    values: dict[str, dict[str, list[Decimal]]] = {}
    for row in rows("ket_qua"):
        if row["gia_tri"] is not None:
            values.setdefault(row["don_vi"], {}).setdefault(row["chi_tieu"], []).append(Decimal(row["gia_tri"]))
    found = {}
    for unit, by_code in values.items():
        known = {"2022", "2025", "05"}
        for code, years in by_code.items():
            places = 1 if code in ("ho_so_dien_tu", "tthc_truc_tuyen", "tu_chu") else 0
            known |= {decimal(one, places) for one in (years[0], years[-1], sum(years))}
            if years[0]:
                fall = ((years[0] - years[-1]) * 100 / years[0]).quantize(Decimal("0.1"), ROUND_HALF_UP)
                known.add(decimal(fall, 1))
        found[unit] = known
    return found


def test_the_figures_in_the_words_are_those_of_the_unit() -> None:
    every = known_figures()
    for row in rows("de_nghi"):
        known = every[row["don_vi"]]
        told = set(re.findall(r"\d[\d.,]*\d|\d", row["thanh_tich"] + " " + row["tom_tat"]))
        assert told - known == set(), row["ma"]
        assert told - {"2022", "2025"}


def test_the_figures_in_reports_are_those_of_the_unit() -> None:
    every = known_figures()
    for name, data in own().items():
        unit, words = name.split("/")[1], json.loads(data)
        if unit in WARDS:
            continue
        merits = [*words.get("thanh_tich_noi_bat", ()), *words.get("thanh_tich_ca_nhan", ()), words.get("thanh_tich_tap_the", ""),
                  *(row[column] for row in words.get("so_lieu", ()) for column in ("nam_dau", "nam_cuoi"))]
        told = set(re.findall(r"\d[\d.,]*\d|\d", " ".join(merits)))
        assert told - every[unit] == set(), name


@pytest.mark.parametrize("ward", sorted(WARDS))
def test_the_figures_in_a_wards_review_are_those_of_its_schools(ward: str) -> None:
    words = json.loads(own()[f"rieng/{ward}/bao_cao_tong_hop.json"])
    lines = [*words["ket_qua_ha_tang"].values(), *words["ket_qua_tiet_kiem"].values()]
    told = set(re.findall(r"\d[\d.,]*\d|\d", " ".join(lines)))
    scope = Scope(load_folder(COMMITTED), "bao_cao_tong_hop", ward, date(2025, 12, 5))
    summed = scope.look_up("tong_hop.chi_tieu")
    assert isinstance(summed, list)
    assert told - {"2025"} <= {row["tong"] for row in summed}
    assert len(told) >= 8


def test_no_two_are_praised_alike() -> None:
    for column in ("thanh_tich", "tom_tat"):
        texts = [re.sub(r"\d[\d.,]*", "0", row[column]) for row in rows("de_nghi")]
        assert len({row[column] for row in rows("de_nghi")}) == 90
        assert max(SequenceMatcher(None, one, other, autojunk=False).ratio() for one, other in combinations(texts, 2)) < 0.95
    assert max(len(row["thanh_tich"]) for row in rows("de_nghi")) <= 220
    assert max(len(row["tom_tat"].split()) for row in rows("de_nghi")) <= 60


def council_size(council: str) -> int:
    return sum(row["hoi_dong"] == council for row in rows("thanh_vien"))


def test_councils_are_of_odd_size_with_one_chairman_and_a_secretary() -> None:
    for council in by("hoi_dong", "ma"):
        roles = Counter(row["vai_tro"] for row in rows("thanh_vien") if row["hoi_dong"] == council)
        assert (roles["chu_tich"], roles["thu_ky"]) == (1, 1)
        assert sum(roles.values()) in ({9, 11, 13} if council.removeprefix("hd_") in WARDS else {5, 7})


def test_votes_agree_with_attendance() -> None:
    meetings, nominees = by("hop", "ma"), by("de_nghi", "ma")
    for vote in rows("phieu"):
        meeting, nominee = meetings[vote["hop"]], nominees[vote["de_nghi"]]
        away = [one for one in (meeting["vang"] or "").split(";") if one]
        present = council_size(meeting["hoi_dong"]) - len(away)
        cast = vote["dong_y"] + vote["khong_dong_y"] + vote["trang"]
        if meeting["bieu_quyet"] == "phieu_kin":
            assert meeting["phieu_phat_ra"] == present
            assert meeting["phieu_thu_ve"] == meeting["phieu_hop_le"] + meeting["phieu_khong_hop_le"] <= present
            assert cast == meeting["phieu_hop_le"]
            counting = meeting["kiem_phieu"].split(";")
            assert len(set(counting)) == 3
            assert nominee.get("nguoi") not in counting
            assert not set(counting) & {*away, meeting["chu_toa"]}
        else:
            assert cast == present
        members = {row.get("nguoi") for row in rows("thanh_vien") if row["hoi_dong"] == meeting["hoi_dong"]}
        assert vote["trang"] >= (nominee.get("nguoi") in members - {None})
        assert {meeting["chu_toa"], meeting["thu_ky"], *away} <= members
        assert not {meeting["chu_toa"], meeting["thu_ky"]} & set(away)
        assert bool(away) == bool(meeting["ly_do_vang"])
        assert meeting["ma"].endswith("_bk") == (nominee["hinh_thuc"] == "bang_khen")


def passed(vote: Row) -> bool:
    return 100 * vote["dong_y"] >= THRESHOLD * council_size(by("hop", "ma")[vote["hop"]]["hoi_dong"])


def test_only_who_passed_goes_further() -> None:
    at_school = {row["de_nghi"]: row for row in rows("phieu") if row["hop"][len("hop_"):-len("_gk")] not in WARDS}
    at_ward = {row["de_nghi"]: row for row in rows("phieu") if row not in at_school.values()}
    appraised = by("tham_dinh", "de_nghi")
    assert set(at_school) == set(by("de_nghi", "ma"))
    assert {one for one, row in at_school.items() if passed(row)} == set(appraised)
    assert {one for one, row in appraised.items() if row["de_xuat"] == "trinh"} == set(at_ward)
    assert {ma for ma, row in by("de_nghi", "ma").items() if row["so_so_vang"]} == {
        one for one, row in at_ward.items() if passed(row) and by("de_nghi", "ma")[one]["hinh_thuc"] == "giay_khen"}
    assert (len(at_school), len(appraised), len(at_ward), sum(map(passed, at_ward.values()))) == (90, 86, 85, 82)


def test_each_step_is_on_a_working_day_after_the_one_before() -> None:
    register = {(row["don_vi"], row["loai"], row["hinh_thuc"]): row["ngay"] for row in rows("van_ban_di")}
    assert all(is_workday(day) for day in register.values())
    wards = {row["don_vi"]: row["chu_quan"] for row in rows("truc_thuoc") if row["tu_ngay"]}
    for nominee in rows("de_nghi"):
        unit, award, appraisal = nominee["don_vi"], nominee["hinh_thuc"], by("tham_dinh", "de_nghi").get(nominee["ma"])
        ward = wards[unit]
        assert nominee["den_ngay"] < nominee["ngay_xac_nhan"]
        own = ("ke_hoach_truong", "quyet_dinh_hoi_dong", "bao_cao_hang_nam")
        steps = [register[ward, "ke_hoach_phong_trao", None], *(register[unit, slug, None] for slug in own),
                 nominee["ngay_xac_nhan"], register[unit, "bien_ban_xet_khen_thuong", award]]
        if appraisal:
            steps += [register[unit, "to_trinh_khen_thuong", award], appraisal["ngay_nhan"], date(2025, 10, 31),
                      register[f"vhxh_{ward}", "bao_cao_tham_dinh", award], register[ward, "bien_ban_xet_khen_thuong", award],
                      register[f"vhxh_{ward}" if award == "giay_khen" else ward, "to_trinh_khen_thuong", award]]
        if appraisal and award == "giay_khen":
            steps += [register[ward, "quyet_dinh_khen_thuong", award], register[ward, "thong_bao_khen_thuong", None],
                      date(2025, 12, 19)]
        assert steps == sorted(steps), nominee["ma"]


def test_numbers_grow_with_the_days() -> None:
    for unit in {row["don_vi"] for row in rows("van_ban_di")}:
        own = [row for row in rows("van_ban_di") if row["don_vi"] == unit and row["loai"] != "bien_ban_xet_khen_thuong"]
        assert [row["so"] for row in sorted(own, key=lambda row: (row["ngay"], row["so"]))] == sorted({row["so"] for row in own})
    for council in rows("hoi_dong"):
        entry = by("van_ban_di", "don_vi", "loai", "hinh_thuc")[council["co_quan"], "quyet_dinh_hoi_dong", None]
        assert (council["so_quyet_dinh"].split("/")[0], council["ngay_quyet_dinh"]) == (str(entry["so"]), entry["ngay"])


def test_some_reports_are_missing_but_of_no_nominating_school() -> None:
    reported = {row["don_vi"] for row in rows("van_ban_di") if row["loai"] == "bao_cao_so_ket"}
    schools = {row["ma"] for row in rows("co_quan") if row["loai"] == "truong"}
    assert 5 <= len(schools - reported) <= 20
    assert {row["don_vi"] for row in rows("de_nghi")} <= reported


def test_no_commendation_covers_the_same_time() -> None:
    nominated = {row["nguoi"] or row["don_vi"] for row in rows("de_nghi")}
    assert not [row for row in rows("khen_thuong") if row["loai"] == "hinh_thuc" and (row["nguoi"] or row["don_vi"]) in nominated]
    starts = {row["nguoi"]: row["tu_ngay"] for row in rows("de_nghi") if row["nguoi"]}
    ended = [(row["den_ngay"], starts[row["nguoi"]]) for row in rows("ky_luat") if row["nguoi"] in starts]
    assert ended
    assert all(last < first for last, first in ended)


def test_meetings_of_a_council_do_not_overlap() -> None:
    found: dict[str, list[tuple[datetime, datetime]]] = {}
    for row in rows("hop"):
        found.setdefault(row["hoi_dong"], []).append((row["bat_dau"], row["ket_thuc"]))
    for spans in found.values():
        assert all(first[1] < second[0] for first, second in zip(sorted(spans), sorted(spans)[1:], strict=False))


def test_a_larger_set_holds_together() -> None:
    found = tables(600, 400)
    assert len({row["ma"] for row in found["co_quan"]}) == len(found["co_quan"]) == 617
    assert len(found["de_nghi"]) == 400
    assert len({row["thanh_tich"] for row in found["de_nghi"]}) == 400
