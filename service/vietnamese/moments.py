"""An hour of a day as official documents write it: `08 giờ 00, ngày 15 tháng 11 năm 2025` (mẫu 1.9: "… giờ …, ngày …")."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final

from service.vietnamese.dates import day, long_date
from service.vietnamese.periods import time_of_day

_ISO: Final = re.compile(r"(?P<day>\d{4}-\d{1,2}-\d{1,2})[T ](?P<h>\d{1,2}):(?P<m>\d{2})(?::00(?:\.0+)?)?")
_LOCAL: Final = re.compile(r"(?P<h>\d{1,2})(?::|h|\s+giờ\s+)(?P<m>\d{2})(?:\s+phút)?,?\s+(?P<day>\S.*)", re.IGNORECASE)


def moment(value: object) -> datetime:
    """`2025-11-15T08:00`, `08:00 15/11/2025`, the printed form, or a datetime → datetime of the minute, without a zone.

    Raises ValueError; also for seconds and zones, which no document prints.
    """
    if isinstance(value, datetime):
        if value.second or value.microsecond or value.tzinfo:
            raise ValueError("seconds or a zone")
        return value
    if isinstance(value, str):
        text = value.strip()
        found = _ISO.fullmatch(text) or _LOCAL.fullmatch(text)
        if found:
            on = day(found["day"])
            return datetime(on.year, on.month, on.day, int(found["h"]), int(found["m"]))
    raise ValueError("not an hour of a day")


def hour(value: datetime) -> str:
    """08:00 → "08 giờ 00"."""
    return time_of_day(value.time())


def long_moment(value: datetime) -> str:
    """2025-11-15T08:00 → "08 giờ 00, ngày 15 tháng 11 năm 2025"."""
    return f"{hour(value)}, {long_date(value.date())}"
