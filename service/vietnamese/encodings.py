"""Texts of the years before Unicode (TCVN3 "ABC", VNI-Windows) → Unicode, by the name of their font or by what they say.

Such a text reaches us as characters of Latin-1 that only its font shows as Vietnamese: "Hµ Néi" in .VnTime, "Haø Noäi" in
VNI-Times. Plain ASCII and proper Unicode are never changed. Where a text could be two things it stays as it is, with its
readings to choose from.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Final, Literal

from service.vietnamese.legacy import TCVN3, VNI
from service.vietnamese.syllables import syllable

Encoding = Literal["unicode", "tcvn3", "vni"]
NAMES: Final[dict[Encoding, str]] = {"unicode": "Unicode", "tcvn3": "TCVN3 (ABC)", "vni": "VNI"}      # for people

_TCVN3_FONT: Final = re.compile(r"\.?Vn[A-Z]")
_VNI_FONT: Final = re.compile(r"VNI[- ]", re.IGNORECASE)
# Fonts of symbols move a text to U+F020–F0FF; some programs turn the micro sign into the Greek letter.
_MOVED: Final = {0xF000 + code: code for code in range(0x20, 0x100)} | {0x3BC: 0xB5}
# Letters that only Unicode has, composed or not: a text with one of them is what it should be.
_UNICODE: Final = re.compile("[ĂăĐđĨĩŨũƠơƯư\u1ea0-\u1ef9\u0300-\u0323]")
# What stands beside words in a good text: dashes, quotation marks, degrees, powers; units with a micro sign; by themselves all
# signs of Latin-1: § © · × and fractions.
_NEUTRAL: Final = re.compile("[\u00a0\u00b0-\u00b4\u2010-\u2027\u2070-\u209f\u20ab]|"
                             r"(?<![^\W\d_])(?:\u00b5[mglsFWA]|[\u00a1-\u00bf×÷])(?![^\W\d_])")
_ABBREVIATION: Final = re.compile("[A-ZĐ]{1,6}")              # "QĐ", "NĐ", "HĐND" are no syllables
_WORD: Final = re.compile(r"[^\s\u00a0]+")
_LETTERS: Final = re.compile(r"[^\W\d_]+")
# To be sure by content alone, so many words with marks must be Vietnamese in a reading, and so many in no other one. A text
# is left as it is sooner than it is changed.
_ENOUGH: Final = 0.8
_WORDS_TO_CHANGE: Final = 2
_WORDS_TO_LEAVE: Final = 1


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text says in an encoding; `share` of its words with marks are spelled as Vietnamese (0–1)."""

    encoding: Encoding
    text: str
    share: float


@dataclass(frozen=True, slots=True)
class Converted:
    """The text in Unicode, NFC. Where it is not `sure`, it is as it was given, and `alternatives` are what it may say,
    the likeliest first: a question for a person."""

    text: str
    encoding: Encoding
    sure: bool
    alternatives: tuple[Reading, ...] = ()


def encoding_of_font(font: str) -> Encoding:
    """".VnTime" → tcvn3, "VNI-Times" → vni, any other → unicode."""
    if _TCVN3_FONT.match(font.strip()):
        return "tcvn3"
    return "vni" if _VNI_FONT.match(font.strip()) else "unicode"


def is_capital_font(font: str) -> bool:
    """".VnTimeH", ".VnArial NarrowH": TCVN3 has no capitals with a tone, these faces show every letter as a capital."""
    return encoding_of_font(font) == "tcvn3" and font.strip().endswith("H")


def convert(text: str, font: str = "") -> Converted:
    """A text, and its font where that is known → Unicode. Give whole paragraphs: a word alone can often be read in two ways.

    A font of an old encoding decides, but for what contradicts it. A capital font makes capitals of ASCII letters as well, since
    that is what its reader sees.
    """
    named = encoding_of_font(font)
    by_sign, whole = _decoded(text, named)
    composed = has_unicode(text)
    if whole and by_sign != text and not composed and not _words(text):      # "§", in a font that shows it as Đ
        return Converted(by_sign.upper() if is_capital_font(font) else by_sign, named, True)
    if named != "unicode" and composed and (mixed := _mixed(text, named)):
        return Converted(unicodedata.normalize("NFC", text), "unicode", False, mixed)
    if text.isascii() or composed or not _words(text):
        plain = text.upper() if is_capital_font(font) and text.isascii() else unicodedata.normalize("NFC", text)
        return Converted(plain, "unicode", True)
    readings = sorted((read_as(text, encoding) for encoding in ("unicode", "tcvn3", "vni")), key=lambda one: -one.share)
    best = readings[0]
    if named != "unicode":
        by_font = next(one for one in readings if one.encoding == named)
        if by_font.share == best.share and whole:
            return Converted(by_font.text.upper() if is_capital_font(font) else by_font.text, named, True)
    elif best.encoding == "unicode" and (not readings[1].share or font or _lead(readings, text) >= _WORDS_TO_LEAVE):
        return Converted(best.text, "unicode", True)
    elif best.encoding != "unicode" and best.share >= _ENOUGH and _lead(readings, text) >= _WORDS_TO_CHANGE:
        return Converted(best.text, best.encoding, True)
    likely = tuple(one for one in readings if one.share or one.encoding in {"unicode", named})
    return Converted(unicodedata.normalize("NFC", text), "unicode", False, likely)


