"""What tests ask of any key: that it signs, or what it refuses."""

from __future__ import annotations

import asyncio

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import (
    load_der_public_key,
)

from service.errors import KeyUnusable, VanbanError
from service.sign.keys import Key

DATA = b"Ng\xc6\xb0\xe1\xbb\x9di k\xc3\xbd"


def signs(key: Key, algorithm: str = "sha256") -> str:
    """Opens the key, signs, checks the signature with the certificate's own key → whose certificate it is."""
    with key.open() as opened:
        made = asyncio.run(opened.signer.async_sign_raw(DATA, algorithm))
        room = len(asyncio.run(opened.signer.async_sign_raw(DATA, algorithm, dry_run=True)))
        public = load_der_public_key(opened.certificate.public_key.dump())
    how = {"sha256": hashes.SHA256(), "sha384": hashes.SHA384(), "sha512": hashes.SHA512()}[algorithm]
    if isinstance(public, rsa.RSAPublicKey):
        public.verify(made, DATA, padding.PKCS1v15(), how)
    else:
        assert isinstance(public, ec.EllipticCurvePublicKey)
        public.verify(made, DATA, ec.ECDSA(how))
    assert len(made) <= room + 2                                         # a file's own key tells the length of one it made now
    name = opened.certificate.subject.native["common_name"]
    assert isinstance(name, str)
    return name


def refusal(key: Key, error: type[VanbanError] = KeyUnusable) -> tuple[str, str]:
    """The code and the message of the only problem."""
    with pytest.raises(error) as caught:
        signs(key)
    found, = caught.value.problems
    return found.code, found.message
