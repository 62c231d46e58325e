"""Marks of pages → nodes of the tree, and what a reader can touch: links, places of signatures (ISO 32000-1, 12.5, 14.7.4).

Nodes within a text are made here: labels, links, references, pictures, forms; and footnotes are hung behind their signs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple
from urllib.parse import quote

from service.blocks.tree import Annotation, Mark, Node
from service.paper import Slot
from service.press.drawing import Area, Group
from service.press.objects import text
from service.press.paint import Painted, flat
from service.press.pictures import spoken
from service.press.setting import Band, Cells, Place, SetPage

_GROUPS: Final = frozenset({"Document", "Div"})  # hold no text of their own
_URI_SAFE: Final = "%/:=&?~#+!$,;'@()*[]|"       # of an address: what it says with and what is quoted already


class Spot(NamedTuple):
    """A place of the document: page, and points up from its lower edge."""

    page: int
    y_pt: float


class Touched(NamedTuple):
    """An annotation: `entries` of its dictionary but page, area and way back to the tree. `to`: where in the document a link
    goes; `slot`: of a signature."""

    page: int
    area: Area
    entries: bytes
    to: Spot | None = None
    slot: Slot | None = None


class Hanger:
    """Hangs the marks of the pages, one after the other, on the nodes of a document. `spots`: where its bookmarks are; without
    `fields` places of signatures are no fields."""

    def __init__(self, root: Node, spots: Mapping[str, Spot], *, fields: bool = True) -> None:
        self.touched: list[Touched] = []
        self._root, self._spots, self._fields = root, spots, fields
        self._signs: dict[str, Node] = {}        # of footnotes, by their ids
        self._notes: set[int] = set()            # identities of those that hang already

    def page(self, number: int, page: SetPage, painted: Painted) -> None:
        items, own = flat(page.items), _marks(number, painted.mark_count)
        for place, mark, groups in painted.marks:
            item = items[place]
            if type(item) is Band:
                for row in item.rows:
                    mark = _cells(row, number, mark, own)
                continue
            node: Node = item.node               # type: ignore[union-attr, assignment]  # only items with a node have marks
            if type(item) is Place:
                if self._fields:
                    self._slot(number, page.frame.page_height_pt, item)
                continue
            if type(item) is Cells:
                _cells(item, number, mark, own)
                continue
            if node.tag in _GROUPS:
                node = node.holder()
            if groups:
                self._groups(node, groups, own[mark : mark + len(groups)])
            else:
                node.kids.append(own[mark])
        for name, note in page.notes.items():
            self._note(name, note)

    def _groups(self, node: Node, groups: Sequence[Group], marks: Sequence[Mark]) -> None:
        link: tuple[str, Node] | None = None     # the last one, and where it goes: its next line belongs to the same element
        for group, mark in zip(groups, marks, strict=True):
            tag, before, link = group.tag, link, None
            if not tag:
                node.kids.append(mark)
            elif tag == "Lbl":
                (node.label() if node.tag == "LBody" else node).kids.append(mark)
            elif tag == "Link" and (not group.detail.startswith("#") or group.detail[1:] in self._spots):
                link = self._link(node, group, mark, before)
            elif tag == "Reference":
                self._signs[group.detail] = made = node.add("Reference")
                made.kids.append(mark)
            elif tag == "Figure":
                assert group.picture is not None
                made = node.add("Figure")
                made.attributes.update({"Alt": spoken(group.picture), "BBox": group.areas[0]})
                made.kids.append(mark)
            else:
                node.kids.append(mark)

    def _link(self, node: Node, group: Group, mark: Mark, link: tuple[str, Node] | None) -> tuple[str, Node]:
        target = group.detail
        made = link[1] if link is not None and link[0] == target else node.add("Link")
        made.kids.append(mark)
        entries = b"/Subtype/Link/Border[0 0 0]/Contents%b" % text(group.words or target)
        to = self._spots[target[1:]] if target.startswith("#") else None
        if to is None:
            entries += b"/A<</Type/Action/S/URI/URI%b>>" % text(quote(target, safe=_URI_SAFE))
        for area in group.areas:
            made.kids.append(Annotation(mark.page, len(self.touched)))
            self.touched.append(Touched(mark.page, area, entries, to))
        return target, made

    def _slot(self, number: int, height_pt: float, item: Place) -> None:
        (item.node or self._root).holder().add("Form").kids.append(Annotation(number, len(self.touched)))
        self.touched.append(touched_by(item, number, height_pt))

    def _note(self, name: str, note: Node) -> None:
        """Hangs a footnote behind its sign, on the first page that has any of it."""
        if id(note) in self._notes:
            return
        self._notes.add(id(note))
        sign = self._signs.pop(name, None)
        note.parent = sign.parent if sign is not None else self._root
        assert note.parent is not None
        kids = note.parent.kids
        kids.insert(kids.index(sign) + 1 if sign is not None else len(kids), note)


def _cells(item: Cells, page: int, first: int, marks: Sequence[Mark]) -> int:
    """Hangs the marks of a row, those of the page from `first` on, on its cells → the next mark."""
    line = item.node
    assert line is not None
    line.page, line.mark = page, first
    number = first
    for cell, shown in zip(line.kids, item.shown, strict=False):     # none where the row speaks for them
        if shown:
            assert isinstance(cell, Node)
            cell.kids.append(marks[number])
            number += 1
    return first + sum(item.shown)


def touched_by(item: Place, page: int, height_pt: float) -> Touched:
    """The field of a place of a signature on a page of this number and height."""
    x, y, slot, width, high, _ = item
    entries = b"/Subtype/Widget/FT/Sig/T%b/TU%b" % (text(slot.name), text(slot.title))
    return Touched(page, (x, height_pt - y - high, x + width, height_pt - y), entries, slot=slot)


def spots(pages: Sequence[SetPage]) -> dict[str, Spot]:
    """The bookmarks that links may go to; of two with one name the first counts."""
    found: dict[str, Spot] = {}
    for number, page in enumerate(pages):
        for name, y in page.anchors.items():
            found.setdefault(name, Spot(number, page.frame.page_height_pt - y))
    return found


@lru_cache(maxsize=512)
def _marks(page: int, count: int) -> tuple[Mark, ...]:
    """The marks of a page; values, so every document may have the same."""
    return tuple(Mark(page, number) for number in range(count))
