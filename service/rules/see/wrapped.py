"""Lines of a plain text that was broken at a width → its paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from service.rules.see.signs import (
    ADDRESSED,
    ARCHIVED,
    AUTHORITY,
    DATED,
    GROUND,
    NUMBER,
    QUOC_HIEU,
    RECIPIENTS,
    TIEU_NGU,
    composed,
    folded,
    label_of,
    title_of,
)

_FEWEST: Final = 3                                        # lines that run on, before a text is taken for broken at a width
_SHARE: Final = 0.12                                      # of all its lines
_FULL: Final = 0.75                                       # of the width: so long is a line that had to break
_SIGN: Final = 120
_STOPS: Final = (".", ";", ":", "!", "?", "…")


class Line(NamedTuple):
    """`number` is 1-based, `blank` the empty lines above."""

    number: int
    text: str
    blank: int


def unwrapped(lines: Sequence[Line]) -> list[Line]:
    """The lines as paragraphs where the text was broken at a width; each has the number of its first line."""
    running = [len(above.text) for above, line in pairwise(lines) if _runs_on(above, line)]
    if len(running) < max(_FEWEST, _SHARE * len(lines)):
        return list(lines)
    width = sorted(running)[len(running) // 2]
    paragraphs: list[list[Line]] = []
    for line in lines:
        above = paragraphs[-1][-1] if paragraphs else None
        if above and _belongs(above, line, full=len(above.text) >= _FULL * width):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return [first if not others else first._replace(text=" ".join((first.text.rstrip(), *(one.text.strip() for one in others))))
            for first, *others in paragraphs]


def _belongs(above: Line, line: Line, *, full: bool) -> bool:
    """Whether a line goes on with the paragraph above; `full`: the line above was so long that it had to break."""
    begin = line.text.lstrip()[:1]
    if not line.blank and len(above.text) < 40 and folded(above.text + line.text[:60]) == QUOC_HIEU:
        return True
    return (full or begin.islower() or begin.isdigit()) and _may_run_on(above, line)


def _runs_on(above: Line, line: Line) -> bool:
    """A line that begins small, below one that has not ended."""
    return line.text.lstrip()[:1].islower() and _may_run_on(above, line)


def _may_run_on(above: Line, line: Line) -> bool:
    if line.blank or above.text.rstrip().endswith(_STOPS):
        return False
    text = composed(line.text.strip()[:_SIGN])            # no sign is longer
    if label_of(text)[0] or title_of(text) or folded(text) == TIEU_NGU:
        return False
    return not any(sign.match(text) for sign in (GROUND, NUMBER, DATED, ADDRESSED, RECIPIENTS, ARCHIVED, AUTHORITY))
