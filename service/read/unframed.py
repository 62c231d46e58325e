"""Paragraphs in frames → text boxes anchored in the paragraph that follows.

Word up to 2007 puts page numbers in frames. A frame without a width is as wide as its text: here it is as wide as what it counts
from, with its text aligned in it as the frame is, and nothing flows around it: frames add no height (word.md R3b).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, cast

from service.paper import Block, Box, Float, Paragraph, Position, Text
from service.read.frames import Frame
from service.read.story import Container, Geometry

_PITCH = 1.15                                              # of a line, in sizes: the face is not known here


def unframed(made: list[Block], frames: Sequence[Frame | None], container: Container, page: Geometry) -> list[Block]:
    """The blocks with each run of framed paragraphs as a float in the next paragraph, else in the one before, else alone."""
    if not any(frames):
        return made
    out: list[Block] = []
    waiting: list[Float] = []
    index = 0
    while index < len(made):
        block, held = made[index], frames[index]
        if held is None:
            if isinstance(block, Paragraph) and waiting:
                block, waiting = replace(block, inlines=(*waiting, *block.inlines)), []
            out.append(block)
            index += 1
            continue
        end = index
        while end < len(made) and frames[end] == held:
            end += 1
        waiting.append(_float(held, [b for b in made[index:end] if isinstance(b, Paragraph)], container, page))
        index = end
    if waiting:
        last = out.pop() if out and isinstance(out[-1], Paragraph) else None
        anchor = last if isinstance(last, Paragraph) else replace(_first(made), inlines=(), label=None)
        out.append(replace(anchor, inlines=(*anchor.inlines, *waiting)))
    return out


def _first(made: Sequence[Block]) -> Paragraph:
    return next(block for block in made if isinstance(block, Paragraph))


def _float(held: Frame, inside: list[Paragraph], container: Container, page: Geometry) -> Float:
    width, x, blocks = held.width, held.x, inside
    if held.fitted:
        width = {"page": page.width, "margin": page.measure}.get(x.reference, container.width)
        if x.align:
            blocks = [replace(p, format=replace(p.format, alignment=cast(Any, x.align))) for p in inside]
            x = Position(x.reference)
        else:
            width = max(width - x.offset_pt, 0.0)
    height = max(held.height, sum(_height(p) for p in inside))
    box = Box(width, height, tuple(blocks), inset_pt=(0.0, 0.0, 0.0, 0.0))
    above, beside = held.space
    return Float(box, width, height, x, held.y, cast(Any, "none" if held.fitted else held.wrap),
                 distance_pt=(above, beside, above, beside))


def _height(paragraph: Paragraph) -> float:
    form = paragraph.format
    size = max((i.style.size_pt for i in paragraph.inlines if isinstance(i, Text)), default=paragraph.mark.size_pt)
    line = form.line if form.line_rule == "exact" else size * _PITCH * (form.line if form.line_rule == "auto" else 1.0)
    return form.before_pt + line + form.after_pt
