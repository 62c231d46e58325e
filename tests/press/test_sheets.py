"""Sections and kinds of pages; headers, footers and their numbers (word.md R3b, rules 5 and 6)."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from service.blocks.tree import Node
from service.paper import Block, Bookmark, Break, Cell, Field, HeaderFooter, Note, NoteMark, Paper, Row, Section
from service.press.setting import Ink
from tests.press.laying import HEIGHT_PT, PITCH_PT, STYLE, TOP_PT, Laid, Placed, laid, lines, paper, paragraph, section, table

NUMBER, COUNT = Field("PAGE", STYLE), Field("NUMPAGES", STYLE)
BOTTOM_PT = HEIGHT_PT - 65
FULL = 34


def sections(*parts: Section, **more: Any) -> Laid:
    return Laid(Paper(parts, **{"compat_mode": 14, **more}))


def header(*blocks: Any) -> HeaderFooter:
    return HeaderFooter(default=blocks)


# ---------------------------------------------------------------- headers and footers

@pytest.mark.parametrize(
    ("blocks", "top_pt"),
    [
        ((lines("Đầu trang"),), 80.0),                                   # 36 + 20 is above the margin
        ((lines("Đầu trang", 3),), 96.0),
        ((lines("Đầu trang", 2, before_pt=6, after_pt=4),), 86.0),       # rule 6: its space counts
        (((paragraph(line=30, line_rule="exact")), lines("Đầu trang")), 86.0),
    ],
)
def test_a_header_pushes_the_body_down(blocks: Any, top_pt: float) -> None:
    found = sections(section(lines("Thân"), headers=header(*blocks)))
    assert found.placed("Thân")[0].y_pt == top_pt
    assert found.placed("Đầu trang", where="header")[0].x_pt == 100.0


def test_a_footer_pushes_the_body_up_and_stands_above_its_distance() -> None:
    found = sections(section(lines("Thân", FULL), lines("Thân", 2), footers=header(lines("Chân", 4, after_pt=6))))
    assert found.placed("Chân", where="footer")[0].y_pt == HEIGHT_PT - 30 - 6 - 80
    assert found.placed("Thân")[0].stop == 32, "116 instead of 65 pt are taken: 646 pt are left"


def test_each_kind_of_page_has_its_own_header() -> None:
    heads = HeaderFooter(default=(lines("lẻ"),), first=(lines("đầu", 4),), even=(lines("chẵn"),))
    found = sections(section(lines("Thân", 3 * FULL), headers=heads, title_page=True), even_and_odd=True)
    assert [(one.name, one.page) for one in found.placed("lẻ", "đầu", "chẵn", where="header")] == [
        ("đầu", 0), ("chẵn", 1), ("lẻ", 2), ("chẵn", 3),
    ]  # fmt: skip
    assert [one.y_pt for one in found.placed("Thân")][:2] == [116.0, TOP_PT]


def test_a_title_page_without_its_own_header_shows_none() -> None:
    found = sections(section(lines("Thân", 2 * FULL), headers=header(lines("đầu", 4)), title_page=True))
    assert [one.page for one in found.placed("đầu", where="header")] == [1, 2]
    assert found.placed("Thân")[0].y_pt == TOP_PT


def _numbers(found: Laid) -> list[str]:
    """What stands in each page's header, by its glyphs, as the names of numbers."""
    names = {found._code(name): name for name in ("1", "2", "3", "4", "5", "iii", "iv", "- 2 -")}
    return [names.get(found.shown(page.around.header), "?") for page in found.pages]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, ["1", "2", "3"]),
        ({"page_start": 2}, ["2", "3", "4"]),
        ({"page_start": 3, "page_format": "lowerRoman"}, ["iii", "iv"]),
        ({"page_start": 2, "page_format": "numberInDash"}, ["- 2 -"]),
    ],
)
def test_pages_are_numbered(more: dict[str, Any], expected: list[str]) -> None:
    found = sections(section(lines("Thân", len(expected) * FULL), headers=header(paragraph(NUMBER)), **more))
    assert _numbers(found) == expected


def test_numbers_go_on_and_begin_anew_by_section_and_all_pages_are_counted() -> None:
    head = header(paragraph(NUMBER))
    found = sections(
        section(lines("A", 2 * FULL), headers=head), section(lines("B"), headers=head),
        section(lines("C"), headers=head, page_start=1), section(lines("D"), headers=header(paragraph(COUNT))),
    )  # fmt: skip
    assert _numbers(found) == ["1", "2", "3", "1", "5"]


def test_a_number_in_the_body_is_its_page_s() -> None:
    found = laid(lines("A", FULL), paragraph(NUMBER, line=20, line_rule="exact"))
    assert found.shown(found.pages[1].items) == found._code("2")


# ---------------------------------------------------------------- sections

def test_a_section_on_an_odd_page_leaves_an_empty_one() -> None:
    found = sections(section(lines("A"), headers=header(lines("đầu"))), section(lines("B"), start="odd_page"))
    assert [(one.name, one.page) for one in found.placed("A", "B")] == [("A", 0), ("B", 2)]
    assert [len(page.around.header) for page in found.pages] == [1, 0, 0]
    assert [page.number for page in found.pages] == [1, 2, 3]
    assert len(sections(section(lines("A")), section(lines("B"), start="even_page")).pages) == 2
    assert len(sections(section(lines("A")), section(lines("B"), start="odd_page", page_start=1)).pages) == 3


