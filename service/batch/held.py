"""An upload that is judged and waits for somebody: what is wrong with each document, cell by cell, corrected on a page and judged
again by the same rules, until it is made.

The data of a unit of such a batch is `Kept`: the lines that say the document, what was found in them, what was corrected. The
headings stand once, in the store. So judging one document again takes no workbook, in whichever process.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from service.batch.ended import folder_of
from service.batch.held_stored import book_json, book_of, fault_json
from service.batch.plan import Plan, check_rows
from service.batch.upload import is_folder, plan_upload
from service.errors import InputRefused, LimitExceeded, problem
from service.ledger import Batch, Ledger, NewUnit, Unit, Wish
from service.sheets import (
    UNREACHED,
    Correction,
    Cutter,
    Fault,
    Readiness,
    Row,
    assembled,
    corrected,
    judge,
    placed,
    read_book,
    read_rows,
)
from service.store import Store

KEEP_SECONDS: Final = 86_400.0                   # an upload that nobody goes on with is removed after these
MOST_CORRECTIONS: Final = 2_000                  # of a batch: nobody types more by hand
_ELSEWHERE: Final = UNREACHED | {"row-parentless", "row-code-twice"}      # told at a cell that is not the one to mend
_FILE_WIDE: Final = frozenset({"key-twice", "name-twice"})      # found by looking at the other rows


@dataclass(frozen=True, slots=True)
class Judged:
    """`frame`: what `judge_again` needs of the file beside a document's own lines; None where nothing can be corrected."""

    plan: Plan
    frame: Mapping[str, Any] | None = None


def judge_upload(data: bytes, wish: Wish, campaign: Mapping[str, object] | None) -> Judged:
    """An upload → its documents as they are kept while they wait. Raises as `plan_upload`."""
    if is_folder(wish):
        return Judged(plan_upload(data, wish, campaign=campaign))
    rows = read_rows(data, wish.name, slug=wish.slug or None, convert=wish.convert, corrections=corrections_of(wish), keep=True)
    check_rows(rows)
    found = judge(rows, campaign=campaign, today=wish.today)
    cutter = Cutter(rows)
    units = [NewUnit(number, one.row.slug, one.row.key, one.row.stem, line=one.row.number, sheet=one.row.spot.sheet,
                     data={**book_json(cutter.part(one.row)), "found": _found(one.row, one.faults), "corrections": []},
                     problems=tuple(placed(fault) for fault in one.faults))
             for number, one in enumerate(found.judged, start=1)]
    plan = Plan(tuple(units), tuple(placed(fault) for fault in found.faults), found.notices, found)
    return Judged(plan, {**book_json(cutter.frame()), "headings": dict(rows.headings)} if rows.book else None)


def put_frame(store: Store, number: str, frame: Mapping[str, Any]) -> None:
    store.put(_frame(number), json.dumps(frame, ensure_ascii=False).encode("utf-8", "surrogatepass"))


def frame_of(store: Store, number: str) -> Mapping[str, Any]:
    """Raises FileGone where the upload has no cells."""
    found: Mapping[str, Any] = json.loads(store.get(_frame(number)))
    return found


def correct(ledger: Ledger, store: Store, batch: Batch, number: int, correction: Correction) -> bool:
    """A cell of a document says something else from now on, and the document is judged again. False where the whole upload has to
    be: the cell says which document or list a line belongs to.

    Raises StateConflict where the batch waits no longer, InputRefused for a cell that is not the document's, LimitExceeded.
    """
    frame = frame_of(store, batch.id)
    if len(ledger.held.changed(batch.id)) + len(batch.wish.corrections) >= MOST_CORRECTIONS:
        raise LimitExceeded(problem("corrections-many", "Đã sửa {so} dòng trên trang; hãy tải sổ về sửa tiếp bằng Excel.",
                                    so=MOST_CORRECTIONS))

    def changed(data: Mapping[str, Any]) -> Mapping[str, Any]:
        if correction.line not in {line for line, _ in data.get("lines", {}).get(correction.sheet, ())} or correction.column < 0:
            raise InputRefused(problem("cell-foreign", "Ô này không thuộc dòng đang sửa."))
        others = [one for one in data["corrections"] if one[:3] != [correction.sheet, correction.line, correction.column]]
        cell = [correction.sheet, correction.line, correction.column, correction.value or ""]
        return {**data, "corrections": [*others, cell]}

    unit = ledger.held.change(batch.id, number, changed)
    return _judged_again(ledger, batch, unit, frame, correction)


