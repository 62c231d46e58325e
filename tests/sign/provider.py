"""A provider's signing service on loopback, in the manner of the CSC API: real HTTP, a real key, and the faults of a real day."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed, decode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding

from tests.pki.certificates import Key
from tests.pki.pki import Pki

TOKEN = "the-cua-dich-vu"
HASHES = {"2.16.840.1.101.3.4.2.1": hashes.SHA256(), "2.16.840.1.101.3.4.2.2": hashes.SHA384(),
          "2.16.840.1.101.3.4.2.3": hashes.SHA512()}


class Provider:
    """`fault`: what goes wrong today; `asked`: (method, header, question) of every request."""

    def __init__(self, pki: Pki, leaf: str, fault: str) -> None:
        self._pki, self._leaf, self._fault = pki, leaf, fault
        self.asked: list[tuple[str, str, dict[str, Any]]] = []
        self.polled = 0
        self.ended = Event()

    def answer(self, method: str, question: dict[str, Any]) -> tuple[int, object]:
        if method == "credentials/info":
            return self._information()
        if method == "signatures/signPolling":
            self.polled += 1
            return (202, {}) if self.polled < 2 or self._fault == "never" else (200, {"signatures": [self._signed(self._hash)]})
        self._hash = question
        match self._fault:
            case "waits" | "never":
                return 202, {"responseID": "GD-1"}
            case "lost":
                return 202, {}
            case "declined":
                return 400, {"error": "access_denied", "error_description": f"Khóa {TOKEN} bị từ chối"}
            case "talks":
                return 400, {"error": f"{TOKEN} không được chấp nhận"}
            case "crashed":
                return 500, "<html>"
            case "two":
                return 200, {"signatures": [self._signed(question)] * 2}
            case "no base64":
                return 200, {"signatures": ["chữ ký"]}
            case "wrong key":
                return 200, {"signatures": [self._signed(question, "second" if self._leaf == "agency" else "agency_rsa")]}
            case "wrong hash":
                return 200, {"signatures": [self._signed({**question, "hashes": [base64.b64encode(bytes(32)).decode()]})]}
            case "empty":
                return 200, {"signatures": [""]}
            case "list":
                return 200, [self._signed(question)]
            case "huge":
                return 200, {"signatures": ["A" * 2_000_000]}
        return 200, {"signatures": [self._signed(question)]}

    def _information(self) -> tuple[int, object]:
        chain = [self._pki.certificate(self._leaf), *self._pki.chain(self._leaf)]
        texts = [base64.b64encode(one.public_bytes(Encoding.DER)).decode() for one in chain]
        algorithms = ["1.2.840.113549.1.1.11"] if self._leaf == "person" else ["1.2.840.10045.2.1"]
        match self._fault:
            case "no certificate":
                texts = []
            case "broken certificate":
                texts[0] = texts[0][:200]
            case "no cert":
                return 200, {"key": {}}
        return 200, {"key": {"status": "enabled", "algo": algorithms}, "cert": {"status": "valid", "certificates": texts}}

    def _signed(self, question: dict[str, Any], leaf: str = "") -> str:
        key: Key = self._pki.key(leaf or self._leaf)
        digest, how = base64.b64decode(question["hashes"][0]), Prehashed(HASHES[question["hashAlgorithmOID"]])
        if isinstance(key, rsa.RSAPrivateKey):
            made = key.sign(digest, padding.PKCS1v15(), how)
        else:
            made = key.sign(digest, ec.ECDSA(how))
            if self._fault == "side by side":
                made = b"".join(number.to_bytes(32, "big") for number in decode_dss_signature(made))
        return base64.b64encode(made).decode()


@contextmanager
def provider(pki: Pki, leaf: str = "person", fault: str = "") -> Iterator[tuple[Provider, str]]:
    """The service and its address."""
    made = Provider(pki, leaf, fault)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            method = self.path.removeprefix("/csc/v2/")
            made.asked.append((method, self.headers.get("Authorization", ""), question))
            if self.headers.get("Authorization") != f"Bearer {TOKEN}":
                self._send(401, {"error": "invalid_token"})
            elif fault == "silent" and method == "signatures/signHash":
                made.ended.wait(30)
            elif fault == "drips" and method == "signatures/signHash":
                self._drip()
            elif fault == "elsewhere":
                self.send_response(302)
                self.send_header("Location", "/csc/v2/elsewhere")
                self.end_headers()
            else:
                self._send(*made.answer(method, question))

        def do_GET(self) -> None:
            made.asked.append((self.path, self.headers.get("Authorization", ""), {}))
            self._send(200, {})

        def _send(self, status: int, answer: object) -> None:
            data = (answer if isinstance(answer, str) else json.dumps(answer)).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def _drip(self) -> None:
            self.send_response(200)
            self.end_headers()
            while not made.ended.wait(0.1):
                self.wfile.write(b" ")
                self.wfile.flush()

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield made, f"http://127.0.0.1:{server.server_port}/csc/v2"
    finally:
        made.ended.set()
        server.shutdown()
        server.server_close()
