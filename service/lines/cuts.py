"""Where text may be cut into units: at blanks, and after hyphens and dashes (word.md R1)."""

from __future__ import annotations

import re
from typing import Final

NBSP: Final = "\u00a0"
BLANKS: Final = " \u2002\u2003\u2009\u3000"
_DASHES: Final = "-\u2013\u2014\u2010\u200b"
_STOP: Final = re.escape(BLANKS + _DASHES)
# Blanks, or a stretch without blanks up to and with a place to break.
_CUT: Final = re.compile(f"[{BLANKS}]+|[^{_STOP}]*[{re.escape(_DASHES)}]+|[^{_STOP}]+")
BLANK: Final = frozenset(BLANKS)
BREAK_AFTER: Final = frozenset(_DASHES)


def pieces(text: str) -> list[str]:
    """Blanks, and what stands between them, cut behind each row of dashes."""
    return _CUT.findall(text)


def units(token: str) -> list[list[str]] | None:
    """What stands between two blanks U+0020, as units of pieces; None where its units depend on what stands beside it: a
    no-break blank at an end, another blank in it, nothing at all.

    A dash that opens a word is a sign (-5), not a place to break.
    """
    if not token or token[0] == NBSP or token[-1] == NBSP or not BLANK.isdisjoint(token):
        return None
    out: list[list[str]] = [[]]
    closed = False
    for piece in pieces(token):
        if closed:
            out.append([])
        closed = piece[-1] in BREAK_AFTER and (bool(out[-1]) or piece[0] not in BREAK_AFTER)
        out[-1].append(piece)
    return out
