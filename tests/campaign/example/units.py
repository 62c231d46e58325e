"""Wards and schools: the tables co_quan and truc_thuoc."""

from __future__ import annotations

import tomllib
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Final

from tests.campaign.example.dice import Dice
from tests.campaign.example.names import school_names

Row = dict[str, object]
LIFE: Final = tomllib.loads(Path(__file__).with_name("life.toml").read_text("utf-8"))
CITY: Final = "Thành phố Hồ Chí Minh"
LAST_OF_DISTRICT: Final = date(2025, 6, 30)
FIRST_OF_WARD: Final = date(2025, 7, 1)
# Nghị quyết 1685/NQ-UBTVQH15; the share of schools follows the number of inhabitants.
WARDS: Final = (
    ("hanh_thong", "Hạnh Thông", 24),
    ("an_nhon", "An Nhơn", 19),
    ("go_vap", "Gò Vấp", 20),
    ("an_hoi_dong", "An Hội Đông", 22),
    ("thong_tay_hoi", "Thông Tây Hội", 23),
    ("an_hoi_tay", "An Hội Tây", 22),
)
LEVELS: Final = {
    "mam_non": ("Mầm non", "mn", "MN"),
    "tieu_hoc": ("Tiểu học", "th", "TH"),
    "thcs": ("Trung học cơ sở", "thcs", "THCS"),
}
# (level, public) → how many of 130
KINDS: Final = {
    ("tieu_hoc", True): 25,
    ("mam_non", False): 47,
    ("mam_non", True): 23,
    ("thcs", True): 19,
    ("tieu_hoc", False): 9,
    ("thcs", False): 7,
}


def plain(text: str) -> str:
    """ "Kiến Thiện" → "kien_thien": a code."""
    base = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(one for one in base if not unicodedata.combining(one)).replace(" ", "_")


@dataclass(frozen=True)
class School:
    name: str
    level: str
    public: bool
    ward: str
    number: int

    @cached_property
    def code(self) -> str:
        return f"{LEVELS[self.level][1]}_{plain(self.name)}"

    @property
    def full(self) -> str:
        return f"Trường {LEVELS[self.level][0]} {self.name}"

    @property
    def short(self) -> str:
        """ "THKT": its letters in the symbol of a document."""
        letters = "".join(word[0] for word in self.name.replace("Đ", "\0").split())
        return LEVELS[self.level][2] + plain(letters).upper().replace("\0", "Đ")

    @cached_property
    def classes(self) -> int:
        low, high = {
            ("mam_non", True): (12, 20),
            ("mam_non", False): (5, 11),
            ("tieu_hoc", True): (25, 44),
            ("tieu_hoc", False): (10, 20),
            ("thcs", True): (24, 42),
            ("thcs", False): (8, 16),
        }[self.level, self.public]
        return Dice("classes", self.code).whole(low, high)

    @cached_property
    def pupils(self) -> int:
        low, high = {"mam_non": (22, 30), "tieu_hoc": (33, 41), "thcs": (37, 44)}[self.level]
        return int(self.classes * Dice("pupils", self.code).between(low, high) * (1 if self.public else 0.75))

    @cached_property
    def staff(self) -> int:
        share, more = {"mam_non": (2.6, 8), "tieu_hoc": (1.5, 10), "thcs": (1.9, 12)}[self.level]
        return int(self.classes * share) + more + Dice("staff", self.code).whole(0, 4)

    @cached_property
    def founded(self) -> int:
        dice = Dice("founded", self.code)
        late = not self.public and self.level == "mam_non" and self.number % 9 == 5
        return 2023 if late else dice.whole(1977, 2011) if self.public else dice.whole(2005, 2019)

    def row(self) -> Row:
        """Without a place of issue: that is the superior's of the day."""
        dice, ward = Dice("school", self.code), ward_name(self.ward)
        women = {"mam_non": (0.93, 0.99), "tieu_hoc": (0.76, 0.88), "thcs": (0.66, 0.78)}[self.level]
        symbol = "QĐ-UBND" if self.founded >= 2004 else "QĐ-UB"
        return {
            "ma": self.code,
            "ten": self.full,
            "viet_tat": self.short,
            "loai": "truong",
            "khoi": self.level,
            "cong_lap": self.public,
            "dia_chi": f"số {dice.whole(2, 298)} đường số {self.number + 1}, phường {ward}, {CITY}",
            "dien_thoai": f"0280{1_000_000 + self.number * 7_013:07d}",
            "nam_thanh_lap": self.founded,
            "quyet_dinh_thanh_lap": f"Quyết định số {dice.whole(12, 2400)}/{symbol} ngày {dice.whole(10, 28)} "
            f"tháng {dice.whole(3, 8)} năm {self.founded} của Ủy ban nhân dân quận Gò Vấp",
            "tong_so": self.staff,
            "nu": int(self.staff * dice.between(*women)),
            "dang_vien": int(self.staff * dice.between(0.18, 0.42) * (1 if self.public else 0.3)),
            "so_lop": self.classes,
            "so_hoc_sinh": self.pupils,
            "dac_diem": f"{dice.pick(LIFE['sites'])}. Thuận lợi: {dice.pick(LIFE['strengths'])}. "
            f"Khó khăn: {dice.pick(LIFE['limits'])}.",
            "chuc_nang": LIFE["tasks"][self.level],
        }


