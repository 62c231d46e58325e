"""Small Word files drawn from XML: what a test does not name is not in the file."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

from service.paper import Block, Paper, Paragraph, Table, Text, TextStyle
from service.read import read
from service.read.names import NAMESPACES

_ALL = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def docx(
    body: str,
    *,
    styles: str = "",
    numbering: str = "",
    settings: str = "",
    theme: str = "",
    parts: Mapping[str, str | bytes] | None = None,
    links: Mapping[str, str] | None = None,
) -> bytes:
    """A Word file with this body. `parts`: further parts by path below `word/`, related by their stem (`header1.xml` → rHeader1);
    `links`: relationship id → external address."""
    files: dict[str, bytes] = {}
    relations: list[str] = []

    def add(name: str, kind: str, content: str | bytes, rel_id: str) -> None:
        files[f"word/{name}"] = content if isinstance(content, bytes) else content.encode()
        relations.append(f'<Relationship Id="{rel_id}" Type="{_OFFICE}/{kind}" Target="{name}"/>')

    if styles:
        add("styles.xml", "styles", f"<w:styles {_ALL}>{styles}</w:styles>", "rStyles")
    if numbering:
        add("numbering.xml", "numbering", f"<w:numbering {_ALL}>{numbering}</w:numbering>", "rNumbering")
    if settings:
        add("settings.xml", "settings", f"<w:settings {_ALL}>{settings}</w:settings>", "rSettings")
    if theme:
        add("theme/theme1.xml", "theme", f"<a:theme {_ALL}>{theme}</a:theme>", "rTheme")
    for name, content in (parts or {}).items():
        stem = name.rpartition("/")[2].partition(".")[0]
        kind = "image" if "media/" in name else stem.rstrip("0123456789")
        if isinstance(content, str) and not content.startswith("<?xml"):
            root = {"header": "hdr", "footer": "ftr"}.get(kind, kind)
            content = f"<w:{root} {_ALL}>{content}</w:{root}>"
        add(name, kind, content, f"r{stem[:1].upper()}{stem[1:]}")
    relations += [
        f'<Relationship Id="{rel_id}" Type="{_OFFICE}/hyperlink" Target="{target}" TargetMode="External"/>'
        for rel_id, target in (links or {}).items()
    ]
    files["word/document.xml"] = f"<w:document {_ALL}><w:body>{body}</w:body></w:document>".encode()
    files["word/_rels/document.xml.rels"] = f'<Relationships xmlns="{_RELS}">{"".join(relations)}</Relationships>'.encode()
    files["_rels/.rels"] = (
        f'<Relationships xmlns="{_RELS}"><Relationship Id="r1" Type="{_OFFICE}/officeDocument" '
        f'Target="word/document.xml"/></Relationships>'
    ).encode()
    files["[Content_Types].xml"] = (
        f'<Types xmlns="{_TYPES}"><Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_MAIN}"/></Types>'
    ).encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def paper(body: str, **more: object) -> Paper:
    return read(docx(body, **more))  # type: ignore[arg-type]  # passes the keywords of docx() on


def blocks(body: str, **more: object) -> tuple[Block, ...]:
    return tuple(block for section in paper(body, **more).sections for block in section.blocks)


def paragraphs(body: str, **more: object) -> list[Paragraph]:
    return [block for block in blocks(body, **more) if isinstance(block, Paragraph)]


def table(body: str, **more: object) -> Table:
    return next(block for block in blocks(body, **more) if isinstance(block, Table))


def p(content: str = "", properties: str = "") -> str:
    """A paragraph of runs, or of plain text where it holds no tag."""
    inner = content if content.startswith("<") or not content else r(content)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inner}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r>{f"<w:rPr>{properties}</w:rPr>" if properties else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def field(code: str, result: str = "", *, properties: str = "") -> str:
    """A complex field as Word writes it."""
    rpr = f"<w:rPr>{properties}</w:rPr>" if properties else ""

    def char(kind: str) -> str:
        return f'<w:r>{rpr}<w:fldChar w:fldCharType="{kind}"/></w:r>'

    saved = f"{char('separate')}{result if result.startswith('<') else r(result, properties)}" if result else ""
    return f'{char("begin")}<w:r>{rpr}<w:instrText xml:space="preserve"> {code} </w:instrText></w:r>{saved}{char("end")}'


def style(style_id: str, inner: str, *, kind: str = "paragraph", based: str = "", default: bool = False) -> str:
    base = f'<w:basedOn w:val="{based}"/>' if based else ""
    flag = ' w:default="1"' if default else ""
    return f'<w:style w:type="{kind}"{flag} w:styleId="{style_id}"><w:name w:val="{style_id}"/>{base}{inner}</w:style>'


def looks(paragraph: Paragraph) -> list[tuple[str, TextStyle]]:
    return [(inline.text, inline.style) for inline in paragraph.inlines if isinstance(inline, Text)]


def look(run_properties: str, **more: object) -> TextStyle:
    """The look of one run with these direct properties."""
    return looks(paragraphs(p(r("chữ", run_properties)), **more)[0])[0][1]


def names(found: Paper) -> list[tuple[str, bool]]:
    return [(construct.name, construct.lost) for construct in found.constructs]


def png(width: int = 4, height: int = 2) -> bytes:
    """A picture of one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + b"\xff\0\0" * width for _ in range(height))
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )
