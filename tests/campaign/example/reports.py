"""What is particular to one document of a school: reports of merit of its nominees, its own review. The files of rieng/.

The words are chosen from reports.toml and praise.toml, the figures are those of ket_qua. A file written by hand goes first.
"""

from __future__ import annotations

import re
import tomllib
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from service.inputs import load_file
from service.vietnamese.decimals import decimal
from tests.campaign.example.dice import Dice
from tests.campaign.example.figures import YEARS, Figures
from tests.campaign.example.nominees_plan import Candidate
from tests.campaign.example.praise import WORDS, capital, clauses
from tests.campaign.example.units import LIFE, Row, School, ward_name

TEXTS: Final = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
SCHOOL_YEARS: Final = {2022: "2021 - 2022", 2023: "2022 - 2023", 2024: "2023 - 2024", 2025: "2024 - 2025"}
# The five points of the campaign's plan on building, the three on saving.
POINTS: Final = ("quy_dinh", "nguon_luc", "cong_trinh", "van_hanh", "cong_nghe")
SAVINGS: Final = ("kinh_phi", "tai_san", "lao_dong")
# What is compared by its first and last year; of the other themes the sum counts.
FROM_YEAR_TO_YEAR: Final = {"dien", "nuoc", "giay", "gio", "phong", "ho_so", "tthc", "tu_chu", "chi"}
# Of a collective inside a school: how many it has, what it does.
INNER: Final = {
    "van_phong": (5, 8, "Văn thư, kế toán, thủ quỹ, y tế, bảo vệ; phục vụ dạy học và tiếp nhận, trả kết quả thủ tục hành chính."),
    "chuyen_mon": (6, 12, "Tổ chức dạy học, sinh hoạt chuyên môn, quản lý hồ sơ và thiết bị dạy học của tổ."),
    "cong_doan": (0, 0, "Đại diện, chăm lo quyền lợi của đoàn viên; vận động thi đua, tham gia kiểm tra, giám sát trong trường."),
}


def indicators(folder: Path) -> dict[str, dict[str, Any]]:
    """Code → its row of the hand-written chi_tieu.yaml."""
    return {one["ma"]: one for one in load_file(folder / "chi_tieu.yaml")["chi_tieu"]}


def leader(one: Candidate) -> str:
    """The role of who signs for a collective inside a school."""
    return {"van_phong": "kt", "chuyen_mon": "tt", "cong_doan": "cd"}[one.work]


def _told(one: Candidate, figures: Figures, dice: Dice, count: int) -> list[tuple[str, str]]:
    """(theme, clause): what the figures say of the work of this nominee."""
    ways = {theme: found for theme in WORDS["themes"][one.work] if (found := clauses(figures, theme))}
    return [(theme, dice.pick(ways[theme])) for theme in dice.order(list(ways))[:count]]


