"""The award a document is about, and the body that gives it on that day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.campaign.organisations import Organ
from service.campaign.views.kept import per_scope
from service.campaign.views.units import above, of_committee, unit

if TYPE_CHECKING:
    from service.campaign.scope import Scope


@per_scope
def code(scope: Scope) -> str:
    """The award asked for, else that of the nominee; "" where the document is about none."""
    subject = scope.subject
    return scope.award or next((one.hinh_thuc for one in scope.snapshot.tables.de_nghi if one.ma == subject), "")


def giver(scope: Scope, award: str) -> Organ | None:
    """The nearest body over the unit (or the unit itself) of the kind that gives the award on that day."""
    rule = scope.snapshot.authority(award, scope.day)
    if rule is None:
        return None
    chain = above(scope.snapshot, unit(scope).ma, scope.day)
    every = (one for one in scope.snapshot.tables.co_quan if one.valid(scope.day))
    near = next((one for one in chain if one.loai == rule.loai_co_quan), None)
    others = [] if near else [one for one in every if one.loai == rule.loai_co_quan]
    return near or (others[0] if len(others) == 1 else None)


def given_by_unit(scope: Scope, award: str) -> bool:
    found = giver(scope, award)
    return found is not None and found.ma == unit(scope).ma


def short(scope: Scope, award: str) -> str:
    """"Giấy khen"."""
    rule = scope.snapshot.authority(award, scope.day)
    return rule.ten if rule else ""


def title(scope: Scope, award: str) -> str:
    """"Chủ tịch Ủy ban nhân dân phường Hạnh Thông": who gives it."""
    rule, organ = scope.snapshot.authority(award, scope.day), giver(scope, award)
    if rule is None:
        return ""
    if organ is None or not of_committee(organ):
        return rule.chuc_danh
    return f"Chủ tịch {organ.full_name}"


def whole(scope: Scope, award: str) -> str:
    """"Giấy khen của Chủ tịch Ủy ban nhân dân phường Hạnh Thông"."""
    return f"{short(scope, award)} của {title(scope, award)}"


@per_scope
def only_own(scope: Scope) -> str:
    """The one award among those nominated in the campaign that the unit itself gives; "" where there is none, or several."""
    every = dict.fromkeys(one.hinh_thuc for one in scope.snapshot.tables.de_nghi)
    found = [award for award in every if given_by_unit(scope, award)]
    return found[0] if len(found) == 1 else ""


def hinh_thuc(scope: Scope) -> object:
    award = code(scope)
    if not short(scope, award):
        return None
    organ = giver(scope, award)
    return {"ma": award, "ten": short(scope, award), "day_du": whole(scope, award), "chuc_danh": title(scope, award),
            "co_quan": organ.full_name if organ else ""}
