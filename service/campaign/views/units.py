"""Organisations as a document of that day knows them: the unit, its superior, its committee, that committee's department.

For a body that has not begun or has ended on the day stands the one that held its task then (`ke_thua`); for a school nobody.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from service.campaign.organisations import Organ
from service.campaign.people import SharedPerson
from service.campaign.snapshot import Snapshot
from service.campaign.views.kept import per_scope, per_snapshot
from service.campaign.views.offices import rank

if TYPE_CHECKING:
    from service.campaign.scope import Scope

COMMITTEE: Final = "Ủy ban nhân dân"
LEVELS: Final[Mapping[str, str]] = MappingProxyType({"mam_non": "Mầm non", "tieu_hoc": "Tiểu học", "thcs": "Trung học cơ sở"})
_COMMITTEES: Final = ("ubnd_phuong", "ubnd_quan")
# Whoever heads a body of this kind. Of others the head's own office says it.
_HEADS: Final[Mapping[str, str]] = MappingProxyType({
    "ubnd_tp": "Chủ tịch", "ubnd_quan": "Chủ tịch", "ubnd_phuong": "Chủ tịch", "so": "Giám đốc", "truong": "Hiệu trưởng"})


def of_committee(organ: Organ) -> bool:
    return organ.loai.startswith("ubnd_")


def holder(snapshot: Snapshot, ma: str, day: date) -> Organ:
    """The body itself, or the only one that held its task on that day; where there are several, the body itself."""
    organ = snapshot.organ(ma)
    if organ.valid(day) or organ.loai == "truong":
        return organ
    both = [*_predecessors(snapshot).get(ma, ()), *snapshot.successors(ma, day)]
    found = [one for one in both if one.valid(day) and of_committee(one) == of_committee(organ)]
    return found[0] if len(found) == 1 else organ


@per_snapshot
def _predecessors(snapshot: Snapshot) -> Mapping[str, list[Organ]]:
    found: dict[str, list[Organ]] = {}
    for organ in snapshot.tables.co_quan:
        for ma in organ.ke_thua:
            found.setdefault(ma, []).append(organ)
    return found


@per_scope
def unit(scope: Scope) -> Organ:
    return holder(scope.snapshot, scope.unit, scope.day)


def above(snapshot: Snapshot, ma: str, day: date) -> tuple[Organ, ...]:
    """The body and all above it on that day, from the nearest."""
    chain = [snapshot.organ(ma)]
    while (one := snapshot.superior(chain[-1].ma, day)) is not None and one not in chain:
        chain.append(one)
    return tuple(chain)


@per_scope
def superior(scope: Scope) -> Organ | None:
    """Of a ward or district of which nothing is said it is the city."""
    found = scope.snapshot.superior(unit(scope).ma, scope.day)
    return found or (city(scope) if unit(scope).loai in _COMMITTEES else None)


@per_scope
def committee(scope: Scope) -> Organ | None:
    """The people's committee the unit is, or is under: of the ward, before the wards of the district."""
    return next((one for one in above(scope.snapshot, unit(scope).ma, scope.day) if one.loai in _COMMITTEES), None)


@per_scope
def department(scope: Scope) -> Organ | None:
    found = committee(scope)
    return scope.snapshot.department(found.ma, scope.day) if found else None


@per_scope
def city(scope: Scope) -> Organ | None:
    return next((one for one in scope.snapshot.tables.co_quan if one.loai == "ubnd_tp" and one.valid(scope.day)), None)


@per_scope
def schools(scope: Scope) -> tuple[Organ, ...]:
    """The schools a unit's document is about: a school itself; of a ward all under it, in the order of `co_quan`.

    A ward that has not begun or has ended has the schools of its nearest day.
    """
    asked = scope.snapshot.organ(scope.unit)
    if asked.loai == "truong":
        return (asked,)
    day = max(scope.day, asked.tu_ngay or date.min)
    return _under(scope.snapshot, asked.ma, min(day, asked.den_ngay or date.max))


