"""Where pages end: word.md R2, R3a, rule 4, and what goes on where it does."""

from __future__ import annotations

from typing import Any

import pytest

from service.blocks.frame import Frame
from service.blocks.tree import Node
from service.fonts import faces
from service.paper import Border, Borders, Break, Paragraph, Row
from service.press.entries import entries
from service.press.filling import Column
from service.press.notes import Foot
from service.press.setting import Ink, SetPage
from service.press.typesetter import Typesetter
from tests.press.laying import (
    HEIGHT_PT,
    PITCH_PT,
    STYLE,
    TOP_PT,
    Placed,
    cell,
    laid,
    lines,
    paper,
    paragraph,
    section,
    table,
    words,
)

FULL = 34                                        # lines of 20 pt that a page of 697 pt holds
PAGE, COLUMN = Break("page", STYLE), Break("column", STYLE)


def filler(count: int, **form: object) -> Paragraph:
    return lines("o", count, **form)


@pytest.mark.parametrize(
    ("before", "count", "expected"),
    [
        # word.md R3a: two lines on each side, three lines move whole
        (FULL - 2, 4, [(0, 0, 2), (1, 2, 4)]),
        (FULL - 3, 4, [(0, 0, 2), (1, 2, 4)]),
        (FULL - 1, 4, [(1, 0, 4)]),
        (FULL - 2, 3, [(1, 0, 3)]),
        (FULL - 1, 2, [(1, 0, 2)]),
        (FULL - 3, 3, [(0, 0, 3)]),
        (FULL - 4, 7, [(0, 0, 4), (1, 4, 7)]),
        (FULL, 1, [(1, 0, 1)]),
    ],
)
def test_two_lines_stay_on_each_side_of_a_break(before: int, count: int, expected: list[tuple[int, int, int]]) -> None:
    found = laid(filler(before), lines("Đoạn", count)).placed("Đoạn")
    assert [(one.page, one.start, one.stop) for one in found] == expected


def test_a_paragraph_without_widow_control_breaks_anywhere() -> None:
    found = laid(filler(FULL - 1), lines("Đoạn", 2, widow_control=False)).placed("Đoạn")
    assert [(one.page, one.start, one.stop) for one in found] == [(0, 0, 1), (1, 1, 2)]


def test_lines_kept_together_move_whole_unless_no_page_holds_them() -> None:
    kept = laid(filler(FULL - 10), lines("Đoạn", 12, keep_lines=True)).placed("Đoạn")
    assert [(one.page, one.start, one.stop) for one in kept] == [(1, 0, 12)]
    long = laid(filler(1), lines("Đoạn", FULL + 3, keep_lines=True)).placed("Đoạn")
    assert [(one.page, one.start, one.stop) for one in long] == [(1, 0, FULL), (2, FULL, FULL + 3)]


def test_a_chain_of_headings_stays_with_two_lines_of_the_text() -> None:
    chain = [lines("Phần", keep_next=True), lines("Chương", 2, keep_next=True)]
    stays = laid(filler(FULL - 5), *chain, lines("Lời", 6)).placed("Phần", "Chương", "Lời")
    assert [(one.name, one.page, one.stop) for one in stays] == [("Phần", 0, 1), ("Chương", 0, 2), ("Lời", 0, 2), ("Lời", 1, 6)]
    moves = laid(filler(FULL - 4), *chain, lines("Lời", 6)).placed("Phần", "Chương", "Lời")
    assert {one.page for one in moves} == {1}
    three = laid(filler(FULL - 5), *chain, lines("Lời", 3)).placed("Phần", "Chương", "Lời")
    assert {one.page for one in three} == {1}, "three lines move whole, and the chain with them"


def test_a_chain_that_no_page_holds_breaks_where_the_page_is_full() -> None:
    found = laid(*(lines("Mục", keep_next=True) for _ in range(3 * FULL))).placed("Mục")
    assert [sum(one.page == page for one in found) for page in range(3)] == [FULL, FULL, FULL]


@pytest.mark.parametrize(("rest", "page"), [(3, 0), (2, 1)])
def test_before_a_table_its_first_row_counts(rest: int, page: int) -> None:
    rows = [Row((cell(lines("hàng", 2)),), cant_split=True) for _ in range(3)]
    found = laid(filler(FULL - rest), lines("Bảng", keep_next=True), table(*rows)).placed("Bảng", "hàng")
    assert found[0].page == page
    assert found[1].page == page


# ---------------------------------------------------------------- rule 4: what fits

