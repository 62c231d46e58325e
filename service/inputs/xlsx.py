"""XLSX bytes → grids, one for each sheet that is meant to be read. Only reader by openpyxl; `sheets` writes with it.

A cell's value is what a reader of the sheet sees: of a formula its stored result, of `6,5%` the 6.5, of a number formatted `000`
the digits with their zeros. Nothing is dropped silently: what cannot be read surely (merged cells, hidden rows and columns,
errors, formulas never computed) is a problem with its place. Read behind the guard's unpacking, under the same limits.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, time
from io import BytesIO
from typing import Any
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from service.errors import FileUnreadable, InputRefused, InputUnreadable, Problem, problem
from service.guard.archive import MIB, read_members
from service.inputs.grid import MAX_COLUMNS, MAX_ROWS, CellFault, Grid, Line, Value, is_empty, too_large
from service.inputs.xlsx_parts import Sheet, sheets, within
from service.vietnamese.encodings import encoding_of_font

MAX_UNPACKED = 24 * MIB
MAX_PARTS = 1000
# It warns of what it would lose in saving: rules of validation, conditional formats. Nothing is saved here.
warnings.filterwarnings("ignore", category=UserWarning, module="openpyxl")
_OLD_FONT = re.compile(rb'"(?:\.?Vn[A-Z]|VNI[- ])', re.IGNORECASE)
# whatever openpyxl meets in a file that no spreadsheet program wrote
_FAULTS = (BadZipFile, InvalidFileException, KeyError, ValueError, TypeError, AttributeError, IndexError, OverflowError,
           SyntaxError)


@dataclass(frozen=True, slots=True)
class Workbook:
    """Its sheets in the order of their tabs, also hidden ones, which have no lines."""

    sheets: tuple[Grid, ...]

    @property
    def grids(self) -> tuple[Grid, ...]:
        """Those that are read."""
        return tuple(one for one in self.sheets if one.visible or machine(one.sheet))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with all of them; of a hidden one that it is hidden."""
        return tuple(fault.problem for grid in self.sheets for fault in grid.faults)


def machine(title: str) -> bool:
    """Whether a sheet is meant for programs: such a one is read though it is hidden."""
    return title.startswith("_")


def read_xlsx(data: bytes, name: str, wanted: Callable[[str], bool] = lambda _: True) -> Workbook:
    """The sheets whose name is wanted; a hidden one is told and has no lines, unless its name begins with `_`, for machines.

    Raises InputUnreadable (no workbook, damaged), InputRefused (unsafe), LimitExceeded.
    """
    if not data.startswith(b"PK\x03\x04"):
        raise InputUnreadable(problem("file-not-xlsx", "Không phải tệp Excel (.xlsx). Tệp .xls đời cũ, tệp có mật khẩu: hãy lưu "
                                      "lại dưới dạng .xlsx không mật khẩu.", place=name))
    try:
        members, wrong = read_members(data, max_bytes=MAX_UNPACKED, max_parts=MAX_PARTS)
    except FileUnreadable as fault:
        raise InputUnreadable(*(within(name, one) for one in fault.problems)) from fault
    InputRefused.raise_any(within(name, one) for one in wrong)
    found = [one for one in sheets(members, name) if wanted(one.title)]
    old_fonts = any(_OLD_FONT.search(members[part]) for part in members if part.endswith("styles.xml"))
    return Workbook(tuple(_grids(data, name, found, old_fonts)))


def _structure(sheet: Sheet, name: str) -> Iterator[CellFault]:
    """What of a sheet is not to be seen, or not to be told."""
    grid = Grid(name, sheet.title, ())
    if sheet.last_row > MAX_ROWS or sheet.last_column >= MAX_COLUMNS:
        raise too_large(grid.place())
    for column in sheet.hidden_columns:
        yield CellFault(0, column, problem("column-hidden", "Cột này bị ẩn mà có dữ liệu; hãy hiện lại, hoặc xóa.",
                                           place=grid.place(column=column)))
    for row in sheet.hidden_rows:
        yield CellFault(row, -1, problem("row-hidden", "Dòng này bị ẩn (có thể do bộ lọc) mà có dữ liệu; hãy hiện lại, hoặc xóa.",
                                         place=grid.place(row)))
    for row, column, area in sheet.merged:
        yield CellFault(row, column, problem("cells-merged", "Các ô {vung} bị gộp; hãy bỏ gộp và ghi giá trị vào từng ô.",
                                             place=grid.place(row, column), vung=area))
    for row, column in sheet.uncomputed:
        yield CellFault(row, column, problem("formula-empty", "Công thức chưa có kết quả; hãy mở bằng Excel, tính lại và lưu,"
                                             " hoặc ghi giá trị.", place=grid.place(row, column)))


def _grids(data: bytes, name: str, found: list[Sheet], old_fonts: bool) -> Iterator[Grid]:
    try:
        book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
        for sheet in found:
            grid = Grid(name, sheet.title, ())
            if not (sheet.visible or machine(sheet.title)):
                told = problem("sheet-hidden", "Trang “{trang}” bị ẩn; hãy hiện lại, hoặc xóa.", place=grid.place(),
                               trang=sheet.title)
                yield Grid(name, sheet.title, (), False, (CellFault(0, -1, told),))
                continue
            faults = list(_structure(sheet, name))
            lines = []
            fonts: dict[tuple[int, int], str] = {}
            shown = book[sheet.title].iter_rows(max_row=sheet.last_row, max_col=sheet.last_column + 1) if sheet.last_row else ()
            for number, row in enumerate(shown, start=1):
                cells = tuple(_value(cell, grid, number, column, faults) for column, cell in enumerate(row))
                if not all(map(is_empty, cells)):
                    lines.append(Line(number, cells))
                    if old_fonts:
                        fonts |= {(number, column): cell.font.name for column, cell in enumerate(row)
                                  if isinstance(cell.value, str) and encoding_of_font(cell.font.name or "") != "unicode"}
            yield Grid(name, sheet.title, tuple(lines), sheet.visible, tuple(faults), fonts)
    except _FAULTS as fault:
        raise InputUnreadable(problem("xlsx-damaged", "Tệp Excel bị hỏng ({ly_do}); hãy mở bằng Excel và lưu lại.", place=name,
                                      ly_do=type(fault).__name__)) from fault


def _value(cell: Any, grid: Grid, row: int, column: int, faults: list[CellFault]) -> Value:
    value = cell.value
    if value is None or isinstance(value, bool | date | time):
        return value
    if cell.data_type == "e":
        faults.append(CellFault(row, column, problem("cell-error", "Ô có lỗi {loi}; hãy sửa công thức.",
                                                     place=grid.place(row, column), loi=str(value))))
        return None
    if isinstance(value, int | float):
        return _number(value, cell.number_format or "")
    return str(value).strip() or None


def _number(value: int | float, form: str) -> Value:
    """A number as it is shown: percents by the hundred, codes with their zeros. A sheet holds 15 digits, the rest is noise."""
    if re.fullmatch("0{2,}", form) and value == int(value) >= 0:
        return f"{int(value):0{len(form)}d}"
    if "%" in form:
        value *= 100
    exact = float(f"{value:.15g}")
    return int(exact) if exact == int(exact) and abs(exact) < 1e15 else exact
