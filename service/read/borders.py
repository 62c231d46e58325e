"""Border and shading elements → `Border`, fill colour (ECMA-376-1, 17.3.4, 17.3.5, 17.18.2, 17.18.78)."""

from __future__ import annotations

from service.paper import Border
from service.read.bounds import beyond
from service.read.constructs import Note, note
from service.read.names import Element, W, local
from service.read.theme import Theme, mixed, plain_color
from service.read.units import number

SIDES = {"top": "top", "bottom": "bottom", "left": "left", "right": "right", "start": "left", "end": "right",
         "insideH": "insideH", "insideV": "insideV", "between": "between"}
Raw = dict[str, Border | None]                             # side → border; None: there is explicitly none

_LINES = frozenset((
    "single", "thick", "double", "dotted", "dashed", "dotDash", "dotDotDash", "triple", "thinThickSmallGap",
    "thickThinSmallGap", "thinThickThinSmallGap", "thinThickMediumGap", "thickThinMediumGap", "thinThickThinMediumGap",
    "thinThickLargeGap", "thickThinLargeGap", "thinThickThinLargeGap", "wave", "doubleWave", "dashSmallGap", "dashDotStroked",
    "threeDEmboss", "threeDEngrave", "outset", "inset"))
_WIDEST, _FARTHEST_PT = 96.0, 31.0     # what Word takes of `sz` and `space`
_PATTERNS = {"solid": 1.0, "horzStripe": .5, "vertStripe": .5, "reverseDiagStripe": .5, "diagStripe": .5, "horzCross": .5,
             "diagCross": .5, "thinHorzStripe": .25, "thinVertStripe": .25, "thinReverseDiagStripe": .25, "thinDiagStripe": .25,
             "thinHorzCross": .25, "thinDiagCross": .25}


def border(element: Element, notes: list[Note]) -> Border | None:
    """One border; None where the file says there is none. `sz` counts eighths of a point, art borders whole points."""
    style = element.get(W + "val", "none")
    if style in ("nil", "none"):
        return None
    notes += beyond(element)
    size, space = number(element.get(W + "sz"), 4.0), min(max(number(element.get(W + "space")), 0.0), _FARTHEST_PT)
    if style not in _LINES:
        notes.append(note("border:art", kieu=style))
        return Border("single", min(max(size, 0.25), 31.0), space, plain_color(element.get(W + "color")))
    return Border(style, min(max(size, 2.0), _WIDEST) / 8, space, plain_color(element.get(W + "color")))


def borders(element: Element | None, notes: list[Note]) -> Raw:
    """The sides of a border list by their plain names (start → left)."""
    found: Raw = {}
    for child in () if element is None else element:
        side = SIDES.get(local(child))
        if side is not None:
            found[side] = border(child, notes)
        elif local(child) == "bar":
            notes.append(note("w:pBdr/w:bar"))
        elif local(child) in ("tl2br", "tr2bl") and child.get(W + "val") not in (None, "nil", "none"):
            notes.append(note("w:tl2br"))
    return found


def fill(element: Element | None, theme: Theme) -> str | None:
    """`w:shd` → the colour seen: the pattern's share of its colour over the fill; None for automatic or clear."""
    if element is None:
        return None
    pattern, back = element.get(W + "val", "clear"), plain_color(element.get(W + "fill"))
    if back is None and element.get(W + "themeFill") and element.get(W + "fill") != "auto":
        back = theme.color(element.get(W + "themeFill", ""))
    if pattern in ("clear", "nil"):
        return back
    share = _PATTERNS.get(pattern) or number(pattern.removeprefix("pct")) / 100
    return mixed(plain_color(element.get(W + "color")) or "000000", back or "FFFFFF", min(share, 1.0))
