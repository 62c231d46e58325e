"""`w:ptab` → tab stops: a tab that leads to the middle or the end of its line, whatever stops the paragraph has (17.3.3.23).

Word's own headers and footers are made of them. A paragraph whose tabs are all of this kind has them as its stops.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, cast

from service.paper import Inline, ParagraphFormat, Tab, TabStop
from service.read.names import Element, of
from service.read.paragraph_properties import LEADERS


def with_stops(
    form: ParagraphFormat, tabs: Sequence[Element], inlines: Sequence[Inline], width_pt: float
) -> ParagraphFormat | None:
    """The format with a stop for each of the `tabs` in a column this wide; None where it has others too, or one to the left."""
    if sum(isinstance(inline, Tab) for inline in inlines) != len(tabs):
        return None
    stops: dict[str, TabStop] = {}
    for e in tabs:
        kind, indented = of(e, "alignment"), of(e, "relativeTo") == "indent"
        left, right = (form.left_pt, width_pt - form.right_pt) if indented else (0.0, width_pt)
        leader = cast(Any, LEADERS.get(of(e, "leader") or "", "none"))
        if kind == "center":
            stops[kind] = TabStop((left + right) / 2, "center", leader)
        elif kind == "right":
            stops[kind] = TabStop(right, "right", leader)
        else:
            return None
    return replace(form, tabs=tuple(sorted(stops.values(), key=lambda stop: stop.position_pt)))
