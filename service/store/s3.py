"""Objects below `s3://bucket/prefix`, of Amazon or of any storage that speaks S3 (extra `many`).

An object is there whole or not at all: that is S3's promise. Large ones go in parts; parts that a killed process left behind are
seen by nobody, and a lifecycle rule of the bucket removes them (AbortIncompleteMultipartUpload).

The client's threads do not survive a fork: a process that forks workers leaves the first call to them.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

import obstore
from obstore.exceptions import BaseError, PermissionDeniedError, UnauthenticatedError
from obstore.store import S3Store as Client

from service.errors import FileGone, StoreRefused, StoreUnreachable, problem
from service.store.names import checked
from service.store.store import PIECE, Store, gone

if TYPE_CHECKING:
    from obstore.store import S3Credential  # not there at run time

_PART: Final = 8 << 20                           # bytes; S3 takes 10,000 of them: 80 GB
_AT_ONCE: Final = 4                              # parts; files of a document
_CODE: Final = re.compile(r"<Code>(\w+)</Code>")
_STATUS: Final = re.compile(r"status code: ([0-9]{3})")
_KIND: Final = re.compile(r"kind: (\w+)")
_NO_BUCKET: Final = "NoSuchBucket"               # answered with 404, as for a file
_LATER: Final = (408, 425, 429)                  # 4xx that refuse nothing
_FULL: Final = 507

_process = 0                                     # where the client's threads run; 0: nowhere yet


class S3Store(Store):
    """`endpoint`: of a storage that is not Amazon's, else ""; http only where it says so. Variables of Amazon's own tools
    (AWS_…) change nothing."""

    def __init__(self, bucket: str, prefix: str, *, endpoint: str, region: str, access_key: str, secret_key: str) -> None:
        def keys() -> S3Credential:
            return {"access_key_id": access_key, "secret_access_key": secret_key, "token": None, "expires_at": None}

        self._threads = ThreadPoolExecutor(_AT_ONCE)
        endpoint = endpoint or f"https://s3.{region}.amazonaws.com"
        self._client = Client(
            bucket, prefix=prefix or None, endpoint=endpoint, aws_endpoint_url_s3=endpoint, region=region,
            credential_provider=keys, virtual_hosted_style_request=False, skip_signature=False,
            client_options={
                "allow_http": endpoint.startswith("http://"),
                "connect_timeout": timedelta(seconds=5),
                "read_timeout": timedelta(seconds=60),       # without a byte
                "timeout": timedelta(hours=6),               # a whole archive to a slow reader
            },
            # Short blips; a PatientStore waits for what lasts longer.
            retry_config={
                "max_retries": 2, "retry_timeout": timedelta(seconds=30),
                "backoff": {"init_backoff": timedelta(milliseconds=100), "max_backoff": timedelta(seconds=1), "base": 2},
            },
        )

    def put_all(self, files: Mapping[str, bytes]) -> None:
        names = [checked(name) for name in files]
        if len(names) == 1:
            self._put(names[0], *files.values())
        else:
            list(self._threads.map(self._put, names, files.values()))

    def _put(self, name: str, data: bytes) -> None:
        with _told(name):
            obstore.put(self._client, name, data, chunk_size=_PART, max_concurrency=_AT_ONCE)

    def put_file(self, name: str, path: Path) -> None:
        name = checked(name)
        with path.open("rb") as file, _told(name):
            obstore.put(self._client, name, file, chunk_size=_PART, max_concurrency=_AT_ONCE)

    def get(self, name: str) -> bytes:
        name = checked(name)
        with _told(name):
            return bytes(obstore.get(self._client, name).bytes())

    def stream(self, name: str, start: int = 0) -> Iterator[bytes]:
        name = checked(name)
        with _told(name):
            if start and start >= obstore.head(self._client, name)["size"]:         # S3 calls that a wrong range
                return iter(())
            result = obstore.get(self._client, name, options={"range": {"offset": start}} if start else None)
        return _pieces(name, iter(result.stream(PIECE)))

    def size(self, name: str) -> int | None:
        name = checked(name)
        try:
            with _told(name):
                return obstore.head(self._client, name)["size"]
        except FileGone:
            return None

    def delete(self, names: Iterable[str]) -> None:
        if found := [checked(name) for name in names]:
            with _told(""):
                obstore.delete(self._client, found)

    def names(self, folder: str = "") -> Iterator[str]:
        with _told(""):
            for found in obstore.list(self._client, checked(folder) if folder else None):
                yield from (one["path"] for one in found)

    def sweep(self) -> int:
        """Nothing: what was left half done cannot be seen."""
        return 0


def _pieces(name: str, stream: Iterator[bytes]) -> Iterator[bytes]:
    with _told(name):
        yield from stream


@contextmanager
def _told(name: str) -> Iterator[None]:
    """What the storage says, in our words."""
    global _process
    _process = _process or os.getpid()
    if _process != os.getpid():                  # else it would wait for ever
        raise RuntimeError("object storage was used before this process was forked")
    try:
        yield
    except FileNotFoundError as error:
        if _NO_BUCKET in str(error):
            raise _refused(error) from error
        raise gone(name) from error
    except (PermissionDeniedError, UnauthenticatedError) as error:
        raise _refused(error) from error
    except BaseError as error:
        status = int(found[1]) if (found := _STATUS.search(str(error))) else 0
        if status == _FULL:
            raise StoreUnreachable(problem("store-full", "Kho tệp đã đầy.")) from error
        if 400 <= status < 500 and status not in _LATER:
            raise _refused(error) from error
        raise StoreUnreachable(problem("store-unreachable", "Kho tệp không trả lời ({ly_do}).", ly_do=_reason(error))) from error


def _refused(error: Exception) -> StoreRefused:
    return StoreRefused(problem(
        "store-refused", "Kho tệp từ chối ({ly_do}); hãy xem lại VANBAN_STORE, VANBAN_S3_ENDPOINT, VANBAN_S3_REGION và hai khóa.",
        ly_do=_reason(error)))


def _reason(error: Exception) -> str:
    """The storage's own word for it, else the status, else what happened to the connection."""
    text = str(error)
    if found := _CODE.search(text):
        return found[1]
    if found := _STATUS.search(text):
        return f"HTTP {found[1]}"
    return found[1] if (found := _KIND.search(text)) else type(error).__name__
