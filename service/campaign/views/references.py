"""Documents of the campaign cited in others: number and day from the register, blank until they are there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from service.campaign.organisations import Organ
from service.campaign.register import LegalText, Registered
from service.campaign.views import award, council
from service.campaign.views.issuer import abbreviation, full_name, issuing
from service.campaign.views.issuer import council as council_of
from service.campaign.views.kept import per_scope
from service.campaign.views.units import department, schools, superior, unit

if TYPE_CHECKING:
    from service.campaign.scope import Scope

_PLAN: Final = "ke_hoach_phong_trao"


@dataclass(frozen=True, slots=True)
class _Cited:
    """A document's slug, and its type as it is cited; `about` may name the award or the campaign."""

    slug: str
    loai: str
    abbreviation: str
    about: str


_MINUTES: Final = _Cited("bien_ban_xet_khen_thuong", "Biên bản", "BB", "về việc xét, đề nghị {khen}")
_SUBMISSION: Final = _Cited("to_trinh_khen_thuong", "Tờ trình", "TTr", "về việc đề nghị {khen}")
_DECISION: Final = _Cited("quyet_dinh_khen_thuong", "Quyết định", "QĐ", "về việc {khen}")
_APPRAISAL: Final = _Cited("bao_cao_tham_dinh", "Báo cáo", "BC", "thẩm định hồ sơ đề nghị {khen}")
_OF_SCHOOL: Final = (_Cited("ke_hoach_truong", "Kế hoạch", "KH", "tổ chức {phong_trao}"),
                     _Cited("bao_cao_so_ket", "Báo cáo", "BC", "sơ kết {phong_trao}"))
_OF_WARD: Final = (_Cited(_PLAN, "Kế hoạch", "KH", "tổ chức {phong_trao}"),
                   _Cited("bao_cao_tong_hop", "Báo cáo", "BC", "sơ kết {phong_trao}"))


def register(scope: Scope, slug: str, award_code: str = "", subject: str = "", unit_code: str = "") -> Registered | None:
    """The document's line in the register of the unit asked for, else of the scope's unit, its stand-in, or who issues."""
    for ma in dict.fromkeys([unit_code] if unit_code else [scope.unit, unit(scope).ma, issuing(scope).ma]):
        found = scope.snapshot.registered(ma, slug, award_code, subject)
        if found:
            return found
    return None


def so(scope: Scope) -> object:
    own = register(scope, scope.slug, scope.award, scope.subject)
    return own.so if own else None


def ngay_ban_hanh(scope: Scope) -> object:
    own = register(scope, scope.slug, scope.award, scope.subject)
    return own.ngay if own else None


@per_scope
def bien_ban(scope: Scope) -> dict[str, object] | None:
    """The minutes are numbered in the register, or with the meeting."""
    found, met = council_of(scope), council.meeting(scope)
    if found is None:
        return None
    entry = register(scope, _MINUTES.slug, award.code(scope))
    number = entry.so if entry else met.so if met else None
    day = entry.ngay if entry else met.day if met and met.so else None
    return _written(scope, _MINUTES, abbreviation(found), number, day, full_name(scope, found))


@per_scope
def to_trinh(scope: Scope) -> dict[str, object]:
    proposer = unit(scope)
    if award.given_by_unit(scope, award.code(scope)):
        proposer = department(scope) or proposer
    entry = register(scope, _SUBMISSION.slug, award.code(scope)) or register(scope, _SUBMISSION.slug, award.code(scope),
                                                                             unit_code=proposer.ma)
    return _of(scope, _SUBMISSION, proposer, entry)


@per_scope
def quyet_dinh(scope: Scope) -> dict[str, object] | None:
    """The award decision, in the register of whoever gives it; of a document on no award that of the unit's only own one."""
    code = award.code(scope) or award.only_own(scope)
    giver = award.giver(scope, code)
    if giver is None:
        return None
    entry = decision_entry(scope, code)
    number, day = (entry.so, entry.ngay) if entry else (None, None)
    return _written(scope, _DECISION, giver.viet_tat, number, day, award.title(scope, code))


