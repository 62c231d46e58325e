from __future__ import annotations

import tomllib
from datetime import date, timedelta
from pathlib import Path

import icu
import pytest

from service.vietnamese import workdays as workdays_module
from service.vietnamese.workdays import Workdays, day_off, is_workday, known_years, term_end, workdays

HOLIDAYS = tomllib.loads((Path(workdays_module.__file__).parent / "holidays.toml").read_text("utf-8"))["holiday"]
# The new moon is at 23:56 (2027) and, the next day, 00:07 (2030) in Beijing: ICU's approximate moon, or China, is a day later.
NEAR_MIDNIGHT = {2027, 2030}
# Days off as the yearly notices announced them, weekends in between left out: the table and the rule of compensation together.
ANNOUNCED = [
    ("Tết Dương lịch 2022", "2022-01-03", "2022-01-03"), ("Tết 2022", "2022-01-31", "2022-02-04"),
    ("Giỗ Tổ 2022", "2022-04-11", "2022-04-11"),
    ("30/4, 01/5/2022", "2022-05-02", "2022-05-03"), ("Quốc khánh 2022", "2022-09-01", "2022-09-02"),
    ("Tết Dương lịch 2023", "2023-01-02", "2023-01-02"), ("Tết 2023", "2023-01-20", "2023-01-26"),
    ("Giỗ Tổ, 30/4, 01/5/2023", "2023-05-01", "2023-05-03"), ("Quốc khánh 2023", "2023-09-01", "2023-09-04"),
    ("Tết Dương lịch 2024", "2024-01-01", "2024-01-01"), ("Tết 2024", "2024-02-08", "2024-02-14"),
    ("Giỗ Tổ 2024", "2024-04-18", "2024-04-18"),
    ("30/4, 01/5/2024", "2024-04-29", "2024-05-01"), ("Quốc khánh 2024", "2024-09-02", "2024-09-03"),
    ("Tết Dương lịch 2025", "2025-01-01", "2025-01-01"), ("Tết 2025", "2025-01-27", "2025-01-31"),
    ("Giỗ Tổ 2025", "2025-04-07", "2025-04-07"),
    ("30/4, 01/5/2025", "2025-04-30", "2025-05-02"), ("Quốc khánh 2025", "2025-09-01", "2025-09-02"),
    ("Tết Dương lịch 2026", "2026-01-01", "2026-01-02"), ("Tết 2026", "2026-02-16", "2026-02-20"),
    ("Giỗ Tổ 2026", "2026-04-27", "2026-04-27"),
    ("30/4, 01/5/2026", "2026-04-30", "2026-05-01"), ("Quốc khánh 2026", "2026-08-31", "2026-09-02"),
]


def days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


@pytest.mark.parametrize("year", [2022, 2023, 2024, 2025, 2026])
def test_days_off_are_those_announced_and_no_others(year: int) -> None:
    announced = {day for _, first, last in ANNOUNCED for day in days(date.fromisoformat(first), date.fromisoformat(last))
                 if day.year == year and day.weekday() < 5}
    found = {day for day in days(date(year, 1, 1), date(year, 12, 31)) if (off := day_off(day)) and off.certain}
    assert found == announced


@pytest.mark.parametrize("saturday", ["2024-05-04", "2025-04-26", "2026-01-10", "2026-08-22"])
def test_a_saturday_may_be_worked(saturday: str) -> None:
    day = date.fromisoformat(saturday)
    assert day.weekday() == 5
    assert is_workday(day)
    assert not is_workday(day + timedelta(days=7))


def lunar(day: date) -> tuple[int, int]:
    """Month and day of the Chinese calendar, by ICU: the Vietnamese one but for moons near midnight."""
    calendar = icu.Calendar.createInstance(icu.TimeZone.createTimeZone("Asia/Ho_Chi_Minh"), icu.Locale("vi@calendar=chinese"))
    calendar.setTime((day - date(1970, 1, 1)).days * 86400.0 + 43200)
    return calendar.get(icu.UCalendarDateFields.MONTH) + 1, calendar.get(icu.UCalendarDateFields.DAY_OF_MONTH)


