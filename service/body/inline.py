"""Text with `**bold**`, `*italic*`, `m^2^`, `H~2~O` → Rich. A backslash takes the next mark literally."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final, Literal

from service.values import Rich, Run

_MARKS: Final = re.compile(r"(\\[\\*^~|#+.)(\-]|\*+|\^[^\s^]{1,40}\^|~[^\s~]{1,40}~)")
_STOPS: Final = re.compile(r"(?<![\s.;,/])[\s.;,]*(?:\./[\s.;,]*)*\Z")
_SPECIAL: Final = ("*", "\\", "^", "~")


@dataclass(slots=True)
class _Piece:
    text: str
    stars: int = 0                       # an open or literal mark
    bold: bool = False
    italic: bool = False
    script: Literal["base", "super", "sub"] = "base"

    @property
    def look(self) -> tuple[bool, bool, Literal["base", "super", "sub"]]:
        return self.bold, self.italic, self.script


def rich(text: str) -> tuple[Rich, bool]:
    """Text → (Rich, whether every `**` has its partner). Linear in the text's length."""
    if not any(mark in text for mark in _SPECIAL):
        return Rich.of(text), True
    pieces: list[_Piece] = []
    opened: list[int] = []               # places of open marks, at most one of each kind
    tokens = _MARKS.split(text)
    for index, token in enumerate(tokens):
        if index % 2 == 0:
            if token:
                pieces.append(_Piece(token))
        elif token[0] == "\\":
            pieces.append(_Piece(token[1]))
        elif token[0] == "*":
            after = "".join(tokens[index + 1:index + 3])[:1]
            _star(len(token), pieces, opened, before=tokens[index - 1][-1:], after=after)
        else:
            pieces.append(_Piece(token[1:-1], script="super" if token[0] == "^" else "sub"))
    return _joined(pieces), all(piece.stars < 2 for piece in pieces)


def ended(text: Rich, end: str) -> Rich:
    """The text with its last stop replaced by `end`: `.`, `;`, `,` and `./.` are never doubled."""
    runs = list(text.runs)
    while runs:
        last = runs.pop()
        kept = without_stop(last.text)
        if kept:
            runs.append(replace(last, text=kept + end))
            return Rich(tuple(runs))
    return Rich.of(end)


def without_stop(text: str) -> str:
    """Text → the same without stops and blanks at its end; `./.` and a doubled `././.` are stops too."""
    return _STOPS.sub("", text.rstrip())


def _star(stars: int, pieces: list[_Piece], opened: list[int], before: str, after: str) -> None:
    mine = next((at for at in opened if pieces[at].stars == stars), None)
    if mine is not None and before.strip():
        for piece in pieces[mine + 1:]:
            piece.bold |= stars >= 2
            piece.italic |= stars != 2
        pieces[mine].text, pieces[mine].stars = "", 0
        del opened[opened.index(mine):]              # marks opened inside and never closed stay literal
        return
    if mine is None and stars <= 3 and after.strip():
        opened.append(len(pieces))
    pieces.append(_Piece("*" * stars, stars))


def _joined(pieces: list[_Piece]) -> Rich:
    """Neighbours of one look become one run."""
    runs = []
    for (bold, italic, script), group in groupby((piece for piece in pieces if piece.text), key=lambda piece: piece.look):
        runs.append(Run("".join(piece.text for piece in group), bold, italic, script=script))
    return Rich(tuple(runs))
