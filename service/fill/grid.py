"""A body table as `w:tbl`: fixed layout, heading rows repeated on every page, rows whole, cell styles by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import accumulate, pairwise

from service.errors import InputRefused, problem
from service.fill.record import now
from service.values import Grid, GridColumn, Rich, Run

# where a grid begins and ends, until afterwards.py has seen that no table touches it (Word makes one table of two that touch)
START, END = "<?bang-dau?>", "<?bang-cuoi?>"

_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in _SIDES
)  # w:sz in eighths: 0.5 pt
_STYLES = {"left": "bang_chu", "center": "bang_giua", "right": "bang_so"}
_TWIPS_PER_PT = 20
_WHOLE, _HEADING = "<w:cantSplit/>", "<w:cantSplit/><w:tblHeader/>"

_PrintRun = Callable[[Rich, str], str]


def grid_table(grid: Grid, run: _PrintRun) -> str:
    """The table, before it its caption where there is one; `run` writes rich text with the properties of its runs. Raises
    InputRefused where a row has not one cell a column."""
    _check(grid)
    widths = _widths(grid)
    # centred: in compatibility mode 14 a table at the left margin hangs out by its cell margin, a centred one does not
    properties = (
        f'<w:tblPr><w:tblStyle w:val="bang"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{_BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>'
    )
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rows = [*_heading_rows(grid, widths, run), *_rows(grid, widths, run)]
    table = f"<w:tbl>{properties}<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
    return f"{_caption(grid, run)}{START}{table}{END}"


def _rows(grid: Grid, widths: list[int], run: _PrintRun) -> Iterator[str]:
    size = _size(grid)
    usual, kept = _starts(grid, widths, size), _starts(grid, widths, size, keep_next=True)
    # the heading of a group stays with the first of its rows
    across = [f'{_cell(sum(widths), len(widths))}{_paragraph("bang_chu", size, keep_next=True)}']
    last = len(grid.rows) - 1 if grid.keep_next else -1
    for number, row in enumerate(grid.rows):
        starts = kept if number == last else usual
        cells = row.cells if row.kind == "row" else tuple(map(_bold, row.cells))
        inner = "".join([f"{start}{run(cell, size)}</w:p></w:tc>"
                         for start, cell in zip(across if row.kind == "group" else starts, cells, strict=True)])
        yield f"<w:tr><w:trPr>{_WHOLE}</w:trPr>{inner}</w:tr>"


def _starts(grid: Grid, widths: list[int], size: str, *, keep_next: bool = False) -> list[str]:
    """The cells of a row up to their runs."""
    return [f"{_cell(width)}{_paragraph(_STYLES[leaf.alignment], size, keep_next=keep_next)}"
            for width, leaf in zip(widths, grid.leaves, strict=True)]


def _heading_rows(grid: Grid, widths: list[int], run: _PrintRun) -> Iterator[str]:
    """A row for each depth of heading. A column without parts stands in the rows below as well: its cells merge downwards."""
    size, depth = _size(grid), max(map(_depth, grid.columns))
    waiting = [(column, 0) for column in grid.columns]          # with the row it began in
    for row in range(depth):
        inner, at, below = "", 0, []
        for column, began in waiting:
            wide = _leaf_count(column)
            ends_here = bool(column.parts) or row == depth - 1
            merge = "" if ends_here and began == row else "restart" if began == row else "continue"
            cell = _cell(sum(widths[at : at + wide]), wide, merge, centred=depth > 1)
            text = run(column.heading, size) if began == row else ""
            inner += f'{cell}{_paragraph("bang_dau", size)}{text}</w:p></w:tc>'
            below += [(part, row + 1) for part in column.parts] if column.parts else [(column, began)]
            at += wide
        waiting = below
        yield f"<w:tr><w:trPr>{_HEADING}</w:trPr>{inner}</w:tr>"


def _cell(width: int, span: int = 1, merge: str = "", *, centred: bool = False) -> str:
    """A cell up to its paragraph; the order of the properties is the schema's (CT_TcPr)."""
    spans = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    merged = f'<w:vMerge w:val="{merge}"/>' if merge else ""
    middle = '<w:vAlign w:val="center"/>' if centred else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spans}{merged}{middle}</w:tcPr>'


def _paragraph(style: str, size: str, *, keep_next: bool = False) -> str:
    """A paragraph up to its runs; its mark is as large as they are, since an empty cell is as high as its mark."""
    keep = "<w:keepNext/>" if keep_next else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{keep}{size}</w:pPr>'


def _size(grid: Grid) -> str:
    if grid.size_pt is None:
        return ""
    half_points = round(grid.size_pt * 2)
    return f'<w:rPr><w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/></w:rPr>'


def _bold(cell: Rich) -> Rich:
    return Rich(tuple([Run(one.text, True, one.italic, one.underline, one.script) for one in cell.runs]))


def _caption(grid: Grid, run: _PrintRun) -> str:
    if not grid.caption:
        return ""
    return f'<w:p><w:pPr><w:pStyle w:val="bang_ten"/><w:keepNext/></w:pPr>{run(Rich.of(grid.caption), "")}</w:p>'


def _widths(grid: Grid) -> list[int]:
    # rounding the running sum, not each share: the columns add up to the width exactly
    total = sum(leaf.share for leaf in grid.leaves)
    edges = [0, *(round(edge / total * grid.width_pt * _TWIPS_PER_PT) for edge in accumulate(leaf.share for leaf in grid.leaves))]
    return [right - left for left, right in pairwise(edges)]


def _depth(column: GridColumn) -> int:
    return 1 + max(map(_depth, column.parts), default=0)


def _leaf_count(column: GridColumn) -> int:
    return sum(map(_leaf_count, column.parts)) if column.parts else 1


def _check(grid: Grid) -> None:
    columns = len(grid.leaves)
    wrong = [number for number, row in enumerate(grid.rows, 1) if len(row.cells) != (1 if row.kind == "group" else columns)]
    if wrong or not grid.columns:
        raise InputRefused(
            problem(
                "grid-row-width",
                "Bảng có {so_cot} cột nhưng hàng {hang} không có đúng bấy nhiêu ô.",
                pointer=now.get().pointer_to(grid),
                so_cot=columns,
                hang=", ".join(map(str, wrong)) or "đầu",
            )
        )
