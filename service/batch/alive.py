"""Which processes of this machine are alive: each holds the lock of a file that is called as it is. The lock ends with the
process, however that ended. And when all was well last."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

_FRESH: Final = 60.0                              # seconds: so old may the last good round be


def come_alive(folder: Path, name: str) -> None:
    """From here until its end this process is alive under a name."""
    folder.mkdir(parents=True, exist_ok=True)
    being_made = folder / f".{name}"
    file = os.open(being_made, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)      # never closed: so the lock stays
    fcntl.flock(file, fcntl.LOCK_EX)
    being_made.rename(folder / name)              # only now anybody may find it: a file without a lock is a dead process


def dead(folder: Path) -> Iterator[str]:
    """Names of processes that are no more, also of an earlier start of the machine; each until it is forgotten."""
    for path in sorted(folder.glob("[!.]*")):
        try:
            file = os.open(path, os.O_RDWR | os.O_CLOEXEC)
        except FileNotFoundError:                 # another process has seen it too
            continue
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield path.name
        except BlockingIOError:
            continue
        finally:
            os.close(file)


def forget(folder: Path, name: str) -> None:
    (folder / name).unlink(missing_ok=True)


def all_is_well(folder: Path) -> None:
    """To be said after every round in which all that is needed was there."""
    folder.mkdir(parents=True, exist_ok=True)
    _said(folder).touch()


def is_well(folder: Path) -> bool:
    """Whether that was said lately."""
    try:
        return time.time() - _said(folder).stat().st_mtime < _FRESH
    except FileNotFoundError:
        return False


def _said(folder: Path) -> Path:
    return folder.with_name("well")
