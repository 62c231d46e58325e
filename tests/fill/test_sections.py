"""A value that starts a section: new page, own paper, pages counted from 1."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.section import Section
from docx.shared import Mm
from lxml import etree

from service.errors import TemplateFaulty
from service.fill import prepare
from service.values import Grid, GridColumn, GridRow, Rich, SectionStart
from tests.fill import draw

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
GRID = Grid((GridColumn(Rich.of("TT"), 1),), (GridRow((Rich.of("1"),)),), 100.0)
UPRIGHT, TURNED = SectionStart(), SectionStart(landscape=True)


def template(*lines: str) -> bytes:
    """A4, margins 20-15-20-30 mm, with a header and another on the first page."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = Mm(20), Mm(15), Mm(20), Mm(30)
    section.header.paragraphs[0].text = "trang"
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = ""
    for line in lines:
        document.add_paragraph(line)
    return draw.saved(document)


def margins(one: Section) -> list[int]:
    return [round(side.mm) for side in (one.top_margin, one.right_margin, one.bottom_margin, one.left_margin)]


def body(filled: bytes) -> etree._Element:
    found = etree.fromstring(zipfile.ZipFile(io.BytesIO(filled)).read("word/document.xml")).find(f"{W}body")
    assert found is not None
    return found


def kinds(filled: bytes) -> list[str]:
    """What stands in the body: texts, `[bảng]`, and `|` after what ends a section."""
    return list(_kinds(body(filled)))


def _kinds(held: etree._Element) -> Iterator[str]:
    for child in held:
        name = etree.QName(child).localname
        if name == "p":
            yield "".join(child.itertext()) + ("|" if child.find(f"{W}pPr/{W}sectPr") is not None else "")
        else:
            yield {"tbl": "[bảng]", "sectPr": "||"}[name]


CASES = [
    # template, values, what stands in the body
    (("a", "{{p x }}", "b"), {"x": UPRIGHT}, ["a|", "b", "||"]),
    (("{{p x }}", "b"), {"x": UPRIGHT}, ["b", "||"]),                                     # nothing before: the first page itself
    (("{{p g }}", "{{p x }}", "b"), {"g": GRID, "x": UPRIGHT}, ["[bảng]", "|", "b", "||"]),
    (("a", "{%p for x in ds %}", "{{p x }}", "b", "{%p endfor %}"), {"ds": [UPRIGHT, TURNED, UPRIGHT]},
     ["a|", "b|", "b|", "b", "||"]),
    (("a", "{{p x }}", "{{p x }}", "b"), {"x": TURNED}, ["a|", "b", "||"]),               # nothing between: one section
    (("a", "{{p x }}"), {"x": ""}, ["a", "||"]),
]


@pytest.mark.parametrize(("lines", "values", "expected"), CASES)
def test_the_last_paragraph_before_carries_the_section(
    lines: tuple[str, ...], values: dict[str, object], expected: list[str]
) -> None:
    assert kinds(prepare(template(*lines)).fill(values)) == expected


def test_after_a_table_a_paragraph_of_one_point_carries_it() -> None:
    filled = body(prepare(template("{{p g }}", "{{p x }}", "b")).fill({"g": GRID, "x": UPRIGHT}))
    spacing = filled[1].find(f"{W}pPr/{W}spacing")
    assert spacing is not None
    assert {name.removeprefix(W): value for name, value in spacing.attrib.items()} == {
        "before": "0", "after": "0", "line": "20", "lineRule": "exact"}


def test_paper_margins_page_numbers_and_headers_of_each_section() -> None:
    filled = prepare(template("a", "{{p x }}", "b", "{{p y }}", "c")).fill({"x": TURNED, "y": UPRIGHT})
    sections = docx.Document(io.BytesIO(filled)).sections
    size = [(round(one.page_width.mm), round(one.page_height.mm), one.orientation) for one in sections]
    assert size == [(210, 297, WD_ORIENT.PORTRAIT), (297, 210, WD_ORIENT.LANDSCAPE), (210, 297, WD_ORIENT.PORTRAIT)]
    for one in sections:                           # margins belong to the edges as printed; each has both headers
        assert margins(one) == [20, 15, 20, 30]
        assert one.different_first_page_header_footer
        assert [reference.get(f"{W}type") for reference in one._sectPr.iter(f"{W}headerReference")] == ["default", "first"]
    starts = [one._sectPr.find(f"{W}pgNumType") for one in sections]
    assert [None if one is None else one.get(f"{W}start") for one in starts] == [None, "1", "1"]


