"""A draft's data → the PDF that would be made of it, what is missing, what the checker finds and where.

The same data is never set twice: `kept` holds what came of it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

from service import __version__, pipeline
from service.api.turn import ONE_AT_A_TIME
from service.config import settings
from service.doctypes import DocumentType
from service.errors import InputRefused, LimitExceeded, Problem
from service.marks import Mark, PageSize, marked
from service.pdfium import written
from service.picture import glances
from service.pipeline import Issued
from service.retold import problems_json, problems_of
from service.rules.see import see_paper
from service.web.make import kept
from service.web.make.causes import cause
from service.web.make.holes import filled, value_at
from service.web.make.shapes import Shape
from service.web.make.sources import Source

_ROUNDS: Final = 6                            # holes seen only once others are filled


@dataclass(frozen=True, slots=True)
class Preview:
    """`complete`: the document itself; else one with its holes named, for the eye only. `pdf` is empty where not even that
    can be made. `findings`: code, clause, severity, problem, pointer, line, page, box in hundredths of the page."""

    key: str
    pdf: bytes
    told: Mapping[str, Any]

    @property
    def complete(self) -> bool:
        return bool(self.told["complete"])

    @property
    def problems(self) -> list[Problem]:
        return list(problems_of(self.told["problems"]))

    @property
    def pages(self) -> list[dict[str, Any]]:
        return list(self.told["pages"])

    @property
    def findings(self) -> list[tuple[Problem, dict[str, Any]]]:
        return [(*problems_of([one["problem"]]), one) for one in self.told["findings"]]


def preview(doctype: DocumentType, shape: Shape, data: Mapping[str, Any], source: Source) -> Preview:
    """Raises the faults that no data mends."""
    said = [__version__, doctype.slug, doctype.version, data, source.mark, source.day.isoformat()]
    key = sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()
    found = kept.read(key)
    if found is None:
        with ONE_AT_A_TIME:
            found = kept.read(key) or _made(doctype, shape, data, source)
        kept.write(key, *found)
    return Preview(key, *found)


def whole(doctype: DocumentType, data: Mapping[str, Any], source: Source) -> Issued:
    """The document itself, with both files. Raises InputRefused with every problem."""
    with ONE_AT_A_TIME:
        return pipeline.issue(doctype.slug, {**source.own, **data}, campaign=source.shared, today=source.day)


def _made(doctype: DocumentType, shape: Shape, data: Mapping[str, Any], source: Source) -> tuple[bytes, dict[str, Any]]:
    given = {**source.own, **data}
    tried: dict[str, Any] | None = given
    problems: list[Problem] = []
    issued = None
    for _round in range(_ROUNDS):
        try:
            issued = pipeline.issue(doctype.slug, tried or {}, campaign=source.shared, today=source.day)
            break
        except InputRefused as refused:
            # what shows only now, and is not about what was filled in
            problems += [one for one in refused.problems if value_at(tried, one.pointer) == value_at(given, one.pointer)]
            tried = None if isinstance(refused, LimitExceeded) else filled(shape, tried or {}, refused.problems, source.day)
            if tried is None:
                break
    pdf = issued.pdf if issued and issued.pdf else b""
    pages = glances(pdf) if pdf else []
    told = {
        "complete": tried is given, "problems": problems_json(problems),
        "pages": [{"digest": one.digest, "width": one.width_mm, "height": one.height_mm} for one in pages],
        "findings": list(_findings(issued, shape, {**source.own, **data})) if issued and tried is given else [],
    }
    return pdf, told


def _findings(issued: Issued, shape: Shape, data: Mapping[str, Any]) -> Iterable[dict[str, Any]]:
    report = issued.report
    if not report.findings:
        return
    seen = see_paper(issued.paper)
    found = marked(report, seen, written(issued.pdf or b"", max_pages=settings().max_pages, by_tags=True))
    for mark in found.marks:
        finding = mark.finding
        pointer, line = cause(finding.fault, seen, shape, data)
        yield {"code": finding.code, "clause": finding.clause, "severity": finding.severity, "pointer": pointer, "line": line,
               "problem": problems_json([finding.fault.problem])[0], "page": mark.page, "box": _box(mark, found.pages)}


def _box(mark: Mark, pages: tuple[PageSize, ...]) -> list[float] | None:
    """In hundredths of the page: whatever size its picture is shown at."""
    if mark.box is None or mark.page is None:
        return None
    page, box = pages[mark.page - 1], mark.box
    return [round(100 * part, 2) for part in (box.x_mm / page.width_mm, box.y_mm / page.height_mm, box.width_mm / page.width_mm,
                                              box.height_mm / page.height_mm)]
