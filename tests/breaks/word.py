"""A Word file taken apart, so that one thing in it can be changed: what `mutate`'s tools work on."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from lxml import etree

NAMESPACES: Final = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
}
# The order of ISO 29500-1 17.3.1.26, 17.3.2.28, 17.6.17: Word refuses a file that has another.
_ORDERS: Final = {name: order.split() for name, order in (
    ("pPr", "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs"
            " suppressAutoHyphens spacing ind contextualSpacing jc outlineLvl rPr sectPr"),
    ("rPr", "rStyle rFonts b bCs i iCs caps smallCaps strike color spacing w kern position sz szCs highlight u vertAlign lang"),
    ("sectPr", "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols"
               " vAlign noEndnote titlePg docGrid"))}


def qualified(name: str) -> str:
    """`w:jc` → the name lxml knows."""
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def found(element: etree._Element, path: str) -> list[etree._Element]:
    """XPath with our prefixes, elements only."""
    nodes = element.xpath(path, namespaces=NAMESPACES)
    assert isinstance(nodes, list)
    return [node for node in nodes if isinstance(node, etree._Element)]


def child(parent: etree._Element, name: str) -> etree._Element:
    """The child of this name; made at its place in the schema's order where it is not there."""
    known = parent.find(qualified(name))
    if known is not None:
        return known
    made = etree.Element(qualified(name))
    order = _ORDERS.get(etree.QName(parent).localname)
    if order is None:
        parent.insert(0, made)                    # pPr of a paragraph, rPr of a run come first
        return made
    place = order.index(name.partition(":")[2])
    after = [one for one in parent if etree.QName(one).localname in order[:place + 1]]
    parent.insert(parent.index(after[-1]) + 1 if after else 0, made)
    return made


def put(parent: etree._Element, name: str, **attributes: object) -> etree._Element:
    """The child of this name with these attributes of the w namespace."""
    element = child(parent, name)
    for key, value in attributes.items():
        element.set(qualified(f"w:{key}"), str(value))
    return element


@dataclass
class Word:
    """The parts of a file by name; `root` is the tree of word/document.xml."""

    parts: dict[str, bytes]
    root: etree._Element

    @classmethod
    def opened(cls, data: bytes) -> Word:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = {name: package.read(name) for name in package.namelist()}
        return cls(parts, etree.fromstring(parts["word/document.xml"]))

    def saved(self) -> bytes:
        """The file; its date of entry is fixed, so that equal documents are equal bytes."""
        self.parts["word/document.xml"] = etree.tostring(self.root, xml_declaration=True, encoding="UTF-8", standalone=True)
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as package:
            for name, data in self.parts.items():
                package.writestr(zipfile.ZipInfo(name), data)
        return buffer.getvalue()

    @property
    def body(self) -> etree._Element:
        return found(self.root, "w:body")[0]

    @property
    def section(self) -> etree._Element:
        """The last section's properties: those of a document that has one."""
        return found(self.body, "w:sectPr")[0]

    def paragraphs(self, component: str) -> list[etree._Element]:
        """The paragraphs in this style of ours, in reading order."""
        return found(self.body, f".//w:p[w:pPr/w:pStyle/@w:val='{component}']")

    def paragraph(self, component: str, nth: int = 0) -> etree._Element:
        return self.paragraphs(component)[nth]

    def part(self, name: str) -> etree._Element:
        """The tree of another part; `store` puts it back."""
        return etree.fromstring(self.parts[name])

    def store(self, name: str, root: etree._Element) -> None:
        self.parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


Change = Callable[[Word], None]
TWIPS_PER_MM: Final = 1440 / 25.4


def parent(element: etree._Element) -> etree._Element:
    """The element above one that is in a tree."""
    above = element.getparent()
    assert above is not None
    return above


def words(paragraph: etree._Element) -> str:
    """The characters of a paragraph; a line break is a line feed."""
    nodes = found(paragraph, ".//w:r/w:t | .//w:r/w:br")
    return "".join("\n" if node.tag == qualified("w:br") else node.text or "" for node in nodes)


def written(paragraph: etree._Element, text: str) -> None:
    """Other words in a paragraph, in the looks of its first run."""
    runs = [run for run in found(paragraph, "./w:r") if found(run, "w:t")]
    first = next((run for run in runs if any(node.text for node in found(run, "w:t"))), runs[0] if runs else None)
    if first is None:
        first = etree.SubElement(paragraph, qualified("w:r"))
    for run in runs:
        if run is not first:
            paragraph.remove(run)
    for node in found(first, "w:t | w:br | w:tab"):
        first.remove(node)
    filled(first, text)


def filled(run: etree._Element, text: str) -> None:
    for at, line in enumerate(text.split("\n")):
        if at:
            etree.SubElement(run, qualified("w:br"))
        node = etree.SubElement(run, qualified("w:t"))
        node.text = line
        node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def lettered(paragraphs: Iterable[etree._Element]) -> list[etree._Element]:
    """The run properties of all runs with letters."""
    return [child(run, "w:rPr") for paragraph in paragraphs for run in found(paragraph, ".//w:r[w:t]")]
