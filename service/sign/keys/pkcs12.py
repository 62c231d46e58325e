"""A key in a file: PKCS#12 (RFC 7292), as exported from Windows, a browser or openssl, also with the old RC2, RC4 and 3DES."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

from asn1crypto import keys, x509
from asn1crypto import pkcs12 as asn1
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, pkcs12
from cryptography.x509 import Certificate
from pyhanko.sign.signers import SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from service.errors import KeyUnusable, problem
from service.sign.keys.key import Opened
from service.sign.keys.secret import Secret

_MOST_BYTES: Final = 1024 * 1024
_MOST_ROUNDS: Final = 10_000_000                 # openssl writes 2,048, the careful 600,000; ten million take some seconds
_WRONG: Final = "Invalid password"               # how `cryptography` begins where the check sum does not fit the passphrase


@dataclass(frozen=True, slots=True)
class Pkcs12Key:
    """The file's bytes and its passphrase. `place` names the file for people."""

    data: bytes = field(repr=False)
    passphrase: Secret | None = None
    place: str = ""

    @contextmanager
    def open(self) -> Iterator[Opened]:
        """Raises KeyUnusable: `key-passphrase`, `key-file`."""
        yield self._opened()

    def _opened(self) -> Opened:
        stored = self._load()
        if stored.key is None:
            raise KeyUnusable(problem("key-file", "Tệp khóa không có khóa bí mật; khi xuất hãy chọn xuất kèm khóa bí mật.",
                                      place=self.place))
        if stored.cert is None:                  # also where there is one, but of another key
            raise KeyUnusable(problem("key-file", "Tệp khóa không có chứng thư của khóa bí mật.", place=self.place))
        others = SimpleCertificateStore()        # type: ignore[no-untyped-call]
        others.register_multiple(_asn1(one.certificate) for one in stored.additional_certs)
        own = _asn1(stored.cert.certificate)
        key = keys.PrivateKeyInfo.load(stored.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption()))
        return Opened(SimpleSigner(own, key, others), own)

    def _load(self) -> pkcs12.PKCS12KeyAndCertificates:
        shape = _shape(self.data)
        if shape is None:
            raise KeyUnusable(problem("key-file", "Đây không phải tệp khóa PKCS#12 (.p12, .pfx).", place=self.place))
        if shape.keys > 1:
            raise KeyUnusable(problem("key-file", "Tệp khóa có {so} khóa bí mật; hãy xuất riêng khóa cần dùng ra một tệp.",
                                      place=self.place, so=shape.keys))
        try:
            if shape.rounds > _MOST_ROUNDS:
                raise UnsupportedAlgorithm("rounds")
            return pkcs12.load_pkcs12(self.data, self.passphrase.reveal().encode() if self.passphrase else None)
        except UnsupportedAlgorithm:
            raise KeyUnusable(problem("key-file", "Tệp khóa được mã hóa theo cách không hỗ trợ; hãy xuất lại với AES hoặc 3DES.",
                                      place=self.place)) from None
        except (ValueError, TypeError) as fault:
            if str(fault).startswith(_WRONG):
                raise KeyUnusable(problem("key-passphrase", "Mật khẩu của tệp khóa không đúng, hoặc tệp đã hỏng.",
                                          place=self.place)) from None
            raise KeyUnusable(problem("key-file", "Không đọc được tệp khóa PKCS#12: tệp đã hỏng.", place=self.place)) from None


@dataclass(frozen=True, slots=True)
class _Shape:
    """What can be seen without the passphrase."""

    keys: int                                    # private keys; those inside an encrypted part are not counted
    rounds: int                                  # the most that a passphrase is hashed


def _shape(data: bytes) -> _Shape | None:
    """None: not a PKCS#12 at all."""
    if len(data) > _MOST_BYTES:
        return None
    try:
        file = asn1.Pfx.load(data, strict=True)
        mac = file["mac_data"].native
        rounds, number = [mac["iterations"] if mac else 0], 0
        for part in file.authenticated_safe:
            if part["content_type"].native == "encrypted_data":
                rounds.append(_rounds(part["content"]["encrypted_content_info"]["content_encryption_algorithm"]))
            elif part["content_type"].native == "data":
                for bag in asn1.SafeContents.load(part["content"].native):
                    number += bag["bag_id"].native in ("key_bag", "pkcs8_shrouded_key_bag")
                    if bag["bag_id"].native == "pkcs8_shrouded_key_bag":
                        rounds.append(_rounds(bag["bag_value"]["encryption_algorithm"]))
    except (ValueError, TypeError, KeyError, AttributeError):      # asn1crypto's faults with what is not of the form
        return None
    return _Shape(number, max(rounds))


def _rounds(algorithm: object) -> int:
    """Of a way that asn1crypto does not know: 0, the reader will tell."""
    try:
        return int(getattr(algorithm, "kdf_iterations", 0))
    except ValueError:
        return 0


def _asn1(certificate: Certificate) -> x509.Certificate:
    return x509.Certificate.load(certificate.public_bytes(Encoding.DER))
