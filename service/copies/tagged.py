"""The element of a new field in a tagged PDF (ISO 32000-1, 14.7; ISO 14289-1, 7.18.4: a widget stands in a Form element)."""

from __future__ import annotations

from typing import Any, Final

from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, IndirectObject, NumberObject, Reference, pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

_MOST_NODES: Final = 20_000                       # of a number tree; a page of text needs one


def tag(writer: IncrementalPdfFileWriter, page: DictionaryObject, page_reference: Reference, widget: DictionaryObject,
        reference: IndirectObject) -> bool:
    """Hangs a Form element with the widget first in the tree, where the top of page 1 is read; False where there is no tree."""
    root = writer.root
    if "/StructTreeRoot" not in root or not isinstance(root.raw_get("/StructTreeRoot"), IndirectObject):
        return False
    tree = root["/StructTreeRoot"]
    parent, parent_reference = _top(root, tree)
    key = _next_key(tree)
    element = writer.add_object(DictionaryObject({
        pdf_name("/Type"): pdf_name("/StructElem"), pdf_name("/S"): pdf_name("/Form"), pdf_name("/P"): parent_reference,
        pdf_name("/Pg"): IndirectObject(page_reference.idnum, page_reference.generation, writer),
        pdf_name("/K"): DictionaryObject({pdf_name("/Type"): pdf_name("/OBJR"), pdf_name("/Obj"): reference}),
    }))
    _first_child(writer, parent, element)
    _number(writer, tree, key, element)
    widget[pdf_name("/StructParent")] = NumberObject(key)
    page[pdf_name("/Tabs")] = pdf_name("/S")      # ISO 14289-1, 7.18.3
    return True


def _top(root: DictionaryObject, tree: DictionaryObject) -> tuple[DictionaryObject, IndirectObject]:
    """The element below which a document's parts hang: the only child of the tree, else the tree."""
    raw: Any = tree.raw_get("/K") if "/K" in tree else None
    while isinstance(raw, ArrayObject) and len(raw) == 1:
        raw = raw.raw_get(0)
    if isinstance(raw, IndirectObject):
        child = raw.get_object()
        if isinstance(child, DictionaryObject) and child.get("/S") in ("/Document", "/Part"):
            return child, raw
        if isinstance(child, ArrayObject) and len(child) == 1 and isinstance(only := child.raw_get(0), IndirectObject):
            return only.get_object(), only
    return tree, root.raw_get("/StructTreeRoot")


def _first_child(writer: IncrementalPdfFileWriter, parent: DictionaryObject, element: IndirectObject) -> None:
    children: Any = parent["/K"] if "/K" in parent else ArrayObject()
    if isinstance(children, ArrayObject):
        children.insert(0, element)
        writer.update_container(children)
    else:
        children = ArrayObject([element, parent.raw_get("/K")])
    if "/K" not in parent or parent["/K"] is not children:
        parent[pdf_name("/K")] = children
    writer.update_container(parent)


def _number(writer: IncrementalPdfFileWriter, tree: DictionaryObject, key: int, element: IndirectObject) -> None:
    """Into the parent tree, behind all others (7.9.7: keys ascend)."""
    if "/ParentTree" not in tree:
        tree[pdf_name("/ParentTree")] = writer.add_object(DictionaryObject({pdf_name("/Nums"): ArrayObject()}))
    numbers = tree["/ParentTree"]
    if "/Kids" in numbers:
        limits = ArrayObject([NumberObject(key), NumberObject(key)])
        leaf = DictionaryObject({pdf_name("/Limits"): limits, pdf_name("/Nums"): ArrayObject([NumberObject(key), element])})
        numbers["/Kids"].append(writer.add_object(leaf))
        writer.update_container(numbers["/Kids"])
    else:
        if "/Nums" not in numbers:
            numbers[pdf_name("/Nums")] = ArrayObject()
        numbers["/Nums"].extend([NumberObject(key), element])
        writer.update_container(numbers["/Nums"])
    writer.update_container(numbers)
    tree[pdf_name("/ParentTreeNextKey")] = NumberObject(key + 1)
    writer.update_container(tree)


def _next_key(tree: DictionaryObject) -> int:
    """A key that nobody has: what the tree says is next, if that is true."""
    highest, waiting, seen = -1, [tree["/ParentTree"]] if "/ParentTree" in tree else [], 0
    while waiting and (seen := seen + 1) <= _MOST_NODES:      # a hostile tree may lead back to itself
        node = waiting.pop()
        highest = max(highest, *(int(one) for at, one in enumerate(node.get("/Nums", ())) if at % 2 == 0), -1)
        waiting += [kid.get_object() for kid in node.get("/Kids", ())]
    return max(highest + 1, int(tree.get("/ParentTreeNextKey", 0)))
