"""What day it is in Việt Nam, wherever the server stands. Only doors ask: stages are told."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import Final

# UTC+7 all year (Quyết định 134/2002/QĐ-TTg); a fixed offset needs no time zone data in a slim image.
VIETNAM: Final = timezone(timedelta(hours=7))


def today() -> date:
    return datetime.now(VIETNAM).date()


def day_of(seconds: float) -> date:
    """The day of an hour given in seconds since 1970."""
    return datetime.fromtimestamp(seconds, VIETNAM).date()
