"""One template filled by docxtpl itself and by us, and what of both is compared."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping

from docxtpl import DocxTemplate
from lxml import etree

from service.fill import prepare

_COMPARED = re.compile(r"word/(document|header\d*|footer\d*|footnotes)\.xml")


def by_docxtpl(template: bytes, values: Mapping[str, object], *, autoescape: bool = True) -> bytes:
    document = DocxTemplate(io.BytesIO(template))
    document.render(dict(values), autoescape=autoescape)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def parts(docx: bytes) -> dict[str, str]:
    """The compared parts in canonical XML (C14N 2.0; prefixes by number: lxml, when docxtpl moves a body, renames some), without
    the runs of no text that docxtpl leaves beside a tag for runs: ours leaves them out."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return {
            name: etree.canonicalize(_without_empty_runs(etree.fromstring(archive.read(name))), rewrite_prefixes=True)
            for name in sorted(archive.namelist())
            if _COMPARED.fullmatch(name)
        }


def _without_empty_runs(root: etree._Element) -> etree._Element:
    for run in list(root.iter("{*}r")):
        parent = run.getparent()
        if not run.attrib and len(run) == 1 and run[0].tag.endswith("}t") and not run[0].text and parent is not None:
            parent.remove(run)
    return root


def text(docx: bytes) -> str:
    """The text of the main document, a line for each paragraph."""
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(docx)).read("word/document.xml"))
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    return "\n".join("".join(node.text or "" for node in p.iter(f"{w}t")) for p in root.iter(f"{w}p"))


def assert_equal(template: bytes, values: Mapping[str, object], theirs: Mapping[str, object] | None = None) -> None:
    """Our fill has the text and canonical XML of docxtpl's own output; `theirs` where docxtpl needs its own kind of values."""
    expected, ours = by_docxtpl(template, theirs or values), prepare(template).fill(values)
    assert text(ours) == text(expected)
    assert parts(ours) == parts(expected)
