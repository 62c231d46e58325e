"""A PDF's letters in order, and where in them a text stands.

Both sides are reduced to what they surely have in common: base letters and digits, in small letters. Marks, blanks, dashes
and the case of letters differ between a file and its print (capitals by a style, soft hyphens, decomposed marks, bullets).
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from service.marks.values import Box
from service.pdfium import Rectangle, Written

_MM: Final = 25.4 / 72
_HEAD: Final = 24                                 # letters by which the beginning of a longer text is found
_SHORT: Final = 8                                 # letters: a shorter text must stand near
_NEAR: Final = 300                                # letters that may stand before a short text: headers, what was not found
_FAR: Final = 6000                                # … before a longer one
_REST: Final = 3                                  # letters: so little left of a text is not looked for
_BESIDE: Final = 4                                # characters round a text that are no letters and belong to it


@lru_cache(maxsize=4096)
def _base(char: str) -> str:
    """The letter or digit of a character in small; "" for everything else."""
    folded = unicodedata.normalize("NFKD", char)[:1].casefold()[:1]
    return "d" if folded == "đ" else folded if folded.isalnum() else ""


def bare(text: str) -> str:
    return "".join(map(_base, text))


class Letters:
    """All pages of one PDF."""

    def __init__(self, pages: Sequence[Written]) -> None:
        self.pages = pages
        found = [(base, page, at) for page, one in enumerate(pages) for at, char in enumerate(one.text) if (base := _base(char))]
        self.all = "".join(base for base, _, _ in found)
        self._origins = [(page, at) for _, page, at in found]
        self._begins = [bisect_left(self._origins, (page, 0)) for page in range(len(pages) + 1)]

    def find(self, text: str, start: int) -> list[int]:
        """The letters of a reduced text, as indices of ours from `start` on; a text may go on behind a header, a note's number or
        another cell. Shorter than the text where its rest is not there, empty where none of it is."""
        found: list[int] = []
        while len(text) > (_REST if found else 0):
            at = self._at(text, start)
            if at < 0:
                break
            length = _alike(text, self.all[at:at + len(text)])
            found += range(at, at + length)
            text, start = text[length:], at + length
        return found

    def _at(self, text: str, start: int) -> int:
        if self.all.startswith(text, start):
            return start
        stop = start + len(text) + (_NEAR if len(text) < _SHORT else _FAR)
        whole = self.all.find(text, start, stop)
        return whole if whole >= 0 or len(text) < _SHORT else self.all.find(text[:_HEAD], start, stop)

    def inside(self, page: int, box: Rectangle) -> list[int]:
        """The letters of a page (from 1) whose middle lies in a box."""
        found, boxes = [], self.pages[page - 1].boxes
        for index in range(self._begins[page - 1], self._begins[page]):
            left, top, right, bottom = boxes[self._origins[index][1]]
            if box[0] <= (left + right) / 2 <= box[2] and box[1] <= (top + bottom) / 2 <= box[3]:
                found.append(index)
        return found

    def box(self, letters: Sequence[int]) -> tuple[int, Box] | None:
        """Page and box of these letters; of a text on several pages, of its part on the first."""
        if not letters:
            return None
        page = self._origins[letters[0]][0]
        ats = [at for own, at in map(self._origins.__getitem__, letters) if own == page]
        boxes = self.pages[page].boxes
        ats = [*self._beside(page, ats[0], -1), *ats, *self._beside(page, ats[-1], 1)]
        return page + 1, round_box([boxes[at] for at in ats])

    def _beside(self, page: int, at: int, step: int) -> list[int]:
        """The dash before a text and the sign behind it: no letters, on its line."""
        text, boxes, found = self.pages[page].text, self.pages[page].boxes, []
        first = boxes[at]
        for _ in range(_BESIDE):
            near, at = boxes[at], at + step
            if not 0 <= at < len(text) or _base(text[at]):
                break
            gap = max(boxes[at][0] - near[2], near[0] - boxes[at][2])
            if abs(boxes[at][3] - first[3]) > 2 or gap > first[3] - first[1]:
                break
            if not text[at].isspace():
                found.append(at)
        return found


def _alike(one: str, other: str) -> int:
    """How many letters both begin with."""
    if one == other:
        return len(one)
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(other))


def round_box(rectangles: Iterable[Rectangle]) -> Box:
    """Points → the box round all of them, in mm."""
    lefts, tops, rights, bottoms = zip(*rectangles, strict=True)
    left, top = min(lefts), min(tops)
    return Box(*(round(length * _MM, 2) for length in (left, top, max(rights) - left, max(bottoms) - top)))
