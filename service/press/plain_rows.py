"""Rows of data whose cells hold one plain paragraph each, as those of long tables do: each is set, drawn and tagged in one go.

What comes out is what `rows.lay` makes of the same cells (a test holds that), as a single item. Where somebody needs its parts (a
page's end cuts the row, a head is drawn again), they are made from the row.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from service.paper import Borders, Float, NoteMark, Paragraph, ParagraphFormat, Row, Text, TextStyle
from service.press import rows
from service.press.cell_text import Columns, Lane, Piece
from service.press.drawing import marked_at
from service.press.grids import Frames, RowFrame, Spot
from service.press.setting import Cells, Item, Line, SetParagraph, SetRow, Use
from service.press.table_tags import TableTags, opened

if TYPE_CHECKING:
    from service.press.typesetter import Typesetter

_NO_BORDERS: Final = Borders()


class _Across:
    """The lanes of rows of one frame, as they were last asked for, and what these are drawn with."""

    __slots__ = ("lanes", "uses")

    def __init__(self, count: int) -> None:
        self.lanes: list[Lane | None] = [None] * count
        self.uses: frozenset[Use] | None = None


class PlainRows:
    """The plain rows of one table of data. `left_of_page_pt`: of the table's column."""

    def __init__(
        self, setter: Typesetter, frames: Frames, tags: TableTags, columns: Columns, left_of_page_pt: float
    ) -> None:
        self._setter, self._frames, self._tags, self._columns = setter, frames, tags, columns
        self._left_of_page, self._controlled = left_of_page_pt, setter.controls_cells
        self._across: dict[RowFrame, _Across] = {}

    def row(self, row: Row, number: int, frame: RowFrame, *, bound: bool) -> SetRow | None:
        """A row, the last that the tags have begun; None where one of its cells is not plain. It has no exact height, and none of
        its cells spans rows."""
        across = self._across.get(frame)
        if across is None:
            across = self._across[frame] = _Across(len(row.cells))
        found = self._pieces(row, frame, across)
        if found is None:
            return None
        pieces, uses = found
        highest = row.height_pt if row.height_rule == "at_least" else 0.0
        codes = []
        for height, code in pieces:
            codes.append(code)
            if height > highest:
                highest = height
        shown = tuple(map(bool, codes))
        for at, lift in frame.lifts:
            free = highest - pieces[at][0]
            if free > 0 and shown[at]:
                codes[at] = b"q 1 0 0 1 0 -%.3f cm\n%bQ\n" % (free * lift, codes[at])
        total = highest + frame.top_pt + frame.bottom_pt
        line = self._tags.line
        if frame.even and self._tags.plain:
            line.shown = shown
        else:
            for cell in row.cells:
                self._tags.cell(cell)
        drawn = b"".join((frame.begun(total), *codes, b"Q\n"))
        item = Cells(0.0, 0.0, drawn, shown, uses, line, partial(self._items, row, number, frame, line))
        cut = partial(self._cut, row, number, frame, line, bound)
        return SetRow(total, [item], bound, (), row.cant_split, cut, frame.line)

    def _pieces(self, row: Row, frame: RowFrame, across: _Across) -> tuple[list[Piece], frozenset[Use]] | None:
        """What stands in the cells, and what it is drawn with; None where one of them is not plain."""
        lanes, out = across.lanes, []
        others: dict[int, frozenset[Use]] = {}
        for at, cell in enumerate(row.cells):
            only = cell.blocks[0] if len(cell.blocks) == 1 else None
            if type(only) is not Paragraph:
                return None
            inlines, piece = only.inlines, None
            if len(inlines) == 1 and only.label is None:
                inline = inlines[0]
                if type(inline) is Text and not inline.link:
                    lane = lanes[at]
                    if lane is None or lane.form is not only.format or lane.style is not inline.style:
                        lane = lanes[at] = self._lane(only.format, inline.style, frame, frame.spots[at])
                        across.uses = None
                    piece = lane.texts.get(inline.text) or lane.piece(inline.text)
            if piece is None:
                paragraph = self._set(only, frame.spots[at])
                piece = _piece(paragraph, only.format, frame, frame.spots[at]) if paragraph is not None else None
                if paragraph is None or piece is None:
                    return None
                others[at] = paragraph.uses
            out.append(piece)
        if others:
            own = [lane.uses for at, lane in enumerate(lanes) if lane is not None and at not in others]
            return out, frozenset().union(*own, *others.values())
        if across.uses is None:
            across.uses = frozenset().union(*[lane.uses for lane in lanes if lane is not None])
        return out, across.uses

    def _lane(self, form: ParagraphFormat, style: TextStyle, frame: RowFrame, spot: Spot) -> Lane:
        top = frame.top_pt + spot.above_pt + form.before_pt
        around = form.before_pt + form.after_pt + spot.above_pt + spot.below_pt
        return self._columns.lane(form, style, spot.width_pt, spot.x_pt, top, around)

    def _set(self, paragraph: Paragraph, spot: Spot) -> SetParagraph | None:
        """A paragraph that stands right in its cell; None where it needs a block of its own."""
        form = paragraph.format
        if form.fill or form.borders != _NO_BORDERS or any(isinstance(one, Float | NoteMark) for one in paragraph.inlines):
            return None
        left = self._left_of_page + spot.x_pt
        return self._columns.paragraph(paragraph, spot.width_pt) or self._setter.paragraph(
            paragraph, spot.width_pt, left_of_page_pt=left
        )

    # ------------------------------------------------------------ in parts

    def _apart(self, row: Row, number: int, frame: RowFrame, line: Line) -> rows.Tier:
        """The row as `rows` lays any."""
        cells: list[rows.Content] = []
        for cell, spot, node in zip(row.cells, frame.spots, opened(line, len(row.cells)), strict=True):
            only = cell.blocks[0]
            assert isinstance(only, Paragraph)
            paragraph = self._set(only, spot)
            assert paragraph is not None
            form = only.format
            height = paragraph.bottoms_pt[-1] + form.before_pt + form.after_pt + spot.above_pt + spot.below_pt
            cells.append(rows.Text(spot, height, paragraph, form, node))
        return rows.tier(row, number, frame, cells)

    def _items(self, row: Row, number: int, frame: RowFrame, line: Line) -> list[Item]:
        return rows.lay([self._apart(row, number, frame, line)], self._frames, controlled=self._controlled).items

    def _cut(
        self, row: Row, number: int, frame: RowFrame, line: Line, bound: bool, room_pt: float, must: bool = False
    ) -> tuple[SetRow, SetRow] | None:
        laid = rows.lay(
            [self._apart(row, number, frame, line)], self._frames, controlled=self._controlled, bound=bound, whole=row.cant_split
        )
        return laid.cut(room_pt, must) if laid.cut is not None else None


def _piece(paragraph: SetParagraph, form: ParagraphFormat, frame: RowFrame, spot: Spot) -> Piece | None:
    """A paragraph at its place in a row, kept with it; None where it is more than a text of one mark."""
    code = marked_at(paragraph, spot.x_pt, -frame.top_pt - spot.above_pt - form.before_pt)
    if code is None:
        return None
    return paragraph.bottoms_pt[-1] + form.before_pt + form.after_pt + spot.above_pt + spot.below_pt, code
