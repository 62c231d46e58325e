"""Headings of pages → bookmarks (ISO 32000-1, 12.3.3)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from service.press.objects import text
from service.press.setting import SetPage

_KEPT: Final = 64                                # outlines: papers of one kind have the same


class Heading(NamedTuple):
    """`page`: the number of its object; y: up from the page's lower edge."""

    level: int
    words: str
    page: int
    y_pt: float


def headings(pages: Sequence[SetPage], numbers: Sequence[int]) -> tuple[Heading, ...]:
    """The headings of the pages, in order; `numbers`: of the pages' objects."""
    make = tuple.__new__
    return tuple([make(Heading, (level, words, number, page.frame.page_height_pt - y))
                  for page, number in zip(pages, numbers, strict=True) for level, words, y in page.bookmarks])


@lru_cache(maxsize=_KEPT)
def outline(found: tuple[Heading, ...], first: int, parent: int) -> tuple[tuple[bytes, ...], bytes]:
    """The bookmarks, numbered from `first` on, and what their parent says of them: First, Last; nothing where there are none.

    A heading stands in the last one above it of a smaller level, whatever levels the file leaves out.
    """
    above: list[int] = []                        # of each heading its parent's place; -1: the outermost
    kids: dict[int, list[int]] = {-1: []}
    open_: list[int] = []
    for place, one in enumerate(found):
        while open_ and found[open_[-1]].level >= one.level:
            open_.pop()
        above.append(open_[-1] if open_ else -1)
        kids[above[-1]].append(place)
        kids[place] = []
        open_.append(place)
    shown = [0] * len(found)                     # those within each, all open
    for place in range(len(found) - 1, -1, -1):
        if above[place] >= 0:
            shown[above[place]] += shown[place] + 1
    bodies = []
    for siblings in kids.values():
        for at, place in enumerate(siblings):
            one = found[place]
            holder = parent if above[place] < 0 else first + above[place]
            links = _ends(kids[place], first)
            links += b"/Count %d" % shown[place] if shown[place] else b""
            links += b"/Prev %d 0 R" % (first + siblings[at - 1]) if at else b""
            links += b"/Next %d 0 R" % (first + siblings[at + 1]) if at + 1 < len(siblings) else b""
            bodies.append((place, b"<</Title%b/Parent %d 0 R%b/Dest[%d 0 R/XYZ 0 %.3f 0]>>" % (
                text(one.words), holder, links, one.page, one.y_pt)))
    return tuple([body for _, body in sorted(bodies)]), _ends(kids[-1], first)


def _ends(places: Sequence[int], first: int) -> bytes:
    return b"/First %d 0 R/Last %d 0 R" % (first + places[0], first + places[-1]) if places else b""
