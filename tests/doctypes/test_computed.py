"""Numbers worked out from the data, and the plain data that rules across documents compare."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from service import doctypes
from service.doctypes import DocumentType
from service.errors import InputRefused, Problem, TemplateFaulty
from tests.doctypes.offices import LIST, made
from tests.doctypes.test_values import DECISION

ROWS = [{"ten": "Trường An Hội", "tien": 702_000, "he_so": "0,3"}, {"ten": "Trường Lê Lợi", "tien": "468.000 đồng", "he_so": 0.2},
        {"ten": "Trường Kim Đồng"}]
DATA: dict[str, Any] = {key: value for key, value in DECISION.items() if key != "noi_dung"}


@pytest.fixture(scope="module")
def award(tmp_path_factory: pytest.TempPathFactory) -> DocumentType:
    return made(tmp_path_factory.mktemp("loai") / "khen", LIST)


@pytest.mark.parametrize(("rows", "text"), [
    (ROWS, "Tặng Giấy khen cho 3 tập thể, 1.170.000\u00a0đồng (hệ số 0,5)."),
    (None, "Tặng Giấy khen cho 0 tập thể, 0\u00a0đồng (hệ số 0)."),
])
def test_counts_and_sums_are_printed(award: DocumentType, rows: object, text: str) -> None:
    assert str(award.values({**DATA, "tap_the": rows}).context["noi_dung"][0].chu) == text  # type: ignore[index]


@pytest.mark.parametrize(("typed", "told"), [
    ({"so_tap_the": 3, "tong_tien": 1_170_000, "tong_he_so": "0,5"}, []),
    ({"so_tap_the": 4}, ["/so_tap_the: Đã ghi 4, nhưng tính từ dữ liệu là 3"]),
    ({"tong_tien": 1, "tong_he_so": 1},
     ["/tong_tien: Đã ghi 1\u00a0đồng", "/tong_he_so: Đã ghi 1, nhưng tính từ dữ liệu là 0,5"]),
])
def test_a_number_that_contradicts_the_data_is_refused(award: DocumentType, typed: dict[str, object], told: list[str]) -> None:
    data = {**DATA, "tap_the": ROWS, **typed}
    if not told:
        assert award.values(data).context["so_tap_the"] == "3"
        return
    with pytest.raises(InputRefused) as refused:
        award.values(data)
    assert [one.code for one in refused.value.problems] == ["total-differs"] * len(told)
    assert all(start in str(one) for one, start in zip(refused.value.problems, told, strict=True))


@pytest.mark.parametrize(("where", "number"), [
    ("ten = Trường Lê Lợi", "1"), ("ten != Trường Lê Lợi", "2"), ("tien != 468000", "2"), ("he_so = 0.3", "1"),
    ("ten = Lê Lợi", "0"),
])
def test_rows_are_counted_by_what_a_column_says(tmp_path: Path, where: str, number: str) -> None:
    kind = made(tmp_path / "khen", LIST.replace('count = "tap_the"', f'count = "tap_the"\nwhere = "{where}"'))
    assert kind.values({**DATA, "tap_the": ROWS}).context["so_tap_the"] == number


@pytest.mark.parametrize(("old", "new", "mistake"), [
    ('count = "tap_the"', 'count = "tap_the"\nwhere = "tenn = a"', "tenn"),
    ('count = "tap_the"', 'count = "tap_the"\nwhere = "a"', "where"),
    ('sum = "tap_the.tien"', 'sum = "tap_the.tien"\nwhere = "ten = a"', "where"),
    ('count = "tap_the"', 'where = "ten = a"', "where chỉ đi với count"),
    ('count = "tap_the"', 'count = "tap_thee"', "tap_thee"), ('count = "tap_the"', 'count = "tap_the.ten"', "không đếm được"),
    ('sum = "tap_the.tien"', 'sum = "tap_the.tienn"', "tienn"), ('sum = "tap_the.tien"', 'sum = "Tập thể"', "sum"),
    ('sum = "tap_the.tien"', 'sum = "tap_the.ten"', "không cộng được"),
    ('sum = "tap_the.tien"', 'sum = "tap_the"', "không cộng được"),
    ('sum = "tap_the.tien"', 'sum = "tap_the.he_so"', "kiểu decimal"),
])
def test_a_path_that_cannot_be_computed_is_told(tmp_path: Path, old: str, new: str, mistake: str) -> None:
    with pytest.raises(TemplateFaulty) as faulty:
        made(tmp_path / "khen", LIST.replace(old, new))
    assert any(mistake in str(one) for one in faulty.value.problems)


@pytest.mark.parametrize(("key", "number"), [
    ('count = "phuong"', 2), ('count = "phuong.truong"', 3), ('count = ["phuong", "phuong.truong"]', 5),
    ('sum = "phuong.truong.hoc_sinh"', 1_300), ('sum = ["phuong.truong.hoc_sinh", "khac"]', 1_320),
    ('count = "phuong.ghi_chu"', 1),
])
def test_paths_go_through_tables_in_tables(tmp_path: Path, key: str, number: int) -> None:
    document = made(tmp_path / "bao_cao", f"""
