"""Parts of a Word file → its bytes. The same parts give the same bytes: a fixed date, a fixed order."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from typing import Final

from service.rules.layout import FONT, LANGUAGE
from service.scaffold.theme import theme
from service.scaffold.xml import serialise, w

_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_OFFICE_TYPE: Final = "application/vnd.openxmlformats-officedocument"
_TYPE: Final = f"{_OFFICE_TYPE}.wordprocessingml"
_XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_Relation = tuple[str, str, str, str]
_LONG_AGO: Final = (1980, 1, 1, 0, 0, 0)                  # the earliest date a ZIP knows

# Relations of the document: id, kind, file, content type.
_RELATED: Final = (
    ("rId1", "styles", "styles.xml", "styles"),
    ("rId2", "settings", "settings.xml", "settings"),
    ("rId3", "fontTable", "fontTable.xml", "fontTable"),
    ("rId4", "header", "header1.xml", "header"),
    ("rId5", "header", "header2.xml", "header"),
    ("rId6", "theme", "theme/theme1.xml", "theme"),
)
_FOOTER: Final = ("rId7", "footer", "footer1.xml", "footer")       # of a công văn
HEADER_ID: Final = "rId4"
FIRST_HEADER_ID: Final = "rId5"
FIRST_FOOTER_ID: Final = "rId7"


def pack(document: bytes, styles: bytes, header: bytes, first_header: bytes, first_footer: bytes = b"") -> bytes:
    """The whole file, with a footer of page 1 or none. Its core properties hold the tags of `van_ban` (docs/templates.md)."""
    related = (*_RELATED, _FOOTER) if first_footer else _RELATED
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": _content_types(related),
        "_rels/.rels": _package_relations(),
        "docProps/core.xml": _core(),
        "docProps/app.xml": _application(),
        "word/document.xml": document,
        "word/_rels/document.xml.rels": _document_relations(related),
        "word/styles.xml": styles,
        "word/settings.xml": _settings(),
        "word/fontTable.xml": _fonts(),
        "word/header1.xml": header,
        "word/header2.xml": first_header,
        "word/theme/theme1.xml": theme(),
        **({"word/footer1.xml": first_footer} if first_footer else {}),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in parts.items():
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return buffer.getvalue()


def _content_types(related: Iterable[_Relation]) -> str:
    overrides = "".join(
        f'<Override PartName="/word/{file}" ContentType="{_OFFICE_TYPE if kind == "theme" else _TYPE}.{kind}+xml"/>'
        for _, _, file, kind in related
    )
    return (
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>{overrides}'
        '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        '<Override PartName="/docProps/app.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/></Types>'
    )


def _package_relations() -> str:
    return (
        f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
        f'<Relationship Id="rId3" Type="{_OFFICE}/extended-properties" Target="docProps/app.xml"/></Relationships>'
    )


def _document_relations(related: Iterable[_Relation]) -> str:
    rows = "".join(f'<Relationship Id="{id}" Type="{_OFFICE}/{kind}" Target="{file}"/>' for id, kind, file, _ in related)
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'


def _core() -> str:
    return (
        f'{_XML}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        "<dc:title>{{ van_ban.tieu_de }}</dc:title><dc:subject>{{ van_ban.chu_de }}</dc:subject>"
        "<dc:creator>{{ van_ban.co_quan }}</dc:creator><dc:identifier>{{ van_ban.so_ky_hieu }}</dc:identifier>"
        f"<dc:language>{LANGUAGE}</dc:language></cp:coreProperties>"
    )


def _application() -> str:
    properties = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    return f'{_XML}<Properties xmlns="{properties}"><Application>vanban</Application></Properties>'


def _settings() -> bytes:
    """compatibilityMode 14: there Word breaks justified lines greedily, as every other engine does (word.md R1)."""
    office = "http://schemas.microsoft.com/office/word"
    names = (("compatibilityMode", 14), ("overrideTableStyleFontSizeAndJustification", 1), ("enableOpenTypeFeatures", 1),
             ("doNotFlipMirrorIndents", 1))
    return serialise(w(
        "settings",
        w("zoom", percent=100),
        w("defaultTabStop", val=720),
        w("characterSpacingControl", val="doNotCompress"),
        w("compat", *(w("compatSetting", name=name, uri=office, val=value) for name, value in names)),
        w("themeFontLang", val=LANGUAGE),
        w("decimalSymbol", val=","),
        w("listSeparator", val=";"),
    ))


def _fonts() -> bytes:
    font = w("font", w("panose1", val="02020603050405020304"), w("charset", val="00"), w("family", val="roman"),
             w("pitch", val="variable"), name=FONT)
    return serialise(w("fonts", font))
