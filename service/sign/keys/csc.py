"""A provider's service over HTTP, in the manner of the Cloud Signature Consortium's API, version 2: `credentials/info`,
`signatures/signHash`, `signatures/signPolling` (docs/signing.md says what is sent and what is expected)."""

from __future__ import annotations

import base64
import binascii
import http.client
import json
import re
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import IO, Any, Final

from asn1crypto import algos, x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.x509 import load_der_x509_certificate

from service.config import SIGNING_SERVICE
from service.errors import PartnerUnreachable, Problem, problem
from service.sign.keys.secret import Secret

_MOST_BYTES: Final = 1024 * 1024                 # of an answer
_PIECE_BYTES: Final = 65536
_INFO_SECONDS: Final = 20.0                      # a certificate is there at once; only a signature waits for a person
_PAUSE_SECONDS: Final = 1.0                      # between two questions whether the signer has agreed
_PLAIN_KEYS: Final = {"rsa": "1.2.840.113549.1.1.1", "ecdsa": "1.2.840.10045.2.1"}      # a key's algorithm without a hash
_HEADER: Final = re.compile("[\\x21-\\x7e]+")
_CODE: Final = re.compile("[A-Za-z0-9_.-]{1,64}")


@dataclass(frozen=True, slots=True)
class CscService:
    """`url` is what stands before `/credentials/info`; `credential` names the signer's key; `seconds` is how long the signer has.

    Raises PartnerUnreachable everywhere: `remote-unreachable`, `remote-refused`, `remote-timeout`, `remote-answer`,
    `remote-token`, `remote-address`.
    """

    url: str
    credential: str
    token: Secret | None = None
    seconds: float = 120.0

    def certificates(self) -> Sequence[x509.Certificate]:
        """The signer's certificate first (CSC API, credentials/info)."""
        stored = self._information().get("cert")
        texts = stored.get("certificates") if isinstance(stored, dict) else None
        if not isinstance(texts, list):
            raise PartnerUnreachable(_strange())
        return [_certificate(one) for one in texts]

    def sign_hash(self, digest: bytes, algorithm: str) -> bytes:
        """A hash and how it is to be signed (`sha256_rsa`, `sha384_ecdsa`) → the signature."""
        hashed, _, kind = algorithm.partition("_")
        key = self._information().get("key")
        known = key.get("algo") if isinstance(key, dict) else None
        whole, plain = algos.SignedDigestAlgorithmId(algorithm).dotted, _PLAIN_KEYS[kind]
        until = time.monotonic() + self.seconds
        answer = self._ask("signatures/signHash", {
            "credentialID": self.credential, "hashes": [base64.b64encode(digest).decode()],
            "hashAlgorithmOID": algos.DigestAlgorithmId(hashed).dotted,
            "signAlgo": plain if isinstance(known, list) and plain in known and whole not in known else whole,
        }, until)
        while "signatures" not in answer:        # the signer has not agreed yet
            response = answer.get("responseID")
            if not isinstance(response, str):
                raise PartnerUnreachable(_strange())
            if time.monotonic() + _PAUSE_SECONDS > until:
                raise PartnerUnreachable(_late())
            time.sleep(_PAUSE_SECONDS)
            answer = {"responseID": response, **self._ask("signatures/signPolling", {"responseID": response}, until)}
        signatures = answer["signatures"]
        if not isinstance(signatures, list) or len(signatures) != 1:
            raise PartnerUnreachable(_strange())
        return _decoded(signatures[0])

    def _information(self) -> Mapping[str, Any]:
        return self._ask("credentials/info", {"credentialID": self.credential, "certificates": "chain"},
                         time.monotonic() + min(self.seconds, _INFO_SECONDS))

    def _ask(self, method: str, question: Mapping[str, object], until: float) -> Mapping[str, Any]:
        """A POST of JSON → the JSON object answered, before that moment of the monotonic clock."""
        answer = self._answer(method, question, until)
        if isinstance(answer, Problem):          # raised here: the fault itself holds frames of urllib with the token in them
            raise PartnerUnreachable(answer)
        if not isinstance(answer, dict):
            raise PartnerUnreachable(_strange())
        return answer

    def _answer(self, method: str, question: Mapping[str, object], until: float) -> object:
        if not re.fullmatch(SIGNING_SERVICE, self.url, re.ASCII):
            return problem("remote-address", "Địa chỉ dịch vụ ký số phải là https:// (http:// chỉ cho máy này).")
        head = {"Content-Type": "application/json", "Accept": "application/json"}
        request = urllib.request.Request(f"{self.url.rstrip('/')}/{method}", json.dumps(question).encode(), head, method="POST")
        if self.token:
            if not _HEADER.fullmatch(self.token.reveal()):
                return problem("remote-token", "Mã truy cập dịch vụ ký số có ký tự không dùng được.")
            request.add_header("Authorization", f"Bearer {self.token.reveal()}")
        try:
            with _OPENER.open(request, timeout=max(until - time.monotonic(), 0.001)) as response:
                return json.loads(_read(response, until) or b"{}")
        except urllib.error.HTTPError as fault:
            with fault:
                return _refused(fault, until)
        except TimeoutError:
            return _late()
        except (OSError, http.client.HTTPException) as fault:
            return _late() if isinstance(getattr(fault, "reason", None), TimeoutError) else _away()
        except ValueError:
            return _strange()


