"""A store that is waited for."""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

from service.errors import StoreRefused, StoreUnreachable
from service.store.store import Store

_LOG: Final = logging.getLogger("vanban.store")
_REFUSED_S: Final = 60.0                         # a storage that has just begun does not know its keys and buckets yet
_SLICE_S: Final = 1.0                            # of a pause

T = TypeVar("T")


def nothing() -> None:
    """Nobody wants to hear that we wait."""


@dataclass(frozen=True, slots=True)
class PatientStore(Store):
    """Every call is tried again, with pauses that grow (full jitter), until the store has been away for `patience` seconds; then
    it raises what the store did. One that refuses us is given a minute.

    `waiting` is called once a second meanwhile: a worker renews its lease there, or raises to give up. A stream that breaks goes
    on where it broke: what has a name does not change.
    """

    store: Store
    patience: float                              # seconds
    waiting: Callable[[], None] = nothing
    pauses: tuple[float, float] = (0.5, 10.0)    # the first and the longest, in seconds

    def put_all(self, files: Mapping[str, bytes]) -> None:
        self._patiently(lambda: self.store.put_all(files))

    def put_file(self, name: str, path: Path) -> None:
        self._patiently(lambda: self.store.put_file(name, path))

    def get(self, name: str) -> bytes:
        return self._patiently(lambda: self.store.get(name))

    def stream(self, name: str, start: int = 0) -> Iterator[bytes]:
        pieces = _Pieces(self.store, name, start)
        self._patiently(pieces.open)

        def patient() -> Iterator[bytes]:
            while piece := self._patiently(pieces.next):
                yield piece

        return patient()

    def size(self, name: str) -> int | None:
        return self._patiently(lambda: self.store.size(name))

    def delete(self, names: Iterable[str]) -> None:
        found = list(names)
        self._patiently(lambda: self.store.delete(found))

    def names(self, folder: str = "") -> Iterator[str]:
        return iter(self._patiently(lambda: list(self.store.names(folder))))

    def sweep(self) -> int:
        return self._patiently(self.store.sweep)

    def _patiently(self, call: Callable[[], T]) -> T:
        begun = time.monotonic()
        tries = 0
        while True:
            try:
                result = call()
            except StoreUnreachable as error:
                patience = min(self.patience, _REFUSED_S) if isinstance(error, StoreRefused) else self.patience
                left = begun + patience - time.monotonic()
                if left <= 0:
                    raise
                if not tries:
                    _LOG.warning("store: %s, waiting", error.problems[0].code)
                first, longest = self.pauses
                self._pause(min(left, random.uniform(0, min(longest, first * 2**min(tries, 30)))))
                tries += 1
            else:
                if tries:
                    _LOG.warning("store: back after %.0f s", time.monotonic() - begun)
                return result

    def _pause(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        self.waiting()
        while (left := until - time.monotonic()) > 0:
            time.sleep(min(left, _SLICE_S))
            self.waiting()


class _Pieces:
    """A stream that is opened anew where it broke."""

    def __init__(self, store: Store, name: str, start: int) -> None:
        self._store, self._name, self._at = store, name, start
        self._stream: Iterator[bytes] | None = None

    def open(self) -> None:
        self._stream = self._store.stream(self._name, self._at)

    def next(self) -> bytes:
        """b"" at the end."""
        if self._stream is None:
            self.open()
        assert self._stream is not None
        try:
            piece = next(self._stream, b"")
        except StoreUnreachable:
            self._stream = None
            raise
        self._at += len(piece)
        return piece
