"""How characters of a shape are drawn: font and states of the text, and the lines and areas that go with them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final, NamedTuple

from service.fonts import Face
from service.fonts.programs import font_name
from service.fonts.words import Word, Words, words
from service.lines import Shape
from service.paper import TextStyle
from service.press.setting import Use
from service.press.strokes import fill_color, is_black, line, number, rectangle, stroke_color

# Word's sixteen colours of its highlighter (ECMA-376, 17.18.40).
_HIGHLIGHTS: Final = {
    "black": "000000", "blue": "0000FF", "cyan": "00FFFF", "green": "00FF00", "magenta": "FF00FF", "red": "FF0000",
    "yellow": "FFFF00", "white": "FFFFFF", "darkBlue": "000080", "darkCyan": "008080", "darkGreen": "008000",
    "darkMagenta": "800080", "darkRed": "800000", "darkYellow": "808000", "darkGray": "808080", "lightGray": "C0C0C0",
}  # fmt: skip
_RGB: Final = re.compile("[0-9A-Fa-f]{6}")

# Below the baseline and of a thickness as Word draws Times New Roman (its `post` table says -0.109 and 0.049 em).
_UNDER_EM: Final = 0.109
_THIN_EM: Final = 0.049
_THICK_EM: Final = 0.098
_STRIKE_EM: Final = 0.24  # above the baseline: the middle of small letters
_THINNEST_PT: Final = 0.25
_PATTERNS: Final = {
    "dotted": "dotted", "dottedHeavy": "dotted", "dash": "dashed", "dashedHeavy": "dashed", "dashLong": "dashed",
    "dashLongHeavy": "dashed", "dotDash": "dashed", "dashDotHeavy": "dashed", "dotDotDash": "dashed",
    "dashDotDotHeavy": "dashed",
}  # fmt: skip


_MOST: Final = 4_000  # codes kept of a face
_LONGEST: Final = 64  # characters of a word whose code is kept


class Codes(dict[str, bytes]):
    """A word → its glyphs, as they stand in a `TJ`. Nothing for nothing: between two blanks."""

    __slots__ = ("_book",)

    def __init__(self, book: Words) -> None:
        super().__init__({"": b""})
        self._book = book

    def __missing__(self, text: str) -> bytes:
        code = self._book[text].code
        if len(text) <= _LONGEST:
            if len(self) >= _MOST:
                self.clear()
                self[""] = b""
            self[text] = code
        return code


class Look(NamedTuple):
    """`font`: the operator that chooses font and size; `before`, `after`: those of the other states, set and put back.
    `units_per_pt`: what `TJ` counts in, thousandths of the drawn em. `drawn`: there are lines or an area with its text."""

    font: bytes
    before: bytes
    after: bytes
    codes: Codes
    blank: bytes
    units_per_pt: float
    blank_pt: float
    drawn: bool
    book: Words
    uses: frozenset[Use]                         # its face alone, without other glyphs than the ready ones


def look(shape: Shape) -> Look:
    """The look of a shape. Raises FontFault where its face has no blank."""
    return _look(shape.style, shape.face, shape.size_pt, shape.raise_pt)


@lru_cache(maxsize=512)
def _look(style: TextStyle, face: Face, size_pt: float, raise_pt: float) -> Look:
    states: list[tuple[bytes, bytes]] = []
    if style.spacing_pt:                         # Tz scales it too (ISO 32000-1, 9.4.4)
        states.append((number(style.spacing_pt / style.scale) + b" Tc", b" 0 Tc"))
    if style.scale != 1:
        states.append((number(style.scale * 100) + b" Tz", b" 100 Tz"))
    if raise_pt:
        states.append((number(raise_pt) + b" Ts", b" 0 Ts"))
    if not is_black(style.color):
        states.append((fill_color(style.color).rstrip(), b" 0 g"))
    codes, book, blank, uses = _codes(face, style.kern, style.ligatures)
    return Look(
        font=b"/%s %s Tf" % (font_name(face).encode(), number(size_pt)),
        before=b"".join(b" " + before for before, _ in states),
        after=b"".join(after for _, after in states),
        codes=codes,
        blank=blank.code,
        units_per_pt=1000 / (size_pt * style.scale),
        blank_pt=blank.width_em * size_pt * style.scale + style.spacing_pt,
        drawn=bool(style.underline and style.underline != "none") or style.strike or bool(style.highlight),
        book=book,
        uses=uses,
    )


@lru_cache(maxsize=128)
def _codes(face: Face, kern: bool, ligatures: bool) -> tuple[Codes, Words, Word, frozenset[Use]]:
    book = words(face, kern=kern, ligatures=ligatures)
    return Codes(book), book, book[" "], frozenset([Use(face)])


def extra_glyphs(look: Look, face: Face, words: Iterable[str]) -> frozenset[int]:
    """The glyphs of some words that the ready program of their face lacks (`fonts.programs`)."""
    if len(face.glyphs) <= len(face.ready):      # no document has shown such a glyph yet
        return frozenset()
    book = look.book
    return frozenset().union(*[book[word].extra for word in words])


def area(shape: Shape, x: float, width: float) -> bytes:
    """The background of text from x on the baseline, `width` long: as high as its face."""
    highlight = shape.style.highlight
    if not highlight or width <= 0:
        return b""
    face, size = shape.face, shape.base_pt
    color = highlight if _RGB.fullmatch(highlight) else _HIGHLIGHTS.get(highlight, "FFFFFF")
    below = face.descent_em * size
    return rectangle(x, -below, width, below + (face.ascent_em + face.line_gap_em) * size, color)


def strikes(shape: Shape, x: float, width: float) -> bytes:
    """The line through text, likewise."""
    if not shape.style.strike or width <= 0:
        return b""
    size = shape.size_pt
    return line(x, y := shape.raise_pt + _STRIKE_EM * size, x + width, y, max(_THIN_EM * size, _THINNEST_PT), shape.style.color)


def underlines(shape: Shape, x: float, width: float) -> bytes:
    """The line under text or a tab, likewise."""
    kind = shape.style.underline
    if not kind or kind == "none" or width <= 0:
        return b""
    size, color = shape.size_pt, shape.style.color
    y = shape.raise_pt - _UNDER_EM * size
    heavy = kind == "thick" or kind.endswith("Heavy")
    thick = max((_THICK_EM if heavy else _THIN_EM) * size, _THINNEST_PT)
    if kind.startswith("wav"):
        return _wave(x, y, width, thick, color, rows=2 if kind == "wavyDouble" else 1)
    if kind == "double":
        return line(x, y - thick, x + width, y - thick, 3 * thick, color, "double")
    pattern = _PATTERNS.get(kind)
    return line(x, y, x + width, y, thick, color, "dotted" if pattern == "dotted" else "dashed" if pattern else "solid")


def _wave(x: float, y: float, width: float, thick: float, color: str | None, *, rows: int) -> bytes:
    """Arcs up and down, each as long as four strokes are thick."""
    step = 4 * thick
    out = [b"q %s w %s" % (number(thick), stroke_color(color))]
    for row in range(rows):
        at, level = x, y - 3 * thick * row
        out.append(b"%s %s m" % (number(at), number(level)))
        for turn in range(max(round(width / step), 1)):
            peak = level + step / 2 * (1 if turn % 2 == 0 else -1)
            out.append(b" %s %s %s %s v" % (number(at + step / 2), number(peak), number(at + step), number(level)))
            at += step
        out.append(b" S ")
    return b"".join([*out, b"Q\n"])
