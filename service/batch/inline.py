"""Rows of a JSON request as the file they could have been."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Final

from service.errors import InputRefused, Problem, problem

_ROW: Final = frozenset({"type", "key", "data"})


def as_lines(rows: object, *, slug: str = "", pointer: str = "/rows") -> bytes:
    """`[{"type", "key", "data"}, …]` → JSONL, so that a request and a file are read in one way; row n is line n.

    `slug`: of rows that do not say their type. Raises InputRefused with every row that has another shape.
    """
    if not isinstance(rows, list):
        raise InputRefused(problem("list-wrong", "Phải là một danh sách.", pointer=pointer))
    InputRefused.raise_any(wrong for number, row in enumerate(rows) for wrong in _misshapen(row, f"{pointer}/{number}"))
    lines = ({"ma": str(row.get("key") or number), "loai": row.get("type") or slug, "data": row["data"]}
             for number, row in enumerate(rows, start=1))
    return "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines).encode("utf-8", "surrogatepass")


def _misshapen(row: object, pointer: str) -> list[Problem]:
    if not isinstance(row, Mapping):
        return [problem("row-wrong", "Mỗi dòng phải là một đối tượng có type, key, data.", pointer=pointer)]
    found = [problem("field-unknown", "Không có trường “{ten}”.", pointer=f"{pointer}/{name}", ten=name)
             for name in row if name not in _ROW]
    if not isinstance(row.get("data"), Mapping):
        found.append(problem("row-data-missing", "Dòng chưa có data: dữ liệu của văn bản.", pointer=f"{pointer}/data"))
    return found + [problem("text-wrong", "Phải là chữ.", pointer=f"{pointer}/{name}") for name in ("type", "key")
                    if not isinstance(row.get(name) or "", str | int)]
