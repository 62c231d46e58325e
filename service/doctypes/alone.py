"""Data that stands alone: days as JSON has them, pictures inside."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from service.doctypes.doctype import DocumentType
from service.fields.picture import embedded
from service.fields.spec import FieldSpec


def alone(doctype: DocumentType, data: Mapping[str, Any], folder: Path | None) -> dict[str, Any]:
    """Data of a document that can be made → the same as plain JSON, every picture in it as base64. `folder` is where relative
    paths start."""
    return {name: _alone(value, doctype.schema.fields.get(name), folder) for name, value in data.items()}


def plain(value: Any) -> Any:
    """Data of no type (a campaign's file) as plain JSON: days and hours as texts."""
    return _alone(value, None, None)


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
