"""Bytes from and to files: a file is there whole or not at all."""

from __future__ import annotations

import fcntl
import os
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import IO, Final

from service.errors import FileUnreadable, InputRefused, LimitExceeded, problem

STDIN = "-"
_RANDOM: Final = r"\.[a-z0-9_]{8}"               # what tempfile puts behind a name
_YOUNG_S: Final = 0.5                            # longer than it takes to lock what was just made


def read_bytes(name: str, most: int, setting: str) -> bytes:
    """The bytes of a file, or of stdin for `-`; `setting` is the variable of the limit. Raises FileUnreadable, LimitExceeded."""
    try:
        with sys.stdin.buffer if name == STDIN else Path(name).open("rb") as file:
            data = file.read(most + 1)
    except OSError as error:
        raise FileUnreadable(problem("file-unreadable", "Không mở được tệp {tep}: {ly_do}.", tep=name,
                                     ly_do=os.strerror(error.errno or 0))) from error
    if len(data) > most:
        raise LimitExceeded(problem("limit-file", "Tệp {tep} lớn hơn {nhieu_nhat} byte ({bien}).", tep=name, nhieu_nhat=most,
                                    bien=setting))
    return data


def write_whole(path: Path, data: bytes) -> None:
    """Writes beside the target and renames, so that a reader never sees half a file. Raises InputRefused."""
    write_pieces(path, (data,))


def write_pieces(path: Path, pieces: Iterable[bytes]) -> None:
    """As `write_whole`, for what comes in pieces."""
    write_by(path, lambda part: part.writelines(pieces))


def write_by(path: Path, write: Callable[[IO[bytes]], object], *, private: bool = False) -> None:
    """As `write_whole`, for what writes itself. `private`: nobody else of this machine may read it."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as part:
            temporary = Path(part.name)
            fcntl.flock(part, fcntl.LOCK_EX | fcntl.LOCK_NB)      # as long as somebody writes it (`clear_halves`)
            try:
                write(part.file)
                part.flush()
                if not private:
                    temporary.chmod(0o666 & ~_umask())    # a temporary file is private; the result follows the user's umask
                temporary.replace(path)
            finally:
                temporary.unlink(missing_ok=True)
    except OSError as error:
        raise InputRefused(problem("file-unwritable", "Không ghi được tệp {tep}: {ly_do}.", place=str(path), tep=path,
                                   ly_do=os.strerror(error.errno or 0))) from error


def clear_halves(path: Path) -> None:
    """Removes what killed processes left half written of a file. It reads the folder: for single files, not to be called
    for each of thousands."""
    half = re.compile(re.escape(f".{path.name}") + _RANDOM)
    found: list[Path] = []
    with suppress(OSError):                      # what cannot be read cannot be written either, and that will be said
        found = [one for one in path.parent.iterdir() if half.fullmatch(one.name)]
    for one in found:
        with suppress(OSError):                  # somebody writes it, it is another's, or it has just gone: it does no harm
            _clear(one)


def _clear(half: Path) -> None:
    """Raises OSError where it is being written."""
    with half.open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if os.fstat(file.fileno()).st_mtime < time.time() - _YOUNG_S:
            half.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
