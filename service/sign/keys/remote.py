"""A key that a provider keeps: the hash goes out, the signature comes in, and is checked before it goes into a file."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final, Protocol

from asn1crypto import algos, x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from pyhanko.sign.signers import Signer
from pyhanko_certvalidator.registry import SimpleCertificateStore

from service.errors import PartnerUnreachable, problem
from service.sign.keys.key import Opened

_HASHES: Final = {"sha256": hashes.SHA256(), "sha384": hashes.SHA384(), "sha512": hashes.SHA512()}
_KEYS: Final = {"rsa": "rsa", "ec": "ecdsa"}
_SPARE_BYTES: Final = 16                         # what the frame of an ECDSA signature adds to its two numbers, at most


class RemoteSigner(Protocol):
    """What a provider's service must do. RSA is PKCS#1 v1.5; ECDSA is DER (RFC 3279) or the two numbers one after the other."""

    def certificates(self) -> Sequence[x509.Certificate]:
        """The signer's certificate, then those above it. Raises PartnerUnreachable."""
        ...

    def sign_hash(self, digest: bytes, algorithm: str) -> bytes:
        """A hash and how it is to be signed (`sha256_rsa`, `sha384_ecdsa` …) → the signature. May wait for the signer's phone.
        Raises PartnerUnreachable."""
        ...


@dataclass(frozen=True, slots=True)
class RemoteKey:
    """The key behind such a service."""

    service: RemoteSigner

    @contextmanager
    def open(self) -> Iterator[Opened]:
        """Raises PartnerUnreachable."""
        found = self.service.certificates()
        if not found or found[0].public_key.algorithm not in _KEYS:
            raise PartnerUnreachable(problem("remote-answer", "Dịch vụ ký số không đưa ra chứng thư RSA hay ECDSA của người ký."))
        yield Opened(_Signer(self.service, found[0], found[1:]), found[0])


class _Signer(Signer):
    """pyHanko's hook: asked for the signature of some bytes."""

    def __init__(self, service: RemoteSigner, own: x509.Certificate, others: Sequence[x509.Certificate]) -> None:
        store = SimpleCertificateStore()         # type: ignore[no-untyped-call]
        store.register_multiple(others)
        super().__init__(signing_cert=own, cert_registry=store)
        self._service, self._own = service, own

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        """Bytes → signature; `dry_run`: as many zeros as it will have at most."""
        if dry_run:
            return bytes(_longest(self._own))
        digest = hashlib.new(digest_algorithm, data).digest()
        algorithm = f"{digest_algorithm}_{_KEYS[self._own.public_key.algorithm]}"
        answer = await asyncio.get_running_loop().run_in_executor(None, self._service.sign_hash, digest, algorithm)
        return checked(answer, digest, digest_algorithm, self._own)


def checked(signature: bytes, digest: bytes, algorithm: str, certificate: x509.Certificate) -> bytes:
    """The signature as CMS wants it. Raises PartnerUnreachable (`remote-answer`) where it does not verify."""
    key = serialization.load_der_public_key(certificate.public_key.dump())
    prehashed = Prehashed(_HASHES[algorithm])
    for form in (signature, *_der(signature, certificate)):
        try:
            if isinstance(key, rsa.RSAPublicKey):
                key.verify(form, digest, padding.PKCS1v15(), prehashed)
            elif isinstance(key, ec.EllipticCurvePublicKey):
                key.verify(form, digest, ec.ECDSA(prehashed))
            else:
                break
        except InvalidSignature:
            continue
        return form
    raise PartnerUnreachable(problem("remote-answer", "Chữ ký do dịch vụ ký số trả về không đúng với chứng thư của người ký;"
                                     " tệp chưa được ký."))


def _der(signature: bytes, certificate: x509.Certificate) -> list[bytes]:
    """The two numbers of an ECDSA signature, side by side (IEEE P1363), in the frame that CMS wants (RFC 5753)."""
    if certificate.public_key.algorithm != "ec" or not signature or len(signature) % 2:
        return []
    return [algos.DSASignature.from_p1363(signature).dump()]


def _longest(certificate: x509.Certificate) -> int:
    size: int = certificate.public_key.byte_size
    return size if certificate.public_key.algorithm == "rsa" else 2 * size + _SPARE_BYTES
