"""Rows of a workbook, a list or a request → the units of a batch, judged; nothing is rendered."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from service.batch.places import Place, folder_of
from service.batch.recipe import recipe
from service.config import settings
from service.doctypes import DocumentType, Values
from service.doctypes.alone import alone
from service.errors import BatchNotReady, LimitExceeded, Problem, problem
from service.ledger.values import NewUnit
from service.sheets import Readiness, Row, Rows, counted, judge, placed


@dataclass(frozen=True, slots=True)
class Plan:
    """The units of a batch in their order, faulty ones among them. `faults` are those of the file, of no unit: each stands for
    rows that may be missing. `notices` stop nothing. `readiness`: of rows, for the errors workbook."""

    units: tuple[NewUnit, ...]
    faults: tuple[Problem, ...] = ()
    notices: tuple[Problem, ...] = ()
    readiness: Readiness | None = None

    @property
    def good(self) -> int:
        return sum(not unit.problems for unit in self.units)

    @property
    def faulty(self) -> int:
        return len(self.units) - self.good

    def check(self, *, partial: bool) -> None:
        """Raises BatchNotReady where nothing may be made: something is faulty and a part was not asked for, or nothing is good.
        The problems of single rows are theirs."""
        if self.good and (partial or not (self.faulty or self.faults)):
            return
        raise BatchNotReady(counted(self.readiness) if self.readiness else problem(
            "documents-counted", "{tot}/{tat_ca} văn bản làm được, {loi} văn bản có lỗi.", tot=self.good,
            tat_ca=len(self.units), loi=self.faulty), *self.faults)


def plan_rows(rows: Rows, *, place: Place, formats: tuple[str, ...], today: date | None,
              campaign: Mapping[str, object] | None = None, folder: Path | None = None,
              watch: Callable[[int], None] = lambda _: None) -> Plan:
    """Rows as read → Plan. `campaign` is what all share, `folder` where relative paths of pictures start, `today` the day of
    documents without one; `watch` hears how many rows were judged.

    Raises LimitExceeded (VANBAN_MAX_BATCH_ROWS), InputRefused where the campaign itself is wrong.
    """
    check_rows(rows)
    drafts: dict[tuple[str, int], _Draft] = {}

    def seen(row: Row, doctype: DocumentType, values: Values) -> None:
        drafts[row.spot.sheet, row.number] = _Draft(doctype.version, recipe(doctype, values, formats),
                                                    folder_of(row.slug, values.context), alone(doctype, row.data, folder))

    found = judge(rows, campaign=campaign, today=today, folder=folder, watch=watch, seen=seen)
    return Plan(tuple(_units(found, drafts, place)), tuple(placed(fault) for fault in found.faults), found.notices, found)


def check_rows(rows: Rows) -> None:
    """Raises LimitExceeded (VANBAN_MAX_BATCH_ROWS)."""
    most = settings().bulk.max_rows
    if len(rows.rows) > most:
        raise LimitExceeded(problem("batch-rows", "Tệp có {so} dòng, một đợt không quá {nhieu_nhat} (VANBAN_MAX_BATCH_ROWS).",
                                    place=rows.file, so=len(rows.rows), nhieu_nhat=most))


@dataclass(frozen=True, slots=True)
class _Draft:
    """What is kept of a row's values."""

    version: str
    recipe: str
    folder: str
    data: Mapping[str, Any]


def _units(found: Readiness, drafts: Mapping[tuple[str, int], _Draft], place: Place) -> Iterator[NewUnit]:
    for number, judged in enumerate(found.judged, start=1):
        row = judged.row
        draft = drafts.get((row.spot.sheet, row.number))
        if judged.faults or draft is None:
            yield NewUnit(number, row.slug, row.key, row.stem, line=row.number, sheet=row.spot.sheet,
                          folder=folder_of(row.slug, row.data), problems=tuple(placed(fault) for fault in judged.faults))
        else:
            yield NewUnit(number, row.slug, row.key, row.stem, place(draft.folder, row.stem, draft.recipe), draft.recipe,
                          draft.version, row.number, row.spot.sheet, draft.folder, draft.data)
