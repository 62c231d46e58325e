"""Where the text of a PDF stands: page numbers set apart, the text area's edges measured.

An edge is told only where several lines agree on it. The foot is known only as far as the fullest page goes, so it is told only
where a page is full, or where text stands lower than the decree lets it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from service.pdfium import Sheet
from service.rules.layout import PAGE
from service.rules.see.pdf_lines import Line, rows
from service.rules.seen import Page

MM = 72 / 25.4
_MARGIN_MM = 25.4                                 # a page number stands no farther from the edge than this
_RUNNING_MM = min(PAGE.top_mm.least or 0.0, PAGE.bottom_mm.least or 0.0)     # headers and footers stand in the margin
_APART = 2.0                                      # ems from their baseline to the text's
_NEARLY_FULL = 0.08                               # of its width: what a full line leaves at its end where nothing is justified
CARRIED = 2.7                                     # ems from line to line: more than II.6e's one and a half lines, to see a fault
_OFF_AXIS_MM = 10.0                               # the text's axis from the page's: half the difference of legal margins
_AGREE_PT = 1.2
_LEAST = 3                                        # lines that must agree on an edge
_NUMBER = re.compile(r"[-–—(\s]*(?:Trang\s*)?\d{1,4}(?:\s*(?:/|trên)\s*\d{1,4})?[-–—)\s]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Area:
    """The text area of the pages of one size, in points from the page's top left; None: not told."""

    left: float | None
    right: float | None
    top: float | None
    bottom: float | None
    width: float                                  # of the page
    height: float

    middle: float                                 # the axis of what is centred on the page


def parted(sheet: Sheet, lines: list[Line]) -> tuple[list[Line], list[tuple[Line, bool]]]:
    """A page's lines without its numbers, and the numbers: each with whether it stands in the header."""
    numbers = []
    across = rows(lines)
    for row, header in [(across[0], True), (across[-1], False)] if across else []:
        farthest = _MARGIN_MM if len(row) == 1 else _RUNNING_MM       # beside other words: only clear of the text area
        for line in row:
            edge = line.bottom if header else sheet.height - line.top
            if _NUMBER.fullmatch(line.text) and edge <= farthest * MM and not line.cell:
                numbers.append((line, header))
    apart = {id(line) for line, _ in numbers}
    return [line for line in lines if id(line) not in apart], numbers


def areas(sheets: Sequence[Sheet], lines: dict[int, list[Line]]) -> dict[int, Area]:
    """The area of every page, measured over all pages of its size."""
    sizes: dict[tuple[int, int], list[Sheet]] = {}
    for sheet in sheets:
        sizes.setdefault((round(sheet.width), round(sheet.height)), []).append(sheet)
    found = {}
    for group in sizes.values():
        area = _area(group, lines, last=sheets[-1].number)
        found.update({sheet.number: area for sheet in group})
    return found


def to_pages(sheets: Sequence[Sheet], by_page: dict[int, Area]) -> tuple[Page, ...]:
    """Sizes and measured margins in mm."""
    pages = []
    for sheet in sheets:
        area = by_page[sheet.number]
        pages.append(Page(
            number=sheet.number,
            width_mm=round(sheet.width / MM, 2),
            height_mm=round(sheet.height / MM, 2),
            top_mm=None if area.top is None else round(area.top / MM, 2),
            right_mm=None if area.right is None else round((sheet.width - area.right) / MM, 2),
            bottom_mm=None if area.bottom is None else round((sheet.height - area.bottom) / MM, 2),
            left_mm=None if area.left is None else round(area.left / MM, 2),
        ))
    return tuple(pages)


def _area(group: Sequence[Sheet], by_page: dict[int, list[Line]], last: int) -> Area:
    sheet = group[0]
    inner = {each.number: _inner(each, by_page.get(each.number, [])) for each in group}
    own = [line for lines in inner.values() for line in lines]
    wide = [line for line in own if not line.cell and line.width > 0.5 * sheet.width]
    right = _edge(list({line.text: line.right for line in wide}.values()))      # what stands on many pages is one line
    high = right if right is not None else max((line.right for line in wide), default=sheet.width)
    alone = [[row[0] for row in rows(lines) if len(row) == 1] for lines in inner.values()]
    carried = [below.left for lines in alone for above, below in pairwise(lines) if carries(above, below, high)]
    left = max(carried, key=lambda one: (sum(abs(one - other) <= _AGREE_PT for other in carried), -one), default=None)
    return Area(
        left=left,
        right=right,
        middle=(left + right) / 2 if left is not None and right is not None else _axis(own, sheet.width),
        top=min((line.top for line in own), default=None),
        bottom=_foot(group, inner, last),
        width=sheet.width,
        height=sheet.height,
    )


def carries(above: Line, below: Line, right: float) -> bool:
    """Whether a paragraph surely goes on from a line to the next: the upper one is full, the lower one begins no farther in."""
    if above.block or below.block or above.cell or below.cell or above.size != below.size:
        return False
    step, back = (below.baseline - above.baseline) / below.size, above.left - below.left
    bold = all(face.bold for face in (*above.faces, *below.faces))              # a title, set on an axis
    centred = abs(above.middle - below.middle) <= _AGREE_PT and (bold or abs(back) > _AGREE_PT)
    full = above.right >= right - _NEARLY_FULL * (right - above.left)
    return full and 0 < step <= CARRIED and back >= -_AGREE_PT and not centred


def _axis(lines: Sequence[Line], width: float) -> float:
    """Where no edges are known: the middle that two lines near the page's share; else the page's."""
    middles = [line.middle for line in lines if not line.cell and abs(line.middle - width / 2) < _OFF_AXIS_MM * MM]
    best = max(middles, key=lambda one: sum(abs(one - other) <= _AGREE_PT for other in middles), default=width / 2)
    return best if sum(abs(best - other) <= _AGREE_PT for other in middles) > 1 else width / 2


def _inner(sheet: Sheet, lines: list[Line]) -> list[Line]:
    """A page's lines without those that leave it, and without running heads and feet: words in the margin, well apart."""
    across = rows(line for line in lines
                  if min(line.left, line.top) >= 0 and line.right <= sheet.width and line.bottom <= sheet.height)
    while len(across) > 1 and across[0][0].bottom <= _RUNNING_MM * MM and _apart(across[0], across[1]):
        across = across[1:]
    while len(across) > 1 and across[-1][0].top >= sheet.height - _RUNNING_MM * MM and _apart(across[-2], across[-1]):
        across = across[:-1]
    return [line for row in across for line in row]


def _apart(above: list[Line], below: list[Line]) -> bool:
    return below[0].baseline - above[0].baseline > _APART * max(above[0].size, below[0].size)


def _edge(ends: list[float]) -> float | None:
    """The place farthest right on which at least three long lines agree."""
    for end in sorted({round(end, 1) for end in ends}, reverse=True):
        near = [other for other in ends if abs(other - end) <= _AGREE_PT]
        if len(near) >= _LEAST:
            return median(near)
    return None


def _foot(group: Sequence[Sheet], by_page: dict[int, list[Line]], last: int) -> float | None:
    """The lowest line of full pages. One that stands clear of the legal margin by more than a line is a page not full."""
    lows = {each.number: max(line.bottom for line in own) for each in group if (own := by_page.get(each.number))}
    if not lows:
        return None
    lowest = max(lows.values())
    legal = group[0].height - (PAGE.bottom_mm.most or 0) * MM
    full = any(number != last for number in lows)
    tooth = group[0].height - (PAGE.bottom_mm.least or 0) * MM
    return lowest if lowest > tooth + 1 or (full and lowest >= legal) else None
