"""What comes before what: E7, H1, H9."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from service.dossier.facts import fault, some
from service.dossier.judged import Dossier, Judged
from service.dossier.registry import across
from service.dossier.slugs import (
    APPRAISAL,
    CERTIFICATES,
    COUNCIL,
    COUNCIL_INVITATION,
    DECISION,
    INVITATION,
    MINUTES,
    NOTICE,
    PAYMENT,
    PLAN,
    REVIEW,
    SCHOOL_PLAN,
    SUBMISSION,
    TOTAL,
    YEARLY,
)
from service.errors import problem
from service.rules.finding import Fault
from service.rules.registry import UNDETERMINED, Outcome
from service.vietnamese.dates import short_date

# What is made first, then what follows from it; of the same unit, or of a school and the ward above it.
_ORDER: Final = (
    (PLAN, SCHOOL_PLAN), (SCHOOL_PLAN, YEARLY), (YEARLY, MINUTES), (COUNCIL, MINUTES), (SUBMISSION, APPRAISAL),
    (APPRAISAL, DECISION), *((DECISION, one) for one in CERTIFICATES), (DECISION, PAYMENT), (DECISION, NOTICE), (REVIEW, TOTAL))
# Only within one unit (True), only from a school to its ward (False).
_SAME: Final = {(YEARLY, MINUTES): True, (COUNCIL, MINUTES): True, (SUBMISSION, APPRAISAL): False}
_REVIEWING: Final = (REVIEW, TOTAL, SUBMISSION, MINUTES, DECISION)


def _day(document: Judged) -> date:
    return (document.date("bat_dau") if document.slug == MINUTES else None) or document.day


def _linked(dossier: Dossier, one: Judged, other: Judged) -> bool:
    """The same unit or one under the other, the same award where both are of one."""
    near = one.unit == other.unit or dossier.organs.under(one.unit, other.unit, other.day) or dossier.organs.under(
        other.unit, one.unit, other.day)
    return near and (not one.award or not other.award or one.award == other.award)


def _late(dossier: Dossier, before: str, after: str, same: bool | None = None) -> Iterator[Fault]:
    """`same`: only of one unit (True), only from unit to superior (False)."""
    for one in dossier.of(before):
        for other in dossier.of(after) if not dossier.undated(one) else ():
            if _day(one) > _day(other) and _linked(dossier, one, other) and same in (None, one.unit == other.unit):
                said = problem("order-of-days", "{van_ban} ngày {ngay}, sau {van_ban_khac} ngày {ngay_khac}.", van_ban=one,
                               ngay=short_date(_day(one)), van_ban_khac=other, ngay_khac=short_date(_day(other)))
                yield fault(said, one.at("ngay_ban_hanh"), other.at("ngay_ban_hanh"), found=short_date(_day(one)),
                            required=f"≤ {short_date(_day(other))}")


@across("TD-E7", "meeting-submission-decision", "Luật Thi đua, khen thưởng, khoản 2 Điều 84",
        slugs=(MINUTES, SUBMISSION, DECISION))
def meeting(dossier: Dossier) -> Iterator[Fault | Outcome]:
    """Hội đồng họp trước hoặc trong ngày của tờ trình, tờ trình trước hoặc trong ngày của quyết định."""
    if sum(dossier.has([slug]) for slug in (MINUTES, SUBMISSION, DECISION)) < 2:
        yield UNDETERMINED
        return
    yield from _late(dossier, MINUTES, SUBMISSION, same=True)
    yield from _late(dossier, SUBMISSION, DECISION)
    if not dossier.has([SUBMISSION]):
        yield from _late(dossier, MINUTES, DECISION)


@across("TD-H1", "order-of-documents", "thông lệ, theo Luật Thi đua, khen thưởng, Điều 84")
def order(dossier: Dossier) -> Iterator[Fault | Outcome]:
    """Kế hoạch phát động, kế hoạch của trường, báo cáo hằng năm, thành lập Hội đồng, họp xét; tờ trình, thẩm định, quyết định,
    giấy khen, chi thưởng: theo thứ tự ngày. Giấy mời trước cuộc họp; công bố quyết định tại hội nghị không trước ngày quyết
    định."""
    compared = False
    for before, after in _ORDER:
        compared = compared or (dossier.has([before]) and dossier.has([after]))
        yield from _late(dossier, before, after, _SAME.get((before, after)))
    for invitation in dossier.of(COUNCIL_INVITATION, INVITATION):
        held = invitation.date("bat_dau")
        compared = compared or held is not None
        if held and invitation.day > held:
            said = problem("invited-late", "{van_ban} ngày {ngay} mời họp ngày {hop}, đã qua.", van_ban=invitation,
                           ngay=short_date(invitation.day), hop=short_date(held))
            yield fault(said, invitation.at("ngay_ban_hanh"), invitation.at("bat_dau"), found=short_date(invitation.day))
        for decision in dossier.of(DECISION, unit=invitation.unit) if invitation.slug == INVITATION and held else ():
            if held and decision.day > held:
                said = problem("read-before-decision", "Hội nghị ngày {hop} công bố {van_ban} ngày {ngay}.", hop=short_date(held),
                               van_ban=decision, ngay=short_date(decision.day))
                yield fault(said, invitation.at("bat_dau"), decision.at("ngay_ban_hanh"), found=short_date(held))
    if not compared:
        yield UNDETERMINED


@across("TD-H9", "after-review-year", "Kế hoạch phát động phong trào, mục tiến độ thực hiện", severity="nhac", slugs=_REVIEWING,
        settings=("ly_do_sau_han",))
def in_time(dossier: Dossier) -> Iterator[Fault | Outcome]:
    """Văn bản sơ kết lập trong năm cuối của giai đoạn; lập sau năm đó thì phải nêu lý do (ly_do_sau_han trong cau_hinh)."""
    review = dossier.snapshot.frame.dot
    if review is None:
        yield UNDETERMINED
        return
    last = date(review.den_ngay.year, 12, 31)
    reason = dossier.snapshot.frame.cau_hinh.ly_do_sau_han
    late = [one for one in dossier.of(*_REVIEWING) if one.day > last]
    if late and not reason:
        said = problem("after-review-year", "Sơ kết giai đoạn {giai_doan} làm trong năm {nam} theo kế hoạch; văn bản lập sau "
                       "hạn, cần nêu lý do (cau_hinh/ly_do_sau_han).", giai_doan=review.giai_doan, nam=last.year)
        yield fault(said, *some(late), found=short_date(late[0].day),
                    required=f"≤ {short_date(last)}")
