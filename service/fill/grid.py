"""A body table as `w:tbl`: fixed layout, heading row repeated on every page, rows whole, cell styles by name."""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate, pairwise

from service.errors import InputRefused, problem
from service.fill.record import now
from service.values import Grid, Rich

# where a grid begins and ends, until afterwards.py has seen that no table touches it (Word makes one table of two that touch)
START, END = "<?bang-dau?>", "<?bang-cuoi?>"

_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in _SIDES
)  # w:sz in eighths: 0.5 pt
_STYLES = {"left": "bang_chu", "center": "bang_giua", "right": "bang_so"}
_TWIPS_PER_PT = 20


def grid_table(grid: Grid, run: Callable[[Rich], str]) -> str:
    """The table, before it its caption where there is one. Raises InputRefused where a row has not one cell a column."""
    _check(grid)
    widths = _widths(grid)
    # centred: in compatibility mode 14 a table at the left margin hangs out by its cell margin, a centred one does not
    properties = (
        f'<w:tblPr><w:tblStyle w:val="bang"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{_BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>'
    )
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    starts = [f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="' for width in widths]
    heads = [f'{start}bang_dau"/></w:pPr>' for start in starts]
    cells = [f'{start}{_STYLES[column.alignment]}"/></w:pPr>' for start, column in zip(starts, grid.columns, strict=True)]
    rows = [_row("<w:cantSplit/><w:tblHeader/>", heads, [column.heading for column in grid.columns], run)]
    rows += [_row("<w:cantSplit/>", cells, row, run) for row in grid.rows]
    table = f"<w:tbl>{properties}<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
    return f"{_caption(grid, run)}{START}{table}{END}"


def _row(properties: str, starts: list[str], cells: list[Rich] | tuple[Rich, ...], run: Callable[[Rich], str]) -> str:
    inner = "".join([f"{start}{run(cell)}</w:p></w:tc>" for start, cell in zip(starts, cells, strict=True)])
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inner}</w:tr>"


def _caption(grid: Grid, run: Callable[[Rich], str]) -> str:
    if not grid.caption:
        return ""
    return f'<w:p><w:pPr><w:pStyle w:val="bang_ten"/><w:keepNext/></w:pPr>{run(Rich.of(grid.caption))}</w:p>'


def _widths(grid: Grid) -> list[int]:
    # rounding the running sum, not each share: the columns add up to the width exactly
    total = sum(column.share for column in grid.columns)
    edges = [0, *(round(edge / total * grid.width_pt * _TWIPS_PER_PT) for edge in accumulate(c.share for c in grid.columns))]
    return [right - left for left, right in pairwise(edges)]


def _check(grid: Grid) -> None:
    wrong = [number for number, row in enumerate(grid.rows, 1) if len(row) != len(grid.columns)]
    if wrong or not grid.columns:
        raise InputRefused(
            problem(
                "grid-row-width",
                "Bảng có {so_cot} cột nhưng hàng {hang} không có đúng bấy nhiêu ô.",
                pointer=now.get().pointer_to(grid),
                so_cot=len(grid.columns),
                hang=", ".join(map(str, wrong)) or "đầu",
            )
        )