name = "Báo cáo"
abbreviation = "BC"
without = ["tham_quyen", "kinh_gui"]
[fields.khac]
kind = "integer"
label = "Học sinh học nhờ"
[fields.phuong]
kind = "table"
label = "Phường"
[fields.phuong.columns.ghi_chu]
kind = "list"
label = "Ghi chú"
[fields.phuong.columns.truong]
kind = "table"
label = "Trường"
columns = {{ hoc_sinh = {{ kind = "integer", label = "Học sinh" }} }}
[fields.tong]
kind = "integer"
label = "Tổng"
{key}
""")
    data = {key: value for key, value in DATA.items() if key != "tham_quyen"} | {"noi_dung": "Đoạn.", "khac": 20, "phuong": [
        {"truong": [{"hoc_sinh": 600}, {"hoc_sinh": "700"}], "ghi_chu": ["Sáp nhập."]}, {"truong": [{}]}]}
    assert document.checked(data)["tong"] == number


def test_a_form_shows_computed_fields_and_asks_for_none(award: DocumentType) -> None:
    form = award.json_schema()
    assert form["properties"]["tong_tien"]["readOnly"] is True
    assert "tong_tien" not in form["required"]


def test_checked_data_is_plain(award: DocumentType) -> None:
    plain = award.checked({**DATA, "tap_the": ROWS, "ngay_ban_hanh": "05/11/2025"})
    assert plain["tap_the"][1] == {"ten": "Trường Lê Lợi", "tien": 468_000, "he_so": Decimal("0.2")}
    assert plain["tap_the"][2] == {"ten": "Trường Kim Đồng"}
    assert (plain["so_tap_the"], plain["tong_tien"], plain["ngay_ban_hanh"]) == (3, 1_170_000, date(2025, 11, 5))
    assert plain["ky"]["ho_ten"] == "Nguyễn Văn An"
    assert "so" not in plain


def test_checked_data_holds_what_was_composed_and_a_body_as_items() -> None:
    example = doctypes.get("ke_hoach_phong_trao").example()
    plain = doctypes.get("ke_hoach_phong_trao").checked(example["data"], campaign=example["campaign"])
    assert plain["trich_yeu"].startswith("Tổ chức Phong trào thi đua “")
    first = doctypes.get("quyet_dinh").checked(DECISION)["noi_dung"][0]
    assert first == {"kieu": "dieu", "so": "Điều 1.", "chu": "Tặng Giấy khen."}


def test_checked_data_is_refused_as_values_are(award: DocumentType) -> None:
    with pytest.raises(InputRefused, match="ho_ten"):
        award.checked({**DATA, "ky": {"chuc_vu": "Chủ tịch"}})


class Snapshot:
    """A campaign that is more than a file."""

    def look_up(self, path: str) -> object:
        organ = {"ma": "p", "ten": "Ủy ban nhân dân phường Hạnh Thông", "viet_tat": "UBND", "tu_ngay": date(2025, 7, 1)}
        return {"co_quan_ban_hanh": organ, "co_quan_ban_hanh.dia_danh": "Hạnh Thông"}.get(path)

    def validity(self, day: date) -> list[Problem]:
        if day >= date(2025, 7, 1):
            return []
        return [Problem("organisation-not-valid", "Chưa có.", pointer="/co_quan_ban_hanh"),
                Problem("person-not-valid", "Không lấy từ đây.", pointer="/ky")]


def of_snapshot(day: str) -> dict[str, Any]:
    data = {key: value for key, value in DECISION.items() if key not in {"co_quan_ban_hanh", "dia_danh"}}
    return doctypes.get("quyet_dinh").checked({**data, "ngay_ban_hanh": day}, campaign=Snapshot())


def test_a_campaign_may_be_any_object_that_answers() -> None:
    assert of_snapshot("2025-07-01")["co_quan_ban_hanh"] == {"ten": "Ủy ban nhân dân phường Hạnh Thông", "viet_tat": "UBND"}


def test_what_of_it_is_not_valid_on_the_day_is_refused_where_it_was_taken() -> None:
    with pytest.raises(InputRefused) as refused:
        of_snapshot("2025-06-30")
    assert [one.pointer for one in refused.value.problems] == ["/co_quan_ban_hanh"]


def test_a_composed_text_keeps_the_room_for_the_pen(tmp_path: Path) -> None:
    document = made(tmp_path / "to_trinh", """
name = "Tờ trình"
abbreviation = "TTr"
without = ["tham_quyen", "kinh_gui"]
[fields.bien_ban]
kind = "reference"
label = "Biên bản"
[fields.trich_yeu]
compose = "Theo {{ bien_ban }}"
""")
    data = {key: value for key, value in DATA.items() if key not in {"trich_yeu", "tham_quyen"}}
    plain = document.checked({**data, "noi_dung": "Đoạn.", "bien_ban": {"loai": "Biên bản", "so_ky_hieu": "/BB-HĐ"}})
    assert plain["trich_yeu"].startswith("Theo Biên bản số" + "\u00a0" * 7 + "/BB-HĐ ngày" + "\u00a0" * 6 + "tháng")
