"""What is not signed: every fault has its name, and nothing is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from threading import Thread
from typing import Any
from urllib.request import Request, urlopen

import pikepdf
import pytest
from asn1crypto import tsp
from pyhanko.pdf_utils.generic import StreamObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.signers import PdfSignatureMetadata, sign_pdf

from service.config import settings
from service.errors import FileUnreadable, KeyUnusable, PartnerUnreachable, SignatureRefused, VanbanError
from service.paper import Properties
from service.sign import Order, TimeStamping, sign
from service.sign.keys import Pkcs12Key, Secret
from service.verify import verify
from tests.pki.pki import Pki
from tests.sign.drawn import png, seal, signature
from tests.sign.papers import document, key_of, signed
from tests.uploads import LOCKED_PDF

QUICK = 0.5                                       # seconds for an answer that never comes


def refusal(error: type[VanbanError], make: Callable[[], object]) -> list[str]:
    with pytest.raises(error) as caught:
        make()
    assert all(one.message for one in caught.value.problems)
    return [one.code for one in caught.value.problems]


@pytest.mark.parametrize(("who", "level", "codes"), [
    ("expired", "b-b", ["certificate-expired"]),
    ("not_yet", "b-b", ["certificate-not-yet"]),
    ("wrong_usage", "b-b", ["certificate-purpose"]),
    ("tsa", "b-b", ["certificate-purpose"]),
    ("weak", "b-b", ["certificate-weak"]),
    ("revoked", "b-b", ["certificate-revoked"]),
    ("revoked", "b-lt", ["certificate-revoked"]),
    ("office", "b-b", ["certificate-untrusted"]),
    ("self_signed", "b-b", ["certificate-untrusted"]),
    ("no_revocation", "b-b", ["revocation-unknown"]),
    ("no_revocation", "b-lta", ["revocation-unknown"]),
])
def test_a_certificate_that_may_not_sign(office: Pki, who: str, level: str, codes: list[str]) -> None:
    assert refusal(SignatureRefused, lambda: signed(office, document("chu_ky", "dau"), who, level=level)) == codes


def test_a_certificate_revoked_after_the_last_signature_signs_no_more(office: Pki) -> None:
    signed(office, document("chu_ky", "dau"), "person")
    office.revoke("person")
    assert refusal(SignatureRefused, lambda: signed(office, document("chu_ky", "dau"), "person")) == ["certificate-revoked"]


def test_revocation_that_nobody_answers_is_unknown(office: Pki) -> None:
    office.down("ocsp", "crl")
    assert refusal(SignatureRefused, lambda: signed(office, document("chu_ky"), "person", level="b-lt")) == ["revocation-unknown"]


def test_without_roots_a_signature_for_the_long_term_cannot_be_made(pki: Pki) -> None:
    assert refusal(SignatureRefused, lambda: signed(pki, document("chu_ky"), "person", level="b-lt")) == ["roots-missing"]


def test_a_long_term_signature_needs_leave_to_ask(office: Pki, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VANBAN_FETCH_REVOCATION", "0")
    settings.cache_clear()
    assert refusal(SignatureRefused, lambda: signed(office, document("chu_ky"), "person", level="b-lt")) == ["revocation-unknown"]


@pytest.mark.parametrize("behaviour", ["down", "garbage", "error", "huge", "slow"])
@pytest.mark.parametrize("level", ["b-t", "b-lta"])
def test_a_time_stamp_authority_that_does_not_answer_as_it_must(office: Pki, level: str, behaviour: str) -> None:
    office.answers("tsa", behaviour)
    tsa = TimeStamping(office.tsa_url, QUICK if behaviour == "slow" else 10.0)
    codes = refusal(PartnerUnreachable, lambda: signed(office, document("chu_ky"), "person", level=level, tsa=tsa))
    assert codes == ["tsa-failed"]


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/tsa", "http://khong-co.invalid/", "ftp://127.0.0.1/tsa"])
def test_no_time_stamp_authority_at_that_address(pki: Pki, url: str) -> None:
    tsa = TimeStamping(url)
    assert refusal(PartnerUnreachable, lambda: signed(pki, document("chu_ky"), "person", level="b-t", tsa=tsa)) == ["tsa-failed"]


def test_an_answer_for_another_request_is_no_time_stamp(pki: Pki) -> None:
    """The OCSP responder speaks at that address; and a web page."""
    for address in (f"{pki.address}/ocsp", f"{pki.address}/crl", f"{pki.address}/issuer"):
        tsa = TimeStamping(address)
        assert refusal(PartnerUnreachable, lambda tsa=tsa: signed(pki, document("chu_ky"), "person", level="b-t", tsa=tsa)) == [
            "tsa-failed"]


@contextmanager
def between(pki: Pki, change: Callable[[tsp.TimeStampReq], None]) -> Iterator[str]:
    """An address whose server asks the real authority something else than it was asked."""

    class Between(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = tsp.TimeStampReq.load(self.rfile.read(int(self.headers["Content-Length"])))
            change(asked)
            request = Request(pki.tsa_url, asked.dump(force=True), {"Content-Type": "application/timestamp-query"})
            with urlopen(request) as answer:
                data = answer.read()
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Between) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def other_digest(asked: tsp.TimeStampReq) -> None:
    asked["message_imprint"]["hashed_message"] = bytes(32)


def other_nonce(asked: tsp.TimeStampReq) -> None:
    asked["nonce"] = 7


@pytest.mark.parametrize("change", [other_digest, other_nonce])
def test_a_true_time_stamp_of_something_else_is_none_of_ours(pki: Pki, change: Callable[[tsp.TimeStampReq], None]) -> None:
    with between(pki, change) as address:
        tsa = TimeStamping(address)
        codes = refusal(PartnerUnreachable, lambda: signed(pki, document("chu_ky"), "person", level="b-t", tsa=tsa))
    assert codes == ["tsa-failed"]
    with between(pki, lambda _: None) as address:
        signed(pki, document("chu_ky"), "person", level="b-t", tsa=TimeStamping(address))


def test_a_time_stamp_authority_must_be_trusted_where_roots_are(office: Pki) -> None:
    """The signer's chain holds; the authority's is revoked."""
    office.revoke("tsa")
    codes = refusal(PartnerUnreachable, lambda: signed(office, document("chu_ky"), "person", level="b-t"))
    assert codes == ["tsa-untrusted"]


@pytest.mark.parametrize("level", ["b-t", "b-lt", "b-lta"])
def test_a_level_that_needs_a_time_stamp_has_none_configured(pki: Pki, level: str) -> None:
    assert refusal(SignatureRefused, lambda: signed(pki, document("chu_ky"), "person", level=level, tsa=None)) == ["tsa-missing"]


@pytest.mark.parametrize(("places", "order", "codes"), [
    (("chu_ky", "dau"), {"field": "dau"}, ["sign-order"]),
    (("chu_ky", "dau"), {"field": "ky"}, ["field-missing"]),
    (("chu_ky", "chu_ky_thu_ky"), {}, ["field-choice"]),
    ((), {}, ["field-missing"]),
    (("chu_ky",), {"invisible": True}, ["field-visible"]),
    (("chu_ky_co_quan",), {"field": "chu_ky_co_quan", "image": png(seal(), 600)}, ["image-unused"]),
    ((), {"invisible": True, "image": png(signature(), 600)}, ["image-unused"]),
    (("chu_ky",), {"image": b"GIF89a"}, ["image-format"]),
    (("chu_ky",), {"image": png(seal(), 600)}, ["image-colour"]),
])
def test_a_wish_that_does_not_fit_the_file(pki: Pki, places: tuple[str, ...], order: dict[str, Any], codes: list[str]) -> None:
    assert refusal(SignatureRefused, lambda: signed(pki, document(*places), "person", **order)) == codes


def test_a_place_takes_one_signature(pki: Pki) -> None:
    once = signed(pki, document("chu_ky", "dau"), "person").pdf
    assert refusal(SignatureRefused, lambda: signed(pki, once, "second", field="chu_ky")) == ["field-signed"]


def elsewhere(pki: Pki, who: str, field: str, **meta: Any) -> bytes:
    """Signed by another program, which knows nothing of the decree."""
    with key_of(pki, who).open() as used:
        what = PdfSignatureMetadata(field, md_algorithm="sha256", **meta)
        return bytes(sign_pdf(IncrementalPdfFileWriter(BytesIO(document("chu_ky", "dau"))), what, used.signer).getvalue())


def test_after_the_seal_no_person_signs(pki: Pki) -> None:
    sealed = elsewhere(pki, "agency", "dau")
    assert refusal(SignatureRefused, lambda: signed(pki, sealed, "person", field="chu_ky")) == ["sign-order"]


def test_the_number_of_an_appendix_is_needed(pki: Pki) -> None:
    plain = document("chu_ky_co_quan", about=Properties(title="Phụ lục", language="vi-VN"))
    assert refusal(SignatureRefused, lambda: signed(pki, plain, "agency")) == ["number-missing"]


def changed(pdf: bytes, *, at: int) -> bytes:
    return pdf[:at] + bytes([pdf[at] ^ 1]) + pdf[at + 1:]


def test_a_file_changed_after_signing_is_not_signed_again(pki: Pki) -> None:
    once = signed(pki, document("chu_ky", "dau"), "person").pdf
    with pikepdf.open(BytesIO(once)) as file:                             # rewritten as a whole: the signed bytes are gone
        file.save(rewritten := BytesIO())
    for broken in (changed(once, at=once.index(b"/Type /Catalog") - 3), rewritten.getvalue(), _redrawn(once)):
        codes = refusal(VanbanError, lambda broken=broken: signed(pki, broken, "agency", by="agency"))
        assert codes in (["file-changed"], ["pdf-broken"])
    assert refusal(SignatureRefused, lambda: signed(pki, _redrawn(once), "agency", by="agency")) == ["file-changed"]


def _redrawn(pdf: bytes) -> bytes:
    """An update that draws something else on the page, as a forger would: all signed bytes are still there."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    writer.add_stream_to_page(0, writer.add_object(StreamObject(stream_data=b"0 0 200 200 re f")))
    writer.write(out := BytesIO())
    return out.getvalue()


