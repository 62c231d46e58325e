"""A whole campaign, checked: every table with its look-ups. Read once, never changed.

Days are the day of the document that asks. A code that does not exist raises InputRefused with the nearest one; where something
may be absent the answer is None or empty. Rows come in the order written.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from service.campaign.awards import Authority, AwardHad, BaseSalary, Discipline, Quota
from service.campaign.council import Council, Meeting, Member, Vote
from service.campaign.frame import Frame
from service.campaign.index import Index, named
from service.campaign.law import Law
from service.campaign.nominees import Appraisal, Nominee
from service.campaign.organisations import Organ
from service.campaign.people import SharedPerson
from service.campaign.register import Guest, LegalText, Registered
from service.campaign.results import Indicator, Result
from service.campaign.tables import Tables


@dataclass(frozen=True, eq=False)
class Snapshot:
    """`frame` is what is no table; `tables` every row; `own` the files of `rieng/` by (unit, slug, code), "" where not said."""

    frame: Frame
    tables: Tables
    own: Mapping[tuple[str, str, str], Mapping[str, Any]] = field(default_factory=dict)

    # -- organisations and people

    def organ(self, ma: str) -> Organ:
        """The organisation with this code. Raises InputRefused."""
        return named(self._at.organs, ma)

    def has_organ(self, ma: str) -> bool:
        return ma in self._at.organs

    def superior(self, ma: str, day: date) -> Organ | None:
        """Who stands above a unit on a day: `truc_thuoc` where it says anything of the unit, else its `chu_quan` if that is a
        code; only one that exists on that day."""
        relations = self._at.above.get(ma)
        codes = [one.chu_quan for one in relations if one.valid(day)] if relations else [self.organ(ma).chu_quan]
        above = self._at.organs.get(codes[0]) if codes else None
        return above if above is not None and above.valid(day) else None

    def superior_name(self, ma: str, day: date) -> str:
        """The superior's name as printed at a document's head; also one that is only written as a text. "" where none."""
        above = self.superior(ma, day)
        if above is not None:
            return above.ten
        written = self.organ(ma).chu_quan
        return "" if ma in self._at.above or written in self._at.organs else written

    def children(self, ma: str, day: date) -> tuple[Organ, ...]:
        """The organisations whose superior on that day this one is, themselves existing."""
        return tuple(one for one in self.tables.co_quan if one.valid(day) and one.ma != ma
                     and (above := self.superior(one.ma, day)) is not None and above.ma == ma)

    def schools(self, ma: str, day: date) -> tuple[Organ, ...]:
        return tuple(one for one in self.children(ma, day) if one.loai == "truong")

    def ward(self, ma: str, day: date) -> Organ | None:
        """The ward of a unit on a day: itself, or the nearest above; None before there were such wards."""
        at: Organ | None = self.organ(ma)
        for _ in range(len(self.tables.co_quan)):
            if at is None or at.loai == "ubnd_phuong":
                break
            at = self.superior(at.ma, day)
        return at if at is not None and at.loai == "ubnd_phuong" else None

    def department(self, ward: str, day: date) -> Organ | None:
        """The department of a ward (or, before, of the district) that prepares its documents."""
        return next((one for one in self.children(ward, day) if one.loai in {"phong_phuong", "phong_quan"}), None)

    def successors(self, ma: str, day: date) -> tuple[Organ, ...]:
        """Who took over from an organisation, as they exist on that day; followed from successor to successor."""
        found: dict[str, Organ] = {}
        todo, seen = list(self.organ(ma).ke_thua), {ma}
        while todo:
            code = todo.pop(0)
            if code in seen:
                continue
            seen.add(code)
            one = self.organ(code)
            if one.valid(day):
                found[code] = one
            else:
                todo += one.ke_thua
        return tuple(found.values())

    def person(self, ma: str) -> SharedPerson:
        return named(self._at.people, ma)

    def people_of(self, organ: str, day: date) -> tuple[SharedPerson, ...]:
        """Who is in office there on that day."""
        return tuple(one for one in self._at.staff.get(organ, ()) if one.valid(day))

    def signatory(self, organ: str, day: date) -> SharedPerson | None:
        """Who signs for it on that day: the one row with `ky`."""
        return next((one for one in self.people_of(organ, day) if one.ky), None)

    # -- councils, meetings, votes

    def council_of(self, organ: str, day: date) -> Council | None:
        return next((one for one in self.tables.hoi_dong if one.co_quan == organ and one.valid(day)), None)

    def council(self, ma: str) -> Council:
        return named(self._at.councils, ma)

    def members(self, council: str) -> tuple[Member, ...]:
        """The members with `ho_ten` and `chuc_vu` filled, also of those given by a person's code."""
        return self._at.members.get(council, ())

    def meeting(self, ma: str) -> Meeting:
        return named(self._at.meetings, ma)

    def meetings(self, council: str) -> tuple[Meeting, ...]:
        return self._at.meetings_of.get(council, ())

    def vote(self, meeting: str, nominee: str) -> Vote | None:
        return self._at.votes.get((meeting, nominee))

    def votes(self, meeting: str) -> tuple[Vote, ...]:
        return self._at.votes_of.get(meeting, ())

    def votes_on(self, nominee: str) -> tuple[Vote, ...]:
        """At every meeting that voted on it: of the school, then of the ward."""
        return self._at.votes_on.get(nominee, ())

    # -- nominees and what they had

    def nominee(self, ma: str) -> Nominee:
        return named(self._at.nominees, ma)

    def nominees(self, *, unit: str = "", award: str = "", loai: str = "", meeting: str = "") -> tuple[Nominee, ...]:
        """Those that agree in everything asked; `meeting`: that were voted on there."""
        among = self._at.nominees_of.get(unit, ()) if unit else self.tables.de_nghi
        return tuple(one for one in among if (not award or one.hinh_thuc == award) and (not loai or one.loai == loai)
                     and (not meeting or (meeting, one.ma) in self._at.votes))

    def appraisal(self, nominee: str) -> Appraisal | None:
        return self._at.appraisals.get(nominee)

    def awards_of(self, *, unit: str = "", person: str = "") -> tuple[AwardHad, ...]:
        """Awards that a unit, or a person, had. Raises ValueError unless exactly one is asked for."""
        return self._at.awards.get(_one(unit, person), ())

    def discipline_of(self, *, unit: str = "", person: str = "") -> tuple[Discipline, ...]:
        return self._at.disciplines.get(_one(unit, person), ())

    # -- results

    def indicator(self, ma: str) -> Indicator:
        return named(self._at.indicators, ma)

    def results(self, unit: str) -> Mapping[tuple[str, int], Result]:
        """(indicator, year) → its row; only what the unit reported."""
        return self._at.results.get(unit, {})

    # -- law, quotas, register

    @cached_property
    def law(self) -> Law:
        """Instruments, authorities and base salaries: the built-in ones with the campaign's."""
        return Law(self.tables.van_ban, self.tables.tham_quyen, self.tables.luong_co_so)

    def instrument(self, ma: str) -> LegalText:
        return self.law.instrument(ma)

    def instruments(self, slug: str, day: date, scope: str = "", *, residual: bool = False) -> tuple[LegalText, ...]:
        return self.law.instruments(slug, day, scope, residual=residual)

    def authority(self, award: str, day: date) -> Authority | None:
        return self.law.authority(award, day)

    def base_salary(self, day: date) -> BaseSalary | None:
        return self.law.base_salary(day)

    def coefficient(self, award: str, loai: str, day: date) -> Decimal | None:
        return self.law.coefficient(award, loai, day)

    def amount(self, award: str, loai: str, day: date) -> int | None:
        return self.law.amount(award, loai, day)

    def quota(self, award: str, loai: str, scope: str) -> Quota | None:
        """`scope`: don_vi (each unit) or phuong (the whole ward)."""
        return self._at.quotas.get((award, loai, scope))

    def registered(self, unit: str, slug: str, award: str = "", subject: str = "", day: date | None = None) -> Registered | None:
        """The document with its number and day; of several years the latest, up to `day` where given."""
        found = [one for one in self._at.registered.get((unit, slug, award, subject), ()) if day is None or one.ngay <= day]
        return max(found, key=lambda one: one.ngay, default=None)

    def guest(self, ma: str) -> Guest:
        return named(self._at.guests, ma)

    def guests(self, ward: str) -> tuple[Guest, ...]:
        return self._at.guests_of.get(ward, ())

    def own_data(self, unit: str, slug: str, code: str = "") -> dict[str, Any]:
        """What was written for this one document: of every unit, the unit, the code; the most special wins, field by field."""
        wanted = [("", slug, ""), (unit, slug, "")] + ([(unit, slug, code)] if code else [])
        return {key: value for one in wanted for key, value in self.own.get(one, {}).items()}

    @cached_property
    def _at(self) -> Index:
        return Index(self.tables)


def _one(unit: str, person: str) -> tuple[str, str]:
    if bool(unit) == bool(person):
        raise ValueError("ask for a unit or for a person")
    return unit, person
