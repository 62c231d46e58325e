"""Files below a folder.

A file is written under a name of its own in `.vanban/`, brought to the disk (fsync), then renamed to its place, and then the
folder it lies in is brought to the disk. So a killed process leaves no half file where files are looked for, and what the ledger
calls done is still there after a power cut. `put_all` writes all files it is given before it waits for the disk, and brings
their folder there once. On an SSD the two files of a page (40 kB each) cost 1.2 ms so, 0.6 ms of them of the processor, against
80 ms to make them. Without fsync it would be 0.3 ms, and a power cut would leave empty files under names that the ledger calls
done. What is met for every document is a string: a Path takes its time, and has every part of its name interned.
"""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from os.path import basename as own_name
from pathlib import Path
from typing import BinaryIO, Final
from uuid import uuid4

from service.errors import FileGone, StoreRefused, StoreUnreachable, problem
from service.store.names import OWN, checked
from service.store.store import PIECE, Store, gone

_FULL: Final = (errno.ENOSPC, errno.EDQUOT)
_REFUSED: Final = (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EISDIR, errno.EEXIST, errno.ELOOP,
                   errno.ENAMETOOLONG)
_HALF_S: Final = 86_400.0                        # older than any writing takes
_TRIES: Final = 10                               # to make a folder that somebody else removes because it is empty


class FolderStore(Store):
    """`root` is made where it is not there. A link that leads out of it is not followed."""

    def __init__(self, root: Path) -> None:
        with _told(""):
            root.mkdir(parents=True, exist_ok=True)
            self.root = root.resolve()
            self._half = str(self.root / OWN / "half")
            os.makedirs(self._half, exist_ok=True)
        self.sweep()

    def put_all(self, files: Mapping[str, bytes]) -> None:
        within: dict[str, str] = {}                          # files of a document lie in one folder: it is looked at once
        places = {self._inside(name, within): data for name, data in files.items()}
        written: dict[str, tuple[str, int]] = {}             # place → where it is now, its descriptor
        placed = False
        try:
            for place, data in places.items():
                written[place] = half, handle = self._new()
                with _told(own_name(half)):
                    _write(handle, data)
            for half, handle in written.values():
                with _told(own_name(half)):
                    os.fsync(handle)
            _settle({folder for place, (half, _) in written.items() for folder in self._rename(half, place)})
            placed = True
        finally:
            for half, handle in written.values():
                os.close(handle)
                if not placed:
                    with suppress(OSError):                  # it is at its place; or the disk has told its fault already
                        os.unlink(half)

    def put_file(self, name: str, path: Path) -> None:
        place = self._inside(name)
        half, handle = self._new()
        try:
            with path.open("rb") as source, _told(name):
                while piece := source.read(PIECE):
                    _write(handle, piece)
                os.fsync(handle)
            _settle(self._rename(half, place))
        finally:
            os.close(handle)
            with suppress(OSError):
                os.unlink(half)

    def get(self, name: str) -> bytes:
        with self._open(name) as file, _told(name):
            return file.read()

    def stream(self, name: str, start: int = 0) -> Iterator[bytes]:
        file = self._open(name)
        with _told(name):
            file.seek(start)
        return _pieces(file, name)

    def size(self, name: str) -> int | None:
        try:
            with self._open(name) as file, _told(name):
                return os.fstat(file.fileno()).st_size
        except FileGone:
            return None

    def delete(self, names: Iterable[str]) -> None:
        self._require()
        emptied = set()
        for name in names:
            place = Path(self._inside(name))
            with _told(name), suppress(FileNotFoundError):
                place.unlink()
                emptied.add(place.parent)
        for folder in emptied:
            self._remove_empty(folder)

    def names(self, folder: str = "") -> Iterator[str]:
        top = Path(self._inside(folder)) if folder else self.root
        with _told(folder):
            if not top.is_dir():
                self._require()
                return
            for here, folders, files in os.walk(top, onerror=_raise):
                if Path(here) == self.root:
                    folders[:] = (one for one in folders if one != OWN)
                inside = Path(here).relative_to(self.root)
                yield from ((inside / file).as_posix() for file in files if not Path(here, file).is_symlink())

    def sweep(self) -> int:
        self._require()
        old = time.time() - _HALF_S
        swept = 0
        with _told(""):
            for half in Path(self._half).iterdir():
                with suppress(FileNotFoundError):            # its writer has just finished, or another sweeps
                    if half.stat().st_mtime < old:
                        half.unlink()
                        swept += 1
        return swept

    def _inside(self, name: str, within: dict[str, str] | None = None) -> str:
        """Where a file lies; `within`: folders that were looked at already. Raises StoreRefused where a link on the way leads
        out of the root."""
        above, _, own = checked(name).rpartition("/")
        folder = within.get(above) if within is not None else None
        if folder is None:
            folder = os.path.join(self.root, above) if above else str(self.root)
            if not Path(os.path.realpath(folder)).is_relative_to(self.root):
                raise _outside(name)
            if within is not None:
                within[above] = folder
        return os.path.join(folder, own)

    def _require(self) -> None:
        """Raises StoreUnreachable where the root is a drive that is not there, or not any more: else all in it would be gone."""
        with _told(""):
            if not Path(self._half).is_dir():            # which tells of a fault of the disk; os.path.isdir swallows it
                raise _away(errno.ENOENT)

    def _new(self) -> tuple[str, int]:
        """A file to be written, and its descriptor."""
        half = os.path.join(self._half, uuid4().hex)
        try:
            with _told(""):
                return half, os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o666)
        except FileNotFoundError as error:
            raise _away(errno.ENOENT) from error

    def _rename(self, half: str, place: str) -> set[str]:
        """The folders that this changed."""
        folder, name = os.path.split(place)
        changed = {folder}
        with _told(name):
            for _ in range(_TRIES):
                with suppress(FileNotFoundError):
                    os.replace(half, place)
                    return changed
                with suppress(FileNotFoundError):            # one above it was removed while this was made
                    os.makedirs(folder, exist_ok=True)
                changed.update(str(one) for one in Path(place).parents if one.is_relative_to(self.root))
        raise _away(errno.ENOENT)

    def _open(self, name: str) -> BinaryIO:
        place = Path(self._inside(name))
        try:
            with _told(name), suppress(IsADirectoryError, NotADirectoryError):      # a folder, or below a file
                if place.is_symlink() and not place.resolve().is_relative_to(self.root):
                    raise _outside(name)
                return place.open("rb")
        except FileNotFoundError as error:
            self._require()
            raise gone(name) from error
        raise gone(name)

    def _remove_empty(self, folder: Path) -> None:
        with suppress(OSError):                              # not empty, or gone: then it stays so
            while folder != self.root:
                folder.rmdir()
                folder = folder.parent


