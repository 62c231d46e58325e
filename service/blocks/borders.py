"""Borders: which strokes are drawn, and how much room they take."""

from __future__ import annotations

from typing import Final

from service.paper import Border

STYLES: Final = {
    "single": "solid", "thick": "solid", "double": "double", "triple": "double", "dotted": "dotted", "dashed": "dashed",
    "dashSmallGap": "dashed", "dotDash": "dashed", "dotDotDash": "dashed", "thinThickSmallGap": "double",
    "thickThinSmallGap": "double", "inset": "inset", "outset": "outset",
}  # fmt: skip
_THINNEST_PT: Final = 0.25


def border_pt(border: Border | None) -> float:
    """The whole width in points: a double rule is two strokes and a gap."""
    if border is None:
        return 0.0
    return max(border.width_pt, _THINNEST_PT) * (3 if STYLES.get(border.style) == "double" else 1)
