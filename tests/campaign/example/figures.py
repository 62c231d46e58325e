"""Four years of results of a school: the table ket_qua. The indicators themselves are written by hand in chi_tieu.yaml.

Figures grow or fall smoothly. Where there can be none the reason stands instead. Money is in million đồng.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Final

from tests.campaign.example.dice import Dice
from tests.campaign.example.units import School

YEARS: Final = (2022, 2023, 2024, 2025)
Value = int | Decimal
Figures = dict[str, dict[int, Value | str]]  # indicator → year → value, or the reason why there is none

OF_PUBLIC_SCHOOLS: Final = {
    "von_nsnn": "Trường tư thục: sửa chữa, xây mới bằng vốn tự có, không dùng vốn ngân sách",
    "kp_giao": "Trường tư thục: không được ngân sách giao kinh phí",
    "kp_thuc_hien": "Trường tư thục: không được ngân sách giao kinh phí",
    "kp_tiet_kiem": "Trường tư thục: không được ngân sách giao kinh phí",
    "tk_cctl": "Trường tư thục: không thuộc đối tượng thực hiện",
    "tai_san": "Trường tư thục: không có tài sản công",
    "tu_chu": "Trường tư thục: tự bảo đảm toàn bộ kinh phí hoạt động",
}
NO_METER: Final = "Dùng chung đồng hồ nước với cơ sở liền kề, không tách được số liệu"


def figures(school: School, *, good: bool) -> Figures:
    """`good`: a nominating school, whose figures all go the right way."""
    dice = Dice("figures", school.code)
    found: Figures = {}

    def every_year(code: str, value: Callable[[int], Value]) -> None:
        found[code] = {year: value(index) for index, year in enumerate(YEARS)}

    def falling(code: str, first: float, fall: tuple[float, float], weak: tuple[float, float]) -> None:
        """Each year less by a share; schools that are not `good` may waver."""
        low, high = fall if good else weak
        values = [first]
        for _ in YEARS[1:]:
            values.append(values[-1] * (1 - dice.between(low, high)))
        every_year(code, lambda index: round(values[index]))

    def share(code: str, first: tuple[float, float], last: tuple[float, float], weak: tuple[float, float]) -> None:
        """A percentage that grows from the first to the last year, fastest in the middle."""
        start, end = dice.between(*first), dice.between(*(last if good else weak))
        steps = (0.0, dice.between(0.25, 0.35), dice.between(0.62, 0.75), 1.0)
        every_year(code, lambda index: Decimal(round((start + (end - start) * steps[index]) * 10)).scaleb(-1))

    _works(dice, found, good=good)
    rooms = (dice.whole(1, 3), max(4, int(school.classes * dice.between(0.55, 0.95) * (1 if good else 0.6))))
    steps = (0.0, dice.between(0.25, 0.35), dice.between(0.6, 0.75), 1.0)
    every_year("phong_tuong_tac", lambda index: round(rooms[0] + (rooms[1] - rooms[0]) * steps[index]))
    share("ho_so_dien_tu", (36, 58), (91, 98.5), (70, 90))
    share("tthc_truc_tuyen", (28, 48), (86, 97), (62, 85))
    _money(school, dice, found, good=good)
    each = {"mam_non": (58, 76), "tieu_hoc": (38, 52), "thcs": (34, 48)}[school.level]
    falling("dien", school.pupils * dice.between(*each), (0.024, 0.056), (-0.012, 0.035))
    water = {"mam_non": (6.2, 8.8), "tieu_hoc": (3.2, 4.8), "thcs": (2.8, 4.2)}[school.level]
    falling("nuoc", school.pupils * dice.between(*water), (0.022, 0.052), (-0.01, 0.032))
    falling("giay", school.staff * dice.between(3.4, 4.8), (0.075, 0.13), (0.02, 0.08))
    falling("gio_lam_them", school.staff * dice.between(4, 7), (0.045, 0.095), (0.0, 0.06))
    share("tu_chu", (12, 20), (24, 33), (18, 26))
    ideas = [dice.whole(1 if good else 0, 3 if good else 2) for _ in YEARS]
    every_year("sang_kien", lambda index: ideas[index])
    every_year("gia_tri_sang_kien", lambda index: sum(dice.whole(6, 28) for _ in range(ideas[index])))
    every_year("vi_pham", lambda index: int(not good and index == 0 and dice.chance(0.06)))
    return _without(school, found)


def _works(dice: Dice, found: Figures, *, good: bool) -> None:
    """Buildings finished, in time, and what they cost."""
    done = [dice.whole(1, 3) if good else dice.whole(0, 2) for _ in YEARS]
    late = dice.whole(0, 3) if not good and dice.chance(0.25) else None
    found["cong_trinh"] = dict(zip(YEARS, done, strict=True))
    found["dung_tien_do"] = {year: max(0, done[index] - (index == late)) for index, year in enumerate(YEARS)}
    found["von_nsnn"] = {
        year: sum(dice.whole(14, 62) * 10 for _ in range(count)) for year, count in zip(YEARS, done, strict=True)
    }
    found["von_xhh"] = {year: sum(dice.whole(18, 95) for _ in range(count)) for year, count in zip(YEARS, done, strict=True)}


def _money(school: School, dice: Dice, found: Figures, *, good: bool) -> None:
    """What was allotted, spent and saved: saved = allotted - spent in every year."""
    each = {"mam_non": (9.5, 12.0), "tieu_hoc": (6.2, 7.6), "thcs": (7.2, 8.8)}[school.level]
    allotted, growth = [school.pupils * dice.between(*each)], dice.between(0.035, 0.06)
    for _ in YEARS[1:]:
        allotted.append(allotted[-1] * (1 + growth + dice.between(-0.008, 0.008)))
    saved = [dice.between(0.016, 0.022), *([dice.between(0.024, 0.036)] * 3)] if good else [dice.between(0.006, 0.018)] * 4
    given = [round(one) for one in allotted]
    kept = [round(one * share * (1 + 0.06 * index)) for index, (one, share) in enumerate(zip(given, saved, strict=True))]
    found["kp_giao"] = dict(zip(YEARS, given, strict=True))
    found["kp_thuc_hien"] = {year: whole - part for year, whole, part in zip(YEARS, given, kept, strict=True)}
    found["kp_tiet_kiem"] = dict(zip(YEARS, kept, strict=True))
    found["tk_cctl"] = {year: round(one * 0.026) for year, one in zip(YEARS, given, strict=True)}
    bought = [round(school.staff * dice.between(4.5, 8.5)) for _ in YEARS]
    cut = [dice.between(0.03, 0.065) if good else dice.between(0.008, 0.035) for _ in YEARS]
    found["mua_sam"] = dict(zip(YEARS, bought, strict=True))
    found["mua_sam_giam"] = {year: max(1, round(one * part)) for year, one, part in zip(YEARS, bought, cut, strict=True)}
    found["tai_san"] = {year: dice.whole(3, 26) if good else dice.whole(0, 18) for year in YEARS}


def _without(school: School, found: Figures) -> Figures:
    """Reasons in place of the values that such a school cannot have."""
    if not school.public:
        for code, reason in OF_PUBLIC_SCHOOLS.items():
            found[code] = dict.fromkeys(YEARS, reason)
        if school.number % 11 == 3:
            found["nuoc"] = dict.fromkeys(YEARS, NO_METER)
    for year in YEARS:
        if year < school.founded:
            for values in found.values():
                values[year] = f"Trường thành lập năm {school.founded}"
    return found
