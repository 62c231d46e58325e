"""Rows → which of them can be made and what is wrong with the others, cell by cell, before anything is rendered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from service import doctypes
from service.campaign import load as load_campaign
from service.campaign.shared import Shared
from service.doctypes import DocumentType, Values
from service.doctypes.blame import blaming, unprintable
from service.errors import InputRefused, Problem, VanbanError, problem
from service.sheets.cell import choices_told
from service.sheets.columns import Column, plans
from service.sheets.marks import KEY
from service.sheets.rows import Cell, Fault, Row, Rows

Seen = Callable[[Row, DocumentType, Values], None]


@dataclass(frozen=True, slots=True)
class Judged:
    """A row and everything that is wrong with it; none: it can be made."""

    row: Row
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Readiness:
    """The matrix of rows and faults. `faults` and `notices` are those of the file, of no single row."""

    rows: Rows
    judged: tuple[Judged, ...]
    faults: tuple[Fault, ...]
    notices: tuple[Problem, ...]

    @property
    def ready(self) -> tuple[Row, ...]:
        return tuple(one.row for one in self.judged if not one.faults)

    @property
    def faulty(self) -> tuple[Judged, ...]:
        return tuple(one for one in self.judged if one.faults)

    @property
    def all_ready(self) -> bool:
        return not self.faults and not self.faulty

    def every_fault(self) -> Iterator[tuple[Row | None, Fault]]:
        """Each fault with its row; those of the file first."""
        yield from ((None, fault) for fault in self.faults)
        yield from ((one.row, fault) for one in self.judged for fault in one.faults)


def judge(rows: Rows, *, campaign: Mapping[str, object] | None = None, today: date | None = None, folder: Path | None = None,
          watch: Callable[[int], None] = lambda _: None, seen: Seen = lambda *_: None) -> Readiness:
    """Every row against its type, and rows against each other. `campaign` is what all of them share; `folder` is where relative
    paths of pictures start; `watch` hears how many rows are done, `seen` what the template would print of each that has values.

    Raises InputRefused where the campaign itself is wrong.
    """
    shared = load_campaign(campaign) if campaign is not None else None
    twice = _doubles(rows.rows)
    judged = []
    for number, row in enumerate(rows.rows, start=1):
        found = [*row.faults, *twice.get(row.number, {}).get(row.spot.sheet, ())]
        judged.append(Judged(row, _ordered([*found, *_checked(row, found, shared, today, folder, seen)])))
        watch(number)
    return Readiness(rows, tuple(judged), rows.faults, rows.notices)


def _checked(row: Row, known: list[Fault], shared: Shared | None, today: date | None, folder: Path | None,
             seen: Seen) -> Iterator[Fault]:
    """What the type says of the data. Of a cell that could not be read nothing more is said. A character that no face has, or a
    template that is at fault, is the row's: it stops no other."""
    if any(fault.problem.code in {"type-unknown", "sample-changed"} for fault in known):
        return
    doctype = doctypes.get(row.slug)
    try:
        with blaming(row.data):
            values = doctype.values(row.data, campaign=shared, today=today, folder=folder)
        InputRefused.raise_any(unprintable(row.data))
    except VanbanError as refused:
        cells = known if row.spot.columns is not None else []
        told = {(fault.cell.sheet, fault.cell.line, fault.cell.column) for fault in cells}
        columns = _columns(doctype)
        for one in refused.problems:
            cell = row.cell(one.pointer)
            if (cell.sheet, cell.line, cell.column) not in told:
                column = columns.get(_general(one.pointer))
                yield Fault(cell, choices_told(column, one) if column else one, _value(row, one.pointer))
    else:
        seen(row, doctype, values)


def _columns(doctype: DocumentType) -> Mapping[str, Column]:
    """The columns of all sheets of a type, by the pointer into the document."""
    found = _COLUMNS.get(doctype.version)
    if found is None:
        found = _COLUMNS[doctype.version] = {column.pointer: column for plan in plans(doctype) for column in plan.columns}
    return found


_COLUMNS: dict[str, Mapping[str, Column]] = {}


def _general(pointer: str) -> str:
    """`/danh_sach/3/ho_ten` → `/danh_sach/-/ho_ten`."""
    return "/".join("-" if step.isdecimal() else step for step in pointer.split("/"))


def _value(row: Row, pointer: str) -> str:
    """What the data says there, shortened; "" for a part of several values."""
    value: object = row.data
    for step in pointer.split("/")[1:]:
        if isinstance(value, Mapping):
            value = value.get(step)
        elif isinstance(value, list) and step.isdecimal() and int(step) < len(value):
            value = value[int(step)]
        else:
            break
    return "" if value is None or isinstance(value, Mapping | list) else str(value)[:200]


def _doubles(rows: tuple[Row, ...]) -> Mapping[int, Mapping[str, list[Fault]]]:
    """Rows of one key, and rows whose files would have one name: each names the others. By line and sheet."""
    found: dict[int, dict[str, list[Fault]]] = defaultdict(lambda: defaultdict(list))
    keys: dict[tuple[str, str], list[Row]] = defaultdict(list)
    names: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        keys[row.slug, row.key].append(row)
        names[row.stem.casefold()].append(row)
    for (_, key), same in keys.items():
        for row in same if len(same) > 1 else ():
            found[row.number][row.spot.sheet].append(Fault(_key(row), problem(
                "key-twice", "Mã “{ma}” trùng với dòng {cac_dong}.", ma=key, cac_dong=_others(row, same)), key))
    for same in names.values():
        for row in same:
            others = [other for other in same if (other.slug, other.key) != (row.slug, row.key)]
            if others:
                found[row.number][row.spot.sheet].append(Fault(_key(row), problem(
                    "name-twice", "Tên tệp “{ten}” trùng với dòng {cac_dong}; hãy đổi mã.", ten=row.stem,
                    cac_dong=_others(row, others)), row.key))
    return found


def _key(row: Row) -> Cell:
    if row.spot.columns is None:
        return Cell("", row.number, heading="/ma")
    return Cell(row.spot.sheet, row.number, max(row.spot.key, 0), KEY)


def _others(row: Row, same: list[Row]) -> str:
    """"5, 9, 12 …": the lines of the others, ten at most."""
    lines = [str(other.number) if other.spot.sheet == row.spot.sheet else f"{other.number} ({other.spot.sheet})"
             for other in same if other is not row]
    return ", ".join(lines[:10]) + (" …" if len(lines) > 10 else "")


def _ordered(found: list[Fault]) -> tuple[Fault, ...]:
    """As they stand in the sheet, each once."""
    once = {(fault.cell, fault.problem.code, fault.problem.message): fault for fault in found}
    return tuple(sorted(once.values(), key=lambda fault: (fault.cell.sheet, fault.cell.line, fault.cell.column)))


def counted(found: Readiness) -> Problem:
    """How many rows can be made, as a line for people."""
    return problem("rows-counted", "{tot}/{tat_ca} dòng làm được, {loi} dòng có lỗi.", tot=len(found.ready),
                   tat_ca=len(found.judged), loi=len(found.faulty))


def placed(fault: Fault) -> Problem:
    """The problem with the cell as its place, for a door that tells one line each: “trang Giấy khen, ô C7 (Họ và tên)”."""
    cell = fault.cell
    where = ", ".join(filter(None, [f"trang {cell.sheet}" if cell.sheet else "",
                                    f"ô {cell.address}" if cell.column >= 0 else f"dòng {cell.line}"]))
    return replace(fault.problem, pointer="", place=f"{where} ({cell.heading})" if cell.heading else where)