class _Stay(urllib.request.HTTPRedirectHandler):
    """The token goes to the address of the settings and nowhere else."""

    def redirect_request(self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: http.client.HTTPMessage,
                         newurl: str) -> None:
        del req, fp, code, msg, headers, newurl


_OPENER: Final = urllib.request.build_opener(_Stay)


def _read(response: IO[bytes], until: float) -> bytes:
    """The body: a service that sends a byte now and then, or without end, does not hold us. Raises TimeoutError, ValueError."""
    pieces, size = [], 0
    while piece := response.read1(_PIECE_BYTES):     # type: ignore[attr-defined]  # of http.client, and of urllib's error
        pieces.append(piece)
        size += len(piece)
        if size > _MOST_BYTES:
            raise ValueError("too long")
        if time.monotonic() > until:
            raise TimeoutError
    return b"".join(pieces)


def _refused(fault: urllib.error.HTTPError, until: float) -> Problem:
    """A refusal in the provider's words, as far as these are a code (CSC API, 10.1): a sentence might repeat what we sent."""
    try:
        said = json.loads(_read(fault, until)).get("error")
    except (ValueError, AttributeError, OSError, http.client.HTTPException):
        said = None
    code = said if isinstance(said, str) and _CODE.fullmatch(said) else f"HTTP {fault.code}"
    return problem("remote-refused", "Dịch vụ ký số từ chối yêu cầu ({ma}).", ma=code)


def _late() -> Problem:
    return problem("remote-timeout", "Quá thời gian chờ dịch vụ ký số; có thể người ký chưa xác nhận trên điện thoại.")


def _away() -> Problem:
    return problem("remote-unreachable", "Không kết nối được với dịch vụ ký số.")


def _strange() -> Problem:
    return problem("remote-answer", "Dịch vụ ký số trả lời không đúng dạng đã quy ước.")


def _decoded(text: object) -> bytes:
    try:
        return base64.b64decode(text if isinstance(text, str) else "", validate=True)
    except (binascii.Error, ValueError):
        raise PartnerUnreachable(_strange()) from None


def _certificate(text: object) -> x509.Certificate:
    der = _decoded(text)
    try:
        load_der_x509_certificate(der).public_key()          # asn1crypto reads late: what is broken would be told somewhere else
    except (ValueError, UnsupportedAlgorithm):
        raise PartnerUnreachable(_strange()) from None
    return x509.Certificate.load(der)
