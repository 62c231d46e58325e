"""PDF files that our own printer would never make: letters without their font, a page that is a picture."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Final

from PIL import Image

_LINES: Final = ("Thong bao lich hop", "Hop giao ban hang tuan vao sang thu Hai.")


def without_fonts() -> bytes:
    """A page in one of the fourteen faces that a reader is to have: nothing is embedded."""
    text = b"BT /F1 14 Tf 100 700 Td 20 TL " + b" ".join(b"(%s) Tj T*" % line.encode() for line in _LINES) + b" ET"
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>",
    )
    data, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return data + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        size, table, size, len(data))


def scanned() -> bytes:
    """A page that is a picture."""
    buffer = io.BytesIO()
    Image.new("L", (1240, 1754), 200).save(buffer, "PDF", resolution=150)
    return buffer.getvalue()


PDFS: Final[dict[str, Callable[[], bytes]]] = {"G-45": without_fonts, "G-46": scanned}
