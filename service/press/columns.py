"""Entries one below the other, without pages: cells, boxes, headers, notes; and cut in two where a page ends within a cell."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from service.paper import NoteMark
from service.press.setting import Anchored, Entry, Ink, Item, SetParagraph, SetRow, SetTable, Words, moved

SAME_PT: Final = 0.06                            # word.md rule 4: what ends at the margin to 0.05 pt still fits
_FEWEST: Final = 2                               # lines at either end of a page under widow control (word.md R3a)


class Stacked(NamedTuple):
    """What stands in a column, from its upper left corner; `after_pt` is asked for below it."""

    items: list[Item]
    height_pt: float
    after_pt: float
    notes: tuple[NoteMark, ...] = ()


def stack(entries: Sequence[Entry]) -> Stacked:
    """All entries, from the first one's own gap on."""
    items: list[Item] = []
    notes: list[NoteMark] = []
    y = after = 0.0
    for entry in entries:
        block = entry.block
        top = y + entry.gap_pt
        if type(block) is SetParagraph:
            stop = entry.stop if entry.stop >= 0 else len(block.strips)
            if not (block.busy or entry.start or block.edges):         # most paragraphs
                items.append(tuple.__new__(Words, (entry.x_pt, top, block, 0, stop, entry.node)))
                y, after = top + block.bottoms_pt[stop - 1], entry.after_pt
                continue
            gap = entry.gap_pt if entry.joined_above else 0.0
            y = put(items, entry, block, entry.x_pt, top, entry.start, stop, gap, joined=entry.joined_below)
            if block.busy:
                notes += [mark for strip in block.strips[entry.start : stop] for mark in strip.notes]
        else:
            assert isinstance(block, SetTable)
            y = _rows(items, notes, block.rows, entry.x_pt, top)
            y = close(items, block, entry.x_pt, y)
        after = entry.after_pt
    return Stacked(items, y, after, tuple(notes))


def put(
    items: list[Item], entry: Entry, block: SetParagraph, x: float, y: float, start: int, stop: int, gap: float, *, joined: bool
) -> float:
    """Adds lines start..stop of a paragraph at y; returns where they end. `gap`: above them, within the frame that they share
    with the paragraph above; `joined`: they share it with the one below."""
    bottoms = block.bottoms_pt
    height = bottoms[stop - 1] - (bottoms[start - 1] if start else 0.0)
    if block.edges is not None:
        above = entry.joined_above and start == 0
        y += 0.0 if above else block.above_pt
        ends = stop == len(block.strips) or stop == entry.stop
        items.append(Ink(x, y, block.edges(start, stop, above, joined and ends, gap if above else 0.0)))
        height += block.between_pt if joined and ends else block.below_pt
    words(items, entry, block, x, y, start, stop)
    return y + height


def words(items: list[Item], entry: Entry, block: SetParagraph, x: float, y: float, start: int, stop: int) -> None:
    """Adds lines start..stop of a paragraph, and the drawings anchored in them."""
    items.append(tuple.__new__(Words, (x, y, block, start, stop, entry.node)))
    if block.busy:
        items += [
            Anchored(x, y, drawing, block.width_pt, entry.node)
            for strip in block.strips[start:stop] for drawing in strip.floats
        ]  # fmt: skip


def close(items: list[Item], table: SetTable, x: float, y: float, below: SetRow | None = None) -> float:
    """The line that closes a table, or its part on a page; `below`: the row that the next page begins with."""
    foot = table.foot or (below.line if below is not None else b"")
    if foot:
        items.append(Ink(x, y, foot))
    return y + table.foot_pt


def _rows(items: list[Item], notes: list[NoteMark], rows: Sequence[SetRow], x: float, y: float) -> float:
    for row in rows:
        items += moved(row.items, x, y)
        notes += row.notes
        y += row.height_pt
    return y


class Framed(NamedTuple):
    """Lines of a paragraph with borders or fill: those are drawn when it is known what stands beside it on the page."""

    at: int                                      # its words among the page's items
    entry: Entry
    start: int
    stop: int
    x_pt: float
    y_pt: float
    gap_pt: float | None                         # within the frame shared with the paragraph above; None: there is none


def draw_frames(items: list[Item], framed: Sequence[Framed]) -> None:
    """Draws the borders and fills of a page's paragraphs, behind the words of each."""
    below = False
    for one in reversed(framed):
        block = one.entry.block
        assert isinstance(block, SetParagraph)
        assert block.edges is not None
        above = one.gap_pt is not None
        code = block.edges(one.start, one.stop, above, below, one.gap_pt or 0.0)
        items.insert(one.at, Ink(one.x_pt, one.y_pt, code))
        below = above


# ---------------------------------------------------------------- cut

