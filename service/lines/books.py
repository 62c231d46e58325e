"""What a face at one size has measured: words and whole tokens. Kept for the process and bounded, as vocabularies repeat.

Widths are unrounded advances × size, plus `spacing_pt` after every character, plus pair kerning only where the style asks
(word.md R1).
"""

from __future__ import annotations

from functools import lru_cache
from itertools import accumulate
from typing import Final, NamedTuple

from service.fonts import Face
from service.fonts.words import Words, words
from service.lines.cuts import units

_MOST_BOOKS: Final = 96
_MOST: Final = 3_000                    # entries of a book
_LONGEST: Final = 64                    # characters of what is kept
APART: Final = float("-inf")            # below zero, whatever is added: a sum says whether one was among many


class Widths(dict[str, float]):
    """`widths[text]`: the width of a word or of a run of blanks in points. Raises FontFault for a character without a glyph."""

    __slots__ = ("_em_pt", "_spacing_pt", "words")

    def __init__(self, book: Words, em_pt: float, spacing_pt: float) -> None:
        super().__init__()
        self.words, self._em_pt, self._spacing_pt = book, em_pt, spacing_pt

    def __missing__(self, text: str) -> float:
        word = self.words[text]
        width = word.width_em * self._em_pt + word.glyph_count * self._spacing_pt
        if len(text) <= _LONGEST:
            if len(self) >= _MOST:
                self.clear()
            self[text] = width
        return width


class Token(NamedTuple):
    """What stands between two blanks: how many characters and points each of its units takes."""

    lengths: tuple[int, ...]
    widths_pt: tuple[float, ...]


class Tokens(dict[str, float]):
    """`tokens[text]`: the width of a token that is one unit, with the blank behind it; else `APART`, and `cut` gives its units.
    So is what has other glyphs than the ready ones of its face: a sum of widths tells of it.

    Its units depend on nothing outside it, every character has its glyph, and no width is below zero (condensed text).
    """

    __slots__ = ("_cut", "_face", "_widths", "blank_pt")

    def __init__(self, face: Face, widths: Widths) -> None:
        super().__init__()
        self._face, self._widths = face, widths
        self._cut: dict[str, Token | None] = {}
        self.blank_pt = widths[" "] if not face.missing(" ") else 0.0

    def __missing__(self, text: str) -> float:
        found = self._units(text)
        if found and len(found.lengths) == 1 and not self._widths.words[text].extra:
            width = found.widths_pt[0] + self.blank_pt
        else:
            width = APART
            self._keep(text, found)
        if len(text) <= _LONGEST:
            if len(self) >= _MOST:
                self.clear()
            self[text] = width
        return width

    def cut(self, text: str) -> Token | None:
        """The units of a token; None where they depend on what stands beside it, or a character has no glyph."""
        if text in self._cut:
            return self._cut[text]
        found = self._units(text)
        self._keep(text, found)
        return found

    def _keep(self, text: str, found: Token | None) -> None:
        if len(text) <= _LONGEST:
            if len(self._cut) >= _MOST:
                self._cut.clear()
            self._cut[text] = found

    def parts(self, tokens: list[str], widths_pt: list[float]) -> tuple[list[str], list[float], list[bool]] | None:
        """Tokens and their widths → what of them no line breaks: texts, widths with the blank behind, and whether none is there,
        since the next goes on in the same token. None where `cut` gives none for one of them."""
        texts, widths, joined = tokens[:], widths_pt[:], [False] * len(tokens)
        for at in [at for at, width in enumerate(widths_pt) if width < 0][::-1]:
            found = self.cut(tokens[at])
            if found is None:
                return None
            ends = [*accumulate(found.lengths)]
            texts[at : at + 1] = [tokens[at][end - length : end] for length, end in zip(found.lengths, ends, strict=True)]
            widths[at : at + 1] = [*found.widths_pt[:-1], found.widths_pt[-1] + self.blank_pt]
            joined[at : at + 1] = [True] * (len(ends) - 1) + [False]
        return texts, widths, joined

    def _units(self, text: str) -> Token | None:
        parts = units(text)
        if not parts or self.blank_pt <= 0 or self._face.missing(text):
            return None
        widths = tuple(sum(self._widths[piece] for piece in unit) for unit in parts)
        return Token(tuple(sum(map(len, unit)) for unit in parts), widths) if min(widths) >= 0 else None


class Book(NamedTuple):
    words: Words
    widths: Widths
    tokens: Tokens


@lru_cache(maxsize=_MOST_BOOKS)
def book(face: Face, em_pt: float, kern: bool, ligatures: bool, spacing_pt: float) -> Book:
    """What is measured with a face whose em is drawn so wide, and so many points behind each character."""
    shaped = words(face, kern=kern, ligatures=ligatures)
    widths = Widths(shaped, em_pt, spacing_pt)
    return Book(shaped, widths, Tokens(face, widths))
