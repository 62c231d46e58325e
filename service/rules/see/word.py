"""Paper → Seen."""

from __future__ import annotations

from collections.abc import Sequence

from service.paper import Paper
from service.rules.see import kind, sheets
from service.rules.see.drawn import Drawn, under
from service.rules.see.recognise import recognised
from service.rules.see.walk import Walk
from service.rules.seen import Part, Seen, Stroke


def see_paper(paper: Paper) -> Seen:
    """A Word document → what rules see of it.

    Paragraphs in a named style of ours are what the style says, with confidence 1.0; others are recognised by their words, looks
    and place. Nothing is raised: what is not recognised has no component.
    """
    walk = Walk()
    walk.paper(paper)
    named = walk.parts
    built_in = bool(named) and all(part.confidence == 1.0 for part in named)
    parts = tuple(named) if built_in else recognised(named)
    width_pt = paper.sections[0].width_pt if paper.sections else 0.0
    return kind.told(Seen(
        source="docx", parts=parts, pages=sheets.pages(paper), strokes=_strokes(walk.lines, parts, walk.containers, width_pt),
        page_numbers=sheets.page_numbers(paper), paper=paper, built_in=built_in,
    ))


def _strokes(lines: Sequence[Drawn], parts: Sequence[Part], containers: Sequence[int], page_pt: float) -> tuple[Stroke, ...]:
    made = []
    for line in lines:
        at = under(line, parts, containers)
        if at < 0 and line.part < 0 and not line.typed:
            at = _by_place(line, parts, page_pt)
        if at >= 0:
            made.append(Stroke(line.length_pt, at, line.typed))
    return tuple(made)


def _by_place(line: Drawn, parts: Sequence[Part], page_pt: float) -> int:
    """A line that counts from the page: right of the middle it is the motto's, left the issuing body's, else the title's."""
    share = line.middle_pt / page_pt if line.middle_pt is not None and page_pt else 0.5
    wanted = "tieu_ngu" if share > 0.58 else "co_quan_ban_hanh" if share < 0.42 else "trich_yeu"
    return next((part.index for part in reversed(parts) if part.component == wanted and part.confidence >= 0.5), -1)