@pytest.mark.parametrize("year", [*range(2022, 2031)])
def test_the_lunar_days_are_on_the_calendar(year: int) -> None:
    """Mùng 1 is free with the day before it and the two after, and 10/3 is Giỗ Tổ."""
    found = next(day for day in days(date(year, 1, 20), date(year, 2, 25)) if lunar(day) == (1, 1))
    tet = found - timedelta(days=year in NEAR_MIDNIGHT)
    named = {one["name"]: (one["first"], one.get("last", one["first"])) for one in HOLIDAYS if one["first"].year == year}
    first, last = named["Tết Âm lịch"]
    assert (last - first).days == 4
    assert first < tet <= last - timedelta(days=2)
    assert lunar(named["Giỗ Tổ Hùng Vương"][0]) == (3, 10)


@pytest.mark.parametrize(("first", "last", "count"), [
    ("2025-03-03", "2025-03-07", 5), ("2025-03-03", "2025-03-09", 5), ("2025-03-08", "2025-03-09", 0),
    ("2025-03-03", "2025-03-03", 1),
    ("2025-01-20", "2025-02-10", 11), ("2025-04-28", "2025-05-05", 3), ("2025-04-21", "2025-04-27", 6),
    ("2024-04-29", "2024-05-04", 3),
    ("2023-04-24", "2023-05-05", 7), ("2022-01-01", "2022-01-07", 4), ("2025-12-29", "2026-01-10", 9),
])
def test_working_days_are_counted_with_both_ends(first: str, last: str, count: int) -> None:
    assert workdays(date.fromisoformat(first), date.fromisoformat(last)) == Workdays(count)


def test_a_day_not_settled_is_left_out_and_named() -> None:
    assert workdays(date(2026, 11, 23), date(2026, 11, 27)) == Workdays(4, (date(2026, 11, 24),))
    assert workdays(date(2027, 2, 1), date(2027, 2, 12)).doubtful == tuple(date(2027, 2, n) for n in (4, 5, 8, 9, 10))
    off = day_off(date(2026, 11, 24))
    assert off is not None
    assert (off.name, off.certain) == ("Ngày Văn hóa Việt Nam", False)


@pytest.mark.parametrize(("start", "count", "end"), [
    ("2025-03-03", 5, "2025-03-10"), ("2025-03-07", 1, "2025-03-10"), ("2025-01-24", 3, "2025-02-05"),
    ("2025-04-25", 3, "2025-04-29"),
    ("2023-12-29", 1, "2024-01-02"), ("2024-08-30", 2, "2024-09-05"), ("2025-03-08", 1, "2025-03-10"),
])
def test_a_term_does_not_count_its_first_day(start: str, count: int, end: str) -> None:
    assert term_end(date.fromisoformat(start), count) == (date.fromisoformat(end), Workdays(count))


@pytest.mark.parametrize("day", [date(2021, 12, 31), date(2031, 1, 1)])
def test_a_year_that_is_not_known_is_not_guessed(day: date) -> None:
    assert day.year not in known_years()
    with pytest.raises(ValueError, match="no holidays are known"):
        workdays(day, day)


def test_wrong_spans_and_terms_are_refused() -> None:
    with pytest.raises(ValueError, match="before the first"):
        workdays(date(2025, 3, 4), date(2025, 3, 3))
    with pytest.raises(ValueError, match="at least one day"):
        term_end(date(2025, 3, 4), 0)


def test_a_day_off_says_why() -> None:
    assert [(off.name, off.source) for day in ("2023-05-02", "2025-05-02") if (off := day_off(date.fromisoformat(day)))] == [
        ("Nghỉ bù Giỗ Tổ Hùng Vương", "Bộ luật Lao động 2019, Điều 111(3)"),
        ("Hoán đổi ngày làm việc", "Công văn số 8726/VPCP-KGVX ngày 26/11/2024"),
    ]
