"""What stands in a print file, read with pdfium and pikepdf."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import pikepdf
import pypdfium2

from service.bundle.merged import Bookmark, Merged
from service.html import Html
from service.pdf import to_pdf


def texts(pdf: bytes) -> list[str]:
    """The words of each page, blanks as one."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def sizes(pdf: bytes) -> list[tuple[int, int]]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [(round(page.get_width()), round(page.get_height())) for page in document]


def pictures(pdf: bytes) -> list[Any]:
    """Every page as pixels, at a scale where a glyph that moved or lost a hair shows."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.render(scale=1.4).to_pil().convert("RGB") for page in document]


def faults(pdf: bytes) -> list[str]:
    """What qpdf finds wrong with the file."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return [str(one) for one in document.check_pdf_syntax()]


def one_page_each(*papers: str, family: str = "vb-LiberationSerif", words: str = "Trang") -> bytes:
    """A PDF of pages on these papers (CSS names), each with its number."""
    rules = "".join(f"@page s{place}{{size:{paper}}}.s{place}{{page:s{place}}}" for place, paper in enumerate(papers))
    body = "".join(f'<p class="s{place}">{words} {place + 1}</p>' for place in range(len(papers)))
    style = f"{rules}p{{font:14pt {family}}}"
    return to_pdf(Html(f'<html lang="vi"><head><title>x</title><style>{style}</style></head><body>{body}</body></html>'))


def merged(pdfs: Sequence[bytes], *, duplex: bool = False) -> bytes:
    out = io.BytesIO()
    file, at, bookmarks = Merged(out), 0, []
    for number, pdf in enumerate(pdfs):
        bookmarks.append(Bookmark(str(number), at))
        at += len(file.put(pdf, at, duplex=duplex))
    file.close("Thử", bookmarks, duplex=duplex)
    return out.getvalue()