def lines_that_fit(block: SetParagraph, start: int, stop: int, room_pt: float, *, hang: bool) -> int:
    """How many of the lines start..stop fit in so many points, the extra leading of the last one hanging below where it may."""
    bottoms = block.bottoms_pt
    base = bottoms[start - 1] if start else 0.0
    limit = room_pt + base + SAME_PT
    last = bisect_right(bottoms, limit, start, stop)
    if hang and last < stop and bottoms[last] - block.strips[last].hang_pt <= limit:
        last += 1
    return last - start


def lines_that_stay(entry: Entry, count: int, of: int) -> int:
    """So many of a paragraph's lines stay on a page that `count` would fit on, of those that are left: widow and orphan control
    leaves two lines on each side, so three lines move whole (word.md R3a). 0: it moves."""
    if entry.keep_lines:
        return 0
    if not entry.controlled:
        return count
    count = min(count, of - _FEWEST)
    return count if count >= _FEWEST else 0


def cut(entries: Sequence[Entry], room_pt: float, *, must: bool = False) -> tuple[Stacked, list[Entry]] | None:
    """What fits in so many points, and the rest for the next page; None where nothing fits. The part on the old page ends with
    its last line's full pitch, and `after` where the paragraph has ended; what begins on the new one has lost its gap
    (word.md R3). `must`: no page has more room, so that a paragraph stays in part whatever keeps its lines together."""
    y = 0.0
    for number, entry in enumerate(entries):
        block, start = entry.block, entry.start
        top = y + entry.gap_pt
        if type(block) is SetParagraph:
            stop = entry.stop if entry.stop >= 0 else len(block.strips)
            count = lines_that_fit(block, start, stop, room_pt - top - _above(entry, block), hang=False)
            if count < stop - start:
                fit, count = count, lines_that_stay(entry, count, stop - start)
                if must and not count and number == 0:
                    count = min(max(fit, 1), stop - start - 1)
                parts = (entry._replace(stop=start + count), entry._replace(start=start + count, gap_pt=0.0)) if count else None
                return _parted(entries, number, parts, room_pt, must=must)
            y = top + block.bottoms_pt[stop - 1] - (block.bottoms_pt[start - 1] if start else 0.0) + _around(entry, block)
            if y > room_pt + SAME_PT:
                return _parted(entries, number, None, room_pt, must=must)
        else:
            assert isinstance(block, SetTable)
            y = top
            for at, row in enumerate(block.rows):
                if y + row.height_pt + block.foot_pt > room_pt + SAME_PT:
                    first, room = must and number == at == 0, room_pt - y - block.foot_pt
                    cuts = row.cut is not None and (first or (room > 0 and not row.whole))
                    pieces = row.cut(max(room, 0.0), first) if row.cut is not None and cuts else None
                    if first and pieces is None:     # a row that no page holds, whole
                        if len(block.rows) == 1:
                            return _parted(entries, 1, None, room_pt, must=must) if len(entries) > 1 else None
                        at = 1
                    return _parted(entries, number, _table_parts(entry, block, at, pieces), room_pt, must=must)
                y += row.height_pt
            y += block.foot_pt
    return stack(entries), []


def _above(entry: Entry, block: SetParagraph) -> float:
    return 0.0 if entry.joined_above and entry.start == 0 else block.above_pt


def _around(entry: Entry, block: SetParagraph) -> float:
    return _above(entry, block) + (block.between_pt if entry.joined_below else block.below_pt)


def _table_parts(entry: Entry, table: SetTable, at: int, pieces: tuple[SetRow, SetRow] | None) -> tuple[Entry, Entry] | None:
    """A table in a cell, cut before row `at` or within it. Its head is not drawn again there."""
    if at == 0 and pieces is None:
        return None
    head = [*table.rows[:at], *(pieces[:1] if pieces else ())]
    rest = [*(pieces[1:] if pieces else table.rows[at : at + 1]), *table.rows[at + 1 :]]
    return (
        entry._replace(block=replace(table, rows=head)),
        entry._replace(block=replace(table, rows=rest, head=[], head_count=0), gap_pt=0.0),
    )


def _parted(
    entries: Sequence[Entry], number: int, parts: tuple[Entry, Entry] | None, room_pt: float, *, must: bool
) -> tuple[Stacked, list[Entry]] | None:
    """The entries before `number` and its first part; its second part and what follows."""
    stay = [*entries[:number], *(parts[:1] if parts else ())]
    while stay and parts is None and stay[-1].keep_next:
        stay.pop()
    if not stay and must:
        stay = [*entries[:number]]               # a chain that no page holds
    if not stay:
        return None
    rest = [parts[1] if parts else entries[len(stay)]._replace(gap_pt=0.0), *entries[number + 1 if parts else len(stay) + 1 :]]
    stacked = stack(stay)
    after = 0.0 if parts else min(stacked.after_pt, max(room_pt - stacked.height_pt, 0.0))
    return stacked._replace(after_pt=after), rest
