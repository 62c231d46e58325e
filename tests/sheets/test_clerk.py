"""What clerks do to a workbook between getting and giving it back: it is read all the same, or the place is named."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from service.sheets import Rows, read_rows
from service.sheets.marks import HEADING_ROW, MACHINE, MACHINE_ROW, SAMPLE
from tests.sheets.filling import Book, example, saved

SLUG = "giay_khen"
LISTED = example(SLUG, ho_ten=None, danh_xung=None, chuc_vu=None, don_vi=None, danh_sach=[
    {"danh_xung": "Bà", "ho_ten": "Vũ Kim Oanh", "chuc_vu": "Kế toán"}, {"danh_xung": "Ông", "ho_ten": "Đỗ Quang Vinh"}])


def filled() -> Book:
    return Book((SLUG, "01", example(SLUG)), (SLUG, "02", example(SLUG, ho_ten="Trịnh Hoài An")), (SLUG, "03", LISTED))


def read(book: Book) -> Rows:
    return read_rows(book.bytes(), "so.xlsx")


def main(book: Book) -> Worksheet:
    return book.sheets[SLUG, ""]


def reordered(book: Book) -> None:
    for sheet in book.sheets.values():
        rows = [[cell.value for cell in row][::-1] for row in sheet.iter_rows()]
        write(sheet, rows)


def sorted_whole(book: Book) -> None:
    """All lines turned round, those of headings and paths as well, after they were shown."""
    main(book).row_dimensions[MACHINE_ROW].hidden = False
    rows = [[cell.value for cell in row] for row in main(book).iter_rows()]
    write(main(book), rows[::-1])


def write(sheet: Worksheet, rows: list[list[Any]]) -> None:
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            sheet.cell(number, column).value = value


def renamed(book: Book) -> None:
    for column, cell in enumerate(main(book)[HEADING_ROW]):
        cell.value = f"C{column}"


def blank_lines(book: Book) -> None:
    main(book).insert_rows(5, 3)
    main(book).insert_rows(1, 2)


def added(book: Book) -> None:
    sheet = main(book)
    sheet.cell(HEADING_ROW, sheet.max_column + 1, "Ghi chú của tôi")
    sheet.cell(5, sheet.max_column, "hỏi lại cô Hoa")
    sheet.cell(HEADING_ROW, sheet.max_column + 1, "STT")
    sheet.cell(5, sheet.max_column, 1)


def hid_columns(book: Book) -> None:
    for letter in "BCDEF":
        main(book).column_dimensions[letter].hidden = True


def no_machine_row(book: Book) -> None:
    for sheet in book.sheets.values():
        sheet.delete_rows(MACHINE_ROW)


def no_example(book: Book) -> None:
    for sheet in book.sheets.values():
        for line in range(sheet.max_row, HEADING_ROW, -1):
            if sheet.cell(line, 1).value == SAMPLE:
                sheet.delete_rows(line)


def renamed_sheets(book: Book) -> None:
    for number, sheet in enumerate(book.sheets.values()):
        sheet.title = f"Trang của tôi {number}"


def another_sheet(book: Book) -> None:
    book.book.create_sheet("Nháp").append(["Việc phải làm", "Ai"])


def retyped_column(book: Book) -> None:
    """The column taken out, and another with its name put at the end."""
    sheet = main(book)
    column = book.column(sheet, "/ho_ten")
    values = [cell.value for (cell,) in sheet.iter_rows(min_col=column, max_col=column)]
    sheet.delete_cols(column)
    for line, value in enumerate(values[1:], start=2):
        sheet.cell(line, sheet.max_column + (line == 2), value)


@pytest.mark.parametrize("change", [reordered, sorted_whole, renamed, blank_lines, added, hid_columns, no_machine_row, no_example,
                                    renamed_sheets, another_sheet, retyped_column])
def test_the_same_documents_are_read(change: Callable[[Book], None]) -> None:
    expected = {row.key: row.data for row in read(filled()).rows}
    book = filled()
    change(book)
    found = read(book)
    assert not found.faults
    assert not [row.faults for row in found.rows if row.faults]
    assert {row.key: row.data for row in found.rows} == expected
    assert len(found.rows) == len(expected) == 3


def test_an_office_s_own_workbook_is_read_by_its_headings() -> None:
    """Titles above, headings in the third row, some by label, some by path, columns of its own; no row of ours."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["DANH SÁCH ĐỀ NGHỊ TẶNG GIẤY KHEN"])
    sheet.append([])
    sheet.append(["STT", "Họ và tên người được tặng", "Chức vụ", "don_vi", "Ngày sinh"])
    sheet.append([1, "Vũ Kim Oanh", "Kế toán", "Trường Mầm non Sao Mai", "01/02/1988"])
    sheet.append([2, "Đỗ Quang Vinh", "Giáo viên", None, None])
    sheet.merge_cells("A1:E1")
    found = read_rows(saved(book), "ds.xlsx", slug=SLUG)
    assert [(row.key, row.data) for row in found.rows] == [
        ("4", {"ho_ten": "Vũ Kim Oanh", "chuc_vu": "Kế toán", "don_vi": "Trường Mầm non Sao Mai"}),
        ("5", {"ho_ten": "Đỗ Quang Vinh", "chuc_vu": "Giáo viên"})]
    assert {one.code for one in found.notices} == {"column-extra", "lines-above"}
    assert not found.faults


def test_a_title_put_above_our_headings_is_no_document() -> None:
    book = filled()
    main(book).insert_rows(1)
    main(book).cell(1, 3).value = "Danh sách năm 2026"
    found = read(book)
    assert len(found.rows) == 3
    assert [one.code for one in found.notices] == ["lines-above"]


