from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from service.errors import InputRefused, InputUnreadable, LimitExceeded, VanbanError
from service.inputs import Line, read_xlsx
from tests.inputs.workbooks import saved, with_part, workbook, zipped

SHEET = "xl/worksheets/sheet1.xml"
HEAD = ["don_vi", "gia_tri"]


def cell(value: object, form: str = "") -> Any:
    def change(page: Worksheet) -> None:
        page["A2"] = value
        if form:
            page["A2"].number_format = form
    [grid] = read_xlsx(workbook(HEAD, change=change), "x.xlsx").grids
    return grid.lines[1].cells[0]


@pytest.mark.parametrize(("value", "form", "expected"), [
    ("0123", "", "0123"), (123, "", 123), (45.0, "", 45), (1234.5, "#,##0.00", 1234.5), (-3, "", -3),
    (0.1 + 0.2, "", 0.3),                                    # a sheet holds 15 digits
    (0.065, "0.0%", 6.5), (0.9, "0%", 90), (7, "000", "007"), (1234, "000", "1234"), (7, "0", 7),
    (date(2025, 7, 1), "", datetime(2025, 7, 1)), (datetime(2025, 11, 15, 8, 30), "", datetime(2025, 11, 15, 8, 30)),
    (45839, "dd/mm/yyyy", datetime(2025, 7, 1)), (True, "", True), ("  có dấu cách  ", "", "có dấu cách"),
    ("Trường\nTiểu học", "", "Trường\nTiểu học"), (10**14, "", 10**14), (1e20, "", 1e20),
])
def test_a_cell_is_what_its_reader_sees(value: object, form: str, expected: object) -> None:
    found = cell(value, form)
    assert (found, type(found)) == (expected, type(expected))


def test_rows_keep_their_numbers_and_empty_ones_are_left_out() -> None:
    data = workbook(HEAD, ["a", 1], [None, None], ["  ", None], ["b", 2])
    [grid] = read_xlsx(data, "x.xlsx").grids
    assert (grid.file, grid.sheet) == ("x.xlsx", "ket_qua")
    assert grid.lines == (Line(1, ("don_vi", "gia_tri")), Line(2, ("a", 1)), Line(5, ("b", 2)))


def test_a_formula_counts_by_its_stored_result() -> None:
    data = with_part(workbook(HEAD, ["a", "=1+1"]), SHEET, r"<f>1\+1</f><v ?/>|<f>1\+1</f><v></v>", "<f>1+1</f><v>2</v>")
    book = read_xlsx(data, "x.xlsx")
    assert (book.grids[0].lines[1].cells, book.problems) == (("a", 2), ())


def test_only_wanted_sheets_are_looked_at() -> None:
    book = Workbook()
    book.worksheets[0].title = "_ghi chú"
    book.worksheets[0].merge_cells("A1:C3")
    book.create_sheet("nguoi").append(["ma"])
    found = read_xlsx(saved(book), "x.xlsx", lambda title: not title.startswith("_"))
    assert ([one.sheet for one in found.grids], found.problems) == (["nguoi"], ())


@pytest.mark.parametrize(("change", "code", "place"), [
    (lambda page: page.merge_cells("A3:B4"), "cells-merged", "x.xlsx, trang ket_qua, dòng 3, cột A"),
    (lambda page: setattr(page.column_dimensions["B"], "hidden", True), "column-hidden", "x.xlsx, trang ket_qua, cột B"),
    (lambda page: setattr(page.row_dimensions[2], "hidden", True), "row-hidden", "x.xlsx, trang ket_qua, dòng 2"),
    (lambda page: page.cell(2, 2, "=SUM(A1:A9)"), "formula-empty", "x.xlsx, trang ket_qua, dòng 2, cột B"),
    (lambda page: page.cell(2, 2, "#DIV/0!"), "cell-error", "x.xlsx, trang ket_qua, dòng 2, cột B"),
])
def test_what_cannot_be_read_surely_is_told_with_its_place(change: Any, code: str, place: str) -> None:
    found = read_xlsx(workbook(HEAD, ["a", 1], ["b", 2], ["c", 3], change=change), "x.xlsx")
    assert [(one.code, one.place) for one in found.problems] == [(code, place)]


@pytest.mark.parametrize("change", [
    lambda page: setattr(page.column_dimensions["F"], "hidden", True),       # nothing is in it
    lambda page: setattr(page.row_dimensions[9], "hidden", True),
])
def test_hiding_what_is_empty_hides_nothing(change: Any) -> None:
    assert not read_xlsx(workbook(HEAD, ["a", 1], change=change), "x.xlsx").problems


def test_a_hidden_sheet_is_not_read_but_told() -> None:
    book = Workbook()
    book.worksheets[0].append(["ma"])
    hidden = book.create_sheet("nguoi")
    hidden.append(["ma"])
    hidden.sheet_state = "veryHidden"
    found = read_xlsx(saved(book), "x.xlsx")
    assert [one.sheet for one in found.grids] == ["Sheet"]
    assert [(one.code, one.place) for one in found.problems] == [("sheet-hidden", "x.xlsx, trang nguoi")]


GOOD = workbook(HEAD, ["a", 1])
BOMB = '<c r="A2"><v>1</v></c>' * 700_000
ENTITY = '<!DOCTYPE x [<!ENTITY a "b">]><worksheet'


@pytest.mark.parametrize(("data", "kind", "code"), [
    (b"", InputUnreadable, "file-not-xlsx"),
    (b"ma;ten\n1;2", InputUnreadable, "file-not-xlsx"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), InputUnreadable, "file-not-xlsx"),
    (GOOD[:-40], InputUnreadable, "zip-damaged"),
    (b"PK\x03\x04", InputUnreadable, "zip-damaged"),
    (zipped({"word/document.xml": b"<document/>"}), InputUnreadable, "xlsx-damaged"),
    (with_part(GOOD, "_rels/.rels", "/officeDocument\"", "/andere\""), InputUnreadable, "xlsx-damaged"),
    (zipped({"a": bytes(100 * 1024 * 1024)}), InputRefused, "bytes-too-many"),
    (with_part(GOOD, SHEET, "<worksheet", ENTITY), InputRefused, "xml-dtd"),
    (with_part(GOOD, SHEET, "</sheetData>", "</sheet>"), InputRefused, "xml-malformed"),
    (with_part(GOOD, SHEET, 'r="2"', 'r="hai"'), InputUnreadable, "xlsx-damaged"),
    (with_part(GOOD, "xl/_rels/workbook.xml.rels", "worksheets/sheet1.xml", "worksheets/sheet9.xml"), InputUnreadable,
     "xlsx-damaged"),
    (with_part(GOOD, SHEET, r'<row r="2"[^>]*><c r="A2"', '<row r="1000000"><c r="A1000000"'), LimitExceeded, "sheet-too-large"),
    (with_part(GOOD, SHEET, 'r="B2"', 'r="XFD2"'), LimitExceeded, "sheet-too-large"),
    (with_part(GOOD, SHEET, "</row></sheetData>", BOMB + "</row></sheetData>"), LimitExceeded, "sheet-too-large"),
], ids=["empty", "csv", "xls", "cut", "begun", "word", "no book", "bomb", "dtd", "malformed", "row", "no sheet", "far row",
        "far column", "cells"])
def test_what_is_no_sound_workbook_is_refused(data: bytes, kind: type[VanbanError], code: str) -> None:
    with pytest.raises(kind) as refused:
        read_xlsx(data, "x.xlsx")
    assert type(refused.value) is kind
    assert [one.code for one in refused.value.problems] == [code]
    assert refused.value.problems[0].place.startswith("x.xlsx")
