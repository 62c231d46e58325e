"""A campaign as written → `Snapshot`, or every problem of it at once, each with its place."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from pydantic_core import PydanticCustomError

from service.campaign.consistency import consistency
from service.campaign.frame import Frame, outside, phase_problems
from service.campaign.law import SAME, built_in
from service.campaign.references import Codes, doubled, references
from service.campaign.snapshot import Snapshot
from service.campaign.tables import MODELS, NAMES, Tables
from service.campaign.written import Campaign, Origin, Written
from service.components.grounds import to_day
from service.errors import InputRefused, Problem, problem
from service.fields.messages import check, unknown, unknown_field

_LAW = Origin("văn bản pháp luật có sẵn")


def build(written: Campaign, *, slugs: Collection[str] = (), earlier: Sequence[Problem] = (),
          unread: Collection[str] = ()) -> Snapshot:
    """Checks everything. `slugs` are the types there are (none: not checked); `earlier` what was wrong with the files, `unread`
    the tables that could not be read: nobody can say of a code in them that there is no such code. Raises InputRefused.
    """
    tables = _with_law(written.tables)
    found = list(earlier)
    top = written.frame.origin if written.frame else Origin("")
    if not tables.get("co_quan") and "co_quan" not in unread:
        found.append(top.at(problem("table-missing", "Chưa có bảng {bang}.", bang="co_quan")))
        unread = {*unread, "co_quan"}
    frame, wrong = _frame(written.frame) if written.frame else (None, [])
    found += wrong
    codes = Codes(tables, unread)
    rows: dict[str, list[tuple[Any, Origin]]] = {}
    for name in NAMES:
        rows[name] = []
        for one in tables.get(name, ()):
            row, wrong = check(MODELS[name], one.values)
            found += [one.origin.at(each) for each in wrong]
            if row is not None:
                rows[name].append((row, one.origin))
                found += [one.origin.at(each) for each in references(name, row, codes)]
        found += [rows[name][index][1].at(each) for index, each in doubled(name, [row for row, _ in rows[name]])]
    checked = Tables(**{name: tuple(row for row, _ in rows[name]) for name in NAMES})
    if frame is not None:
        found += [top.at(each) for each in _frame_references(frame, codes)]
        found += [rows[name][index][1].at(each) for name, index, each in consistency(frame, checked)]
        found += _slugs(frame, top, written, rows, slugs)
    found += _own_references(written, codes)
    broken = {one.place for one in earlier}                   # a cell that could not be read is not missing as well
    InputRefused.raise_any(dict.fromkeys(one for one in found if one in earlier or one.code != "field-missing"
                                         or one.place.partition(" (")[0] not in broken))
    assert frame is not None
    return Snapshot(frame, checked, {key: one.values for key, one in written.own.items()})


def _frame(written: Written) -> tuple[Frame | None, list[Problem]]:
    frame, wrong = check(Frame, written.values)
    found = [written.origin.at(_unknown_name(one) if one.code == "field-unknown" and one.pointer.count("/") == 1 else one)
             for one in wrong]
    if frame is not None:
        found += [written.origin.at(one) for one in phase_problems(frame)]
    return frame, found


def _unknown_name(one: Problem) -> Problem:
    """A name beside the frame's fields: tables are known too, as lists."""
    name = one.pointer[1:]
    return replace(problem("list-wrong", "Phải là một danh sách.") if name in NAMES else
                   unknown_field(name, [*Frame.model_fields, *NAMES]), pointer=one.pointer)


def _frame_references(frame: Frame, codes: Codes) -> Iterator[Problem]:
    for column, table in (("co_quan_ban_hanh", "co_quan"), ("nguoi_ky", "nguoi")):
        code = getattr(frame, column)
        wrong = codes.unknown(code, (table,)) if code else None
        if wrong:
            yield replace(wrong, pointer=f"/{column}")
    if frame.dot:
        for end in ("tu_ngay", "den_ngay"):
            wrong = outside(frame, getattr(frame.dot, end).year, f"/dot/{end}")
            if wrong:
                yield wrong


def _own_references(written: Campaign, codes: Codes) -> Iterator[Problem]:
    """`rieng/` names units, and nominees, guests or awards."""
    for (unit, _, code), one in written.own.items():
        for said, tables in ((unit, ("co_quan",)), (code, ("de_nghi", "khach_moi", "tham_quyen"))):
            wrong = codes.unknown(said, tables) if said else None
            if wrong:
                yield one.origin.at(wrong)


def _slugs(frame: Frame, top: Origin, written: Campaign, rows: Mapping[str, Sequence[tuple[Any, Origin]]],
           slugs: Collection[str]) -> Iterator[Problem]:
    """Names of types that do not exist."""
    if not slugs:
        return
    said = [*((f"/mau_so/{slug}", slug, top) for slug in frame.mau_so),
            *((f"/phoi/{slug}", slug, top) for slug in frame.phoi),
            *(("/loai", row.loai, origin) for row, origin in rows["van_ban_di"]),
            *((f"/dung_cho/{index}", slug, origin) for row, origin in rows["van_ban"] if origin is not _LAW
              for index, slug in enumerate(row.dung_cho) if slug != "*"),
            *(("", slug, one.origin) for (_, slug, _), one in written.own.items())]
    for pointer, slug, origin in said:
        if slug not in slugs:
            yield origin.at(replace(unknown(slug, slugs, problem("slug-unknown", "Không có loại văn bản “{ten}”."),
                                            problem("slug-unknown", "Không có loại văn bản “{ten}”; có phải “{gan}”?")),
                                    pointer=pointer))


def _with_law(tables: Mapping[str, Sequence[Written]]) -> dict[str, Sequence[Written]]:
    """The built-in rows first, each with what a row of the campaign of the same code (or award and day) says otherwise."""
    merged = dict(tables)
    for name, key in SAME.items():
        own = {_key(one.values, key): one for one in tables.get(name, ())}
        both: list[Written] = []
        used: set[int] = set()
        for row in built_in()[name]:
            changed = own.get(_key(row, key))
            if changed is None:
                both.append(Written(row, _LAW))
            else:
                used.add(id(changed))
                given = {column: value for column, value in changed.values.items() if value is not None and value != ""}
                both.append(Written({**row, **given}, changed.origin))
        merged[name] = [*both, *(one for one in tables.get(name, ()) if id(one) not in used)]
    return merged


def _key(values: object, columns: tuple[str, ...]) -> tuple[object, ...]:
    if not isinstance(values, Mapping):
        return ()
    return tuple(_day(values.get(column)) if column == "tu_ngay" else str(values.get(column) or "") for column in columns)


def _day(value: object) -> object:
    try:
        return to_day(value) if value else None
    except PydanticCustomError:
        return value
