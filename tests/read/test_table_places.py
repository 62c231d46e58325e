"""Where a table stands: in its column, in a cell, out of the flow."""

from __future__ import annotations

import pytest

from service.paper import Table
from tests.read.drawn import names, p, paper, table
from tests.read.test_tables import ALL_SIDES, MODE_14, MODE_15, cells, tbl, tc, tr


@pytest.mark.parametrize(
    ("settings", "properties", "left"),
    [
        # word.md R3: mode 15 the outer edge of the border; before, the border's middle less the cell margin
        (MODE_15, "", 0.0),
        (MODE_15, '<w:tblInd w:w="108" w:type="dxa"/>', 5.4),
        (MODE_14, "", -5.4),
        (MODE_14, '<w:tblInd w:w="108" w:type="dxa"/>', 0.0),
        (MODE_14, f"<w:tblBorders>{ALL_SIDES}</w:tblBorders>", -5.65),
        (MODE_14, '<w:tblCellMar><w:left w:w="57" w:type="dxa"/></w:tblCellMar>', -2.85),
        ("", "", -5.4),
        (MODE_14, '<w:jc w:val="center"/>', 0.0),
    ],
)
def test_the_left_edge_follows_the_compatibility_mode(settings: str, properties: str, left: float) -> None:
    found = table(tbl(tr(tc(), tc(), tc()), properties=properties), settings=settings or "<w:zoom w:percent='100'/>")
    assert found.left_pt == pytest.approx(left)


def test_tables_nest_and_are_fixed_where_they_say_so() -> None:
    inner = tbl(tr(tc("trong")), grid=(500,), properties='<w:tblLayout w:type="fixed"/>')
    outer = table(tbl(tr(tc(inner + p())), grid=(1000,)))
    nested = cells(outer)[0].blocks[0]
    assert isinstance(nested, Table)
    assert (outer.fixed, nested.fixed, nested.place) == (False, True, "bảng 1, hàng 1, ô 1, bảng 1")


@pytest.mark.parametrize(
    ("behind", "texts"),
    [
        (p(), ["", ""]),                                   # the end of the cell only: no line
        (p("sau"), ["", "", "sau"]),
        (p() + p(), ["", "", "", ""]),                     # a line that someone typed
        (p("<w:r><w:br/></w:r>"), ["", "", "\n"]),
    ],
)
def test_the_end_of_a_cell_behind_a_table_has_no_line(behind: str, texts: list[str]) -> None:
    inner = tbl(tr(tc("trong")), grid=(500,))
    outer = table(tbl(tr(tc(p() + inner + behind)), grid=(1000,)), settings=MODE_14)
    blocks = cells(outer)[0].blocks
    assert [getattr(block, "text", "") for block in blocks] == texts
    assert isinstance(blocks[1], Table)
    assert (outer.left_pt, blocks[1].left_pt) == (-5.4, 0.0)           # in a cell, as in mode 15


def test_an_empty_cell_keeps_its_line() -> None:
    assert len(cells(table(tbl(tr(tc(p())), grid=(1000,))))[0].blocks) == 1


@pytest.mark.parametrize(
    ("position", "settings", "left", "above", "near"),
    [
        # 468 pt of text on US Letter; the table is 450 pt wide
        ('w:vertAnchor="text" w:tblpY="200"', MODE_15, 0.0, 10.0, False),
        ('w:vertAnchor="text" w:tblpX="100" w:tblpY="1"', MODE_15, 5.0, 0.05, False),
        ('w:vertAnchor="text" w:tblpX="100"', MODE_14, -0.4, 0.0, False),             # as the indent of any table
        ('w:vertAnchor="text" w:horzAnchor="margin" w:tblpXSpec="center" w:tblpX="900"', MODE_14, 9.0, 0.0, False),
        ('w:vertAnchor="text" w:tblpXSpec="right"', MODE_15, 18.0, 0.0, False),
        ('w:vertAnchor="text" w:horzAnchor="page" w:tblpX="1000"', MODE_15, -22.0, 0.0, False),
        ('w:vertAnchor="text" w:horzAnchor="page" w:tblpXSpec="center"', MODE_15, 9.0, 0.0, False),
        ('w:vertAnchor="text" w:horzAnchor="page" w:tblpX="3000"', MODE_15, 78.0, 0.0, True),      # text stands beside it
        ('w:vertAnchor="page" w:tblpY="2000"', MODE_15, 0.0, 0.0, True),
        ('w:vertAnchor="text" w:tblpY="-300"', MODE_15, 0.0, 0.0, True),
    ],
)
def test_a_floating_table_without_text_beside_it_stands_in_the_flow_at_its_place(
    position: str, settings: str, left: float, above: float, near: bool
) -> None:
    body = tbl(tr(tc(), tc()), grid=(4000, 5000), properties=f'<w:jc w:val="right"/><w:tblpPr {position}/>') + p("neo")
    read = paper(body, settings=settings)
    (found, _) = read.sections[0].blocks
    assert isinstance(found, Table)
    assert (found.left_pt, found.alignment, found.above_pt) == (pytest.approx(left), "left", pytest.approx(above))
    assert names(read) == ([("w:tblpPr", True)] if near else [])
