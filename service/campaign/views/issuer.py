"""Who issues a document, decides in it, signs it, whom it goes to, who confirms it: by the type's `issuer` and the day."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from service.campaign.council import Council, Member
from service.campaign.organisations import Organ
from service.campaign.people import SharedPerson
from service.campaign.views import award
from service.campaign.views.kept import per_scope
from service.campaign.views.units import (
    COMMITTEE,
    committee,
    department,
    head,
    head_title,
    named,
    of_committee,
    person,
    shortened,
    superior,
    unit,
)

if TYPE_CHECKING:
    from service.campaign.scope import Scope

_SIGNED: Final = ("quyen_han", "tap_the", "thua_lenh", "thua_uy_quyen", "ky_thay", "chuc_vu", "ho_ten")
_FOR_COMMITTEE: Final[Mapping[str, str]] = MappingProxyType({"": "TM.", "KT.": "TM. KT.", "Q.": "TM. Q."})
_PERSONALLY: Final[Mapping[str, str]] = MappingProxyType({"TM.": "", "TM. KT.": "KT.", "TM. Q.": "Q."})


@per_scope
def issuing(scope: Scope) -> Organ:
    """The body whose document it is; of a council the body it belongs to."""
    own = unit(scope)
    match scope.issuer:
        case "chair" if award.code(scope):
            return award.giver(scope, award.code(scope)) or own
        case "department":
            return _department(scope)
        case "proposer" if award.given_by_unit(scope, award.code(scope)):
            return _department(scope)
    return own


def _department(scope: Scope) -> Organ:
    own = unit(scope)
    return own if own.loai.startswith("phong_") else department(scope) or own


@per_scope
def council(scope: Scope) -> Council | None:
    """The unit's council of that day."""
    return scope.snapshot.council_of(unit(scope).ma, scope.day)


def chairing(scope: Scope) -> Member | None:
    found = council(scope)
    members = scope.snapshot.members(found.ma) if found else ()
    return next((one for one in members if one.vai_tro == "chu_tich"), None)


@per_scope
def signing(scope: Scope) -> SharedPerson | None:
    """Whose days in office must hold the document's day; None where the campaign knows only a name, or nobody."""
    if scope.issuer == "council":
        member = chairing(scope)
        return scope.snapshot.person(member.nguoi) if member and member.nguoi else None
    organ = issuing(scope)
    return scope.snapshot.signatory(organ.ma, scope.day) or head(scope.snapshot, organ.ma, scope.day)


def co_quan_ban_hanh(scope: Scope) -> object:
    organ = issuing(scope)
    found = council(scope) if scope.issuer == "council" else None
    whole = named(scope, organ) or {}
    if found is None:
        return whole
    return whole | {"ma": found.ma, "ten": found.ten, "ten_day_du": full_name(scope, found), "viet_tat": abbreviation(found),
                    "chu_quan": shortened(organ.full_name), "chuc_danh": f"Chủ tịch {full_name(scope, found)}"}


def full_name(scope: Scope, found: Council) -> str:
    """"Hội đồng Thi đua - Khen thưởng phường Hạnh Thông", "… Trường Tiểu học Lê Lợi"."""
    name = scope.snapshot.organ(found.co_quan).full_name.removeprefix(f"{COMMITTEE} ")
    return f"{found.ten} {name}"


def abbreviation(found: Council) -> str:
    """As written, else the first letters: HĐTĐKT."""
    return found.viet_tat or "".join(word[0].upper() for word in found.ten.split() if word[0].isalpha())


def tham_quyen(scope: Scope) -> object:
    whole = co_quan_ban_hanh(scope)
    return whole.get("chuc_danh") if isinstance(whole, Mapping) else None


def nguoi_ky(scope: Scope) -> object:
    """What a signature takes. Of a committee TM. (PL I, II.7b), of its chairman personally never."""
    if scope.issuer == "council":
        return _for_council(scope)
    one = signing(scope)
    if one is None:
        return None
    signed = one.model_dump(include=set(_SIGNED))
    if scope.issuer == "chair":
        signed |= {"quyen_han": _PERSONALLY.get(one.quyen_han, one.quyen_han)}
        signed |= {"tap_the": ""} if one.quyen_han in _PERSONALLY else {}
    elif of_committee(issuing(scope)) and one.quyen_han in _FOR_COMMITTEE:
        signed |= {"quyen_han": _FOR_COMMITTEE[one.quyen_han], "tap_the": COMMITTEE}
    return {"ma": one.ma, "danh_xung": one.title} | {key: value for key, value in signed.items() if value}


def _for_council(scope: Scope) -> object:
    """An advisory body: the office in the body on the signature, that in the unit above the name (PL I, II.7c)."""
    member = chairing(scope)
    if member is None:
        return None
    return {"quyen_han": "TM.", "tap_the": "Hội đồng", "chuc_vu": "Chủ tịch", "ho_ten": member.ho_ten,
            "chuc_vu_khac": member.chuc_vu}


def noi_trinh(scope: Scope) -> object:
    """Of a department its committee's head, of others the head of the superior."""
    over = committee(scope) if issuing(scope).loai.startswith("phong_") else superior(scope)
    return head_title(scope.snapshot, over, scope.day) if over else None


def nguoi_xac_nhan(scope: Scope) -> object:
    """Nobody confirms his own report: that of a unit's head and of the unit itself goes to the superior's head."""
    snapshot, own = scope.snapshot, unit(scope)
    chief = head(snapshot, own.ma, scope.day)
    nominee = next((one for one in snapshot.tables.de_nghi if one.ma == scope.subject), None)
    of_unit = nominee is not None and nominee.loai == "tap_the" and not nominee.ten
    own_report = nominee is not None and chief is not None and nominee.nguoi == chief.ma
    if not (of_unit or own_report):
        return person(chief)
    over = superior(scope)
    return person(head(snapshot, over.ma, scope.day)) if over else None
