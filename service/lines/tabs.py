"""Where a tab leads. Positions are points from the left edge of the column."""

from __future__ import annotations

from typing import Final

from service.paper import ParagraphFormat, TabStop

_NEXT_PT: Final = 0.05  # a stop this near is already reached


def next_stop(x_pt: float, form: ParagraphFormat, default_pt: float) -> TabStop:
    """The stop that a tab at `x_pt` goes to: the paragraph's own, the hanging indent, then multiples of the default."""
    own = next((stop for stop in form.tabs if stop.kind != "bar" and stop.position_pt > x_pt + _NEXT_PT), None)
    hanging = form.first_line_pt < 0 and x_pt < form.left_pt - _NEXT_PT
    if hanging and (own is None or form.left_pt < own.position_pt):
        return TabStop(form.left_pt)
    if own is not None:
        return own
    step = default_pt if default_pt > 0 else 36.0
    return TabStop((int((x_pt + _NEXT_PT) // step) + 1) * step)
