"""What rows of one look share: where their cells stand, their top border, and what is drawn of them.

word.md R3: a shared edge is the wider of its two borders, charged to the lower row; text begins at the grid's line plus the
cell's margin, so borders lie inside the margins. A row draws its top and upright borders; the table's foot closes it. A long
table has few looks: each is worked out once, and a row costs its height in the ink. Tables that look alike, as a template's do
from record to record, share all of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate
from operator import attrgetter
from typing import Any, Final, NamedTuple

from service.blocks.borders import border_pt
from service.blocks.edges import Grid, stronger
from service.paper import Border, Borders, Cell, Row, Table
from service.press.row_forms import begun
from service.press.row_ink import HEIGHT, RowInk, Run, is_double
from service.press.setting import Ink, Item
from service.press.strokes import number

_LOOK: Final = attrgetter("column", "span", "row_span", "borders", "margin_pt", "fill", "vertical")
_MOST: Final = 512                               # frames of rows that are kept from one document to the next
_MOST_TABLES: Final = 128                        # … and of tables
_LOOKS: Final = 32                               # a table in which the look changes more often is not kept
_ENDS_AND_BETWEEN: Final = 3
_HEIGHTS: Final = 64                             # … and heights of each that were drawn
_LIFTS: Final = {"top": 0.0, "center": 0.5, "bottom": 1.0}


class Spot(NamedTuple):
    """The place of a cell that begins in a row. x: where its text begins, from the left edge of the table's column."""

    x_pt: float
    width_pt: float                              # of its text
    above_pt: float                              # its margins
    below_pt: float
    lift: float                                  # the share of the room left that stands above its text
    rows: int                                    # so many rows it spans
    edge_pt: float                               # its own left end
    room_pt: float                               # … and its own width


class RowFrame:
    """`top_pt`: the widest border above the row; `bottom_pt`: below it, where the table's foot does not close it. `spots`: of the
    row's cells, in their order; `gaps`: columns that no cell covers, by the number of the cell behind them; `line`: the border
    above it alone, where the table has no foot. `simple`: a cell on each column, in this row only; `even`: and none wider.
    `lifts`: of the cells, by their numbers, whose text does not stand above."""

    __slots__ = ("_begun", "_drawn", "_pieces", "bottom_pt", "even", "foot", "gaps", "lifts", "line", "simple", "spots", "top_pt")

    def __init__(
        self, top_pt: float, bottom_pt: float, spots: tuple[Spot, ...], gaps: dict[int, int], ink: bytes, line: bytes,
        columns: int,
    ) -> None:  # fmt: skip
        self.top_pt, self.bottom_pt, self.spots, self.gaps, self.line = top_pt, bottom_pt, spots, gaps, line
        self.simple = not gaps and all(spot.rows == 1 for spot in spots)
        self.even = self.simple and len(spots) == columns
        self.lifts = [(at, spot.lift) for at, spot in enumerate(spots) if spot.lift]
        self._begun: dict[float, bytes] = {}
        self.foot: bytes | None = None           # the line that closes a table below it, once it was asked for
        self._pieces = ink.split(HEIGHT) if ink else []
        self._drawn: dict[float, list[Item]] = {}

    def drawn(self, height_pt: float) -> list[Item]:
        """Fills and borders of a row so high, from (the column's left edge, the row's top); nothing where there are none."""
        found = self._drawn.get(height_pt)
        if found is None:
            if len(self._drawn) >= _HEIGHTS:
                self._drawn.clear()
            ink = number(height_pt).join(self._pieces)
            found = self._drawn[height_pt] = [Ink(0.0, 0.0, ink)] if ink else []
        return found[:]

    def begun(self, height_pt: float) -> bytes:
        """The beginning of the form of a row so high (`Cells`), with its fills and borders."""
        found = self._begun.get(height_pt)
        if found is None:
            if len(self._begun) >= _HEIGHTS:
                self._begun.clear()
            ink = b"".join([item.code for item in self.drawn(height_pt) if isinstance(item, Ink)])
            found = self._begun[height_pt] = begun(ink)
        return found


# looks of a row and of the one above, in a grid → its frame, and those borders, which keep their identities
_kept: dict[tuple[object, ...], tuple[RowFrame, list[Borders]]] = {}
# looks of all rows of a table, its grid and its column → its frames, whose table keeps the borders
_tables: dict[tuple[object, ...], Frames] = {}


