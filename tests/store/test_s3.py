"""What an S3 server may answer, a real one and one that answers as told."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from service.config import read_settings
from service.errors import FileGone, SettingInvalid, StoreRefused, StoreUnreachable
from service.store import FolderStore, open_store
from service.store.s3 import S3Store
from tests.servers.seaweedfs import SeaweedFS
from tests.store.conftest import s3


@contextmanager
def answering(status: int, body: str = "") -> Iterator[str]:
    """The address of a server that answers everything so; it keeps no connection."""
    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body.encode())

        do_GET = do_PUT = do_POST = do_HEAD = answer                             # noqa: N815

        def log_message(self, format: str, *args: object) -> None:
            """Silent."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def at(endpoint: str) -> S3Store:
    return S3Store("kho", "", endpoint=endpoint, region="us-east-1", access_key="a", secret_key="b")


def xml(code: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><Error><Code>{code}</Code><Message>x</Message></Error>'


@pytest.mark.parametrize(("status", "body", "error", "code", "reason"), [
    (403, xml("SignatureDoesNotMatch"), StoreRefused, "store-refused", "SignatureDoesNotMatch"),
    (403, xml("RequestTimeTooSkewed"), StoreRefused, "store-refused", "RequestTimeTooSkewed"),
    (401, "", StoreRefused, "store-refused", "HTTP 401"),
    (400, xml("AuthorizationHeaderMalformed"), StoreRefused, "store-refused", "AuthorizationHeaderMalformed"),
    (404, xml("NoSuchBucket"), StoreRefused, "store-refused", "NoSuchBucket"),
    (429, "", StoreUnreachable, "store-unreachable", "HTTP 429"),
    (500, xml("InternalError"), StoreUnreachable, "store-unreachable", "InternalError"),
    (502, "<html>Bad Gateway</html>", StoreUnreachable, "store-unreachable", "HTTP 502"),
    (503, xml("SlowDown"), StoreUnreachable, "store-unreachable", "SlowDown"),
    (507, xml("XMinioStorageFull"), StoreUnreachable, "store-full", None),
])
def test_what_it_answers(status: int, body: str, error: type[StoreUnreachable], code: str, reason: str | None) -> None:
    with answering(status, body) as endpoint:
        store = at(endpoint)
        for call in (lambda: store.put("a", b"1"), lambda: store.get("a"), lambda: list(store.names())):
            with pytest.raises(StoreUnreachable) as raised:
                call()
            assert type(raised.value) is error
            assert raised.value.problems[0].code == code
            assert raised.value.problems[0].args.get("ly_do") == reason


def test_nobody_answers() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))                                            # bound, not listening: refused
        port = silent.getsockname()[1]
        for endpoint in (f"http://127.0.0.1:{port}", "http://khong-co.invalid"):
            with pytest.raises(StoreUnreachable) as away:
                at(endpoint).put("a", b"1")
            assert (away.value.problems[0].code, away.value.problems[0].args["ly_do"]) == ("store-unreachable", "Connect")


def test_the_wrong_keys_and_the_wrong_bucket(seaweedfs: SeaweedFS, bucket: str) -> None:
    cases = [(s3(seaweedfs, bucket, access_key="nguoi-la"), "InvalidAccessKeyId"),
             (s3(seaweedfs, bucket, secret_key="sai"), "SignatureDoesNotMatch"),
             (s3(seaweedfs, "kho-khong-co"), "NoSuchBucket")]
    for store, reason in cases:
        for call in (lambda: store.put("a", b"1"), lambda: store.get("a"), lambda: list(store.names()),     # noqa: B023
                     lambda: store.delete(["a"])):                                                          # noqa: B023
            with pytest.raises(StoreRefused) as refused:
                call()
            assert refused.value.problems[0].args["ly_do"] == reason
        assert "sai" not in str(refused.value)


