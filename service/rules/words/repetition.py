"""Passages that stand twice in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Final

from service.errors import problem
from service.rules.finding import Fault
from service.rules.registry import Outcome, rule
from service.rules.seen import Part, Seen
from service.rules.words.body import prose
from service.rules.words.said import at, on_one_line, shortened

_SENTENCE: Final = re.compile(r"(?<=[.;!?])\s+")
_SYLLABLE: Final = re.compile(r"\w+")
_QUOTED: Final = re.compile(r"“[^“”]*”|\"[^\"]*\"")  # names of campaigns and titles are said as often as needed
_LEAST: Final = 20  # syllables
_LONGEST: Final = 400  # syllables: what is longer is no sentence, and comparing it would cost the square
_ALIKE: Final = 0.9
_SHINGLE: Final = 8
_MOST: Final = 4000  # sentences compared in one document


@rule("G-20", "sentence-repeated", "-", severity="nhac")
def doan_lap(seen: Seen) -> Iterator[Fault | Outcome]:
    """Một câu không lặp lại ở chỗ khác của văn bản."""
    known: list[tuple[Part, str, list[str]]] = []
    index: dict[tuple[str, ...], list[int]] = {}
    for part in prose(seen):
        for sentence in _SENTENCE.split(on_one_line(part)):
            syllables = _SYLLABLE.findall(_QUOTED.sub(" ", sentence).casefold())
            if not _LEAST <= len(syllables) <= _LONGEST or len(known) >= _MOST:
                continue
            keys = {tuple(syllables[start : start + _SHINGLE]) for start in range(len(syllables) - _SHINGLE + 1)}
            near = sorted({one for key in keys for one in index.get(key, ())})[:20]
            first = next((known[one] for one in near if _alike(known[one][2], syllables)), None)
            if first:
                yield at(
                    part,
                    problem(
                        "sentence-repeated",
                        "Câu “{co}” lặp lại câu đã có ở trên ({cho}).",
                        co=shortened(sentence, 60),
                        cho=_where(first[0]),
                    ),
                    found=shortened(sentence),
                )
            for key in keys:
                index.setdefault(key, []).append(len(known))
            known.append((part, sentence, syllables))


def _where(part: Part) -> str:
    return part.where or (f"dòng {part.line}" if part.line else "")


def _alike(first: list[str], second: list[str]) -> bool:
    shorter, longer = sorted((len(first), len(second)))
    if shorter < _ALIKE * longer * 0.8:
        return False
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    if matcher.ratio() < _ALIKE:
        return False
    # words added or left out make a copy; words put in the place of others make a parallel sentence about another thing
    return all(kind != "replace" for kind, *_ in matcher.get_opcodes())
