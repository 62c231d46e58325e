"""Tags: the structure tree (ISO 14289-1, 7; ISO 32000-1, 14.7, 14.8) of what WeasyPrint laid out.

WeasyPrint marks each piece of text and each picture in a page's content, numbers the marks, and builds a tree page by page, with
a new table and a new paragraph on every page. Here its tree gives way to one that follows the elements of the markup, which stay
the same from page to page; their order is the order of reading. The name of an element, or its `data-tag`, says what it becomes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final
from xml.etree.ElementTree import Element

import pydyf
from weasyprint.document import Document
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from service.blocks.tree import Annotation, Mark, Node
from service.pdf.content import AGAIN, DRAWN, PAGE_FOOT, PAGE_HEAD, Pages
from service.pdf.tree import write

_TAGS: Final = {
    **{name: name.upper() for name in ("p", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "td")},
    "table": "Table", "thead": "THead", "tbody": "TBody", "img": "Figure", "a": "Link", "input": "Form",
    "{http://www.w3.org/2000/svg}svg": "Artifact",
}  # fmt: skip
_PT_PER_PX: Final = 0.75


def make_structure(document: Document, pdf: pydyf.PDF) -> None:
    """Changes the objects in place. To be called before anything else is added: WeasyPrint's tags are the last objects but
    those that only the catalog names."""
    first = _number(pdf.objects[_number(pdf.catalog["StructTreeRoot"])]["ParentTree"])
    tags, others = _parted(pdf.objects[first:])
    marks = _marks(tags, {reference: number for number, reference in enumerate(pdf.page_references)})
    streams = [pdf.objects[_number(pdf.objects[_number(page)]["Contents"])] for page in pdf.page_references]
    fonts = document.fonts.values()
    blanks = {font.hash: b"%04x" % code for font in fonts for code, text in font.to_unicode.items() if text == " "}
    pages = Pages(streams, blanks)
    walk = _Walk(marks, pages)
    for number, page in enumerate(document.pages):
        walk.page(number, page)
    assert next(marks, None) is None
    for page in map(pdf.objects.__getitem__, map(_number, pdf.page_references)):
        if walk.spare and "Annots" in page:
            page["Annots"] = pydyf.Array(one for one in page["Annots"] if one not in walk.spare)
    del pdf.objects[first:]
    write(pdf, walk.root, pages.counts)
    for one in others:
        old = one.reference
        pdf.add_object(one)
        pdf.catalog.update({name: one.reference for name, value in pdf.catalog.items() if value == old})


def _number(reference: bytes) -> int:
    return int(reference.split()[0])


def _parted(objects: list[pydyf.Object]) -> tuple[list[pydyf.Dictionary], list[pydyf.Object]]:
    """WeasyPrint's structure elements in the order of its walk, and the objects that it added afterwards."""
    stop = max(at for at, one in enumerate(objects) if isinstance(one, dict) and one.get("Type") in ("/StructElem", "/OBJR")) + 1
    return [one for one in objects[:stop] if isinstance(one, dict) and one.get("Type") == "/StructElem"], objects[stop:]


def _marks(tags: list[pydyf.Dictionary], pages: dict[bytes, int]) -> Iterator[Mark]:
    """The marks in the order of WeasyPrint's walk through the boxes, which `_Walk` repeats."""
    for tag in tags:
        for kid in tag["K"]:
            if isinstance(kid, int):
                yield Mark(pages[tag["Pg"]], kid)


