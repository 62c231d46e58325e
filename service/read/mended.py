"""A body of which some tails are others too than on the way before it: a title's line is longer, a paragraph stays with the next.

The way is led along other steps (`walk`) from there to where it is the same again, if as much begins and ends on them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from service.read.alike import Shape
from service.read.walk import End, ParagraphEnd, RowEnd, SectionEnd, Step, TableBegin, TableEnd, WholeTableEnd

_Making = ParagraphEnd | RowEnd | WholeTableEnd


def mended(shape: Shape, pieces: Sequence[str], strange: Sequence[int], bridge: Callable[[Step, str], Step | None]
           ) -> tuple[Shape, list[int]] | None:
    """The shape of these pieces, and the numbers of the slots in which other units stand; `strange`: the pieces of other tails,
    in their order. None where the way does not come back to itself, so that it has to be walked."""
    tails, slots, steps, others = shape.tails.copy(), shape.slots.copy(), shape.steps.copy(), list[int]()
    done = 0
    for at in strange:
        while at >= done:
            tail = pieces[at].partition("<")[2]
            step, known = steps[at].onward.get(tail) or bridge(steps[at], tail), shape.steps[at + 1]
            if step is None or not _as_much(step.ends, known.ends):
                return None
            number = shape.owners[at]            # the first that ends here holds this piece's text
            for end, before in zip(step.ends, known.ends, strict=True):
                if isinstance(end, _Making) and isinstance(before, _Making):
                    if end.unit is not before.unit:
                        slots[number] = slots[number]._replace(unit=end.unit)
                        others.append(number)
                    number += 1
            tails[at], steps[at + 1] = f"<{tail}", step
            at += 1
            if step.onward is known.onward or (at == len(pieces) and not step.onward):
                done = at
                break
            if at == len(pieces):
                return None
    return shape._replace(tails=tails, slots=slots, steps=steps), others


def _as_much(ends: Sequence[End], known: Sequence[End]) -> bool:
    """Whether one for one they end the same kind of thing, and where it is none that is made of texts, the same one."""
    if len(ends) != len(known):
        return False
    pairs = zip(ends, known, strict=True)
    return all(one is other or (type(one) is type(other) and _what(one) is _what(other)) for one, other in pairs)


def _what(end: End) -> object:
    if isinstance(end, TableEnd):
        return end.known
    if isinstance(end, SectionEnd):
        return end.shell
    return None if isinstance(end, _Making | TableBegin) else end
