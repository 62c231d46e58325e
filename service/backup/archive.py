"""The file of a backup: a tar, written and read from its beginning to its end, and a manifest that proves it whole."""

from __future__ import annotations

import hashlib
import io
import json
import tarfile
from collections.abc import Iterable, Iterator
from tempfile import SpooledTemporaryFile, TemporaryFile
from typing import IO, Final

from service.errors import FileUnreadable, problem

HEADER: Final = "vanban.json"
FILES, ROWS, MISSING = "files/", "rows/", "missing.jsonl"
_MANIFEST, _SEAL = "manifest.jsonl", "manifest.sha256"
_PIECE: Final = 1 << 20
_BROKEN: Final = (tarfile.TarError, OSError, EOFError)
_IN_MEMORY: Final = 8 << 20                       # bytes of a member; a larger one goes through a file


class Writer:
    """Into an open file, which need not be one that can be read or searched."""

    def __init__(self, file: IO[bytes]) -> None:
        self._tar = tarfile.open(fileobj=file, mode="w|", format=tarfile.PAX_FORMAT)  # noqa: SIM115 - closed by `close`
        self._manifest = TemporaryFile()  # noqa: SIM115 - the same

    def add(self, name: str, pieces: Iterable[bytes]) -> tuple[str, int]:
        """One member; its SHA-256 and size. Nothing is written where `pieces` raises."""
        digest, size = hashlib.sha256(), 0
        with SpooledTemporaryFile(max_size=_IN_MEMORY) as spool:
            for piece in pieces:
                digest.update(piece)
                size += len(piece)
                spool.write(piece)
            spool.seek(0)
            self._put(name, spool, size)
        self._manifest.write(_line(name, digest.hexdigest(), size))
        return digest.hexdigest(), size

    def close(self) -> None:
        size = self._manifest.tell()
        self._manifest.seek(0)
        seal = hashlib.file_digest(self._manifest, "sha256").hexdigest().encode()
        self._manifest.seek(0)
        self._put(_MANIFEST, self._manifest, size)
        self._put(_SEAL, io.BytesIO(seal), len(seal))
        self._tar.close()
        self._manifest.close()

    def _put(self, name: str, file: IO[bytes], size: int) -> None:
        member = tarfile.TarInfo(name)
        member.size, member.mode = size, 0o600
        self._tar.addfile(member, file)
        self._tar.members.clear()  # type: ignore[attr-defined]  # tarfile remembers them all


def read(file: IO[bytes]) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Every member but the manifest and its seal: name and pieces, to be read before the next one is asked for. When this ends
    the whole is proven. Raises FileUnreadable with the place of what is damaged."""
    last, sealed = "", ""
    with TemporaryFile() as seen, TemporaryFile() as manifest:
        try:
            with tarfile.open(fileobj=file, mode="r|") as tar:
                while member := tar.next():
                    tar.members.clear()  # type: ignore[attr-defined]  # the same
                    last, source = member.name, tar.extractfile(member)
                    if source is None or sealed:
                        raise _damaged(last)
                    if last == _MANIFEST:
                        for piece in _pieces(source):
                            manifest.write(piece)
                    elif last == _SEAL:
                        sealed = source.read().decode("ascii", "replace")
                    else:
                        reading = _Reading(last, source)
                        yield last, reading.pieces()
                        seen.write(reading.line())
        except _BROKEN as error:
            raise _damaged(last) from error
        manifest.seek(0)
        seal = hashlib.file_digest(manifest, "sha256").hexdigest()
        if not sealed:
            raise _cut_off(last)
        if sealed != seal:
            raise _damaged(_MANIFEST)
        _compare(seen, manifest)


class _Reading:
    """A member, read whole, whoever reads of it how much."""

    def __init__(self, name: str, source: IO[bytes]) -> None:
        self._name, self._source, self._digest, self._size = name, source, hashlib.sha256(), 0

    def pieces(self) -> Iterator[bytes]:
        while piece := self._next():
            yield piece

    def line(self) -> bytes:
        while self._next():
            pass
        return _line(self._name, self._digest.hexdigest(), self._size)

    def _next(self) -> bytes:
        try:
            piece = self._source.read(_PIECE)
        except _BROKEN as error:
            raise _damaged(self._name) from error
        self._digest.update(piece)
        self._size += len(piece)
        return piece


def _pieces(source: IO[bytes]) -> Iterator[bytes]:
    while piece := source.read(_PIECE):
        yield piece


def _line(name: str, sha256: str, size: int) -> bytes:
    return json.dumps({"name": name, "sha256": sha256, "size": size}, ensure_ascii=False).encode() + b"\n"


def _compare(seen: IO[bytes], manifest: IO[bytes]) -> None:
    """What was read is what was written, in the same order."""
    seen.seek(0)
    manifest.seek(0)
    for said in manifest:
        if seen.readline() != said:
            raise _damaged(json.loads(said)["name"])
    if more := seen.readline():
        raise _damaged(json.loads(more)["name"])


def _damaged(name: str) -> FileUnreadable:
    return FileUnreadable(problem("backup-damaged", "Bản sao lưu bị hỏng ở {cho}; không phục hồi gì từ nó.",
                                  place=name or HEADER, cho=name or HEADER))


def _cut_off(name: str) -> FileUnreadable:
    return FileUnreadable(problem("backup-cut-off", "Bản sao lưu bị cắt cụt hoặc hỏng sau {cho}; không phục hồi gì từ nó.",
                                  place=name or HEADER, cho=name or HEADER))
