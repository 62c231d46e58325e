"""Rows against their types and each other: exactly the cells that are wrong, before anything is rendered."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PIL import Image

from service.sheets import as_json, faults_csv, file_name, judge, marked, read_rows
from service.sheets.marks import ERRORS, HEADING_ROW, SUMMARY
from tests.sheets.filling import Book, example
from tests.sheets.spoiled import cells, spoiled

TODAY = date(2026, 11, 22)


def test_of_2000_rows_exactly_the_40_wrong_cells_are_named() -> None:
    data, wrong = spoiled(400)
    found = judge(read_rows(data, "so.xlsx"), today=TODAY)
    assert cells(found) == wrong
    assert len(list(found.every_fault())) == len(wrong) == 40
    assert (len(found.judged), len(found.ready), len(found.faulty)) == (2000, 1960, 40)
    assert found.notices == ()


def test_the_workbook_comes_back_with_those_cells_marked() -> None:
    data, wrong = spoiled(40)
    found = judge(read_rows(data, "so.xlsx"), today=TODAY)
    assert cells(found) == wrong
    book = load_workbook(io.BytesIO(marked(data, found)))
    before = load_workbook(io.BytesIO(data))
    coloured, reasons = set(), set()
    for sheet in before.worksheets:
        for line in sheet.iter_rows():
            for cell in line:
                after = book[sheet.title][cell.coordinate]
                assert (after.value, after.number_format, after.font.name) == (cell.value, cell.number_format, cell.font.name)
                if after.fill.fgColor.rgb != cell.fill.fgColor.rgb:
                    coloured.add((sheet.title, cell.coordinate))
                if after.comment and (not cell.comment or after.comment.text != cell.comment.text):
                    reasons.add((sheet.title, cell.coordinate))
    assert coloured == reasons == {(sheet, cell) for sheet, cell, _ in wrong}
    beside = [line for sheet in before.worksheets for (line,) in book[sheet.title].iter_rows(
        min_row=HEADING_ROW + 1, min_col=sheet.max_column + 1, max_col=sheet.max_column + 1, values_only=True) if line]
    assert len(beside) == 40
    assert book[SUMMARY].max_row == 3 + 40
    assert book[SUMMARY]["A1"].value == "160/200 dòng làm được, 40 dòng có lỗi."


def few(**changed: Any) -> Book:
    return Book(("giay_khen", "1", example("giay_khen")), ("giay_khen", "2", example("giay_khen", **changed)))


def test_a_corrected_workbook_loses_its_marks() -> None:
    book = few(ngay_ban_hanh=None)
    cell = book.cell("giay_khen", "2", "/ngay_ban_hanh")
    cell.value = "31/02/2026"
    once = marked(book.bytes(), judge(read_rows(book.bytes(), "so.xlsx"), today=TODAY))
    assert marked(once, judge(read_rows(once, "so.xlsx"), today=TODAY)) == once            # nothing is marked twice
    repaired = load_workbook(io.BytesIO(once))
    again = repaired[cell.parent.title][cell.coordinate]
    assert again.comment is not None
    again.value = "28/02/2026"
    out = io.BytesIO()
    repaired.save(out)
    clean = judge(read_rows(out.getvalue(), "so.xlsx"), today=TODAY)
    assert clean.all_ready
    assert clean.notices == ()
    final = load_workbook(io.BytesIO(marked(out.getvalue(), clean)))
    sheet = final[cell.parent.title]
    assert sheet[cell.coordinate].comment is None
    assert sheet[cell.coordinate].fill.fill_type is None
    column = next(one.column for one in sheet[HEADING_ROW] if one.value == ERRORS[0])
    assert [one.value for (one,) in sheet.iter_rows(min_row=3, min_col=column, max_col=column) if one.value] == []


def test_keys_said_twice_and_names_of_files_said_twice_are_named_on_every_row() -> None:
    data = example("giay_khen")
    keys = ["A/1", "a-1", "B", "B", "c"]
    book = Book(*(("giay_khen", key, data) for key in keys))
    found = judge(read_rows(book.bytes(), "so.xlsx"), today=TODAY)
    assert [[fault.problem.code for fault in one.faults] for one in found.judged] == [
        ["name-twice"], ["name-twice"], ["key-twice"], ["key-twice"], []]
    assert [one.faults[0].problem.args["cac_dong"] for one in found.judged[:4]] == ["5", "4", "7", "6"]


@pytest.mark.parametrize(("text", "name"), [
    ("giay_khen-Nguyễn Văn Đức", "giay_khen-Nguyễn Văn Đức"), ("a/b:c*?", "a-b-c-"), ("CON", "_CON"), ("..", "_"), ("x. ", "x"),
    ("a\nb", "a-b"), ("dài " * 60, ("dài " * 20).strip()),
])
def test_a_key_is_a_name_of_a_file(text: str, name: str) -> None:
    assert file_name(text) == name


def test_a_value_is_shared_by_a_campaign() -> None:
    data = example("cong_van", dia_danh=None)
    campaign = {"ten": "Phong trào thi đua thực hành tiết kiệm", "co_quan": [
        {"ma": "p", "ten": "Phòng Văn hóa - Xã hội", "dia_danh": "Hạnh Thông"}], "co_quan_ban_hanh": "p"}
    rows = read_rows(Book(("cong_van", "1", data)).bytes(), "so.xlsx")
    assert not judge(rows, today=TODAY).all_ready
    assert judge(rows, campaign=campaign, today=TODAY).all_ready


def test_a_picture_is_looked_for_beside_the_workbook_only(tmp_path: Path) -> None:
    Image.new("RGB", (40, 40), "red").save(tmp_path / "quoc_huy.png")
    rows = read_rows(few(quoc_huy="quoc_huy.png").bytes(), "so.xlsx")
    assert judge(rows, today=TODAY, folder=tmp_path).all_ready
    [fault] = judge(rows, today=TODAY).faulty[0].faults                  # at a door that has no folder
    assert fault.problem.code == "image-wrong"


def test_what_stands_in_a_cell_becomes_no_formula_in_a_list_of_faults() -> None:
    data = {**example("giay_khen"), "cach_in": "=cmd|' /C calc'!A0"}
    found = judge(read_rows(json.dumps(data).encode(), "x.jsonl", slug="giay_khen"), today=TODAY)
    text = faults_csv(found).decode("utf-8-sig")
    assert text.splitlines()[1].split(";")[5] == "'=cmd|' /C calc'!A0"
    assert as_json(found)["faults"][0] | {"message": ""} == {                      # type: ignore[index]
        "type": "giay_khen", "key": "1", "row": 1, "sheet": "", "line": 1, "cell": "", "column": "/cach_in",
        "pointer": "/cach_in", "value": "=cmd|' /C calc'!A0", "code": "choice-wrong", "message": ""}


def test_a_text_like_a_formula_stays_a_text_in_the_marked_workbook() -> None:
    book = few()
    cell = book.cell("giay_khen", "2", "/cach_in")
    cell.value, cell.data_type = "=1+1", "s"
    found = judge(read_rows(book.bytes(), "so.xlsx"), today=TODAY)
    after = load_workbook(io.BytesIO(marked(book.bytes(), found)))
    assert after[cell.parent.title][cell.coordinate].data_type == "s"
    assert after[SUMMARY]["F4"].data_type == "s"
