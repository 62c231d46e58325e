"""Draws small DOCX files for the guard's tests: a clean one, and the clean one with a single part changed or added."""

from __future__ import annotations

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def content_types(extra: str = "", main: str = MAIN) -> str:
    return (f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/><Default Extension="PNG" ContentType="image/png"/>'
            f'<Override PartName="/word/document.xml" ContentType="{main}"/>{extra}</Types>')


def relationships(*entries: str) -> str:
    return f'{HEAD}<Relationships xmlns="{RELS}">{"".join(entries)}</Relationships>'


def relationship(number: int, kind: str, target: str, *, external: bool = False, base: str = R) -> str:
    mode = ' TargetMode="External"' if external else ""
    return f'<Relationship Id="rId{number}" Type="{base}/{kind}" Target="{target}"{mode}/>'


def document(*paragraphs: str, after: str = "") -> str:
    body = "".join(f"<w:p>{inner}</w:p>" for inner in paragraphs)
    return (f'{HEAD}<w:document xmlns:w="{W}" xmlns:r="{R}" xmlns:v="urn:schemas-microsoft-com:vml" '
            f'xmlns:o="urn:schemas-microsoft-com:office:office"><w:body>{body}{after}<w:sectPr/></w:body></w:document>')


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


CLEAN: dict[str, str | bytes] = {
    "[Content_Types].xml": content_types(),
    "_rels/.rels": relationships(relationship(1, "officeDocument", "word/document.xml")),
    "word/document.xml": document(run("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), run("Độc lập - Tự do - Hạnh phúc")),
    "word/_rels/document.xml.rels": relationships(relationship(1, "styles", "styles.xml")),
    "word/styles.xml": f'{HEAD}<w:styles xmlns:w="{W}"/>',
}


def packed(parts: dict[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def docx(changed: dict[str, str | bytes] | None = None) -> bytes:
    """The clean file with these parts put in or replaced."""
    return packed({**CLEAN, **(changed or {})})


def with_document(*paragraphs: str, after: str = "") -> bytes:
    return docx({"word/document.xml": document(*paragraphs, after=after)})


def with_relationships(*entries: str) -> bytes:
    return docx({"word/_rels/document.xml.rels": relationships(*entries)})
