"""Messages to addresses that callers gave: what counts as an answer, and what is never asked."""

from __future__ import annotations

import socket
import ssl
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from queue import Queue
from typing import Any

import pytest

from service.asking import Answer, judge, tell
from service.errors import PartnerUnreachable
from tests.serving import LOCAL, send, serving

SETTING = "VANBAN_WEBHOOK_HOSTS"
OPENSSL = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
           "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]


def told(url: str, hosts: set[str] | None = None, seconds: float = 5.0) -> Answer:
    return tell(url, b"{}", {"Content-Type": "application/json", "webhook-id": "tin-1"}, hosts=hosts or set(), setting=SETTING,
                seconds=seconds)


def code(url: str, hosts: set[str] | None = None, seconds: float = 5.0) -> str:
    with pytest.raises(PartnerUnreachable) as caught:
        told(url, hosts, seconds)
    [found] = caught.value.problems
    return found.code


@pytest.mark.parametrize("status", [200, 202, 204, 299, 301, 307, 400, 404, 410, 429, 500, 503])
def test_every_status_is_an_answer(status: int) -> None:
    with serving(lambda one: send(one, b"", status)) as host:
        assert told(f"http://{host}/", {host}) == Answer(status)


def test_no_redirection_is_followed() -> None:
    reached: list[str] = []

    def inner(handler: BaseHTTPRequestHandler) -> None:
        reached.append(handler.path)
        send(handler)

    with serving(inner) as second, serving(lambda one: send(one, b"", 307, Location=f"http://{second}/noi-bo")) as first:
        assert told(f"http://{first}/", {first, second}).status == 307
        assert told(f"http://{second}/thang", {second}).status == 200
    assert reached == ["/thang"]


def test_body_and_headers_arrive() -> None:
    seen: list[tuple[str, str, bytes, dict[str, str]]] = []

    def answer(handler: BaseHTTPRequestHandler) -> None:
        body = handler.rfile.read(int(handler.headers["Content-Length"]))
        seen.append((handler.command, handler.path, body, {name.lower(): text for name, text in handler.headers.items()}))
        send(handler)

    with serving(answer) as host:
        told(f"http://{host}/nhan?khoa=1", {host})
    [(method, path, body, headers)] = seen
    assert (method, path, body) == ("POST", "/nhan?khoa=1", b"{}")
    assert headers == {"host": host, "accept-encoding": "identity", "user-agent": "vanban", "accept": "*/*",
                       "content-length": "2", "content-type": "application/json", "webhook-id": "tin-1"}


@pytest.mark.parametrize(("text", "seconds"), [
    ("120", 120.0), (" 0 ", 0.0), ("Sun, 22 Nov 2026 20:00:00 GMT", None), ("-5", None), ("1e9", None), ("9" * 12, None),
    ("٣", None), ("", None),
])
def test_the_receiver_may_say_when(text: str, seconds: float | None) -> None:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(f"HTTP/1.1 503 X\r\nContent-Length: 0\r\nRetry-After: {text}\r\n\r\n".encode())

    with serving(answer) as host:
        assert told(f"http://{host}/", {host}) == Answer(503, seconds)


def drip(handler: BaseHTTPRequestHandler) -> None:
    for _ in range(200):
        handler.wfile.write(b"x")
        handler.wfile.flush()
        time.sleep(0.05)


