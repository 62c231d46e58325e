"""Pictures of pages."""

from __future__ import annotations

import struct

import pytest

from service.errors import InputRefused
from service.pdf import to_pdf
from service.picture import page_count, page_png
from tests.html.printing import html, paper, paragraph


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return to_pdf(html(paper(paragraph("một"), paragraph("hai", page_break_before=True))))


def test_pages_are_counted(pdf: bytes) -> None:
    assert page_count(pdf) == 2


@pytest.mark.parametrize(("dpi", "width"), [(72, 595), (144, 1190)])
def test_a_page_is_a_png_of_the_asked_size(pdf: bytes, dpi: int, width: int) -> None:
    png = page_png(pdf, 2, dpi)
    assert png.startswith(b"\x89PNG")
    assert struct.unpack(">I", png[16:20])[0] == pytest.approx(width, abs=1)


@pytest.mark.parametrize("page", [0, 3, -1])
def test_a_page_that_is_not_there_is_refused(pdf: bytes, page: int) -> None:
    with pytest.raises(InputRefused, match="2 trang"):
        page_png(pdf, page, 72)
