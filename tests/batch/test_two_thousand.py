"""2,000 rows over five types, 40 of them faulty, from one workbook: what is named, what is made, what is made again."""

from __future__ import annotations

import csv
import io
import json
import zipfile
import zlib
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from service.sheets.marks import SUMMARY
from tests.batch.runs import Run, digest, left
from tests.sheets.spoiled import SHORT, Wrong, spoiled

PER_TYPE, GOOD = 400, 1960


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Wrong, dict[str, Any]]:
    """The folder after the one long run (about 150 s of processor time), the cells that are wrong, what the command said."""
    folder = tmp_path_factory.mktemp("đợt")
    data, wrong = spoiled(PER_TYPE, SHORT)
    (folder / "so.xlsx").write_bytes(data)
    ended = Run(folder / "so.xlsx", folder / "ra", "--partial", "--zip", folder / "tất cả.zip").end(1200)
    assert ended.code == 1                             # some rows were faulty
    return folder, wrong, ended.result


def test_without_partial_nothing_is_made_and_the_cells_are_named(tmp_path: Path) -> None:
    data, wrong = spoiled(40, SHORT)
    (tmp_path / "so.xlsx").write_bytes(data)
    ended = Run(tmp_path / "so.xlsx", tmp_path / "ra", "--errors", tmp_path / "lỗi.xlsx").end()
    assert ended.code == 2
    assert "batch-not-ready" in ended.told
    assert named(tmp_path / "lỗi.xlsx") == {(sheet, cell) for sheet, cell, _ in wrong}
    assert [path.name for path in (tmp_path / "ra").iterdir()] == [".vanban"]


@pytest.mark.slow
def test_exactly_the_faulty_cells_are_named(made: tuple[Path, Wrong, dict[str, Any]]) -> None:
    folder, wrong, _ = made
    assert len(wrong) == 40
    assert named(folder / "ra/loi.xlsx") == {(sheet, cell) for sheet, cell, _ in wrong}
    refused = [one for one in manifest(folder)["documents"] if one["state"] == "faulty"]
    told = [(problem["place"].partition(" (")[0], problem["code"]) for one in refused for problem in one["problems"]]
    assert sorted(told) == sorted((f"trang {sheet}, ô {cell}", code) for sheet, cell, code in wrong)


@pytest.mark.slow
def test_manifest_disk_and_archive_agree_to_the_last_byte(made: tuple[Path, Wrong, dict[str, Any]]) -> None:
    folder, _, said = made
    whole = manifest(folder)
    done = [one for one in whole["documents"] if one["state"] == "done"]
    files = {one["path"]: one for document in done for one in document["files"].values()}
    assert (len(whole["documents"]), len(done), len(files)) == (2000, GOOD, 2 * GOOD)
    assert [one["number"] for one in whole["documents"]] == list(range(1, 2001))
    totals = whole["totals"]
    assert (totals["done"], totals["faulty"], totals["failed"], totals["open"], totals["files"]) == (GOOD, 40, 0, 0, 2 * GOOD)
    assert totals["bytes"] == sum(one["bytes"] for one in files.values())
    assert totals["pages"] == sum(one["pages"] for one in done) == GOOD
    assert (said["total"], said["done"], said["faulty"], said["failed"]) == (2000, GOOD, 40, 0)

    on_disk = {path.relative_to(folder / "ra").as_posix(): path for suffix in ("docx", "pdf")
               for path in (folder / "ra").rglob(f"*.{suffix}") if ".vanban" not in path.parts}
    on_disk = {name: path for name, path in on_disk.items() if name not in ("report.pdf", "print.pdf")}
    assert on_disk.keys() == files.keys()
    assert {name: (digest(path), path.stat().st_size) for name, path in on_disk.items()} == {
        name: (one["sha256"], one["bytes"]) for name, one in files.items()}

    rows = list(csv.DictReader(io.StringIO((folder / "ra/manifest.csv").read_text("utf-8-sig")), delimiter=";"))
    assert len(rows) == 2000
    assert {row[f"Tệp {suffix}"]: row[f"SHA-256 {suffix}"] for row in rows for suffix in ("DOCX", "PDF") if row[f"Tệp {suffix}"]
            } == {name: one["sha256"] for name, one in files.items()}

    with zipfile.ZipFile(folder / "tất cả.zip") as archive:
        assert archive.testzip() is None
        inside = {one.filename: one for one in archive.infolist() if one.filename.endswith((".docx", ".pdf"))}
        inside = {name: one for name, one in inside.items() if name in files or name not in ("report.pdf", "print.pdf")}
        assert inside.keys() == files.keys()
        assert {name: one.CRC for name, one in inside.items()} == {name: crc(path) for name, path in on_disk.items()}
        assert {one.compress_type for one in inside.values()} == {zipfile.ZIP_STORED}
        assert json.loads(archive.read("manifest.json"))["documents"] == whole["documents"]


@pytest.mark.slow
def test_a_second_run_makes_nothing_and_a_changed_cell_one_document(made: tuple[Path, Wrong, dict[str, Any]]) -> None:
    folder, _, _ = made
    before = left(folder / "ra")
    stamps = {name: (folder / "ra" / name).stat().st_mtime_ns for name in before.documents()}
    again = Run(folder / "so.xlsx", folder / "ra", "--partial").end(600)
    assert again.code == 1
    assert (again.result["done"], again.result["reused"]) == (GOOD, GOOD)
    assert {name: (folder / "ra" / name).stat().st_mtime_ns for name in before.documents()} == stamps
    assert left(folder / "ra").manifest == before.manifest

    book = load_workbook(folder / "so.xlsx")
    sheet = next(one for one in book.worksheets if any(cell.value == "/noi_den" for cell in one[1]))
    column = next(cell.column for cell in sheet[1] if cell.value == "/noi_den")
    line = sheet.max_row
    sheet.cell(line, column).value = "Phòng Kinh tế, Hạ tầng và Đô thị"
    book.save(folder / "so.xlsx")
    changed = Run(folder / "so.xlsx", folder / "ra", "--partial").end(600)
    assert (changed.result["done"], changed.result["reused"]) == (GOOD, GOOD - 1)
    after = left(folder / "ra").documents()
    assert after.keys() == before.documents().keys()
    key = sheet.cell(line, 1).value
    assert {name.rpartition("/")[2] for name, sha in after.items() if sha != before.documents()[name]} == {
        f"giay_gioi_thieu-{key}.docx", f"giay_gioi_thieu-{key}.pdf"}


def manifest(folder: Path) -> dict[str, Any]:
    found = json.loads((folder / "ra/manifest.json").read_text("utf-8"))
    assert isinstance(found, dict)
    return found


def named(path: Path) -> set[tuple[str, str]]:
    """The cells that the errors workbook names: sheet and address, from the links of its summary."""
    sheet = load_workbook(path)[SUMMARY]
    links = [cell.hyperlink.location for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    return {(found.rpartition("!")[0].strip("'"), found.rpartition("!")[2]) for found in links if found}


def crc(path: Path) -> int:
    return zlib.crc32(path.read_bytes())
