"""One line as it is set: what stands on it, and the room it has.

All positions are points from the left edge of the column, all widths natural.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from service.lines.atoms import Glyphs, Thing
from service.lines.cuts import BLANKS
from service.lines.ruler import Shape
from service.paper import TabStop

End = Literal["wrap", "line", "page", "column", "end"]


@dataclass(frozen=True, slots=True)
class Leap:
    """A tab as set: how far it leads from `x_pt`, and what fills it."""

    x_pt: float
    width_pt: float
    stop: TabStop
    shape: Shape


Item = Glyphs | Thing | Leap


@dataclass(slots=True)
class Line:
    """`room_pt` from `x_pt`, filled by `width_pt` (without the blanks at its end). `gaps_pt` and `gap_count`: the blanks
    behind the
    last tab, those that stretch. `scale` below 1: its blanks are squeezed so much."""

    x_pt: float
    room_pt: float
    items: list[Item] = field(default_factory=list)
    width_pt: float = 0.0
    gaps_pt: float = 0.0
    gap_count: int = 0
    scale: float = 1.0
    end: End = "wrap"
    cut_pt: tuple[float, float] = (0.0, 0.0)  # what a drawing takes from its left and right end
    broken: bool = False  # it ends within a word, or behind a hyphen: no blank stood there

    @property
    def tabbed(self) -> bool:
        return any(isinstance(item, Leap) for item in self.items)

    @property
    def shapes(self) -> list[Shape]:
        return [item.shape for item in self.items if item.shape is not None]


def finish(line: Line) -> None:
    """Blanks at the end of a line hang: they have no width and are not drawn. Characters of one look become one item."""
    keep = len(line.items)
    while keep:
        item = line.items[keep - 1]
        if isinstance(item, Glyphs) and not item.text.strip(BLANKS):
            line.width_pt -= item.width_pt
            line.gap_count -= len(item.text)
        elif not (isinstance(item, Thing) and item.shape is None and not item.width_pt):  # floats and bookmarks show no width
            break
        keep -= 1
    line.gap_count = max(line.gap_count, 0)
    line.items = _merged([item for k, item in enumerate(line.items) if k < keep or isinstance(item, Thing)])


def _merged(items: list[Item]) -> list[Item]:
    out: list[Item] = []
    run: list[Glyphs] = []
    for item in items:
        if run and not (isinstance(item, Glyphs) and item.shape is run[0].shape and item.link == run[0].link):
            out.append(_joined(run))
            run = []
        if isinstance(item, Glyphs):
            run.append(item)
        else:
            out.append(item)
    if run:
        out.append(_joined(run))
    return out


def _joined(run: list[Glyphs]) -> Glyphs:
    if len(run) == 1:
        return run[0]
    return Glyphs("".join(g.text for g in run), run[0].shape, run[0].link, sum(g.width_pt for g in run))
