"""A structure tree as it grows (ISO 32000-1, 14.7 and 14.8.4): elements, and the pieces of content that they hold."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

_INLINE: Final = frozenset({"Span", "Link", "Reference", "Figure", "Form"})      # parts of a paragraph's text
_PHRASES: Final = frozenset({*_INLINE, "P", "H1", "H2", "H3", "H4", "H5", "H6"})  # hold no blocks
_GROUPS: Final = frozenset({"Document", "Div"})                                  # hold no text of their own
_new: Final = object.__new__

class Mark(NamedTuple):
    """A marked piece of a page's content."""

    page: int
    number: int


class Annotation(NamedTuple):
    """The area of a link or the box of a form's field."""

    page: int
    dictionary: Any                              # of the PDF being written; the press: its place among all annotations


class Node:
    """A structure element. `block` is the paragraph or the like to whose text it belongs. A block knows where its text stops:
    with which mark and words (`last`; None behind a blank), and whether something parts it from what follows (`gap`). `bookmark`:
    of a heading, its line in the outline."""

    # Most nodes have none of these: they are made by the hundred, so what they begin with stands here once.
    bookmark = ""
    gap = started = False
    last: tuple[Mark, str] | None = None
    latest: Node | None = None                   # of a container: its last block
    given: dict[str, object] | None = None       # its attributes, once there are any
    place = 0                                    # in the order of whoever numbers the nodes of a tree
    _block: Node | None = None

    def __init__(self, tag: str, parent: Node | None, block: Node | None = None) -> None:
        self.tag = tag
        self.parent = parent
        self.kids: list[Node | Mark | Annotation] = []
        if block is not None:
            self._block = block
        elif tag in _INLINE and parent is not None:
            self._block = parent.block

    @property
    def block(self) -> Node:
        return self._block or self

    @property
    def attributes(self) -> dict[str, object]:
        """To be written to; `given` is read."""
        if self.given is None:
            self.given = {}
        return self.given

    def add(self, tag: str) -> Node:
        """A new last child; a block does not stand in a paragraph but behind it."""
        holder = self
        while holder.tag in _PHRASES and tag not in _INLINE and holder.parent is not None:
            holder = holder.parent
        if tag not in _INLINE:
            node = _under(holder, tag)
        else:
            node = Node(tag, holder)
            holder.kids.append(node)
        holder.latest = node
        return node

    def follow(self, tag: str) -> Node:
        """A new block right behind this paragraph and those that follow it so already; in what holds blocks, a last child."""
        if self.tag not in _PHRASES or self.parent is None:
            return self.add(tag)
        latest = self.latest if self.latest is not None and self.latest.parent is self.parent else self
        node = self.latest = Node(tag, self.parent)
        self.parent.kids.insert(self.parent.kids.index(latest) + 1, node)
        return node

    def item(self, level: int) -> Node:
        """The body of a new item of the list that the last child is, or of a new list; level 1 is that list, 2 one in its last
        item."""
        holder, depth = self, 1
        while True:
            last = holder.kids[-1] if holder.kids else None
            if type(last) is not Node or last.tag != "L":
                last = _under(holder, "L")
            if depth == level or not last.kids:
                break
            entry = last.kids[-1]
            assert type(entry) is Node
            body = entry.kids[-1]
            assert type(body) is Node
            holder, depth = body, depth + 1
        self.latest = body = _under(_under(last, "LI"), "LBody")
        return body

    def label(self) -> Node:
        """The label of the item whose body this is."""
        assert self.parent is not None
        node = Node("Lbl", self.parent, self)
        self.parent.kids.insert(0, node)
        return node

    def holder(self) -> Node:
        """The element that takes a piece of text written right into this one: what only groups others takes it in a paragraph."""
        if self.tag not in _GROUPS:
            return self
        last = self.kids[-1] if self.kids else None
        if isinstance(last, Node) and last.tag == "P" and last.block is self:
            return last
        node = Node("P", self, self)
        self.kids.append(node)
        return node


def _under(parent: Node, tag: str) -> Node:
    """A new last child that is no part of a paragraph's text: in half the time, for there are hundreds a document."""
    node = _new(Node)
    node.tag, node.parent, node.kids = tag, parent, []
    parent.kids.append(node)
    return node
