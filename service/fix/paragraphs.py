"""Alignment, indents, gaps and line spacing of paragraphs; the columns of the heading."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import Final

from service.fix.draft import Draft, Place
from service.fix.file import child, drop, put, q
from service.fix.letters import Made, nearest
from service.rules.finding import Fault
from service.rules.layout import (
    COMPONENTS,
    FIRST_LINE_CHOSEN_MM,
    FIRST_LINE_MM,
    HEADING_COLUMNS_MM,
    HEADING_OVERHANG_MM,
    LINE_SPACING,
    PARAGRAPH_GAP_PT,
)
from service.rules.looks.judge import number
from service.rules.looks.whole import body

_TWIPS_PER_MM: Final = 1440 / 25.4
_MM: Final = 25.4 / 72
_JC: Final = {"left": "left", "center": "center", "right": "right", "justify": "both"}
_INDENTED: Final = ("doan", "dieu", "dieu_tieu_de", "khoan", "khoan_tieu_de", "diem", "can_cu")
_SPACED: Final = ("doan", "dieu", "dieu_tieu_de", "khoan", "khoan_tieu_de", "diem", "muc", "gach", "cong", "can_cu")
_INDENT_TOLERANCE_MM: Final = 0.4
_SHIFTED_PT: Final = 20.0
_FLUSH_PT: Final = 8.0


def alignment(draft: Draft, fault: Fault) -> Made:
    wanted = COMPONENTS[fault.component].alignment
    for place in draft.places(fault):
        looks = place.part.looks
        shifted = looks is not None and abs(looks.left_pt or 0.0) > _SHIFTED_PT
        if looks and looks.alignment not in (None, wanted, *(("center",) if wanted == "justify" else ())) and not shifted:
            put(child(place.element, "pPr"), "jc", val=_JC[wanted])
            yield place.part.where, fault.found, fault.required


def centred(draft: Draft, fault: Fault) -> Made:
    """The name below the office."""
    for place in draft.places(fault):
        if place.part.where == fault.place:
            put(child(place.element, "pPr"), "jc", val="center")
            yield place.part.where, fault.found, fault.required


def first_line(draft: Draft, fault: Fault) -> Made:
    """The indent that most of the text has, where it is legal; else ours."""
    places = list(draft.of(body(draft.seen, *_INDENTED)))
    here = [(place, mm) for place in places if (mm := _first_line_mm(place)) is not None]
    legal = Counter(one for _, mm in here if (one := _legal(mm)) is not None)
    wanted = legal.most_common(1)[0][0] if legal else FIRST_LINE_CHOSEN_MM
    for place, mm in here:
        grounds = place.part.component == "can_cu"        # drawn only in samples: any legal indent will do
        named = place.part.component == fault.component or (fault.problem.code == "indent-mixed" and not grounds)
        if not named or _legal(mm) == wanted or (grounds and _legal(mm) is not None):
            continue
        indent = put(child(place.element, "pPr"), "ind", left=0, firstLine=round(wanted * _TWIPS_PER_MM))
        drop(indent, "hanging", "start", "leftChars", "startChars", "firstLineChars", "hangingChars")
        yield place.part.where, f"{number(round(mm / 10, 2))} cm", f"{number(wanted / 10)} cm"


def _first_line_mm(place: Place) -> float | None:
    part, looks = place.part, place.part.looks
    if looks is None or looks.first_line_pt is None or looks.alignment in ("center", "right"):
        return None
    if part.text[:1].isspace() or "\t" in part.text[len(part.label):len(part.label) + 2]:
        return None                                       # blanks or a tab stand in for it
    return (looks.first_line_pt + (looks.left_pt or 0.0)) * _MM


def _legal(mm: float) -> float | None:
    return next((one for one in FIRST_LINE_MM if abs(one - mm) <= _INDENT_TOLERANCE_MM), None)


def flush(draft: Draft, fault: Fault) -> Made:
    """Dashes of Nơi nhận at the left edge of their column."""
    for place in draft.places(fault):
        looks = place.part.looks
        if looks and looks.first_line_pt is not None and looks.first_line_pt + (looks.left_pt or 0.0) > _FLUSH_PT:
            indent = put(child(place.element, "pPr"), "ind", left=0, firstLine=0)
            drop(indent, "hanging", "start", "leftChars", "startChars", "firstLineChars", "hangingChars")
            yield place.part.where, fault.found, fault.required


def gap(draft: Draft, fault: Fault) -> Made:
    """At least 6 pt above each paragraph of the text that follows another."""
    wanted = PARAGRAPH_GAP_PT.chosen
    for above, place in pairwise(draft.of(body(draft.seen, *_SPACED))):
        one, two = above.part, place.part
        if two.component != fault.component or two.index != one.index + 1 or two.blank_before or not one.looks or not two.looks:
            continue
        after, before = one.looks.after_pt or 0.0, two.looks.before_pt or 0.0
        alike = one.paragraph is not None and two.paragraph is not None and one.paragraph.style_id == two.paragraph.style_id
        contextual = alike and any(part.paragraph is not None and part.paragraph.format.contextual for part in (one, two))
        if max(after, before) >= wanted and not contextual:
            continue
        properties = child(place.element, "pPr")
        drop(put(properties, "spacing", before=round(max(before, wanted) * 20)), "beforeAutospacing", "beforeLines")
        if contextual:
            put(properties, "contextualSpacing", val=0)
        yield place.part.where, f"{number(0.0 if contextual else max(after, before))} pt", f"{number(max(before, wanted))} pt"


def lines(draft: Draft, fault: Fault) -> Made:
    """The nearest of 1 and 1,5 lines; "exactly" and "at least" become lines."""
    for place in draft.places(fault):
        looks = place.part.looks
        if looks is None:
            continue
        natural = looks.sizes_pt[0] * 1.15
        here = looks.line if looks.line is not None else (looks.line_pt or natural) / natural
        wanted = nearest(here, LINE_SPACING)
        if abs(wanted - here) > 0.005:
            put(child(place.element, "pPr"), "spacing", line=round(wanted * 240), lineRule="auto")
            yield place.part.where, f"{number(here)} lines", f"{number(wanted)} lines"


def single(draft: Draft, fault: Fault) -> Made:
    """Single spacing in the heading."""
    for place in draft.places(fault):
        if place.part.looks and place.part.looks.line is not None and abs(place.part.looks.line - 1) > 0.06:
            put(child(place.element, "pPr"), "spacing", line=240, lineRule="auto")
            yield place.part.where, number(place.part.looks.line), "1"


def below_number(draft: Draft, fault: Fault) -> Made:
    """“V/v …” 6 pt below số, ký hiệu."""
    wanted = COMPONENTS[fault.component].before_pt.chosen
    for place in draft.places(fault):
        above = next(iter(draft.of([draft.seen.parts[place.part.index - 1]])), None)
        if above is not None and place.part.index:
            put(child(above.element, "pPr"), "spacing", after=0)
            drop(put(child(place.element, "pPr"), "spacing", before=round(wanted * 20)), "beforeAutospacing", "beforeLines")
            yield place.part.where, fault.found, fault.required
        return


def heading_columns(draft: Draft, fault: Fault) -> Made:
    """Room for Quốc hiệu on one line: the widths of a heading's two columns. Words on two lines by hand are left alone."""
    for place in draft.places(fault):
        table = next(place.element.iterancestors(q("tbl")), None)
        grid = None if table is None else table.find(q("tblGrid"))
        if table is None or grid is None or len(grid) != len(HEADING_COLUMNS_MM) or "\n" in place.part.text.strip():
            return
        rows = [row.findall(q("tc")) for row in table.findall(q("tr"))]
        if any(len(cells) != len(HEADING_COLUMNS_MM) for cells in rows):
            return
        widths = [round(mm * _TWIPS_PER_MM) for mm in HEADING_COLUMNS_MM]
        for column, width in zip(grid, widths, strict=True):
            column.set(q("w"), str(width))
        for cells in rows:
            for cell, width in zip(cells, widths, strict=True):
                put(child(cell, "tcPr"), "tcW", w=width, type="dxa")
        properties = child(table, "tblPr")
        put(properties, "tblW", w=sum(widths), type="dxa")
        put(properties, "tblInd", w=-round(HEADING_OVERHANG_MM * _TWIPS_PER_MM), type="dxa")
        put(properties, "tblLayout", type="fixed")
        yield place.part.where, "hai dòng", f"cột rộng {number(HEADING_COLUMNS_MM[1])} mm"
        return