@contextmanager
def _told(name: str) -> Iterator[None]:
    """Faults of the disk in our words; that a file is not there is for the caller."""
    try:
        yield
    except FileNotFoundError:
        raise
    except OSError as error:
        if error.errno in _FULL:
            raise StoreUnreachable(problem("store-full", "Ổ đĩa của kho tệp đã đầy.")) from error
        if error.errno in _REFUSED:
            raise StoreRefused(problem("store-refused", "Kho tệp không cho đọc hoặc ghi {ten} ({ly_do}).",
                                       ten=name or ".", ly_do=os.strerror(error.errno or 0))) from error
        raise _away(error.errno or errno.EIO) from error


def _away(number: int) -> StoreUnreachable:
    return StoreUnreachable(problem("store-unreachable", "Kho tệp không trả lời ({ly_do}).", ly_do=os.strerror(number)))


def _outside(name: str) -> StoreRefused:
    return StoreRefused(problem("store-outside", "{ten} dẫn ra ngoài thư mục của kho tệp (liên kết tượng trưng).", ten=name))


def _raise(error: OSError) -> None:
    """A folder that vanishes while we list has nothing in it."""
    if not isinstance(error, FileNotFoundError):
        raise error


def _write(handle: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest):]


def _settle(folders: Iterable[str]) -> None:
    """What stands in them is on the disk when this returns."""
    for folder in folders:
        with _told(own_name(folder)), suppress(FileNotFoundError):      # emptied by somebody else, and removed
            handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def _pieces(file: BinaryIO, name: str) -> Iterator[bytes]:
    with file, _told(name):
        while piece := file.read(PIECE):
            yield piece
