"""What comes in at /kiem-tra to do harm: bombs, entities, macros, names, words that would be markup, forged forms."""

from __future__ import annotations

import re
from html import unescape
from io import BytesIO

import pytest

from service.config import settings
from tests.guard.drawn import HEAD, W, document, docx, relationship, relationships, run
from tests.marks.faulty import word
from tests.uploads import LETTER, LOCKED_PDF, LOCKED_WORD, NOT_DOCUMENTS
from tests.web.conftest import Site
from tests.web.test_check import PLACE, checked, folders, send

SCRIPT = "<script>alert(1)</script>"
HANDLER = '"><img src=x onerror=alert(1)>'
LINK = relationship(7, "hyperlink", "http://169.254.169.254/x", external=True)
ENTITY = (f'{HEAD}<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>&x;'
          "</w:t></w:r></w:p></w:body></w:document>")
LAUGHS = (f'{HEAD}<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><w:document xmlns:w="{W}"><w:body><w:p>'
          "<w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>")
FIELD = ('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DDEA</w:instrText></w:r><w:r><w:instrText>UTO c:\\\\x'
         '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>')


def bomb() -> bytes:
    """300 MB of blanks in a few hundred KB."""
    return docx({"word/document.xml": b" " * (300 << 20)})


REFUSED = [
    ("a zip bomb", bomb, ["giải nén"]),
    ("an external entity", lambda: docx({"word/document.xml": ENTITY}), ["DTD"]),
    ("a million laughs", lambda: docx({"word/document.xml": LAUGHS}), ["DTD"]),
    ("a macro", lambda: docx({"word/vbaProject.bin": b"x"}), ["macro"]),
    ("a field over several runs", lambda: docx({"word/document.xml": document(FIELD)}), ["DDEAUTO"]),
    ("a template from elsewhere", lambda: docx({"word/_rels/document.xml.rels": relationships(
        relationship(3, "attachedTemplate", "http://169.254.169.254/x", external=True))}), ["169.254.169.254"]),
    ("a name that leads out", lambda: docx({"../../etc/cron.d/x": b"x"}), ["etc/cron.d"]),
    ("all reasons at once", lambda: docx({"word/vbaProject.bin": b"x", "word/document.xml": document(FIELD)}),
     ["macro", "DDEAUTO"]),
    ("a locked Word file", lambda: LOCKED_WORD, ["mật khẩu"]),
    ("a locked PDF", lambda: LOCKED_PDF, ["mật khẩu"]),
]


@pytest.mark.parametrize(("make", "told"), [(make, told) for _, make, told in REFUSED], ids=[name for name, _, _ in REFUSED])
def test_a_hostile_file_is_refused_with_its_reasons_and_nothing_is_kept(site: Site, make: object, told: list[str]) -> None:
    answer = send(site.client("clerk"), make())  # type: ignore[operator]
    assert 400 <= answer.status_code < 500, answer.status_code
    said = unescape(answer.text.split('id="refused"')[1].split("<form")[0])
    for one in told:
        assert one.casefold() in said.casefold(), said
    assert not (settings().bulk.data / "checked").exists()
    assert site.opened.accounts.trail.listed(site.organisation.id, action="file-checked") == []


@pytest.mark.parametrize(("data", "status"), [(data, status) for data, status, _ in NOT_DOCUMENTS])
def test_what_is_no_document_is_told_on_the_page(site: Site, data: bytes, status: int) -> None:
    answer = send(site.client("clerk"), data, "tep")
    assert answer.status_code == status
    assert "notice-danger" in answer.text


