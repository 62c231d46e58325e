"""What openpyxl does not tell of a sheet: whether it, its rows, its columns are hidden; merged cells; formulas without a result.

Parts are found by their relationships and read with the guard's parser, by local names: both namespaces of OOXML are in use.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from service.errors import FileRefused, InputRefused, InputUnreadable, Problem, problem
from service.guard import parse_xml
from service.inputs.grid import MAX_CELLS, Grid, too_large

_CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")


@dataclass(slots=True)
class Sheet:
    """Rows from 1, columns from 0, as places are told; the last ones are those of a cell that holds something."""

    title: str
    visible: bool
    last_row: int = 0
    last_column: int = -1
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    merged: list[tuple[int, int, str]] = field(default_factory=list)
    uncomputed: list[tuple[int, int]] = field(default_factory=list)


def sheets(members: Mapping[str, bytes], name: str) -> Iterator[Sheet]:
    """Every worksheet, in the order of its tabs. Raises InputUnreadable where the workbook's own part is not there."""
    try:
        workbook = _target(members, "_rels/.rels", "", "/officeDocument")
        book = parse_xml(members[workbook], workbook)
        related = _related(members, workbook)
        for entry in _named(book, "sheet"):
            relation = next((value for key, value in entry.attrib.items() if _local(key) == "id"), "")
            kind, part = related[relation]
            if kind.endswith("/worksheet"):
                yield _sheet(parse_xml(members[part], part), entry, name)
    except (KeyError, ValueError) as fault:
        raise InputUnreadable(problem("xlsx-damaged", "Tệp Excel bị hỏng ({ly_do}); hãy mở bằng Excel và lưu lại.", place=name,
                                      ly_do=str(fault))) from fault
    except FileRefused as fault:
        raise InputRefused(*(within(name, one) for one in fault.problems)) from fault


def within(name: str, one: Problem) -> Problem:
    """A problem of a part of the file."""
    return replace(one, place=f"{name} {one.place}".strip())


def _sheet(root: Any, entry: Any, name: str) -> Sheet:
    sheet = Sheet(entry.get("name", ""), entry.get("state", "visible") == "visible")
    space = root.tag.rpartition("}")[0] + "}" if root.tag.startswith("{") else ""
    if sum(1 for _ in root.iter(f"{space}c")) > MAX_CELLS:            # before any of them is looked at
        raise too_large(Grid(name, sheet.title, ()).place())
    used: set[int] = set()
    row = 0
    for node in root.iter(f"{space}row"):
        row = int(node.get("r") or row + 1)
        column = -1
        filled = False
        for cell in node.iterchildren(f"{space}c"):
            found = _CELL.fullmatch(cell.get("r", ""))
            column = _column(found[1]) if found else column + 1
            if len(cell) == 0:
                continue
            filled = True
            used.add(column)
            formula = cell.find(f"{space}f")
            if formula is not None and cell.get("t") != "str" and not cell.findtext(f"{space}v"):
                sheet.uncomputed.append((row, column))
        if filled:
            sheet.last_row = row
            if _is(node.get("hidden")):
                sheet.hidden_rows.append(row)
    sheet.last_column = max(used, default=-1)
    for node in _named(root, "col"):
        if _is(node.get("hidden")):
            first, last = int(node.get("min", 1)) - 1, int(node.get("max", 1)) - 1
            sheet.hidden_columns += sorted(column for column in used if first <= column <= last)
    for node in _named(root, "mergeCell"):
        corner = _CELL.match(node.get("ref", ""))
        if corner:
            sheet.merged.append((int(corner[2]), _column(corner[1]), node.get("ref")))
    return sheet


def _target(members: Mapping[str, bytes], part: str, base: str, kind: str) -> str:
    return next((target for found, target in _relations(members[part], part, base).values() if found.endswith(kind)), "")


def _related(members: Mapping[str, bytes], part: str) -> dict[str, tuple[str, str]]:
    folder, file = posixpath.split(part)
    rels = posixpath.join(folder, "_rels", f"{file}.rels")
    return _relations(members[rels], rels, folder)


def _relations(content: bytes, part: str, base: str) -> dict[str, tuple[str, str]]:
    """Id → (kind, part's name)."""
    return {node.get("Id", ""): (node.get("Type", ""), posixpath.normpath(posixpath.join("/", base, node.get("Target", "")))[1:])
            for node in _named(parse_xml(content, part), "Relationship")}


def _named(root: Any, name: str) -> Iterator[Any]:
    return (node for node in root.iter() if _local(node.tag) == name)


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _column(text: str) -> int:
    column = 0
    for one in text:
        column = column * 26 + ord(one) - ord("A") + 1
    return column - 1


def _is(value: str | None) -> bool:
    return value in {"1", "true", "on"}
