"""`w:tblpPr` → where a floating table stands that no text stands beside: in the flow, at its place (ECMA-376-1, 17.4.57).

Word sets text beside a table where at least an inch is left for it; else the text goes on below it. Its place counts from the
column, the body or the page across, and down from the paragraph that follows it.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from service.read.names import Element, of
from service.read.story import Container, Geometry
from service.read.units import points

_BESIDE_PT: Final = 72.0                         # the narrowest room in which Word sets text beside something


class Place(NamedTuple):
    """`left_pt`: from the left edge of the column, of its outer edge where it is `aligned`, else as the indent of any table."""

    left_pt: float
    aligned: bool
    above_pt: float                              # the room above it
    near: bool                                   # Word has it, or the text around it, elsewhere


def floating(e: Element, width_pt: float, container: Container, page: Geometry) -> Place:
    """A table `width_pt` wide in this container."""
    across, spec = of(e, "horzAnchor") or "text", of(e, "tblpXSpec") or ""
    room_left, room = (-page.left, page.width) if across == "page" and not container.cell else (0.0, container.width)
    slack = room - width_pt
    # alignment wins over any offset (17.4.57); inside and outside as on a right-hand page
    left = room_left + {"center": slack / 2, "right": slack, "outside": slack}.get(spec, 0.0 if spec else points(of(e, "tblpX")))
    beside = max(left - points(of(e, "leftFromText")), container.width - left - width_pt - points(of(e, "rightFromText")))
    down = points(of(e, "tblpY"))
    text = (of(e, "vertAnchor") or "margin") == "text" and not of(e, "tblpYSpec")
    aligned = spec in ("center", "right", "outside")
    return Place(left, aligned, max(down, 0.0) if text else 0.0, beside >= _BESIDE_PT or not text or down < 0)
