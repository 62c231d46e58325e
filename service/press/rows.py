"""Rows of a table, set: their heights, what stands in them, and the two parts of what a page's end cuts (word.md R3).

A row is as high as its highest cell (margins, gaps, full line pitches) or its own height, plus its top border; an exact height
has the border inside and clips. Rows tied by cells that span them are laid and kept together as one; what such a cell needs more
than they give, the last of them gets. Cells are cut independently; a row one of whose cells would show nothing goes over whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import accumulate
from typing import NamedTuple

from service.blocks.tree import Node
from service.paper import NoteMark, ParagraphFormat, Row
from service.press.columns import SAME_PT, Stacked, cut, stack
from service.press.grids import Frames, RowFrame, Spot
from service.press.setting import Clipped, Entry, Item, SetParagraph, SetRow, Words, moved


class Text(NamedTuple):
    """A cell with one paragraph and nothing else. `height_pt`: of its lines, what it asks for above and below, and the cell's
    margins."""

    spot: Spot
    height_pt: float
    paragraph: SetParagraph
    form: ParagraphFormat
    node: Node | None


class Blocks(NamedTuple):
    """Any other cell; `stacked` is its `entries`."""

    spot: Spot
    height_pt: float
    stacked: Stacked
    entries: list[Entry]


Content = Text | Blocks


class Tier(NamedTuple):
    """A row to be laid, or what a page's end left of it."""

    frame: RowFrame
    cells: list[Content]
    least_pt: float                              # of its content, or exactly of all of it
    exact: bool
    splits: bool                                 # a page may end within it, though another could hold all of it
    number: int                                  # in the table


def tier(row: Row, number: int, frame: RowFrame, cells: list[Content]) -> Tier:
    """A row with its cells set."""
    exact = row.height_rule == "exact"
    return Tier(frame, cells, row.height_pt if row.height_rule != "auto" else 0.0, exact, not (exact or row.cant_split), number)


def lay(tiers: list[Tier], frames: Frames, *, controlled: bool, bound: bool = False, whole: bool = False) -> SetRow:
    """One row, or several that cells tie together. `controlled`: cells leave no single line of a paragraph (R3: mode 15)."""
    heights = [_height(tier) for tier in tiers]
    if len(tiers) > 1:
        _reach(tiers, heights)
    items: list[Item] = []
    notes: list[NoteMark] = []
    y = 0.0
    for one, height in zip(tiers, heights, strict=True):
        items += moved(one.frame.drawn(height), 0.0, y)
        y += height
    y = 0.0
    for number, one in enumerate(tiers):
        for cell in one.cells:
            spot = cell.spot
            last = min(number + spot.rows, len(tiers))
            room = sum(heights[number:last]) - one.frame.top_pt - tiers[last - 1].frame.bottom_pt
            _place(items, cell, y + one.frame.top_pt, room, clips=tiers[last - 1].exact)
            if type(cell) is Blocks:
                notes += cell.stacked.notes
        y += heights[number]
    cuts = len(tiers) > 1 or not tiers[0].exact
    again = partial(_cut, tiers, heights, frames, controlled, bound) if cuts else None
    return SetRow(y, items, bound, tuple(notes), whole, again, tiers[0].frame.line, tiers[-1].frame.bottom_pt)


def _height(one: Tier) -> float:
    if one.exact:
        return one.least_pt
    highest = one.least_pt
    for cell in one.cells:
        if cell.height_pt > highest and cell.spot.rows == 1:
            highest = cell.height_pt
    return highest + one.frame.top_pt + one.frame.bottom_pt


def _reach(tiers: Sequence[Tier], heights: list[float]) -> None:
    """Makes the last row of each cell that spans rows so high that its content fits."""
    spanning = [
        (min(number + cell.spot.rows, len(tiers)), number, cell.height_pt)
        for number, one in enumerate(tiers) for cell in one.cells if cell.spot.rows > 1
    ]  # fmt: skip
    for stop, start, needed in sorted(spanning):
        last = tiers[stop - 1]
        missing = needed + tiers[start].frame.top_pt + last.frame.bottom_pt - sum(heights[start:stop])
        if missing > 0 and not last.exact:
            heights[stop - 1] += missing


def _place(items: list[Item], cell: Content, y: float, room: float, *, clips: bool) -> None:
    """Adds what stands in a cell: `y`: below the row's top border, `room` below that."""
    spot = cell.spot
    free = room - cell.height_pt
    top = y + spot.above_pt + (free * spot.lift if free > 0 else 0.0)
    if type(cell) is Text:
        paragraph = cell.paragraph
        top += cell.form.before_pt
        found: list[Item] = [Words(spot.x_pt, top, paragraph, 0, len(paragraph.strips), cell.node)]
    else:
        assert isinstance(cell, Blocks)
        found = moved(cell.stacked.items, spot.x_pt, top)
    if clips and free < -SAME_PT:
        found = [Clipped(spot.edge_pt, y, spot.room_pt, max(room, 0.0), tuple(moved(found, -spot.edge_pt, -y)))]
    items += found


# ---------------------------------------------------------------- cut by a page's end

