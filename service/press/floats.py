"""Drawings anchored in paragraphs → what stands at their places on the page: rules, pictures, text boxes, places of signatures.

A place counts from the page, the body, or the column and the paragraph of the anchor, as ECMA-376-1, 20.4.3 says (column and
character are one, and so are paragraph and line).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from service.blocks.borders import STYLES, border_pt
from service.blocks.frame import Frame, aligned
from service.blocks.roles import Outline
from service.blocks.tree import Node
from service.paper import Border, Box, Picture, Rule, Slot
from service.press.columns import stack
from service.press.entries import entries
from service.press.pictures import drawable
from service.press.setting import Anchored, Clipped, Image, Ink, Item, Place, loose, moved
from service.press.strokes import fill_color, line, number, stroke_color

if TYPE_CHECKING:
    from service.press.typesetter import Typesetter

_HAIR_PT: Final = 0.25                           # the thinnest stroke that is printed
_LEVEL_PT: Final = 0.5                           # a rule that rises less is level
_ROUND: Final = 0.16667                          # the radius of a rounded box, of its shorter side (roundRect's own value)
_ARC: Final = 0.5523                             # how far a Bézier curve's controls stand for a quarter of a circle
_PATTERNS: Final = {"dash": "dashed", "dot": "dotted", "double": "double"}


def placed(found: Iterable[Item], frame: Frame, setter: Typesetter) -> list[Item]:
    """The items of a page, every drawing at its place: drawn after the text, which may run below it."""
    out: list[Item] = []
    drawn: list[Item] = []
    for item in found:
        if isinstance(item, Anchored):
            drawn += items(item, frame, setter)
        elif isinstance(item, Clipped):          # drawings are not clipped by the row that holds their anchor
            kept = tuple(one for one in item.items if not isinstance(one, Anchored))
            out.append(item._replace(items=kept))
            free = [one for one in item.items if isinstance(one, Anchored)]
            drawn += placed(moved(free, item.x_pt, item.y_pt), frame, setter)
        else:
            out.append(item)
    return out + drawn


def items(anchored: Anchored, frame: Frame, setter: Typesetter) -> list[Item]:
    """What a drawing is on its page, from the page's upper left corner; a picture that cannot be printed is nothing."""
    drawing, content = anchored.drawing, anchored.drawing.content
    x, y = _left(anchored, frame), _top(anchored, frame)
    if x < 0 or y < 0 or x + drawing.width_pt > frame.page_width_pt or y + drawing.height_pt > frame.page_height_pt:
        setter.stray()
    if isinstance(content, Rule):
        return [Ink(x, y, stroke(content), drawing.behind)]
    if isinstance(content, Slot):
        return [Place(x, y, content, drawing.width_pt, drawing.height_pt, anchored.node)]
    if isinstance(content, Picture):
        if not drawable(content):
            return []
        node = None if content.decorative else anchored.node
        return [Image(x, y, content, content.width_pt, content.height_pt, node, drawing.behind)]
    inside = _box(content, x, y, anchored.node, frame, setter)
    return [_behind(item) for item in loose(inside)] if drawing.behind else inside


# ---------------------------------------------------------------- places

def _left(anchored: Anchored, frame: Frame) -> float:
    x, width = anchored.drawing.x, anchored.drawing.width_pt
    match x.reference:
        case "page":
            return aligned(x, 0.0, frame.page_width_pt, width)
        case "margin":
            return aligned(x, frame.left_pt, frame.width_pt, width)
    return aligned(x, anchored.x_pt, anchored.width_pt, width)


def _top(anchored: Anchored, frame: Frame) -> float:
    y, height = anchored.drawing.y, anchored.drawing.height_pt
    match y.reference:
        case "page":
            return aligned(y, 0.0, frame.page_height_pt, height)
        case "margin":
            return aligned(y, frame.top_pt, frame.height_pt, height)
    return anchored.y_pt + y.offset_pt           # alignment in a line or paragraph is not honoured: `notices`


def _behind(item: Item) -> Item:
    return item._replace(behind=True) if isinstance(item, Ink | Image) else item


# ---------------------------------------------------------------- rules