@pytest.mark.parametrize(("make", "error", "codes"), [
    (lambda _: LOCKED_PDF, SignatureRefused, ["file-encrypted"]),
    (lambda pdf: pdf[:-40], FileUnreadable, ["pdf-broken"]),
    (lambda pdf: pdf[: len(pdf) // 2], FileUnreadable, ["pdf-broken"]),
    (lambda pdf: pdf + b"tail", FileUnreadable, ["pdf-broken"]),
    (lambda _: b"", FileUnreadable, ["pdf-broken"]),
    (lambda _: b"%PDF-1.7\n%%EOF", FileUnreadable, ["pdf-broken"]),
    (lambda _: "Kính gửi: Ủy ban nhân dân".encode(), FileUnreadable, ["pdf-broken"]),
])
def test_what_is_no_whole_open_pdf(pki: Pki, make: Callable[[bytes], bytes], error: type[VanbanError], codes: list[str]) -> None:
    data = make(document("chu_ky", "dau"))
    assert refusal(error, lambda: signed(pki, data, "person")) == codes


def test_a_truncated_signature_is_not_taken_for_the_file_before_it(office: Pki) -> None:
    once = signed(office, document("chu_ky", "dau"), "person", level="b-lta").pdf
    for cut in (30, 1000, 5000, 20_000):
        assert refusal(FileUnreadable, lambda cut=cut: signed(office, once[:-cut], "agency", by="agency")) == ["pdf-broken"]


def test_a_wrong_passphrase_signs_nothing(pki: Pki) -> None:
    key = Pkcs12Key(pki.pkcs12("person"), Secret("không phải"), place="khoa.p12")
    assert refusal(KeyUnusable, lambda: sign(document("chu_ky"), Order(), key)) == ["key-passphrase"]


def test_the_moment_of_signing_is_judged_not_the_clock_of_the_machine(pki: Pki) -> None:
    later = pki.now + timedelta(days=900)
    assert refusal(SignatureRefused, lambda: signed(pki, document("chu_ky"), "person", at=later)) == ["certificate-expired"]


def test_a_certifying_signature_that_forbids_more_is_obeyed(pki: Pki) -> None:
    closed = elsewhere(pki, "person", "ky", certify=True, docmdp_permissions=MDPPerm.NO_CHANGES)
    assert refusal(SignatureRefused, lambda: signed(pki, closed, "second", field="chu_ky")) == ["sign-forbidden"]


def test_after_another_programs_signature_ours_changes_nothing_of_it(pki: Pki) -> None:
    """No lock is added to a field of a file that is signed already."""
    twice = signed(pki, elsewhere(pki, "person", "chu_ky"), "agency", by="agency").pdf
    assert [(one.field, one.intact, one.changes) for one in verify(twice).signatures] == [
        ("chu_ky", True, "ky_them"), ("dau", True, "khong")]
