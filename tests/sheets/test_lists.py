"""CSV and JSONL: documents a line each."""

from __future__ import annotations

import json
from typing import Any

import pytest

from service.errors import InputUnreadable, LimitExceeded, TypeUnknown
from service.sheets import Rows, judge, read_rows
from tests.sheets.filling import example

HEADINGS = ["Mã", "Địa danh", "Chức danh tặng", "Chữ ký: Chức vụ của người ký", "/ky/ho_ten", "quyet_dinh.loai",
            "Quyết định khen thưởng: Số, ký hiệu", "QUYẾT ĐỊNH KHEN THƯỞNG: NGÀY BAN HÀNH *", "Họ và tên người được tặng",
            "Thành tích ghi trong quyết định, bằng"]
VALUES = ["01", "Hạnh Thông", "Chủ tịch Ủy ban nhân dân phường Hạnh Thông", "Chủ tịch", "Đặng Quốc Huy", "Quyết định",
          "312/QĐ-UBND", "15/12/2025", "Vũ Kim Oanh", "Đã có thành tích xuất sắc; được bình chọn"]
DATA = {"dia_danh": "Hạnh Thông", "tham_quyen": VALUES[2], "ky": {"chuc_vu": "Chủ tịch", "ho_ten": "Đặng Quốc Huy"},
        "quyet_dinh": {"loai": "Quyết định", "so_ky_hieu": "312/QĐ-UBND", "ngay": "15/12/2025"}, "ho_ten": "Vũ Kim Oanh",
        "thanh_tich": VALUES[9]}


def table(separator: str, *rows: list[str]) -> bytes:
    return "\r\n".join(separator.join(f'"{cell}"' if separator in cell else cell for cell in row) for row in rows).encode()


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_csv_of_vietnamese_excel_is_read(separator: str, mark: bytes) -> None:
    found = read_rows(mark + table(separator, HEADINGS, VALUES), "khen.csv", slug="giay_khen")
    assert not found.faults
    [row] = found.rows
    assert (row.key, row.number, row.data) == ("01", 2, DATA)
    assert row.cell("/ky/ho_ten").address == "E2"
    assert judge(found).all_ready


def test_a_csv_without_keys_takes_the_numbers_of_its_lines() -> None:
    found = read_rows(table(";", HEADINGS[1:], VALUES[1:], VALUES[1:]), "khen.csv", slug="giay_khen")
    assert [row.key for row in found.rows] == ["2", "3"]


def lines(*objects: Any) -> bytes:
    return "\n".join(one if isinstance(one, str) else json.dumps(one, ensure_ascii=False) for one in objects).encode()


def test_jsonl_is_the_data_of_render_or_says_type_and_key() -> None:
    letter, invitation = {"loai": "cong_van", "data": example("cong_van")}, {"ma": "GM-1", "loai": "giay_moi",
                                                                             "data": example("giay_moi")}
    found = read_rows(lines(letter, "", invitation), "x.jsonl")
    assert [(row.number, row.key, row.slug) for row in found.rows] == [(1, "1", "cong_van"), (3, "GM-1", "giay_moi")]
    assert judge(found).all_ready
    [plain] = read_rows(lines(example("cong_van")), "x.jsonl", slug="cong_van").rows
    assert plain.data == example("cong_van")


@pytest.mark.parametrize(("line", "code", "pointer"), [
    ('{"trich_yeu": ', "json-unfinished", ""), ('{"trich_yeu": NaN}', "number-not-finite", "/trich_yeu"),
    ('{"a": 1, "a": 2}', "key-doubled", ""), ("[1]", "data-not-object", ""),
    ('{"loai": "giay_moii", "data": {}}', "type-unknown", "/loai"),
])
def test_a_line_that_cannot_be_read_is_named_and_the_rest_is_read(line: str, code: str, pointer: str) -> None:
    found = judge(read_rows(lines({"loai": "cong_van", "data": example("cong_van")}, line), "x.jsonl",
                            slug=None if "loai" in line else "cong_van"))
    assert [row.number for row in found.ready] == [1]
    [bad] = found.faulty
    assert (bad.row.number, bad.faults[0].problem.code, bad.faults[0].cell.heading) == (2, code, pointer)


def refusing(data: bytes, name: str, slug: str | None = None) -> Rows:
    return read_rows(data, name, slug=slug)


@pytest.mark.parametrize(("data", "name", "slug", "code"), [
    (b"", "x.csv", "giay_khen", "data-empty"), (table(";", HEADINGS), "x.csv", "giay_khen", "batch-empty"),
    (table(";", HEADINGS, VALUES), "x.csv", None, "type-needed"), (b"x", "x.docx", None, "batch-format"),
    (b"no workbook", "x.xlsx", None, "file-not-xlsx"), (b"A;B\r\n1;2", "x.csv", "giay_khen", "headings-missing"),
    ("Mã;Địa danh\r\n1;Hà Nội".encode("utf-16"), "x.csv", "giay_khen", "encoding-utf16"),
    (lines(example("cong_van")), "x.jsonl", None, "type-needed"), (b"\n\n", "x.jsonl", "cong_van", "batch-empty"),
])
def test_a_file_with_nothing_to_read_is_refused(data: bytes, name: str, slug: str | None, code: str) -> None:
    with pytest.raises(InputUnreadable) as refused:
        refusing(data, name, slug)
    assert refused.value.problems[0].code == code


def test_an_unknown_type_is_refused_at_once() -> None:
    with pytest.raises(TypeUnknown):
        refusing(b"x", "x.csv", "giay_khenn")


def test_a_table_beyond_its_limits_is_refused() -> None:
    with pytest.raises(LimitExceeded):
        refusing(table(";", HEADINGS, *[VALUES] * 60_000), "x.csv", "giay_khen")
