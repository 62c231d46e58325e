"""Whether a password is one of the most used, or put together from them (`Matkhau@123456`, `Admin2026Admin`)."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Final

from service.vietnamese.folding import folded

_FILE: Final = Path(__file__).with_name("common_passwords.txt")
_YEAR: Final = r"(?:19|20)[0-9]{2}"
_MOST_PIECES: Final = 4                          # more of them are a phrase, not a habit
_SIGNS: Final = str.maketrans("@$0", "aso")      # P@ssw0rd
_FEW: Final = 4                                  # different characters


def is_common(password: str) -> bool:
    """Case, diacritics and signs make no difference: those who guess try them too."""
    bare = folded(password)
    written = (re.sub(r"[^a-z0-9]", "", one) for one in (bare, bare.translate(_SIGNS)))
    return len(set(bare)) <= _FEW or any(_pieces(one) <= _MOST_PIECES for one in written)


def _pieces(text: str) -> int:
    """The fewest different pieces of the list that cover the whole text; more than enough where none do."""
    none = _MOST_PIECES + 1
    best: list[frozenset[str] | None] = [frozenset(), *([None] * len(text))]
    for start in range(len(text)):
        before = best[start]
        if before is None or len(before) > _MOST_PIECES:
            continue
        for end in _ends(text, start):
            with_it = before | {text[start:end]}
            there = best[end]
            if there is None or len(with_it) < len(there):
                best[end] = with_it
    found = best[len(text)]
    return none if found is None or not text else len(found)


def _ends(text: str, start: int) -> list[int]:
    """Where a piece that begins here may end: a word of the list, a year, one character over and over."""
    words, longest = _listed()
    ends = [end for end in range(start + 1, min(len(text), start + longest) + 1) if text[start:end] in words]
    if re.match(_YEAR, text[start:start + 4]):
        ends.append(start + 4)
    same = start + 1
    while same < len(text) and text[same] == text[start]:
        same += 1
    return [*ends, *range(start + 1, same + 1)] if same - start > 1 else [*ends, start + 1] if text[start].isdigit() else ends


@cache
def _listed() -> tuple[frozenset[str], int]:
    lines = _FILE.read_text("utf-8").splitlines()
    words = frozenset(line for line in lines if line and not line.startswith("#"))
    return words, max(map(len, words))
