"""Paper → the parts of its body in reading order, without components, and its drawn lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from service.paper import Block, Box, Break, Float, Inline, Paper, Paragraph, Tab, Table, Text
from service.rules.see import drawn
from service.rules.see.looks import Glass
from service.rules.see.signs import (
    AUTHORITY,
    COPY_TITLES,
    DATED,
    LISTED,
    POST,
    QUOC_HIEU,
    RECIPIENTS,
    TIEU_NGU,
    capitals,
    composed,
    folded,
    label_of,
    ruled,
    title_of,
)
from service.rules.seen import Part

Column = Literal["", "left", "right"]
Cell = tuple[int, int, int]

SPACERS: Final = frozenset(("duong_ke", "ke_bang", "cuoi"))             # our styles that are no component
_BLOCK_ROWS: Final = 8                                                  # a heading or a signature block is no larger
_BLOCK_CELLS: Final = 5                                                 # in a row: two, with narrow ones between and beside them
_GAP: Final = re.compile(r"[ \u00a0]{3,}")
_HALVES: Final = 40                                                     # inlines of a paragraph that may be two columns
_HALF: Final = 120                                                      # characters of its right half
_BEGINNING: Final = 24                                                  # paragraphs: so near a heading set with tabs stands


@dataclass(slots=True)
class Walk:
    """One pass over a paper. `containers[i]`: parts of one cell, or of the flow between tables, have the same number."""

    parts: list[Part] = field(default_factory=list)
    containers: list[int] = field(default_factory=list)
    lines: list[drawn.Drawn] = field(default_factory=list)
    _glass: Glass = field(default_factory=Glass)
    _number: int = 0
    _tables: int = 0
    _container: int = 0
    _blank: int = 0

    def paper(self, paper: Paper) -> None:
        for section in paper.sections:
            self.blocks(section.blocks, section.measure_pt)

    def blocks(self, blocks: Sequence[Block], measure_pt: float, cell: Cell | None = None, column: Column = "") -> None:
        for block in blocks:
            if isinstance(block, Paragraph):
                self._paragraph(block, measure_pt, cell, column)
            else:
                self._table(block)

    def _table(self, table: Table) -> None:
        """Cells row by row; a table inside a cell counts on its own."""
        number, self._tables = self._tables, self._tables + 1
        wide = sum(table.grid_pt) or 1.0
        narrow = max((len(row.cells) for row in table.rows), default=0) <= _BLOCK_CELLS
        block = narrow and len(table.rows) <= _BLOCK_ROWS and any(map(_of_block, _paragraphs(table)))
        for row_number, row in enumerate(table.rows):
            for cell in row.cells:
                self._container, self._blank = self._container + 1, 0
                begin = sum(table.grid_pt[:cell.column])
                width = sum(table.grid_pt[cell.column:cell.column + cell.span])
                column: Column = ""
                if block and width < 0.8 * wide:
                    column = "left" if begin + width / 2 < wide / 2 else "right"
                inner = width - cell.margin_pt[1] - cell.margin_pt[3]
                self.blocks(cell.blocks, inner, (number, row_number, cell.column), column)
        self._container, self._blank = self._container + 1, 0

    def _paragraph(self, paragraph: Paragraph, measure_pt: float, cell: Cell | None, column: Column) -> None:
        self._number += 1
        above = len(self.parts) - 1 if self.containers and self.containers[-1] == self._container else -1
        text = _text(paragraph.inlines)
        if not text.strip() and not paragraph.label:
            lines = drawn.floats(paragraph, above, empty=True) + drawn.bordered(paragraph, above, -1, measure_pt)
            self.lines += lines
            if not lines and paragraph.style_id not in SPACERS:
                self._blank += 1
        elif ruled(text):
            self.lines.append(drawn.Drawn(drawn.typed_length_pt(paragraph, text), above, typed=True))
            self.lines += drawn.floats(paragraph, above, empty=True)
        else:
            halves = None if cell or not text.strip() else self._halves(paragraph)
            if halves:
                self._part(paragraph, halves[0], cell, "left")
                self._part(paragraph, halves[1], cell, "right")
            else:
                self._part(paragraph, paragraph.inlines, cell, column)
            at = len(self.parts) - 1
            self.lines += drawn.floats(paragraph, at, empty=False) + drawn.bordered(paragraph, at, above, measure_pt)
            last = drawn.trailing_rule(text)
            if last:
                self.lines.append(drawn.Drawn(drawn.typed_length_pt(paragraph, last), at, typed=True))
        for one in paragraph.inlines:
            if type(one) is Float and type(one.content) is Box:
                self._boxed(one.content, cell, column)

    def _boxed(self, box: Box, cell: Cell | None, column: Column) -> None:
        """A text box is read where it is anchored; its paragraphs have the anchor's number."""
        number, container, blank = self._number, self._container, self._blank
        self._container = -self._container - 1
        for block in box.blocks:
            if isinstance(block, Paragraph):
                self._number = number - 1
                self._paragraph(block, box.width_pt, cell, column)
        self._number, self._container, self._blank = number, container, blank

    def _part(self, paragraph: Paragraph, inlines: Sequence[Inline], cell: Cell | None, column: Column) -> None:
        text = _text(inlines)
        if paragraph.label and inlines is paragraph.inlines:
            label = paragraph.label.text
            text = f"{label} {text}" if label else text
        else:
            label = label_of(text)[1]
        self.containers.append(self._container)
        self.parts.append(Part(
            index=len(self.parts), text=text, number=self._number, label=label, looks=self._glass.looks(paragraph, inlines),
            where=paragraph.place, paragraph=paragraph, in_table=cell is not None, column=column,
            blank_before=self._blank, cell=cell,
        ))
        self._blank = 0

    def _halves(self, paragraph: Paragraph) -> tuple[list[Inline], list[Inline]] | None:
        """A heading or a signature block set with tabs or blanks instead of a table: its left and its right text."""
        if len(paragraph.inlines) > _HALVES:
            return None
        for at, one in enumerate(paragraph.inlines):
            if type(one) is Tab:
                left, right = list(paragraph.inlines[:at]), list(paragraph.inlines[at + 1:])
            elif type(one) is Text and (gap := _GAP.search(one.text)) and gap.start() > 0:
                left = [*paragraph.inlines[:at], Text(one.text[:gap.start()], one.style)]
                right = [Text(one.text[gap.end():], one.style), *paragraph.inlines[at + 1:]]
            else:
                continue
            before, after = composed(_text(left).strip()), composed(_text(right).strip())
            if not before or not after or len(after) > _HALF:
                continue
            heads = self._number <= _BEGINNING and (folded(after) in (QUOC_HIEU, TIEU_NGU) or DATED.fullmatch(after))
            signs = RECIPIENTS.match(before) and (AUTHORITY.match(after) or POST.match(after))
            if heads or signs:
                return left, right
        return None


def _of_block(paragraph: Paragraph) -> bool:
    text = composed(_text(paragraph.inlines).strip())
    if not text or len(text) > 120:
        return False
    if RECIPIENTS.fullmatch(text) or LISTED.match(text) or AUTHORITY.match(text):
        return True
    return folded(text) in (QUOC_HIEU, TIEU_NGU) or (len(text) < 24 and capitals(text) and title_of(text) in COPY_TITLES)


def _paragraphs(table: Table) -> Iterator[Paragraph]:
    return (block for row in table.rows for cell in row.cells for block in cell.blocks if isinstance(block, Paragraph))


def _text(inlines: Sequence[Inline]) -> str:
    if len(inlines) == 1 and type(inlines[0]) is Text:
        return inlines[0].text
    return "".join(
        one.text if type(one) is Text else "\t" if type(one) is Tab else "\n" if type(one) is Break else "" for one in inlines)
