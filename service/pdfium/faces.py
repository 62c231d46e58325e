"""The name of a font in a PDF → `Face`: family, weight, slope."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_FORCE_BOLD = 1 << 18                             # ISO 32000-2, table 121: font flags
_ITALIC = 1 << 6
_HEAVY = 600                                      # CSS: from here on a weight is called bold

_SUBSET = re.compile(r"^([A-Z]{6}\+)?(vb-)?")     # ISO 32000-2, 9.9.2; our own mark (fonts.py) in what we print
_NAMELESS = re.compile(r"^(CIDFont|Cairo|T|TT|F|Font|Type3|R)?[+_-]?(F|T|C|R)?[0-9_]*$", re.IGNORECASE)
_BOLD = re.compile(r"bold|black|heavy|demi|[,-]b(d|i)?$|[a-z]bd$", re.IGNORECASE)
_ITALIC_NAME = re.compile(r"ital|obli|kursiv|[,-]b?i$", re.IGNORECASE)
_STYLE = re.compile(
    r"([,-]?\s*(regular|bold|italic|oblique|medium|semi|demi|black|heavy|light|book|ps|mt|unicode))+$", re.IGNORECASE
)

# Drawn to the measures of Times New Roman so that printers can put them in its place. Which font the author chose is lost in
# the PDF; the replacement is no fault of the document (I.4 speaks of the document).
_BEFORE_UNICODE = re.compile(r"\.?Vn[A-Z]|VNI-")              # TCVN3 and VNI: known by exactly these names
_TIMES = {"timesnewroman", "times", "timesroman", "liberationserif", "tinos", "nimbusroman", "nimbusromanno9l",
          "texgyretermes", "termes", "freeserif", "stixtwotext", "xits"}


@dataclass(frozen=True, slots=True)
class Face:
    """One font of a file. `known` is False where its name tells nothing, then neither weight nor slope is meant."""

    family: str
    bold: bool
    italic: bool
    known: bool
    embedded: bool
    name: str                                     # as written in the file, without what stands before it for a subset


@lru_cache(maxsize=512)
def to_face(name: str, flags: int, weight: int, embedded: bool) -> Face:
    """A font's name, flags and weight (0: not told) → Face."""
    bare = _SUBSET.sub("", name.strip())
    known = bool(bare) and _NAMELESS.match(bare) is None
    return Face(
        family=_family(bare),
        bold=bool(_BOLD.search(bare)) or bool(flags & _FORCE_BOLD) or weight >= _HEAVY,
        italic=bool(_ITALIC_NAME.search(bare)) or bool(flags & _ITALIC),
        known=known,
        embedded=embedded,
        name=bare,
    )


def _family(name: str) -> str:
    """`TimesNewRomanPS-BoldItalicMT` → `Times New Roman`; words that a name runs together are set apart."""
    family = _STYLE.sub("", name).strip(" ,-") or name
    if re.sub(r"[\s-]", "", family).lower() in _TIMES:
        return "Times New Roman"
    if _BEFORE_UNICODE.match(family):
        return family
    return re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", family).replace("-", " ")
