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


class _Glyph(NamedTuple):
    """A glyph of a word: as it is written, its width there, and what HarfBuzz says of it, in units."""

    code: str
    width: int                           # in thousandths of an em
    advance: int
    right: int = 0                       # so far it is moved


class Words(dict[str, Word]):
    """The words of a face with some features: `words[text]` makes what is not known yet. Raises FontFault for a missing glyph.

    Without kerning and ligatures letters stand beside each other as they stand alone. Where shaping has shown that of each two
    neighbours in a word, the word is put together of its letters: numbers and names are new in every record.
    """

    __slots__ = ("_alone", "_exact", "_face", "_features", "_neighbours")

    def __init__(self, face: Face, *, kern: bool, ligatures: bool) -> None:
        super().__init__()
        self._face = face
        self._features = {"kern": kern, "liga": ligatures, "clig": ligatures, "calt": False}
        self._alone: dict[str, _Glyph] = {}      # of the ready program; as many as it has at most
        self._exact: set[str] = set()            # … whose advance needs no rounding
        self._neighbours: set[tuple[str, str]] = set()

    def __missing__(self, text: str) -> Word:
        made = self._joined(text)
        if made is None:
            shown, numbers, placed = _placed(self._face, text, self._features)
            made = _written(self._face, placed, frozenset(numbers) - self._face.ready)
            if not (self._features["kern"] or self._features["liga"]):
                self._learn(shown, numbers, placed)
        if len(text) <= _LONGEST:
            if len(self) >= _MOST:
                self.clear()
            self[text] = made
        return made

    def _joined(self, text: str) -> Word | None:
        """The word of its letters, if all neighbours in it are known."""
        if len(text) < 2 or not self._neighbours.issuperset(pairwise(text)):
            return None
        placed = [self._alone[char] for char in text]
        if not self._exact.issuperset(text):
            return _written(self._face, placed, _NONE)
        code = "<" + "".join([glyph.code for glyph in placed]) + ">"
        return Word(code.encode(), sum([glyph.advance for glyph in placed]) / self._face.units_per_em, _NONE, len(placed))

    def _learn(self, shown: str, numbers: Sequence[int], placed: Sequence[_Glyph]) -> None:
        """Takes over what a shaped word tells of neighbours: nothing, unless each of its glyphs is as its character's own."""
        face, alone = self._face, self._alone
        if len(shown) != len(placed):
            return
        for char, number, glyph in zip(shown, numbers, placed, strict=True):
            if char not in alone:
                own = number == face.font.get_nominal_glyph(ord(char)) and number in face.ready
                if not own or glyph.right or glyph.advance != face.font.get_glyph_h_advance(number):
                    return
                alone[char] = glyph
                if glyph.width * face.units_per_em == glyph.advance * 1000:
                    self._exact.add(char)
            elif alone[char] != glyph:
                return
        self._neighbours.update(pairwise(shown))


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


def _placed(face: Face, text: str, features: dict[str, bool]) -> tuple[str, list[int], list[_Glyph]]:
    """The text that is shown, shaped: the numbers of its glyphs, and the glyphs. Raises FontFault for a character without one."""
    known = glyphs(face)
    text, infos, positions = _shaped(face, text, features)
    numbers = [info.codepoint for info in infos]
    if not known.keys() >= set(numbers):         # a missing one, number 0, is never known
        for number, shown in zip(numbers, _clusters(face, text, infos), strict=True):
            if number not in known:
                known[number] = face.mapped(number) or shown
    drawn = face.drawn
    return text, numbers, [
        _Glyph(*(drawn.get(number) or _drawn(face, number)), position.x_advance, position.x_offset)
        for number, position in zip(numbers, positions, strict=True)
    ]


def _written(face: Face, placed: Sequence[_Glyph], extra: frozenset[int]) -> Word:
    """The word of these glyphs. Its pen ends where the advances say: what rounding takes or gives is made up for before the last
    glyph."""
    per_unit = 1000 / face.units_per_em
    out, shift, total, last = ["<"], 0.0, 0, len(placed) - 1
    for at, (code, width, advance, right) in enumerate(placed):
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
    return Word("".join(out).encode(), total / face.units_per_em, extra or _NONE, len(placed))


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
