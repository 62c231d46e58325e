"""Text of one look and nothing else, the most of every document: set in one go, just as `strips` sets it piece by piece."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from service.fonts import Face
from service.lines import Line, Ruler, Shape, spaced
from service.lines.atoms import Glyphs
from service.paper import LineRule, ParagraphFormat
from service.press.looks import Look, extra_glyphs
from service.press.setting import Show, Strip, Use
from service.press.spacing import NBSP, aligned
from service.press.strokes import number


class Lines(NamedTuple):
    """`text`: of each line, where no show has a tag; `whole`: of all, see `paragraphs.text_of`."""

    strips: tuple[Strip, ...]
    bottoms_pt: tuple[float, ...]
    text: tuple[bytes, ...] | None
    whole: bytes
    uses: frozenset[Use]


def one_look(
    lines: Sequence[Line], form: ParagraphFormat, ruler: Ruler, look_of: Callable[[Shape], Look], *, expands: bool, label: int
) -> Lines | None:
    """The lines, or None where they hold more than text of one look, or blanks that belong to words. `label`: so many characters
    at the beginning are the label of an item."""
    first = lines[0].items
    shape = first[0].shape if len(first) == 1 else None
    if shape is None or shape.style.script != "base" or shape.raise_pt:
        return None
    look = look_of(shape)
    if look.drawn:
        return None
    texts: list[Sequence[str]] = []              # what stands between the blanks of each line
    for line in lines:
        items = line.items
        if len(items) != 1 or type(item := items[0]) is not Glyphs or item.shape is not shape or item.link:
            return None
        if not line.words and NBSP in item.text:
            return None
        texts.append(line.words or item.text.split(" "))
    own, texts[0] = _label(texts[0], label)
    if not texts[0]:
        return None
    height, baseline, extra, down = _pitch(shape.face, shape.base_pt, form.line, form.line_rule)
    font, units, codes, blank = look.font, look.units_per_pt, look.codes.__getitem__, look.blank
    body, last, bottom, x_before = look.before + b"[%b]TJ" + look.after, len(lines) - 1, 0.0, 0.0
    strips, bottoms, text_of, whole = [], [], [], [font]
    for at, line in enumerate(lines):
        text = texts[at]
        x, stretched = aligned(line, form, expands)
        width, gap, wider_pt = line.width_pt, blank, 0.0
        labels: tuple[Show, ...] = ()
        if stretched and (count := len(text) - 1 if at or not own else len(text) + len(own) - 2):
            wider_pt = (line.room_pt - width) / count
            gap = b"%b%.2f" % (blank, -wider_pt * units)
            width = line.room_pt
        if own and not at:
            own_pt = ruler.width_pt(" ".join(own), shape) + wider_pt * (len(own) - 1)
            labels = (Show(x, own_pt, font + body % gap.join(map(codes, own)), "Lbl"),)
            x, width = x + own_pt, width - own_pt
        shown = gap.join(map(codes, text))
        if at < last and not line.broken:
            shown += blank                       # what is copied has its words apart
        shown = body % shown
        if at:
            whole.append(b" %s %s Td" % (number(x - x_before), down) if x != x_before else b" 0 %s Td" % down)
        whole.append(shown)
        bottom += height
        bottoms.append(bottom)
        shown = font + shown
        text_of.append(shown)
        strips.append(Strip(height, baseline, extra, (*labels, Show(x, width, shown)), b"", b"", (), (), (), line.end))
        x_before = x
    missing = extra_glyphs(look, shape.face, chain(own, *texts))
    uses = frozenset([Use(shape.face, missing)]) if missing else look.uses
    if label:
        return Lines(tuple(strips), tuple(bottoms), None, b"", uses)
    return Lines(tuple(strips), tuple(bottoms), tuple(text_of), b"".join(whole), uses)


def _label(text: Sequence[str], length: int) -> tuple[Sequence[str], Sequence[str]]:
    """The first line's label and its rest, or nothing where the label is all of it."""
    if not length:
        return (), text
    if length == len(text[0]) + 1 and len(text) > 1:         # a word and the blank behind it: what a typed label is
        return (text[0], ""), text[1:]
    whole = " ".join(text)
    return whole[:length].split(" "), whole[length:].split(" ") if length < len(whole) else ()


@lru_cache(maxsize=512)
def _pitch(face: Face, size_pt: float, line: float, rule: LineRule) -> tuple[float, float, float, bytes]:
    """Height, baseline and hang of a line, and the operand that moves the pen to the next."""
    form = ParagraphFormat(line=line, line_rule=rule)
    found = spaced((face.ascent_em + face.line_gap_em) * size_pt, face.natural_em * size_pt, form)
    return found.height_pt, found.baseline_pt, found.extra_pt, number(-found.height_pt)
