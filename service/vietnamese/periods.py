"""Stretches of time that documents name: quarters, school years, spans of dates, times of the day."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Final

from service.vietnamese.dates import day, long_date
from service.vietnamese.letters import roman

_NUMBERS: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_QUARTER: Final = re.compile(r"(?:quý|q\.?)\s*(?P<number>iv|i{1,3}|[1-4])(?:(?:\s*[/.,-]\s*|\s+(?:năm\s+)?)(?P<year>\d{4}))?",
                             re.IGNORECASE)
_SCHOOL_YEAR: Final = re.compile(r"(?:năm\s+học\s+)?(?P<first>\d{4})\s*[-\u2010-\u2015/]\s*(?P<last>\d{4})", re.IGNORECASE)
_TIME: Final = re.compile(r"(?P<h>\d{1,2})\s*(?:(?:giờ|h|g|:)\s*(?:(?P<m>\d{1,2})\s*(?:phút|ph|p|')?)?)", re.IGNORECASE)
_SPAN: Final = re.compile(r"(?:từ\s+)?(?P<first>\S.*?)\s+(?:đến(?:\s+hết)?|\u2013|-)\s+(?P<last>\S.*)", re.IGNORECASE)
# Schools open on 05/9. In the Ministry's frames of time pupils come back up to two weeks before, until 2019–2020 from 01/8;
# papers of August ("kế hoạch năm học …") are those of the new year. An office that counts from September says so.
FIRST_MONTH: Final = 8


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A quarter of a calendar year, 1–4. As text "quý II năm 2023"."""

    year: int
    number: int

    def __post_init__(self) -> None:
        if not 1 <= self.number <= 4:
            raise ValueError(f"no quarter {self.number}")

    @property
    def first(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last(self) -> date:
        after = date(self.year + self.number // 4, 3 * self.number % 12 + 1, 1)
        return after - timedelta(days=1)

    def __str__(self) -> str:
        return f"quý {roman(self.number)} năm {self.year}"


@dataclass(frozen=True, slots=True, order=True)
class SchoolYear:
    """The school year that opens in the year `opens`. As text "2024-2025"."""

    opens: int

    def first(self, first_month: int = FIRST_MONTH) -> date:
        return date(self.opens, first_month, 1)

    def last(self, first_month: int = FIRST_MONTH) -> date:
        return date(self.opens + 1, first_month, 1) - timedelta(days=1)

    def __str__(self) -> str:
        return f"{self.opens}-{self.opens + 1}"


def quarter_of(value: date) -> Quarter:
    """2023-05-19 → quý II năm 2023."""
    return Quarter(value.year, (value.month + 2) // 3)


def quarter(text: str, year: int | None = None) -> Quarter:
    """"Quý II năm 2023", "quý 2/2023", "Q2-2023"; "quý 2" with the `year` of the document. Raises ValueError."""
    found = _QUARTER.fullmatch(_clean(text))
    named = int(found["year"]) if found and found["year"] else year
    if not found or named is None:
        raise ValueError("not a quarter of a year")
    return Quarter(named, _NUMBERS[found["number"].lower()])


def school_year_of(value: date, first_month: int = FIRST_MONTH) -> SchoolYear:
    """2024-08-20 → 2024-2025; with `first_month=9` → 2023-2024."""
    return SchoolYear(value.year if value.month >= first_month else value.year - 1)


def school_year(text: str) -> SchoolYear:
    """"2024-2025", "năm học 2024 – 2025", "2024/2025". Raises ValueError: also where the years do not follow each other."""
    found = _SCHOOL_YEAR.fullmatch(_clean(text))
    if not found or int(found["last"]) != int(found["first"]) + 1:
        raise ValueError("not a school year")
    return SchoolYear(int(found["first"]))


def time_of_day(value: time) -> str:
    """08:30 → "08 giờ 30", 14:00 → "14 giờ 00": both parts of two digits, as invitations and minutes write them."""
    return f"{value.hour:02d} giờ {value.minute:02d}"


def read_time(text: str) -> time:
    """"08 giờ 30", "8h30", "8:30", "8 giờ 30 phút", "14 giờ" → a time. Raises ValueError."""
    found = _TIME.fullmatch(_clean(text))
    if not found or found.group().endswith(":"):
        raise ValueError("not a time of day")
    return time(int(found["h"]), int(found["m"] or 0))


def span(first: date, last: date) -> str:
    """"từ ngày 05 tháng 9 năm 2024 đến ngày 31 tháng 5 năm 2025". Raises ValueError where `last` is before `first`."""
    if last < first:
        raise ValueError("the last day is before the first")
    return f"từ {long_date(first)} đến {long_date(last)}"


def read_span(text: str) -> tuple[date, date]:
    """"từ ngày 05/9/2024 đến hết ngày 31/5/2025", and the decree's long dates → first and last day. Raises ValueError."""
    found = _SPAN.fullmatch(_clean(text))
    if not found:
        raise ValueError("not a span of dates")
    first, last = (day(re.sub(r"^ngày\s+(?=\S+$)", "", part, flags=re.IGNORECASE)) for part in (found["first"], found["last"]))
    if last < first:
        raise ValueError("the last day is before the first")
    return first, last


def _clean(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip()
