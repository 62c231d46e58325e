from __future__ import annotations

import tomllib
from typing import Any

import pytest

from service.body import markdown
from service.fields.body import BodyItems
from service.fields.spec import FieldSpec
from service.outline import Checker, bound, compile_outline, compose

FIELDS = {name: FieldSpec.model_validate({"label": name, **spec}) for name, spec in tomllib.loads("""
muc_dich = { kind = "list" }
kinh_phi = { kind = "long_text" }
ten = { kind = "text" }
tien = { kind = "money" }
khac = { kind = "body" }
nhom = { kind = "table", columns = { ten = { kind = "text", label = "x" }, viec = { kind = "list", label = "x" } } }
khen = { kind = "group", columns = { nam = { kind = "year", label = "x" }, hinh_thuc = { kind = "list", label = "x" } } }
""").items()}
VALUES: dict[str, object] = {
    "muc_dich": ["Tạo khí thế", "Nâng cao trách nhiệm."], "kinh_phi": [], "ten": "Thi đua", "tien": "", "khac": BodyItems(),
    "nhom": [{"ten": "Hạ tầng", "viec": ["a.", "b."]}, {"ten": "Tiết kiệm", "viec": ["c."]}],
    "khen": {"nam": "2030", "hinh_thuc": ["Bằng khen", "Giấy khen"]},
}


def composed(toml: str, **values: object) -> list[tuple[str, str, str]]:
    outline = compile_outline(tomllib.loads(toml)["outline"], FIELDS)
    assert outline.mistakes == ()
    parts, problems = compose(outline.entries, bound({**VALUES, **values}))
    assert problems == []
    return [(part.level, part.text, part.pointer) for part in parts]


def test_levels_and_repeated_lines() -> None:
    assert composed('outline = [{ muc = "Mục đích {{ ten }}" }, { gach = "{{ x }}", each = "muc_dich" }]') == [
        ("muc", "Mục đích Thi đua", "/ten"), ("gach", "Tạo khí thế", "/muc_dich/0"),
        ("gach", "Nâng cao trách nhiệm.", "/muc_dich/1")]


def test_a_list_gets_its_end_marks() -> None:
    lines = composed('outline = [{ gach = "{{ x }}", each = "khen.hinh_thuc", punctuate = true }]')
    assert lines == [("gach", "Bằng khen;", "/khen/hinh_thuc/0"), ("gach", "Giấy khen.", "/khen/hinh_thuc/1")]


def test_rows_carry_a_stretch_of_lines_with_pointers_to_their_cells() -> None:
    toml = """outline = [{ each = "nhom", as = "n", noi_dung = [
        { khoan = "{{ n.ten }}" }, { diem = "{{ x }}", each = "n.viec" } ] }]"""
    assert composed(toml) == [
        ("khoan", "Hạ tầng", "/nhom/0/ten"), ("diem", "a.", "/nhom/0/viec/0"), ("diem", "b.", "/nhom/0/viec/1"),
        ("khoan", "Tiết kiệm", "/nhom/1/ten"), ("diem", "c.", "/nhom/1/viec/0")]


@pytest.mark.parametrize(("given", "count"), [([], 0), (["Từ ngân sách."], 2)])
def test_a_stretch_stands_only_where_its_field_is_given(given: list[str], count: int) -> None:
    toml = 'outline = [{ when = "kinh_phi", noi_dung = [{ muc = "Kinh phí" }, { doan = "{{ x }}", each = "kinh_phi" }] }]'
    assert len(composed(toml, kinh_phi=given)) == count


@pytest.mark.parametrize(("when", "given", "count"), [
    ("kinh_phi | ten", {"kinh_phi": [], "ten": ""}, 0), ("kinh_phi | ten", {"kinh_phi": ["a"], "ten": ""}, 1),
    ("kinh_phi|ten", {"kinh_phi": [], "ten": "b"}, 1), ("!kinh_phi | ten", {"kinh_phi": [], "ten": ""}, 1),
    ("!kinh_phi | ten", {"kinh_phi": ["a"], "ten": ""}, 0)])
def test_one_of_several_fields_may_be_asked_for(when: str, given: dict[str, object], count: int) -> None:
    assert len(composed(f'outline = [{{ doan = "a", when = "{when}" }}]', **given)) == count


def test_an_absent_group_is_empty_and_false() -> None:
    toml = 'outline = [{ muc = "Năm {{ khen.nam }}", when = "khen" }, { gach = "{{ x }}", each = "khen.hinh_thuc" }]'
    assert composed(toml, khen="") == []


def test_a_body_field_is_put_in_place() -> None:
    parts, _ = markdown.parts("# Mục khác\nĐoạn.")
    assert composed('outline = [{ body = "khac" }]', khac=BodyItems((), parts)) == [
        ("muc", "Mục khác", "/khac"), ("doan", "Đoạn.", "/khac")]


def test_a_text_is_filled_with_values() -> None:
    text = Checker(FIELDS).text("Phong trào {{ ten }} năm {{khen.nam}}{{ tien }}", {}, "")
    assert text.fill(bound(VALUES)) == ("Phong trào Thi đua năm 2030", "/ten")


@pytest.mark.parametrize(("line", "mistake"), [
    ({"muc": "a", "khoan": "b"}, "Cần đúng một cấp"), ({"each": "muc_dich"}, "Cần đúng một cấp"), ({"mucc": "a"}, "mucc"),
    ({"muc": "{{ khong_co }}"}, "khong_co"), ({"gach": "{{ x }}", "each": "muc_dic"}, "muc_dic"), ({"gach": "{{ x }}"}, "x"),
    ({"gach": "{{ x }}", "each": "ten"}, "không phải danh sách"), ({"muc": "{{ ten | upper }}"}, "chỉ viết được tên trường"),
    ({"muc": "{% if ten %}a{% endif %}"}, "chỉ viết được tên trường"),
    ({"muc": "{{ khen.nm }}"}, "nm"), ({"body": "ten"}, "kiểu body"),
    ({"muc": "{{ ten.upper }}"}, "upper"), ("muc", "nhóm"),
    ({"each": "nhom", "as": "n", "noi_dung": [{"muc": "{{ n.x }}"}]}, "n.x"),
])
def test_a_mistake_in_an_outline_is_told_with_its_place(line: Any, mistake: str) -> None:
    found = compile_outline([{"muc": "A"}, line], FIELDS).mistakes
    assert any(mistake in one.message and one.place.startswith("outline[1]") for one in found)


def test_the_fields_an_outline_prints_are_known() -> None:
    outline = compile_outline([{"khoan": "{{ n.ten }}", "each": "nhom", "as": "n", "when": "kinh_phi"}], FIELDS)
    assert outline.used == {"nhom", "kinh_phi"}
