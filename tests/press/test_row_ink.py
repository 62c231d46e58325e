"""Fills and borders of tables: every edge once, in few strokes; what crosses leaves no hole; what the eye sees on the page."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2 as pdfium
import pytest

from service.blocks.edges import Grid
from service.fonts import faces
from service.paper import Border, Borders, Row, Table
from service.press import to_pdf
from service.press.grids import Frames, RowFrame, framed
from service.press.setting import Ink
from tests.html.printing import LEFT_PT, TOP_PT, paper
from tests.press.test_tables import BOX, LINE, NONE, PITCH, THICK, cell, table

RED = Border(width_pt=1.0, color="FF0000")
DOUBLE = Border("double", 0.75)


def drawn(value: Table, row: int, height_pt: float = 20.0) -> list[str]:
    """The operators of one row, line by line."""
    _, rows = framed(value, 400.0)
    (ink,) = rows[row].drawn(height_pt)
    assert isinstance(ink, Ink)
    return ink.code.decode().splitlines()


def grid_of(rows: int, columns: int, **more: object) -> Table:
    made = [Row(tuple(cell("x", column=c, **more) for c in range(columns))) for _ in range(rows)]
    return table(*made, grid=(50.0,) * columns, left_pt=-0.25)


class Page:
    """A page as dots, eight to a point; dark or not."""

    def __init__(self, value: Table) -> None:
        document = pdfium.PdfDocument(to_pdf(paper(value), faces()).pdf)
        self._image = document[0].render(scale=8.0).to_pil()
        document.close()

    def color(self, x_pt: float, y_pt: float) -> tuple[int, int, int]:
        """At a place counted from the grid's left line and the body's top."""
        found = self._image.getpixel((round((LEFT_PT + x_pt) * 8), round((TOP_PT + y_pt) * 8)))
        assert isinstance(found, tuple)
        return found[:3]

    def dark(self, x_pt: float, y_pt: float) -> bool:
        return sum(self.color(x_pt, y_pt)) < 3 * 96


# ---------------------------------------------------------------- strokes

def test_a_row_draws_one_level_line_and_its_upright_ones_in_one_path() -> None:
    assert drawn(grid_of(3, 3), 1) == [
        "-0.25 0 0.5 -20 re", "49.75 0 0.5 -20 re", "99.75 0 0.5 -20 re", "149.75 0 0.5 -20 re", "-0.25 0 150.5 -0.5 re f",
    ]  # fmt: skip


def test_a_spanning_cell_has_no_line_within() -> None:
    value = table(Row((cell("a"), cell("b", column=1))), Row((cell("cả hai", span=2),)), left_pt=-0.25)
    assert drawn(value, 1) == ["-0.25 0 0.5 -20 re", "299.75 0 0.5 -20 re", "-0.25 0 300.5 -0.5 re f"]


def test_a_cell_that_goes_on_is_not_closed_above() -> None:
    value = table(Row((cell("a", row_span=2), cell("b", column=1))), Row((cell("c", column=1),)), left_pt=-0.25)
    assert drawn(value, 1)[-1] == "99.75 0 200.5 -0.5 re f"


def test_each_border_has_its_width_and_colour() -> None:
    value = table(Row((cell("a", borders=replace(BOX, top=THICK, left=RED)), cell("b", column=1))), left_pt=-0.5)
    assert drawn(value, 0) == [
        "99.75 0 0.5 -20 re", "299.75 0 0.5 -20 re", "99.75 0 200.5 -0.5 re f",
        "1 0 0 rg -0.5 0 1 -20 re f", "0 g",
        "-0.5 0 100.75 -2 re f",
    ]  # fmt: skip


def test_a_fill_lies_below_the_borders() -> None:
    value = table(Row((cell("a", fill="D9D9D9"), cell("b", column=1, borders=NONE))), left_pt=-0.25)
    assert drawn(value, 0)[:2] == ["0.851 0.851 0.851 rg 0 0 100 -20 re f", "0 g"]


@pytest.mark.parametrize(("style", "dash"), [("dotted", "[0.5 0.5] 0 d"), ("dashed", "[1.5 1.5] 0 d")])
def test_dashed_borders_are_strokes_of_the_row_s_height(style: str, dash: str) -> None:
    line = replace(LINE, style=style)
    ink = drawn(grid_of(1, 1, borders=Borders(line, line, line, line)), 0, 33.5)
    assert [one for one in ink if dash in one and "0 0 m 0 -33.5 l S" in one]
    assert [one for one in ink if dash in one and "-0.25 -0.25 m 50.25 -0.25 l S" in one]


def test_a_last_row_without_a_common_foot_closes_itself() -> None:
    value = table(Row((cell("a"), cell("b", column=1, borders=NONE))), left_pt=-0.25)
    assert Grid(value).foot is None
    assert drawn(value, 0)[-3:] == ["q 1 0 0 1 0 -20 cm", "-0.25 0.5 100.5 -0.5 re f", "Q"]


# ---------------------------------------------------------------- tables that look alike

def told(frame: RowFrame) -> tuple[object, ...]:
    return (frame.top_pt, frame.bottom_pt, frame.spots, frame.gaps, frame.line, frame.drawn(20.0))


LOOKS = (
    (cell("a"), cell("b", column=1)),
    (cell("a", borders=NONE), cell("b", column=1, fill="D9D9D9")),
    (cell("cả hai", span=2, borders=replace(BOX, top=THICK)),),
    (cell("b", column=1, borders=Borders(DOUBLE, DOUBLE, DOUBLE, DOUBLE)),),
)
SPANNING = (cell("a", row_span=2), cell("b", column=1))


@pytest.mark.parametrize("looks", [
    "0", "1", "00", "0000", "1111111", "2000000", "2000", "0000001111112", "0120120120", "333300003333", "0011223300112233" * 9,
    "0S3S311", "SS300000",
])  # fmt: skip
def test_rows_have_the_same_frames_whether_their_tables_share_them_or_not(looks: str) -> None:
    rows = [Row(SPANNING if look == "S" else LOOKS[int(look)]) for look in looks]
    value, same = table(*rows), table(*[replace(row) for row in rows])
    frames, found = framed(value, 400.0)
    whole = Frames(value, 400.0)
    assert [told(frame) for frame in found] == [told(whole.frame(at)) for at in range(len(rows))]
    assert frames.foot() == whole.foot()
    assert (framed(same, 400.0)[0] is frames) == (len(looks) < 40)
    assert framed(same, 390.0)[0] is not frames


# ---------------------------------------------------------------- what is seen

def test_crossings_of_lines_are_full() -> None:
    heavy = Border(width_pt=2.0)
    page = Page(grid_of(2, 2, borders=Borders(heavy, heavy, heavy, heavy)))
    pitch = PITCH + 2
    for x in (0.0, 50.0, 100.0):
        for y in (1.0, pitch + 1, 2 * pitch + 1):
            assert page.dark(0.75 + x, y), (x, y)
    assert not page.dark(30.0, 10.0)


def test_corners_of_a_frame_are_square() -> None:
    heavy = Border(width_pt=3.0)
    page = Page(grid_of(1, 1, borders=Borders(heavy, heavy, heavy, heavy)))
    left, right, bottom = -0.25, 52.75, PITCH + 6
    for x, y in ((left, 0.0), (right, 0.0), (left, bottom), (right, bottom)):
        inwards = (0.5 if x == left else -0.5, 0.5 if y == 0 else -0.5)
        assert page.dark(x + inwards[0], y + inwards[1])
        assert not page.dark(x - inwards[0], y - inwards[1])


def test_a_double_frame_shows_two_lines_and_white_between_them() -> None:
    page = Page(grid_of(1, 1, borders=Borders(*[Border("double", 1.0)] * 4)))
    x, height = 25.0, PITCH + 6
    assert [page.dark(x, y) for y in (0.5, 1.5, 2.5)] == [True, False, True]
    assert [page.dark(x, height - y) for y in (0.5, 1.5, 2.5)] == [True, False, True]
    left, bottom = -0.25, height
    assert [page.dark(left + across, height / 2) for across in (0.5, 1.5, 2.5)] == [True, False, True]
    for x, y in ((left, 0.0), (left + 53, 0.0), (left, bottom), (left + 53, bottom)):
        inwards = (1 if x == left else -1, 1 if y == 0 else -1)
        seen = [[page.dark(x + across * inwards[0], y + down * inwards[1]) for across in (0.5, 1.5, 2.5)]
                for down in (0.5, 1.5, 2.5)]  # fmt: skip
        assert seen == [[True, True, True], [True, False, False], [True, False, True]]     # a frame within a frame


def test_a_thin_line_meets_a_double_one_and_does_not_cross_it() -> None:
    sides = Borders(LINE, DOUBLE, LINE, DOUBLE)
    page = Page(table(*[Row((cell("x", borders=sides),))] * 2, grid=(50.0,)))
    y = PITCH + 0.5 + 0.25
    assert [page.dark(across, y) for across in (0.4, 1.1, 1.9, 10.0)] == [True, False, True, True]


def test_a_wide_line_covers_a_thin_one_of_another_colour() -> None:
    red = Border(width_pt=2.0, color="C00000")
    rows = [Row((cell("x", borders=Borders(LINE, red, LINE, red)),))] * 2
    page = Page(table(*rows, grid=(50.0,)))
    assert page.color(1.0, PITCH + 0.5 + 0.25) == (192, 0, 0)


def test_a_filled_cell_is_filled_to_its_borders() -> None:
    value = table(Row((cell("", fill="FFC000"), cell("", column=1))), grid=(50.0, 50.0), left_pt=-0.25)
    page = Page(value)
    assert page.color(2.0, 3.0) == (255, 192, 0)
    assert page.color(48.0, PITCH - 1) == (255, 192, 0)
    assert page.color(52.0, 3.0) == (255, 255, 255)
