"""Rows → units: in order, numbered, judged, each with its folder, its place, its recipe, and data that stands alone."""

from __future__ import annotations

import base64
import io
import json
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from service import doctypes
from service.batch.inline import as_lines
from service.batch.places import by_name, by_recipe, folder_of
from service.batch.plan import Plan, plan_rows
from service.batch.recipe import recipe
from service.batch.upload import plan_upload
from service.config import settings
from service.doctypes.alone import alone, plain
from service.errors import BatchNotReady, InputRefused, InputUnreadable, LimitExceeded
from service.ledger.values import NewUnit, Wish
from service.sheets import read_rows
from tests.sheets.filling import Book, example
from tests.sheets.spoiled import cells, spoiled

TODAY = date(2026, 11, 22)
BOTH = ("docx", "pdf")
SCHOOL = "Trường Tiểu học Hoa Phượng Đỏ"


def planned(*rows: dict[str, Any], folder: Path | None = None, campaign: dict[str, Any] | None = None) -> Plan:
    return plan_rows(read_rows(as_lines(list(rows)), "dong.jsonl"), place=by_name, formats=BOTH, today=TODAY, folder=folder,
                     campaign=campaign)


def row(slug: str, key: str = "", **changed: Any) -> dict[str, Any]:
    return {"type": slug, "key": key, "data": example(slug, **changed)}


def test_every_row_is_a_unit_in_its_order() -> None:
    """Faulty ones too: numbers are those of the file."""
    found = planned(row("giay_khen", "GK-2"), row("giay_gioi_thieu", "GT/7", ho_ten=None), row("thong_bao"),
                    row("giay_khen", "GK-1"))
    assert [(one.number, one.slug, one.key, one.stem, one.line, bool(one.problems)) for one in found.units] == [
        (1, "giay_khen", "GK-2", "giay_khen-GK-2", 1, False),
        (2, "giay_gioi_thieu", "GT/7", "giay_gioi_thieu-GT-7", 2, True),
        (3, "thong_bao", "3", "thong_bao-3", 3, False),
        (4, "giay_khen", "GK-1", "giay_khen-GK-1", 4, False)]
    assert (found.good, found.faulty, found.faults) == (3, 1, ())
    good, faulty = found.units[0], found.units[1]
    assert [(one.code, one.place) for one in faulty.problems] == [("field-missing", "dòng 2 (/ho_ten)")]
    assert (faulty.place, faulty.recipe, faulty.data, faulty.version) == ("", "", {}, "")
    assert good.version == doctypes.get("giay_khen").version
    assert good.data == row("giay_khen")["data"]


def test_a_workbook_goes_by_its_sheets() -> None:
    """The sheets in their order, then the lines; a fault has its cell."""
    book = Book(("giay_khen", "A-1", example("giay_khen")), ("thong_bao", "B-1", example("thong_bao")),
                ("giay_khen", "A-2", example("giay_khen")), ("thong_bao", "B-2", example("thong_bao")))
    book.cell("thong_bao", "B-1", "/ky/ho_ten").value = None
    found = plan_rows(read_rows(book.bytes(), "so.xlsx"), place=by_name, formats=BOTH, today=TODAY)
    assert [(one.number, one.key, one.sheet, one.line) for one in found.units] == [
        (1, "A-1", "Giấy khen", 4), (2, "A-2", "Giấy khen", 5), (3, "B-1", "Thông báo", 4), (4, "B-2", "Thông báo", 5)]
    [problem] = found.units[2].problems
    assert problem.place.startswith("trang Thông báo, ô ")
    assert found.readiness is not None
    assert [one.row.key for one in found.readiness.faulty] == ["B-1"]


@pytest.mark.parametrize("slug", list(doctypes.catalogue()))
def test_data_from_a_workbook_stands_alone(slug: str) -> None:
    """What a worker makes of the JSON in the ledger is what was judged, of every type: days and hours, numbers, tables."""
    doctype = doctypes.get(slug)
    given = doctype.example()
    rows = read_rows(Book((slug, "A", given["data"])).bytes(), "so.xlsx")
    [unit] = plan_rows(rows, place=by_name, formats=BOTH, today=TODAY, campaign=given.get("campaign"),
                       folder=doctype.folder).units
    data = json.loads(json.dumps(unit.data))
    values = doctype.values(data, campaign=given.get("campaign"), today=TODAY)
    assert not unit.problems
    assert recipe(doctype, values, BOTH) == unit.recipe


