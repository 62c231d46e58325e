"""Headings of pages → bookmarks (ISO 32000-1, 12.3.3)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from service.press.objects import text
from service.press.setting import SetPage

_KEPT: Final = 64                                # papers of one kind have headings of the same levels
_TITLES: Final = 1024                            # … and most of them the same words
_LONG: Final = 200                               # characters: longer ones are not kept


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


def outline(found: Sequence[Heading], first: int, parent: int) -> tuple[list[bytes], bytes]:
    """The bookmarks, numbered from `first` on, and what their parent says of them: First, Last; nothing where there are none.

    A heading stands in the last one above it of a smaller level, whatever levels the file leaves out.
    """
    if not found:
        return [], b""
    form, ends = _form(tuple([one[0] for one in found]), first, parent)
    values: list[object] = []
    for _, words, page, y in found:
        values += (_title(words) if len(words) <= _LONG else text(words), page, y)
    return (form % tuple(values)).split(b"\n"), ends


_title: Final = lru_cache(maxsize=_TITLES)(text)


@lru_cache(maxsize=_KEPT)
def _form(levels: Sequence[int], first: int, parent: int) -> tuple[bytes, bytes]:
    """The bookmarks of headings of these levels, one a line, as a form that takes of each its title, its page's number and y."""
    above: list[int] = []                        # of each heading its parent's place; -1: the outermost
    kids: dict[int, list[int]] = {-1: []}
    open_: list[int] = []
    for place, level in enumerate(levels):
        while open_ and levels[open_[-1]] >= level:
            open_.pop()
        above.append(open_[-1] if open_ else -1)
        kids[above[-1]].append(place)
        kids[place] = []
        open_.append(place)
    shown = [0] * len(levels)                    # those within each, all open
    for place in range(len(levels) - 1, -1, -1):
        if above[place] >= 0:
            shown[above[place]] += shown[place] + 1
    forms = []
    for siblings in kids.values():
        for at, place in enumerate(siblings):
            holder = parent if above[place] < 0 else first + above[place]
            links = _ends(kids[place], first)
            links += b"/Count %d" % shown[place] if shown[place] else b""
            links += b"/Prev %d 0 R" % (first + siblings[at - 1]) if at else b""
            links += b"/Next %d 0 R" % (first + siblings[at + 1]) if at + 1 < len(siblings) else b""
            forms.append((place, b"<</Title%%b/Parent %d 0 R%b/Dest[%%d 0 R/XYZ 0 %%.3f 0]>>" % (holder, links)))
    return b"\n".join([form for _, form in sorted(forms)]), _ends(kids[-1], first)


def _ends(places: Sequence[int], first: int) -> bytes:
    return b"/First %d 0 R/Last %d 0 R" % (first + places[0], first + places[-1]) if places else b""
