"""ZIP bytes → the parts of an Open Packaging container (ECMA-376-2), read when they are asked for.

This door is for files we drew ourselves, where nothing hostile is expected; a stranger's file comes as the guard's `Package`,
which has the same three questions: bytes of a part, its relationships, its content type.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from lxml import etree

from service.errors import FileUnreadable, problem
from service.read.names import Element

_STRICT = b"http://purl.oclc.org/ooxml/"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_DOCUMENT = "/officeDocument"

# Strict files (ECMA-376-1 namespaces) differ from transitional ones in their namespaces; the subset read here means the same.
_TRANSITIONAL = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
    (b"http://purl.oclc.org/ooxml/drawingml/main", b"http://schemas.openxmlformats.org/drawingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing",
     b"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
    (b"http://purl.oclc.org/ooxml/drawingml/picture", b"http://schemas.openxmlformats.org/drawingml/2006/picture"),
    (b"http://purl.oclc.org/ooxml/drawingml/chart", b"http://schemas.openxmlformats.org/drawingml/2006/chart"),
    (b"http://purl.oclc.org/ooxml/drawingml/diagram", b"http://schemas.openxmlformats.org/drawingml/2006/diagram"),
)

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
                          remove_comments=True, remove_pis=True)


@dataclass(frozen=True, slots=True)
class Relation:
    """`target` is a part's name without a leading slash, or the URI of an external one."""

    kind: str                                    # the last word of its type: header, image, hyperlink …
    target: str
    external: bool = False


class Source(Protocol):
    """What a package answers: the guard's, or a plain mapping of part names to bytes."""

    def get(self, part: str, /) -> bytes | None: ...


class _Zip:
    """Parts straight from ZIP bytes."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, OSError) as error:
            raise FileUnreadable(problem("file-not-zip", "Tệp không phải là văn bản Word (.docx): không mở được gói ZIP.")
                                 ) from error

    def get(self, part: str, /) -> bytes | None:
        try:
            return self._zip.read(part)
        except KeyError:
            return None
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as error:
            raise FileUnreadable(problem("file-part-broken", "Phần {phan} trong tệp bị hỏng, không giải nén được.",
                                         phan=part)) from error


class Parts:
    """The parts of one document: bytes, trees and relationships by part name (`word/document.xml`)."""

    def __init__(self, source: bytes | Source | Mapping[str, bytes]) -> None:
        self._source: Source | Mapping[str, bytes] = _Zip(source) if isinstance(source, bytes | bytearray) else source
        self._rels: dict[str, dict[str, Relation]] = {}
        self.document = self._main()

    def get(self, part: str) -> bytes | None:
        return self._source.get(part)

    def tree(self, part: str) -> Element | None:
        """The root of an XML part, or None where there is no such part."""
        data = self.get(part)
        return None if data is None else parse(data, part)

    def rels(self, part: str) -> Mapping[str, Relation]:
        found = self._rels.get(part)
        if found is None:
            folder, name = posixpath.split(part)
            data = self.get(posixpath.join(folder, "_rels", f"{name}.rels"))
            found = self._rels[part] = {} if data is None else _relations(data, part)
        return found

    def related(self, part: str, kind: str) -> str | None:
        """The first inner part related as `kind`: styles, numbering, theme, settings, footnotes …"""
        return next((r.target for r in self.rels(part).values() if r.kind == kind and not r.external), None)

    def _main(self) -> str:
        for relation in self.rels("").values():
            if relation.kind == "officeDocument":
                return relation.target
        raise FileUnreadable(problem("file-not-word", "Tệp không phải là văn bản Word (.docx): không có phần nội dung chính."))


def parse(data: bytes, part: str) -> Element:
    """XML bytes → root, strict namespaces read as transitional ones; raises `FileUnreadable`."""
    if _STRICT in data[:4096]:
        for strict, transitional in _TRANSITIONAL:
            data = data.replace(strict, transitional)
    try:
        return etree.fromstring(data, _PARSER)
    except etree.XMLSyntaxError as error:
        raise FileUnreadable(problem("file-xml-broken", "Phần {phan} trong tệp không phải XML đúng: {loi}", phan=part,
                                     loi=str(error))) from error


def _relations(data: bytes, part: str) -> dict[str, Relation]:
    folder = posixpath.dirname(part)
    found: dict[str, Relation] = {}
    for item in parse(data, f"rels: {part}"):
        if item.tag != f"{{{_RELATIONSHIPS}}}Relationship":
            continue
        target, external = item.get("Target", ""), item.get("TargetMode") == "External"
        if not external:
            target = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        found[item.get("Id", "")] = Relation(item.get("Type", "").rpartition("/")[2], target, external)
    return found
