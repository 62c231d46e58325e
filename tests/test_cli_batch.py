"""`vanban batch`: what lies in the folder afterwards, what is told, how it ends; a second time, changed, taken by another run."""

from __future__ import annotations

import csv
import fcntl
import hashlib
import io
import json
import os
import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from service.cli import run
from service.cli.progress import bar
from tests.batch.runs import digest, listed, rows
from tests.campaign.folders import write
from tests.sheets.filling import Book, example

TODAY = ("--today", "2026-11-22")
COUNT = 6
ASIDE = {"manifest.json", "manifest.csv", "report.html", "report.pdf"}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return listed(rows(COUNT), tmp_path / "ds.jsonl")


def batch(file: Path, out: Path, *more: str | Path, code: int = 0) -> None:
    assert run(["batch", str(file), "--out", str(out), *TODAY, *map(str, more)]) == code


def told(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def files(out: Path) -> dict[str, str]:
    """What a user sees of the folder."""
    return {name: digest(path) for path in out.rglob("*")
            if path.is_file() and not (name := path.relative_to(out).as_posix()).startswith(".vanban/")}


def documents(out: Path) -> dict[str, str]:
    return {name: found for name, found in files(out).items() if name not in ASIDE}


def test_a_list_becomes_files_manifest_report_zip_and_print_file(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str],
                                                                 ) -> None:
    out, zipped, printed = tmp_path / "ra", tmp_path / "tất cả.zip", tmp_path / "in.pdf"
    batch(file, out, "--zip", zipped, "--print", printed, "--order", "key", "--json")
    found = told(capsys)
    assert (found["state"], found["total"], found["done"], found["reused"], found["open"]) == ("done", COUNT, COUNT, 0, 0)
    manifest = json.loads((out / "manifest.json").read_text("utf-8"))
    said = {one["path"]: one["sha256"] for document in manifest["documents"] for one in document["files"].values()}
    assert said == documents(out)
    assert len(said) == 2 * COUNT
    with zipfile.ZipFile(zipped) as archive:
        assert {name: hashlib.sha256(archive.read(name)).hexdigest() for name in archive.namelist()} == files(out)
    lines = list(csv.reader(io.StringIO((out / "manifest.csv").read_text("utf-8-sig")), delimiter=";"))
    assert len(lines) == 1 + COUNT
    assert printed.read_bytes().startswith(b"%PDF-")
    assert set(found["files"]) == {*ASIDE, "zip", "print"}


def test_the_same_again_makes_nothing_and_a_change_makes_one(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str],
                                                             ) -> None:
    out = tmp_path / "ra"
    batch(file, out)
    first = documents(out)
    times = {name: (out / name).stat().st_mtime_ns for name in first}
    capsys.readouterr()

    batch(file, out, "--json", "--today", "2026-12-31")         # the example says its days: tomorrow changes nothing
    assert (told(capsys)["reused"], documents(out)) == (COUNT, first)
    assert {name: (out / name).stat().st_mtime_ns for name in first} == times

    lines = rows(COUNT)
    lines[0]["data"]["ho_ten"] = "Trần Thị Bưởi"                 # one changed, one gone, one new
    changed = listed([*lines[:1], *lines[2:], {**rows(COUNT + 1)[-1]}], file)
    batch(changed, out, "--json")
    found = told(capsys)
    assert (found["total"], found["reused"], found["kept"]) == (COUNT, COUNT - 2, [])
    gone = {name for name in first if "GT-02" in name}
    assert set(found["removed"]) == gone
    second = documents(out)
    assert len(second) == 2 * COUNT
    assert not gone & second.keys()
    assert {name for name in first.keys() & second.keys() if first[name] != second[name]} == {
        name for name in first if "GK-01" in name}


