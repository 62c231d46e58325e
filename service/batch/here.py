"""A folder on this machine that a batch is made into: its ledger and lock in `.vanban`, and what lies in it that we made.

    DIR/<folder>/<stem>.docx, .pdf          DIR/.vanban/ledger.db   every document we made here, with its SHA-256
    DIR/manifest.json …                     DIR/.vanban/lock        held by the run that is at work
"""

from __future__ import annotations

import fcntl
import hashlib
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from service.errors import StateConflict, StoreUnreachable, problem
from service.ledger import Batch, Ledger, MadeFile

OWN: Final = ".vanban"
KEEP_SECONDS: Final = 3650 * 86_400.0             # nothing expires here: a folder is its user's


@dataclass(frozen=True, slots=True)
class Here:
    """`folder` is absolute."""

    folder: Path

    @property
    def ledger_url(self) -> str:
        return f"sqlite:///{self.folder / OWN / 'ledger.db'}"

    def still(self, name: str, made: MadeFile) -> bool:
        """Whether a file is as we made it."""
        path = self.folder / name
        try:
            if path.stat().st_size != made.size:
                return False
            with path.open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == made.sha256
        except OSError:
            return False

    def left_behind(self, ledger: Ledger, batch: Batch) -> dict[str, MadeFile]:
        """Files that earlier batches made here and this one does not."""
        wanted = {f"{one.place}.{suffix}" for one in ledger.reading.units(batch.id) if one.place for suffix in batch.wish.formats}
        old: dict[str, MadeFile] = {}
        for earlier in ledger.batches.listed("", most=1_000_000):
            if earlier.id != batch.id:
                for place, made in ledger.reading.places(earlier.id).items():
                    old |= {name: one for suffix, one in made.files.items() if (name := f"{place}.{suffix}") not in wanted}
        return old

    def remove(self, files: Mapping[str, MadeFile]) -> tuple[list[str], list[str]]:
        """Of these files: those removed, and those that somebody has changed since and which therefore stay."""
        removed, kept = [], []
        for name, made in files.items():
            path = self.folder / name
            if self.still(name, made):
                path.unlink(missing_ok=True)
                removed.append(name)
                self._tidy(path.parent)
            elif path.exists():
                kept.append(name)
        return sorted(removed), sorted(kept)

    def _tidy(self, folder: Path) -> None:
        """A folder that has become empty goes, and those around it."""
        while folder != self.folder and folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
            folder = folder.parent


@contextmanager
def taken(folder: Path) -> Iterator[Here]:
    """The folder, for this run alone. Raises StateConflict where another run has it, StoreUnreachable where it cannot be made."""
    here = Here(folder.absolute())
    own = here.folder / OWN
    try:
        own.mkdir(parents=True, exist_ok=True)
        lock = os.open(own / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    except OSError as error:
        raise StoreUnreachable(problem("folder-unwritable", "Không ghi được vào thư mục {thu_muc}: {ly_do}.", place=str(folder),
                                       thu_muc=folder, ly_do=os.strerror(error.errno or 0))) from error
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)      # the system lets go of it however a run ends
        except OSError:
            raise StateConflict(problem("folder-taken", "Một lần chạy khác (tiến trình {so}) đang làm vào thư mục này; hãy đợi "
                                        "nó xong.", place=str(folder), so=_said(lock))) from None
        os.ftruncate(lock, 0)
        os.pwrite(lock, f"{os.getpid()}\n".encode(), 0)
        yield here
    finally:
        os.close(lock)


def _said(lock: int) -> str:
    return os.pread(lock, 20, 0).decode("ascii", "replace").strip() or "?"
