from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from service.config import settings
from service.errors import Problem
from service.fields.kinds import kind_of, model_of
from service.fields.messages import problems
from service.fields.spec import FieldSpec


def spec(kind: str, **keys: Any) -> FieldSpec:
    return FieldSpec.model_validate({"kind": kind, "label": "Nhãn", **keys})


def shown(field: FieldSpec, value: object) -> Any:
    kind = kind_of(field, "truong")
    return kind.present(TypeAdapter(kind.annotation).validate_python(value))


def refused(field: FieldSpec, value: object) -> list[Problem]:
    model = model_of("Thu", {"truong": field}, {"truong": kind_of(field, "truong")})
    with pytest.raises(ValidationError) as error:
        model.model_validate({"truong": value})
    return problems(error.value, model)


@pytest.mark.parametrize(("field", "value", "printed"), [
    (spec("text"), "  Trường  Tiểu học \t An Hội ", "Trường Tiểu học An Hội"),
    (spec("text"), unicodedata.normalize("NFD", "Đường Nguyễn Ưởng"), "Đường Nguyễn Ưởng"),
    (spec("text"), 2026, "2026"),
    (spec("text", lines=2), "Ủy ban nhân dân\n phường Hạnh Thông", "Ủy ban nhân dân\nphường Hạnh Thông"),
    (spec("long_text"), "Đoạn một.\n\nĐoạn hai.", ["Đoạn một.", "Đoạn hai."]),
    (spec("long_text"), ["Đoạn một.", "Đoạn hai."], ["Đoạn một.", "Đoạn hai."]),
    (spec("integer"), "1.234.567", "1.234.567"),
    (spec("integer"), -5, "-5"),
    (spec("year"), "2026", "2026"),
    (spec("money"), 24_500_000, "24.500.000\u00a0đồng"),
    (spec("money"), "24.500.000 đồng", "24.500.000\u00a0đồng"),
    (spec("date"), "5/1/2026", "ngày 05 tháng 01 năm 2026"),
    (spec("choice", choices=["Giấy khen", {"value": "bk", "label": "Bằng khen"}]), "bk", "Bằng khen"),
    (spec("person"), "Nguyễn Thị Mai", "Nguyễn Thị Mai"),
    (spec("organisation"), {"ten": "Trường Tiểu học An Hội", "viet_tat": "THAH"}, "Trường Tiểu học An Hội"),
    (spec("list"), ["a", "b"], ["a", "b"]),
    (spec("addressees"), "Bộ Nội vụ", ["Bộ Nội vụ"]),
    (spec("addressees"), ["Bộ Nội vụ", "Bộ Tài chính"], ["- Bộ Nội vụ;", "- Bộ Tài chính."]),
])
def test_a_value_is_printed_as_people_write_it(field: FieldSpec, value: object, printed: object) -> None:
    assert shown(field, value) == printed


@pytest.mark.parametrize(("field", "value", "part", "printed"), [
    (spec("integer"), 2_024, "bang_chu", "hai nghìn không trăm hai mươi tư"),
    (spec("integer"), 2_024, "lien", "2024"),
    (spec("money"), 1_500_000, "bang_chu", "Một triệu năm trăm nghìn đồng"),
    (spec("money"), 1_500_000, "so", "1.500.000"),
    (spec("date"), "2026-11-05", "ngan", "05/11/2026"),
    (spec("date"), "2026-11-05", "thang_nam", "tháng 11 năm 2026"),
    (spec("choice", choices=[{"value": "bk", "label": "Bằng khen"}]), "bk", "ma", "bk"),
    (spec("person"), {"ho_ten": "Nguyễn Thị Mai", "danh_xung": "Bà"}, "day_du", "Bà Nguyễn Thị Mai"),
    (spec("organisation"), "Sở Giáo dục và Đào tạo", "in_hoa", "SỞ GIÁO DỤC VÀ ĐÀO TẠO"),
])
def test_a_value_has_parts(field: FieldSpec, value: object, part: str, printed: str) -> None:
    assert getattr(shown(field, value), part) == printed


