"""manifest.json and manifest.csv: what they say, and that two runs say the same."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from service.bundle.manifest import entry, manifest_csv, manifest_json
from service.errors import problem
from service.language import translate
from service.ledger.values import Batch, Made, MadeFile, Unit
from service.retold import keeping
from tests.bundle.made import DIED, MISSING, WISH, Ended, unit

BATCH = Batch("a" * 32, "", "done", WISH, created=1.0, ended=2.0)
FILES = {"docx": MadeFile("d" * 64, 20), "pdf": MadeFile("e" * 64, 30)}


def told(batch: Batch, units: Iterable[Unit], language: Any = "vi") -> dict[str, Any]:
    return dict(json.loads(b"".join(manifest_json(batch, units, language))))


def table(batch: Batch, units: Iterable[Unit], language: Any = "vi") -> list[list[str]]:
    data = b"".join(manifest_csv(batch, units, language))
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_every_row_stands_in_the_manifest_with_its_files_or_why_there_are_none(done_batch: Ended) -> None:
    said = told(done_batch.batch, done_batch.units)
    assert [one["number"] for one in said["documents"]] == list(range(1, 10))
    second = said["documents"][1]
    made = done_batch.units[1].made
    assert made is not None
    assert second["files"]["pdf"] == {"path": "Trường Tiểu học Đống Đa/giay_khen-GK-2.pdf",
                                      "sha256": made.files["pdf"].sha256, "bytes": made.files["pdf"].size}
    assert (second["pages"], second["verdict"], second["state"]) == (1, "dat", "done")
    refused, failed, cancelled = said["documents"][6:]
    assert refused["problems"] == [{"code": "field-missing", "message": MISSING.message, "pointer": None, "place": MISSING.place}]
    assert (refused["files"], refused["pages"], refused["verdict"]) == ({}, None, None)
    assert failed["problems"][0]["code"] == DIED.code
    assert (cancelled["state"], cancelled["problems"]) == ("cancelled", [])


def test_totals_are_those_of_the_documents(done_batch: Ended) -> None:
    said = told(done_batch.batch, done_batch.units)
    files = [file for one in said["documents"] for file in one["files"].values()]
    assert said["totals"] == {"documents": 9, "done": 6, "warned": 0, "failed": 1, "faulty": 1, "cancelled": 1, "open": 0,
                              "files": 12, "bytes": sum(file["bytes"] for file in files),
                              "pages": sum(one["pages"] or 0 for one in said["documents"])}


def test_a_second_run_differs_in_run_only(done_batch: Ended) -> None:
    again = replace(done_batch.batch, id="9" * 32, created=5.0, begun=6.0, ended=7.0)
    reused = [replace(one, reused=True, attempts=3, made=one.made and replace(one.made, seconds=9.0), finished=8.0)
              for one in done_batch.units]
    first, second = told(done_batch.batch, done_batch.units), told(again, reused)
    assert first != second
    assert (first.pop("run")["reused"], second.pop("run")["reused"]) == (0, 6)
    assert first == second
    assert b"".join(manifest_csv(done_batch.batch, done_batch.units)) == b"".join(manifest_csv(again, reused))


def test_findings_are_said_in_the_language() -> None:
    one = problem("template-tag", "Còn thẻ của mẫu: “{co}”.", co="«ten»")
    found = keeping({"kind": "rule", "code": "G-15", "message": one.message}, one)
    units = [unit(1, made=Made(FILES, 1, "dat", (found,)))]
    for language in ("vi", "en"):
        (said,) = told(BATCH, units, language)["documents"]
        assert said["findings"] == [{"kind": "rule", "code": "G-15", "message": translate(one, language)}]


def test_an_empty_batch_is_still_json() -> None:
    said = told(BATCH, [])
    assert (said["documents"], said["totals"]["documents"]) == ([], 0)
    assert len(table(BATCH, [])) == 1


@pytest.mark.parametrize("state", ["todo", "queued", "running"])
def test_a_document_not_made_yet_is_open(state: Any) -> None:
    assert told(BATCH, [unit(1, state=state)])["totals"]["open"] == 1


def test_problems_are_told_in_the_readers_language() -> None:
    found = problem("asset-broken", "Không đọc được hình {ten} khi in PDF.", ten="con_dau.png")
    faulty = unit(1, state="faulty", problems=(found,))
    assert entry(faulty, "en")["problems"][0]["message"] == "The picture con_dau.png cannot be read for the PDF."
    assert entry(faulty)["problems"][0]["message"] == "Không đọc được hình con_dau.png khi in PDF."


def test_the_entry_of_an_answer_says_whether_it_was_reused() -> None:
    assert entry(unit(1, reused=True))["reused"] is True


def test_the_table_has_a_line_for_each_document_and_columns_for_each_file() -> None:
    finding = {"kind": "rule", "code": "II.5a", "message": "Trích yếu dài."}
    rows = table(BATCH, [unit(1, folder="Trường A", made=Made(FILES, 2, "loi", (finding, finding))),
                         unit(2, state="faulty", problems=(MISSING, DIED))])
    assert rows[0][-6:] == ["Tệp DOCX", "SHA-256 DOCX", "Số byte DOCX", "Tệp PDF", "SHA-256 PDF", "Số byte PDF"]
    assert rows[1] == ["1", "GK-1", "giay_khen", "0" * 12, "Trường A", "Danh sách", "4", "Đã làm", "2", "Có lỗi thể thức",
                       "II.5a", "", "Trường A/giay_khen-GK-1.docx", "d" * 64, "20", "Trường A/giay_khen-GK-1.pdf", "e" * 64, "30"]
    assert rows[2][7:] == ["Dòng bị từ chối", "", "", "", f"{MISSING.place}: {MISSING.message}\n{DIED.message}", *[""] * 6]


@pytest.mark.parametrize(("key", "cell"), [
    ("=HYPERLINK(1)", "'=HYPERLINK(1)"), ("@SUM(A1)", "'@SUM(A1)"), ("+1", "'+1"),
    ("-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0"),
    ("\t=1", "'\t=1"), ("-5", "-5"), ("-1.234,5", "-1.234,5"), ("GK;\"1\"", "GK;\"1\""),
])
def test_no_cell_is_a_formula(key: str, cell: str) -> None:
    rows = table(BATCH, [unit(1, key=key, state="faulty", problems=(problem("x", "{chu}", chu=key),))])
    assert (rows[1][1], rows[1][11]) == (cell, cell)


def test_headings_and_words_are_translated() -> None:
    rows = table(BATCH, [unit(1, state="cancelled")], "en")
    assert (rows[0][1], rows[1][7]) == ("Key", "Cancelled")


@pytest.mark.parametrize(("folder", "path"), [
    ("Trường A", "Trường A/giay_khen-GK-1"), ("", "giay_khen-GK-1"), ("Phường X/Trường Y", "Phường X/Trường Y/giay_khen-GK-1"),
    ("../../etc", "_/_/etc/giay_khen-GK-1"), ("/etc", "etc/giay_khen-GK-1"), ("C:\\x", "C-x/giay_khen-GK-1"),
    ("con", "_con/giay_khen-GK-1"), ("a. ", "a/giay_khen-GK-1"),
])
def test_a_path_stays_inside_and_is_allowed_everywhere(folder: str, path: str) -> None:
    assert entry(unit(1, folder=folder))["path"] == path


def test_a_hundred_thousand_rows_come_in_small_pieces() -> None:
    def many() -> Iterator[Unit]:
        for number in range(1, 6001):
            yield unit(number, made=Made(FILES, 1, "dat"))

    for pieces in (manifest_json(BATCH, many()), manifest_csv(BATCH, many())):
        sizes = [len(piece) for piece in pieces]
        assert len(sizes) > 10
        assert max(sizes) < 400_000
