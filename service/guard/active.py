"""Package → what in it runs, embeds or fetches: by name, content type, relationship, element or content; any one is enough."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lxml import etree

from service.errors import Problem, problem
from service.guard.links import link_problem, shortened
from service.guard.package import Package, Relationship, local_name, relationships, source_of

Maker = Callable[[str, str], Problem]


def _macro(place: str, name: str) -> Problem:
    return problem("macro", "Tệp có macro ({ten}); hãy lưu lại dưới dạng .docx không có macro.", place=place, ten=name)


def _object(place: str, name: str) -> Problem:
    return problem("embedded-object", "Tệp có đối tượng nhúng ({ten}: OLE, ActiveX hoặc tệp khác); hãy thay bằng hình hoặc chữ.",
                   place=place, ten=name)


def _program(place: str, name: str) -> Problem:
    return problem("word-extension", "Tệp có phần mở rộng của Word ({ten}: thanh công cụ, phím tắt hoặc tiện ích); hãy bỏ đi.",
                   place=place, ten=name)


def _inserted(place: str, name: str) -> Problem:
    return problem("inserted-document", "Tệp chèn nguyên một tài liệu khác ({ten}); hãy chép nội dung vào văn bản.",
                   place=place, ten=name)


def _external(place: str, kind: str, target: str) -> Problem:
    return problem("external-target", "Tệp lấy nội dung từ bên ngoài ({loai}: {dich}); chỉ liên kết được trỏ ra ngoài tệp.",
                   place=place, loai=kind, dich=shortened(target))


# Printer settings (ECMA-376-1, 15.2.15) are a plain record that nobody runs; every other .bin in a DOCX is an object or a macro.
_BY_NAME: tuple[tuple[re.Pattern[str], Maker], ...] = (
    (re.compile(r"vbaproject|vbadata|\.docm$|\.dotm$"), _macro),
    (re.compile(r"customui|attachedtoolbars|(^|/)webextensions?/|(^|/)customizations\.xml$"), _program),
    (re.compile(r"(^|/)afchunk"), _inserted),
    (re.compile(r"(^|/)(embeddings|activex|controls)/|^(?!.*printersettings\d*\.bin$).*\.bin$"), _object),
)
_BY_CONTENT_TYPE: tuple[tuple[re.Pattern[str], Maker], ...] = (
    (re.compile(r"macroenabled|vbaproject|vbadata"), _macro),
    (re.compile(r"activex|oleobject"), _object),
    (re.compile(r"webextension|customui|attachedtoolbar|keymapcustomizations"), _program),
)
# by the last word of the relationship's type: ECMA-376-1, 11.3; [MS-OFFMACRO2] 2.1; [MS-CUSTOMUI]; [MS-OWEXML]
_BY_KIND: dict[str, Maker] = {
    "vbaproject": _macro, "wordvbadata": _macro, "vbaprojectsignature": _macro,
    "keymapcustomizations": _program, "attachedtoolbars": _program, "extensibility": _program, "usercustomization": _program,
    "webextension": _program, "webextensiontaskpanes": _program,
    "oleobject": _object, "package": _object, "control": _object, "activexcontrolbinary": _object,
    "afchunk": _inserted, "subdocument": _inserted,
}
# an OLE2 file, a ZIP, a program, RTF, PDF: whatever the part is called
_MAGIC = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04", b"MZ", b"\x7fELF", b"{\\rt", b"%PDF")

_OFFICE = ("http://schemas.openxmlformats.org/officeDocument/2006/relationships",           # transitional
           "http://purl.oclc.org/ooxml/officeDocument/relationships")                       # strict
_W = ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main")
_VML = ("urn:schemas-microsoft-com:vml", "urn:schemas-microsoft-com:office:office")
_HYPERLINK = frozenset(f"{namespace}/hyperlink" for namespace in _OFFICE)
_LINKING = frozenset({"hyperlink", "hlinkClick", "hlinkHover", "hlinkMouseOver"})
_ELEMENTS: dict[str, tuple[tuple[str, ...], Maker]] = {
    "altChunk": (_W, _inserted), "subDoc": (_W, _inserted),
    "control": (_W, _object), "objectEmbed": (_W, _object), "objectLink": (_W, _object), "OLEObject": (_VML, _object),
}
_MERGE_SOURCES = frozenset({"connectString", "dataSource", "headerSource", "odso", "query"})


def active_content(package: Package) -> list[Problem]:
    """All of it: macros, embedded objects and files, inserted documents, extensions, targets outside the file, unfit links."""
    problems: list[Problem] = []
    for name, content in package.items():
        problems += _matched(_BY_NAME, name, name)
        if content.startswith(_MAGIC):
            problems.append(_object(name, name))
    named = {found.place for found in problems}
    for name, tree in package.trees.items():
        source = source_of(name)
        if name.lower() == "[content_types].xml":
            for element in tree:
                part = element.get("PartName", name).lstrip("/")
                if part not in named:
                    problems += _matched(_BY_CONTENT_TYPE, part, element.get("ContentType", ""))
        elif source is not None:
            problems += _relationships(package, source, relationships(source, tree), named)
        else:
            problems += _elements(name, package[name], tree)
    return problems


def _matched(rules: tuple[tuple[re.Pattern[str], Maker], ...], place: str, text: str) -> Iterator[Problem]:
    maker = next((maker for pattern, maker in rules if pattern.search(text.lower())), None)
    if maker:
        yield maker(place, text)


def _relationships(package: Package, source: str, found: list[Relationship], named: set[str]) -> Iterator[Problem]:
    """`named` are the parts that are refused already: the way to them need not be told as well."""
    links = set()
    for rel in found:
        place = f"{source or '_rels/.rels'}, {rel.id}"
        maker = _BY_KIND.get(rel.kind.lower())
        if maker:
            if rel.target not in named:
                yield maker(place, shortened(rel.target))
        elif rel.type in _HYPERLINK:
            links |= {rel.id} if rel.external else set()
            unfit = link_problem(rel.target, place)
            if unfit:
                yield unfit
        elif rel.external:
            yield _external(place, rel.kind, rel.target)
    if links and source in package.trees:
        yield from _misused(source, package.trees[source], links)


def _misused(part: str, tree: etree._Element, links: set[str]) -> Iterator[Problem]:
    """A picture or template that is fetched through a relationship which calls itself a hyperlink."""
    for element in tree.iter():
        for key, value in element.attrib.items():
            if value in links and str(key).startswith(tuple(f"{{{namespace}}}" for namespace in _OFFICE)):
                name = local_name(element)
                if name not in _LINKING:
                    yield _external(f"{part}, {value}", name, str(value))


def _elements(part: str, content: bytes, tree: etree._Element) -> Iterator[Problem]:
    """What an element alone says. Names cannot be escaped in XML, so a search over the UTF-8 bytes finds every candidate."""
    for name, (namespaces, maker) in _ELEMENTS.items():
        tags = (f"{{{namespace}}}{name}" for namespace in namespaces)
        if name.encode() in content and next(tree.iter(*tags), None) is not None:
            yield maker(part, name)
    if b"mailMerge" in content:
        for element in tree.iter(*(f"{{{namespace}}}mailMerge" for namespace in _W)):
            if any(local_name(child) in _MERGE_SOURCES for child in element):
                yield problem("mail-merge-source", "Văn bản đang nối với nguồn dữ liệu trộn thư; hãy chuyển về văn bản "
                              "Word thường.", place=part)
    if b"href" in content or b"src" in content:
        yield from _drawn(part, tree)


def _drawn(part: str, tree: etree._Element) -> Iterator[Problem]:
    """VML names its targets in plain attributes, without a relationship (ECMA-376-4, 19.1.2: href, src, o:href, o:althref)."""
    for element in tree.iter(*(f"{{{namespace}}}*" for namespace in _VML)):
        for key, value in element.attrib.items():
            namespace, _, name = str(key).rpartition("}")
            target = str(value).strip()
            if namespace[1:] in _OFFICE or not target:
                continue                         # r:href is an id: judged as a relationship
            if name == "href":
                unfit = link_problem(target, part)
                if unfit:
                    yield unfit
            elif name in ("src", "althref"):
                yield _external(part, local_name(element), target)
