"""A file of many documents → `Rows`: XLSX as `vanban sheet` makes it or an office's own, CSV, JSONL (docs/batch.md)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import PurePath
from typing import Any, Final

from service import doctypes
from service.campaign.cells import folded
from service.config import settings
from service.errors import InputUnreadable, Problem, TypeUnknown, problem
from service.inputs import Grid, Workbook, check_size, load_lines, read_csv, read_xlsx
from service.sheets.columns import EACH, plans
from service.sheets.corrections import Correction, corrected
from service.sheets.joined import Joiner
from service.sheets.lines import Letters, Reader
from service.sheets.marks import MACHINE, OURS
from service.sheets.recognise import Recognised, meant_by, recognise
from service.sheets.rows import Cell, Fault, Row, Rows, Spot
from service.sheets.spread import spread

WORKBOOKS: Final = (".xlsx",)
TABLES: Final = (".csv", ".tsv", ".txt")
OBJECTS: Final = (".jsonl", ".ndjson")
_MARK: Final = re.compile(r"#(?P<slug>[a-z][a-z0-9_]*)(?:/.*)?")
_ENVELOPE: Final = frozenset({"ma", "loai", "data"})


def read_rows(data: bytes, name: str, *, slug: str | None = None, convert: bool = False, corrections: Iterable[Correction] = (),
              keep: bool = False) -> Rows:
    """Every document in the file. `slug`: the type, where the file does not say it, or the only one wanted. `convert`: texts that
    are surely TCVN3 or VNI become Unicode; else they are told and stay. `corrections`: cells of sheets that say something else
    than the file. `keep`: with the sheets themselves (`Rows.book`).

    Raises InputUnreadable (no such file, nothing in it), InputRefused (unsafe), LimitExceeded (VANBAN_MAX_BATCH_BYTES, those
    of `inputs`), TypeUnknown (`slug`).
    """
    check_size(data, name, settings().bulk.max_bytes, setting="VANBAN_MAX_BATCH_BYTES")
    if slug is not None:
        doctypes.get(slug)
    kind = PurePath(name).suffix.lower()
    if kind in OBJECTS:
        found = _objects(data, name, slug)
    elif kind in WORKBOOKS or kind in TABLES:
        book = read_xlsx(data, name) if kind in WORKBOOKS else Workbook((read_csv(data, name),))
        book = corrected(book, corrections)
        found = read_book(book, name, slug=slug, convert=convert)
        if keep:
            found = replace(found, book=book)
    else:
        raise InputUnreadable(problem("batch-format", "Không nhận tệp này; hãy dùng .xlsx, .csv (UTF-8) hoặc .jsonl.",
                                      place=name))
    if not found.rows and not found.faults:
        raise InputUnreadable(problem("batch-empty", "Tệp chưa có dòng dữ liệu nào.", place=name), *found.notices)
    return found


def read_book(book: Workbook, name: str, *, slug: str | None = None, convert: bool = False) -> Rows:
    """Sheets as read → rows, of a workbook or of a table alone, by the file's name. Raises InputUnreadable, TypeUnknown."""
    if PurePath(name).suffix.lower() in TABLES:
        return _table(book.sheets[0], name, slug, Letters(convert))
    return _workbook(book, name, slug, Letters(convert))


def _workbook(book: Workbook, name: str, slug: str | None, letters: Letters) -> Rows:
    listed = dict(_listed(next((one for one in book.grids if one.sheet == MACHINE), None)))
    shown = [one for one in book.grids if folded(one.sheet) not in OURS and one.lines]
    faults: list[Fault] = []
    notices: list[Problem] = []
    for hidden in (one for one in book.sheets if not one.visible and folded(one.sheet) not in OURS):
        told = hidden.faults[0].problem
        if folded(hidden.sheet) in listed:
            faults.append(Fault(Cell(hidden.sheet, 1), told))
        else:
            notices.append(told)
    wanted = [slug] if slug else list(dict.fromkeys([*(one for one, _, _ in listed.values()), *map(_slug_of, shown)]))
    types, unknown = _types(filter(None, wanted))
    faults += [Fault(Cell(one.sheet, one.lines[0].number), unknown[named]) for one in shown
               if (named := _slug_of(one)) in unknown]
    made = [plan for one in types for plan in plans(one)]
    if not types and not unknown:
        raise InputUnreadable(_type_needed(name))
    by_title = {title: plan for title, (of, table, _) in listed.items() for plan in made
                if plan.slug == of and "/".join(plan.table) == table}
    versions = {one.slug: one.version for one in types}
    recognised: list[Recognised] = []
    for grid in shown:
        meant = meant_by(grid.sheet, made, by_title) or (made[0] if slug and len(shown) == 1 else None)
        said = listed.get(folded(grid.sheet), ("", "", ""))
        found = recognise(grid, made, meant, said[2] == versions[said[0]] if said[0] in versions else None)
        if found is None:
            notices.append(problem("sheet-extra", "Trang “{trang}” không phải trang dữ liệu: không đọc.", place=grid.place(),
                                   trang=grid.sheet))
        else:
            recognised.append(found)
    return _joined(name, recognised, letters, faults, notices)


