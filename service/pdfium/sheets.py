"""PDF bytes → one `Sheet` a page. Points from the top left corner, the page turned as it is shown."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as raw

from service.errors import LimitExceeded, problem
from service.pdfium.document import opened
from service.pdfium.drawn import Matrix, lines_of, matrix_of
from service.pdfium.faces import Face, to_face

_INVISIBLE, _FILL_AND_STROKE = 3, 2               # ISO 32000-2, table 104: text rendering modes
_MOST_ON_A_PAGE = 60_000                          # a page of small print holds a tenth
_DEEPEST = 8                                      # forms within forms
_LEVEL = 0.05                                     # letters that climb more than this are a watermark or a label on its side
_SOFT_HYPHEN = 2                                  # what PDFium gives for the hyphen at a line's end
_SAME: Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True, slots=True)
class Letter:
    """One visible, level character: its advance box, its baseline, its size in points."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    face: Face
    color: str                                    # RRGGBB
    order: int                                    # in the page's stream


@dataclass(frozen=True, slots=True)
class Drawn:
    """A straight line, level or upright."""

    left: float
    top: float
    right: float
    bottom: float
    dashed: bool

    @property
    def level(self) -> bool:
        return self.right - self.left >= self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page. `pictures` is the part of the page under pictures, 0 to 1; `hidden` the number of invisible letters (OCR)."""

    number: int
    width: float
    height: float
    letters: tuple[Letter, ...]
    lines: tuple[Drawn, ...]
    pictures: float
    hidden: int


def sheets(data: bytes, *, max_pages: int, max_letters: int = 4_000_000) -> tuple[Sheet, ...]:
    """PDF bytes → its sheets. Raises FileUnreadable, or LimitExceeded with more pages or letters than allowed."""
    with opened(data) as document:
        pages = len(document)
        if pages > max_pages:
            raise LimitExceeded(
                problem("limit-pages", "Văn bản dài {so} trang, quá giới hạn {nhieu_nhat} trang (VANBAN_MAX_PAGES).",
                        so=pages, nhieu_nhat=max_pages)
            )
        found = []
        for number in range(1, pages + 1):
            page = document[number - 1]
            try:
                found.append(_sheet(page, number, max_letters))
            finally:
                page.close()
            max_letters -= len(found[-1].letters)
        return tuple(found)


def _sheet(page: Any, number: int, most: int) -> Sheet:
    shown = frame(page)
    width, height = page.get_size()
    text = page.get_textpage()
    try:
        if text.count_chars() > min(most, _MOST_ON_A_PAGE):
            raise LimitExceeded(problem("limit-letters", "Tệp PDF có quá nhiều chữ để kiểm tra (trang {trang}).", trang=number))
        letters, hidden = _letters(text, shown)
    finally:
        text.close()
    lines, area = _drawings(page, shown)
    return Sheet(number, width, height, tuple(letters), tuple(lines), min(1.0, area / max(1.0, width * height)), hidden)


def frame(page: Any) -> Callable[[float, float], tuple[float, float]]:
    """User space → the page as shown: its crop box, turned (ISO 32000-2, 7.7.3.3), y downwards."""
    left, low, right, high = page.get_bbox()
    match page.get_rotation():
        case 90:
            return lambda x, y: (y - low, x - left)
        case 180:
            return lambda x, y: (right - x, y - low)
        case 270:
            return lambda x, y: (high - y, right - x)
        case _:
            return lambda x, y: (x - left, high - y)


@dataclass(frozen=True, slots=True)
class _Ink:
    """What all letters of a text object share. `size` is 0 for those that are not read."""

    size: float
    face: Face
    color: str


def _letters(text: Any, shown: Callable[[float, float], tuple[float, float]]) -> tuple[list[Letter], int]:
    letters, hidden = [], 0
    inks: dict[int, _Ink | None] = {}
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    for index in range(raw.FPDFText_CountChars(text)):
        if raw.FPDFText_IsGenerated(text, index):
            continue                              # PDFium's own guess of blanks and line ends: ours comes later, from the gaps
        thing = raw.FPDFText_GetTextObject(text, index)
        if not thing:
            continue                              # a damaged page: a character without letters
        key = ctypes.addressof(thing.contents)
        if key not in inks:
            inks[key] = _ink(text, index, thing, shown)
        ink = inks[key]
        if ink is None:
            hidden += 1
            continue
        raw.FPDFText_GetLooseCharBox(text, index, box)
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        ends = sorted((shown(box.left, box.bottom)[0], shown(box.right, box.top)[0]))
        if ink.size:
            baseline = shown(x.value, y.value)[1]
            letters.append(Letter(_character(text, index), ends[0], ends[1], baseline, ink.size, ink.face, ink.color, index))
    return letters, hidden


def _character(text: Any, index: int) -> str:
    code = raw.FPDFText_GetUnicode(text, index)
    if code == _SOFT_HYPHEN:
        return "-"
    if code == 0 or 0xD800 <= code < 0xE000 or code > 0x10FFFF or raw.FPDFText_HasUnicodeMapError(text, index) == 1:
        return "\ufffd"
    return chr(code)


def _ink(text: Any, index: int, thing: Any, shown: Callable[[float, float], tuple[float, float]]) -> _Ink | None:
    """Size, face and colour of a text object; None for invisible letters (a scan's OCR)."""
    mode = raw.FPDFTextObj_GetTextRenderMode(thing)
    if mode == _INVISIBLE:
        return None
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text, index, matrix)
    origin, along, up = shown(0, 0), shown(matrix.a, matrix.b), shown(matrix.c, matrix.d)
    climb, run = along[1] - origin[1], along[0] - origin[0]
    level = run > 0 and abs(climb) <= _LEVEL * run
    scale = math.hypot(up[0] - origin[0], up[1] - origin[1])
    size = raw.FPDFText_GetFontSize(text, index) * scale if level else 0.0
    face = _face(text, index, thing)
    if mode == _FILL_AND_STROKE and not face.bold:            # a printer without the bold face thickens the regular one
        face = to_face(f"{face.name}-Bold", 0, 0, face.embedded)
    return _Ink(round(size, 2), face, _color(thing))


