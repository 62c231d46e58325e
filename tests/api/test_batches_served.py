"""Batches on a real server with its embedded engine: events as they come, a download, threads that stay free for others."""

from __future__ import annotations

import http.client
import io
import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.api.office import BATCHES, KEY, lines
from tests.batch.runs import rows
from tests.running import running


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    data = str(tmp_path_factory.mktemp("may"))
    with running("--workers", "1", VANBAN_API_KEY=KEY, VANBAN_DATA=data, VANBAN_BATCH_WORKERS="1") as where:
        yield where


@contextmanager
def asked(address: str, method: str, path: str, body: bytes | None = None, **headers: str) -> Iterator[http.client.HTTPResponse]:
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=120)
    try:
        connection.request(method, path, body, {"Authorization": f"Bearer {KEY}", **headers})
        yield connection.getresponse()
    finally:
        connection.close()


def sent(address: str, data: bytes) -> str:
    form = (b'--x\r\nContent-Disposition: form-data; name="file"; filename="ds.jsonl"\r\n\r\n' + data
            + b'\r\n--x\r\nContent-Disposition: form-data; name="today"\r\n\r\n2026-11-22\r\n--x--\r\n')
    with asked(address, "POST", BATCHES, form, **{"Content-Type": "multipart/form-data; boundary=x"}) as answer:
        assert answer.status == 202
        location = answer.headers["Location"]
    assert location
    return str(location)


def events(answer: http.client.HTTPResponse) -> Iterator[tuple[str, dict[str, Any]]]:
    """Id and data of each event, as a browser reads them."""
    number = ""
    for raw in answer:
        name, _, value = raw.decode().rstrip("\n").partition(": ")
        if name == "id":
            number = value
        elif name == "data":
            yield number, json.loads(value)


def test_events_tell_a_batch_until_it_has_ended(address: str) -> None:
    batch = sent(address, lines(rows(8)))
    with asked(address, "GET", f"{batch}/events") as answer:
        assert (answer.status, answer.headers["Content-Type"]) == (200, "text/event-stream; charset=utf-8")
        assert answer.headers["X-Accel-Buffering"] == "no"
        found = list(events(answer))             # the server ends it
    states = list(dict.fromkeys(told["state"] for _, told in found))
    assert states[-1] == "done"
    assert len({number for number, _ in found}) == len(found) > 1
    last, told = found[-1]
    assert (told["counts"]["done"], told["seconds_left"]) == (8, None)
    with asked(address, "GET", f"{batch}/events", **{"Last-Event-ID": last}) as answer:
        assert (answer.status, answer.read()) == (204, b"")
    with asked(address, "GET", f"{batch}/events", **{"Last-Event-ID": "cũ".encode().decode("latin-1")}) as answer:
        assert [number for number, _ in events(answer)] == [last]
    with asked(address, "GET", told["links"]["archive"]) as answer:
        length = int(answer.headers["Content-Length"])
        whole = answer.read()
    assert len(whole) == length
    assert zipfile.ZipFile(io.BytesIO(whole)).testzip() is None


def test_streams_leave_threads_for_others(address: str) -> None:
    """Nothing keeps a caller from opening streams: so many and no more; whoever is refused is told when to come again."""
    batch = sent(address, lines(rows(60)))
    connections = []
    statuses = []
    for _ in range(12):
        connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=120)
        connection.request("GET", f"{batch}/events", headers={"Authorization": f"Bearer {KEY}"})
        answer = connection.getresponse()
        statuses.append(answer.status)
        if answer.status == 503:
            assert int(answer.headers["Retry-After"]) > 0
        connections.append(connection)
    assert statuses.count(200) == 8
    assert set(statuses) == {200, 503}
    with asked(address, "GET", "/healthz") as answer:
        assert answer.status == 200
    for connection in connections:
        connection.close()
    with asked(address, "DELETE", batch) as answer:
        assert answer.status == 204
    with asked(address, "GET", f"{batch}/events") as answer:
        assert answer.status in (404, 503)


@pytest.mark.parametrize("count", [20, 2000])
def test_an_upload_is_answered_before_it_is_read(address: str, count: int) -> None:
    """Its rows are counted afterwards: what is answered says nothing of them."""
    batch = sent(address, lines(rows(2) * (count // 2)))
    with asked(address, "GET", batch) as answer:
        assert json.loads(answer.read())["id"] in batch
    with asked(address, "DELETE", batch) as answer:
        assert answer.status == 204
    assert Path(batch).name
