"""Rows of a table on a page: as many plain ones as fit, in one go, and a row that the page cuts."""

from __future__ import annotations

from typing import NamedTuple

from service.press.columns import SAME_PT
from service.press.setting import Band, Cells, Item, SetRow, SetTable


class Fit(NamedTuple):
    """`band`: what fits; `stop`: the row behind it, and its y. `back`: the last row before which the page may end, and its y;
    0: there is none."""

    band: Band
    stop: int
    y_pt: float
    back: int
    back_y_pt: float


def fitting(table: SetTable, start: int, x: float, y: float, room_pt: float) -> Fit | None:
    """The rows from `start` on that are one item each and fit in so many points; None where the first does not."""
    tops: list[float] = []
    cells: list[Cells] = []
    rows, head, limit, back, back_y = table.rows, table.head_count, y + room_pt + SAME_PT, 0, 0.0
    count = len(rows)
    for at in range(start, count):
        row = rows[at]
        items, end = row.items, y + row.height_pt
        if (end > limit and end - row.hang_pt > limit) or not items or type(items[0]) is not Cells:
            break
        tops.append(y)
        cells.append(items[0])
        start, y = at + 1, end
        if not row.bound and head < start < count:
            back, back_y = start, y
    return Fit(Band(x, 0.0, tops, cells), start, y, back, back_y) if cells else None


def shorten(item: Item, rows: int) -> None:
    """Leaves so many rows of a band on its page."""
    assert isinstance(item, Band)
    del item.tops[rows:], item.rows[rows:]


def pieces(row: SetRow, room_pt: float, asked_pt: float, *, fresh: bool) -> tuple[SetRow, SetRow] | None:
    """A row cut in two above its notes, which ask for so much; on a page of its own (`fresh`), where they leave it nothing, above
    what begins of them."""
    if row.cut is None or (row.whole and not fresh) or (room_pt <= asked_pt and not fresh):
        return None
    for left in (room_pt - asked_pt, room_pt) if fresh and asked_pt else (room_pt - asked_pt,):
        found = row.cut(max(left, 0.0), fresh)
        if found is not None and not (fresh and found[1].height_pt >= row.height_pt):
            return found
    return None
