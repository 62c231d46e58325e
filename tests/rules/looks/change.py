"""Changes of a good document as the table of breaks needs them: each gives a function that makes the changed document."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from service.paper import Box, Float, Paper, Paragraph, ParagraphFormat, Position, Section, Text, TextStyle
from service.rules.seen import Seen
from tests.rules import seeing
from tests.rules.seeing import adding, changing, good, looking, part, stroked, unstroked

MM = seeing.POINTS_PER_MM


def sized(kind: str, component: str, size_pt: float, nth: int = 0) -> Callable[[], Seen]:
    return lambda: looking(good(kind), component, nth, sizes_pt=(size_pt,))


def faced(kind: str, component: str, nth: int = 0, **face: bool) -> Callable[[], Seen]:
    return lambda: looking(good(kind), component, nth, **face)


def aligned(kind: str, component: str, alignment: str, nth: int = 0) -> Callable[[], Seen]:
    return lambda: looking(good(kind), component, nth, alignment=alignment)


def without_line(kind: str, component: str) -> Callable[[], Seen]:
    return lambda: unstroked(good(kind), component)


def line_long(kind: str, component: str, mm: float) -> Callable[[], Seen]:
    return lambda: stroked(good(kind), component, length_pt=mm * MM)


def one_more(kind: str, component: str, text: str, after: str, **looks: object) -> Callable[[], Seen]:
    """A component more, looking otherwise than it should."""
    return lambda: adding(good(kind), part(component, text, looks=seeing.looks(component, **looks)), after=after)


def appendix(component: str, **looks: object) -> Callable[[], Seen]:
    return lambda: looking(good("ke_hoach", appendix=True), component, 0, **looks)


def lifted(seen: Seen, component: str, above: str) -> Seen:
    """The first part of a component moved in front of another."""
    parts = list(seen.parts)
    one = parts.pop(seeing.where(seen, component))
    parts.insert(next(index for index, other in enumerate(parts) if other.component == above), one)
    return seeing.ordered(seen, parts)


def set_as(seen: Seen, component: str, *runs: tuple[str, TextStyle]) -> Seen:
    """A part whose paragraph is known run by run."""
    inlines = tuple(Text(text, style) for text, style in runs)
    paragraph = Paragraph(inlines, ParagraphFormat(alignment="center"), TextStyle(size_pt=13))
    at = seen.parts[seeing.where(seen, component)].looks
    assert at
    sizes = tuple(dict.fromkeys(style.size_pt for _, style in runs))
    bold = None if len({style.bold for _, style in runs}) > 1 else runs[0][1].bold
    return changing(seen, component, text=paragraph.text, paragraph=paragraph, looks=replace(at, sizes_pt=sizes, bold=bold))


def in_sections(seen: Seen, start: int | None) -> Seen:
    """An appendix in a section of its own that begins to count anew, or not."""
    at = seeing.where(seen, "phu_luc")
    blocks = [Paragraph((Text(one.text, TextStyle()),), ParagraphFormat(), TextStyle()) for one in seen.parts]
    sections = section(*blocks[:at]), replace(section(*blocks[at:]), page_start=start)
    seen = replace(seen, paper=Paper(sections))
    return changing(seen, "phu_luc", paragraph=blocks[at])


def section(*blocks: Paragraph) -> Section:
    return Section(595.3, 841.9, 56.7, 42.5, 56.7, 85.0, 28.4, 28.4, blocks)


def stamped(text: str, width_mm: float, height_mm: float = 8.0, **looks: object) -> Seen:
    """A mark of urgency in its frame."""
    words = Paragraph((Text(text, TextStyle(size_pt=13, bold=True)),), ParagraphFormat(alignment="center"), TextStyle())
    box = Box(width_mm * MM, height_mm * MM, (words,))
    drawing = Float(box, box.width_pt, box.height_pt, Position("column"), Position("paragraph"))
    anchor = Paragraph((drawing,), ParagraphFormat(), TextStyle())
    seen = adding(good("cong_van"), part("do_khan", text, looks=seeing.looks("do_khan", **looks)), after="trich_yeu_cong_van")
    return replace(seen, paper=Paper((section(anchor),)))
