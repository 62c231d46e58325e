"""PDF → pictures of its pages."""

from __future__ import annotations

from io import BytesIO

from service.errors import InputRefused, problem
from service.pdfium import opened

_POINTS_PER_INCH = 72


def page_count(pdf: bytes) -> int:
    """The number of pages. Raises FileUnreadable."""
    with opened(pdf) as document:
        return len(document)


def page_png(pdf: bytes, page: int = 1, dpi: float = 110) -> bytes:
    """One page (the first is 1) → PNG. Raises InputRefused where there is no such page, FileUnreadable."""
    with opened(pdf) as document:
        if not 1 <= page <= len(document):
            raise InputRefused(
                problem(
                    "page-unknown",
                    "Không có trang {trang}: văn bản có {tong} trang.",
                    pointer="/page",
                    trang=page,
                    tong=len(document),
                )
            )
        out = BytesIO()
        sheet = document[page - 1]
        sheet.render(scale=dpi / _POINTS_PER_INCH).to_pil().save(out, "PNG")
        sheet.close()
        return out.getvalue()
