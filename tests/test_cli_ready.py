"""`vanban sheet` and `vanban ready`: what they write, what they say, how they end."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from service.cli import run
from service.config import settings
from tests.sheets.filling import Book, example, saved

TODAY = ("--today", "2026-11-22")


def told(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def filled(path: Path, **changed: Any) -> Path:
    path.write_bytes(Book(("giay_khen", "A", example("giay_khen")), ("giay_khen", "B", example("giay_khen", **changed))).bytes())
    return path


def test_a_workbook_made_filled_and_found_ready(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "sổ.xlsx"
    assert run(["sheet", "giay_khen", "cong_van", "-o", str(path), "--json"]) == 0
    assert [one["slug"] for one in told(capsys)["types"]] == ["giay_khen", "cong_van"]
    book = load_workbook(path)
    sheet = book["Giấy khen"]
    for column, sample in enumerate(sheet[3], start=1):
        sheet.cell(4, column, "A" if column == 1 else sample.value)
    path.write_bytes(saved(book))
    assert run(["ready", str(path), "--json", *TODAY]) == 0
    found = told(capsys)
    assert (found["rows"], found["ready"], found["faults"], found["notices"]) == (1, 1, [], [])


def test_faults_are_told_and_the_workbook_marked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = filled(tmp_path / "so.xlsx", ho_ten=None, cach_in="In thử")
    out = tmp_path / "so_loi.xlsx"
    assert run(["ready", str(path), "-o", str(out), *TODAY]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "1/2 dòng làm được, 1 dòng có lỗi."
    assert any("B · trang Giấy khen, ô AB5 (Cách in)" in line and "In đầy đủ, có khung" in line for line in lines)
    sheet = load_workbook(io.BytesIO(out.read_bytes()))["Giấy khen"]
    assert "Lỗi: " in sheet["AB5"].comment.text
    assert "Cách in: " in sheet.cell(5, sheet.max_column).value
    assert path.read_bytes() != out.read_bytes()


def test_faults_of_a_list_are_written_as_a_list(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "khen.csv"
    path.write_text("Mã;Địa danh;Ngày ghi trên phôi\n1;Hạnh Thông;31/02/2026\n", encoding="utf-8")
    out = tmp_path / "loi.csv"
    assert run(["ready", str(path), "--type", "giay_khen", "-o", str(out), "--json", *TODAY]) == 1
    [wrong] = [one for one in told(capsys)["faults"] if one["code"] == "date-invalid"]
    assert (wrong["key"], wrong["line"], wrong["cell"], wrong["value"]) == ("1", 2, "C2", "31/02/2026")
    text = out.read_text("utf-8-sig").splitlines()
    assert text[0] == "Trang;Dòng;Mã;Ô;Cột;Giá trị;Lý do;Mã lỗi"
    assert any(line.startswith(";2;1;C2;Ngày ghi trên phôi;31/02/2026;") for line in text)


@pytest.mark.parametrize(("name", "data", "code"), [
    ("so.xlsx", b"PK\x03\x04 no workbook", "input-unreadable"), ("so.csv", b"Ten;Tuoi\nAn;7\n", "input-unreadable"),
    ("so.docx", b"x", "input-unreadable"),
])
def test_what_cannot_be_read_ends_with_two(tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, data: bytes,
                                           code: str) -> None:
    (tmp_path / name).write_bytes(data)
    assert run(["ready", str(tmp_path / name), "--type", "giay_khen", "--json", *TODAY]) == 2
    assert told(capsys)["code"] == code


def test_old_letters_are_converted_when_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = filled(tmp_path / "so.xlsx", ho_ten="NguyÔn V¨n An")
    assert run(["ready", str(path), "--json", *TODAY]) == 1
    assert [one["code"] for one in told(capsys)["faults"]] == ["cell-encoding"]
    assert run(["ready", str(path), "--convert", "--json", *TODAY]) == 0
    assert [one["code"] for one in told(capsys)["notices"]] == ["cells-converted"]


def test_an_english_office_is_told_in_english(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = filled(tmp_path / "so.xlsx", ngay_ban_hanh="2026-01-01")
    assert run(["ready", str(path), "--lang", "en", *TODAY]) == 0
    assert capsys.readouterr().out.splitlines() == ["2 of 2 rows can be made, 0 have faults."]


@pytest.mark.parametrize(("limit", "code"), [("5000", 0), ("2000", 2)])
def test_a_list_over_the_limit_is_refused_and_never_cut(limit: str, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                                        capsys: pytest.CaptureFixture[str]) -> None:
    lines = "".join(json.dumps(example("giay_khen"), ensure_ascii=False, default=str) + "\n" for _ in range(4)).encode()
    assert 2000 < len(lines) < 5000
    (tmp_path / "ds.jsonl").write_bytes(lines)
    monkeypatch.setenv("VANBAN_MAX_BATCH_BYTES", limit)
    settings.cache_clear()
    try:
        assert run(["ready", str(tmp_path / "ds.jsonl"), "--type", "giay_khen", "--json", *TODAY]) == code
    finally:
        monkeypatch.undo()
        settings.cache_clear()
    assert ("VANBAN_MAX_BATCH_BYTES" in capsys.readouterr().out) == (code == 2)