@pytest.mark.parametrize(("kind", "part"), [("integer", "bang_chu"), ("money", "so"), ("date", "ngan"), ("person", "day_du"),
                                            ("organisation", "viet_tat"), ("year", "so")])
def test_a_value_not_given_prints_nothing_and_is_false(kind: str, part: str) -> None:
    blank: Any = kind_of(spec(kind), "truong").present(None)
    assert (str(blank), bool(blank), getattr(blank, part)) == ("", False, "")


def test_rows_of_a_table_are_printed_by_their_columns() -> None:
    field = spec("table", columns={"ho_ten": {"kind": "text", "label": "Họ tên", "required": True},
                                   "tien": {"kind": "money", "label": "Tiền thưởng"}})
    assert shown(field, [{"ho_ten": "Lê An", "tien": 500_000}, {"ho_ten": "Võ Bình"}]) == [
        {"ho_ten": "Lê An", "tien": "500.000\u00a0đồng"}, {"ho_ten": "Võ Bình", "tien": ""}]


TABLE = spec("table", required=True, columns={"ho_ten": {"kind": "text", "label": "Họ tên", "required": True, "max_length": 9},
                                              "so": {"kind": "integer", "label": "Số", "min": 1}})


@pytest.mark.parametrize(("field", "value", "code", "pointer"), [
    (spec("text", max_length=5), "Quá dài", "text-long", "/truong"),
    (spec("text", min_length=5), "ngắn", "text-short", "/truong"),
    (spec("text"), "hai\ndòng", "text-lines", "/truong"),
    (spec("text"), "chuông \x07", "text-control", "/truong"),
    (spec("text"), ["a"], "text-wrong", "/truong"),
    (spec("text"), True, "text-wrong", "/truong"),
    (spec("text", required=True), None, "field-missing", "/truong"),
    (spec("text", required=True), "", "field-missing", "/truong"),
    (spec("text", required=True), "  ", "text-short", "/truong"),
    (spec("integer"), "mười", "number-wrong", "/truong"),
    (spec("integer"), "1.23", "number-wrong", "/truong"),
    (spec("integer"), 1.5, "number-wrong", "/truong"),
    (spec("integer"), True, "number-wrong", "/truong"),
    (spec("integer"), 10**30, "number-large", "/truong"),
    (spec("integer", min=1), 0, "number-small", "/truong"),
    (spec("year"), 26, "number-small", "/truong"),
    (spec("money", max=10), 11, "number-large", "/truong"),
    (spec("date"), "31/02/2026", "date-invalid", "/truong"),
    (spec("date"), 20261105, "date-invalid", "/truong"),
    (spec("choice", choices=["Giấy khen"]), "Bằng khen", "choice-wrong", "/truong"),
    (spec("person"), {"ten": "A"}, "field-unknown", "/truong/ten"),
    (spec("organisation"), {"viet_tat": "GDĐT"}, "field-missing", "/truong/ten"),
    (spec("organisation"), "hai\ndòng", "text-lines", "/truong"),
    (spec("list", min=2), ["một"], "list-short", "/truong"),
    (spec("list", max=1), ["một", "hai"], "list-long", "/truong"),
    (spec("list"), "một", "list-wrong", "/truong"),
    (spec("list", item={"kind": "date", "label": "Ngày"}), ["2026-01-01", "mai"], "date-invalid", "/truong/1"),
    (TABLE, [], "list-short", "/truong"),
    (TABLE, ["Lê An"], "object-wrong", "/truong/0"),
    (TABLE, [{"ho_ten": "Lê An"}, {"so": 0, "ho_ten": "x"}], "number-small", "/truong/1/so"),
    (TABLE, [{"ho_ten": "Nguyễn Thị Mai"}], "text-long", "/truong/0/ho_ten"),
    (TABLE, [{"hoten": "Lê An", "ho_ten": "x"}], "field-unknown", "/truong/0/hoten"),
    (spec("group", columns={"ten": {"kind": "text", "label": "Tên"}}), [], "object-wrong", "/truong"),
    (spec("body"), 5, "list-wrong", "/truong"),
    (spec("body"), [], "body-empty", "/truong"),
    (spec("body"), "\n\n", "body-empty", "/truong"),
    (spec("body"), [{"muc": "A"}, {"khoan": "2. b", "noi_dung": [{"gach": "x"}]}], "numbering-conflict", "/truong/1"),
    (spec("body"), [{"muc": "A", "noi_dung": [{"khoann": "b"}]}], "field-unknown", "/truong/0/noi_dung/0/khoann"),
    (spec("legal_grounds"), ["Căn cứ Kế hoạch số 2268/KH-UBND,"], "ground-comma", "/truong/0"),
    (spec("filing"), {"so_ban": 0}, "number-small", "/truong/so_ban"),
    (spec("signature"), {"quyen_han": "PP.", "chuc_vu": "a", "ho_ten": "b"}, "choice-wrong", "/truong/quyen_han"),
    (spec("image"), "khong-co.png", "image-wrong", "/truong"),
])
def test_a_wrong_value_is_refused_with_its_pointer(field: FieldSpec, value: object, code: str, pointer: str) -> None:
    found = refused(field, value)
    assert (code, pointer) in [(one.code, one.pointer) for one in found]
    assert all("{" not in one.message for one in found if one.code != "object-wrong")


