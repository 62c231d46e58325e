"""An outline's lines → parts in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from service.body.inline import without_stop
from service.body.levels import LEVELS, Level, Part
from service.errors import Problem, problem
from service.fields.body import BodyItems
from service.fields.spec import FieldSpec
from service.outline.paths import Checker, Condition, Loop, Scope, Text, look_up, scopes
from service.outline.tables import TABLE_KEYS, Table, compile_table

_KEYS: Final = frozenset({"each", "as", "when", "noi_dung", "body", "tieu_de", "punctuate", *LEVELS})


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of an outline: a level with its text, a table, a body field, or a stretch of lines; repeated and conditional."""

    level: Level | None
    text: Text
    titled: bool | None
    loop: Loop | None
    when: Condition | None
    punctuate: bool
    body: str
    table: Table | None
    under: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """A compiled outline: `mistakes`, each with its place; `used` are the fields it prints."""

    entries: tuple[Entry, ...]
    mistakes: tuple[Problem, ...]
    used: frozenset[str]


def compile_outline(lines: Iterable[object], fields: Mapping[str, FieldSpec],
                    rows: Mapping[str, FieldSpec] | None = None) -> Outline:
    """Outline as TOML gives it → Outline, with every mistake of it. `rows` are names of loops around it."""
    checker = Checker(fields)
    entries = _entries(checker, lines, rows or {}, "outline")
    return Outline(entries, tuple(checker.mistakes), frozenset(checker.used))


def compose(entries: Sequence[Entry], scope: Scope) -> tuple[list[Part], list[Problem]]:
    """Entries and the values they name → (parts in reading order, a body field's parts in their place; problems of tables)."""
    problems: list[Problem] = []
    return list(_stretch(entries, scope, problems)), problems


def _stretch(entries: Sequence[Entry], scope: Scope, problems: list[Problem]) -> Iterator[Part]:
    for entry in entries:
        made = [list(_line(entry, inner, problems)) for inner in scopes(entry.loop, entry.when, scope)]
        for index, parts in enumerate(made):
            yield from _ended(parts, last=index == len(made) - 1) if entry.loop and entry.punctuate else parts


def _line(entry: Entry, scope: Scope, problems: list[Problem]) -> Iterator[Part]:
    if entry.under:
        yield from _stretch(entry.under, scope, problems)
    elif entry.body:
        body = look_up(entry.body, scope)
        if isinstance(body.value, BodyItems):
            yield from (replace(part, pointer=body.pointer + part.pointer) for part in body.value.parts)
    elif entry.table:
        grids, found = entry.table.grids(scope)
        problems += found
        yield from (Part("bang", table=grid) for grid in grids)
    elif entry.level:
        text, origin = entry.text.fill(scope)
        yield Part(entry.level, text, entry.titled, pointer=origin)


def _ended(parts: list[Part], *, last: bool) -> list[Part]:
    """A list's line ends `;`, its last one `.`."""
    if parts:
        parts[-1] = replace(parts[-1], text=without_stop(parts[-1].text) + ("." if last else ";"))
    return parts


def _entries(checker: Checker, lines: Iterable[object], rows: Mapping[str, FieldSpec], place: str) -> tuple[Entry, ...]:
    made = [_entry(checker, line, rows, f"{place}[{index}]") for index, line in enumerate(lines)]
    return tuple(entry for entry in made if entry)


def _entry(checker: Checker, given: object, rows: Mapping[str, FieldSpec], place: str) -> Entry | None:
    line = checker.keys(given, _KEYS | TABLE_KEYS, place)
    if line is None:
        return None
    levels = [level for level in LEVELS if level in line]
    if len(levels) + ("body" in line) + ("noi_dung" in line) != 1:
        checker.add(problem("outline-line", "Cần đúng một cấp (muc, khoan, …), hoặc body, hoặc noi_dung."), place)
        return None
    loop, when, rows = checker.header(line, rows, place)
    body = str(line.get("body", ""))
    if body and (spec := checker.path(body, rows, place)) and spec.kind != "body":
        checker.add(problem("outline-path", "“{ten}” không phải trường kiểu body.", ten=body), place)
    level = levels[0] if levels else None
    table = compile_table(checker, line, rows, place) if level == "bang" else None
    if level != "bang":
        for key in TABLE_KEYS & line.keys():
            checker.add(problem("key-misplaced", "Khóa {khoa} không dùng cho kiểu {kieu}.", khoa=key, kieu=level or "noi_dung"),
                        place)
    text = checker.text(line[level], rows, place) if level and level != "bang" else Text()
    inner = line.get("noi_dung")
    if inner is not None and not isinstance(inner, list):
        checker.add(problem("outline-line", "Khóa noi_dung phải là danh sách các dòng."), place)
    under = _entries(checker, inner, rows, f"{place}.noi_dung") if isinstance(inner, list) else ()
    titled = line.get("tieu_de")
    return Entry(level, text, titled if isinstance(titled, bool) else None, loop, when, bool(line.get("punctuate")), body, table,
                 under)
