"""What the checker says, for people: a line for each finding, in reading order, and a line for the whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from service.cli.report import Report
from service.errors import Problem, problem
from service.language import translate, translate_text
from service.rules import Finding, Severity, Verdict
from service.rules import Report as Judgement
from service.rules.seen import Outside

# Why nothing, or only what words say, is held against a document.
_OUTSIDE: Final[Mapping[Outside, Problem]] = {
    "quy_pham_phap_luat": problem("outside-statute", "Đây là văn bản quy phạm pháp luật, không thuộc phạm vi của "
                                  "Nghị định 30/2020/NĐ-CP (Điều 4 khoản 2)."),
    "van_ban_dang": problem("outside-party", "Đây là văn bản của Đảng, không thuộc phạm vi của "
                            "Nghị định 30/2020/NĐ-CP (Điều 2)."),
    "khen_thuong": problem("outside-certificate", "Đây là giấy khen, bằng khen, không phải văn bản hành chính theo "
                           "Nghị định 30/2020/NĐ-CP (Điều 7)."),
    "truoc_nghi_dinh": problem("outside-older", "Văn bản ban hành trước khi Nghị định 30/2020/NĐ-CP có hiệu lực "
                               "(05/3/2020)."),
    "nhieu_van_ban": problem("outside-several", "Tệp có nhiều văn bản; hãy tách ra để kiểm tra từng văn bản."),
    "khong_ro": problem("outside-unknown", "Không thấy dấu hiệu của một văn bản hành chính; chỉ xét câu chữ."),
}


def lines(judged: Judgement, report: Report, outside: Outside = "") -> Iterator[str]:
    """Every finding with its code, clause, severity and place, a second line where a correction is certain; the whole last."""
    for found in judged.findings:
        yield told(found, report)
        if found.fault.suggestion:
            yield f"    → {found.fault.suggestion}"
    if outside:
        yield translate(_OUTSIDE[outside], report.language)
    yield _summary(judged, report)


def severity(one: Severity, report: Report) -> str:
    return translate_text("lỗi" if one == "loi" else "nhắc" if one == "nhac" else "lưu ý", report.language)


def clause(one: str) -> str:
    """For people: Part I of Appendix I, where most rules stand, is named; "" for what the decree does not state."""
    if one == "-":
        return ""
    return f"PL I, {one}" if one.startswith(("I", "V", "Phần")) else one


def _summary(judged: Judgement, report: Report) -> str:
    """How many of each; a rule that could not be asked is never counted as passed."""
    severities, verdicts = Counter(one.severity for one in judged.findings), Counter(judged.verdicts.values())
    return translate(problem(
        "check-summary",
        "Thể thức: {loi} lỗi, {nhac} nhắc; {dat} quy tắc đạt, {khong_ap_dung} không áp dụng, "
        "{khong_xac_dinh} không xác định được.",
        loi=severities["loi"], nhac=severities["nhac"], dat=verdicts[Verdict.DAT],
        khong_ap_dung=verdicts[Verdict.KHONG_AP_DUNG], khong_xac_dinh=verdicts[Verdict.KHONG_XAC_DINH],
    ), report.language)


def told(found: Finding, report: Report) -> str:
    fault = found.fault
    page = f"trang {fault.page}" if fault.page and "trang" not in fault.place else ""
    line = f"dòng {fault.line}" if fault.line and "dòng" not in fault.place else ""
    where = ", ".join(filter(None, (page, line, fault.place)))
    source = f" ({stated})" if (stated := clause(found.clause)) else ""
    told = f"{severity(found.severity, report)} {found.code}{source}: {translate(fault.problem, report.language)}"
    return f"{where}: {told}" if where else told
