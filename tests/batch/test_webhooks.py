"""Webhooks: signed as the standard says, made again as promised, and never a way into the office's network."""

from __future__ import annotations

import json
import re
import socket
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from service.batch import webhooks
from service.batch.webhooks import EVENTS, Outcome, body_of, check_address, deliver, pause, signed
from service.errors import InputRefused, SettingInvalid
from service.ledger import open_ledger
from service.ledger.values import ENDED, Batch, Call, Counts, Wish
from tests.serving import LOCAL, send, serving

BULK = Path(__file__).parents[2] / "docs/bulk.md"
OLD, NEW = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_" + "q" * 43 + "="
PAUSES = (5, 30, 120, 600, 1800, 3600, 7200, 14_400, 28_800, 28_800)
BATCH = Batch("0b7f5d3c2a1e4f60", "owner", "done", Wish("Danh sách khen thưởng.xlsx"), campaign={"ten": "Phong trào"})
COUNTS = Counts(total=2000, faulty=40, done=1958, failed=2, warned=3, reused=5, pages=1960, rate=9.5)
CALL = Call("5f1d7a", BATCH.id, "batch.done", "", body_of(BATCH, COUNTS, "batch.done", 1_795_378_500.9))
Verified = Callable[[str, Mapping[str, str], bytes], bool]


@pytest.fixture(name="keys")
def two_keys(monkeypatch: pytest.MonkeyPatch) -> tuple[bytes, ...]:
    monkeypatch.setenv("VANBAN_WEBHOOK_SECRET", f"{NEW} {OLD}")
    return webhooks.keys()


@pytest.fixture(scope="module")
def verified() -> Verified:
    """The receiver of docs/bulk.md: it shares nothing with our code."""
    [code] = re.findall(r"```python\n(.*?)```", BULK.read_text("utf-8"), re.DOTALL)
    names: dict[str, Any] = {}
    exec(code, names)
    found: Verified = names["verified"]
    return found


def attempt(host: str, keys: tuple[bytes, ...], *, attempts: int = 0, scheme: str = "http", allowed: bool = True) -> Outcome:
    call = replace(CALL, url=f"{scheme}://{host}/nhan?khoa=bi-mat", attempts=attempts)
    return deliver(call, time.time(), hosts={host} if allowed else (), keys=keys, seconds=0.5)


def answering(*statuses: int, **headers: str) -> Callable[[BaseHTTPRequestHandler], None]:
    left = list(statuses)
    return lambda one: send(one, b"", left.pop(0), **headers)


