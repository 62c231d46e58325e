"""Who works where: heads of every school, the staff of nominating schools, the leading people of wards. The table nguoi."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from tests.campaign.example.dice import Dice
from tests.campaign.example.names import People
from tests.campaign.example.units import CITY, FIRST_OF_WARD, LAST_OF_DISTRICT, LIFE, WARDS, Row, School

PEDAGOGY: Final = {"mam_non": "Giáo dục Mầm non", "tieu_hoc": "Giáo dục Tiểu học", "thcs": "Sư phạm Toán học"}
YEARS_OF_BIRTH: Final = {"ht": (1970, 1979), "pht": (1974, 1985), "kt": (1978, 1992), "bv": (1968, 1985), "dt": (1988, 1997)}


@dataclass(frozen=True)
class Person:
    code: str
    name: str
    sex: str
    office: str
    role: str
    organ: str


def offices(school: School) -> dict[str, str]:
    """Role → office, of all who may sit in a school's council or be proposed."""
    young = school.level == "mam_non"
    subject = {"mam_non": "Tổ trưởng Tổ Lá", "tieu_hoc": "Tổ trưởng Tổ Khối 4", "thcs": "Tổ trưởng Tổ Toán - Tin"}[school.level]
    helper = {"tb": "Nhân viên thiết bị, thí nghiệm"} if school.level == "thcs" else {"cb": "Nhân viên cấp dưỡng"}
    return {
        "ht": "Hiệu trưởng",
        "pht": "Phó Hiệu trưởng",
        "tk": "Giáo viên, Thư ký Hội đồng trường",
        "cd": "Giáo viên, Chủ tịch Công đoàn cơ sở",
        "tt": subject,
        "kt": "Kế toán",
        "dt": "Giáo viên, Bí thư Chi đoàn" if young else "Giáo viên, Tổng phụ trách Đội",
        "vt": "Nhân viên văn thư",
        "gv": "Giáo viên",
        "cn": "Giáo viên phụ trách công nghệ thông tin" if young else "Giáo viên Tin học",
        "bv": "Nhân viên bảo vệ",
        **helper,
    }


def staff(school: School, names: People, roles: Iterable[str]) -> dict[str, Person]:
    """Role → person."""
    women = {"mam_non": 0.97, "tieu_hoc": 0.8, "thcs": 0.65}[school.level]
    titles, found = offices(school), {}
    for role in roles:
        dice = Dice("person", school.code, role)
        sex = "Nam" if role == "bv" or not dice.chance(1 if role == "cb" else women) else "Nữ"
        found[role] = Person(f"{school.code}_{role}", names.name(sex, school.code, role), sex, titles[role], role, school.code)
    return found


def row(person: Person, school: School) -> Row:
    """With all that a report of merit asks of a person."""
    dice, role = Dice("life", person.code), person.role
    born = date(dice.whole(*YEARS_OF_BIRTH.get(role, (1976, 1995))), dice.whole(1, 12), dice.whole(1, 28))
    degree = {
        "kt": "Cử nhân Kế toán",
        "vt": "Trung cấp Văn thư - Lưu trữ",
        "bv": "Tốt nghiệp trung học phổ thông",
        "cn": "Cử nhân Sư phạm Tin học",
        "cb": "Trung cấp Kỹ thuật chế biến món ăn",
        "tb": "Cao đẳng Công nghệ thiết bị trường học",
    }
    return {
        "ma": person.code,
        "ho_ten": person.name,
        "chuc_vu": person.office,
        "co_quan": person.organ,
        "gioi_tinh": person.sex,
        "danh_xung": "Bà" if person.sex == "Nữ" else "Ông",
        "ngay_sinh": born,
        "dan_toc": dice.pick(("Kinh",) * 14 + ("Hoa", "Khmer")),
        "ton_giao": dice.pick(("Không",) * 9 + ("Phật giáo", "Công giáo")),
        "que_quan": dice.pick(LIFE["provinces"]).replace("tỉnh", "Tỉnh").replace("thành phố", "Thành phố"),
        "thuong_tru": f"số {dice.whole(3, 420)} đường số {dice.whole(1, 60)}, phường {dice.pick(WARDS)[1]}, {CITY}",
        "trinh_do": "Thạc sĩ Quản lý giáo dục"
        if role == "ht" and dice.chance(0.4)
        else degree.get(role, f"Cử nhân {PEDAGOGY[school.level]}"),
        "ly_luan_chinh_tri": {"ht": "Trung cấp", "pht": "Trung cấp"}.get(role, "Sơ cấp" if dice.chance(0.3) else None),
        "nhiem_vu": LIFE["duties"][role],
        "ky": role == "ht",
        # in office well before half of the period: nominees must have worked there long enough
        "tu_ngay": date(max(school.founded, dice.whole(2012, 2021)), 8, 15)
        if school.founded < 2022
        else date(school.founded, 8, 15),
    }


