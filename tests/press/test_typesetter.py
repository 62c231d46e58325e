"""What is kept of paragraphs between documents, and what is told of each all the same."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from service.errors import FontFault
from service.fonts import faces
from service.paper import Field, Paper, Paragraph, Picture, Tab, TabStop, Text
from service.press.paragraphs import spread
from service.press.typesetter import Typesetter
from tests.html.printing import STYLE, paragraph


def setter(**options: Any) -> Typesetter:
    foreign = options.pop("foreign", False)
    return Typesetter(Paper((), **options), faces(), foreign)


def test_the_same_parts_are_set_once() -> None:
    value = paragraph("Một lần thôi")
    first = setter().paragraph(value, 300.0)
    again = Paragraph(value.inlines, value.format, value.mark, place="đoạn 9")
    assert setter().paragraph(again, 300.0) is first
    assert setter().paragraph(again, 300.0, left_of_page_pt=50.0) is first      # it has no tabs
    assert setter().paragraph(again, 301.0) is not first
    assert setter().paragraph(again, 300.0, label=2) is not first
    assert setter(default_tab_pt=20.0).paragraph(again, 300.0) is not first
    assert setter().paragraph(replace(value, inlines=(*value.inlines, Text("!", STYLE))), 300.0) is not first


def test_leaders_depend_on_where_the_column_is() -> None:
    value = paragraph("Tên:", Tab(STYLE), tabs=(TabStop(200.0, "left", "dot"),))
    assert setter().paragraph(value, 300.0, left_of_page_pt=85.0) != setter().paragraph(value, 300.0, left_of_page_pt=86.0)


def test_what_is_kept_forgets() -> None:
    value = paragraph("Một lần thôi")
    found = setter()
    first = found.paragraph(value, 300.0)
    for number in range(5000):
        found.paragraph(value, 301.0 + number / 100)
    assert found.paragraph(value, 300.0) is not first
    assert spread(found.paragraph(value, 300.0)) == spread(first)


def test_reports_come_again() -> None:
    other = paragraph("Chữ", style=replace(STYLE, family="Cambria"))
    lent = paragraph("Bước ①")
    unnamed = paragraph(Picture(b"", "image/png", 9.0, 9.0), place="đoạn 3")
    counted = paragraph(Field("SECTIONPAGES", STYLE), place="đoạn 4")
    for _ in range(2):
        found = setter(foreign=True)
        for value in (other, lent, unnamed, counted):
            found.paragraph(value, 300.0)
        told = [(one.name, one.problem.code, one.problem.place, one.lost) for one in found.constructs]
        assert told == [
            ("wp:docPr", "picture-unnamed", "đoạn 3", False),
            ("SECTIONPAGES", "section-pages", "đoạn 4", False),
            ("w:rFonts", "font-substituted", "", False),
            ("w:rFonts", "glyph-borrowed", "", False),
        ]
    assert not setter(foreign=True).constructs


def test_a_missing_glyph_is_a_fault_each_time_with_its_place() -> None:
    value = paragraph("Mũi tên ➔")
    for place in ("đoạn 1", "đoạn 2"):
        found = setter()
        found.paragraph(replace(value, place=place), 300.0)
        with pytest.raises(FontFault) as raised:
            found.raise_faults()
        assert [one.place for one in raised.value.problems] == [place]
