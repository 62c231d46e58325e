"""The page around a column, and where a drawing stands on one axis of it."""

from __future__ import annotations

from dataclasses import dataclass

from service.paper import Position


@dataclass(frozen=True, slots=True)
class Frame:
    """A kind of page and the body on it; top and height after header and footer have taken theirs (word.md R3b)."""

    page_width_pt: float
    page_height_pt: float
    left_pt: float
    top_pt: float
    width_pt: float
    height_pt: float


def aligned(position: Position, start: float, room: float, size: float) -> float:
    """The place on one axis: an offset from the reference, or aligned in its `room`."""
    if position.align in ("center",):
        return start + (room - size) / 2
    if position.align in ("right", "bottom", "outside"):
        return start + room - size
    if position.align:
        return start
    return start + position.offset_pt
