"""Report → one HTML page that needs nothing from outside: the findings in reading order, then the verdict of every rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from html import escape
from typing import Final

from service.errors import Problem
from service.rules.finding import SEVERITIES, Finding, Report, Requirement, Verdict
from service.rules.registry import rules

_VERDICTS: Final = {
    Verdict.DAT: "đạt", Verdict.LOI: "lỗi", Verdict.KHONG_AP_DUNG: "không áp dụng", Verdict.KHONG_XAC_DINH: "không xác định được"}
_STYLE: Final = """
body { font: 16px/1.5 "Times New Roman", serif; max-width: 60em; margin: 2em auto; padding: 0 1em; color: #111 }
table { border-collapse: collapse; width: 100% } th, td { text-align: left; vertical-align: top; padding: .3em .6em }
tr { border-bottom: 1px solid #ccc } .loi { color: #a40000; font-weight: bold } .nhac { color: #7a5200 } small { color: #555 }
"""


def as_html(report: Report, name: str, say: Callable[[Problem], str] | None = None, *, heading: str = "Kiểm tra thể thức",
            known: Mapping[str, Requirement] | None = None) -> str:
    """`name` of the checked file stands in the title; `known` are the rules by their codes (default: the decree's).
    Everything that comes from the file is escaped."""
    severities = Counter(finding.severity for finding in report.findings)
    notes = f", {severities['luu_y']} lưu ý" if severities["luu_y"] else ""
    rows = "\n".join(_finding(finding, say) for finding in report.findings)
    listed = f"<table>\n<tr><th>Quy tắc<th>Nội dung<th>Vị trí</tr>\n{rows}\n</table>" if rows else ""
    return f"""<!doctype html>
<html lang="vi">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{escape(heading)}: {escape(name)}</title>
<style>{_STYLE}</style>
<h1>{escape(heading)}</h1>
<p><b>{escape(name)}</b>: {severities["loi"]} lỗi, {severities["nhac"]} nhắc{notes}.</p>
{listed}
<details><summary>Kết luận theo từng quy tắc</summary>
<table>
<tr><th>Quy tắc<th>Yêu cầu<th>Kết luận</tr>
{chr(10).join(_verdicts(report, rules() if known is None else known))}
</table></details>
</html>
"""


def _finding(finding: Finding, say: Callable[[Problem], str] | None) -> str:
    fault = finding.fault
    told = escape(say(fault.problem) if say else finding.message)
    more = f"<br>→ {escape(fault.suggestion)}" if fault.suggestion else ""
    places = [f"trang {fault.page}" if fault.page else "", f"dòng {fault.line}" if fault.line else "", fault.place]
    where = ", ".join(dict.fromkeys(filter(None, places)))
    return (f'<tr><td><span class="{finding.severity}">{SEVERITIES[finding.severity]}</span> {escape(finding.code)}'
            f"<br><small>{escape(finding.clause)}</small><td>{told}{more}<td>{escape(where)}</tr>")


def _verdicts(report: Report, known: Mapping[str, Requirement]) -> Iterator[str]:
    for code, verdict in report.verdicts.items():
        requirement = known[code].requirement.splitlines()[0] if code in known else ""
        yield f"<tr><td>{escape(code)}<td>{escape(requirement)}<td>{_VERDICTS[verdict]}</tr>"
