"""Letters of the encodings before Unicode in a document: by the font they are set in, or by what they say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Final

from service.paper import Break, Inline, Paragraph, Tab, Text
from service.rules.kept import TEXTS, by_text
from service.rules.seen import Part, Seen, per_document
from service.rules.words.said import filled
from service.vietnamese.encodings import Converted, convert, encoding_of_font

# UTF-8 read as Latin-1: "Viá»‡t Nam"; and what cannot be read at all.
MOJIBAKE: Final = re.compile(r"á[»º][\u0080-\u00bf\u2010-\u203a]?|Ä[‘\u0090\u0091]|Æ[°¡]|Ã[\u00a0-\u00bf]|\ufffd")
_known: Final[dict[int, tuple[tuple[Inline, ...], tuple[tuple[str, Converted, bool], ...]]]] = {}
_UNICODE_FONT: Final = "Times New Roman"
_LEAST: Final = 3                                          # words of a document whose fonts say nothing


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text of a part in one font, and what it reads. `by_font`: its font is one of an old encoding."""

    part: Part
    text: str
    found: Converted
    by_font: bool

    @property
    def old(self) -> bool:
        """Whether what is seen is another text than what is stored, for certain."""
        return self.found.sure and (self.found.encoding != "unicode" or (self.by_font and self.text.isascii()
                                                                         and self.found.text != self.text))

    @property
    def doubtful(self) -> bool:
        """Whether it may be an old text: a letter of an old font, or one whose likeliest reading is not Unicode."""
        return not self.found.sure and (self.by_font or self.found.alternatives[0].encoding != "unicode")


@per_document
def old_stretches(seen: Seen) -> list[Stretch]:
    """The certain and the doubtful ones of a document, in reading order. Where no font says so, a few words are nothing: a unit,
    a foreign name; and then a doubt counts only beside what is certain."""
    found = [one for part in filled(seen) for one in stretches(part) if one.old or one.doubtful]
    words = sum(sum(not word.isascii() for word in one.text.split()) for one in found if one.old)
    by_content = words >= _LEAST
    return [one for one in found if one.by_font or by_content]


def shows_old_letters(part: Part) -> bool:
    """Whether another font would show other letters than the part's own does, or might."""
    return any(one.by_font and (one.old or one.doubtful) for one in stretches(part))


def stretches(part: Part) -> Iterator[Stretch]:
    """A part's text by font, where it is not plainly Unicode; all of it where the file knows no fonts."""
    if part.paragraph is None:
        families = part.looks.families if part.looks else ()
        found = _read(part.text, families[0] if len(families) == 1 else "")
        if found:
            yield Stretch(part, part.text, *found)
        return
    for text, converted, by_font in _strange(part.paragraph):
        yield Stretch(part, text, converted, by_font)


def _strange(paragraph: Paragraph) -> tuple[tuple[str, Converted, bool], ...]:
    """What of a paragraph is not plainly Unicode. Kept by its inlines, which a batch's documents share, with them."""
    found = _known.get(id(paragraph.inlines))
    if found is None:
        read = tuple([(text, *known) for text, font in _by_font(paragraph) if (known := _read(text, font))])
        if paragraph.heavy:
            return read
        if len(_known) >= TEXTS:
            _known.clear()
        found = _known[id(paragraph.inlines)] = paragraph.inlines, read
    return found[1]


@by_text
def _read(text: str, font: str) -> tuple[Converted, bool] | None:
    """What a text in a font reads, and whether the font is an old one; None of a text that is Unicode for certain."""
    by_font = _encoding(font) != "unicode"
    if not text.strip() or (not by_font and (text.isascii() or MOJIBAKE.search(text))):
        return None
    found = convert(text, font)
    return (found, by_font) if by_font or not found.sure or found.encoding != "unicode" else None


_encoding: Final = lru_cache(maxsize=256)(encoding_of_font)


def _by_font(paragraph: Paragraph) -> Iterator[tuple[str, str]]:
    pieces = [("\t" if isinstance(one, Tab) else "\n" if isinstance(one, Break) else one.text, one.style.family)
              for one in paragraph.inlines if isinstance(one, Text | Tab | Break)]
    old = {family for _, family in pieces if _encoding(family) != "unicode"}
    if not old:
        yield "".join([text for text, _ in pieces]), _UNICODE_FONT
        return
    for font, group in groupby(pieces, key=lambda piece: piece[1] if piece[1] in old else _UNICODE_FONT):
        yield "".join(text for text, _ in group), font
