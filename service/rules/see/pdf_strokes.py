"""Drawn level lines and rows of underscores → `Stroke`s below the paragraph they belong to; underlines → the lines they mark."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from service.pdfium import Drawn
from service.rules.see.pdf_lines import Line
from service.rules.see.pdf_paragraphs import Block
from service.rules.see.signs import ruled
from service.rules.seen import Place, Stroke

_UNDERLINE = 0.2                                  # ems below the baseline: Times' own stands at 0.11
_CLOSE = 2.5                                      # ems: a line farther below belongs to nothing above it
_SHORTEST_PT = 8.0


def parted_underlines(drawn: Sequence[Drawn], lines: Sequence[Line]) -> list[Drawn]:
    """Marks the lines that drawn ones underline; returns the others."""
    others = []
    for stroke in drawn:
        marked = next((line for line in lines if 0 < stroke.top - line.baseline <= _UNDERLINE * line.size
                       and stroke.left >= line.left - 2 and stroke.right <= line.right + 2), None)
        if marked is None:
            others.append(stroke)
        elif marked.width:
            marked.strokes_under = min(1.0, marked.strokes_under + (stroke.right - stroke.left) / marked.width)
    return others


def to_strokes(drawn: dict[int, list[Drawn]], typed: Sequence[Line], blocks: Sequence[Block]) -> Iterator[Stroke]:
    """Strokes from top to bottom; one that stands under no paragraph (a separator of notes, a frame) is left out."""
    found = [(page, stroke.left, stroke.right, stroke.top, False, stroke.dashed) for page, own in drawn.items() for stroke in own]
    found += [(line.page, line.left, line.right, line.baseline, True, False) for line in typed]
    for page, left, right, level, is_typed, dashed in sorted(found, key=lambda stroke: (stroke[0], stroke[3])):
        index = _above(page, left, right, level, blocks)
        if index is not None and right - left >= _SHORTEST_PT:
            yield Stroke(right - left, index, is_typed, Place(page, left, level, right, level), dashed)


def is_ruled(line: Line) -> bool:
    """A row of underscores or dashes: a line drawn by hand."""
    return bool(ruled(line.text))


def _above(page: int, left: float, right: float, level: float, blocks: Sequence[Block]) -> int | None:
    """The paragraph whose last line stands nearest above, across the stroke's middle."""
    nearest: tuple[float, int] | None = None
    for index, block in enumerate(blocks):
        line = block.lines[-1]
        if line.page != page or line.cell or not line.left - 20 <= (left + right) / 2 <= line.right + 20:
            continue
        distance = level - line.baseline
        if 0 < distance <= _CLOSE * line.size and (nearest is None or distance < nearest[0]):
            nearest = distance, index
    return None if nearest is None else nearest[1]
