"""What a report tells of a batch, gathered in one walk over its units: counts of everything, names of the first of each kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from service.bundle.manifest import Totals, why
from service.errors import Problem
from service.ledger.values import Batch, Unit

MOST_ROWS: Final = 500                           # refused or failed, told one by one; the manifest has them all
_MOST_NAMES: Final = 5                           # of documents under one finding


@dataclass(frozen=True, slots=True)
class Told:
    """A row without a document, and why."""

    number: int
    sheet: str
    line: int
    key: str
    slug: str
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class Kind:
    """A type in one version: how many documents were made with it, how many pages."""

    documents: int = 0
    pages: int = 0


@dataclass(slots=True)
class Theme:
    """All findings of one code. `example`: the first of them, as it is kept."""

    example: Mapping[str, Any]
    documents: int = 0
    findings: int = 0
    names: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Story:
    """The whole batch. Lists hold the first `MOST_ROWS`; the counts are in `totals`."""

    batch: Batch
    totals: Totals = field(default_factory=Totals)
    refused: list[Told] = field(default_factory=list)
    failed: list[Told] = field(default_factory=list)
    kinds: dict[tuple[str, str], Kind] = field(default_factory=dict)
    themes: dict[tuple[str, str], Theme] = field(default_factory=dict)


def story(batch: Batch, units: Iterable[Unit]) -> Story:
    """A batch and its units in their order → what there is to tell."""
    found = Story(batch)
    for unit in units:
        found.totals.add(unit)
        into = {"faulty": found.refused, "failed": found.failed}.get(unit.state)
        if into is not None and len(into) < MOST_ROWS:
            into.append(Told(unit.number, unit.sheet, unit.line, unit.key, unit.slug, why(unit)))
        if unit.state == "done" and unit.made is not None:
            kind = found.kinds.setdefault((unit.slug, unit.version), Kind())
            kind.documents += 1
            kind.pages += unit.made.pages or 0
            _themes(found.themes, unit, unit.made.findings)
    return found


def _themes(themes: dict[tuple[str, str], Theme], unit: Unit, findings: Iterable[Mapping[str, Any]]) -> None:
    seen = set()
    for one in findings:
        key = str(one.get("kind", "")), str(one.get("code", ""))
        theme = themes.setdefault(key, Theme(one))
        theme.findings += 1
        if key not in seen:
            seen.add(key)
            theme.documents += 1
            if len(theme.names) < _MOST_NAMES:
                theme.names.append(unit.stem)
