"""A document under repair: what the rules see of it, side by side with the elements of its file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from service.fix.file import Element, File, W, q
from service.paper import Text
from service.read import read
from service.rules.check import check
from service.rules.finding import Fault, Report
from service.rules.looks.judge import SURE
from service.rules.looks.whole import TEXT, body
from service.rules.see import see_paper
from service.rules.seen import Part, Seen

_WORDLESS: Final = re.compile(r"\W+")
_ASIDE: Final = frozenset((q("txbxContent"), q("del"), q("moveFrom"), q("pPrChange"),
                           "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"))


@dataclass(slots=True)
class Place:
    """A part, and its paragraph in the file."""

    part: Part
    element: Element


class Draft:
    """`report` is what the rules find in the file as it was read; elements may be changed, parts stay what they were."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.file = File(data)
        self.seen: Seen = see_paper(read(data))
        self.report: Report = check(self.seen)
        self._elements: dict[int, Element] | None = None

    def places(self, fault: Fault) -> Iterator[Place]:
        """The parts that a fault may speak of: those surely of its component; of the text itself where it is one of its own."""
        known = body(self.seen, fault.component) if fault.component in TEXT else self.seen.of(fault.component, least=SURE)
        yield from self.of(known)

    def of(self, parts: Iterator[Part] | list[Part]) -> Iterator[Place]:
        """Parts with their elements, where these are certain."""
        elements = self._matched()
        for part in parts:
            if part.confidence >= SURE and part.index in elements:
                yield Place(part, elements[part.index])

    def elements(self) -> Iterator[tuple[Part, Element]]:
        """Every part whose element is certain, whatever it was taken for."""
        return ((self.seen.parts[index], element) for index, element in self._matched().items())

    def _matched(self) -> dict[int, Element]:
        """Index of a part → its element. Both are matched by their words: what the reader leaves out would shift a count. A
        paragraph that holds two parts (a heading set with tabs) is none that can be set for one of them."""
        if self._elements is None:
            numbers = [part.number for part in self.seen.parts]
            parts = [part for part in self.seen.parts if part.paragraph is not None and numbers.count(part.number) == 1]
            elements = [one for one in self.file.document.iter(f"{{{W}}}p")
                        if not any(above.tag in _ASIDE for above in one.iterancestors())]
            theirs = [_bare("".join(text.text or "" for text in one.iter(q("t")))) for one in elements]
            ours = [_bare("".join(one.text for one in part.paragraph.inlines if isinstance(one, Text)))
                    for part in parts if part.paragraph is not None]
            self._elements = {}
            for at, other, size in SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks():
                self._elements |= {parts[at + step].index: elements[other + step] for step in range(size) if ours[at + step]}
        return self._elements


def _bare(text: str) -> str:
    return _WORDLESS.sub("", text)