@pytest.mark.parametrize(("value", "as_json"), [
    (date(2025, 11, 5), "2025-11-05"), (datetime(2025, 11, 5), "2025-11-05"), (datetime(2025, 11, 5, 8, 30), "2025-11-05T08:30"),
    (time(8, 5), "08:05"), ({"a": [date(2025, 11, 5), 1, 1.5, None, True]}, {"a": ["2025-11-05", 1, 1.5, None, True]}),
])
def test_days_become_texts(value: object, as_json: object) -> None:
    assert plain(value) == as_json


def test_midnight_of_an_hour_is_an_hour() -> None:
    """A spreadsheet's day is midnight; where a document says an hour that is one."""
    book = Book(("giay_moi", "A", example("giay_moi", thoi_gian="2026-12-01T00:00", ngay_ban_hanh="2026-11-20")))
    cells = [book.cell("giay_moi", "A", pointer) for pointer in ("/thoi_gian", "/ngay_ban_hanh")]
    for cell, value in zip(cells, (datetime(2026, 12, 1), datetime(2026, 11, 20)), strict=True):
        cell.value = value
    [unit] = plan_rows(read_rows(book.bytes(), "so.xlsx"), place=by_name, formats=BOTH, today=TODAY).units
    assert (unit.problems, unit.data["thoi_gian"], unit.data["ngay_ban_hanh"]) == ((), "2026-12-01T00:00", "2026-11-20")


def picture() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(file, "PNG")
    return file.getvalue()


def test_pictures_travel_inside_the_data(tmp_path: Path) -> None:
    (tmp_path / "huy.png").write_bytes(picture())
    inside = "data:image/png;base64," + base64.b64encode(picture()).decode()
    found = planned(row("giay_khen", "path", quoc_huy="huy.png"), row("giay_khen", "inside", quoc_huy=inside),
                    row("giay_khen", "gone", quoc_huy="khac.png"), row("giay_khen", "outside", quoc_huy="../huy.png"),
                    folder=tmp_path)
    path, whole, gone, outside = found.units
    assert path.data["quoc_huy"] == whole.data["quoc_huy"] == inside
    assert path.recipe == whole.recipe
    assert {**path.data, "quoc_huy": ""} == {**example("giay_khen"), "quoc_huy": ""}
    assert [one.message for one in (*gone.problems, *outside.problems)] == [
        "Không đọc được tệp “khac.png”.", "Tệp “../huy.png” nằm ngoài thư mục của dữ liệu."]


def test_without_a_folder_a_path_is_refused() -> None:
    [unit] = planned(row("giay_khen", quoc_huy="huy.png")).units
    assert [one.code for one in unit.problems] == ["image-wrong"]
    assert unit.data == {}


def test_a_picture_in_a_table(tmp_path: Path) -> None:
    """An office's own type: a list of stamps, each a picture."""
    kinds = tmp_path / "types" / "the_doan_vien"
    kinds.mkdir(parents=True)
    source = doctypes.get("giay_gioi_thieu")
    schema = (source.folder / "schema.toml").read_text("utf-8")
    (kinds / "schema.toml").write_text(schema + """
[fields.anh]
kind = "table"
label = "Ảnh"
[fields.anh.columns.hinh]
kind = "image"
label = "Hình"
""", encoding="utf-8")
    (tmp_path / "a.png").write_bytes(picture())
    doctype = doctypes.load(kinds)
    found = alone(doctype, {"ho_ten": "a.png", "anh": [{"hinh": "a.png"}, {"hinh": "khong_co.png"}]}, tmp_path)
    assert found["ho_ten"] == "a.png"
    assert [one["hinh"][:22] for one in found["anh"]] == ["data:image/png;base64,", "khong_co.png"]


