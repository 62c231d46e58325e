"""A batch as one ZIP, made while it is sent: nothing but one file is held.

Manifest and report stand first: they are seen at once in any program, and a download that broke off has with it what should have
come. Then the documents in the order of the batch, in folders by unit, each held against the SHA-256 of its making before a byte
of it is sent.
"""

from __future__ import annotations

import unicodedata
import zlib
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256

from service.bundle.manifest import path_of
from service.bundle.zipped import Directory
from service.errors import StateConflict, problem
from service.ledger.values import MadeFile, Unit
from service.store import Store
from service.store.store import gone


def archive(units: Iterable[Unit], store: Store, extras: Mapping[str, str]) -> Iterator[bytes]:
    """The pieces of the ZIP. `extras`: name in the ZIP → name in the store, written first. The same units, the same bytes.

    Raises StateConflict (made-file-changed, archive-name-twice) or FileGone in the middle. What was sent then is no whole ZIP:
    who sends it breaks the connection, so that fewer bytes than `archive_size` come.
    """
    directory, names = Directory(), _Names()
    for name, place in extras.items():
        yield from _artefact(directory, names.new(name), store, place)
    for path, place, made in _files(units):
        data = checked(store.get(place), made, path)
        yield directory.file(names.new(path), len(data), zlib.crc32(data))
        yield data
    yield directory.end()


def archive_size(units: Iterable[Unit], store: Store, extras: Mapping[str, str]) -> int:
    """The bytes that `archive` gives: its Content-Length. No file is read. Raises FileGone."""
    directory = Directory()
    total = 0
    for name, place in extras.items():
        size = store.size(place)
        if size is None:
            raise gone(place)
        total += len(directory.file(name, size, 0)) + size
    for path, _, made in _files(units):
        total += len(directory.file(path, made.size, 0)) + made.size
    return total + len(directory.end())


def checked(data: bytes, made: MadeFile, path: str) -> bytes:
    """A file of the store, if it still is what was made. Raises StateConflict (made-file-changed)."""
    if len(data) != made.size or sha256(data).hexdigest() != made.sha256:
        raise _changed(path)
    return data


def _files(units: Iterable[Unit]) -> Iterator[tuple[str, str, MadeFile]]:
    """Path in the ZIP, name in the store, and what was made."""
    for unit in units:
        if unit.state == "done" and unit.made is not None:
            path = path_of(unit)
            for suffix, made in sorted(unit.made.files.items()):
                yield f"{path}.{suffix}", f"{unit.place}.{suffix}", made


def _artefact(directory: Directory, name: str, store: Store, place: str) -> Iterator[bytes]:
    """A file that may be large: read twice, since its checksum stands before it."""
    size, crc = 0, 0
    for piece in store.stream(place):
        size, crc = size + len(piece), zlib.crc32(piece, crc)
    yield directory.file(name, size, crc)
    again, sent = 0, 0
    for piece in store.stream(place):
        again, sent = zlib.crc32(piece, again), sent + len(piece)
        yield piece
    if (sent, again) != (size, crc):
        raise _changed(name)


class _Names:
    """The names so far. Two that differ only in case are one file on Windows and macOS; planning sees to it that none do."""

    def __init__(self) -> None:
        self._seen: set[str] = set()

    def new(self, name: str) -> str:
        """Raises StateConflict (archive-name-twice)."""
        like = unicodedata.normalize("NFC", name).casefold()
        if like in self._seen:
            raise StateConflict(problem("archive-name-twice", "Hai tệp của đợt có cùng tên “{ten}”.", place=name, ten=name))
        self._seen.add(like)
        return name


def _changed(path: str) -> StateConflict:
    return StateConflict(problem(
        "made-file-changed", "Tệp {ten} trong kho không còn như khi làm ra; hãy chạy lại đợt này.", place=path, ten=path))
