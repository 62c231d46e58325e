"""VML in `w:pict` and `w:object` → pictures, drawn lines and text boxes (ECMA-376-4, 19): what Word up to 2007 drew."""

from __future__ import annotations

from typing import Any, Literal, cast

from service.paper import Border, Box, Float, Inline, Picture, Position, Rule
from service.read.names import Element, local, q
from service.read.pictures import Crop, picture
from service.read.story import Container, Places, Story
from service.read.theme import plain_color
from service.read.units import EMU, number, on, points

_ROOM = frozenset(("shapetype", "OLEObject", "Lock", "control", "lock", "callout", "bookmarkStart", "bookmarkEnd", "anchorlock"))
_CONNECTORS = frozenset(("#_x0000_t32", "#_x0000_t20"))
_PLAIN_SHAPES = frozenset(("#_x0000_t202", "#_x0000_t75", "#_x0000_t1", "#_x0000_t109"))
_X = {"page": "page", "margin": "margin", "text": "column", "char": "character"}
_Y = {"page": "page", "margin": "margin", "text": "paragraph", "line": "line"}
_WRAPS = {"square": "square", "tight": "square", "through": "square", "topAndBottom": "top_bottom", "none": "none"}
Styled = dict[str, str]


def vml(story: Story, element: Element, place: str) -> list[Inline]:
    """The shapes of a `w:pict` or `w:object`."""
    ole = element.tag == q("w:object")
    out: list[Inline] = []
    for child in element:
        name = local(child)
        if name == "control":
            story.book.findings.add("w:control", place)
        elif name == "movie":
            story.book.findings.add("w:movie", place)
        elif name not in _ROOM:
            out.extend(_shape(story, child, place))
    if ole:
        story.book.findings.add("w:object#preview" if any(isinstance(i, Picture | Float) for i in out) else "w:object", place)
    return out


def _shape(story: Story, e: Element, place: str) -> list[Inline]:
    name, style = local(e), _style(e)
    findings = story.book.findings
    if style.get("visibility") == "hidden":
        return []
    if name == "group":
        findings.add("v:group", place)
        return []
    if name == "line" or (name == "shape" and e.get("type") in _CONNECTORS):
        return _line(story, e, style, place)
    image = e.find(q("v:imagedata"))
    size = _length(style.get("width")), _length(style.get("height"))
    if on_attribute(e, q("o:hr")):
        width = _length(style.get("width")) or story.book.geometry.measure * number(e.get(q("o:hrpct")), 1000.0) / 1000
        rule = Rule(width, 0.0, max(size[1], 0.75), plain_color(e.get("fillcolor")))
        return [Float(rule, width, 0.0, Position("character"), Position("line"))]
    if image is not None:
        alt = e.get("alt", "")
        found = picture(story, image.get(q("r:id")) or image.get(q("r:pict")) or "", size, place, alt=alt, crop=_crop(image))
        return [] if found is None else _placed(story, e, style, found, size, place)
    text = e.find(f"{q('v:textbox')}/{q('w:txbxContent')}")
    plain = name in ("rect", "roundrect") or e.get("type") in _PLAIN_SHAPES
    if e.find(q("v:textpath")) is not None or (text is None and not plain):
        findings.add("v:shape", place, kieu="WordArt" if e.find(q("v:textpath")) is not None else name)
        return []
    if not plain:
        findings.add("wps:wsp#near", place, kieu=name)
    if number(style.get("rotation")) % 360:
        findings.add("drawing:rotation", place)
    return _placed(story, e, style, _box(story, e, text, size, place), size, place)


def _box(story: Story, e: Element, text: Element | None, size: tuple[float, float], place: str) -> Box:
    textbox = e.find(q("v:textbox"))
    inset = _insets("" if textbox is None else textbox.get("inset", ""))
    if textbox is not None and "layout-flow" in textbox.get("style", "") and "horizontal" not in textbox.get("style", ""):
        story.book.findings.add("w:textDirection", place)
    blocks = () if text is None else story.blocks(
        story.inner(), text, Places(f"{place}, khung chữ, "), Container(max(size[0] - inset[1] - inset[3], 0.0)))
    border = None
    if on_attribute(e, "stroked", True):
        color, weight, dash = _stroke(e)
        border = Border({"solid": "single", "dash": "dashed", "dot": "dotted", "double": "double"}[dash], weight, 0.0, color)
    fill = (plain_color(e.get("fillcolor")) or "FFFFFF") if on_attribute(e, "filled", True) else None
    anchor = _style(e).get("v-text-anchor", "top")
    vertical = cast(Any, {"middle": "center", "bottom": "bottom"}.get(anchor, "top"))
    return Box(size[0], size[1], blocks, border, fill, inset, vertical, local(e) == "roundrect")


