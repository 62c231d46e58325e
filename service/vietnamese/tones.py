"""The place of the tone's mark: one style in a document, "hòa, khỏe, thúy" (old) or "hoà, khoẻ, thuý" (new).

Both are right Vietnamese; a document that has both looks patched. Only syllables that end in oa, oe, uy differ; "quý", "giá" do
not, since the first vowel there belongs to the onset. A mark that stands where neither style puts it ("qúy", "hòan") is wrong: it
is named, and never moved, for it may be a foreign word ("più").
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from service.vietnamese.syllables import Style, Syllable, syllable

_WORD: Final = re.compile(r"[^\W\d_\u00b2\u00b3\u00b9\u2070-\u209f]+")             # "CHỨC²": a note's number is no letter


@dataclass(frozen=True, slots=True)
class Mark:
    """A word that shows a style, or breaks both. `start` counts characters of the NFC text; `meant` are the right writings,
    for a word of one style the other style's."""

    start: int
    word: str
    style: Literal["old", "new", "wrong"]
    meant: tuple[str, ...]


def marks(text: str) -> tuple[Mark, ...]:
    """Every word that shows a style or has its mark in a wrong place, in the order of the text."""
    return tuple(Mark(word.start(), word.group(), *shown) for word in _WORD.finditer(unicodedata.normalize("NFC", text))
                 if not word.group().isascii() and (shown := _shown(word.group())))


@lru_cache(maxsize=10_000)
def _shown(word: str) -> tuple[Literal["old", "new", "wrong"], tuple[str, ...]] | None:
    """The style that a word shows, and its right writings."""
    parts = syllable(word)
    if parts is None or not parts.tone:
        return None
    old, new = _written(parts, "old", word), _written(parts, "new", word)
    if word not in {old, new}:
        return "wrong", tuple(dict.fromkeys((old, new)))
    if old == new:
        return None
    return ("old", (new,)) if word == old else ("new", (old,))


def style_of(text: str) -> Literal["old", "new", "mixed", "none"]:
    """The style of a text; "mixed" where both occur, "none" where no word shows one."""
    count = Counter(mark.style for mark in marks(text))
    if count["old"] and count["new"]:
        return "mixed"
    return "old" if count["old"] else "new" if count["new"] else "none"


def strays(text: str) -> tuple[Mark, ...]:
    """The words of the rarer style in a mixed text; of as many words in each, those of the style that comes later."""
    found = [mark for mark in marks(text) if mark.style != "wrong"]
    count = Counter(mark.style for mark in found)
    kept = count.most_common(1)[0][0] if count else "old"
    return tuple(mark for mark in found if mark.style != kept)


def to_style(text: str, style: Style) -> str:
    """The text with the marks of one style, capitals kept. The result is NFC; words of neither style stay as they are."""
    text = unicodedata.normalize("NFC", text)
    parts, end = [], 0
    for mark in marks(text):
        if mark.style not in {style, "wrong"}:
            parts += [text[end:mark.start], mark.meant[0]]
            end = mark.start + len(mark.word)
    return "".join([*parts, text[end:]])


def _written(parts: Syllable, style: Style, like: str) -> str:
    """The syllable in a style, with the capitals of the word it comes from: it has as many letters."""
    written = parts.written(style)
    return "".join(sign.upper() if old.isupper() else sign for sign, old in zip(written, like, strict=True))
