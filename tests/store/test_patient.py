"""A store that is away for a while is waited for; one that stays away is told."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from service.errors import FileGone, StoreRefused, StoreUnreachable
from service.store import FolderStore, PatientStore, Store, patient
from tests.servers.seaweedfs import SeaweedFS
from tests.store.conftest import s3
from tests.store.test_s3 import at
from tests.store.test_store import big

QUICK = (0.01, 0.05)


@contextmanager
def meanwhile(work: Callable[[], object]) -> Iterator[None]:
    thread = Thread(target=work)
    thread.start()
    yield
    thread.join()


def test_an_object_storage_that_is_killed_and_comes_back(seaweedfs: SeaweedFS, bucket: str) -> None:
    """With a stream that was open then."""
    data = big(60_000_000)
    asked: list[float] = []
    store = PatientStore(s3(seaweedfs, bucket), 120, lambda: asked.append(time.monotonic()), QUICK)
    store.put("print.pdf", data)
    pieces = store.stream("print.pdf")
    begun = next(pieces)
    seaweedfs.kill()
    with pytest.raises(StoreUnreachable):
        store.store.put("a/1.pdf", b"1")
    with meanwhile(seaweedfs.start):
        store.put_all({"a/1.pdf": b"1", "a/1.docx": b"2"})
        rest = b"".join(pieces)
    assert begun + rest == data
    assert asked
    assert sorted(store.names("a")) == ["a/1.docx", "a/1.pdf"]
    assert store.get("a/1.docx") == b"2"


CALLS: dict[str, Callable[[Store], object]] = {
    "put": lambda store: store.put("b", b"2"),
    "put_all": lambda store: store.put_all({"b": b"2", "c": b"3"}),
    "put_file": lambda store: store.put_file("b", Path(__file__)),
    "get": lambda store: store.get("a"),
    "stream": lambda store: list(store.stream("a", 1)),
    "size": lambda store: store.size("a"),
    "sha256": lambda store: store.sha256("a"),
    "delete": lambda store: store.delete(name for name in ("a", "khong")),
    "names": lambda store: list(store.names()),
    "sweep": lambda store: store.sweep(),
}


@pytest.mark.parametrize("name", CALLS)
def test_every_call_waits(tmp_path: Path, name: str) -> None:
    store = FolderStore(tmp_path / "kho")
    store.put("a", b"123")
    as_it_is = CALLS[name](FolderStore(tmp_path / "kho"))
    store.put("a", b"123")
    store.delete(["b", "c"])
    (tmp_path / "kho").rename(tmp_path / "xa")
    rounds = 0

    def back_later() -> None:
        nonlocal rounds
        rounds += 1
        if rounds == 6:
            (tmp_path / "xa").rename(tmp_path / "kho")

    assert CALLS[name](PatientStore(store, 60, back_later, QUICK)) == as_it_is
    assert rounds >= 6


def test_patience_ends(tmp_path: Path) -> None:
    store = FolderStore(tmp_path / "kho")
    (tmp_path / "kho").rename(tmp_path / "xa")
    begun = time.monotonic()
    with pytest.raises(StoreUnreachable) as away:
        PatientStore(store, 0.3, pauses=QUICK).put("a", b"1")
    assert time.monotonic() - begun >= 0.3
    assert away.value.problems[0].code == "store-unreachable"
    with pytest.raises(StoreUnreachable):
        PatientStore(store, 0, lambda: pytest.fail("it does not wait")).put("a", b"1")


def test_who_waits_may_give_up(tmp_path: Path) -> None:
    store = FolderStore(tmp_path / "kho")
    (tmp_path / "kho").rename(tmp_path / "xa")

    def stopped() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        PatientStore(store, 3600, stopped).get("a")


def test_what_waiting_does_not_mend_is_told_at_once(tmp_path: Path) -> None:
    store = PatientStore(FolderStore(tmp_path), 3600, lambda: pytest.fail("it waits"))
    for call in (store.get, store.stream):
        with pytest.raises(FileGone):
            call("khong")
    with pytest.raises(ValueError, match="not a name"):
        store.put("../a", b"1")


def test_one_that_refuses_is_not_given_hours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patient, "_REFUSED_S", 0.2)
    store = FolderStore(tmp_path)
    store.put("a/b", b"1")
    with pytest.raises(StoreRefused):
        PatientStore(store, 3600, pauses=QUICK).put("a", b"1")


def test_a_stream_goes_on_where_it_broke() -> None:
    """The server lets go of every connection after three million bytes."""
    data = big(20_000_000)
    asked: list[int] = []

    class Handler(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            self.head(0)

        def do_GET(self) -> None:
            found = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
            start = int(found[1]) if found else 0
            asked.append(start)
            self.head(start)
            self.wfile.write(data[start:start + 3_000_000])
            self.close_connection = True

        def head(self, start: int) -> None:
            self.send_response(206 if start else 200)
            self.send_header("Content-Length", str(len(data) - start))
            self.send_header("Last-Modified", "Sun, 22 Nov 2026 08:00:00 GMT")
            self.send_header("ETag", '"1"')
            if start:
                self.send_header("Content-Range", f"bytes {start}-{len(data) - 1}/{len(data)}")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Silent."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        store = at(f"http://127.0.0.1:{server.server_port}")
        with pytest.raises(StoreUnreachable):
            list(store.stream("print.pdf"))
        assert b"".join(PatientStore(store, 60, pauses=QUICK).stream("print.pdf")) == data
        server.shutdown()
        thread.join()
    assert len(set(asked)) > 6
