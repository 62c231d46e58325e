"""What a PDF embeds of a face: a subset made once, with every Vietnamese letter, so that it holds the value of any field.

Glyph ids are kept (Identity-H, `CIDToGIDMap /Identity`), hints and layout tables are not: the glyphs are placed already. A
document that needs other glyphs gets a program with those too. The same glyphs give the same bytes.
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from functools import lru_cache
from itertools import groupby
from typing import Any, Final, NamedTuple

import uharfbuzz as hb

from service.fonts.faces import Face
from service.fonts.words import drawn_width, glyphs

_KEPT_PROGRAMS: Final = 64
_NONE: Final[frozenset[int]] = frozenset()
# The tables of ISO 32000-1, 9.9 (table 126), of TrueType and of CFF outlines, and the few that readers look at besides.
_TABLES: Final = frozenset({"glyf", "loca", "head", "hhea", "hmtx", "maxp", "CFF ", "CFF2", "OS/2", "post"})
_CID_MAP: Final = (
    "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
    "/CIDSystemInfo <</Registry(Adobe)/Ordering(UCS)/Supplement 0>> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
    "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
)
_CID_MAP_END: Final = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"


class Program(NamedTuple):
    """`tag_name`: `ABCDEF+Name`, for BaseFont and FontName. `file`: the font file, deflated; `length1` its own length; in a
    FontFile2, or where `outlines` is CFF in a FontFile3 of subtype OpenType. `widths`: the array of /W, /DW is 1000.
    `to_unicode`: a CMap, deflated. `descriptor`: the entries of the FontDescriptor but the file."""

    tag_name: str
    file: bytes
    length1: int
    widths: bytes
    to_unicode: bytes
    descriptor: bytes
    outlines: str = "TrueType"


def font_name(face: Face) -> str:
    """The name of a face in the resources of a page: of its place among the faces of the process."""
    return f"F{face.number}"


@lru_cache(maxsize=_KEPT_PROGRAMS)
def program(face: Face, extra: frozenset[int] = _NONE) -> Program:
    """The ready program of a face, with so many glyphs more."""
    texts = glyphs(face)
    numbers = sorted({0, *face.ready, *extra})
    file = _subset(face, numbers)
    identity = hashlib.sha256(face.font.face.blob.data + repr(numbers).encode()).digest()
    tag = "".join(chr(ord("A") + byte % 26) for byte in identity[:6])
    name = f"{tag}+{_postscript_name(face)}"
    return Program(
        tag_name=name,
        file=zlib.compress(file, 9),
        length1=len(file),
        widths=_widths(face, numbers),
        to_unicode=zlib.compress(_to_unicode({number: texts[number] for number in numbers if texts.get(number)}), 9),
        descriptor=_descriptor(face, name),
        outlines="TrueType" if "glyf" in face.font.face.table_tags else "CFF",
    )


def _subset(face: Face, numbers: list[int]) -> bytes:
    """The font file with these glyphs and what they are composed of, at their old ids."""
    wanted = hb.SubsetInput()
    wanted.flags = (
        hb.SubsetFlags.RETAIN_GIDS
        | hb.SubsetFlags.NO_HINTING
        | hb.SubsetFlags.NOTDEF_OUTLINE
        | hb.SubsetFlags.NO_LAYOUT_CLOSURE
        | hb.SubsetFlags.NO_BIDI_CLOSURE
    )
    wanted.glyph_set.update(numbers)
    wanted.drop_table_tag_set.update(
        int.from_bytes(tag.encode("latin-1")) for tag in face.font.face.table_tags if tag not in _TABLES
    )
    made = hb.subset(face.font.face, wanted)
    return bytes(made.blob.data)


def _postscript_name(face: Face) -> str:
    """The name in the font file, with what a PDF name may hold bare."""
    named = face.font.face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME) or face.family
    return "".join(char for char in named if char.isascii() and (char.isalnum() or char in "-_")) or "Font"


def _widths(face: Face, numbers: list[int]) -> bytes:
    """`first [width …]` for glyphs in a row."""
    out: list[str] = []
    for _, row in groupby(enumerate(numbers), lambda one: one[1] - one[0]):
        row_numbers = [number for _, number in row]
        shown = " ".join(str(drawn_width(face, number)) for number in row_numbers)
        out.append(f"{row_numbers[0]}[{shown}]")
    return f"[{''.join(out)}]".encode()


def _to_unicode(texts: dict[int, str]) -> bytes:
    out = [_CID_MAP]
    shown = [f"<{number:04X}> <{text.encode('utf-16-be').hex().upper()}>\n" for number, text in sorted(texts.items())]
    for first in range(0, len(shown), 100):                    # at most 100 of them in one operator
        part = shown[first : first + 100]
        out.append(f"{len(part)} beginbfchar\n{''.join(part)}endbfchar\n")
    return "".join([*out, _CID_MAP_END]).encode()


def _descriptor(face: Face, name: str) -> bytes:
    """ISO 32000-1, 9.8, table 122. The thickness of stems is no entry of a font file: estimated from its weight."""
    tables = face.font.face
    box = struct.unpack_from(">hhhh", tables.reference_table("head").data, 36)
    slant, fixed = struct.unpack_from(">i4xI", tables.reference_table("post").data, 4)
    os2 = tables.reference_table("OS/2").data
    weight = struct.unpack_from(">H", os2, 4)[0]
    serif = 1 <= os2[30] <= 7                                  # the family's class: one of the seven with serifs
    capital = struct.unpack_from(">h", os2, 88)[0] if struct.unpack_from(">H", os2)[0] >= 2 else 0
    flags = 4 | bool(fixed) | serif << 1 | face.italic << 6    # symbolic: its codes are glyph ids
    return (
        f"/Type/FontDescriptor/FontName/{name}/Flags {flags}/FontBBox[{' '.join(_em(one, face) for one in box)}]"
        f"/ItalicAngle {_plain(slant / 65536)}/Ascent {_plain(face.ascent_em * 1000)}/Descent {_plain(-face.descent_em * 1000)}"
        f"/CapHeight {_em(capital, face) if capital else _plain(face.ascent_em * 1000)}/StemV {round(50 + (weight / 65) ** 2)}"
    ).encode()


def _em(units: Any, face: Face) -> str:
    return _plain(units * 1000 / face.units_per_em)


def _plain(number: float) -> str:
    return f"{number:.3f}".rstrip("0").rstrip(".")
