"""The tags of a table (ISO 32000-1, 14.8.4.3.4; ISO 14289-1, 7.5): rows and cells of a table of data; of one that only holds
things in place each cell is a Div. The other printer's are the same (`pdf.structure`)."""

from __future__ import annotations

from collections.abc import Callable

from service.blocks import data
from service.blocks.tree import Node
from service.paper import Cell, Table
from service.press.setting import Line


class TableTags:
    """Makes the nodes of one table, row by row. `name` gives a name that no other cell of the document has."""

    def __init__(self, table: Table, node: Node, name: Callable[[], str]) -> None:
        self._table, self._name = table, name
        self.data = data.is_data(table)
        self._root = self._rows = node.add("Table" if self.data else "Div")
        self.line = Line(self._rows)             # the row that was begun last
        self.plain = False                       # its cells of one column each have no attributes
        self._headings = data.heading_rows(table) if self.data else 0
        self._repeated = head_rows(table)
        # with rows that head groups, each cell must be told its headings: the column's, then the group's
        below = enumerate(table.rows[self._headings :], self._headings) if self.data else ()
        grouped = any(len(row.form.cells) == 1 and data.heads_group(table, at) for at, row in below)
        self._names: dict[int, list[str]] | None = {} if grouped else None
        self._group = ""
        self._heads, self._heads_group = False, False

    def row(self, number: int) -> None:
        """A row begins: the next of the table."""
        if not self.data:
            return
        self.part(number)
        self.again()
        self._heads = number < self._headings
        self._heads_group = self._names is not None and not self._heads and data.heads_group(self._table, number)
        self.plain = not self._heads and self._names is None
        if self._heads_group:
            self._group = self._name()

    def goes_on(self, number: int) -> bool:
        """Whether this row is one of the table's body whose cells of one column each have no attributes."""
        return self.data and number >= self._headings and self._names is None

    def part(self, number: int) -> None:
        """The head or the body of the table begins, if it does so with this row."""
        if number in (0, self._repeated):
            self._rows = self._root.add("THead" if number < self._repeated else "TBody")

    def again(self) -> Line:
        """A row begins, the next of its part: its cells of one column each have no attributes."""
        self.plain = True
        self._heads = self._heads_group = False
        rows = self._rows
        line = self.line = rows.latest = Line(rows)
        rows.kids.append(line)
        return line

    def cell(self, cell: Cell) -> Node:
        """The node of the row's next cell."""
        if not self.data:
            return self._root.add("Div")
        line = self.line
        if self._names is None and not self._heads and cell.span == cell.row_span == 1:
            return _under(line, "TD")
        node = _under(line, "TH" if self._heads or self._heads_group else "TD")
        if cell.span > 1:
            node.attributes["ColSpan"] = cell.span
        if cell.row_span > 1:
            node.attributes["RowSpan"] = cell.row_span
        if node.tag == "TH":
            node.attributes["Scope"] = "Column"
        self._headed(cell, node)
        return node

    def gap(self, columns: int) -> None:
        """Columns of the row that no cell covers."""
        if self.data:
            node = _under(self.line, "TD")
            if columns > 1:
                node.attributes["ColSpan"] = columns

    def _headed(self, cell: Cell, node: Node) -> None:
        if self._names is None:
            return
        if node.tag == "TD":
            headers = (*self._names.get(cell.column, ()), *((self._group,) if self._group else ()))
            if headers:
                node.attributes["Headers"] = headers
            return
        name = node.attributes["ID"] = self._group if self._heads_group else self._name()
        for column in range(cell.column, cell.column + cell.span) if self._heads else ():
            self._names.setdefault(column, []).append(name)


def head_rows(table: Table) -> int:
    """Rows that repeat: the leading ones marked so, unless nothing would be left to repeat them over."""
    return next((number for number, row in enumerate(table.rows) if not row.header), 0)


def opened(line: Line, count: int) -> list[Node]:
    """The cells of a row as nodes; so many plain ones are made where it has none."""
    if not line.kids:
        for _ in range(count):
            _under(line, "TD")
    return [kid for kid in line.kids if isinstance(kid, Node)]


def _under(parent: Node, tag: str) -> Node:
    """A new last child of a row: `Node.add` without its search for a holder."""
    node = Node(tag, parent)
    parent.kids.append(node)
    parent.latest = node
    return node
