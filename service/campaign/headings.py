"""A sheet's grid → rows of a table: headings name its columns, by identifier or by Vietnamese label."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Final

from service.campaign.cells import folded
from service.campaign.law import SAME
from service.campaign.tables import MODELS
from service.campaign.written import Origin, Written
from service.errors import Problem, problem
from service.fields.messages import unknown
from service.inputs import Grid

COUNTING: Final = ("stt", "tt", "so_tt")          # the column of running numbers that every list has; it says nothing of its row


def table_named(name: str) -> str:
    """The table that a file's or a sheet's name means, by identifier or label; "" where none."""
    return _TABLES.get(folded(name), "")


def rows(table: str, grid: Grid, problems: list[Problem]) -> list[Written] | None:
    """Every line below the headings; None where a needed column is not there.

    What is wrong with headings, and cells that belong to none, goes to `problems`.
    """
    if not grid.lines:
        problems.append(problem("sheet-empty", "Bảng trống: chưa có dòng tên cột.", place=grid.place()))
        return None
    first, *lines = grid.lines
    headings = {index: str(cell) for index, cell in enumerate(first.cells) if cell is not None}
    columns: dict[int, str] = {}
    wrong: list[Problem] = []
    for index, heading in headings.items():
        if folded(heading) in COUNTING:
            continue
        meant = _meant(table, heading)
        fault = _wrong(table, heading, meant, columns)
        if fault:
            wrong.append(replace(fault, place=grid.place(first.number, index, heading)))
        else:
            columns[index] = meant[0]
    missing = _needed(table) - set(columns.values())
    if missing and not wrong:
        wrong = [problem("column-missing", "Bảng {bang} chưa có cột {ten}.", place=grid.place(first.number), bang=table,
                         ten=", ".join(sorted(missing)))]
    problems += wrong
    for line in lines:
        homeless = next((index for index, cell in enumerate(line.cells) if cell is not None and index not in headings), None)
        if homeless is not None:
            problems.append(problem("heading-missing", "Cột này có dữ liệu mà không có tên cột.",
                                    place=grid.place(line.number, homeless)))
    named = {column: (index, headings[index]) for index, column in columns.items()}
    return None if missing else [
        Written({column: line.cells[index] for index, column in columns.items() if index < len(line.cells)},
                Origin(grid.file, grid=grid, line=line.number, columns=named)) for line in lines]


def _needed(table: str) -> set[str]:
    """Columns without which no row of a table can be; a row that changes one of the law's needs only what names that one."""
    return set(SAME[table]) - {"tu_ngay"} if table in SAME else {
        name for name, info in MODELS[table].model_fields.items() if info.is_required()}


def _wrong(table: str, heading: str, meant: tuple[str, ...], columns: dict[int, str]) -> Problem | None:
    if not meant:
        return unknown(heading, _shown(table), problem("heading-unknown", "Bảng {bang} không có cột “{ten}”.", bang=table),
                       problem("heading-unknown", "Bảng {bang} không có cột “{ten}”; có phải “{gan}”?", bang=table))
    if len(meant) > 1:
        return problem("heading-ambiguous", "Tên cột “{ten}” có thể là {cac}; hãy ghi một trong các tên đó.", ten=heading,
                       cac=", ".join(meant))
    if meant[0] in columns.values():
        return problem("heading-twice", "Cột {ten} xuất hiện hai lần.", ten=meant[0])
    return None


def _meant(table: str, heading: str) -> tuple[str, ...]:
    """The column of this identifier or label; else those whose label goes on after it ("Tên đầy đủ" … "trong lời văn")."""
    known, said = _columns(table), folded(heading)
    return known.get(said) or tuple(column for label, (column, *_) in known.items()
                                    if label.startswith(f"{said}_") and label != column)


@cache
def _columns(table: str) -> dict[str, tuple[str, ...]]:
    """What a heading may say, folded → its columns. An identifier means its own column only."""
    found: dict[str, tuple[str, ...]] = {}
    for name, info in MODELS[table].model_fields.items():
        label = folded(info.title or name)
        found[label] = (*found.get(label, ()), name)
    return found | {name: (name,) for name in MODELS[table].model_fields}


def _shown(table: str) -> Iterator[str]:
    for name, info in MODELS[table].model_fields.items():
        yield name
        yield info.title or name


_TABLES = {**{folded(str(model.model_config.get("title", name))): name for name, model in MODELS.items()},
           **{name: name for name in MODELS}}
