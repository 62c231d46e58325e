"""/kiem-tra: a file in, its faults on its pages and in a list, its copies out; nobody else's, and not for long."""

from __future__ import annotations

import os
import re
import time
from io import BytesIO
from pathlib import Path
from typing import cast
from urllib.parse import urlsplit

import pikepdf
import pytest
from docx import Document
from werkzeug.test import TestResponse

from service import pipeline
from service.config import settings
from service.pdf import scans_to_pdf
from service.web.check import kept
from tests.examples import example_docx, issued_example
from tests.marks.faulty import word
from tests.pki.pki import Pki
from tests.sign.papers import document, signed
from tests.uploads import LETTER
from tests.web.conftest import Browser, Site

PLACE = "/kiem-tra"


def send(browser: Browser, data: bytes, name: str = "ke_hoach.docx") -> TestResponse:
    return browser.post(PLACE, data={"file": (BytesIO(data), name)}, content_type="multipart/form-data")


def checked(browser: Browser, data: bytes, name: str = "ke_hoach.docx") -> str:
    """The address of its result."""
    answer = send(browser, data, name)
    assert answer.status_code == 303, answer.text
    return urlsplit(answer.location).path


def folders() -> list[Path]:
    return sorted((settings().bulk.data / "checked").iterdir())


def test_the_page_asks_for_a_file_and_says_which_and_how_large(site: Site) -> None:
    page = site.client("clerk").get(PLACE)
    assert page.status_code == 200
    assert "Kéo tệp vào đây" in page.text
    assert "tối đa 20 MB" in page.text
    assert '<label class="form-label" for="file">' in page.text


def test_every_fault_stands_in_the_list_and_on_its_page_with_one_number(site: Site) -> None:
    browser = site.client("clerk")
    page = browser.get(checked(browser, word()))
    report = pipeline.check_file(word(), name="x.docx").report
    wrong = sum(one.severity == "loi" for one in report.findings)
    hints = sum(one.severity == "nhac" for one in report.findings)
    assert f"Có {wrong} lỗi phải sửa, {hints} điều nên xem" in page.text
    listed = re.findall(r'id="muc-(\d+)"', page.text)
    assert sorted(map(int, listed)) == list(range(1, len(report.findings) + 1))
    on_pages = re.findall(r'id="dau-(\d+)"', page.text)
    shown = re.findall(r'class="fault-show" href="#dau-(\d+)"', page.text)
    assert sorted(on_pages) == sorted(shown), "each number on a page has its fault in the list, and the other way round"
    assert set(listed) - set(on_pages), "what is missing stands in the list alone"
    assert "Nghị định 30/2020/NĐ-CP, PL I, II.6a" in page.text
    assert "style=" not in page.text.split("<main")[1]


def test_pages_are_pictures_of_the_file(site: Site) -> None:
    browser = site.client("clerk")
    address = checked(browser, word())
    for number in (1, 2):
        picture = browser.get(f"{address}/trang/{number}.png")
        assert picture.status_code == 200
        assert picture.data.startswith(b"\x89PNG")
        assert picture.headers["Cache-Control"] == "no-store"
    assert browser.get(f"{address}/trang/3.png").status_code == 404
    assert browser.get(f"{address}/trang/0.png").status_code == 404


def test_a_document_of_ours_has_no_fault(site: Site) -> None:
    browser = site.client("signer")
    assert "Không thấy lỗi nào" in browser.get(checked(browser, example_docx("thong_bao"))).text


def test_a_plain_text_is_shown_by_its_lines(site: Site) -> None:
    browser = site.client("clerk")
    page = browser.get(checked(browser, LETTER.encode(), "thu.txt"))
    assert 'id="dong-14"' in page.text
    assert re.search(r'- Như trên;</span>\s*<a class="number number-\w+" href="#muc-\d+"', page.text)
    assert "nhan-xet" not in page.text
    assert browser.get(urlsplit(page.request.path).path + "/nhan-xet").status_code == 404


@pytest.mark.parametrize(("data", "name", "told"), [
    (example_docx("giay_khen"), "giay_khen.docx", "giấy khen, bằng khen, không phải văn bản hành chính"),
    (b"Xin chao, day la mot doan van khong phai cong van.", "x.txt", "Không thấy dấu hiệu của một văn bản hành chính"),
])
def test_what_the_decree_does_not_govern_is_told(site: Site, data: bytes, name: str, told: str) -> None:
    browser = site.client("clerk")
    assert told in browser.get(checked(browser, data, name)).text


def test_a_scan_is_not_said_to_be_right(site: Site) -> None:
    browser = site.client("clerk")
    picture = pipeline.page_picture(issued_example("thong_bao").pdf or b"", dpi=60)
    page = browser.get(checked(browser, scans_to_pdf([("1.png", picture)], dpi=60, max_pages=3), "quet.pdf"))
    assert "Tệp là bản quét" in page.text
    assert "Không thấy lỗi nào" not in page.text


def test_the_signatures_of_a_pdf_are_told_and_its_copy_refused(site: Site, office: Pki) -> None:
    settings.cache_clear()
    browser = site.client("clerk")
    address = checked(browser, signed(office, document("chu_ky"), "person").pdf, "da_ky.pdf")
    page = browser.get(address)
    assert "Chữ ký số" in page.text
    assert "Hợp lệ" in page.text
    assert "Tải bản có nhận xét" not in page.text
    copy = browser.get(address + "/nhan-xet")
    assert copy.status_code == 422
    assert "đã ký số" in copy.text


