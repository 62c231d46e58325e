"""XML bytes → element tree, safely. Home of the one hardened parser; every part of a stranger's file goes through it.

A package's XML is UTF-8 or UTF-16 and has no DTD (ECMA-376-2, 6.2.5). With the encoding settled first, a search over the bytes
sees exactly what the parser will see: libxml2 alone would also take UTF-7, EBCDIC or UTF-32, where `<!DOCTYPE` looks different.
"""

from __future__ import annotations

import re

from lxml import etree

from service.errors import FileRefused, problem

# Comments and processing instructions are dropped: `INCLUDE<!-- -->TEXT` must read as one word, and no later stage meets a
# node whose tag is no string. Every other option shuts a door: entities, DTD, network, nesting deeper than 256.
_PARSER = etree.XMLParser(encoding="utf-8", resolve_entities=False, load_dtd=False, dtd_validation=False, no_network=True,
                          attribute_defaults=False, huge_tree=False, recover=False, remove_comments=True, remove_pis=True)
_DECLARATION = re.compile(rb"^<\?xml\s[^>]*?\?>")
_ENCODING = re.compile(rb"""\sencoding\s*=\s*["']([^"']*)["']""")
_LOOKS_XML = re.compile(rb"(?:\xef\xbb\xbf)?\s*<|(?:\xff\xfe|\x00|\xfe\xff\x00)<")
_UTF16 = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be", b"<\x00": "utf-16-le", b"\x00<": "utf-16-be"}


def is_xml(name: str, content: bytes) -> bool:
    """Whether a part is to be treated as XML: by name, or by content, so that a header called `image1.png` is searched too."""
    return name.lower().endswith((".xml", ".rels", ".vml")) or _LOOKS_XML.match(content) is not None


def to_utf8(content: bytes, place: str = "") -> bytes:
    """XML in UTF-8 or UTF-16, with or without a mark → UTF-8 without one. Raises FileRefused for any other encoding."""
    encoding = _UTF16.get(content[:2])
    if encoding is not None and content[2:4] != b"\x00\x00" and not content.startswith(b"\x00\x00"):
        try:
            text = content.decode(encoding).removeprefix("\ufeff")
        except UnicodeDecodeError as fault:
            raise _wrong_encoding("UTF-16", place) from fault
        recoded = text.encode("utf-8")
        if _named(recoded) and not _named(recoded).startswith(b"utf-16"):
            raise _wrong_encoding(_named(recoded).decode("ascii", "replace"), place)
        return _DECLARATION.sub(b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>', recoded)
    content = content.removeprefix(b"\xef\xbb\xbf")
    if b"\x00" in content[:4]:
        raise _wrong_encoding("UTF-32", place)
    if content.startswith(b"\x4c\x6f\xa7\x94"):                         # "<?xm", see XML 1.0, appendix F
        raise _wrong_encoding("EBCDIC", place)
    if not content.lstrip(b" \t\r\n").startswith(b"<"):
        raise FileRefused(problem("xml-malformed", "Phần này không phải XML đúng cú pháp (dòng {dong}, cột {cot}).", place=place,
                                  dong=1, cot=1))
    if _named(content) not in (b"", b"utf-8", b"utf8", b"us-ascii", b"ascii"):
        raise _wrong_encoding(_named(content).decode("ascii", "replace"), place)
    return content


def parse_xml(content: bytes, place: str = "") -> etree._Element:
    """XML bytes → root element, comments and processing instructions left out. `place` names the part in the error.

    Raises FileRefused: another encoding than UTF-8 and UTF-16, any DTD, malformed, nested deeper than 256.
    """
    recoded = to_utf8(content, place)
    if b"<!DOCTYPE" in recoded or b"<!ENTITY" in recoded:
        raise FileRefused(problem("xml-dtd", "Phần này khai báo DTD hoặc thực thể (DOCTYPE, ENTITY), tệp Word không được có.",
                                  place=place))
    try:
        return etree.fromstring(recoded, _PARSER)
    except etree.XMLSyntaxError as fault:
        line, column = fault.position
        raise FileRefused(problem("xml-malformed", "Phần này không phải XML đúng cú pháp (dòng {dong}, cột {cot}).", place=place,
                                  dong=line, cot=column)) from fault


def _named(content: bytes) -> bytes:
    """The encoding that the XML declaration names, in lower case, or b""."""
    declaration = _DECLARATION.match(content)
    found = _ENCODING.search(declaration[0]) if declaration else None
    return found[1].lower() if found else b""


def _wrong_encoding(name: str, place: str) -> FileRefused:
    return FileRefused(problem("xml-encoding", "Phần này mã hoá bằng {ma}; tệp Word chỉ dùng UTF-8 hoặc UTF-16.", place=place,
                               ma=name))
