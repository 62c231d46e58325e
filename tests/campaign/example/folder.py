"""The whole set: tables by name, and the files they stand in."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Final

from service.campaign.tables import MODELS
from tests.campaign.example import awards, councils, figures, nominees, people, register, reports, units
from tests.campaign.example.days import Calendar
from tests.campaign.example.files import to_csv, to_json, to_xlsx
from tests.campaign.example.names import People
from tests.campaign.example.nominees_plan import Candidate, candidates
from tests.campaign.example.units import Row

COMMITTED: Final = Path(__file__).parents[3] / "examples/phong-trao"
SCHOOLS, NOMINEES = 130, 90
# file → its tables; the first row of those in LABELLED names the columns in Vietnamese
FILES: Final = {
    "co_quan.xlsx": ("co_quan",),
    "truc_thuoc.csv": ("truc_thuoc",),
    "nguoi.csv": ("nguoi",),
    "hoi_dong.xlsx": ("hoi_dong", "thanh_vien", "hop", "phieu"),
    "de_nghi.csv": ("de_nghi",),
    "ket_qua.csv": ("ket_qua",),
    "khen_thuong.csv": ("khen_thuong",),
    "ky_luat.csv": ("ky_luat",),
    "van_ban_di.csv": ("van_ban_di",),
    "khach_moi.csv": ("khach_moi",),
    "tham_dinh.csv": ("tham_dinh",),
}
LABELLED: Final = {"nguoi", "hop", "phieu", "khach_moi", "tham_dinh", "truc_thuoc"}


def tables(school_count: int = SCHOOLS, nominee_count: int = NOMINEES) -> dict[str, list[Row]]:
    """Every generated table by name."""
    calendar = Calendar()
    of = units.schools(school_count)
    among = candidates(of, nominee_count)
    nominating = {one.school.code for one in among}
    names = People({*people.HANH_THONG.values()})
    of_wards = people.of_wards(names)
    staff = {
        school.code: people.staff(school, names, people.offices(school) if school.code in nominating else ("ht",))
        for school in of
    }
    results = {school.code: figures.figures(school, good=school.code in nominating) for school in of}
    numbers = {**register.wards(among, calendar), **register.schools(of, among, calendar)}
    boards, meetings, votes = _councils(among, of_wards, staff, names, numbers, calendar)
    return {
        "co_quan": units.organisations(of),
        "truc_thuoc": units.superiors(of),
        "nguoi": [
            *people.of_the_time_before(),
            *(row for ward in of_wards.values() for row in people.ward_rows(ward)),
            *(people.row(one, school) for school in of for one in staff[school.code].values()),
        ],
        **dict(zip(("hoi_dong", "thanh_vien"), councils.rows(boards), strict=True)),
        "hop": meetings,
        "phieu": votes,
        "de_nghi": nominees.rows(among, results, staff, calendar),
        "tham_dinh": nominees.appraisals(among, calendar),
        "ket_qua": [row for school in of for row in _results(school.code, results[school.code])],
        "khen_thuong": awards.rows(of, among, staff),
        "ky_luat": awards.disciplines(of, among, staff),
        "van_ban_di": [*(row for rows in numbers.values() for row in rows), *register.minutes(boards, meetings)],
        "khach_moi": awards.guests(names),
    }


def _councils(
    among: list[Candidate],
    of_wards: dict[str, dict[str, people.Person]],
    staff: dict[str, dict[str, people.Person]],
    names: People,
    numbers: dict[str, list[Row]],
    calendar: Calendar,
) -> tuple[list[councils.Council], list[Row], list[Row]]:
    def decision(unit: str) -> int:
        return next(int(str(row["so"])) for row in numbers[unit] if row["loai"] == "quyet_dinh_hoi_dong")

    boards, meetings, votes = [], [], []
    for ward, one in of_wards.items():
        own = [each for each in among if each.school.ward == ward]
        for school in dict.fromkeys(each.school for each in own):
            nominated = [each for each in own if each.school == school]
            boards.append(councils.of_school(staff[school.code], nominated, decision(school.code), calendar))
            found = councils.meetings(boards[-1], nominated, calendar)
            meetings, votes = meetings + found[0], votes + found[1]
        boards.append(councils.of_ward(ward, one, names.name("Nam", "council", ward), decision(ward), calendar))
        found = councils.meetings(boards[-1], [each for each in own if each.end in ("given", "refused_at_ward")], calendar)
        meetings, votes = meetings + found[0], votes + found[1]
    return boards, meetings, votes


def _results(unit: str, values: figures.Figures) -> list[Row]:
    return [
        {
            "don_vi": unit,
            "chi_tieu": code,
            "nam": year,
            "gia_tri": value if isinstance(value, int | Decimal) else None,
            "ly_do": value if isinstance(value, str) else None,
        }
        for code, by_year in values.items()
        for year, value in by_year.items()
    ]


def labels(table: str) -> Mapping[str, str]:
    """Column → its Vietnamese label, of the tables that are headed so."""
    return {name: str(field.title) for name, field in MODELS[table].model_fields.items()} if table in LABELLED else {}


def written(school_count: int = SCHOOLS, nominee_count: int = NOMINEES) -> dict[str, bytes]:
    """File → its bytes."""
    found = tables(school_count, nominee_count)
    return {
        name: to_csv(found[of[0]], labels(of[0]))
        if name.endswith(".csv")
        else to_xlsx({one: found[one] for one in of}, {one: labels(one) for one in of})
        for name, of in FILES.items()
    }


def own(school_count: int = SCHOOLS, nominee_count: int = NOMINEES) -> dict[str, bytes]:
    """The files of rieng/ that are made: path → bytes. What is written by hand beside goes before."""
    of = units.schools(school_count)
    among = candidates(of, nominee_count)
    found = tables(school_count, nominee_count)
    results = {school.code: figures.figures(school, good=school in {one.school for one in among}) for school in of}
    ideas = {row["ma"]: row["sang_kien"] for row in found["de_nghi"]}
    titles: dict[object, dict[int, str]] = {}
    for row in found["khen_thuong"]:
        titles.setdefault(row["nguoi"], {})[int(str(row["nam"]))] = str(row["ten"])
    known = reports.indicators(COMMITTED)
    names = {row["ma"]: str(row["ho_ten"]) for row in found["nguoi"]}
    made = {}
    for one in among:
        figured = results[one.school.code]
        if one.role:
            slug, code = "bao_cao_thanh_tich_ca_nhan", f"{one.school.code}_{one.role}"
            idea = ideas[one.code]
            data = reports.of_person(one, figured, titles.get(code, {}), idea if isinstance(idea, str) else None)
        else:
            slug = "bao_cao_thanh_tich_tap_the"
            signs = names[f"{one.school.code}_{reports.leader(one)}"] if one.inner else ""
            data = reports.of_collective(one, figured, signs, known)
        made[f"rieng/{one.school.code}/{slug}/{one.code}.json"] = to_json(data)
    titled = {row["ma"]: f"{row['danh_xung']} {row['ho_ten']}, {row['chuc_vu']}" for row in found["nguoi"]}
    for school in dict.fromkeys(one.school for one in among):
        made[f"rieng/{school.code}/ke_hoach_truong.json"] = to_json(reports.plan(school, titled[f"{school.code}_pht"]))
    reported = {row["don_vi"] for row in found["van_ban_di"] if row["loai"] == "bao_cao_so_ket"}
    for school in of:
        if school.code in reported:
            made[f"rieng/{school.code}/bao_cao_so_ket.json"] = to_json(reports.review(school, results[school.code]))
            given = next(
                (
                    str(row["ten"])
                    for row in found["khen_thuong"]
                    if row["don_vi"] == school.code and row["nam"] == 2025 and row["loai"] == "danh_hieu"
                ),
                None,
            )
            made[f"rieng/{school.code}/bao_cao_hang_nam.json"] = to_json(reports.yearly(school, results[school.code], given))
    for ward, _, _ in units.WARDS:
        for slug, data in reports.of_ward(ward, titled).items():
            made[f"rieng/{ward}/{slug}.json"] = to_json(data)
        own_schools = [school for school in of if school.ward == ward]
        told = {school.code: results[school.code] for school in own_schools if school.code in reported}
        entries = [row for row in found["van_ban_di"] if row["don_vi"] == ward]
        made[f"rieng/{ward}/bao_cao_tong_hop.json"] = to_json(reports.summary(ward, own_schools, told, entries))
    # what was written by hand for a document stands for it
    return {name: data for name, data in made.items() if not (COMMITTED / name).with_suffix(".yaml").exists()}


def write(folder: Path, school_count: int = SCHOOLS, nominee_count: int = NOMINEES) -> None:
    """All files of a set; outside the committed folder with copies of what is written by hand."""
    folder.mkdir(parents=True, exist_ok=True)
    if folder.resolve() != COMMITTED:
        for path in COMMITTED.rglob("*.yaml"):
            to = folder / path.relative_to(COMMITTED)
            to.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, to)
    for name, data in {**written(school_count, nominee_count), **own(school_count, nominee_count)}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
