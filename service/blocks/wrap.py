"""Text beside and below drawings, nearly as Word does it: lines are shortened on one side, or start below.

Heights count along the flow as if it had no page breaks, and drawings placed from the page push nothing away: both are reported.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from service.paper import Float, Paragraph

_NARROWEST_PT: Final = 72.0  # Word sets no text in a gap narrower than an inch


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of the flow that a drawing takes: whole lines, or `cut_pt` from one end of the column."""

    top_pt: float
    bottom_pt: float
    side: Literal["left", "right", "whole"]
    cut_pt: float = 0.0


def bands(paragraph: Paragraph, at_pt: float, width_pt: float, left_of: Callable[[Float], float]) -> list[Band]:
    """The bands of the drawings anchored in a paragraph whose text begins at `at_pt`; `left_of` tells where in the column
    one begins."""
    out = []
    for item in paragraph.inlines:
        if not isinstance(item, Float) or item.wrap == "none" or item.y.reference in ("page", "margin") or item.y.align:
            continue
        above, right, below, left = item.distance_pt
        top = at_pt + item.y.offset_pt - above
        bottom = at_pt + item.y.offset_pt + item.height_pt + below
        x = left_of(item)
        before, behind = x - left, width_pt - (x + item.width_pt + right)
        if item.wrap == "top_bottom" or max(before, behind) < _NARROWEST_PT:
            out.append(Band(top, bottom, "whole"))
        elif behind >= before:
            out.append(Band(top, bottom, "left", width_pt - behind))
        else:
            out.append(Band(top, bottom, "right", width_pt - before))
    return out


def push_pt(found: Sequence[Band], at_pt: float, line_pt: float) -> float:
    """How far down the next line must go to begin below the drawings that take whole lines."""
    at = at_pt
    for band in sorted((b for b in found if b.side == "whole"), key=lambda b: b.top_pt):
        if at + line_pt > band.top_pt and at < band.bottom_pt:
            at = band.bottom_pt
    return at - at_pt


def notch(found: Sequence[Band], at_pt: float, line_pt: float) -> Callable[[int], tuple[float, float]] | None:
    """For the number of a line: what drawings take from its left and right end. None where nothing stands beside these lines."""
    beside = [b for b in found if b.side != "whole" and b.bottom_pt > at_pt]
    if not beside:
        return None

    def cut(number: int) -> tuple[float, float]:
        top = at_pt + number * line_pt
        here = [b for b in beside if b.top_pt < top + line_pt and b.bottom_pt > top]
        return (
            max((b.cut_pt for b in here if b.side == "left"), default=0.0),
            max((b.cut_pt for b in here if b.side == "right"), default=0.0),
        )

    return cut
