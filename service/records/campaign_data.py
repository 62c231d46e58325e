"""A campaign as the pages ask it: its units for a picker, and what `pipeline.issue` takes for one document of a unit.

A document's place in a campaign is one text, kept with drafts and documents as `unit`: the code of the school or ward, and where
its type is made for each award or person, their codes: `thhpd`, `thhpd/giay_khen`, `thhpd/giay_khen/dn-07`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from service import doctypes
from service.campaign import Snapshot
from service.dossier import planned
from service.dossier.planned import Planned
from service.errors import InputRefused, problem
from service.vietnamese.collation import collation_key


@dataclass(frozen=True, slots=True)
class CampaignUnit:
    code: str
    name: str
    level: Literal["school", "ward"]


@dataclass(frozen=True, slots=True)
class Choice:
    """One document that a type has in a unit. `unit`: its place; `name`: of the award and the person, "" where there is one."""

    unit: str
    name: str


class CampaignData:
    """`units`: wards first, schools by name."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        found = [CampaignUnit(ma, snapshot.organ(ma).full_name, "school" if planned.level(snapshot, ma) == "school" else "ward")
                 for ma in planned.units(snapshot)]
        self.units = tuple(sorted(found, key=lambda one: (one.level != "ward", collation_key(one.name))))

    @property
    def name(self) -> str:
        return self.snapshot.frame.ten

    def choices(self, slug: str, unit: str, today: date) -> tuple[Choice, ...]:
        """The documents a type has in a unit: of most types one. Raises InputRefused, TypeUnknown."""
        kind = doctypes.get(slug)
        if kind.dossier is None or planned.level(self.snapshot, unit) not in kind.dossier.scope:
            return (Choice(unit, ""),)
        there = planned.documents(self.snapshot, unit, [kind], today=today)
        return tuple(Choice(place(one), self._named(one)) for one in there) or (Choice(unit, ""),)

    def document(self, slug: str, unit: str, today: date, day: date | None = None) -> Planned:
        """`.scope` is the `campaign=` of `pipeline.issue`, `.scope.day` its `today`, `.data` what the campaign writes for this
        one document alone. `unit` is a place; `day` takes the place of the document's own. Raises InputRefused, TypeUnknown."""
        code, award, subject = (*unit.split("/", 2), "", "")[:3]
        if not planned.level(self.snapshot, code):
            raise InputRefused(problem("unit-unknown", "Phong trào không có đơn vị “{ma}”.", pointer="/unit", ma=code[:40]))
        return planned.document(self.snapshot, code, doctypes.get(slug), today=today, award_code=award, subject=subject, day=day)

    def _named(self, one: Planned) -> str:
        award = one.scope.look_up("hinh_thuc.ten") if one.scope.award else ""
        return " · ".join(filter(None, [str(award or one.scope.award), self._who(one.scope.subject)]))

    def _who(self, subject: str) -> str:
        """The name of a nominee or a guest."""
        for nominee in self.snapshot.tables.de_nghi:
            if nominee.ma == subject:
                return nominee.ten or (self.snapshot.person(nominee.nguoi).ho_ten if nominee.nguoi else
                                       self.snapshot.organ(nominee.don_vi).full_name)
        for guest in self.snapshot.tables.khach_moi:
            if guest.ma == subject:
                return guest.ho_ten or guest.don_vi
        return subject


def place(one: Planned) -> str:
    scope = one.scope
    return "/".join([scope.unit, scope.award, scope.subject]).rstrip("/")        # codes have no strokes