# Of phường Hạnh Thông those names that the types' own examples have.
HANH_THONG: Final = {
    "ct": "Nguyễn Văn An",
    "pct": "Lê Thị Cúc",
    "tp": "Phạm Văn Dũng",
    "ptp": "Trần Thị Bình",
    "kt": "Hoàng Minh Đức",
}
OF_DEPARTMENT: Final = {"tp": "Trưởng phòng", "ptp": "Phó Trưởng phòng", "cv": "Chuyên viên"}


def of_wards(names: People) -> dict[str, dict[str, Person]]:
    """Ward → role → person."""
    return {
        ward: {
            role: Person(
                f"{ward}_{role}",
                (HANH_THONG if ward == "hanh_thong" else {}).get(role) or names.name(sex, ward, role),
                sex,
                office,
                role,
                f"vhxh_{ward}" if role in OF_DEPARTMENT else ward,
            )
            for role, office, sex in LIFE["of_ward"]
        }
        for ward, _, _ in WARDS
    }


def ward_rows(people: dict[str, Person]) -> list[Row]:
    def signs(role: str) -> Row:
        return {
            "ct": {"ky": True, "quyen_han": "TM.", "tap_the": "Ủy ban nhân dân"},
            "pct": {"quyen_han": "TM. KT.", "tap_the": "Ủy ban nhân dân", "ky_thay": "Chủ tịch"},
            "tp": {"ky": True},
            "ptp": {"quyen_han": "KT.", "ky_thay": "Trưởng phòng"},
        }.get(role, {})

    short = {"ct": "Chủ tịch", "pct": "Phó Chủ tịch", **OF_DEPARTMENT}
    return [
        {
            "ma": one.code,
            "ho_ten": one.name,
            "chuc_vu": short.get(role, one.office),
            "co_quan": one.organ,
            "gioi_tinh": one.sex,
            "danh_xung": "Bà" if one.sex == "Nữ" else "Ông",
            "ky": False,
            "tu_ngay": FIRST_OF_WARD,
            **signs(role),
        }
        for role, one in people.items()
    ]


def of_the_time_before() -> list[Row]:
    """Who signed until 30/6/2025: the one real person, of Kế hoạch số 656, and an invented chairman of the district."""
    return [
        {
            "ma": "truong_phong_gddt",
            "ho_ten": "Trịnh Vĩnh Thanh",
            "chuc_vu": "Trưởng phòng",
            "co_quan": "phong_gddt",
            "gioi_tinh": "Nam",
            "danh_xung": "Ông",
            "ky": True,
            "den_ngay": LAST_OF_DISTRICT,
        },
        {
            "ma": "chu_tich_quan",
            "ho_ten": "Phạm Đình Hiếu Ân",
            "chuc_vu": "Chủ tịch",
            "co_quan": "ubnd_quan",
            "gioi_tinh": "Nam",
            "danh_xung": "Ông",
            "ky": True,
            "quyen_han": "TM.",
            "tap_the": "Ủy ban nhân dân",
            "den_ngay": LAST_OF_DISTRICT,
        },
    ]