def test_what_somebody_changed_is_made_again_if_wanted_and_never_removed(file: Path, tmp_path: Path,
                                                                         capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "ra"
    batch(file, out)
    first = documents(out)
    edited, unwanted = (next(name for name in first if key in name and name.endswith(".docx")) for key in ("GK-03", "GT-06"))
    for name in (edited, unwanted):
        (out / name).write_bytes(b"sua tay")
    capsys.readouterr()
    batch(listed(rows(COUNT - 1), file), out, "--json")
    found = told(capsys)
    assert (found["reused"], found["kept"]) == (COUNT - 2, [unwanted])
    assert documents(out)[edited] == first[edited]
    assert (out / unwanted).read_bytes() == b"sua tay"


def workbook(path: Path, **wrong: Any) -> Path:
    good = example("giay_khen")
    path.write_bytes(Book(("giay_khen", "A", good), ("giay_khen", "B", {**good, **wrong}), ("giay_khen", "C", good)).bytes())
    return path


def test_faulty_rows_stop_everything_and_the_workbook_says_which(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, out = workbook(tmp_path / "sổ.xlsx", cach_in="In thử"), tmp_path / "ra"
    batch(file, out, code=2)
    said = capsys.readouterr().err
    assert "B · trang Giấy khen, ô " in said
    assert "2/3 dòng làm được, 1 dòng có lỗi." in said
    assert "--partial" in said
    assert list(files(out)) == ["loi.xlsx"]
    marked = load_workbook(out / "loi.xlsx")["Giấy khen"]
    assert [cell.coordinate for line in marked.iter_rows() for cell in line if cell.comment and "Lỗi: " in cell.comment.text]

    batch(file, out, "--partial", "--errors", tmp_path / "khác.xlsx", "--json", code=1)
    found = told(capsys)
    assert (found["total"], found["done"], found["faulty"]) == (3, 2, 1)
    assert (tmp_path / "khác.xlsx").exists()
    states = [one["state"] for one in json.loads((out / "manifest.json").read_text("utf-8"))["documents"]]
    assert states == ["done", "faulty", "done"]
    (out / "loi.xlsx").unlink()

    batch(file, out, "--partial", code=1)
    assert (out / "loi.xlsx").exists()
    capsys.readouterr()
    batch(workbook(file), out, "--json")                        # mended: the list of faults is gone, two are there already
    assert (told(capsys)["reused"], (out / "loi.xlsx").exists()) == (2, False)


def test_a_row_that_has_become_faulty_leaves_no_old_document_behind(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "ra"
    batch(workbook(tmp_path / "so.xlsx"), out)
    assert len(documents(out)) == 6
    capsys.readouterr()
    batch(workbook(tmp_path / "so.xlsx", cach_in="In thử"), out, "--partial", "--json", code=1)
    assert [Path(name).name for name in told(capsys)["removed"]] == ["giay_khen-B.docx", "giay_khen-B.pdf"]


@pytest.mark.parametrize(("name", "text", "more", "code"), [
    ("ds.jsonl", "", (), "input-unreadable"),
    ("ds.txt", "Mã;Địa danh\n1;Hạnh Thông\n", (), "input-unreadable"),
    ("ds.jsonl", '{"ma": "1", "data": {}}\n', (), "input-unreadable"),
    ("không có.jsonl", None, (), "input-unreadable"),
    ("ds.jsonl", '{"ma": "1", "data": {}}\n', ("--format", "png"), "usage"),
])
def test_what_cannot_start_ends_with_two(tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, text: str | None,
                                         more: tuple[str, ...], code: str) -> None:
    if text is not None:
        (tmp_path / name).write_text(text, encoding="utf-8")
    batch(tmp_path / name, tmp_path / "ra", "--json", *more, code=2)
    assert told(capsys)["code"] == code
    assert documents(tmp_path / "ra") == {}


def test_a_type_before_the_file_is_for_rows_that_do_not_say_theirs(tmp_path: Path) -> None:
    file = tmp_path / "ds.jsonl"
    file.write_text("".join(f"{json.dumps(line['data'], default=str)}\n" for line in rows(3) if line["loai"] == "giay_khen"))
    assert run(["batch", "giay_khen", str(file), "--out", str(tmp_path / "ra"), *TODAY, "-f", "docx", "--jobs", "1"]) == 0
    assert sorted(Path(name).name for name in documents(tmp_path / "ra")) == ["giay_khen-1.docx", "giay_khen-2.docx"]
    assert run(["batch", "giay_khen", str(file), "thừa", "--out", str(tmp_path / "ra")]) == 2


def test_a_campaigns_folder_becomes_a_folder_for_each_unit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "ra"
    batch(write(tmp_path / "phong-trao"), out, "--partial", "-f", "docx", "--json", code=1)
    found = told(capsys)
    assert (found["done"], found["faulty"]) == (5, 45)
    assert {name.partition("/")[0] for name in documents(out)} == {
        unit["folder"] for unit in json.loads((out / "manifest.json").read_text("utf-8"))["documents"] if unit["state"] == "done"}
    batch(tmp_path / "phong-trao", out, "--partial", "-f", "docx", "--json", code=1)
    assert told(capsys)["reused"] == 5
    batch(tmp_path / "phong-trao", out, "--convert", "--json", code=2)
    assert told(capsys)["problems"][0]["code"] == "batch-folder-words"
    assert len(documents(out)) == 5


def test_one_run_at_a_time_and_a_lock_without_a_run_is_none(file: Path, tmp_path: Path,
                                                            capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "ra"
    (out / ".vanban").mkdir(parents=True)
    (out / ".vanban/lock").write_text("4242\n")
    lock = os.open(out / ".vanban/lock", os.O_RDWR)
    fcntl.flock(lock, fcntl.LOCK_EX)
    batch(file, out, "--json", code=2)
    found = told(capsys)
    assert (found["code"], found["problems"][0]["code"]) == ("state-conflict", "folder-taken")
    assert "4242" in found["problems"][0]["message"]
    os.close(lock)
    batch(file, out, "-f", "docx", "--json")
    assert told(capsys)["done"] == COUNT


def test_a_folder_that_cannot_be_written_is_told(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "ra").write_text("a file")
    batch(file, tmp_path / "ra", "--json", code=2)
    assert told(capsys)["problems"][0]["code"] == "folder-unwritable"


def test_an_english_office_is_told_in_english(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = workbook(tmp_path / "so.xlsx", cach_in="In thử")
    batch(file, tmp_path / "ra", "--lang", "en", code=2)
    said = capsys.readouterr().err
    assert "2 of 3 rows can be made" in said
    assert "add --partial" in said
    batch(listed(rows(1), tmp_path / "một.jsonl"), tmp_path / "một", "--lang", "en")
    assert capsys.readouterr().out.startswith("1/1 documents are there (1 made now, 0 reused)")


@pytest.mark.parametrize(("part", "shown"), [(0.0, "▕        ▏"), (0.5, "▕████    ▏"), (0.51, "▕████▏   ▏"), (1.0, "▕████████▏"),
                                             (1.7, "▕████████▏")])
def test_the_bar(part: float, shown: str) -> None:
    assert bar(part, 8) == shown
