"""A path of a PDF page → the straight lines it shows. Lengths in points, still in the page's own frame."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pypdfium2.raw as raw

Matrix = tuple[float, float, float, float, float, float]
Corners = tuple[float, float, float, float]       # x0, y0, x1, y1

_THIN_PT = 3.0                                    # a filled rectangle no thicker than this is a line
_NOTHING_PT = 0.05
_SHORT_PT = 5.0                                   # dots and marks of lists are none
_NEARLY_WHITE = 0xF0


def matrix_of(thing: Any, outer: Matrix) -> Matrix:
    """The object's matrix followed by that of the form it stands in."""
    own = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(thing, own)
    a, b, c, d, e, f = own.a, own.b, own.c, own.d, own.e, own.f
    oa, ob, oc, od, oe, of = outer
    return (a * oa + b * oc, a * ob + b * od, c * oa + d * oc, c * ob + d * od, e * oa + f * oc + oe, e * ob + f * od + of)


def apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def lines_of(path: Any, outer: Matrix) -> Iterator[tuple[Corners, bool]]:
    """The corners of every line a path shows, and whether it is dashed. White and unpainted paths show none."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, fill, stroke)
    matrix = matrix_of(path, outer)
    if stroke.value and not _white(path, raw.FPDFPageObj_GetStrokeColor):
        dashed = raw.FPDFPageObj_GetDashCount(path) > 0
        for points in _shapes(path, matrix):
            yield from (((*start, *end), dashed) for start, end in pairwise(points) if _long(start, end))
    elif fill.value and not _white(path, raw.FPDFPageObj_GetFillColor):
        boxes = [box for points in _shapes(path, matrix) if (box := _bounds(points))]
        whole = _union(boxes)
        if len(boxes) == 2 and not _thin(whole):
            boxes = list(_bands(*boxes))
        # WeasyPrint cuts a border into pieces: where the whole is thin, it is one line
        for box in [whole] if boxes and _thin(whole) else boxes:
            if _thin(box):
                yield _middle(box), False


def _bands(one: Corners, other: Corners) -> Iterator[Corners]:
    """The sides of a frame that is painted as one box with a hole; other pairs of boxes stay as they are."""
    outer, inner = sorted((one, other), key=lambda box: (box[0] - box[2]) * (box[3] - box[1]))
    left, low, right, high = outer
    slack = _NOTHING_PT
    if inner[0] < left - slack or inner[1] < low - slack or inner[2] > right + slack or inner[3] > high + slack:
        yield from (outer, inner)
        return
    yield from (band for band in ((left, low, right, inner[1]), (left, inner[3], right, high),
                                  (left, low, inner[0], high), (inner[2], low, right, high))
                if min(band[2] - band[0], band[3] - band[1]) > _NOTHING_PT)


def _shapes(path: Any, matrix: Matrix) -> Iterator[list[tuple[float, float]]]:
    """The points of every closed or open part of the path. Curves give their ends."""
    points: list[tuple[float, float]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(raw.FPDFPath_CountSegments(path)):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO:
            if points:
                yield points
            points = []
        points.append(apply(matrix, x.value, y.value))
        if raw.FPDFPathSegment_GetClose(segment) and points[0] != points[-1]:
            points.append(points[0])
    if points:
        yield points


def _white(path: Any, color_of: Any) -> bool:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not color_of(path, red, green, blue, alpha):
        return False
    return alpha.value == 0 or min(red.value, green.value, blue.value) > _NEARLY_WHITE


def _long(start: tuple[float, float], end: tuple[float, float]) -> bool:
    return max(abs(end[0] - start[0]), abs(end[1] - start[1])) >= _SHORT_PT


def _bounds(points: list[tuple[float, float]]) -> Corners | None:
    if len(points) < 2:
        return None
    across, down = [x for x, _ in points], [y for _, y in points]
    return min(across), min(down), max(across), max(down)


def _union(boxes: list[Corners]) -> Corners:
    if not boxes:
        return 0.0, 0.0, 0.0, 0.0
    lefts, lows, rights, highs = zip(*boxes, strict=True)
    return min(lefts), min(lows), max(rights), max(highs)


def _thin(box: Corners) -> bool:
    width, height = box[2] - box[0], box[3] - box[1]
    return min(width, height) <= _THIN_PT and max(width, height) >= _SHORT_PT


def _middle(box: Corners) -> Corners:
    """The line along the middle of a thin rectangle."""
    left, low, right, high = box
    if right - left >= high - low:
        return left, (low + high) / 2, right, (low + high) / 2
    return (left + right) / 2, low, (left + right) / 2, high
