"""What a store can do, whichever it is."""

from __future__ import annotations

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from service.errors import FileGone, problem

PIECE: Final = 1 << 20                           # bytes, at least, that a stream gives at a time


class Store(ABC):
    """Names → bytes. What is put is there whole or not at all, and stays when the machine loses power after the call.

    Every method raises StoreUnreachable where the store is away or full, StoreRefused where it does not let us, ValueError and
    InputRefused for a name that cannot be (names.py).
    """

    @abstractmethod
    def put_all(self, files: Mapping[str, bytes]) -> None:
        """Several small files, cheaper than one by one; each whole or not at all. What was there before is replaced."""

    def put(self, name: str, data: bytes) -> None:
        self.put_all({name: data})

    @abstractmethod
    def put_file(self, name: str, path: Path) -> None:
        """A file of this machine, of any size, without holding it in memory."""

    @abstractmethod
    def get(self, name: str) -> bytes:
        """Raises FileGone."""

    @abstractmethod
    def stream(self, name: str, start: int = 0) -> Iterator[bytes]:
        """Its pieces from a byte on. That it is there is known when this returns. Raises FileGone."""

    @abstractmethod
    def size(self, name: str) -> int | None:
        """In bytes; None: not there."""

    def sha256(self, name: str) -> str | None:
        """In hex, of what is there now: it is read; None: not there."""
        if self.size(name) is None:
            return None
        digest = hashlib.sha256()
        for piece in self.stream(name):
            digest.update(piece)
        return digest.hexdigest()

    @abstractmethod
    def delete(self, names: Iterable[str]) -> None:
        """One that is not there is none too many."""

    @abstractmethod
    def names(self, folder: str = "") -> Iterator[str]:
        """All below a folder, in no order."""

    @abstractmethod
    def sweep(self) -> int:
        """Removes what processes that were killed left half done a day ago or longer; how many."""


def gone(name: str) -> FileGone:
    return FileGone(problem("file-gone", "Tệp {ten} không còn trong kho.", place=name, ten=name))
