"""A provider's service over HTTP, in the manner of the Cloud Signature Consortium's API, version 2: `credentials/info`,
`signatures/signHash`, `signatures/signPolling` (docs/signing.md says what is sent and what is expected)."""

from __future__ import annotations

import base64
import binascii
import http.client
import json
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import IO, Any, Final

from asn1crypto import algos, x509

from service.errors import PartnerUnreachable, problem
from service.sign.keys.secret import Secret

_MOST_BYTES: Final = 1024 * 1024                 # of an answer
_SOCKET_SECONDS: Final = 30.0                    # a certificate is there at once; only a signature waits for a person
_PAUSE_SECONDS: Final = 1.0                      # between two questions whether the signer has agreed


@dataclass(frozen=True, slots=True)
class CscService:
    """`url` is what stands before `/credentials/info`; `credential` names the signer's key; `seconds` is how long the signer has."""

    url: str
    credential: str
    token: Secret | None = None
    seconds: float = 120.0

    def certificates(self) -> Sequence[x509.Certificate]:
        raise NotImplementedError

    def sign_hash(self, digest: bytes, algorithm: str) -> bytes:
        raise NotImplementedError
