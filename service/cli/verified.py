"""The signatures of a file, for people: a few lines for each, and the whole last."""

from __future__ import annotations

from collections.abc import Iterator

from service.cli.report import Report
from service.errors import problem
from service.language import translate, translate_text
from service.verify.found import Finding, Signature, Verdict, Verified
from service.verify.remarks import day


def lines(found: Verified, file: str, report: Report) -> Iterator[str]:
    """`file` is its name."""
    for number, one in enumerate(found.signatures, 1):
        yield f"{number}. {one.field} ({_kind(one, report)}): {_verdict(one.verdict, report)}"
        yield from (f"   {line}" for line in _about(one, report))
        yield from (f"   - {_finding(finding, report)}" for finding in one.findings)
    yield from (f"- {_finding(finding, report)}" for finding in found.findings)
    yield f"{file}: {_verdict(found.verdict, report)}"


def _about(one: Signature, report: Report) -> Iterator[str]:
    """Who, when, what."""
    say = report.language
    if one.signer:
        who = ", ".join(dict.fromkeys(filter(None, (one.signer.name, one.signer.title, one.signer.organisation,
                                                    one.signer.identity))))
        yield translate(problem("told-authority", "Nơi cấp: {ai}", ai=who) if one.kind == "dau_thoi_gian"
                        else problem("told-signer", "Người ký: {ai}", ai=who), say)
        yield translate(problem("told-certificate", "Chứng thư: số {so}, cấp bởi {noi_cap}, hiệu lực {tu} – {den}",
                                so=one.signer.serial, noi_cap=one.signer.issuer, tu=day(one.signer.begins)[:10],
                                den=day(one.signer.ends)[:10]), say)
    if one.time and one.whence == "dau_thoi_gian":
        yield translate(problem("told-time-stamped", "Thời điểm ký: {luc} (dấu thời gian của {noi_cap})", luc=day(one.time),
                                noi_cap=one.authority or "—"), say)
    elif one.time:
        yield translate(problem("told-time-claimed", "Thời điểm ký: {luc} (người ký tự khai)", luc=day(one.time)), say)
    yield f"{_coverage(one, report)}; {_changes(one, report)}"
    strength = [f"PAdES {one.level.upper()}" if one.level else one.form, one.algorithm]
    if any(strength):
        yield ", ".join(filter(None, strength))


def _finding(one: Finding, report: Report) -> str:
    told = translate(one.problem, report.language)
    return f"{_verdict(one.effect, report).lower()}: {told}" if one.effect not in (Verdict.HOP_LE, Verdict.CHUA_KY) else told


def _verdict(one: Verdict, report: Report) -> str:
    return translate_text({"hop_le": "HỢP LỆ", "khong_xac_dinh": "KHÔNG XÁC ĐỊNH", "khong_hop_le": "KHÔNG HỢP LỆ",
                           "chua_ky": "CHƯA KÝ"}[one], report.language)


def _kind(one: Signature, report: Report) -> str:
    return translate_text({"ca_nhan": "người có thẩm quyền", "co_quan": "cơ quan, tổ chức", "khac": "không rõ của ai",
                           "dau_thoi_gian": "dấu thời gian của tệp"}[one.kind], report.language)


def _coverage(one: Signature, report: Report) -> str:
    return translate_text({"toan_tep": "Bao trùm toàn tệp", "toan_phien_ban": "Bao trùm trọn một phiên bản của tệp",
                           "mot_phan": "Chỉ bao trùm một phần tệp"}[one.coverage], report.language)


def _changes(one: Signature, report: Report) -> str:
    return translate_text({"khong": "sau đó không có gì thay đổi", "du_lieu_xac_minh": "sau đó bổ sung dữ liệu xác minh",
                           "ky_them": "sau đó có chữ ký khác", "dien_bieu_mau": "sau đó biểu mẫu được điền",
                           "dang_ngo": "có thay đổi đáng ngờ"}[one.changes], report.language)