def test_the_signature_is_the_one_of_the_standards_own_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VANBAN_WEBHOOK_SECRET", OLD)
    made = signed(webhooks.keys(), "msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330.7, b'{"test": 2432232314}')
    assert made == {"webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek", "webhook-timestamp": "1614265330",
                    "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="}


def test_a_receiver_knows_our_message_with_the_old_secret_and_the_new(keys: tuple[bytes, ...], verified: Verified) -> None:
    got: list[tuple[dict[str, str], bytes]] = []

    def receive(handler: BaseHTTPRequestHandler) -> None:
        headers = {name.lower(): text for name, text in handler.headers.items()}
        got.append((headers, handler.rfile.read(int(headers["content-length"]))))
        send(handler, b"", 204)

    with serving(receive) as host:
        assert attempt(host, keys) == Outcome(True)
    [(headers, body)] = got
    assert (headers["content-type"], headers["webhook-id"], body) == ("application/json", CALL.id, CALL.body.encode())
    assert verified(OLD, headers, body)
    assert verified(NEW, headers, body)
    assert not verified("whsec_" + "r" * 43 + "=", headers, body)
    assert not verified(OLD, headers, body.replace(b"1958", b"1959"))
    assert not verified(OLD, headers | {"webhook-id": "khac"}, body)
    for moment in (int(headers["webhook-timestamp"]) - 301, int(headers["webhook-timestamp"]) + 302):
        again = signed(keys, CALL.id, moment, body)
        assert not verified(OLD, again, body)


def test_a_message_says_which_batch_and_how_many_and_nothing_of_what_is_in_it() -> None:
    assert json.loads(CALL.body) == {
        "type": "batch.done", "timestamp": "2026-11-22T20:15:00Z", "data": {
            "id": BATCH.id, "state": "done",
            "counts": {"total": 2000, "faulty": 40, "done": 1958, "failed": 2, "cancelled": 0, "warned": 3, "reused": 5,
                       "pages": 1960}}}
    assert CALL.body.isascii()
    assert not {"Danh", "Phong", BATCH.owner} & set(re.findall(r"\w+", CALL.body))


def test_every_end_has_its_event() -> None:
    assert set(EVENTS) == set(ENDED)
    for state, event in EVENTS.items():
        said = json.loads(body_of(BATCH, COUNTS, event, 0.0))
        assert (said["type"], said["data"]["state"]) == (event, state)


@pytest.mark.parametrize(("text", "bytes_"), [
    ("whsec_" + "A" * 32, (24,)), ("whsec_" + "A" * 86 + "==", (64,)), (f" {OLD}\n{NEW} ", (24, 32)), ("", ()), (" ", ()),
])
def test_secrets_are_read(text: str, bytes_: tuple[int, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VANBAN_WEBHOOK_SECRET", text)
    assert tuple(map(len, webhooks.keys())) == bytes_


@pytest.mark.parametrize("text", [
    "A" * 32, "whsec_" + "A" * 31 + "=", "whsec_" + "A" * 88, "whsec_", "whsec_" + "A" * 31, "whsec_" + "A" * 31 + "_",
    f"{OLD},{NEW}", f"{OLD} mat-khau-cu-cua-toi", "whsk_" + "A" * 32,
])
def test_a_secret_that_cannot_be_used_is_refused_and_not_repeated(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VANBAN_WEBHOOK_SECRET", text)
    with pytest.raises(SettingInvalid, match="VANBAN_WEBHOOK_SECRET") as caught:
        webhooks.keys()
    hidden = text.split()[-1].removeprefix("whsec_")
    assert not hidden or hidden not in str(caught.value)


def test_pauses_grow_over_a_day_and_end() -> None:
    made = [[pause(attempts) for _ in range(40)] for attempts in range(1, 11)]
    for wanted, found in zip(PAUSES, made, strict=True):
        assert all(one is not None and 0.9 * wanted <= one <= 1.1 * wanted for one in found)
        assert len(set(found)) > 1
    assert 23 < sum(PAUSES) / 3600 < 24
    assert pause(11) is None


def test_a_failure_is_made_again_and_then_delivered(keys: tuple[bytes, ...]) -> None:
    with serving(answering(500, 200)) as host:
        first = attempt(host, keys)
        assert (first.sent, first.reason) == (False, "http-500")
        assert first.pause is not None
        assert 4.5 <= first.pause <= 5.5
        assert attempt(host, keys, attempts=1) == Outcome(True)


@pytest.mark.parametrize("status", [301, 302, 307, 308, 400, 401, 404, 405, 429, 502])
def test_whatever_is_no_success_is_tried_again_until_the_day_is_over(status: int, keys: tuple[bytes, ...]) -> None:
    with serving(answering(status, status, Location="http://1.1.1.1/")) as host:
        again = attempt(host, keys, attempts=9)
        assert again.reason == f"http-{status}"
        assert again.pause is not None
        assert again.pause > 25_000
        assert attempt(host, keys, attempts=10) == Outcome(False, None, f"http-{status}")


def test_who_is_gone_is_not_called_again(keys: tuple[bytes, ...]) -> None:
    with serving(answering(410)) as host:
        assert attempt(host, keys) == Outcome(False, None, "http-410")


@pytest.mark.parametrize(("after", "least", "most"), [("120", 120, 120), ("1", 4.5, 5.5), ("999999", 28_800, 28_800)])
def test_a_receiver_may_ask_for_more_time_within_limits(after: str, least: float, most: float, keys: tuple[bytes, ...]) -> None:
    with serving(answering(503, **{"Retry-After": after})) as host:
        found = attempt(host, keys).pause
        assert found is not None
        assert least <= found <= most


def test_a_redirection_leads_nowhere(keys: tuple[bytes, ...]) -> None:
    reached: list[str] = []

    def inner(handler: BaseHTTPRequestHandler) -> None:
        reached.append(handler.path)
        send(handler)

    with serving(inner) as second, serving(answering(308, Location=f"http://{second}/")) as first:
        call = replace(CALL, url=f"http://{first}/")
        assert deliver(call, time.time(), hosts={first, second}, keys=keys).reason == "http-308"
    assert not reached


def slow(handler: BaseHTTPRequestHandler) -> None:
    handler.rfile.read(int(handler.headers["Content-Length"]))
    time.sleep(1.5)


def too_much(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _ in range(300):
        handler.wfile.write(bytes(65_536))


def test_a_slow_receiver_is_called_again_and_a_talkative_one_is_not(keys: tuple[bytes, ...]) -> None:
    with serving(slow) as host:
        found = attempt(host, keys)
        assert (found.sent, found.reason, found.pause is not None) == (False, "fetch-failed", True)
    with serving(too_much) as host:
        assert attempt(host, keys) == Outcome(True)


def test_nobody_there_and_plain_http_behind_https_are_failures(keys: tuple[bytes, ...]) -> None:
    with socket.create_server((LOCAL, 0)) as free:
        host = f"{LOCAL}:{free.getsockname()[1]}"
    assert attempt(host, keys).reason == "fetch-failed"
    with serving(send) as host:
        assert attempt(host, keys, scheme="https").reason == "fetch-failed"


@pytest.mark.parametrize("host", [
    "127.0.0.1", "localhost", "[::1]", "169.254.169.254", "10.1.2.3", "192.168.1.10", "[fd00::1]", "[::ffff:127.0.0.1]",
    "2130706433",
])
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_private_address_is_never_called(host: str, scheme: str, keys: tuple[bytes, ...]) -> None:
    assert attempt(host, keys, scheme=scheme, allowed=False).reason == "address-refused"


def test_a_name_that_turns_private_is_not_called(keys: tuple[bytes, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    """DNS rebinding: public when the batch was received, the office's own when it has ended; or both at once."""
    with serving(send) as host:
        port = int(host.rpartition(":")[2])
        check_address(f"https://nhan.example:{port}/", hosts=(), keys=keys)
        for addresses in ([LOCAL], ["1.1.1.1", LOCAL], ["169.254.169.254"]):
            found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in addresses]
            monkeypatch.setattr(socket, "getaddrinfo", lambda *_, found=found, **__: found)
            assert attempt(f"nhan.example:{port}", keys, allowed=False).reason == "address-refused"


def test_without_a_secret_nothing_is_sent_and_it_is_tried_again() -> None:
    reached: list[str] = []
    with serving(lambda one: reached.append(one.path)) as host:
        found = attempt(host, ())
    assert (found.sent, found.reason, found.pause is not None, reached) == (False, "webhook-unset", True, [])


@pytest.mark.parametrize(("url", "hosts"), [
    ("https://nhan.example/van-ban?khoa=1", ()), ("HTTPS://nhan.example:8443", ()), ("https://1.1.1.1/", ()),
    ("http://nhan.noi-bo/", {"nhan.noi-bo"}), ("http://10.1.2.3:8080/", {"10.1.2.3:8080"}), ("https://[::1]/", {"[::1]"}),
    ("https://nhan.example/" + "a" * 1979, ()),
])
def test_addresses_that_are_taken(url: str, hosts: set[str], keys: tuple[bytes, ...]) -> None:
    check_address(url, hosts=hosts, keys=keys)


@pytest.mark.parametrize(("url", "hosts"), [
    ("http://nhan.example/", ()), ("http://1.1.1.1/", ()), ("https://10.1.2.3/", ()), ("https://10.1.2.3:81/", {"10.1.2.3:80"}),
    ("http://127.0.0.1/", ()), ("https://0x7f000001/", ()), ("https://[::1]/", ()), ("https://a:bi-mat@nhan.example/", ()),
    ("https://máy.example/", ()), ("https://nhan.example/ x", ()), ("https://nhan.example:0x50/", ()), ("https://", ()), ("", ()),
    ("nhan.example", ()), ("file:///etc/passwd", ()), ("https://nhan.example/" + "a" * 1980, ()),
    ("http://nhan.noi-bo/" + "a" * 1982, {"nhan.noi-bo"}),
])
def test_addresses_that_are_refused_and_not_repeated(url: str, hosts: set[str], keys: tuple[bytes, ...]) -> None:
    with pytest.raises(InputRefused, match="VANBAN_WEBHOOK_HOSTS") as caught:
        check_address(url, hosts=hosts, keys=keys)
    assert caught.value.problems[0].code == "webhook-address"
    hidden = url.partition("//")[2] or url
    assert hidden in ("", "https://") or hidden not in str(caught.value)


def test_no_address_is_taken_without_a_secret() -> None:
    with pytest.raises(InputRefused, match="VANBAN_WEBHOOK_SECRET") as caught:
        check_address("https://nhan.example/", hosts=(), keys=())
    assert caught.value.problems[0].code == "webhook-unset"


def test_a_call_shows_neither_address_nor_body() -> None:
    assert "bi-mat" not in repr(replace(CALL, url="https://nhan.example/?khoa=bi-mat"))
    assert "1958" not in repr(CALL)


def test_the_ledger_keeps_a_call_until_it_is_delivered_or_given_up(keys: tuple[bytes, ...], tmp_path: Path) -> None:
    ledger = open_ledger(f"sqlite:///{tmp_path / 'so.db'}")
    try:
        with serving(answering(500, 200)) as host, serving(answering(410)) as other:
            for batch, where in (("dot-1", host), ("dot-2", other)):
                ledger.calls.add(batch, "batch.done", f"http://{where}/", CALL.body)
            tried: list[tuple[str, int, Outcome]] = []
            while found := ledger.calls.take(60.0, most=1):
                [call] = found
                outcome = deliver(call, time.time(), hosts={host, other}, keys=keys)
                ledger.calls.settle(call.id, sent=outcome.sent, pause=None if outcome.pause is None else 0.0)
                tried.append((call.batch, call.attempts, replace(outcome, pause=None)))
        assert sorted(tried, key=lambda one: one[:2]) == [
            ("dot-1", 0, Outcome(False, None, "http-500")), ("dot-1", 1, Outcome(True)),
            ("dot-2", 0, Outcome(False, None, "http-410"))]
        assert (ledger.calls.state("dot-1"), ledger.calls.state("dot-2")) == ({"batch.done": "sent"}, {"batch.done": "failed"})
    finally:
        ledger.close()
