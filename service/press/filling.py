"""Entries → pages: where a page ends, and what keeps it from ending there.

Word fills a page line by line. Where the next line or row does not fit, the page ends at the last place that nothing forbids:
between two lines of the paragraph that crosses (two of its lines on each side), before it, or before the chain of paragraphs that
stay with it (word.md R3a). Such a place is noted as it is passed. What is taken back fits on the next page, so that no line
is set more than twice and the whole is linear in the length of the document.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from service.paper import NoteMark
from service.press import runs
from service.press.columns import SAME_PT, Framed, close, draw_frames, lines_that_fit, lines_that_stay, words
from service.press.notes import Foot
from service.press.page_rows import fitting, pieces, shorten
from service.press.runs import Next
from service.press.setting import Entry, Item, SetPage, SetParagraph, SetRow, SetTable, Words, moved


class _Back(NamedTuple):
    """A place where the page may end: before this line or row of an entry, with so many items, at y. Within a table: which, and
    its x; and so many rows are in the band that ends there, if one does."""

    entry: int
    start: int
    items: int
    y_pt: float
    state: tuple[int, float, int]                # of the foot
    table: SetTable | None = None
    x_pt: float = 0.0
    rows: int = 0


class Column:
    """The pages, filled one after the other. `opened` gives the next page, and by how much of the room left its text is lowered;
    `foot` takes the notes of the page that is being filled."""

    def __init__(self, opened: Callable[[], tuple[SetPage, float]], foot: Foot) -> None:
        self._opened, self._foot = opened, foot
        self._page: SetPage | None = None
        self._lowered = 0.0
        self._items: list[Item] = []
        self._framed: list[Framed] = []
        self._y = self._bottom = self._left = 0.0
        self._fresh = self._forced = True        # nothing stands on the page; a forced break, or nothing, stands before it
        self._back: _Back | None = None
        self._carried: SetRow | None = None      # what is left of a row that the page before has cut
        self._reach = 0                          # the last entry that was looked at
        self._end = 0.0                          # of the paper
        self.strays = False                      # something stands too low for it

    def turn(self, *, forced: bool = True) -> None:
        """Ends the page, if there is one, and opens the next."""
        self.end()
        self._page, self._lowered = self._opened()
        page = self._page
        self._items, self._fresh, self._forced, self._back = page.items, True, forced, None
        self._y = page.frame.top_pt
        self._bottom, self._end = page.frame.top_pt + page.frame.height_pt, page.frame.page_height_pt
        self._foot.open(page.frame)

    def end(self) -> None:
        """Completes the page: frames, and the notes at its foot."""
        if self._page is not None:
            draw_frames(self._items, self._framed)
            self._framed = []
            room = self._bottom - self._foot.height_pt - self._y
            if self._lowered and room > 0:
                self._page.items, self._page.run = moved(self._items, 0.0, room * self._lowered), None
            self._foot.close(self._page, self._bottom)
            self._page = None

    def finish(self) -> None:
        """Ends the last page, and those that a note still goes on to."""
        self.end()
        while self._foot.waits:
            self.turn(forced=False)
            self.end()

    def fill(self, entries: Sequence[Entry], left_pt: float) -> None:
        """Sets the entries below what stands there already; `left_pt`: of their column, from the page's left edge."""
        if self._page is None:
            self.turn()
        self._left = left_pt
        index = start = 0
        likes = [entry.like for entry in entries]
        while index < len(entries):
            index, start, forced = self._again(entries, likes, index, start)
            if index < len(entries):
                self.turn(forced=forced)

    def _again(self, entries: Sequence[Entry], likes: list[object], index: int, start: int) -> Next:
        """Fills the page as one that came before, or as `_fill` does."""
        page, foot = self._page, self._foot
        assert page is not None
        if not self._fresh or likes[index] is None or foot.height_pt or foot.goes_on or self._carried is not None:
            return self._fill(entries, index, start)
        key = (start, self._forced, page.frame.top_pt, page.frame.height_pt, self._left)
        found = runs.find(key, likes, index)
        if found is not None:
            page.run, self._y, self._fresh = found, found.end_pt, False
            self._items += found.items(entries[index : index + len(found.places)])
            stop, line, forced = found.stop
            return index + stop, line, forced
        stopped = self._fill(entries, index, start)
        if stopped[0] < len(entries) and not self.strays:
            page.run = runs.note(key, entries, index, self._reach, self._items, self._y, stopped)
        return stopped

    def _fill(self, entries: Sequence[Entry], index: int, start: int) -> Next:
        """Fills the page from a line or row of an entry on."""
        items, left, count, foot = self._items, self._left, len(entries), self._foot
        y, fresh, back, kept = self._y, self._fresh, None, False       # `kept`: the entry before stays with this one
        limit = self._bottom - foot.height_pt + SAME_PT
        state, make = foot.state, tuple.__new__
        while index < count:
            entry = entries[index]
            block, node, begun, ends, x_pt, gap, top_gap, forced_gap, _, breaks, keeps, _, _, _, _, _ = entry
            if fresh:
                gap = 0.0 if start else forced_gap if self._forced or breaks else top_gap
            elif breaks:
                self._y, self._reach = y, index
                return index, 0, True
            elif not kept:
                back = make(_Back, (index, 0, len(items), y, state, None, 0.0, 0))
            if type(block) is SetParagraph and not (block.busy or start or begun or ends >= 0 or block.edges):
                top, strips = y + gap, block.strips                    # most paragraphs
                end = top + block.bottoms_pt[-1]
                if end - strips[-1].hang_pt <= limit:
                    items.append(make(Words, (left + x_pt, top, block, 0, len(strips), node)))
                    y, kept, fresh = end, keeps, False
                    index += 1
                    continue
            self._y, self._fresh, self._back = y, fresh, back
            if type(block) is SetParagraph:
                stopped = self._paragraph(entry, block, index, max(start, entry.start), gap)
            else:
                assert isinstance(block, SetTable)
                stopped = self._table(entry, block, index, start, gap)
            if stopped is not None:
                self._reach = index
                return stopped
            y, fresh, back, kept, start = self._y, False, self._back, entry.keep_next, 0
            state = foot.state
            limit = self._bottom - foot.height_pt + SAME_PT
            index += 1
        self._y, self._fresh = y, fresh
        return count, 0, False

    def _retreat(self) -> Next:
        """Takes back what stands behind the last place where the page may end."""
        assert self._back is not None
        index, start, count, y, state, table, x, rows = self._back
        del self._items[count:]
        if rows:
            shorten(self._items[-1], rows)
        self._framed = [one for one in self._framed if one.at < count]
        self._foot.back(state)
        self._carried = None
        self._y = close(self._items, table, x, y, table.rows[start]) if table is not None else y
        return index, start, False

    # ------------------------------------------------------------ paragraphs

    def _paragraph(self, entry: Entry, block: SetParagraph, index: int, start: int, gap: float) -> Next | None:
        """Sets lines from `start` on; None where the page goes on below the last of them."""
        foot, stop = self._foot, entry.stop if entry.stop >= 0 else len(block.strips)
        stay, end = self._fitting(entry, block, start, stop, gap)
        if stay < end - start:
            fit, stay = stay, lines_that_stay(entry, stay, end - start)
            if not stay:
                if self._back is not None:
                    return self._retreat()
                if not self._fresh:
                    return index, start, False   # in spite of what keeps it here: no page holds all of that
                if not fit and foot.goes_on:
                    return index, start, self._forced
                stay = max(fit, 1)
        self._put(entry, block, start, start + stay, gap)
        if start + stay < stop:
            return index, start + stay, start + stay == end
        return None

    def _fitting(self, entry: Entry, block: SetParagraph, start: int, stop: int, gap: float) -> tuple[int, int]:
        """How many lines fit on the page, and up to which they may: a page break ends it."""
        foot, strips, bottoms = self._foot, block.strips, block.bottoms_pt
        top = self._y + gap + (0.0 if self._joined(entry, start) else block.above_pt)
        limit = self._bottom - foot.height_pt
        if not block.busy:
            fit = lines_that_fit(block, start, stop, limit - top, hang=True)
        else:
            stop = next((k + 1 for k in range(start, stop) if strips[k].end in ("page", "column")), stop)
            top -= bottoms[start - 1] if start else 0.0
            marks: list[NoteMark] = []
            asked, fit = 0.0, stop - start
            for number in range(start, stop):
                strip = strips[number]
                end, before = top + bottoms[number] - strip.hang_pt, asked
                if strip.notes:
                    marks += strip.notes
                    asked = foot.asked_pt(marks)
                if end + asked > limit + SAME_PT:
                    begins = strip.notes and end + before <= limit + SAME_PT and foot.begins(marks, limit - end)
                    fit = number - start + (1 if begins else 0)
                    break
            top += bottoms[start - 1] if start else 0.0
        if block.below_pt and fit == stop - start and not entry.joined_below:
            end = top + bottoms[stop - 1] - (bottoms[start - 1] if start else 0.0) + block.below_pt
            fit -= end > limit + SAME_PT
        return fit, stop

    def _put(self, entry: Entry, block: SetParagraph, start: int, stop: int, gap: float) -> None:
        x, y = self._left + entry.x_pt, self._y + gap
        bottoms, joined = block.bottoms_pt, self._joined(entry, start)
        if block.edges is not None:
            y += 0.0 if joined else block.above_pt
            self._framed.append(Framed(len(self._items), entry, start, stop, x, y, gap if joined else None))
        words(self._items, entry, block, x, y, start, stop)
        y += bottoms[stop - 1] - (bottoms[start - 1] if start else 0.0)
        if block.busy:
            marks = [mark for strip in block.strips[start:stop] for mark in strip.notes]
            self._foot.take(marks, self._bottom - y + block.strips[stop - 1].hang_pt)
        if block.edges is not None:
            y += block.between_pt if entry.joined_below and stop == len(block.strips) else block.below_pt
        self._y, self._fresh = y, False
        if y > self._end:
            self.strays = True

    def _joined(self, entry: Entry, start: int) -> bool:
        """Whether it is one frame with what stands above it on this page."""
        return entry.joined_above and start == 0 and not self._fresh

    # ------------------------------------------------------------ tables

    def _table(self, entry: Entry, table: SetTable, index: int, start: int, gap: float) -> Next | None:
        """Sets rows from `start` on, below the head where the table goes on. No leading hangs below a table (word.md R3), but the
        line that closes it does: so the decree's Annex III begins its pages where its blank lines want them."""
        items, foot, x, y = self._items, self._foot, self._left + entry.x_pt, self._y + gap
        goes_on = start > 0 or self._carried is not None
        top, headless = y, len(items)
        if goes_on and start >= table.head_count:
            for row in table.head:
                items += moved(row.items, x, y)
                y += row.height_pt
        fresh, count = self._fresh, len(table.rows)                    # nothing but the head stands on the page
        while start < count:
            row = self._carried or table.rows[start]
            room = self._bottom - foot.height_pt - y
            fit = fitting(table, start, x, y, room) if self._carried is None else None
            if fit is not None:
                band, stop, y, back, back_y = fit
                items.append(band)
                if back:
                    rows = len(band.rows) - (stop - back)
                    self._back = _Back(index, back, len(items), back_y, foot.state, table, x, rows)
                start, fresh, self._fresh = stop, False, False
                continue
            asked, height = foot.asked_pt(row.notes) if row.notes else 0.0, row.height_pt - row.hang_pt
            over = height + asked > room + SAME_PT
            if over and not (asked and height <= room + SAME_PT and foot.begins(row.notes, room - height)):
                cut = pieces(row, room, asked, fresh=fresh and y == top and not foot.goes_on)               # nothing else
                if cut is not None:
                    y = self._row(cut[0], x, y)
                    self._carried = cut[1]
                    self._y = close(items, table, x, y, row)
                    return index, start, False
                if self._back is not None:
                    return self._retreat()
                if not fresh:                    # rows that stay together, but no page holds them all
                    self._y = close(items, table, x, y, row)
                    return index, start, False
                if foot.goes_on:
                    del items[headless:]
                    return index, start, self._forced
                if y > top:                      # not even without the head, perhaps
                    del items[headless:]
                    y = top
                    continue
            y, fresh, self._carried = self._row(row, x, y), False, None
            start += 1
            if table.head_count < start < count and not row.bound:
                self._back = _Back(index, start, len(items), y, foot.state, table, x)
        self._y = close(items, table, x, y)
        return None

    def _row(self, row: SetRow, x: float, y: float) -> float:
        self._items += moved(row.items, x, y)
        y += row.height_pt
        if row.notes:
            self._foot.take(row.notes, self._bottom - y)
        if y > self._end:
            self.strays = True
        self._fresh = False
        return y
