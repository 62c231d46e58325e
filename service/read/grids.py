"""Widths of a table's columns (ECMA-376-1, 17.4.48; what Word does with them: word.md R3)."""

from __future__ import annotations

from collections.abc import Sequence

from service.read.cells import Spot
from service.read.names import Element, W, of
from service.read.units import percent, points

_NEAR_SHARE = 0.03                               # a saved grid this close to the asked share of the width is Word's own


def whole_grid(e: Element, rows: Sequence[Sequence[Spot]], columns: int) -> list[float]:
    """The saved grid, which Word prints (word.md R3); columns it lacks or leaves empty are taken from the cells' own widths."""
    grid = saved_grid(e)
    grid += [0.0] * (columns - len(grid))
    missing = [i for i, width in enumerate(grid) if width <= 0]
    if missing:
        for row in rows:
            for spot in row:
                if spot.span == 1 and grid[spot.column] <= 0:
                    grid[spot.column] = _cell_width(spot.element)
        for row in rows:                                 # then what a merged cell leaves for its open columns
            for spot in row:
                inside = range(spot.column, spot.column + spot.span)
                holes = [i for i in inside if grid[i] <= 0]
                if holes:
                    rest = _cell_width(spot.element) - sum(grid[i] for i in inside)
                    for i in holes:
                        grid[i] = max(rest / len(holes), 0.0)
    return grid


def saved_grid(e: Element) -> list[float]:
    grid = e.find(W + "tblGrid")
    return [] if grid is None else [points(of(c, "w")) for c in grid.iterchildren(W + "gridCol")]


def _cell_width(cell: Element) -> float:
    width = cell.find(f"{W}tcPr/{W}tcW")
    return points(of(width, "w")) if width is not None and of(width, "type") in (None, "dxa") else 0.0


def scaled(grid: list[float], asked: Element | None, available: float) -> tuple[float, ...]:
    """A width given as a share scales the grid, unless the grid already is that share; an empty grid shares the width evenly."""
    total = sum(grid)
    if total <= 0:
        return tuple(available / len(grid) for _ in grid)
    if asked is not None and (of(asked, "type") == "pct" or (of(asked, "w") or "").endswith("%")):
        scale = percent(of(asked, "w")) * available / total
        if scale > 0 and abs(scale - 1) > _NEAR_SHARE:
            return tuple(width * scale for width in grid)
    return tuple(grid)
