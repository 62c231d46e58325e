"""Tables of the press by word.md R3: row pitch, shared edges, places of text, heights, spans, what repeats on each page."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from service.blocks.tree import Node
from service.fonts import faces
from service.paper import Block, Border, Borders, Cell, Paper, Picture, Row, Table
from service.press import to_pdf
from service.press.setting import Clipped, SetTable, Words, loose
from service.press.tables import set_table
from service.press.typesetter import Typesetter
from tests.html.printing import ABOVE_EM, HEIGHT_PT, LEFT_PT, NATURAL_EM, STYLE, TOP_PT, Set, lines, paper, paragraph, section

LINE = Border(width_pt=0.5)
THICK = Border(width_pt=2.0)
BOX = Borders(LINE, LINE, LINE, LINE)
NONE = Borders()
PITCH = round(20 * 14 * NATURAL_EM) / 20         # whole twips


def cell(*content: str | Block, column: int = 0, **more: object) -> Cell:
    blocks = tuple(paragraph(c) if isinstance(c, str) else c for c in content)
    return Cell(blocks, column, **{"borders": BOX, **more})  # type: ignore[arg-type]  # the fields of a cell


def table(*rows: Row, grid: tuple[float, ...] = (100.0, 200.0), **more: object) -> Table:
    return Table(grid, rows, **more)  # type: ignore[arg-type]  # the fields of a table


def printed(value: Paper) -> list[Set]:
    return lines(to_pdf(value, faces()).pdf)


def alone(value: Table, *, width_pt: float = 400.0, mode: int = 14) -> tuple[SetTable, Typesetter]:
    setter = Typesetter(paper(value, compat_mode=mode), faces())
    setter.set_table = set_table
    return set_table(value, setter, width_pt=width_pt, node=Node("Document", None)), setter


def page_of(height_pt: float, *blocks: Block, **more: object) -> Paper:
    """A paper whose body is so high."""
    page = section(*blocks, top_pt=TOP_PT, bottom_pt=HEIGHT_PT - TOP_PT - height_pt)
    return replace(paper(*blocks, **more), sections=(page,))


# ---------------------------------------------------------------- heights

@pytest.mark.parametrize(
    ("row", "pitch"),
    [
        (Row((cell("a"), cell("b", column=1))), PITCH + 0.5),
        (Row((cell("a", margin_pt=(2.0, 5.4, 3.0, 5.4)), cell("b", column=1))), PITCH + 5.5),
        (Row((cell(paragraph("a", before_pt=6.0, after_pt=4.0)), cell("b", column=1))), PITCH + 10.5),
        (Row((cell("a", "b"), cell("b", column=1))), 2 * PITCH + 0.5),
        (Row((cell(paragraph("a", after_pt=4.0), paragraph("b", before_pt=6.0)), cell("b", column=1))), 2 * PITCH + 6.5),
        (Row((cell("a"), cell("b", column=1)), height_pt=40.0, height_rule="at_least"), 40.5),
        (Row((cell("a"), cell("b", column=1)), height_pt=10.0, height_rule="at_least"), PITCH + 0.5),
        (Row((cell("a"), cell("b", column=1)), height_pt=30.0, height_rule="exact"), 30.0),
        (Row((cell(paragraph("a", line=1.5)), cell("b", column=1))), 1.5 * PITCH + 0.5),
        (Row((cell("a", borders=replace(BOX, top=THICK)), cell("b", column=1))), PITCH + 2.0),
        (Row((cell("a", borders=replace(BOX, top=replace(LINE, style="double"))), cell("b", column=1))), PITCH + 1.5),
    ],
    ids=["text", "cell margins", "before and after count", "two paragraphs", "the larger gap", "at least", "at least, full",
         "exact", "extra leading counts", "the widest top border", "double: two strokes and their room"],
)  # fmt: skip
def test_row_pitch_is_the_content_and_the_top_border(row: Row, pitch: float) -> None:
    rows = printed(paper(table(row, row, row)))
    firsts = [r.y_pt for r in rows if r.text.startswith("a")]
    assert [b - a for a, b in pairwise(firsts)] == [pytest.approx(pitch, abs=0.03)] * 2


def test_a_shared_edge_is_the_wider_border_charged_to_the_lower_row() -> None:
    thick_below = replace(BOX, bottom=THICK)
    rows = printed(paper(table(Row((cell("a", borders=thick_below),)), Row((cell("b"),)), Row((cell("c"),)), grid=(100.0,))))
    assert rows[1].y_pt - rows[0].y_pt == pytest.approx(PITCH + 2.0, abs=0.03)
    assert rows[2].y_pt - rows[1].y_pt == pytest.approx(PITCH + 0.5, abs=0.03)


def test_above_the_previous_after_counts_in_full_and_below_the_next_before() -> None:
    middle = table(Row((cell("ô"),)), grid=(100.0,))
    rows = printed(paper(paragraph("trên", after_pt=8.0), middle, paragraph("dưới", before_pt=9.0)))
    assert rows[1].y_pt - rows[0].y_pt == pytest.approx(PITCH + 8 + 0.5, abs=0.03)
    assert rows[2].y_pt - rows[1].y_pt == pytest.approx(PITCH + 9 + 0.5, abs=0.03)


def test_the_empty_cells_of_a_row_have_their_height() -> None:
    rows = printed(paper(table(Row((cell(paragraph()),)), Row((cell("b"),)), grid=(100.0,))))
    assert rows[0].y_pt == pytest.approx(TOP_PT + PITCH + 1.0 + 14 * ABOVE_EM, abs=0.03)
    assert STYLE.size_pt == 14


@pytest.mark.parametrize(("high", "pitch"), [({}, 0.5), ({"height_pt": 6.0, "height_rule": "at_least"}, 6.5)])
def test_a_row_without_anything_is_as_high_as_it_asks_for(high: dict[str, object], pitch: float) -> None:
    """Cells that hide their marks (`w:hideMark`, ECMA-376-1, 17.4.21) and print nothing."""
    bare = Row((Cell((), 0, borders=BOX, margin_pt=(0.0, 5.4, 0.0, 5.4)),), **high)  # type: ignore[arg-type]
    rows = printed(paper(table(Row((cell("a"),)), bare, Row((cell("b"),)), grid=(100.0,))))
    assert rows[1].y_pt - rows[0].y_pt == pytest.approx(PITCH + 0.5 + pitch, abs=0.03)


@pytest.mark.parametrize("content", ["x", "một hai ba bốn"])
@pytest.mark.parametrize("rule", ["at_least", "exact"])
def test_vertical_alignment_in_a_cell(content: str, rule: str) -> None:
    rows = [
        printed(paper(table(
            Row((cell(content, vertical=v, borders=NONE),), height_pt=100.0, height_rule=rule),    # type: ignore[arg-type]
            grid=(40.0,),
        )))
        for v in ("top", "center", "bottom")
    ]  # fmt: skip
    free = 100 - PITCH * len(rows[0])
    first = TOP_PT + 14 * ABOVE_EM
    assert [found[0].y_pt for found in rows] == [pytest.approx(first + push, abs=0.03) for push in (0, free / 2, free)]


def test_vertical_alignment_in_a_row_of_plain_cells() -> None:
    high = cell(paragraph("a", before_pt=30.0), column=1)
    rows = [printed(paper(table(Row((cell("x", vertical=v), high)))))[0].y_pt for v in ("top", "center")]
    assert rows[1] - rows[0] == pytest.approx(15.0, abs=0.03)


# ---------------------------------------------------------------- places

def test_text_begins_at_the_grid_line_and_the_cell_margin_whatever_the_borders() -> None:
    mode_14 = table(Row((cell("Một"), cell("Hai", column=1))), left_pt=-5.65)  # the border's middle at margin − 5.4
    without = table(Row((cell("Một", borders=NONE), cell("Hai", column=1, borders=NONE))), left_pt=-5.4)
    first, second = (printed(paper(t))[0] for t in (mode_14, without))
    assert first.x_pt == pytest.approx(LEFT_PT, abs=0.3)
    assert second.x_pt == pytest.approx(first.x_pt, abs=0.02)
    assert second.right_pt == pytest.approx(first.right_pt, abs=0.02)


@pytest.mark.parametrize(("align", "shift"), [("center", 50.0), ("right", 100.0)])
def test_alignment_of_the_table(align: str, shift: float) -> None:
    value = paper(table(Row((cell("x", borders=NONE),)), grid=(300.0,), alignment=align))
    assert printed(value)[0].x_pt == pytest.approx(LEFT_PT + shift + 5.4, abs=0.3)


@pytest.mark.parametrize(("align", "share"), [("left", 0.0), ("center", 0.5), ("right", 1.0)])
def test_alignment_in_a_cell(align: str, share: float) -> None:
    value, _ = alone(table(Row((cell(paragraph("Giáo viên", alignment=align)), cell("b", column=1)))))
    words = next(item for item in loose(value.rows[0].items) if isinstance(item, Words))
    show = words.paragraph.strips[0].shows[0]
    free = 100 - 10.8 - show.width_pt
    assert words.x_pt + show.x_pt == pytest.approx(0.25 + 5.4 + free * share)


def test_spans_and_merges_keep_their_columns() -> None:
    value = table(
        Row((cell("gộp", row_span=2), cell("B1", column=1), cell("C1", column=2))),
        Row((cell("BC2", column=1, span=2),)),
        grid=(60.0, 60.0, 60.0),
    )
    rows = {r.text: r for r in printed(paper(value))}
    assert rows["gộpB1C1"].x_pt == pytest.approx(LEFT_PT + 0.25 + 5.4, abs=0.4)
    assert rows["BC2"].x_pt == pytest.approx(LEFT_PT + 60.25 + 5.4, abs=0.4)


def test_a_merged_cell_makes_its_last_row_higher() -> None:
    rows = [Row((cell("a", "b", "c", "d", row_span=2), cell(paragraph("1", before_pt=4.0), column=1))),
            Row((cell("2", column=1),)), Row((cell("3"), cell("x", column=1)))]  # fmt: skip
    found = {r.text: r.y_pt for r in printed(paper(table(*rows)))}
    assert found["2"] - found["a"] == pytest.approx(PITCH + 4 + 0.5, abs=0.03)
    assert found["3x"] - found["a"] == pytest.approx(4 * PITCH + 0.5, abs=0.03)


def test_a_merged_cell_is_aligned_in_all_its_rows() -> None:
    rows = [Row((cell("nhóm", row_span=3, vertical="center"), cell("1", column=1))),
            *(Row((cell(str(k), column=1),)) for k in (2, 3))]  # fmt: skip
    found = printed(paper(table(*rows)))
    assert [r.text for r in found] == ["1", "nhóm2", "3"] or [r.text for r in found] == ["1", "2nhóm", "3"]


def test_places_that_no_cell_covers_stay_empty() -> None:
    value = table(Row((cell("a", column=1),)), Row((cell("b"), cell("c", column=1))), grid=(60.0, 60.0))
    found = printed(paper(value))
    assert found[0].x_pt == pytest.approx(LEFT_PT + 60.25 + 5.4, abs=0.4)
    assert [r.text for r in found] == ["a", "bc"]


def test_a_cell_holds_lists_and_tables() -> None:
    nested = table(Row((cell("trong"),)), grid=(50.0,))
    found = printed(paper(table(Row((cell("trên", nested, "dưới"), cell("bên", column=1))))))
    assert [r.text for r in found] == ["trênbên", "trong", "dưới"]
    assert found[2].y_pt - found[0].y_pt == pytest.approx(2 * PITCH + 2 * 0.5, abs=0.03)
    assert found[1].x_pt == pytest.approx(LEFT_PT + 0.25 + 5.4 + 0.25 + 5.4, abs=0.4)


# ---------------------------------------------------------------- exact heights

@pytest.mark.parametrize(
    ("height_pt", "clipped", "said"), [(60.0, 0, 0), (2 * PITCH + 0.5, 0, 0), (30.0, 1, 1), (5.0, 1, 1)]
)
def test_a_row_too_low_clips_its_text_and_says_so(height_pt: float, clipped: int, said: int) -> None:
    value, setter = alone(table(Row((cell("Trần", "Thị"), cell("x", column=1)), height_pt, "exact"), place="bảng 1"))
    assert value.rows[0].height_pt == height_pt
    cut = [item for item in loose(value.rows[0].items) if isinstance(item, Clipped) and len(item.items) == 2]
    assert [round(item.height_pt, 3) for item in cut] == [height_pt - 0.5] * clipped
    assert [(one.lost, one.problem.place) for one in setter.constructs] == [(True, "bảng 1, hàng 1")] * said


def test_what_a_row_clips_is_still_read() -> None:
    value = table(Row((cell("Trần Thị Bích Hạnh", "Trưởng phòng"),), 10.0, "exact"), grid=(200.0,))
    assert [r.text for r in printed(paper(value))] == ["TrầnThịBíchHạnh", "Trưởngphòng"]


# ---------------------------------------------------------------- what pages show again

def test_header_rows_repeat_on_every_page_as_artifacts() -> None:
    rows = [Row((cell(f"dòng{k}"),)) for k in range(60)]
    value = table(Row((cell("Họtên"),), header=True), *rows, grid=(200.0,))
    found = printed(paper(value))
    assert [r.page for r in found if r.text == "Họtên"] == [1, 2]
    assert len([r for r in found if r.text.startswith("dòng")]) == 60
    laid, _ = alone(value)
    assert laid.head_count == 1
    shown = [item for item in loose(laid.head[0].items) if isinstance(item, Words)]
    assert len(shown) == 1
    assert shown[0].node is None


def test_a_table_of_headings_only_repeats_nothing() -> None:
    laid, _ = alone(table(*[Row((cell("a"), cell("b", column=1)), header=True)] * 3))
    assert (laid.head_count, laid.head) == (0, [])


def test_a_merged_heading_repeats_whole() -> None:
    value = table(
        Row((cell("Số TT", row_span=2), cell("Kinh phí", column=1, span=2)), header=True),
        Row((cell("Lương", column=1), cell("Khác", column=2)), header=True),
        *(Row((cell(str(k)), cell("x", column=1), cell("y", column=2))) for k in range(60)),
        grid=(60.0, 60.0, 60.0),
    )
    found = printed(paper(value))
    assert [r.page for r in found if r.text == "LươngKhác"] == [1, 2]


def test_a_table_of_500_rows_comes_through_whole() -> None:
    rows = [Row((cell(str(k)), cell("Nguyễn Thị Ánh Tuyết", column=1))) for k in range(500)]
    found = printed(paper(table(*rows)))
    assert [r.text for r in found] == [f"{k}NguyễnThịÁnhTuyết" for k in range(500)]


def test_pictures_in_cells_make_rows_higher() -> None:
    one = Picture(b"", "image/png", 20.0, 50.0, alt="Dấu")
    laid, _ = alone(table(Row((cell(paragraph(one)), cell("x", column=1)))))
    assert laid.rows[0].height_pt > 50
