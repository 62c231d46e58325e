"""Units and room → where the lines break: greedily, or by Word 2013's rule for justified text.

Measured on Word's own prints (word.md R1 and rule 1): the fit is exact, widths are natural advances, every blank counts, the
blanks after the last unit hang over the end of the line. In compatibilityMode 15 a justified line takes one unit more where its
blanks need not shrink below three quarters and would otherwise stretch at least twice as much.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final, NamedTuple, Protocol

SLACK_PT: Final = 0.005  # the rule's own slack: narrowest refused line of the prints is 0.014 pt over
_SMALLEST_BLANK: Final = 0.25  # a blank may lose this share of its width
_STRETCH_TO_SHRINK: Final = 2.0  # and must otherwise have stretched at least this many times as much


class Measured(Protocol):
    """What cannot be broken, with the blanks before it; widths in points."""

    @property
    def gap_pt(self) -> float: ...
    @property
    def width_pt(self) -> float: ...


class Unit(NamedTuple):
    gap_pt: float
    width_pt: float


class Fit(NamedTuple):
    """`end`: index behind the last unit that stands on the line; `scale` of its blanks (1 = natural, less = squeezed);
    `width_pt` and `gaps_pt` are natural."""

    end: int
    scale: float
    width_pt: float
    gaps_pt: float


def fit(units: Sequence[Measured], start: int, room_pt: float, *, squeeze: bool, bare: bool) -> Fit:
    """One line: how many units from `start` fit in `room_pt`.

    `bare`: the blanks before the first unit vanished at the break before. At least one unit is taken, even if it is too wide.
    """
    first = units[start]
    gaps = 0.0 if bare else first.gap_pt
    width = gaps + first.width_pt
    end, count = start + 1, len(units)
    while end < count:
        unit = units[end]
        wider = width + unit.gap_pt + unit.width_pt
        if wider > room_pt + SLACK_PT:
            break
        width, gaps, end = wider, gaps + unit.gap_pt, end + 1
    if squeeze and end < count and width <= room_pt:
        unit = units[end]
        scale = shrunk(room_pt - width, gaps, unit.gap_pt, unit.width_pt)
        if scale:
            return Fit(end + 1, scale, width + unit.gap_pt + unit.width_pt, gaps + unit.gap_pt)
    return Fit(end, 1.0, width, gaps)


def shrunk(left_pt: float, gaps_pt: float, gap_pt: float, width_pt: float) -> float:
    """Word 2013's rule: the scale of the blanks of a line that takes one unit more, or 0.0 where it does not take it.

    `left_pt`: what the units that fit leave of the room, `gaps_pt`: their blanks; then the unit, with the blanks before it.
    """
    missing = gap_pt + width_pt - left_pt
    blanks = gaps_pt + gap_pt
    if (
        blanks > 0
        and missing <= blanks * _SMALLEST_BLANK + SLACK_PT
        and left_pt * blanks >= _STRETCH_TO_SHRINK * missing * gaps_pt - SLACK_PT * blanks
    ):
        return 1 - missing / blanks
    return 0.0


def break_units(units: Sequence[Measured], first_pt: float, rest_pt: float, *, squeeze: bool = False) -> list[Fit]:
    """A paragraph without tabs and manual breaks → its lines.

    `first_pt` and `rest_pt`: room of the first line and of the others. `squeeze`: justified, and the file is in mode 15.
    """
    starts, ends, blanks = [], [], []
    at = gaps = 0.0
    for unit in units:
        gaps += unit.gap_pt
        starts.append(at + unit.gap_pt)
        at += unit.gap_pt + unit.width_pt
        ends.append(at)
        blanks.append(gaps)
    return break_endless(starts, ends, blanks, first_pt, rest_pt, squeeze=squeeze)


def break_endless(
    starts: Sequence[float], ends: Sequence[float], blanks: Sequence[float], first_pt: float, rest_pt: float, *, squeeze: bool
) -> list[Fit]:
    """Units that stand on one endless line, where each begins and ends, and the width of all blanks up to it → lines.

    As `fit` line for line, by halving. Ends never go back. A unit wider than its line stands alone on it.
    """
    lines: list[Fit] = []
    start, start_pt, before, room, count = 0, 0.0, 0.0, first_pt, len(ends)
    while start < count:
        end = max(bisect_right(ends, start_pt + room + SLACK_PT, start), start + 1)
        width, gaps, scale = ends[end - 1] - start_pt, blanks[end - 1] - before, 1.0
        if squeeze and end < count and width <= room:
            gap = starts[end] - ends[end - 1]
            if took := shrunk(room - width, gaps, gap, ends[end] - starts[end]):
                scale, gaps, width, end = took, gaps + gap, ends[end] - start_pt, end + 1
        lines.append(Fit(end, scale, width, gaps))
        if end < count:
            start_pt, before = starts[end], blanks[end]
        start, room = end, rest_pt
    return lines


def break_words(
    ends: Sequence[float], blank_pt: float, first_pt: float, rest_pt: float, *, squeeze: bool
) -> list[tuple[int, float, float]] | None:
    """Words between single blanks, where each ends on one endless line with the blank behind it → for each line the index behind
    its last word, its natural width and the scale of its blanks. As `break_endless`; None where a word is wider than its line."""
    lines: list[tuple[int, float, float]] = []
    add, start, start_pt, room, count, behind, over = lines.append, 0, 0.0, first_pt, len(ends), blank_pt + SLACK_PT, 2 * SLACK_PT
    smallest = blank_pt * _SMALLEST_BLANK
    while start < count:
        limit = start_pt + room + behind
        end = bisect_right(ends, limit, start)
        if end == start:
            return None
        last_pt = ends[end - 1]
        if squeeze and end < count and ends[end] <= limit + (end - start) * smallest + over:      # most words need far more
            width, own = last_pt - start_pt - blank_pt, ends[end] - last_pt
            took = shrunk(room - width, (end - start - 1) * blank_pt, blank_pt, own - blank_pt) if width <= room else 0.0
            if took:
                start, start_pt = end + 1, ends[end]
                add((start, width + own, took))
                room = rest_pt
                continue
        add((end, last_pt - start_pt - blank_pt, 1.0))
        start, start_pt, room = end, last_pt, rest_pt
    return lines


def break_parts(
    ends: Sequence[float], joined: Sequence[bool], blank_pt: float, first_pt: float, rest_pt: float, *, squeeze: bool
) -> list[tuple[int, float, float]] | None:
    """As `break_words`, for parts of words: no blank follows those that are `joined` to the next."""
    lines: list[tuple[int, float, float]] = []
    start, start_pt, room, count = 0, 0.0, first_pt, len(ends)
    while start < count:
        limit = start_pt + room + SLACK_PT
        end = bisect_right(ends, limit + blank_pt, start)
        while end > start and joined[end - 1] and ends[end - 1] > limit:
            end -= 1
        if end == start:
            return None
        gap = 0.0 if joined[end - 1] else blank_pt
        width, scale = ends[end - 1] - start_pt - gap, 1.0
        if squeeze and end < count and width <= room:
            own = ends[end] - ends[end - 1] - (0.0 if joined[end] else blank_pt)
            if took := shrunk(room - width, joined[start : end - 1].count(False) * blank_pt, gap, own):
                scale, width, end = took, width + gap + own, end + 1
        lines.append((end, width, scale))
        start, start_pt, room = end, ends[end - 1], rest_pt
    return lines
