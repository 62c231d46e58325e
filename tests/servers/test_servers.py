"""Each server starts, is killed and stopped and keeps its data, and leaves nothing behind."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.request import Request, urlopen

import psycopg
import pytest

from tests.servers.postgresql import PostgreSQL
from tests.servers.rabbitmq import RabbitMQ
from tests.servers.redis import Redis
from tests.servers.seaweedfs import SeaweedFS
from tests.servers.server import Server

TEXT = "Quyết định số 12/QĐ-UBND"

Check = Callable[[], str]                        # what is kept, read again


def keep_in_postgresql(server: PostgreSQL) -> Check:
    url = server.database().replace("+psycopg", "")
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE thu (chu text)")
        connection.execute("INSERT INTO thu VALUES (%s)", [TEXT])

    def read() -> str:
        with psycopg.connect(url) as connection:
            row = connection.execute("SELECT chu FROM thu").fetchone()
            assert row is not None
            return str(row[0])

    return read


def keep_in_redis(server: Redis) -> Check:
    assert server.ask("RPUSH", "hàng", TEXT) == b":1\r\n"
    return lambda: server.ask("LINDEX", "hàng", "0").decode().splitlines()[1]


def keep_in_rabbitmq(server: RabbitMQ) -> Check:
    name = server.virtual_host().rpartition("/")[2]
    return lambda: TEXT if name in server.control("list_vhosts").split() else ""


def keep_in_seaweedfs(server: SeaweedFS) -> Check:
    bucket = server.bucket()
    address = f"http://{server.host}:{server._ports['filer.port']}/buckets/{bucket}/thu.txt"
    with urlopen(Request(address, TEXT.encode(), {"Content-Type": "text/plain"}, method="PUT"), timeout=30):
        pass

    def read() -> str:
        with urlopen(address, timeout=30) as answer:
            return str(answer.read().decode())

    return read


SERVERS = {PostgreSQL: keep_in_postgresql, Redis: keep_in_redis, RabbitMQ: keep_in_rabbitmq, SeaweedFS: keep_in_seaweedfs}


KINDS = [PostgreSQL, Redis, pytest.param(RabbitMQ, marks=pytest.mark.slow), pytest.param(SeaweedFS, marks=pytest.mark.slow)]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_server_keeps_its_data_and_leaves_nothing(kind: type[Server]) -> None:
    with kind() as server:
        folder, url = server.folder, server.url
        read = SERVERS[kind](server)             # type: ignore[operator]     # each with its own kind
        server.kill()
        assert not server.running
        assert not server.ready()
        server.start()
        assert read() == TEXT
        server.stop()
        assert not server.running
        assert not server.ready()
        server.start()
        assert (server.url, read()) == (url, TEXT)
        assert processes_of(folder)
    assert not folder.exists()
    assert not processes_of(folder)


STARTS = """
import sys
from importlib import import_module
with getattr(import_module(sys.argv[1]), sys.argv[2])("127.0.0.2") as server:
    print(server.folder, server.url, flush=True)
    sys.stdin.read()
"""


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_tests_that_are_killed_leave_no_server(kind: type[Server]) -> None:
    """Also: a server on another address."""
    tests = subprocess.Popen([sys.executable, "-c", STARTS, kind.__module__, kind.__name__], stdin=subprocess.PIPE,
                             stdout=subprocess.PIPE, text=True)
    assert tests.stdout is not None
    folder, url = tests.stdout.readline().split()
    try:
        assert "127.0.0.2:" in url
        assert processes_of(Path(folder))
        tests.kill()
        tests.communicate()
        until = time.monotonic() + 60
        while processes_of(Path(folder)) and time.monotonic() < until:
            time.sleep(0.05)
        assert not processes_of(Path(folder))
    finally:
        shutil.rmtree(folder)


def processes_of(folder: Path) -> list[str]:
    """Command lines that name the folder, and processes that stand in it; a zombie has neither."""
    found = []
    for process in (Path("/proc", name) for name in os.listdir("/proc") if name.isdigit()):
        try:
            command, stands = (process / "cmdline").read_bytes(), os.readlink(process / "cwd")
        except OSError:
            continue
        if str(folder).encode() in command or stands.startswith(str(folder)):
            found.append(command.decode("utf-8", "replace"))
    return found


def test_each_test_has_a_place_of_its_own(database_url: str, redis_url: str, postgresql: PostgreSQL) -> None:
    assert database_url != postgresql.database()
    assert redis_url.startswith("redis://127.0.0.1:")
