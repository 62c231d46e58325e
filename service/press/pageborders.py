"""The frame of a page (w:pgBorders), drawn behind everything."""

from __future__ import annotations

from typing import Final

from service.blocks.borders import STYLES
from service.paper import Border, Section
from service.press.setting import Ink
from service.press.strokes import line

_HAIR_PT: Final = 0.25                           # the thinnest stroke that is printed


def pageborders(section: Section) -> Ink | None:
    """The frame of a section's pages, from their upper left corner; None where they have none.

    A side stands its space away from the page's edge, or from the margin's outwards. Of a double one the second stroke stands
    inside the first, with the room of one between them.
    """
    borders = section.borders
    if borders.top is borders.right is borders.bottom is borders.left is None:
        return None
    from_page = section.borders_from == "page"

    def edge(border: Border | None, margin: float) -> float:
        space = border.space_pt if border else 0.0
        return space if from_page else margin - space

    x0, x1 = edge(borders.left, section.left_pt), section.width_pt - edge(borders.right, section.right_pt)
    y0, y1 = -edge(borders.top, section.top_pt), edge(borders.bottom, section.bottom_pt) - section.height_pt
    strokes = []
    for side, border in (("top", borders.top), ("right", borders.right), ("bottom", borders.bottom), ("left", borders.left)):
        if border is None:
            continue
        weight = max(border.width_pt, _HAIR_PT)
        pattern = STYLES.get(border.style, "solid")
        for number in range(2 if pattern == "double" else 1):
            inwards, cap = number * 2 * weight, weight / 2
            left, right, top, bottom = x0 + inwards, x1 - inwards, y0 - inwards, y1 + inwards
            ends = {
                "top": (left - cap, top, right + cap, top),
                "bottom": (left - cap, bottom, right + cap, bottom),
                "left": (left, bottom - cap, left, top + cap),
                "right": (right, bottom - cap, right, top + cap),
            }[side]
            broken = pattern if pattern == "dotted" or pattern == "dashed" else "solid"
            strokes.append(line(*ends, weight, border.color, broken))  # type: ignore[arg-type]  # one of the three
    return Ink(0.0, 0.0, b"".join(strokes), behind=True)
