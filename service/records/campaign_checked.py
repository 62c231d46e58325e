"""A campaign as a whole: how many documents it makes, which it cannot make yet, what the rules across documents find."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from service.doctypes import catalogue
from service.dossier import Dossier, check_dossier
from service.dossier.planned import MADE_BY, Planned, documents, judge, waiting
from service.errors import Problem
from service.records.campaign_data import CampaignData
from service.rules import Finding


@dataclass(frozen=True, slots=True)
class Unmade:
    """A document that cannot be made, and why; `problems` is empty where its unit has not written its own part yet."""

    unit: str
    slug: str
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """`ready`: documents that can be made."""

    ready: int
    refused: tuple[Unmade, ...]
    waiting: tuple[Unmade, ...]
    findings: tuple[Finding, ...]


def checked(data: CampaignData, today: date) -> Checked:
    """Every document of every school and ward, judged as on this day and held against each other; nothing is rendered."""
    snapshot, types = data.snapshot, catalogue().values()
    names = {unit.code: unit.name for unit in data.units if snapshot.organ(unit.code).loai in MADE_BY}
    every = [one for code in names for one in documents(snapshot, code, types, today=today)]
    late = [one for code in names for one in waiting(snapshot, code, types, today=today)]
    judged, refused = judge(every)
    report = check_dossier(Dossier(snapshot, judged, today, tuple(one.unmade() for one, _ in refused)))

    def unmade(one: Planned, problems: tuple[Problem, ...] = ()) -> Unmade:
        return Unmade(names.get(one.scope.unit, one.scope.unit), one.slug, problems)

    return Checked(len(judged), tuple(unmade(one, error.problems) for one, error in refused), tuple(map(unmade, late)),
                   report.findings)
