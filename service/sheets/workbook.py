"""Types → the workbook an office fills in: a sheet for each type and each of its tables, an explanation, the schema's version.

What a clerk may do to it (sort, move, hide, rename columns) does not matter: the hidden first row says to the machine what each
column is. Same types, same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from service.doctypes import DocumentType
from service.sheets import saved
from service.sheets.columns import Column, Plan, plans, titled
from service.sheets.guide import guide
from service.sheets.limits import Lists, limit
from service.sheets.looks import FACE, SIZE, landscape, put
from service.sheets.marks import FIRST_ROW, GUIDE, HEADING_ROW, MACHINE, MACHINE_ROW, SAMPLE, heads
from service.sheets.spread import CellValue, SpreadRow, spread

LAST_ROW = 10_000                                          # as far as drop-downs reach
_SIDE = Side(style="thin", color="FFB8B8B8")
_BORDER = Border(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_SIDE)
_NEEDED, _MAY, _SAMPLE = (PatternFill("solid", fgColor=color) for color in ("FFF8D7A8", "FFE2E8EE", "FFF3F3F3"))
FORMATS: Mapping[str, str] = {"integer": "#,##0", "year": "0", "money": "#,##0", "decimal": "General", "date": "dd/mm/yyyy",
                              "time": "hh:mm dd/mm/yyyy"}
_WIDE = {"long_text": 48, "body": 60, "lines": 48, "list": 40, "json": 40, "date": 13, "time": 19, "integer": 12, "year": 10,
         "money": 16, "decimal": 12, "yes_no": 10, "image": 26}


def workbook(types: Sequence[DocumentType]) -> bytes:
    """The workbook for these types, as XLSX."""
    book = Workbook()
    explained: Worksheet = book.active                     # type: ignore[assignment]
    explained.title = GUIDE
    taken = {GUIDE.casefold(), MACHINE}
    machine_rows: list[Sequence[str]] = []
    found: list[tuple[str, Plan]] = []
    lists = Lists()
    for one in types:
        rows = spread(plans(one), one.example()["data"])
        for title, plan in titled(plans(one), taken, one.name if len(types) > 1 else ""):
            found.append((title, plan))
            machine_rows.append((title, plan.slug, "/".join(plan.table), one.version))
            _sheet(book.create_sheet(title), plan, rows[plan.table], lists)
    guide(explained, types, found)
    landscape(explained)
    machine = book.create_sheet(MACHINE)
    lists.write(machine, machine_rows)
    machine.sheet_state = "hidden"
    book.active = 1
    return saved.save(book)


def _sheet(sheet: Worksheet, plan: Plan, example: Sequence[SpreadRow], lists: Lists) -> None:
    for index, (heading, mark, column) in enumerate(heads(plan), start=1):
        letter = get_column_letter(index)
        sheet.cell(MACHINE_ROW, index, mark).number_format = "@"
        top = sheet.cell(HEADING_ROW, index, f"{heading} *" if _needed(plan, column) else heading)
        top.font, top.border = Font(name=FACE, size=SIZE, bold=True), _BORDER
        top.fill = _NEEDED if _needed(plan, column) else _MAY
        top.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        note = _note(plan, column, heading)
        if note:
            top.comment = Comment(note, "vanban", width=340, height=40 + 18 * (len(note) // 40 + note.count("\n") + 1))
        size = sheet.column_dimensions[letter]
        size.number_format, size.width = _format(column), _width(column)
        size.font = Font(name=FACE, size=SIZE)
        size.alignment = Alignment(vertical="top", wrap_text=True)
        if column is not None:
            limit(sheet, column, f"{letter}{FIRST_ROW}:{letter}{LAST_ROW}", lists)
    for offset, row in enumerate(example[:2]):
        own = ([row.code] if plan.coded else []) + ([row.parent] if plan.parent else [])
        for index, value in enumerate([SAMPLE, *own, *row.cells], start=1):
            _sampled(sheet, FIRST_ROW + offset, index, value)
        sheet.row_dimensions[FIRST_ROW + offset].height = 66
    sheet.row_dimensions[MACHINE_ROW].hidden = True
    sheet.row_dimensions[HEADING_ROW].height = 66
    sheet.freeze_panes = f"B{FIRST_ROW}"
    sheet.auto_filter.ref = f"A{HEADING_ROW}:{get_column_letter(sheet.max_column)}{FIRST_ROW + max(len(example[:2]), 1)}"
    sheet.sheet_view.zoomScale = 90
    landscape(sheet)


def _sampled(sheet: Worksheet, row: int, index: int, value: CellValue) -> None:
    cell = sheet.cell(row, index)
    put(cell, value)
    cell.font, cell.fill, cell.border = Font(name=FACE, size=SIZE, italic=True, color="FF6B6B6B"), _SAMPLE, _BORDER
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    cell.number_format = sheet.column_dimensions[get_column_letter(index)].number_format


def _needed(plan: Plan, column: Column | None) -> bool:
    return bool(plan.table) if column is None else column.required


def _format(column: Column | None) -> str:
    return "@" if column is None else FORMATS.get(column.form, "@")


def _width(column: Column | None) -> float:
    if column is None:
        return 12
    longest = column.spec.max_length or 200
    return _WIDE.get(column.form) or max(14, min(28, longest / 4))


def _note(plan: Plan, column: Column | None, heading: str) -> str:
    """What the heading's comment says."""
    if column is None and heading == "Mã":
        return ("Mã của văn bản ở trang chính mà dòng này thuộc về." if plan.table else
                "Do bạn đặt, mỗi dòng một mã riêng, ví dụ số thứ tự: tên tệp kết quả lấy theo mã, các trang danh sách nối với "
                "dòng này bằng mã.")
    if column is None:
        return "Mã của dòng ở trang danh sách mà dòng này thuộc về." if heading == "Thuộc dòng" else \
            "Mã riêng của dòng này: trang danh sách bên trong nối với nó."
    lines = [column.help, "Có thể lấy từ dữ liệu phong trào." if column.spec.source else "",
             "Để trống: phần mềm tự soạn." if column.spec.compose else ""]
    return "\n".join(filter(None, lines))
