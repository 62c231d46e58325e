"""Members of a package → the parts that hold tags, as docxtpl finds them, each as source text for Jinja with its fixed ends."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from service.errors import TemplateFaulty, problem

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_OFFICE = "/officeDocument/2006/relationships/"
_KINDS = {
    "header": "đầu trang",
    "footer": "chân trang",
    "footnotes": "chú thích cuối trang",
    "endnotes": "chú thích cuối văn bản",
}
_DECLARATION = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
_TAG = re.compile(r"\{\{.+?\}\}|\{%.+?%\}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Part:
    """A part with tags: `label` is how its places are called, `head` and `tail` the XML around the piece that Jinja renders."""

    name: str
    label: str
    source: str
    head: str
    tail: str
    wordprocessing: bool = True
    body: bool = False


def find_parts(members: Mapping[str, bytes]) -> tuple[str, list[Part]]:
    """The main document's name, and the parts to render: document, headers, footers, notes, core properties."""
    document = next((target for kind, target in relations(members, "") if kind == "officeDocument"), "")
    if document not in members:
        raise TemplateFaulty(problem("template-unreadable", "Tệp mẫu không có phần văn bản chính (word/document.xml)."))
    parts = [_document(document, members[document])]
    counts: dict[str, int] = {}
    seen: set[str] = set()
    for kind, target in relations(members, document):
        if kind in _KINDS and target in members and target not in seen:
            seen.add(target)
            counts[kind] = counts.get(kind, 0) + 1
            blank = kind in (
                "header",
                "footer",
            )  # docxtpl parses headers and footers with python-docx's parser, notes as they are
            text = _text(_parse(members[target], target, drop_blank=blank))
            label = f"{_KINDS[kind]} {counts[kind]}" if blank else _KINDS[kind]
            parts.append(Part(target, label, text, _DECLARATION, ""))
    core = next((target for kind, target in relations(members, "") if kind == "core-properties"), "")
    if core in members:
        text = _text(_parse(members[core], core, drop_blank=False))
        parts.append(Part(core, "thuộc tính tệp", text, _DECLARATION, "", wordprocessing=False))
    return document, parts


def relations(members: Mapping[str, bytes], source: str) -> Iterator[tuple[str, str]]:
    """(kind, member name) of each internal relationship of a part; `source` is "" for the package."""
    name = rels_name(source)
    if name not in members:
        return
    for relation in _parse(members[name], name, drop_blank=False).iter(_RELATION):
        if relation.get("TargetMode") != "External":
            kind = relation.get("Type", "").rsplit("/", 1)[-1]
            yield kind, posixpath.normpath(posixpath.join("/", posixpath.dirname(source), relation.get("Target", ""))).lstrip("/")


def rels_name(part: str) -> str:
    """The name of the relationships of a part (OPC 6.5.2.3)."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def tags_elsewhere(members: Mapping[str, bytes], parts: list[Part]) -> Iterator[str]:
    """Members that show a tag though nothing renders them (charts, custom properties). Reviewers' notes are left alone."""
    known = {part.name for part in parts}
    for name in sorted(members):
        if name.endswith(".xml") and name not in known and "comments" not in name and "people" not in name:
            shown = re.sub(r"<[^>]*>", "", members[name].decode("utf-8", "replace"))
            if _TAG.search(shown):
                yield name


def _document(name: str, blob: bytes) -> Part:
    # docxtpl patches and renders w:body alone; the rest of the root (namespaces, page background) stays as it is
    root = _parse(blob, name, drop_blank=True)
    body = next((child for child in root if etree.QName(child).localname == "body"), None)
    if body is None or root.prefix != "w":
        raise TemplateFaulty(problem("template-unreadable", "Phần văn bản chính không có thân (w:body).", place=name))
    whole = _text(body)
    inner = whole[whole.index(">") + 1 : whole.rindex("</w:body>")] if whole.endswith("</w:body>") else ""
    for child in list(body):
        body.remove(child)
    head, start, tail = re.split(r"(<w:body[^>]*)/>", _text(root), maxsplit=1)
    return Part(name, "", f"{start}>{inner}</w:body>", f"{_DECLARATION}{head}", tail, body=True)


def _parse(blob: bytes, name: str, *, drop_blank: bool) -> etree._Element:
    # the same parser settings as python-docx, which docxtpl reads with; no entities, no DTD from outside
    parser = etree.XMLParser(remove_blank_text=drop_blank, resolve_entities=False, no_network=True)
    try:
        return etree.fromstring(blob, parser)
    except etree.XMLSyntaxError as error:
        raise TemplateFaulty(
            problem("template-unreadable", "Phần này không phải XML đúng: {loi}", place=name, loi=str(error))
        ) from error


def _text(element: etree._Element) -> str:
    return etree.tostring(element, encoding="unicode")
