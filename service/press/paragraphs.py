"""Paragraph → SetParagraph: the place of each line, its operators, and how lines follow each other in one text object."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from service.lines import Line, Pitch, Ruler, Shape
from service.paper import Field, Paragraph
from service.press.frames import frame_of
from service.press.heights import heights
from service.press.looks import Look
from service.press.setting import SetParagraph, Strip, Use
from service.press.spacing import aligned, higher, reach, spacing
from service.press.strips import Drawn, Pen
from service.press.strokes import number

_TIGHT: Final = 0.9                              # a multiple of the font's height: below it letters may leave their line


class Manner(NamedTuple):
    """What the paragraphs of a document are set with. `expands`: justified lines stretch before a manual break too."""

    ruler: Ruler
    look_of: Callable[[Shape], Look]
    expands: bool


class Column(NamedTuple):
    """Where a paragraph is set: so wide, its left edge so far from the page's. `label`: so many characters at the beginning are
    the label of an item."""

    width_pt: float
    left_of_page_pt: float
    label: int


def one_digit(_field: Field) -> str:
    """What is shown for a field while no page has its number."""
    return "1"


def set_paragraph(
    paragraph: Paragraph, lines: Sequence[Line], manner: Manner, column: Column, numbers: Callable[[Field], str] = one_digit
) -> SetParagraph:
    """A paragraph of anything whose lines are broken. `numbers`: what is shown for a field. Raises FontFault for a sign (a blank,
    a leader) that its face lacks."""
    numbered = any(isinstance(inline, Field) for inline in paragraph.inlines)
    form = paragraph.format
    pen = Pen(manner.ruler, manner.look_of, label=column.label, left_of_page_pt=column.left_of_page_pt, numbers=numbers)
    drawn = []
    low, high = 0.0, column.width_pt
    for line in lines:
        x, stretched = aligned(line, form, manner.expands)
        if x < low:
            low = x
        end = x + (line.width_pt if line.scale == 1 else line.room_pt)
        if end > high:
            high = end
        drawn.append(pen.line(line, x, *(spacing(line) if stretched else (0.0, 0))))
    strips, bottoms, bottom, tagged = [], [], 0.0, False
    pitches = heights(paragraph, lines, manner.ruler)
    for line, found, height in zip(lines, drawn, pitches, strict=True):
        bottom += height.height_pt
        bottoms.append(bottom)
        shows = tuple([piece.show() for piece in found.pieces])
        tagged = tagged or any(show.tag for show in shows)
        strips.append(
            Strip(
                height.height_pt, height.baseline_pt, height.extra_pt, shows, b"".join(found.under), b"".join(found.over),
                tuple(found.floats), tuple(found.notes), tuple(found.bookmarks), line.end,
            )
        )  # fmt: skip
    uses = frozenset([Use(face, frozenset(extra)) for face, extra in pen.extra.items()])
    text = None if tagged else tuple([strip.shows[0].code if strip.shows else b"" for strip in strips])
    busy = any(one.floats or one.notes or one.bookmarks or one.end in ("page", "column") for one in strips)
    width, left, label = column
    ends = tuple(bottoms)
    frame = frame_of(form, width, ends)
    above, below, between = (frame.above_pt, frame.below_pt, frame.between_pt) if frame else (0.0, 0.0, 0.0)
    anywhere = pen.backwards
    if form.line_rule == "exact" or (form.line_rule == "auto" and form.line < _TIGHT):
        anywhere = anywhere or _higher(lines, pitches)
    reached = None
    if low < 0 or high > width or frame is not None or anywhere:
        reached = reach(low, high, width, frame.reach_pt if frame else None, anywhere=anywhere)
    return SetParagraph(
        tuple(strips), ends, text, uses, paragraph if numbered else None, width, frame, above, below, between, left, label,
        b"" if tagged else _whole(strips, bottoms, drawn), busy, {},
        reach_pt=reached,
    )  # fmt: skip


def spread(paragraph: SetParagraph) -> SetParagraph:
    """The paragraph with what each of its lines shows."""
    return paragraph if paragraph.alike is None else paragraph.alike.spread(paragraph.words, paragraph.label)


def _higher(lines: Sequence[Line], pitches: Sequence[Pitch]) -> bool:
    return any(higher(shape, pitch) for line, pitch in zip(lines, pitches, strict=True) for shape in line.shapes)


def text_of(paragraph: SetParagraph, start: int, stop: int) -> bytes:
    """Lines start..stop of a paragraph without tags as one text object's inside. Its pen begins at the first of them that shows
    anything, at its x on its baseline."""
    text = paragraph.text
    assert text is not None
    if start == 0 and stop == len(text):
        return paragraph.whole
    strips, bottoms = paragraph.strips, paragraph.bottoms_pt
    out: list[bytes] = []
    at: tuple[float, float] | None = None
    for line in range(start, stop):
        if text[line]:
            here = _pen_at(strips[line], bottoms[line])
            if at is not None:
                out.append(_move(at, here))
            out.append(text[line])
            at = here
    return b"".join(out)


def _pen_at(strip: Strip, bottom_pt: float) -> tuple[float, float]:
    """Where a line begins: x from the column's left edge, y down from the paragraph's top."""
    return strip.shows[0].x_pt, bottom_pt - strip.height_pt + strip.baseline_pt


def _move(old: tuple[float, float], new: tuple[float, float]) -> bytes:
    return b" %s %s Td" % (number(new[0] - old[0]), number(old[1] - new[1]))


def _whole(strips: Sequence[Strip], bottoms: Sequence[float], drawn: Sequence[Drawn]) -> bytes:
    """All lines, as `text_of`; a font that is in force is not chosen again."""
    out: list[bytes] = []
    at: tuple[float, float] | None = None
    font = b""
    for strip, bottom, found in zip(strips, bottoms, drawn, strict=True):
        for piece in found.pieces:
            here = _pen_at(strip, bottom)
            if at is not None:
                out.append(_move(at, here))
            if piece.head != font:
                out.append(piece.head)
            out.append(piece.body)
            at = here
            font = piece.look.font if piece.look else b""
    return b"".join(out)
