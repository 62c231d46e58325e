"""Faces of many documents made one. Each document carries the letters it uses; a letter has the same glyph number in all of them,
because the engine keeps the numbers of the whole face. So one face with the letters of all serves every page unchanged.

Nothing is taken from the faces of this machine: the outlines are those of the documents, and where two of them differ each
document keeps its own.
"""

from __future__ import annotations

import struct
import sys
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from hashlib import sha256
from typing import Final

import pikepdf

from service.bundle.objects import Objects

_TAG: Final = "VANBAN+"                          # of a face with some letters only (ISO 32000-1, 9.6.4): six capitals
_KEPT: Final = ("cvt ", "fpgm", "prep")          # instructions, where the engine keeps them: the same in all
_MOST_TAKEN: Final = 1000                        # subsets that are known again: of our own press there are few
_MEASURES: Final = ("/Ascent", "/CapHeight", "/Descent", "/Flags", "/FontFamily", "/ItalicAngle", "/StemH", "/StemV")


class _Face:
    """The letters of one face so far: outlines, measures, and widths as PDF says them."""

    def __init__(self, name: str, number: int, tables: dict[str, bytes], descriptor: pikepdf.Object) -> None:
        self.name, self.number, self.tables = name, number, tables
        self.measures = b"".join(b"%s %s " % (key.encode(), _plain(descriptor[key])) for key in _MEASURES if key in descriptor)
        self.outlines: dict[int, bytes] = {}
        self.bearings: dict[int, bytes] = {}
        self.widths: dict[int, str] = {}
        self.box = [int(one) for one in descriptor.FontBBox]
        self.maxima = bytearray(tables["maxp"])

    def takes(self, tables: dict[str, bytes], outlines: dict[int, bytes], widths: dict[int, str]) -> bool:
        """Whether these letters are of this face."""
        same = all(tables.get(name) == self.tables.get(name) for name in _KEPT)
        return (same and _em(tables) == _em(self.tables) and all(self.outlines.get(one, it) == it for one, it in outlines.items())
                and all(self.widths.get(one, it) == it for one, it in widths.items()))

    def add(self, tables: dict[str, bytes], outlines: dict[int, bytes], widths: dict[int, str], box: pikepdf.Object) -> None:
        for glyph in (outlines.keys() | widths.keys()) - self.bearings.keys():
            self.bearings[glyph] = _bearing(tables, glyph)
        self.outlines.update(outlines)
        self.widths.update(widths)
        corners = [int(one) for one in box]
        self.box = [*map(min, self.box[:2], corners[:2]), *map(max, self.box[2:], corners[2:])]
        for at in range(4, len(self.maxima), 2):
            most = max(struct.unpack_from(">H", self.maxima, at)[0], struct.unpack_from(">H", tables["maxp"], at)[0])
            struct.pack_into(">H", self.maxima, at, most)


class Typefaces:
    """The faces of the file that is being written."""

    def __init__(self, objects: Objects) -> None:
        self._objects = objects
        self._faces: dict[str, list[_Face]] = {}
        self._taken: dict[bytes, tuple[str, int]] = {}     # what was taken already: nearly all documents carry the same letters

    def take(self, font: pikepdf.Object) -> tuple[str, int] | None:
        """A composite font of a document → name and number of the shared one that draws its letters; None where it must keep its
        own (another kind of outlines, numbers of its own)."""
        (inner,) = font.DescendantFonts
        descriptor = inner.FontDescriptor
        if inner.Subtype != "/CIDFontType2" or inner.get("/CIDToGIDMap") != "/Identity" or "/FontFile2" not in descriptor:
            return None
        name = str(font.BaseFont)[1:].rpartition("+")[2]
        known_as = sha256(b"\0".join(
            (name.encode(), inner.W.unparse(), descriptor.unparse(resolved=True), descriptor.FontFile2.read_raw_bytes())
        )).digest()
        if (taken := self._taken.get(known_as)) is not None:
            return taken
        tables = _tables(descriptor.FontFile2.read_bytes())
        outlines, widths = _outlines(tables), _widths(inner.W)
        known = self._faces.setdefault(name, [])
        face = next((one for one in known if one.takes(tables, outlines, widths)), None)
        if face is None:
            face = _Face(_TAG + name, self._objects.reserve(), tables, descriptor)
            known.append(face)
        face.add(tables, outlines, widths, descriptor.FontBBox)
        if len(self._taken) >= _MOST_TAKEN:
            self._taken.clear()
        self._taken[known_as] = face.name, face.number
        return face.name, face.number

    def close(self) -> None:
        """Writes the faces."""
        for face in (face for faces in self._faces.values() for face in faces):
            program = _program(face)
            file = self._objects.packed_stream(program, b"/Length1 %d " % len(program))
            name = face.name.encode()
            box = " ".join(map(str, face.box)).encode()
            descriptor = self._objects.add(b"<</Type /FontDescriptor /FontName /%s /FontBBox [%s] %s/FontFile2 %d 0 R>>"
                                           % (name, box, face.measures, file))
            widths = " ".join(f"{glyph} [{width}]" for glyph, width in sorted(face.widths.items()))
            self._objects.add(b"<</Type /Font /Subtype /CIDFontType2 /BaseFont /%s /CIDSystemInfo <</Registry (Adobe) "
                              b"/Ordering (Identity) /Supplement 0>> /CIDToGIDMap /Identity /FontDescriptor %d 0 R /W [%s]>>"
                              % (name, descriptor, widths.encode()), face.number)


