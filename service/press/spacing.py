"""Where a line begins, and by how much its blanks are wider than they are by nature (fewer points: squeezed, word.md R1)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from math import inf
from typing import Final

from service.lines import Leap, Line, Pitch, Shape
from service.lines.atoms import Glyphs
from service.paper import ParagraphFormat

Reach = tuple[float, float]                      # from where to where something may stand, across, from a column's left edge

NBSP: Final = "\u00a0"
_GAPS: Final = re.compile("( +)")
NEAR_PT: Final = 8.0                             # texts of tables may stand out of their cells: nearer, the edge is asked for
OVER_EM: Final = 0.7                             # over the baseline, and
UNDER_EM: Final = 0.2                            # … under it: what of letters must be seen to read them
_WIDEST_EM: Final = 1.25                         # of a letter: a column that is too narrow still takes one
_NARROWEST_EM: Final = 0.25                      # … a spacing that takes back more may lead out of the column
_HIGHER_PT: Final = 6.0                          # than its line: no margin is so small that it stands beyond the paper


def gap_count(text: str) -> int:
    """How many blanks of it stretch: one beside a no-break blank belongs to its word (word.md R1, rule 3)."""
    if NBSP not in text:
        return text.count(" ")
    return sum([len(part) for part, glued in parted(text) if part[0] == " " and not glued])


def parted(text: str) -> list[tuple[str, bool]]:
    """Words and runs of blanks, and whether these belong to a no-break blank beside them."""
    parts = [part for part in _GAPS.split(text) if part]
    return [
        (part, (at > 0 and parts[at - 1][-1] == NBSP) or (at + 1 < len(parts) and parts[at + 1][0] == NBSP))
        for at, part in enumerate(parts)
    ]


def aligned(line: Line, form: ParagraphFormat, expands: bool) -> tuple[float, bool]:
    """Where the line begins, and whether its blanks are not of their own width. `expands`: justified lines stretch before a
    manual break too."""
    alignment = form.alignment
    if line.scale != 1:
        return line.x_pt, True
    if alignment == "justify":
        stretched = line.end == "wrap" or (expands and line.end == "line")
        return line.x_pt, stretched and line.room_pt > line.width_pt
    free = line.room_pt - line.width_pt
    if free <= 0 or alignment == "left":
        return line.x_pt, False
    if alignment == "distribute":
        return line.x_pt, True
    return line.x_pt + (free / 2 if alignment == "center" else free), False


def spacing(line: Line) -> tuple[float, int]:
    """By how much each blank of such a line is wider, and from which item on: behind its last tab."""
    items = line.items
    first = next((at + 1 for at in range(len(items) - 1, -1, -1) if isinstance(items[at], Leap)), 0)
    count = sum([gap_count(item.text) for item in items[first:] if isinstance(item, Glyphs)])
    return (line.room_pt - line.width_pt) / count if count else 0.0, first


# ---------------------------------------------------------------- what may stand out of the column (beyond.py)

def in_column(
    rooms: Iterable[tuple[float, float]], shape: Shape, pitch: Pitch, width_pt: float, frame: Reach | None = None
) -> Reach | None:
    """As `reach`, of lines of this shape that are broken in these rooms, wherever they end."""
    least = _WIDEST_EM * shape.size_pt * shape.style.scale + max(shape.style.spacing_pt, 0.0)
    ends = [(x, x + max(room, least)) for x, room in rooms]
    low, high = min([0.0, *[x for x, _ in ends]]), max([width_pt, *[end for _, end in ends]])
    backwards = shape.style.spacing_pt < -_NARROWEST_EM * shape.size_pt
    return reach(low, high, width_pt, frame, anywhere=backwards or higher(shape, pitch))


def reach(low_pt: float, high_pt: float, width_pt: float, frame: Reach | None, *, anywhere: bool) -> Reach | None:
    """From where to where lines reach that stand from `low_pt` to `high_pt` in a column so wide, and the frame around them; None
    where that is within it. `anywhere`: letters may stand over and under their lines, or beside them."""
    if anywhere:
        return -inf, inf
    if frame is not None:
        low_pt, high_pt = min(low_pt, frame[0]), max(high_pt, frame[1])
    return (low_pt, high_pt) if low_pt < 0 or high_pt > width_pt else None


def higher(shape: Shape, pitch: Pitch) -> bool:
    """Whether letters stand far over or under their line."""
    over, under = OVER_EM * shape.size_pt + shape.raise_pt, UNDER_EM * shape.size_pt - shape.raise_pt
    return over - pitch.baseline_pt > _HIGHER_PT or under - (pitch.height_pt - pitch.baseline_pt) > _HIGHER_PT