@pytest.mark.parametrize(("over_pt", "page"), [(0.0, 0), (0.05, 0), (0.1, 1)])
def test_a_line_fits_to_a_twentieth_of_a_point(over_pt: float, page: int) -> None:
    room = HEIGHT_PT - TOP_PT - 65.0
    found = laid(lines("Đoạn", line=room + over_pt - 20), lines("Cuối")).placed("Cuối")
    assert found[0].page == page


def test_the_extra_leading_of_the_last_line_hangs_below_the_body() -> None:
    natural = 16.1                               # 14 pt, single
    room = HEIGHT_PT - TOP_PT - 65.0
    above = lines("trên", line=room - natural)
    assert laid(above, paragraph("Cuối", line=1.5)).placed("Cuối")[0].page == 0
    assert laid(above, paragraph("Cuối", line=24.15, line_rule="exact")).placed("Cuối")[0].page == 1
    assert laid(above, table(paragraph("Cuối", line=1.5))).placed("Cuối")[0].page == 1, "none hangs below a table"


def test_it_hangs_below_the_part_of_a_paragraph_too() -> None:
    room = HEIGHT_PT - TOP_PT - 65.0
    above = lines("trên", line=room - 2 * 24.15 + 5)
    long = lines("Lời", 6, line=1.5, line_rule="auto")
    assert [(one.page, one.start, one.stop) for one in laid(above, long).placed("Lời")] == [(0, 0, 2), (1, 2, 6)]


# ---------------------------------------------------------------- R2: space at the top of a page

def test_space_before_is_kept_at_the_beginning_and_dropped_after_a_natural_break() -> None:
    found = laid(lines("Đầu", before_pt=12), filler(FULL - 2), lines("Sau", before_pt=12)).placed("Đầu", "Sau")
    assert [(one.page, one.y_pt) for one in found] == [(0, TOP_PT + 12), (1, TOP_PT)]


def test_after_a_forced_break_what_before_has_more_than_the_after_above_is_kept() -> None:
    found = laid(lines("A", after_pt=4), lines("B", before_pt=12, page_break_before=True)).placed("B")
    assert found == [Placed("B", 1, 0, 1, TOP_PT + 8, 100.0)]
    value = paper(lines("A", after_pt=4))
    two = type(value)((*value.sections, section(lines("B", before_pt=12))), compat_mode=14)
    assert laid(two).placed("B")[0] == Placed("B", 1, 0, 1, TOP_PT + 8, 100.0)


def test_page_break_before_the_first_paragraph_makes_no_page() -> None:
    assert laid(lines("A", page_break_before=True)).placed("A")[0].page == 0


@pytest.mark.parametrize("kind", [PAGE, COLUMN])
def test_a_page_break_that_ends_a_paragraph_leaves_its_mark_behind_in_mode_15(kind: Break) -> None:
    blocks = paragraph("A", kind, line=20, line_rule="exact"), lines("B", before_pt=12)
    assert laid(*blocks, compat_mode=15).placed("A", "B") == [
        Placed("A", 0, 0, 1, TOP_PT, 100.0), Placed("B", 1, 0, 1, TOP_PT, 100.0),
    ]  # fmt: skip
    assert laid(*blocks, compat_mode=14).placed("A", "B") == [
        Placed("A", 0, 0, 1, TOP_PT, 100.0), Placed("A", 1, 1, 2, TOP_PT, 100.0), Placed("B", 1, 0, 1, TOP_PT + 32, 100.0),
    ]  # fmt: skip


@pytest.mark.parametrize("mode", [14, 15])
def test_a_page_break_within_a_paragraph_drops_all_space(mode: int) -> None:
    text = paragraph("A", PAGE, "A", line=20, line_rule="exact", before_pt=12)
    assert laid(lines("Trên"), text, compat_mode=mode).placed("A") == [
        Placed("A", 0, 0, 1, TOP_PT + 32, 100.0), Placed("A", 1, 1, 2, TOP_PT, 100.0),
    ]  # fmt: skip


def test_a_break_at_the_end_of_the_paper_makes_no_page_in_mode_15() -> None:
    assert len(laid(paragraph("A", PAGE), compat_mode=15).pages) == 1
    assert len(laid(paragraph("A", PAGE), compat_mode=14).pages) == 2


# ---------------------------------------------------------------- gaps

@pytest.mark.parametrize(
    ("options", "gap_pt"), [({}, 12.0), ({"spacing_sum": True}, 18.0)], ids=["the larger", "the sum"]
)
def test_between_paragraphs_stands(options: dict[str, bool], gap_pt: float) -> None:
    found = laid(lines("A", after_pt=6), lines("B", before_pt=12), **options).placed("B")
    assert found[0].y_pt == TOP_PT + PITCH_PT + gap_pt


