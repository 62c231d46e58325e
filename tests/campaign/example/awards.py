"""Awards that units and people had before, disciplines, guests: the tables khen_thuong, ky_luat, khach_moi.

No nominee had a Giấy khen or Bằng khen for a time that the review covers; titles of school years are another kind.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from tests.campaign.example.dice import Dice
from tests.campaign.example.names import People
from tests.campaign.example.nominees_plan import Candidate
from tests.campaign.example.people import Person
from tests.campaign.example.units import LIFE, WARDS, Row, School

DISTRICT: Final = "Chủ tịch Ủy ban nhân dân quận Gò Vấp"
CITY: Final = "Chủ tịch Ủy ban nhân dân Thành phố Hồ Chí Minh"
# title → (number, day) by the year in which its school year ends; one decision for the whole district
DECISIONS: Final = {
    "Lao động tiên tiến": {
        2022: (1186, date(2022, 7, 15)),
        2023: (1342, date(2023, 7, 14)),
        2024: (1275, date(2024, 7, 12)),
        2025: (1098, date(2025, 6, 18)),
    },
    "Chiến sĩ thi đua cơ sở": {
        2022: (1187, date(2022, 7, 15)),
        2023: (1343, date(2023, 7, 14)),
        2024: (1276, date(2024, 7, 12)),
        2025: (1099, date(2025, 6, 18)),
    },
    "Tập thể lao động tiên tiến": {
        2022: (1188, date(2022, 7, 15)),
        2023: (1344, date(2023, 7, 14)),
        2024: (1277, date(2024, 7, 12)),
        2025: (1100, date(2025, 6, 18)),
    },
    "Tập thể lao động xuất sắc": {
        2022: (3305, date(2022, 9, 23)),
        2023: (4120, date(2023, 9, 29)),
        2024: (3986, date(2024, 9, 27)),
        2025: (2641, date(2025, 6, 25)),
    },
    "Giấy khen": {2023: (1410, date(2023, 8, 4)), 2024: (1331, date(2024, 8, 2)), 2025: (1132, date(2025, 6, 24))},
}


def had(name: str, year: int, whose: Row, *, topical: bool = False) -> Row:
    number, day = DECISIONS[name][year]
    commendation = name == "Giấy khen"
    return {
        "don_vi": None,
        "nguoi": None,
        **whose,
        "loai": "hinh_thuc" if commendation else "danh_hieu",
        "ten": name,
        "nam": year,
        "so_quyet_dinh": f"{number}/QĐ-UBND",
        "ngay_quyet_dinh": day,
        "co_quan": CITY if name == "Tập thể lao động xuất sắc" else DISTRICT,
        "tu_ngay": date(year - 1, 9, 1),
        "den_ngay": date(year, 5, 31),
        "chuyen_de": topical,
    }


def rows(schools: list[School], among: list[Candidate], people: dict[str, dict[str, Person]]) -> list[Row]:
    found: list[Row] = []
    nominating = {one.school.code for one in among}
    for school in schools:
        dice = Dice("awards", school.code)
        unit: Row = {"don_vi": school.code}
        for year in (2022, 2023, 2024, 2025):
            if year - 1 >= school.founded and dice.chance(0.95 if school.code in nominating else 0.45):
                best = dice.chance(0.35 if school.code in nominating else 0.12)
                found.append(had("Tập thể lao động xuất sắc" if best else "Tập thể lao động tiên tiến", year, unit))
        if school.code not in nominating and school.founded < 2022 and dice.chance(0.3):
            found.append(had("Giấy khen", dice.pick((2023, 2024, 2025)), unit, topical=dice.chance(0.3)))
    for one in among:
        if one.role:
            dice = Dice("awards", one.code)
            person: Row = {"nguoi": people[one.school.code][one.role].code}
            for year in (2022, 2023, 2024, 2025):
                if one.role not in ("bv", "cb") and dice.chance(0.3):
                    found.append(had("Chiến sĩ thi đua cơ sở", year, person))
                elif dice.chance(0.92):
                    found.append(had("Lao động tiên tiến", year, person))
    return found


def disciplines(schools: list[School], among: list[Candidate], people: dict[str, dict[str, Person]]) -> list[Row]:
    """A nominee whose discipline ended before the period began; heads and members who are no nominees."""
    proposed = {people[one.school.code][one.role].code for one in among if one.role}
    nominee = next(code for one in among if one.role == "bv" and (code := people[one.school.code]["bv"].code))
    others = [
        member.code
        for school in schools
        for role, member in people[school.code].items()
        if role in ("tt", "dt", "cd") and member.code not in proposed
    ]
    days = ((date(2023, 3, 20), date(2024, 3, 19)), (date(2024, 5, 6), date(2025, 5, 5)), (date(2022, 10, 3), date(2023, 10, 2)))
    return [
        {
            "nguoi": nominee,
            "hinh_thuc": "Khiển trách",
            "so_quyet_dinh": f"18/QĐ-{_symbol(schools, nominee)}",
            "tu_ngay": date(2020, 5, 11),
            "den_ngay": date(2021, 5, 10),
        },
        *(
            {
                "nguoi": code,
                "hinh_thuc": "Khiển trách",
                "so_quyet_dinh": f"{21 + 6 * index}/QĐ-{_symbol(schools, code)}",
                "tu_ngay": first,
                "den_ngay": last,
            }
            for index, (code, (first, last)) in enumerate(zip(others[4::17], days, strict=False))
        ),
    ]


def _symbol(schools: list[School], person: str) -> str:
    return next(school.short for school in schools if person.startswith(f"{school.code}_"))


NEIGHBOURHOODS: Final = 23  # further guests of Hạnh Thông: heads of neighbourhoods


def guests(names: People) -> list[Row]:
    """Of phường Hạnh Thông 40, of the others 16 each."""
    found: list[Row] = []
    for ward, name, _ in WARDS:
        places = (
            list(LIFE["guests"][:16])
            if ward != "hanh_thong"
            else [
                *LIFE["guests"],
                *(("Trưởng khu phố", f"Khu phố {number}, phường Hạnh Thông") for number in range(1, NEIGHBOURHOODS + 1)),
            ]
        )
        for index, (office, body) in enumerate(places):
            sex = Dice("guest", ward, index).pick(("Nam", "Nữ"))
            found.append(
                {
                    "ma": f"km_{ward}_{index + 1:02d}",
                    "phuong": ward,
                    "ho_ten": names.name(sex, "guest", ward, index) if office else None,
                    "danh_xung": {"Nam": "Ông", "Nữ": "Bà"}[sex] if office else None,
                    "chuc_vu": office or None,
                    "don_vi": body.format(p=name),
                    "ghi_chu": "Mời cử đại diện lãnh đạo" if not office else None,
                }
            )
    return found