def decision_entry(scope: Scope, award_code: str) -> Registered | None:
    giver = award.giver(scope, award_code)
    found = register(scope, _DECISION.slug, award_code, unit_code=giver.ma) if giver else None
    return found or register(scope, _DECISION.slug, award_code)


@per_scope
def tham_dinh_bc(scope: Scope) -> dict[str, object] | None:
    own = department(scope)
    if own is None:
        return None
    entry = register(scope, _APPRAISAL.slug, award.code(scope)) or register(scope, _APPRAISAL.slug, award.code(scope),
                                                                            unit_code=own.ma)
    return _of(scope, _APPRAISAL, own, entry)


def ke_hoach(scope: Scope) -> dict[str, object]:
    cited = (_OF_SCHOOL if unit(scope).loai == "truong" else _OF_WARD)[0]
    return _of(scope, cited, unit(scope), register(scope, cited.slug))


def bao_cao(scope: Scope) -> dict[str, object]:
    cited = (_OF_SCHOOL if unit(scope).loai == "truong" else _OF_WARD)[1]
    return _of(scope, cited, unit(scope), register(scope, cited.slug))


@per_scope
def ke_hoach_cap_tren(scope: Scope) -> dict[str, object] | None:
    """The superior's registered plan; else the plan among the instruments, also one no longer in force."""
    written = _written_plan(scope)
    return _registered_plan(scope) or (as_reference(written) if written else None)


def plan_in_force(scope: Scope) -> dict[str, object] | None:
    """The superior's plan where it may be a ground: an ended one is history."""
    written = _written_plan(scope)
    return _registered_plan(scope) or (as_reference(written) if written and written.in_force(scope.day) else None)


def _registered_plan(scope: Scope) -> dict[str, object] | None:
    over = superior(scope)
    entry = scope.snapshot.registered(over.ma, _PLAN, day=scope.day) if over else None
    return _of(scope, _OF_WARD[0], over, entry) if over and entry else None


def _written_plan(scope: Scope) -> LegalText | None:
    """Of the plans among the instruments the superior's own, one in force, the latest."""
    over, day = superior(scope), scope.day
    plans = [one for one in scope.snapshot.tables.van_ban if one.loai == "Kế hoạch" and one.ngay <= day]
    name = over.full_name if over else ""
    return max(plans, key=lambda one: (one.co_quan == name, one.in_force(day), one.ngay), default=None)


def to_trinh_don_vi(scope: Scope) -> object:
    """The schools' registered submissions for the award, in the order of `co_quan`."""
    found = ((one, register(scope, _SUBMISSION.slug, award.code(scope), unit_code=one.ma)) for one in schools(scope))
    return [_of(scope, _SUBMISSION, one, entry) for one, entry in found if entry]


def as_reference(text: LegalText) -> dict[str, object]:
    return {"loai": text.loai, "so_ky_hieu": text.so_ky_hieu, "ngay": text.ngay, "co_quan": text.co_quan,
            "trich_yeu": text.trich_yeu}



def _of(scope: Scope, cited: _Cited, organ: Organ, entry: Registered | None) -> dict[str, object]:
    number, day = (entry.so, entry.ngay) if entry else (None, None)
    return _written(scope, cited, organ.viet_tat, number, day, organ.full_name)


def _written(scope: Scope, cited: _Cited, short: str, number: int | None, day: date | None, who: str) -> dict[str, object]:
    """Số of one figure with a zero before it (PL I, II.3a); a symbol alone leaves room for the number. Nothing is cited that was
    registered after the document's own day."""
    if day is not None and day > scope.day:
        number, day = None, None
    frame = scope.snapshot.frame
    code = award.code(scope)
    about = cited.about.format(khen=f"tặng {award.whole(scope, code)}" if code else "khen thưởng",
                               phong_trao=f"{frame.ten_goi_tat or 'Phong trào thi đua'} “{frame.ten}”")
    symbol = f"/{cited.abbreviation}-{short}" if short else ""
    return {"loai": cited.loai, "so_ky_hieu": symbol if number is None else f"{number:02d}{symbol}", "ngay": day, "co_quan": who,
            "trich_yeu": about}
