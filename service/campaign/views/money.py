"""Prizes: coefficient × base salary of the decision's day, rounded up to ten thousand (NĐ 152/2025/NĐ-CP, Điều 49)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from service.campaign.nominees import Nominee
from service.campaign.views import award
from service.campaign.views.choice import chosen
from service.campaign.views.kept import per_scope
from service.campaign.views.references import decision_entry
from service.vietnamese.decimals import decimal

if TYPE_CHECKING:
    from service.campaign.scope import Scope


def decision_day(scope: Scope, award_code: str) -> date:
    """The day of the registered decision, else that of this document."""
    entry = decision_entry(scope, award_code)
    return entry.ngay if entry else scope.day


@per_scope
def tien_thuong(scope: Scope) -> object:
    salary = scope.snapshot.base_salary(decision_day(scope, award.code(scope)))
    rows = [_row(scope, one) for one in chosen(scope)]
    amounts = [amount for one in rows if isinstance(amount := one["thanh_tien"], int)]
    return {"luong_co_so": salary.muc if salary else None, "can_cu": salary.can_cu if salary else "",
            "tong": sum(amounts) if len(amounts) == len(rows) else None, "hang": rows}


def _row(scope: Scope, one: Nominee) -> dict[str, object]:
    """An amount that is not known stays empty: the type asks for it."""
    snapshot, day = scope.snapshot, decision_day(scope, one.hinh_thuc)
    factor, salary = snapshot.coefficient(one.hinh_thuc, one.loai, day), snapshot.base_salary(day)
    unit = snapshot.organ(one.don_vi).full_name
    name = snapshot.person(one.nguoi).ho_ten if one.loai == "ca_nhan" else one.ten or unit
    return {"ma": one.ma, "ten": name, "don_vi": "" if name == unit else unit, "hinh_thuc": award.short(scope, one.hinh_thuc),
            "he_so": None if factor is None else decimal(factor), "luong_co_so": salary.muc if salary else None,
            "thanh_tien": snapshot.amount(one.hinh_thuc, one.loai, day)}
