"""/so: the register's pages: books, entries of documents made elsewhere, later columns, voided numbers, the workbook."""

from __future__ import annotations

import io
import re

import openpyxl
import pytest

from service.accounts import Role
from service.accounts.values import new_id
from service.vietnamese.clock import today as now
from tests.web import documents
from tests.web.conftest import Browser, Site
from tests.web.documents import ISSUER, document, today
from tests.web.test_documents import EVIL, actions

YEAR = now().year


@pytest.fixture
def registrar(site: Site) -> Browser:
    return site.client("registrar")


def form(to: str, **changed: str) -> dict[str, str]:
    return today(id=new_id(), book=to, symbol="QĐ-THHPĐ", subject="Quyết định về việc khen thưởng", signer="Lê Thị Cúc",
                 keeper="VT") | changed


def test_a_book_is_opened_with_its_reason(site: Site, registrar: Browser) -> None:
    said = {"issuer": ISSUER, "year": str(YEAR), "series": "", "first": "38", "reason": ""}
    answer = registrar.post("/so/mo", data=said)
    assert answer.status_code == 422
    assert "không bắt đầu từ số 1" in answer.text
    answer = registrar.post("/so/mo", data=said | {"reason": "Số 1 đến 37 đã cấp ở sổ giấy"})
    assert answer.status_code == 302
    shown = registrar.get(answer.headers["Location"]).text
    assert "Từ số 1 đến số 37" in shown
    assert "Số 1 đến 37 đã cấp ở sổ giấy" in shown
    assert registrar.post("/so/mo", data=said | {"reason": "x"}).status_code == 409
    assert actions(site) == ["book-opened"]


@pytest.mark.parametrize("wrong", [{"year": "hai nghìn"}, {"year": ""}, {"first": "-1"}, {"first": "x"}, {"issuer": ""},
                                   {"year": "999999999999"}])
def test_a_book_that_cannot_be(site: Site, registrar: Browser, wrong: dict[str, str]) -> None:
    said = {"issuer": ISSUER, "year": "2026", "series": "", "first": "1", "reason": ""} | wrong
    assert registrar.post("/so/mo", data=said).status_code == 422
    assert site.opened.records.register.books.listed(site.organisation.id) == []


def test_a_document_made_elsewhere(site: Site, registrar: Browser) -> None:
    book = documents.book(site, year=YEAR)
    said = form(book.id, copies="5", note="Gửi trục liên thông")
    pdf = documents.issued(documents.SHORT).pdf
    assert pdf
    answer = registrar.post("/so/nhap", data=said | {"file": (io.BytesIO(pdf), "quyet-dinh.pdf")})
    assert answer.status_code == 302
    again = registrar.post("/so/nhap", data=said)
    assert again.headers["Location"] == answer.headers["Location"]
    entries = site.opened.records.register.entries.listed(site.organisation.id)
    assert [(one.symbol, one.line.copies) for one in entries] == [("01/QĐ-THHPĐ", 5)]
    shown = registrar.get(f"/van-ban/{entries[0].document}")
    assert shown.status_code == 200
    assert "Soạn mới từ" not in shown.text
    assert registrar.get(f"/van-ban/{entries[0].document}/tep/pdf").data == pdf
    assert registrar.post(f"/van-ban/{entries[0].document}/soan-moi").status_code == 409
    assert set(actions(site)) >= {"entry-added", "document-made", "document-downloaded"}


@pytest.mark.parametrize(("wrong", "status"), [
    ({"day": "01/01/2999"}, 422), ({"day": ""}, 422), ({"subject": ""}, 422), ({"signer": " "}, 422), ({"symbol": ""}, 422),
    ({"book": "x"}, 404), ({"id": ""}, 422), ({"id": "../../etc/passwd"}, 422), ({"copies": "1e9"}, 422)])
def test_a_line_that_cannot_be_takes_no_number(site: Site, registrar: Browser, wrong: dict[str, str], status: int) -> None:
    book = documents.book(site, year=YEAR)
    assert registrar.post("/so/nhap", data=form(book.id, **wrong)).status_code == status
    assert site.opened.records.register.books.get(book.id, site.organisation.id).last == 0


@pytest.mark.parametrize("data", [b"MZ\x90\x00", b"<!doctype html><script>", b"PK\x03\x04", b"chi la chu"])
def test_a_file_that_is_none_takes_no_number(site: Site, registrar: Browser, data: bytes) -> None:
    book = documents.book(site, year=YEAR)
    answer = registrar.post("/so/nhap", data=form(book.id) | {"file": (io.BytesIO(data), "../../a.pdf")})
    assert answer.status_code == 422
    assert site.opened.records.register.books.get(book.id, site.organisation.id).last == 0


