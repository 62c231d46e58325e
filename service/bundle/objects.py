"""One PDF of many, written as it comes: what it holds of objects, and never more of them than a few hundred.

Streams go out at once; the other objects are packed by the hundred (object streams, ISO 32000-1, 7.5.7): a document costs little
more than its own words. An object that is there already, to the byte, is not written again. The same calls, the same bytes.
"""

from __future__ import annotations

import struct
import zlib
from array import array
from collections import OrderedDict
from hashlib import blake2b, sha256
from typing import IO, Final

_PACKED: Final = 200                             # objects in one object stream
_KNOWN: Final = 50_000                           # objects remembered, to be found again: some 10 MB
_HEADER: Final = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"      # 7.5.2: bytes above 127, so that no program takes it for text
_LOOSE, _IN_STREAM = 1, 2                        # kinds of a line of the cross-reference stream (table 18)


class Objects:
    """Numbered objects in a file. Bodies are PDF notation in which references have the numbers given here."""

    def __init__(self, out: IO[bytes]) -> None:
        self._out = out
        self._at = 0
        self._digest = sha256()
        self._kinds, self._places, self._indices = bytearray(1), array("Q", [0]), array("H", [0xFFFF])       # of object 0: free
        self._waiting: list[tuple[int, bytes]] = []
        self._known: OrderedDict[bytes, int] = OrderedDict()
        self._put(_HEADER)

    def reserve(self) -> int:
        """A number for an object that is written later."""
        self._kinds.append(0)
        self._places.append(0)
        self._indices.append(0)
        return len(self._kinds) - 1

    def add(self, body: bytes, number: int | None = None) -> int:
        """An object that is no stream."""
        number = number or self.reserve()
        self._waiting.append((number, body))
        if len(self._waiting) == _PACKED:
            self._pack()
        return number

    def stream(self, entries: bytes, data: bytes, number: int | None = None) -> int:
        """A stream: the entries of its dictionary without /Length, and its bytes as they stand in the file."""
        number = number or self.reserve()
        self._kinds[number], self._places[number] = _LOOSE, self._at
        self._put(b"%d 0 obj\n<<%s /Length %d>>\nstream\n" % (number, entries, len(data)), data, b"\nendstream\nendobj\n")
        return number

    def packed_stream(self, data: bytes, entries: bytes = b"", number: int | None = None) -> int:
        """A stream whose bytes are packed here."""
        return self.stream(entries + b"/Filter /FlateDecode", zlib.compress(data, 9), number)

    def once(self, body: bytes, data: bytes | None = None) -> int:
        """An object as `add` (or `stream`, with `data`) takes it, or the one that is the same to the byte."""
        key = blake2b(body + b"\0" + (data or b""), digest_size=16).digest()
        number = self._known.get(key)
        if number is None:
            number = self._known[key] = self.add(body) if data is None else self.stream(body, data)
            if len(self._known) > _KNOWN:
                self._known.popitem(last=False)
        else:
            self._known.move_to_end(key)
        return number

    def close(self, root: int, info: int) -> None:
        """What stands behind the objects. The file's identifier is a digest of it: the same content, the same name."""
        if self._waiting:
            self._pack()
        name = self._digest.digest()[:16].hex().encode()
        number, start = self.reserve(), self._at
        self._kinds[number], self._places[number] = _LOOSE, start
        rows = b"".join(struct.pack(">BQH", *row) for row in zip(self._kinds, self._places, self._indices, strict=True))
        self.packed_stream(rows, b"/Type /XRef /W [1 8 2] /Size %d /Root %d 0 R /Info %d 0 R /ID [<%s> <%s>] "
                           % (len(self._kinds), root, info, name, name), number)
        self._put(b"startxref\n%d\n%%%%EOF\n" % start)

    def _pack(self) -> None:
        heads, at = [], 0
        number = self.reserve()
        for index, (one, body) in enumerate(self._waiting):
            self._kinds[one], self._places[one], self._indices[one] = _IN_STREAM, number, index
            heads.append(b"%d %d" % (one, at))
            at += len(body) + 1
        head = b" ".join(heads) + b"\n"
        bodies = b"\n".join(body for _, body in self._waiting)
        self.packed_stream(head + bodies, b"/Type /ObjStm /N %d /First %d " % (len(heads), len(head)), number)
        self._waiting.clear()

    def _put(self, *pieces: bytes) -> None:
        for piece in pieces:
            self._out.write(piece)
            self._digest.update(piece)
            self._at += len(piece)


def text(words: str) -> bytes:
    """Words as a text string (7.9.2.2)."""
    return b"<feff" + words.encode("utf-16-be").hex().encode() + b">"
