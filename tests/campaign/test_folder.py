from __future__ import annotations

import csv
import json
from datetime import date, datetime
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from ruamel.yaml import YAML

from service.campaign import from_data, load_folder
from service.campaign.law import SAME
from service.campaign.tables import NAMES
from service.errors import InputRefused
from service.inputs import load
from tests.campaign.folders import FILES, FRAME, added, changed, write
from tests.inputs.workbooks import saved, workbook

WITHOUT: dict[str, str | bytes | None] = {name: None for name in FILES if name.endswith(".csv")}


def rows_of(name: str) -> list[dict[str, str]]:
    text = FILES[name]
    return list(csv.DictReader(StringIO(text), delimiter=";" if ";" in text.splitlines()[0] else ","))


def tables() -> dict[str, list[dict[str, str]]]:
    """Every table as plain rows, headings being identifiers."""
    found = {name.removesuffix(".csv"): rows_of(name) for name in FILES if name.endswith(".csv")}
    labels = {"Mã": "ma", "Họ và tên": "ho_ten", "CHỨC VỤ": "chuc_vu", "Mã cơ quan": "co_quan", "Giới tính": "gioi_tinh"}
    found["nguoi"] = [{labels.get(key, key): value for key, value in row.items()} for row in found["nguoi"]]
    return found


def as_json_files() -> dict[str, str | bytes | None]:
    return {f"{name}.json": json.dumps(rows, ensure_ascii=False) for name, rows in tables().items()}


def as_yaml_files() -> dict[str, str | bytes | None]:
    made: dict[str, str | bytes | None] = {}
    for name, rows in tables().items():
        text = StringIO()
        YAML().dump({name: rows}, text)
        made[f"{name}.yaml"] = text.getvalue()
    return made


def as_workbook() -> dict[str, str | bytes | None]:
    book = Workbook()
    book.worksheets[0].title = "README"
    for name, rows in tables().items():
        page = book.create_sheet(name)
        page.append(list(rows[0]))
        for row in rows:
            page.append([value or None for value in row.values()])
    return {"dữ liệu.xlsx": saved(book)}


def as_workbooks() -> dict[str, str | bytes | None]:
    return {f"{name}.xlsx": workbook(list(rows[0]), *([value or None for value in row.values()] for row in rows), sheet="Sheet1")
            for name, rows in tables().items()}


def as_frame() -> dict[str, str | bytes | None]:
    return {"phong_trao.yaml": None,
            "phong_trao.json": json.dumps({**load(FRAME.encode(), name="x.yaml"), **tables()}, ensure_ascii=False, default=str)}


@pytest.mark.parametrize("made", [as_json_files, as_yaml_files, as_workbook, as_workbooks, as_frame])
def test_the_same_campaign_however_its_tables_are_kept(tmp_path: Path, made: Any) -> None:
    usual = load_folder(write(tmp_path / "csv"))
    other = load_folder(write(tmp_path / "khác", WITHOUT | made()))
    assert other.tables == usual.tables
    assert other.frame == usual.frame


def test_one_file_is_a_whole_campaign_too(tmp_path: Path) -> None:
    usual = load_folder(write(tmp_path / "csv"))
    file = tmp_path / "tất cả.json"
    data = load(str(as_frame()["phong_trao.json"]).encode(), name="x.json")
    file.write_text(json.dumps(data), encoding="utf-8")
    assert load_folder(file).tables == usual.tables
    assert from_data(data, "dữ liệu gửi lên").tables == usual.tables


