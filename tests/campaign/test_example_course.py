"""examples/phong-trao/: the course of the review: councils, votes, steps and days follow from each other."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime

from service.vietnamese.workdays import is_workday
from tests.campaign.example.folder import tables
from tests.campaign.example.seen import WARDS, by, council_size, passed, rows


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