def framed(table: Table, column_pt: float) -> tuple[Frames, Sequence[RowFrame]]:
    """The frames of a table in a column so wide, and of each of its rows its own. Tables whose rows look alike, whatever stands
    in them and however many rows of one look follow each other, share them."""
    looks: list[list[tuple[Any, ...]]] = []
    counts: list[int] = []
    last: list[tuple[Any, ...]] | None = None
    before: Row | None = None
    for row in table.rows:
        form = row.form
        if form is before:
            counts[-1] += 1
            continue
        before, look = form, list(map(_LOOK, form.cells))
        if look == last:                         # mostly the very same objects: quickly compared
            counts[-1] += 1
            continue
        last = look
        looks.append(look)
        counts.append(1)
    merges = any(part[2] > 1 for look in looks for part in look)
    # the first of many rows of one look has another above it, and the last may close the table; those between are alike
    shown = counts if merges else [min(count, _ENDS_AND_BETWEEN) for count in counts]
    known = tuple([(count, *map(_known, look)) for count, look in zip(shown, looks, strict=True)])
    key = (table.grid_pt, table.alignment, table.left_pt, column_pt, known)
    frames = _tables.get(key)
    if frames is None:
        frames = Frames(_emptied(table, counts, shown), column_pt)
        if len(looks) <= _LOOKS:
            if len(_tables) >= _MOST_TABLES:
                _tables.clear()
            _tables[key] = frames
    if shown == counts:
        return frames, frames.rows
    rows: list[RowFrame] = []
    at = 0
    for count, few in zip(counts, shown, strict=True):
        found = frames.rows[at : at + few]
        rows += found if few == count else [found[0], *found[1:2] * (count - 2), found[2]]
        at += few
    return frames, rows


def _known(look: tuple[Any, ...]) -> tuple[Any, ...]:
    """A look for keys: borders by their identity."""
    column, span, row_span, borders, *others = look
    return (column, span, row_span, id(borders), *others)


def _emptied(table: Table, counts: Sequence[int], shown: Sequence[int]) -> Table:
    """The table without its texts, of rows that look the same only so many."""
    rows: list[Row] = []
    at = 0
    for count, few in zip(counts, shown, strict=True):
        rows += [replace(row, cells=tuple([replace(cell, blocks=()) for cell in row.cells])) for row in table.rows[at : at + few]]
        at += count
    return replace(table, rows=tuple(rows))


