"""`w:framePr` → where the frame of a paragraph stands (ECMA-376-1, 17.3.1.11)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from service.paper import Position
from service.read.names import Element, of
from service.read.units import points

_X = {"text": "column", "margin": "margin", "page": "page"}
_Y = {"text": "paragraph", "margin": "margin", "page": "page"}
_WRAPS = {"notBeside": "top_bottom", "none": "top_bottom"}
_SIDES = {"inside": "left", "outside": "right"}            # as on a right-hand page


@dataclass(frozen=True, slots=True)
class Frame:
    """Neighbouring paragraphs with equal frames stand in one."""

    width: float
    height: float
    x: Position
    y: Position
    wrap: str
    space: tuple[float, float]                             # above and below, beside

    @property
    def fitted(self) -> bool:
        """As wide as its text."""
        return self.width <= 0


def frame(e: Element) -> Frame | None:
    """The frame a `w:framePr` puts its paragraph in, or None where all it says is what a paragraph without one has."""
    width, height, x, y = (points(of(e, name)) for name in ("w", "h", "x", "y"))
    x_align, y_align, wrap = of(e, "xAlign") or "", of(e, "yAlign") or "", of(e, "wrap") or "auto"
    y_align = "" if y_align == "inline" else y_align
    if not any((width, height, x, y, y_align)) and x_align in ("", "left") and wrap == "auto":
        return None
    return Frame(
        width, height,
        Position(cast(Any, _X.get(of(e, "hAnchor") or "page", "page")), 0.0 if x_align else x,
                 cast(Any, _SIDES.get(x_align, x_align))),
        Position(cast(Any, _Y.get(of(e, "vAnchor") or "page", "page")), 0.0 if y_align else y, cast(Any, _vertical(y_align))),
        _WRAPS.get(wrap, "square"), (points(of(e, "vSpace")), points(of(e, "hSpace"))))


def _vertical(align: str) -> str:
    return {"inside": "top", "outside": "bottom"}.get(align, align)
