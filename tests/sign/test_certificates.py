"""Which certificates are for signing documents, and what their names tell."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID as For
from cryptography.x509.oid import NameOID, ObjectIdentifier

from service.errors import SignatureRefused
from service.sign.certificates import holder, require_fit

NOW = datetime(2026, 1, 5, 7, 5, tzinfo=UTC)
KEY = ec.generate_private_key(ec.SECP256R1())
DOCUMENTS = ObjectIdentifier("1.3.6.1.5.5.7.3.36")        # RFC 9336
MICROSOFT = ObjectIdentifier("1.3.6.1.4.1.311.10.3.12")


def certificate(*, usage: str | None = "sign", purposes: tuple[ObjectIdentifier, ...] = (), ca: bool = False,
                uid: str = "") -> asn1.Certificate:
    parts = [x509.NameAttribute(NameOID.COMMON_NAME, "Nguyễn Thị Hồng Nhạn")]
    name = x509.Name(parts + ([x509.NameAttribute(NameOID.USER_ID, uid)] if uid else []))
    made = (x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(KEY.public_key()).serial_number(7)
            .not_valid_before(NOW - timedelta(days=1)).not_valid_after(NOW + timedelta(days=1))
            .add_extension(x509.BasicConstraints(ca, None), True))
    if usage:
        bits = [usage == "sign", usage == "repudiate", usage == "encrypt", False, False, usage == "issue", False, False, False]
        made = made.add_extension(x509.KeyUsage(*bits), True)
    if purposes:
        made = made.add_extension(x509.ExtendedKeyUsage(purposes), False)
    return asn1.Certificate.load(made.sign(KEY, hashes.SHA256()).public_bytes(Encoding.DER))


@pytest.mark.parametrize(("usage", "purposes", "ca", "fits"), [
    ("sign", (), False, True),
    ("repudiate", (), False, True),
    (None, (), False, True),                                               # says nothing, forbids nothing
    ("encrypt", (), False, False),
    ("issue", (), False, False),
    ("sign", (), True, False),                                             # an authority's own
    ("sign", (For.CLIENT_AUTH, For.EMAIL_PROTECTION), False, True),        # what Vietnam's authorities write for people
    ("sign", (For.CLIENT_AUTH,), False, True),
    ("sign", (For.EMAIL_PROTECTION,), False, True),
    ("sign", (MICROSOFT,), False, True),
    ("sign", (DOCUMENTS,), False, True),
    ("sign", (For.ANY_EXTENDED_KEY_USAGE,), False, True),
    ("sign", (For.SERVER_AUTH,), False, False),
    ("sign", (For.SERVER_AUTH, For.CLIENT_AUTH), False, False),            # a web server's
    ("sign", (For.CODE_SIGNING,), False, False),
    ("sign", (For.TIME_STAMPING,), False, False),
    ("sign", (For.OCSP_SIGNING,), False, False),
])
def test_a_certificate_is_for_signing(usage: str | None, purposes: tuple[ObjectIdentifier, ...], ca: bool, fits: bool) -> None:
    made = certificate(usage=usage, purposes=purposes, ca=ca)
    if fits:
        require_fit(made, NOW)
        return
    with pytest.raises(SignatureRefused) as caught:
        require_fit(made, NOW)
    assert [one.code for one in caught.value.problems] == ["certificate-purpose"]


def test_all_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(SignatureRefused) as caught:
        require_fit(certificate(usage="encrypt"), NOW + timedelta(days=2))
    assert [one.code for one in caught.value.problems] == ["certificate-expired", "certificate-purpose"]
    assert "06/01/2026" in str(caught.value)


@pytest.mark.parametrize(("uid", "whose"), [
    ("MST:0300000001", "agency"), ("CCCD:079000000001", "person"), ("CMND:024000001", "person"), ("HC:B1234567", "person"),
    ("", ""), ("079000000001", ""),
])
def test_the_uid_tells_whose_a_certificate_is(uid: str, whose: str) -> None:
    assert holder(certificate(uid=uid)) == whose