@lru_cache(maxsize=1024)
def stroke(rule: Rule) -> bytes:
    """A drawn line, from the upper left corner of its extent."""
    weight = max(rule.weight_pt, _HAIR_PT)
    width = rule.dx_pt if rule.dx_pt >= _LEVEL_PT or rule.dy_pt < _LEVEL_PT else 0.0
    height = rule.dy_pt if rule.dy_pt >= _LEVEL_PT else 0.0
    y0, y1 = (-height, 0.0) if rule.mirrored else (0.0, -height)
    return line(0.0, y0, width, y1, weight, rule.color, _PATTERNS.get(rule.dash, "solid"))  # type: ignore[arg-type]


# ---------------------------------------------------------------- text boxes

def _box(box: Box, x: float, y: float, node: Node | None, frame: Frame, setter: Typesetter) -> list[Item]:
    """A text box: its shape, and its blocks from the top, pushed down by the room left where they are aligned otherwise. Text
    that is too long runs over its end: nothing is hidden."""
    top, right, bottom, left = box.inset_pt
    div = node.follow("Div") if node is not None else None
    width = box.width_pt - left - right
    setter.page_width_pt = frame.page_width_pt           # another section may have been set since
    laid = entries(box.blocks, setter, width_pt=width, node=div, outline=Outline(), left_of_page_pt=x + left, in_cell=True)
    stacked = stack(laid)
    room = box.height_pt - top - bottom - stacked.height_pt - stacked.after_pt
    if room > 0 and box.vertical != "top":
        top += room / 2 if box.vertical == "center" else room
    if y + top + stacked.height_pt > frame.page_height_pt:
        setter.stray()
    inside = moved(stacked.items, x + left, y + top)
    code = shape(box)
    return [*([Ink(x, y, code)] if code else ()), *placed(inside, frame, setter)]


def shape(box: Box) -> bytes:
    """The fill and the border of a text box, from its upper left corner; nothing where it has neither."""
    width, height = box.width_pt, box.height_pt
    radius = min(width, height) * _ROUND if box.rounded else 0.0
    filled = b""
    if box.fill:
        filled = b"q %s%s f Q\n" % (fill_color(box.fill), _outline(0.0, width, height, radius))
    return filled + (_border(box.border, width, height, radius) if box.border else b"")


def _border(border: Border, width: float, height: float, radius: float) -> bytes:
    """The border, its middle on the shape's edge; of a double one each stroke is a third of the whole."""
    whole, pattern = border_pt(border), STYLES.get(border.style, "solid")
    thick, shifts = (whole / 3, (-whole / 3, whole / 3)) if pattern == "double" else (whole, (0.0,))
    dash = {"dotted": (1.0, 1.0), "dashed": (3.0, 3.0)}.get(pattern)
    how = b"%s w %s" % (number(thick), stroke_color(border.color))
    if dash:
        how += b"[%s %s] 0 d " % (number(dash[0] * thick), number(dash[1] * thick))
    outlines = b" ".join(_outline(shift, width, height, radius) for shift in shifts)
    return b"q %s%s S Q\n" % (how, outlines)


def _outline(inset: float, width: float, height: float, radius: float) -> bytes:
    """The path of a box, so far within its edge."""
    x0, x1, y0, y1 = inset, width - inset, inset - height, -inset
    if radius <= inset:
        return b"%s %s %s %s re" % (number(x0), number(y0), number(x1 - x0), number(y1 - y0))
    r = radius - inset
    c = r * (1 - _ARC)
    corners = (
        (x1 - c, y1, x1, y1 - c, x1, y1 - r, x1, y0 + r),
        (x1, y0 + c, x1 - c, y0, x1 - r, y0, x0 + r, y0),
        (x0 + c, y0, x0, y0 + c, x0, y0 + r, x0, y1 - r),
        (x0, y1 - c, x0 + c, y1, x0 + r, y1, x1 - r, y1),
    )
    path = b"%s %s m %s %s l" % (number(x0 + r), number(y1), number(x1 - r), number(y1))
    for corner in corners:
        path += b" %s %s %s %s %s %s c %s %s l" % tuple(map(number, corner))
    return path + b" h"
