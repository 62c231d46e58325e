"""A CMS message of a signature or a time stamp → who signed it, whether it is whole, what it carries (RFC 5652, RFC 3161)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from asn1crypto import cms, core, crl, ocsp, tsp, x509
from pyhanko.sign.general import SignedDataCerts, extract_signer_info
from pyhanko.sign.validation.generic_cms import extract_certs_for_validation, validate_sig_integrity

_DIGESTS: Final = frozenset({"md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha3_256", "sha3_384", "sha3_512"})


@dataclass(frozen=True)
class Stamp:
    """A time stamp token: a time, and the authority that vouches for it."""

    time: datetime
    authority: x509.Certificate
    others: tuple[x509.Certificate, ...]
    sound: bool                                  # its own signature holds, and it is about the very bytes it stands with


@dataclass(frozen=True)
class Message:
    """`same`: the digest is that of the bytes; `genuine`: the signature is by the certificate's key."""

    signer: x509.Certificate
    others: tuple[x509.Certificate, ...]
    same: bool
    genuine: bool
    digest: str
    mechanism: str
    stamps: tuple[Stamp, ...] = ()
    crls: tuple[crl.CertificateList, ...] = ()
    ocsps: tuple[ocsp.OCSPResponse, ...] = ()

    @property
    def weaknesses(self) -> list[str]:
        """Algorithms no longer strong enough (ETSI TS 119 312): a collision or a key can be found with money."""
        found = [digest_name(self.digest)] if self.digest in ("md5", "sha1") else []
        key = self.signer.public_key
        least = {"rsa": 2048, "dsa": 2048, "ec": 224}.get(key.algorithm, 0)
        return [*found, f"{key.algorithm.upper()} {key.bit_size}"] if least and key.bit_size < least else found


def digest_name(algorithm: str) -> str:
    """sha256 → SHA-256, sha3_256 → SHA3-256."""
    family, _, bits = algorithm.upper().partition("_")
    return f"{family}-{bits}" if bits else family.replace("SHA", "SHA-")


def read_message(data: cms.SignedData, digest: bytes) -> Message:
    """A detached signature over bytes of this digest. Raises ValueError and its like where it cannot be read."""
    info = extract_signer_info(data)
    if data["encap_content_info"]["content"] is not core.VOID and data["encap_content_info"]["content"].native is not None:
        raise ValueError("not detached")
    certificates = _certificates(data)
    same, genuine = validate_sig_integrity(info, certificates.signer_cert, "data", digest)
    lists, responses = _archived(info)
    return Message(
        certificates.signer_cert, tuple(certificates.other_certs), same, genuine, info["digest_algorithm"]["algorithm"].native,
        info["signature_algorithm"]["algorithm"].native, tuple(_stamps(info)), lists, responses,
    )


def read_stamp(data: cms.SignedData, digest: Callable[[str], bytes]) -> Stamp:
    """A time stamp token; `digest` gives the digest of what it should be about, by the algorithm's name."""
    info = extract_signer_info(data)
    certificates = _certificates(data)
    content = data["encap_content_info"]["content"]
    stated = content.parsed
    if not isinstance(stated, tsp.TSTInfo):
        raise ValueError("no TSTInfo")
    own = hashed(info["digest_algorithm"]["algorithm"].native, bytes(content))
    same, genuine = validate_sig_integrity(info, certificates.signer_cert, "tst_info", own)
    imprint = stated["message_imprint"]
    about = digest(imprint["hash_algorithm"]["algorithm"].native) == imprint["hashed_message"].native
    return Stamp(stated["gen_time"].native, certificates.signer_cert, tuple(certificates.other_certs), same and genuine and about)


def hashed(algorithm: str, data: bytes) -> bytes:
    """Raises ValueError for an algorithm that is none."""
    if algorithm not in _DIGESTS:
        raise ValueError(algorithm)
    return hashlib.new(algorithm, data, usedforsecurity=False).digest()


def _certificates(data: cms.SignedData) -> SignedDataCerts:
    """The signer's is parsed whole: a fault would else come much later."""
    found = extract_certs_for_validation(data)
    _ = found.signer_cert.native, found.signer_cert.public_key.native, found.signer_cert.key_usage_value
    return found


def _stamps(info: cms.SignerInfo) -> Iterator[Stamp]:
    """Of the signature itself (RFC 3161, appendix A)."""
    signature = info["signature"].native
    for value in _values(info["unsigned_attrs"], "signature_time_stamp_token"):
        yield read_stamp(value["content"], lambda algorithm: hashed(algorithm, signature))


def _archived(info: cms.SignerInfo) -> tuple[tuple[crl.CertificateList, ...], tuple[ocsp.OCSPResponse, ...]]:
    """Adobe's way to carry revocation data: a signed attribute (ISO 32000-2, 12.8.3.3.2)."""
    lists: list[crl.CertificateList] = []
    responses: list[ocsp.OCSPResponse] = []
    for value in _values(info["signed_attrs"], "adobe_revocation_info_archival"):
        lists += value["crl"] or []
        responses += value["ocsp"] or []
    return tuple(lists), tuple(responses)


def _values(attributes: Any, kind: str) -> Iterator[Any]:
    if attributes is core.VOID or attributes.native is None:
        return
    for one in attributes:
        if one["type"].native == kind:
            yield from one["values"]
