"""DOCX → DOCX: what is purely layout and certain is set as the decree says; words, numbers, authority, law are never touched.

The words stay what a reader sees: letters of TCVN3 and VNI fonts get the characters of Unicode."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from service.fix import letters, lines, number, old_letters, page, paragraphs
from service.fix.change import Change, Fixed
from service.fix.draft import Draft
from service.rules.finding import Fault, Finding, Report

Mender = Callable[[Draft, Fault], letters.Made]
_MOST_ROUNDS: Final = 6                                   # a size that is set shows that a line has another length, and so on

# A fault's name → what sets it right. What is not here is a matter of words, or of what stands where, or not certain.
MENDERS: Final[Mapping[str, Mender]] = {
    "paper-size-wrong": page.paper, "page-landscape": page.portrait, "header-distance": page.header_distance,
    "page-number-not-arabic": page.counting, "page-number-start": page.counting, "appendix-page-numbers": page.restarted,
    "page-number-style": number.letters, "page-number-place": number.place, "page-number-missing": number.missing,
    "page-number-on-first-page": number.not_on_first_page,
    "size-wrong": letters.size, "size-not-of-body": letters.size_of_body, "sizes-uneven": letters.sizes_together,
    "weight-wrong": letters.weight, "slope-wrong": letters.slope, "trich-yeu-style": letters.upright_bold,
    "font-wrong": letters.font, "color-wrong": letters.color, "line-underline": letters.not_underlined,
    "alignment-wrong": paragraphs.alignment, "ho-ten-not-centred": paragraphs.centred, "indent-wrong": paragraphs.first_line,
    "indent-mixed": paragraphs.first_line, "noi-nhan-not-flush": paragraphs.flush, "paragraph-gap": paragraphs.gap,
    "line-spacing": paragraphs.lines, "spacing-not-single": paragraphs.single, "v-v-gap": paragraphs.below_number,
    "quoc-hieu-wrapped": paragraphs.heading_columns,
    "line-missing": lines.missing, "phu-luc-line": lines.missing, "line-length-wrong": lines.wrong_length,
}

_DRAWN: Final = (lines.missing, lines.wrong_length)


def fix(data: bytes) -> Fixed:
    """A Word file that has passed the guard → its repaired copy, every change with its rule and place.

    First what is written in fonts of TCVN3 and VNI becomes Unicode: until then no rule can read it, so what is found afterwards
    may be new. Then the layout:
    Only what a rule found is changed, and only in parts that are recognised surely. What would not help, or would let a rule find
    something that it did not find before, is left as it was. Parts of the file without a change keep their bytes; where nothing
    is to be changed the file is returned as it came. Raises FileUnreadable, LimitExceeded.
    """
    draft = Draft(data)
    read = old_letters.to_unicode(draft)
    fixed = _laid_out(Draft(draft.file.saved()) if read else draft)
    return replace(fixed, changes=(*read, *fixed.changes))


def _laid_out(draft: Draft) -> Fixed:
    data, nothing = draft.data, Fixed(draft.data, (), draft.report)
    if draft.file.strict or draft.seen.outside:
        return nothing
    codes = list(dict.fromkeys(finding.code for finding in draft.report.findings if mendable(finding)))
    whole = _settled(data, draft.report, ())
    if whole is not None:
        return whole
    fixed, left_out = nothing, set(codes)
    for code in codes:                                    # one of them does harm: each is tried with those that do none
        tried = _settled(data, draft.report, left_out - {code})
        if tried is not None:
            fixed, left_out = tried, left_out - {code}
    return fixed


def _settled(data: bytes, before: Report, left_out: Collection[str]) -> Fixed | None:
    """The file with every finding mended, but those of rules left out; None where that does not come to a good end."""
    draft, changes = Draft(data), list[Change]()
    for _ in range(_MOST_ROUNDS):
        findings = [finding for finding in draft.report.findings if finding.code not in left_out]
        made = _all(draft, findings, drawn=False) or _all(draft, findings, drawn=True)
        if not made:
            break
        changes += made
        draft = Draft(draft.file.saved())
    claimed = {(change.code, change.fault) for change in changes}
    now = {(finding.code, finding.fault.problem.code) for finding in draft.report.findings}
    known = {(finding.code, finding.fault.problem.code) for finding in before.findings}
    return Fixed(draft.data if changes else data, tuple(changes), draft.report) if now <= known and not now & claimed else None


def mendable(finding: Finding) -> bool:
    """Whether the repair knows what to do about a finding; whether it can be done, the file decides."""
    return _mender(finding) is not None or finding.fault.problem.code in old_letters.FAULTS


def _mender(finding: Finding) -> Mender | None:
    name = finding.fault.problem.code
    if name == "margin-wrong":
        return partial(page.margin, finding.code)
    if name in ("size-wrong", "page-number-style") and finding.fault.component == "so_trang":
        return number.letters
    return MENDERS.get(name)


def _all(draft: Draft, findings: Sequence[Finding], *, drawn: bool) -> list[Change]:
    """Drawn lines come last: they are as long as letters that have their size."""
    return [change for finding in findings if (_mender(finding) in _DRAWN) is drawn for change in _mended(draft, finding)]


def _mended(draft: Draft, finding: Finding) -> Iterator[Change]:
    """The changes for one finding; the draft's file holds them afterwards."""
    mender, fault = _mender(finding), finding.fault
    if mender is not None:
        for place, found, made in mender(draft, fault):
            yield Change(finding.code, fault.problem.code, finding.clause, fault.component, place or fault.place, found, made)
