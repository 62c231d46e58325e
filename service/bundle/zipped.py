"""ZIP's notation for files that are packed already (APPNOTE 6.3.10): STORED, dated 1980, names in UTF-8, ZIP64 where needed.

Size and checksum stand before each file's bytes and not behind them: a reader that cannot go back (Java's ZipInputStream) takes
no stored file otherwise, and Python's zipfile writes them behind whenever the output cannot be rewound.
"""

from __future__ import annotations

import struct
from typing import Final

_PLAIN: Final = 20                               # version needed to read: folders
_ZIP64: Final = 45
_UNIX: Final = 3 << 8                            # made on: what the attributes mean
_MODE: Final = 0o100644 << 16                    # a file that its owner may write
_UTF8: Final = 1 << 11                           # 4.4.4, bit 11
_STORED: Final = 0
_TIME, _DATE = 0, 0x0021                         # 1980-01-01, the first day ZIP can say
_MOST: Final = 0xFFFFFFFF                        # from here on ZIP64 (4.4.1.4)
_MOST_FILES: Final = 0xFFFF
_EXTRA: Final = 1                                # the header of ZIP64's extra field (4.5.3)


class Directory:
    """Gives the bytes around the files, in the order in which they are asked for; the caller writes the files."""

    def __init__(self) -> None:
        self._at = 0
        self._count = 0
        self._central = bytearray()

    def file(self, name: str, size: int, crc: int) -> bytes:
        """What stands before a file; exactly `size` bytes must follow."""
        raw = name.encode()
        extra = struct.pack("<HHQQ", _EXTRA, 16, size, size) if size >= _MOST else b""
        told = min(size, _MOST)
        head = struct.pack("<4sHHHHHIIIHH", b"PK\3\4", _ZIP64 if extra else _PLAIN, _UTF8, _STORED, _TIME, _DATE, crc, told, told,
                           len(raw), len(extra)) + raw + extra
        self._listed(raw, size, crc)
        self._at += len(head) + size
        self._count += 1
        return head

    def _listed(self, raw: bytes, size: int, crc: int) -> None:
        large = [one for one in (size, size, self._at) if one >= _MOST]
        extra = struct.pack(f"<HH{len(large)}Q", _EXTRA, 8 * len(large), *large) if large else b""
        version, told = _ZIP64 if extra else _PLAIN, min(size, _MOST)
        self._central += struct.pack("<4sHHHHHHIIIHHHHHII", b"PK\1\2", _UNIX | version, version, _UTF8, _STORED, _TIME, _DATE,
                                     crc, told, told, len(raw), len(extra), 0, 0, 0, _MODE, min(self._at, _MOST)) + raw + extra

    def end(self) -> bytes:
        """What stands behind the last file."""
        size = len(self._central)
        tail = b""
        if self._count >= _MOST_FILES or self._at >= _MOST or size >= _MOST:
            tail = struct.pack("<4sQHHIIQQQQ", b"PK\6\6", 44, _UNIX | _ZIP64, _ZIP64, 0, 0, self._count, self._count, size,
                               self._at)
            tail += struct.pack("<4sIQI", b"PK\6\7", 0, self._at + size, 1)
        count = min(self._count, _MOST_FILES)
        return bytes(self._central) + tail + struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, count, count, min(size, _MOST),
                                                         min(self._at, _MOST), 0)