class _Walk:
    """Goes through the boxes page by page, and hangs every mark where its element belongs, or makes it an artifact."""

    def __init__(self, marks: Iterator[Mark], pages: Pages) -> None:
        self.root = Node("Document", None)
        self.spare: set[bytes] = set()           # annotations that no element has
        self._marks, self._pages = marks, pages
        self._nodes: dict[Element, Node | None] = {}
        self._notes: dict[str, Node] = {}
        self._note_count = 0
        self._joint = False                      # the line before ended within a word
        self._height, self._number = 0.0, 0
        self._artifact = DRAWN                   # of what kind the artifact is that is being walked through

    def page(self, number: int, page: Any) -> None:
        self._number, self._height = number, page.height
        for box in page._page_box.children:
            if isinstance(box, boxes.MarginBox):
                self._artifact = PAGE_HEAD if box.at_keyword.startswith("@top") else PAGE_FOOT
                self._box(box, None, None)
            else:
                self._box(box, None, self.root)

    def _box(self, box: Any, element: Element | None, node: Node | None) -> None:
        """`element`, `node`: those of the box around; no node within an artifact."""
        if isinstance(box, AbsolutePlaceholder):
            box = box._box
        if isinstance(box, boxes.TextBox):
            self._text(box.text, node)
            return
        if box.element is not None and box.element is not element:
            element = box.element
            if node is not None:
                node = self._entered(element, node)
        if node is not None:
            self._seen(box, element, node)
        for child in box.children:
            self._box(child, element, node)
        if isinstance(box, boxes.ReplacedBox):
            self._picture(box, node)

    # ------------------------------------------------------------ elements

    def _entered(self, element: Element, node: Node) -> Node | None:
        """The node of an element within `node`; None where it is an artifact."""
        found = self._nodes.get(element)
        again = found is not None and element.tag == "thead"
        if element not in self._nodes:
            tag = element.get("data-tag") or _TAGS.get(element.tag)
            if tag is None:
                return node
            found = self._nodes[element] = self._made(tag, element, node)
        if found is None or again:
            self._artifact = AGAIN if again else DRAWN
            return None
        return found

    def _made(self, tag: str, element: Element, node: Node) -> Node | None:
        match tag:
            case "Artifact":
                return None
            case "LI":
                return node.item(int(element.get("data-level", "1")))
            case "Lbl":
                return node.label() if node.tag == "LBody" else node
            case "join":
                before = node.latest or node.add("P")
                before.gap = before.started
                return before
            case "joint":
                self._joint = True
                return node
            case "Note":
                return self._note(element, node)
            case "THead" | "TBody" | "TR" | "TD" | "TH":
                return _part_of_table(tag, element, node)
            case "Link" if element.get("href") is None:
                return node
        made = node.add(tag)
        if tag == "Reference" and (name := element.get("data-note")):
            self._notes[name] = _behind(made, Node("Note", node))
        return made

    def _note(self, element: Element, node: Node) -> Node:
        """A note stands behind the sign that refers to it."""
        note = self._notes.pop(element.get("data-note", ""), None) or node.add("Note")
        self._note_count += 1
        note.attributes["ID"] = pydyf.String(f"note{self._note_count}")
        return note

    def _seen(self, box: Any, element: Element | None, node: Node) -> None:
        """What a box says besides its element: where a line begins or a tab stands, a link's or a field's area."""
        if isinstance(box, boxes.LineBox):
            node.block.gap = node.block.started and not self._joint
            self._joint = False
        elif element is not None and element.tag == "b" and not element.text:
            node.block.gap = node.block.started
        if box.link_annotation and (node.tag != "Link" or element is None or element.tag != "a"):
            self.spare.add(box.link_annotation.reference)    # WeasyPrint makes one for each box within a link too
        elif box.link_annotation:
            assert element is not None
            words = " ".join("".join(element.itertext()).split())
            box.link_annotation["Contents"] = pydyf.String(words or element.get("href", ""))
            node.kids.append(Annotation(self._number, box.link_annotation))
        if box.widget_annotation:
            node.kids.append(Annotation(self._number, box.widget_annotation))

    # ------------------------------------------------------------ content

    def _text(self, text: str, node: Node | None) -> None:
        mark = next(self._marks)
        if node is None or not text.strip():     # WeasyPrint draws no blanks that stand alone
            self._pages.artifact(mark, self._artifact if node is None else DRAWN)
            if node is not None and text:
                node.block.gap = node.block.started
            return
        node = node.holder()
        block = node.block
        if block.gap and block.last is not None and not text[0].isspace():
            self._pages.blank(*block.last)
        block.last, block.gap, block.started = None if text[-1].isspace() else (mark, text), False, True
        node.kids.append(mark)

    def _picture(self, box: Any, node: Node | None) -> None:
        mark = next(self._marks)
        if node is None or node.tag != "Figure":
            self._pages.artifact(mark, self._artifact if node is None else DRAWN)
            return
        left, top = box.content_box_x(), box.content_box_y()
        corners = (left, self._height - top - box.height, left + box.width, self._height - top)
        area = pydyf.Array([round(at * _PT_PER_PX, 3) for at in corners])
        node.attributes["Alt"] = pydyf.String(box.element.get("alt", ""))
        node.attributes["A"] = pydyf.Dictionary({"O": "/Layout", "BBox": area, "Placement": "/Inline"})
        node.kids.append(mark)


def _behind(node: Node, new: Node) -> Node:
    """Puts a new node right behind another."""
    assert node.parent is not None
    node.parent.kids.insert(node.parent.kids.index(node) + 1, new)
    return new


def _part_of_table(tag: str, element: Element, node: Node) -> Node:
    """A part of a table of data; of one that only holds things in place each cell is a Div, its rows are nothing."""
    if tag in ("THead", "TBody"):
        return node.add(tag) if node.tag == "Table" else node
    if tag == "TR":
        return node.add(tag) if node.tag in ("THead", "TBody", "Table") else node
    if node.tag != "TR":
        return node.add("Div")
    cell = node.add(tag)
    attributes = pydyf.Dictionary({"O": "/Table"})
    for name, key in (("colspan", "ColSpan"), ("rowspan", "RowSpan")):
        if (span := element.get(name)) is not None:
            attributes[key] = int(span)
    if tag == "TH":
        attributes["Scope"] = "/Column"
        if (own := element.get("data-id")) is not None:
            cell.attributes["ID"] = pydyf.String(own)
    if (names := element.get("headers")) is not None:
        attributes["Headers"] = pydyf.Array(pydyf.String(name) for name in names.split())
    if len(attributes) > 1:
        cell.attributes["A"] = attributes
    return cell
