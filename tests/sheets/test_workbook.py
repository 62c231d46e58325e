"""The workbook an office gets: what a clerk sees, what Excel helps with, and the same bytes every time."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from service import doctypes
from service.errors import InputUnreadable
from service.sheets import read_rows, workbook
from service.sheets.columns import Plan, plans, titled
from service.sheets.marks import GUIDE, HEADING_ROW, MACHINE, MACHINE_ROW, SAMPLE
from tests.sheets.filling import Book, empty


def opened(*slugs: str) -> Workbook:
    return load_workbook(io.BytesIO(empty(*slugs)))


def cell(sheet: Worksheet, pointer: str, line: int) -> Any:
    return sheet.cell(line, Book.column(sheet, pointer))


def test_the_same_types_give_the_same_bytes() -> None:
    types = [doctypes.get("giay_khen"), doctypes.get("kich_ban_hoi_nghi")]
    made = workbook(types)
    assert made == workbook(types)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
        assert archive.testzip() is None
        assert archive.read("docProps/core.xml").count(b">2020-03-05T00:00:00Z<") == 2


def test_what_the_clerk_sees() -> None:
    book = opened("giay_khen")
    assert book.sheetnames == [GUIDE, "Giấy khen", "Danh sách, mỗi người một tờ", MACHINE]
    sheet = book["Giấy khen"]
    assert book.active is sheet
    assert book[MACHINE].sheet_state == "hidden"
    assert sheet.row_dimensions[MACHINE_ROW].hidden
    assert sheet.freeze_panes == "B3"
    headings = [one.value for one in sheet[HEADING_ROW]]
    assert headings[:3] == ["Mã", "Địa danh *", "Ngày ghi trên phôi"]
    assert "Chữ ký: Họ và tên *" in headings
    assert cell(sheet, "/dia_danh", 2).fill.fgColor.rgb != cell(sheet, "/ngay_ban_hanh", 2).fill.fgColor.rgb
    assert "Để trống thì chừa chỗ ghi tay." in cell(sheet, "/ngay_ban_hanh", 2).comment.text
    assert (sheet["A3"].value, sheet["A3"].font.italic) == (SAMPLE, True)
    assert cell(sheet, "/ho_ten", 3).value == "Lâm Thị Ngọc Diệp"
    explained = "\n".join(str(one.value) for line in book[GUIDE].iter_rows() for one in line if one.value)
    assert "(ví dụ)" in explained
    assert "vanban ready" in explained
    assert "Chữ ký: Thay mặt tập thể, cơ quan (TM.)" in explained


@pytest.mark.parametrize(("slug", "pointer", "form"), [
    ("giay_khen", "/ho_ten", "@"), ("giay_khen", "/ngay_ban_hanh", "dd/mm/yyyy"), ("giay_moi", "/thoi_gian", "hh:mm dd/mm/yyyy"),
    ("cong_van", "/so", "#,##0"), ("cong_van", "/dien_thoai", "@"), ("cong_van", "/ky/quyen_han", "@"),
])
def test_cells_below_have_the_format_of_their_column(slug: str, pointer: str, form: str) -> None:
    sheet = opened(slug).worksheets[1]
    letter = cell(sheet, pointer, 1).column_letter
    assert sheet.column_dimensions[letter].number_format == form
    assert cell(sheet, pointer, 3).number_format == form


def rules(sheet: Worksheet, pointer: str) -> Any:
    letter = cell(sheet, pointer, 1).column_letter
    return next(one for one in sheet.data_validations.dataValidation if f"{letter}3" in one.sqref)


def test_choices_drop_down_as_labels() -> None:
    book = opened("giay_khen", "bao_cao_tham_dinh")
    assert book.worksheets[6]["A1"].value == "#bao_cao_tham_dinh/tham_dinh"
    for sheet, pointer, expected in (
        (book["Giấy khen"], "/ky/quyen_han", ["TM.", "KT.", "TM. KT.", "TL.", "TL. KT.", "TUQ.", "Q.", "TM. Q."]),
        (book["Giấy khen"], "/cach_in", ["In đè lên phôi in sẵn", "In đầy đủ, có khung"]),
        (book.worksheets[6], "/tham_dinh/-/du_ho_so", ["Có", "Không"]),
    ):
        found = rules(sheet, pointer)
        area = found.formula1.partition("!")[2].replace("$", "")
        assert [one.value for (one,) in book[MACHINE][area]] == expected
        assert (found.type, next(iter(found.sqref.ranges)).max_row) == ("list", 10_000)


@pytest.mark.parametrize(("slug", "pointer", "kind", "says"), [
    ("giay_khen", "/ngay_ban_hanh", "date", "05/11/2026"), ("cong_van", "/so", "whole", "Số nguyên"),
    ("giay_khen", "/ho_ten", "textLength", ""), ("cong_van", "/noi_dung", None, "Markdown"),
])
def test_a_column_says_how_it_is_written(slug: str, pointer: str, kind: str | None, says: str) -> None:
    found = rules(opened(slug).worksheets[1], pointer)
    assert found.type in {kind, kind or "none"}
    assert says in (found.prompt or "")


def test_lists_have_sheets_of_their_own_linked_by_keys() -> None:
    found = {plan.table: plan for plan in plans(doctypes.get("kich_ban_hoi_nghi"))}
    assert {table for table in found if table} == {
        ("phu_luc",), ("chuong_trinh",), ("trao_thuong",), ("trao_thuong", "-", "tap_the"), ("trao_thuong", "-", "ca_nhan")}
    sheet = next(one for one in opened("kich_ban_hoi_nghi").worksheets if one["A1"].value == "#kich_ban_hoi_nghi/trao_thuong")
    assert [one.value for one in sheet[HEADING_ROW]][:3] == ["Mã *", "Mã dòng *", "Hình thức khen thưởng *"]
    inner = found["trao_thuong", "-", "ca_nhan"]
    assert (inner.parent, found["trao_thuong",].coded, found["chuong_trinh",].coded) == (True, True, False)


def test_titles_fit_excel_and_no_two_are_the_same() -> None:
    taken: set[str] = set()
    found = [title for one in doctypes.catalogue().values() for title, _ in titled(plans(one), taken, one.name)]
    assert len(found) > 100
    assert len({title.casefold() for title in found}) == len(found)
    assert all(0 < len(title) <= 31 and not set("[]:*?/\\'") & set(title) for title in found)


def test_no_two_columns_of_a_sheet_have_one_name() -> None:
    wrong = [(plan.slug, plan.table) for one in doctypes.catalogue().values() for plan in plans(one)
             if len({column.label.casefold() for column in plan.columns}) < len(plan.columns)]
    assert not wrong


def test_an_untouched_workbook_has_no_documents() -> None:
    with pytest.raises(InputUnreadable) as refused:
        read_rows(empty("giay_khen", "kich_ban_hoi_nghi"), "so.xlsx")
    assert [one.code for one in refused.value.problems] == ["batch-empty"]


def test_computed_numbers_are_not_asked_for() -> None:
    for doctype in doctypes.catalogue().values():
        computed = {f"/{name}" for name, spec in doctype.schema.fields.items() if spec.computed}
        plan: Plan = plans(doctype)[0]
        assert not computed & {column.pointer for column in plan.columns}
