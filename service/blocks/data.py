"""Tables of data: whether a table is one, and which of its cells head others. For the tags."""

from __future__ import annotations

from typing import Final

from service.blocks.roles import all_bold
from service.paper import Borders, Cell, Paragraph, Row, Table

_NO_BORDERS: Final = Borders()


def is_data(table: Table) -> bool:
    """Whether rows and columns mean something: a row of headings, or most cells ruled. What only holds things in place (the
    heading block, the signature block, a frame around one cell) is none."""
    forms = [row.form for row in table.rows]
    count = sum([len(row.cells) for row in forms])
    if count <= 1:
        return False
    if any(row.header for row in table.rows):
        return True
    ruled: dict[int, int] = {}                   # cells of a row, by the identity of its form
    for row in forms:
        if id(row) not in ruled:
            ruled[id(row)] = sum([cell.borders != _NO_BORDERS for cell in row.cells])
    return 2 * sum([ruled[id(row)] for row in forms]) > count


def heading_rows(table: Table) -> int:
    """How many leading rows name the columns: those that repeat, else a first row that alone is all bold."""
    count = next((number for number, row in enumerate(table.rows) if not row.header), len(table.rows))
    if count == 0 and len(table.rows) > 1 and _bold(table.rows[0]) and not _bold(table.rows[1]):
        return 1
    return count


def heads_group(table: Table, number: int) -> bool:
    """Whether a row is one cell that names the rows below it ("I. TẬP THỂ")."""
    below = table.rows[number + 1] if number + 1 < len(table.rows) else None
    return len(table.grid_pt) > 1 and _whole(table, table.rows[number]) and below is not None and not _whole(table, below)


def _whole(table: Table, row: Row) -> bool:
    return len(row.form.cells) == 1 and row.cells[0].span >= len(table.grid_pt) and _words(row.cells[0])


def _words(cell: Cell) -> bool:
    return any(isinstance(block, Paragraph) and block.text.strip() for block in cell.blocks)


def _bold(row: Row) -> bool:
    return all_bold([block for cell in row.cells for block in cell.blocks if isinstance(block, Paragraph)])