def test_the_values_are_those_written(tmp_path: Path) -> None:
    snapshot = load_folder(write(tmp_path))
    assert {name: len(getattr(snapshot.tables, name)) for name in NAMES if name not in SAME} == {
        "co_quan": 6, "truc_thuoc": 3, "nguoi": 4, "hoi_dong": 1, "thanh_vien": 3, "hop": 1, "de_nghi": 2, "phieu": 2,
        "chi_tieu": 1, "ket_qua": 3, "khen_thuong": 1, "ky_luat": 1, "van_ban_di": 1, "dinh_muc": 1, "khach_moi": 1,
        "tham_dinh": 1,
    }
    assert snapshot.frame.dot is not None
    assert snapshot.frame.dot.years == (2022, 2023, 2024, 2025)
    assert snapshot.frame.cau_hinh.nguong_phieu == 80
    assert snapshot.organ("quan").ke_thua == ("ht", "an")
    assert snapshot.person("ct1").gioi_tinh == "Nam"
    assert [one.ky for one in snapshot.tables.nguoi] == [True, True, True, False]
    meeting = snapshot.meeting("h1")
    assert (meeting.bieu_quyet, meeting.bat_dau, meeting.ket_thuc) == ("phieu_kin", datetime(2025, 10, 5, 14),
                                                                       datetime(2025, 10, 5, 16))
    assert snapshot.nominee("cn1").loai == "ca_nhan"
    assert [(one.gia_tri, one.ly_do) for one in snapshot.results("ll").values()] == [(Decimal("1234.5"), ""),
                                                                                     (None, "Chưa lắp công tơ")]
    assert [one.vai_tro for one in snapshot.members("hd")] == ["chu_tich", "thu_ky", "uy_vien"]


@pytest.mark.parametrize("heading", ["dvt", "DVT", "Đơn vị tính", "đơn  vị TÍNH", "Đơn vị", " don_vi_tinh ", "Don vi tinh"])
def test_a_heading_is_known_by_identifier_or_label(tmp_path: Path, heading: str) -> None:
    assert load_folder(write(tmp_path, changed("chi_tieu.csv", "dvt", heading))).indicator("dien").dvt == "kWh"


@pytest.mark.parametrize("heading", ["Stt", "TT", "Số TT"])
def test_a_column_of_running_numbers_is_no_column(tmp_path: Path, heading: str) -> None:
    lines = [f"{number};{line}" for number, line in enumerate(FILES["chi_tieu.csv"].splitlines())]
    lines[0] = f"{heading};{FILES['chi_tieu.csv'].splitlines()[0]}"
    assert load_folder(write(tmp_path, {"chi_tieu.csv": "\n".join(lines)})).indicator("dien").dvt == "kWh"


@pytest.mark.parametrize("name", ["README.md", "readme.txt", "_nháp.csv", ".git/config", "~$nguoi.xlsx", "rieng/README",
                                  "rieng/_x.txt"])
def test_notes_and_hidden_files_are_left_alone(tmp_path: Path, name: str) -> None:
    assert load_folder(write(tmp_path, {name: "không đọc"})).organ("ll").ten == "Trường Tiểu học Lê Lợi"


def test_empty_rows_and_a_table_without_rows_are_nothing(tmp_path: Path) -> None:
    snapshot = load_folder(write(tmp_path, {**added("ket_qua.csv", ";;;;", ""), "ky_luat.csv": "nguoi;hinh_thuc;tu_ngay\n"}))
    assert len(snapshot.tables.ket_qua) == 3
    assert snapshot.tables.ky_luat == ()


