"""A text → lines in a box, in the size the box says or up to `shrink_pt` smaller; what then does not fit is a problem, never cut.

Lines break greedily between words, as Word breaks what is not justified; a text of several lines is then broken anew into as many
lines of about the same length.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise
from math import inf
from typing import Final

from service.errors import Problem, problem
from service.fonts import faces, glyph_missing
from service.lines import Ruler, pitch
from service.paper import ParagraphFormat, TextStyle
from service.stage.stock import Box
from service.values import StageText

_MM: Final = 72 / 25.4
_STEP_PT: Final = 0.5
_SPARE_PT: Final = 0.75        # a line this much shorter than its box breaks in no program, however it rounds
_PAUSES: Final = ",;:.”"
_INSIDE: Final = 0.1           # what a line that ends inside a clause costs: as two lines, one half as long again as the other

_Width = Callable[[str], float]


@dataclass(frozen=True, slots=True)
class Fitted:
    """Lines and their size; `inset_mm` from the top of the box to the first line's top; the last line's width and bottom."""

    lines: tuple[str, ...]
    size_pt: float
    inset_mm: float
    last_width_mm: float
    bottom_mm: float


def fit(text: str, box: Box, pointer: str) -> Fitted | Problem:
    """Text (`\\n` ends a line) and box → Fitted, or what does not fit, or has no glyph."""
    found = _fit(text, box)
    return replace(found, pointer=pointer) if isinstance(found, Problem) else found


@lru_cache(maxsize=1024)                         # certificates of one list say the same in most of their boxes
def _fit(text: str, box: Box) -> Fitted | Problem:
    face = faces().find(box.font, box.bold, box.italic).face
    missing = face.missing(text.replace("\n", " "))
    if missing:
        return glyph_missing(missing[0], face)
    size = box.size_pt
    while True:
        fitted, fault = _fitted(text, box, size)
        if fitted is not None:
            return fitted
        size -= _STEP_PT
        if size < box.size_pt - box.shrink_pt - 1e-9 or size < 4:
            assert fault is not None
            return fault


def extent_mm(text: StageText) -> tuple[float, float]:
    """From where to where its lines stand, from the top of the sheet."""
    shape = Ruler(faces()).shape(TextStyle(family=text.family, size_pt=text.size_pt, bold=text.bold, italic=text.italic))
    height = pitch(shape, ParagraphFormat(line=text.line))
    top = text.y_mm + text.inset_mm
    return top, top + (len(text.lines) * height.height_pt - height.extra_pt) / _MM


def _fitted(text: str, box: Box, size_pt: float) -> tuple[Fitted | None, Problem | None]:
    ruler = Ruler(faces())
    shape = ruler.shape(TextStyle(family=box.font, size_pt=size_pt, bold=box.bold, italic=box.italic))

    @cache
    def width(words: str) -> float:
        return shape.face.width_em(words) * size_pt

    room_pt = box.width_mm * _MM - _SPARE_PT
    hard = text.split("\n")
    widest = max((width(word) for line in hard for word in line.split(" ")), default=0.0)
    if box.lines_max == 1 and len(hard) == 1:
        widest = width(text)
    if widest > room_pt:
        over = f"{(widest - room_pt) / _MM:.1f}".replace(".", ",")
        return None, problem("text-too-wide-for-box", "“{chu}” rộng hơn ô “{o}” của phôi {mm} mm, dù đã thu cỡ chữ còn {co} pt.",
                             chu=_short(text), o=box.name, mm=over, co=_plain(size_pt))
    lines = [line for part in hard for line in _broken(part, room_pt, width)]
    height = pitch(shape, ParagraphFormat(line=box.line))
    needed_mm = len(lines) * height.height_pt / _MM
    if len(lines) > box.lines_max or needed_mm > box.height_mm + 0.01:
        most = min(box.lines_max, int((box.height_mm + 0.01) * _MM / height.height_pt))
        over = f"{(len(lines) - most) * height.height_pt / _MM:.1f}".replace(".", ",")
        return None, problem(
            "text-too-long-for-box", "“{chu}” cần {so} dòng, ô “{o}” của phôi chứa {nhieu_nhat} dòng: dài hơn {mm} mm, dù đã thu"
            " cỡ chữ còn {co} pt.", chu=_short(text), so=len(lines), o=box.name, nhieu_nhat=most, mm=over,
            co=_plain(size_pt))
    even = tuple(line for part in hard for line in _even(part, room_pt, width))
    shown_mm = needed_mm - height.extra_pt / _MM               # the leading below the last line is not seen
    free = {"top": 0.0, "center": (box.height_mm - shown_mm) / 2, "bottom": box.height_mm - shown_mm}[box.vertical]
    inset = max(min(free, box.height_mm - needed_mm), 0.0)     # but LibreOffice hides a line whose leading leaves the box
    return Fitted(even, size_pt, inset, width(even[-1]) / _MM, inset + shown_mm), None


def _broken(text: str, room_pt: float, width: _Width) -> list[str]:
    """One paragraph's lines, greedily."""
    lines: list[str] = []
    for word in text.split(" "):
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and width(joined) <= room_pt:
            lines[-1] = joined
        else:
            lines.append(word)
    return lines


def _even(text: str, room_pt: float, width: _Width) -> list[str]:
    """The same number of lines, about equally long, rather broken behind a comma than inside a clause."""
    words = text.split(" ")
    count = len(_broken(text, room_pt, width))
    if count == 1:
        return [text]
    mean = width(text) / count

    @cache
    def best(start: int, left: int) -> tuple[float, tuple[int, ...]]:
        """The least cost of setting the words from `start` on in `left` lines, and where these end."""
        found: tuple[float, tuple[int, ...]] = (inf, ())
        for end in range(start + 1, len(words) - left + 2) if left > 1 else (len(words),):
            line = " ".join(words[start:end])
            wide = width(line)
            if wide > room_pt:
                break
            cost = ((wide - mean) / mean) ** 2
            if left > 1:
                rest, ends = best(end, left - 1)
                cost += rest + (0.0 if line[-1:] in _PAUSES else _INSIDE)
                found = min(found, (cost, (end, *ends)))
            else:
                found = cost, (end,)
        return found

    ends = best(0, count)[1]
    return [" ".join(words[start:end]) for start, end in pairwise((0, *ends))]


def _short(text: str) -> str:
    plain = text.replace("\n", " ")
    return plain if len(plain) <= 60 else f"{plain[:57]}…"


def _plain(size_pt: float) -> str:
    return f"{size_pt:g}".replace(".", ",")