def test_prefixes_share_a_bucket_and_do_not_meet(seaweedfs: SeaweedFS, bucket: str) -> None:
    one, other, whole = (s3(seaweedfs, bucket, prefix) for prefix in ("một", "hai/ba", ""))
    one.put("a", b"1")
    other.put("a", b"2")
    assert (one.get("a"), other.get("a")) == (b"1", b"2")
    assert list(one.names()) == ["a"]
    assert sorted(whole.names()) == ["hai/ba/a", "một/a"]
    one.delete(["a"])
    assert other.get("a") == b"2"


def test_settings_open_it(seaweedfs: SeaweedFS, bucket: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever Amazon's own tools are told in the same environment."""
    environment = seaweedfs.settings(bucket, "văn-bản/")
    amazon = {"AWS_ACCESS_KEY_ID": "khac", "AWS_SECRET_ACCESS_KEY": "khac", "AWS_SESSION_TOKEN": "khac",
              "AWS_REGION": "eu-west-1", "AWS_ENDPOINT": "http://127.0.0.1:9", "AWS_ENDPOINT_URL_S3": "http://127.0.0.1:9",
              "AWS_SKIP_SIGNATURE": "true",
              "AWS_VIRTUAL_HOSTED_STYLE_REQUEST": "true"}
    for name, value in (environment | amazon).items():
        monkeypatch.setenv(name, value)
    store = open_store(read_settings(os.environ).bulk)
    store.put("a.pdf", b"1")
    assert list(s3(seaweedfs, bucket, "").names()) == ["văn-bản/a.pdf"]


def test_settings_that_lack_the_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VANBAN_S3_ACCESS_KEY", "")
    monkeypatch.delenv("VANBAN_S3_SECRET_KEY", raising=False)
    with pytest.raises(SettingInvalid) as invalid:
        open_store(read_settings({"VANBAN_STORE": "s3://van-ban/2026"}).bulk)
    assert [problem.place for problem in invalid.value.problems] == ["VANBAN_S3_ACCESS_KEY", "VANBAN_S3_SECRET_KEY"]


def test_without_a_bucket_it_is_a_folder(tmp_path: Path) -> None:
    store = open_store(read_settings({"VANBAN_DATA": str(tmp_path)}).bulk)
    assert isinstance(store, FolderStore)
    assert store.root == tmp_path.resolve() / "store"


FORK = """
import os, sys
from service.store.s3 import S3Store
store = S3Store("kho", "", endpoint=sys.argv[1], region="us-east-1", access_key="a", secret_key="b")
def size():
    try:
        said = str(store.size("a"))
    except RuntimeError as error:
        said = type(error).__name__
    os.write(1, f"{said}\\n".encode())           # at once: two processes speak
for _ in range(2):
    child = os.fork()
    size()
    if not child:
        os._exit(0)
    os.waitpid(child, 0)
"""


def test_a_fork_before_the_first_call_works_and_one_after_it_is_told() -> None:
    with answering(404) as endpoint:
        ran = subprocess.run([sys.executable, "-c", FORK, endpoint], capture_output=True, text=True, timeout=60, check=True)
    assert sorted(ran.stdout.split()) == ["None", "None", "None", "RuntimeError"]


KILLED = """
import sys
from pathlib import Path
from service.config import settings
from service.store import open_store
store = open_store(settings().bulk)
store.size("print.pdf")
print(flush=True)
store.put_file("print.pdf", Path(sys.argv[1]))
"""


def test_a_killed_upload_is_not_there(seaweedfs: SeaweedFS, bucket: str, tmp_path: Path) -> None:
    file = tmp_path / "print.pdf"
    file.write_bytes(bytes(100 << 20))
    writer = subprocess.Popen([sys.executable, "-c", KILLED, str(file)], stdout=subprocess.PIPE,
                              env={**os.environ, **seaweedfs.settings(bucket)})
    assert writer.stdout is not None
    writer.stdout.readline()
    with pytest.raises(subprocess.TimeoutExpired):                               # it is still at it
        writer.wait(0.1)
    writer.kill()
    writer.communicate()
    store = s3(seaweedfs, bucket, "")
    assert store.size("print.pdf") is None
    assert list(store.names()) == []
    with pytest.raises(FileGone):
        store.get("print.pdf")
