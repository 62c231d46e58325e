"""What a process needs to open ledger and store of its own: both are made after the fork, never shared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from service import telemetry
from service.batch.worker import Stopped
from service.config import settings
from service.ledger import Ledger, open_ledger
from service.store import FolderStore, PatientStore, Store, open_store


@dataclass(frozen=True, slots=True)
class Setup:
    """`name`: with what the names of its workers begin in the ledger. `folder`: the store of the command line; None: that of the
    settings. `patience`: seconds that ledger and store may be away."""

    name: str
    ledger: str = field(repr=False)
    folder: Path | None
    lease_seconds: float
    patience: float

    def begin(self) -> None:
        """Logs and counts of a process of the service; beside a command a person reads what is said."""
        if self.folder is None:
            telemetry.begin()

    def ledger_opened(self, stopped: Callable[[], bool], *, patience: float | None = None) -> Ledger:
        """Raises DatabaseUnreachable; any call of it Stopped, where it waits and is to stop. `patience`: another than usual."""
        def waiting() -> None:
            if stopped():
                raise Stopped

        return open_ledger(self.ledger, patience=self.patience if patience is None else patience, waiting=waiting)

    def store_opened(self, waiting: Callable[[], None], *, patience: float | None = None) -> Store:
        """`waiting` is called between two tries."""
        plain = FolderStore(self.folder) if self.folder else open_store(settings().bulk)
        return PatientStore(plain, self.patience if patience is None else patience, waiting)