def test_a_section_turns_the_sheet() -> None:
    found = sections(section(lines("A")), section(lines("B"), width_pt=842.0, height_pt=595.0))
    assert [(page.frame.page_width_pt, page.frame.page_height_pt) for page in found.pages] == [(595.0, 842.0), (842.0, 595.0)]


def test_a_section_goes_on_on_the_page_with_its_own_margins() -> None:
    found = sections(
        section(lines("A", after_pt=4), headers=header(lines("đầu"))),
        section(lines("B", before_pt=10), lines("C", FULL), start="continuous", left_pt=140.0, headers=header(lines("sau"))),
    )  # fmt: skip
    assert found.placed("A", "B") == [Placed("A", 0, 0, 1, TOP_PT, 100.0), Placed("B", 0, 0, 1, TOP_PT + 30, 140.0)]
    assert [one.x_pt for one in found.placed("C")] == [140.0, 140.0]
    assert [(one.name, one.page) for one in found.placed("đầu", "sau", where="header")] == [("đầu", 0), ("sau", 1)]


def test_a_section_on_another_sheet_cannot_go_on_on_the_page() -> None:
    assert len(sections(section(lines("A")), section(lines("B"), start="continuous", width_pt=842.0)).pages) == 2


def test_an_empty_section_has_a_page() -> None:
    assert len(sections(section()).pages) == 1


@pytest.mark.parametrize(("vertical", "y_pt"), [("top", TOP_PT), ("center", 418.5), ("bottom", BOTTOM_PT - 20)])
def test_a_page_s_text_stands(vertical: Any, y_pt: float) -> None:
    assert sections(section(lines("Bìa"), vertical=vertical)).placed("Bìa")[0].y_pt == y_pt


# ---------------------------------------------------------------- notes

def noted(name: str, count: int, number: int = 1, **form: Any) -> Any:
    return lines(name, count, NoteMark(str(number), str(number), STYLE), **form)


def with_notes(*blocks: Any, notes: list[int], **more: Any) -> Laid:
    made = tuple(Note(str(k + 1), "footnote", (lines("Chú", count),)) for k, count in enumerate(notes))
    return Laid(paper(*blocks, notes=made, note_separator=(paragraph(line=10, line_rule="exact"),), **more))


def test_a_footnote_stands_at_the_foot_of_its_page_below_a_rule() -> None:
    found = with_notes(noted("Lời", 1), notes=[2])
    assert found.placed("Chú") == [Placed("Chú", 0, 0, 2, BOTTOM_PT - 40, 100.0)]
    rule = next(item for item in found.pages[0].items if isinstance(item, Ink))
    assert (rule.x_pt, rule.y_pt) == (100.0, BOTTOM_PT - 50 + 6)
    assert b" 144 " in rule.code
    assert list(found.pages[0].notes) == ["1"]
    assert found.pages[0].notes["1"].tag == "Note"


def test_a_line_moves_to_the_next_page_with_its_note() -> None:
    found = with_notes(lines("o", FULL - 3), lines("Lời", 1), noted("Dấu", 1), notes=[2])
    assert [(one.name, one.page) for one in found.placed("Lời", "Dấu", "Chú")] == [("Lời", 0), ("Dấu", 1), ("Chú", 1)]


def test_room_for_a_note_is_kept_from_the_lines_behind_its_sign() -> None:
    found = with_notes(noted("Dấu", 1), lines("Lời", FULL), notes=[2])
    assert [(one.page, one.start, one.stop) for one in found.placed("Lời")] == [(0, 0, 31), (1, 31, 34)]


def test_a_long_note_goes_on_at_the_foot_of_the_next_page() -> None:
    found = with_notes(lines("o", FULL - 6), noted("Dấu", 1), lines("Sau", 4), notes=[12])
    assert [(one.page, one.start, one.stop) for one in found.placed("Chú")] == [(0, 0, 5), (1, 5, 12)]
    assert [one.page for one in found.placed("Dấu", "Sau")] == [0, 1]
    assert [list(page.notes) for page in found.pages] == [["1"], []]


def test_the_notes_of_a_page_follow_their_signs_and_one_is_printed_once() -> None:
    found = with_notes(noted("A", 1), noted("B", 1, 2), noted("C", 1), notes=[1, 1])
    assert [one.y_pt for one in found.placed("Chú")] == [BOTTOM_PT - 40, BOTTOM_PT - 20]


def test_a_note_that_two_pages_refer_to_is_printed_on_the_first() -> None:
    found = with_notes(noted("A", 1), lines("o", FULL), noted("B", 1), notes=[1])
    assert [one.page for one in found.placed("Chú")] == [0]


