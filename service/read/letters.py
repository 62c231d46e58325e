"""Characters of runs → `Text`: upper-cased for caps, decoded from symbol fonts, split where Word takes another font."""

from __future__ import annotations

import re

from service.paper import Inline, Text, TextStyle
from service.read.constructs import Findings
from service.read.looks import TextLook
from service.read.symbols import decoded

_EAST = "\u2e80"                                           # from here on Word takes the East Asian font (17.3.2.26, simplified)
_NOT_LATIN = re.compile("[\u2e80-\U0010ffff]")


class Letters:
    """Gathers the inlines of one paragraph in `out`. Neighbouring runs of one look become one `Text`."""

    def __init__(self, findings: Findings, place: str) -> None:
        self.out: list[Inline] = []
        self._findings, self._place = findings, place
        self._pieces: list[str] = []
        self._style: TextStyle | None = None
        self._link = ""

    def put(self, text: str, look: TextLook, link: str) -> None:
        """Adds characters as typed; `link` is the target they lead to."""
        if "\n" in text or "\t" in text or "\r" in text:   # white space of the XML, not of the text
            text = text.replace("\r\n", " ").translate({9: " ", 10: " ", 13: " "})
        if look.upper:
            text = text.upper()
        if look.symbol:
            self.symbols(text, look.style, link)
        elif look.plain and (text.isascii() or not (look.hint_east or _NOT_LATIN.search(text))):
            self._add(text, look.style, link)
        else:
            for char in text:
                self._one(char, look, link)

    def _one(self, char: str, look: TextLook, link: str) -> None:
        if "\ue000" <= char <= "\uf8ff":                    # private: a symbol font's character, its font changed or not
            self.symbols(char, look.style, link)
        elif char.isascii():
            self._add(char, look.style, link)
        elif char >= _EAST or (look.hint_east and "\u2010" <= char <= "\u2bff"):
            self._add(char, look.east, link)
        else:
            self._add(char, look.other, link)

    def symbols(self, text: str, style: TextStyle, link: str) -> None:
        """Characters of a font with its own encoding, as Unicode; the family stays (its heights count: word.md R4)."""
        for char in text:
            found = decoded(char, style.family)
            if found is None:
                self._findings.add("w:sym", self._place, ma=f"{ord(char):04X}", phong=style.family)
            else:
                self._add(found, style, link)

    def single(self, inline: Inline) -> None:
        """Adds what is not text."""
        self._flush()
        self.out.append(inline)

    def close(self) -> tuple[Inline, ...]:
        self._flush()
        return tuple(self.out)

    def _add(self, text: str, style: TextStyle, link: str) -> None:
        if style is not self._style or link != self._link:
            self._flush()
            self._style, self._link = style, link
        self._pieces.append(text)

    def _flush(self) -> None:
        text = "".join(self._pieces)
        if text and self._style is not None:
            self.out.append(Text(text, self._style, self._link))
        self._pieces, self._style = [], None