COUNCIL = spec("table", columns={"vai_tro": {"kind": "choice", "label": "Vai trò", "choices": [
    {"value": "Chủ tịch", "min": 1, "max": 1}, {"value": "pct", "label": "Phó Chủ tịch", "max": 2}, {"value": "Thư ký", "min": 1},
    "Ủy viên"]}})


@pytest.mark.parametrize(("roles", "told"), [
    (["Chủ tịch", "Thư ký"], []),
    (["Chủ tịch", "pct", "pct", "Thư ký", "Thư ký", "Ủy viên"], []),
    (["Thư ký", "Ủy viên"], ["Cột Vai trò: phải có 1 dòng ghi “Chủ tịch”, đang có 0."]),
    (["Chủ tịch", "Chủ tịch", "Thư ký"], ["Cột Vai trò: phải có 1 dòng ghi “Chủ tịch”, đang có 2."]),
    (["Chủ tịch", "pct", "pct", "pct", "Thư ký"], ["Cột Vai trò: phải có 0 - 2 dòng ghi “Phó Chủ tịch”, đang có 3."]),
    (["Chủ tịch", "Ủy viên"], ["Cột Vai trò: phải có ≥ 1 dòng ghi “Thư ký”, đang có 0."]),
])
def test_so_many_rows_say_a_choice(roles: list[str], told: list[str]) -> None:
    rows = [{"vai_tro": one} for one in roles]
    if told:
        found = refused(COUNCIL, rows)
        assert [(one.code, one.pointer, one.message) for one in found] == [("rows-saying", "/truong", text) for text in told]
    else:
        assert [row["vai_tro"] for row in shown(COUNCIL, rows)] == [one.replace("pct", "Phó Chủ tịch") for one in roles]


def test_an_unknown_field_is_answered_with_the_nearest_name() -> None:
    assert refused(TABLE, [{"hoten": "Lê An", "ho_ten": "x"}])[0].message == "Không có trường “hoten”; có phải “ho_ten”?"


def test_the_office_s_limit_on_rows_is_named() -> None:
    found = refused(spec("list"), ["x"] * (settings().max_rows + 1))
    assert [one.code for one in found] == ["limit-rows"]
    assert "VANBAN_MAX_ROWS" in found[0].message


def test_all_problems_are_told_at_once() -> None:
    assert len(refused(TABLE, [{"so": "x"}, {"ho_ten": 5 * "dài ", "so": 0}, 7])) == 5


@pytest.mark.parametrize(("keys", "mistake"), [
    ({"kind": "date", "max_length": 5}, "max_length"), ({"kind": "choice"}, "choices"), ({"kind": "table"}, "columns"),
    ({"kind": "list", "structure": "muc"}, "structure"),
])
def test_a_key_that_its_kind_does_not_know_is_a_mistake(keys: dict[str, object], mistake: str) -> None:
    assert any(mistake in str(one) for one in FieldSpec.model_validate({"label": "x", **keys}).misplaced())