def test_what_one_section_changes_the_next_does_not_keep() -> None:
    wide = SectionStart(size_mm=(420, 297), margins_mm=(10, 11, 12, 13))
    filled = prepare(template("a", "{{p x }}", "b", "{{p y }}", "c")).fill({"x": wide, "y": UPRIGHT})
    sections = docx.Document(io.BytesIO(filled)).sections
    assert [(round(one.page_width.mm), round(one.page_height.mm)) for one in sections] == [(210, 297), (420, 297), (210, 297)]
    assert [margins(one) for one in sections] == [[20, 15, 20, 30], [10, 11, 12, 13], [20, 15, 20, 30]]
    assert sections[1].orientation == WD_ORIENT.LANDSCAPE


def test_a_section_of_the_templates_own_stays_before_the_ones_that_start_in_it() -> None:
    document = docx.Document(io.BytesIO(template("a", "{{p x }}", "b")))
    document.add_section()
    document.sections[1].left_margin = Mm(50)
    document.add_paragraph("c")
    filled = prepare(draw.saved(document)).fill({"x": TURNED})
    assert kinds(filled) == ["a|", "b", "|", "c", "||"]        # python-docx ends a section with a paragraph of its own
    sections = docx.Document(io.BytesIO(filled)).sections
    assert [(one.orientation, round(one.left_margin.mm)) for one in sections] == [
        (WD_ORIENT.PORTRAIT, 30), (WD_ORIENT.LANDSCAPE, 30), (WD_ORIENT.PORTRAIT, 50)]


def test_a_continuous_section_begins_a_page_when_a_value_starts_it() -> None:
    document = docx.Document(io.BytesIO(template("a", "{{p x }}", "b")))
    document.sections[0].start_type = 0
    filled = prepare(draw.saved(document)).fill({"x": UPRIGHT})
    types = [one.find(f"{W}type") for one in body(filled).iter(f"{W}sectPr")]
    assert [None if one is None else one.get(f"{W}val") for one in types] == ["continuous", None]


def test_the_properties_stand_in_the_order_of_the_schema() -> None:
    filled = prepare(template("a", "{{p x }}", "b")).fill({"x": TURNED})
    names = [etree.QName(child).localname for child in list(body(filled).iter(f"{W}sectPr"))[-1]]
    order = ["headerReference", "footerReference", "type", "pgSz", "pgMar", "pgNumType", "cols", "titlePg", "docGrid"]
    assert names == sorted(names, key=order.index)
    assert "pgNumType" in names


def test_no_mark_of_ours_stays_in_the_file() -> None:
    filled = prepare(template("a", "{{p x }}", "b")).fill({"x": UPRIGHT})
    assert "<?" not in zipfile.ZipFile(io.BytesIO(filled)).read("word/document.xml").decode().partition("?>")[2]


def in_a_cell() -> bytes:
    document = docx.Document()
    document.add_table(1, 1).cell(0, 0).paragraphs[0].text = "{{p x }}"
    return draw.saved(document)


def in_the_header() -> bytes:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "{{p x }}"
    return draw.saved(document)


@pytest.mark.parametrize(
    ("made", "code", "place"),
    [
        (in_a_cell(), "section-misplaced", "bảng 1, hàng 1, ô 1"),
        (in_the_header(), "section-misplaced", "đầu trang 1, đoạn 1"),
        (draw.paragraphs("{{ x }}"), "value-misplaced", "đoạn 1"),
    ],
)
def test_a_section_begins_between_paragraphs_of_the_body_only(made: bytes, code: str, place: str) -> None:
    with pytest.raises(TemplateFaulty) as raised:
        prepare(made).fill({"x": UPRIGHT})
    assert [(one.code, one.place) for one in raised.value.problems] == [(code, place)]
