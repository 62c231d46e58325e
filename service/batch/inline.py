"""Data that stands alone: days as JSON has them, pictures inside; and rows of a JSON request as the file they could have been."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, Final

from service.doctypes import DocumentType
from service.errors import InputRefused, Problem, problem
from service.fields.picture import embedded
from service.fields.spec import FieldSpec

_ROW: Final = frozenset({"type", "key", "data"})


def alone(doctype: DocumentType, data: Mapping[str, Any], folder: Path | None) -> dict[str, Any]:
    """Data of a document that can be made → the same as plain JSON, every picture in it as base64. `folder` is where relative
    paths start."""
    return {name: _alone(value, doctype.schema.fields.get(name), folder) for name, value in data.items()}


def plain(value: Any) -> Any:
    """Data of no type (a campaign's file) as plain JSON: days and hours as texts."""
    return _alone(value, None, None)


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


def _alone(value: Any, spec: FieldSpec | None, folder: Path | None) -> Any:
    if isinstance(value, datetime):                  # a spreadsheet's day is midnight; of a field of hours that is an hour
        hour = (spec is not None and spec.kind == "time") or value.time() != time()
        return value.isoformat(timespec="minutes") if hour else value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, Mapping):
        columns = spec.columns if spec else {}
        return {name: _alone(one, columns.get(name), folder) for name, one in value.items()}
    if isinstance(value, list | tuple):
        item = spec.item if spec and spec.item else spec
        return [_alone(one, item, folder) for one in value]
    if isinstance(value, str) and spec is not None and spec.kind == "image":
        return embedded(value, folder)
    return value
