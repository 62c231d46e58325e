"""Findings → marks: which part a finding speaks of, and which of its words."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Final

from service.marks.letters import Letters, round_box
from service.marks.letters import bare as bare_of
from service.marks.printed import printed, sections
from service.marks.values import Box, Mark, Marked, PageSize
from service.pdfium import Rectangle, Written
from service.rules.finding import Finding, Report
from service.rules.registry import rules
from service.rules.seen import Part, Seen

_PT: Final = 72 / 25.4
_MM: Final = 25.4 / 72
_SIDES: Final = {"PG-03": "top", "PG-04": "bottom", "PG-05": "left", "PG-06": "right"}
_NUMBER: Final = "so_trang"
_MARGIN_PT: Final = 25.4 * _PT                    # a page number stands no farther from the edge than this
_HAIR_PT: Final = 3.0
_LEAST: Final = 2                                 # characters of a quotation that is looked for


def marked(report: Report, seen: Seen, pages: tuple[Written, ...]) -> Marked:
    """Every finding with its place on `pages`: those of the file itself (PDF), or of its print (Word). A plain text has none."""
    desk = _Desk(seen, pages)
    marks = tuple(desk.mark(number, finding) for number, finding in enumerate(report.findings, start=1))
    sizes = tuple(PageSize(number, round(page.width * _MM, 2), round(page.height * _MM, 2))
                  for number, page in enumerate(pages, start=1))
    return Marked(sizes, marks)


class _Desk:
    """A document and its pages side by side."""

    def __init__(self, seen: Seen, pages: tuple[Written, ...]) -> None:
        self._seen, self._pages = seen, pages
        self._letters = Letters(pages)
        self._printed = printed(seen, self._letters) if seen.source == "docx" else {}
        self._sections = sections(seen)

    def mark(self, number: int, finding: Finding) -> Mark:
        if not self._pages or self._seen.source == "text":
            return Mark(number, finding)
        part = self._part(finding)
        if part is None:
            return Mark(number, finding, *self._apart(finding))
        quoted = self._quoted(finding, part)
        return Mark(number, finding, *self._at(part, quoted), within=bool(quoted and quoted[0]))

    def _apart(self, finding: Finding) -> tuple[int | None, Box | None]:
        """Page and box of what is no part: a margin, a page number; neither where it concerns the document as a whole."""
        fault = finding.fault
        if finding.code in _SIDES:
            return self._margin(finding)
        if fault.component == _NUMBER:
            return self._page_number(fault.page)
        known = fault.page is not None and 1 <= fault.page <= len(self._pages)
        return (fault.page if known else None), None

    def _part(self, finding: Finding) -> Part | None:
        """The part of that number; of several in one paragraph (a heading set with tabs, boxes of a drawing) the one that is that
        component, and that says what the finding quotes."""
        number, component = finding.fault.paragraph, finding.fault.component
        if number is None:
            return self._seen.first(component) if component and component != _NUMBER else None
        own = [part for part in self._seen.parts if part.number == number]
        alike = [part for part in own if part.component == component] or own
        return next((part for part in alike if finding.fault.found in part.text), alike[0] if alike else None)

    def _quoted(self, finding: Finding, part: Part) -> tuple[int, int] | None:
        """Which letters of a part a finding quotes, from and to. Rules on looks name sizes and weights, no words: a number alone
        is a quotation only where the part begins with it."""
        rule = rules().get(finding.code)
        found = unicodedata.normalize("NFC", finding.fault.found)
        if len(found) < _LEAST or rule is None or "words" not in rule.needs:
            return None
        text = unicodedata.normalize("NFC", part.text)
        at = text.find(found)
        if at < 0 or (at and not any(map(str.isalpha, found))):
            return None
        begin, end = len(bare_of(text[:at])), len(bare_of(text[:at + len(found)]))
        return (begin, end) if end > begin else None

    def _at(self, part: Part, quoted: tuple[int, int] | None) -> tuple[int | None, Box | None]:
        if part.place is None:
            own = self._printed.get(part.index, [])
            wanted = own[quoted[0]:quoted[1]] if quoted and quoted[1] <= len(own) else own
            found = self._letters.box(wanted)
            return found if found else (None, None)
        place = part.place
        area = place.left_pt - _HAIR_PT, place.top_pt - _HAIR_PT, place.right_pt + _HAIR_PT, place.bottom_pt + _HAIR_PT
        whole = round_box([(place.left_pt, place.top_pt, place.right_pt, place.bottom_pt)])
        if quoted:
            inside = self._letters.inside(place.page, area)
            text = "".join(self._letters.all[at] for at in inside)
            words = bare_of(part.text)[slice(*quoted)]
            found = self._letters.box(inside[at:at + len(words)]) if (at := text.find(words)) >= 0 else None
            if found:
                return found
        return place.page, whole

    def _margin(self, finding: Finding) -> tuple[int | None, Box | None]:
        """The strip of paper between the edge and the text, on the first page that is set so."""
        side = _SIDES[finding.code]
        set_so = list(self._set(side))
        told = [one for one in set_so if f"{round(one[1], 1):g} mm".replace(".", ",") == finding.fault.found]
        for at, width_mm in told or set_so[:1]:               # of a PDF what all pages together tell may be no page's own
            return (at, _strip(self._pages[at - 1], side, width_mm * _PT)) if at else (None, None)
        return None, None

    def _set(self, side: str) -> Iterator[tuple[int | None, float]]:
        """The pages of a PDF, or the first page of each section, with the width of that margin in mm."""
        if self._seen.paper is None:
            for page in self._seen.pages:
                if (width := getattr(page, f"{side}_mm")) is not None:
                    yield page.number, width
            return
        for number, section in enumerate(self._seen.paper.sections):
            found = self._letters.box(self._printed.get(self._sections.get(number, -1), []))
            yield found and found[0], abs(getattr(section, f"{side}_pt")) * _MM

    def _page_number(self, page: int | None) -> tuple[int | None, Box | None]:
        """A number that stands alone at the head or foot: of that page, or the first there is."""
        numbers = [(line.place.page, (line.place.left_pt, line.place.top_pt, line.place.right_pt, line.place.bottom_pt))
                   for line in self._seen.lines if line.part is None] if self._seen.source == "pdf" else list(self._numbers())
        for at, box in numbers:
            if page in (None, at):
                return at, round_box([box])
        return page, None

    def _numbers(self) -> Iterator[tuple[int, Rectangle]]:
        for number, page in enumerate(self._pages, start=1):
            middles = {at: (box[1] + box[3]) / 2 for at, box in enumerate(page.boxes) if not page.text[at].isspace()}
            for edge in (min, max):
                row = edge(middles.values(), default=page.height / 2)
                own = [at for at, middle in middles.items() if abs(middle - row) < _HAIR_PT]
                near = min(row, page.height - row) <= _MARGIN_PT
                if near and all(page.text[at].isdigit() or page.text[at] in "-–—" for at in own):
                    lefts, tops, rights, bottoms = zip(*(page.boxes[at] for at in own), strict=True)
                    yield number, (min(lefts), min(tops), max(rights), max(bottoms))


def _strip(page: Written, side: str, width: float) -> Box:
    width = max(width, _HAIR_PT)
    return round_box([{
        "top": (0.0, 0.0, page.width, width),
        "bottom": (0.0, page.height - width, page.width, page.height),
        "left": (0.0, 0.0, width, page.height),
        "right": (page.width - width, 0.0, page.width, page.height),
    }[side]])
