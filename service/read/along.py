"""A body by the pieces that its template printed it in: the fixed ones are the same every time, so nothing is joined and split.

Between fixed pieces stand values. Where all that are others than before stand in texts of characters, what holds those is made
anew, as `alike` does by the whole text; where one does not, the whole text decides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import compress
from operator import itemgetter, ne
from typing import NamedTuple

from service.read.alike import Way
from service.read.recipes import OPEN

Printed = Sequence[str]


class _Text(NamedTuple):
    """A text that is not empty: what stands in the fixed piece where it begins, the pieces that are all its own, and what stands
    in the one where it ends."""

    before: str
    start: int
    stop: int
    after: str

    def of(self, printed: Printed) -> str:
        return f"{self.before}{''.join(printed[self.start:self.stop])}{self.after}"


class Along:
    """A way, and where its texts stand among the pieces that were printed. Nobody changes it."""

    __slots__ = ("_owners", "_printed", "_texts_of", "way")

    def __init__(self, way: Way, printed: Printed, owners: Sequence[int], texts_of: dict[int, Callable[[Printed], Sequence[str]]]
                 ) -> None:
        """`owners`: by each piece the number of the slot whose text it is in, else -1; `texts_of`: of the slots in question."""
        self.way, self._owners, self._texts_of = way, owners, texts_of
        self._printed = [*printed]               # the strings alone: who printed them may hold on to a whole record

    def again(self, printed: Printed) -> Along | None:
        """That of as many other pieces; None where the whole text must be looked at. Raises Lost."""
        owners, texts_of = self._owners, self._texts_of
        other = dict.fromkeys(compress(owners, map(ne, printed, self._printed)))
        if -1 in other:
            return None
        texts = {number: texts_of[number](printed) for number in other}
        way = self.way.told(texts)
        return None if way is None else Along(way, printed, owners, texts_of)


def along(way: Way, printed: Printed) -> Along | None:
    """The way of a body that was printed in these pieces; None where they say it otherwise."""
    found = [*_texts(printed)]
    if [text.of(printed) for text in found] != way.texts():
        return None
    owners, members = [-1] * len(printed), dict[int, None]()
    for text, number in zip(found, way.owners, strict=True):
        if text.start < text.stop:
            owners[text.start:text.stop] = [number] * (text.stop - text.start)
            members[number] = None
    texts_of = {number: _getter(found[way.bounds(number)]) for number in members}
    return Along(way, printed, owners, texts_of)


def _texts(printed: Printed) -> Iterator[_Text]:
    """All texts that are not empty, in their order."""
    begun: tuple[str, int] | None = None
    for at, piece in enumerate(printed):
        rest, *parts = piece.split(OPEN)
        if begun is not None and "<" in rest:
            text = _Text(*begun, at, rest.partition("<")[0])
            begun = None
            if text.of(printed):
                yield text
        for part in parts:
            held, closed, _ = part.partition("<")
            if not closed:
                begun = held, at + 1
            elif held:
                yield _Text(held, at, at, "")


def _getter(texts: Sequence[_Text]) -> Callable[[Printed], Sequence[str]]:
    """How the texts of a slot are taken out of what is printed."""
    starts = [text.start for text in texts]
    if all(text == ("", start, start + 1, "") for text, start in zip(texts, starts, strict=True)):
        step = starts[1] - starts[0] if len(starts) > 1 else 1
        if starts == [*range(starts[0], starts[-1] + 1, step)]:
            return itemgetter(slice(starts[0], starts[-1] + 1, step))  # a row of data: every other piece
    return lambda printed: [text.of(printed) for text in texts]
