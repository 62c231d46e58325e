"""Characters → glyphs: shaped once by HarfBuzz, kept for each face. One measure for lines and for what is drawn.

`code` is what stands between the brackets of a `TJ` (ISO 32000-1, 9.4.3) with an Identity-H font: `<0003001A>`, numbers between
where kerning or a mark moves a glyph. It begins with `<` and ends with `>`, so that codes and numbers follow each other without
a blank. A mark that no letter composes with keeps the height of its own glyph: `TJ` moves along the line only.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import uharfbuzz as hb

from service.errors import FontFault, Problem, problem

if TYPE_CHECKING:
    from service.fonts.faces import Face

_MOST: Final = 8_000                    # words kept of a face and its features
_LONGEST: Final = 64                    # characters of a word that is kept: longer ones do not come again
_MOVED: Final = 1.0                     # thousandths of an em: a glyph is moved by kerning or as a mark, not by rounding
_ROUNDED: Final = 0.2                   # … that are made up for
_NONE: Final[frozenset[int]] = frozenset()
_FIGURES: Final = "0123456789.,"        # of numbers: every record brings new ones
# A blank or hyphen that a font lacks is set with the plain one.
PLAIN: Final = {"\N{NO-BREAK SPACE}": " ", "\N{NON-BREAKING HYPHEN}": "-", "\N{HYPHEN}": "-"}

# What every ready program holds (`programs`): any value of a field of an official document.
_LETTERS: Final = "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯư" + "".join(chr(c) for c in range(0x1EA0, 0x1EFA))
_SIGNS: Final = (
    "\u00a0\u2010\u2011\u2012–—―‘’‚“”„•…‰′″‹›«»°±×÷−≤≥≠²³½¼¾§©®™·µ€₫№/⁄→←↑↓□■☐☑☒○●◦▪✓√"
)
READY: Final = "".join(chr(c) for c in range(0x20, 0x7F)) + _LETTERS + _SIGNS


class Word(NamedTuple):
    """`extra`: glyphs that the ready program of the face lacks. each glyph of `glyph_count` takes letter spacing."""

    code: bytes
    width_em: float
    extra: frozenset[int]
    glyph_count: int


class Words(dict[str, Word]):
    """The words of a face with some features: `words[text]` shapes what is not known yet. Raises FontFault for a missing
    glyph."""

    __slots__ = ("_face", "_features", "_figures")

    def __init__(self, face: Face, *, kern: bool, ligatures: bool) -> None:
        super().__init__()
        self._face = face
        self._features = {"kern": kern, "liga": ligatures, "clig": ligatures, "calt": False}
        self._figures = _figures(face, self._features)

    def __missing__(self, text: str) -> Word:
        made = _number_of(self._face, self._figures, text) or _word(self._face, text, self._features)
        if len(text) <= _LONGEST:
            if len(self) >= _MOST:
                self.clear()
            self[text] = made
        return made


def words(face: Face, *, kern: bool = False, ligatures: bool = False) -> Words:
    """The words of a face, one book for each choice of features; those of a process."""
    key = (kern, ligatures)
    found = face.words.get(key)
    if found is None:
        found = face.words[key] = Words(face, kern=kern, ligatures=ligatures)
    return found


def word(face: Face, text: str, *, kern: bool = False, ligatures: bool = False) -> Word:
    """The text in one piece, composed (NFC). Invisible characters (Cf, Cc) give no glyph. Raises FontFault for a character
    without a glyph."""
    return words(face, kern=kern, ligatures=ligatures)[text]


def blank(face: Face) -> bytes:
    """The code of U+0020."""
    return words(face)[" "].code


def glyphs(face: Face) -> dict[int, str]:
    """Every glyph that was met with this face → the characters it stands for; those of READY are in it from the first word.

    A glyph of the font's own character map stands for that character, the commonest first, whatever brought it.
    """
    if not face.glyphs:
        plain = {"kern": False, "liga": False, "clig": False, "calt": False}
        for char in READY:
            if not face.missing(char):
                text, infos, _ = _shaped(face, char, plain)
                for number, shown in zip([info.codepoint for info in infos], _clusters(face, text, infos), strict=True):
                    face.glyphs.setdefault(number, shown)
        face.ready.update(face.glyphs)
    return face.glyphs


def _shaped(face: Face, text: str, features: dict[str, bool]) -> tuple[str, list[Any], list[Any]]:
    """The text that is shown, and HarfBuzz's glyphs, left to right, with their positions."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
        for char, plain in PLAIN.items():
            if char in text and not face.has_own(char):
                text = text.replace(char, plain)
    if not text.isprintable():
        text = "".join([char for char in text if not invisible(char)])
    buffer = hb.Buffer()
    buffer.add_str(text)
    # said, never guessed: HarfBuzz would take the language of the process
    buffer.direction, buffer.script, buffer.language = "ltr", "Latn", "vi"
    hb.shape(face.font, buffer, features)
    return text, buffer.glyph_infos, buffer.glyph_positions or []


