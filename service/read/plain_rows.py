"""Rows of plain cells: what tables of data are made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Any, cast

from service.paper import Cell, Paragraph, Plain, Row, Text, plain_row

Texts = Sequence[str]
Make = Callable[[Texts, str], Any]               # (the characters, the place) → what the reader would make

_MOST_LINES = 256                                # of one column
_MOST_CELLS = 2048                               # of one kind of rows


class PlainRow:
    """A row of plain cells, as `recipe` makes any: without a call for each cell, paragraph and tuple. Words of a column that come
    again are the same inlines, and in the same row the same cell. Where a cell holds but a text, or the same as all of them,
    rows are made without their cells: this is their kind (`paper.Kind`)."""

    __slots__ = ("_bare", "_columns", "_kept", "_look", "_words", "form")

    def __init__(self, value: Row, columns: Sequence[tuple[Cell, str, Sequence[int], Make | None]], *, bare: bool) -> None:
        """`columns`: each cell, where it says its place, the numbers of its texts, and how they make its line. `bare`: a text of
        the row is all that is in a cell, and its number that of the cell."""
        self._look, self._kept = (value.height_pt, value.height_rule, value.cant_split, value.header), 0
        self.form = value
        plain = all(line_of is None or _is_text(cell) for cell, _, _, line_of in columns)
        self._bare, self._words = bare and plain, [line_of for _, _, _, line_of in columns] if plain else None
        self._columns: list[tuple[Any, ...]] = []
        for cell, suffix, numbers, line_of in columns:
            one = cast(Paragraph, cell.blocks[0])
            words: Callable[[Texts], object] = itemgetter(*numbers) if numbers else _no_words
            lines: dict[object, Line] = {} if numbers else {(): Line(one.inlines)}
            self._columns.append((
                words, lines, line_of, one.format, one.mark, one.style_id, one.style_name, one.label, suffix, cell.column,
                cell.span, cell.row_span, cell.borders, cell.margin_pt, cell.fill, cell.vertical, cell.no_wrap))

    def __call__(self, texts: Texts, place: str) -> Row:
        if self._words is not None and "" not in texts:
            words = texts if self._bare else ["" if line is None else line(texts, place)[0].text for line in self._words]
            return plain_row(tuple.__new__(Plain, (self, words, texts, place)))
        return Row(self._made(texts, place), *self._look)

    def cells(self, plain: Plain) -> tuple[Cell, ...]:
        """`paper.Kind`."""
        return self._made(plain.texts, plain.place)

    def _made(self, texts: Texts, place: str) -> tuple[Cell, ...]:
        cells = []
        for (words, lines, line_of, format_, mark, style_id, style_name, label, suffix,
             column, span, row_span, borders, margin_pt, fill, vertical, no_wrap) in self._columns:
            key = words(texts)
            line, cell = lines.get(key), None
            known = None if line is None else line.cells         # another thread may forget them meanwhile
            if line is None:
                if len(lines) >= _MOST_LINES:
                    lines.clear()
                line = lines[key] = Line(line_of(texts, place))
            elif known is None:                  # most words of a column never come again
                known = line.cells = {}
            else:
                cell = known.get(place)
            if cell is None:
                cell = Cell((Paragraph(line.inlines, format_, mark, style_id, style_name, label, place + suffix),),
                            column, span, row_span, borders, margin_pt, fill, vertical, no_wrap)
                if known is not None:
                    known[place] = cell
                    self._kept += 1
            cells.append(cell)
        if self._kept > _MOST_CELLS:
            self._forget()
        return tuple(cells)

    def _forget(self) -> None:
        self._kept = 0
        for column in self._columns:
            for line in [*column[1].values()]:
                line.cells = None


class Line:
    """The inlines of words in a column, and once they came again the cells of them by the place of their row."""

    __slots__ = ("cells", "inlines")

    def __init__(self, inlines: Any) -> None:
        self.inlines = inlines
        self.cells: dict[str, Cell] | None = None


def _no_words(_texts: Texts) -> object:
    return ()


def _is_text(cell: Cell) -> bool:
    """Whether there is one text in its paragraph, and no label."""
    one = cast(Paragraph, cell.blocks[0])
    only = one.inlines[0] if len(one.inlines) == 1 and one.label is None else None
    return type(only) is Text and not only.link
