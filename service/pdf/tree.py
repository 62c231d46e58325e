"""The structure tree of a PDF: how it grows, and as objects (ISO 32000-1, 14.7 and 14.8.4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import pydyf

_INLINE: Final = frozenset({"Span", "Link", "Reference", "Figure", "Form"})      # parts of a paragraph's text
_PHRASES: Final = frozenset({*_INLINE, "P", "H1", "H2", "H3", "H4", "H5", "H6"})  # hold no blocks
_GROUPS: Final = frozenset({"Document", "Div"})                                  # hold no text of their own
_KEPT: Final = frozenset({"Document", "TR", "TH", "TD"})                         # stay though empty: a table keeps its shape


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked piece of a page's content."""

    page: int
    number: int


@dataclass(frozen=True, slots=True)
class Annotation:
    """The area of a link or the box of a form's field."""

    page: int
    dictionary: pydyf.Dictionary


class Node:
    """A structure element. `block` is the paragraph or the like to whose text it belongs. A block knows where its text stops:
    with which mark and words (`last`; None behind a blank), and whether something parts it from what follows (`gap`)."""

    __slots__ = ("attributes", "block", "gap", "kids", "last", "latest", "parent", "started", "tag")

    def __init__(self, tag: str, parent: Node | None, block: Node | None = None) -> None:
        self.tag, self.parent = tag, parent
        self.kids: list[Node | Mark | Annotation] = []
        self.attributes: dict[str, object] = {}
        self.block: Node = block or (parent.block if parent is not None and tag in _INLINE else self)
        self.latest: Node | None = None          # of a container: its last block
        self.last: tuple[Mark, str] | None = None
        self.gap = self.started = False

    def add(self, tag: str) -> Node:
        """A new last child; a block does not stand in a paragraph but behind it."""
        holder = self
        while tag not in _INLINE and holder.tag in _PHRASES and holder.parent is not None:
            holder = holder.parent
        node = Node(tag, holder)
        holder.kids.append(node)
        holder.latest = node
        return node

    def item(self, level: int) -> Node:
        """The body of a new item of the list that the last child is, or of a new list; level 1 is that list, 2 one in its last
        item."""
        holder, depth = self, 1
        while True:
            last = holder.kids[-1] if holder.kids else None
            if not (isinstance(last, Node) and last.tag == "L"):
                last = Node("L", holder)
                holder.kids.append(last)
            if depth == level or not last.kids:
                break
            entry = last.kids[-1]
            assert isinstance(entry, Node)
            body = entry.kids[-1]
            assert isinstance(body, Node)
            holder, depth = body, depth + 1
        entry = Node("LI", last)
        last.kids.append(entry)
        body = Node("LBody", entry)
        entry.kids.append(body)
        self.latest = body
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


def write(pdf: pydyf.PDF, document: Node, pages: Sequence[int]) -> None:
    """Adds the tree's objects and the way back to it from marks and annotations. `pages`: how many marks each page has."""
    _prune(document)
    _Writer(pdf, pages).write(document)


def _prune(node: Node) -> bool:
    """Takes out what holds nothing; tells whether the node itself stays."""
    node.kids = [kid for kid in node.kids if not isinstance(kid, Node) or _prune(kid)]
    return bool(node.kids) or node.tag in _KEPT


class _Writer:
    def __init__(self, pdf: pydyf.PDF, pages: Sequence[int]) -> None:
        self._pdf, self._pages = pdf, pdf.page_references
        self._marks: list[list[bytes]] = [[b"null"] * count for count in pages]
        self._annotations: list[bytes] = []
        self._names: dict[str, bytes] = {}

    def write(self, document: Node) -> None:
        back, root = pydyf.Dictionary(), pydyf.Dictionary({"Type": "/StructTreeRoot"})
        for one in (back, root):
            self._pdf.add_object(one)
        root["K"] = pydyf.Array([self._element(document, root)])
        root["ParentTree"] = back.reference
        back["Nums"] = pydyf.Array()
        for key, value in enumerate((*map(pydyf.Array, self._marks), *self._annotations)):
            back["Nums"].extend((key, value))
        root["ParentTreeNextKey"] = len(self._marks) + len(self._annotations)
        if self._names:
            names = [(pydyf.String(name), self._names[name]) for name in sorted(self._names)]
            root["IDTree"] = pydyf.Dictionary({"Names": pydyf.Array([part for pair in names for part in pair])})
        self._pdf.catalog["StructTreeRoot"] = root.reference

    def _element(self, node: Node, parent: pydyf.Dictionary) -> bytes:
        element = pydyf.Dictionary({"Type": "/StructElem", "S": f"/{node.tag}", "P": parent.reference})
        self._pdf.add_object(element)
        reference: bytes = element.reference
        page = next((kid.page for kid in node.kids if not isinstance(kid, Node)), None)
        if page is not None:
            element["Pg"] = self._pages[page]
        kids = [self._kid(kid, element, page) for kid in node.kids]
        if kids:
            element["K"] = kids[0] if len(kids) == 1 else pydyf.Array(kids)
        for name, value in node.attributes.items():
            element[name] = value
        own = node.attributes.get("ID")
        if isinstance(own, pydyf.String):
            self._names[own.string] = reference
        return reference

    def _kid(self, kid: Node | Mark | Annotation, element: pydyf.Dictionary, page: int | None) -> object:
        if isinstance(kid, Node):
            return self._element(kid, element)
        if isinstance(kid, Mark):
            self._marks[kid.page][kid.number] = element.reference
            if kid.page == page:
                return kid.number
            return pydyf.Dictionary({"Type": "/MCR", "Pg": self._pages[kid.page], "MCID": kid.number})
        kid.dictionary["StructParent"] = len(self._marks) + len(self._annotations)
        self._annotations.append(element.reference)
        return pydyf.Dictionary({"Type": "/OBJR", "Obj": kid.dictionary.reference, "Pg": self._pages[kid.page]})
