"""Where the agency's signature of an electronic copy stands: ô 14, in the top margin at the right (PL I, Phần II, I.3).

Lengths are points from the top left of page 1 as it is shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from service.errors import InputRefused, Problem, problem
from service.pdfium import ink
from service.sign.appearance import needed_pt

Box = tuple[float, float, float, float]           # left, top, right, bottom

_MM: Final = 72 / 25.4
_WIDTHS_MM: Final = (80.0, 70.0, 60.0, 95.0, 110.0)    # mẫu 3.2 draws 81; narrower where less is free, wider for long names
_LEAST_HEIGHT_MM: Final = 10.0
_PADDING_MM: Final = 0.5
_TOPS_MM: Final = (6.0, 3.0, 9.0)
_LOWEST_MM: Final = 25.0                          # I.3: the top margin is 20 to 25 mm
_RIGHT_MM: Final = 8.0                            # from the edge of the paper: a printer reaches there
_GAP_MM: Final = 1.0
_STEP_MM: Final = 4.0
_CLEAN: Final = 0.002                             # of its pixels: dust of a scan
_TIME: Final = "2026-01-01T00:00:00+07:00"        # as long as every other


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the field goes, and what is to be said of it."""

    box: Box
    faults: tuple[Problem, ...] = ()              # it covers something
    notices: tuple[Problem, ...] = ()             # it is free, but not the corner


def spot(pdf: bytes, width: float, height: float, line: str, taken: Sequence[Box] = ()) -> Spot:
    """The free place nearest to the corner for a line of text without its time. `taken`: what is on page 1 and not seen.

    Raises InputRefused where the page has no room at all.
    """
    boxes = list(_candidates(width, height, f"{line}; {_TIME}"))
    if not boxes:
        raise InputRefused(problem("copy-page-small", "Trang đầu {rong:.0f} × {cao:.0f} mm không đủ chỗ cho thông tin ký số.",
                                   place="trang 1", rong=width / _MM, cao=height / _MM))
    shares = ink(pdf, 1, [_with_gap(box, width, height) for box in boxes])
    free = [box for box, share in zip(boxes, shares, strict=True)
            if share <= _CLEAN and not any(_meet(box, one) for one in taken)]
    if not free:
        return Spot(boxes[0], faults=(problem(
            "copy-corner-taken", "Góc trên bên phải và mép trên trang đầu đã có chữ hoặc hình; thông tin ký số sẽ đè lên.",
            place="trang 1"),))
    if free[0][2] < boxes[0][2] - 0.5:
        return Spot(free[0], notices=(problem(
            "copy-corner-moved", "Góc trên bên phải trang đầu đã có chữ hoặc hình; thông tin ký số đặt cách mép phải "
            "{xa:.0f} mm.", place="trang 1", xa=(width - free[0][2]) / _MM),))
    return Spot(free[0])


def _with_gap(box: Box, width: float, height: float) -> Box:
    """A little more than the field, so that it does not touch its neighbours; within the page."""
    gap = _GAP_MM * _MM
    return max(0.0, box[0] - gap), max(0.0, box[1] - gap), min(width, box[2] + gap), min(height, box[3] + gap)


def _candidates(width: float, height: float, text: str) -> Iterator[Box]:
    """From the corner to the left; at each step the lowest first."""
    low = min(_LOWEST_MM * _MM, height)
    right = width - _RIGHT_MM * _MM
    heights = {wide: max(_LEAST_HEIGHT_MM, height_mm(text, wide)) * _MM for wide in _WIDTHS_MM}
    while right > _RIGHT_MM * _MM:
        for wide in sorted(_WIDTHS_MM, key=heights.__getitem__):
            high, left = heights[wide], right - wide * _MM
            yield from ((left, top * _MM, right, top * _MM + high) for top in _TOPS_MM
                        if left >= 0 and top * _MM + high <= low)
        right -= _STEP_MM * _MM


def height_mm(text: str, width_mm: float) -> float:
    """How high a box of this width is that holds the text as the signature will show it."""
    return needed_pt(text, width_mm * _MM) / _MM + 2 * _PADDING_MM


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
