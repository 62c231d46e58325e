"""Guests of the conference, and what the appraisal of each dossier found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.campaign.views import award
from service.campaign.views.choice import pool
from service.campaign.views.units import unit

if TYPE_CHECKING:
    from service.campaign.scope import Scope


def khach_moi(scope: Scope) -> object:
    found = scope.snapshot.guests(scope.unit) or scope.snapshot.guests(unit(scope).ma)
    return [one.model_dump(exclude={"phuong"}) for one in found]


def tham_dinh(scope: Scope) -> object:
    """In the order of lists."""
    rows = []
    for one in pool(scope):
        found = scope.snapshot.appraisal(one.ma)
        if found:
            school = scope.snapshot.organ(one.don_vi).full_name
            name = scope.snapshot.person(one.nguoi).ho_ten if one.nguoi else one.ten or school
            rows.append(found.model_dump(exclude={"de_nghi"}) | {
                "ma": one.ma, "ten": name, "don_vi": "" if name == school else school,
                "hinh_thuc": award.short(scope, one.hinh_thuc)})
    return rows