def test_columns_of_their_own_are_told_once() -> None:
    book = filled()
    added(book)
    [told] = read(book).notices
    assert (told.code, told.args["ten"]) == ("column-extra", "Ghi chú của tôi")


def edited_example(book: Book) -> None:
    main(book).cell(3, book.column(main(book), "/ho_ten")).value = "Phan Thị Mỹ Duyên"


def column_copied(book: Book) -> None:
    sheet = main(book)
    column = book.column(sheet, "/ho_ten")
    for line in range(1, sheet.max_row + 1):
        sheet.cell(line, sheet.max_column + (line == 1), sheet.cell(line, column).value)


def filtered(book: Book) -> None:
    main(book).row_dimensions[book.lines[SLUG, "", "02"][0]].hidden = True


def hidden_sheet(book: Book) -> None:
    book.sheets[SLUG, "danh_sach"].sheet_state = "hidden"


def merged(book: Book) -> None:
    line, column = book.lines[SLUG, "", "01"][0], book.column(main(book), "/chuc_vu")
    main(book).merge_cells(start_row=line, end_row=line + 1, start_column=column, end_column=column)


def formula(book: Book) -> None:
    book.cell(SLUG, "01", "/ho_ten").value = "=A1"


def error(book: Book) -> None:
    cell = book.cell(SLUG, "01", "/ho_ten")
    cell.value, cell.data_type = "#DIV/0!", "e"


def homeless(book: Book) -> None:
    sheet = book.sheets[SLUG, "danh_sach"]
    sheet.cell(book.lines[SLUG, "danh_sach", "03"][0], 1).value = "99"


def keyless(book: Book) -> None:
    sheet = book.sheets[SLUG, "danh_sach"]
    sheet.cell(book.lines[SLUG, "danh_sach", "03"][1], 1).value = None


def heading_gone(book: Book) -> None:
    sheet = main(book)
    column = book.column(sheet, "/ho_ten")
    sheet.cell(MACHINE_ROW, column).value = sheet.cell(HEADING_ROW, column).value = None


def old_letters(book: Book) -> None:
    book.cell(SLUG, "01", "/ho_ten").value = "NguyÔn V¨n An"


def old_font(book: Book) -> None:
    cell = book.cell(SLUG, "01", "/ho_ten")
    cell.value, cell.font = "Hµ", Font(name=".VnTime")


NAMED = [
    (edited_example, "sample-changed", "A3"), (column_copied, "heading-twice", None), (filtered, "row-hidden", "5"),
    (hidden_sheet, "sheet-hidden", "1"), (merged, "cells-merged", None), (formula, "formula-empty", None),
    (error, "cell-error", None), (homeless, "row-homeless", None), (keyless, "key-missing", None),
    (heading_gone, "heading-missing", None), (old_letters, "cell-encoding", None), (old_font, "cell-encoding", None),
]


@pytest.mark.parametrize(("change", "code", "address"), NAMED)
def test_what_cannot_be_read_surely_is_named(change: Callable[[Book], None], code: str, address: str | None) -> None:
    book = filled()
    change(book)
    found = read(book)
    faults = [*found.faults, *(fault for row in found.rows for fault in row.faults)]
    assert {fault.problem.code for fault in faults} == {code}
    if address:
        assert [fault.cell.address for fault in faults] == [address]


def test_both_cells_of_a_merged_area_are_named() -> None:
    book = filled()
    merged(book)
    assert [[fault.cell.line for fault in row.faults] for row in read(book).rows] == [[4], [5], []]


@pytest.mark.parametrize("change", [old_letters, old_font])
def test_old_letters_are_converted_only_when_asked_for(change: Callable[[Book], None]) -> None:
    book = filled()
    change(book)
    meant = {"old_letters": "Nguyễn Văn An", "old_font": "Hà"}[change.__name__]
    assert read(book).rows[0].data["ho_ten"] != meant
    found = read_rows(book.bytes(), "so.xlsx", convert=True)
    assert (found.rows[0].data["ho_ten"], found.rows[0].faults) == (meant, ())
    assert [one.code for one in found.notices] == ["cells-converted"]


def test_a_workbook_of_an_older_version_says_which_columns_are_gone_and_new() -> None:
    book = filled()
    sheet = main(book)
    column = book.column(sheet, "/so_so_vang")
    sheet.cell(MACHINE_ROW, column).value, sheet.cell(HEADING_ROW, column).value = "/so_vao_so", "Số vào sổ"
    machine = book.book[MACHINE]
    for line in range(2, 4):
        machine.cell(line, 4).value = "f" * 64
    found = read(book)
    told = {one.code: one for one in found.notices}
    assert told.keys() == {"sheet-older", "column-new"}
    assert told["column-new"].args["cac_cot"] == "Số sổ vàng"
    [gone] = found.faults                                        # there are data in it: they would be lost
    assert (gone.problem.code, gone.problem.args["ten"]) == ("column-gone", "Số vào sổ")
    assert gone.cell.address == f"{sheet.cell(2, column).column_letter}2"


def test_rows_of_a_table_in_a_table_find_their_row() -> None:
    data = example("kich_ban_hoi_nghi")
    book = Book(("kich_ban_hoi_nghi", "K1", data))
    sheet = book.sheets["kich_ban_hoi_nghi", "trao_thuong/-/tap_the"]
    sheet.cell(book.lines["kich_ban_hoi_nghi", "trao_thuong/-/tap_the", "K1"][0], 2).value = "77"
    [row] = read(book).rows
    [fault] = row.faults
    assert (fault.problem.code, fault.cell.sheet, fault.value) == ("row-parentless", sheet.title, "77")
