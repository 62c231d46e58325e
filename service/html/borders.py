"""Border → CSS."""

from __future__ import annotations

from service.blocks.borders import STYLES, border_pt
from service.html.sheet import pt
from service.paper import Border


def color(value: str | None) -> str:
    """A colour for CSS; automatic is black."""
    return f"#{value}" if value else "#000"


def border_css(side: str, border: Border | None) -> str:
    """The declaration for one side, or nothing."""
    if border is None:
        return ""
    return f"border-{side}:{pt(border_pt(border))} {STYLES.get(border.style, 'solid')} {color(border.color)};"
