"""The unit's council and its meeting on the award: members, who came, who presided, ballots."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.campaign.council import ROLES, Meeting, Member
from service.campaign.views import award
from service.campaign.views.issuer import abbreviation as abbreviated
from service.campaign.views.issuer import council, full_name
from service.campaign.views.kept import per_scope
from service.campaign.views.units import head_title, person, unit

if TYPE_CHECKING:
    from service.campaign.scope import Scope

_BALLOTS = ("so", "bat_dau", "ket_thuc", "dia_diem", "bieu_quyet", "phieu_phat_ra", "phieu_thu_ve", "phieu_hop_le",
            "phieu_khong_hop_le")
# In the order of lists; members of one role stay as they are written.
_ROLES = tuple(ROLES)


def hoi_dong(scope: Scope) -> object:
    found = council(scope)
    if found is None:
        return None
    members = _members(scope, found.ma)
    roles = {one.vai_tro: _row(scope, one) for one in reversed(members)}
    name = full_name(scope, found)
    decided = {"loai": "Quyết định", "so_ky_hieu": found.so_quyet_dinh, "ngay": found.ngay_quyet_dinh,
               "co_quan": head_title(scope.snapshot, scope.snapshot.organ(found.co_quan), scope.day),
               "trich_yeu": f"về việc thành lập {name}"}
    return {"ma": found.ma, "ten": found.ten, "ten_day_du": name, "viet_tat": abbreviated(found), "tong": len(members),
            "chu_tich": roles.get("chu_tich"), "thu_ky": roles.get("thu_ky"), "quyet_dinh": decided,
            "thanh_vien": [_row(scope, one) for one in members],
            "duoc_moi": [_row(scope, one) for one in members if one.vai_tro != "chu_tich"]}


@per_scope
def meeting(scope: Scope) -> Meeting | None:
    """Where the award was voted on; before any vote the next meeting, else the last one held."""
    snapshot, own = scope.snapshot, {scope.unit, unit(scope).ma}
    councils = [one.ma for one in snapshot.tables.hoi_dong if one.co_quan in own]
    every = sorted((one for ma in councils for one in snapshot.meetings(ma)), key=lambda one: one.bat_dau)
    asked = award.code(scope)
    voted = [one for one in every if snapshot.nominees(award=asked, meeting=one.ma)]
    coming = [one for one in every if one.day >= scope.day]
    return next(reversed(voted), None) or next(iter(coming), None) or next(reversed(every), None)


@per_scope
def hop(scope: Scope) -> object:
    found = meeting(scope)
    if found is None:
        return None
    snapshot, members = scope.snapshot, _members(scope, found.hoi_dong)
    here = [one for one in members if not one.nguoi or one.nguoi not in found.vang]
    reasons = [part.strip() for part in found.ly_do_vang.split(";")]
    reasons = reasons if len(reasons) == len(found.vang) else [found.ly_do_vang] * len(found.vang)
    counting = [snapshot.person(ma) for ma in found.kiem_phieu]
    roles = {one.nguoi: ROLES[one.vai_tro] for one in members if one.nguoi}
    return found.model_dump(include=set(_BALLOTS)) | {
        "tong": len(members), "so_co_mat": len(here), "co_mat": [_row(scope, one) for one in here],
        "vang": [{"ho_ten": snapshot.person(ma).ho_ten, "ly_do": why} for ma, why in zip(found.vang, reasons, strict=True)],
        **{name: (person(snapshot.person(ma)) or {}) | {"vai_tro": roles.get(ma, "")}
           for name, ma in (("chu_toa", found.chu_toa), ("thu_ky", found.thu_ky))},
        "kiem_phieu": dict(zip(("truong_ban", "uy_vien_1", "uy_vien_2"), (one.ho_ten for one in counting), strict=False)),
        "ban_kiem_phieu": [{"ho_ten": one.ho_ten, "danh_xung": one.title, "chuc_vu": one.chuc_vu,
                            "vai_tro": "Trưởng ban" if place == 0 else "Ủy viên"} for place, one in enumerate(counting)]}


def _members(scope: Scope, ma: str) -> list[Member]:
    return sorted(scope.snapshot.members(ma), key=lambda one: _ROLES.index(one.vai_tro))


def _row(scope: Scope, one: Member) -> dict[str, object]:
    title = scope.snapshot.person(one.nguoi).title if one.nguoi else ""
    return {"ho_ten": one.ho_ten, "danh_xung": title, "chuc_vu": one.chuc_vu, "vai_tro": ROLES[one.vai_tro]}
