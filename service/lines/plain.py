"""Paragraphs of nothing but text → lines: the same as `fill` makes of atoms, found over whole tokens instead of pieces.

A line is found by halving the sums of the widths; what a line shows is cut from the text as it stands. Whatever depends on more
(a no-break blank beside a blank, a dash where two looks meet, a missing glyph, an over-long word) is left to `fill`.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from service.lines.atoms import Glyphs
from service.lines.breaks import SLACK_PT, break_endless, break_words
from service.lines.cuts import BREAK_AFTER
from service.lines.line import Item, Line
from service.lines.ruler import Ruler, Shape
from service.paper import Inline, ParagraphFormat, Text


class _Run(NamedTuple):
    """Characters of one look, from the paragraph's `start`, `start_pt` on the endless line that it is before it is broken."""

    text: str
    shape: Shape
    link: str
    start: int
    start_pt: float


class _Units:
    """Units as columns: where each begins and ends on the endless line and in the text, and how many blanks were up to it."""

    __slots__ = ("blanks", "blanks_pt", "closes", "ends", "opens", "starts")

    def __init__(self) -> None:
        self.starts: list[float] = []
        self.ends: list[float] = []
        self.opens: list[int] = []
        self.closes: list[int] = []
        self.blanks: list[int] = []
        self.blanks_pt: list[float] = []


def plain(inlines: Sequence[Inline], form: ParagraphFormat, ruler: Ruler, width_pt: float, *, squeeze: bool) -> list[Line] | None:
    """The lines of a paragraph of text in a column `width_pt` wide, or None where only `fill` can tell."""
    texts: list[tuple[str, Shape, str]] = []
    for inline in inlines:
        if type(inline) is not Text or inline.style.caps == "small":
            return None
        if inline.text:
            texts.append((inline.text, ruler.shape(inline.style), inline.link))
    if not texts:
        return [Line(*rooms(form, width_pt)[0], end="end")]
    if len(texts) == 1:
        found = _one_look(*texts[0], form, width_pt, squeeze)
        if found is not None:
            return found
    return broken(texts, form, width_pt, squeeze)


def _one_look(text: str, shape: Shape, link: str, form: ParagraphFormat, width_pt: float, squeeze: bool) -> list[Line] | None:
    """Text of one look whose tokens are one unit each, between single blanks."""
    tokens = text.split(" ")
    book = shape.tokens
    widths = [*map(book.__getitem__, tokens)]
    ends = [*accumulate(widths)]
    if ends[-1] < 0:
        return None
    blank = book.blank_pt
    (x, room), (rest_x, rest) = rooms(form, width_pt)
    found = break_words(ends, blank, room, rest, squeeze=squeeze)
    if found is None:
        return None
    lines: list[Line] = []
    start = 0
    for end, width, scale in found:
        count = end - start - 1
        shown = Glyphs(" ".join(tokens[start:end]), shape, link, width)
        lines.append(Line(x, room, [shown], width, count * blank, count, scale))
        x, room, start = rest_x, rest, end
    lines[-1].end = "end"
    return lines


def rooms(form: ParagraphFormat, width_pt: float) -> tuple[tuple[float, float], tuple[float, float]]:
    """Where the first line and the others of a paragraph begin in a column `width_pt` wide, and the room of each."""
    limit, first, rest = width_pt - form.right_pt, form.left_pt + form.first_line_pt, form.left_pt
    return (first, max(limit, first + 1.0) - first), (rest, max(limit, rest + 1.0) - rest)


def broken(texts: list[tuple[str, Shape, str]], form: ParagraphFormat, width_pt: float, squeeze: bool) -> list[Line] | None:
    """Text of several looks, or with tokens that may break, or with several blanks in a row."""
    runs: list[_Run] = []
    units = _units(texts, runs)
    if units is None or not units.ends:
        return None
    (x, first), (rest_x, rest) = rooms(form, width_pt)
    lines: list[Line] = []
    room, start, start_pt, opens, blanks = first, 0, 0.0, 0, 0
    for end, scale, width, gaps in break_endless(units.starts, units.ends, units.blanks_pt, first, rest, squeeze=squeeze):
        if end == start + 1 and width > room + SLACK_PT:
            return None
        items = _items(runs, opens, units.closes[end - 1], start_pt, units.ends[end - 1])
        lines.append(Line(x, room, items, width, gaps, units.blanks[end - 1] - blanks, scale))
        if end < len(units.ends):
            lines[-1].broken = units.blanks[end] == units.blanks[end - 1]
            start_pt, opens, blanks = units.starts[end], units.opens[end], units.blanks[end]
        x, room, start = rest_x, rest, end
    lines[-1].end = "end"
    return lines


def _units(texts: list[tuple[str, Shape, str]], runs: list[_Run]) -> _Units | None:
    """The units of a text of several looks; its runs are added to `runs`."""
    units = _Units()
    at, at_pt, blanks, blanks_pt = 0, 0.0, 0, 0.0
    joined, last = False, ""                      # the text before ends with a word: this one goes on with it
    for text, shape, link in texts:
        runs.append(_Run(text, shape, link, at, at_pt))
        book = shape.tokens
        blank, opening = book.blank_pt, True
        for token in text.split(" "):
            if not opening:
                at, at_pt, blanks, blanks_pt, joined = at + 1, at_pt + blank, blanks + 1, blanks_pt + blank, False
            opening = False
            if not token:
                continue
            width = book[token]
            found = None if width >= 0 else book.cut(token)
            if (width < 0 and found is None) or (joined and (last in BREAK_AFTER or token[0] in BREAK_AFTER)):
                return None
            for length, own in zip(*found, strict=True) if found else ((len(token), width - blank),):
                if not joined:
                    units.starts.append(at_pt)
                    units.opens.append(at)
                    units.blanks.append(blanks)
                    units.blanks_pt.append(blanks_pt)
                    units.ends.append(0.0)
                    units.closes.append(0)
                at, at_pt, joined = at + length, at_pt + own, False
                units.ends[-1], units.closes[-1] = at_pt, at
            joined, last = True, token[-1]
    return units


def _items(runs: list[_Run], start: int, stop: int, start_pt: float, stop_pt: float) -> list[Item]:
    """Characters start..stop of the text, each look once."""
    out: list[Item] = []
    for number, run in enumerate(runs):
        if run.start >= stop:
            break
        end = run.start + len(run.text)
        if end <= start:
            continue
        end_pt = runs[number + 1].start_pt if end < stop else stop_pt
        text = run.text[max(start - run.start, 0) : stop - run.start]
        out.append(Glyphs(text, run.shape, run.link, end_pt - max(run.start_pt, start_pt)))
    return out
