"""Which border stands on each edge of a table's cells: every shared edge is drawn once, by the cell below it or right of it.

word.md R3: a shared edge is the wider of its two borders, charged to the lower row. Vertical borders are centred on the grid's
lines.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import Final

from service.blocks.borders import border_pt
from service.paper import Border, Borders, Cell, Table

_LOOK: Final = attrgetter("borders", "row_span")


@dataclass(frozen=True, slots=True)
class Edges:
    """The borders that one cell draws."""

    top: Border | None = None
    right: Border | None = None
    bottom: Border | None = None
    left: Border | None = None


def stronger(borders: Iterable[Border | None]) -> Border | None:
    """The widest; of equal ones the first."""
    return max((b for b in borders if b is not None), key=border_pt, default=None)


class Grid:
    """Who stands where. A place that no cell covers is None and draws what its neighbours leave to it.

    A long table has few kinds of borders: each is looked at once, and a row's owners when somebody asks.
    """

    def __init__(self, table: Table) -> None:
        self.columns, self.rows = len(table.grid_pt), len(table.rows)
        self._table = table
        kinds: dict[int, Borders] = {}
        merges = False
        before: list[tuple[Borders, int]] = []
        for row in table.rows:
            looks = list(map(_LOOK, row.cells))
            if looks == before:                  # mostly the very same objects: quickly compared
                continue
            before = looks
            for borders, row_span in looks:
                kinds[id(borders)] = borders
                merges = merges or row_span > 1
        self._kinds = kinds.values()
        self._merged: list[list[Cell | None]] | None = None  # all owners, where cells span rows
        self._rows: dict[int, list[Cell | None]] = {}
        if merges:
            self._merged = [[None] * self.columns for _ in table.rows]
            for number, row in enumerate(table.rows):
                for cell in row.cells:
                    for owners in self._merged[number : number + cell.row_span]:
                        _own(owners, cell)
        self.merges = merges                     # whether a cell spans rows
        self.foot = self._foot()

    @property
    def half_pt(self) -> float:
        """Half of the widest upright border."""
        return max((max(border_pt(kind.left), border_pt(kind.right)) for kind in self._kinds), default=0.0) / 2

    def owners(self, row: int) -> list[Cell | None]:
        """The cell on each grid column of a row."""
        if self._merged is not None:
            return self._merged[row]
        found = self._rows.get(row)
        if found is None:
            found = self._rows[row] = [None] * self.columns
            for cell in self._table.rows[row].cells:
                _own(found, cell)
        return found

    def edges(self, cell: Cell | None, row: int, column: int, span: int, row_span: int) -> Edges:
        """The borders of a cell (or of a place without one) that begins at this row and column."""
        own = cell.borders if cell is not None else None
        columns = range(column, min(column + span, self.columns))
        above = [self._border(row - 1, c, "bottom") for c in columns] if row else []
        left = self._border(row, column - 1, "right") if column else None
        last_column, last_row = columns.stop >= self.columns, row + row_span >= self.rows
        return Edges(
            top=stronger([own.top if own else None, *above]),
            left=stronger([own.left if own else None, left]),
            right=own.right if own and last_column else None,
            bottom=own.bottom if own and last_row and self.foot is None else None,
        )

    def _border(self, row: int, column: int, side: str) -> Border | None:
        owner = self.owners(row)[column]
        border = getattr(owner.borders, side) if owner is not None else None
        assert border is None or isinstance(border, Border)
        return border

    def _foot(self) -> Border | None:
        """The border below the whole table, where it is one line and the rows are ruled like it: it then also closes
        each page's part."""
        if not self.rows:
            return None
        below = [self._border(self.rows - 1, c, "bottom") for c in range(self.columns)]
        within = [kind.bottom for kind in self._kinds]
        same = below and all(one == below[0] for one in below) and all(one == within[0] for one in within)
        return below[0] if same else None


def _own(owners: list[Cell | None], cell: Cell) -> None:
    for column in range(cell.column, min(cell.column + cell.span, len(owners))):
        owners[column] = cell
