"""A table, set: its rows, the head that each page shows again, the line that closes it on each (word.md R3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from service.blocks.borders import border_pt
from service.blocks.roles import Outline
from service.blocks.tree import Node
from service.errors import problem
from service.paper import Borders, Cell, Float, NoteMark, Paragraph, Row, Table
from service.press.cell_text import Columns
from service.press.columns import SAME_PT, stack
from service.press.entries import entries
from service.press.grids import RowFrame, Spot, framed
from service.press.paragraphs import spread
from service.press.plain_rows import PlainRows
from service.press.row_forms import as_artifact
from service.press.rows import Content, Text, Tier, blocks, lay, tier
from service.press.setting import Anchored, Cells, Clipped, Image, Ink, Item, SetRow, SetTable, Words, loose
from service.press.spacing import NEAR_PT
from service.press.table_tags import TableTags, head_rows

if TYPE_CHECKING:
    from service.press.typesetter import Typesetter

_NO_BORDERS: Final = Borders()

def set_table(
    table: Table, setter: Typesetter, *, width_pt: float, node: Node | None, outline: Outline | None = None,
    left_of_page_pt: float = 0.0, last: bool = False,
) -> SetTable:  # fmt: skip
    """A table in a column `width_pt` wide. `node`: what it becomes a child of; None: an artifact. `last`: nothing follows it, so
    its last row need not stay with anything. `outline`: headings may stand in it, unless it is a table of data."""
    return _Setter(table, setter, width_pt, node, outline, left_of_page_pt).set(last=last)


class _Setter:
    def __init__(
        self, table: Table, setter: Typesetter, width_pt: float, node: Node | None, outline: Outline | None,
        left_of_page_pt: float,
    ) -> None:  # fmt: skip
        self._table, self._setter, self._left_of_page = table, setter, left_of_page_pt
        self._frames, self._rows = framed(table, width_pt)
        low, high = self._frames.reach_pt
        if left_of_page_pt + low < NEAR_PT or left_of_page_pt + high > setter.page_width_pt - NEAR_PT:
            setter.stray()
        self._tags = TableTags(table, node, setter.cell_name) if node is not None else None
        self._outline = None if self._tags is None or self._tags.data else outline
        self._controlled = setter.controls_cells
        self._columns = Columns(setter.ruler, setter.options)
        self._plain: PlainRows | None = None
        if self._tags is not None and self._tags.data:
            self._plain = PlainRows(setter, self._frames, self._tags, self._columns, left_of_page_pt)

    def set(self, *, last: bool) -> SetTable:
        table, frames, tags, controlled = self._table, self._frames, self._tags, self._controlled
        rows: list[SetRow] = []
        tied: list[Tier] = []                    # rows that cells tie to the next
        reach = head = 0
        repeated = head_rows(table)
        done, loose = 0, len(table.rows) - 1 if last else -1
        for number, row in enumerate(table.rows):
            if number < done:
                continue
            plain = self._plain
            if plain is not None and row.plain is not None and not tied:
                alike = plain.alike(table.rows, number, self._rows, bound=_keeps_next(row), loose=loose)
                if alike:
                    done = number + len(alike)
                    rows += alike
                    continue
            if row.height_rule == "exact" and row.height_pt > (most := self._most_pt()):
                row = replace(row, height_pt=most)
            frame = self._rows[number]
            if tags is not None:
                tags.row(number)
            bound = _keeps_next(row) and number != loose
            if plain is not None and frame.simple and not tied and row.height_rule != "exact":
                laid = plain.row(row, number, frame, bound=bound)
                if laid is not None:
                    rows.append(laid)
                    head = len(rows) if number < repeated else head
                    continue
            tied.append(tier(row, number, frame, self._cells(row, frame)))
            reach = max([reach, *[number + cell.row_span for cell in row.cells if cell.row_span > 1]])
            if number + 1 < min(reach, len(table.rows)):
                continue
            rows.append(lay(tied, frames, controlled=controlled, bound=bound, whole=len(tied) > 1 or row.cant_split))
            if any(one.exact for one in tied):
                self._report(rows[-1], number)
            tied = []
            if number < repeated:
                head = len(rows)
        again = [SetRow(row.height_pt, _unmarked(row.items)) for row in rows[:head]]
        return SetTable(rows, again, head, border_pt(frames.grid.foot), frames.foot())

    def _cells(self, row: Row, frame: RowFrame) -> list[Content]:
        if not frame.gaps:
            return [self._cell(cell, spot) for cell, spot in zip(row.cells, frame.spots, strict=True)]
        out = []
        for at, (cell, spot) in enumerate(zip(row.cells, frame.spots, strict=True)):
            self._gap(frame, at)
            out.append(self._cell(cell, spot))
        self._gap(frame, len(row.cells))
        return out

    def _gap(self, frame: RowFrame, at: int) -> None:
        if self._tags is not None and at in frame.gaps:
            self._tags.gap(frame.gaps[at])

    def _cell(self, cell: Cell, spot: Spot) -> Content:
        tags = self._tags
        node = tags.cell(cell) if tags is not None else None
        only = cell.blocks[0] if len(cell.blocks) == 1 and (tags is None or tags.data) else None
        left = self._left_of_page + spot.x_pt
        if isinstance(only, Paragraph) and ((paragraph := self._columns.paragraph(only, spot.width_pt)) or _plain(only)):
            paragraph = paragraph or self._setter.paragraph(only, spot.width_pt, left_of_page_pt=left)
            if paragraph.reach_pt is not None:
                self._setter.reaches(left, paragraph.reach_pt)
            form = only.format
            height = paragraph.bottoms_pt[-1] + form.before_pt + form.after_pt + spot.above_pt + spot.below_pt
            return Text(spot, height, paragraph, form, node)
        found = entries(
            cell.blocks, self._setter, width_pt=spot.width_pt, node=node, outline=self._outline, left_of_page_pt=left,
            in_cell=True,
        )  # fmt: skip
        return blocks(spot, found, stack(found))

    def _most_pt(self) -> float:
        """The body of the highest page: a row that is not cut is no higher."""
        pages = [section.height_pt - section.top_pt - section.bottom_pt for section in self._setter.paper.sections]
        return max(pages, default=0.0) - border_pt(self._frames.grid.foot)

    def _report(self, row: SetRow, number: int) -> None:
        """Says where an exact height leaves too little room for the text."""
        for item in row.items:
            if isinstance(item, Clipped) and _deepest(item.items) > item.height_pt + SAME_PT:
                place = f"{self._table.place}, hàng {number + 1}" if self._table.place else f"hàng {number + 1}"
                said = problem("row-too-low", "Chiều cao cố định của hàng không đủ chỗ: chữ bị che mất một phần.", place=place)
                self._setter.report("w:trHeight", said, lost=True)
                return


def _plain(paragraph: Paragraph) -> bool:
    """Whether its text stands right in the cell, without a block of its own."""
    form = paragraph.format
    if form.fill or form.borders != _NO_BORDERS:
        return False
    return not any(isinstance(inline, Float | NoteMark) for inline in paragraph.inlines)


def _keeps_next(row: Row) -> bool:
    """Whether the row stays on the page of the next one: its first paragraph says so (Word asks every cell)."""
    cells = row.form.cells
    first = cells[0].blocks[0] if cells and cells[0].blocks else None
    return isinstance(first, Paragraph) and first.format.keep_next


def _unmarked(items: Sequence[Item]) -> list[Item]:
    """The items as they are drawn again: an artifact, without fields to be signed."""
    out: list[Item] = []
    for item in items:
        if type(item) is Cells:
            out.append(_again(item))
        elif isinstance(item, Words | Image | Anchored):
            out.append(item._replace(node=None))
        elif isinstance(item, Clipped):
            out.append(item._replace(items=tuple(_unmarked(item.items))))
        elif isinstance(item, Ink):
            out.append(item)
    return out


def _again(item: Cells) -> Cells:
    form = as_artifact(item.form)
    return item._replace(form=form, shown=(), node=None, apart=lambda: _unmarked(item.apart()))


def _deepest(items: Sequence[Item]) -> float:
    """The end of the last line that shows something, below the items' top."""
    ends = [0.0]
    for item in loose(items):
        if isinstance(item, Words):
            strips, bottoms = spread(item.paragraph).strips, item.paragraph.bottoms_pt
            shown = [bottoms[line] for line in range(item.start, item.stop) if strips[line].shows]
            above = bottoms[item.start - 1] if item.start else 0.0
            ends += [item.y_pt + bottom - above for bottom in shown[-1:]]
    return max(ends)
