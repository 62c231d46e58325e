"""/van-ban: documents listed, shown, downloaded, registered, signed, withdrawn; each right and each office apart."""

from __future__ import annotations

import io
import re
import zipfile
from urllib.parse import unquote

import pytest
from markupsafe import escape
from werkzeug.test import TestResponse

from service.accounts import Role
from service.errors import RecordUnknown, problem
from service.language import translate
from service.records import NewDocument
from service.retold import keeping
from service.vietnamese.clock import today as now
from tests.web import documents
from tests.web.conftest import Browser, Site
from tests.web.documents import document, today

EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{7*7}}"


@pytest.fixture
def registrar(site: Site) -> Browser:
    return site.client("registrar")


def filename(answer: TestResponse) -> str:
    said = answer.headers["Content-Disposition"]
    found = re.search(r"filename\*=UTF-8''(\S+)", said) or re.search(r'filename="?([^"]+)"?$', said)
    assert found
    return unquote(found[1])


def actions(site: Site) -> list[str]:
    return [one.action for one in site.opened.accounts.trail.listed(site.organisation.id)]


def test_made_registered_signed_and_found_again(site: Site, registrar: Browser) -> None:
    assert registrar.person
    made = document(site, registrar.person)
    address = f"/van-ban/{made.id}"
    shown = registrar.get(address).text
    assert "01/GGT-THHPĐ" in shown
    answer = registrar.post(f"{address}/dang-ky", data=today(copies="3", note="Gửi trực tiếp"))
    assert (answer.status_code, answer.headers["Location"]) == (302, address)
    found = site.opened.records.documents.get(made.id, site.organisation.id)
    assert found.data
    assert (found.state, found.data["so"]) == ("registered", 1)
    pdf = registrar.get(f"{address}/tep/pdf")
    assert pdf.data == site.opened.records.documents.file(found, "pdf")
    assert made.files["pdf"] != found.files["pdf"]
    assert filename(pdf) == "01-GGT-THHPĐ Giấy giới thiệu.pdf"
    assert registrar.post(f"{address}/ban-ky", data={"file": (io.BytesIO(pdf.data), "ky.pdf")}).status_code == 422
    answer = registrar.post(f"{address}/ban-ky", data={"file": (io.BytesIO(pdf.data), "ky.pdf"), "scanned": "1"})
    assert answer.status_code == 302
    assert registrar.get(f"{address}/tep/signed").data == pdf.data
    listed = registrar.get("/van-ban?q=01/ggt").text
    assert address in listed
    assert address not in registrar.get("/van-ban?q=khong-co").text
    assert actions(site)[:4] == ["document-downloaded", "document-signed", "document-downloaded", "document-registered"]
    event = site.opened.accounts.trail.listed(site.organisation.id, action="document-registered")[0]
    assert (event.object, event.details["number"], event.details["pdf"]) == (made.id, 1, found.files["pdf"].sha256)


def test_both_files_at_once(site: Site, registrar: Browser) -> None:
    assert registrar.person
    made = document(site, registrar.person)
    answer = registrar.get(f"/van-ban/{made.id}/tep/ca-hai")
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        assert sorted(archive.namelist()) == ["Giấy giới thiệu.docx", "Giấy giới thiệu.pdf"]
    assert registrar.get(f"/van-ban/{made.id}/tep/signed").status_code == 404
    assert registrar.get(f"/van-ban/{made.id}/tep/..%2f..%2fetc").status_code == 404


def test_pages_as_pictures(site: Site, registrar: Browser) -> None:
    assert registrar.person
    made = document(site, registrar.person)
    address = f"/van-ban/{made.id}/trang/1.png"
    kept = re.search(re.escape(address) + r"\?v=\w+", registrar.get(f"/van-ban/{made.id}").text)
    assert kept
    answer = registrar.get(kept[0])
    assert answer.data.startswith(b"\x89PNG")
    assert answer.headers["Cache-Control"].startswith("private")
    assert registrar.get(address).headers["Cache-Control"] == "no-store"
    assert registrar.get(f"/van-ban/{made.id}/trang/9.png").status_code == 422


def test_a_new_draft_from_an_old_document(site: Site, registrar: Browser) -> None:
    assert registrar.person
    made = document(site, registrar.person)
    registrar.post(f"/van-ban/{made.id}/dang-ky", data=today())
    answer = registrar.post(f"/van-ban/{made.id}/soan-moi")
    draft = site.opened.records.drafts.get(answer.headers["Location"].rpartition("/")[2], registrar.person)
    assert answer.headers["Location"] == f"/nhap/{draft.id}"
    assert dict(draft.data) == documents.data_of(documents.SHORT)


