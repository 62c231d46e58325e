"""Which nominees a document has, in the order of lists; what the unit's council said of each.

What the council issues has all that were put to it, a report of the department what the units propose, every other document those
that passed. Where no threshold is set nobody is said to have passed or failed, and nobody is left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, get_args

from service.campaign.council import Meeting, Vote
from service.campaign.nominees import Nominee
from service.campaign.organisations import OrganKind
from service.campaign.snapshot import Snapshot
from service.campaign.views.kept import per_scope, per_snapshot
from service.campaign.views.offices import rank
from service.campaign.views.units import schools, unit
from service.vietnamese.collation import collation_key
from service.vietnamese.names import name_key

if TYPE_CHECKING:
    from service.campaign.scope import Scope


_FROM_HIGH: Final = get_args(get_args(OrganKind)[0])             # from the city down, as the kinds are written


@dataclass(frozen=True, slots=True)
class Ballot:
    """The vote on a nominee in a meeting of a council of so many members; `passed` is None where no threshold is set."""

    meeting: Meeting
    vote: Vote
    members: int
    passed: bool | None


@per_scope
def pool(scope: Scope) -> tuple[Nominee, ...]:
    """Every nominee of the unit (of a ward: of its schools, and of the ward itself) for the award, else for any."""
    codes = dict.fromkeys([*(one.ma for one in schools(scope)), scope.unit])
    found = [one for ma in codes for one in scope.snapshot.nominees(unit=ma, award=scope.award)]
    return tuple(sorted(found, key=lambda one: order(scope, one)))


@per_scope
def chosen(scope: Scope) -> tuple[Nominee, ...]:
    proposed = tuple(one for one in pool(scope) if one.don_vi == scope.unit or stands(scope, one, one.don_vi))
    if scope.issuer == "department":
        return proposed
    if scope.issuer == "council":
        return tuple(one for one in proposed if ballot(scope, one, scope.unit) or (scope.unit, one.hinh_thuc) not in _met(scope))
    return tuple(one for one in proposed if stands(scope, one, scope.unit))


def stands(scope: Scope, one: Nominee, at: str) -> bool:
    """Whether a nominee goes on after the council of the unit `at`: voted on and not failed, or nothing was voted on yet."""
    found = ballot(scope, one, at)
    return found.passed is not False if found else (at, one.hinh_thuc) not in _met(scope)


def ballot(scope: Scope, one: Nominee, at: str) -> Ballot | None:
    """The last vote on a nominee in a council of the unit `at`."""
    snapshot = scope.snapshot
    bodies = {at, unit(scope).ma} if at == scope.unit else {at}
    votes = [(meeting, vote) for vote in snapshot.votes_on(one.ma)
             if snapshot.council((meeting := snapshot.meeting(vote.hop)).hoi_dong).co_quan in bodies]
    if not votes:
        return None
    meeting, vote = max(votes, key=lambda pair: pair[0].bat_dau)
    members = len(snapshot.members(meeting.hoi_dong))
    least = snapshot.frame.cau_hinh.nguong_phieu
    return Ballot(meeting, vote, members, None if least is None else 100 * vote.dong_y >= least * members)


@per_scope
def _met(scope: Scope) -> frozenset[tuple[str, str]]:
    """(unit, award): where a council has voted on anybody."""
    return frozenset((at, one.hinh_thuc) for one in pool(scope) for at in (one.don_vi, scope.unit) if ballot(scope, one, at))


def order(scope: Scope, one: Nominee) -> tuple[object, ...]:
    """Awards from high to low, collectives before persons (NĐ 152/2025, Điều 29), units as in `co_quan`, offices, names."""
    snapshot = scope.snapshot
    rule, place = snapshot.authority(one.hinh_thuc, scope.day), _places(snapshot).get(one.don_vi, 0)
    height = _FROM_HIGH.index(rule.loai_co_quan) if rule else len(_FROM_HIGH)
    if one.loai == "tap_the":
        return (height, one.hinh_thuc, 0, place, bool(one.ten), collation_key(one.ten.lower()), one.ma)
    person = snapshot.person(one.nguoi)
    return (height, one.hinh_thuc, 1, place, rank(person.chuc_vu), name_key(person.ho_ten), one.ma)


@per_snapshot
def _places(snapshot: Snapshot) -> Mapping[str, int]:
    return {one.ma: place for place, one in enumerate(snapshot.tables.co_quan)}
