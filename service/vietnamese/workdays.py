"""Working days of state bodies (Monday to Friday: Quyết định 188/1999/QĐ-TTg) between two dates, and the date that closes a term.

Holidays are data (`holidays.toml`), each with its source. What is not settled yet is taken for a holiday and said to be doubtful.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DayOff:
    """Why no one works on a Monday to Friday. `certain` is false where the day is not settled by the law or its yearly notice."""

    name: str
    source: str
    certain: bool


@dataclass(frozen=True, slots=True)
class Workdays:
    """A count of working days and the days that were left out of it though they are not certainly free."""

    count: int
    doubtful: tuple[date, ...] = ()


def known_years() -> range:
    """The years whose holidays are known, in full."""
    years = [one.year for one in _table()[0]]
    return range(min(years), max(years) + 1)


def day_off(day: date) -> DayOff | None:
    """The holiday, compensation or moved day that frees a day from Monday to Friday. Raises ValueError outside `known_years`."""
    if day.year not in known_years():
        raise ValueError(f"no holidays are known for {day.year}")
    return _table()[0].get(day) if day.weekday() < 5 else None


def is_workday(day: date) -> bool:
    """Also a Saturday that was made a working day."""
    return day in _table()[1] or (day_off(day) is None and day.weekday() < 5)


def workdays(first: date, last: date) -> Workdays:
    """From `first` to `last`, both counted. Raises ValueError where `last` is before `first`, or a year is not known."""
    if last < first:
        raise ValueError("the last day is before the first")
    days = [first + _DAY * n for n in range((last - first).days + 1)]
    return Workdays(sum(map(is_workday, days)), tuple(day for day in days if (off := day_off(day)) and not off.certain))


def term_end(start: date, count: int) -> tuple[date, Workdays]:
    """The last of `count` working days after `start`, which is not counted itself (Bộ luật Dân sự 2015, Điều 147(2))."""
    if count < 1:
        raise ValueError("a term has at least one day")
    day, left = start, count
    while left:
        day += _DAY
        left -= is_workday(day)
    return day, workdays(start + _DAY, day)


@cache
def _table() -> tuple[Mapping[date, DayOff], frozenset[date]]:
    """Day → why it is free, compensations and moved days included; and the Saturdays that are worked."""
    data = tomllib.loads((Path(__file__).parent / "holidays.toml").read_text("utf-8"))
    moved = {one["off"]: DayOff("Hoán đổi ngày làm việc", one["source"], True) for one in data["moved"]}
    off: dict[date, DayOff] = {}
    weekend: list[date] = []
    for one in data["holiday"]:
        free = DayOff(one["name"], one["source"], not one.get("uncertain", False))
        for n in range((one.get("last", one["first"]) - one["first"]).days + 1):
            day = one["first"] + _DAY * n
            off[day] = free
            weekend += [day] if day.weekday() >= 5 else []
    for day in weekend:                        # Điều 111(3) BLLĐ: the next working day, after all days of the holiday
        holiday, instead = off[day], day
        while instead.weekday() >= 5 or instead in off:
            instead += _DAY
        off[instead] = DayOff(f"Nghỉ bù {holiday.name}", "Bộ luật Lao động 2019, Điều 111(3)", holiday.certain)
    return MappingProxyType({**off, **moved}), frozenset(one["worked"] for one in data["moved"])