def test_a_body_too_large_is_refused(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(site.app.config, "MAX_CONTENT_LENGTH", 100_000)
    assert send(site.client("clerk"), b"x" * 200_000, "x.txt").status_code == 413


def test_a_link_to_elsewhere_is_never_followed(site: Site) -> None:
    """A hyperlink is taken as words: the page asks no other host, and no loopback service is asked here."""
    browser = site.client("clerk")
    data = docx({"word/_rels/document.xml.rels": relationships(relationship(1, "styles", "styles.xml"), LINK)})
    answer = send(browser, data)
    assert answer.status_code in (303, 422)
    if answer.status_code == 303:
        assert "169.254.169.254" not in browser.get(answer.location).text


@pytest.mark.parametrize("name", [
    f"{SCRIPT}.docx", "'><img src=x onerror=alert(1)>.docx", "../../../etc/passwd.docx", "..\\..\\windows\\x.docx",
    "/etc/passwd.docx", "a\u202excod.docx", "x%0D%0ASet-Cookie: a=b.docx", "k" * 5000 + ".docx", ".docx", "CON.docx",
])
def test_a_name_is_words_and_never_a_path(site: Site, name: str) -> None:
    browser = site.client("clerk")
    address = checked(browser, word(), name)
    assert re.fullmatch(r"/kiem-tra/[0-9a-f]{32}", address)
    page = browser.get(address).text
    assert SCRIPT not in page
    assert "<img src=x" not in page
    folder, = folders()
    assert {one.name for one in folder.iterdir()} == {"source", "print.pdf", "told.json", "owner.json"}
    copy = browser.get(address + "/nhan-xet")
    disposition = copy.headers["Content-Disposition"]
    assert "Set-Cookie" not in copy.headers or "a=b" not in copy.headers["Set-Cookie"]
    assert not any(sign in disposition for sign in ("/", "\\", "\n", "\u202e")) or "UTF-8''" in disposition
    assert len(disposition) < 1000


def test_words_of_a_document_are_never_markup(site: Site) -> None:
    browser = site.client("clerk")
    hostile = LETTER.replace("Nguyễn Văn An", SCRIPT).replace("Như trên", f"Như trên {HANDLER}")
    hostile = hostile.replace("12/KH-UBND", f"12/{SCRIPT}")
    page = browser.get(checked(browser, hostile.encode(), "thu.txt"))
    assert SCRIPT not in page.text
    assert "<img src=x" not in page.text
    assert SCRIPT in unescape(page.text), "shown as it is written"
    assert "script-src 'self'" in page.headers["Content-Security-Policy"]
    asked = browser.get(checked(browser, docx({"word/document.xml": document(run("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), run(
        "&lt;script&gt;alert(1)&lt;/script&gt; ngày 5 tháng 1"))})))
    assert SCRIPT not in asked.text


@pytest.mark.parametrize("identifier", ["..", "../checked", "%2e%2e", "a" * 32, "A" * 32, "0" * 31, "0" * 33,
                                        "con", "\u0660" * 32])
def test_an_address_that_is_no_result_is_not_there(site: Site, identifier: str) -> None:
    browser = site.client("clerk")
    checked(browser, LETTER.encode(), "thu.txt")
    for path in ("", "/in", "/trang/1.png", "/nhan-xet", "/ban-sua"):
        assert browser.get(f"{PLACE}/{identifier}{path}").status_code in (404, 308)


def test_a_form_without_its_token_changes_nothing(site: Site) -> None:
    browser = site.client("clerk")
    address = checked(browser, word())
    for path in ("", f"{address.removeprefix(PLACE)}/sua", f"{address.removeprefix(PLACE)}/xoa"):
        form = {"file": (BytesIO(word()), "x.docx")}
        answer = browser.post(PLACE + path, data=form, content_type="multipart/form-data", csrf=False)
        assert answer.status_code == 400
    assert len(folders()) == 1
    assert browser.get(address).status_code == 200


@pytest.mark.parametrize("form", [{}, {"file": "words"}, {"other": (BytesIO(b"x"), "x.txt")}])
def test_a_form_without_a_file_is_told_so(site: Site, form: dict[str, object]) -> None:
    answer = site.client("clerk").post(PLACE, data=form, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert "Chưa chọn tệp nào" in answer.text
