"""Organisations by name: which one a text means, and who is above whom on a day."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Final

from service.campaign.organisations import Organ
from service.campaign.snapshot import Snapshot
from service.dossier.spelling import plain

DEPARTMENTS: Final = frozenset({"phong_quan", "phong_phuong"})
COMMITTEES: Final = frozenset({"ubnd_tp", "ubnd_quan", "ubnd_phuong"})
_LONGEST_CHAIN: Final = 5                                    # school, ward, city, and what an office may put between


class Organs:
    """A name may belong to several rows of `co_quan`: valid one after another, or the departments of several wards."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._by_name: dict[str, list[Organ]] = {}
        for one in snapshot.tables.co_quan:
            for name in {plain(one.ten), plain(one.full_name)}:
                self._by_name.setdefault(name, []).append(one)
        self._full = sorted({plain(one.full_name) for one in snapshot.tables.co_quan}, key=len, reverse=True)
        self.superior = cache(self._superior)
        self.under = cache(self._under)
        self.schools = cache(self._schools)
        self.department = cache(self._department)

    def get(self, code: str) -> Organ | None:
        return self._snapshot.organ(code) if self._snapshot.has_organ(code) else None

    def name(self, code: str) -> str:
        """The full name; the code itself where nobody has it."""
        found = self.get(code)
        return found.full_name if found else code

    def _superior(self, code: str, day: date) -> Organ | None:
        return self._snapshot.superior(code, day) if self._snapshot.has_organ(code) else None

    def chain(self, code: str, day: date) -> list[Organ]:
        """Its superiors on that day, the nearest first."""
        found: list[Organ] = []
        one = self.superior(code, day)
        while one is not None and len(found) < _LONGEST_CHAIN:
            found.append(one)
            one = self.superior(one.ma, day)
        return found

    def _under(self, code: str, superior: str, day: date) -> bool:
        return any(one.ma == superior for one in self.chain(code, day))

    def _department(self, code: str, day: date) -> str:
        """The code of a ward's department on that day; "" where there is none."""
        found = self._snapshot.department(code, day) if self._snapshot.has_organ(code) else None
        return found.ma if found else ""

    def _schools(self, ward: str, day: date) -> tuple[Organ, ...]:
        return self._snapshot.schools(ward, day) if self._snapshot.has_organ(ward) else ()

    def bearing(self, name: str) -> list[Organ]:
        """Those that have just this name, printed or full."""
        return self._by_name.get(plain(name), [])

    def named(self, text: str) -> list[Organ]:
        """Those with the longest full name that stands in the text; else those whose printed name the text is."""
        said = plain(text)
        found = next((name for name in self._full if name in said), said)
        return self._by_name.get(found, [])

    def issuer(self, name: str, unit: str, day: date) -> Organ | None:
        """Who is meant by the name in a heading: the unit itself, or what stands under it. None where nobody has the name."""
        known = self.bearing(name)
        near = [one for one in known if one.ma == unit or self.under(one.ma, unit, day)]
        return min(near or known, key=lambda one: not one.valid(day), default=None)