@pytest.mark.parametrize(("slug", "values", "folder"), [
    ("giay_khen", {"don_vi": "Trường Tiểu học Hạnh Thông", "ho_ten": "Lâm Thị Ngọc Diệp"}, "Trường Tiểu học Hạnh Thông"),
    ("giay_khen", {"ten": "Trường Mầm non\nHoa Mai"}, "Trường Mầm non Hoa Mai"),          # a collective with nothing above it
    ("giay_khen", {"danh_sach": [{"ho_ten": "Lâm Thị Ngọc Diệp"}]}, ""),                  # a whole list: of several units
    ("thong_bao", {"co_quan_ban_hanh": {"ten": "ỦY BAN NHÂN DÂN\nPHƯỜNG HẠNH THÔNG"}}, "ỦY BAN NHÂN DÂN PHƯỜNG HẠNH THÔNG"),
    ("thong_bao", {"co_quan_ban_hanh": "Sở Nội vụ"}, "Sở Nội vụ"),
    ("tom_tat_thanh_tich", {"don_vi": "Trường A", "co_quan_ban_hanh": {"ten": "Trường B"}}, "Trường A"),
    ("thong_bao", {}, ""), ("thong_bao", {"co_quan_ban_hanh": None}, ""), ("phu_luc", {"ten": "Danh sách"}, ""),
    ("thong_bao", {"don_vi": 'Trường "A"/B: C?'}, "Trường -A-B- C-"), ("thong_bao", {"don_vi": "../../etc"}, "-..-etc"),
    ("thong_bao", {"don_vi": "CON"}, "_CON"), ("thong_bao", {"don_vi": ".vanban"}, "vanban"),
    ("thong_bao", {"don_vi": "manifest.json"}, "manifest-json"), ("thong_bao", {"don_vi": "giay_khen-1.PDF"}, "giay_khen-1-PDF"),
    ("thong_bao", {"don_vi": "TP.HCM"}, "TP.HCM"), ("thong_bao", {"don_vi": "a\x85b"}, "a b"),
    ("thong_bao", {"don_vi": "Trường " * 20}, ("Trường " * 20)[:80].strip()), ("thong_bao", {"don_vi": "😀" * 80}, "😀" * 60),
])
def test_a_document_lies_in_the_folder_of_its_unit(slug: str, values: dict[str, Any], folder: str) -> None:
    assert folder_of(slug, values) == folder


def test_the_folder_is_also_what_the_campaign_says() -> None:
    given = doctypes.get("ke_hoach_phong_trao").example()
    data = {name: value for name, value in given["data"].items() if name != "co_quan_ban_hanh"}
    [unit] = planned({"type": "ke_hoach_phong_trao", "data": data}, campaign=given["campaign"]).units
    assert (unit.problems, unit.folder) == ((), "Phòng Giáo dục và Đào tạo")


def test_places() -> None:
    assert by_name("Sở Nội vụ", "thong_bao-1", "ab12") == "Sở Nội vụ/thong_bao-1"
    assert by_name("", "thong_bao-1", "ab12") == "thong_bao-1"
    assert by_recipe("Sở Nội vụ", "thong_bao-1", "ab12") == "made/ab/ab12"


def paths(units: tuple[NewUnit, ...]) -> list[str]:
    return [one.place for one in units if not one.problems]


def test_no_two_documents_have_one_place() -> None:
    """Also where capitals do not count: both are told, neither is made."""
    found = planned(row("giay_khen", "a"), row("giay_khen", "A"), row("giay_khen", "b", don_vi="TRƯỜNG TIỂU HỌC"),
                    row("giay_khen", "c", don_vi="Trường Tiểu học"), row("giay_khen", "d/e"), row("giay_khen", "d-e"))
    assert [bool(one.problems) for one in found.units] == [True, True, False, False, True, True]
    assert len({path.casefold() for path in paths(found.units)}) == len(paths(found.units)) == 2


def test_what_may_begin() -> None:
    good, bad = row("giay_khen", "1"), row("giay_khen", "2", ky=None)
    planned(good).check(partial=False)
    planned(good, bad).check(partial=True)
    for plan, partial in ((planned(good, bad), False), (planned(bad), True)):
        with pytest.raises(BatchNotReady) as refused:
            plan.check(partial=partial)
        assert refused.value.problems[0].code == "rows-counted"


