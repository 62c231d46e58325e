"""The faces of a file: their programs, the resources that name them, and the colours meant (ISO 32000-1, 9.7, 14.11.5).

None of it depends on a document, so the beginning of a file is ready for each set of faces; a document's own objects follow.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from service.fonts import Face
from service.fonts.programs import font_name, program
from service.press.objects import Objects, Ready
from service.press.setting import Use

# Objects with numbers in a row, the first three of a file: resources of pages without pictures, their fonts, the output intent.
FONTS, INTENT, SHARED = 1, 2, 3
_PROFILE: Final = "sRGB2014.icc"                 # of the International Color Consortium: free to pass on unchanged
_COLOURS: Final = b"(IEC 61966-2-1 Default RGB Colour Space - sRGB)"
_KEPT_USES: Final = 64                           # ways to use them
_KEPT: Final = 32                                # sets of faces: some 60 KB each
_TYPE0: Final = b"<</Type/Font/Subtype/Type0/BaseFont/%b/Encoding/Identity-H/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>"
_CID: Final = (
    b"<</Type/Font/Subtype/%b/BaseFont/%b/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
    b"%b/FontDescriptor %d 0 R/DW 1000/W%b>>"
)
_OUTLINES: Final = {                             # subtype of the font, of glyphs the map, the file's key, its entries
    "TrueType": (b"CIDFontType2", b"/CIDToGIDMap/Identity", b"FontFile2", b"/Length1 %d"),
    "CFF": (b"CIDFontType0", b"", b"FontFile3", b"/Subtype/OpenType"),
}


@lru_cache(maxsize=_KEPT_USES)
def beginning(uses: frozenset[Use]) -> Ready:
    """What a file with these faces begins with: SHARED objects from number 1 on, and what they refer to. Ready-made."""
    return _beginning(frozenset(_by_face(uses).items()))


@lru_cache(maxsize=_KEPT)
def _beginning(glyphs: frozenset[tuple[Face, frozenset[int]]]) -> Ready:
    pieces: list[bytes] = []
    objects = Objects(pieces.append)
    put(objects, objects.reserve(SHARED), [Use(*one) for one in glyphs])
    return objects.ready(b"".join(pieces))


def put(objects: Objects, first: int, uses: Iterable[Use]) -> None:
    """Writes the SHARED objects numbered from `first` on, and what they refer to."""
    glyphs = _by_face(uses)
    faces = sorted(glyphs, key=font_name)
    fonts = objects.reserve(3 * len(faces))
    bodies: list[bytes] = []
    names: list[bytes] = []
    for face in faces:
        names.append(b"/%b %d 0 R" % (font_name(face).encode(), fonts + len(bodies)))
        bodies += _put(objects, face, glyphs[face], fonts + len(bodies))
    profile = objects.reserve()
    objects.stream(profile, b"/N 3/Filter/FlateDecode", _profile())
    intent = b"<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier%b/Info%b/DestOutputProfile %d 0 R>>" % (
        _COLOURS, _COLOURS, profile)
    shared = (b"<</Font %d 0 R>>" % (first + FONTS), b"<<%b>>" % b"".join(names), intent)
    if fonts == first + SHARED:                  # one object stream for all
        objects.pack(first, [*shared, *bodies])
    else:
        objects.pack(first, shared)
        objects.pack(fonts, bodies)


def _put(objects: Objects, face: Face, extra: frozenset[int], number: int) -> tuple[bytes, bytes, bytes]:
    """Writes the streams of a face → the bodies of its three other objects, numbered from `number` on."""
    made = program(face, extra)
    subtype, mapped, key, entries = _OUTLINES[made.outlines]
    name = made.tag_name.encode()
    file, texts = objects.reserve(), objects.reserve()
    length = entries % made.length1 if b"%" in entries else entries
    objects.stream(file, length + b"/Filter/FlateDecode", made.file)
    objects.stream(texts, b"/Filter/FlateDecode", made.to_unicode)
    return (
        _TYPE0 % (name, number + 1, texts),
        _CID % (subtype, name, mapped, number + 2, made.widths),
        b"<<%b/%b %d 0 R>>" % (made.descriptor, key, file),
    )


def _by_face(uses: Iterable[Use]) -> Mapping[Face, frozenset[int]]:
    """Each face with all glyphs that any use of it wants besides the ready ones."""
    found: dict[Face, frozenset[int]] = {}
    for face, extra in uses:
        found[face] = found[face] | extra if face in found else extra
    return found


@cache
def _profile() -> bytes:
    return zlib.compress((files("service.press") / _PROFILE).read_bytes(), 9)