def _cut(
    tiers: list[Tier], heights: list[float], frames: Frames, controlled: bool, bound: bool, room_pt: float, must: bool = False
) -> tuple[SetRow, SetRow] | None:
    """The part of the rows that fits in so many points, and the rest; None where nothing of them does (`setting.Cut`)."""
    ends = [0.0, *accumulate(heights)]
    stop = sum(end <= room_pt + SAME_PT for end in ends) - 1       # so many rows fit whole
    if stop == len(tiers):
        return None
    upper, lower = tiers[:stop], tiers[stop:]
    ties = any(number + cell.spot.rows > stop for number, one in enumerate(upper) for cell in one.cells)
    split = not lower[0].exact and (lower[0].splits or heights[stop] > room_pt)       # no page holds it
    halves = _halves(lower[0], room_pt - ends[stop], controlled, must=must and not stop, full=ties) if split else None
    if halves is None and not stop:
        return None
    end = ends[stop]
    if halves is not None:
        upper, lower = [*upper, halves[0]], [halves[1], *lower[1:]]
        end += _height(halves[0])
    rest: list[Content] = []
    for number, one in enumerate(tiers[:stop] if ties else ()):
        room = end - ends[number] - one.frame.top_pt
        upper[number] = one._replace(cells=[
            _shared(cell, number + cell.spot.rows - stop, room, rest, controlled, must=must and 2 * room > room_pt)
            for cell in one.cells
        ])  # fmt: skip
    if rest:                                     # cells that go on are closed above too
        frame = frames.frame(lower[0].number, opens=True)
        cells = sorted([*rest, *lower[0].cells], key=lambda cell: cell.spot.edge_pt)
        lower[0] = lower[0]._replace(frame=frame, cells=cells)
    first = lay(upper, frames, controlled=controlled)
    return first, lay(lower, frames, controlled=controlled, bound=bound, whole=len(lower) > 1 or not lower[0].splits)


def _halves(one: Tier, room_pt: float, controlled: bool, *, must: bool, full: bool) -> tuple[Tier, Tier] | None:
    """A row cut in two; None where one of its cells would show nothing above, or all of them everything. Where it must be cut,
    one cell that shows something is enough, and the height that it asks for is shared by its parts. `full`: a cell from above
    goes on in it and has all of the room."""
    inner = room_pt - one.frame.top_pt           # the border below it hangs
    parts = [_parted(cell, inner, controlled, must=must) for cell in one.cells]
    shown = [upper for upper, _ in parts if upper is not None]
    if (len(shown) < len(parts) and not (must and shown)) or not (any(left for _, left in parts) or must or full):
        return None
    upper = one._replace(
        cells=[shown or _nothing(cell.spot) for cell, (shown, _) in zip(one.cells, parts, strict=True)],
        least_pt=inner if full else min(one.least_pt, inner) if must else 0.0,
    )
    gone = _height(upper) - one.frame.top_pt
    cells = [left or _nothing(cell.spot) for cell, (_, left) in zip(one.cells, parts, strict=True)]
    return upper, one._replace(cells=cells, least_pt=max(one.least_pt - gone, 0.0))


def _shared(cell: Content, rows: int, room_pt: float, rest: list[Content], controlled: bool, *, must: bool) -> Content:
    """What a page shows of a cell that began on it and spans `rows` more behind it; what is left of it is put to the rest."""
    if rows <= 0:
        return cell
    shown, left = _parted(cell, room_pt, controlled, must=must)
    if shown is None:
        shown, left = _nothing(cell.spot), cell
    left = left or _nothing(cell.spot)
    rest.append(left._replace(spot=left.spot._replace(rows=rows)))
    return shown


def _parted(
    cell: Content, room_pt: float, controlled: bool, *, must: bool = False
) -> tuple[Content | None, Content | None]:
    """What a cell shows in so many points, and what is left; None for nothing. Only what stands in one part is lifted there."""
    if cell.height_pt <= room_pt + SAME_PT:
        return cell, None
    spot = cell.spot._replace(lift=0.0)
    room_pt -= spot.above_pt + spot.below_pt
    found = cut(_entries(cell, controlled), room_pt, must=must)
    if found is None:
        return None, cell
    stacked, left = found
    below = min(stacked.after_pt, max(room_pt - stacked.height_pt, 0.0))
    return blocks(spot, [], stacked._replace(after_pt=below)), blocks(spot, left, stack(left)) if left else None


def _entries(cell: Content, controlled: bool) -> list[Entry]:
    if isinstance(cell, Blocks):
        return cell.entries
    form = cell.form
    return [Entry(
        cell.paragraph, cell.node, gap_pt=form.before_pt, after_pt=form.after_pt,
        keep_lines=form.keep_lines, controlled=form.widow_control and controlled,
    )]  # fmt: skip


def blocks(spot: Spot, entries: list[Entry], stacked: Stacked) -> Blocks:
    """A cell with these blocks. The last `after` counts (word.md R3)."""
    return Blocks(spot, stacked.height_pt + stacked.after_pt + spot.above_pt + spot.below_pt, stacked, entries)


def _nothing(spot: Spot) -> Blocks:
    return blocks(spot, [], Stacked([], 0.0, 0.0))