def ward_name(code: str) -> str:
    return next(name for ward, name, _ in WARDS if ward == code)


def schools(count: int) -> list[School]:
    """So many, levels and wards in proportion; ward by ward, in it mầm non, tiểu học, THCS, of each the public ones first."""
    total, found = sum(KINDS.values()), []
    given = dict.fromkeys(KINDS, 0)
    names = {level: school_names(level) for level in LEVELS}
    ends = [round(count * sum(share for _, _, share in WARDS[: index + 1]) / total) for index in range(len(WARDS))]
    for number in range(count):
        level, public = max(KINDS, key=lambda kind: KINDS[kind] * (number + 1) / total - given[kind])
        given[level, public] += 1
        ward = next(WARDS[index][0] for index, end in enumerate(ends) if number < end)
        found.append(School(next(names[level]), level, public, ward, number))
    place = [code for code, _, _ in WARDS]
    return sorted(found, key=lambda one: (place.index(one.ward), list(LEVELS).index(one.level), not one.public, one.number))


def organisations(of: list[School]) -> list[Row]:
    wards = ";".join(code for code, _, _ in WARDS)
    rows: list[Row] = [
        {
            "ma": "ubnd_tp",
            "ten": f"Ủy ban nhân dân\n{CITY}",
            "ten_day_du": f"Ủy ban nhân dân {CITY}",
            "viet_tat": "UBND",
            "loai": "ubnd_tp",
            "dia_danh": CITY,
        },
        {
            "ma": "so_noi_vu",
            "ten": "Sở Nội vụ",
            "ten_day_du": f"Sở Nội vụ {CITY}",
            "viet_tat": "SNV",
            "loai": "so",
            "chu_quan": "ubnd_tp",
            "dia_danh": CITY,
        },
        {
            "ma": "so_gddt",
            "ten": "Sở Giáo dục và Đào tạo",
            "ten_day_du": f"Sở Giáo dục và Đào tạo {CITY}",
            "viet_tat": "SGDĐT",
            "loai": "so",
            "chu_quan": "ubnd_tp",
            "dia_danh": CITY,
        },
        {
            "ma": "ubnd_quan",
            "ten": "Ủy ban nhân dân\nquận Gò Vấp",
            "ten_day_du": "Ủy ban nhân dân quận Gò Vấp",
            "viet_tat": "UBND",
            "loai": "ubnd_quan",
            "dia_danh": "Gò Vấp",
            "den_ngay": LAST_OF_DISTRICT,
            "ke_thua": wards,
        },
        {
            "ma": "phong_gddt",
            "ten": "Phòng Giáo dục và Đào tạo",
            "ten_day_du": "Phòng Giáo dục và Đào tạo quận Gò Vấp",
            "viet_tat": "GDĐT",
            "loai": "phong_quan",
            "chu_quan": "ubnd_quan",
            "dia_danh": "Gò Vấp",
            "don_vi_soan_thao": "TĐ",
            "den_ngay": LAST_OF_DISTRICT,
            "ke_thua": wards,
        },
    ]
    for code, name, _ in WARDS:
        rows += [
            {
                "ma": code,
                "ten": f"Ủy ban nhân dân\nphường {name}",
                "ten_day_du": f"Ủy ban nhân dân phường {name}",
                "viet_tat": "UBND",
                "loai": "ubnd_phuong",
                "dia_danh": name,
                "don_vi_soan_thao": "VHXH",
                "dia_chi": f"phường {name}, {CITY}",
                "tu_ngay": FIRST_OF_WARD,
            },
            {
                "ma": f"vhxh_{code}",
                "ten": "Phòng Văn hóa - Xã hội",
                "ten_day_du": f"Phòng Văn hóa - Xã hội phường {name}",
                "viet_tat": "VHXH",
                "loai": "phong_phuong",
                "chu_quan": code,
                "dia_danh": name,
                "don_vi_soan_thao": "TĐKT",
                "tu_ngay": FIRST_OF_WARD,
            },
        ]
    return rows + [school.row() for school in of]


def superiors(of: list[School]) -> list[Row]:
    """Until 30/6/2025 a public school was the district's, a private one its department's; since then both are the ward's."""
    return [
        row
        for school in of
        for row in (
            {
                "don_vi": school.code,
                "chu_quan": "ubnd_quan" if school.public else "phong_gddt",
                "tu_ngay": None,
                "den_ngay": LAST_OF_DISTRICT,
            },
            {"don_vi": school.code, "chu_quan": school.ward, "tu_ngay": FIRST_OF_WARD, "den_ngay": None},
        )
    ]
