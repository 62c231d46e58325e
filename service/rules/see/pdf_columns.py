"""The two-column blocks of a PDF's pages: the heading, the signature. Each line of one gets its column and the block's number.

A block begins with a row of two lines and goes on while a gutter stays free that no line crosses; what is centred on the page
(the type's name below the heading) ends it, also where it happens to stand right of the gutter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from service.rules.see.pdf_area import MM, Area
from service.rules.see.pdf_lines import Line, rows
from service.rules.see.signs import RECIPIENTS

_ADDRESSED = re.compile(r"Kính\s+gửi", re.IGNORECASE)
_SECOND = re.compile(r"Số\s*[:.]|.{0,60}ngày\b.{0,12}tháng\b", re.IGNORECASE)
_FLUSH_PT = 4.0
_NEAR_ROWS = 8                                    # of recipients until the signature begins
_SIGNS_FROM_MM = 15.0                             # left of the middle: the signature's column is the wider one
_LEAST_ROWS = 2
_HEADING = 0.45                                   # a heading starts in the upper part of the first page


@dataclass(slots=True)
class _Block:
    number: int
    left: list[Line] = field(default_factory=list)
    right: list[Line] = field(default_factory=list)

    def take(self, row: Sequence[Line], area: Area) -> bool:
        """Takes a row that leaves the gutter free and stands in its columns; says whether it did."""
        if len(row) > 2 or any(line.cell for line in row):
            return False
        sides = self._sides(row, area)
        if sides is None:
            return False
        left, right = [*self.left, *sides[0]], [*self.right, *sides[1]]
        if left and right and max(line.right for line in left) >= min(line.left for line in right):
            return False
        self.left, self.right = left, right
        return True

    def _sides(self, row: Sequence[Line], area: Area) -> tuple[list[Line], list[Line]] | None:
        if len(row) == 2:
            return [row[0]], [row[1]]
        line = row[0]
        if _ADDRESSED.match(line.text):
            return None
        edge = min(other.left for other in self.left)
        from_middle = abs(line.middle - area.middle)
        if abs(line.middle - _axis(self.right)) < from_middle and line.left > max(other.right for other in self.left):
            return [], [line]
        if abs(line.left - edge) < _FLUSH_PT or abs(line.middle - _axis(self.left)) < from_middle:
            return [line], []
        return None

    def number_lines(self) -> None:
        """Gives the lines their column, block and band: names and the nation above, number and date below (Mục IV, diagram)."""
        second = min((line.baseline for line in (*self.left, *self.right) if _SECOND.match(line.text)), default=float("inf"))
        for column, lines in (("left", self.left), ("right", self.right)):
            for line in lines:
                line.column, line.block, line.band = column, self.number, int(line.baseline > second - line.size / 2)


def set_columns(by_page: dict[int, list[Line]], areas: dict[int, Area]) -> None:
    """Numbers the blocks of all pages. One at a page's foot may go on at the top of the next: a signature torn apart."""
    open_block: _Block | None = None
    number = 0
    for page, lines in by_page.items():
        area = areas[page]
        across = rows(lines)
        index = 0
        if open_block is not None:
            while index < len(across) and open_block.take(across[index], area):
                index += 1
            open_block.number_lines()
            open_block = None
        while index < len(across):
            if len(across[index]) > 2:            # a table without rules
                for line in across[index]:
                    line.cell = line.cell or (page, 0, round(line.baseline), round(line.left))
            facing = _facing(across, index, area)
            if not any(line.cell for line in across[index]) and (len(across[index]) == 2 or facing):
                number += 1
                block, after = _grown(across, index, area, number, facing)
                if block is not None:
                    block.number_lines()
                    open_block = block if after == len(across) and not _heading(block, area) else None
                    index = after
                    continue
            index += 1


def _facing(across: list[list[Line]], index: int, area: Area) -> list[Line]:
    """The signature's first line where “Nơi nhận” stands in a row of its own, a little higher or lower than it."""
    if len(across[index]) > 1 or not RECIPIENTS.match(across[index][0].text):
        return []
    near = [row[0] for row in across[index + 1:index + _NEAR_ROWS] if len(row) == 1]
    return [line for line in near if line.left > area.middle - _SIGNS_FROM_MM * MM and line.middle > area.middle][:1]


def _grown(across: list[list[Line]], start: int, area: Area, number: int, facing: list[Line]) -> tuple[_Block | None, int]:
    """The block that begins in this row, and the row after it; None where it is one row only."""
    block = _Block(number, right=facing)
    if facing:
        block.left = list(across[start])
    elif not block.take(across[start], area):
        return None, start + 1
    end = start + 1
    while end < len(across) and block.take(across[end], area):
        end += 1
    before = start                                # names of several lines begin above the other column's first
    while before > 0 and not across[before - 1][0].block and _close(across[before - 1][0], across[before][0]) \
            and _above(block, across[before - 1], area):
        before -= 1
    return (block, end) if end - before >= _LEAST_ROWS else (None, end)


def _above(block: _Block, row: list[Line], area: Area) -> bool:
    """A row above the first takes part where it stands in the right column and is centred there, or heads the first page."""
    line = row[0]
    if len(row) > 1 or line.cell or line.left <= max(other.right for other in block.left):
        return False
    off = abs(line.middle - _axis(block.right))
    if off > _FLUSH_PT * 2 or abs(line.middle - area.middle) < off:
        return False
    block.right.insert(0, line)
    return True


def _heading(block: _Block, area: Area) -> bool:
    return block.left[0].page == 1 and block.left[0].baseline < _HEADING * area.height


def _close(above: Line, below: Line) -> bool:
    return below.baseline - above.baseline < 2 * max(above.size, below.size)


def _axis(lines: Sequence[Line]) -> float:
    """The axis of centred lines: that of the widest, which a ragged one does not move."""
    return max(lines, key=lambda line: line.width).middle