def of_collective(one: Candidate, figures: Figures, signs: str, of: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """A report of merit; `signs` is the name of who leads a collective inside a school, `of` the indicators by code."""
    dice, school = Dice("merit", one.code), one.school
    told = _told(one, figures, dice, 4)
    rows = []
    for theme in (theme for theme, _ in told if theme in FROM_YEAR_TO_YEAR):
        code = WORDS["clauses"][theme]["indicator"]
        values, row = [figures[code][year] for year in (YEARS[0], YEARS[-1])], of[code]
        first, last = (decimal(value, row.get("so_le", 0)) for value in values if not isinstance(value, str))
        rows.append(
            {"chi_tieu": row["ten"], "dvt": row["dvt"], "nam_dau": first, "nam_cuoi": last, "minh_chung": TEXTS["proofs"][code]}
        )
    texts = TEXTS["merit"]
    found = {
        "qua_trinh": dice.pick(texts["qua_trinh"]).format(nam=school.founded, phuong=ward_name(school.ward)),
        "thanh_tich_noi_bat": [capital(clause) for _, clause in told],
        "so_lieu": rows,
        "bien_phap": dice.order(WORDS["deeds"][one.work])[:3],
        "phong_trao": dice.pick(texts["phong_trao"]),
        "chap_hanh": dice.pick(texts["chap_hanh"]),
        "dang_doan_the": dice.pick(texts["doan_the"]),
    }
    if one.inner:
        low, high, task = INNER[one.work]
        size = dice.whole(low, high) if high else school.staff
        found |= {
            "nam_thanh_lap": school.founded,
            "tong_so": size,
            "nu": max(1, int(size * 0.8)),
            "dang_vien": max(1, size // 4),
            "to_chuc": f"{one.inner} thuộc {school.full}. Thuận lợi: {dice.pick(LIFE['strengths'])}. "
            f"Khó khăn: {dice.pick(LIFE['limits'])}.",
            "chuc_nang": task,
            "ky": signs,
        }
    return found


def of_person(one: Candidate, figures: Figures, titles: dict[int, str], idea: str | None) -> dict[str, Any]:
    """A report of merit; `titles` are those had by year, `idea` a recognised initiative."""
    dice = Dice("merit", one.code)
    deeds = dice.order(WORDS["deeds"].get(one.work, WORDS["deeds"]["gv"]))
    told = [clause for _, clause in _told(one, figures, dice, 3)]
    ties = dice.order(TEXTS["merit"]["noi"])
    found: dict[str, Any] = {
        "thanh_tich_ca_nhan": [f"{deed}{tie} {clause}" for deed, tie, clause in zip(deeds, ties, told, strict=False)],
        "xep_loai": [
            {
                "nam": SCHOOL_YEARS[year],
                "muc": "Hoàn thành xuất sắc nhiệm vụ" if title == "Chiến sĩ thi đua cơ sở" else "Hoàn thành tốt nhiệm vụ",
            }
            for year, title in sorted(titles.items())
        ],
    }
    if one.role == "ht":
        whole = _told(Candidate(one.code, one.school, one.award, "truong"), figures, Dice("merit", one.code, "truong"), 4)
        found["thanh_tich_tap_the"] = f"{one.school.full} đã {'; '.join(clause for _, clause in whole)}."
    if idea:
        found["sang_kien"] = [
            {
                "ten": idea,
                "quyet_dinh": f"Quyết định số {dice.whole(30, 90)}/QĐ-{one.school.short} ngày 20 tháng 5 năm 2024 "
                f"của Hiệu trưởng {one.school.full}",
                "pham_vi": "Cấp cơ sở",
            }
        ]
    return found


def plan(school: School, responsible: str) -> dict[str, Any]:
    """What a school's plan says in its own words; the rest is shared (rieng/ke_hoach_truong.yaml)."""
    dice, texts = Dice("plan", school.code), TEXTS["plan"]
    return {
        "muc_dich": dice.order(texts["muc_dich"])[:3],
        "yeu_cau": dice.order(texts["yeu_cau"])[:2],
        "giai_phap": dice.order(texts["giai_phap"])[:4],
        "nguoi_phu_trach": responsible,
    }


def yearly(school: School, figures: Figures, title: str | None) -> dict[str, Any]:
    """The report of the school year 2024 - 2025; `title` is what the school was given for it."""
    write = _Writer(school, figures)
    tasks = [text[:1].lower() + text[1:] for text in write.some("review", "phuong_huong", 2)]
    honoured = f"Trường được công nhận {title} năm học 2024 - 2025. " if title else ""
    return {
        "nam_hoc": "2024-2025",
        "chi_dao": write.one("review", "quan_triet"),
        "ket_qua_ha_tang": write.one("yearly", "ket_qua_ha_tang"),
        "ket_qua_tiet_kiem": write.one("yearly", "ket_qua_tiet_kiem"),
        "cong_tac_khen_thuong": honoured + write.one("yearly", "khen"),
        "han_che": f"{write.some('review', 'han_che', 1)[0]}.",
        "nguyen_nhan": f"{write.some('review', 'nguyen_nhan', 1)[0]}.",
        "phuong_huong": f"Năm học 2025 - 2026: {'; '.join(tasks)}.",
        "kien_nghi": write.one("review", "kien_nghi"),
    }


class _Writer:
    """Chooses lines for a school and puts its figures into them."""

    def __init__(self, school: School, figures: Figures) -> None:
        self._dice = Dice("review", school.code)
        self._slots = _slots(figures)

    def one(self, group: str, part: str) -> str:
        """A line whose figures the school has; one without any only where there is no other."""
        fitting = [text for text in TEXTS[group][part] if all(slot in self._slots for slot in re.findall(r"{(\w+)}", text))]
        return str(self._dice.pick([text for text in fitting if "{" in text] or fitting).format_map(self._slots))

    def some(self, group: str, part: str, count: int) -> list[str]:
        return [str(text) for text in self._dice.order(TEXTS[group][part])[:count]]


def review(school: School, figures: Figures) -> dict[str, Any]:
    """The words of a school's review of the period, part by part."""
    dice, write = Dice("issued", school.code), _Writer(school, figures)
    day, first = Dice("first plan", school.code).whole(5, 26), max(2023, school.founded)
    since = 2022 if first == 2023 else first
    return {
        "vb_ban_hanh": [
            _issued(
                dice.whole(11, 60),
                "KH",
                school,
                date(first, 9, day),
                f"Kế hoạch tổ chức Phong trào thi đua giai đoạn {since} - 2025",
            ),
            _issued(dice.whole(3, 24), "QĐ", school, date(2024, 1, day), "Quyết định ban hành Quy chế chi tiêu nội bộ"),
        ],
        **{part: write.one("review", part) for part in ("quan_triet", "tuyen_truyen", "kiem_tra", "dien_hinh", "uu_diem")},
        "quy_mo": _size(school),
        "ket_qua_ha_tang": {name: write.one("review", f"ha_tang_{number}") for number, name in enumerate(POINTS, 1)},
        "ket_qua_tiet_kiem": {name: write.one("review", f"tiet_kiem_{number}") for number, name in enumerate(SAVINGS, 1)},
        **{
            part: write.some("review", part, count)
            for part, count in (("han_che", 3), ("nguyen_nhan", 2), ("bai_hoc", 3), ("phuong_huong", 4), ("kien_nghi", 2))
        },
    }


def _size(school: School) -> list[dict[str, Any]]:
    """Classes, pupils and staff by school year; the last year is that of co_quan."""
    dice, rows = Dice("size", school.code), []
    classes, pupils, staff = school.classes, school.pupils, school.staff
    for year in range(2025, max(2022, school.founded) - 1, -1):
        rows.append({"nam_hoc": f"{year} - {year + 1}", "lop": classes, "hoc_sinh": pupils, "cbvc": staff})
        less = dice.whole(0, 1)
        classes, pupils, staff = classes - less, round(pupils * dice.between(0.965, 0.995)), staff - less
    return rows[::-1]


def _issued(number: int, kind: str, school: School, day: date, name: str) -> dict[str, str]:
    """A document of the school on that day, or the Monday after."""
    while day.weekday() > 4:
        day += timedelta(1)
    return {"so_ky_hieu": f"{number:02d}/{kind}-{school.short}", "ngay": day.isoformat(), "ten": name}


def _slots(figures: Figures) -> dict[str, str]:
    """By indicator: `_d` of the first year, `_n` of the last but one, `_c` of the last, `_t` the sum.

    Only where every year has a figure and there is something to tell.
    """
    found = {}
    for code, by_year in figures.items():
        values = [one for one in by_year.values() if not isinstance(one, str)]
        if len(values) == len(YEARS) and sum(values):
            places = 1 if isinstance(values[0], Decimal) else 0
            found |= {
                f"{code}_d": decimal(values[0], places),
                f"{code}_n": decimal(values[-2], places),
                f"{code}_c": decimal(values[-1], places),
                f"{code}_t": decimal(sum(values), places),
            }
    return found


def of_ward(ward: str, people: dict[str, str]) -> dict[str, dict[str, Any]]:
    """Slug → what a ward's documents say of its own people; `people` by code, with title, name, office."""
    number = f"0280{1_950_000 + sum(map(ord, ward)):07d}"
    name, office = people[f"{ward}_cv"].split(", ", 1)
    return {
        "cong_van_huong_dan": {"lien_he": {"ho_ten": name, "chuc_vu": f"{office} Phòng Văn hóa - Xã hội", "dien_thoai": number}},
        "kich_ban_hoi_nghi": {"nguoi_cong_bo": people[f"{ward}_vp"], "dan_chuong_trinh": people[f"{ward}_dt"]},
    }


LATEST: Final = {"phong_tuong_tac"}  # a state at the end, not a sum of years
ISSUED: Final = {
    "ke_hoach_phong_trao": ("KH-UBND", "Kế hoạch tổ chức Phong trào thi đua trên địa bàn phường giai đoạn 2022 - 2030"),
    "quyet_dinh_hoi_dong": ("QĐ-UBND", "Quyết định thành lập Hội đồng Thi đua - Khen thưởng phường"),
    "cong_van_huong_dan": ("UBND-VHXH", "Công văn hướng dẫn sơ kết và xét khen thưởng Phong trào thi đua giai đoạn 2022 - 2025"),
}


def summary(ward: str, of: list[School], reported: dict[str, Figures], register: list[Row]) -> dict[str, Any]:
    """What a ward's review of its schools says of its own: how many, which documents, sums of those that reported."""
    texts, public = TEXTS["ward"], sum(school.public for school in of)
    sums = {}
    for code in next(iter(reported.values())):
        years = [[values[code][year] for values in reported.values()] for year in YEARS]
        counted = years[-1:] if code in LATEST else years
        sums[code] = decimal(sum(one for year in counted for one in year if not isinstance(one, str)), 0)
    return {
        "dac_diem": texts["dac_diem"].format(phuong=ward_name(ward), so=len(of), cong=public, tu=len(of) - public),
        "vb_ban_hanh": [
            {
                "so_ky_hieu": f"{row['so']:02d}/{ISSUED[str(row['loai'])][0]}",
                "ngay": str(row["ngay"]),
                "ten": ISSUED[str(row["loai"])][1],
            }
            for row in register
            if row["loai"] in ISSUED
        ],
        **{
            part: {name: text.format_map(sums) for name, text in texts[part].items()}
            for part in ("ket_qua_ha_tang", "ket_qua_tiet_kiem")
        },
    }