def _under(snapshot: Snapshot, ma: str, day: date) -> tuple[Organ, ...]:
    return tuple(one for one in snapshot.tables.co_quan if one.loai == "truong" and one.valid(day)
                 and any(over.ma == ma for over in above(snapshot, one.ma, day)))


def head(snapshot: Snapshot, ma: str, day: date) -> SharedPerson | None:
    """Who heads a body on that day: of those with a head's office the one who signs for it, else the first."""
    found = [one for one in snapshot.people_of(ma, day) if rank(one.chuc_vu) == 0]
    return min(found, key=lambda one: not one.ky, default=None)


def head_title(snapshot: Snapshot, organ: Organ, day: date) -> str:
    """"Hiệu trưởng Trường Tiểu học Lê Lợi", "Trưởng phòng Văn hóa - Xã hội phường Hạnh Thông"."""
    name = organ.full_name
    if name.startswith("Phòng "):
        return f"Trưởng p{name[1:]}"
    person = head(snapshot, organ.ma, day)
    title = _HEADS.get(organ.loai) or (person.chuc_vu if person else "Thủ trưởng")
    return f"{title} {name}"


def heading_above(snapshot: Snapshot, organ: Organ, day: date) -> str:
    """The superior as the heading writes it, "UBND phường Hạnh Thông" (PL I, II.2: common words may be shortened); none above a
    people's committee."""
    if of_committee(organ):
        return ""
    over = snapshot.superior(organ.ma, day)
    return shortened(over.full_name if over else snapshot.superior_name(organ.ma, day))


def shortened(name: str) -> str:
    return name.replace(COMMITTEE, "UBND")


def named(scope: Scope, organ: Organ | None) -> dict[str, object] | None:
    """What every organisation answers."""
    if organ is None:
        return None
    snapshot, day = scope.snapshot, scope.day
    over = snapshot.superior(organ.ma, day)
    return {"ma": organ.ma, "ten": organ.ten, "ten_day_du": organ.full_name, "viet_tat": organ.viet_tat, "dau_mm": organ.dau_mm,
            "dia_danh": organ.dia_danh or (over.dia_danh if over else ""), "dia_ban": _territory(organ),
            "don_vi_soan_thao": organ.don_vi_soan_thao, "chuc_danh": head_title(snapshot, organ, day),
            "chu_quan": heading_above(snapshot, organ, day)}


def _territory(organ: Organ) -> str:
    """Of a people's committee where it governs: "phường Hạnh Thông"."""
    return organ.full_name.removeprefix(COMMITTEE).strip() if of_committee(organ) else ""


def person(one: SharedPerson | None) -> dict[str, object] | None:
    """Who stands in a text, signs or reports."""
    return {"ma": one.ma, "ho_ten": one.ho_ten, "danh_xung": one.title, "chuc_vu": one.chuc_vu} if one else None


def don_vi(scope: Scope) -> object:
    organ, day = unit(scope), scope.day
    columns = organ.model_dump(exclude_none=True, exclude={"chu_quan", "ke_thua", "tu_ngay", "den_ngay"})
    accountants = (one for one in scope.snapshot.people_of(organ.ma, day) if one.chuc_vu.lower().startswith("kế toán"))
    return columns | (named(scope, organ) or {}) | {
        "khoi_ten": LEVELS.get(organ.khoi or "", ""), "nguoi_dung_dau": person(head(scope.snapshot, organ.ma, day)),
        "ke_toan": person(next(accountants, None))}


def cap_tren(scope: Scope) -> object:
    return named(scope, superior(scope))


def phuong(scope: Scope) -> object:
    return named(scope, committee(scope))


def phong(scope: Scope) -> object:
    return named(scope, department(scope))


def thanh_pho(scope: Scope) -> object:
    return named(scope, city(scope))