def test_a_row_of_no_document_is_the_files_fault() -> None:
    book = Book(("to_trinh_khen_thuong", "TT-1", example("to_trinh_khen_thuong")))
    sheet = book.sheets["to_trinh_khen_thuong", "ca_nhan"]
    book.cell("to_trinh_khen_thuong", "TT-1", "/ca_nhan/-/ho_ten", "ca_nhan")
    sheet.cell(book.lines["to_trinh_khen_thuong", "ca_nhan", "TT-1"][0], 1).value = "TT-9"
    found = plan_rows(read_rows(book.bytes(), "so.xlsx"), place=by_name, formats=BOTH, today=TODAY)
    assert [one.code for one in found.faults] == ["row-homeless"]
    with pytest.raises(BatchNotReady) as refused:
        found.check(partial=False)
    assert [one.code for one in refused.value.problems] == ["rows-counted", "row-homeless"]


@pytest.mark.parametrize("field", ["trich_yeu", "noi_dung"])       # one is measured while values are made, one on the page
def test_a_letter_that_no_face_has_stops_only_its_row(field: str) -> None:
    found = planned(row("thong_bao", "1", **{field: "Về việc nghỉ Tết 𝄞"}), row("thong_bao", "2"))
    assert [[one.code for one in unit.problems] for unit in found.units] == [["glyph-missing"], []]
    assert f"/{field}" in found.units[0].problems[0].place


def test_more_rows_than_a_batch_may_have(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VANBAN_MAX_BATCH_ROWS", "2")
    settings.cache_clear()
    try:
        with pytest.raises(LimitExceeded, match="VANBAN_MAX_BATCH_ROWS"):
            planned(*(row("giay_khen", str(number)) for number in range(3)))
    finally:
        monkeypatch.undo()
        settings.cache_clear()


@pytest.mark.parametrize(("rows", "codes"), [
    ({}, ["list-wrong"]), (["a"], ["row-wrong"]), ([{"type": "giay_khen"}], ["row-data-missing"]),
    ([{"data": {}, "loai": "giay_khen"}], ["field-unknown"]), ([{"data": {}, "type": ["a"]}, {"data": []}],
                                                              ["text-wrong", "row-data-missing"]),
])
def test_rows_of_another_shape(rows: object, codes: list[str]) -> None:
    with pytest.raises(InputRefused) as refused:
        as_lines(rows)
    assert [one.code for one in refused.value.problems] == codes
    assert all(one.pointer.startswith("/rows") for one in refused.value.problems)


def test_rows_of_a_request_are_read_as_a_file_is() -> None:
    """A type said once for all, numbers as keys, line breaks inside texts; a problem knows its row."""
    data = example("giay_khen", thanh_tich="Đã có thành tích\nxuất sắc")
    lines = as_lines([{"data": data}, {"key": 7, "data": data}, {"type": "thong_bao", "data": {"trich_yeu": "Về\u2028việc"}}],
                     slug="giay_khen")
    assert lines.count(b"\n") == 3
    found = plan_upload(lines, Wish("rows.jsonl", today=TODAY))
    assert [(one.number, one.slug, one.key, one.line) for one in found.units] == [
        (1, "giay_khen", "1", 1), (2, "giay_khen", "7", 2), (3, "thong_bao", "3", 3)]
    assert found.units[0].data == data
    assert found.units[0].place == f"made/{found.units[0].recipe[:2]}/{found.units[0].recipe}"
    assert all(one.place.startswith("dòng 3") for one in found.units[2].problems)


def test_rows_without_a_type() -> None:
    with pytest.raises(InputUnreadable) as refused:
        plan_upload(as_lines([{"data": example("giay_khen")}]), Wish("rows.jsonl", today=TODAY))
    assert refused.value.problems[0].code == "type-needed"


def test_forty_wrong_cells_among_two_hundred_rows() -> None:
    book, wrong = spoiled(40)
    found = plan_rows(read_rows(book, "so.xlsx"), place=by_recipe, formats=BOTH, today=TODAY)
    assert (len(found.units), found.faulty, found.good) == (200, len(wrong), 160)
    assert found.readiness is not None
    assert cells(found.readiness) == wrong
