"""PDF → pictures of its pages."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO

from service.errors import InputRefused, problem
from service.pdfium import opened

_POINTS_PER_INCH = 72
_MM_PER_POINT = 25.4 / 72
_GLANCE_DPI = 48                                  # a letter changed changes its grey


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


@dataclass(frozen=True, slots=True)
class Glance:
    """A page as far as it must be known to tell whether it looks as before."""

    digest: str
    width_mm: float
    height_mm: float


def glances(pdf: bytes) -> list[Glance]:
    """Every page of a PDF: pages that look the same have the same digest. Raises FileUnreadable."""
    found = []
    with opened(pdf) as document:
        for number in range(len(document)):
            sheet = document[number]
            width, height = sheet.get_size()
            bitmap = sheet.render(scale=_GLANCE_DPI / _POINTS_PER_INCH)
            digest = sha256(f"{bitmap.width} {bitmap.height} ".encode() + bytes(bitmap.buffer)).hexdigest()[:20]
            found.append(Glance(digest, round(width * _MM_PER_POINT, 1), round(height * _MM_PER_POINT, 1)))
            sheet.close()
    return found
