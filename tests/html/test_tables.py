"""Tables by word.md R3: row pitch, shared edges, what happens at a page's end."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest

from service.blocks.edges import Grid
from service.paper import Block, Border, Borders, Cell, Row, Table
from service.pdf import to_pdf
from tests.html.printing import ABOVE_EM, HEIGHT_PT, LEFT_PT, NATURAL_EM, STYLE, TOP_PT, html, paper, paragraph, printed, section

LINE = Border(width_pt=0.5)
THICK = Border(width_pt=2.0)
BOX = Borders(LINE, LINE, LINE, LINE)
PITCH = 14 * NATURAL_EM


def cell(*content: str | Block, column: int = 0, **more: object) -> Cell:
    blocks = tuple(paragraph(c) if isinstance(c, str) else c for c in content)
    return Cell(blocks, column, **{"borders": BOX, **more})  # type: ignore[arg-type]  # the fields of a cell


def table(*rows: Row, grid: tuple[float, ...] = (100.0, 200.0), **more: object) -> Table:
    return Table(grid, rows, **more)  # type: ignore[arg-type]  # the fields of a table


def strokes(pdf: bytes, page: int = 0) -> int:
    """How many drawn paths a page has."""
    document = pdfium.PdfDocument(pdf)
    count = sum(1 for item in document[page].get_objects() if item.type == raw.FPDF_PAGEOBJ_PATH)
    document.close()
    return count


@pytest.mark.parametrize(
    ("row", "pitch"),
    [
        (Row((cell("a"), cell("b", column=1))), PITCH + 0.5),
        (Row((cell("a", margin_pt=(2.0, 5.4, 3.0, 5.4)), cell("b", column=1))), PITCH + 5.5),
        (Row((cell(paragraph("a", before_pt=6.0, after_pt=4.0)), cell("b", column=1))), PITCH + 10.5),
        (Row((cell("a", "b"), cell("b", column=1))), 2 * PITCH + 0.5),
        (Row((cell("a"), cell("b", column=1)), height_pt=40.0, height_rule="at_least"), 40.5),
        (Row((cell("a"), cell("b", column=1)), height_pt=30.0, height_rule="exact"), 30.0),
        (Row((cell(paragraph("a", line=1.5)), cell("b", column=1))), 1.5 * PITCH + 0.5),
    ],
    ids=["text", "cell margins", "before and after count", "two paragraphs", "at least", "exact", "extra leading counts"],
)
def test_row_pitch_is_the_content_and_the_top_border(row: Row, pitch: float) -> None:
    rows = printed(paper(table(row, row, row)))
    firsts = [r.y_pt for r in rows if r.text.startswith("a")]
    assert [b - a for a, b in pairwise(firsts)] == [pytest.approx(pitch, abs=0.08)] * 2


def test_a_shared_edge_is_the_wider_border_charged_to_the_lower_row() -> None:
    thick_below = replace(BOX, bottom=THICK)
    rows = printed(paper(table(Row((cell("a", borders=thick_below),)), Row((cell("b"),)), Row((cell("c"),)), grid=(100.0,))))
    assert rows[1].y_pt - rows[0].y_pt == pytest.approx(PITCH + 2.0, abs=0.08)
    assert rows[2].y_pt - rows[1].y_pt == pytest.approx(PITCH + 0.5, abs=0.08)


def test_text_begins_at_the_grid_line_and_the_cell_margin_whatever_the_borders() -> None:
    plain = Borders()
    mode_14 = table(Row((cell("Một"), cell("Hai", column=1))), left_pt=-5.65)  # the border's middle at margin − 5.4
    without = table(Row((cell("Một", borders=plain), cell("Hai", column=1, borders=plain))), left_pt=-5.4)
    first, second = (printed(paper(t))[0] for t in (mode_14, without))
    assert first.x_pt == pytest.approx(LEFT_PT, abs=0.3)
    assert second.x_pt == pytest.approx(first.x_pt, abs=0.02)
    assert second.right_pt == pytest.approx(first.right_pt, abs=0.02)


@pytest.mark.parametrize(("align", "shift"), [("center", 50.0), ("right", 100.0)])
def test_alignment_of_the_table(align: str, shift: float) -> None:
    value = paper(table(Row((cell("x", borders=Borders()),)), grid=(300.0,), alignment=align))
    assert printed(value)[0].x_pt == pytest.approx(LEFT_PT + shift + 5.4, abs=0.3)


def test_above_the_previous_after_counts_in_full_and_below_the_next_before() -> None:
    middle = table(Row((cell("ô"),)), grid=(100.0,))
    rows = printed(paper(paragraph("trên", after_pt=8.0), middle, paragraph("dưới", before_pt=9.0)))
    assert rows[1].y_pt - rows[0].y_pt == pytest.approx(PITCH + 8 + 0.5, abs=0.08)
    assert rows[2].y_pt - rows[1].y_pt == pytest.approx(PITCH + 9 + 0.5, abs=0.08)


def test_spans_and_merges_keep_their_columns() -> None:
    value = table(
        Row((cell("gộp", row_span=2), cell("B1", column=1), cell("C1", column=2))),
        Row((cell("BC2", column=1, span=2),)),
        grid=(60.0, 60.0, 60.0),
    )
    rows = {r.text: r for r in printed(paper(value))}
    assert rows["gộpB1C1"].x_pt == pytest.approx(LEFT_PT + 0.25 + 5.4, abs=0.4)
    assert rows["BC2"].x_pt == pytest.approx(LEFT_PT + 60.25 + 5.4, abs=0.4)


def test_edges_of_spans_are_drawn_once() -> None:
    value = table(Row((cell("a", row_span=2), cell("b", column=1))), Row((cell("c", column=1),)), grid=(60.0, 60.0))
    grid = Grid(value)
    upper, lower = value.rows[0].cells[1], value.rows[1].cells[0]
    assert grid.foot == LINE
    assert grid.edges(upper, 0, 1, 1, 1).bottom is None
    assert grid.edges(lower, 1, 1, 1, 1).top == LINE
    assert grid.edges(lower, 1, 1, 1, 1).right == LINE
    assert grid.edges(value.rows[0].cells[0], 0, 0, 1, 2).right is None


def test_header_rows_repeat_on_every_page() -> None:
    rows = tuple(Row((cell(f"dòng{k}"),)) for k in range(60))
    found = printed(paper(table(Row((cell("Họtên"),), header=True), *rows, grid=(200.0,))))
    assert [r.page for r in found if r.text == "Họtên"] == [1, 2]
    assert len([r for r in found if r.text.startswith("dòng")]) == 60


def test_a_table_of_500_rows_comes_through_whole() -> None:
    rows = tuple(Row((cell(str(k)), cell("Nguyễn Thị Ánh Tuyết", column=1))) for k in range(500))
    found = printed(paper(table(*rows)))
    assert [r.text for r in found] == [f"{k}NguyễnThịÁnhTuyết" for k in range(500)]


def test_a_row_that_may_not_split_moves_whole() -> None:
    filler = tuple(paragraph(str(k)) for k in range(41))
    tall = cell(*("a" * 3 for _ in range(4)))
    split = printed(paper(*filler, table(Row((tall,)), grid=(100.0,))))
    whole = printed(paper(*filler, table(Row((tall,), cant_split=True), grid=(100.0,))))
    assert {r.page for r in split if r.text == "aaa"} == {1, 2}
    assert {r.page for r in whole if r.text == "aaa"} == {2}


def test_a_split_row_is_closed_by_a_border_on_both_pages() -> None:
    filler = tuple(paragraph(str(k)) for k in range(41))
    tall = cell(*("a" * 3 for _ in range(4)))
    pdf = to_pdf(html(paper(*filler, table(Row((tall,)), grid=(100.0,)))))
    assert strokes(pdf, 0) >= 4
    assert strokes(pdf, 1) >= 4


def test_a_cell_holds_lists_and_tables() -> None:
    nested = table(Row((cell("trong"),)), grid=(50.0,))
    rows = printed(paper(table(Row((cell("trên", nested, "dưới"), cell("bên", column=1))))))
    assert [r.text for r in rows] == ["trênbên", "trong", "dưới"]


def test_vertical_alignment_in_a_cell() -> None:
    form = {"height_pt": 100.0, "height_rule": "at_least"}
    rows = [
        printed(paper(table(Row((cell("x", vertical=v, borders=Borders()),), **form), grid=(100.0,))))[0].y_pt  # type: ignore[arg-type]
        for v in ("top", "center", "bottom")
    ]
    first = TOP_PT + 14 * ABOVE_EM
    assert rows == [pytest.approx(first + push, abs=0.1) for push in (0, (100 - PITCH) / 2, 100 - PITCH)]


def test_the_empty_cells_of_a_row_have_their_height() -> None:
    rows = printed(paper(table(Row((cell(paragraph()),)), Row((cell("b"),)), grid=(100.0,))))
    assert rows[0].y_pt == pytest.approx(TOP_PT + PITCH + 1.0 + 14 * ABOVE_EM, abs=0.08)
    assert STYLE.size_pt == 14


@pytest.mark.parametrize("whole", [True, False])
@pytest.mark.parametrize(("slack_pt", "fitting"), [(0.3, 10), (-0.8, 9)])
def test_a_row_fits_where_its_own_height_fits(whole: bool, slack_pt: float, fitting: int) -> None:
    # the margin below its text was once counted twice
    rows = [Row((cell(str(n), margin_pt=(0.0, 5.4, 4.0, 5.4)), cell("b", column=1)), cant_split=whole) for n in range(12)]
    height = 10 * (PITCH + 4.5) + 0.5 + slack_pt
    page = section(table(*rows), top_pt=TOP_PT, bottom_pt=HEIGHT_PT - TOP_PT - height)
    shown = printed(replace(paper(table(*rows)), sections=(page,)))
    assert sum(line.page == 1 for line in shown) == fitting


@pytest.mark.parametrize(("kept", "first_page"), [(False, 10), (True, 9)])
def test_a_row_that_keeps_with_the_next_goes_with_it(kept: bool, first_page: int) -> None:
    rows = [Row((cell(paragraph(str(n), keep_next=kept and n == 9)), cell("b", column=1)), cant_split=True) for n in range(12)]
    page = section(table(*rows), top_pt=TOP_PT, bottom_pt=HEIGHT_PT - TOP_PT - (10 * (PITCH + 0.5) + 1))
    shown = printed(replace(paper(table(*rows)), sections=(page,)))
    assert sum(line.page == 1 for line in shown) == first_page


@pytest.mark.parametrize(("kept", "first_page"), [(False, 10), (True, 9)])
def test_a_last_row_that_keeps_with_the_next_goes_with_what_is_below(kept: bool, first_page: int) -> None:
    rows = [Row((cell(paragraph(str(n), keep_next=kept and n == 9)), cell("b", column=1)), cant_split=True) for n in range(10)]
    blocks = (table(*rows), paragraph("HIỆU TRƯỞNG"))
    page = section(*blocks, top_pt=TOP_PT, bottom_pt=HEIGHT_PT - TOP_PT - (10 * (PITCH + 0.5) + 1))
    shown = printed(replace(paper(*blocks), sections=(page,)))
    assert sum(line.page == 1 for line in shown) == first_page
    assert shown[-1].page == 2