def _judged_again(ledger: Ledger, batch: Batch, unit: Unit, frame: Mapping[str, Any], correction: Correction) -> bool:
    data, wish = unit.data or {}, batch.wish
    book = assembled(book_of(frame, wish.name), book_of(data, wish.name))
    book = corrected(book, [Correction(*one) for one in data["corrections"]])
    rows = read_book(book, wish.name, slug=wish.slug or None, convert=wish.convert)
    if len(rows.rows) != 1 or (correction.sheet, correction.column) in _naming(rows.rows[0]):
        return False
    row = rows.rows[0]
    twice = [one for one in data["found"] if one["problem"]["code"] in _FILE_WIDE]
    faults = judge(rows, campaign=batch.campaign, today=wish.today).judged[0].faults
    kept = [one for one in unit.problems if one.code in _FILE_WIDE]
    ledger.held.judged(unit, {**data, "found": [*twice, *_found(row, faults)]}, [*kept, *(placed(one) for one in faults)])
    return True


def check_again(ledger: Ledger, batch: Batch, *, slug: str = "", convert: bool = False) -> bool:
    """The whole upload is judged again, with all that was corrected; `slug`: the type of a file that does not say it. Whether it
    waited."""
    def told(had: Wish, changed: Iterable[Mapping[str, Any]]) -> Wish:
        return replace(_gathered(had, changed), slug=slug or had.slug, convert=convert or had.convert, held=True)

    return ledger.held.again(batch.id, told)


def start(ledger: Ledger, batch: Batch, wish: Wish, total: int) -> bool:
    """The batch is to be made by `wish`, of which file, source and corrections are its own. True for the first who says so."""
    def told(had: Wish, changed: Iterable[Mapping[str, Any]]) -> Wish:
        had = _gathered(had, changed)
        return replace(wish, name=had.name, source=had.source, slug=had.slug, corrections=had.corrections, held=False)

    return ledger.held.again(batch.id, told, total=total)


def all_corrections(ledger: Ledger, batch: Batch) -> list[Correction]:
    """What was corrected so far."""
    return corrections_of(_gathered(batch.wish, ledger.held.changed(batch.id) if batch.state == "judged" else ()))


def corrections_of(wish: Wish) -> list[Correction]:
    return [Correction(*one) for one in wish.corrections]


def readiness_now(data: bytes, batch: Batch, corrections: list[Correction]) -> Readiness:
    """The whole upload judged as it stands now. Raises as `plan_upload`."""
    wish = batch.wish
    rows = read_rows(data, wish.name, slug=wish.slug or None, convert=wish.convert, corrections=corrections)
    return judge(rows, campaign=batch.campaign, today=wish.today)


def _gathered(wish: Wish, changed: Iterable[Mapping[str, Any]]) -> Wish:
    cells = {one[:3]: one for one in wish.corrections}
    for data in changed:
        for sheet, line, column, text in data["corrections"]:
            cells[sheet, line, column] = sheet, line, column, text
    return replace(wish, corrections=tuple(cells.values()))


def _found(row: Row, faults: Iterable[Fault]) -> list[dict[str, Any]]:
    return [fault_json(one, open=_can_be_reached(row, one)) for one in faults]


def _can_be_reached(row: Row, fault: Fault) -> bool:
    """Whether writing into the cell can mend it. A value whose column the file has not is told at the column of keys."""
    if row.spot.columns is None or fault.cell.column < 0 or fault.problem.code in _ELSEWHERE:
        return False
    return not fault.problem.pointer or row.says(fault.problem.pointer)


def _naming(row: Row) -> set[tuple[str, int]]:
    """Columns of keys: they say which document a line is, or belongs to."""
    spots = (row.spot, *row.inner.values())
    return {(spot.sheet, spot.key) for spot in spots if spot.key not in {place for place, _ in (spot.columns or {}).values()}}


def _frame(number: str) -> str:
    return f"{folder_of(number)}/frame.json"
