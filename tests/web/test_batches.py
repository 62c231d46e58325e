"""Batches on pages, the whole way: a workbook with faults, two of them corrected there, a part begun, results, the archive."""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import urlencode

import pytest
from openpyxl import load_workbook
from werkzeug.test import TestResponse

from service import doctypes
from service.inputs import letters
from tests.sheets.filling import Book
from tests.web.conftest import Browser, Site
from tests.web.machine import Machine, machine

BLANK = {"HX-Request": "true"}


@pytest.fixture
def engine(site: Site) -> Iterator[Machine]:  # noqa: ARG001 - its settings
    with machine() as found:
        yield found


def example() -> dict[str, Any]:
    found: dict[str, Any] = doctypes.get("giay_khen").example()["data"]
    return found


def book(**faults: str) -> tuple[Book, dict[str, tuple[str, int, int]]]:
    """Four certificates, of which GK-2 has no name, GK-3 an impossible day, GK-4 a code written `faults["ma"]`."""
    every = example()
    found = Book(*(("giay_khen", key, every) for key in ("GK-1", "GK-2", "GK-3", "GK-4")))
    where = {}
    for name, (key, pointer, text) in {
        "ten": ("GK-2", "/ho_ten", None), "ngay": ("GK-3", "/ngay_ban_hanh", faults.get("ngay", "31/02/2026")),
        "ngay_4": ("GK-4", "/ngay_ban_hanh", faults.get("ngay_4", "hôm qua")),
    }.items():
        cell = found.cell("giay_khen", key, pointer)
        cell.value = text
        where[name] = cell.parent.title, cell.row, cell.column - 1
    return found, where


def send(browser: Browser, data: bytes, name: str = "Khen thưởng.xlsx", **fields: str) -> TestResponse:
    return browser.post("/dot", data={"tep": (io.BytesIO(data), name), **fields})


def sent(browser: Browser, data: bytes, name: str = "Khen thưởng.xlsx", **fields: str) -> str:
    answer = send(browser, data, name, **fields)
    assert answer.status_code == 303, answer.text
    return answer.headers["Location"].rpartition("/")[2]


def place(number: int, where: tuple[str, int, int]) -> dict[str, str]:
    return {"so": str(number), "trang": where[0], "dong": str(where[1]), "cot": str(where[2])}


def mend(browser: Browser, batch: str, number: int, where: tuple[str, int, int], text: str) -> TestResponse:
    return browser.post(f"/dot/{batch}/o", data={**place(number, where), "chu": text, "cac_cot": str(where[2])}, headers=BLANK)


def wrong_cells(page: str) -> set[str]:
    """The addresses of cells that the matrix offers to mend."""
    found = re.findall(r'hx-get="(/dot/\w+/o\?[^"]+)"', page)
    cells = set()
    for address in found:
        given = dict(one.split("=") for one in unescape(address).split("?")[1].split("&"))
        cells.add(f"{letters(int(given['cot']))}{given['dong']}")
    return cells


def address(where: tuple[str, int, int]) -> str:
    return f"{letters(where[2])}{where[1]}"


