"""Drawn lines of a Word file: floats with a rule, borders of paragraphs, rows of underscores → what they stand under."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from service.frozen import value
from service.paper import Float, Paragraph, Rule, Text
from service.rules.see.signs import RULED, ruled
from service.rules.seen import Part

# Advances of Times New Roman in em; a superscript is set at two thirds of its size (word.md rule 8).
_ADVANCE_EM: Final = {"_": 0.5, "-": 0.333, "–": 0.5, "—": 1.0}
_SCRIPT_SCALE: Final = 0.65
_PITCH: Final = 1.15                                      # of a line, in sizes: no face is measured here
_LEAST_PT: Final = 12.0                                   # a shorter stroke is a mark, not a line


@value
class Drawn:
    """A line before it is known what stands above it: `part` is the part it is anchored in or follows (-1: none),
    `down_pt` how far below that part's top (None: under it), `middle_pt` its middle from the left edge of the page where it
    counts from the page in both directions."""

    length_pt: float
    part: int
    typed: bool = False
    down_pt: float | None = None
    middle_pt: float | None = None


def typed_length_pt(paragraph: Paragraph, text: str) -> float:
    """How long a row of underscores or dashes is that stands alone on its line."""
    style = next((one.style for one in paragraph.inlines if type(one) is Text and one.text.strip()), paragraph.mark)
    scale = style.scale * (1.0 if style.script == "base" else _SCRIPT_SCALE)
    return len(text.strip(" \t\n\u00ad")) * (_ADVANCE_EM.get(ruled(text), 0.5) * style.size_pt * scale + style.spacing_pt)


def trailing_rule(text: str) -> str:
    """The last line of a paragraph of several lines, where it is drawn by hand."""
    last = text.rsplit("\n", 1)[-1] if "\n" in text else ""
    return last if last and RULED.fullmatch(last) else ""


def floats(paragraph: Paragraph, part: int, *, empty: bool) -> list[Drawn]:
    """The rules that a paragraph anchors. `part`: its own index, or, of an empty paragraph, that of the part above."""
    found = []
    for one in paragraph.inlines:
        if type(one) is not Float or type(one.content) is not Rule:
            continue
        rule = one.content
        if abs(rule.dx_pt) < _LEAST_PT or abs(rule.dy_pt) > max(2.0, 0.05 * abs(rule.dx_pt)):
            continue
        if one.y.reference in ("page", "margin"):
            middle = one.x.offset_pt + rule.dx_pt / 2 if one.x.reference == "page" and not one.x.align else None
            found.append(Drawn(abs(rule.dx_pt), -1, middle_pt=middle))
        else:
            down = None if empty else one.y.offset_pt
            found.append(Drawn(abs(rule.dx_pt), part, down_pt=down))
    return found


def bordered(paragraph: Paragraph, part: int, above: int, measure_pt: float) -> list[Drawn]:
    """A paragraph's border below (or, of an empty one, above) as a line; a frame round the text is none."""
    borders, form = paragraph.format.borders, paragraph.format
    if borders.left or borders.right:
        return []
    length = measure_pt - form.left_pt - form.right_pt
    found = [Drawn(length, part)] if borders.bottom and part >= 0 else []
    if borders.top and above >= 0:
        found.append(Drawn(length, above))
    return found


def under(drawn: Drawn, parts: Sequence[Part], containers: Sequence[int]) -> int:
    """The index of the part a line stands under: lines are counted down from the anchor within its cell or flow."""
    at, down = drawn.part, drawn.down_pt
    if at < 0 or down is None:
        return at
    if down < 0.4 * _height_pt(parts[at]):
        return at - 1 if at > 0 and containers[at - 1] == containers[at] else at
    while down > 1.4 * _height_pt(parts[at]) and at + 1 < len(parts) and containers[at + 1] == containers[at]:
        down -= _height_pt(parts[at])
        at += 1
    return at


def _height_pt(part: Part) -> float:
    looks = part.looks
    if looks is None:
        return 16.0
    line = looks.line_pt if looks.line_pt is not None else looks.sizes_pt[0] * _PITCH * (looks.line or 1.0)
    return line * (part.text.count("\n") + 1) + (looks.before_pt or 0.0) + (looks.after_pt or 0.0)
