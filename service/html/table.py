"""A table → `<table>` with fixed columns, borders collapsed.

word.md R3: a row is as high as its highest cell (margins, gaps and full line pitches, the last one's extra leading too) or its own height,
plus its top border; half of each border lies in each neighbour here, which gives the same pitch where top and bottom borders are equal.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from service.html.paragraph import Body, body, border_css, border_pt, inner, text_css
from service.html.sheet import pt
from service.lines import Line
from service.paper import Cell, Float, NoteMark, Paragraph, Row, Table

if TYPE_CHECKING:
    from service.html.flow import Flow


def write(table: Table, flow: Flow) -> None:
    """Appends the table. Above it the gap of the block before counts in full; below it the next `before` does."""
    gap, breaking = flow.gap(0.0)
    clearance = flow.clearance(0.0)
    style = f"margin-top:{pt(gap)};" if abs(gap) > 0.005 else ""
    style += breaking + clearance
    head = _head_rows(table)
    parts = [f'<table style="width:{pt(sum(table.grid_pt))};' + (f"margin-left:{pt(table.left_pt)}" if table.left_pt else "") + '">']
    parts.append("<colgroup>" + "".join(f'<col style="width:{pt(width)}"/>' for width in table.grid_pt) + "</colgroup>")
    covered: dict[int, int] = {}                               # grid column → first row that is free again
    for number, row in enumerate(table.rows):
        if number == 0:
            parts.append("<thead>" if head else "<tbody>")
        elif number == head:
            parts.append("</thead><tbody>")
        parts.append(_row(table, row, number, covered, flow))
    parts.append("</thead>" if head and head == len(table.rows) else "</tbody>")
    parts.append("</table>")
    markup = "".join(parts)
    flow.out.append(f'<div style="{style}">{markup}</div>' if style else markup)
    flow.after_pt = 0.0


def _head_rows(table: Table) -> int:
    """Rows that repeat: the leading ones marked so, unless nothing would be left to repeat them over."""
    count = 0
    for row in table.rows:
        if not row.header:
            break
        count += 1
    return count if count < len(table.rows) else 0


def _row(table: Table, row: Row, number: int, covered: dict[int, int], flow: Flow) -> str:
    top = max((border_pt(cell.borders.top) for cell in row.cells), default=0.0)
    css = "break-inside:avoid;" if row.cant_split else ""
    if row.height_pt and row.height_rule != "auto":
        css += f"height:{pt(row.height_pt + (top if row.height_rule == 'at_least' else 0.0))};"
    out = [f'<tr class="{flow.press.sheet.named(css)}">' if css else "<tr>"]
    column, last, highest = 0, len(table.grid_pt), 0.0
    for cell in sorted(row.cells, key=lambda c: c.column):
        out.append(_missing(column, cell.column, number, covered))
        markup, height = _cell(table, row, cell, flow)
        out.append(markup)
        highest = max(highest, height)
        column = min(cell.column + cell.span, last)
        for grid in range(cell.column, column):
            covered[grid] = number + cell.row_span
    out.append(_missing(column, last, number, covered))
    out.append("</tr>")
    flow.height_pt += max(highest, row.height_pt) + top
    return "".join(out)


def _missing(start: int, end: int, number: int, covered: dict[int, int]) -> str:
    """Grid columns of a row that no cell stands in, and none from above covers: a cell without borders."""
    free = [grid for grid in range(start, end) if covered.get(grid, 0) <= number]
    out, at = "", 0
    while at < len(free):
        span = 1
        while at + span < len(free) and free[at + span] == free[at] + span:
            span += 1
        out += f'<td colspan="{span}"></td>' if span > 1 else "<td></td>"
        at += span
    return out


def _cell(table: Table, row: Row, cell: Cell, flow: Flow) -> tuple[str, float]:
    """The cell's markup and the height its content asks for (0 for cells over several rows)."""
    top, right, bottom, left = cell.margin_pt
    borders = cell.borders
    half_left, half_right = border_pt(borders.left) / 2, border_pt(borders.right) / 2
    room = sum(table.grid_pt[cell.column : cell.column + cell.span]) - left - right
    left_of_page = flow.left_of_page_pt + table.left_pt + sum(table.grid_pt[: cell.column]) + left
    inside = flow.inside(room, left_of_page)
    attributes = (f' colspan="{cell.span}"' if cell.span > 1 else "") + (f' rowspan="{cell.row_span}"' if cell.row_span > 1 else "")
    css = "".join(border_css(side, getattr(borders, side)) for side in ("top", "right", "bottom", "left"))
    if cell.fill:
        css += f"background:#{cell.fill};"
    if cell.vertical != "top":
        css += f"vertical-align:{'middle' if cell.vertical == 'center' else 'bottom'};"
    padding = [top, max(right - half_right, 0.0), bottom, max(left - half_left, 0.0)]
    plain = _plain(cell, row)
    if plain is not None and right + plain.format.right_pt >= half_right and left + plain.format.left_pt >= half_left:
        lines = inside.lines(plain)
        found = body(lines, plain.format, flow.mark(plain))
        if not found.shift_pt:
            css += _text_in_cell(plain, found, lines, padding)
            inside.height_pt = sum(inside.line_height(line, found, plain) for line in lines) + padding[0] - top + padding[2] - bottom
            content = inner(lines, plain.format, inside.scene(plain, found))
            return _td(css, attributes, content, flow), _asked(cell, inside.height_pt + top + bottom)
    inside.blocks(cell.blocks)
    css += "padding:" + " ".join(map(pt, (padding[0], padding[1], padding[2] + max(inside.after_pt, 0.0), padding[3]))) + ";white-space:normal;"
    content = inside.markup
    if row.height_rule == "exact":
        # the border lies inside the height, and what is too much is cut off
        height = max(row.height_pt - (border_pt(borders.top) + border_pt(borders.bottom)) / 2 - top - bottom - inside.after_pt, 0.0)
        content = f'<div style="height:{pt(height)};overflow:hidden">{content}</div>'
    return _td(css, attributes, content, flow), _asked(cell, inside.height_pt + inside.after_pt + top + bottom)


def _asked(cell: Cell, height: float) -> float:
    return height if cell.row_span == 1 else 0.0


def _td(css: str, attributes: str, content: str, flow: Flow) -> str:
    return f'<td class="{flow.press.sheet.named(css)}"{attributes}>{content}</td>'


def _plain(cell: Cell, row: Row) -> Paragraph | None:
    """The only paragraph of a cell, where nothing in it needs a block of its own: its text then stands right in the cell."""
    if len(cell.blocks) != 1 or row.height_rule == "exact":
        return None
    only = cell.blocks[0]
    if not isinstance(only, Paragraph) or any(isinstance(i, Float | NoteMark) for i in only.inlines):
        return None
    form = only.format
    if form.borders.top or form.borders.left or form.borders.bottom or form.borders.right or form.fill or not form.widow_control:
        return None
    return only


def _text_in_cell(paragraph: Paragraph, found: Body, lines: Sequence[Line], padding: list[float]) -> str:
    form = paragraph.format
    padding[0] += form.before_pt
    padding[2] += form.after_pt
    padding[1] += form.right_pt
    padding[3] += form.left_pt
    box = "padding:" + " ".join(map(pt, padding)) + ";"
    return text_css(form, found, lines) + box + ("break-inside:avoid;" if form.keep_lines else "")
