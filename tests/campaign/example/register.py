"""Numbers and days of the documents issued: the table van_ban_di. One series for each unit and year, growing with the days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from tests.campaign.example.councils import Council
from tests.campaign.example.days import Calendar
from tests.campaign.example.dice import Dice
from tests.campaign.example.nominees_plan import Candidate
from tests.campaign.example.units import WARDS, Row, School

Entry = tuple[date, str, str]  # day, slug, award
OF_WARD: Final = (
    ("ke_hoach_phong_trao", "ke_hoach_phong_trao"),
    ("quyet_dinh_hoi_dong", "quyet_dinh_hoi_dong_phuong"),
    ("cong_van_huong_dan", "cong_van_huong_dan"),
    ("giay_moi_hoi_dong", "giay_moi_hoi_dong_phuong"),
    ("thong_bao_khen_thuong", "thong_bao_khen_thuong"),
    ("bao_cao_tong_hop", "bao_cao_tong_hop"),
    ("ke_hoach_hoi_nghi", "ke_hoach_hoi_nghi"),
    ("giay_moi_hoi_nghi", "giay_moi_hoi_nghi"),  # one number for all guests
    ("chuong_trinh_hoi_nghi", "chuong_trinh_hoi_nghi"),
    ("ke_hoach_giai_doan_2", "ke_hoach_giai_doan_2"),
)
OF_NOMINATING_SCHOOL: Final = ("ke_hoach_truong", "quyet_dinh_hoi_dong", "bao_cao_hang_nam", "giay_moi_hoi_dong")


def wards(among: list[Candidate], calendar: Calendar) -> dict[str, list[Row]]:
    """Of each ward, and of its department: appraisals, and the submission for an award that the ward's own chairman gives."""
    found = {}
    for ward, _, _ in WARDS:
        own = [one for one in among if one.school.ward == ward and one.end != "refused_at_school"]
        entries: list[Entry] = [(calendar.day(ward, span), slug, "") for slug, span in OF_WARD]
        prepared: list[Entry] = [
            (calendar.day(ward, "bao_cao_tham_dinh"), "bao_cao_tham_dinh", award) for award in sorted({one.award for one in own})
        ]
        given = {one.award for one in own if one.end == "given"}
        if "bang_khen" in given:  # the city's to give: its decision is not in a ward's register
            entries.append((calendar.day(ward, "to_trinh_phuong"), "to_trinh_khen_thuong", "bang_khen"))
        if "giay_khen" in given:
            prepared.append((calendar.day(ward, "to_trinh_phuong"), "to_trinh_khen_thuong", "giay_khen"))
            entries.append((calendar.day(ward, "quyet_dinh_khen_thuong"), "quyet_dinh_khen_thuong", "giay_khen"))
        found[ward] = numbered(ward, entries, Dice("pace", ward).between(2.4, 3.2))
        found[f"vhxh_{ward}"] = numbered(f"vhxh_{ward}", prepared, Dice("pace", ward, "vhxh").between(0.9, 1.4))
    return found


def schools(of: Iterable[School], among: list[Candidate], calendar: Calendar) -> dict[str, list[Row]]:
    """Of a nominating school the whole dossier; of the others the report, unless it is missing."""
    found = {}
    for school in of:
        own = [one for one in among if one.school == school]
        entries: list[Entry] = []
        if own:
            entries += [(calendar.day(school.code, slug), slug, "") for slug in OF_NOMINATING_SCHOOL]
            for award in sorted({one.award for one in own if one.end != "refused_at_school"}):
                entries.append((calendar.day(school.code, "to_trinh_khen_thuong"), "to_trinh_khen_thuong", award))
        if own or reported(school):
            entries.append((calendar.day(school.code, "bao_cao_so_ket"), "bao_cao_so_ket", ""))
        found[school.code] = numbered(school.code, entries, Dice("pace", school.code).between(0.35, 0.7))
    return found


def reported(school: School) -> bool:
    """Whether a school that nominates nobody has sent its report: about one in eight has not."""
    return school.number % 8 != 6


def numbered(unit: str, entries: list[Entry], pace: float) -> list[Row]:
    """Numbers that grow with the days, as many a day as the unit's pace says."""
    rows: list[Row] = []
    last = 0
    for day, slug, award in sorted(entries):
        last = max(last + 1, round(day.timetuple().tm_yday * pace))
        rows.append({"don_vi": unit, "loai": slug, "hinh_thuc": award or None, "doi_tuong": None, "so": last, "ngay": day})
    return rows


def minutes(councils: list[Council], meetings: list[Row]) -> list[Row]:
    """The councils number their minutes themselves."""
    organs = {one.code: one.organ for one in councils}
    return [
        {
            "don_vi": organs[str(one["hoi_dong"])],
            "loai": "bien_ban_xet_khen_thuong",
            "hinh_thuc": "bang_khen" if str(one["ma"]).endswith("_bk") else "giay_khen",
            "doi_tuong": None,
            "so": one["so"],
            "ngay": one["ket_thuc"].date(),
        }
        for one in meetings
    ]  # type: ignore[attr-defined]
