"""DrawingML in text → pictures, drawn lines and text boxes (ECMA-376-1, 20.4; wps: [MS-DOCX] 2.5)."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, Final, cast

from service.paper import Float, Inline, Picture, Position, Slot
from service.read.alternate import chosen
from service.read.names import Element, local, q
from service.read.pictures import crop_of, picture
from service.read.shapes import Drawn, shape
from service.read.story import Geometry, Story
from service.read.units import emu, number

_WRAPS = {"wrapNone": "none", "wrapSquare": "square", "wrapTight": "square", "wrapThrough": "square",
          "wrapTopAndBottom": "top_bottom"}
_X_PLAIN = {"page": "page", "margin": "margin", "column": "column", "character": "character", "leftMargin": "page"}
_Y_PLAIN = {"page": "page", "margin": "margin", "paragraph": "paragraph", "line": "line", "topMargin": "page"}
_ALIGNS = frozenset(("left", "center", "right", "top", "bottom", "inside", "outside"))
# the name of a shape that is the place of a signature (docs/signing.md)
_SLOT: Final = re.compile(r"(chu_ky|dau)(_[a-z0-9_]+)?")
_REFUSED = {"chart": "c:chart", "relIds": "dgm:relIds", "wpc": "wpc:wpc", "contentPart": "wpi:contentPart"}


def drawing(story: Story, element: Element, place: str) -> list[Inline]:
    """`w:drawing` → the inlines it comes to; what it cannot carry is reported."""
    out: list[Inline] = []
    for frame in element:
        if frame.tag == q("wp:inline"):
            out.extend(_inline(story, frame, place))
        elif frame.tag == q("wp:anchor"):
            out.extend(_anchored(story, frame, place))
        else:
            story.book.findings.unknown(frame, place)
    return out


def _size(frame: Element) -> tuple[float, float]:
    extent = frame.find(q("wp:extent"))
    return (0.0, 0.0) if extent is None else (emu(extent.get("cx")), emu(extent.get("cy")))


def _inline(story: Story, frame: Element, place: str) -> list[Inline]:
    width, height = _size(frame)
    out: list[Inline] = []
    for drawn in _contents(story, frame, (width, height), place):
        if isinstance(drawn.content, Picture):
            out.append(drawn.content)
        else:
            if drawn.content is not None:
                story.book.findings.add("wps:wsp#inline", place)
            out.extend(_floats([drawn], Position("character", drawn.x), Position("line", drawn.y)))
    return out


def _anchored(story: Story, frame: Element, place: str) -> list[Inline]:
    size = _size(frame)
    wrap = "none"
    for child in frame:
        name = local(child)
        if name in _WRAPS:
            wrap = _WRAPS[name]
            if name in ("wrapTight", "wrapThrough"):
                story.book.findings.add("wp:wrapTight", place)
    drawn = _slots(frame, _contents(story, frame, size, place))
    geometry = story.book.geometry
    if frame.get("simplePos") in ("1", "true"):
        point = frame.find(q("wp:simplePos"))
        x = Position("page", emu(None if point is None else point.get("x")))
        y = Position("page", emu(None if point is None else point.get("y")))
    else:
        x = _position(story, _axis(frame, "positionH"), _X_PLAIN, geometry, size[0], place)
        y = _position(story, _axis(frame, "positionV"), _Y_PLAIN, geometry, size[1], place)
    distance = tuple(emu(frame.get(f"dist{side}")) for side in "TRBL")
    return _floats(drawn, x, y, wrap, frame.get("behindDoc") in ("1", "true"), cast(Any, distance))


def _slots(frame: Element, drawn: list[Drawn]) -> list[Drawn]:
    """A shape that shows nothing and has the name of a signature's field is its place."""
    properties, shape_there = frame.find(q("wp:docPr")), frame.find(f"{q('a:graphic')}/{q('a:graphicData')}/{q('wps:wsp')}")
    name = "" if properties is None else properties.get("name", "")
    if shape_there is None or not _SLOT.fullmatch(name):
        return drawn
    title = properties.get("descr", "") if properties is not None else ""
    return [replace(one, content=Slot(name, title)) if one.content is None else one for one in drawn]


