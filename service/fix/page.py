"""Paper, margins, the distance of the header: the properties of sections."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final

from service.fix.draft import Draft
from service.fix.file import Element, child, drop, put, q
from service.fix.letters import Made, nearest
from service.paper import Section
from service.rules.finding import Fault
from service.rules.layout import PAGE, Span
from service.rules.looks.judge import number

_TWIPS_PER_MM: Final = 1440 / 25.4
_MM: Final = 25.4 / 72
_TOLERANCE_MM: Final = 0.3                                # as the rules have it: Word's dialog rounds
_SIDES: Final = {"PG-03": "top", "PG-04": "bottom", "PG-05": "left", "PG-06": "right"}


def paper(draft: Draft, fault: Fault) -> Made:
    """A4, upright or lying as it was."""
    short, long = PAGE.width_mm, PAGE.height_mm
    for properties, section in _sections(draft):
        width, height = section.width_pt * _MM, section.height_pt * _MM
        wide = width > height
        wanted = (long, short) if wide else (short, long)
        if max(abs(width - wanted[0]), abs(height - wanted[1])) > 2 * _TOLERANCE_MM:
            _size(properties, *wanted)
            yield fault.place, fault.found, fault.required


def portrait(draft: Draft, fault: Fault) -> Made:
    for properties, section in _sections(draft):
        if section.landscape:
            drop(_size(properties, PAGE.width_mm, PAGE.height_mm), "orient")
            yield fault.place, fault.found, fault.required


def margin(code: str, draft: Draft, fault: Fault) -> Made:
    """The nearest bound. The gutter counts to the left margin, as it does on paper."""
    side = _SIDES[code]
    span: Span = getattr(PAGE, f"{side}_mm")
    for properties, section in _sections(draft):
        here = abs(getattr(section, f"{side}_pt")) * _MM
        if section.landscape or span.allows(here, _TOLERANCE_MM):
            continue
        wanted = nearest(here, span)
        exact = wanted * _TWIPS_PER_MM
        margins = put(properties, "pgMar", **{side: math.ceil(exact) if here < wanted else math.floor(exact)})
        if side == "left":
            drop(margins, "gutter")
        yield fault.place, f"{number(round(here, 1))} mm", f"{number(wanted)} mm"


def header_distance(draft: Draft, fault: Fault) -> Made:
    for properties, section in _sections(draft):
        if abs(section.header_pt * _MM - PAGE.header_mm.chosen) > 1:
            put(properties, "pgMar", header=round(PAGE.header_mm.chosen * _TWIPS_PER_MM))
            yield fault.place, fault.found, fault.required


def counting(draft: Draft, fault: Fault) -> Made:
    """From 1, in Arabic digits."""
    for properties, _ in _sections(draft):
        for counted in properties.findall(q("pgNumType"))[:1]:
            drop(counted, "fmt", "start")
            yield fault.place, fault.found, fault.required
        return


def restarted(draft: Draft, fault: Fault) -> Made:
    """Each appendix that begins a section counts its pages anew."""
    heads = {id(part.paragraph) for part in draft.seen.of("phu_luc", least=0.8)}
    for properties, section in _sections(draft):
        first = next((block for block in section.blocks if getattr(block, "text", "x").strip()), None)
        if id(first) in heads and section.page_start != 1:
            put(properties, "pgNumType", start=1)
            yield fault.place, "đánh nối tiếp", "đánh riêng, từ số 1"


def _sections(draft: Draft) -> Iterator[tuple[Element, Section]]:
    """Sections as the file has them and as they were read; none where the two do not agree."""
    elements = draft.file.sections()
    known = draft.seen.paper.sections if draft.seen.paper else ()
    if len(elements) == len(known):
        yield from zip(elements, known, strict=True)


def _size(properties: Element, width_mm: float, height_mm: float) -> Element:
    size = child(properties, "pgSz")
    drop(size, "code")
    return put(properties, "pgSz", w=round(width_mm * _TWIPS_PER_MM), h=round(height_mm * _TWIPS_PER_MM))
