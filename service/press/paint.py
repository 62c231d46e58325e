"""A page, set → its content stream, and where the marks in it belong.

A page whose items were drawn before is not drawn again: its stream comes ready-made, with the list of its marks. So a mark is
said by the place of its item on the page; `marks.py` hangs it on that item's node, which every document has anew.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Sequence
from hashlib import sha256
from threading import Lock
from typing import Final, NamedTuple

from service.paper import Picture
from service.press.drawing import AGAIN, DRAWN, PAGE_FOOT, PAGE_HEAD, Canvas, Group
from service.press.objects import deflated
from service.press.setting import Around, Band, Cells, Clipped, Image, Ink, Item, Place, SetPage, Use, Words, moved

_KEPT: Final = 256                               # pages: some 3 KB each, and the paragraphs on them
_TEXTS: Final = frozenset(("", "Lbl", "Artifact"))
_MET: Final = 4096                               # pages of which it is known that they came once


class Marked(NamedTuple):
    """An item with marks, from `number` on: one for all of it, or one for each group."""

    place: int
    number: int
    groups: tuple[Group, ...] = ()


class Painted(NamedTuple):
    """`content`: deflated, and its digest. `marks` in the order of reading; `mark_count`: of all on the page. `pictures`: each
    once."""

    content: bytes
    digest: bytes
    marks: tuple[Marked, ...]
    mark_count: int
    uses: frozenset[Use]
    pictures: tuple[Picture, ...]
    plain: bool                                  # its marks are of text and labels only


class _Unclip(NamedTuple):
    """The end of what is clipped."""


def flat(items: Sequence[Item]) -> Sequence[Item | _Unclip]:
    """The items with those that are clipped between a Clipped and its end, all in coordinates of the page."""
    for item in items:
        if type(item) is Clipped:
            break
    else:
        return items
    out: list[Item | _Unclip] = []
    for item in items:
        out.append(item)
        if isinstance(item, Clipped):
            out += flat(moved(item.items, item.x_pt, item.y_pt))
            out.append(_Unclip())
    return out


def paint(page: SetPage) -> Painted:
    """The page, drawn. Raises AssetMissing where a picture cannot be read."""
    items = flat(page.items)
    joined: list[int] = []
    if page.run is None and _is_new(items):
        return _painted(page, items, _joined(items))
    frame, around = page.frame, page.around
    shown = page.run or (_key(items, joined), tuple(joined))
    if around.key is None:
        around.key = len(around.header), _key(_around(around), [])
    key = (frame.page_width_pt, frame.page_height_pt, shown, around.key)
    found = _pages.find(key)
    if found is None:
        found = _painted(page, items, joined if page.run is None else _joined(items))
        held = (*(items if page.run is None else ()), *_around(around))
        _pages.keep(key, found, [_held(item) for item in held])
    return found


def _painted(page: SetPage, items: Sequence[Item | _Unclip], joined: Sequence[int]) -> Painted:
    """Below all text what lies behind it; then the body in the order of reading, then header and footer."""
    canvas = Canvas(page.frame.page_height_pt)
    marks: list[Marked] = []
    make = tuple.__new__
    heads = (PAGE_HEAD, page.around.header), (PAGE_FOOT, page.around.footer)
    around = [(item, kind) for kind, some in heads for item in flat(some)]
    deep = [place for place, item in enumerate(items) if type(item) is not Words and _is_behind(item)]
    for place in deep:
        _draw(canvas, place, items[place], DRAWN, marks)
    for item, kind in around:
        if _is_behind(item):
            _draw(canvas, -1, item, kind, marks)
    for place, item in enumerate(items):
        if type(item) is Words and item[5] is not None and place not in joined:        # most items
            number = canvas.count
            groups = canvas.words(item, b"", apart=False)
            if groups is not None:
                marks.append(make(Marked, (place, number, groups)))
        elif not deep or place not in deep:
            again = (type(item) is Words or type(item) is Image) and item.node is None
            _draw(canvas, place, item, AGAIN if again else DRAWN, marks, apart=place in joined)
    for item, kind in around:
        if not _is_behind(item):
            _draw(canvas, -1, item, kind, marks)
    if deep:
        marks.sort()
    content, tags = deflated(canvas.content()), [group.tag for mark in marks if mark[2] for group in mark[2]]
    return Painted(content, sha256(content).digest(), tuple(marks), canvas.count, frozenset().union(*canvas.uses),
                   tuple(canvas.pictures.values()), _TEXTS.issuperset(tags))


def _is_behind(item: Item | _Unclip) -> bool:
    return (type(item) is Ink or type(item) is Image) and item.behind


def _draw(canvas: Canvas, place: int, item: Item | _Unclip, kind: bytes, marks: list[Marked], *, apart: bool = False) -> None:
    number, groups = canvas.count, None
    match item:
        case Words():
            groups = canvas.words(item, kind, apart=apart)
        case Band():
            canvas.band(item)
            groups = () if canvas.count > number else None
        case Cells():
            canvas.cells(item)
            groups = () if canvas.count > number else None
        case Ink():
            canvas.ink(item, kind)
        case Image():
            groups = canvas.image(item, kind)
        case Place():
            groups = ()
        case Clipped():
            canvas.clip(item)
        case _Unclip():
            canvas.unclip()
        case _:
            raise TypeError(f"{type(item).__name__} has no place on the page yet")
    if groups is not None:
        marks.append(Marked(place, number, groups))


# ---------------------------------------------------------------- pages that come again

def _is_new(items: Sequence[Item | _Unclip]) -> bool:
    """Whether a paragraph of its own was never drawn before: no page is known that shows it."""
    return {} in [item[2].drawn for item in items if type(item) is Words]


def _around(around: Around) -> Sequence[Item | _Unclip]:
    return *flat(around.header), *flat(around.footer)


def _joined(items: Sequence[Item | _Unclip]) -> list[int]:
    """The places of those whose element another paragraph goes on in."""
    joined, before, place_before = list[int](), None, 0
    for place, item in enumerate(items):
        if type(item) is Words and (node := item[5]) is not None:
            if node is before and item.start == 0:
                joined.append(place_before)
            before, place_before = node, place
    return joined


def _key(items: Sequence[Item | _Unclip], joined: list[int]) -> tuple[Hashable, ...]:
    """What the drawing of these items depends on. Paragraphs and pictures count as the objects they are (`_held` says which).
    Those with the number of a page are set anew for each, and count by what they show. `joined`: places of those whose element
    another paragraph goes on in."""
    key: list[Hashable] = []
    before, place_before = None, 0
    for place, item in enumerate(items):
        if type(item) is Words:
            x, y, paragraph, start, stop, node = item
            if node is None:
                key += (x, y, id(paragraph) if paragraph.source is None else paragraph.strips, start, stop, 0)
                continue
            key += (x, y, id(paragraph) if paragraph.source is None else paragraph.strips, start, stop, 1)
            if node is before and start == 0:
                joined.append(place_before)
            before, place_before = node, place
        elif type(item) is Band:
            key += (item.x_pt, item.y_pt, *item.tops, *[part for row in item.rows for part in row[2:4]])
        elif type(item) is Cells:
            key += item[:4]                      # its form says all of it
        elif type(item) is Ink or type(item) is _Unclip:
            key.append(item)
        elif type(item) is Image:
            key.append((item.x_pt, item.y_pt, id(item.picture), item.width_pt, item.height_pt, item.node is None, item.behind))
        else:
            assert type(item) is Place or type(item) is Clipped, "an item whose place is not known yet"
            key.append(item[:4] if type(item) is Clipped else None)
    return tuple(key)


def _held(item: Item | _Unclip) -> object:
    """What a key names by its identity, which nothing else may take meanwhile."""
    return item.paragraph if isinstance(item, Words) else item.picture if isinstance(item, Image) else None


class _Pages:
    """Pages drawn, those unused longest forgotten first. A page is kept when it comes the second time: most pages never do."""

    def __init__(self) -> None:
        self._pages: OrderedDict[Hashable, tuple[Painted, list[object]]] = OrderedDict()
        self._met: OrderedDict[int, None] = OrderedDict()
        self._lock = Lock()

    def clear(self) -> None:
        with self._lock:
            self._pages.clear()
            self._met.clear()

    def find(self, key: Hashable) -> Painted | None:
        with self._lock:
            found = self._pages.get(key)
            if found is None:
                return None
            self._pages.move_to_end(key)
            return found[0]

    def keep(self, key: Hashable, page: Painted, held: list[object]) -> None:
        """`held` are the objects that the key names by their identity."""
        with self._lock:
            if (number := hash(key)) not in self._met:
                self._met[number] = None
                if len(self._met) > _MET:
                    self._met.popitem(last=False)
                return
            self._pages[key] = page, held
            if len(self._pages) > _KEPT:
                self._pages.popitem(last=False)


_pages = _Pages()
