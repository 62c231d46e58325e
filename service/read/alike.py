"""A body in which only texts differ from another one that was walked: what holds them is made anew, all else is the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from itertools import accumulate, chain, compress
from operator import ne
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from service.paper import Block, Row, Section, Table
from service.read.recipes import usual

if TYPE_CHECKING:
    from service.read.walk import Step


class Lost(Exception):
    """Nothing of this kind was read before."""


class Making(Protocol):
    """What a paragraph or row is at a place, by its texts (`walk.Unit`); `plain`: they are `recipes.usual`. Raises Lost."""

    def made(self, texts: Sequence[str], place: str, *, plain: bool = False) -> Any: ...


class Closing(Protocol):
    """A table of these rows (`walk.TableEnd`). Raises Lost."""

    def table(self, rows: list[Row], place: str) -> Table: ...


class Slot(NamedTuple):
    """Where a paragraph or a row stands in a document that went this way: its number among the blocks, and in its table."""

    unit: Making
    place: str
    texts: int                                   # so many
    block: int
    row: int = -1


_SECTION: Callable[..., Section] = Section
_FIELDS = [one.name for one in fields(Section)]
_BLOCKS = _FIELDS.index("blocks")

Shell = tuple[list[Any], list[Any]]
Tables = dict[int, tuple[Closing, str, list[Row]]]         # by the number of the block: place, rows


class Shape(NamedTuple):
    """What bodies of the same tails have in common."""

    tails: list[str]                             # of each piece
    owners: list[int]                            # the number of the slot that its text stands in
    firsts: list[int]                            # of each slot, the number of its first piece
    slots: list[Slot]
    ends: list[tuple[Shell, int]]                # of each section what stands before and after its blocks; the block behind it
    steps: list[Step]                            # before each piece, and behind the last


# a shape, pieces, the numbers of those of other tails → theirs, and the numbers of the slots with other units (`mended`)
Mend = Callable[[Shape, list[str], list[int]], tuple[Shape, list[int]] | None]


class Way:
    """What a document was split to, and what was made of it. Nobody changes it: the next document makes one of its own."""

    __slots__ = ("_blocks", "_pieces", "_shape", "_tables")

    def __init__(self, shape: Shape, pieces: list[str], blocks: list[Block], tables: Tables) -> None:
        self._shape, self._pieces, self._blocks, self._tables = shape, pieces, blocks, tables

    @property
    def owners(self) -> list[int]:
        """Of each text the number of the slot that it stands in."""
        return self._shape.owners

    def bounds(self, slot: int) -> slice:
        """Which texts are the slot's."""
        return slice(*self._shape.firsts[slot:slot + 2])

    def texts(self) -> list[str]:
        """All texts, as they stand in XML."""
        return [*map(str.removesuffix, self._pieces, self._shape.tails)]

    def sections(self) -> tuple[Section, ...]:
        """The document's sections with their blocks."""
        made, start = [], 0
        for shell, stop in self._shape.ends:
            made.append(_SECTION(*shell[0], tuple(self._blocks[start:stop]), *shell[1]))
            start = stop
        return tuple(made)

    def again(self, pieces: list[str], mend: Mend) -> Way | None:
        """The way of as many other pieces, or None where too much of their tails is another. Raises Lost."""
        shape = self._shape
        tails, owners, firsts, _, _, _ = shape
        if len(pieces) != len(self._pieces):
            return None
        other: dict[int, None] = {}              # the numbers of the slots in which a text is another
        strange: list[int] = []
        for at in compress(range(len(pieces)), map(ne, pieces, self._pieces)):
            if not pieces[at].endswith(tails[at]):
                strange.append(at)
            other[owners[at]] = None
        if strange:
            found = mend(shape, pieces, strange)
            if found is None:
                return None
            shape, more = found
            tails = shape.tails
            other.update(dict.fromkeys(more))
        texts = dict[int, Sequence[str]]()
        for number in other:
            first, stop = firsts[number], firsts[number + 1]
            texts[number] = [*map(str.removesuffix, pieces[first:stop], tails[first:stop])]
        return self._remade(shape, pieces, texts, plain=usual("".join(chain.from_iterable(texts.values()))))

    def told(self, texts: Mapping[int, Sequence[str]]) -> Way | None:
        """The way of a body in which nothing is another but the texts of these slots, by their numbers; None where one of them is
        no text of characters. Raises Lost. That way knows no pieces: nothing goes on from it but by texts."""
        joined = "".join(chain.from_iterable(texts.values()))
        if "<" in joined or any("" in one for one in texts.values()):
            return None
        return self._remade(self._shape, [], texts, plain=usual(joined))

    def _remade(self, shape: Shape, pieces: list[str], other: Mapping[int, Sequence[str]], *, plain: bool) -> Way:
        slots = shape.slots
        blocks, tables, touched = self._blocks.copy(), self._tables.copy(), dict[int, list[Row]]()
        for number, texts in other.items():
            unit, place, _, block, row = slots[number]
            part = unit.made(texts, place, plain=plain)
            if row < 0:
                blocks[block] = part
            else:
                if block not in touched:
                    touched[block] = tables[block][2].copy()
                touched[block][row] = part
        for block, rows in touched.items():
            end, place, _ = tables[block]
            blocks[block] = end.table(rows, place)
            tables[block] = end, place, rows
        return Way(shape, pieces, blocks, tables)


def shape_of(pieces: list[str], slots: list[Slot], ends: list[tuple[Section, int]], steps: list[Step]) -> Shape:
    """`slots`: in their order, so that the texts of the pieces are theirs one after the other."""
    tails = [piece[piece.index("<"):] for piece in pieces]
    owners = [number for number, slot in enumerate(slots) for _ in range(slot.texts)]
    firsts = [0, *accumulate(slot.texts for slot in slots)]
    return Shape(tails, owners, firsts, slots, [(_shell(section), stop) for section, stop in ends], steps)


def _shell(section: Section) -> Shell:
    values = [getattr(section, name) for name in _FIELDS]
    return values[:_BLOCKS], values[_BLOCKS + 1:]
