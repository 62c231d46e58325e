"""Batches over HTTP, the whole way: an upload in, documents out, made by a real keeper and worker; ledger and store are real."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from service import doctypes
from service.dossier.packed import pack
from tests.api.office import BATCHES, Office, codes, lines, opened
from tests.batch.runs import rows
from tests.sheets.filling import Book

CAMPAIGN = Path(__file__).parents[2] / "examples" / "phong-trao"


@pytest.fixture(params=["sqlite", "postgresql"])
def either(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Office]:
    url = request.getfixturevalue("database_url") if request.param == "postgresql" else ""
    with opened(tmp_path, url) as office:
        yield office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with opened(tmp_path) as found:
        yield found


def spoiled(count: int, *wrong: int) -> list[dict[str, Any]]:
    found = rows(count)
    for number in wrong:
        found[number - 1]["data"] = {**found[number - 1]["data"], "ngay_ban_hanh": "31/02/2026"}
    return found


def test_from_an_upload_to_the_archive(either: Office) -> None:
    office = either
    answer = office.send(lines(rows(4)), "Khen thưởng đợt 1.jsonl", today="2026-11-22", print="row")
    assert (answer.status_code, answer.headers["Retry-After"]) == (202, "2")
    number = answer.get_json()["id"]
    assert answer.headers["Location"] == f"{BATCHES}/{number}"
    assert answer.get_json()["links"] == {"self": f"{BATCHES}/{number}", "events": f"{BATCHES}/{number}/events"}
    assert office.carried_out(number) == "done"
    state = office.state(number)
    assert state["readiness"] == {"rows": 4, "ready": 4, "faulty": 0}
    assert (state["counts"]["done"], state["counts"]["pages"]) == (4, 4)
    for name, link in state["links"].items():
        got = office.call("GET", link)
        assert got.status_code in (200, 204), (name, got.get_data(as_text=True)[:200])

    results = office.call("GET", f"{number}/results").get_json()
    assert results["complete"]
    assert [one["state"] for one in results["results"]] == ["done"] * 4
    archive = zipfile.ZipFile(io.BytesIO(office.call("GET", f"{number}/archive").data))
    assert archive.testzip() is None
    manifest = json.loads(archive.read("manifest.json"))
    assert (manifest["totals"]["documents"], manifest["totals"]["files"]) == (4, 8)
    for one in results["results"]:
        for suffix, file in one["files"].items():
            got = office.call("GET", file["link"])
            assert hashlib.sha256(got.data).hexdigest() == file["sha256"] == got.headers["ETag"].strip('"')
            assert archive.read(file["path"]) == got.data
            assert got.mimetype == {"pdf": "application/pdf"}.get(suffix, got.mimetype)
    assert {"report.html", "report.pdf", "manifest.csv"} <= set(archive.namelist())
    assert len(archive.namelist()) == 8 + 4
    listed = office.call("GET", BATCHES).get_json()["batches"]
    assert [(one["id"], one["state"], one["name"]) for one in listed] == [(number, "done", "Khen thưởng đợt 1.jsonl")]


def test_rows_sent_as_json_are_read_like_a_file(office: Office) -> None:
    data = doctypes.get("giay_gioi_thieu").example()["data"]
    answer = office.call("POST", BATCHES, json={
        "type": "giay_gioi_thieu", "name": "Giấy giới thiệu", "options": {"formats": ["pdf"], "today": "2026-11-22"},
        "rows": [{"key": "A", "data": data}, {"type": "giay_gioi_thieu", "data": {**data, "so": 7}}]})
    assert answer.status_code == 202, answer.get_data(as_text=True)
    number = answer.get_json()["id"]
    assert office.carried_out(number) == "done"
    found = office.call("GET", f"{number}/manifest.json").get_json()["documents"]
    assert [(one["key"], one["state"], list(one["files"])) for one in found] == [("A", "done", ["pdf"]), ("2", "done", ["pdf"])]
    assert codes(office.call("GET", f"{number}/results/1.docx"), 404) == ["batch-file-unknown"]


def test_faulty_rows_refuse_the_whole_and_come_back_marked(office: Office) -> None:
    data = doctypes.get("giay_khen").example()["data"]
    book = Book(("giay_khen", "A", data), ("giay_khen", "B", data))
    book.cell("giay_khen", "B", "/ngay_ban_hanh").value = "31/02/2026"
    number = office.sent(book.bytes(), "Sổ khen.xlsx")
    assert office.carried_out(number) == "refused"
    state = office.state(number)
    assert state["readiness"] == {"rows": 2, "ready": 1, "faulty": 1}
    assert [one["code"] for one in state["problems"]] == ["rows-counted"]
    matrix = office.call("GET", f"{number}/readiness").get_json()
    assert [(one["code"], one["pointer"], one["key"]) for one in matrix["faults"]] == [("date-invalid", "/ngay_ban_hanh", "B")]
    marked = office.call("GET", f"{number}/errors")
    assert "So%20kh" not in marked.headers["Content-Disposition"]
    assert "filename*=UTF-8''S%E1%BB%95%20khen_loi.xlsx" in marked.headers["Content-Disposition"]
    sheet = load_workbook(io.BytesIO(marked.data))[doctypes.get("giay_khen").name]
    comments = [cell.coordinate for line in sheet.iter_rows() for cell in line if cell.comment and "Lỗi: " in cell.comment.text]
    assert comments == [matrix["faults"][0]["cell"]]


def test_in_part_the_good_rows_are_made(office: Office) -> None:
    number = office.sent(lines(spoiled(5, 2, 4)), partial="true", formats="pdf", today="2026-11-22")
    assert office.carried_out(number) == "done"
    counts = office.state(number)["counts"]
    assert (counts["done"], counts["faulty"]) == (3, 2)
    faults = list(csv.reader(io.StringIO(office.call("GET", f"{number}/errors").data.decode("utf-8-sig")), delimiter=";"))
    assert [line[1] for line in faults[1:]] == ["2", "4"]
    results = office.call("GET", f"{number}/results").get_json()["results"]
    assert sorted((one["number"], one["state"]) for one in results) == [
        (1, "done"), (2, "faulty"), (3, "done"), (4, "faulty"), (5, "done")]
    assert codes(office.call("GET", f"{number}/results/2.pdf"), 409) == ["result-unmade"]
    archive = zipfile.ZipFile(io.BytesIO(office.call("GET", f"{number}/archive").data))
    assert sum(name.endswith(".pdf") for name in archive.namelist()) == 3 + 1


def test_results_come_in_pages_as_they_finish(office: Office) -> None:
    number = office.sent(lines(rows(5)), formats="docx", today="2026-11-22")
    office.carried_out(number, units=2)
    assert codes(office.call("GET", f"{number}/results/5.docx"), 409) == ["result-unfinished"]
    assert codes(office.call("GET", f"{number}/archive"), 409) == ["batch-unfinished"]
    assert office.call("GET", f"{number}/results/1.docx").status_code == 200
    assert not office.call("GET", f"{number}/results").get_json()["complete"]
    assert len(office.call("GET", f"{number}/manifest.json").get_json()["documents"]) == 5     # so far, from the ledger
    assert office.carried_out(number) == "done"
    seen, after = [], ""
    while True:
        page = office.call("GET", f"{number}/results?limit=2{after}").get_json()
        seen += [one["number"] for one in page["results"]]
        after = f"&after={page['after']}"
        if page["complete"]:
            break
    assert sorted(seen) == [1, 2, 3, 4, 5]


def test_a_file_that_is_no_longer_what_was_made_is_never_handed_over(office: Office) -> None:
    number = office.sent(lines(rows(1)), formats="pdf", today="2026-11-22")
    office.carried_out(number)
    [name] = [name for name in office.store.names("made") if name.endswith(".pdf")]
    whole = office.store.get(name)
    office.store.put(name, whole[:-1] + b" ")
    assert codes(office.call("GET", f"{number}/results/1.pdf"), 410) == ["made-file-changed"]
    with pytest.raises(ConnectionResetError):
        _ = office.call("GET", f"{number}/archive").data
    office.store.delete([name])
    assert codes(office.call("GET", f"{number}/results/1.pdf"), 410) == ["file-gone"]


def test_an_unchanged_file_is_not_sent_again(office: Office) -> None:
    number = office.sent(lines(rows(1)), formats="pdf", today="2026-11-22")
    office.carried_out(number)
    first = office.call("GET", f"{number}/results/1.pdf")
    again = office.call("GET", f"{number}/results/1.pdf", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    for path in ("results/1.pdf", "archive", "report.pdf"):
        whole, head = (office.call(method, f"{number}/{path}") for method in ("GET", "HEAD"))
        assert (head.status_code, head.data, head.content_length) == (200, b"", len(whole.data)), path


def test_the_same_documents_again_are_there_at_once(office: Office) -> None:
    first = office.sent(lines(rows(2)), today="2026-11-22")
    office.carried_out(first)
    second = office.sent(lines(rows(2)), today="2026-11-22")
    office.planned(second)
    assert office.state(second)["counts"]["reused"] == 2
    office.carried_out(second)
    made = set(office.store.names("made"))
    assert office.call("DELETE", first).status_code == 204
    assert set(office.store.names("made")) == made              # the other batch has them still
    assert office.call("GET", f"{second}/results/1.pdf").status_code == 200
    assert office.call("DELETE", second).status_code == 204
    assert list(office.store.names()) == []


def test_cancelling_leaves_the_rest_unmade(office: Office) -> None:
    number = office.sent(lines(rows(6)), formats="docx", today="2026-11-22")
    office.carried_out(number, units=2)
    answer = office.call("POST", f"{number}/cancel")
    assert (answer.status_code, answer.get_json()["state"]) == (202, "cancelled")
    state = office.state(number)
    assert (state["counts"]["done"], state["counts"]["cancelled"]) == (2, 4)
    assert codes(office.call("POST", f"{number}/cancel"), 409) == ["batch-ended"]
    assert codes(office.call("GET", f"{number}/results/6.docx"), 409) == ["result-unmade"]
    archive = zipfile.ZipFile(io.BytesIO(office.call("GET", state["links"]["archive"]).data))
    assert len(archive.namelist()) == 2
    assert office.call("GET", f"{number}/results").get_json()["complete"]


def test_deleting_leaves_nothing(office: Office) -> None:
    number = office.sent(lines(rows(3)), today="2026-11-22")
    office.carried_out(number, units=1)
    assert [*office.store.names(f"batches/{number}")]
    assert office.call("DELETE", number).status_code == 204
    assert codes(office.call("GET", number), 404) == ["batch-unknown"]
    assert codes(office.call("DELETE", number), 404) == ["batch-unknown"]
    assert list(office.store.names()) == []


def test_a_batch_is_its_owners_only(office: Office) -> None:
    number = office.sent(lines(rows(1)), formats="pdf", today="2026-11-22")
    office.carried_out(number)
    links = [*office.state(number)["links"].values(), f"{BATCHES}/{number}/results/1.pdf", f"{BATCHES}/{number}/errors"]
    office.settings(VANBAN_API_KEY="khoa-cua-nguoi-khac")
    office.key = "khoa-cua-nguoi-khac"
    for link in links:
        assert codes(office.call("GET", link), 404) == ["batch-unknown"], link
    assert codes(office.call("POST", f"{number}/cancel"), 404) == ["batch-unknown"]
    assert codes(office.call("DELETE", number), 404) == ["batch-unknown"]
    assert office.call("GET", BATCHES).get_json()["batches"] == []


def test_a_name_with_html_stays_text(office: Office) -> None:
    number = office.sent(lines(spoiled(2, 1)), "<img src=x onerror=alert(1)>.jsonl", partial="true", formats="docx",
                         today="2026-11-22")
    office.carried_out(number)
    page = office.call("GET", f"{number}/report.html")
    assert page.mimetype == "text/html"
    assert "<img" not in page.get_data(as_text=True)
    assert "&lt;img src=x onerror=alert(1)&gt;.jsonl" in page.get_data(as_text=True)
    policy = page.headers["Content-Security-Policy"]
    assert "default-src 'none'; style-src 'unsafe-inline';" in policy
    assert "script-src" not in policy
    assert "\r" not in office.call("GET", f"{number}/archive").headers["Content-Disposition"]
    assert page.headers["Cache-Control"] == "no-store"


@pytest.mark.slow
def test_a_campaigns_folder_comes_as_a_zip(office: Office) -> None:
    number = office.sent(pack(CAMPAIGN), "Phong trào.zip", today="2026-11-22", formats="docx")
    assert office.planned(number) in ("running", "refused")
    assert office.state(number)["readiness"]["rows"] > 5
    assert office.call("GET", f"{number}/readiness").get_json()["rows"] > 5
