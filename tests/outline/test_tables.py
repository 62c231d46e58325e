"""`bang` of an outline: rows of data → a table, and every mistake of one."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from service.errors import Problem
from service.fields.spec import FieldSpec
from service.outline import bound, compile_outline, compose
from service.values import Grid

FIELDS = {name: FieldSpec.model_validate({"label": name, **spec}) for name, spec in tomllib.loads("""
ten = { kind = "text" }
cac_nam = { kind = "list" }
hinh_thuc = { kind = "choice", choices = [{ value = "gk", label = "Giấy khen" }, { value = "bk", label = "Bằng khen" }] }
ca_nhan = { kind = "table", columns = { ho_ten = { kind = "text", label = "x" }, viec = { kind = "list", label = "x" }, \
nam = { kind = "list", label = "x" }, dat = { kind = "yes_no", label = "x" } } }
[phuong]
kind = "table"
[phuong.columns]
ten = { kind = "text", label = "x" }
truong = { kind = "table", label = "x", columns = { ten = { kind = "text", label = "x" } } }
""").items()}
VALUES: dict[str, object] = {
    "ten": "Danh sách", "cac_nam": ["2024", "2025"], "hinh_thuc": "", "ca_nhan": [
        {"ho_ten": "Lê An", "viec": ["Dạy học.", "Chủ nhiệm."], "nam": ["1", "2"], "dat": True},
        {"ho_ten": "Đỗ Bình", "viec": [], "nam": ["3", "4"], "dat": ""},
        {"ho_ten": "Võ Chi", "viec": [], "nam": ["5", "6"], "dat": True}],
    "phuong": [{"ten": "Hạnh Thông", "truong": [{"ten": "An Hội"}, {"ten": "Lê Lợi"}]},
               {"ten": "Gò Vấp", "truong": [{"ten": "Kim Đồng"}]}],
}


def made(columns: str, rows: str, **values: object) -> tuple[Grid, list[Problem]]:
    line = tomllib.loads(f'o = {{ bang = "{{{{ ten }}}}", cot = [{columns}], hang = [{rows}] }}')["o"]
    outline = compile_outline([line], FIELDS)
    assert outline.mistakes == ()
    parts, problems = compose(outline.entries, bound({**VALUES, **values}))
    assert parts[0].table is not None
    return parts[0].table, problems


def texts(grid: Grid) -> list[tuple[str, ...]]:
    return [tuple(map(str, row.cells)) for row in grid.rows]


@pytest.mark.parametrize(("columns", "rows", "cells"), [
    ('"Stt", "Họ và tên"', '{ each = "ca_nhan", o = ["{{ stt }}", "{{ x.ho_ten }}"] }',
     [("1", "Lê An"), ("2", "Đỗ Bình"), ("3", "Võ Chi")]),
    ('"Họ và tên", { each = "cac_nam", ten = "{{ x }}" }',
     '{ each = "ca_nhan", o = ["{{ x.ho_ten }}", { each = "x.nam", as = "y", o = "{{ y }}" }] }',
     [("Lê An", "1", "2"), ("Đỗ Bình", "3", "4"), ("Võ Chi", "5", "6")]),
    ('"Stt", "Trường"', '{ each = "phuong", as = "p", hang = [{ nhom = "{{ stt }}. {{ p.ten }}" }, '
     '{ each = "p.truong", as = "t", o = ["{{ stt }}", "{{ t.ten }}"] }] }',
     [("1. Hạnh Thông",), ("1", "An Hội"), ("2", "Lê Lợi"), ("2. Gò Vấp",), ("1", "Kim Đồng")]),
    ('"Stt", "Họ và tên"', '{ each = "ca_nhan", when = "x.dat", o = ["{{ stt }}", "{{ x.ho_ten }}"] }',
     [("1", "Lê An"), ("2", "Võ Chi")]),
    ('"Việc"', '{ each = "ca_nhan", when = "x.viec", o = ["{{ x.viec }}"] }', [("Dạy học.\nChủ nhiệm.",)]),
    ('"Tên"', '{ nhom = "Rỗng", when = "!ten" }, { o = ["{{ ten }}"], when = "ten" }, { tong = ["Tổng"] }',
     [("Danh sách",), ("Tổng",)]),
    ('{ each = "cac_nam", ten = "{{ x }}", cot = ["KH", "TH"] }',
     '{ o = [{ each = "cac_nam", o = ["a{{ x }}", "b{{ stt }}"] }] }',
     [("a2024", "b1", "a2025", "b2")]),
    ('"Tên", { ten = "Năm", cot = [{ each = "cac_nam", ten = "{{ x }}" }] }', '{ o = ["x", { each = "cac_nam", o = "-" }] }',
     [("x", "-", "-")]),
])
def test_rows_are_made_of_data(columns: str, rows: str, cells: list[tuple[str, ...]]) -> None:
    grid, problems = made(columns, rows)
    assert (texts(grid), problems, grid.caption) == (cells, [], "Danh sách")


def test_columns_nest_and_share_the_width() -> None:
    grid, _ = made('{ ten = "Stt", rong = 1, can = "giua" },'
                   ' { ten = "Năm", cot = [{ each = "cac_nam", ten = "{{ x }}", rong = 2 }] },'
                   ' { ten = "Bỏ", cot = [{ each = "phuong", ten = "{{ x.ten }}", when = "!ten" }] }',
                   '{ o = ["1", { each = "cac_nam", o = "x" }] }')
    assert [(str(column.heading), round(column.share, 2), len(column.parts)) for column in grid.columns] == [
        ("Stt", 0.2, 0), ("Năm", 0.8, 2)]
    assert [(str(leaf.heading), leaf.alignment) for leaf in grid.leaves] == [
        ("Stt", "center"), ("2024", "left"), ("2025", "left")]


def test_kinds_of_rows_and_size() -> None:
    outline = compile_outline([{"bang": "", "co_chu": 12, "cot": ["a", "b"], "hang": [
        {"nhom": "I"}, {"o": ["1", "**2**"]}, {"tong": ["", "3"]}]}], FIELDS)
    grid = compose(outline.entries, bound(VALUES))[0][0].table
    assert grid is not None
    assert ([row.kind for row in grid.rows], grid.size_pt) == (["group", "row", "total"], 12)
    assert grid.rows[1].cells[1].runs[0].bold


def test_a_table_too_wide_is_printed_in_parts() -> None:
    years = [str(year) for year in range(2020, 2025)]
    columns = ["a", {"each": "cac_nam", "ten": "{{ x }}"}]
    outline = compile_outline([{"bang": "Số liệu", "chia": 2, "giu": 1, "cot": columns, "hang": [
        {"nhom": "I"}, {"o": ["1", {"each": "cac_nam", "o": "n{{ x }}"}]}]}], FIELDS)
    parts, problems = compose(outline.entries, bound({**VALUES, "cac_nam": years}))
    grids = [part.table for part in parts if part.table]
    assert ([one.caption for one in grids], problems) == (["Số liệu", "Số liệu (tiếp theo)", "Số liệu (tiếp theo)"], [])
    assert [texts(one) for one in grids] == [
        [("I",), ("1", "n2020")], [("I",), ("1", "n2021", "n2022")], [("I",), ("1", "n2023", "n2024")]]
    assert all(abs(sum(leaf.share for leaf in one.leaves) - 1) < 1e-9 for one in grids)
    narrow = compose(outline.entries, bound({**VALUES, "cac_nam": years[:2]}))[0]
    assert [len(part.table.leaves) for part in narrow if part.table] == [3]


@pytest.mark.parametrize(("rows", "values", "code", "pointer"), [
    ('{ each = "ca_nhan", o = ["{{ x.ho_ten }}", { each = "x.nam", as = "y", o = "{{ y }}" }] }',
     {"ca_nhan": [{"ho_ten": "Lê An", "nam": ["1"]}]}, "row-uneven", "/ca_nhan/0/ho_ten"),
    ('{ each = "ca_nhan", o = ["**{{ x.ho_ten }}", { each = "cac_nam", o = "" }] }', {}, "markup-unclosed", "/ca_nhan/0/ho_ten"),
])
def test_what_only_the_data_shows_has_a_pointer(rows: str, values: dict[str, object], code: str, pointer: str) -> None:
    _, problems = made('"Họ và tên", { each = "cac_nam", ten = "{{ x }}" }', rows, **values)
    assert (problems[0].code, problems[0].pointer) == (code, pointer)


@pytest.mark.parametrize(("keys", "place", "mistake"), [
    ({"hang": [{"o": ["1"]}]}, "outline[0]", "cot"),
    ({"cot": ["a"], "hang": []}, "outline[0]", "hang"),
    ({"cot": ["a", "b"], "hang": [{"o": ["1"]}]}, "outline[0].hang[0]", "1 ô, bảng có 2 cột"),
    ({"cot": ["a"], "hang": [{"tong": ["1", "2"]}]}, "outline[0].hang[0]", "2 ô"),
    ({"cot": [{"ten": "a", "cot": ["b", "c"]}], "hang": [{"o": ["1"]}]}, "outline[0].hang[0]", "1 ô, bảng có 2 cột"),
    ({"cot": ["a"], "hang": [{"each": "phuong", "as": "p", "hang": [{"o": ["{{ p.tenn }}"]}]}]},
     "outline[0].hang[0].hang[0].o[0]", "tenn"),
    ({"cot": ["a"], "hang": [{"o": ["{{ x.ten }}"]}]}, "outline[0].hang[0].o[0]", "x.ten"),
    ({"cot": ["a"], "hang": [{"o": ["1"], "nhom": "x"}]}, "outline[0].hang[0]", "đúng một khóa"),
    ({"cot": ["a"], "hang": ["1"]}, "outline[0].hang[0]", "nhóm khóa"),
    ({"cot": ["a"], "hang": [{"each": "ten", "o": ["1"]}]}, "outline[0].hang[0]", "không phải danh sách"),
    ({"cot": [{"ten": "a", "can": "phair"}], "hang": [{"o": ["1"]}]}, "outline[0].cot[0]", "can"),
    ({"cot": [{"ten": "a", "rong": 0}], "hang": [{"o": ["1"]}]}, "outline[0].cot[0]", "rong"),
    ({"cot": [{"ten": "a", "ronng": 1}], "hang": [{"o": ["1"]}]}, "outline[0].cot[0]", "ronng"),
    ({"cot": [{"ten": "a", "cot": [{"ten": "b", "cot": [{"ten": "c", "cot": ["d"]}]}]}], "hang": [{"o": ["1"]}]},
     "outline[0].cot[0].cot[0].cot[0]", "nhiều nhất 3 tầng"),
    ({"cot": ["a"], "hang": [{"o": ["1"]}], "co_chu": 9}, "outline[0]", "từ 10 đến 14"),
    ({"cot": ["a"], "hang": [{"o": ["{{ phuong }}"]}]}, "outline[0].hang[0].o[0]", "không in được"),
    ({"cot": ["a"], "hang": [{"o": [True]}]}, "outline[0].hang[0].o[0]", "phải là chữ"),
    ({"cot": ["a"], "hang": [{"o": ["1"]}], "chia": 31}, "outline[0]", "từ 0 đến 30"),
    ({"cot": [{"ten": "a", "cot": ["b", "c"]}], "hang": [{"o": ["1", "2"]}], "chia": 2}, "outline[0]", "không chia được"),
])
def test_a_mistake_in_a_table_is_told_with_its_place(keys: dict[str, Any], place: str, mistake: str) -> None:
    found = compile_outline([{"bang": "", **keys}], FIELDS).mistakes
    assert any(mistake in one.message and one.place == place for one in found), found


@pytest.mark.parametrize(("when", "mistake"), [
    ("hinh_thuc = xk", "xk"), ("hinh_thuc = gk | xk", "xk"), ("hinh_thuc = gk |", "lựa chọn"),
    ("ten = gk", "không phải lựa chọn"), ("khong_co", "khong_co"), ("ten == 'a'", "lựa chọn"),
    ("ten and cac_nam", "Điều kiện"), ("", "Điều kiện"), ("ten | khong_co", "khong_co"), ("ten | hinh_thuc = gk", "Điều kiện"),
])
def test_a_condition_that_means_nothing_is_told(when: str, mistake: str) -> None:
    found = compile_outline([{"doan": "a", "when": when}], FIELDS).mistakes
    assert any(mistake in one.message for one in found), found