def _floats(drawn: list[Drawn], x: Position, y: Position, wrap: str = "none", behind: bool = False,
            distance: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)) -> list[Inline]:
    return [
        Float(part.content, part.width, part.height, Position(x.reference, x.offset_pt + part.x, x.align),
              Position(y.reference, y.offset_pt + part.y, y.align), cast(Any, wrap), behind, distance)
        for part in drawn if part.content is not None]


def _axis(frame: Element, name: str) -> Element | None:
    """The position on one axis; newer Word wraps it in an AlternateContent with a share of the page first."""
    found = frame.find(q(f"wp:{name}"))
    if found is None:
        for alternate in frame.iterchildren(q("mc:AlternateContent")):
            for branch in reversed(list(alternate)):       # the fallback holds the same place as a plain offset
                found = branch.find(q(f"wp:{name}"))
                if found is not None:
                    return found
    return found


def _position(story: Story, e: Element | None, plain: dict[str, str], page: Geometry, size: float, place: str) -> Position:
    horizontal = plain is _X_PLAIN
    if e is None:
        return Position(cast(Any, "column" if horizontal else "paragraph"))
    relative = e.get("relativeFrom", "")
    align, offset, share = e.find(q("wp:align")), e.find(q("wp:posOffset")), None
    for name in ("wp14:pctPosHOffset", "wp14:pctPosVOffset"):
        share = share if share is not None else e.find(q(name))
    word = (align.text or "").strip() if align is not None else ""
    distance = emu((offset.text or "").strip()) if offset is not None else 0.0
    # The strip that a margin is: where it begins on the page and how wide it is.
    start, extent = {
        "leftMargin": (0.0, page.left), "rightMargin": (page.width - page.right, page.right),
        "insideMargin": (0.0, page.left), "outsideMargin": (page.width - page.right, page.right),
        "topMargin": (0.0, page.top), "bottomMargin": (page.height - page.bottom, page.bottom),
        "page": (0.0, page.width if horizontal else page.height),
        "margin": (page.left if horizontal else page.top, page.measure if horizontal else page.height - page.top - page.bottom),
    }.get(relative, (0.0, 0.0))
    if relative in ("insideMargin", "outsideMargin") or word in ("inside", "outside"):
        story.book.findings.add("drawing:position", place, kieu=word or relative)
    if share is not None:
        return Position("page", start + extent * number((share.text or "").strip()) / 100000)
    if word in _ALIGNS:
        if relative not in ("page", "margin", "column", "character", "paragraph", "line"):
            free = extent - size
            return Position("page", start + {"center": free / 2, "right": free, "bottom": free, "outside": free}.get(word, 0.0))
        return Position(cast(Any, plain.get(relative, "page")), 0.0, cast(Any, word))
    if relative in plain:
        return Position(cast(Any, plain[relative]), distance)
    return Position("page", start + distance)


def _contents(story: Story, frame: Element, size: tuple[float, float], place: str) -> list[Drawn]:
    """What an inline or anchored frame shows."""
    graphic = frame.find(f"{q('a:graphic')}/{q('a:graphicData')}")
    properties = frame.find(q("wp:docPr"))
    alt = "" if properties is None else properties.get("descr", "")
    if properties is not None and properties.find(q("a:hlinkClick")) is not None:
        story.book.findings.add("link:picture", place)
    out: list[Drawn] = []
    for child in () if graphic is None else graphic:
        out.extend(_content(story, child, size, place, alt))
    mark = None if properties is None else next(properties.iter(q("adec:decorative")), None)
    return [_decorative(one) for one in out] if mark is not None and mark.get("val") in ("1", "true") else out


def _decorative(drawn: Drawn) -> Drawn:
    return replace(drawn, content=replace(drawn.content, decorative=True)) if isinstance(drawn.content, Picture) else drawn