def test_contextual_spacing_leaves_nothing_between_paragraphs_of_one_style() -> None:
    style: dict[str, Any] = {"before_pt": 6, "after_pt": 6, "contextual": True, "style_id": "khoan"}
    found = laid(lines("A", **style), lines("B", **style), lines("C", before_pt=2)).placed("B", "C")
    assert [one.y_pt for one in found] == [TOP_PT + 6 + PITCH_PT, TOP_PT + 6 + 2 * PITCH_PT + 6]


def test_around_a_table_the_gaps_count_in_full() -> None:
    found = laid(lines("A", after_pt=6), table(lines("ô")), lines("B", before_pt=12)).placed("ô", "B")
    assert [one.y_pt for one in found] == [TOP_PT + 26, TOP_PT + 58]


# ---------------------------------------------------------------- frames

def test_a_frame_is_closed_on_both_pages_and_open_between_neighbours() -> None:
    box = Borders(*[Border()] * 4)
    found = laid(filler(FULL - 4), lines("Khung", 7, borders=box, after_pt=5), lines("Khung", borders=box))
    drawn = [[item.code for item in page.items if isinstance(item, Ink)] for page in found.pages]
    (first,), (second, third) = drawn
    shown = [one for page in found.pages for one in words(page.items) if one.paragraph.edges is not None]
    edges = [one.paragraph.edges for one in shown]
    assert all(edges)
    assert first == edges[0](0, 4, False, False, 0.0)       # type: ignore[misc]
    assert second == edges[1](4, 7, False, True, 0.0)       # type: ignore[misc]
    assert third == edges[2](0, 1, True, False, 5.0)        # type: ignore[misc]


# ---------------------------------------------------------------- tables

def test_the_head_of_a_table_is_repeated_and_stays_with_a_row() -> None:
    head = Row((cell(lines("TT")),), header=True)
    rows = [Row((cell(lines("hàng", 2)),)) for _ in range(20)]
    found = laid(filler(10), table(head, *rows)).placed("TT", "hàng")
    assert [(one.page, one.y_pt) for one in found if one.name == "TT"] == [(0, TOP_PT + 200), (1, TOP_PT)]
    alone = laid(filler(FULL - 2), table(head, *(Row(row.cells, cant_split=True) for row in rows[:5]))).placed("TT")
    assert [one.page for one in alone] == [1]


def test_a_row_is_cut_between_lines_and_goes_on_below_the_head() -> None:
    head = Row((cell(lines("TT")),), header=True)
    found = laid(filler(FULL - 5), table(head, lines("dài", 10)), compat_mode=15).placed("TT", "dài")
    assert found == [
        Placed("TT", 0, 0, 1, TOP_PT + 580, 105.4), Placed("dài", 0, 0, 4, TOP_PT + 600, 105.4),
        Placed("TT", 1, 0, 1, TOP_PT, 105.4), Placed("dài", 1, 4, 10, TOP_PT + 20, 105.4),
    ]  # fmt: skip


def test_a_row_that_may_not_be_cut_moves_and_is_cut_where_no_page_holds_it() -> None:
    whole = Row((cell(lines("dài", FULL + 6)),), cant_split=True)
    found = laid(filler(3), table(whole), compat_mode=15).placed("dài")
    assert [(one.page, one.start, one.stop) for one in found] == [(1, 0, FULL), (2, FULL, FULL + 6)]


def test_rows_kept_with_the_next_move_together() -> None:
    rows = [lines("hàng", keep_next=number >= 3) for number in range(6)]
    found = laid(filler(FULL - 6), table(*rows), lines("Sau", 3)).placed("hàng", "Sau")
    assert [one.page for one in found] == [0, 0, 0, 1, 1, 1, 1]


# ---------------------------------------------------------------- linear

class Counted(list):                             # type: ignore[type-arg]
    asked = 0

    def __getitem__(self, index):                # type: ignore[no-untyped-def]
        self.asked += 1
        return super().__getitem__(index)


@pytest.mark.parametrize("count", [300, 3000])
def test_filling_looks_at_each_entry_at_most_thrice(count: int) -> None:
    setter = Typesetter(paper(), faces())
    blocks = [lines("Mục", 1 + number % 4, keep_next=number % 7 != 0) for number in range(count)]
    found = Counted(entries(blocks, setter, width_pt=400, node=Node("Document", None)))
    Column(lambda: (SetPage(Frame(600, 842, 100, 80, 400, 130)), 0.0), Foot(setter)).fill(found, 100.0)
    assert found.asked <= 3 * count
