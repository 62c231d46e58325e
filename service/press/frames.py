"""A paragraph's borders and its fill: where they stand, and their operators."""

from __future__ import annotations

from dataclasses import dataclass

from service.blocks.borders import border_pt
from service.paper import Border, Borders, ParagraphFormat
from service.press.strokes import border, rectangle


@dataclass(frozen=True, slots=True)
class ParagraphFrame:
    """`setting.Edges` of a paragraph. Borders stand outside the indents, their space from the text; a first line that hangs is
    within. The frame closes at the end of each part that a page break makes."""

    borders: Borders
    fill: str | None
    left_pt: float                               # of the text in it, from the column's left edge
    right_pt: float
    bottoms_pt: tuple[float, ...]

    @property
    def above_pt(self) -> float:
        """The room that border and space take above, where no neighbour shares the frame."""
        return _room(self.borders.top)

    @property
    def below_pt(self) -> float:
        return _room(self.borders.bottom)

    @property
    def between_pt(self) -> float:
        """… below, where the neighbour there does."""
        return _room(self.borders.between)

    @property
    def reach_pt(self) -> tuple[float, float]:
        """From where to where it stands, from the column's left edge."""
        return self.left_pt - _room(self.borders.left), self.right_pt + _room(self.borders.right)

    def __call__(self, start: int, stop: int, above: bool, below: bool, gap_pt: float = 0.0) -> bytes:
        """Fill and borders behind lines start..stop, from (column's left edge, top of line `start`)."""
        lines = self.borders
        top_side, bottom_side = None if above else lines.top, lines.between if below else lines.bottom
        height = self.bottoms_pt[stop - 1] - (self.bottoms_pt[start - 1] if start else 0.0)
        top, bottom = (gap_pt if above else 0.0) + _room(top_side), -height - _room(bottom_side)
        left, right = self.left_pt - _room(lines.left), self.right_pt + _room(lines.right)
        out = [rectangle(left, bottom, right - left, top - bottom, self.fill)] if self.fill else []
        if top_side is not None:
            y = top - border_pt(top_side) / 2
            out.append(border(left, y, right, y, top_side))
        if bottom_side is not None:
            y = bottom + border_pt(bottom_side) / 2
            out.append(border(left, y, right, y, bottom_side))
        if lines.left is not None:
            x = left + border_pt(lines.left) / 2
            out.append(border(x, bottom, x, top, lines.left))
        if lines.right is not None:
            x = right - border_pt(lines.right) / 2
            out.append(border(x, bottom, x, top, lines.right))
        return b"".join(out)


def frame_of(form: ParagraphFormat, width_pt: float, bottoms_pt: tuple[float, ...]) -> ParagraphFrame | None:
    """The frame of a paragraph in a column so wide whose lines end there, if it has one."""
    lines = form.borders
    if form.fill is None and not (lines.top or lines.right or lines.bottom or lines.left or lines.between):
        return None
    left = form.left_pt + min(form.first_line_pt, 0.0)
    return ParagraphFrame(lines, form.fill, left, max(width_pt - form.right_pt, left), bottoms_pt)


def _room(side: Border | None) -> float:
    """What a border and its space take from the text outwards."""
    return border_pt(side) + side.space_pt if side is not None else 0.0
