"""Tables: grid, spans, borders, styles, place."""

from __future__ import annotations

import pytest

from service.paper import Border, Cell, Paragraph, Table
from tests.read.drawn import looks, names, p, paper, style, table

SINGLE = '<w:{} w:val="single" w:sz="4"/>'
ALL_SIDES = "".join(SINGLE.format(side) for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
MODE_14 = '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="x" w:val="14"/></w:compat>'
MODE_15 = MODE_14.replace('"14"', '"15"')


def tc(content: str = "x", properties: str = "") -> str:
    inner = content if content.startswith("<") else p(content)
    return f"<w:tc>{f'<w:tcPr>{properties}</w:tcPr>' if properties else ''}{inner}</w:tc>"


def tr(*cells: str, properties: str = "", exception: str = "") -> str:
    return f"<w:tr>{exception}{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{''.join(cells)}</w:tr>"


def tbl(*rows: str, properties: str = "", grid: tuple[int, ...] = (2000, 3000, 1000)) -> str:
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid)
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"


def spots(found: Table) -> list[list[tuple[int, int, int]]]:
    return [[(cell.column, cell.span, cell.row_span) for cell in row.cells] for row in found.rows]


def cells(found: Table) -> list[Cell]:
    return [cell for row in found.rows for cell in row.cells]


