"""A page's letters → its lines: what stands on one baseline without a gap that only columns have.

Blanks are judged by the gap, never by the stream alone: some printers leave them out, others (justified text) stretch them.
"""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from operator import attrgetter

from service.pdfium import Face, Letter, Sheet

# All in ems of the larger letter.
_SAME_LEVEL = 0.12                                # within a chunk: one baseline
_SAME_ROW = 0.4                                   # a raised or lowered mark belongs to its row
_BLANK = 0.16                                     # a gap without a blank that reads as one (Times' own blank: 0.25)
_COLUMN = 1.0                                     # … and one that parts columns
_STRETCHED = 2.5                                  # a justified blank is narrower than this
_TOUCHING = 0.5                                   # a later piece of the stream that goes on in the same line
ASCENT, DESCENT = 0.933, 0.216                    # Times New Roman's line: its gap of 0.042 stands above, as Word sets it


@dataclass(slots=True)
class Line:
    """Letters on one baseline, left to right, blanks put in. Points from the page's top left."""

    page: int
    letters: list[Letter]
    left: float = 0.0
    right: float = 0.0
    baseline: float = 0.0
    size: float = 0.0                             # the commonest
    text: str = ""
    column: str = ""                              # left, right of a two-column block
    block: int = 0                                # number of that block; 0: none
    band: int = 0                                 # in a heading: 0 names above, 1 from the number and the date on
    cell: tuple[int, ...] = ()                    # table, row, column where ruled lines stand round it
    sizes: Counter[float] = field(default_factory=Counter)
    faces: Counter[Face] = field(default_factory=Counter)
    colors: Counter[str] = field(default_factory=Counter)
    strokes_under: float = 0.0                    # the part of its width that is underlined

    def __post_init__(self) -> None:
        seen = [letter for letter in self.letters if not letter.text.isspace()] or self.letters
        self.left, self.right = min(letter.left for letter in seen), max(letter.right for letter in seen)
        for letter in [letter for letter in seen if letter.text.isalnum()] or seen:      # bullets come from fonts of their own
            self.sizes[letter.size] += 1
            self.faces[letter.face] += 1
            self.colors[letter.color] += 1
        self.size = self.sizes.most_common(1)[0][0]
        self.baseline = Counter(round(letter.baseline, 2) for letter in seen).most_common(1)[0][0]
        self.text = _text(self.letters)

    @property
    def top(self) -> float:
        return self.baseline - ASCENT * self.size

    @property
    def bottom(self) -> float:
        return self.baseline + DESCENT * self.size

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2

    @property
    def width(self) -> float:
        return self.right - self.left


def to_lines(sheet: Sheet) -> list[Line]:
    """Lines from top to bottom, those of one row from left to right. Lines of blanks only are left out."""
    chunks = [chunk for chunk in _chunks(sheet.letters) if any(not letter.text.isspace() for letter in chunk)]
    lines = []
    for row in _rows(chunks):
        own = [line for letters in _joined(row) if (line := Line(sheet.number, letters)).text]
        if any(after.left < before.right - _TOUCHING * before.size for before, after in pairwise(own)):
            own.sort(key=lambda line: line.baseline)              # lines printed over one another are no columns
        lines += own
    return lines


def rows(lines: Iterable[Line]) -> list[list[Line]]:
    """Lines that stand side by side, from top to bottom."""
    found: list[list[Line]] = []
    for line in lines:
        last = found[-1][0] if found else None
        if last and last.page == line.page and abs(last.baseline - line.baseline) < _SAME_ROW * max(last.size, line.size):
            found[-1].append(line)
        else:
            found.append([line])
    return found


def _chunks(letters: Iterable[Letter]) -> Iterator[list[Letter]]:
    """Runs of the stream on one baseline without a column's gap and without a step back."""
    chunk: list[Letter] = []
    for letter in letters:
        if chunk and not _goes_on(chunk[-1], letter):
            yield chunk
            chunk = []
        chunk.append(letter)
    if chunk:
        yield chunk


def _goes_on(last: Letter, letter: Letter) -> bool:
    em = max(last.size, letter.size)
    if abs(last.baseline - letter.baseline) > _SAME_LEVEL * em:
        return False
    gap = letter.left - last.right
    wide = _STRETCHED if last.text.isspace() or letter.text.isspace() else _COLUMN
    return -_TOUCHING * em < gap < wide * em


def _rows(chunks: list[list[Letter]]) -> Iterator[list[list[Letter]]]:
    """Chunks by baseline; a small raised one joins the row of larger letters beside it."""
    levels: list[float] = []                      # of the rows, sorted; each row is begun by its largest letters
    taken: dict[float, list[list[Letter]]] = {}
    for chunk in sorted(chunks, key=lambda chunk: (-chunk[0].size, chunk[0].baseline)):
        level = chunk[0].baseline
        at = bisect(levels, level)
        near = [row for row in levels[max(0, at - 1):at + 1] if abs(row - level) < _SAME_ROW * taken[row][0][0].size]
        if near:
            taken[min(near, key=lambda row: abs(row - level))].append(chunk)
        else:
            levels.insert(at, level)
            taken[level] = [chunk]
    for level in levels:
        yield sorted(taken[level], key=lambda chunk: chunk[0].left)


def _joined(row: list[list[Letter]]) -> Iterator[list[Letter]]:
    """Chunks of a row as lines: side by side they are one line where only a word's gap parts them."""
    line: list[Letter] = []
    for chunk in row:
        if line:
            em = max(line[-1].size, chunk[0].size)
            gap = chunk[0].left - max(letter.right for letter in line[-3:])
            follows = 0 <= chunk[0].order - line[-1].order <= 3       # the stream went straight on: a change of face, a tab
            if gap > (_COLUMN if follows else _TOUCHING) * em or gap < -_TOUCHING * em:         # or printed over one another
                yield line
                line = []
        line = [*line, *chunk]
    if line:
        yield line


def _text(letters: list[Letter]) -> str:
    parts: list[str] = []
    last: Letter | None = None
    for letter in letters:
        blank = letter.text.isspace()
        if last is not None and not blank and not last.text.isspace() and letter.left - last.right > _BLANK * letter.size:
            parts.append(" ")
        parts.append("\u00a0" if letter.text == "\u00a0" else " " if blank else letter.text)
        last = letter
    return "".join(parts).strip()


def pages(lines: Iterable[Line]) -> dict[int, list[Line]]:
    """Lines by page, in their order."""
    return {number: list(own) for number, own in groupby(sorted(lines, key=attrgetter("page")), key=attrgetter("page"))}
