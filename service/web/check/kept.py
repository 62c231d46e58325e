"""What was checked, for an hour, in a folder of this machine: the file, its pages, what was told of it. Then it is gone.

Each result is a folder of its own under `checked` in the data folder, named by 128 random bits; it belongs to one person.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Timer
from typing import Any, Final

from service.accounts import Person
from service.config import settings
from service.errors import RecordUnknown, problem

SECONDS: Final = 3600.0
_MOST: Final = 200                                # results of all people; the oldest go first
_MOST_OF_ONE: Final = 20
_MOST_BYTES: Final = 2 * 2**30
_ID: Final = re.compile(r"[0-9a-f]{32}", re.ASCII)
_TOLD: Final = "told.json"
_OWNER: Final = "owner.json"


@dataclass(frozen=True, slots=True)
class Kept:
    """One result. `told` is what `judged` wrote; the other files are named by `path`."""

    id: str
    folder: Path
    told: Mapping[str, Any]

    def path(self, name: str) -> Path:
        return self.folder / name

    def read(self, name: str) -> bytes | None:
        """A file of this result; None where it is not there."""
        try:
            return self.path(name).read_bytes()
        except FileNotFoundError:
            return None

    def write(self, name: str, data: bytes) -> None:
        """Whole or not at all: two requests may write the same picture. Raises RecordUnknown where the result is gone by now."""
        half = self.path(f".{secrets.token_hex(8)}")
        try:
            half.write_bytes(data)
            half.replace(self.path(name))
        except FileNotFoundError as gone:
            raise RecordUnknown(_GONE) from gone


_GONE: Final = problem("check-gone", "Kết quả kiểm tra này không còn: kết quả chỉ giữ một giờ. Hãy kiểm tra lại tệp.")


def keep(person: Person, told: Mapping[str, Any], files: Mapping[str, bytes]) -> str:
    """A new result of this person → its id."""
    sweep(person)
    identifier = secrets.token_hex(16)
    folder = _root() / identifier
    folder.mkdir(mode=0o700)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    (folder / _TOLD).write_text(json.dumps(told, ensure_ascii=False), "utf-8")
    (folder / _OWNER).write_text(json.dumps([person.organisation, person.id]), "utf-8")
    timer = Timer(SECONDS + 1, sweep)             # also where nobody comes back; a process that ends leaves it to the next
    timer.daemon = True
    timer.start()
    return identifier


def kept(identifier: str, person: Person) -> Kept:
    """Raises RecordUnknown where there is none, or another's."""
    folder = _root() / identifier
    if _ID.fullmatch(identifier) is None or not _fresh(folder) or _owner(folder) != [person.organisation, person.id]:
        raise RecordUnknown(_GONE)
    try:
        return Kept(identifier, folder, json.loads((folder / _TOLD).read_text("utf-8")))
    except FileNotFoundError as gone:
        raise RecordUnknown(_GONE) from gone


def forget(one: Kept) -> None:
    shutil.rmtree(one.folder, ignore_errors=True)


def sweep(person: Person | None = None) -> None:
    """Removes what is old, or too much; with a person also what is too much of theirs."""
    ages = sorted(((_begun(folder), folder) for folder in _root().iterdir()), reverse=True)
    total, own = 0, 0
    for number, (_, folder) in enumerate(ages, start=1):
        total += sum(map(_size, _files(folder)))
        own += person is not None and _owner(folder) == [person.organisation, person.id]
        if not _fresh(folder) or number >= _MOST or total > _MOST_BYTES or own >= _MOST_OF_ONE:
            shutil.rmtree(folder, ignore_errors=True)


def _root() -> Path:
    root = settings().bulk.data / "checked"
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    return root


def _begun(folder: Path) -> float:
    """When it was kept: a folder's own time changes with each picture."""
    try:
        return os.stat(folder / _OWNER).st_mtime
    except FileNotFoundError:
        return time.time() if _young(folder) else 0.0


def _young(folder: Path) -> bool:
    """Being written just now."""
    try:
        return time.time() - folder.stat().st_mtime < SECONDS
    except FileNotFoundError:
        return False


def _fresh(folder: Path) -> bool:
    return time.time() - _begun(folder) < SECONDS


def _owner(folder: Path) -> object:
    try:
        return json.loads((folder / _OWNER).read_text("utf-8"))
    except (FileNotFoundError, ValueError):
        return None


def _size(file: Path) -> int:
    """In bytes; 0 where another process has just removed it."""
    try:
        return file.stat().st_size
    except FileNotFoundError:
        return 0


def _files(folder: Path) -> list[Path]:
    try:
        return [one for one in folder.iterdir() if one.is_file()]
    except FileNotFoundError:
        return []
