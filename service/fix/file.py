"""A Word file's parts as they are, and trees of those that are changed: what is not touched is written back byte by byte."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from copy import deepcopy
from typing import Final

from lxml import etree

from service.guard import Package, unpack

Element = etree._Element
W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_FIRST_DAY: Final = (1980, 1, 1, 0, 0, 0)                 # the same changes give the same bytes
_STORED: Final = (".png", ".jpg", ".jpeg")

# ISO 29500-1 17.3.1.26, 17.3.2.28, 17.6.17: in another order Word calls the file damaged.
_ORDERS: Final = {name: order.split() for name, order in (
    ("pPr", "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs"
            " suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd"
            " snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment"
            " textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"),
    ("rPr", "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish"
            " webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang"
            " eastAsianLayout specVanish oMath"),
    ("sectPr", "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols"
               " formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings sectPrChange"),
    ("tcPr", "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark"),
    ("tblPr", "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd"
              " tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription"),
)}


class File:
    """The parts of one document. `document` is the tree of its main part; trees that `tree` gives may be changed."""

    def __init__(self, data: bytes) -> None:
        self._package: Package = unpack(data)
        self._members: dict[str, bytes] = dict(self._package)
        self._trees: dict[str, Element] = {}
        self.main = self._package.main

    @property
    def strict(self) -> bool:
        """Whether its names are those of ISO 29500 strict, which are not changed here."""
        return not self.document.tag.startswith(f"{{{W}}}")

    @property
    def document(self) -> Element:
        return self.tree(self.main)

    def tree(self, part: str) -> Element:
        if part not in self._trees:
            self._trees[part] = deepcopy(self._package.xml(part))
        return self._trees[part]

    def sections(self) -> list[Element]:
        """The properties of its sections in order, without those that tracked changes keep of old ones."""
        return [one for one in self.document.iter(q("sectPr")) if next(one.iterancestors(q("sectPrChange")), None) is None]

    def related(self, relation: str) -> str:
        """The part a relationship of the main part leads to; "" where there is none."""
        found = self._package.rels(self.main).get(relation)
        return found.target if found and not found.external else ""

    def related_by(self, kind: str) -> tuple[str, ...]:
        """The parts that the main part points to as `header`, `footer`, `footnotes` …"""
        return self._package.related(self.main, kind)

    def content(self, kind: str) -> bytes | None:
        """The bytes, as they were, of the one part related as `styles`, `numbering`, `theme`; None where there is none."""
        return next((self._package[name] for name in self.related_by(kind)), None)

    def add(self, name: str, content: bytes, kind: str, content_type: str) -> str:
        """A new part related to the main part → the relationship's identifier."""
        folder, base = posixpath.split(self.main)
        relations = self.tree(f"{folder}/_rels/{base}.rels" if folder else f"_rels/{base}.rels")
        known = {one.get("Id") for one in relations}
        identifier = next(f"rIdVanban{number}" for number in range(1, len(known) + 2) if f"rIdVanban{number}" not in known)
        etree.SubElement(relations, f"{{{_RELATIONS}}}Relationship", Id=identifier, Type=f"{R}/{kind}", Target=name)
        path = posixpath.join(folder, name)
        types = self.tree("[Content_Types].xml")
        etree.SubElement(types, f"{{{_TYPES}}}Override", PartName=f"/{path}", ContentType=content_type)
        self._members[path] = content
        return identifier

    def saved(self) -> bytes:
        """The file. Parts without a change keep their bytes, all parts their order."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in self._members.items():
                if name in self._trees:
                    content = etree.tostring(self._trees[name], xml_declaration=True, encoding="UTF-8", standalone=True)
                entry = zipfile.ZipInfo(name, _FIRST_DAY)
                entry.compress_type = zipfile.ZIP_STORED if name.lower().endswith(_STORED) else zipfile.ZIP_DEFLATED
                archive.writestr(entry, content)
        return buffer.getvalue()


def q(name: str) -> str:
    """`jc` → the name in the namespace of WordprocessingML."""
    return f"{{{W}}}{name}"


def child(parent: Element, name: str) -> Element:
    """The child of this name; made at its place in the schema's order where it is not there."""
    known = parent.find(q(name))
    if known is not None:
        return known
    made = etree.Element(q(name))
    order = _ORDERS.get(_tag(parent))
    if order is None:
        parent.insert(0, made)                            # the properties of a paragraph, a run, a table come first
        return made
    before = set(order[:order.index(name) + 1])
    at = max((at + 1 for at, one in enumerate(parent) if _tag(one) in before), default=0)
    parent.insert(at, made)
    return made


def put(parent: Element, name: str, **attributes: object) -> Element:
    """The child of this name with these attributes; others that it has stay."""
    element = child(parent, name)
    for key, value in attributes.items():
        element.set(q(key), str(value))
    return element


def drop(element: Element, *attributes: str) -> None:
    for name in attributes:
        if q(name) in element.attrib:
            del element.attrib[q(name)]


def remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def runs(paragraph: Element) -> Iterator[Element]:
    """The runs of a paragraph that show letters: not those in a box it anchors, nor those a tracked change took out."""
    for run in paragraph.iter(q("r")):
        above = [_tag(one) for one in run.iterancestors()]
        nearest = above.index("p") if "p" in above else 0
        if not {"del", "moveFrom"} & set(above[:nearest]) and next(run.iterancestors(q("p")), None) is paragraph \
                and any(_tag(one) in ("t", "noBreakHyphen", "sym") for one in run):
            yield run


def _tag(element: Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
