"""Where a line begins, and by how much its blanks are wider than they are by nature (fewer points: squeezed, word.md R1)."""

from __future__ import annotations

import re
from typing import Final

from service.lines import Leap, Line
from service.lines.atoms import Glyphs
from service.paper import ParagraphFormat

NBSP: Final = "\u00a0"
_GAPS: Final = re.compile("( +)")


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
