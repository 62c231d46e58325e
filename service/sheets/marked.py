"""The user's own workbook back, their formats and formulas kept: faulty cells coloured, each with its reason, a column "Lỗi" at
the end of the row and a sheet of all faults. What an earlier run marked is taken away first.

openpyxl carries cells, formats, rules, charts and pictures through; shapes drawn on a sheet and form controls it does not.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from io import BytesIO
from typing import Any, Final

from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from service.campaign.cells import folded
from service.language import Language, translate
from service.sheets import saved
from service.sheets.corrections import Correction, write_into
from service.sheets.looks import FACE, SIZE, heights, landscape, put
from service.sheets.marks import ERRORS, MACHINE_ROW, SUMMARY
from service.sheets.readiness import Readiness, counted
from service.sheets.rows import Fault, Row

_AUTHOR: Final = "vanban"
_OPENING: Final = "Lỗi: "
_COLOUR: Final = "FFFFB3A7"
_RED: Final = PatternFill("solid", fgColor=_COLOUR)
_NONE: Final = PatternFill()
_TITLES: Final = ("Trang", "Dòng", "Mã", "Ô", "Cột", "Giá trị", "Lý do", "Mã lỗi")
_WIDTHS: Final = (24, 8, 16, 8, 32, 32, 80, 22)
_MOST: Final = 1000                        # characters of a comment
_ILLEGAL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def marked(data: bytes, found: Readiness, language: Language = "vi", corrections: Iterable[Correction] = ()) -> bytes:
    """The workbook `data` with every fault marked; `corrections` are written into it. Same workbook, same faults, same bytes."""
    book = load_workbook(BytesIO(data), rich_text=True)
    write_into(book, corrections)
    by_sheet: dict[str, list[tuple[Row | None, Fault]]] = defaultdict(list)
    for row, fault in found.every_fault():
        by_sheet[fault.cell.sheet].append((row, fault))
    for sheet in book.worksheets:
        if sheet.title in found.rows.headings:
            _unmark(sheet)
            _mark(sheet, by_sheet.get(sheet.title, []), found.rows.headings[sheet.title], language)
    _summary(book, found, language)
    return saved.save(book)


def _unmark(sheet: Worksheet) -> None:
    """Our colour and our comments of an earlier run."""
    for line in sheet.iter_rows():
        for cell in line:
            if cell.has_style and cell.fill.fgColor.rgb == _COLOUR:
                cell.fill = _NONE
            if cell.comment and cell.comment.author == _AUTHOR and _OPENING in cell.comment.text:
                theirs = cell.comment.text.partition(_OPENING)[0].rstrip()
                cell.comment = _note(theirs) if theirs else None


def _mark(sheet: Worksheet, faults: list[tuple[Row | None, Fault]], headings: int, language: Language) -> None:
    place = _errors_column(sheet, headings)
    reasons: dict[tuple[int, int], list[str]] = defaultdict(list)
    lines: dict[int, list[str]] = defaultdict(list)
    for _, fault in faults:
        said = translate(fault.problem, language)
        if fault.cell.column >= 0:
            reasons[fault.cell.line, fault.cell.column + 1].append(said)
        lines[fault.cell.line].append(f"{fault.cell.heading}: {said}" if fault.cell.heading else said)
    for (line, column), why in reasons.items():
        cell: Any = sheet.cell(line, column)
        cell.fill = _RED
        before = f"{cell.comment.text}\n" if cell.comment else ""
        cell.comment = _note(f"{before}{_OPENING}{'; '.join(why)}"[:_MOST])
    for line, told in lines.items():
        if line != headings:
            _text(sheet.cell(line, place), "; ".join(told)).alignment = Alignment(wrap_text=True, vertical="top")
        else:
            _text(sheet.cell(line, place), f"{ERRORS[0]} – {'; '.join(told)}").alignment = Alignment(wrap_text=True)
    for cell in (sheet.cell(line, place) for line in (headings, *lines)):
        cell.font = Font(name=FACE, size=SIZE, color="FFB00020", bold=cell.row == headings)
    sheet.column_dimensions[get_column_letter(place)].width = 60 if lines else 12


def _errors_column(sheet: Worksheet, headings: int) -> int:
    """The column of an earlier run, emptied; else the first one behind everything."""
    for column in range(1, sheet.max_column + 1):
        top, heading = sheet.cell(MACHINE_ROW, column).value, sheet.cell(headings, column).value
        if top == ERRORS[1] or (isinstance(heading, str) and folded(heading.partition("–")[0]) == folded(ERRORS[0])):
            for line in range(1, sheet.max_row + 1):
                if line != MACHINE_ROW or top != ERRORS[1]:
                    sheet.cell(line, column).value = None
            break
    else:
        column = sheet.max_column + 1
        if str(sheet.cell(MACHINE_ROW, 1).value or "").startswith("#"):
            sheet.cell(MACHINE_ROW, column, ERRORS[1])
    sheet.cell(headings, column, ERRORS[0])
    return column


def _summary(book: Workbook, found: Readiness, language: Language) -> None:
    """All faults on one sheet, each with a link to its cell; at its place where there was one, else last."""
    old = next((sheet for sheet in book.worksheets if folded(sheet.title) == folded(SUMMARY)), None)
    index = book.index(old) if old is not None else len(book.worksheets)
    if old is not None:
        book.remove(old)
    sheet: Worksheet = book.create_sheet(SUMMARY, index)
    _text(sheet.cell(1, 1), translate(counted(found), language))
    sheet.cell(1, 1).font = Font(name=FACE, size=14, bold=True)
    for column, (title, width) in enumerate(zip(_TITLES, _WIDTHS, strict=True), start=1):
        _text(sheet.cell(3, column), title).font = Font(name=FACE, size=SIZE, bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = width
    for line, (row, fault) in enumerate(found.every_fault(), start=4):
        for column, value in enumerate(listed(row, fault, language), start=1):
            cell = _text(sheet.cell(line, column), value) if isinstance(value, str) else sheet.cell(line, column, value)
            cell.font = Font(name=FACE, size=SIZE)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        link = sheet.cell(line, 4)
        link.hyperlink = Hyperlink(ref=link.coordinate, location=_anchor(fault))
    sheet.freeze_panes = "A4"
    landscape(sheet)
    heights(sheet, 4, _WIDTHS)


def listed(row: Row | None, fault: Fault, language: Language) -> tuple[str | int, ...]:
    """A fault as a line of a list: sheet, line, key, cell, column, value, reason, code."""
    cell = fault.cell
    return (cell.sheet, cell.line, row.key if row else "", cell.address if cell.column >= 0 else "", cell.heading, fault.value,
            translate(fault.problem, language), fault.problem.code)


def titles() -> tuple[str, ...]:
    """What the parts of `listed` are called."""
    return _TITLES


def _anchor(fault: Fault) -> str:
    """`'Giấy khen'!C7`."""
    title = fault.cell.sheet.replace("'", "''")
    return f"'{title}'!{fault.cell.address if fault.cell.column >= 0 else f'A{fault.cell.line}'}"


def _text(cell: Any, text: str) -> Any:
    """A text that stays a text, whatever it begins with."""
    return put(cell, _ILLEGAL.sub("", text)[:32_000])


def _note(text: str) -> Comment:
    text = _ILLEGAL.sub("", text)
    return Comment(text, _AUTHOR, width=320, height=40 + 18 * (len(text) // 40 + text.count("\n") + 1))
