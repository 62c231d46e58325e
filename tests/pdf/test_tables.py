"""A table cut by the page because its last row keeps with what follows is closed right under its last row on the page before."""

from __future__ import annotations

from service.pdfium import sheets
from tests.examples import issued_example


def test_the_closing_line_stands_under_the_last_row() -> None:
    pdf = issued_example("danh_sach_de_nghi").pdf
    assert pdf
    first, second = sheets(pdf, max_pages=2)
    assert any(letter.text == "T" for letter in second.letters)            # "Tổng cộng" keeps with the last row, that with it
    text = max(letter.baseline for letter in first.letters)
    lines = sorted({round(line.top, 1) for line in first.lines if line.level and line.right - line.left > 5})
    upright = max(line.bottom for line in first.lines if not line.level)
    assert text < lines[-1] < text + 10
    assert abs(upright - lines[-1]) < 1
