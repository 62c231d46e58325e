"""Drawings → absolutely positioned markup: rules, pictures, text boxes.

Column- and paragraph-relative positions count from the anchor paragraph's text (its indents taken off); page- and
margin-relative ones from the page, which works because no ancestor of such a drawing is positioned.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING, Final

from service.blocks.borders import STYLES, border_pt
from service.blocks.frame import aligned
from service.errors import problem
from service.html import pictures
from service.html.borders import color
from service.html.sheet import pt
from service.paper import Box, Float, Paragraph, Picture, Rule, Slot

_PATTERN: Final = 8            # so many lines of a page are drawn together
_EDGE_PT: Final = 8.0          # room for half of their strokes around them
_HAIR_PT: Final = 0.25         # the thinnest stroke that is printed

if TYPE_CHECKING:
    from service.html.flow import Flow


def float_markup(item: Float, flow: Flow, paragraph: Paragraph, shift_pt: float) -> str:
    """The markup of a drawing anchored in a paragraph; what text it pushes away is reported."""
    if item.wrap != "none":
        flow.shared.sheet.report(
            f"wp:wrap:{item.wrap}",
            problem("text-wrap", "Chữ quanh hình được xếp gần đúng như trong tệp.", place=paragraph.place),
            lost=False,
        )
    left = _left(item, flow, paragraph)
    top = _top(item, flow, paragraph, shift_pt)
    depth = "z-index:-1;" if item.behind else ""
    content = _content(item, flow, paragraph)
    if _line_of_page(item):
        drawn = [one for one in paragraph.inlines if isinstance(one, Float) and _line_of_page(one) and one.behind == item.behind]
        if len(drawn) >= _PATTERN:
            if item is not drawn[0]:
                return ""
            corner = min(one.x.offset_pt for one in drawn) - _EDGE_PT, min(one.y.offset_pt for one in drawn) - _EDGE_PT
            left, top = left + corner[0] - item.x.offset_pt, top + corner[1] - item.y.offset_pt
            content = _pattern(drawn, corner, flow)
    return f'<span class="ab" style="left:{pt(left)};top:{pt(top)};{depth}">{content}</span>'


def _line_of_page(item: Float) -> bool:
    """A line that is placed on the page by its offsets."""
    x, y = item.x, item.y
    placed = x.reference == y.reference == "page" and not x.align and not y.align
    return isinstance(item.content, Rule) and item.wrap == "none" and placed


def _pattern(lines: Sequence[Float], corner: tuple[float, float], flow: Flow) -> str:
    """Many lines of a page (a drawn frame) as one picture: each by itself takes as long to lay out as a paragraph, and the same
    picture on the next page costs nothing."""
    width = max(one.x.offset_pt + one.width_pt for one in lines) - corner[0] + _EDGE_PT
    height = max(one.y.offset_pt + one.height_pt for one in lines) - corner[1] + _EDGE_PT
    strokes = "".join(_stroke(one.content, one.x.offset_pt - corner[0], one.y.offset_pt - corner[1])
                      for one in lines if isinstance(one.content, Rule))
    address = flow.shared.sheet.asset(_svg(width, height, strokes).encode(), "svg")
    style = f"display:block;width:{pt(width)};height:{pt(height)}"
    return f'<img src="{address}" style="{style}" alt="Đường kẻ" data-tag="Artifact"/>'


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
            return aligned(item.x, -flow.left_of_page_pt, flow.frame.page_width_pt, item.width_pt)
        case "margin":
            return aligned(item.x, flow.frame.left_pt - flow.left_of_page_pt, flow.frame.width_pt, item.width_pt)
        case _:
            return aligned(item.x, 0.0, flow.width_pt, item.width_pt)


def _top(item: Float, flow: Flow, paragraph: Paragraph, shift_pt: float) -> float:
    match item.y.reference:
        case "page":
            return aligned(item.y, -flow.frame.top_pt, flow.frame.page_height_pt, item.height_pt)
        case "margin":
            return aligned(item.y, 0.0, flow.frame.height_pt, item.height_pt)
        case _:
            if item.y.align:
                flow.shared.sheet.report(
                    "wp:align",
                    problem("drawing-align", "Vị trí dọc của hình được tính từ đầu đoạn.", place=paragraph.place),
                    lost=False,
                )
            return item.y.offset_pt - shift_pt


def _content(item: Float, flow: Flow, paragraph: Paragraph) -> str:
    content = item.content
    if isinstance(content, Picture):
        return pictures.markup(content, flow.shared.sheet, paragraph.place)
    if isinstance(content, Rule):
        return _rule(content)
    return _slot(item, content) if isinstance(content, Slot) else _box(content, flow)


def _slot(item: Float, slot: Slot) -> str:
    """A check box: the PDF stage makes a signature field of it (pdf/fields.py). A field of text would embed a whole font."""
    css = f"display:block;width:{pt(item.width_pt)};height:{pt(item.height_pt)};border:0;padding:0;appearance:auto"
    return f'<input type="checkbox" name="{escape(slot.name)}" title="{escape(slot.title)}" style="{css}"/>'


def _rule(rule: Rule) -> str:
    dash = {"solid": "solid", "dash": "dashed", "dot": "dotted", "double": "double"}[rule.dash]
    stroke = f"{pt(max(rule.weight_pt, _HAIR_PT))} {dash} {color(rule.color)}"
    half = pt(-rule.weight_pt / 2)
    if rule.dy_pt < 0.5:
        return f'<span style="display:block;margin-top:{half};width:{pt(rule.dx_pt)};border-top:{stroke}"></span>'
    if rule.dx_pt < 0.5:
        return f'<span style="display:block;margin-left:{half};height:{pt(rule.dy_pt)};border-left:{stroke}"></span>'
    return _svg(rule.dx_pt, rule.dy_pt, _stroke(rule))


def _stroke(rule: Rule, x: float = 0.0, y: float = 0.0) -> str:
    """A line of an SVG whose box begins at this point."""
    y1, y2 = (y + rule.dy_pt, y) if rule.mirrored else (y, y + rule.dy_pt)
    weight = max(rule.weight_pt, _HAIR_PT)
    dashes = {
        "dash": f' stroke-dasharray="{4 * weight:g} {3 * weight:g}"',
        "dot": f' stroke-dasharray="{weight:g} {weight:g}"',
    }.get(rule.dash, "")
    ends = f'x1="{x:.4f}" y1="{y1:.4f}" x2="{x + rule.dx_pt:.4f}" y2="{y2:.4f}"'
    return f'<line {ends} stroke="{color(rule.color)}" stroke-width="{weight:g}"{dashes}/>'


def _svg(width_pt: float, height_pt: float, inside: str) -> str:
    """Drawn in points from its corner."""
    size = f'width="{width_pt:.4f}pt" height="{height_pt:.4f}pt" viewBox="0 0 {width_pt:.4f} {height_pt:.4f}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{inside}</svg>'


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
    return f'<span data-tag="Div" style="{css}">{inside.markup}</span>'
