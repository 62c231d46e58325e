"""How high each line of a paragraph is and where its baseline stands.

word.md ("line pitch = font height × multiple") and fidelity.md §4 rules 1–3. A line of several faces stands as high over and as
deep under its baseline as the highest and the deepest of them; what is super- or subscript makes no line higher.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain
from typing import Final

from service.lines import Line, Pitch, Ruler, Shape, spaced
from service.lines.atoms import Thing
from service.paper import Break, Label, Paragraph, ParagraphFormat, Picture

_SYMBOL_ASCENT_EM: Final = 1.005  # word.md R4


def heights(paragraph: Paragraph, lines: Sequence[Line], ruler: Ruler) -> list[Pitch]:
    """The pitch of each line. A line that shows things, but no text of full height, is as high as the whole paragraph's text; an
    empty one as the break or the mark that ends it."""
    form = paragraph.format
    known: dict[tuple[Shape, ...], Pitch] = {}
    shapes_of = [_high(line) for line in lines]
    out: list[Pitch] = []
    for at, (line, shapes) in enumerate(zip(lines, shapes_of, strict=True)):
        if not shapes:
            every = tuple(dict.fromkeys(chain.from_iterable(shapes_of))) if line.items else ()
            shapes = every or (_ending(paragraph, lines, at, ruler),)
        found = known.get(shapes)
        if found is None:
            found = known[shapes] = pitch_of(shapes, form)
        if any(isinstance(item, Thing) and isinstance(item.inline, Picture) for item in line.items):
            found = _beside_pictures(line, found)
        out.append(found)
    if paragraph.label is not None:
        out[0] = _beside_bullet(paragraph.label, shapes_of[0], out[0], form)
    return out


def pitch_of(shapes: Sequence[Shape], form: ParagraphFormat) -> Pitch:
    """The pitch of a line of these shapes, one or more."""
    above, below = _measures(shapes)
    return spaced(above, above + below, form)


def mark_of(paragraph: Paragraph, ruler: Ruler) -> Shape:
    """The shape of the paragraph's mark: of full height even where it is superscript (word.md rule 8)."""
    mark = paragraph.mark
    plain = mark.script == "base" and not mark.raise_pt
    return ruler.shape(mark if plain else replace(mark, script="base", raise_pt=0.0))


def _measures(shapes: Sequence[Shape]) -> tuple[float, float]:
    """How far the shapes reach over and under the baseline. A raise (w:position) counts."""
    above = max([(s.face.ascent_em + s.face.line_gap_em) * s.base_pt + s.raise_pt for s in shapes])
    below = max([s.face.descent_em * s.base_pt - s.raise_pt for s in shapes])
    return above, below


def _high(line: Line) -> tuple[Shape, ...]:
    """The shapes that make the line's height, each once."""
    items = line.items
    if len(items) == 1:
        shape = items[0].shape
        return (shape,) if shape is not None and shape.style.script == "base" else ()
    return tuple(dict.fromkeys([i.shape for i in items if i.shape is not None and i.shape.style.script == "base"]))


def _ending(paragraph: Paragraph, lines: Sequence[Line], at: int, ruler: Ruler) -> Shape:
    """The shape of what ends an empty line: a break, or the paragraph's mark."""
    breaks = [inline for inline in paragraph.inlines if isinstance(inline, Break)]
    number = sum([line.end in ("line", "page", "column") for line in lines[:at]])
    if lines[at].end in ("line", "page", "column") and number < len(breaks):
        style = breaks[number].style
        return ruler.shape(replace(style, script="base", raise_pt=0.0) if style.script != "base" or style.raise_pt else style)
    return mark_of(paragraph, ruler)


def _beside_pictures(line: Line, found: Pitch) -> Pitch:
    """A picture in the line stands on its baseline."""
    tallest = max([item.inline.height_pt for item in line.items if isinstance(item, Thing) and isinstance(item.inline, Picture)])
    more = max(tallest - found.baseline_pt, 0.0)
    return Pitch(found.height_pt + more, found.baseline_pt + more, found.extra_pt)


def _beside_bullet(label: Label, shapes: Sequence[Shape], found: Pitch, form: ParagraphFormat) -> Pitch:
    """A Symbol bullet makes the first line of its item higher, and no multiple of that: its ascent is 1.005 em, the text's 0.933
    (word.md R4)."""
    if not label.bullet or form.line_rule == "exact" or label.style.family.strip().lower() != "symbol" or not shapes:
        return found
    above, below = _measures(shapes)
    more = _SYMBOL_ASCENT_EM * label.style.size_pt - above
    if form.line_rule == "at_least":
        more = min(more, above + more + below - form.line)
    if more <= 0:
        return found
    return Pitch(found.height_pt + more, found.baseline_pt + more, found.extra_pt)
