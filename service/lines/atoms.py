"""Inlines → what a line is filled with: units (blanks and an unbreakable word), tabs and manual breaks.

A unit ends at a blank and after a hyphen or dash; a no-break blank belongs to its word, and a blank beside one is no break either
(word.md R1). Pictures, fields and note marks are parts of words; floats and bookmarks are parts without width.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from service.lines.cuts import BLANK, BREAK_AFTER, NBSP, pieces
from service.lines.ruler import Ruler, Shape
from service.paper import Bookmark, Break, Field, Float, Inline, NoteMark, Picture, Tab, Text


class Glyphs(NamedTuple):
    """Characters of one shape, all blanks or none."""

    text: str
    shape: Shape
    link: str
    width_pt: float


@dataclass(frozen=True, slots=True)
class Thing:
    """An inline that is not text; `shape` of its text style where it has one."""

    inline: Field | NoteMark | Picture | Float | Bookmark
    shape: Shape | None
    width_pt: float


@dataclass(slots=True)
class Word:
    """A `breaks.Measured`: the blanks before it and what cannot be broken."""

    blanks: list[Glyphs] = field(default_factory=list)
    parts: list[Glyphs | Thing] = field(default_factory=list)
    gap_pt: float = 0.0
    width_pt: float = 0.0


@dataclass(frozen=True, slots=True)
class Jump:
    """A tab."""

    shape: Shape


@dataclass(frozen=True, slots=True)
class Stop:
    """A manual break."""

    kind: str
    shape: Shape


Atom = Word | Jump | Stop


def atoms(inlines: Iterable[Inline], ruler: Ruler, place: str) -> list[Atom]:
    """The paragraph's content in order. A last `Word` may hold only blanks."""
    maker = _Maker(ruler, place)
    for inline in inlines:
        maker.take(inline)
    return maker.end()


class _Maker:
    def __init__(self, ruler: Ruler, place: str) -> None:
        self._ruler, self._place = ruler, place
        self._out: list[Atom] = []
        self._word = Word()
        self._closed = False  # the word ended with a place to break

    def take(self, inline: Inline) -> None:
        match inline:
            case Text():
                for text, shape in self._ruler.pieces(inline.text, inline.style, self._place):
                    self._text(text, shape, inline.link)
            case Tab():
                self._next()
                self._out.append(Jump(self._ruler.shape(inline.style)))
            case Break():
                self._next()
                self._out.append(Stop(inline.kind, self._ruler.shape(inline.style)))
            case Field() | NoteMark():
                shape = self._ruler.shape(inline.style)
                shown = inline.label if isinstance(inline, NoteMark) else "1"
                self._thing(Thing(inline, shape, self._ruler.width_pt(shown, shape)))
            case Picture():
                self._thing(Thing(inline, None, inline.width_pt))
            case Float() | Bookmark():
                self._word.parts.append(Thing(inline, None, 0.0))

    def end(self) -> list[Atom]:
        self._next()
        return self._out

    def _text(self, text: str, shape: Shape, link: str) -> None:
        ruler = self._ruler
        for piece in pieces(text):
            glyphs = Glyphs(piece, shape, link, ruler.width_pt(piece, shape))
            if piece[0] in BLANK:
                if self._glued(piece):
                    self._word.parts.append(glyphs)
                    self._word.width_pt += glyphs.width_pt
                    continue
                if self._word.parts:
                    self._next()
                self._word.blanks.append(glyphs)
                self._word.gap_pt += glyphs.width_pt
                continue
            if self._closed:
                self._next()
            elif piece[0] == NBSP and self._word.blanks and not self._word.parts:
                self._glue_back()
            # a hyphen that opens a word is a sign (-5), not a place to break
            self._closed = piece[-1] in BREAK_AFTER and (bool(self._word.parts) or piece[0] not in BREAK_AFTER)
            self._word.parts.append(glyphs)
            self._word.width_pt += glyphs.width_pt

    def _glued(self, piece: str) -> bool:
        """A blank behind a no-break blank is no break."""
        last = self._word.parts[-1] if self._word.parts else None
        return bool(piece) and isinstance(last, Glyphs) and last.text[-1] == NBSP

    def _glue_back(self) -> None:
        """A blank before a no-break blank is no break: the word before and this one are one."""
        before = self._out[-1] if self._out else None
        if isinstance(before, Word) and before.parts:
            blanks, gap = self._word.blanks, self._word.gap_pt
            self._out.pop()
            self._word = before
            before.parts.extend(blanks)
            before.width_pt += gap

    def _thing(self, thing: Thing) -> None:
        if self._closed:
            self._next()
        self._word.parts.append(thing)
        self._word.width_pt += thing.width_pt

    def _next(self) -> None:
        if self._word.parts or self._word.blanks:
            self._out.append(self._word)
        self._word = Word()
        self._closed = False
