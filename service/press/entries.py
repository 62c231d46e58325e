"""Blocks → entries of a column: what each is for the tags, its gaps, and what keeps it with its neighbours.

word.md R2 and R3a say what stands between paragraphs. Of three gaps the column takes one: after a natural break none is left,
after a forced one what `before` has more than the paragraph before it asked for, else the larger of both (or their sum).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from operator import is_
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from service.blocks.roles import PLAIN, Outline, Rank, Role, Seen, glance, rank, seen
from service.blocks.tree import Node
from service.paper import Block, Borders, Paragraph, ParagraphFormat, Table
from service.press.setting import Entry, SetParagraph
from service.read.generations import Generations

if TYPE_CHECKING:
    from service.press.typesetter import Typesetter

Forced = Literal["", "page", "column"]
_NO_BORDERS = Borders()
_MOST_LINES: Final = 2000                        # of a generation, as the typesetter keeps them
_MOST_BLOCKS: Final = 2000                       # … of long columns, each the last of its length
_LONG: Final = 12                                # blocks: of fewer it is no gain to compare them with those before


class _Manner:
    """What the paragraphs of a column are set with besides their neighbours: the document's options, and the column's places.
    `unbroken`: no page ends in it; `controls`: no single line is left of a paragraph. Made once, it stands for itself in keys."""

    __slots__ = ("compat", "controls", "in_cell", "left_of_page_pt", "summed", "unbroken", "width_pt", "x_pt")

    def __init__(
        self, _options: object, compat_mode: int, summed: bool, _page_width_pt: float, width_pt: float, left_of_page_pt: float,
        x_pt: float, in_cell: bool, in_note: bool,
    ) -> None:  # fmt: skip
        self.width_pt, self.left_of_page_pt, self.x_pt = width_pt, left_of_page_pt, x_pt
        self.in_cell, self.summed = in_cell, summed
        self.compat, self.unbroken, self.controls = compat_mode, in_cell or in_note, compat_mode >= 15 or not in_cell


class _Above(NamedTuple):
    """What stands above a block: what it asks for below itself, and the break that ends it."""

    after_pt: float
    forced: Forced


class _Kept(NamedTuple):
    """A paragraph between its neighbours, set. `rest`: of its entry, but block and node; `rank`: where it was asked; `above`:
    what the next block has above it. Nothing in it leads back to it, so that what is forgotten goes at once."""

    paragraph: SetParagraph
    rest: tuple[object, ...]
    rank: Rank | Role
    above: _Above


class _Long(NamedTuple):
    """A long column as it came last, for the next document: most of its blocks are the same objects there, and stand between the
    same ones. `kept`: of each block, None where it must be asked for; it is not held then, for it may be large."""

    blocks: list[Block | None]
    known: list[Seen]
    roles: Sequence[Role | None]
    kept: list[_Kept | None]


_above: Final = lru_cache(maxsize=256)(_Above)
_NOTHING_ABOVE: Final = _Above(0.0, "")
_manner: Final = lru_cache(maxsize=256)(_Manner)
_entries: Final[Generations[tuple[object, ...], _Kept]] = Generations(_MOST_LINES)
_columns: Final[Generations[tuple[object, ...], _Long]] = Generations(_MOST_BLOCKS)


def entries(
    blocks: Sequence[Block],
    setter: Typesetter,
    *,
    width_pt: float,
    node: Node | None,
    outline: Outline | None = None,
    x_pt: float = 0.0,
    left_of_page_pt: float = 0.0,
    in_cell: bool = False,
    in_note: bool = False,
    headed: bool = True,
    role: Role = PLAIN,
    before: Sequence[Entry] = (),
) -> list[Entry]:
    """The blocks of a column `width_pt` wide, in order. `node`: what their nodes become children of; None: they are an artifact.

    `outline` goes on with each heading; without it, or where not `headed` (headers, notes, tables of data), none may stand there.
    `x_pt`: of the column's left edge from the body's, `left_of_page_pt` from the page's (leaders stand on a grid). `in_cell`: a
    cell, a box, a header: no page break there, and widow control in mode 15 only; `in_note`: no page break, but widow control.
    `role`: of every paragraph that is neither heading nor item of a list. `before`: what the section before has put into the
    column.
    """
    outlined = outline if headed and node is not None else None
    out: list[Entry] = []
    last = before[-1] if before else None
    above = _Above(last.after_pt, _ending(last)) if last is not None else _NOTHING_ABOVE
    paper = setter.paper
    manner = _manner(
        setter.options, paper.compat_mode, paper.spacing_sum, setter.page_width_pt, width_pt, left_of_page_pt, x_pt, in_cell,
        in_note,
    )  # fmt: skip
    count = len(blocks)
    column = manner, node is None, outlined is None, count
    known, roles, ready = _looked(blocks, column, node is not None)
    if last is not None and ready:
        ready[0] = None                          # it stands below what the section before has put there
    make, ask, asked, label = tuple.__new__, _entries.get, False, 0
    own: Role | None = None
    for number, kept in enumerate(ready):
        if node is not None:
            own = roles[number]
            asked = own is None and outlined is not None
        if kept is None:
            block, here = blocks[number], known[number]
            if not isinstance(block, Paragraph):
                ends = number + 1 == count
                out.append(_table(block, setter, width_pt, node, outlined, x_pt, left_of_page_pt, above, last=ends))
                above = _NOTHING_ABOVE
                continue
            label = own.label if own is not None else 0
            if here.fresh:                       # most never come again: it is kept when it does
                here.fresh = False
                kept = _set(blocks, number, setter, manner, above, label, asked, None)
            else:
                left = known[number - 1] if number else None
                right = known[number + 1] if number + 1 < count else None
                key = (manner, left, here, right, label, asked)
                alone = number > 0 or last is None       # nothing above it but the block before
                kept = ask(key) if alone else None
                if kept is not None:
                    ready[number] = kept
                else:
                    told = setter.told
                    kept = _set(blocks, number, setter, manner, above, label, asked, object())
                    if kept.paragraph.drawn == {}:
                        kept.paragraph.drawn[None] = None        # it was, when it came first
                    lasting = here.lasting and (left is None or left.lasting) and (right is None or right.lasting)
                    if alone and lasting and told == setter.told:
                        _entries.put(key, kept, len(kept.paragraph.strips))
                        ready[number] = kept
        if node is None:
            found = None
        elif own is not None and own.tag == "LI":
            found = node.item(own.level)
        else:
            found = _node(kept.rank if asked else PLAIN, role, node, outlined)
        laid, rest, _, above = kept
        out.append(make(Entry, (laid, found, *rest)))
    if _LONG <= count <= _MOST_BLOCKS and 2 * ready.count(None) < count:
        held = [None if kept is None else block for block, kept in zip(blocks, ready, strict=True)]
        known = [one if one.lasting else Seen(None, one.sort, False, ()) for one in known]
        _columns.put(column, _Long(held, known, roles, ready), count)
    return out


def _looked(
    blocks: Sequence[Block], column: tuple[object, ...], tagged: bool
) -> tuple[list[Seen], Sequence[Role | None], list[_Kept | None]]:
    """What each block is, its role if the column is tagged, and what is kept of it since the column came last: of a paragraph
    that still stands between the same two blocks."""
    before = _columns.get(column) if len(blocks) >= _LONG else None
    same = list(map(is_, blocks, before.blocks)) if before is not None else []
    if before is not None and 2 * same.count(True) > len(same):
        known, ready = before.known[:], before.kept[:]
        for number in [number for number, one in enumerate(same) if not one]:
            was, now = known[number], seen(blocks[number])
            if now.sort is not was.sort:
                break                            # the roles of others hang on it
            known[number] = now
            for near in range(max(number - 1, 0), min(number + 2, len(ready))) if now is not was else (number,):
                ready[near] = None
        else:
            return known, before.roles, ready
    known = list(map(seen, blocks))
    return known, glance(known) if tagged else (), [None] * len(blocks)


def _set(
    blocks: Sequence[Block], number: int, setter: Typesetter, manner: _Manner, above: _Above, label: int, asked: bool,
    like: object,
) -> _Kept:  # fmt: skip
    """A paragraph between its neighbours; `asked`: it may be a heading. `like`: of its entry; None: it comes the first time."""
    block = blocks[number]
    assert isinstance(block, Paragraph)
    earlier = blocks[number - 1] if number else None
    later = blocks[number + 1] if number + 1 < len(blocks) else None
    form = block.format
    above_pt, forced = above
    laid = setter.paragraph(block, manner.width_pt, left_of_page_pt=manner.left_of_page_pt, label=label, fresh=like is None)
    if laid.reach_pt is not None:
        setter.reaches(manner.left_of_page_pt, laid.reach_pt)
    before_pt, after_pt = form.before_pt, form.after_pt
    if form.contextual:
        before_pt = 0.0 if _same_style(block, earlier) else before_pt
        after_pt = 0.0 if _same_style(block, later) else after_pt
    forced_pt = 0.0 if forced or before_pt <= above_pt else before_pt - above_pt
    if form.page_break_before and not manner.unbroken:
        forced = forced or "page"
    if laid.edges is not None:
        joined_above, joined_below = _joined(form, earlier), _joined(form, later)
    else:
        joined_above = joined_below = False
    stop, ends = -1, ""
    if laid.busy and (stop := _stop(laid, manner.compat)) >= 0 and not manner.unbroken:
        ends = _kind(laid.strips[stop - 1].end)
    gap_pt = above_pt + before_pt if manner.summed else above_pt if above_pt > before_pt else before_pt
    rest = (
        0, stop, manner.x_pt, gap_pt, 0.0, forced_pt, after_pt, forced, form.keep_next and later is not None, form.keep_lines,
        form.widow_control and manner.controls, joined_above, joined_below, like,
    )  # fmt: skip
    ranked = rank(block, earlier, later, aside=manner.in_cell) if asked else PLAIN
    return tuple.__new__(_Kept, (laid, rest, ranked, _above(after_pt, ends)))


def _table(
    table: Table, setter: Typesetter, width_pt: float, node: Node | None, outline: Outline | None, x_pt: float,
    left_of_page_pt: float, above: _Above, *, last: bool,
) -> Entry:  # fmt: skip
    """Above a table the `after` of the paragraph before counts in full (word.md R3)."""
    laid = setter.set_table(
        table, setter, width_pt=width_pt, node=node, outline=outline, left_of_page_pt=left_of_page_pt, last=last
    )
    keep = bool(laid.rows) and laid.rows[-1].bound and not last
    top = table.above_pt
    return Entry(laid, node, 0, -1, x_pt, above.after_pt + top, top, top, forced=above.forced, keep_next=keep)


def _node(own: Role | Rank, role: Role, node: Node, outline: Outline | None) -> Node:
    """The node of a paragraph that is `own` and no item of a list, and `role` where it is nothing of its own."""
    if own is PLAIN:
        own = role
    if type(own) is Rank:
        assert outline is not None
        made = node.add(f"H{outline.level(own.raw)}")
        made.bookmark = own.bookmark
        return made
    assert type(own) is Role
    if own.tag == "join":
        return node.latest or node.add("P")
    return node.add(own.tag or "P")


def _stop(laid: SetParagraph, compat_mode: int) -> int:
    """Where a page break ends a paragraph, its mark stays behind on the old page (before mode 15 it begins the new one): the
    empty line behind the break is not set. -1: all lines are."""
    strips = laid.strips
    if len(strips) == 1 or strips[-2].end not in ("page", "column") or compat_mode < 15:
        return -1
    last = strips[-1]
    empty = not (last.shows or last.floats or last.notes or last.bookmarks)
    return len(strips) - 1 if empty else -1


def _ending(last: Entry | None) -> Forced:
    """The break that ends what stands before."""
    if last is None or last.stop < 0 or not isinstance(last.block, SetParagraph):
        return ""
    return _kind(last.block.strips[last.stop - 1].end)


def _kind(end: str) -> Forced:
    return "page" if end == "page" else "column" if end == "column" else ""


def _same_style(paragraph: Paragraph, other: Block | None) -> bool:
    return isinstance(other, Paragraph) and other.style_id == paragraph.style_id


def _joined(mine: ParagraphFormat, other: Block | None) -> bool:
    """Neighbours with the same borders (or fill) and indents are one frame."""
    if not isinstance(other, Paragraph):
        return False
    theirs = other.format
    return (
        (mine.borders != _NO_BORDERS or mine.fill not in (None, "FFFFFF"))  # white on white joins nothing
        and (mine.borders, mine.fill, mine.left_pt, mine.right_pt)
        == (theirs.borders, theirs.fill, theirs.left_pt, theirs.right_pt)
    )
