"""The structure tree of a PDF as objects (ISO 32000-1, 14.7 and 14.8.4)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pydyf

from service.blocks.tree import Annotation, Mark, Node

_KEPT: Final = frozenset({"Document", "TR", "TH", "TD"})                         # stay though empty: a table keeps its shape


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
