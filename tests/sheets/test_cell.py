"""Cells as spreadsheets leave them: what is taken, what is named."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import pytest

from service.fields.spec import FieldSpec
from service.sheets.cell import broken_letters, encoding_problem, old_letters, taken
from service.sheets.columns import Column, form


def column(kind: str, label: str = "Nội dung", pointer: str = "/x", **keys: Any) -> Column:
    spec = FieldSpec.model_validate({"kind": kind, "label": label, **keys})
    return Column(("x",), pointer, label, form(spec), spec, required=True)


CHOICES = ("Nam", {"value": "nu", "label": "Nữ"})
TAKEN = [
    (column("text"), "  Lâm Thị Ngọc Diệp ", "Lâm Thị Ngọc Diệp"),
    (column("text"), 37, 37), (column("text"), "0079", "0079"), (column("text"), True, "TRUE"),
    (column("text", "Điện thoại"), "0283 895 000", "0283 895 000"),
    (column("integer"), "1.234.567", "1.234.567"), (column("money"), 1500000, 1500000),
    (column("decimal"), "1.234,5", "1.234,5"), (column("decimal"), 2.5, 2.5), (column("year"), 2026, 2026),
    (column("date"), datetime(2025, 12, 15), datetime(2025, 12, 15)), (column("date"), "15/12/2025", "15/12/2025"),
    (column("date"), 7, "7"),                                    # no day anyone means: the type says so
    (column("time"), datetime(2025, 12, 15, 7, 59, 59, 999000), datetime(2025, 12, 15, 8, 0)),
    (column("yes_no"), "Có", "Có"), (column("yes_no"), True, True),
    (column("choice", choices=CHOICES), "Nữ", "nu"), (column("choice", choices=CHOICES), "NỮ", "nu"),
    (column("choice", choices=CHOICES), "nu", "nu"), (column("choice", choices=CHOICES), "Khác", "Khác"),
    (column("list"), "Một\n\n hai \nba", ["Một", "hai", "ba"]), (column("list"), 2024, [2024]),
    (column("list", item={"kind": "choice", "label": "x", "choices": CHOICES}), "Nữ\nNam", ["nu", "Nam"]),
    (column("recipients"), "Sở Nội vụ\nCác trường (để thực hiện)", ["Sở Nội vụ", "Các trường (để thực hiện)"]),
    (column("body"), "# Mục đích\n- Một", "# Mục đích\n- Một"), (column("body"), '[{"muc": "Một"}]', [{"muc": "Một"}]),
    (column("body"), "[Lược trích] Toàn văn", "[Lược trích] Toàn văn"),
]
NAMED = [
    (column("text"), 79012345678, "cell-made-number", "79012345678"),             # căn cước công dân 079012345678
    (column("text", "Điện thoại", "/dien_thoai"), 2838950, "cell-made-number", "2838950"),
    (column("text", "Liên hệ: Điện thoại"), 2838950, "cell-made-number", "2838950"),
    (column("text"), datetime(2025, 1, 1), "cell-made-date", "01/01/2025"),       # "01/2025", the number of a certificate
    (column("text"), time(8, 5), "cell-made-date", "08:05"),
    (column("text"), "7,9012E+10", "cell-power", "7,9012E+10"), (column("integer"), "1E+06", "cell-power", "1E+06"),
    (column("text"), "#N/A", "cell-error", "#N/A"), (column("date"), "#DIV/0!", "cell-error", "#DIV/0!"),
    (column("date"), 46006, "cell-serial", "15/12/2025"), (column("time"), 46006.5, "cell-serial", "12:00 15/12/2025"),
    (column("time"), time(8, 0), "cell-hour-only", "08:00"),
    (column("money"), date(1905, 3, 14), "cell-number-made-date", ""),
    (column("body"), '[{"muc": "Một"', "cell-json", ""), (column("list"), datetime(2025, 1, 1), "cell-made-date", "01/01/2025"),
]


@pytest.mark.parametrize(("into", "value", "said"), TAKEN)
def test_a_value_with_one_meaning_is_taken(into: Column, value: Any, said: object) -> None:
    assert taken(into, value) == (said, None)


@pytest.mark.parametrize(("into", "value", "code", "shown"), NAMED)
def test_what_a_spreadsheet_did_to_a_value_is_named(into: Column, value: Any, code: str, shown: str) -> None:
    _, wrong = taken(into, value)
    assert wrong is not None
    assert wrong.code == code
    assert shown in wrong.message


@pytest.mark.parametrize(("text", "font", "reads"), [
    ("NguyÔn V¨n An", "", "Nguyễn Văn An"), ("Traàn Thò Bích Ngoïc", "", "Trần Thị Bích Ngọc"),
    ("Hµ", ".VnTime", "Hà"), ("PHÒNG NỘI VỤ", ".VnTimeH", None), ("Lê Thúy Hà", "", None), ("Café Hà Nội", "", None),
])
def test_letters_of_old_encodings_are_found(text: str, font: str, reads: str | None) -> None:
    found = old_letters(text, font)
    if reads is None:
        assert found is None or not found.sure
    else:
        assert found is not None
        assert (found.sure, found.text) == (True, reads)
        assert encoding_problem(found, text).code == "cell-encoding"


def test_letters_read_in_a_wrong_encoding_are_broken() -> None:
    found = broken_letters("Tr\u01b0á»\u009dng Tiểu học")
    assert found is not None
    assert found.code == "encoding-broken"
    assert broken_letters("Trường Tiểu học") is None
