"""Where a table stands: in its column, in a cell, out of the flow."""

from __future__ import annotations

import pytest

from service.paper import Table
from tests.read.drawn import p, table
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
