"""Paper → the parts of its body in reading order, with the components that styles of ours name, and its drawn lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from service.paper import Block, Box, Float, Inline, Paper, Paragraph, Tab, Table, Text
from service.rules.kept import by_text
from service.rules.see import drawn
from service.rules.see.looks import looks
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
    title_of,
)
from service.rules.see.told import GAP, SPACERS, Told, text_of, told
from service.rules.seen import Looks, Part

Column = Literal["", "left", "right"]
Cell = tuple[int, int, int]

_BLOCK_ROWS: Final = 8                                                  # a heading or a signature block is no larger
_BLOCK_CELLS: Final = 5                                                 # in a row: two, with narrow ones between and beside them
_HALVES: Final = 40                                                     # inlines of a paragraph that may be two columns
_SIDES: Final[tuple[Column, Column]] = ("left", "right")
_HALF: Final = 120                                                      # characters of its right half
_BEGINNING: Final = 24                                                  # paragraphs: so near a heading set with tabs stands


@dataclass(slots=True)
class Walk:
    """One pass over a paper. `containers[i]`: parts of one cell, or of the flow between tables, have the same number."""

    parts: list[Part] = field(default_factory=list)
    containers: list[int] = field(default_factory=list)
    lines: list[drawn.Drawn] = field(default_factory=list)
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
        block = narrow and len(table.rows) <= _BLOCK_ROWS and any(_of_block(told(one).own) for one in _paragraphs(table))
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
        known = told(paragraph)
        if known.blank and not paragraph.label:
            lines = self._drawn(paragraph, known, above, above=-1, measure_pt=measure_pt, empty=True)
            if not lines and paragraph.style_id not in SPACERS:
                self._blank += 1
        elif known.rule:
            self.lines.append(drawn.Drawn(drawn.typed_length_pt(paragraph, known.own), above, typed=True))
            self.lines += drawn.floats(paragraph, above, empty=True)
        else:
            halves = self._halves(paragraph) if known.parted and not cell and not known.blank else None
            if halves:
                for inlines, side in zip(halves, _SIDES, strict=True):
                    text = text_of(inlines)
                    self._part(paragraph, known, text, label_of(text)[1], looks(paragraph, inlines), cell, side)
            else:
                self._part(paragraph, known, known.text, known.label, known.looks, cell, column)
            at = len(self.parts) - 1
            self._drawn(paragraph, known, at, above=above, measure_pt=measure_pt, empty=False)
            if known.last_rule:
                self.lines.append(drawn.Drawn(drawn.typed_length_pt(paragraph, known.last_rule), at, typed=True))
        if known.floats:
            for one in paragraph.inlines:
                if type(one) is Float and type(one.content) is Box:
                    self._boxed(one.content, cell, column)

    def _drawn(self, paragraph: Paragraph, known: Told, part: int, *, above: int, measure_pt: float, empty: bool) -> bool:
        """Takes down the lines that a paragraph anchors or has as a border; whether there are any."""
        before = len(self.lines)
        if known.floats:
            self.lines += drawn.floats(paragraph, part, empty=empty)
        if known.edges:
            self.lines += drawn.bordered(paragraph, part, above, measure_pt)
        return len(self.lines) > before

    def _boxed(self, box: Box, cell: Cell | None, column: Column) -> None:
        """A text box is read where it is anchored; its paragraphs have the anchor's number."""
        number, container, blank = self._number, self._container, self._blank
        self._container = -self._container - 1
        for block in box.blocks:
            if isinstance(block, Paragraph):
                self._number = number - 1
                self._paragraph(block, box.width_pt, cell, column)
        self._number, self._container, self._blank = number, container, blank

    def _part(self, paragraph: Paragraph, known: Told, text: str, label: str, seen: Looks, cell: Cell | None,
              column: Column) -> None:
        self.containers.append(self._container)
        self.parts.append(Part(
            len(self.parts), text, known.component, known.confidence, self._number, label=label, looks=seen,
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
            elif type(one) is Text and (gap := GAP.search(one.text)) and gap.start() > 0:
                left = [*paragraph.inlines[:at], Text(one.text[:gap.start()], one.style)]
                right = [Text(one.text[gap.end():], one.style), *paragraph.inlines[at + 1:]]
            else:
                continue
            before, after = composed(text_of(left).strip()), composed(text_of(right).strip())
            if not before or not after or len(after) > _HALF:
                continue
            heads = self._number <= _BEGINNING and (folded(after) in (QUOC_HIEU, TIEU_NGU) or DATED.fullmatch(after))
            signs = RECIPIENTS.match(before) and (AUTHORITY.match(after) or POST.match(after))
            if heads or signs:
                return left, right
        return None


@by_text
def _of_block(text: str) -> bool:
    text = composed(text.strip())
    if not text or len(text) > 120:
        return False
    if RECIPIENTS.fullmatch(text) or LISTED.match(text) or AUTHORITY.match(text):
        return True
    return folded(text) in (QUOC_HIEU, TIEU_NGU) or (len(text) < 24 and capitals(text) and title_of(text) in COPY_TITLES)


def _paragraphs(table: Table) -> Iterator[Paragraph]:
    return (block for row in table.rows for cell in row.cells for block in cell.blocks if isinstance(block, Paragraph))
