"""Paragraph properties → ParagraphFormat; places; marks that run on."""

from __future__ import annotations

import pytest

from service.paper import Bookmark, Border, Box, Float, Paragraph, Position, TabStop
from tests.read.drawn import names, p, paper, paragraphs, r, style, table

HIDDEN = "<w:rPr><w:vanish/></w:rPr>"
CELL = "<w:tbl><w:tblGrid><w:gridCol w:w='4000'/></w:tblGrid><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>"
TABLE = CELL.format(p("ô"))


@pytest.mark.parametrize(
    ("properties", "field", "expected"),
    [
        ("", "alignment", "left"),
        ('<w:jc w:val="both"/>', "alignment", "justify"),
        ('<w:jc w:val="start"/>', "alignment", "left"),
        ('<w:jc w:val="end"/>', "alignment", "right"),
        ('<w:jc w:val="center"/>', "alignment", "center"),
        ('<w:jc w:val="distribute"/>', "alignment", "distribute"),
        ('<w:ind w:left="567"/>', "left_pt", 28.35),
        ('<w:ind w:start="10mm"/>', "left_pt", 28.3464566929),
        ('<w:ind w:end="200"/>', "right_pt", 10.0),
        ('<w:ind w:firstLine="567"/>', "first_line_pt", 28.35),
        ('<w:ind w:hanging="360"/>', "first_line_pt", -18.0),
        ('<w:ind w:hanging="360" w:firstLine="567"/>', "first_line_pt", -18.0),
        ('<w:ind w:firstLineChars="200"/>', "first_line_pt", 20.0),
        ('<w:ind w:firstLineChars="200" w:firstLine="480"/>', "first_line_pt", 24.0),
        ('<w:spacing w:before="120"/>', "before_pt", 6.0),
        ('<w:spacing w:after="6pt"/>', "after_pt", 6.0),
        ('<w:spacing w:before="120" w:beforeAutospacing="1"/>', "before_pt", 14.0),
        ('<w:spacing w:afterLines="100"/>', "after_pt", 12.0),
        ('<w:spacing w:line="360"/>', "line", 1.5),
        ('<w:spacing w:line="360"/>', "line_rule", "auto"),
        ('<w:spacing w:line="340" w:lineRule="exact"/>', "line", 17.0),
        ('<w:spacing w:line="340" w:lineRule="exact"/>', "line_rule", "exact"),
        ('<w:spacing w:line="340" w:lineRule="atLeast"/>', "line_rule", "at_least"),
        ("<w:contextualSpacing/>", "contextual", True),
        ("<w:keepNext/>", "keep_next", True),
        ("<w:keepLines/>", "keep_lines", True),
        ("<w:pageBreakBefore/>", "page_break_before", True),
        ("", "widow_control", True),
        ('<w:widowControl w:val="0"/>', "widow_control", False),
        ('<w:outlineLvl w:val="0"/>', "outline_level", 0),
        ('<w:outlineLvl w:val="9"/>', "outline_level", None),
        ('<w:shd w:val="clear" w:fill="EEEEEE"/>', "fill", "EEEEEE"),
    ],
)
def test_a_paragraph_stands_as_its_properties_say(properties: str, field: str, expected: object) -> None:
    found = getattr(paragraphs(p("chữ", properties))[0].format, field)
    assert found == (pytest.approx(expected) if isinstance(expected, float) else expected)


def test_direct_spacing_keeps_what_it_does_not_name() -> None:
    sheet = style(
        "Than", '<w:pPr><w:spacing w:before="120" w:after="120" w:line="360"/><w:ind w:left="567" w:firstLine="567"/></w:pPr>'
    )
    found = paragraphs(p("chữ", '<w:pStyle w:val="Than"/><w:spacing w:after="0"/><w:ind w:left="0"/>'), styles=sheet)[0].format
    assert (found.before_pt, found.after_pt, found.line, found.left_pt, found.first_line_pt) == (6.0, 0.0, 1.5, 0.0, 28.35)


