"""Dates as official documents write them (PL I, II.4b): days below 10 and months 1, 2 with a leading zero, months 3–9 without."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Final

_ISO: Final = re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?)?")
_LOCAL: Final = re.compile(r"(?P<d>\d{1,2})[/.\-](?P<m>\d{1,2})[/.\-](?P<y>\d{4})")
_WRITTEN: Final = re.compile(r"(?:ngày\s+)?(?P<d>\d{1,2})\s+tháng\s+(?P<m>\d{1,2})\s+năm\s+(?P<y>\d{4})", re.IGNORECASE)
# Width of the blanks left for the pen; enough for two digits at 14 pt, and Word counts every blank typed (word.md).
_BLANK: Final = "      "


def day(value: object) -> date:
    """`2026-11-05`, `05/11/2026`, `ngày 05 tháng 11 năm 2026` or a date → date. Raises ValueError."""
    if isinstance(value, datetime):
        if (value.hour, value.minute, value.second, value.microsecond) != (0, 0, 0, 0):
            raise ValueError("a time of day")
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, str):
        for pattern in (_ISO, _LOCAL, _WRITTEN):
            found = pattern.fullmatch(value.strip())
            if found:
                return date(int(found["y"]), int(found["m"]), int(found["d"]))
    raise ValueError("not a date")


def long_date(value: date) -> str:
    """2026-11-05 → "ngày 05 tháng 11 năm 2026"; 2023-06-16 → "ngày 16 tháng 6 năm 2023"."""
    return f"ngày {value.day:02d} {month(value)}"


def month(value: date) -> str:
    """2026-01-05 → "tháng 01 năm 2026"."""
    number = f"{value.month:02d}" if value.month < 3 else str(value.month)
    return f"tháng {number} năm {value.year}"


def blank_date(year: int | None) -> str:
    """The date before signing: day and month are left to the pen, the year too when it is not known."""
    return f"ngày{_BLANK}tháng{_BLANK}năm" + (f" {year}" if year else _BLANK)


def short_date(value: date) -> str:
    """2026-11-05 → "05/11/2026"."""
    return f"{value.day:02d}/{value.month:02d}/{value.year}"
