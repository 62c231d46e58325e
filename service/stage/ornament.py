"""The frame of our own drawing → straight lines, which Word, LibreOffice and our printer draw alike.

From outside: a heavy line, a thin one close to it, and behind a band a thin one that steps back at the corners, where a square
key pattern (hồi văn) stands. No emblem is drawn: its place is the box of a picture that the office supplies.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Final

from service.stage.stock import Frame
from service.values import StageLine

_MM_PER_PT: Final = 25.4 / 72
_THIN: Final = 1 / 3                       # of the outer line's weight
_CLOSE: Final = 0.25                       # of the band: from the outer to the first thin line
# The key pattern from the corner outwards, in shares of its side: one line, wound inwards.
_KEY: Final = ((0.0, 1.0), (0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.25, 1.0), (0.25, 0.25), (0.75, 0.25), (0.75, 0.75), (0.5, 0.75),
               (0.5, 0.5))

_Point = tuple[float, float]


@cache
def frame_lines(frame: Frame, size_mm: tuple[float, float]) -> tuple[StageLine, ...]:
    """A frame on a sheet of this size → its lines."""
    left, top = frame.inset_mm
    right, bottom = size_mm[0] - left, size_mm[1] - top
    thin = max(frame.weight_pt * _THIN, 0.5)
    near, band, corner = frame.band_mm * _CLOSE, frame.band_mm, frame.corner_mm
    step = near + corner + (band - near)                       # where the inner line turns back
    lines = [*_closed(_rectangle(left, top, right, bottom), frame.weight_pt, frame.color)]
    lines += _closed(_rectangle(left + near, top + near, right - near, bottom - near), thin, frame.color)
    lines += _closed(_stepped(left, top, right, bottom, band, step), thin, frame.color)
    gap = (near + step - corner) / 2                           # the key stands in the middle of the corner's square
    for mirrored_x in (False, True):
        for mirrored_y in (False, True):
            points = [(gap + x * corner, gap + y * corner) for x, y in _KEY]
            lines += _open([(right - x if mirrored_x else left + x, bottom - y if mirrored_y else top + y) for x, y in points],
                           thin, frame.color)
    return tuple(lines)


def _rectangle(left: float, top: float, right: float, bottom: float) -> list[_Point]:
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


def _stepped(left: float, top: float, right: float, bottom: float, band: float, step: float) -> list[_Point]:
    """The inner line: `band` inside the outer one, at each corner a square of side `step` left out."""
    return [
        (left + step, top + band), (right - step, top + band), (right - step, top + step), (right - band, top + step),
        (right - band, bottom - step), (right - step, bottom - step), (right - step, bottom - band), (left + step, bottom - band),
        (left + step, bottom - step), (left + band, bottom - step), (left + band, top + step), (left + step, top + step),
    ]


def _closed(points: list[_Point], weight_pt: float, color: str) -> Iterator[StageLine]:
    return _open([*points, points[0]], weight_pt, color)


def _open(points: list[_Point], weight_pt: float, color: str) -> Iterator[StageLine]:
    """Each stretch half a stroke longer at both ends, so that corners are full."""
    half = weight_pt * _MM_PER_PT / 2
    for (x1, y1), (x2, y2) in pairwise(points):
        (x1, x2), (y1, y2) = sorted((x1, x2)), sorted((y1, y2))
        along = (half, 0.0) if x2 > x1 else (0.0, half)
        yield StageLine(x1 - along[0], y1 - along[1], x2 + along[0], y2 + along[1], weight_pt, color)
