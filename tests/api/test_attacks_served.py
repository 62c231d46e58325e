"""The site over a real socket, with people entered and a key of an organisation: every call with odd data, and odd requests."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest

from service.accounts import Accounts
from service.accounts.values import SCOPES
from service.database import Database, upgrade
from tests.running import running


class Served(NamedTuple):
    address: str
    key: str


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Without a key of the site, and nothing makes the batches: they are received, told, cancelled, deleted."""
    folder = tmp_path_factory.mktemp("site")
    database = Database(f"sqlite:///{folder / 'vanban.db'}")
    upgrade(database)
    accounts = Accounts(database)
    person = accounts.people.add(accounts.organisations.add("Trường THPT Hạnh Thông").id, "an.le", "Lê Văn An",
                                 roles=["administrator"])
    _, key = accounts.keys.make(person.organisation, person.id, "Kiểm thử", SCOPES)
    database.close()
    with running("--workers", "2", VANBAN_DATA=str(folder), VANBAN_API_KEY="", VANBAN_MAX_BODY_BYTES="512KiB",
                 VANBAN_MAX_BATCH_BYTES="512KiB", VANBAN_BATCH_WORKERS="0", VANBAN_QUOTA_BATCHES="100000",
                 VANBAN_RATE="1000000") as address:
        yield Served(address, key)


def sent(served: Served, raw: bytes) -> bytes:
    """The beginning of what the server says to these bytes."""
    where = urlsplit(served.address)
    with socket.create_connection((where.hostname or "", where.port or 0), timeout=30) as connection:
        with suppress(OSError):                   # it may have refused and closed before all was sent
            connection.sendall(raw)
            connection.shutdown(socket.SHUT_WR)
        answer = b""
        while piece := connection.recv(65_536):
            answer += piece
    return answer


GET, POST, END = b"GET /api/v1/types HTTP/1.1\r\nHost: x\r\n", b"POST /api/v1/render HTTP/1.1\r\nHost: x\r\n", b"\r\n\r\n"


@pytest.mark.parametrize(("attack", "raw", "statuses"), [
    ("a header without end", GET + b"Authorization: Bearer " + b"A" * 100_000 + END, (400, 431)),
    ("too many headers", GET + b"".join(b"X-%d: 1\r\n" % number for number in range(500)) + b"\r\n", (400, 431)),
    ("an address without end", b"GET /api/v1/types/" + b"a" * 100_000 + b" HTTP/1.1\r\nHost: x" + END, (400, 414)),
    ("two lengths", POST + b"Content-Length: 5\r\nContent-Length: 6" + END + b"{}", (400,)),
    ("a length and pieces", POST + b"Content-Length: 5\r\nTransfer-Encoding: chunked" + END + b"0" + END, (400, 401)),
    ("a length below nothing", POST + b"Content-Length: -5" + END, (400,)),
    ("a header over two lines", GET + b"X-A: 1\r\n b" + END, (400,)),
    ("no HTTP", b"\x16\x03\x01\x02\x00\x01\x00" + END, (400,)),
    ("no key", GET + b"Connection: close" + END, (401,)),
])
def test_an_odd_request_is_refused_and_the_server_goes_on(served: Served, attack: str, raw: bytes,
                                                          statuses: tuple[int, ...]) -> None:
    answer = sent(served, raw)
    assert answer[:9] == b"HTTP/1.1 ", (attack, answer[:200])
    assert int(answer[9:12]) in statuses, (attack, answer[:200])
    assert sent(served, GET + b"Connection: close\r\nAuthorization: Bearer " + served.key.encode() + END)[9:12] == b"200"


@pytest.mark.slow
def test_schemathesis_with_an_organisation_s_key_finds_no_server_error(served: Served, tmp_path: Path) -> None:
    """As tests/api/test_server.py, which says why two checks are left out, and sends the examples."""
    found = subprocess.run(
        [
            *(str(Path(sys.executable).with_name("st")), "--no-color", "run", f"{served.address}/openapi/openapi.json"),
            *("--exclude-checks", "positive_data_acceptance,negative_data_rejection"),
            *("--header", f"Authorization:Bearer {served.key}"),
            *("--phases", "coverage,fuzzing", "--max-examples", "10", "--max-time", "60"),
            *("--seed", "7", "--no-shrink", "--request-timeout", "60"),
            *("--suppress-health-check", "all", "--warnings", "off"),
        ],
        capture_output=True,
        text=True,
        cwd=tmp_path,
    )
    assert found.returncode == 0, found.stdout[-8000:] + found.stderr[-2000:]
    assert "No issues found" in found.stdout, found.stdout[-2000:]


def test_the_document_says_who_may_come(served: Served) -> None:
    raw = sent(served, b"GET /openapi/openapi.json HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    told = json.loads(raw.partition(b"\r\n\r\n")[2])
    assert told["components"]["securitySchemes"]["khoa"]["scheme"] == "bearer"
    assert all(operation["security"] for path, one in told["paths"].items() if path.startswith("/api")
               for operation in one.values() if isinstance(operation, dict) and "responses" in operation)
