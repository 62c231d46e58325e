"""`bang` of an outline: columns and rows → Grid. Every column and row may be repeated (`each`) and conditional (`when`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final, Literal

from service.body import inline
from service.errors import Problem, problem
from service.fields.spec import FieldSpec
from service.outline.paths import Checker, Condition, Loop, Scope, Text, scopes
from service.values import Grid, GridColumn, GridRow, Rich

TABLE_KEYS: Final = frozenset({"cot", "hang", "co_chu", "chia", "giu"})
_LOOP: Final = frozenset({"each", "as", "when"})
_COLUMN: Final = _LOOP | {"ten", "rong", "can", "cot"}
_ROW: Final = _LOOP | {"o", "nhom", "tong", "hang"}
_CELL: Final = _LOOP | {"o"}
_ALIGN: Final[Mapping[object, Literal["left", "center", "right"]]] = {"trai": "left", "giua": "center", "phai": "right"}
_DEEPEST: Final = 3
_WIDEST: Final = 30
_CONTINUED: Final = "{} (tiếp theo)"


@dataclass(frozen=True, slots=True)
class Column:
    heading: Text
    share: float
    alignment: Literal["left", "center", "right"]
    parts: tuple[Column, ...]
    loop: Loop | None
    when: Condition | None


@dataclass(frozen=True, slots=True)
class Cell:
    texts: tuple[Text, ...]
    loop: Loop | None = None
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """Cells, or rows below it."""

    kind: Literal["row", "group", "total"]
    cells: tuple[Cell, ...]
    under: tuple[Row, ...]
    loop: Loop | None
    when: Condition | None


@dataclass(frozen=True, slots=True)
class Table:
    """`most` columns at most, beside the first `kept` that each part repeats; 0: as wide as it is."""

    caption: Text
    size_pt: float | None
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    most: int = 0
    kept: int = 0

    def grids(self, scope: Scope) -> tuple[list[Grid], list[Problem]]:
        """The table, or its parts where it has more columns than a page takes; problems as of `grid`."""
        whole, problems = self.grid(scope)
        others = len(whole.columns) - self.kept
        if problems or not self.most or others <= self.most:
            return [whole], problems
        count = -(-others // self.most)
        cuts = [self.kept + others * part // count for part in range(count + 1)]
        return [_part(whole, self.kept, first, last) for first, last in pairwise(cuts)], []

    def grid(self, scope: Scope) -> tuple[Grid, list[Problem]]:
        """The values it names → (the table, its width still open; rows with a wrong number of cells, marks never closed)."""
        problems: list[Problem] = []
        columns = _columns(self.columns, scope)
        leaves = Grid(columns, (), 0.0).leaves
        rows = []
        for index, (row, origin) in enumerate(_rows(self.rows, scope, problems), start=1):
            if row.kind != "group" and len(row.cells) != len(leaves):
                problems.append(problem("row-uneven", "Hàng {hang} của bảng có {co} ô, cần {can} ô.", pointer=origin, hang=index,
                                        co=len(row.cells), can=len(leaves)))
            rows.append(row)
        total = sum(leaf.share for leaf in leaves) or 1.0
        return Grid(tuple(_of_one(column, total) for column in columns), tuple(rows), 0.0, self.caption.fill(scope)[0].strip(),
                    self.size_pt), problems


def _part(whole: Grid, kept: int, first: int, last: int) -> Grid:
    """The first `kept` columns and those from `first` to before `last`, across the whole width."""
    columns = (*whole.columns[:kept], *whole.columns[first:last])
    rows = (row if row.kind == "group" else replace(row, cells=(*row.cells[:kept], *row.cells[first:last])) for row in whole.rows)
    caption = whole.caption if first == kept or not whole.caption else _CONTINUED.format(whole.caption)
    total = sum(column.share for column in columns)
    return replace(whole, columns=tuple(_of_one(column, total) for column in columns), rows=tuple(rows), caption=caption)


def _columns(columns: Sequence[Column], scope: Scope) -> tuple[GridColumn, ...]:
    made = []
    for column in columns:
        for inner in scopes(column.loop, column.when, scope):
            parts = _columns(column.parts, inner)
            if column.parts and not parts:
                continue
            share = sum(part.share for part in parts) if parts else column.share
            made.append(GridColumn(inline.rich(column.heading.fill(inner)[0])[0], share, column.alignment, parts))
    return tuple(made)


def _of_one(column: GridColumn, total: float) -> GridColumn:
    """Shares of the whole width."""
    return replace(column, share=column.share / total, parts=tuple(_of_one(part, total) for part in column.parts))


def _rows(rows: Sequence[Row], scope: Scope, problems: list[Problem]) -> Iterator[tuple[GridRow, str]]:
    """Rows, each with the pointer of its first value."""
    for row in rows:
        for inner in scopes(row.loop, row.when, scope):
            if row.under:
                yield from _rows(row.under, inner, problems)
                continue
            filled = [text.fill(one) for cell in row.cells for one in scopes(cell.loop, cell.when, inner) for text in cell.texts]
            cells = tuple(_cell(text, origin, problems) for text, origin in filled)
            yield GridRow(cells, row.kind), next((origin for _, origin in filled if origin), "")


def _cell(text: str, origin: str, problems: list[Problem]) -> Rich:
    rich, closed = inline.rich(text.strip("\n"))              # a value of a line of its own that is not given leaves none
    if not closed:
        problems.append(problem("markup-unclosed", "Dấu ** không có cặp; muốn in dấu * thì viết \\*.", pointer=origin))
    return rich


def compile_table(checker: Checker, line: Mapping[str, object], rows: Mapping[str, FieldSpec], place: str) -> Table:
    """`bang` with `cot`, `hang`, `co_chu` → Table; mistakes go to the checker."""
    size = line.get("co_chu")
    if size is not None and not (isinstance(size, (int, float)) and 10 <= size <= 14):
        checker.add(problem("outline-size", "Cỡ chữ của bảng (co_chu) từ 10 đến 14."), place)
        size = None
    most, kept = (_width(checker, line, key, place) for key in ("chia", "giu"))
    columns = tuple(_column(checker, one, rows, where, 1) for one, where in _listed(checker, line, "cot", place))
    made = tuple(_row(checker, one, rows, where, _count(columns)) for one, where in _listed(checker, line, "hang", place))
    if most and any(column and column.parts for column in columns):
        checker.add(problem("outline-column", "Bảng có cột lồng nhau không chia được (chia)."), place)
    return Table(checker.text(line["bang"], rows, place), float(size) if isinstance(size, (int, float)) else None,
                 tuple(filter(None, columns)), tuple(filter(None, made)), most, kept)


def _width(checker: Checker, line: Mapping[str, object], key: str, place: str) -> int:
    """`chia`, `giu`: a number of columns, 0 where it is not said."""
    given = line.get(key, 0)
    if isinstance(given, bool) or not isinstance(given, int) or not 0 <= given <= _WIDEST:
        checker.add(problem("outline-column", "Khóa {khoa} là số cột, từ 0 đến {nhieu_nhat}.", khoa=key, nhieu_nhat=_WIDEST),
                    place)
        return 0
    return given


def _listed(checker: Checker, line: Mapping[str, object], key: str, place: str) -> list[tuple[object, str]]:
    """The members of a list that must be there, each with its place."""
    given = line.get(key)
    if not isinstance(given, list) or not given:
        checker.add(problem("outline-list", "Khóa {khoa} phải là danh sách, không trống.", khoa=key), place)
        return []
    return [(one, f"{place}.{key}[{index}]") for index, one in enumerate(given)]


def _column(checker: Checker, given: object, rows: Mapping[str, FieldSpec], place: str, depth: int) -> Column | None:
    line = checker.keys({"ten": given} if isinstance(given, str) else given, _COLUMN, place)
    if line is None:
        return None
    loop, when, rows = checker.header(line, rows, place)
    share, align = line.get("rong", 1), line.get("can", "trai")
    if isinstance(share, bool) or not isinstance(share, (int, float)) or not 0 < share <= 100:
        checker.add(problem("outline-column", "Độ rộng của cột (rong) là số trên 0, nhiều nhất 100."), place)
        share = 1
    if align not in _ALIGN:
        checker.add(problem("outline-column", "Căn của cột (can) là trai, giua hoặc phai."), place)
    if "cot" in line and depth == _DEEPEST:
        checker.add(problem("outline-column", "Tiêu đề bảng nhiều nhất {nhieu_nhat} tầng.", nhieu_nhat=_DEEPEST), place)
    parts = ([_column(checker, one, rows, where, depth + 1) for one, where in _listed(checker, line, "cot", place)]
             if "cot" in line and depth < _DEEPEST else [])
    heading = checker.text(line.get("ten", ""), rows, place)
    return Column(heading, float(share), _ALIGN.get(align, "left"), tuple(filter(None, parts)), loop, when)


def _row(checker: Checker, given: object, rows: Mapping[str, FieldSpec], place: str, columns: int | None) -> Row | None:
    line = checker.keys(given, _ROW, place)
    if line is None:
        return None
    kinds = [key for key in ("o", "nhom", "tong", "hang") if key in line]
    if len(kinds) != 1:
        checker.add(problem("outline-row", "Mỗi hàng cần đúng một khóa: o, nhom, tong hoặc hang."), place)
        return None
    key = kinds[0]
    loop, when, rows = checker.header(line, rows, place)
    if key == "hang":
        under = [_row(checker, one, rows, where, columns) for one, where in _listed(checker, line, "hang", place)]
        return Row("row", (), tuple(filter(None, under)), loop, when)
    if key == "nhom":
        return Row("group", (Cell((checker.text(line["nhom"], rows, place),)),), (), loop, when)
    cells = tuple(filter(None, (_cell_of(checker, one, rows, where) for one, where in _listed(checker, line, key, place))))
    fixed = None if any(cell.loop or cell.when for cell in cells) else len(cells)
    if cells and columns is not None and fixed is not None and fixed != columns:
        checker.add(problem("outline-cells", "Hàng này có {co} ô, bảng có {can} cột.", co=fixed, can=columns), place)
    return Row("total" if key == "tong" else "row", cells, (), loop, when)


def _cell_of(checker: Checker, given: object, rows: Mapping[str, FieldSpec], place: str) -> Cell | None:
    """A text, or `{ each, as, when, o = text or several }`."""
    if not isinstance(given, dict):
        return Cell((checker.text(given, rows, place, lists=True),))
    line = checker.keys(given, _CELL, place)
    if line is None:
        return None
    loop, when, rows = checker.header(line, rows, place)
    inner = line.get("o", "")
    texts = inner if isinstance(inner, list) else [inner]
    return Cell(tuple(checker.text(one, rows, place, lists=True) for one in texts), loop, when)


def _count(columns: Sequence[Column | None]) -> int | None:
    """How many cells a row has, None where the data decides it or a column is mistaken."""
    total = 0
    for column in columns:
        inner = _count(column.parts) if column and column.parts else 1
        if column is None or column.loop or column.when or inner is None:
            return None
        total += inner
    return total or None
