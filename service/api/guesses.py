"""Keys that are tried out: an address that comes with many different wrong ones is not listened to for a while.

This guards the key of the site, which a person has chosen. A program that repeats one old key is no such guest, and the random
keys of organisations need no guard.
"""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass, field
from threading import Lock
from typing import Final

from service.errors import QuotaExceeded, problem

MOST: Final = 30                                  # different wrong keys
_SECONDS: Final = 60.0
_MOST_ADDRESSES: Final = 10_000


@dataclass(slots=True)
class _Guest:
    until: float
    tried: set[bytes] = field(default_factory=set)


class Guesses:
    """Of one process; safe in several threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._guests: dict[str, _Guest] = {}

    def check(self, address: str) -> None:
        """Raises QuotaExceeded (key-guesses)."""
        with self._lock:
            guest = self._guests.get(address)
            left = guest.until - time.monotonic() if guest and len(guest.tried) >= MOST else 0.0
        if left > 0:
            raise QuotaExceeded(problem("key-guesses", "Đã thử quá nhiều khóa sai; thử lại sau {giay} giây.",
                                        place="Authorization", giay=int(left) + 1), seconds=int(left) + 1)

    def wrong(self, address: str, key: str) -> None:
        now = time.monotonic()
        with self._lock:
            guest = self._guests.get(address)
            if guest is None or guest.until <= now:
                self._make_room(now)
                guest = self._guests[address] = _Guest(now + _SECONDS)
            if len(guest.tried) < MOST:
                guest.tried.add(hashlib.sha256(key.encode("utf-8", "replace")).digest())

    def _make_room(self, now: float) -> None:
        if len(self._guests) >= _MOST_ADDRESSES:
            self._guests = {address: one for address, one in self._guests.items() if one.until > now}
        if len(self._guests) >= _MOST_ADDRESSES:
            self._guests.pop(next(iter(self._guests)))    # the one that has been there longest
