"""Ledger and store of this process, opened at the first call that needs them: never before the fork."""

from __future__ import annotations

import os
from dataclasses import dataclass
from threading import Lock
from typing import Final

from service.config import settings
from service.config.bulk import Bulk
from service.ledger import Ledger, open_ledger
from service.store import PatientStore, Store, open_store

_PATIENCE: Final = 2.0                            # seconds: a caller is waiting, and is told when to ask again


@dataclass(frozen=True, slots=True)
class Bulky:
    """Safe in several threads: SQLAlchemy's engine gives each call a connection of its own, a store keeps nothing open."""

    ledger: Ledger
    store: Store


def bulk() -> Bulky:
    """Raises LedgerUnreachable, StoreUnreachable, SettingInvalid; the next call tries again."""
    wanted = os.getpid(), settings().bulk
    with _OPENING:
        found = _OPEN.get(wanted)
        if found is None:
            store = PatientStore(open_store(wanted[1]), _PATIENCE)
            found = _OPEN[wanted] = Bulky(open_ledger(wanted[1].ledger_url, patience=_PATIENCE), store)
        return found


_OPENING: Final = Lock()
_OPEN: Final[dict[tuple[int, Bulk], Bulky]] = {}


def reached() -> None:
    """Asks both whether they answer. Raises as `bulk`."""
    ours = bulk()
    ours.ledger.reading.unit("", 0)
    ours.store.size("batches")
