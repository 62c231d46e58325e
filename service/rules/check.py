"""Seen → Report: every rule of the registry is asked, and what it cannot know is said. Importing it registers the rules."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Final, Literal

from service.rules import looks, printed, words
from service.rules.finding import Fault, Finding, Report, Verdict
from service.rules.registry import NOT_APPLICABLE, UNDETERMINED, Need, Rule, rules
from service.rules.seen import Outside, Seen, by_component

_Source = Literal["docx", "pdf", "text"]
_Beforehand = tuple[dict[str, Verdict], list[tuple[int, Rule]]]

RULE_MODULES: Final = (looks, words, printed)             # in the order of the decree: what is imported is registered
_WORDS: Final = frozenset[Need](("words",))
_KNOWN: Final[Mapping[str, frozenset[Need]]] = {
    "docx": frozenset(("words", "looks", "geometry", "file")), "pdf": frozenset(("words", "looks", "geometry", "file")),
    "text": _WORDS}
# Whom the decree does not bind cannot break it; of several documents in one file no rule knows which it judges.
_UNBOUND: Final[Mapping[Outside, Verdict]] = {
    "quy_pham_phap_luat": Verdict.KHONG_AP_DUNG, "van_ban_dang": Verdict.KHONG_AP_DUNG,
    "khen_thuong": Verdict.KHONG_AP_DUNG, "truoc_nghi_dinh": Verdict.KHONG_AP_DUNG, "nhieu_van_ban": Verdict.KHONG_XAC_DINH}
_LAST: Final = 1 << 30


def check(seen: Seen, among: Mapping[str, Rule] | None = None) -> Report:
    """A document → what is wrong with it, in reading order, and the verdict of every rule.

    A rule that needs what the input does not have, or whose type or date cannot be told, is KHONG_XAC_DINH; one for another type
    or time is KHONG_AP_DUNG. `among`: other rules than those of the registry. Nothing is raised by what a document holds.
    """
    findings: list[tuple[tuple[int, int, int], Finding]] = []
    known = seen.source, seen.outside, seen.abbreviation, seen.issued, frozenset(by_component(seen))
    unasked, asked = _shared(*known) if among is None else _beforehand(among, *known)
    verdicts = unasked.copy()
    for order, one in asked:
        verdict, faults = _asked(one, seen)
        verdicts[one.code] = verdict
        if faults:
            findings += [((*_position(fault, seen), order), Finding(one.code, one.name, one.clause, one.severity, fault))
                         for fault in faults]
    findings.sort(key=lambda found: found[0])
    return Report(tuple(finding for _, finding in findings), verdicts)


@lru_cache(maxsize=256)
def _shared(source: _Source, outside: Outside, abbreviation: str | None, issued: date | None,
            components: frozenset[str]) -> _Beforehand:
    """Documents of one type and day are told beforehand alike."""
    return _beforehand(rules(), source, outside, abbreviation, issued, components)


def _beforehand(known: Mapping[str, Rule], source: _Source, outside: Outside, abbreviation: str | None, issued: date | None,
                components: frozenset[str]) -> _Beforehand:
    """The verdict of every rule, as far as it need not be asked; and those that are to judge, with their places in the order."""
    found = [(one, _unasked(one, source, outside, abbreviation, issued, components)) for one in known.values()]
    asked = [(order, one) for order, (one, verdict) in enumerate(found) if verdict is None]
    return {one.code: verdict or Verdict.DAT for one, verdict in found}, asked


def _unasked(one: Rule, source: _Source, outside: Outside, abbreviation: str | None, issued: date | None,
             components: frozenset[str]) -> Verdict | None:
    """The verdict where the rule need not be asked; None where it is to judge. `components`: of all parts; none of no part."""
    if "file" in one.needs and "file" in _KNOWN[source]:
        return None
    if not components:                                    # a scan, an empty file: nothing is missing that could have been seen
        return Verdict.KHONG_XAC_DINH
    if outside in _UNBOUND:
        return _UNBOUND[outside]
    if one.needs - _KNOWN[source]:
        return Verdict.KHONG_XAC_DINH
    if outside and one.needs != _WORDS:                   # no sign of an official document: its looks are its own
        return Verdict.KHONG_XAC_DINH
    if one.types is not None:
        if abbreviation is None:
            return Verdict.KHONG_XAC_DINH
        if abbreviation not in one.types:
            return Verdict.KHONG_AP_DUNG
    return _in_time(one, issued) or (Verdict.KHONG_AP_DUNG if one.about and one.about.isdisjoint(components) else None)


def _in_time(one: Rule, issued: date | None) -> Verdict | None:
    if one.since is None and one.until is None:
        return None
    if issued is None:
        return Verdict.KHONG_XAC_DINH
    early, late = one.since is not None and issued < one.since, one.until is not None and issued > one.until
    return Verdict.KHONG_AP_DUNG if early or late else None


def _asked(one: Rule, seen: Seen) -> tuple[Verdict, list[Fault]]:
    """Faults count before anything else a rule says of other places; "cannot be told" before "does not apply"."""
    told = list(one.check(seen))
    if not told:
        return Verdict.DAT, []
    faults = [said for said in told if isinstance(said, Fault)]
    if faults:
        return Verdict.LOI, faults
    if UNDETERMINED in told:
        return Verdict.KHONG_XAC_DINH, []
    return (Verdict.KHONG_AP_DUNG if NOT_APPLICABLE in told else Verdict.DAT), []


def _position(fault: Fault, seen: Seen) -> tuple[int, int]:
    """Where a reader meets it: page set-up first, then by line or paragraph; what is missing stands before what is there."""
    if fault.line is not None:
        return 1, fault.line
    if fault.paragraph is not None:
        return 1, fault.paragraph
    if fault.page is not None and seen.source == "pdf":
        first = next((part.index for part in seen.parts if part.place and part.place.page >= fault.page), _LAST)
        return 1, first
    return 0, 0
