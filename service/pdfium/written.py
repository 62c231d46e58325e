"""PDF bytes → the characters of each page, each with its box: enough to find words again.

A third of the work of `sheets`, which also reads faces, colours and drawings.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as raw

from service.errors import LimitExceeded, problem
from service.pdfium.document import opened
from service.pdfium.sheets import frame

Rectangle = tuple[float, float, float, float]     # left, top, right, bottom
_DEEPEST = 64                                     # elements within elements


@dataclass(frozen=True, slots=True)
class Written:
    """One page as it is shown. Lengths in points; `boxes[i]` is that of `text[i]`, from the top left corner.

    The order is that of the page's stream, or of its tags: what no tag names (page numbers, running heads) then comes last.
    """

    width: float
    height: float
    text: str
    boxes: tuple[Rectangle, ...]


def written(data: bytes, *, max_pages: int, by_tags: bool = False) -> tuple[Written, ...]:
    """The pages of a PDF. `by_tags`: in the order of reading (ISO 32000-1, 14.8.2.3), where a print of ours paints what is placed
    by itself after all the rest. Raises FileUnreadable, LimitExceeded."""
    with opened(data) as document:
        if len(document) > max_pages:
            raise LimitExceeded(
                problem("limit-pages", "Văn bản dài {so} trang, quá giới hạn {nhieu_nhat} trang (VANBAN_MAX_PAGES).",
                        so=len(document), nhieu_nhat=max_pages)
            )
        found = []
        for number in range(len(document)):
            page = document[number]
            try:
                found.append(_written(page, _ranks(page) if by_tags else {}))
            finally:
                page.close()
        return tuple(found)


def _written(page: Any, ranks: dict[int, int]) -> Written:
    shown = frame(page)
    width, height = page.get_size()
    found: list[tuple[int, str, Rectangle]] = []
    box = raw.FS_RECTF()
    text = page.get_textpage()
    try:
        for index in range(raw.FPDFText_CountChars(text)):
            if raw.FPDFText_IsGenerated(text, index) or not raw.FPDFText_GetLooseCharBox(text, index, box):
                continue
            code = raw.FPDFText_GetUnicode(text, index)
            char = "\ufffd" if code == 0 or 0xD800 <= code < 0xE000 or code > 0x10FFFF else chr(code)
            (x0, y0), (x1, y1) = shown(box.left, box.top), shown(box.right, box.bottom)
            rank = _rank(text, index, ranks) if ranks else 0
            found.append((rank, char, (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))))
    finally:
        text.close()
    found.sort(key=lambda one: one[0])            # of one rank: in the order of the stream
    return Written(width, height, "".join(char for _, char, _ in found), tuple(place for _, _, place in found))


def _rank(text: Any, index: int, ranks: dict[int, int]) -> int:
    thing = raw.FPDFText_GetTextObject(text, index)
    mark = raw.FPDFPageObj_GetMarkedContentID(thing) if thing else -1
    return ranks.get(mark, len(ranks))


def _ranks(page: Any) -> dict[int, int]:
    """Identifier of each piece of marked content of a page → its place in the order of reading."""
    tree = raw.FPDF_StructTree_GetForPage(page)
    try:
        found: dict[int, int] = {}
        for number in range(max(raw.FPDF_StructTree_CountChildren(tree), 0)):
            for mark in _marks(raw.FPDF_StructTree_GetChildAtIndex(tree, number), _DEEPEST):
                found.setdefault(mark, len(found))
        return found
    finally:
        raw.FPDF_StructTree_Close(tree)


def _marks(element: Any, deep: int) -> Iterator[int]:
    if not element or not deep:
        return
    for number in range(max(raw.FPDF_StructElement_CountChildren(element), 0)):
        mark = raw.FPDF_StructElement_GetChildMarkedContentID(element, number)
        if mark >= 0:
            yield mark
        else:
            yield from _marks(raw.FPDF_StructElement_GetChildAtIndex(element, number), deep - 1)