def _table(grid: Grid, name: str, slug: str | None, letters: Letters) -> Rows:
    slug = slug or _slug_of(grid)
    if not slug:
        raise InputUnreadable(_type_needed(name))
    plan = plans(doctypes.get(slug))[0]
    found = recognise(grid, [plan], plan, None)
    if found is None:
        raise InputUnreadable(problem("headings-missing", "Không thấy dòng tên cột của loại {loai}.", place=name, loai=slug))
    return _joined(name, [found], letters, [], [])


def _joined(name: str, found: list[Recognised], letters: Letters, faults: list[Fault],
            notices: list[Problem]) -> Rows:
    joiner = Joiner()
    examples: dict[str, dict[tuple[str, ...], Any]] = {}
    for one in sorted(found, key=lambda one: (len(one.plan.table) > 0, one.plan.table.count(EACH))):
        slug = one.plan.slug
        if slug not in examples:
            doctype = doctypes.get(slug)
            examples[slug] = spread(plans(doctype), doctype.example()["data"])
        joiner.add(one.plan, Reader(one, letters, examples[slug][one.plan.table][:2]).parts())
        faults += [Fault(Cell(one.grid.sheet, one.headings.number, index), wrong) for index, wrong in one.problems]
        notices += one.notices
    if letters.convert and letters.sure:
        notices.append(problem("cells-converted", "Đã chuyển {so} ô chữ mã cũ (TCVN3, VNI) sang Unicode.", place=name,
                               so=letters.sure))
    letters.settle()
    return Rows(name, joiner.rows(), (*faults, *joiner.faults), tuple(notices),
                {one.grid.sheet: one.headings.number for one in found})


def _objects(data: bytes, name: str, slug: str | None) -> Rows:
    """A line an object: the data of a document, or `{"ma": …, "loai": …, "data": {…}}`."""
    rows = []
    for number, found, wrong in load_lines(data, name=name, max_bytes=len(data)):
        spot = Spot("", number, None)
        faults = [Fault(Cell("", number, heading=one.pointer), one) for one in wrong]
        wrapped = "data" in found and set(found) <= _ENVELOPE and isinstance(found["data"], dict)
        body: Mapping[str, Any] = found["data"] if wrapped else found
        kind = str(found.get("loai", "")) if wrapped and found.get("loai") else slug or ""
        if not kind:
            raise InputUnreadable(_type_needed(name))
        if slug and kind != slug:
            continue
        try:
            doctypes.get(kind)
        except TypeUnknown as fault:
            faults += [Fault(Cell("", number, heading="/loai"), one, kind) for one in fault.problems]
        rows.append(Row(number, str(found.get("ma") or number) if wrapped else str(number), kind, body, spot, {}, tuple(faults)))
    return Rows(name, tuple(rows))


def _type_needed(name: str) -> Problem:
    return problem("type-needed", "Tệp không nói là loại văn bản nào; hãy ghi --type LOẠI.", place=name)


def _types(slugs: Iterator[str]) -> tuple[list[doctypes.DocumentType], dict[str, Problem]]:
    found, unknown = [], {}
    for one in slugs:
        try:
            found.append(doctypes.get(one))
        except TypeUnknown as fault:
            unknown[one] = fault.problems[0]
    return found, unknown


def _slug_of(grid: Grid) -> str:
    """The type that a machine row names, or the sheet's own name."""
    for line in grid.lines[:50]:
        for cell in line.cells:
            found = _MARK.fullmatch(cell) if isinstance(cell, str) else None
            if found and found["slug"] not in {"loi", "dong", "cua"}:
                return found["slug"]
    return next((slug for slug, one in doctypes.catalogue().items() if folded(grid.sheet) in {slug, folded(one.name)}), "")


def _listed(grid: Grid | None) -> Iterator[tuple[str, tuple[str, str, str]]]:
    """The hidden sheet's list: (title, (type, table, version))."""
    for line in grid.lines[1:] if grid else ():
        title, slug, *rest = [str(cell or "") for cell in (*line.cells, "", "", "", "")[:4]]
        if title and slug:
            yield folded(title), (slug, rest[0], rest[1])
