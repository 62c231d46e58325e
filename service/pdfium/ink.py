"""Where a page is free: what share of a place is darker than its paper, whatever drew it (letters, pictures, stamps, fields)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from service.pdfium.document import opened

Box = tuple[float, float, float, float]           # left, top, right, bottom: points from the top left of the page as shown

_DPI: Final = 100
_MOST_PIXELS: Final = 3000                        # along a side
_DARKER: Final = 60                               # of 255: a scan's paper is neither white nor even


def ink(data: bytes, page: int, boxes: Sequence[Box]) -> tuple[float, ...]:
    """For each box of a page (the first is 1) the share of its pixels that is ink, 0 to 1; 1 where it leaves the page.

    Paper is what is most common from the top of the page to the lowest box. Raises FileUnreadable.
    """
    with opened(data) as document:
        sheet = document[page - 1]
        try:
            scale = min(_DPI / 72, _MOST_PIXELS / max(sheet.get_size()))
            bitmap = sheet.render(scale=scale, grayscale=True, may_draw_forms=True)
            try:
                rows, width, height, stride = bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride
            finally:
                bitmap.close()
        finally:
            sheet.close()
    pixels = [_within(box, scale, width, height, rows, stride) for box in boxes]
    lowest = min(height, round(max((box[3] for box in boxes), default=0.0) * scale))
    strip = rows[: lowest * stride]
    paper = max(range(256), key=strip.count)
    dark = bytes(range(max(0, paper - _DARKER)))
    return tuple(1 - len(some.translate(None, dark)) / len(some) if some else 1.0 for some in pixels)


def _within(box: Box, scale: float, width: int, height: int, rows: bytes, stride: int) -> bytes:
    """The pixels of a box; none where a part of it is outside the page."""
    left, top, right, bottom = (round(edge * scale) for edge in box)
    if left < 0 or top < 0 or right > width or bottom > height:
        return b""
    return b"".join(rows[row * stride + left : row * stride + right] for row in range(top, bottom))
