"""Sections, headers and footers, page numbers, breaks, frames, notes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from service.html.sheet import ASSET_SCHEME
from service.paper import (
    Block,
    Border,
    Borders,
    Box,
    Break,
    Field,
    Float,
    HeaderFooter,
    Note,
    NoteMark,
    Paper,
    Picture,
    Position,
    Rule,
)
from tests.html.printing import ABOVE_EM, HEIGHT_PT, LEFT_PT, NATURAL_EM, STYLE, TOP_PT, html, paper, paragraph, printed, section

PITCH = 14 * NATURAL_EM
NUMBER = paragraph(Field("PAGE", STYLE), alignment="center")


def pages(value: Paper) -> list[list[str]]:
    found = printed(value)
    return [[r.text for r in found if r.page == number] for number in range(1, found[-1].page + 1)]


def three(*sections_: object) -> Paper:
    return Paper(sections_, compat_mode=14)  # type: ignore[arg-type]  # sections


def test_the_first_page_of_a_section_has_its_own_header_and_pages_are_numbered_on() -> None:
    headers = HeaderFooter(default=(NUMBER,))
    one = section(paragraph("a"), paragraph("b", page_break_before=True), headers=headers, title_page=True)
    two = section(paragraph("c"), paragraph("d", page_break_before=True), headers=headers, title_page=True)
    assert pages(three(one, two)) == [["a"], ["2", "b"], ["c"], ["4", "d"]]


def test_a_section_may_number_anew_and_in_another_way() -> None:
    headers = HeaderFooter(default=(NUMBER,))
    one = section(paragraph("a"), headers=headers)
    two = section(paragraph("b"), paragraph("c", page_break_before=True), headers=headers, page_start=1, page_format="lowerRoman")
    assert pages(three(one, two)) == [["1", "a"], ["i", "b"], ["ii", "c"]]


def test_the_number_of_all_pages() -> None:
    footer = HeaderFooter(default=(paragraph("Trang ", Field("PAGE", STYLE), "/", Field("NUMPAGES", STYLE)),))
    value = three(section(paragraph("a"), paragraph("b", page_break_before=True), footers=footer))
    assert pages(value) == [["a", "Trang1/2"], ["b", "Trang2/2"]]


def test_even_pages_have_their_own_header() -> None:
    headers = HeaderFooter(default=(paragraph("lẻ"),), even=(paragraph("chẵn"),))
    blocks = (paragraph("a"), *(paragraph(t, page_break_before=True) for t in "bc"))
    value = Paper((section(*blocks, headers=headers),), even_and_odd=True)
    assert pages(value) == [["lẻ", "a"], ["chẵn", "b"], ["lẻ", "c"]]


def test_a_header_stands_at_its_distance_and_pushes_the_body_when_it_is_taller_than_the_margin() -> None:
    low = printed(three(section(paragraph("thân"), headers=HeaderFooter(default=(NUMBER,)))))
    assert low[0].y_pt == pytest.approx(36 + 14 * ABOVE_EM, abs=0.05)
    assert low[1].y_pt == pytest.approx(TOP_PT + 14 * ABOVE_EM, abs=0.05)
    tall = tuple(paragraph(f"dòng {k}") for k in range(4))
    high = printed(three(section(paragraph("thân"), headers=HeaderFooter(default=tall))))
    assert high[-1].y_pt == pytest.approx(36 + 4 * PITCH + 14 * ABOVE_EM, abs=0.1)


def test_space_before_the_first_header_paragraph_counts() -> None:
    header = HeaderFooter(default=(paragraph("đầu trang", before_pt=10.0),))
    assert printed(three(section(paragraph("a"), headers=header)))[0].y_pt == pytest.approx(36 + 10 + 14 * ABOVE_EM, abs=0.05)


def test_a_footer_ends_at_its_distance_from_the_bottom() -> None:
    rows = printed(three(section(paragraph("a"), footers=HeaderFooter(default=(NUMBER,)))))
    assert rows[1].y_pt == pytest.approx(HEIGHT_PT - 30 - PITCH + 14 * ABOVE_EM, abs=0.1)


def test_a_landscape_section_turns_its_pages() -> None:
    wide = section(paragraph("Phụ lục"), width_pt=842.0, height_pt=595.0)
    markup = html(three(section(paragraph("a")), wide)).markup
    assert "size:842pt 595pt" in markup
    assert pages(three(section(paragraph("a")), wide)) == [["a"], ["Phụlục"]]


def test_a_continuous_section_stays_on_the_page_with_its_own_margins() -> None:
    value = three(section(paragraph("a")), section(paragraph("b"), start="continuous", left_pt=150.0, right_pt=45.0))
    rows = printed(value)
    assert [r.page for r in rows] == [1, 1]
    assert rows[1].x_pt == pytest.approx(150, abs=0.8)
    assert rows[1].y_pt - rows[0].y_pt == pytest.approx(PITCH, abs=0.06)


def test_columns_stand_side_by_side() -> None:
    blocks = tuple(paragraph(str(k)) for k in range(10))
    rows = printed(three(section(*blocks, columns=2, column_gap_pt=20.0)))
    assert rows[0].text == "05"
    assert rows[0].right_pt > LEFT_PT + 200


def test_odd_page_starts_leave_a_blank_page() -> None:
    value = three(section(paragraph("a")), section(paragraph("b"), start="odd_page"))
    assert printed(value)[-1].page == 3


def test_a_page_break_at_the_end_of_a_paragraph_leaves_its_mark_behind_only_in_mode_15() -> None:
    blocks = (paragraph("a", Break("page", STYLE)), paragraph("b"))
    after_15, after_14 = (printed(paper(*blocks, compat_mode=mode))[-1].y_pt for mode in (15, 14))
    assert after_15 == pytest.approx(TOP_PT + 14 * ABOVE_EM, abs=0.05)
    assert after_14 == pytest.approx(TOP_PT + PITCH + 14 * ABOVE_EM, abs=0.1)


def test_a_line_break_in_an_empty_tail_keeps_the_line() -> None:
    rows = printed(paper(paragraph("a", Break("line", STYLE)), paragraph("b")))
    assert rows[1].y_pt - rows[0].y_pt == pytest.approx(2 * PITCH, abs=0.1)


def drawn(content: Rule | Box | Picture, x: Position, y: Position, *, wrap: str = "none") -> Float:
    width = content.dx_pt if isinstance(content, Rule) else content.width_pt
    height = content.dy_pt if isinstance(content, Rule) else content.height_pt
    return Float(content, width, height, x, y, wrap=wrap)  # type: ignore[arg-type]  # a kind of wrap


def box(*blocks: Block, width: float = 100.0, height: float = 40.0) -> Box:
    return Box(width, height, blocks, border=Border())


@pytest.mark.parametrize(
    ("x", "y", "left", "top"),
    [
        (Position("column", 50.0), Position("paragraph", 20.0), LEFT_PT + 50, TOP_PT + 20),
        (Position("page", 50.0), Position("paragraph", 20.0), 50, TOP_PT + 20),
        (Position("margin", align="center"), Position("paragraph", 20.0), LEFT_PT + 150, TOP_PT + 20),
        (Position("page", 50.0), Position("page", 200.0), 50, 200),
        (Position("column", 10.0), Position("margin", 200.0), LEFT_PT + 10, TOP_PT + 200),
    ],
)
@pytest.mark.parametrize("indent", [0.0, 36.0])
def test_a_text_box_stands_where_it_is_anchored(x: Position, y: Position, left: float, top: float, indent: float) -> None:
    rows = printed(paper(paragraph("chữ", drawn(box(paragraph("trong hộp")), x, y), left_pt=indent)))
    found = next(r for r in rows if r.text == "tronghộp")
    assert found.x_pt == pytest.approx(left + 7.2, abs=0.3)
    assert found.y_pt == pytest.approx(top + 3.6 + 14 * ABOVE_EM, abs=0.1)


def test_a_rule_takes_no_room() -> None:
    rule = drawn(Rule(80.0, 0.0), Position("column", 100.0), Position("paragraph", 4.0))
    rows = printed(paper(paragraph("Độc lập - Tự do - Hạnh phúc"), paragraph(rule), paragraph("Số:")))
    assert rows[1].y_pt - rows[0].y_pt == pytest.approx(2 * PITCH, abs=0.1)


def test_text_goes_below_a_drawing_that_takes_whole_lines_and_beside_a_square_one() -> None:
    whole = drawn(box(paragraph("hộp")), Position("column", 0.0), Position("paragraph", 0.0), wrap="top_bottom")
    rows = printed(paper(paragraph(whole, "dưới")))
    assert next(r for r in rows if r.text == "dưới").y_pt == pytest.approx(TOP_PT + 40 + 14 * ABOVE_EM, abs=0.1)
    square = drawn(box(paragraph("hộp")), Position("column", 0.0), Position("paragraph", 0.0), wrap="square")
    value = paper(paragraph(square, "Kế hoạch tổ chức phong trào thi đua " * 8, alignment="justify"))
    texts = [r for r in printed(value) if "hoạch" in r.text or "thi" in r.text]
    assert texts[-1].x_pt == pytest.approx(LEFT_PT, abs=0.5)
    assert {c.name for c in html(value).constructs} == {"wp:wrap:square"}


def test_a_footnote_stands_at_the_foot_of_its_page() -> None:
    small = replace(STYLE, size_pt=10)
    note = Note("1", "footnote", (paragraph("1 Điều 5 Nghị định số 30/2020/NĐ-CP", style=small),))
    mark = NoteMark("1", "1", replace(STYLE, script="super"))
    value = paper(paragraph("Thể thức", mark, " văn bản"), paragraph("b"), notes=(note,), note_separator=(paragraph(),))
    rows = printed(value)
    foot = next(r for r in rows if "30/2020" in r.text)
    assert foot.page == 1
    assert foot.y_pt == pytest.approx(HEIGHT_PT - 65 - 10 * (NATURAL_EM - ABOVE_EM), abs=0.2)
    b = next(r for r in rows if r.text == "b")
    assert b.y_pt == pytest.approx(TOP_PT + PITCH + 14 * ABOVE_EM, abs=0.1)


def test_endnotes_stand_behind_the_last_paragraph() -> None:
    note = Note("1", "endnote", (paragraph("i Chú thích cuối"),))
    value = paper(paragraph("a", NoteMark("1", "i", replace(STYLE, script="super"))), paragraph("b"), notes=(note,))
    assert [r.text for r in printed(value)][-2:] == ["b", "iChúthíchcuối"]


def test_a_page_frame_is_drawn_in_the_background() -> None:
    frame = Borders(*[Border(style="double", width_pt=1.5, space_pt=24.0)] * 4)
    value = three(section(paragraph("Giấy khen"), borders=frame, borders_from="page"))
    page = html(value)
    assert f"background:url({ASSET_SCHEME}" in page.markup
    (svg,) = page.assets.values()
    assert svg.decode().count("<line") == 8


@pytest.mark.parametrize(
    ("more", "name"),
    [({"vertical": "center"}, "w:vAlign"), ({"borders": Borders(top=Border(style="apples"))}, "w:pgBorders")],
)
def test_what_the_printer_cannot_do_is_reported(more: dict[str, object], name: str) -> None:
    found = html(three(section(paragraph("a"), **more))).constructs
    assert [c.name for c in found] == [name]


def test_a_picture_in_the_line_stands_on_the_baseline_and_an_unknown_kind_is_reported() -> None:
    wmf = Picture(b"\xd7\xcd\xc6\x9a", "image/x-wmf", 30.0, 30.0)
    page = html(paper(paragraph(wmf, "chữ")))
    assert [(c.name, c.lost) for c in page.constructs] == [("pic:pic", True)]
    assert not page.assets
