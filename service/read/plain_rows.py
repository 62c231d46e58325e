"""Rows of plain cells: what tables of data are made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Any, cast

from service.paper import Cell, Paragraph, Row, Text, TextStyle

Texts = Sequence[str]
Make = Callable[[Texts, str], Any]               # (the characters, the place) → what the reader would make

_MOST_LINES = 256                                # of one column
_MOST_CELLS = 2048                               # of one kind of rows


class AlikeCells(tuple[Cell, ...]):
    """The cells of a row, any tuple of cells otherwise. With those of the same `kind` they share all but places and texts: each
    holds one paragraph of the same format, mark and label, all of it one text of the same style without a link. `texts`: these;
    "" where a cell's paragraph is the same in all of them, whatever it holds."""

    kind: object
    texts: tuple[str, ...]


class PlainRow:
    """A row of plain cells, as `recipe` makes any: without a call for each cell, paragraph and tuple. Words of a column that come
    again are the same inlines, and in the same row the same cell. Its cells are `AlikeCells` where they can be."""

    __slots__ = ("_columns", "_kept", "_look")

    def __init__(self, value: Row, columns: Sequence[tuple[Cell, str, Sequence[int], Make | None]]) -> None:
        """`columns`: each cell, where it says its place, the numbers of its texts, and how they make its line."""
        self._look, self._kept = (value.height_pt, value.height_rule, value.cant_split, value.header), 0
        self._columns: list[tuple[Any, ...]] = []
        for cell, suffix, numbers, line_of in columns:
            one = cast(Paragraph, cell.blocks[0])
            words: Callable[[Texts], object] = itemgetter(*numbers) if numbers else _no_words
            only = one.inlines[0] if len(one.inlines) == 1 and one.label is None else None
            style = only.style if type(only) is Text and not only.link else None
            lines: dict[object, Line] = {} if numbers else {(): Line(one.inlines, "")}
            self._columns.append((
                words, lines, line_of, style, one.format, one.mark, one.style_id, one.style_name, one.label, suffix, cell.column,
                cell.span, cell.row_span, cell.borders, cell.margin_pt, cell.fill, cell.vertical, cell.no_wrap))

    def __call__(self, texts: Texts, place: str) -> Row:
        cells, said = [], []
        for (words, lines, line_of, style, format_, mark, style_id, style_name, label, suffix,
             column, span, row_span, borders, margin_pt, fill, vertical, no_wrap) in self._columns:
            key = words(texts)
            line, cell = lines.get(key), None
            known = None if line is None else line.cells         # another thread may forget them meanwhile
            if line is None:
                if len(lines) >= _MOST_LINES:
                    lines.clear()
                line = lines[key] = _line(line_of(texts, place), style)
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
            said.append(line.text)
        if self._kept > _MOST_CELLS:
            self._forget()
        if None in said:
            return Row(tuple(cells), *self._look)
        alike = AlikeCells(cells)
        alike.kind, alike.texts = self, tuple(said)
        return Row(alike, *self._look)

    def _forget(self) -> None:
        self._kept = 0
        for column in self._columns:
            for line in [*column[1].values()]:
                line.cells = None


class Line:
    """The inlines of words in a column, and once they came again the cells of them by the place of their row. `text`: as
    `AlikeCells` says it, None where it cannot be said."""

    __slots__ = ("cells", "inlines", "text")

    def __init__(self, inlines: Any, text: str | None) -> None:
        self.inlines, self.text = inlines, text
        self.cells: dict[str, Cell] | None = None


def _line(inlines: Any, style: TextStyle | None) -> Line:
    """`style`: of the column, if all of each is one text."""
    if style is None or len(inlines) != 1 or type(only := inlines[0]) is not Text or only.style is not style or only.link:
        return Line(inlines, None)
    return Line(inlines, only.text or None)


def _no_words(_texts: Texts) -> object:
    return ()
