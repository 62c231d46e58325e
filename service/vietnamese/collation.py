"""The order of Vietnamese words, as ICU's locale vi has it: letters first, then tones, then small before capital letters.

a ă â b c d đ e ê … o ô ơ … u ư …; the tones ngang, huyền, hỏi, ngã, sắc, nặng. Digits and the marks of ordinary texts stand where
CLDR puts them; other writing comes after z by its code point.
"""

from __future__ import annotations

import unicodedata
from typing import Final, NamedTuple

_LETTERS: Final = ("a", "ă", "â", "b", "c", "d", "đ", "e", "ê", *"fghijklmno", "ô", "ơ", *"pqrstu", "ư", *"vwxyz")
# CLDR's order of what stands before letters.
_BEFORE: Final = "\t\n\r _-\u2010\u2012\u2013\u2014,;:!?.\u00b7'\"«»()[]{}§@*/\\&#%`^°+<=>|~$₫0123456789"
# A sign with the place of another, and how it comes after it: by a mark (less than any tone), or as a capital.
_LIKE: Final = {"\u2018": ("'", 1, False), "\u2019": ("'", 2, False), "\u201c": ('"', 1, False), "\u201d": ('"', 2, False),
                "\u00a0": (" ", 0, True), "\u2011": ("\u2010", 0, True)}
_PLACE: Final = {sign: place for place, sign in enumerate((*_BEFORE, *_LETTERS))}
_AFTER: Final = len(_PLACE)
# Combining marks that no letter of the alphabet contains: tones in their order, then the marks of other languages of Việt Nam.
_MARKS: Final = {mark: place for place, mark in enumerate("\u0300\u0309\u0303\u0301\u0323\u0306\u0302\u030c\u030a\u0308", 3)}
_FOREIGN_MARK: Final = len(_MARKS) + 3


class Key(NamedTuple):
    """Compared in this order: letters, then marks, then capitals."""

    letters: tuple[int, ...]
    marks: tuple[int, ...]
    capitals: tuple[bool, ...]


def collation_key(text: str) -> Key:
    """Text in NFC or NFD → its place among other texts, for `sorted`."""
    letters, marks, capitals = [], [], []
    for sign in _signs(text):
        if unicodedata.combining(sign):
            marks.append(_MARKS.get(sign, _FOREIGN_MARK))
            continue
        like, mark, capital = _LIKE.get(sign, (sign, 0, sign.lower() != sign))
        small = like.lower()
        letters.append(_PLACE[small] if small in _PLACE else _AFTER + ord(small[0]))
        marks.append(mark)
        capitals.append(capital)
    return Key(tuple(letters), tuple(marks), tuple(capitals))


def _signs(text: str) -> list[str]:
    """Letters of the alphabet whole (ă, ơ), every other mark by itself: "Ậ" → "Â", nặng."""
    signs: list[str] = []
    last = -1                                        # where the last letter stands, which a later mark may complete
    for sign in unicodedata.normalize("NFD", text.replace("\u2026", "...")):
        whole = unicodedata.normalize("NFC", signs[last] + sign) if signs and unicodedata.combining(sign) else ""
        if whole.lower() in _PLACE:
            signs[last] = whole
            continue
        if not unicodedata.combining(sign):
            last = len(signs)
        signs.append(sign)
    return signs
