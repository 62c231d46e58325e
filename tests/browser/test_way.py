"""The whole way of one document, in both languages: first run, sign in, make, mend, download, register, sign, find."""

from __future__ import annotations

import zipfile
from io import BytesIO

import docx
import pypdfium2

from tests.browser import way, way_document
from tests.browser.desk import Desk
from tests.browser.signing import sign
from tests.browser.site import Site
from tests.pki.pki import Pki

# Answers come a second later than the server gave them.
LATE = """() => {
  const soon = window.fetch;
  window.fetch = async (address, wish) => {
    const answer = await soon(address, wish);
    await new Promise((done, failed) => {
      setTimeout(done, 1000);
      wish?.signal?.addEventListener("abort", () => failed(wish.signal.reason));
    });
    return answer;
  };
}"""


def printed(pdf: bytes) -> str:
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)).split())


def written(file: bytes) -> str:
    return " ".join(paragraph.text for paragraph in docx.Document(BytesIO(file)).paragraphs)


def test_the_first_run_and_signing_in(desk: Desk, new_site: Site) -> None:
    way.first_run(desk, new_site)
    way.sign_out(desk)
    way.sign_in(desk)


def test_from_the_form_to_the_signed_document_found_again(clerk: Desk, pki: Pki) -> None:
    drafted = way_document.make(clerk)
    assert way_document.SUBJECT in printed(drafted["pdf"])
    assert "phê duyệt chủ trương sửa chữa" in written(drafted["docx"])
    with zipfile.ZipFile(BytesIO(drafted["zip"])) as both:
        assert sorted(name.rpartition(".")[2] for name in both.namelist()) == ["docx", "pdf"]
    symbol, registered = way_document.register(clerk)
    assert f"Số: {symbol}" in printed(registered)
    way_document.hand_in(clerk, sign(pki, registered))
    way_document.find(clerk, "sua chua khoi phong hoc", symbol)


def test_typing_goes_on_while_the_page_is_saved(clerk: Desk) -> None:
    way_document.start(clerk)
    page = clerk.page
    page.locator("#preview [data-pages] img").first.wait_for()
    page.evaluate(LATE)
    subject = page.locator("#f-trich_yeu-i")
    for words in ("Về việc sửa chữa", " phòng học", " bộ môn", " năm 2027"):
        subject.press_sequentially(words)
        page.wait_for_timeout(700)                # a pause after which it is saved, while the answer before is on its way
    page.locator("[data-title]", has_text="phòng học bộ môn năm 2027").wait_for()
    assert not page.locator("#conflict[open]").count()
    page.reload()
    assert subject.input_value() == "Về việc sửa chữa phòng học bộ môn năm 2027"
