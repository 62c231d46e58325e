"""A false value in a file never breaks the reader, and never makes it ask for more than a page of memory."""

from __future__ import annotations

import pytest
from lxml import etree

from service.dump import dump
from service.guard import Package, unpack
from service.read import read
from tests.read.drawn import docx, field, look, names, p, paper, paragraphs, png, r, style, table
from tests.read.test_drawings import anchor, inline, pic, wsp
from tests.read.test_numbering import PLAN, item, numbering
from tests.read.test_sections import A4
from tests.read.test_tables import GRID, GRID_STYLE, tbl, tc, tr

FALSE = ["", "ệ", "-1", "1e999", "999999999999", "pt"]
BODY = (
    p(r("Kế hoạch", '<w:sz w:val="28"/><w:color w:val="FF0000"/><w:shd w:val="pct20" w:fill="FFFFFF"/><w:w w:val="90"/>'
        '<w:lang w:val="vi-VN"/><w:kern w:val="2"/><w:position w:val="2"/><w:u w:val="single" w:color="00FF00"/>'),
      '<w:jc w:val="both"/><w:ind w:left="10" w:firstLineChars="100"/>'
      '<w:spacing w:before="120" w:line="360" w:lineRule="exact"/>'
      '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9000"/></w:tabs><w:outlineLvl w:val="1"/>'
      '<w:pBdr><w:top w:val="single" w:sz="4" w:space="1" w:color="auto"/></w:pBdr>'
      '<w:framePr w:w="2000" w:wrap="around" w:x="100" w:hAnchor="margin"/>')
    + item(0) + item(2) + p(field("PAGE", "1") + '<w:r><w:sym w:font="Symbol" w:char="F0B7"/></w:r>')
    + p(inline(pic(crop='<a:srcRect l="10" b="20%"/>'))
        + anchor(wsp(xfrm='<a:xfrm rot="5400000" flipV="1"/>'), more='behindDoc="1"'))
    + p('<w:r><w:pict><v:line style="position:absolute;z-index:1" from="1pt,2pt" to="3pt,4pt"/></w:pict></w:r>')
    + tbl(tr(tc("a", '<w:gridSpan w:val="2"/><w:tcMar><w:left w:w="10" w:type="dxa"/></w:tcMar><w:vMerge w:val="restart"/>'),
             tc(), properties='<w:trHeight w:val="400" w:hRule="exact"/><w:gridBefore w:val="1"/>'),
          properties=GRID.format("04A0") + '<w:tblW w:w="2500" w:type="pct"/><w:tblInd w:w="10" w:type="dxa"/>')
    + f'<w:sectPr>{A4}<w:pgNumType w:start="2"/><w:cols w:num="2" w:space="10"/></w:sectPr>'
)  # fmt: skip
SETTINGS = (
    '<w:defaultTabStop w:val="720"/><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="x" w:val="14"/></w:compat>'
    '<w:footnotePr><w:numStart w:val="2"/></w:footnotePr>'
)
WHOLE = docx(
    BODY,
    styles=GRID_STYLE + style("Goc", '<w:rPr><w:sz w:val="28"/></w:rPr>', default=True),
    numbering=numbering(PLAN),
    settings=SETTINGS,
    parts={"media/image1.png": png()},
)


@pytest.mark.parametrize("part", ["document", "styles", "numbering", "settings"])
@pytest.mark.parametrize("false", FALSE)
def test_any_attribute_may_be_false(part: str, false: str) -> None:
    parts = dict(unpack(WHOLE))
    name = f"word/{part}.xml"
    root = etree.fromstring(parts[name])
    for element in root.iter():
        for attribute, value in element.attrib.items():
            element.set(attribute, false)
            found = read(Package(parts | {name: etree.tostring(root)}))
            assert len(dump(found)) < 100_000, (element.tag, attribute)
            element.set(attribute, value)


def test_the_sound_file_is_read_whole() -> None:
    # what is false above is one value each in a file that is otherwise understood
    assert [name for name, lost in names(read(WHOLE)) if lost] == []


def test_a_table_has_no_more_columns_than_words() -> None:
    assert len(table(tbl(tr(tc("x", '<w:gridSpan w:val="1000000000"/>')))).grid_pt) == 63


