"""Our own writer of PDF: numbered objects → a file (ISO 32000-1, 7.3, 7.5).

Streams go out as they come; all other objects are packed into object streams (7.5.7), their places into a cross-reference stream
(7.5.8). Bodies are PDF notation with the numbers given here. The same calls give the same bytes, also of the file's identifier.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Sequence
from functools import lru_cache
from hashlib import sha256
from itertools import accumulate, chain
from typing import Final, NamedTuple

from isal import isal_zlib

HEADER: Final = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"        # 7.5.2: bytes above 127, so that no program takes it for text
_LEVEL: Final = 1                                # as fill.package: what is smaller costs more than it saves
PACKED: Final = 400                              # objects in an object stream: a reader unpacks all to have one
_LINE: Final = struct.Struct(">BIH")             # of the cross-reference stream: kind, place, index (7.5.8.3)
_LOOSE, _IN_STREAM = 1, 2
_END: Final = b"\nendstream\nendobj\n"
_FREE: Final = _LINE.pack(0, 0, 0xFFFF)          # object 0
_ESCAPED: Final = {ord(char): f"\\{char}" for char in "\\()"}


class Ready(NamedTuple):
    """Objects 1 to `last`, written already: bytes that a file begins with, and their lines of its cross-reference stream."""

    data: bytes
    lines: bytes
    last: int
    digest: bytes


class Forms(NamedTuple):
    """Objects as forms, `<</P %d 0 R>>`, and what is filled in, one value after the other; at most PACKED."""

    forms: list[bytes]
    values: list[int]


class Pack(NamedTuple):
    """An object stream: `size` objects, numbered from `first` on without a gap. `digest`: of its data."""

    first: int
    size: int
    entries: bytes
    data: bytes
    digest: bytes


class Objects:
    """Objects into a file that grows. `put` takes its pieces."""

    def __init__(self, put: Callable[[bytes], object], ready: Ready | None = None) -> None:
        self._put = put
        self._digest = sha256()
        if ready is None:
            put(HEADER)
            self._at, self._next, self._lines = len(HEADER), 1, bytearray()
        else:
            put(ready.data)
            self._digest.update(ready.digest)
            self._at, self._next, self._lines = len(ready.data), ready.last + 1, bytearray(ready.lines)

    def reserve(self, count: int = 1) -> int:
        """The first of so many numbers, one after the other."""
        first = self._next
        self._next += count
        self._lines += bytes(_LINE.size * count)
        return first

    def stream(self, number: int, entries: bytes, data: bytes, digest: bytes = b"") -> None:
        """A stream as it is: `entries` of its dictionary but the length say how `data` is packed. `digest`: of the data, where
        it is known."""
        self._line(number, _LINE.pack(_LOOSE, self._at, 0))
        head = b"%d 0 obj\n<<%b/Length %d>>\nstream\n" % (number, entries, len(data))
        put = self._put
        put(head)
        put(data)
        put(_END)
        self._digest.update(head + (digest or data))
        self._at += len(head) + len(data) + len(_END)

    def pack(self, first: int, bodies: Sequence[bytes]) -> None:
        """Objects that are no streams, numbered from `first` on without a gap."""
        self.put_packs(packs(first, bodies))

    def put_packs(self, made: Sequence[Pack]) -> None:
        """Objects that are packed already."""
        number = self.reserve(len(made))
        for first, size, entries, data, digest in made:
            self.stream(number, entries, data, digest)
            self._line(first, _in_stream(number, size))
            number += 1

    def pack_scattered(self, bodies: Sequence[tuple[int, bytes]]) -> None:
        """Objects that are no streams, each with its number."""
        for start in range(0, len(bodies), PACKED):
            some = bodies[start : start + PACKED]
            number = self.reserve()
            self.stream(number, *_packed([one for one, _ in some], [body for _, body in some]))
            for index, (one, _) in enumerate(some):
                self._line(one, _LINE.pack(_IN_STREAM, number, index))

    def ready(self, data: bytes) -> Ready:
        """What was written so far, `data`, for other files to begin with. Every number must have its object."""
        self._check()
        return Ready(data, bytes(self._lines), self._next - 1, self._digest.digest())

    def close(self, root: int, info: int) -> None:
        """The cross-reference stream, which is also the trailer. Every number that was reserved must have its object."""
        number = self.reserve()
        self._line(number, _LINE.pack(_LOOSE, self._at, 0))
        self._check()
        identity = self._digest.hexdigest()[:32].encode()
        entries = b"/Type/XRef/W[1 4 2]/Size %d/Root %d 0 R/Info %d 0 R/ID[<%b><%b>]/Filter/FlateDecode" % (
            number + 1, root, info, identity, identity)
        data = deflated(_FREE + self._lines)
        self._put(b"%d 0 obj\n<<%b/Length %d>>\nstream\n%b%bstartxref\n%d\n%%%%EOF\n" % (
            number, entries, len(data), data, _END, self._at))

    def _line(self, first: int, lines: bytes) -> None:
        """Notes where objects stand, from `first` on."""
        at = (first - 1) * _LINE.size
        assert not self._lines[at], "a number with two objects"
        self._lines[at : at + len(lines)] = lines

    def _check(self) -> None:
        assert 0 not in self._lines[:: _LINE.size], "a number without an object"


def packs(first: int, bodies: Sequence[bytes]) -> list[Pack]:
    """Objects that are no streams, numbered from `first` on without a gap."""
    return [_pack(first + start, bodies[start : start + PACKED]) for start in range(0, len(bodies), PACKED)]


def packs_of_forms(first: int, forms: Sequence[Forms]) -> list[Pack]:
    """The same of objects as forms."""
    out = []
    for some, values in forms:
        out.append(_pack(first, (b"\n".join(some) % tuple(values)).split(b"\n")))
        first += len(some)
    return out


def _pack(first: int, bodies: Sequence[bytes]) -> Pack:
    entries, data = _packed(range(first, first + len(bodies)), bodies)
    return Pack(first, len(bodies), entries, data, sha256(data).digest())


def _packed(numbers: Sequence[int], bodies: Sequence[bytes]) -> tuple[bytes, bytes]:
    """The objects of these numbers → entries and data of an object stream."""
    places = accumulate(map(len, bodies), lambda at, length: at + length + 1, initial=0)
    head = (b"%d %d " * len(bodies)) % tuple(chain.from_iterable(zip(numbers, places, strict=False)))
    return b"/Type/ObjStm/N %d/First %d/Filter/FlateDecode" % (len(bodies), len(head)), deflated(head + b"\n".join(bodies))


def deflated(data: bytes) -> bytes:
    """Packed for FlateDecode, fast."""
    pressed: bytes = isal_zlib.compress(data, _LEVEL)
    return pressed


def references(numbers: Sequence[int]) -> bytes:
    """`12 0 R 13 0 R …`"""
    return (b"%d 0 R " * len(numbers)) % tuple(numbers)


def text(words: str) -> bytes:
    """Words as a text string (7.9.2.2)."""
    if words.isascii() and words.isprintable():
        return b"(%b)" % words.translate(_ESCAPED).encode()
    return b"<feff%b>" % words.encode("utf-16-be").hex().encode()


def name(words: str) -> bytes:
    """A name (7.3.5)."""
    return b"/" + b"".join(
        bytes((byte,)) if 0x21 <= byte <= 0x7E and byte not in b"#/()<>[]{}%" else b"#%02X" % byte for byte in words.encode()
    )


@lru_cache(maxsize=256)
def _in_stream(number: int, count: int) -> bytes:
    """The lines of so many objects of one object stream."""
    return b"".join(_LINE.pack(_IN_STREAM, number, index) for index in range(count))
