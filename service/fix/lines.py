"""The drawn lines under Tiêu ngữ, tên cơ quan ban hành, trích yếu: there, and as long as the decree says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Final

from lxml import etree

from service.fill.drawing import rule_run
from service.fix.draft import Draft, Place
from service.fix.file import Element, W, put, q
from service.fix.letters import Made
from service.rules.finding import Fault
from service.rules.layout import LINE_LENGTHS
from service.rules.looks.judge import number
from service.rules.looks.widths import lines_pt
from service.values import Rule

_EMU_PER_PT: Final = 12_700
_MM: Final = 25.4 / 72
_ROWS: Final = {"tieu_ngu": "ke_tieu_ngu", "co_quan_ban_hanh": "ke_co_quan", "trich_yeu": "ke_trich_yeu",
                "phu_luc_kem_theo": "ke_trich_yeu"}
_HEIGHT_PT: Final = 4.0                                   # of the paragraph that holds a line: as in our templates
_DRAWN: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_EXTENTS: Final = ("{http://schemas.openxmlformats.org/drawingml/2006/main}ext", f"{_DRAWN}extent")
_FALLBACK, _BOTH = (f"{{http://schemas.openxmlformats.org/markup-compatibility/2006}}{name}"
                    for name in ("Fallback", "AlternateContent"))
_VML: Final = "{urn:schemas-microsoft-com:vml}"


def missing(draft: Draft, fault: Fault) -> Made:
    """A line under the last paragraph of the component that the fault names."""
    for place in _last(draft, fault):
        length = _wanted_pt(draft, place)
        if length is not None:
            place.element.addnext(_paragraph(length, _next_id(draft)))
            yield place.part.where, "không có", f"{number(round(length * _MM, 1))} mm"


def wrong_length(draft: Draft, fault: Fault) -> Made:
    """A drawn line as long as it is to be; one that is a border, or made of shapes that were turned, is left alone."""
    for place in _last(draft, fault):
        length, line = _wanted_pt(draft, place), _line(place)
        if length is None or line is None:
            continue
        here = draft.seen.stroke_below(place.part)
        _stretch(line, length)
        found = f"{number(round(here.length_pt * _MM, 1))} mm" if here else fault.found
        yield place.part.where, found, f"{number(round(length * _MM, 1))} mm"


def _last(draft: Draft, fault: Fault) -> Iterator[Place]:
    yield from (place for place in draft.places(fault) if place.part.where and fault.place.startswith(place.part.where))


def _wanted_pt(draft: Draft, place: Place) -> float | None:
    """As long as Tiêu ngữ; of the others the share that our templates draw, of their last line."""
    span, widths = LINE_LENGTHS[_ROWS[place.part.component]], lines_pt(draft.seen, place.part)
    if not widths or span.least is None or span.most is None:
        return None
    last = widths[-1] if span.least < span.most else max(widths)
    return min(max(span.chosen * last, span.least * min(widths)), span.most * max(widths))


def _line(place: Place) -> Element | None:
    """The one drawing that is anchored in the paragraph or in the empty one below it."""
    below = place.element.getnext()
    near = [place.element, *([below] if below is not None and below.tag == q("p") and not _words(below) else [])]
    drawings = [one for paragraph in near for name in ("drawing", "pict") for one in paragraph.iter(q(name))
                if name == "drawing" or not _fallback(one)]
    return drawings[0] if len(drawings) == 1 else None


def _fallback(element: Element) -> bool:
    return next(element.iterancestors(_FALLBACK), None) is not None


def _words(paragraph: Element) -> str:
    return "".join(one.text or "" for one in paragraph.iter(q("t"))).strip()


def _stretch(drawing: Element, length_pt: float) -> None:
    """DrawingML by its extents; VML, also the copy for older readers, by its end."""
    for extent in drawing.iter(*_EXTENTS):
        if extent.get("cx"):
            extent.set("cx", str(round(length_pt * _EMU_PER_PT)))
    both = next(drawing.iterancestors(_BOTH), drawing)
    for line in both.iter(f"{_VML}line", f"{_VML}shape"):
        ends = [re.match(r"(-?[\d.]+)(pt)?,(.*)", line.get(name, "")) for name in ("from", "to")]
        if ends[0] and ends[1]:
            line.set("to", f"{float(ends[0][1]) + length_pt:g}pt,{ends[1][3]}")
        elif "width:" in line.get("style", ""):
            line.set("style", re.sub(r"width:[\d.]+pt", f"width:{length_pt:g}pt", line.get("style", "")))


def _paragraph(length_pt: float, identifier: int) -> Element:
    made = etree.fromstring(f'<w:p xmlns:w="{W}"><w:pPr/>{rule_run(Rule(length_pt))}</w:p>')
    properties = made[0]
    put(properties, "spacing", before=0, after=0, line=round(_HEIGHT_PT * 20), lineRule="exact")
    put(properties, "ind", left=0, right=0, firstLine=0)
    put(properties, "jc", val="center")
    for one in made.iter(f"{_DRAWN}docPr"):
        one.set("id", str(identifier))
    return deepcopy(made)


def _next_id(draft: Draft) -> int:
    known = [int(one.get("id", "0")) for one in draft.file.document.iter(f"{_DRAWN}docPr") if one.get("id", "0").isdigit()]
    return max(known, default=0) + 1
