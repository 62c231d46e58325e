"""Text styles → faces and measured widths. One ruler a document: it keeps shapes, and what it says about fonts."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final

from service.errors import FontFault, Problem, problem
from service.fonts import Face, Faces, glyph_missing
from service.fonts.words import Words
from service.lines.books import Tokens, Widths, book
from service.lines.signs import NEAREST
from service.paper import TextStyle

# Sizes and raises of small letters, in em of the full size (fidelity.md §4 rule 14).
SCRIPT_SIZE: Final = 0.58
SUPER_RAISE_EM: Final = 0.40
SUB_RAISE_EM: Final = -0.086
SMALL_CAPS_SIZE: Final = 0.8
# Bullet fonts: their signs are mapped to Unicode by the reader and drawn with a text face.
SIGN_FAMILIES: Final = frozenset({"symbol", "wingdings", "wingdings 2", "wingdings 3", "webdings"})


@dataclass(frozen=True, eq=False, slots=True)
class Shape:
    """A text style as it is drawn: its face and the size of its glyphs (`base_pt`: the size that makes the line's height).
    `widths`, `tokens`, `words`: what is measured and shaped, by text (lines.books, fonts.words)."""

    style: TextStyle
    face: Face
    base_pt: float
    size_pt: float
    raise_pt: float
    widths: Widths = field(repr=False)
    tokens: Tokens = field(repr=False)
    words: Words = field(repr=False)


class Ruler:
    """Measures text. `foreign`: a character that the face lacks is taken from another face, else the nearest sign is drawn for
    it, and this is reported; else it is a fault."""

    def __init__(self, faces: Faces, *, foreign: bool = False) -> None:
        self._faces = faces
        self._foreign = foreign
        self._shapes: dict[TextStyle, Shape] = {}
        self.substituted: dict[str, str] = {}  # family asked for → family used
        self.borrowed: dict[tuple[str, str], Problem] = {}  # (character, family) → what is said of the glyph drawn for it
        self.faults: list[Problem] = []

    def shape(self, style: TextStyle) -> Shape:
        """The shape of a style. Raises FontFault when no face answers."""
        found = self._shapes.get(style)
        if found is None:
            found = self._shapes[style] = self._make(style)
        return found

    def _make(self, style: TextStyle) -> Shape:
        answer = self._faces.find(style.family, style.bold, style.italic)
        if answer.substituted and style.family.strip().lower() not in SIGN_FAMILIES:
            self.substituted.setdefault(style.family, answer.face.family)
        size, up = style.size_pt, style.raise_pt
        if style.script != "base":
            up += size * (SUPER_RAISE_EM if style.script == "super" else SUB_RAISE_EM)
            size *= SCRIPT_SIZE
        kept = book(answer.face, size * style.scale, style.kern, style.ligatures, style.spacing_pt)
        return Shape(style, answer.face, style.size_pt, size, up, kept.widths, kept.tokens, kept.words)

    def width_pt(self, text: str, shape: Shape) -> float:
        """The width of a word or a run of blanks. Raises FontFault for a character without a glyph."""
        return shape.widths[text]

    def pieces(self, text: str, style: TextStyle, place: str) -> list[tuple[str, Shape]]:
        """The text cut where the face must change: small capitals, and characters lent by another face."""
        if style.caps == "small":
            return [
                piece
                for part, small in _small_caps(text)
                for piece in self._lend(part, small_style(style) if small else style, place)
            ]
        return self._lend(text, style, place)

    def _lend(self, text: str, style: TextStyle, place: str) -> list[tuple[str, Shape]]:
        shape = self.shape(style)
        missing = shape.face.missing(text)
        if not missing:
            return [(text, shape)]
        lenders = {char: self._lender(char, shape, place) for char in missing}
        out: list[tuple[str, Shape]] = []
        for char in text:
            lent = lenders.get(char, (char, shape))
            if lent is None:
                continue  # a fault: it is in `faults`, and the printer raises
            drawn, own = lent
            if out and out[-1][1] is own:
                out[-1] = (out[-1][0] + drawn, own)
            else:
                out.append((drawn, own))
        return out

    def _lender(self, char: str, shape: Shape, place: str) -> tuple[str, Shape] | None:
        """What is drawn for a character that the face lacks, and in which shape."""
        family = shape.style.family
        other = self._faces.with_glyph(char, shape.face) if self._foreign else None
        if other is not None:
            self.borrowed.setdefault((char, family), loan(char, family, other.family))
            return char, self.shape(replace(shape.style, family=other.family, bold=other.bold, italic=other.italic))
        near = NEAREST.get(char) if self._foreign else None
        if near is None:
            self.faults.append(glyph_missing(char, shape.face, place))
            return None
        self.borrowed.setdefault((char, family), likeness(char, family, near))
        return self._lend(near, shape.style, place)[0]

    def raise_faults(self) -> None:
        """Raises FontFault with every character that has no glyph, or does nothing."""
        FontFault.raise_any(dict.fromkeys(self.faults))


def small_style(style: TextStyle) -> TextStyle:
    """The style of a small letter set as a small capital."""
    return replace(style, caps="none", size_pt=style.size_pt * SMALL_CAPS_SIZE)


def substitution(family: str, used: str) -> Problem:
    """What is said about a font that we do not have."""
    return problem(
        "font-substituted", "Không có phông “{phong}”: in bằng “{thay}”, dòng có thể ngắt khác.", phong=family, thay=used
    )


def loan(char: str, family: str, used: str) -> Problem:
    """What is said about a character taken from another font."""
    return problem(
        "glyph-borrowed",
        "Phông “{phong}” không có ký tự “{ky_tu}” ({ma}): lấy từ “{thay}”.",
        phong=family,
        ky_tu=char,
        ma=f"U+{ord(char):04X}",
        thay=used,
    )


def likeness(char: str, family: str, near: str) -> Problem:
    """What is said about a sign that no font of ours has."""
    return problem(
        "glyph-near",
        "Không phông nào có ký tự “{ky_tu}” ({ma}) của phông “{phong}”: in bằng “{thay}” gần giống.",
        phong=family,
        ky_tu=char,
        ma=f"U+{ord(char):04X}",
        thay=near,
    )


def _small_caps(text: str) -> list[tuple[str, bool]]:
    out: list[tuple[str, bool]] = []
    for char in text:
        small = char != char.upper()
        if out and out[-1][1] is small:
            out[-1] = (out[-1][0] + char.upper(), small)
        else:
            out.append((char.upper(), small))
    return out