def test_a_note_moves_with_the_chain_that_its_sign_stands_in() -> None:
    found = with_notes(lines("o", FULL - 5), noted("Mục", 1, keep_next=True), lines("Lời", 3), notes=[2])
    assert [(one.name, one.page) for one in found.placed("Mục", "Lời", "Chú")] == [("Mục", 1), ("Lời", 1), ("Chú", 1)]
    assert [len(page.items) for page in found.pages] == [1, 4], "no rule is left behind"


def test_a_note_of_a_table_stands_on_the_page_of_its_row() -> None:
    found = with_notes(lines("o", FULL - 3), table(lines("hàng"), noted("Dấu", 1), lines("hàng")), notes=[2])
    assert [(one.name, one.page) for one in found.placed("hàng", "Dấu", "Chú")] == [
        ("hàng", 0), ("Dấu", 1), ("hàng", 1), ("Chú", 1),
    ]  # fmt: skip


def test_a_note_higher_than_a_page_is_printed_whole() -> None:
    found = with_notes(noted("Dấu", 1), notes=[3 * FULL])
    shown = found.placed("Chú")
    assert [one.start for one in shown[1:]] == [one.stop for one in shown[:-1]]
    assert shown[-1].stop == 3 * FULL


@pytest.mark.parametrize("height_pt", [HEIGHT_PT, 225.0, 175.5])
def test_text_and_notes_of_a_row_share_pages_without_touching(height_pt: float) -> None:
    """Also where the notes alone are higher than a page: on the next ones they go on, first what is left of them, then text."""
    notes = tuple(Note(str(k + 1), "footnote", (lines("Chú", count),)) for k, count in enumerate((60, 3)))
    row = table(noted("Dấu", 40, 1), noted("Dấu", 1, 2))
    value = Paper((section(row, lines("Sau", 4), height_pt=height_pt),), notes=notes, compat_mode=15)
    found = Laid(value)
    shown = found.placed("Dấu", "Chú", "Sau")
    assert {name: sum(one.stop - one.start for one in shown if one.name == name) for name in ("Dấu", "Chú", "Sau")} == {
        "Dấu": 41, "Chú": 63, "Sau": 4,
    }  # fmt: skip
    for page in range(len(found.pages)):
        spans = sorted((one.y_pt, one.y_pt + PITCH_PT * (one.stop - one.start)) for one in shown if one.page == page)
        assert all(above[1] <= below[0] + 0.01 for above, below in pairwise(spans))
        assert spans[-1][1] <= height_pt - 65 + 0.06


def test_endnotes_stand_at_the_end() -> None:
    value = paper(noted("Dấu", 1), lines("Cuối"))
    value = replace(value, notes=(Note("1", "endnote", (lines("Chú", after_pt=6),)), Note("2", "endnote", (lines("Chú"),))))
    found = Laid(value)
    assert [one.y_pt for one in found.placed("Chú")] == [TOP_PT + 40, TOP_PT + 66]
    assert [kid.tag for kid in found.root.kids if isinstance(kid, Node)] == ["P", "P", "Note", "Note"]


# ---------------------------------------------------------------- what points into the pages

def test_a_heading_of_two_lines_is_one_line_of_the_outline() -> None:
    found = laid(lines("KẾ HOẠCH", style_id="ten_loai"), lines("Tổ chức", style_id="trich_yeu"))
    assert found.pages[0].bookmarks == [(1, "KẾ HOẠCH Tổ chức", TOP_PT)]


def test_headings_and_targets_of_links_know_their_page_and_height() -> None:
    blocks = [
        lines("Phần", outline_level=0), lines("o", FULL), lines("Mục", 2, Bookmark("muc"), outline_level=1, before_pt=6),
        paragraph("x", Break("line", STYLE), Bookmark("sau"), Bookmark("muc"), "y", line=20, line_rule="exact"),
    ]  # fmt: skip
    found = laid(*blocks)
    assert [page.bookmarks for page in found.pages] == [[(1, "Phần", TOP_PT)], [(2, "Mục Mục", TOP_PT + 46)]]
    assert [page.anchors for page in found.pages] == [{}, {"muc": TOP_PT + 46, "sau": TOP_PT + 46 + 3 * PITCH_PT}]


def test_a_header_that_was_set_before_is_that_of_a_section_of_its_measures_only() -> None:
    exact = Row((Cell((lines("Dải hẹp", 4),), 0),), height_pt=20.0, height_rule="exact")
    blocks: tuple[Block, ...] = (lines("Trên"), paragraph("Trang ", Field("PAGE", STYLE)), table(exact))
    for more in ({}, {"left_pt": 60.0}, {"header_pt": 50.0}, {"top_pt": 150.0}, {}, {"right_pt": 60.0}):
        shown = [
            sections(section(lines("Lời"), headers=header(*these), **more))
            for these in (blocks, blocks, deepcopy(blocks))
        ]
        assert shown[0].placed("Trên", "Lời", where="header") == shown[2].placed("Trên", "Lời", where="header")
        assert [one.setter.constructs for one in shown[:2]] == [shown[2].setter.constructs] * 2
        assert shown[0].setter.constructs, "the row is too low, which is said each time"
        assert [one.pages[0].frame for one in shown[:2]] == [shown[2].pages[0].frame] * 2