def _clusters(face: Face, text: str, infos: Sequence[Any]) -> list[str]:
    """The characters that each glyph begins to show. Raises FontFault for a character without a glyph."""
    starts = sorted({info.cluster for info in infos})
    stops = dict(pairwise([*starts, len(text)]))
    out: list[str] = []
    for info in infos:
        start = info.cluster
        cluster = text[start : stops[start]]
        if not info.codepoint:                   # a letter or one of its marks
            raise FontFault(glyph_missing((face.missing(cluster) or cluster)[0], face))
        begun = out and infos[len(out) - 1].cluster == start
        out.append("" if begun else cluster)
    return out


def drawn_width(face: Face, number: int) -> int:
    """The width of a glyph as a PDF says it: whole thousandths of an em, since readers cut off what is behind the point."""
    advance: int = face.font.get_glyph_h_advance(number)
    return round(advance * 1000 / face.units_per_em)


def _word(face: Face, text: str, features: dict[str, bool]) -> Word:
    """The text, shaped. Its pen ends where the advances say: what rounding takes or gives is made up for before the last glyph.
    Raises FontFault for a character without a glyph."""
    known = glyphs(face)
    text, infos, positions = _shaped(face, text, features)
    numbers = [info.codepoint for info in infos]
    if not known.keys() >= set(numbers):         # a missing one, number 0, is never known
        for number, shown in zip(numbers, _clusters(face, text, infos), strict=True):
            if number not in known:
                known[number] = face.mapped(number) or shown
    per_unit, drawn = 1000 / face.units_per_em, face.drawn
    out, shift, total, last = ["<"], 0.0, 0, len(numbers) - 1
    for at, number in enumerate(numbers):
        position = positions[at]
        advance, right = position.x_advance, position.x_offset
        code, width = drawn.get(number) or _drawn(face, number)
        after = width + (right - advance) * per_unit
        if right:
            shift -= right * per_unit
        if at == last:
            if abs(shift) > _MOVED or abs(shift + after) > _ROUNDED:
                due = shift + (after if abs(after) < _MOVED else 0.0)
                out.append(f">{_number(due)}<")
                shift -= due
        elif abs(shift) > _MOVED:
            out.append(f">{_number(shift)}<")
            shift = 0.0
        out.append(code)
        shift += after
        total += advance
    if abs(shift) > _ROUNDED:
        out.append(f">{_number(shift)}<")
    out.append(">")
    extra = frozenset(numbers) - face.ready
    return Word("".join(out).encode(), total / face.units_per_em, extra or _NONE, len(numbers))


def _figures(face: Face, features: dict[str, bool]) -> dict[str, tuple[bytes, int]]:
    """How figures are written and their advances in units, where each stands beside any other as it stands alone and its advance
    needs no rounding: all pairs of them are shaped once to see that. Nothing where one does not keep to it."""
    known = glyphs(face)
    if face.missing(_FIGURES):
        return {}
    found: dict[str, tuple[bytes, int]] = {}
    text = "".join([first + second for first in _FIGURES for second in _FIGURES])
    _, infos, positions = _shaped(face, text, features)
    for char, info, position in zip(text, infos, positions, strict=False):
        number, advance = info.codepoint, position.x_advance
        code, width = face.drawn.get(number) or _drawn(face, number)
        alone = found.setdefault(char, (code.encode(), advance))
        exact = width * face.units_per_em == advance * 1000 and not position.x_offset
        if not exact or number not in known or number not in face.ready or alone != (code.encode(), advance):
            return {}
    return found if len(infos) == len(text) else {}


def _number_of(face: Face, figures: dict[str, tuple[bytes, int]], text: str) -> Word | None:
    """A number as `_word` makes it, put together of its figures; None where there is anything else in the text."""
    try:
        found = [figures[char] for char in text]
    except KeyError:
        return None
    code = b"<%b>" % b"".join([one for one, _ in found])
    return Word(code, sum([advance for _, advance in found]) / face.units_per_em, _NONE, len(found)) if found else None


def _drawn(face: Face, number: int) -> tuple[str, int]:
    """A glyph as it is written, and `drawn_width`."""
    found = face.drawn[number] = (f"{number:04X}", drawn_width(face, number))
    return found


def _number(thousandths: float) -> str:
    """As `TJ` takes them away."""
    return f"{thousandths:.2f}".rstrip("0").rstrip(".")


def invisible(char: str) -> bool:
    """Format characters (zero-width space, joiners, soft hyphen) and controls show nothing: they need no glyph."""
    return unicodedata.category(char) in {"Cf", "Cc"}


def glyph_missing(char: str, face: Face, place: str = "") -> Problem:
    """The problem of a character without a glyph: names character, code point, font and place."""
    return problem(
        "glyph-missing",
        "Phông “{phong}” không có ký tự “{ky_tu}” ({ma} {ten}).",
        place=place,
        phong=face.family,
        ky_tu=char,
        ma=f"U+{ord(char):04X}",
        ten=unicodedata.name(char, ""),
    )