def _plain(value: object) -> bytes:
    return value.unparse(resolved=True) if isinstance(value, pikepdf.Object) else str(value).encode()


def _tables(program: bytes) -> dict[str, bytes]:
    (count,) = struct.unpack_from(">H", program, 4)
    found = {}
    for at in range(12, 12 + 16 * count, 16):
        tag, _, start, size = struct.unpack_from(">4sIII", program, at)
        found[tag.decode("latin-1")] = program[start:start + size]
    return found


def _em(tables: dict[str, bytes]) -> int:
    return int(struct.unpack_from(">H", tables["head"], 18)[0])


def _outlines(tables: dict[str, bytes]) -> dict[int, bytes]:
    """Glyph number → outline, of those that have one: few of thousands, so the others are leapt over (places only grow)."""
    long = struct.unpack_from(">h", tables["head"], 50)[0] == 1
    places = array("I" if long else "H", tables["loca"])
    if sys.byteorder == "little":
        places.byteswap()
    glyf, step = tables["glyf"], 1 if long else 2
    found = {}
    behind = bisect_right(places, places[0])
    while behind < len(places):
        found[behind - 1] = glyf[step * places[behind - 1]:step * places[behind]]
        behind = bisect_right(places, places[behind], behind)
    return found


def _bearing(tables: dict[str, bytes], glyph: int) -> bytes:
    """Advance and left bearing (OpenType, hmtx): the last advance holds for all glyphs behind it."""
    (metrics,) = struct.unpack_from(">H", tables["hhea"], 34)
    hmtx = tables["hmtx"]
    if glyph < metrics:
        return hmtx[4 * glyph:4 * glyph + 4]
    last, at = 4 * metrics - 4, 4 * metrics + 2 * (glyph - metrics)
    return hmtx[last:last + 2] + hmtx[at:at + 2]


def _widths(listed: pikepdf.Object) -> dict[int, str]:
    """/W → glyph number → width (ISO 32000-1, 9.7.4.3)."""
    found: dict[int, str] = {}
    items: Iterator[pikepdf.Object] = iter(listed)
    for first in items:
        second = next(items)
        if isinstance(second, pikepdf.Array):
            found.update((int(first) + step, str(width)) for step, width in enumerate(second))
        else:
            width = str(next(items))
            found.update((glyph, width) for glyph in range(int(first), int(second) + 1))
    return found


def _program(face: _Face) -> bytes:
    """A TrueType file of the face's letters, with the tables that a PDF needs (ISO 32000-1, 9.9)."""
    count = max(face.bearings) + 1
    places, glyphs = [0], bytearray()
    for glyph in range(count):
        outline = face.outlines.get(glyph, b"")
        glyphs += outline + bytes(-len(outline) % 4)
        places.append(len(glyphs))
    head, hhea, maxp = bytearray(face.tables["head"]), bytearray(face.tables["hhea"]), face.maxima
    struct.pack_into(">h", head, 50, 1)                        # long places
    struct.pack_into(">H", hhea, 34, count)
    struct.pack_into(">H", maxp, 4, count)
    tables = {name: face.tables[name] for name in _KEPT if name in face.tables} | {
        "glyf": bytes(glyphs), "head": bytes(head), "hhea": bytes(hhea), "maxp": bytes(maxp),
        "hmtx": b"".join(face.bearings.get(glyph, bytes(4)) for glyph in range(count)),
        "loca": struct.pack(f">{len(places)}I", *places)}
    start = 12 + 16 * len(tables)
    power = len(tables).bit_length() - 1
    wide = 16 << power                                         # what a binary search begins with
    lines, bodies = bytearray(struct.pack(">IHHHH", 0x10000, len(tables), wide, power, 16 * len(tables) - wide)), b""
    for name in sorted(tables):
        body = tables[name] + bytes(-len(tables[name]) % 4)
        total = sum(one for (one,) in struct.iter_unpack(">I", body)) & 0xFFFFFFFF
        lines += struct.pack(">4sIII", name.encode(), total, start + len(bodies), len(tables[name]))
        bodies += body
    return bytes(lines) + bodies