SPAN2 = '<w:gridSpan w:val="2"/>'
HIDE = "<w:hideMark/>"
RESTART, GO_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([tr(tc(), tc(), tc())], [[(0, 1, 1), (1, 1, 1), (2, 1, 1)]]),
        ([tr(tc("x", SPAN2), tc())], [[(0, 2, 1), (2, 1, 1)]]),
        (
            [tr(tc("x", RESTART), tc(), tc()), tr(tc("", GO_ON), tc(), tc()), tr(tc("", GO_ON), tc(), tc())],
            [[(0, 1, 3), (1, 1, 1), (2, 1, 1)], [(1, 1, 1), (2, 1, 1)], [(1, 1, 1), (2, 1, 1)]],
        ),
        # by grid column, not by cell number: the merged cell is the second of the first row and the first of the second
        (
            [tr(tc(), tc("x", RESTART + SPAN2)), tr(tc("", GO_ON + SPAN2), properties='<w:gridBefore w:val="1"/>')],
            [[(0, 1, 1), (1, 2, 2)], []],
        ),
        # another span under it, or none begun above: a cell of its own
        (
            [tr(tc("x", RESTART), tc(), tc()), tr(tc("y", GO_ON + SPAN2), tc())],
            [[(0, 1, 1), (1, 1, 1), (2, 1, 1)], [(0, 2, 1), (2, 1, 1)]],
        ),
        ([tr(tc("x", GO_ON), tc(), tc())], [[(0, 1, 1), (1, 1, 1), (2, 1, 1)]]),
        (
            [tr(tc("x", RESTART), tc(), tc()), tr(tc("y", RESTART), tc(), tc())],
            [[(0, 1, 1), (1, 1, 1), (2, 1, 1)], [(0, 1, 1), (1, 1, 1), (2, 1, 1)]],
        ),
        ([tr(tc("x", '<w:hMerge w:val="restart"/>'), tc("", "<w:hMerge/>"), tc())], [[(0, 2, 1), (2, 1, 1)]]),
        ([tr(tc(), properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>')], [[(1, 1, 1)]]),
        (
            [
                "<w:sdt><w:sdtContent>"
                + tr(f"<w:sdt><w:sdtContent>{tc()}</w:sdtContent></w:sdt>", tc(), tc())
                + "</w:sdtContent></w:sdt>"
            ],
            [[(0, 1, 1), (1, 1, 1), (2, 1, 1)]],
        ),
    ],
)
def test_merged_cells_stand_by_grid_column(rows: list[str], expected: list[list[tuple[int, int, int]]]) -> None:
    assert spots(table(tbl(*rows))) == expected


@pytest.mark.parametrize(
    ("grid", "properties", "row", "expected"),
    [
        # Word prints the saved grid, not tcW (word.md R3)
        ((2000, 3000), "", tr(tc("x", '<w:tcW w:w="500" w:type="dxa"/>'), tc()), (100.0, 150.0)),
        ((0, 3000), "", tr(tc("x", '<w:tcW w:w="500" w:type="dxa"/>'), tc()), (25.0, 150.0)),
        ((), "", tr(tc("x", '<w:tcW w:w="500" w:type="dxa"/>'), tc("x", '<w:tcW w:w="600" w:type="dxa"/>')), (25.0, 30.0)),
        ((), "", tr(tc(), tc()), (234.0, 234.0)),
        ((), "", tr(tc("x", SPAN2 + '<w:tcW w:w="900" w:type="dxa"/>')), (22.5, 22.5)),
        ((2000, 3000), '<w:tblW w:w="2500" w:type="pct"/>', tr(tc(), tc()), (93.6, 140.4)),
        ((2000, 3000), '<w:tblW w:w="50%" w:type="pct"/>', tr(tc(), tc()), (93.6, 140.4)),
        ((3744, 5616), '<w:tblW w:w="4950" w:type="pct"/>', tr(tc(), tc()), (187.2, 280.8)),
    ],
)
def test_the_grid_is_the_saved_one_or_made_of_cell_widths(
    grid: tuple[int, ...], properties: str, row: str, expected: tuple[float, ...]
) -> None:
    # US Letter with inch margins, the format's own page: 468 pt of text
    assert table(tbl(row, grid=grid, properties=properties)).grid_pt == pytest.approx(expected)


def test_rows_know_height_and_breaks_and_only_leading_ones_repeat() -> None:
    found = table(
        tbl(
            tr(tc(), properties='<w:tblHeader/><w:cantSplit/><w:trHeight w:val="400"/>'),
            tr(tc(), properties='<w:trHeight w:val="400" w:hRule="exact"/>'),
            tr(tc(), properties="<w:tblHeader/>"),
            grid=(1000,),
        )
    )
    assert [(r.header, r.cant_split, r.height_pt, r.height_rule) for r in found.rows] == [
        (True, True, 20.0, "at_least"),
        (False, False, 20.0, "exact"),
        (False, False, 0.0, "auto"),
    ]


def test_borders_come_from_cell_then_table_edge_or_inside() -> None:
    thick = '<w:top w:val="single" w:sz="12"/>'
    borders = f'<w:tblBorders>{thick}<w:insideH w:val="dotted" w:sz="4"/></w:tblBorders>'
    found = table(
        tbl(
            tr(tc()),
            tr(tc("x", '<w:tcBorders><w:bottom w:val="double" w:sz="6"/><w:top w:val="nil"/></w:tcBorders>')),
            properties=borders,
            grid=(1000,),
        )
    )
    first, second = (cell.borders for cell in cells(found))
    assert (first.top, first.bottom) == (Border("single", 1.5), Border("dotted", 0.5))
    assert (second.top, second.bottom, second.left) == (None, Border("double", 0.75), None)


def test_an_exception_of_a_row_replaces_the_tables_borders_there() -> None:
    exception = '<w:tblPrEx><w:tblBorders><w:insideV w:val="dashed" w:sz="4"/></w:tblBorders></w:tblPrEx>'
    found = table(
        tbl(
            tr(tc(), tc()),
            tr(tc(), tc(), exception=exception),
            properties=f"<w:tblBorders>{ALL_SIDES}</w:tblBorders>",
            grid=(1000, 1000),
        )
    )
    assert [cell.borders.right.style if cell.borders.right else "" for cell in cells(found)] == [
        "single",
        "single",
        "dashed",
        "single",
    ]


def test_cell_margins_fall_back_from_cell_to_table_to_style() -> None:
    sheet = style(
        "Bang",
        '<w:tblPr><w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:top w:w="20" w:type="dxa"/></w:tblCellMar></w:tblPr>',
        kind="table",
        default=True,
    )
    found = table(
        tbl(
            tr(tc(), tc("x", '<w:tcMar><w:start w:w="200" w:type="dxa"/></w:tcMar>')),
            properties='<w:tblCellMar><w:right w:w="40" w:type="dxa"/></w:tblCellMar>',
            grid=(1000, 1000),
        ),
        styles=sheet,
    )
    assert [cell.margin_pt for cell in cells(found)] == [(1.0, 2.0, 0.0, 2.85), (1.0, 2.0, 0.0, 10.0)]


GRID_STYLE = style(
    "Luoi",
    (
        f'<w:pPr><w:spacing w:after="0"/></w:pPr><w:rPr><w:sz w:val="24"/></w:rPr><w:tblPr><w:tblStyleRowBandSize w:val="1"/>'
        f"<w:tblBorders>{ALL_SIDES}</w:tblBorders></w:tblPr>"
        '<w:tblStylePr w:type="firstRow"><w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:b/></w:rPr>'
        '<w:tcPr><w:shd w:val="clear" w:fill="D9D9D9"/>'
        '<w:tcBorders><w:bottom w:val="double" w:sz="4"/><w:insideV w:val="nil"/></w:tcBorders></w:tcPr></w:tblStylePr>'
        '<w:tblStylePr w:type="lastRow"><w:rPr><w:i/></w:rPr></w:tblStylePr>'
        '<w:tblStylePr w:type="firstCol"><w:rPr><w:u w:val="single"/></w:rPr></w:tblStylePr>'
        '<w:tblStylePr w:type="band2Horz"><w:tcPr><w:shd w:val="clear" w:fill="EEEEEE"/></w:tcPr></w:tblStylePr>'
    ),
    kind="table",
)
GRID = '<w:tblStyle w:val="Luoi"/><w:tblLook w:val="{}"/>'
FOUR = [tr(tc(), tc()) for _ in range(4)]


def cell_looks(found: Table) -> list[tuple[bool, bool, bool, str | None]]:
    out = []
    for cell in cells(found):
        block = cell.blocks[0]
        assert isinstance(block, Paragraph)
        look = looks(block)[0][1]
        out.append((look.bold, look.italic, look.underline is not None, cell.fill))
    return out


def test_conditional_formats_hold_where_the_table_asks_for_them() -> None:
    found = table(
        tbl(*FOUR, properties=GRID.format("04E0"), grid=(1000, 1000)), styles=GRID_STYLE
    )  # both rows, first column, bands
    assert cell_looks(found) == [
        (True, False, True, "D9D9D9"),
        (True, False, False, "D9D9D9"),
        (False, False, True, None),
        (False, False, False, None),
        (False, False, True, "EEEEEE"),
        (False, False, False, "EEEEEE"),
        (False, True, True, None),
        (False, True, False, None),
    ]
    head = cells(found)[0]
    assert (head.borders.bottom, head.borders.right, head.borders.left) == (Border("double", 0.5), None, Border("single", 0.5))
    assert head.blocks[0].format.alignment == "center"  # type: ignore[union-attr]  # a paragraph


def test_conditional_formats_are_off_where_the_look_says_so() -> None:
    found = table(tbl(*FOUR, properties=GRID.format("0600"), grid=(1000, 1000)), styles=GRID_STYLE)
    assert set(cell_looks(found)) == {(False, False, False, None)}


def test_attributes_of_the_look_win_over_its_bits() -> None:
    asked = GRID.format('04E0" w:firstRow="0" w:lastRow="0" w:firstColumn="0" w:noHBand="1')
    assert set(cell_looks(table(tbl(*FOUR, properties=asked, grid=(1000, 1000)), styles=GRID_STYLE))) == {
        (False, False, False, None)
    }


def test_paragraph_styles_lie_over_the_table_style() -> None:
    sheet = GRID_STYLE + style("Goc", '<w:rPr><w:sz w:val="28"/></w:rPr>', default=True)
    inside = cells(table(tbl(tr(tc()), properties=GRID.format("0000"), grid=(1000,)), styles=sheet))[0].blocks[0]
    assert isinstance(inside, Paragraph)
    assert looks(inside)[0][1].size_pt == 14.0


@pytest.mark.parametrize(
    ("properties", "field", "expected"),
    [
        ('<w:vAlign w:val="center"/>', "vertical", "center"),
        ('<w:vAlign w:val="bottom"/>', "vertical", "bottom"),
        ("", "vertical", "top"),
        ("<w:noWrap/>", "no_wrap", True),
        ('<w:shd w:val="clear" w:fill="FFFF00"/>', "fill", "FFFF00"),
        ('<w:shd w:val="clear" w:fill="auto"/>', "fill", None),
    ],
)
def test_a_cell_stands_as_its_properties_say(properties: str, field: str, expected: object) -> None:
    assert getattr(cells(table(tbl(tr(tc("x", properties)), grid=(1000,))))[0], field) == expected


@pytest.mark.parametrize(
    ("content", "properties", "blocks"),
    [
        ("", HIDE, 0), ("", "", 1), ("", '<w:hideMark w:val="0"/>', 1), ("x", HIDE, 1),
    ],
)  # fmt: skip
def test_a_cell_that_hides_its_mark_is_empty_where_it_prints_nothing(content: str, properties: str, blocks: int) -> None:
    assert len(cells(table(tbl(tr(tc(content, properties)), grid=(1000,))))[0].blocks) == blocks


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (tbl(tr(tc(), properties="<w:hidden/>"), tr(tc()), grid=(1000,)), [("w:hidden", False)]),
        (tbl(tr(tc(), properties='<w:del w:id="1" w:author="a"/>'), tr(tc()), grid=(1000,)), [("w:del", False)]),
        (tbl(tr(tc()), properties='<w:tblpPr w:horzAnchor="page" w:tblpX="100"/>', grid=(1000,)), [("w:tblpPr", True)]),
        (tbl(tr(tc()), properties="<w:bidiVisual/>", grid=(1000,)), [("w:bidiVisual", True)]),
        (tbl(tr(tc("x", '<w:textDirection w:val="btLr"/>')), grid=(1000,)), [("w:textDirection", True)]),
        (tbl(tr(tc("x", '<w:textDirection w:val="lrTb"/>')), grid=(1000,)), []),
        (tbl(tr(tc("x", '<w:tcBorders><w:tl2br w:val="single" w:sz="4"/></w:tcBorders>')), grid=(1000,)), [("w:tl2br", True)]),
        (tbl(tr(tc("x", RESTART)), tr(tc("che", GO_ON)), grid=(1000,)), [("w:vMerge", False)]),
        (tbl(tr(tc("x", HIDE)), tr(tc("", HIDE)), grid=(1000,)), []),
        (tbl(tr(f"<w:tc><w:tcPr>{HIDE}</w:tcPr>{p('x')}<w:p/></w:tc>"), grid=(1000,)), [("w:hideMark", False)]),
        (tbl(tr(tc()), properties='<w:tblCellSpacing w:w="20" w:type="dxa"/>', grid=(1000,)), [("w:tblCellSpacing", True)]),
        (tbl(tr(tc()), properties='<w:tblCaption w:val="Bảng"/><w:tblOverlap w:val="never"/>', grid=(1000,)), []),
    ],
)
def test_what_a_table_asks_and_the_paper_lacks_is_told(body: str, found: list[tuple[str, bool]]) -> None:
    assert names(paper(body)) == found
