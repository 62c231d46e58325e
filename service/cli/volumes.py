"""The made documents of each unit as one PDF, to read and to print: `vanban campaign set --volume`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any, Final

from service.cli.files import clear_halves, write_by
from service.cli.report import Report

VOLUME: Final = "ho-so.pdf"


def volumes(entries: Sequence[dict[str, Any]], out: Path, titles: dict[str, str], report: Report) -> list[dict[str, Any]]:
    """One file for each unit, of its Word files in the order of the manifest → what the manifest says of each: file, SHA-256,
    pages, and documents that it could not take. `titles`: of the units' volumes. Raises what `binding.bind` raises."""
    return [_volume(unit, [one for one in entries if one["unit"] == unit], out, title, report)
            for unit, title in titles.items() if any(one["unit"] == unit for one in entries)]


def _volume(unit: str, entries: Sequence[dict[str, Any]], out: Path, title: str, report: Report) -> dict[str, Any]:
    from service.binding import Bound, bind

    files: Iterator[bytes] = ((out / one["files"]["docx"]).read_bytes() for one in entries)
    bound: list[Bound] = []

    def write(file: IO[bytes]) -> None:
        bound.append(bind(files, title, file.write))

    path = out / unit / VOLUME
    clear_halves(path)
    write_by(path, write)
    (found,) = bound
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    left_out = [{"name": entries[number]["files"]["docx"], "problems": [report.told(one) for one in why]}
                for number, why in found.left_out.items()]
    return {"unit": unit, "file": path.relative_to(out).as_posix(), "sha256": digest, "documents": found.documents,
            "pages": found.pages, "left_out": left_out}


def left_out(bound: Sequence[dict[str, Any]]) -> Iterator[str]:
    """For people: which documents a volume lacks, and why."""
    for volume in bound:
        for one in volume["left_out"]:
            for wrong in one["problems"]:
                yield f"{volume['file']}: {one['name']}: {wrong['message']}"