@pytest.mark.parametrize(("form", "status", "said"), [
    ({"day": ""}, 422, "Chọn ngày"), ({"day": "hôm nay"}, 422, "Ngày chưa đúng"), ({"day": "31/02/2026"}, 422, "Ngày chưa đúng"),
    ({"day": "01/01/2999"}, 422, "tương lai"), ({"copies": "ba"}, 422, "số nguyên"), ({"copies": "-1"}, 422, "số nguyên"),
    ({"note": "x" * 2001}, 422, "2000"), ({"sent": "01/01/2020"}, 422, "trước ngày văn bản"),
])
def test_what_cannot_be_registered_is_said(site: Site, registrar: Browser, form: dict[str, str], status: int, said: str) -> None:
    assert registrar.person
    made = document(site, registrar.person)
    answer = registrar.post(f"/van-ban/{made.id}/dang-ky", data=today() | form)
    assert answer.status_code == status
    assert said in answer.text
    assert site.opened.records.documents.get(made.id, site.organisation.id).state == "made"


def test_a_type_without_a_number_says_so(site: Site, registrar: Browser) -> None:
    assert registrar.person
    made = document(site, registrar.person, "giay_khen")
    assert "không mang số và ký hiệu riêng" in registrar.get(f"/van-ban/{made.id}").text


def test_the_next_number_follows_the_day(site: Site, registrar: Browser) -> None:
    assert registrar.person
    documents.book(site, year=now().year, first=38, reason="Sổ giấy")
    made = document(site, registrar.person)
    asked = f"/van-ban/{made.id}/so-tiep"
    assert "38/GGT-THHPĐ" in registrar.get(f"{asked}?day={now().isoformat()}").text
    assert "01/GGT-THHPĐ" in registrar.get(f"{asked}?day=15/01/2020").text
    assert "Chọn ngày" in registrar.get(asked).text


def test_the_day_its_author_wrote_is_proposed(site: Site, registrar: Browser) -> None:
    assert registrar.person
    for written, shown in (("2026-11-09", "09/11/2026"), ("2999-01-01", today()["day"]), ("hôm nay", today()["day"])):
        made = site.opened.records.documents.add(registrar.person, NewDocument(
            documents.SHORT, "1", "Giấy giới thiệu", documents.data_of(documents.SHORT) | {"ngay_ban_hanh": written}, {}))
        assert f'value="{shown}"' in registrar.get(f"/van-ban/{made.id}").text


def test_a_registration_cut_off_is_finished_by_the_next_look(site: Site, registrar: Browser) -> None:
    from service.accounts.values import new_id

    assert registrar.person
    made, register = document(site, registrar.person), site.opened.records.register
    proposed = register.propose(made, documents.DAY)
    register.entries.take(new_id(), documents.book(site), registrar.person, proposed.line, proposed.symbol, today=now(),
                          document=made.id)
    assert filename(registrar.get(f"/van-ban/{made.id}/tep/docx")).startswith("01-GGT")
    found = site.opened.records.documents.get(made.id, site.organisation.id)
    assert found.data
    assert found.data["so"] == 1
    assert found.files["pdf"] != made.files["pdf"]


def test_withdrawn(site: Site, registrar: Browser) -> None:
    assert registrar.person
    made = document(site, registrar.person)
    assert site.client("clerk").post(f"/van-ban/{made.id}/thu-hoi").status_code == 403
    assert registrar.post(f"/van-ban/{made.id}/thu-hoi").status_code == 302
    assert registrar.post(f"/van-ban/{made.id}/dang-ky", data=today()).status_code == 409
    assert "Đã thu hồi" in registrar.get(f"/van-ban/{made.id}").text
    assert actions(site)[0] == "document-withdrawn"


ASKED = (("GET", ""), ("GET", "/tep/pdf"), ("GET", "/tep/ca-hai"), ("GET", "/trang/1.png"), ("GET", "/so-tiep?day=2026-11-20"),
         ("POST", "/dang-ky"), ("POST", "/ban-ky"), ("POST", "/thu-hoi"), ("POST", "/soan-moi"))


def ask(browser: Browser, how: str, address: str) -> int:
    data = {"day": "20/11/2026", "file": (io.BytesIO(b"%PDF"), "a.pdf"), "scanned": "1"}
    return (browser.post(address, data=data) if how == "POST" else browser.get(address)).status_code


def test_another_office_learns_nothing(site: Site) -> None:
    other = site.office("Trường Mầm non Hoa Dẻ")
    stranger = site.client("registrar", "signer", "administrator", organisation=other)
    made = document(site, site.person("clerk"))
    assert {ask(stranger, how, f"/van-ban/{made.id}{rest}") for how, rest in ASKED} == {404}
    assert made.id not in stranger.get("/van-ban").text
    assert site.opened.records.documents.get(made.id, site.organisation.id) == made


