"""The lines of a PDF, and how far two sets of lines agree: which words stand on a line, on which page, at which height.

A line is what stands on one baseline without a gap as wide as a column's. Blanks do not count (a justified line stretches
them), nor do leaders, which each program draws in its own way.
"""

from __future__ import annotations

import ctypes
import difflib
import re
import statistics
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pypdfium2
from pypdfium2 import raw

MM_PER_PT = 25.4 / 72
SAME_BASELINE_PT = 1.2
COLUMN_GAP_PT = 9.6
_LEADER = re.compile(r"[._]{2,}|…")
_NOT_PRINTED = frozenset({0x0, 0x2, 0xA, 0xD, 0xAD, 0xFFFE})


class Line(NamedTuple):
    page: int
    baseline_pt: float                           # from the top of the page
    left_pt: float
    words: str                                   # without blanks, NFC
    letters_pt: tuple[float, ...] = ()           # where each character begins; leaders too


class _Char(NamedTuple):
    baseline_pt: float
    left_pt: float
    right_pt: float
    char: str


def lines_of(pdf: bytes) -> tuple[int, list[Line]]:
    """PDF → number of pages, lines in order of page and height."""
    document = pypdfium2.PdfDocument(pdf)
    found: list[Line] = []
    for number, page in enumerate(document):
        for row in _rows(sorted(_characters(page))):
            for part in _parts(sorted(row, key=lambda c: c.left_pt)):
                words = _LEADER.sub("", unicodedata.normalize("NFC", "".join(c.char for c in part)))
                if words:
                    found.append(Line(number + 1, statistics.median(c.baseline_pt for c in part), part[0].left_pt, words,
                                      tuple(c.left_pt for c in part)))
    return len(document), found


def _characters(page: Any) -> Iterator[_Char]:
    height, text = page.get_height(), page.get_textpage()
    x, y = ctypes.c_double(), ctypes.c_double()
    box = [ctypes.c_double() for _ in range(4)]
    for index in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, index)
        if code in _NOT_PRINTED or chr(code).isspace() or raw.FPDFText_IsGenerated(text, index) == 1:
            continue
        raw.FPDFText_GetCharOrigin(text, index, ctypes.byref(x), ctypes.byref(y))
        raw.FPDFText_GetCharBox(text, index, *map(ctypes.byref, box))
        yield _Char(height - y.value, x.value, max(box[1].value, x.value), chr(code))


def _rows(chars: Sequence[_Char]) -> Iterator[list[_Char]]:
    row: list[_Char] = []
    for char in chars:
        if row and char.baseline_pt - row[0].baseline_pt >= SAME_BASELINE_PT:
            yield row
            row = []
        row.append(char)
    if row:
        yield row


def _parts(row: Sequence[_Char]) -> Iterator[list[_Char]]:
    part: list[_Char] = []
    for char in row:
        if part and char.left_pt - part[-1].right_pt > COLUMN_GAP_PT:
            yield part
            part = []
        part.append(char)
    if part:
        yield part


@dataclass(frozen=True)
class Agreement:
    """How two prints agree; offsets in mm between the baselines of equal lines on the same page."""

    pages: tuple[int, int]
    lines: tuple[int, int]
    same_lines: float
    same_lines_and_page: float
    offset_median_mm: float
    offset_max_mm: float
    missing: tuple[Line, ...]                    # the oracle's lines we have not
    extra: tuple[Line, ...]
    pairs: tuple[tuple[Line, Line], ...] = field(default=(), repr=False)   # equal lines, the oracle's and ours

    def __str__(self) -> str:
        return (
            f"pages {self.pages[0]}/{self.pages[1]}, lines {self.lines[0]}/{self.lines[1]}, same {self.same_lines:.2%}, "
            f"on the page {self.same_lines_and_page:.2%}, median {self.offset_median_mm:.3f} mm, max {self.offset_max_mm:.3f} mm"
            + "".join(f"\n  - p{m.page} {m.words}" for m in self.missing[:8])
            + "".join(f"\n  + p{m.page} {m.words}" for m in self.extra[:8])
        )


def agreement(pages: tuple[int, int], oracle: Sequence[Line], ours: Sequence[Line]) -> Agreement:
    """Pairs equal lines in reading order first, the rest (cells drawn in another order) by their place."""
    pairs = _in_order(oracle, ours)
    pairs += _by_place(oracle, ours, pairs)
    total = max(len(oracle), len(ours))
    offsets = [abs(ours[j].baseline_pt - oracle[i].baseline_pt) * MM_PER_PT for i, j in pairs if oracle[i].page == ours[j].page]
    paired_left, paired_right = {i for i, _ in pairs}, {j for _, j in pairs}
    return Agreement(
        pages=pages,
        lines=(len(oracle), len(ours)),
        same_lines=len(pairs) / total if total else 1.0,           # of a page that shows nothing: the place of a signature
        same_lines_and_page=len(offsets) / total if total else 1.0,
        offset_median_mm=statistics.median(offsets) if offsets else 0.0,
        offset_max_mm=max(offsets, default=0.0),
        missing=tuple(line for i, line in enumerate(oracle) if i not in paired_left),
        extra=tuple(line for j, line in enumerate(ours) if j not in paired_right),
        pairs=tuple((oracle[i], ours[j]) for i, j in pairs),
    )


def _in_order(oracle: Sequence[Line], ours: Sequence[Line]) -> list[tuple[int, int]]:
    matcher = difflib.SequenceMatcher(None, [o.words for o in oracle], [o.words for o in ours], autojunk=False)
    return [(i + k, j + k) for i, j, n in matcher.get_matching_blocks() for k in range(n)]


def _by_place(oracle: Sequence[Line], ours: Sequence[Line], done: list[tuple[int, int]]) -> list[tuple[int, int]]:
    spare: defaultdict[str, list[int]] = defaultdict(list)
    for j in sorted(set(range(len(ours))) - {j for _, j in done}):
        spare[ours[j].words].append(j)
    pairs = []
    for i in sorted(set(range(len(oracle))) - {i for i, _ in done}):
        rest = spare[oracle[i].words]
        if rest:
            nearest = min(rest, key=lambda j, line=oracle[i]: _distance(ours[j], line))
            rest.remove(nearest)
            pairs.append((i, nearest))
    return pairs


def _distance(one: Line, other: Line) -> tuple[int, float]:
    return abs(one.page - other.page), abs(one.baseline_pt - other.baseline_pt)