def test_later_columns_and_a_voided_number(site: Site, registrar: Browser) -> None:
    assert registrar.person
    made = document(site, registrar.person)
    registrar.post(f"/van-ban/{made.id}/dang-ky", data=today())
    entry, = site.opened.records.register.entries.listed(site.organisation.id)
    address = f"/so/{entry.id}"
    said = {"recipients": "Phòng Văn hóa - Xã hội", "keeper": "VT", "copies": "2", "sent": today()["day"],
            "received_by": "Lê Thị Cúc", "note": ""}
    assert registrar.post(f"{address}/sua", data=said).status_code == 302
    assert registrar.post(f"{address}/sua", data=said | {"sent": "01/01/2020"}).status_code == 422
    changed = site.opened.records.register.entries.get(entry.id, site.organisation.id)
    assert (changed.line.recipients, changed.line.subject) == ("Phòng Văn hóa - Xã hội", entry.line.subject)
    assert registrar.post(f"{address}/huy", data={"reason": ""}).status_code == 422
    assert registrar.post(f"{address}/huy", data={"reason": "Nhầm người ký"}).status_code == 302
    assert "Nhầm người ký" in registrar.get(address).text
    assert "Nhầm người ký" in registrar.get("/so").text
    assert "Đã thu hồi" in registrar.get(f"/van-ban/{made.id}").text
    assert registrar.post(f"{address}/sua", data=said).status_code == 409
    assert actions(site)[:2] == ["entry-voided", "entry-changed"]


def test_the_workbook(site: Site, registrar: Browser) -> None:
    book = documents.book(site, year=YEAR)
    registrar.post("/so/nhap", data=form(book.id, note="=cmd|'/c calc'!A1"))
    answer = registrar.get(f"/so/quyen/{book.id}.xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.data)).worksheets[1]
    assert next(cell.value for cell in sheet[3]) == "01/QĐ-THHPĐ"
    assert sheet["J3"].data_type == "s"
    assert site.client("clerk").get(f"/so/quyen/{book.id}.xlsx").status_code == 403


def test_search_and_pages_of_a_book(site: Site, registrar: Browser) -> None:
    book = documents.book(site, year=YEAR)
    for number in range(52):
        registrar.post("/so/nhap", data=form(book.id, subject=f"Quyết định thử lần {number + 100}"))
    first = registrar.get("/so").text
    assert first.count("Quyết định thử") == 50
    more = re.search(r'href="(/so\?[^"]*bo-qua=50[^"]*)"', first)
    assert more
    assert registrar.get(more[1].replace("&amp;", "&")).text.count("Quyết định thử") == 2
    assert registrar.get(f"/so?so={book.id}&q=quyet+dinh+thu+107").text.count("Quyết định thử") == 1
    piece = registrar.get("/so?q=thu+107", headers={"HX-Request": "true", "HX-Target": "found"}).text
    assert "<html" not in piece
    for nothing in ("/so?nam=1999", "/so?so=x"):
        assert "Quyết định thử" not in registrar.get(nothing).text


def test_another_office_has_another_register(site: Site, registrar: Browser) -> None:
    book = documents.book(site, year=YEAR)
    registrar.post("/so/nhap", data=form(book.id))
    entry, = site.opened.records.register.entries.listed(site.organisation.id)
    stranger = site.client("registrar", organisation=site.office("Trường Mầm non Hoa Dẻ"))
    assert book.id not in stranger.get("/so").text
    assert entry.id not in stranger.get(f"/so?so={book.id}").text
    assert stranger.get(f"/so/{entry.id}").status_code == 404
    assert stranger.get(f"/so/quyen/{book.id}.xlsx").status_code == 404
    for act, said in (("sua", {}), ("huy", {"reason": "x"}), ("tep", {"file": (io.BytesIO(b"%PDF-1.7"), "a.pdf")})):
        assert stranger.post(f"/so/{entry.id}/{act}", data=said).status_code == 404
    assert stranger.post("/so/nhap", data=form(book.id)).status_code == 404
    assert stranger.post("/so/nhap", data=form(book.id, id=entry.id)).status_code == 404
    assert site.opened.records.register.books.get(book.id, site.organisation.id).last == 1


@pytest.mark.parametrize("role", ["clerk", "signer", "administrator"])
def test_others_read_and_do_not_write(site: Site, role: Role) -> None:
    book, browser = documents.book(site, year=YEAR), site.client(role)
    assert browser.get("/so").status_code == 200
    assert browser.get("/so/nhap").status_code == 403
    for address in ("/so/nhap", "/so/mo", "/so/x/sua", "/so/x/huy", "/so/x/tep"):
        assert browser.post(address, data=form(book.id)).status_code == 403


def test_nothing_typed_becomes_markup(site: Site, registrar: Browser) -> None:
    book = documents.book(site, year=YEAR, first=2, reason=EVIL)
    evil = form(book.id, subject=EVIL, signer=EVIL, symbol=EVIL[:40], recipients=EVIL, keeper=EVIL, received_by=EVIL,
                note=EVIL)
    assert registrar.post("/so/nhap", data=evil).status_code == 302
    entry, = site.opened.records.register.entries.listed(site.organisation.id)
    registrar.post(f"/so/{entry.id}/huy", data={"reason": EVIL})
    pages = [registrar.get("/so"), registrar.get("/so", query_string={"q": EVIL, "so": EVIL}), registrar.get(f"/so/{entry.id}"),
             registrar.post("/so/nhap", data=evil | {"day": EVIL, "id": new_id(), "book": book.id}), registrar.get("/so/nhap"),
             registrar.post("/so/mo", data={"issuer": EVIL, "year": EVIL, "first": EVIL, "series": EVIL, "reason": EVIL})]
    for one in pages:
        assert "<script>alert" not in one.text
        assert "<img src=x" not in one.text
        assert ">49<" not in one.text
    assert "&lt;script&gt;" in pages[0].text
