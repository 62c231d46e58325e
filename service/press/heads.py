"""Headers and footers: set once for each kind of page of a section, drawn on every page with its own numbers.

Body top = the larger of the top margin and the header's distance + height, with its spacing; the bottom likewise (word.md R3b).
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from service.blocks.frame import Frame
from service.paper import Block, Section
from service.press.columns import stack
from service.press.entries import entries
from service.press.floats import placed
from service.press.setting import Around, Clipped, Item, Words, moved
from service.read.generations import Generations

if TYPE_CHECKING:
    from service.press.typesetter import Typesetter

_MOST_NUMBERS: Final = 64                        # pages of one kind that are kept

Kind = Literal["default", "first", "even"]


class Heads(NamedTuple):
    """What one kind of page shows around its body. `known`: the same with numbers of pages, by these; None: none stand in it."""

    frame: Frame
    around: Around
    known: dict[tuple[str, str], Around] | None

    def numbered(self, setter: Typesetter, page: str, pages: str) -> Around:
        """The same on a page of this number, of so many; kept, unless something is to be said of it each time."""
        if self.known is None:
            return self.around
        found = self.known.get((page, pages))
        if found is None:
            told = setter.told
            found = Around(numbered(self.around.header, setter, page, pages), numbered(self.around.footer, setter, page, pages))
            if told == setter.told:
                if len(self.known) >= _MOST_NUMBERS:
                    self.known.clear()
                self.known[page, pages] = found
        return found


def heads(section: Section, kind: Kind, setter: Typesetter) -> Heads:
    """Header and footer of a kind of page, and the body that they leave. Kept by the identity of their blocks, unless something
    is to be said of one each time."""
    upper, lower = getattr(section.headers, kind), getattr(section.footers, kind)
    paper = setter.paper
    key = (
        setter.options, paper.compat_mode, paper.spacing_sum, id(upper), id(lower), section.width_pt, section.height_pt,
        section.top_pt, section.bottom_pt, section.left_pt, section.right_pt, section.header_pt, section.footer_pt,
    )  # fmt: skip
    kept = _kept.get(key)
    if kept is None:
        told = setter.told
        kept = _heads(section, upper, lower, setter), (upper, lower)
        if told == setter.told:
            _kept.put(key, kept)
    return kept[0]


_Blocks = tuple[Block, ...] | None
_kept: Final[Generations[Hashable, tuple[Heads, tuple[_Blocks, _Blocks]]]] = Generations(64)


def _heads(section: Section, upper: _Blocks, lower: _Blocks, setter: Typesetter) -> Heads:
    header, above = _set(upper, section, setter)
    footer, below = _set(lower, section, setter)
    top = max(section.top_pt, section.header_pt + above) if above is not None else section.top_pt
    bottom = max(section.bottom_pt, section.footer_pt + below) if below is not None else section.bottom_pt
    frame = Frame(
        section.width_pt, section.height_pt, section.left_pt, top, section.measure_pt, section.height_pt - top - bottom
    )
    height = section.height_pt
    if above is not None and not 0 <= section.header_pt <= height - above:
        setter.stray()
    if below is not None and not 0 <= section.footer_pt <= height - below:
        setter.stray()
    header = placed(moved(header, section.left_pt, section.header_pt), frame, setter)
    footer = placed(moved(footer, section.left_pt, section.height_pt - section.footer_pt - (below or 0.0)), frame, setter)
    return Heads(frame, Around(header, footer), {} if _counts(header) or _counts(footer) else None)


def numbered(items: list[Item], setter: Typesetter, page: str, pages: str) -> list[Item]:
    """The items with the numbers of their page; the same list where there are none."""
    if not _counts(items):
        return items
    out: list[Item] = []
    for item in items:
        if isinstance(item, Words):
            out.append(setter.numbered(item, page, pages))
        elif isinstance(item, Clipped):
            out.append(item._replace(items=tuple(numbered(list(item.items), setter, page, pages))))
        else:
            out.append(item)
    return out


def _set(blocks: _Blocks, section: Section, setter: Typesetter) -> tuple[list[Item], float | None]:
    """The items and the height of a header or footer; None where the section shows none."""
    if blocks is None:
        return [], None
    laid = entries(
        blocks, setter, width_pt=section.measure_pt, node=None, left_of_page_pt=section.left_pt, in_cell=True
    )
    stacked = stack(laid)
    return stacked.items, stacked.height_pt + stacked.after_pt


def _counts(items: Sequence[Item]) -> bool:
    for item in items:
        if type(item) is Words:
            if item.paragraph.source is not None:
                return True
        elif type(item) is Clipped and _counts(item.items):
            return True
    return False
