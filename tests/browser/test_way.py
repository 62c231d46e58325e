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