def test_from_a_workbook_with_faults_to_the_archive(site: Site, engine: Machine) -> None:
    browser = site.client("clerk")
    found, where = book()
    batch = sent(browser, found.bytes())
    assert "Đang đọc" in browser.get(f"/dot/{batch}").text
    assert engine.until(batch, "judged") == "judged"

    page = browser.get(f"/dot/{batch}").text
    assert wrong_cells(page) == {address(one) for one in where.values()}
    assert "31/02/2026” không phải ngày có thật" in page
    assert re.search(r"tally-good.*?<b>1</b>", page, re.DOTALL)
    assert re.search(r"tally-bad.*?<b>3</b>", page, re.DOTALL)
    assert "GK-1" not in page, "only documents with faults at first"
    assert "GK-1" in browser.get(f"/dot/{batch}/bang?xem=tat-ca").text

    form = browser.get(f"/dot/{batch}/o?{urlencode(place(3, where['ngay']))}", headers=BLANK).text
    assert 'value="31/02/2026"' in form
    again = mend(browser, batch, 3, where["ngay"], "30/02/2026").text
    assert "30/02/2026” không phải ngày có thật" in again
    right = mend(browser, batch, 3, where["ngay"], "28/02/2026").text
    assert "Đã sửa" in right
    assert "wrong-cell" not in right
    assert "Dòng 5 đã đúng. Còn 1 dòng có lỗi." in mend(browser, batch, 2, where["ten"], "Lâm Thị Ngọc Diệp").text

    marked = load_workbook(io.BytesIO(browser.get(f"/dot/{batch}/loi").data))
    sheet = marked[where["ten"][0]]
    assert sheet.cell(where["ten"][1], where["ten"][2] + 1).value == "Lâm Thị Ngọc Diệp"
    assert sheet.cell(where["ngay_4"][1], where["ngay_4"][2] + 1).comment is not None
    assert sheet.cell(where["ngay"][1], where["ngay"][2] + 1).comment is None

    refused = browser.post(f"/dot/{batch}/bat-dau", data={})
    assert refused.status_code == 422
    assert "Còn 1 dòng có lỗi" in refused.text
    begun = [browser.post(f"/dot/{batch}/bat-dau", data={"mot_phan": "1", "in": "row", "ngay": "22/11/2026"}) for _ in range(2)]
    assert [one.status_code for one in begun] == [303, 303]
    assert engine.until(batch) == "done"

    done = browser.get(f"/dot/{batch}").text
    assert "Lâm Thị Ngọc Diệp" not in done, "data is wiped"
    archive = zipfile.ZipFile(io.BytesIO(browser.get(f"/dot/{batch}/tat-ca.zip").data))
    assert archive.testzip() is None
    manifest = json.loads(archive.read("manifest.json"))
    assert [one["state"] for one in manifest["documents"]] == ["done", "done", "done", "faulty"]
    for document in manifest["documents"]:
        for suffix, one in document["files"].items():
            fetched = browser.get(f"/dot/{batch}/tep/{document['number']}.{suffix}")
            packed = archive.read(one["path"])
            assert hashlib.sha256(fetched.data).hexdigest() == one["sha256"] == hashlib.sha256(packed).hexdigest()
    for name in ("print.pdf", "report.pdf", "manifest.csv", "manifest.json"):
        assert browser.get(f"/dot/{batch}/tai/{name}").status_code == 200, name

    events = site.opened.accounts.trail.listed(site.organisation.id, most=50, before=None)
    said = {one.action: one for one in events}
    assert [one.action for one in events].count("batch-started") == 1, "a double click begins once"
    assert said["batch-started"].details == {"documents": 3, "faulty": 1}
    assert said["batch-downloaded"].details["manifest"] == hashlib.sha256(archive.read("manifest.json")).hexdigest()


def test_another_office_sees_nothing_of_it(site: Site, engine: Machine) -> None:
    found, where = book()
    batch = sent(site.client("clerk"), found.bytes())
    engine.until(batch, "judged")
    stranger = site.client("clerk", "administrator", organisation=site.office("Trường THCS Nhật Tân"))
    assert batch not in stranger.get("/dot").text
    for path in ("", "/noi-dung", "/tien-do", "/su-kien", "/bang", f"/o?{urlencode(place(3, where['ngay']))}", "/loi", "/ket-qua",
                 "/tep/1.pdf", "/tat-ca.zip", "/tai/manifest.json"):
        assert stranger.get(f"/dot/{batch}{path}").status_code == 404, path
    for path in ("/huy", "/xoa", "/o", "/doc-lai", "/bat-dau", "/lam-lai"):
        assert stranger.post(f"/dot/{batch}{path}", data=place(3, where["ngay"])).status_code == 404, path
    assert site.opened.ledger.batches.get(batch).state == "judged"
    assert site.client("signer").get(f"/dot/{batch}").status_code == 403
    assert site.client().get(f"/dot/{batch}").status_code == 302
