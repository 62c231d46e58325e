"""What every printer puts into a PDF besides its pages: what the file says of itself and which standards it keeps (XMP: ISO
16684-1; ISO 19005-3, 6.6.4; ISO 14289-1, clause 5), and the file that it may carry."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal
from xml.sax.saxutils import escape

from service.paper import Properties

GENERATOR: Final = "vanban"
_KEPT: Final = 64                                # frames of packets: some 2 KB each
_RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_NAMES: Final = {
    "rdf": _RDF, "dc": "http://purl.org/dc/elements/1.1/", "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmp": "http://ns.adobe.com/xap/1.0/", "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/", "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#", "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}
# PDF/A knows no PDF/UA: the schema of its mark must be described in the packet (ISO 19005-3, 6.6.2.3).
_UA_SCHEMA: Final = (
    '<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">'
    "<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>"
    f"<pdfaSchema:namespaceURI>{_NAMES['pdfuaid']}</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    '<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>'
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>Part of ISO 14289 to which the file conforms</pdfaProperty:description>"
    "</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>"
)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file to put into a PDF; `relationship` is what it is to the document (ISO 19005-3, 6.8)."""

    name: str                                    # ASCII: every reader shows it
    media_type: str
    data: bytes
    description: str                             # for people
    relationship: Literal["Source", "Data", "Supplement"] = "Source"


def packet(properties: Properties, *, part: int = 3, conformance: str = "A", accessible: bool = True) -> bytes:
    """Properties → the whole packet, UTF-8. Number and issuing body of a document are dc:identifier and dc:publisher.

    It claims part and conformance of ISO 19005, and ISO 14289-1 where the file is accessible.
    """
    begin, middle, rest = _frame(
        properties.author, properties.language, properties.keywords, properties.created, properties.modified, part, conformance,
        accessible,
    )  # fmt: skip
    called = _alternatives("dc:title", properties.title) + _alternatives("dc:description", properties.subject)
    return b"".join((begin, called.encode(), middle, _simple("dc:identifier", properties.identifier).encode(), rest))


@lru_cache(maxsize=_KEPT)
def _frame(
    author: str, language: str, keywords: str, created: str, modified: str, part: int, conformance: str, accessible: bool
) -> tuple[bytes, bytes, bytes]:
    """What a house's documents of one day share: to the title, then to the identifier, then all that follows it."""
    names = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in _NAMES.items())
    begin = (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        f'<rdf:RDF xmlns:rdf="{_RDF}"><rdf:Description rdf:about=""{names}>'
        f"<pdfaid:part>{part}</pdfaid:part><pdfaid:conformance>{conformance}</pdfaid:conformance>"
    ) + (f"<pdfuaid:part>1</pdfuaid:part>{_UA_SCHEMA}" if accessible else "")
    middle = (
        _array("dc:creator", "Seq", author) + _array("dc:publisher", "Bag", author)
        + _array("dc:language", "Bag", language.split("-")[0] or "vi")
    )
    rest = (
        _simple("pdf:Keywords", keywords) + _simple("xmp:CreatorTool", GENERATOR)
        + _simple("xmp:CreateDate", created) + _simple("xmp:ModifyDate", modified)
        + '</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end="r"?>'
    )
    return begin.encode(), middle.encode(), rest.encode()


def _simple(name: str, text: str) -> str:
    return f"<{name}>{escape(text)}</{name}>" if text else ""


def _array(name: str, kind: str, text: str) -> str:
    return f"<{name}><rdf:{kind}><rdf:li>{escape(text)}</rdf:li></rdf:{kind}></{name}>" if text else ""


def _alternatives(name: str, text: str) -> str:
    """A text by language; ours is the only one."""
    item = f'<rdf:li xml:lang="x-default">{escape(text)}</rdf:li>'
    return f"<{name}><rdf:Alt>{item}</rdf:Alt></{name}>" if text else ""
