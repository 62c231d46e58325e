"""Font files → faces with their measures. The face is chosen here, never by fontconfig.

An office's own files (`VANBAN_FONTS`) go before the project's `fonts/`. A document says *Times New Roman*: the face is the
office's Times New Roman when its folder has it, else Liberation Serif, whose advances are equal for every Vietnamese letter
(fonts/README.md).
"""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import uharfbuzz as hb

from service.config import settings
from service.errors import FontFault, problem
from service.fonts.words import PLAIN, Words, invisible, word

# Families whose advances equal those of a face we ship: no line moves when the one stands for the other.
_EQUAL: Final = {
    "times new roman": "liberation serif",
    "times": "liberation serif",
    "tinos": "liberation serif",
    "arial": "liberation sans",
    "helvetica": "liberation sans",
    "arimo": "liberation sans",
    "courier new": "liberation mono",
    "courier": "liberation mono",
    "cousine": "liberation mono",
    "calibri": "carlito",
}
# Families of the same kind but of other widths: a print with them is an approximation and is reported.
_SANS: Final = ("sans", "tahoma", "verdana", "segoe", "roboto", "aptos", "trebuchet", "noto sans", "inter", "montserrat")
_MONO: Final = ("mono", "consolas", "menlo", "code", "console", "typewriter")
_LAST_RESORT: Final = "liberation serif"
_STYLES: Final = {
    (False, False): "thường",
    (True, False): "đậm",
    (False, True): "nghiêng",
    (True, True): "đậm nghiêng",
}


@dataclass(frozen=True, eq=False)
class Face:
    """One font file. Vertical measures are in em: `ascent_em`, `descent_em` (positive), `line_gap_em`."""

    family: str
    path: Path
    bold: bool
    italic: bool
    units_per_em: int
    ascent_em: float
    descent_em: float
    line_gap_em: float
    number: int                                  # of its `Faces`: names it in a PDF
    font: Any = field(repr=False)                # HarfBuzz's, its scale is units per em
    words: dict[tuple[bool, bool], Words] = field(default_factory=dict, repr=False)      # kept by `words.words`
    glyphs: dict[int, str] = field(default_factory=dict, repr=False)                     # kept by `words.glyphs`
    ready: set[int] = field(default_factory=set, repr=False)                             # … those of the ready program
    drawn: dict[int, tuple[str, int]] = field(default_factory=dict, repr=False)          # … glyphs as they are written
    _lacks: dict[str, bool] = field(default_factory=dict, repr=False)
    _mapped: dict[int, str] = field(default_factory=dict, repr=False)

    @property
    def natural_em(self) -> float:
        """The height of a line at single spacing."""
        return self.ascent_em + self.descent_em + self.line_gap_em

    @property
    def css_family(self) -> str:
        """A family name no installed font can have, so that only our own @font-face answers to it."""
        return "vb-" + self.family.replace(" ", "")

    def missing(self, text: str) -> str:
        """The characters of the text that have no glyph here, each once, in order."""
        composed = text if text.isascii() else unicodedata.normalize("NFC", text)
        lacks = self._lacks
        return "".join(c for c in dict.fromkeys(composed) if (lacks[c] if c in lacks else self._look_up(c)))

    def width_em(self, text: str, *, kern: bool = False) -> float:
        """The natural width: advances without ligatures, pair kerning on demand. Raises FontFault for a missing glyph."""
        return word(self, text, kern=kern).width_em

    def has_own(self, char: str) -> bool:
        """The character map names a glyph."""
        return bool(self.font.get_nominal_glyph(ord(char)))

    def mapped(self, glyph: int) -> str:
        """The first character that the character map gives this glyph, or "": what it is read as in a PDF."""
        if not self._mapped:
            for code in sorted(self.font.face.unicodes):
                self._mapped.setdefault(self.font.get_nominal_glyph(code) or 0, chr(code))
        return self._mapped.get(glyph, "")

    def _look_up(self, char: str) -> bool:
        # a blank or hyphen that a font lacks is set with the plain one
        lacks = not (self.has_own(char) or self.has_own(PLAIN.get(char, char)) or invisible(char))
        self._lacks[char] = lacks
        return lacks


