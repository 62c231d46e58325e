"""What rules across documents found, for people: which rule, what, and in which documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from service.cli.judged import severity
from service.cli.report import Report
from service.errors import problem
from service.language import translate
from service.rules import Report as Judgement
from service.rules import Verdict
from service.rules.told import clause


def lines(found: Judgement, report: Report) -> Iterator[str]:
    """Every finding in the order of the rules, its documents on a line of their own; the whole last."""
    for one in found.findings:
        source = f" ({stated})" if (stated := clause(one.clause)) else ""
        yield f"{severity(one.severity, report)} {one.code}{source}: {translate(one.fault.problem, report.language)}"
        if one.fault.place:
            yield f"    {one.fault.place}"
    counts, verdicts = Counter(one.severity for one in found.findings), Counter(found.verdicts.values())
    yield translate(problem(
        "across-summary", "Đối chiếu: {loi} lỗi, {nhac} nhắc; {dat} quy tắc đạt, {khong_ap_dung} không áp dụng, "
        "{khong_xac_dinh} không xác định được.", loi=counts["loi"], nhac=counts["nhac"], dat=verdicts[Verdict.DAT],
        khong_ap_dung=verdicts[Verdict.KHONG_AP_DUNG], khong_xac_dinh=verdicts[Verdict.KHONG_XAC_DINH]), report.language)
