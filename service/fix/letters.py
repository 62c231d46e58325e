"""Size, weight, slope, face and colour of letters."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from service.fix.draft import Draft, Place
from service.fix.file import Element, child, drop, put, q, runs
from service.rules.finding import Fault
from service.rules.layout import COMPONENTS, FONT, SIZE_SETS, Span
from service.rules.looks.judge import SIZE_TOLERANCE_PT, number
from service.rules.words.old_letters import shows_old_letters

Made = Iterator[tuple[str, str, str]]                     # place, what was there, what is there now
_ASIDE: Final = ("(", "“", "\"", "Ghi chú", "Lưu ý")      # a note or a quotation may slope (looks.body)
_SENTENCE: Final = 40
_SIGNS: Final = ("symbol", "wingdings", "webdings", "math", "emoji", "gothic")


def size(draft: Draft, fault: Fault) -> Made:
    """The nearest size that the row allows."""
    for place in draft.places(fault):
        span, looks = COMPONENTS[fault.component].size_pt, place.part.looks
        if looks and not span.allows(looks.sizes_pt[0], SIZE_TOLERANCE_PT):
            yield _sized(place, looks.sizes_pt[0], nearest(looks.sizes_pt[0], span))


def size_of_body(draft: Draft, fault: Fault) -> Made:
    """The size of the text."""
    wanted = float(fault.suggestion.replace(",", "."))
    for place in draft.places(fault):
        looks = place.part.looks
        if looks and number(looks.sizes_pt[0]) == fault.found:
            yield _sized(place, looks.sizes_pt[0], wanted)


def sizes_together(draft: Draft, _fault: Fault) -> Made:
    """The footnote's smaller set where Quốc hiệu is in 12, or where most are nearer to it; else the larger one."""
    names = ("quoc_hieu", "tieu_ngu", "dia_danh_ngay")
    parts = [part for name in names if (part := draft.seen.first(name))]
    places = list(draft.of(parts))
    if len(places) < len(names):
        return
    here = [place.part.looks.sizes_pt[0] if place.part.looks else 0.0 for place in places]
    wanted = min(SIZE_SETS, key=lambda row: (sum(abs(one - other) for one, other in zip(here, row, strict=True)), row))
    for place, one, other in zip(places, here, wanted, strict=True):
        if abs(one - other) > SIZE_TOLERANCE_PT:
            yield _sized(place, one, other)


def weight(draft: Draft, fault: Fault) -> Made:
    wanted = COMPONENTS[fault.component].bold
    for place in draft.places(fault):
        if place.part.looks and place.part.looks.bold not in (None, wanted):
            _switch(place.element, "b", wanted)
            yield place.part.where, fault.found, fault.required


def slope(draft: Draft, fault: Fault) -> Made:
    wanted = COMPONENTS[fault.component].italic
    for place in draft.places(fault):
        text = place.part.text.lstrip()
        if fault.component == "doan" and (text.startswith(_ASIDE) or len(text) < _SENTENCE):
            continue
        if place.part.looks and place.part.looks.italic not in (None, wanted):
            _switch(place.element, "i", wanted)
            yield place.part.where, fault.found, fault.required


def upright_bold(draft: Draft, fault: Fault) -> Made:
    """Trích yếu that slopes and is not bold."""
    for place in draft.places(fault):
        if place.part.looks and place.part.looks.italic and place.part.looks.bold is False:
            _switch(place.element, "b", True)
            _switch(place.element, "i", False)
            yield place.part.where, fault.found, fault.required


def not_underlined(draft: Draft, fault: Fault) -> Made:
    for place in draft.places(fault):
        if place.part.looks and place.part.looks.underlined:
            for run in runs(place.element):
                put(child(run, "rPr"), "u", val="none")
            yield place.part.where, fault.found, "không gạch chân"


def font(draft: Draft, fault: Fault) -> Made:
    """Times New Roman for all letters; a paragraph that holds signs of another face, or letters that only their font shows as
    Vietnamese, is left alone."""
    for place in draft.of(list(draft.seen.parts)):
        families = place.part.looks.families if place.part.looks else ()
        signs = any(sign in one.lower() for one in families for sign in _SIGNS)
        if place.part.component != fault.component or fault.found not in families or signs or shows_old_letters(place.part):
            continue
        for run in runs(place.element):
            fonts = put(child(run, "rPr"), "rFonts", ascii=FONT, hAnsi=FONT, eastAsia=FONT, cs=FONT)
            drop(fonts, "asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")
        yield place.part.where, fault.found, FONT


def color(draft: Draft, fault: Fault) -> Made:
    """Black; the colour of a link stays."""
    for place in draft.of(list(draft.seen.parts)):
        colors = place.part.looks.colors if place.part.looks and place.part.component == fault.component else ()
        if fault.found.removeprefix("#") in colors:
            for run in runs(place.element):
                if next(run.iterancestors(q("hyperlink")), None) is None:
                    drop(put(child(run, "rPr"), "color", val="000000"), "themeColor", "themeTint", "themeShade")
            yield place.part.where, fault.found, "đen"


def nearest(value: float, span: Span) -> float:
    """The bound next to a value outside of a span."""
    low = span.least if span.least is not None else value
    high = span.most if span.most is not None else value
    return min(max(value, low), high)


def set_size(properties: Element, points: float) -> None:
    put(properties, "sz", val=round(points * 2))
    put(properties, "szCs", val=round(points * 2))


def _sized(place: Place, here: float, wanted: float) -> tuple[str, str, str]:
    for run in runs(place.element):
        set_size(child(run, "rPr"), wanted)
    mark = child(child(place.element, "pPr"), "rPr")      # the mark's size is the least height of the last line
    set_size(mark, wanted)
    return place.part.where, number(here), number(wanted)


def _switch(paragraph: Element, name: str, on: bool) -> None:
    for run in runs(paragraph):
        put(child(run, "rPr"), name, val=int(on))
