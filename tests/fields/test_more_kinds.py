"""Decimals, hours, yes or no, references, appendices, signatures whose line the type fixes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from pydantic import TypeAdapter

from service.components.signature import Signed
from service.fields.kinds import kind_of
from tests.fields.test_kinds import refused, shown, spec

CLERK = spec("signature", chuc_vu="THƯ KÝ", note="(Ký, ghi rõ họ tên)")


@pytest.mark.parametrize(("field", "value", "printed"), [
    (spec("decimal"), 1234.5, "1.234,5"), (spec("decimal"), "1.234,5", "1.234,5"), (spec("decimal"), 6.1, "6,1"),
    (spec("decimal"), "2,340", "2,34"), (spec("decimal"), 3, "3"), (spec("decimal", places=2), 0.3, "0,30"),
    (spec("decimal", places=1), "0,25", "0,3"), (spec("decimal"), "-0,5", "-0,5"),
    (spec("time"), "2025-11-15T08:00", "08 giờ 00, ngày 15 tháng 11 năm 2025"),
    (spec("time"), "2025-11-15 08:00:00", "08 giờ 00, ngày 15 tháng 11 năm 2025"),
    (spec("time"), "8:05 5/1/2026", "08 giờ 05, ngày 05 tháng 01 năm 2026"),
    (spec("time"), "08 giờ 00, ngày 15 tháng 11 năm 2025", "08 giờ 00, ngày 15 tháng 11 năm 2025"),
    (spec("time"), datetime(2025, 11, 15, 14, 30), "14 giờ 30, ngày 15 tháng 11 năm 2025"),
    (spec("yes_no"), True, "Có"), (spec("yes_no"), "Có", "Có"), (spec("yes_no"), "x", "Có"), (spec("yes_no"), "không", "Không"),
    (spec("reference"), {"loai": "Tờ trình", "so_ky_hieu": "12/TTr-TH", "ngay": "5/11/2025"},
     "Tờ trình số 12/TTr-TH ngày 05 tháng 11 năm 2025"),
    (CLERK, "Đỗ Thị Bình", Signed(("THƯ KÝ",), "Đỗ Thị Bình", "", "THƯ KÝ", "(Ký, ghi rõ họ tên)")),
    (CLERK, {"ho_ten": "Đỗ Thị Bình", "chuc_vu": "THƯ KÝ"},
     Signed(("THƯ KÝ",), "Đỗ Thị Bình", "", "THƯ KÝ", "(Ký, ghi rõ họ tên)")),
    (spec("signature", chuc_vu="TM. Hội đồng\nThư ký"), "Đỗ Thị Bình",
     Signed(("TM. HỘI ĐỒNG", "THƯ KÝ"), "Đỗ Thị Bình", "", "TM. Hội đồng\nThư ký")),
])
def test_a_value_is_printed(field: Any, value: object, printed: object) -> None:
    assert shown(field, value) == printed


@pytest.mark.parametrize(("field", "value", "part", "printed"), [
    (spec("decimal"), "6,5", "phan_tram", "6,5%"), (spec("time"), "2025-11-15T08:00", "gio", "08 giờ 00"),
    (spec("time"), "2025-11-15T08:00", "ngay", "ngày 15 tháng 11 năm 2025"),
    (spec("time"), "2025-11-15T08:00", "ngan", "15/11/2025"),
    (spec("yes_no"), True, "dau", "x"), (spec("yes_no"), True, "khong_dau", ""), (spec("yes_no"), False, "khong_dau", "x"),
    (spec("reference"), {"loai": "Tờ trình", "so_ky_hieu": "12/TTr-TH", "ngay": "5/11/2025", "co_quan": "Trường An Hội",
                         "trich_yeu": "về việc khen thưởng"}, "day_du",
     "Tờ trình số 12/TTr-TH ngày 05 tháng 11 năm 2025 của Trường An Hội về việc khen thưởng"),
    (spec("organisation", lines=2), {"ten": "Ủy ban nhân dân\nphường Hạnh Thông"}, "ten", "Ủy ban nhân dân phường Hạnh Thông"),
])
def test_a_value_has_parts(field: Any, value: object, part: str, printed: str) -> None:
    assert getattr(shown(field, value), part) == printed


@pytest.mark.parametrize("field", [spec("decimal"), spec("time"), spec("yes_no"), spec("reference"), spec("signature"),
                                   spec("appendices")])
def test_a_value_not_given_is_false(field: Any) -> None:
    assert not kind_of(field, "truong").present(None)


def test_yes_is_true_and_no_is_false() -> None:
    assert (bool(shown(spec("yes_no"), True)), bool(shown(spec("yes_no"), False))) == (True, False)


def test_a_fixed_line_stays_with_room_to_sign() -> None:
    assert kind_of(CLERK, "truong").present(None) == Signed(("THƯ KÝ",), "", "", "THƯ KÝ", "(Ký, ghi rõ họ tên)")


@pytest.mark.parametrize(("field", "value", "code", "words"), [
    (spec("decimal"), "1,234.5", "number-wrong", "1.234,5"), (spec("decimal"), "12.34", "number-wrong", "12,34"),
    (spec("decimal"), "mười", "number-wrong", "dấu phẩy"), (spec("decimal"), True, "number-wrong", "Phải là số"),
    (spec("decimal"), float("nan"), "number-wrong", "Phải là số"), (spec("decimal"), [], "number-wrong", "Phải là số"),
    (spec("decimal", min=0), "-0,5", "number-small", "0"), (spec("decimal", max=100), 100.5, "number-large", "100"),
    (spec("time"), "2025-11-15", "time-invalid", "08:00 15/11/2025"), (spec("time"), "25:00 15/11/2025", "time-invalid", "25:00"),
    (spec("time"), "2025-11-15T08:00+07:00", "time-invalid", "08:00"),
    (spec("time"), "2025-02-30T08:00", "time-invalid", "có thật"),
    (spec("yes_no"), "có lẽ", "yes-no-wrong", "có lẽ"), (spec("yes_no"), 1, "yes-no-wrong", "1"),
    (spec("choice", choices=["a"]), [], "choice-wrong", "a"),
    (CLERK, {"ho_ten": "A", "chuc_vu": "Hiệu trưởng"}, "office-fixed", "THƯ KÝ"), (CLERK, {}, "field-missing", "bắt buộc"),
    (CLERK, {"ho_ten": "A", "quyen_han": "TM."}, "field-unknown", "quyen_han"), (CLERK, 5, "object-wrong", "đối tượng"),
    (spec("appendices"), [{"ten": "A"}], "field-missing", "bắt buộc"), (spec("appendices"), [], "list-short", "1"),
    (spec("reference"), {"so_ky_hieu": "1/QĐ"}, "field-missing", "bắt buộc"),
])
def test_a_wrong_value_is_told_in_vietnamese(field: Any, value: object, code: str, words: str) -> None:
    field = field.model_copy(update={"required": True})
    found = refused(field, value)
    assert found[0].code == code
    assert words in found[0].message


def test_a_problem_of_an_appendix_leads_to_its_line() -> None:
    found = refused(spec("appendices"), [{"ten": "A", "noi_dung": [{"khoan": "x", "noi_dung": [{"muc": "y"}]}]}])
    assert found[0].pointer.startswith("/truong/0/noi_dung/0/noi_dung/0")


@pytest.mark.parametrize(("field", "form"), [
    (spec("decimal", min=0, max=100), {"type": "number", "minimum": 0, "maximum": 100}),
    (spec("time"), {"type": "string", "format": "date-time-local"}), (spec("yes_no"), {"type": "boolean"}),
])
def test_the_form_of_a_value(field: Any, form: dict[str, object]) -> None:
    annotation: Any = kind_of(field, "truong").annotation
    made = TypeAdapter(annotation).json_schema()
    assert made.items() >= form.items()


@pytest.mark.parametrize(("keys", "key"), [
    ({"kind": "text", "places": 2}, "places"), ({"kind": "money", "count": "a"}, "count"),
    ({"kind": "text", "note": "a"}, "note"),
    ({"kind": "date", "sum": "a"}, "sum"), ({"kind": "integer", "count": "a", "sum": "b"}, "count, sum"),
])
def test_a_key_in_the_wrong_place_is_told(keys: dict[str, Any], key: str) -> None:
    assert any(key in one.message for one in spec(**keys).misplaced())