def has_unicode(text: str) -> bool:
    """Whether a letter of Vietnamese is there that only Unicode has."""
    return bool(_UNICODE.search(text))


def convert_pieces(pieces: Sequence[str], font: str = "") -> tuple[Converted, tuple[str, ...]]:
    """Neighbouring pieces of one text in one font → what `convert` says of the whole, and each piece as it reads. Where that is
    not sure the pieces are as they were. A letter of VNI whose mark stands in the next piece takes it."""
    whole = "".join(pieces)
    found = convert(whole, font)
    if found.encoding == "unicode":
        large = found.sure and is_capital_font(font) and whole.isascii()
        return found, tuple(piece.upper() if large else piece for piece in pieces)
    moved = whole.translate(_MOVED)
    ends = [end + (found.encoding == "vni" and moved[end - 1:end + 1] in VNI and 0 < end < len(moved))
            for end in accumulate((len(piece) for piece in pieces), initial=0)]
    large = is_capital_font(font)
    read = [_decoded(moved[start:end], found.encoding)[0] for start, end in pairwise(ends)]
    return found, tuple(piece.upper() if large else piece for piece in read)


def read_as(text: str, encoding: Encoding) -> Reading:
    """What a text says in an encoding. A text without a word beyond ASCII has no share."""
    words = _words(text)
    hits = sum(_is_vietnamese(word, encoding) for word in words)
    return Reading(encoding, _decoded(text, encoding)[0], hits / len(words) if words else 0.0)


def _mixed(text: str, named: Encoding) -> tuple[Reading, ...]:
    """The readings of a text in an old font that has Unicode in it, and words that are better in the font's encoding."""
    rest = " ".join(word for word in _words(text) if not _UNICODE.search(word))
    old, now = read_as(rest, named), read_as(rest, "unicode")
    if old.share <= now.share:
        return ()
    both = _WORD.sub(lambda word: word[0] if _UNICODE.search(word[0]) else _decoded(word[0], named)[0], text)
    return Reading(named, unicodedata.normalize("NFC", both), old.share), Reading("unicode", text, now.share)


def _lead(readings: list[Reading], text: str) -> int:
    """How many words the best reading explains more than the next."""
    return round((readings[0].share - readings[1].share) * len(_words(text)))


def _words(text: str) -> list[str]:
    """What stands between blanks and has characters beyond ASCII, but for those that any good text has."""
    return [word for word in _WORD.findall(text) if not _NEUTRAL.sub("", word).isascii()]


def _is_vietnamese(word: str, encoding: Encoding) -> bool:
    decoded, whole = _decoded(word, encoding)
    parts = [part for part in _LETTERS.findall(_NEUTRAL.sub(" ", decoded)) if not part.isascii()]
    return whole and bool(parts) and all(_ABBREVIATION.fullmatch(part) or _is_spelled(part) for part in parts)


def _is_spelled(word: str) -> bool:
    """A Vietnamese syllable, its mark in one of its places."""
    found = syllable(word)
    return found is not None and word.lower() in {found.written("old"), found.written("new")}


def _decoded(text: str, encoding: Encoding) -> tuple[str, bool]:
    """The text in the encoding, and whether all of it could be read."""
    if encoding == "unicode":
        return unicodedata.normalize("NFC", text), True
    table = TCVN3 if encoding == "tcvn3" else VNI
    moved, whole, at = text.translate(_MOVED), True, 0
    parts: list[str] = []
    while at < len(moved):
        found = next((sign for sign in (moved[at:at + 2], moved[at]) if sign in table), "")
        known = found or moved[at].isascii() or _NEUTRAL.match(moved, at) or (encoding == "vni" and moved[at] < "À")
        whole = whole and bool(known)
        parts.append(table[found] if found else moved[at])
        at += len(found) or 1
    return "".join(parts), whole