def test_the_data_of_one_document_goes_from_the_general_to_the_special(tmp_path: Path) -> None:
    snapshot = load_folder(write(tmp_path, {
        "rieng/to_trinh_khen_thuong.yaml": "a: chung\nb: chung\nc: chung\n",
        "rieng/ll/to_trinh_khen_thuong.json": '{"b": "đơn vị", "c": "đơn vị"}',
        "rieng/ll/to_trinh_khen_thuong/giay_khen.toml": 'c = "giấy khen"\n',
        "rieng/ll/bao_cao_thanh_tich_ca_nhan/cn1.yaml": "a: riêng\n",
    }))
    assert snapshot.own_data("ll", "to_trinh_khen_thuong", "giay_khen") == {"a": "chung", "b": "đơn vị", "c": "giấy khen"}
    assert snapshot.own_data("ll", "to_trinh_khen_thuong", "bang_khen") == {"a": "chung", "b": "đơn vị", "c": "đơn vị"}
    assert snapshot.own_data("ll", "to_trinh_khen_thuong") == {"a": "chung", "b": "đơn vị", "c": "đơn vị"}
    assert snapshot.own_data("hm", "to_trinh_khen_thuong") == {"a": "chung", "b": "chung", "c": "chung"}
    assert snapshot.own_data("ll", "bao_cao_thanh_tich_ca_nhan", "cn1") == {"a": "riêng"}
    assert snapshot.own_data("hm", "ke_hoach_truong") == {}


def test_a_campaign_adds_to_the_law_and_changes_it_column_by_column(tmp_path: Path) -> None:
    snapshot = load_folder(write(tmp_path, {
        "van_ban.csv": "ma;loai;ngay;trich_yeu;co_quan;so_ky_hieu;dung_cho\n"
                       "kh_tp;Kế hoạch;15/3/2023;tổ chức Phong trào;UBND Thành phố;1/KH-UBND;ke_hoach_truong\n"
                       "luat_tkclp_2025;;;;;;ke_hoach_truong;\n",
        "tham_quyen.csv": "hinh_thuc;ten;loai_co_quan;chuc_danh;he_so_ca_nhan;tu_ngay\n"
                          "giay_khen;;;;0,35;01/7/2025\nthu_khen;Thư khen;truong;Hiệu trưởng;;\n",
        "luong_co_so.csv": "tu_ngay;muc\n01/7/2027;2.700.000\n",
    }))
    cited = [one.ma for one in snapshot.instruments("ke_hoach_truong", date(2026, 8, 1), "school")]
    assert cited == ["luat_tdkt_2022", "luat_tkclp_2025", "nd_152_2025", "kh_tp"]
    assert snapshot.instrument("luat_tkclp_2025").hieu_luc_tu == date(2026, 7, 1)
    given = snapshot.authority("giay_khen", date(2026, 8, 1))
    assert given is not None
    assert (given.chuc_danh, given.he_so_ca_nhan, given.he_so_tap_the) == ("Chủ tịch Ủy ban nhân dân phường", Decimal("0.35"),
                                                                          Decimal("0.6"))
    assert snapshot.authority("thu_khen", date(2025, 1, 1)) is not None
    assert snapshot.amount("giay_khen", "tap_the", date(2027, 7, 1)) == 1_620_000


@pytest.mark.parametrize(("data", "code", "pointer"), [
    ({"ten": "Dân vận khéo"}, "table-missing", ""),
    ({"ten": "Dân vận khéo", "co_quan": [{"ma": "a"}]}, "field-missing", "/co_quan/0/ten"),
    ({"ten": "Dân vận khéo", "co_quan": [{"ma": "a", "ten": "A"}], "nguoi": {"ma": "b"}}, "list-wrong", "/nguoi"),
    ({"ten": "Dân vận khéo", "co_quan": ["a"]}, "object-wrong", "/co_quan/0"),
    ({"ten": "Dân vận khéo", "co_quan": [{"ma": "a", "ten": "A"}],
      "nguoi": [{"ma": "b", "ho_ten": "B", "chuc_vu": "C", "co_quan": "x"}]}, "code-unknown", "/nguoi/0/co_quan"),
])
def test_data_that_was_sent_keeps_its_pointers(data: dict[str, Any], code: str, pointer: str) -> None:
    with pytest.raises(InputRefused) as refused:
        from_data(data, "dữ liệu phong trào")
    assert [(one.code, one.pointer, one.place) for one in refused.value.problems] == [(code, pointer, "dữ liệu phong trào")]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match="Không mở được"):
        load_folder(tmp_path / "không có.yaml")
