"""Passages that stand twice in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final, NamedTuple

from service.errors import problem
from service.rules.finding import Fault
from service.rules.kept import by_text
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


class _Sentence(NamedTuple):
    """`keys`: its stretches of eight syllables, as numbers that two different ones hardly share."""

    words: str
    syllables: tuple[str, ...]
    keys: frozenset[int]


@rule("G-20", "sentence-repeated", "-", severity="nhac")
def doan_lap(seen: Seen) -> Iterator[Fault | Outcome]:
    """Một câu không lặp lại ở chỗ khác của văn bản."""
    known: list[tuple[Part, tuple[str, ...]]] = []
    index: dict[int, tuple[int, ...]] = {}
    for part in prose(seen):
        for sentence in _sentences(on_one_line(part))[: _MOST - len(known)]:
            again = index.keys() & sentence.keys
            near = sorted({one for key in again for one in index[key]})[:20] if again else ()
            first = next((known[one][0] for one in near if _alike(known[one][1], sentence.syllables)), None)
            if first:
                yield at(
                    part,
                    problem(
                        "sentence-repeated",
                        "Câu “{co}” lặp lại câu đã có ở trên ({cho}).",
                        co=shortened(sentence.words, 60),
                        cho=_where(first),
                    ),
                    found=shortened(sentence.words),
                )
            own = (len(known),)
            shared = {key: index[key] + own for key in again}
            index.update(dict.fromkeys(sentence.keys, own))
            index.update(shared)
            known.append((part, sentence.syllables))


@by_text
def _sentences(text: str) -> tuple[_Sentence, ...]:
    """The sentences of a text that are long enough to be compared."""
    found = []
    for sentence in _SENTENCE.split(text):
        syllables = tuple(_SYLLABLE.findall(_QUOTED.sub(" ", sentence).casefold()))
        if _LEAST <= len(syllables) <= _LONGEST:
            keys = [hash(syllables[start : start + _SHINGLE]) for start in range(len(syllables) - _SHINGLE + 1)]
            found.append(_Sentence(sentence, syllables, frozenset(keys)))
    return tuple(found)


def _where(part: Part) -> str:
    return part.where or (f"dòng {part.line}" if part.line else "")


def _alike(first: Sequence[str], second: Sequence[str]) -> bool:
    shorter, longer = sorted((len(first), len(second)))
    if shorter < _ALIKE * longer * 0.8:
        return False
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    if matcher.ratio() < _ALIKE:
        return False
    # words added or left out make a copy; words put in the place of others make a parallel sentence about another thing
    return all(kind != "replace" for kind, *_ in matcher.get_opcodes())
