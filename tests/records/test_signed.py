"""A signed file handed in: what was registered and signed, another's, a scan, what is not valid."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO

import pikepdf
import pytest

from service.config import settings
from service.errors import FileUnreadable, InputRefused, StateConflict, VanbanError
from service.records import Document
from service.verify.added import only_signed
from tests.pki.pki import Pki
from tests.records.conftest import TODAY, Office
from tests.sign.papers import signed

Signing = Callable[[bytes], bytes]


@pytest.fixture
def sign(pki: Pki, monkeypatch: pytest.MonkeyPatch) -> Iterator[Signing]:
    """Signs as the headmaster and then as the school, in an office that trusts their certificates."""
    for name, value in pki.environment.items():
        monkeypatch.setenv(name, value)
    settings.cache_clear()
    yield lambda pdf: signed(pki, signed(pki, pdf, "person", field="chu_ky").pdf, "agency", field="dau").pdf
    settings.cache_clear()


def registered(office: Office) -> tuple[Document, bytes]:
    document = office.document()
    found = office.records.register.register(document.id, office.person, day=date(2026, 11, 20), today=TODAY)[1]
    return found, office.records.documents.file(found, "pdf")


def changed(pdf: bytes) -> bytes:
    """The same file with another page put over it, as an update behind its bytes: what a signature would not show."""
    with pikepdf.open(BytesIO(pdf)) as file:
        number = file.pages[0].objgen[0]
    at = pdf.rindex(b"startxref")
    previous = int(pdf[at:].split()[1])
    body = f"\n{number} 0 obj\n<</Type/Page/MediaBox[0 0 595 842]/Parent 1 0 R>>\nendobj\n".encode()
    table = f"xref\n{number} 1\n{len(pdf) + 1:010d} 00000 n \ntrailer\n<</Prev {previous}>>\n".encode()
    return pdf + body + table + f"startxref\n{len(pdf) + len(body)}\n%%EOF\n".encode()


def test_what_was_registered_and_signed(office: Office, sign: Signing) -> None:
    document, pdf = registered(office)
    data = sign(pdf)
    found = office.records.documents.attach_signed(document.id, office.id, data)
    assert found.state == "signed"
    assert office.records.documents.file(found, "signed") == data
    assert found.files["pdf"] == document.files["pdf"]
    told = found.signatures or {}
    assert (told["verdict"], told["ours"], told["scanned"], told["notices"]) == ("hop_le", True, False, [])
    assert [one["field"] for one in told["signatures"]] == ["chu_ky", "dau"]
    assert office.records.documents.listed(office.id, state="signed") == [found]


def test_another_file_is_taken_with_a_notice(office: Office, sign: Signing) -> None:
    other, document = registered(office)[1], registered(office)[0]
    found = office.records.documents.attach_signed(document.id, office.id, sign(other))
    told = found.signatures or {}
    assert told["ours"] is False
    assert [one["code"] for one in told["notices"]] == ["signed-other"]


def test_our_bytes_with_another_page_behind_are_not_ours(office: Office) -> None:
    pdf = registered(office)[1]
    assert changed(pdf).startswith(pdf)
    assert not only_signed(changed(pdf), pdf)
    assert not only_signed(pdf, pdf)


@pytest.mark.parametrize("spoil", [lambda data: data.replace(b"/Producer", b"/Prodocer", 1), lambda data: data + b"\n% added"])
def test_an_invalid_signature_is_refused(office: Office, sign: Signing, spoil: Callable[[bytes], bytes]) -> None:
    document, pdf = registered(office)
    with pytest.raises(InputRefused) as refused:
        office.records.documents.attach_signed(document.id, office.id, spoil(sign(pdf)), scanned=True)
    assert refused.value.problems[0].code == "signed-invalid"
    assert len(refused.value.problems) > 1
    assert office.records.documents.get(document.id, office.id).state == "registered"


def test_a_scan_only_where_it_is_said_to_be_one(office: Office) -> None:
    document, pdf = registered(office)
    with pytest.raises(InputRefused) as refused:
        office.records.documents.attach_signed(document.id, office.id, pdf)
    assert [one.code for one in refused.value.problems] == ["signed-unsigned"]
    found = office.records.documents.attach_signed(document.id, office.id, pdf, scanned=True)
    assert (found.state, (found.signatures or {})["scanned"]) == ("signed", True)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"%PDF-1.7 nothing", b"<html>"])
def test_no_pdf(office: Office, data: bytes) -> None:
    with pytest.raises(FileUnreadable):
        office.records.documents.attach_signed(registered(office)[0].id, office.id, data, scanned=True)


def test_only_of_a_registered_document(office: Office) -> None:
    document = office.document()
    withdrawn, pdf = registered(office)
    entry = office.records.register.entries.of(withdrawn.id, office.id)
    assert entry
    office.records.register.void(entry.id, office.person, "Nhầm")
    for one in (document, withdrawn):
        with pytest.raises(StateConflict) as refused:
            office.records.documents.attach_signed(one.id, office.id, pdf, scanned=True)
        assert isinstance(refused.value, VanbanError)


def test_handed_in_again_it_takes_the_place_of_the_one_before(office: Office, sign: Signing) -> None:
    document, pdf = registered(office)
    office.records.documents.attach_signed(document.id, office.id, pdf, scanned=True)
    found = office.records.documents.attach_signed(document.id, office.id, sign(pdf))
    assert (found.signatures or {})["verdict"] == "hop_le"
    assert len(list(office.records.store.names(f"documents/{office.id}/{document.id}"))) == 3
