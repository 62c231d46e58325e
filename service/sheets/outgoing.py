"""Sổ đăng ký văn bản đi as a workbook: cover and the ten columns of Phụ lục IV, Mục I, in its words, ready to be printed.

Plain values in; what an entry is, the register knows (records)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from service.sheets import saved
from service.sheets.looks import FACE, SIZE, heights, put
from service.vietnamese.dates import short_date

# Phụ lục IV, Mục I, 2. Widths are in letters; together they fill A4 across.
COLUMNS: Final = (("Số, ký hiệu văn bản", 16.0), ("Ngày tháng văn bản", 12.0), ("Tên loại và trích yếu nội dung văn bản", 42.0),
                  ("Người ký", 19.0), ("Nơi nhận văn bản", 30.0), ("Đơn vị, người nhận bản lưu", 15.0), ("Số lượng bản", 9.0),
                  ("Ngày chuyển", 12.0), ("Ký nhận", 13.0), ("Ghi chú", 18.0))
_TITLE: Final = "SỔ ĐĂNG KÝ VĂN BẢN ĐI"
_CENTRED: Final = frozenset({0, 1, 6, 7})
_MM: Final = 1 / 25.4                                      # margins of a sheet are inches
_SIDE = Side(style="thin", color="FF444444")
_BORDER = Border(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_SIDE)
_HEADING = 1                                               # the row of the heads; (1) … (10) stand below it


@dataclass(frozen=True, slots=True)
class OutgoingRow:
    """One line: `cells` as COLUMNS; `voided`: struck through, its note says why."""

    number: int
    cells: tuple[str | int | date | None, ...]
    voided: bool = False


@dataclass(frozen=True, slots=True)
class OutgoingBook:
    """What cover and pages say. `superior` "": none; `series` "": of all types; `unused`: a line for every number not in use."""

    superior: str
    office: str
    year: int
    series: str
    rows: Sequence[OutgoingRow]
    unused: Sequence[str] = ()


def outgoing_sheet(told: OutgoingBook) -> bytes:
    """The workbook as XLSX; same values, same bytes."""
    book = Workbook()
    cover: Worksheet = book.active                         # type: ignore[assignment]
    cover.title = "Bìa"
    _cover(cover, told)
    _pages(book.create_sheet(f"Sổ {told.year}"), told)
    book.active = 1
    return saved.save(book)


def _cover(sheet: Worksheet, told: OutgoingBook) -> None:
    days = sorted(one.cells[1] for one in told.rows if isinstance(one.cells[1], date))
    numbers = [one.number for one in told.rows]
    dots = "……"
    lines = [(told.superior.upper(), 14, False), (told.office.upper(), 14, True), ("", 40, False), (_TITLE, 24, True),
             (f"Năm: {told.year}", 14, False), (told.series and f"Loại văn bản: {told.series}", 14, False),
             (f"Từ ngày {short_date(days[0]) if days else dots} đến ngày {short_date(days[-1]) if days else dots}", 14, False),
             (f"Từ số {min(numbers, default=dots)} đến số {max(numbers, default=dots)}", 14, False),
             (f"Quyển số: {dots}", 14, True)]
    sheet.column_dimensions["A"].width = 110
    for number, (text, size, bold) in enumerate([line for line in lines if line[0] or line[1] == 40], start=1):
        cell = put(sheet.cell(number, 1), text)
        cell.font = Font(name=FACE, size=min(size, 24), bold=bold)
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        sheet.row_dimensions[number].height = size * 2
    if told.unused:
        start = sheet.max_row + 2
        put(sheet.cell(start, 1), "Số không sử dụng và lý do:").font = Font(name=FACE, size=SIZE, bold=True)
        for number, line in enumerate(told.unused, start=start + 1):
            cell = put(sheet.cell(number, 1), line)
            cell.font, cell.alignment = Font(name=FACE, size=SIZE), Alignment(wrap_text=True, vertical="top")
    _across(sheet)


def _pages(sheet: Worksheet, told: OutgoingBook) -> None:
    for index, (heading, width) in enumerate(COLUMNS, start=1):
        sheet.column_dimensions[get_column_letter(index)].width = width
        top, below = put(sheet.cell(_HEADING, index), heading), put(sheet.cell(_HEADING + 1, index), f"({index})")
        top.font, below.font = Font(name=FACE, size=SIZE, bold=True), Font(name=FACE, size=SIZE, italic=True)
        for cell in (top, below):
            cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
            cell.border = _BORDER
    for number, row in enumerate(told.rows, start=_HEADING + 2):
        for index, value in enumerate(row.cells):
            cell = put(sheet.cell(number, index + 1), value)
            cell.font = Font(name=FACE, size=SIZE, strike=row.voided and index != len(row.cells) - 1)
            cell.border = _BORDER
            cell.alignment = Alignment(horizontal="center" if index in _CENTRED else "left", vertical="top", wrap_text=True)
            if isinstance(value, date):
                cell.number_format = "dd/mm/yyyy"
    heights(sheet, 1, [width for _, width in COLUMNS])
    sheet.freeze_panes = f"B{_HEADING + 2}"
    sheet.print_title_rows = f"{_HEADING}:{_HEADING + 1}"
    footer: Any = sheet.oddFooter
    footer.center.text = f"{_footed(told.office)} · {told.year} · &P/&N"
    _across(sheet)


def _footed(text: str) -> str:
    """A footer reads & as the beginning of a code."""
    return text.replace("&", "&&")[:100]


def _across(sheet: Worksheet) -> None:
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", "9"          # A4
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.page_margins.left, sheet.page_margins.right = 20 * _MM, 10 * _MM               # bound at the left
    sheet.page_margins.top, sheet.page_margins.bottom = 15 * _MM, 15 * _MM
    sheet.print_options.horizontalCentered = True