class Frames:
    """The frames of a table's rows. `left_pt`: of the grid's first line from the left edge of the column; `reach_pt`: from where
    to where cells and the room for their texts go, likewise."""

    def __init__(self, table: Table, column_pt: float) -> None:
        self._table, self.grid = table, Grid(table)
        self.left_pt = _left(table, self.grid, column_pt)
        self._lines = [self.left_pt, *(self.left_pt + x for x in accumulate(table.grid_pt))]
        looks = [tuple([_known(_LOOK(cell)) for cell in row.cells]) for row in table.rows]
        above = [(), *looks]
        self.rows = [self._row(at, look, above[at]) for at, look in enumerate(looks)]
        ends = [(spot.x_pt, spot.x_pt + spot.width_pt) for row in self.rows for spot in row.spots]
        self.reach_pt = min([self.left_pt, *[x for x, _ in ends]]), max([self._lines[-1], *[end for _, end in ends]])

    def _row(self, at: int, look: tuple[object, ...], above: tuple[object, ...]) -> RowFrame:
        """The frame of row `at`; for the same objects another table has made it."""
        if self.grid.merges:
            return self.frame(at)
        mixed = self.grid.foot is None           # the last row closes the table
        key = (tuple(self._lines), mixed, mixed and at + 1 == self.grid.rows, look, above)
        kept = _kept.get(key)
        if kept is None:
            if len(_kept) >= _MOST:
                _kept.clear()
            rows = self._table.rows[max(at - 1, 0) : at + 1]
            kept = _kept[key] = (self.frame(at), [cell.borders for row in rows for cell in row.cells])
        return kept[0]

    def foot(self) -> bytes:
        """The line that closes the table, from (the column's left edge, the end of the last row)."""
        if self.grid.foot is None or len(self._lines) < 2:
            return b""
        last = self.rows[-1]
        if last.foot is None:
            last.foot = self._foot(self.grid.foot)
        return last.foot

    def _foot(self, border: Border) -> bytes:
        lines, last = self._lines, self.grid.columns
        sides = self._uprights(self.grid.rows - 1)
        drawn = RowInk()
        ends = [_end(sides[line], border, outer=True, corner=True) for line in (0, last)]
        drawn.level(Run(lines[0], lines[last], border, *ends), outer=-1)
        for line, inner in ((0, -1), (last, 0)):
            drawn.corner(lines[line], sides[line], border, inner)
        return drawn.code()

    def frame(self, at: int, *, opens: bool = False) -> RowFrame:
        """The frame of row `at`. `opens`: it stands below a page's edge, where cells that go on are closed above as well."""
        grid, row, lines = self.grid, self._table.rows[at], self._lines
        owners, begin = grid.owners(at), {cell.column for cell in row.cells}
        sides = self._uprights(at)
        wider = [stronger(pair) for pair in zip(sides, self._uprights(at - 1), strict=True)] if at else sides
        drawn, tops, bottoms = RowInk(), [0.0], [0.0]
        gaps: dict[int, int] = {}
        corners: dict[int, Border] = {}          # borders along the top of the whole table, at its two ends
        edge = (0, grid.columns)                 # the lines outside
        column = begun = 0
        while column < grid.columns:
            owner = owners[column]
            stop = column + 1
            while owner is not None and stop < grid.columns and owners[stop] is owner:
                stop += 1
            edges = grid.edges(owner, at, column, stop - column, 1)
            x0, x1 = lines[column], lines[stop]
            top = edges.top
            if owner is None:
                gaps[begun] = gaps.get(begun, 0) + 1
            else:
                begun += column in begin
                drawn.fill(x0, x1, owner.fill)
                if column not in begin:          # it goes on from the row above
                    top = owner.borders.top if opens else None
            if top is not None:
                ends = [_end(wider[k], top, outer=k in edge, corner=not at) for k in (column, stop)]
                drawn.level(Run(x0, x1, top, *ends))
                tops.append(border_pt(top))
                corners |= {k: top for k in (column, stop) if k in edge and not at}
            if edges.bottom is not None:
                ends = [_end(sides[k], edges.bottom, outer=k in edge, corner=True) for k in (column, stop)]
                drawn.level_below(Run(x0, x1, edges.bottom, *ends))
                bottoms.append(border_pt(edges.bottom))
            column = stop
        for k, side in enumerate(sides):
            drawn.upright(lines[k], side, corners.get(k), inner=0 if k else -1)
        line = drawn.line() if grid.foot is None else b""
        return RowFrame(max(tops), max(bottoms), tuple(map(self._spot, row.cells)), gaps, drawn.code(), line, grid.columns)

    def _uprights(self, at: int) -> list[Border | None]:
        """The upright border of a row on each line of the grid; none within a cell."""
        owners = self.grid.owners(at)
        out: list[Border | None] = []
        for left, right in zip([None, *owners], [*owners, None], strict=True):
            within = left is not None and left is right
            both = (right.borders.left if right else None, left.borders.right if left else None)
            out.append(None if within else stronger(both))
        return out

    def _spot(self, cell: Cell) -> Spot:
        top, right, bottom, left = cell.margin_pt
        last = len(self._lines) - 1
        x0, x1 = self._lines[min(cell.column, last)], self._lines[min(cell.column + cell.span, last)]
        width = max(x1 - x0 - left - right, 0.0)
        return Spot(x0 + left, width, top, bottom, _LIFTS[cell.vertical], cell.row_span, x0, x1 - x0)


def _end(upright: Border | None, level: Border, *, outer: bool, corner: bool) -> tuple[float, float]:
    """How far a level border reaches over an upright one at its end, in points: with its outer stroke and its inner one. It
    closes the corner; a double one on the `outer` side of the table it only meets, and at a `corner` of the table the strokes of
    two double ones meet their like."""
    half = border_pt(upright) / 2
    if upright is None or not outer or not is_double(upright):
        return half, half
    meets = border_pt(upright) / 3 - half
    if not corner:
        return meets, meets
    return half, meets if is_double(level) else half


def _left(table: Table, grid: Grid, column_pt: float) -> float:
    room = column_pt - sum(table.grid_pt)
    aligned = {"center": room / 2, "right": room}
    if table.alignment in aligned:
        return aligned[table.alignment]
    first = grid.owners(0)[0] if table.rows and table.grid_pt else None
    # `left_pt` is the outer edge of the left border; the grid's first line is in the middle of it
    return table.left_pt + (border_pt(first.borders.left) / 2 if first is not None else 0.0)