def test_the_copy_of_a_word_file_has_remarks_with_the_numbers_of_the_list(site: Site) -> None:
    browser = site.client("clerk")
    copy = browser.get(checked(browser, word(), "kế hoạch.docx") + "/nhan-xet")
    assert "k%E1%BA%BF%20ho%E1%BA%A1ch_nhan_xet.docx" in copy.headers["Content-Disposition"]
    remarks = [one.text for one in Document(BytesIO(copy.data)).comments]
    assert [int(one.split(".")[0]) for one in remarks] == list(range(1, len(remarks) + 1))


def test_the_copy_of_a_pdf_has_annotations(site: Site) -> None:
    browser = site.client("clerk")
    printed = pipeline.printed(pipeline.check_file(word(), name="x.docx"))
    assert printed
    copy = browser.get(checked(browser, printed.pdf, "ke_hoach.pdf") + "/nhan-xet")
    assert copy.mimetype == "application/pdf"
    assert copy.data.startswith(printed.pdf)
    with pikepdf.open(BytesIO(copy.data)) as opened:
        assert any(one.Subtype == "/Square" for one in opened.pages[0].Annots)


def test_the_repaired_copy_has_fewer_faults_and_says_what_was_changed(site: Site) -> None:
    browser = site.client("clerk")
    address = checked(browser, word())
    assert browser.get(address + "/ban-sua").status_code == 404
    told = browser.post(address + "/sua", headers={"HX-Request": "true"})
    assert "<html" not in told.text
    assert re.search(r"Đã sửa \d+ chỗ trình bày", told.text)
    assert "PG-05" in told.text
    before, after = (int(re.search(r"(\d+) lỗi", one)[1]) for one in re.findall(r"<dd>(.*?)</dd>", told.text, re.DOTALL))  # type: ignore[index]
    repaired = browser.get(address + "/ban-sua").data
    left = sum(one.severity == "loi" for one in pipeline.check_file(repaired, name="x.docx").report.findings)
    assert after == left < before
    assert "Tải bản đã sửa" in browser.get(address).text, "it is still there when the page is opened again"


def test_without_scripts_a_repair_leads_back_to_the_page(site: Site) -> None:
    browser = site.client("clerk")
    address = checked(browser, word())
    assert browser.post(address + "/sua").location == f"{address}#ban-sua"


def test_the_view_for_paper_holds_all_faults(site: Site) -> None:
    browser = site.client("clerk")
    address = checked(browser, word())
    paper = browser.get(address + "/in").text
    assert paper.count('class="fault-message"') == browser.get(address).text.count('class="fault-message"')
    assert "fault-show" not in paper


def test_it_speaks_english_to_who_reads_english(site: Site) -> None:
    browser = site.client("clerk")
    address = checked(browser, word())
    page = browser.get(address, headers={"Accept-Language": "en"}).text
    assert "margin" in page
    assert "lỗi phải sửa" not in page


# ---------------------------------------------------------------- whose, and how long

def test_a_result_is_its_persons_alone(site: Site) -> None:
    browser = site.client("clerk")
    address = checked(browser, word())
    others = [site.client("clerk"), site.client("administrator"), site.client("clerk", organisation=site.office("Phường khác"))]
    for other in others:
        for path in ("", "/in", "/trang/1.png", "/nhan-xet", "/ban-sua"):
            assert other.get(address + path).status_code == 404
        assert other.post(address + "/sua").status_code == 404
        assert other.post(address + "/xoa").status_code == 404
    assert browser.get(address).status_code == 200


def test_it_is_for_who_may_check(site: Site) -> None:
    assert site.client().get(PLACE).status_code == 302
    assert site.client("operator").get(PLACE).status_code == 403
    assert send(site.client("operator"), word()).status_code == 403
    assert not (settings().bulk.data / "checked").exists()


def test_after_an_hour_it_is_gone_from_the_page_and_from_the_disk(site: Site) -> None:
    browser = site.client("clerk")
    address = checked(browser, word())
    folder, = folders()
    assert folder.stat().st_mode & 0o077 == 0
    past = time.time() - kept.SECONDS - 1
    os.utime(folder / "owner.json", (past, past))
    gone = browser.get(address)
    assert gone.status_code == 404
    assert "chỉ giữ một giờ" in gone.text
    kept.sweep()
    assert folders() == []


def test_it_can_be_removed_at_once(site: Site) -> None:
    browser = site.client("clerk")
    address = checked(browser, word())
    assert browser.post(address + "/xoa").status_code == 303
    assert folders() == []
    assert browser.get(address).status_code == 404


def test_nobody_keeps_more_than_a_few_and_the_oldest_goes(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "_MOST_OF_ONE", 3)
    browser, other = site.client("clerk"), site.client("clerk")
    beside = checked(other, LETTER.encode(), "thu.txt")
    addresses = []
    for number in range(4):
        addresses.append(checked(browser, LETTER.encode() + b"\n" * number, "thu.txt"))
        past = time.time() - 100 + number
        os.utime(settings().bulk.data / "checked" / addresses[-1].rsplit("/", 1)[1] / "owner.json", (past, past))
    assert [browser.get(address).status_code for address in addresses] == [404, 200, 200, 200]
    assert other.get(beside).status_code == 200


def test_the_trail_has_the_digest_and_no_word_of_the_file(site: Site) -> None:
    browser = site.client("clerk")
    checked(browser, word(), "kế hoạch mật.docx")
    event, = site.opened.accounts.trail.listed(site.organisation.id, action="file-checked")
    assert re.fullmatch(r"[0-9a-f]{64}", cast(str, event.details["sha256"]))
    assert browser.person
    assert event.actor.person == browser.person.id
    assert "mật" not in str(event)
