"""Borderless blocks of columns: the heading, the signatures. Fixed widths and no side margins: a column is as wide as it says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Final

from lxml import etree

from service.scaffold.tags import Blocks
from service.scaffold.xml import mm_twips, twips, w

_SAME_EDGE: Final = 4                                     # twips: each width is rounded by itself, so sums differ a little


@dataclass(frozen=True, slots=True)
class Row:
    """Widths of its cells in mm, and what stands in them. A `joined` one goes on with the row above: no space between, and its
    cells end on one line."""

    widths_mm: Sequence[float]
    cells: Sequence[Blocks]
    joined: bool = False


def columns(rows: Sequence[Row], *, indent_mm: float = 0.0, top_pt: float = 0.0) -> etree._Element:
    """Rows → a table. They may be cut differently: the grid has the edges of all of them, and a cell spans what lies between its
    two. No row splits; `top_pt` is the space above each."""
    grid, cuts = _cut([row.widths_mm for row in rows])
    margins = (("top", twips(top_pt)), ("left", 0), ("bottom", 0), ("right", 0))
    properties = w(
        "tblPr",
        w("tblW", w=grid[-1], type="dxa"),
        w("tblInd", w=mm_twips(indent_mm), type="dxa"),
        w("tblLayout", type="fixed"),
        w("tblCellMar", *(w(side, w=width, type="dxa") for side, width in margins)),
    )
    table = w("tbl", properties, w("tblGrid", *(w("gridCol", w=right - left) for left, right in pairwise(grid))))
    for row, edges in zip(rows, cuts, strict=True):
        made = [_cell(edge, grid, inner, joined=row.joined) for edge, inner in zip(pairwise(edges), row.cells, strict=True)]
        table.append(w("tr", w("trPr", w("cantSplit")), *made))
    return table


def _cell(edge: tuple[int, int], grid: list[int], inner: Blocks, *, joined: bool) -> etree._Element:
    left, right = edge
    span = grid.index(right) - grid.index(left)
    properties = w(
        "tcPr",
        w("tcW", w=right - left, type="dxa"),
        w("gridSpan", val=span) if span > 1 else None,
        w("tcMar", w("top", w=0, type="dxa")) if joined else None,
        w("vAlign", val="bottom") if joined else None,
    )
    return w("tc", properties, *inner)


def _cut(widths_mm: Sequence[Sequence[float]]) -> tuple[list[int], list[list[int]]]:
    """Widths of each row → the edges of the grid from left to right, and those of each row."""
    known: list[int] = []
    cuts = []
    for row in widths_mm:
        edges = [next((one for one in known if abs(one - edge) <= _SAME_EDGE), edge)
                 for edge in accumulate(map(mm_twips, row), initial=0)]
        known += [edge for edge in edges if edge not in known]
        cuts.append(edges)
    return sorted(known), cuts