@dataclass(frozen=True, slots=True)
class Found:
    """The face that answers for a family; `substituted` when its widths differ from the one asked for, or are unknown."""

    face: Face
    substituted: bool


class Faces:
    """The faces of some folders. The first folder that has a family and style wins."""

    def __init__(self, folders: Iterable[Path]) -> None:
        self._faces: dict[tuple[str, bool, bool], Face] = {}
        for folder in folders:
            for path in sorted(folder.glob("*.[to]tf")):
                face = _open(path, len(self._faces) + 1)
                self._faces.setdefault((face.family.lower(), face.bold, face.italic), face)
        self._found: dict[tuple[str, bool, bool], Found] = {}

    def __iter__(self) -> Iterator[Face]:
        return iter(self._faces.values())

    def find(self, family: str, bold: bool = False, italic: bool = False) -> Found:
        """The face for a family named in a document. Raises FontFault when even the last resort lacks the style."""
        key = (family, bold, italic)
        if key not in self._found:
            self._found[key] = self._choose(family, bold, italic)
        return self._found[key]

    def with_glyph(self, char: str, like: Face) -> Face | None:
        """Another face that has the character: the same weight and slope first."""
        others = sorted(self._faces.values(), key=lambda f: (f.bold != like.bold, f.italic != like.italic, f.family))
        return next((f for f in others if not f.missing(char)), None)

    def _choose(self, family: str, bold: bool, italic: bool) -> Found:
        wanted = family.strip().lower()
        equal = _EQUAL.get(wanted, wanted)
        for name in (wanted, equal):
            if face := self._faces.get((name, bold, italic)):
                return Found(face, substituted=False)
        for name in (_kind(wanted), _LAST_RESORT):
            if face := self._faces.get((name, bold, italic)):
                return Found(face, substituted=True)
        raise FontFault(
            problem(
                "font-missing",
                "Không có tệp phông chữ cho “{phong}”, kiểu {kieu}, trong thư mục phông chữ.",
                phong=family,
                kieu=_STYLES[bold, italic],
            )
        )


@lru_cache(maxsize=1)
def faces() -> Faces:
    """The faces of this process, by the settings."""
    return Faces(settings().fonts_dirs)


def _kind(family: str) -> str:
    """Upright or sans or fixed pitch, guessed from the name: better than a serif for everything."""
    if any(word in family for word in _MONO):
        return "liberation mono"
    return "liberation sans" if any(word in family for word in _SANS) else _LAST_RESORT


def _open(path: Path, number: int) -> Face:
    blob = hb.Blob.from_file_path(str(path))
    face = hb.Face(blob)
    if not face.glyph_count:
        raise FontFault(problem("font-unreadable", "Không đọc được tệp phông chữ {tep}.", tep=path.name))
    font = hb.Font(face)                          # its scale is units per em: advances come as font units
    ascent, descent, gap = struct.unpack_from(">hhh", face.reference_table("hhea").data, 4)
    os2 = face.reference_table("OS/2").data
    if ascent == descent == 0:                    # fidelity.md §4: the Windows metrics where hhea is empty
        ascent, win_descent = struct.unpack_from(">HH", os2, 74)
        descent, gap = -win_descent, 0
    selection = struct.unpack_from(">H", os2, 62)[0]
    em = face.upem
    return Face(
        family=face.get_name(hb.OTNameIdPredefined.FONT_FAMILY) or path.stem,
        path=path,
        bold=bool(selection & 0x20),
        italic=bool(selection & 0x01),
        units_per_em=em,
        ascent_em=ascent / em,
        descent_em=-descent / em,
        line_gap_em=gap / em,
        number=number,
        font=font,
    )