def _line(story: Story, e: Element, style: Styled, place: str) -> list[Inline]:
    color, weight, dash = _stroke(e)
    if not on_attribute(e, "stroked", True):
        return []
    stroke = e.find(q("v:stroke"))
    if stroke is not None and any(stroke.get(end, "none") != "none" for end in ("startarrow", "endarrow")):
        story.book.findings.add("drawing:arrow", place)
    if local(e) == "line":
        (x1, y1), (x2, y2) = _point(e.get("from", "0,0")), _point(e.get("to", "10,10"))
        left, top, width, height = min(x1, x2), min(y1, y2), abs(x2 - x1), abs(y2 - y1)
        mirrored = (x2 - x1) * (y2 - y1) < 0
        flips = sum(axis in style.get("flip", "") for axis in "xy")
    else:
        left = top = 0.0
        width, height = _length(style.get("width")), _length(style.get("height"))
        mirrored, flips = False, sum(axis in style.get("flip", "") for axis in "xy")
    rule = Rule(width, height, weight, color, dash, (mirrored != bool(flips % 2)) and width > 0 and height > 0)
    return _placed(story, e, style, rule, (width, height), place, left, top)


def _placed(story: Story, e: Element, style: Styled, content: Picture | Rule | Box, size: tuple[float, float], place: str,
            left: float = 0.0, top: float = 0.0) -> list[Inline]:
    """In the line, or as a float where the style says `position:absolute`."""
    if style.get("position") not in ("absolute", "relative"):
        if isinstance(content, Picture):
            return [content]
        story.book.findings.add("wps:wsp#inline", place)
        return [Float(content, size[0], size[1], Position("character"), Position("line"))]
    x = _position(style, "horizontal", _X, "column", _length(style.get("margin-left") or style.get("left")) + left)
    y = _position(style, "vertical", _Y, "paragraph", _length(style.get("margin-top") or style.get("top")) + top)
    wrap = e.find(q("w10:wrap"))
    kind = "none" if wrap is None else wrap.get("type", "none")
    if kind in ("tight", "through"):
        story.book.findings.add("wp:wrapTight", place)
    distances = tuple(_length(style.get(f"mso-wrap-distance-{side}"), missing)
                      for side, missing in (("top", 0.0), ("right", 9.0), ("bottom", 0.0), ("left", 9.0)))
    return [Float(content, size[0], size[1], x, y, cast(Any, _WRAPS.get(kind, "none")), number(style.get("z-index")) < 0,
                  cast(Any, distances))]


def _position(style: Styled, axis: str, names: dict[str, str], missing: str, offset: float) -> Position:
    relative = style.get(f"mso-position-{axis}-relative", "")
    align = style.get(f"mso-position-{axis}", "absolute")
    if relative.endswith("-margin-area"):                  # the strip of a margin: only those at the page's own edge are as plain
        relative = "page" if relative.startswith(("left", "top", "inner")) else "margin"
    reference = cast(Any, names.get(relative, missing))
    if align in ("left", "center", "right", "top", "bottom", "inside", "outside"):
        return Position(reference, 0.0, cast(Any, align))
    return Position(reference, offset)


def _stroke(e: Element) -> tuple[str | None, float, Literal["solid", "dash", "dot", "double"]]:
    stroke = e.find(q("v:stroke"))
    weight = _length(e.get("strokeweight") or (None if stroke is None else stroke.get("weight")), 0.75)
    style = "" if stroke is None else stroke.get("dashstyle", "")
    dash: Literal["solid", "dash", "dot", "double"] = "solid"
    if style and style != "solid":
        dash = "dot" if style.lower() in ("dot", "shortdot", "1 1") else "dash"
    if stroke is not None and stroke.get("linestyle", "single") != "single":
        dash = "double"
    return plain_color(e.get("strokecolor")), weight, dash


def _style(e: Element) -> Styled:
    pairs = (item.partition(":") for item in e.get("style", "").split(";"))
    return {key.strip().lower(): value.strip() for key, _, value in pairs if value}


def _length(text: str | None, missing: float = 0.0) -> float:
    """A VML length: with its unit, or a bare number of EMU for weights and insets, of pixels else (19.1.2.19); `f` is 1/65536."""
    if not text:
        return missing
    text = text.strip()
    if text[-1:].isdigit():
        value = number(text, missing)
        return value / EMU if abs(value) > 5000 else value * 0.75
    return points(text, missing)


def _point(text: str) -> tuple[float, float]:
    x, _, y = text.partition(",")
    return _length(x), _length(y)


def _insets(text: str) -> tuple[float, float, float, float]:
    """`left,top,right,bottom` → top, right, bottom, left."""
    parts = [*text.split(","), "", "", "", ""]
    left, top, right, bottom = (_length(part, missing) for part, missing in zip(parts[:4], (7.2, 3.6, 7.2, 3.6), strict=True))
    return top, right, bottom, left


def _crop(image: Element) -> Crop:
    def share(name: str) -> float:
        text = image.get(name, "0")
        value = number(text[:-1]) / 65536 if text.endswith("f") else number(text)
        return min(max(value, 0.0), 0.99)
    left, top, right, bottom = share("cropleft"), share("croptop"), share("cropright"), share("cropbottom")
    return (left, top, right, bottom) if left + right < 1 and top + bottom < 1 else (0.0, 0.0, 0.0, 0.0)


def on_attribute(e: Element, name: str, missing: bool = False) -> bool:
    """VML booleans: t, true, f, false."""
    text = e.get(name)
    return missing if text is None else text not in ("f",) and on(text)
