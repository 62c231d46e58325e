"""What the checker says, for people: a line for each finding, in reading order, and a line for the whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from service.cli.report import Report
from service.errors import problem
from service.language import translate, translate_text
from service.rules import Finding, Severity, Verdict
from service.rules import Report as Judgement
from service.rules.seen import Outside
from service.rules.told import OUTSIDE, clause


def lines(judged: Judgement, report: Report, outside: Outside = "") -> Iterator[str]:
    """Every finding with its code, clause, severity and place, a second line where a correction is certain; the whole last."""
    for found in judged.findings:
        yield told(found, report)
        if found.fault.suggestion:
            yield f"    → {found.fault.suggestion}"
    if outside:
        yield translate(OUTSIDE[outside], report.language)
    yield _summary(judged, report)


def severity(one: Severity, report: Report) -> str:
    return translate_text("lỗi" if one == "loi" else "nhắc" if one == "nhac" else "lưu ý", report.language)


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
