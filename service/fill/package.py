"""A template's ZIP → its members, and members → the ZIP of a filled file: fixed date and order, so equal input, equal bytes."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

from isal import isal_zlib

from service.errors import TemplateFaulty, problem

_TYPES = "[Content_Types].xml"
_DATE, _TIME = 0x0021, 0  # 1980-01-01, the first day ZIP can say (APPNOTE 4.4.6)
_UTF8 = 0x0800
_STORED, _DEFLATED = 0, 8
# measured on a plan's document.xml: level 0 takes 32 µs for 2987 bytes, 1 39 µs for 2477, 3 216 µs for 2407
_LEVEL = 1


@dataclass(frozen=True, slots=True)
class Member:
    """A member ready to be written: local header with its data, and its line of the central directory without the offset."""

    local: bytes
    central_head: bytes
    central_tail: bytes


def read_members(template: bytes) -> dict[str, bytes]:
    """All files of the package by name. Raises TemplateFaulty where it is no readable ZIP or a name stands twice."""
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as archive:
            names = [info.filename for info in archive.infolist() if not info.is_dir()]
            if len(set(names)) != len(names):
                raise TemplateFaulty(problem("template-unreadable", "Tệp mẫu có hai phần trùng tên."))
            return {name: archive.read(name) for name in names}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise TemplateFaulty(problem("template-unreadable", "Tệp mẫu không phải là tệp Word (.docx) đọc được.")) from error


def still(name: str, data: bytes) -> Member:
    """A member that is the same in every record: pressed once, as small as zlib can."""
    press = zlib.compressobj(9, zlib.DEFLATED, -15)
    pressed = press.compress(data) + press.flush()
    return _member(name, data, pressed, _DEFLATED) if len(pressed) < len(data) else stored(name, data)


def stored(name: str, data: bytes) -> Member:
    """A member that is pressed already (an image)."""
    return _member(name, data, data, _STORED)


def moving(name: str, data: bytes) -> Member:
    """A member of one record: pressed fast."""
    pressed: bytes = isal_zlib.compress(data, _LEVEL, wbits=-15)
    return _member(name, data, pressed, _DEFLATED)


def _member(name: str, data: bytes, pressed: bytes, method: int) -> Member:
    raw = name.encode()
    flags = 0 if name.isascii() else _UTF8
    middle = struct.pack(
        "<HHHHHIIIHH", 20, flags, method, _TIME, _DATE, isal_zlib.crc32(data), len(pressed), len(data), len(raw), 0
    )
    return Member(
        b"PK\3\4" + middle + raw + pressed,
        b"PK\1\2\x14\0" + middle + struct.pack("<HHHI", 0, 0, 0, 0),
        raw,
    )


def write(members: Iterable[Member]) -> bytes:
    """Members in the order given → a ZIP."""
    locals_: list[bytes] = []
    central: list[bytes] = []
    offset = 0
    for member in members:
        locals_.append(member.local)
        central.append(member.central_head + offset.to_bytes(4, "little") + member.central_tail)
        offset += len(member.local)
    directory = b"".join(central)
    count = len(central)
    end = struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, count, count, len(directory), offset, 0)
    return b"".join((*locals_, directory, end))


def in_order(names: Iterable[str]) -> list[str]:
    """[Content_Types].xml first, as OPC readers that stream expect; the package's relationships next; the rest by name."""
    return sorted(names, key=lambda name: (name != _TYPES, name != "_rels/.rels", name))