def _face(text: Any, index: int, thing: Any) -> Face:
    flags = ctypes.c_int()
    length = raw.FPDFText_GetFontInfo(text, index, None, 0, flags)
    name = ctypes.create_string_buffer(max(1, length))
    raw.FPDFText_GetFontInfo(text, index, name, length, flags)
    font = raw.FPDFTextObj_GetFont(thing)
    return to_face(name.value.decode("utf-8", "replace"), flags.value, 0, raw.FPDFFont_GetIsEmbedded(font) == 1)


def _color(thing: Any) -> str:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    raw.FPDFPageObj_GetFillColor(thing, red, green, blue, alpha)
    return f"{red.value:02X}{green.value:02X}{blue.value:02X}"


def _drawings(page: Any, shown: Callable[[float, float], tuple[float, float]]) -> tuple[list[Drawn], float]:
    """Level and upright lines, and the area of the pictures."""
    lines, area = [], 0.0
    for thing, outer in things(page):
        kind = raw.FPDFPageObj_GetType(thing)
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            a, b, c, d, *_ = matrix_of(thing, outer)
            area += abs(a * d - b * c)
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            for (x0, y0, x1, y1), dashed in lines_of(thing, outer):
                (left, top), (right, bottom) = shown(x0, y0), shown(x1, y1)
                drawn = Drawn(min(left, right), min(top, bottom), max(left, right), max(top, bottom), dashed)
                if min(drawn.right - drawn.left, drawn.bottom - drawn.top) < 1:
                    lines.append(drawn)
    return lines, area


def things(page: Any) -> Iterator[tuple[Any, Matrix]]:
    """Every object of the page with the matrix of the forms around it."""
    waiting = [(raw.FPDFPage_GetObject(page, index), _SAME, 0) for index in reversed(range(raw.FPDFPage_CountObjects(page)))]
    while waiting:
        thing, outer, depth = waiting.pop()
        if raw.FPDFPageObj_GetType(thing) != raw.FPDF_PAGEOBJ_FORM:
            yield thing, outer
        elif depth < _DEEPEST:
            inner = matrix_of(thing, outer)
            count = raw.FPDFFormObj_CountObjects(thing)
            waiting += [(raw.FPDFFormObj_GetObject(thing, index), inner, depth + 1) for index in reversed(range(count))]
