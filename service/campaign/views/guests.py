"""Guests of the conference, and what the appraisal of each dossier found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.campaign.views import award
from service.campaign.views.choice import pool
from service.campaign.views.units import unit

if TYPE_CHECKING:
    from service.campaign.nominees import Nominee
    from service.campaign.scope import Scope

_SUBMISSION, _MINUTES = "to_trinh_khen_thuong", "bien_ban_xet_khen_thuong"


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
            rows.append(found.model_dump(exclude={"de_nghi"}) | _papers(scope, one, whole=found.du_ho_so) | {
                "ma": one.ma, "ten": name, "don_vi": "" if name == school else school,
                "hinh_thuc": award.short(scope, one.hinh_thuc)})
    return rows


def _papers(scope: Scope, one: Nominee, *, whole: bool) -> dict[str, object]:
    """What the dossier holds. A whole one holds everything; of one that is not only what is registered is known."""
    if whole:
        return dict.fromkeys(("to_trinh", "danh_sach", "bao_cao", "bien_ban"), True)
    entry = {slug: scope.snapshot.registered(one.don_vi, slug, one.hinh_thuc) for slug in (_SUBMISSION, _MINUTES)}
    sent, minuted = entry[_SUBMISSION] is not None, entry[_MINUTES] is not None
    return {"to_trinh": sent, "danh_sach": sent, "bien_ban": minuted}          # a submission goes with its list
