"""The parts of one document: bytes, trees and relationships, out of the guard's `Package` (ECMA-376-2)."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from service.errors import FileUnreadable, problem
from service.guard import Package, Relationship, parse_xml, unpack
from service.read.names import Element

# Strict files (ECMA-376-1 namespaces) differ from transitional ones in their namespaces; the subset read here means the same.
_STRICT = b"http://purl.oclc.org/ooxml/"
_FOLDERS = ("drawingml/wordprocessingDrawing", "drawingml/picture", "drawingml/main", "drawingml/chart", "drawingml/diagram",
            "officeDocument/relationships", "officeDocument/math", "wordprocessingml/main")
_TRANSITIONAL = tuple(
    (_STRICT + name.encode(), f"http://schemas.openxmlformats.org/{folder}/2006/{rest}".encode())
    for name in _FOLDERS for folder, _, rest in [name.partition("/")])


class Parts:
    """What `read` asks of a package; `document` names the main part."""

    def __init__(self, source: bytes | Package) -> None:
        self._package = source if isinstance(source, Package) else unpack(source)
        self.document = self._package.main
        if not self.document:
            raise FileUnreadable(problem("file-not-word", "Trong tệp không có nội dung văn bản Word (.docx)."))

    def get(self, part: str) -> bytes | None:
        return self._package.get(part)

    def tree(self, part: str) -> Element | None:
        """The root of an XML part, not to be changed, or None where there is no such part."""
        if part not in self._package:
            return None
        root = self._package.xml(part)
        return parse(self._package[part], part) if root.tag.startswith("{http://purl") else root

    def rels(self, part: str) -> Mapping[str, Relationship]:
        return self._package.rels(part)

    def related(self, part: str, kind: str) -> str | None:
        """The first part there is that is related as `kind`: styles, numbering, theme, settings, footnotes …"""
        return next(iter(self._package.related(part, kind)), None)


def parse(data: bytes, part: str) -> etree._Element:
    """XML bytes → root, strict namespaces read as transitional ones; raises the guard's `FileRefused` where it is no XML."""
    if _STRICT in data[:8192]:
        for strict, transitional in _TRANSITIONAL:
            data = data.replace(strict, transitional)
    return parse_xml(data, part)
