"""Pages of plain paragraphs that come again: filled once for the same entries at the same place, whatever document they are of.

What a page takes of entries that hold nothing but lines hangs on these entries up to the one that it has no room for, on the line
it begins with, and on its body. A run is kept when it comes the second time, since most pages never do.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Final

from service.press.setting import Entry, Item, SetParagraph, Words
from service.read.generations import Generations

_KEPT: Final = 128                               # runs of one generation: a page each, and its paragraphs
_MET: Final = 2048                               # runs of which it is known that they came once

Next = tuple[int, int, bool]                     # the entry and its line or row that the next page begins with; by force


class Run:
    """`likes`: of the entries that were looked at; `places`: of each on the page x, y, paragraph and its lines; `heads`: which of
    them are headings; `end_pt`: y below them; `stop`: the next page begins with this entry, counted from the first, at this
    line."""

    __slots__ = ("end_pt", "heads", "likes", "places", "stop")

    def __init__(
        self, likes: list[object], places: list[tuple[float, float, SetParagraph, int, int]], heads: list[int], end_pt: float,
        stop: Next,
    ) -> None:  # fmt: skip
        self.likes, self.places, self.heads, self.end_pt, self.stop = likes, places, heads, end_pt, stop

    def items(self, entries: Sequence[Entry]) -> list[Item]:
        """What stands on a page whose first entry is the first of these."""
        make = tuple.__new__
        return [make(Words, (*place, entry[1])) for place, entry in zip(self.places, entries, strict=False)]


_runs: Final[Generations[Hashable, Run]] = Generations(_KEPT)
_met: Final[Generations[int, bool]] = Generations(_MET)


def find(key: Hashable, likes: list[object], index: int) -> Run | None:
    """The run of a page that begins with the entry `index` of those with these likes; `key`: how it begins, and its body."""
    run = _runs.get((key, likes[index]))
    return run if run is not None and likes[index : index + len(run.likes)] == run.likes else None


def note(
    key: Hashable, entries: Sequence[Entry], index: int, reach: int, items: Sequence[Item], end_pt: float, stop: Next
) -> Run | None:
    """Keeps what a page has taken from the entry `index` on, `reach` being the last that was looked at → its run, if it is kept.
    Only where nothing but the lines of these entries stands on it, one piece of each."""
    looked = entries[index : reach + 1]
    for entry in looked:
        block = entry[0]
        if type(block) is not SetParagraph or block.drawn == {}:       # one that was never drawn: no page has come before
            return None
    if not all(map(_plain, looked)) or any(type(item) is not Words for item in items):
        return None
    likes = [entry.like for entry in looked]
    name = hash((key, *likes))
    if _met.get(name) is None:
        _met.put(name, True)
        return None
    words = [item for item in items if type(item) is Words]
    heads = [place for place, item in enumerate(words) if item.node is not None and item.node.bookmark]
    run = Run(likes, [item[:5] for item in words], heads, end_pt, (stop[0] - index, stop[1], stop[2]))
    _runs.put((key, likes[0]), run)
    return run


def _plain(entry: Entry) -> bool:
    block = entry.block
    return (
        entry.like is not None and type(block) is SetParagraph and block.source is None
        and not (block.busy or block.edges or entry.start or entry.stop >= 0)
    )
