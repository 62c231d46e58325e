"""What was told of a file → what its page shows: faults by severity, pages with the places of their numbers."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from itertools import count
from typing import Any, Final

from service.language import Language
from service.rules import rules
from service.rules.told import clause
from service.web.texts import _

Place = tuple[float, float, float, float]         # left, top, width, height in mm

_BADGE_MM: Final = 4.4                            # a number's height; its width grows with its digits
_DIGIT_MM: Final = 1.9
_STRIP_MM: Final = 60.0                           # a frame so high is a margin: there are no words in it
_AIR_MM: Final = 0.8
_FRAME_MM: Final = 0.6                            # a frame stands so far from the letters


@dataclass(frozen=True, slots=True)
class Badge:
    """The number of a mark on its page; lengths in mm. `frame` is None where the fault concerns the page as a whole."""

    fault: Mapping[str, Any]
    x: float
    y: float
    width: float
    frame: Place | None

    height: float = _BADGE_MM


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page with its marks."""

    number: int
    width: float
    height: float
    badges: tuple[Badge, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Faults of one severity."""

    severity: str
    title: str
    help: str
    faults: tuple[Mapping[str, Any], ...]


def groups(told: Mapping[str, Any]) -> list[Group]:
    """What must be set right first; a group without faults is left out."""
    words = (
        ("loi", _("Phải sửa"), _("Nghị định hoặc luật nói rõ.")),
        ("nhac", _("Nên xem lại"), _("Mẫu kèm Nghị định, hoặc thông lệ.")),
        ("luu_y", _("Cần biết"), _("Không sai; nêu để người soạn biết.")),
    )
    found = [Group(severity, title, told_of, tuple(one for one in told["findings"] if one["severity"] == severity))
             for severity, title, told_of in words]
    return [group for group in found if group.faults]


def verdict(told: Mapping[str, Any]) -> tuple[str, str]:
    """Kind of the notice (success, warning, danger, neutral) and its sentence."""
    counts = {group.severity: len(group.faults) for group in groups(told)}
    wrong, hints, notes = (counts.get(one, 0) for one in ("loi", "nhac", "luu_y"))
    if not told["bound"]:
        return "neutral", _("Chưa kết luận được về tệp này")
    also = _(", {so} điều nên xem", so=hints) if hints else ""
    if wrong:
        return "danger", _("Có {so} lỗi phải sửa", so=wrong) + also
    if hints:
        return "warning", _("Không có lỗi phải sửa, {so} điều nên xem", so=hints)
    return "success", _("Không thấy lỗi; có {so} điều cần biết", so=notes) if notes else _("Không thấy lỗi nào")


def sheets(told: Mapping[str, Any]) -> list[Sheet]:
    return [Sheet(number, width, height, _badges([one for one in told["findings"] if one["page"] == number], width, height))
            for number, (width, height) in enumerate(told["pages"], start=1)]


def _badges(faults: list[Mapping[str, Any]], page_mm: float, high_mm: float) -> tuple[Badge, ...]:
    frames = [_frame(fault) for fault in faults]
    words = {frame for frame in frames if frame and frame[2] < page_mm and frame[3] < _STRIP_MM}
    taken: list[Place] = []
    found = []
    for fault, frame in zip(faults, frames, strict=True):
        width = _BADGE_MM - _DIGIT_MM + _DIGIT_MM * len(str(fault["number"]))
        places = _beside(frame, width, words - {frame}, within=fault["within"]) if frame else _corner(page_mm, width)
        free = next(one for one in places if not any(_meet(one, other) for other in taken))
        taken.append(free)
        found.append(Badge(fault, round(free[0], 2), round(min(free[1], high_mm - _BADGE_MM), 2), round(width, 2), frame))
    return tuple(found)


def _beside(frame: Place, width: float, words: Set[Place], *, within: bool) -> Iterator[Place]:
    """Where a number may stand, best first: left of its frame up to the words of another; over it; then down its left side."""
    step, top = width + _AIR_MM, max(frame[1], _AIR_MM)
    x = frame[0] - step
    while x >= _AIR_MM and not within and not any(_meet((x, top, width, _BADGE_MM), other) for other in words):
        yield x, top, width, _BADGE_MM
        x -= step
    if within or x >= _AIR_MM:                    # words stand there
        for number in range(int(frame[2] // step) + 1):
            yield frame[0] + number * step, max(frame[1] - _BADGE_MM, _AIR_MM), width, _BADGE_MM
    for number in count(0 if frame[0] < step else 1):
        yield max(frame[0] - step, _AIR_MM), top + number * (_BADGE_MM + _AIR_MM), width, _BADGE_MM


def _corner(page_mm: float, width: float) -> Iterator[Place]:
    """Of what concerns the whole page: down its upper right corner."""
    return ((page_mm - width - 2 * _AIR_MM, 2 * _AIR_MM + number * (_BADGE_MM + _AIR_MM), width, _BADGE_MM) for number in count())


def _frame(fault: Mapping[str, Any]) -> Place | None:
    if not fault["box"]:
        return None
    left, top, wide, high = fault["box"]
    return left - _FRAME_MM, top - _FRAME_MM, wide + 2 * _FRAME_MM, high + 2 * _FRAME_MM


def _meet(one: Place, other: Place) -> bool:
    across = one[0] < other[0] + other[2] and other[0] < one[0] + one[2]
    return across and one[1] < other[1] + other[3] and other[1] < one[1] + one[3]


def unknown(told: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The rules that nobody can judge from this file: code and the first line of what each asks."""
    known = rules()
    return [(code, known[code].requirement.splitlines()[0]) for code in told["unknown"] if code in known]


def in_language(values: Mapping[Language, Any] | None, language: Language) -> Any:
    return values[language] if values else None


@dataclass(frozen=True, slots=True)
class Repaired:
    """What a repair did: its changes by rule, and the faults before and after by severity."""

    rules: tuple[tuple[str, str, tuple[Mapping[str, Any], ...]], ...]      # code, clause, changes
    count: int
    before: Mapping[str, int]
    after: Mapping[str, int]


def fixed(data: bytes | None) -> Repaired | None:
    """As `copies` keeps it; None where nothing was repaired yet."""
    if data is None:
        return None
    told = json.loads(data)
    by_rule: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for change in told["changes"]:
        by_rule.setdefault((change["code"], clause(change["clause"])), []).append(change)
    rows = tuple((code, stated, tuple(changes)) for (code, stated), changes in by_rule.items())
    return Repaired(rows, len(told["changes"]), told["before"], told["after"])
