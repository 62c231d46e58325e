"""Rows of data whose cells hold one plain paragraph each, as those of long tables do: each is set, drawn and tagged in one go.

What comes out is what `rows.lay` makes of the same cells (a test holds that), as a single item; its parts are not made as
long as nobody needs them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from service.paper import Borders, Float, Kind, NoteMark, Paragraph, ParagraphFormat, Plain, Row, Text, TextStyle
from service.press import rows
from service.press.cell_text import Columns, Lane, Piece
from service.press.grids import Frames, RowFrame, Spot
from service.press.row_forms import lifted, lines_at
from service.press.setting import Cells, Item, Line, SetParagraph, SetRow, Use
from service.press.table_tags import TableTags, opened

if TYPE_CHECKING:
    from service.press.typesetter import Typesetter

_NO_BORDERS: Final = Borders()
_MOST_LIKES: Final = 128                         # … and heights of rows of each
_LONGEST_HEAD: Final = 20_000                    # bytes of a head that is kept
_Other = tuple[Piece, frozenset[Use]]            # what stands in a cell, and what it is drawn with
_Drawn = tuple[float, bytes, tuple[bool, ...], frozenset[Use]]         # height, form, which cells show something, faces


class _Across:
    """The lanes of rows of one frame, as they were last asked for, and what these are drawn with."""

    __slots__ = ("lanes", "uses")

    def __init__(self, count: int) -> None:
        self.lanes: list[Lane | None] = [None] * count
        self.uses: frozenset[Use] | None = None


class _Like(NamedTuple):
    """What rows of one kind of cells and one frame share. `known`: what stands in each of their cells, by its text; `lanes`: what
    makes it of a text that is not known, None where all of them hold the same; `tops`: by the height of the highest cell the
    height of the row, and the beginning of its form."""

    known: list[dict[str, Piece]]
    lanes: list[Lane | None]
    uses: frozenset[Use]
    shown: tuple[bool, ...]
    tops: dict[float, tuple[float, bytes]]


# options of a document, a kind of rows, its frame → what they share; where all of it comes from lanes
_likes: Final[dict[tuple[object, Kind, RowFrame], _Like]] = {}
# options, identity of a row that is shown again, its frame → how it is drawn, and the row, which keeps its identity
_heads: Final[dict[tuple[object, int, RowFrame], tuple[_Drawn, Row]]] = {}


class PlainRows:
    """The plain rows of one table of data. `left_of_page_pt`: of the table's column."""

    def __init__(
        self, setter: Typesetter, frames: Frames, tags: TableTags, columns: Columns, left_of_page_pt: float
    ) -> None:
        self._setter, self._frames, self._tags, self._columns = setter, frames, tags, columns
        self._left_of_page, self._controlled = left_of_page_pt, setter.controls_cells
        self._across: dict[RowFrame, _Across] = {}
        self._emptied: dict[tuple[int, int, int, int, int], tuple[_Other | None, Paragraph]] = {}

    def alike(self, rows: Sequence[Row], number: int, frames: Sequence[RowFrame], *, bound: bool, loose: int) -> list[SetRow]:
        """The rows from `number` on that are of one kind of cells and one frame, as many as are plain and go on with the table's
        body: as `row` makes each of them, but the tags have begun none. `bound`: they stay with the next, but for row `loose`."""
        frame, plain = frames[number], rows[number].plain
        out: list[SetRow] = []
        if plain is None or not (frame.even and self._tags.goes_on(number)):
            return out
        like = self._like(rows[number], plain, frame)
        if like is None:
            return out
        kind, begin, make, find = plain.kind, self._tags.again, tuple.__new__, dict.get
        known, lanes, uses, shown, tops = like
        lifts, above = frame.lifts, frame.line
        for at in range(number, len(rows)):
            row = rows[at]
            plain = row.plain
            if plain is None or plain.kind is not kind or frames[at] is not frame:
                break
            texts = plain.words
            pieces = list(map(find, known, texts))
            if None in pieces:
                for place, lane in enumerate(lanes):
                    if pieces[place] is None and lane is not None:
                        pieces[place] = lane.piece(texts[place])
                if None in pieces:
                    break
            heights, codes = zip(*pieces, strict=True)
            highest = max(heights)
            if row.height_rule != "auto":
                if row.height_rule == "exact":
                    break
                highest = max(highest, row.height_pt)
            top = tops.get(highest)
            if top is None:
                if len(tops) >= _MOST_LIKES:
                    tops.clear()
                total = highest + frame.top_pt + frame.bottom_pt
                top = tops[highest] = total, frame.begun(total)
            total, begun = top
            drawn = b"".join(lifted(heights, codes, highest, lifts) if lifts else codes)
            if not out:
                self._tags.part(number)
            line = begin()
            line.shown = shown
            tied = bound and at != loose
            source = make(_Source, (self, row, at, frame, line, tied))
            item = make(Cells, (0.0, 0.0, b"%b%bQ\n" % (begun, drawn), shown, uses, line, source.items))
            out.append(SetRow(total, [item], tied, (), row.cant_split, source.cut, above, frame.bottom_pt))
        return out

    def _like(self, row: Row, plain: Plain, frame: RowFrame) -> _Like | None:
        """What such rows share, kept from document to document; None where what is the same in all of them is not plain."""
        key = (self._setter.options, plain.kind, frame)
        found = _likes.get(key)
        if found is None:
            found = self._shared(row, plain, frame)
            if found is not None and None not in found.lanes:
                if len(_likes) >= _MOST_LIKES:
                    _likes.clear()
                _likes[key] = found
        return found

    def _shared(self, row: Row, plain: Plain, frame: RowFrame) -> _Like | None:
        lanes: list[Lane | None] = []
        known: list[dict[str, Piece]] = []
        uses: list[frozenset[Use]] = []
        for at, (cell, text) in enumerate(zip(row.form.cells, plain.words, strict=True)):
            only = (cell if text else row.cells[at]).blocks[0]
            assert isinstance(only, Paragraph)
            inline = only.inlines[0] if len(only.inlines) == 1 and only.label is None else None
            lane = piece = None
            if type(inline) is Text and not inline.link:
                lane = self._lane(only.format, inline.style, frame, frame.spots[at])
                piece = None if text else lane.piece(inline.text)
            if lane is None or not text:         # the same in all of them
                found = (piece, lane.uses) if piece is not None and lane is not None else self._other(only, frame, at)
                if found is None:
                    return None
                lanes.append(None)
                known.append({"": found[0]})
                uses.append(found[1])
            else:
                lanes.append(lane)
                known.append(lane.texts)
                uses.append(lane.uses)
        shown = tuple([lane is not None or bool(same[""][1]) for lane, same in zip(lanes, known, strict=True)])
        return _Like(known, lanes, frozenset().union(*uses), shown, {})

    def row(self, row: Row, number: int, frame: RowFrame, *, bound: bool) -> SetRow | None:
        """A row, the last that the tags have begun; None where one of its cells is not plain. It has no exact height, and none of
        its cells spans rows."""
        drawn = self._drawn(row, frame)
        if drawn is None:
            return None
        total, form, shown, uses = drawn
        line = self._tags.line
        if frame.even and self._tags.plain:
            line.shown = shown
        else:
            for cell in row.cells:
                self._tags.cell(cell)
        source = tuple.__new__(_Source, (self, row, number, frame, line, bound))
        item = tuple.__new__(Cells, (0.0, 0.0, form, shown, uses, line, source.items))
        return SetRow(total, [item], bound, (), row.cant_split, source.cut, frame.line, frame.bottom_pt)

    def _drawn(self, row: Row, frame: RowFrame) -> _Drawn | None:
        """A row as it is drawn; None where one of its cells is not plain. A head is kept: documents of one template share it."""
        key = (self._setter.options, id(row), frame)
        known = _heads.get(key) if row.header else None
        if known is not None:
            return known[0]
        found = self._pieces(row, frame, self._across.setdefault(frame, _Across(len(row.cells))))
        if found is None:
            return None
        pieces, uses, lasting = found
        heights, codes = zip(*pieces, strict=True)
        highest = max(heights)
        if row.height_rule == "at_least" and row.height_pt > highest:
            highest = row.height_pt
        shown = (True,) * len(codes) if all(codes) else tuple(map(bool, codes))
        total = highest + frame.top_pt + frame.bottom_pt
        code = b"".join(lifted(heights, codes, highest, frame.lifts) if frame.lifts else codes)
        drawn = total, b"%b%bQ\n" % (frame.begun(total), code), shown, uses
        if row.header and lasting and len(code) <= _LONGEST_HEAD:
            if len(_heads) >= _MOST_LIKES:
                _heads.clear()
            _heads[key] = drawn, row
        return drawn

    def _pieces(self, row: Row, frame: RowFrame, across: _Across) -> tuple[list[Piece], frozenset[Use], bool] | None:
        """What stands in the cells, what it is drawn with, whether all comes from lanes; None where one of them is not plain."""
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
                other = self._empty(only, frame, at) if not inlines else self._other(only, frame, at)
                if other is None:
                    return None
                piece, others[at] = other
            out.append(piece)
        if others:
            own = [lane.uses for at, lane in enumerate(lanes) if lane is not None and at not in others]
            return out, frozenset().union(*own, *others.values()), False
        if across.uses is None:
            across.uses = frozenset().union(*[lane.uses for lane in lanes if lane is not None])
        return out, across.uses, True

    def _lane(self, form: ParagraphFormat, style: TextStyle, frame: RowFrame, spot: Spot) -> Lane:
        top = frame.top_pt + spot.above_pt + form.before_pt
        around = form.before_pt + form.after_pt + spot.above_pt + spot.below_pt
        return self._columns.lane(form, style, spot.width_pt, spot.x_pt, top, around)

    def _empty(self, paragraph: Paragraph, frame: RowFrame, at: int) -> _Other | None:
        """An empty paragraph in cell `at`: rows that have nothing to say in a column hold the same."""
        key = (id(paragraph.format), id(paragraph.mark), id(paragraph.label), id(frame), at)
        found = self._emptied.get(key)
        if found is None:
            found = self._emptied[key] = (self._other(paragraph, frame, at), paragraph)
        return found[0]

    def _other(self, paragraph: Paragraph, frame: RowFrame, at: int) -> _Other | None:
        """A paragraph that goes the way of all, in cell `at`; None where it is more than a text of one mark."""
        spot, form = frame.spots[at], paragraph.format
        found = self._set(paragraph, spot)
        code = lines_at(found, spot.x_pt, -frame.top_pt - spot.above_pt - form.before_pt) if found is not None else None
        if found is None or code is None:
            return None
        height = found.bottoms_pt[-1] + form.before_pt + form.after_pt + spot.above_pt + spot.below_pt
        return (height, code), found.uses

    def _set(self, paragraph: Paragraph, spot: Spot) -> SetParagraph | None:
        """A paragraph that stands right in its cell; None where it needs a block of its own."""
        form = paragraph.format
        if form.fill or form.borders != _NO_BORDERS or any(isinstance(one, Float | NoteMark) for one in paragraph.inlines):
            return None
        found, left = self._columns.paragraph(paragraph, spot.width_pt), self._left_of_page + spot.x_pt
        if found is None:
            found = self._setter.paragraph(paragraph, spot.width_pt, left_of_page_pt=left)
            if found.reach_pt is not None:
                self._setter.reaches(left, found.reach_pt)
        return found

    def laid(self, row: Row, number: int, frame: RowFrame, line: Line, *, bound: bool) -> SetRow:
        """The row as `rows` lays any, its cells as nodes of their own."""
        cells: list[rows.Content] = []
        for cell, spot, node in zip(row.cells, frame.spots, opened(line, len(row.cells)), strict=True):
            only = cell.blocks[0]
            assert isinstance(only, Paragraph)
            paragraph = self._set(only, spot)
            assert paragraph is not None
            form = only.format
            height = paragraph.bottoms_pt[-1] + form.before_pt + form.after_pt + spot.above_pt + spot.below_pt
            cells.append(rows.Text(spot, height, paragraph, form, node))
        tier = rows.tier(row, number, frame, cells)
        return rows.lay([tier], self._frames, controlled=self._controlled, bound=bound, whole=row.cant_split)


class _Source(NamedTuple):
    """What a row was made from, for whoever needs its parts."""

    plain: PlainRows
    row: Row
    number: int
    frame: RowFrame
    line: Line
    bound: bool

    def items(self) -> list[Item]:
        """`Cells.apart`."""
        return self._laid().items

    def cut(self, room_pt: float, must: bool = False) -> tuple[SetRow, SetRow] | None:
        """`SetRow.cut`."""
        cut = self._laid().cut
        return cut(room_pt, must) if cut is not None else None

    def _laid(self) -> SetRow:
        plain, row, number, frame, line, bound = self
        return plain.laid(row, number, frame, line, bound=bound)
