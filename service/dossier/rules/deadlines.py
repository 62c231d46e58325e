"""Terms and notice: H2, H4, H7."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from service.dossier.facts import candidates, fault, row_place, setting, unset
from service.dossier.judged import Dossier
from service.dossier.registry import across
from service.dossier.slugs import DECISION, PLAN
from service.errors import problem
from service.rules.finding import Fault
from service.rules.registry import NOT_APPLICABLE, UNDETERMINED, Outcome
from service.vietnamese.dates import short_date
from service.vietnamese.workdays import is_workday, known_years, workdays


@across("TD-H2", "yearly-report-date", "Kế hoạch phát động phong trào, mục tổ chức thực hiện", severity="nhac",
        slugs=(PLAN,))
def yearly(dossier: Dossier) -> Iterator[Fault | Outcome]:
    """Kế hoạch nêu hạn gửi báo cáo hằng năm (han_bao_cao_nam); kế hoạch của ngành không ghi ngày nên phải đặt."""
    for document in dossier.of(PLAN):
        if not document.text("han_bao_cao_nam"):
            said = problem("yearly-report-date", "Kế hoạch không nêu hạn gửi báo cáo hằng năm (han_bao_cao_nam).")
            yield fault(said, document.at("han_bao_cao_nam"))
    if not dossier.of(PLAN):
        yield NOT_APPLICABLE


@across("TD-H4", "time-of-handling", "thủ tục hành chính tặng Giấy khen cấp xã; số ngày do địa phương công bố", severity="nhac",
        slugs=(DECISION,), settings=("ngay_giai_quyet", "tham_dinh"))
def handling(dossier: Dossier) -> Iterator[Fault | Outcome]:
    """Quyết định ban hành trong số ngày làm việc quy định, kể từ ngày nhận đủ hồ sơ (ngay_giai_quyet)."""
    most = setting(dossier, "ngay_giai_quyet")
    if most is None:
        yield unset("ngay_giai_quyet", problem("handling-not-set", "Chưa đặt số ngày làm việc giải quyết hồ sơ khen thưởng "
                                               "(ngay_giai_quyet); thủ tục hành chính của địa phương công bố."))
        return
    told = False
    for document in dossier.of(DECISION):
        for row in candidates(dossier, document.unit, document.award):
            appraisal = dossier.snapshot.appraisal(row.ma)
            received = appraisal.ngay_nhan if appraisal else None
            count = _workdays(received + timedelta(days=1), document.day) if received else None
            told = told or count is not None
            if received and count is not None and count > most:
                said = problem("time-of-handling", "Nhận đủ hồ sơ ngày {nhan}, quyết định ngày {ngay}: {so} ngày làm việc, quá "
                               "{nhieu_nhat} ngày.", nhan=short_date(received), ngay=short_date(document.day), so=count,
                               nhieu_nhat=most)
                yield fault(said, document.at("ngay_ban_hanh"), row_place("tham_dinh", row.ma), found=count, required=f"≤ {most}")
    if not told:
        yield UNDETERMINED


@across("TD-H7", "deadline-no-workday", "Bộ luật Lao động 2019, Điều 111 và 112; Quyết định số 188/1999/QĐ-TTg", severity="nhac")
def workday(dossier: Dossier) -> Iterator[Fault | Outcome]:
    """Hạn nộp là ngày làm việc."""
    asked = False
    for document in dossier.documents:
        due = document.date("han_nop")
        if due is None or due.year not in known_years():
            continue
        asked = True
        if not is_workday(due):
            said = problem("deadline-no-workday", "Hạn nộp {ngay} không phải ngày làm việc.", ngay=short_date(due))
            yield fault(said, document.at("han_nop"), found=short_date(due))
    if not asked:
        yield NOT_APPLICABLE


@across("TD-H7B", "deadline-short-notice", "thông lệ; số ngày do địa phương đặt", severity="nhac", settings=("ngay_bao_truoc",))
def notice(dossier: Dossier) -> Iterator[Fault | Outcome]:
    """Hạn nộp cách ngày văn bản đủ số ngày làm việc báo trước (ngay_bao_truoc)."""
    documents = [(one, due) for one in dossier.documents if (due := one.date("han_nop")) and not dossier.undated(one)]
    least = setting(dossier, "ngay_bao_truoc")
    if not documents:
        yield NOT_APPLICABLE
    elif least is None:
        yield unset("ngay_bao_truoc", problem("notice-not-set", "Chưa đặt số ngày làm việc báo trước hạn nộp (ngay_bao_truoc); "
                                              "luật không nêu, địa phương đặt."))
    for document, due in documents if least is not None else ():
        count = _workdays(document.day + timedelta(days=1), due)
        if count is not None and least is not None and count < least:
            said = problem("deadline-short-notice", "Văn bản ngày {ngay}, hạn nộp {han}: còn {so} ngày làm việc, cần {can}.",
                           ngay=short_date(document.day), han=short_date(due), so=count, can=least)
            yield fault(said, document.at("han_nop"), document.at("ngay_ban_hanh"), found=count, required=f"≥ {least}")


def _workdays(first: date, last: date) -> int | None:
    """None where the holidays of a year are not known; nothing where the term ended before it began."""
    if {first.year, last.year} - set(known_years()):
        return None
    return workdays(first, last).count if first <= last else 0
