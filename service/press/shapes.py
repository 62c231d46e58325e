"""Trees that come again: papers of one kind have the same elements with the same marks, whatever their words are.

What a tree is written to hangs on the order and the tags of its nodes, on the marks of each page and the nodes that they belong
to, and on the numbers of objects; `Shape` says it all, without hanging a mark. A tree with notes, links, references or pictures
has none: it is hung and written anew (marks.py, tree.py).
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Final, NamedTuple

from service.blocks.tree import Node
from service.press.marks import Touched, touched_by
from service.press.objects import Pack
from service.press.paint import Marked, Painted, flat
from service.press.setting import Band, Cells, Line, Place, SetPage, Words
from service.press.tree import Written
from service.read.generations import Generations

_MOST_NODES: Final = 2000                        # of a tree that is kept
_KEPT: Final = 8000                              # … and of all in one generation: some 200 bytes each


class Shape(NamedTuple):
    """`marks`: of each page; the rest of the shape is the key. `nodes`: all of them; `touched`: the places of signatures, in the
    order of reading."""

    key: Hashable
    marks: list[tuple[Marked, ...]]
    nodes: list[Node]
    touched: list[Touched]


def shape(root: Node, pages: Sequence[SetPage], painted: Sequence[Painted]) -> Shape | None:
    """The shape of a tree no mark of which is hung yet, or None where it has none."""
    nodes, more = [root], list[object]()
    for place, node in enumerate(nodes):         # grows: level by level
        if type(node) is not Node:
            if type(node) is not Line:
                return None
            more.append(node.shown)
        node.place = place
        if node.given:
            more += (place, *node.given.items())
        if node.kids:
            nodes += node.kids                   # type: ignore[arg-type]  # looked at when it is their turn
    if len(nodes) > _MOST_NODES:
        return None
    owners: list[int] = []
    touched: list[Touched] = []
    for number, (page, one) in enumerate(zip(pages, painted, strict=True)):
        if page.notes or not one.plain:
            return None
        items = flat(page.items)
        for at, _, _ in one.marks:
            item = items[at]
            if type(item) is Words:
                owners.append(item[5].place)     # type: ignore[union-attr]  # only items with a node have marks
            elif isinstance(item, Band | Cells):
                for row in item.rows if isinstance(item, Band) else (item,):
                    assert row.node is not None
                    owners.append(row.node.place)
                    if row.node.kids:            # they have the marks
                        more.append(row.shown)
            elif type(item) is Place:
                owners.append(-1 - (item.node or root).place)
                touched.append(touched_by(item, number, page.frame.page_height_pt))
            else:
                return None
    said = tuple([node.tag for node in nodes]), tuple([len(node.kids) for node in nodes]), tuple(more)
    return Shape((said, tuple(owners)), [one.marks for one in painted], nodes, touched)


class Kept:
    """A tree as it was written, and what it was packed into last, with other objects: `said` must say all of these."""

    __slots__ = ("_last", "marks", "tree")

    def __init__(self, tree: Written, marks: list[tuple[Marked, ...]]) -> None:
        self.tree, self.marks = tree, marks
        self._last: tuple[object, list[Pack]] = None, []

    def packs(self, said: object) -> list[Pack]:
        """What was packed where this was said; nothing where something else was."""
        before, packs = self._last
        return packs if before == said else []

    def keep(self, said: object, packs: list[Pack]) -> None:
        self._last = said, packs


_known: Final[Generations[Hashable, Kept]] = Generations(_KEPT)


def known(shape: Shape, numbers: Hashable) -> Kept | None:
    """The tree of this shape with these numbers of objects."""
    found = _known.get((shape.key, numbers))
    # the key has most of a shape: hashing the marks, too, would take longer than all the rest
    return found if found is not None and found.marks == shape.marks else None


def keep(shape: Shape, numbers: Hashable, tree: Written) -> Kept:
    kept = Kept(tree, shape.marks)
    _known.put((shape.key, numbers), kept, len(shape.nodes))
    return kept
