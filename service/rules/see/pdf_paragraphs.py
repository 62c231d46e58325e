"""Lines → paragraphs, in reading order. A line goes on in the next where its first word would not have fitted any more."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from service.rules.layout import PAGE
from service.rules.see.pdf_area import CARRIED, Area, carries
from service.rules.see.pdf_lines import Line
from service.rules.see.signs import OFFICE, QUOC_HIEU, capitals, folded, label_of

Alignment = Literal["left", "center", "right", "justify"]

_EDGE_PT = 2.5                                    # lines that end here end together
_EXACT_PT = 0.7                                   # a single line that ends here was stretched to the edge
_INDENT_PT = 9.0                                  # deeper than the line above: a first line
_FARTHEST = 1.8                                   # ems from line to line: one and a half lines (II.6e) and a little
_PITCH_PT = 1.6
_BLANK = 0.25
_LEAST_MARGIN_PT = (PAGE.right_mm.least or 0.0) * 72 / 25.4
_BROKEN = re.compile(r"[^\W_][-/]$")
_STARTS = re.compile(
    r"(?:Số\s*:|V/v\b|Kính\s+gửi|Nơi\s+nhận|Căn\s+cứ\s|Phụ\s+lục\b|\(\s*(?:Ban hành\s+)?[Kk]èm\s+theo|(?:TM|KT|TL|TUQ|Q)\.\s)")


@dataclass(slots=True)
class Block:
    """One paragraph: its lines, the edges of the column it stands in, the gap above in points where it is known.

    A title whose lines end before they are full was broken by hand: its `text` keeps the break.
    """

    lines: list[Line]
    low: float
    high: float
    gap: float | None = None
    pitch: float | None = None                    # from line to line, where it has more than one
    alignment: Alignment | None = None

    @property
    def text(self) -> str:
        """Its lines with a blank between, but none after the hyphen or stroke that ends a line inside a word (“86/TTr-”)."""
        text = self.lines[0].text
        for above, line in pairwise(self.lines):
            gap = "" if _BROKEN.search(text) else " " if self.alignment != "center" or _full(above, line, self) else "\n"
            text += gap + line.text
        return text


def to_blocks(by_page: dict[int, list[Line]], areas: dict[int, Area]) -> list[Block]:
    """All paragraphs: of a two-column block the left column first, of a table cell after cell."""
    blocks: list[Block] = []
    pitch = _usual_pitch(by_page, areas)
    columns: dict[int, list[Line]] = {}
    for lines in by_page.values():
        for line in lines:
            columns.setdefault(line.block, []).append(line)
    for stream in _streams(by_page):
        low, high = _measure(stream, columns, areas)
        own: list[Block] = []
        for line in stream:
            if own and _goes_on(own[-1], line, low, high, pitch, areas):
                own[-1].lines.append(line)
            else:
                own.append(Block([line], low, high))
        for before, block in zip([None, *own], own, strict=False):
            _finish(block, before, pitch, areas[block.lines[0].page])
        blocks += own
    return blocks


def _streams(by_page: dict[int, list[Line]]) -> Iterator[list[Line]]:
    """Lines that follow one another: the running text over all pages, each column, each cell; a row without rules its cells."""
    running: list[Line] = []
    held: dict[tuple[object, ...], list[Line]] = {}
    for lines in by_page.values():
        for line in lines:
            key = (line.block, line.band, line.column) if line.block else line.cell
            if not key:
                yield from _released(held)
                running.append(line)
                continue
            if running:
                yield running
                running = []
            held.setdefault(key, []).append(line)
    yield from _released(held)
    if running:
        yield running


def _released(held: dict[tuple[object, ...], list[Line]]) -> Iterator[list[Line]]:
    for _, lines in sorted(held.items(), key=lambda item: (item[1][0].page, item[1][0].block, item[0])):
        yield lines
    held.clear()


def _measure(stream: Sequence[Line], columns: dict[int, list[Line]], areas: dict[int, Area]) -> tuple[float, float]:
    """The edges of the column that lines stand in; `columns` are the lines of each block."""
    first = stream[0]
    area = areas[first.page]
    left = area.left if area.left is not None else min(line.left for line in stream)
    right = area.right if area.right is not None else max(area.width - _LEAST_MARGIN_PT, *(line.right for line in stream))
    if not first.block:
        return (left, right) if not first.cell else (min(line.left for line in stream), max(line.right for line in stream))
    others = [line for line in columns[first.block] if line.column != first.column]
    stream = [line for line in columns[first.block] if line.column == first.column]
    widest = max(stream, key=lambda line: line.width)
    axis = widest.middle
    if first.column == "left" and not _share_axis(stream, axis):
        return min(line.left for line in stream), min(line.left for line in others)
    room = min(line.left for line in others) - axis if first.column == "left" else axis - max(line.right for line in others)
    edge = axis - left if first.column == "left" else right - axis
    half = max(min(room, edge + _INDENT_PT), widest.width / 2)
    return axis - half, axis + half


def _share_axis(lines: Sequence[Line], axis: float) -> bool:
    """Whether most lines of a column are centred on its widest and do not all begin at one edge."""
    centred = sum(abs(line.middle - axis) < _EDGE_PT for line in lines)
    return centred * 2 > len(lines) and max(line.left for line in lines) - min(line.left for line in lines) > _EDGE_PT


def _usual_pitch(by_page: dict[int, list[Line]], areas: dict[int, Area]) -> float | None:
    """The commonest distance from line to line inside a paragraph of the running text, in ems; None where no line goes on."""
    found: Counter[float] = Counter()
    for page, lines in by_page.items():
        right = areas[page].right
        for above, below in pairwise(lines):
            if right is not None and carries(above, below, right):
                found[round((below.baseline - above.baseline) / below.size, 2)] += 1
    return found.most_common(1)[0][0] if found else None


def _goes_on(block: Block, line: Line, low: float, high: float, pitch: float | None, areas: dict[int, Area]) -> bool:
    last = block.lines[-1]
    inside = not line.block and not line.cell and line.left <= low + _INDENT_PT and _full(last, line, block)
    if (_STARTS.match(line.text) and not inside) or abs(last.size - line.size) > 0.6:
        return False
    if last.page == line.page:
        step = (line.baseline - last.baseline) / max(last.size, line.size)
        above = block.lines[-2] if len(block.lines) > 1 and block.lines[-2].page == last.page else None
        usual = None if above is None else (last.baseline - above.baseline) / last.size
        farthest = CARRIED if inside and _open(last, line) else _FARTHEST
        if not 0 < step <= farthest or (usual is not None and abs(step - usual) * line.size > _PITCH_PT):
            return False
    axis = areas[line.page].middle if not line.block and not line.cell else (low + high) / 2
    if _centred((*block.lines, line), axis, low, high) and (_free(last, low, high) or _open(last, line)):
        return _one_title(block, line, low, high)
    far = pitch is not None and last.page == line.page and step > pitch + _PITCH_PT / line.size
    if not line.block and not line.cell and far and not (inside and _open(last, line)):
        return False
    first = block.lines[0]
    if line.left > min(each.left for each in block.lines) + _INDENT_PT or not _full(last, line, block):
        return False
    return not (label_of(line.text)[0] and (line.left > low + _INDENT_PT or abs(line.left - first.left) < _EDGE_PT))


def _open(last: Line, line: Line) -> bool:
    """Whether a sentence surely goes on: no stop at the end, no capital at the beginning."""
    return not last.text.endswith((".", ";", ":", "!", "?")) and line.text[:1].islower()


def _centred(lines: Sequence[Line], axis: float, low: float, high: float) -> bool:
    """All on the axis, and not all of them from edge to edge: those say nothing."""
    return all(abs(line.middle - axis) < _EDGE_PT for line in lines) and any(_free(line, low, high) for line in lines)


def _free(line: Line, low: float, high: float) -> bool:
    return bool(line.block) or line.left > low + _INDENT_PT or line.right < high - _INDENT_PT


def _one_title(block: Block, line: Line, low: float, high: float) -> bool:
    """Centred lines of one face and case. Capitals stand on lines of their own as long as the next word would have fitted; an
    office's name goes on in a line that begins with no office (“ỦY BAN NHÂN DÂN / PHƯỜNG …”), the nation's in its last words."""
    last = block.lines[-1]
    if last.faces.most_common(1)[0][0] != line.faces.most_common(1)[0][0] or capitals(last.text) != capitals(line.text):
        return False
    if not capitals(line.text) and not label_of(line.text)[0]:
        return True
    if QUOC_HIEU.startswith(folded(f"{block.text}{line.text}")):
        return True
    full = last.width + _BLANK * last.size + _first_word(line) > high - low + _EDGE_PT
    if line.column == "left":
        return not OFFICE.match(line.text) and (full or bool(OFFICE.match(block.lines[0].text)))
    return full or (not line.column and bool(OFFICE.match(block.lines[0].text)) and not OFFICE.match(line.text))


def _full(last: Line, line: Line, block: Block) -> bool:
    """Whether the first word of the next line had no room at the end of this one. A centred line has room on both sides."""
    needed = _BLANK * last.size * 0.8 + _first_word(line)
    if block.alignment == "center":
        return last.width + needed > block.high - block.low - _EDGE_PT
    return last.right + needed > block.high - _EDGE_PT


def _first_word(line: Line) -> float:
    """Its width. A word that no-break blanks bind to the next is as wide as both."""
    end = line.right
    started = False
    for letter in line.letters:
        if letter.text.isspace() and letter.text != "\u00a0":
            if started:
                end = letter.left
                break
        else:
            started = True
    return end - line.left


def _finish(block: Block, before: Block | None, usual: float | None, area: Area) -> None:
    """What can be told only when all lines are there: how they are set, the pitch, the gap above."""
    first = block.lines[0]
    steps = [below.baseline - above.baseline for above, below in pairwise(block.lines)
             if above.page == below.page]
    block.pitch = sorted(steps)[len(steps) // 2] if steps else None
    axis = area.middle if not first.block and not first.cell else (block.low + block.high) / 2
    block.alignment = _alignment(block, axis)
    if before is None or before.lines[-1].page != first.page or first.cell or abs(before.lines[-1].size - first.size) > 0.1:
        return
    if (before.alignment == "center") != (block.alignment == "center"):
        return                                    # other line spacing, which one line does not show
    pitches = [pitch for pitch in (block.pitch, before.pitch, usual and usual * first.size) if pitch]
    if not first.block and pitches and max(pitches) - min(pitches) > _EXACT_PT:
        return
    pitch = block.pitch or before.pitch or (usual * first.size if usual and not first.block else None)
    if pitch is not None:
        block.gap = round(first.baseline - before.lines[-1].baseline - pitch, 1) + 0.0


def _alignment(block: Block, axis: float) -> Alignment | None:
    lines = block.lines
    if _centred(lines, axis, block.low, block.high):
        return "center"
    if len(lines) < 2 or lines[0].cell:
        return None
    ends = [line.right for line in lines[:-1]]
    if len(lines) > 2 and max(line.left for line in lines[1:]) - min(line.left for line in lines[1:]) > _EDGE_PT:
        return "right" if max(ends) - min(ends) < _EDGE_PT else None
    if all(abs(end - block.high) < (_EDGE_PT if len(ends) > 1 else _EXACT_PT) for end in ends):
        return "justify"
    return "left" if len(ends) > 1 and max(ends) - min(ends) > 2 * _EDGE_PT else None
