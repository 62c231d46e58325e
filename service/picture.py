"""PDF → pictures of its pages. Only home of pypdfium2."""

from __future__ import annotations

from io import BytesIO

import pypdfium2 as pdfium

from service.errors import InputRefused, problem

_POINTS_PER_INCH = 72


def page_count(pdf: bytes) -> int:
    """The number of pages."""
    document = pdfium.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()


def page_png(pdf: bytes, page: int = 1, dpi: float = 110) -> bytes:
    """One page (the first is 1) → PNG. Raises InputRefused where there is no such page."""
    document = pdfium.PdfDocument(pdf)
    try:
        if not 1 <= page <= len(document):
            raise InputRefused(
                problem("page-unknown", "Không có trang {trang}: văn bản có {tong} trang.", pointer="/page", trang=page, tong=len(document))
            )
        out = BytesIO()
        sheet = document[page - 1]
        sheet.render(scale=dpi / _POINTS_PER_INCH).to_pil().save(out, "PNG")
        sheet.close()
        return out.getvalue()
    finally:
        document.close()