def test_a_line_without_rule_over_an_exact_one_is_a_multiple() -> None:
    sheet = style("Than", '<w:pPr><w:spacing w:line="340" w:lineRule="exact"/></w:pPr>')
    found = paragraphs(p("chữ", '<w:pStyle w:val="Than"/><w:spacing w:line="288"/>'), styles=sheet)[0].format
    assert (found.line, found.line_rule) == (pytest.approx(1.2), "auto")


def test_tab_stops_add_up_are_cleared_and_sorted() -> None:
    sheet = style(
        "Than", '<w:pPr><w:tabs><w:tab w:val="right" w:pos="9000"/><w:tab w:val="center" w:pos="4500"/></w:tabs></w:pPr>'
    )
    direct = (
        '<w:tabs><w:tab w:val="clear" w:pos="4500"/><w:tab w:val="left" w:leader="dot" w:pos="600"/>'
        '<w:tab w:val="num" w:leader="middleDot" w:pos="300"/></w:tabs>'
    )
    found = paragraphs(p("chữ", f'<w:pStyle w:val="Than"/>{direct}'), styles=sheet)[0].format.tabs
    assert found == (TabStop(15.0, "left", "middle_dot"), TabStop(30.0, "left", "dot"), TabStop(450.0, "right"))


def test_borders_are_resolved_side_by_side() -> None:
    sheet = style(
        "Than",
        '<w:pPr><w:pBdr><w:top w:val="single" w:sz="4" w:space="1" w:color="FF0000"/>'
        '<w:bottom w:val="double" w:sz="6"/></w:pBdr></w:pPr>',
    )
    found = paragraphs(p("chữ", '<w:pStyle w:val="Than"/><w:pBdr><w:top w:val="nil"/></w:pBdr>'), styles=sheet)[0].format.borders
    assert (found.top, found.bottom) == (None, Border("double", 0.75, 0.0, None))


@pytest.mark.parametrize(
    ("body", "spaces"),
    [
        (p("một", '<w:spacing w:beforeAutospacing="1" w:afterAutospacing="1"/>'), [(0.0, 0.0)]),
        (
            p("một", '<w:spacing w:afterAutospacing="1"/>') + p("hai", '<w:spacing w:beforeAutospacing="1"/>'),
            [(0.0, 14.0), (14.0, 0.0)],
        ),
    ],
)
def test_automatic_space_vanishes_at_the_edges_of_a_cell(body: str, spaces: list[tuple[float, float]]) -> None:
    cell = table(CELL.format(body)).rows[0].cells[0]
    assert [(b.format.before_pt, b.format.after_pt) for b in cell.blocks] == spaces  # type: ignore[union-attr]  # all are paragraphs


def test_paragraphs_know_their_place() -> None:
    body = p("a") + CELL.format(p("b") + CELL.format(p("c"))) + p("d") + CELL.format(p("e"))
    found = table(body).rows[0].cells[0].blocks
    inner = found[1].rows[0].cells[0].blocks[0]  # type: ignore[union-attr]  # the nested table
    assert [b.place for b in paper(body).sections[0].blocks] == ["đoạn 1", "bảng 1", "đoạn 2", "bảng 2"]
    assert (found[0].place, inner.place) == ("bảng 1, hàng 1, ô 1, đoạn 1", "bảng 1, hàng 1, ô 1, bảng 1, hàng 1, ô 1, đoạn 1")


@pytest.mark.parametrize("mark", ["<w:vanish/>", '<w:del w:id="1" w:author="a"/>', '<w:moveFrom w:id="1" w:author="a"/>'])
def test_a_paragraph_whose_mark_is_gone_runs_on_into_the_next(mark: str) -> None:
    found = paragraphs(p("một ", f'<w:jc w:val="center"/><w:rPr>{mark}</w:rPr>') + p("hai", '<w:jc w:val="right"/>'))
    assert [(x.text, x.format.alignment) for x in found] == [("một hai", "right")]


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        (TABLE + p("", HIDDEN) + TABLE + p("sau"), ["", "", "sau"]),                 # as Word writes it between two tables
        (p("trước") + p(r("ẩn", "<w:vanish/>"), HIDDEN) + TABLE + p("sau"), ["trước", "", "sau"]),
        (p("còn", HIDDEN) + TABLE + p("sau"), ["còn", "", "sau"]),                   # it shows something
        (CELL.format(p("ô") + p("", HIDDEN)) + p("sau"), ["", "sau"]),
        (TABLE + p("", "<w:rPr><w:del/></w:rPr>") + TABLE, ["", ""]),
    ],
)
def test_a_hidden_paragraph_before_a_table_takes_no_room(body: str, shown: list[str]) -> None:
    blocks = paper(body).sections[0].blocks
    assert [getattr(block, "text", "") for block in blocks] == shown


