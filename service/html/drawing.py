"""Drawings → absolutely positioned markup: rules, pictures, text boxes.

Column- and paragraph-relative positions count from the anchor paragraph's text (its indents taken off); page- and
margin-relative ones from the page, which works because no ancestor of such a drawing is positioned.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.errors import problem
from service.html import pictures
from service.html.borders import STYLES, border_pt, color
from service.html.sheet import pt
from service.paper import Box, Float, Paragraph, Picture, Position, Rule

if TYPE_CHECKING:
    from service.html.flow import Flow


def float_markup(item: Float, flow: Flow, paragraph: Paragraph, shift_pt: float) -> str:
    """The markup of a drawing anchored in a paragraph; what text it pushes away is reported."""
    if item.wrap != "none":
        flow.press.sheet.report(
            f"wp:wrap:{item.wrap}",
            problem("text-wrap", "Chữ quanh hình được xếp gần đúng như trong tệp.", place=paragraph.place),
            lost=False,
        )
    left = _left(item, flow, paragraph)
    top = _top(item, flow, paragraph, shift_pt)
    depth = "z-index:-1;" if item.behind else ""
    return f'<span class="ab" style="left:{pt(left)};top:{pt(top)};{depth}">{_content(item, flow, paragraph)}</span>'


def _aligned(position: Position, start: float, room: float, size: float) -> float:
    """The place on one axis: an offset from the reference, or aligned in its `room`."""
    if position.align in ("center",):
        return start + (room - size) / 2
    if position.align in ("right", "bottom", "outside"):
        return start + room - size
    if position.align:
        return start
    return start + position.offset_pt


def _left(item: Float, flow: Flow, paragraph: Paragraph) -> float:
    """From the paragraph's text edge, or from the body's left edge where the drawing is placed from the page."""
    left = column_left_pt(item, flow)
    if item.y.reference in ("page", "margin"):
        return left + flow.left_of_page_pt - flow.frame.left_pt
    return left - paragraph.format.left_pt


def column_left_pt(item: Float, flow: Flow) -> float:
    """Where a drawing begins, from the column's left edge."""
    match item.x.reference:
        case "page":
            return _aligned(item.x, -flow.left_of_page_pt, flow.frame.page_width_pt, item.width_pt)
        case "margin":
            return _aligned(item.x, flow.frame.left_pt - flow.left_of_page_pt, flow.frame.width_pt, item.width_pt)
        case _:
            return _aligned(item.x, 0.0, flow.width_pt, item.width_pt)


def _top(item: Float, flow: Flow, paragraph: Paragraph, shift_pt: float) -> float:
    match item.y.reference:
        case "page":
            return _aligned(item.y, -flow.frame.top_pt, flow.frame.page_height_pt, item.height_pt)
        case "margin":
            return _aligned(item.y, 0.0, flow.frame.height_pt, item.height_pt)
        case _:
            if item.y.align:
                flow.press.sheet.report(
                    "wp:align",
                    problem("drawing-align", "Vị trí dọc của hình được tính từ đầu đoạn.", place=paragraph.place),
                    lost=False,
                )
            return item.y.offset_pt - shift_pt


def _content(item: Float, flow: Flow, paragraph: Paragraph) -> str:
    content = item.content
    if isinstance(content, Picture):
        return pictures.markup(content, flow.press.sheet, paragraph.place)
    if isinstance(content, Rule):
        return _rule(content)
    return _box(content, flow)


def _rule(rule: Rule) -> str:
    dash = {"solid": "solid", "dash": "dashed", "dot": "dotted", "double": "double"}[rule.dash]
    stroke = f"{pt(max(rule.weight_pt, 0.25))} {dash} {color(rule.color)}"
    half = pt(-rule.weight_pt / 2)
    if rule.dy_pt < 0.5:
        return f'<span style="display:block;margin-top:{half};width:{pt(rule.dx_pt)};border-top:{stroke}"></span>'
    if rule.dx_pt < 0.5:
        return f'<span style="display:block;margin-left:{half};height:{pt(rule.dy_pt)};border-left:{stroke}"></span>'
    y1, y2 = (rule.dy_pt, 0.0) if rule.mirrored else (0.0, rule.dy_pt)
    dashes = {
        "dash": f' stroke-dasharray="{4 * rule.weight_pt:g} {3 * rule.weight_pt:g}"',
        "dot": f' stroke-dasharray="{rule.weight_pt:g} {rule.weight_pt:g}"',
    }.get(rule.dash, "")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{rule.dx_pt:g}pt" height="{rule.dy_pt:g}pt" '
        f'viewBox="0 0 {rule.dx_pt:g} {rule.dy_pt:g}"><line x1="0" y1="{y1:g}" x2="{rule.dx_pt:g}" y2="{y2:g}" '
        f'stroke="{color(rule.color)}" stroke-width="{rule.weight_pt:g}"{dashes}/></svg>'
    )


def _box(box: Box, flow: Flow) -> str:
    """A text box. Its text is set from the top; other vertical alignments push it down by the room left."""
    top, right, bottom, left = box.inset_pt
    width = border_pt(box.border)
    inside = flow.inside(box.width_pt - left - right, flow.left_of_page_pt)
    inside.blocks(box.blocks)
    room = box.height_pt - top - bottom - inside.height_pt - inside.after_pt
    if room > 0 and box.vertical != "top":
        top += room / 2 if box.vertical == "center" else room
    css = f"display:block;box-sizing:border-box;white-space:normal;width:{pt(box.width_pt)};height:{pt(box.height_pt)};"
    css += f"padding:{pt(max(top - width, 0))} {pt(max(right - width, 0))} 0 {pt(max(left - width, 0))};"
    if box.border:
        css += f"border:{pt(width)} {STYLES.get(box.border.style, 'solid')} {color(box.border.color)};"
    if box.fill:
        css += f"background:#{box.fill};"
    if box.rounded:
        css += f"border-radius:{pt(min(box.width_pt, box.height_pt) * 0.16667)};"
    return f'<span style="{css}">{inside.markup}</span>'
