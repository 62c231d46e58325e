"""Rows at a page's end (word.md R3): where a row is cut, what of it stays, what keeps rows together."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from service.paper import Border, Row
from service.press.setting import Ink, loose
from tests.press.laying import PITCH_PT, Laid, Placed, laid
from tests.press.laying import lines as text
from tests.press.test_tables import BOX, PITCH, cell, page_of, printed, table


def placed(found: Laid, *names: str) -> list[tuple[str, int, int]]:
    """Each part of the paragraphs with these names: its name, its page, how many of its lines."""
    return [(one.name, one.page, one.stop - one.start) for one in found.placed(*names)]


def rooms(found: Laid, name: str) -> list[Placed]:
    return found.placed(name)


# ---------------------------------------------------------------- between rows

@pytest.mark.parametrize("whole", [True, False])
@pytest.mark.parametrize("last", [Border(width_pt=0.5), Border(width_pt=3.0)])
@pytest.mark.parametrize("count", [10, 12])
@pytest.mark.parametrize(("slack_pt", "fitting"), [(0.3, 10), (0.0, 10), (-0.3, 9)])
def test_a_row_fits_where_its_own_height_does_and_the_line_that_closes_it_hangs_below(
    whole: bool, slack_pt: float, fitting: int, count: int, last: Border
) -> None:
    """The decree's Annex III, end of page 1: a last row that leaves 0.2 pt, and a line of 0.5 pt below it. So where one line
    closes each page, and where the last row has another."""
    rows = [Row((cell(str(n), margin_pt=(0.0, 5.4, 4.0, 5.4), borders=replace(BOX, bottom=last) if n == count - 1 else BOX),),
                cant_split=whole) for n in range(count)]  # fmt: skip
    shown = printed(page_of(10 * (PITCH + 4.5) + slack_pt, table(*rows, grid=(100.0,))))
    assert sum(line.page == 1 for line in shown) == fitting


def test_a_row_of_any_content_fits_likewise() -> None:
    thick = replace(BOX, bottom=Border(width_pt=3.0))
    rows = [Row((cell(text(str(n)), text("b"), borders=thick if n == 3 else BOX),), cant_split=True) for n in range(4)]
    shown = laid(page_of(4 * (2 * PITCH_PT + 0.5), table(*rows, grid=(100.0,)), text("dưới")))
    assert [one.page for one in shown.placed("b", "dưới")] == [0, 0, 0, 0, 1]


@pytest.mark.parametrize(("kept", "first_page"), [(False, 10), (True, 9)])
def test_a_row_that_keeps_with_the_next_goes_with_it(kept: bool, first_page: int) -> None:
    rows = [Row((cell(text(str(n), keep_next=kept and n == 9)), cell(text("b"), column=1)), cant_split=True) for n in range(12)]
    shown = printed(page_of(10 * (PITCH_PT + 0.5) + 1, table(*rows)))
    assert sum(line.page == 1 for line in shown) == first_page


@pytest.mark.parametrize(("kept", "first_page"), [(False, 4), (True, 3)])
def test_a_row_of_several_paragraphs_keeps_with_the_next_likewise(kept: bool, first_page: int) -> None:
    rows = [Row((cell(text(str(n), keep_next=kept and n == 3), text("b")),), cant_split=True) for n in range(6)]
    shown = laid(page_of(4 * (2 * PITCH_PT + 0.5) + 1, table(*rows, grid=(100.0,))))
    assert sum(one.page == 0 for one in shown.placed("b")) == first_page


@pytest.mark.parametrize(("kept", "first_page"), [(False, 10), (True, 9)])
def test_a_last_row_that_keeps_with_the_next_goes_with_what_is_below(kept: bool, first_page: int) -> None:
    rows = [Row((cell(text(str(n), keep_next=kept and n == 9)), cell(text("b"), column=1)), cant_split=True) for n in range(10)]
    shown = printed(page_of(10 * (PITCH_PT + 0.5) + 1, table(*rows), text("HIỆU TRƯỞNG")))
    assert sum(line.page == 1 for line in shown) == first_page
    assert shown[-1].page == 2


def test_the_line_that_closes_the_table_stands_at_the_end_of_each_page() -> None:
    found = laid(page_of(3 * 20.5 + 1, table(*[Row((cell(text("dòng")),), cant_split=True)] * 5, grid=(100.0,))))
    feet = [max(item.y_pt for item in loose(page.items) if isinstance(item, Ink)) for page in found.pages]
    ends = [max(one.y_pt for one in rooms(found, "dòng") if one.page == number) + PITCH_PT for number in range(2)]
    assert feet == [pytest.approx(end) for end in ends]


def test_a_table_of_mixed_borders_is_closed_by_the_line_of_the_row_that_goes_over() -> None:
    frame = Border(width_pt=1.5)
    last = replace(BOX, bottom=frame)
    rows = [Row((cell(text("dòng"), borders=last if at == 4 else BOX),), cant_split=True) for at in range(5)]
    found = laid(page_of(3 * 20.5 + 1, table(*rows, grid=(100.0,))))
    first = [item for item in loose(found.pages[0].items) if isinstance(item, Ink)]
    assert (first[-1].y_pt, first[-1].code.count(b"re")) == (80 + 3 * 20.5, 1)
    assert b"-0.5 re f" in first[-1].code
    assert b"-1.5 re f" in next(item for item in reversed([*loose(found.pages[1].items)]) if isinstance(item, Ink)).code


# ---------------------------------------------------------------- within a row

def test_a_row_is_cut_between_lines_and_goes_on_below_border_and_margin() -> None:
    row = Row((cell(text("chữ", 5, before_pt=3.0, after_pt=5.0), margin_pt=(2.0, 5.4, 4.0, 5.4)),))
    found = laid(page_of(100.0, text("trên", 2), table(row, grid=(100.0,)), text("dưới")))
    first, second = rooms(found, "chữ")
    top = first.y_pt - 40                        # of the body: two lines stand above
    assert (first.stop, second.stop) == (2, 5)   # 60 − 0.5 − 2 − 3 − 4 − 0.5: two lines of twenty
    assert top == pytest.approx(80 + 0.5 + 2 + 3)
    assert second.y_pt == pytest.approx(80 + 0.5 + 2)
    below = found.placed("dưới")[0]
    assert below.y_pt == pytest.approx(second.y_pt + 3 * 20 + 5 + 4 + 0.5)
    feet = [max(item.y_pt for item in loose(page.items) if isinstance(item, Ink)) for page in found.pages]
    assert feet[0] == pytest.approx(first.y_pt + 2 * 20 + 4)          # the last line's full pitch, and the margin below it


def test_a_paragraph_that_begins_on_the_new_page_loses_its_gap() -> None:
    row = Row((cell(text("một", after_pt=6.0), text("hai", before_pt=10.0)),))
    found = laid(page_of(45.0, table(row, grid=(100.0,))))
    assert placed(found, "một", "hai") == [("một", 0, 1), ("hai", 1, 1)]
    assert found.placed("hai")[0].y_pt == pytest.approx(80 + 0.5)


def test_the_after_of_a_paragraph_that_ended_stays_on_the_old_page() -> None:
    row = Row((cell(text("một", after_pt=6.0), text("hai", before_pt=10.0)),))
    found = laid(page_of(45.0, table(row, grid=(100.0,))))
    foot = max(item.y_pt for item in found.pages[0].items if isinstance(item, Ink))
    assert foot == pytest.approx(80 + 0.5 + 20 + 6)


def test_cells_are_cut_independently() -> None:
    row = Row((cell(text("dài", 6)), cell(text("ngắn", 1), column=1), cell(text("vừa", 2), text("nữa", 2), column=2)))
    found = laid(page_of(62.0, table(row, grid=(100.0, 100.0, 100.0))))
    assert placed(found, "dài", "ngắn", "vừa", "nữa") == [
        ("dài", 0, 3), ("ngắn", 0, 1), ("vừa", 0, 2), ("nữa", 0, 1), ("dài", 1, 3), ("nữa", 1, 1),
    ]  # fmt: skip


@pytest.mark.parametrize(("mode", "parts"), [(14, [(0, 2), (1, 1)]), (15, [(1, 3)])])
def test_lines_in_cells_are_kept_in_pairs_in_mode_15_only(mode: int, parts: list[tuple[int, int]]) -> None:
    row = Row((cell(text("chữ", 3)),))
    found = laid(page_of(81.5, text("trên", 2), table(row, grid=(100.0,)), compat_mode=mode))
    assert [(one.page, one.stop - one.start) for one in rooms(found, "chữ")] == parts


@pytest.mark.parametrize(("row", "parts"), [
    (Row((cell(text("chữ", 3)),), cant_split=True), [(1, 3)]),
    (Row((cell(text("chữ", 3, keep_lines=True)),)), [(1, 3)]),
    (Row((cell(text("chữ", 3)), cell(text("to", 1, line=70.0), column=1))), [(1, 3)]),
    (Row((cell(text("chữ", 3)),), 65.0, "exact"), [(1, 3)]),
], ids=["cantSplit", "keepLines", "a cell would show nothing", "exact"])  # fmt: skip
def test_what_may_not_be_cut_goes_over_whole(row: Row, parts: list[tuple[int, int]]) -> None:
    found = laid(page_of(100.0, text("trên", 2), table(row, grid=(100.0, 100.0))))
    assert [(one.page, one.stop - one.start) for one in rooms(found, "chữ")] == parts


@pytest.mark.parametrize("more", [{}, {"cant_split": True}, {"height_pt": 300.0, "height_rule": "at_least"}])
def test_a_row_higher_than_a_page_is_cut_in_any_case(more: dict[str, object]) -> None:
    row = Row((cell(text("chữ", 12)), cell(text("x"), column=1)), **more)  # type: ignore[arg-type]
    found = laid(page_of(101.0, table(row, grid=(100.0, 100.0))))
    assert [(one.page, one.stop - one.start) for one in rooms(found, "chữ")] == [(0, 5), (1, 5), (2, 2)]


def test_what_a_row_asks_for_at_least_is_shared_by_its_parts() -> None:
    row = Row((cell(text("chữ", 6)),), 200.0, "at_least")
    found = laid(page_of(99.0, text("trên"), table(row, grid=(100.0,)), text("dưới")))
    assert [(one.page, one.stop - one.start) for one in rooms(found, "chữ")] == [(0, 3), (1, 3)]
    # of the 200, 60 stood on the first page, and 98.5 on the second, whose line hangs below it
    assert found.placed("dưới") == [Placed("dưới", 2, 0, 1, 80 + 0.5 + 41.5 + 0.5, 100.0)]


def test_only_what_stands_in_one_part_is_lifted_there() -> None:
    row = Row((cell(text("dài", 6)), cell(text("giữa"), column=1, vertical="center")))
    found = laid(page_of(81.5, table(row, grid=(100.0, 100.0))))
    (middle,) = rooms(found, "giữa")
    assert middle.y_pt == pytest.approx(80 + 0.5 + (80 - 20) / 2)     # four lines of the other stay on its page


def test_a_table_in_a_cell_is_cut_between_its_rows() -> None:
    inner = table(*[Row((cell(text("trong")),))] * 4, grid=(80.0,))
    found = laid(page_of(65.0, table(Row((cell(inner, text("cuối")),)), grid=(100.0,))))
    assert [(one.page, one.stop) for one in rooms(found, "trong")] == [(0, 1)] * 3 + [(1, 1)]
    assert found.placed("cuối")[0].page == 1


# ---------------------------------------------------------------- rows tied by merges

def merged(rows: int, count: int, **more: object) -> list[Row]:
    """Rows whose first cell spans them all."""
    first = Row((cell(text("gộp", count, **more), row_span=rows), cell(text("0"), column=1)))
    return [first, *(Row((cell(text(str(number)), column=1),)) for number in range(1, rows))]


def test_rows_of_a_merge_stay_together_where_a_page_holds_them() -> None:
    found = laid(page_of(100.0, text("trên", 2), table(*merged(3, 1))))
    assert {one.page for one in found.placed("gộp", "0", "1", "2")} == {1}


def test_a_merge_higher_than_a_page_is_cut_between_its_rows() -> None:
    found = laid(page_of(101.0, table(*merged(8, 6))))
    assert placed(found, "gộp") == [("gộp", 0, 4), ("gộp", 1, 2)]
    assert [one.page for one in found.placed(*"01234567")] == [0] * 4 + [1] * 4


def test_a_merge_whose_rows_are_higher_than_a_page_is_cut_within_a_row() -> None:
    rows = [Row((cell(text("gộp", 9), row_span=2), cell(text("một", 7), column=1))), Row((cell(text("hai", 2), column=1),))]
    found = laid(page_of(101.0, table(*rows)))
    assert sum(one.stop - one.start for one in rooms(found, "gộp")) == 9
    assert placed(found, "một", "hai") == [("một", 0, 4), ("một", 1, 3), ("hai", 1, 1)] or \
        [page for _, page, _ in placed(found, "một", "hai")] == sorted(page for _, page, _ in placed(found, "một", "hai"))


def test_a_group_goes_on_below_a_line_of_its_own() -> None:
    found = laid(page_of(101.0, table(*merged(8, 6))))
    top = next(item for item in loose(found.pages[1].items) if isinstance(item, Ink))
    assert b"0 0 300.5 -0.5 re" in top.code  # over both columns, though the first cell goes on


# ---------------------------------------------------------------- order

def test_cut_rows_lose_no_line_and_keep_their_order() -> None:
    rows = [
        Row(tuple(cell(text(f"{n}{c}", 1 + (3 * n + 5 * c) % 7), column=c) for c in range(3)), cant_split=n % 4 == 3)
        for n in range(12)
    ]
    for height in (61.0, 85.0, 123.0, 170.0):
        found = laid(page_of(height, table(*rows, grid=(80.0, 80.0, 80.0))))
        for n in range(12):
            for c in range(3):
                parts = found.placed(f"{n}{c}")
                assert parts[0].start == 0, (height, n, c)
                assert parts[-1].stop == 1 + (3 * n + 5 * c) % 7
                assert all(a.stop == b.start and a.page < b.page for a, b in pairwise(parts))
                assert all(one.y_pt + 20 * (one.stop - one.start) <= 80 + height for one in parts)


def test_an_empty_row_higher_than_a_page_ends_on_the_next() -> None:
    row = Row((cell(text("chữ")),), 150.0, "at_least")
    found = laid(page_of(100.0, text("trên"), table(row, grid=(100.0,)), text("dưới")))
    assert placed(found, "chữ", "dưới") == [("chữ", 1, 1), ("dưới", 2, 1)]
    assert all(item.y_pt <= 80 + 100 for page in found.pages for item in loose(page.items) if isinstance(item, Ink))


def test_an_exact_height_is_no_higher_than_the_page() -> None:
    row = Row((cell(text("chữ"), text("thêm")),), 500.0, "exact")
    found = laid(page_of(100.0, table(row, grid=(100.0,)), text("dưới")))
    assert all(item.y_pt <= 80 + 100 for page in found.pages for item in loose(page.items) if isinstance(item, Ink))
    assert found.placed("dưới")[0].page == 1
