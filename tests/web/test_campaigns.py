"""The campaigns of an office: a folder handed in, its units counted, its documents held against each other, closed."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from service.dossier.packed import pack
from tests.web.campaign import SMALL, folder, one_file
from tests.web.conftest import Browser, Site

HERE = "/quan-tri/phong-trao"
EXAMPLES = Path(__file__).parents[2] / "examples"


def add(browser: Browser, data: bytes, file: str, /, **fields: str) -> TestResponse:
    return browser.post(HERE, data={"tep": (io.BytesIO(data), file), **fields})


def test_a_folder_is_handed_in_looked_at_and_closed(site: Site) -> None:
    browser = site.client("administrator")
    data = folder(SMALL)
    answer = add(browser, data, "phong-trao.zip", name="Dạy tốt <b>học tốt</b>")
    assert answer.status_code == 303, answer.text
    number = answer.headers["Location"].rpartition("/")[2]
    page = browser.get(f"{HERE}/{number}").text
    assert "Dạy tốt &lt;b&gt;học tốt&lt;/b&gt;" in page
    units = site.opened.records.campaigns.data(site.opened.records.campaigns.get(number, site.organisation.id)).units
    assert f"{len(units)} đơn vị" in page
    assert f"{len(units)} đơn vị" in browser.get(HERE).text
    assert all(one.name in page for one in units)
    checked = browser.get(f"{HERE}/{number}/kiem-tra", headers={"HX-Request": "true"}).text
    assert "văn bản làm được" in checked
    assert browser.get(f"{HERE}/{number}/tep").data == data
    assert "Đang dùng" in browser.get(HERE).text
    assert browser.post(f"{HERE}/{number}/dong").status_code == 303
    assert "Đã đóng" in browser.get(HERE).text
    clerk = site.client("clerk")
    assert "Dạy tốt" not in clerk.get("/dot/moi").text
    assert clerk.post("/dot/phong-trao", data={"phong_trao": number}).status_code == 409
    actions = [one.action for one in site.opened.accounts.trail.listed(site.organisation.id, most=20, before=None)]
    assert (actions.count("campaign-added"), actions.count("campaign-closed")) == (1, 1)


def test_what_does_not_agree_is_told(site: Site) -> None:
    """A nominee of a unit that the campaign has not: told with file and line, and nothing is kept."""
    whole = zipfile.ZipFile(io.BytesIO(pack(EXAMPLES / "phong-trao")))
    spoiled = io.BytesIO()
    with zipfile.ZipFile(spoiled, "w") as archive:
        for name in whole.namelist():
            text = whole.read(name)
            if name == "ket_qua.csv":
                lines = text.decode().splitlines()
                lines[1] = lines[1].replace(lines[1].split(",")[0].split(";")[0], "khong_co", 1)
                text = "\n".join(lines).encode()
            archive.writestr(name, text)
    answer = add(site.client("administrator"), spoiled.getvalue(), "hỏng.zip")
    assert answer.status_code == 422
    assert "khong_co" in answer.text
    assert not site.opened.records.campaigns.listed(site.organisation.id, closed=True)


@pytest.mark.parametrize(("data", "name", "status"), [
    (b"khong phai zip", "a.zip", 400),
    (b"ten: [", "phong_trao.yaml", 422),
    (b"{}", "a.json", 422),
])
def test_other_files_are_refused(site: Site, data: bytes, name: str, status: int) -> None:
    answer = add(site.client("administrator"), data, name)
    assert answer.status_code == status, answer.text
    assert not site.opened.records.campaigns.listed(site.organisation.id, closed=True)


def test_a_file_alone_is_a_small_campaign(site: Site) -> None:
    answer = add(site.client("administrator"), one_file(SMALL), "Phong trào nhỏ.json")
    assert answer.status_code == 303, answer.text
    found = site.opened.records.campaigns.listed(site.organisation.id)[0]
    assert (found.name, len(site.opened.records.campaigns.data(found).units)) == ("Phong trào nhỏ", 2)


def test_another_office_has_none_of_it(site: Site) -> None:
    number = add(site.client("administrator"), folder(SMALL), "a.zip").headers["Location"].rpartition("/")[2]
    stranger = site.client("administrator", "clerk", organisation=site.office("Trường THCS Nhật Tân"))
    for path in ("", "/kiem-tra", "/tep"):
        assert stranger.get(f"{HERE}/{number}{path}").status_code == 404
    assert stranger.post(f"{HERE}/{number}/dong").status_code == 404
    assert stranger.post("/dot/phong-trao", data={"phong_trao": number}).status_code == 404
    assert site.client("clerk").get(HERE).status_code == 403
