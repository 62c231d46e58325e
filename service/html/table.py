"""A table → `<table>` with fixed columns.

word.md R3: a row is as high as its highest cell (margins, gaps and full line pitches, the last one's extra leading too) or its
own height, plus its top border. So a cell draws its top and left border (see `edges`); the table's own bottom border closes it
on every page. Text in a cell begins at the grid's line plus the cell's margin: borders lie inside the margins.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from service.blocks import data
from service.blocks.borders import border_pt
from service.blocks.edges import Edges, Grid
from service.html.borders import border_css
from service.html.paragraph import Body, body, inner, text_css
from service.html.sheet import pt
from service.lines import Line
from service.paper import Cell, Float, NoteMark, Paragraph, Row, Table

if TYPE_CHECKING:
    from service.html.flow import Flow

_SHORT = 3  # lines: a paragraph of three or fewer never crosses a page under widow control (word.md R3a)
# WeasyPrint counts the bottom padding of a cell twice below its last line where the padding is repeated on every page
_UNCUT = "box-decoration-break:slice;"


def write(table: Table, flow: Flow, *, last: bool) -> None:
    """Appends the table. Above it the gap of the block before counts in full; below it the next `before` does. `last`: nothing
    follows it."""
    _Writer(table, flow, last=last).write()


class _Writer:
    def __init__(self, table: Table, flow: Flow, *, last: bool) -> None:
        self._table, self._flow, self._grid, self._last = table, flow, Grid(table), last
        room = flow.width_pt - sum(table.grid_pt)
        first = self._grid.owners(0)[0] if table.rows and table.grid_pt else None
        outer = border_pt(first.borders.left) / 2 if first is not None else 0.0
        # `left_pt` is the outer edge of the left border; the grid's first line is in the middle of it
        aligned = {"center": room / 2, "right": room}
        self._left = aligned[table.alignment] if table.alignment in aligned else table.left_pt + outer
        self._data = data.is_data(table)
        self._headings = data.heading_rows(table) if self._data else 0
        # with rows that head groups, each cell must be told its headings: the column's, then the group's
        grouped = self._data and any(data.heads_group(table, number) for number in range(self._headings, len(table.rows)))
        self._names: dict[int, list[str]] | None = {} if grouped else None
        self._group = ""

    def write(self) -> None:
        table, flow, grid = self._table, self._flow, self._grid
        gap, breaking = flow.gap(0.0)
        gap += flow.push(None, 1.0) + table.above_pt
        style = (f"margin-top:{pt(gap)};" if abs(gap) > 0.005 else "") + breaking + flow.clearance(0.0)
        widths = list(table.grid_pt)
        if widths:
            widths[-1] += 2 * grid.half_pt  # the last column also holds the right border
        css = f"width:{pt(sum(widths))};margin-left:{pt(self._left - grid.half_pt)};" + border_css("bottom", grid.foot)
        tagged = "" if self._data else ' data-tag="Div"'
        parts = [f'<table{tagged} class="{flow.shared.sheet.named(css)}">']
        parts.append("<colgroup>" + "".join(f'<col style="width:{pt(width)}"/>' for width in widths) + "</colgroup>")
        head = _head_rows(table)
        for number, row in enumerate(table.rows):
            if number == 0:
                parts.append("<thead>" if head else "<tbody>")
            elif number == head:
                parts.append("</thead><tbody>")
            parts.append(self._row(row, number))
        parts.append("</tbody></table>")
        markup = "".join(parts)
        flow.out.append(f'<div style="{style}">{markup}</div>' if style else markup)
        flow.height_pt += border_pt(grid.foot)
        flow.after_pt = 0.0

    def _row(self, row: Row, number: int) -> str:
        grid = self._grid
        places = self._places(row, number)
        group = number >= self._headings and self._names is not None and data.heads_group(self._table, number)
        if group:
            self._group = self._flow.shared.sheet.numbered()
        edges = [grid.edges(cell, number, column, span, cell.row_span if cell else 1) for cell, column, span in places]
        top = max((border_pt(edge.top) for edge in edges), default=0.0)
        cells, highest, whole = [], 0.0, False
        for (cell, column, span), edge in zip(places, edges, strict=True):
            if cell is None:
                css = border_css("top", edge.top) + border_css("left", edge.left)
                cells.append(_td(css, f' colspan="{span}"' if span > 1 else "", "", self._flow))
                continue
            tagged = self._tagged(cell, heading=number < self._headings, group=group)
            markup, height, short = self._cell(row, cell, column, edge, top, tagged)
            cells.append(markup)
            if height >= highest:
                highest, whole = height, short
        css = "break-inside:avoid;" if row.cant_split or whole else ""
        css += "break-after:avoid;" if _keeps_next(row) and not (self._last and row is self._table.rows[-1]) else ""
        if row.height_pt and row.height_rule != "auto":
            css += f"height:{pt(row.height_pt + (top if row.height_rule == 'at_least' else 0.0))};"
        self._flow.height_pt += max(highest, row.height_pt) + top
        return f'<tr class="{self._flow.shared.sheet.named(css)}">{"".join(cells)}</tr>' if css else f"<tr>{''.join(cells)}</tr>"

    def _tagged(self, cell: Cell, *, heading: bool, group: bool) -> str:
        """What a cell's tag says: whether it is a heading, and in a table with groups which headings it has."""
        if not (heading or group):
            names = [] if self._names is None else [*self._names.get(cell.column, ()), *filter(None, [self._group])]
            return f' headers="{" ".join(names)}"' if names else ""
        if self._names is None:
            return ' data-tag="TH"'
        name = self._group if group else self._flow.shared.sheet.numbered()
        for column in range(cell.column, cell.column + cell.span) if heading else ():
            self._names.setdefault(column, []).append(name)
        return f' data-tag="TH" data-id="{name}"'

    def _places(self, row: Row, number: int) -> list[tuple[Cell | None, int, int]]:
        """The row from left to right: its cells, and the places that no cell covers."""
        begins = {cell.column: cell for cell in row.cells}
        out: list[tuple[Cell | None, int, int]] = []
        column = 0
        while column < self._grid.columns:
            cell = begins.get(column)
            if cell is not None:
                span = min(cell.span, self._grid.columns - column)
                out.append((cell, column, span))
                column += max(span, 1)
                continue
            if self._grid.owners(number)[column] is None:
                if out and out[-1][0] is None and out[-1][1] + out[-1][2] == column:
                    out[-1] = (None, out[-1][1], out[-1][2] + 1)
                else:
                    out.append((None, column, 1))
            column += 1
        return out

    def _cell(self, row: Row, cell: Cell, column: int, edge: Edges, row_top: float, tagged: str) -> tuple[str, float, bool]:
        """The cell's markup, the height its content asks for (0 where it spans rows), and whether it cannot be split."""
        flow, half = self._flow, self._grid.half_pt
        top, right, bottom, left = cell.margin_pt
        last = column + cell.span >= self._grid.columns
        grid = self._table.grid_pt
        inside = flow.inside(
            sum(grid[column : column + cell.span]) - left - right,
            flow.left_of_page_pt + self._left + sum(grid[:column]) + left,
            headed=not self._data,
        )
        padding = [
            top + row_top - border_pt(edge.top),
            max(right + (half - border_pt(edge.right) if last else -half), 0.0),
            bottom,
            max(left + half - border_pt(edge.left), 0.0),
        ]
        css = "".join(border_css(side, getattr(edge, side)) for side in ("top", "right", "bottom", "left"))
        css += f"background:#{cell.fill};" if cell.fill else ""
        css += f"vertical-align:{'middle' if cell.vertical == 'center' else 'bottom'};" if cell.vertical != "top" else ""
        attributes = tagged + (f' colspan="{cell.span}"' if cell.span > 1 else "") + (
            f' rowspan="{cell.row_span}"' if cell.row_span > 1 else ""
        )
        plain = _plain(cell, row)
        if plain is not None and min(padding[1] + plain.format.right_pt, padding[3] + plain.format.left_pt) >= 0:
            lines = inside.lines(plain)
            found = body(lines, plain.format, inside.mark(plain))
            if not found.shift_pt:
                css += _text_in_cell(plain, found, lines, padding, controlled=flow.shared.controls_cells)
                content = inner(lines, plain.format, inside.scene(plain, found))
                height = sum(inside.line_height(line, found, plain) for line in lines)
                height += top + bottom + plain.format.before_pt + plain.format.after_pt
                short = len(lines) <= (_SHORT if flow.shared.controls_cells else 1)
                css += _UNCUT if short or row.cant_split else ""
                return _td(css, attributes, content, flow), height if cell.row_span == 1 else 0.0, short
        inside.blocks(cell.blocks)
        css += "white-space:normal;padding:" + " ".join(map(pt, (*padding[:2], padding[2] + inside.after_pt, padding[3]))) + ";"
        content = inside.markup
        if row.height_rule == "exact":  # the border lies inside the height, and what is too much is cut off
            height = max(row.height_pt - row_top - border_pt(edge.bottom) - top - bottom - inside.after_pt, 0.0)
            content = f'<div style="height:{pt(height)};overflow:hidden">{content}</div>'
        height = inside.height_pt + inside.after_pt + top + bottom
        return _td(css, attributes, content, flow), height if cell.row_span == 1 else 0.0, False


