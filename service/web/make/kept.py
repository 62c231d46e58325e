"""Previews kept in the data folder of this machine: the PDF and what was told of it, by what they were made from.

Others may remove them at any time; they are made again from the draft."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path
from typing import Any, Final

from service.config import settings

MOST: Final = 200                             # previews: some ten megabytes
_FOLDER: Final = "previews"


def folder(name: str = _FOLDER) -> Path:
    place = settings().bulk.data / name
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    return place


def read(key: str) -> tuple[bytes, dict[str, Any]] | None:
    place = folder()
    try:
        told = json.loads((place / f"{key}.json").read_text("utf-8"))
        return (place / f"{key}.pdf").read_bytes() if told["pages"] else b"", told
    except (FileNotFoundError, ValueError, KeyError):
        return None


def write(key: str, pdf: bytes, told: dict[str, Any]) -> None:
    """What was told comes last: where it is, the PDF is."""
    place = folder()
    if pdf:
        put(place / f"{key}.pdf", pdf)
    put(place / f"{key}.json", json.dumps(told, ensure_ascii=False).encode())
    _bound(place)


def put(path: Path, data: bytes) -> None:
    """Whole or not at all."""
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as file:
        file.write(data)
    os.replace(file.name, path)


def _bound(place: Path) -> None:
    """The oldest go."""
    found = sorted((written, one) for one in place.glob("*.json") if (written := _written(one)))
    for _, path in found[:-MOST]:
        for old in (path, path.with_suffix(".pdf")):
            old.unlink(missing_ok=True)


def _written(path: Path) -> int:
    """When, in nanoseconds; 0 where another process has just removed it."""
    try:
        return path.stat().st_mtime_ns
    except FileNotFoundError:
        return 0