def test_bookmarks_stay_but_words_own_does_not() -> None:
    marks = (
        '<w:bookmarkStart w:id="1" w:name="_GoBack"/><w:bookmarkEnd w:id="1"/><w:bookmarkStart w:id="2" w:name="muc1"/>'
        '<w:bookmarkEnd w:id="2"/>'
    )
    assert paragraphs(p(marks + r("a")))[0].inlines[0] == Bookmark("muc1")
    assert paragraphs(marks + p("a"))[0].inlines[0] == Bookmark("muc1")


@pytest.mark.parametrize(
    ("properties", "found"),
    [
        ("<w:bidi/>", [("w:bidi", True)]),
        ('<w:bidi w:val="0"/>', []),
        ('<w:textAlignment w:val="top"/>', [("w:textAlignment", False)]),
        ('<w:framePr w:dropCap="drop" w:lines="2"/>', [("w:framePr", True)]),
        ('<w:khongCo w:val="1"/>', [("w:khongCo", False)]),
        ('<w:snapToGrid w:val="0"/><w:suppressAutoHyphens/><w:kinsoku w:val="0"/>', []),
        ('<w:pPrChange w:id="1" w:author="a"><w:pPr/></w:pPrChange>', [("w:change", False)]),
    ],
)
def test_what_a_paragraph_asks_and_the_paper_lacks_is_told(properties: str, found: list[tuple[str, bool]]) -> None:
    assert names(paper(p("chữ", properties) + p("sau"))) == found


NUMBER = '<w:framePr w:wrap="around" w:vAnchor="text" w:hAnchor="margin" w:xAlign="center" w:y="1"/>'


def test_a_page_number_in_a_frame_is_a_float_of_the_next_paragraph_and_adds_no_height() -> None:
    found = paper(p("2", NUMBER) + p("thân"))
    (block,) = found.sections[0].blocks
    assert isinstance(block, Paragraph)
    held = block.inlines[0]
    assert isinstance(held, Float)
    assert isinstance(held.content, Box)
    # as wide as what it counts from, its text aligned in it: the margin of US Letter with inch margins is 468 pt
    assert (held.width_pt, held.x, held.y, held.wrap) == (468.0, Position("margin"), Position("paragraph", 0.05), "none")
    inner = held.content.blocks[0]
    assert isinstance(inner, Paragraph)
    assert (inner.text, inner.format.alignment, block.text) == ("2", "center", "thân")
    assert names(found) == [("w:framePr", False)]


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        # neighbours of one frame share it; the last frame hangs on the paragraph before, or stands alone
        (p("a", '<w:framePr w:w="2000" w:x="100"/>') * 2 + p("b"), [("b", 2)]),
        (p("b") + p("a", '<w:framePr w:w="2000" w:x="100"/>'), [("b", 1)]),
        (p("a", '<w:framePr w:w="2000" w:x="100"/>'), [("", 1)]),
        # all that is said is what a paragraph without a frame has
        (p("a", '<w:framePr w:w="0" w:h="0" w:xAlign="left" w:y="0" w:hRule="exact" w:vAnchor="margin"/>'), [("a", 0)]),
    ],
)
def test_frames_hang_on_a_paragraph(body: str, texts: list[tuple[str, int]]) -> None:
    def boxed(paragraph: Paragraph) -> int:
        return sum(len(i.content.blocks) for i in paragraph.inlines if isinstance(i, Float) and isinstance(i.content, Box))

    assert [(found.text, boxed(found)) for found in paragraphs(body)] == texts