def _head_rows(table: Table) -> int:
    """Rows that repeat: the leading ones marked so, unless nothing would be left to repeat them over."""
    count = 0
    for row in table.rows:
        if not row.header:
            break
        count += 1
    return count if count < len(table.rows) else 0


def _keeps_next(row: Row) -> bool:
    """Whether the row stays on the page of the next one: its first paragraph says so (Word asks every cell)."""
    first = row.cells[0].blocks[0] if row.cells and row.cells[0].blocks else None
    return isinstance(first, Paragraph) and first.format.keep_next


def _td(css: str, attributes: str, content: str, flow: Flow) -> str:
    return f'<td class="{flow.shared.sheet.named(css)}"{attributes}>{content}</td>'


def _plain(cell: Cell, row: Row) -> Paragraph | None:
    """The only paragraph of a cell, where nothing in it needs a block of its own: its text then stands right in the cell."""
    if len(cell.blocks) != 1 or row.height_rule == "exact":
        return None
    only = cell.blocks[0]
    if not isinstance(only, Paragraph) or any(isinstance(i, Float | NoteMark) for i in only.inlines):
        return None
    form = only.format
    if form.borders.top or form.borders.left or form.borders.bottom or form.borders.right or form.fill:
        return None
    return only


def _text_in_cell(paragraph: Paragraph, found: Body, lines: Sequence[Line], padding: list[float], *, controlled: bool) -> str:
    form = paragraph.format
    box = (padding[0] + form.before_pt, padding[1] + form.right_pt, padding[2] + form.after_pt, padding[3] + form.left_pt)
    css = text_css(form, found, lines) + "padding:" + " ".join(map(pt, box)) + ";"
    css += "break-inside:avoid;" if form.keep_lines else ""
    return css + ("" if form.widow_control and controlled else "orphans:1;widows:1;")