@pytest.mark.parametrize("code", ["D800", "0001", "110000", "-1", ""])
def test_a_symbol_that_is_no_character_is_told(code: str) -> None:
    assert names(paper(p(f'<w:r><w:sym w:font="Arial" w:char="{code}"/></w:r>'))) == [("w:sym", True)]


@pytest.mark.parametrize(("size", "points"), [
    ("0", 1.0), ("-28", 1.0), ("1", 1.0), ("28", 14.0), ("99999999", 1638.0), ("", 10.0), ("ệ", 10.0),
])  # fmt: skip
def test_the_size_of_characters_stays_within_words_bounds(size: str, points: float) -> None:
    assert look(f'<w:sz w:val="{size}"/>').size_pt == points


@pytest.mark.parametrize(("scale", "share"), [("0", 1.0), ("-50", 0.01), ("90%", 0.9), ("100000", 6.0)])
def test_the_width_of_characters_stays_within_words_bounds(scale: str, share: float) -> None:
    assert look(f'<w:w w:val="{scale}"/>').scale == share


@pytest.mark.parametrize(("properties", "name", "expected"), [
    ('<w:spacing w:before="2147483647"/>', "before_pt", 1584.0), ('<w:spacing w:before="-200"/>', "before_pt", 0.0),
    ('<w:spacing w:afterLines="999999999"/>', "after_pt", 1584.0), ('<w:ind w:left="-2147483648"/>', "left_pt", -1584.0),
    ('<w:ind w:hanging="99999999"/>', "first_line_pt", -1584.0),
    ('<w:spacing w:line="-99999999" w:lineRule="exact"/>', "line", 1584.0),
    ('<w:spacing w:line="-240"/>', "line", 1.0), ('<w:spacing w:line="0" w:lineRule="exact"/>', "line", 1.0),
])  # fmt: skip
def test_a_length_is_no_longer_than_word_knows(properties: str, name: str, expected: float) -> None:
    (found,) = paragraphs(p(r("a"), properties))
    assert getattr(found.format, name) == expected


@pytest.mark.parametrize(("border", "width", "space"), [
    ('w:val="single" w:sz="99999" w:space="99999"', 12.0, 31.0), ('w:val="single" w:sz="-8" w:space="-3"', 0.25, 0.0),
    ('w:val="single" w:sz="24" w:space="4"', 3.0, 4.0), ('w:val="apples" w:sz="-8"', 0.25, 0.0),
])  # fmt: skip
def test_a_border_is_no_wider_than_words(border: str, width: float, space: float) -> None:
    (found,) = paragraphs(p(r("a"), f"<w:pBdr><w:top {border}/></w:pBdr>"))
    top = found.format.borders.top
    assert top is not None
    assert (top.width_pt, top.space_pt) == (width, space)


@pytest.mark.parametrize("properties", [
    '<w:spacing w:before="2147483647"/>', '<w:spacing w:after="-20"/>', '<w:ind w:hanging="99999999"/>',
    '<w:tabs><w:tab w:val="left" w:pos="40000"/></w:tabs>', '<w:pBdr><w:top w:val="single" w:sz="99999" w:space="1"/></w:pBdr>',
])  # fmt: skip
def test_a_value_beyond_words_bounds_is_told(properties: str) -> None:
    assert names(paper(p(r("a"), properties))) == [("length:bounds", False)]


@pytest.mark.parametrize("properties", [
    '<w:sz w:val="0"/>', '<w:sz w:val="4000"/>', '<w:w w:val="900"/>', '<w:spacing w:val="-40000"/>',
])  # fmt: skip
def test_a_value_of_characters_beyond_words_bounds_is_told(properties: str) -> None:
    assert names(paper(p(r("a", properties)))) == [("length:bounds", False)]


def test_values_within_words_bounds_are_not_told() -> None:
    usual = (
        '<w:tabs><w:tab w:val="left" w:pos="31680"/></w:tabs><w:spacing w:before="0" w:line="-240"/><w:ind w:left="-720"/>'
        '<w:pBdr><w:top w:val="single" w:sz="4" w:space="31"/></w:pBdr>'
    )
    assert names(paper(p(r("a", '<w:sz w:val="2"/><w:w w:val="600"/><w:spacing w:val="-20"/>'), usual))) == []
