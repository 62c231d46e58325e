"""Names of WordprocessingML and its neighbours, as lxml spells them: `{namespace}local`."""

from __future__ import annotations

from typing import Final

from lxml import etree

Element = etree._Element

NAMESPACES: Final = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "adec": "http://schemas.microsoft.com/office/drawing/2017/decorative",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "w10": "urn:schemas-microsoft-com:office:word",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
    "w16se": "http://schemas.microsoft.com/office/word/2015/wordml/symex",
    "wp14": "http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
    "wpc": "http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas",
    "wpi": "http://schemas.microsoft.com/office/word/2010/wordprocessingInk",
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
}
_PREFIXES: Final = {uri: prefix for prefix, uri in NAMESPACES.items()}

W: Final = "{" + NAMESPACES["w"] + "}"
VAL: Final = W + "val"
TYPE: Final = W + "type"

# Marks between things, and properties of what merely wraps them: nothing of them is printed (17.13, 17.5, 17.16.14).
MARKS: Final = frozenset(W + name for name in (
    "proofErr", "permStart", "permEnd", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "moveFromRangeStart",
    "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd", "customXmlInsRangeStart", "customXmlInsRangeEnd",
    "customXmlDelRangeStart", "customXmlDelRangeEnd", "customXmlMoveFromRangeStart", "customXmlMoveFromRangeEnd",
    "customXmlMoveToRangeStart", "customXmlMoveToRangeEnd", "customXmlPr", "smartTagPr", "sdtPr", "sdtEndPr"))


def q(name: str) -> str:
    """`w:p` → `{http://…}p`."""
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def shown(tag: str) -> str:
    """`{http://…}p` → `w:p`; an unknown namespace is shown by its last part."""
    uri, _, local = tag[1:].partition("}")
    prefix = _PREFIXES.get(uri)
    return f"{prefix or uri.rstrip('/').rpartition('/')[2]}:{local}"


def local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def val(element: Element | None, missing: str = "") -> str:
    """`w:val` of an element that may be absent."""
    return missing if element is None else element.get(VAL, missing)


def of(element: Element, name: str) -> str | None:
    """A `w:` attribute."""
    return element.get(W + name)