def _content(story: Story, e: Element, size: tuple[float, float], place: str, alt: str) -> list[Drawn]:
    findings = story.book.findings
    if e.tag == q("mc:AlternateContent"):
        branch, wanted = chosen(e)
        if branch is None:
            findings.add("mc:AlternateContent", place, kieu=wanted)
        return [d for child in (() if branch is None else branch) for d in _content(story, child, size, place, alt)]
    if e.tag == q("pic:pic"):
        return [Drawn(_picture(story, e, size, place, alt), size[0], size[1])]
    if e.tag == q("wps:wsp"):
        return [shape(story, e, size, place)]
    if e.tag == q("wpg:wgp"):
        return _group(story, e, size, place, alt)
    name = _REFUSED.get(local(e))
    if name:
        findings.add(name, place)
    else:
        findings.add("w:drawing", place, kieu=local(e))
    return []


def _picture(story: Story, e: Element, size: tuple[float, float], place: str, alt: str) -> Picture | None:
    fill, own = e.find(q("pic:blipFill")), e.find(f"{q('pic:nvPicPr')}/{q('pic:cNvPr')}")
    blip = None if fill is None else fill.find(q("a:blip"))
    if blip is None:
        story.book.findings.add("picture:missing", place)
        return None
    if len(blip) and any(local(child) != "extLst" for child in blip):
        story.book.findings.add("drawing:effect", place)
    properties = e.find(q("pic:spPr"))
    if properties is not None:
        turned(story, properties.find(q("a:xfrm")), place)
        line = properties.find(q("a:ln"))
        if line is not None and line.find(q("a:solidFill")) is not None:
            story.book.findings.add("drawing:effect", place)
    relation_id = blip.get(q("r:embed")) or blip.get(q("r:link")) or ""
    return picture(story, relation_id, size, place, alt=alt or ("" if own is None else own.get("descr", "")), crop=crop_of(fill))


def turned(story: Story, transform: Element | None, place: str) -> None:
    """Reports a rotation or a flip that the paper does not carry."""
    if transform is None:
        return
    if number(transform.get("rot")) % 21600000:
        story.book.findings.add("drawing:rotation", place)
    if transform.get("flipH") in ("1", "true") or transform.get("flipV") in ("1", "true"):
        story.book.findings.add("drawing:flip", place)


def _group(story: Story, group: Element, size: tuple[float, float], place: str, alt: str) -> list[Drawn]:
    """A group's children at their own places: the child space is mapped onto the frame (20.1.7.5)."""
    transform = group.find(f"{q('wpg:grpSpPr')}/{q('a:xfrm')}")
    origin, span = _box(transform, "a:chOff", "a:chExt")
    if transform is not None:
        turned(story, transform, place)
    scale_x = size[0] / span[0] if span[0] else 1.0
    scale_y = size[1] / span[1] if span[1] else 1.0
    out: list[Drawn] = []
    for child in group:
        name = local(child)
        if name in ("cNvPr", "cNvGrpSpPr", "grpSpPr", "extLst"):
            continue
        at = child.find(f"{q('wpg:grpSpPr')}/{q('a:xfrm')}") if name in ("grpSp", "wgp") else child.find(f".//{q('a:xfrm')}")
        offset, extent = _box(at, "a:off", "a:ext")
        inner_size = extent[0] * scale_x, extent[1] * scale_y
        shift = (offset[0] - origin[0]) * scale_x, (offset[1] - origin[1]) * scale_y
        inside = _group if name == "grpSp" else _content
        parts = inside(story, child, inner_size, place, alt)
        out.extend(Drawn(p.content, p.width, p.height, p.x + shift[0], p.y + shift[1]) for p in parts)
    return out


def _box(transform: Element | None, at: str, extent: str) -> tuple[tuple[float, float], tuple[float, float]]:
    corner, span = (None, None) if transform is None else (transform.find(q(at)), transform.find(q(extent)))
    return ((0.0, 0.0) if corner is None else (emu(corner.get("x")), emu(corner.get("y"))),
            (0.0, 0.0) if span is None else (emu(span.get("cx")), emu(span.get("cy"))))
