"""Columns without pages, and cut where a page ends within a cell (word.md R3)."""

from __future__ import annotations

import pytest

from service.fonts import faces
from service.paper import Block, Border, Borders, NoteMark, Row
from service.press.columns import Stacked, cut, stack
from service.press.entries import entries
from service.press.setting import Entry, Ink
from service.press.tables import set_table
from service.press.typesetter import Typesetter
from tests.press.laying import STYLE, cell, lines, paper, table, words

BOX = Borders(*[Border(width_pt=1.0, space_pt=2.0)] * 4)


def of(*blocks: Block, mode: int = 15) -> list[Entry]:
    setter = Typesetter(paper(*blocks, compat_mode=mode), faces())
    setter.set_table = set_table
    return entries(blocks, setter, width_pt=400, node=None, in_cell=True)


def tops(stacked: Stacked) -> list[tuple[float, int, int]]:
    return [(round(one.y_pt, 3), one.start, one.stop) for one in words(stacked.items)]


def test_the_first_gap_and_the_last_after_count() -> None:
    found = stack(of(lines("A", before_pt=6, after_pt=4), lines("B", 2, before_pt=10, after_pt=3)))
    assert tops(found) == [(6, 0, 1), (36, 0, 2)]
    assert (found.height_pt, found.after_pt) == (76, 3)


def test_nothing_stacked_has_no_height() -> None:
    assert stack([]) == Stacked([], 0.0, 0.0)


def test_signs_of_notes_are_gathered() -> None:
    mark = NoteMark("1", "1", STYLE)
    assert stack(of(lines("A", 1, mark), table(lines("ô", 1, mark)))).notes == (mark, mark)


def test_neighbours_with_the_same_borders_are_one_frame() -> None:
    apart = stack(of(lines("A", borders=BOX)))
    joined = stack(of(lines("A", borders=BOX, after_pt=5), lines("B", borders=BOX)))
    assert apart.height_pt == 26
    assert tops(joined) == [(3, 0, 1), (28, 0, 1)]
    assert joined.height_pt == 51
    assert sum(isinstance(item, Ink) for item in joined.items) == 2


# ---------------------------------------------------------------- cut

@pytest.mark.parametrize(
    ("counts", "room_pt", "mode", "stays", "goes"),
    [
        ([6], 85.0, 15, [(0, 0, 4)], [(0, 4, 6)]),
        ([6], 105.0, 15, [(0, 0, 4)], [(0, 4, 6)]),                       # two lines on each side
        ([6], 105.0, 14, [(0, 0, 5)], [(0, 5, 6)]),                       # before mode 15 there is no such control in cells
        ([2, 6], 85.0, 15, [(0, 0, 2), (40, 0, 2)], [(0, 2, 6)]),
        ([2, 3], 85.0, 15, [(0, 0, 2)], [(0, 0, 3)]),
        ([2, 3], 40.0, 15, [(0, 0, 2)], [(0, 0, 3)]),
        ([2, 3], 100.05, 15, [(0, 0, 2), (40, 0, 3)], []),
    ],
)
def test_a_column_is_cut_between_lines(
    counts: list[int], room_pt: float, mode: int, stays: list[object], goes: list[object]
) -> None:
    parts = cut(of(*(lines("A", count) for count in counts), mode=mode), room_pt)
    assert parts is not None
    assert tops(parts[0]) == stays
    assert tops(stack(parts[1])) == goes


@pytest.mark.parametrize(("blocks", "room_pt"), [
    ([lines("A", 3)], 59.0), ([lines("A", 5, keep_lines=True)], 80.0), ([lines("A", keep_next=True), lines("B", 2)], 45.0),
])  # fmt: skip
def test_where_nothing_fits_nothing_is_cut(blocks: list[Block], room_pt: float) -> None:
    assert cut(of(*blocks), room_pt) is None


@pytest.mark.parametrize(
    ("blocks", "stays"),
    [
        ([lines("A", 3)], [(0, 0, 2)]),
        ([lines("A", 5, keep_lines=True)], [(0, 0, 2)]),
        ([lines("A", keep_next=True), lines("B", 2)], [(0, 0, 1)]),
    ],
)
def test_where_no_page_has_more_room_something_stays(blocks: list[Block], stays: list[object]) -> None:
    parts = cut(of(*blocks), 50.0 if len(blocks) == 1 else 45.0, must=True)
    assert parts is not None
    assert tops(parts[0]) == stays


def test_what_begins_on_the_next_page_has_lost_its_gap() -> None:
    parts = cut(of(lines("A", 2, after_pt=8), lines("B", 2, before_pt=6, after_pt=3)), 45.0)
    assert parts is not None
    stay, go = parts
    assert (stay.height_pt, stay.after_pt) == (40, 5), "of the space below it what fits"
    assert (tops(stack(go)), stack(go).height_pt, stack(go).after_pt) == ([(0, 0, 2)], 40, 3)


def test_a_paragraph_that_is_cut_asks_for_nothing_below_its_first_part() -> None:
    parts = cut(of(lines("A", 6, after_pt=8)), 100.0)
    assert parts is not None
    assert (parts[0].height_pt, parts[0].after_pt) == (80, 0)


def test_a_table_in_a_cell_is_cut_between_its_rows() -> None:
    rows = [Row((cell(lines("A", 2)),), cant_split=True) for _ in range(3)]
    parts = cut(of(lines("A", 1), table(*rows), lines("A")), 75.0)
    assert parts is not None
    assert tops(parts[0]) == [(0, 0, 1), (20, 0, 2)]
    assert tops(stack(parts[1])) == [(0, 0, 2), (40, 0, 2), (80, 0, 1)]


def test_cutting_again_and_again_loses_no_line() -> None:
    waiting = of(*(lines("A", 1 + number % 7, before_pt=number % 3) for number in range(40)))
    seen: list[tuple[float, int, int]] = []
    while waiting:
        parts = cut(waiting, 90.0)
        assert parts is not None
        seen += tops(parts[0])
        waiting = parts[1]
    assert sum(stop - start for _, start, stop in seen) == sum(1 + number % 7 for number in range(40))
