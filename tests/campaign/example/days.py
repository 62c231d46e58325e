"""The calendar of the review: which working day of 2025 each unit does what."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from service.vietnamese.workdays import is_workday
from tests.campaign.example.dice import Dice

# What happens → the first and last day on which it does; no step of a unit can overtake an earlier one.
SPANS: Final = {
    # of the ward
    "ke_hoach_phong_trao": (date(2025, 7, 28), date(2025, 8, 5)),
    "quyet_dinh_hoi_dong_phuong": (date(2025, 8, 11), date(2025, 8, 20)),
    "cong_van_huong_dan": (date(2025, 10, 1), date(2025, 10, 3)),
    # of the school
    "ke_hoach_truong": (date(2025, 9, 8), date(2025, 9, 12)),
    "quyet_dinh_hoi_dong": (date(2025, 9, 15), date(2025, 9, 19)),
    "bao_cao_hang_nam": (date(2025, 9, 22), date(2025, 9, 30)),
    "xac_nhan": (date(2025, 10, 6), date(2025, 10, 9)),
    "giay_moi_hoi_dong": (date(2025, 10, 6), date(2025, 10, 8)),
    "hop": (date(2025, 10, 15), date(2025, 10, 24)),
    "to_trinh_khen_thuong": (date(2025, 10, 27), date(2025, 10, 30)),
    "bao_cao_so_ket": (date(2025, 10, 27), date(2025, 10, 31)),
    # of the ward again
    "giay_moi_hoi_dong_phuong": (date(2025, 11, 5), date(2025, 11, 7)),
    "bao_cao_tham_dinh": (date(2025, 11, 10), date(2025, 11, 13)),
    "hop_phuong": (date(2025, 11, 17), date(2025, 11, 20)),
    "to_trinh_phuong": (date(2025, 11, 21), date(2025, 11, 24)),
    "quyet_dinh_khen_thuong": (date(2025, 11, 26), date(2025, 11, 28)),
    "thong_bao_khen_thuong": (date(2025, 12, 1), date(2025, 12, 2)),
    "bao_cao_tong_hop": (date(2025, 12, 3), date(2025, 12, 5)),
    "ke_hoach_hoi_nghi": (date(2025, 12, 5), date(2025, 12, 8)),
    "giay_moi_hoi_nghi": (date(2025, 12, 10), date(2025, 12, 11)),
    "chuong_trinh_hoi_nghi": (date(2025, 12, 9), date(2025, 12, 11)),
    "ke_hoach_giai_doan_2": (date(2025, 12, 24), date(2025, 12, 30)),
}


class Calendar:
    def day(self, unit: str, what: str) -> date:
        """The day on which a unit does one of SPANS; always the same, always a working day."""
        first, last = SPANS[what]
        days = [one for one in (first + timedelta(n) for n in range((last - first).days + 1)) if is_workday(one)]
        return Dice("day", unit, what).pick(days)

    def confirmed(self, unit: str) -> date:
        return self.day(unit, "xac_nhan")

    def received(self, unit: str) -> date:
        """The dossier arrives the working day after the submission."""
        day = self.day(unit, "to_trinh_khen_thuong") + timedelta(1)
        while not is_workday(day):
            day += timedelta(1)
        return day

    def meeting(self, unit: str, what: str, which: int) -> tuple[datetime, datetime]:
        """From when to when: the first meeting of that day (which = 0) in the morning, a second one after it."""
        dice, day = Dice("hour", unit, which), self.day(unit, what)
        start = datetime(day.year, day.month, day.day, 8 if which == 0 else 9, 0 if which == 0 else 45)
        return start, start + timedelta(minutes=dice.whole(14, 18) * 5)