@pytest.mark.parametrize(("role", "refused"), [
    ("clerk", {"/so-tiep?day=2026-11-20", "/dang-ky", "/ban-ky", "/thu-hoi"}),
    ("signer", {"/so-tiep?day=2026-11-20", "/dang-ky", "/ban-ky", "/thu-hoi", "/soan-moi"}),
    ("administrator", {"/so-tiep?day=2026-11-20", "/dang-ky", "/ban-ky", "/thu-hoi", "/soan-moi"}),
    ("operator", {rest for _, rest in ASKED}),
])
def test_rights(site: Site, role: Role, refused: set[str]) -> None:
    made, browser = document(site, site.person("clerk")), site.client(role)
    assert {rest for how, rest in ASKED if ask(browser, how, f"/van-ban/{made.id}{rest}") == 403} == refused


@pytest.mark.parametrize("address", ["/van-ban", "/so", "/so/nhap", "/van-ban/" + "0" * 32])
def test_nobody_is_sent_to_sign_in(site: Site, address: str) -> None:
    answer = site.client().get(address)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/dang-nhap")


def test_a_form_without_its_token_does_nothing(site: Site, registrar: Browser) -> None:
    assert registrar.person
    made = document(site, registrar.person)
    for act in ("dang-ky", "ban-ky", "thu-hoi", "soan-moi"):
        site.app.config["WTF_CSRF_ENABLED"] = True
        assert registrar.post(f"/van-ban/{made.id}/{act}", data=today(), csrf=False).status_code == 400
    assert site.opened.records.documents.get(made.id, site.organisation.id) == made


def test_nothing_typed_becomes_markup(site: Site, registrar: Browser) -> None:
    assert registrar.person
    made = document(site, registrar.person, named=EVIL)
    pages = [registrar.get(f"/van-ban/{made.id}"), registrar.get("/van-ban"), registrar.get("/van-ban", query_string={"q": EVIL}),
             registrar.post(f"/van-ban/{made.id}/dang-ky", data=today(copies=EVIL, note=EVIL, recipients=EVIL, day=EVIL)),
             registrar.get("/van-ban", query_string={"tu": EVIL, "den": EVIL, "loai": EVIL, "trang-thai": EVIL, "truoc": EVIL})]
    for one in pages:
        assert "<script>alert" not in one.text
        assert "<img src=x" not in one.text
    assert "&lt;script&gt;" in pages[0].text
    answer = registrar.get(f"/van-ban/{made.id}/tep/pdf")
    assert "\n" not in answer.headers["Content-Disposition"]
    assert "<" not in filename(answer)


def test_the_list_is_filtered_and_turned(site: Site, registrar: Browser) -> None:
    assert registrar.person
    for number in range(33):
        document(site, registrar.person, named=f"Giấy giới thiệu số thử {number:02d}")
    first = registrar.get("/van-ban?q=so+thu").text
    assert first.count("số thử") == 30
    more = re.search(r'href="(/van-ban\?[^"]*truoc=[^"]*)"', first)
    assert more
    assert registrar.get(more[1].replace("&amp;", "&")).text.count("số thử") == 3
    assert "Không tìm thấy" in registrar.get("/van-ban?tu=01/01/2999").text
    assert "Không tìm thấy" in registrar.get("/van-ban?trang-thai=signed").text
    assert "Ngày chưa đúng" in registrar.get("/van-ban?tu=31/02/2026").text
    piece = registrar.get("/van-ban?q=so+thu", headers={"HX-Request": "true", "HX-Target": "found"}).text
    assert "<html" not in piece
    assert piece.count("số thử") == 30


_TAG = problem("template-tag", "Còn thẻ của mẫu: “{co}”.", co="{{ ten }}")


def test_in_english(site: Site) -> None:
    """Also what was found when it was made."""
    person = site.person("registrar")
    site.opened.accounts.people.save(person.id, site.organisation.id, language="en")
    found = keeping({"code": "G-15", "severity": "nhac", "clause": "", "message": _TAG.message, "page": 1}, _TAG)
    made, browser = document(site, person, findings=[found]), site.client(person=person)
    for address in ("/van-ban", f"/van-ban/{made.id}", "/so"):
        assert 'lang="en"' in browser.get(address).text
    page = browser.get(f"/van-ban/{made.id}").text
    assert escape(translate(_TAG, "en")) in page
    assert escape(_TAG.message) not in page
    with pytest.raises(RecordUnknown):
        site.opened.records.documents.get("x", site.organisation.id)
