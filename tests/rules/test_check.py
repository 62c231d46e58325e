"""check: Seen → Report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from service.errors import problem
from service.rules.check import check
from service.rules.finding import Fault, Verdict
from service.rules.registry import NOT_APPLICABLE, UNDETERMINED, Check, Outcome, Rule, rules
from service.rules.reports import as_json
from service.rules.see import see_text
from service.rules.seen import Seen
from tests.rules.seeing import good

Said = tuple[Fault | Outcome, ...]


def fault(**place: int) -> Fault:
    return Fault(problem("thu", "Có {co}.", co="lỗi"), component="doan", found="x", required="y", **place)    # type: ignore[arg-type]


def asking(*said: Fault | Outcome) -> Check:
    def answer(_seen: Seen) -> Iterator[Fault | Outcome]:
        yield from said

    return answer


def rule(code: str, *said: Fault | Outcome, **changes: object) -> Rule:
    plain = Rule(code, f"ten-{code.lower()}", "II.1a", "loi", frozenset({"words"}), "Yêu cầu.", asking(*said))
    return replace(plain, **changes)    # type: ignore[arg-type]  # a rule's own fields


def among(*ones: Rule) -> dict[str, Rule]:
    return {one.code: one for one in ones}


DOCX, TEXT = good("ke_hoach"), good("ke_hoach", source="text")
JULY = date(2025, 7, 1)
VERDICTS: list[tuple[Verdict, Said, dict[str, object], Seen]] = [
    (Verdict.DAT, (), {}, DOCX),
    (Verdict.LOI, (fault(),), {}, DOCX),
    (Verdict.LOI, (UNDETERMINED, fault(), NOT_APPLICABLE), {}, DOCX),
    (Verdict.KHONG_XAC_DINH, (UNDETERMINED,), {}, DOCX),
    (Verdict.KHONG_XAC_DINH, (NOT_APPLICABLE, UNDETERMINED), {}, DOCX),
    (Verdict.KHONG_AP_DUNG, (NOT_APPLICABLE,), {}, DOCX),
    (Verdict.KHONG_XAC_DINH, (fault(),), {"needs": frozenset({"looks"})}, TEXT),
    (Verdict.KHONG_XAC_DINH, (fault(),), {"needs": frozenset({"words", "geometry"})}, TEXT),
    (Verdict.LOI, (fault(),), {"needs": frozenset({"words"})}, TEXT),
    (Verdict.LOI, (fault(),), {"types": frozenset({"KH", "QĐ"})}, DOCX),
    (Verdict.KHONG_AP_DUNG, (fault(),), {"types": frozenset({"QĐ"})}, DOCX),
    (Verdict.KHONG_XAC_DINH, (fault(),), {"types": frozenset({"QĐ"})}, replace(DOCX, abbreviation=None)),
    (Verdict.LOI, (fault(),), {"since": JULY}, DOCX),
    (Verdict.KHONG_AP_DUNG, (fault(),), {"until": JULY}, DOCX),
    (Verdict.KHONG_AP_DUNG, (fault(),), {"since": JULY}, replace(DOCX, issued=date(2025, 6, 30))),
    (Verdict.LOI, (fault(),), {"since": JULY}, replace(DOCX, issued=JULY)),
    (Verdict.KHONG_XAC_DINH, (fault(),), {"since": JULY}, replace(DOCX, issued=None)),
    (Verdict.KHONG_AP_DUNG, (fault(),), {}, replace(DOCX, outside="quy_pham_phap_luat")),
    (Verdict.KHONG_AP_DUNG, (fault(),), {}, replace(DOCX, outside="van_ban_dang")),
    (Verdict.KHONG_AP_DUNG, (fault(),), {}, replace(DOCX, outside="truoc_nghi_dinh")),
    (Verdict.KHONG_XAC_DINH, (fault(),), {}, replace(DOCX, outside="nhieu_van_ban")),
    (Verdict.KHONG_XAC_DINH, (fault(),), {"needs": frozenset({"looks"})}, replace(DOCX, outside="khong_ro")),
    (Verdict.LOI, (fault(),), {}, replace(DOCX, outside="khong_ro")),
]


@pytest.mark.parametrize(("verdict", "said", "changes", "seen"), VERDICTS)
def test_a_rule_has_the_verdict_of_what_it_says_and_what_can_be_known(
    verdict: Verdict, said: Said, changes: dict[str, object], seen: Seen
) -> None:
    report = check(seen, among(rule("B-01", *said, **changes)))
    assert report.verdicts == {"B-01": verdict}
    assert bool(report.findings) == (verdict is Verdict.LOI)


def test_findings_stand_in_reading_order_and_those_of_the_page_first() -> None:
    report = check(DOCX, among(rule("B-01", fault(paragraph=9), fault(paragraph=2)), rule("B-02", fault(), fault(paragraph=2))))
    assert [(one.code, one.fault.paragraph) for one in report.findings] == [
        ("B-02", None), ("B-01", 2), ("B-02", 2), ("B-01", 9)]


def test_the_report_as_json_has_every_key_and_null_for_what_is_not_known() -> None:
    assert as_json(check(TEXT, among(rule("B-01", fault(line=3)), rule("B-02")))) == {
        "findings": [{
            "code": "B-01", "name": "ten-b-01", "clause": "II.1a", "severity": "loi", "message": "Có lỗi.", "component": "doan",
            "page": None, "paragraph": None, "line": 3, "place": None, "found": "x", "required": "y", "suggestion": None,
        }],
        "verdicts": {"B-01": "loi", "B-02": "dat"},
        "sign_ready": False,
    }


def test_every_registered_rule_has_a_verdict_for_every_input() -> None:
    for seen in (DOCX, TEXT, see_text(""), see_text("Dear Sir,\n1. a\n3. b\n")):
        assert set(check(seen).verdicts) == set(rules())


@pytest.mark.parametrize("code", [one.code for one in rules().values() if one.about])
@pytest.mark.parametrize("kind", ["ke_hoach", "cong_van", "quyet_dinh"])
def test_a_rule_that_is_not_asked_for_want_of_its_components_would_not_apply(code: str, kind: str) -> None:
    one = rules()[code]
    whole = good(kind)
    without = replace(whole, parts=tuple(
        replace(part, component="doan" if part.component in one.about else part.component) for part in whole.parts))
    assert list(one.check(without)) == [NOT_APPLICABLE]
    if one.types is None:
        assert check(without).verdicts[code] is Verdict.KHONG_AP_DUNG
