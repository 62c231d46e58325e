"""PDF bytes → one `Plate` a page: how much of it is pictures, how fine they are, whether in colour.

A scanner writes a page as one picture, as strips, or as layers (a coarse ground in colour under fine letters in black). So a page
is judged at points of a grid: what matters at a point is the finest picture that covers it, and whether any of them is in colour.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Final, Literal

import pypdfium2.raw as raw

from service.errors import LimitExceeded, problem
from service.pdfium.document import opened
from service.pdfium.drawn import Matrix, apply, matrix_of
from service.pdfium.sheets import things

Colour = Literal["colour", "neutral", "grey", "bilevel"]
_MM_PER_PT: Final = 25.4 / 72
_GRID: Final = 24                                 # points along each side
_MOST_PICTURES: Final = 2000                      # of a page: a scanner's strips are some dozens
_SEEN_DPI: Final = 100                            # fine enough to find the colour of a stamp or of a pen's line
_GREYS: Final = frozenset((raw.FPDF_COLORSPACE_DEVICEGRAY, raw.FPDF_COLORSPACE_CALGRAY))
_MOST_PIXELS: Final = 3000                        # along a side: a page may claim to be as large as a field
_INVISIBLE: Final = 3                             # ISO 32000-2, table 104: OCR puts its letters so under a scan


@dataclass(frozen=True, slots=True)
class Plate:
    """One page. Lengths are those of the paper; `left_mm` … `bottom_mm` are the bare edges round the pictures (negative: they
    reach beyond the page), on the page before it is turned."""

    number: int
    width_mm: float
    height_mm: float
    covered: float                                # part of the page under pictures, 0 to 1
    edges_mm: tuple[float, float, float, float]   # left, bottom, right, top; all 0 where there is no picture
    dpi: float                                    # of the coarsest place that is covered; 0: no picture
    colour: Colour                                # "neutral": pictures in colour in which nothing has a colour
    letters: int                                  # letters that can be seen


@dataclass(frozen=True, slots=True)
class _Picture:
    inverse: Matrix                               # user space → the unit square
    box: tuple[float, float, float, float]
    dpi: float
    colour: Colour


def plates(data: bytes, *, max_pages: int) -> tuple[Plate, ...]:
    """PDF bytes → a plate for each page. Raises FileUnreadable, LimitExceeded."""
    with opened(data) as document:
        if len(document) > max_pages:
            raise LimitExceeded(
                problem("limit-pages", "Văn bản dài {so} trang, quá giới hạn {nhieu_nhat} trang (VANBAN_MAX_PAGES).",
                        so=len(document), nhieu_nhat=max_pages)
            )
        found = []
        for number in range(1, len(document) + 1):
            page = document[number - 1]
            try:
                found.append(_plate(page, number))
            finally:
                page.close()
        return tuple(found)


def _plate(page: Any, number: int) -> Plate:
    left, low, right, high = page.get_bbox()
    width, height = max(right - left, 1e-3), max(high - low, 1e-3)
    pictures = _pictures(page, number)
    points = [(left + width * (i + 0.5) / _GRID, low + height * (j + 0.5) / _GRID) for i in range(_GRID) for j in range(_GRID)]
    over = [[one for one in pictures if _covers(one, x, y)] for x, y in points]
    covered = [some for some in over if some]
    edges = (0.0, 0.0, 0.0, 0.0)
    if pictures:
        lefts, lows, rights, highs = zip(*(one.box for one in pictures), strict=True)
        edges = min(lefts) - left, min(lows) - low, right - max(rights), high - max(highs)
    shown = page.get_size()
    return Plate(
        number=number,
        width_mm=shown[0] * _MM_PER_PT,
        height_mm=shown[1] * _MM_PER_PT,
        covered=len(covered) / len(points),
        edges_mm=(edges[0] * _MM_PER_PT, edges[1] * _MM_PER_PT, edges[2] * _MM_PER_PT, edges[3] * _MM_PER_PT),
        dpi=min((max(one.dpi for one in some) for some in covered), default=0.0),
        colour=_colour(page, covered),
        letters=_letters(page),
    )


def _pictures(page: Any, number: int) -> list[_Picture]:
    found: list[_Picture] = []
    for thing, outer in things(page):
        if raw.FPDFPageObj_GetType(thing) != raw.FPDF_PAGEOBJ_IMAGE:
            continue
        a, b, c, d, e, f = matrix_of(thing, outer)
        area = a * d - b * c
        about = raw.FPDF_IMAGEOBJ_METADATA()
        if abs(area) < 1e-6 or not raw.FPDFImageObj_GetImageMetadata(thing, page, about):
            continue
        corners = [apply((a, b, c, d, e, f), x, y) for x, y in ((0, 0), (1, 0), (0, 1), (1, 1))]
        across, along = [x for x, _ in corners], [y for _, y in corners]
        inverse = (d / area, -b / area, -c / area, a / area, (c * f - d * e) / area, (b * e - a * f) / area)
        found.append(_Picture(
            inverse, (min(across), min(along), max(across), max(along)),
            dpi=min(about.width / math.hypot(a, b), about.height / math.hypot(c, d)) * 72,
            colour=_kind(about),
        ))
        if len(found) > _MOST_PICTURES:
            raise LimitExceeded(problem("limit-pictures", "Trang {trang} của tệp PDF có quá nhiều hình.", trang=number))
    return found


def _kind(about: Any) -> Colour:
    if about.bits_per_pixel == 1:
        return "bilevel"
    if about.colorspace in _GREYS or (about.colorspace == raw.FPDF_COLORSPACE_ICCBASED and about.bits_per_pixel <= 8):
        return "grey"
    return "colour"


def _covers(one: _Picture, x: float, y: float) -> bool:
    left, low, right, high = one.box
    if not (left <= x <= right and low <= y <= high):
        return False
    u, v = apply(one.inverse, x, y)
    return -1e-6 <= u <= 1 + 1e-6 and -1e-6 <= v <= 1 + 1e-6


def _colour(page: Any, covered: list[list[_Picture]]) -> Colour:
    """The best of what covers most of the page; pictures in colour are looked at, since a grey scan may be stored as colour."""
    kinds = [{one.colour for one in some} for some in covered]
    for kind in ("colour", "grey"):
        if sum(kind in some for some in kinds) * 2 > len(kinds):
            return "colour" if kind == "colour" and _coloured(page) else "neutral" if kind == "colour" else "grey"
    return "bilevel"


def _coloured(page: Any) -> bool:
    """Whether any pixel of the page as shown has a colour at all."""
    scale = min(_SEEN_DPI / 72, _MOST_PIXELS / max(page.get_size()))
    bitmap = page.render(scale=scale, may_draw_forms=False, prefer_bgrx=True)         # four bytes a pixel: no row is padded
    try:
        data = bytes(bitmap.buffer)
        return not data[0::4] == data[1::4] == data[2::4]
    finally:
        bitmap.close()


def _letters(page: Any) -> int:
    text = page.get_textpage()
    try:
        seen = 0
        for index in range(raw.FPDFText_CountChars(text)):
            thing = raw.FPDFText_GetTextObject(text, index)
            seen += bool(thing) and raw.FPDFTextObj_GetTextRenderMode(thing) != _INVISIBLE
        return seen
    finally:
        text.close()
