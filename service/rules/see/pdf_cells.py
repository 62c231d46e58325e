"""Lines of text and drawn lines → the cell of a ruled table each line stands in, and the drawn lines that rule no table."""

from __future__ import annotations

from collections.abc import Sequence

from service.pdfium import Drawn, Sheet
from service.rules.see.pdf_lines import Line

_NEAR_PT = 2.0
_DRAWING = 3000                                   # a page with more lines is a drawing, no table


def set_cells(sheet: Sheet, lines: Sequence[Line]) -> list[Drawn]:
    """Gives lines inside a ruled table their cell; returns the level lines that belong to no table."""
    if len(sheet.lines) > _DRAWING:
        return []
    level = [drawn for drawn in sheet.lines if drawn.level]
    upright = [drawn for drawn in sheet.lines if not drawn.level]
    grids = _grids(level, upright)
    for number, grid in enumerate(grids, start=1):
        for line in lines:
            cell = _cell(line, grid)
            if cell is not None:
                line.cell = (sheet.number, number, *cell)
    ruled = {id(drawn) for grid in grids for drawn in grid}
    return _whole([drawn for drawn in level if id(drawn) not in ruled])


def _grids(level: list[Drawn], upright: list[Drawn]) -> list[list[Drawn]]:
    """Lines that touch one another and of which some stand upright."""
    groups: list[list[Drawn]] = []
    for drawn in [*upright, *level]:
        touching = [group for group in groups if any(_touch(drawn, other) for other in group)]
        groups = [group for group in groups if group not in touching]
        groups.append([drawn, *(other for group in touching for other in group)])
    return [group for group in groups if sum(not drawn.level for drawn in group) >= 2 and any(drawn.level for drawn in group)]


def _touch(one: Drawn, other: Drawn) -> bool:
    return (one.left <= other.right + _NEAR_PT and other.left <= one.right + _NEAR_PT
            and one.top <= other.bottom + _NEAR_PT and other.top <= one.bottom + _NEAR_PT)


def _cell(line: Line, grid: list[Drawn]) -> tuple[int, int] | None:
    """The row and column of a line between a table's rules, by their places in points: equal for all lines of one cell."""
    high = line.baseline - line.size * 0.3
    sides = [drawn.left for drawn in grid if not drawn.level and drawn.top - _NEAR_PT <= high <= drawn.bottom + _NEAR_PT]
    before = max((side for side in sides if side <= line.left + _NEAR_PT), default=None)
    after = min((side for side in sides if side >= line.right - _NEAR_PT), default=None)
    if before is None or after is None:
        return None
    floors = [drawn.top for drawn in grid if drawn.level and drawn.left - _NEAR_PT <= line.middle <= drawn.right + _NEAR_PT]
    above = max((floor for floor in floors if floor <= high), default=None)
    if above is None or not any(floor > high for floor in floors):
        return None
    return round(above), round(before)


def _whole(level: list[Drawn]) -> list[Drawn]:
    """Pieces that lie end to end as one line."""
    joined: list[Drawn] = []
    for drawn in sorted(level, key=lambda drawn: (round(drawn.top), drawn.left)):
        last = joined[-1] if joined else None
        if last and abs(last.top - drawn.top) < 1 and drawn.left <= last.right + 1:
            joined[-1] = Drawn(last.left, last.top, max(last.right, drawn.right), last.bottom, last.dashed or drawn.dashed)
        else:
            joined.append(drawn)
    return joined
