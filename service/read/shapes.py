"""`wps:wsp` → a drawn line, or a rectangle with text in it ([MS-DOCX] 2.5.3; ECMA-376-1, 20.1.2.2.24, 20.1.9.18)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from service.paper import Border, Box, Picture, Rule, Slot
from service.read.names import Element, local, q
from service.read.story import Container, Places, Story
from service.read.theme import drawn_color
from service.read.units import emu, number, whole

_LINES = frozenset(("line", "straightConnector1"))
_RECTANGLES = frozenset(("rect", "roundRect", "flowChartProcess", "flowChartAlternateProcess"))
_ANCHORS: dict[str, Literal["top", "center", "bottom"]] = {"t": "top", "ctr": "center", "b": "bottom"}
_DASHES: dict[str, Literal["solid", "dash", "dot"]] = {
    "solid": "solid", "dot": "dot", "sysDot": "dot", "dash": "dash", "lgDash": "dash", "sysDash": "dash", "dashDot": "dash",
    "lgDashDot": "dash", "lgDashDotDot": "dash", "sysDashDot": "dash", "sysDashDotDot": "dash"}
_DASHED_BORDER = {"dash": "dashed", "dot": "dotted", "double": "double", "solid": "single"}


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a frame shows and where in it, in points; `content` None: nothing that the paper carries."""

    content: Picture | Rule | Box | Slot | None
    width: float
    height: float
    x: float = 0.0
    y: float = 0.0


@dataclass(frozen=True, slots=True)
class Stroke:
    width: float
    color: str | None
    dash: Literal["solid", "dash", "dot", "double"]


def shape(story: Story, e: Element, size: tuple[float, float], place: str) -> Drawn:
    """One shape of the given size."""
    findings = story.book.findings
    properties = e.find(q("wps:spPr"))
    geometry = None if properties is None else properties.find(q("a:prstGeom"))
    custom = properties is not None and properties.find(q("a:custGeom")) is not None
    kind = "custom" if custom else "rect" if geometry is None else geometry.get("prst", "rect")
    stroke = _stroke(story, e, properties, place)
    transform = None if properties is None else properties.find(q("a:xfrm"))
    turn = number(None if transform is None else transform.get("rot")) % 21600000
    if kind in _LINES:
        if stroke is None:
            return Drawn(None, *size)
        return _line(story, transform, turn, size, stroke, place)
    if turn:
        findings.add("drawing:rotation", place)
    content = e.find(f"{q('wps:txbx')}/{q('w:txbxContent')}")
    if e.find(q("wps:linkedTxbx")) is not None:
        findings.add("wps:linkedTxbx", place)
    if kind not in _RECTANGLES:
        if content is None and (stroke is not None or _fill(story, e, properties, place)):
            findings.add("wps:wsp", place, kieu=kind)
            return Drawn(None, *size)
        if content is None:
            return Drawn(None, *size)
        findings.add("wps:wsp#near", place, kieu=kind)
    body = e.find(q("wps:bodyPr"))
    inset = _insets(body)
    blocks = () if content is None else story.blocks(
        story.inner(), content, Places(f"{place}, khung chữ, "), Container(max(size[0] - inset[1] - inset[3], 0.0)))
    if body is not None and body.get("vert", "horz") != "horz":
        findings.add("w:textDirection", place)
    border = None if stroke is None else Border(_DASHED_BORDER[stroke.dash], stroke.width, 0.0, stroke.color)
    fill = _fill(story, e, properties, place)
    if not blocks and border is None and fill is None:
        return Drawn(None, *size)
    vertical = _ANCHORS.get("t" if body is None else body.get("anchor", "t"), "top")
    return Drawn(Box(size[0], size[1], blocks, border, fill, inset, vertical, kind == "roundRect"), *size)


def _line(story: Story, transform: Element | None, turn: float, size: tuple[float, float], stroke: Stroke, place: str) -> Drawn:
    """A line from corner to corner; a quarter turn swaps its sides about its middle."""
    width, height = size
    flips = sum(transform is not None and transform.get(name) in ("1", "true") for name in ("flipH", "flipV"))
    x = y = 0.0
    if turn in (5400000, 16200000):
        x, y = (width - height) / 2, (height - width) / 2
        width, height, flips = height, width, flips + 1
    elif turn not in (0, 10800000):
        story.book.findings.add("drawing:rotation", place)
    return Drawn(Rule(width, height, stroke.width, stroke.color, stroke.dash, bool(flips % 2) and width > 0 and height > 0),
                 width, height, x, y)


def _stroke(story: Story, e: Element, properties: Element | None, place: str) -> Stroke | None:
    """The outline: the shape's own a:ln over what its style refers to in the theme (20.1.4.2.19)."""
    theme = story.book.sheet.theme
    own = None if properties is None else properties.find(q("a:ln"))
    reference = e.find(f"{q('wps:style')}/{q('a:lnRef')}")
    index = whole(None if reference is None else reference.get("idx"))
    if own is not None and own.find(q("a:noFill")) is not None:
        return None
    if own is None and index < 1:
        return None
    if own is not None and index < 1 and not any(local(child).endswith("Fill") for child in own) and own.get("w") is None:
        return None
    inherited = drawn_color(reference, theme)
    width = theme.lines_pt[min(index, len(theme.lines_pt)) - 1] if index else 0.75
    color, dash = inherited, "solid"
    if own is not None:
        width = emu(own.get("w"), width) or 0.75
        solid = own.find(q("a:solidFill"))
        color = drawn_color(solid, theme, inherited) if solid is not None else inherited
        preset = own.find(q("a:prstDash"))
        dash = _DASHES.get("solid" if preset is None else preset.get("val", "solid"), "solid")
        if own.get("cmpd", "sng") != "sng":
            dash = "double"
        ends = (own.find(q(f"a:{end}")) for end in ("headEnd", "tailEnd"))
        if any(end is not None and end.get("type", "none") != "none" for end in ends):
            story.book.findings.add("drawing:arrow", place)
    return Stroke(width, color, "double" if dash == "double" else _DASHES.get(dash, "solid"))


def _fill(story: Story, e: Element, properties: Element | None, place: str) -> str | None:
    """The ground's colour; None for none. A gradient, pattern or picture is reported."""
    theme = story.book.sheet.theme
    reference = e.find(f"{q('wps:style')}/{q('a:fillRef')}")
    inherited = None if reference is None or whole(reference.get("idx")) < 1 else drawn_color(reference, theme)
    for child in () if properties is None else properties:
        match local(child):
            case "noFill":
                return None
            case "solidFill":
                return drawn_color(child, theme, inherited)
            case "gradFill" | "blipFill" | "pattFill":
                story.book.findings.add("drawing:fill", place)
                return None
    return inherited


def _insets(body: Element | None) -> tuple[float, float, float, float]:
    """Top, right, bottom, left; missing ones are 0.05 and 0.1 inch (21.1.2.1.1)."""
    def inset(name: str, missing: float) -> float:
        return missing if body is None else emu(body.get(name), missing)
    return inset("tIns", 3.6), inset("rIns", 7.2), inset("bIns", 3.6), inset("lIns", 7.2)
