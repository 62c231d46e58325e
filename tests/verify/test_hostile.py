"""Broken and hostile files end in a named error or an honest verdict, within the limits, never in a traceback."""

from __future__ import annotations

import random
import re
import zlib
from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest

from service import pipeline
from service.config import settings
from service.errors import FileUnreadable, LimitExceeded, VanbanError
from service.verify import Verdict, verify
from tests.pki.pki import Pki
from tests.uploads import LOCKED_PDF
from tests.verify.samples import ADOBE, Sign, sign, stranger
from tests.verify.test_tampered import gap
from tests.verify.told import codes, only


def raw(*objects: bytes, trailer: bytes = b"/Root 1 0 R") -> bytes:
    """A PDF of these objects, numbered from 1, with a right table of references."""
    out, offsets = bytearray(b"%PDF-1.7\n"), []
    for number, one in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return bytes(out + b"trailer\n<< /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start))


PAGES = b"<< /Type /Pages /Kids [] /Count 0 >>"


def form(*fields: bytes) -> bytes:
    return raw(b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [3 0 R] >> >>", PAGES, *fields)


def locked_for_owner() -> bytes:
    pdf, out = pikepdf.open(BytesIO(stranger("chu_ky"))), BytesIO()
    pdf.save(out, encryption=pikepdf.Encryption(owner="chu", user=""))
    return out.getvalue()


def bomb() -> bytes:
    """Objects in a stream that unpacks to 200 MB."""
    packed = zlib.compress(zlib.compress(bytes(200_000_000), 9), 9)
    stream = b"<< /Type /ObjStm /N 1 /First 4 /Filter [/FlateDecode /FlateDecode] /Length %d >>\nstream\n%s\nendstream" % (
        len(packed), packed)
    body = b"%PDF-1.7\n1 0 obj\n" + stream + b"\nendobj\n"
    entries = b"".join(bytes(one) for one in ((0, 0, 0, 0), (1, 0, 9, 0), (2, 0, 1, 0)))
    table = b"2 0 obj\n<< /Type /XRef /Size 3 /W [1 2 1] /Root 2 0 R /Length %d >>\nstream\n%s\nendstream\nendobj\n" % (
        len(entries), entries)
    return body + table + b"startxref\n%d\n%%%%EOF\n" % len(body)


REFUSED: list[tuple[str, Callable[[], bytes], str]] = [
    ("nothing", lambda: b"", "file-empty"),
    ("blanks", lambda: b" \n\n", "file-empty"),
    ("words", lambda: "Kế hoạch".encode() * 100, "pdf-broken"),
    ("a head", lambda: b"%PDF-1.7\nand no more", "pdf-broken"),
    ("locked", lambda: LOCKED_PDF, "pdf-locked"),
    ("cut", lambda: stranger("chu_ky")[:-300], "pdf-broken"),
    ("a table that names itself", lambda: raw(b"<< /Type /Catalog >>", trailer=b"/Root 1 0 R /Prev 49"), "pdf-broken"),
    ("no catalogue", lambda: raw(PAGES, trailer=b"/Root 9 0 R"), "pdf-broken"),
    ("a form that is a number", lambda: raw(b"<< /Type /Catalog /Pages 2 0 R /AcroForm 7 >>", PAGES), "pdf-broken"),
    ("pages in place of the catalogue", lambda: raw(b"7"), "pdf-broken"),
    ("objects that unpack without end", bomb, "limit-unpacked"),
    ("a field within itself", lambda: form(b"<< /T (a) /Kids [3 0 R] >>"), "pdf-broken"),
    ("brackets", lambda: form(b"[" * 100_000), "pdf-broken"),
    ("too many fields", lambda: stranger(*(f"o_{number}" for number in range(201))), "limit-signatures"),
]


@pytest.mark.parametrize(("make", "code"), [one[1:] for one in REFUSED], ids=[one[0] for one in REFUSED])
def test_what_cannot_be_read_is_refused_by_name(make: Callable[[], bytes], code: str) -> None:
    with pytest.raises((FileUnreadable, LimitExceeded)) as caught:
        pipeline.verify_file(make())
    assert [one.code for one in caught.value.problems] == [code]


def signature(value: bytes) -> bytes:
    return form(b"<< /FT /Sig /T (chu_ky) /V 4 0 R >>", value)


@pytest.mark.parametrize(("value", "code", "verdict"), [
    (b"<< /Type /Sig >>", "signature-unreadable", Verdict.KHONG_HOP_LE),
    (b"<< /SubFilter /ETSI.CAdES.detached /ByteRange [0 1 2 3] /Contents <3000> >>", "signature-unreadable",
     Verdict.KHONG_HOP_LE),
    (b"<< /SubFilter /ETSI.CAdES.detached /ByteRange [0 -1 9999999999 -3] /Contents <> >>", "signature-unreadable",
     Verdict.KHONG_HOP_LE),
    (b"<< /SubFilter /ETSI.CAdES.detached /ByteRange 4 0 R /Contents 4 0 R >>", "signature-unreadable", Verdict.KHONG_HOP_LE),
    (b"<< /SubFilter /adbe.x509.rsa_sha1 /Cert (x) /ByteRange [0 1 2 3] /Contents (x) >>", "signature-form",
     Verdict.KHONG_XAC_DINH),
    (b"<< /SubFilter /Tu.Che /Contents (x) >>", "signature-form", Verdict.KHONG_XAC_DINH),
    (b"[]", "signature-unreadable", Verdict.KHONG_HOP_LE),
])
def test_a_signature_that_is_none_is_told_as_such(value: bytes, code: str, verdict: Verdict) -> None:
    [one] = verify(signature(value)).signatures
    assert (codes(one), one.verdict, one.signer, one.field) == ([code], verdict, None, "chu_ky")


def test_a_file_that_opens_without_a_password_is_read() -> None:
    assert verify(locked_for_owner()).empty == ("chu_ky",)


def test_a_broken_signature_does_not_hide_a_good_one(office: Pki) -> None:
    first = sign(stranger("chu_ky", "dau"), office, "chu_ky")
    begin = re.search(rb"/Contents\s*<", first)
    assert begin is not None
    both = sign(first, office, "dau", Sign("agency"))
    broken = both[:begin.end()] + b"ffff" + both[begin.end() + 4:]
    found = {one.field: codes(one) for one in verify(broken).signatures}
    assert found == {"chu_ky": ["signature-unreadable"], "dau": ["signature-broken"]}      # the agency had signed that, too


def test_stored_data_with_an_unknown_digest_count_as_none(offline: Pki) -> None:
    signed = sign(stranger("chu_ky"), offline, "chu_ky", Sign(level="b-lt"))
    end = signed.index(b"%%EOF", gap(signed)[1])
    sha1, strange = bytes.fromhex("2b0e03021a"), bytes.fromhex("2b0e03021b")
    assert sha1 in signed[end:]
    one = only(verify(signed[:end] + signed[end:].replace(sha1, strange)))
    assert codes(one) == ["time-stamp-unproven", "revocation-unknown"]


def test_a_long_verification_ends_at_the_limit(office: Pki, monkeypatch: pytest.MonkeyPatch) -> None:
    signed = sign(stranger("chu_ky"), office, "chu_ky")
    monkeypatch.setenv("VANBAN_MAX_SECONDS", "0.3")
    settings.cache_clear()
    for service in ("ocsp", "crl"):
        office.answers(service, "slow")
    with pytest.raises(LimitExceeded) as caught:
        pipeline.verify_file(signed)
    assert caught.value.problems[0].code == "limit-seconds"


def test_bytes_changed_at_random_never_end_in_anything_but_a_verdict_or_a_refusal(offline: Pki) -> None:
    """A fixed seed; where the change is inside the message or the stored data, the file still opens."""
    chance = random.Random(30)
    sources = [sign(stranger("chu_ky"), offline, "chu_ky", Sign(level="b-lt")),
               sign(stranger("chu_ky"), offline, "chu_ky", Sign(form=ADOBE, level="b-t"))]
    seen = set()
    for _ in range(40):
        changed = bytearray(chance.choice(sources))
        begin, end = next((one.start(1), one.end(1)) for one in re.finditer(rb"/Contents\s*<([0-9a-fA-F]+)>", changed))
        if chance.random() < 0.7:
            used = len(bytes(changed[begin:end]).rstrip(b"0"))
            for _ in range(chance.randrange(1, 4)):
                changed[begin + chance.randrange(used)] = chance.choice(b"0123456789abcdef")
        else:
            changed[chance.randrange(len(changed))] = chance.randrange(256)
        try:
            seen.add(verify(bytes(changed)).verdict)
        except VanbanError as error:
            seen.add(error.problems[0].code)
    assert {Verdict.KHONG_HOP_LE, Verdict.KHONG_XAC_DINH} <= seen
