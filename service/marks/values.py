"""Where on a page a finding stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from service.errors import Problem
from service.rules.finding import Finding, Severity


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in mm, from the top left corner of the page as it is shown."""

    x_mm: float
    y_mm: float
    width_mm: float
    height_mm: float


@dataclass(frozen=True, slots=True)
class PageSize:
    """A page as it is shown."""

    number: int
    width_mm: float
    height_mm: float


@dataclass(frozen=True, slots=True)
class Mark:
    """A finding with its number in the report (from 1), its page and its box.

    Without a box it concerns the page as a whole, without a page the document: what is missing has no place.
    """

    number: int
    finding: Finding
    page: int | None = None
    box: Box | None = None
    within: bool = False                          # words of the same part stand left of the box

    @property
    def code(self) -> str:
        return self.finding.code

    @property
    def severity(self) -> Severity:
        return self.finding.severity

    @property
    def clause(self) -> str:
        return self.finding.clause

    @property
    def component(self) -> str:
        """Identifier as in layout.COMPONENTS; most are also the name of the field that a document's component comes from."""
        return self.finding.fault.component

    def as_json(self, say: Callable[[Problem], str] | None = None) -> dict[str, Any]:
        fault = self.finding.fault
        box = self.box and [self.box.x_mm, self.box.y_mm, self.box.width_mm, self.box.height_mm]
        return {
            "number": self.number, "code": self.code, "severity": self.severity, "clause": self.clause,
            "message": say(fault.problem) if say else self.finding.message,
            "component": self.component or None, "pointer": fault.problem.pointer or None, "page": self.page, "box_mm": box,
        }


@dataclass(frozen=True, slots=True)
class Marked:
    """The pages of a PDF, and every finding of a report, in the report's order."""

    pages: tuple[PageSize, ...]
    marks: tuple[Mark, ...]

    def on(self, page: int) -> tuple[Mark, ...]:
        return tuple(mark for mark in self.marks if mark.page == page)

    @property
    def nowhere(self) -> tuple[Mark, ...]:
        """What concerns the document as a whole."""
        return tuple(mark for mark in self.marks if mark.page is None)
