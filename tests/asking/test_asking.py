"""Addresses that strangers chose: which are asked, where the connection goes, and how much an answer may cost."""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest

from service.asking import ask, may_ask
from service.errors import PartnerUnreachable
from tests.serving import LOCAL, send, serving


def code(url: str, **more: Any) -> str:
    with pytest.raises(PartnerUnreachable) as caught:
        ask(url, most_bytes=1000, **more)
    [found] = caught.value.problems
    return found.code


@pytest.mark.parametrize("address", [
    "127.0.0.1", "127.1.2.3", "0.0.0.0", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254",
    "100.64.0.1", "192.0.2.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255",
    "::1", "::", "fe80::1", "fc00::1", "fd12::1", "ff02::1", "2001:db8::1",
    "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::127.0.0.1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::", "2002:c0a8:101::1",
])
def test_an_address_that_is_not_public_is_not_asked(address: str) -> None:
    assert not may_ask(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["1.1.1.1", "203.162.4.191", "2001:ee0::1", "::ffff:1.1.1.1", "64:ff9b::101:101"])
def test_a_public_address_is_asked(address: str) -> None:
    assert may_ask(ipaddress.ip_address(address))


@pytest.mark.parametrize("url", [
    "http://127.0.0.1/", "http://localhost/", "http://2130706433/", "http://0x7f.1/", "http://0177.0.0.1/", "http://127.1/",
    "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://169.254.169.254/latest/meta-data/", "https://10.0.0.1/", "http://0/",
    "ftp://1.1.1.1/", "file:///etc/passwd", "gopher://1.1.1.1/", "ldap://1.1.1.1/cn=x", "http:///", "http://", "//1.1.1.1/",
    "1.1.1.1", "http://user:pass@1.1.1.1/", "http://1.1.1.1@127.0.0.1/", "http://1.1.1.1:99999/", "http://1.1.1.1/ x",
    "http://1.1.1.1/\r\nHost: x",
    "http://máy.example/", "",
])
def test_an_address_in_disguise_is_refused(url: str) -> None:
    assert code(url) == "address-refused"


def test_a_host_the_office_names_is_asked_where_it_stands() -> None:
    with serving(send) as host:
        url = f"http://{host}/ocsp"
        assert code(url) == "address-refused"
        assert code(url, hosts={"127.0.0.1:1", "localhost"}) == "address-refused"
        assert ask(url, most_bytes=1000, hosts={host}) == b"xong"
        assert ask(url, most_bytes=1000, hosts={LOCAL}) == b"xong"


def test_the_request_is_what_the_service_needs() -> None:
    seen: list[tuple[str, str, str, bytes]] = []

    def answer(handler: BaseHTTPRequestHandler) -> None:
        body = handler.rfile.read(int(handler.headers.get("Content-Length", 0)))
        seen.append((handler.command, handler.path, handler.headers.get("Content-Type", ""), body))
        send(handler)

    with serving(answer) as host:
        ask(f"http://{host}/a/b?c=d", most_bytes=10, hosts={host})
        ask(f"http://{host}", b"\x30\x00", media_type="application/ocsp-request", most_bytes=10, hosts={host})
    assert seen == [("GET", "/a/b?c=d", "", b""), ("POST", "/", "application/ocsp-request", b"\x30\x00")]


def test_a_redirection_is_judged_like_the_first_address() -> None:
    with serving(send) as inner, serving(lambda one: send(one, b"", 302, Location=f"http://{inner}/")) as outer:
        assert code(f"http://{outer}/", hosts={outer}) == "address-refused"
        assert ask(f"http://{outer}/", most_bytes=10, hosts={outer, inner}) == b"xong"


def test_redirections_end() -> None:
    with serving(lambda one: send(one, b"", 302, Location="/lai")) as host:
        assert code(f"http://{host}/", hosts={host}) == "fetch-failed"


def test_a_name_is_resolved_once_and_the_connection_goes_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """DNS rebinding: the second answer would be an address of the office's own network."""
    answers = iter(["1.1.1.1", LOCAL, LOCAL])
    reached: list[Any] = []

    def resolve(_host: str, port: int, **_: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

    def connect(address: Any, *_: Any, **__: Any) -> socket.socket:
        reached.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(socket, "create_connection", connect)
    assert code("http://thu-hoi.example:8080/") == "fetch-failed"
    assert reached == [("1.1.1.1", 8080)]
    assert code("http://thu-hoi.example:8080/") == "address-refused"


def test_one_private_address_among_public_ones_is_enough_to_refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, 80)) for one in ("1.1.1.1", "10.0.0.5")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    assert code("http://thu-hoi.example/") == "address-refused"


@pytest.mark.parametrize("length", [True, False])
def test_an_answer_too_long_is_cut_off(length: bool) -> None:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        if length:
            handler.send_header("Content-Length", "1001")
        handler.end_headers()
        handler.wfile.write(b"x" * 1001)

    with serving(answer) as host:
        assert code(f"http://{host}/", hosts={host}) == "fetch-too-long"


@pytest.mark.parametrize("headers", [True, False])
def test_an_answer_that_drips_ends_with_the_time(headers: bool) -> None:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        if headers:
            handler.send_response(200)
            handler.end_headers()
        else:
            handler.wfile.write(b"HTTP/1.0 200 OK\r\nX: ")
        for _ in range(200):
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(0.05)

    with serving(answer) as host:
        assert code(f"http://{host}/", hosts={host}, seconds=0.4) == "fetch-failed"


@pytest.mark.parametrize("answer", [
    lambda one: send(one, status=404), lambda one: send(one, status=500), lambda one: one.wfile.write(b"Xin chao\r\n\r\n"),
    lambda one: one.connection.close(),
])
def test_another_answer_is_a_failure(answer: Callable[[BaseHTTPRequestHandler], None]) -> None:
    with serving(answer) as host:
        assert code(f"http://{host}/", hosts={host}) == "fetch-failed"


def test_nobody_there_is_a_failure() -> None:
    with socket.create_server((LOCAL, 0)) as free:
        host = f"{LOCAL}:{free.getsockname()[1]}"
    assert code(f"http://{host}/", hosts={host}) == "fetch-failed"
    assert code("http://khong-co.invalid/") == "fetch-failed"