def flood(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _ in range(1000):                         # 64 MB: no buffer between us holds that
        handler.wfile.write(bytes(65_536))


def begun(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    drip(handler)


def cut_short(handler: BaseHTTPRequestHandler) -> None:
    send(handler, b"xong", **{"Content-Length": "400"})


def broken(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nkhong phai so\r\n")


@pytest.mark.parametrize("answer", [flood, begun, cut_short, broken])
def test_once_the_status_has_come_the_rest_does_not_matter(answer: Callable[[BaseHTTPRequestHandler], None]) -> None:
    with serving(answer) as host:
        assert told(f"http://{host}/", {host}, 0.4).status == 200


@pytest.mark.parametrize("answer", [drip, lambda _: time.sleep(2), lambda one: one.connection.close(),
                                    lambda one: one.wfile.write(b"Xin chao\r\n\r\n")])
def test_without_a_status_it_was_not_told(answer: Callable[[BaseHTTPRequestHandler], None]) -> None:
    with serving(answer) as host:
        assert code(f"http://{host}/", {host}, 0.4) == "fetch-failed"


@pytest.mark.parametrize("answer", [drip, begun, flood])
def test_an_answer_without_end_is_hung_up_on(answer: Callable[[BaseHTTPRequestHandler], None]) -> None:
    hung_up: Queue[bool] = Queue()

    def watched(handler: BaseHTTPRequestHandler) -> None:
        try:
            answer(handler)
            hung_up.put(False)
        except OSError:
            hung_up.put(True)

    with serving(watched) as host:
        with suppress(PartnerUnreachable):
            told(f"http://{host}/", {host}, 0.4)
        assert hung_up.get(timeout=60)


@pytest.mark.parametrize("url", [
    "http://127.0.0.1/", "https://[::1]/", "https://169.254.169.254/latest/meta-data/", "https://10.1.2.3/", "https://localhost/",
    "https://2130706433/", "https://[64:ff9b::a9fe:a9fe]/", "https://[::ffff:192.168.1.1]/", "ftp://1.1.1.1/", "https://a@1.1.1.1/",
])
def test_a_refusal_names_the_setting_that_could_allow_it(url: str) -> None:
    with pytest.raises(PartnerUnreachable, match=r"VANBAN_WEBHOOK_HOSTS\.$") as caught:
        told(url)
    assert caught.value.problems[0].code == "address-refused"


def test_a_name_is_resolved_once_and_the_connection_goes_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """DNS rebinding: the second answer would be an address of the office's own network."""
    answers = iter(["1.1.1.1", LOCAL, LOCAL])
    reached: list[Any] = []

    def connect(address: Any, *_: Any, **__: Any) -> socket.socket:
        reached.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", lambda _host, port, **_: [(socket.AF_INET, socket.SOCK_STREAM, 6, "",
                                                                           (next(answers), port))])
    monkeypatch.setattr(socket, "create_connection", connect)
    assert code("https://nhan.example/") == "fetch-failed"
    assert reached == [("1.1.1.1", 443)]
    assert code("https://nhan.example/") == "address-refused"
    assert len(reached) == 1


def test_a_form_or_a_number_is_judged_without_asking_anybody(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    real = socket.getaddrinfo

    def resolve(host: str, *given: Any, **more: Any) -> Any:
        if not more["flags"] & socket.AI_NUMERICHOST:
            asked.append(host)
        return real(host, *given, **more)

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    assert not judge("https://nhan.example/", hosts=(), setting=SETTING)
    assert not judge("https://1.1.1.1/", hosts=(), setting=SETTING)
    assert judge("http://nhan.noi-bo:8080/x", hosts={"nhan.noi-bo"}, setting=SETTING)
    assert judge("http://[::1]:81/x", hosts={"[::1]:81"}, setting=SETTING)
    for url in ("https://10.0.0.1/", "https://0x7f.1/", "https://[::1]/", "https://", "khong phai"):
        with pytest.raises(PartnerUnreachable):
            judge(url, hosts=(), setting=SETTING)
    assert not asked


def test_https_asks_for_a_certificate_of_that_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key, certificate = tmp_path / "khoa.pem", tmp_path / "chung-thu.pem"
    subprocess.run([*OPENSSL, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    with serving(send, tls=(certificate, key)) as host:
        port = host.rpartition(":")[2]
        assert code(f"https://localhost:{port}/", {"localhost"}) == "fetch-failed"            # nobody vouches for it
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        assert told(f"https://localhost:{port}/", {"localhost"}).status == 200
        assert code(f"https://{LOCAL}:{port}/", {LOCAL}) == "fetch-failed"                    # another name
        assert code(f"http://localhost:{port}/", {"localhost"}) == "fetch-failed"
    assert ssl.get_default_verify_paths().cafile == str(certificate)
