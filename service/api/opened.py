"""Database and store of this process, opened at the first call that needs them: never before the fork."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from typing import Final

from service.accounts import Accounts
from service.config import settings
from service.config.bulk import Bulk
from service.database import Database, require_newest, upgrade
from service.ledger import Ledger
from service.records import Records
from service.store import PatientStore, Store, open_store

_PATIENCE: Final = 2.0                            # seconds: a caller is waiting, and is told when to ask again


@dataclass(frozen=True)
class Opened:
    """Safe in several threads: SQLAlchemy's engine gives each call a connection of its own, a store keeps nothing open."""

    database: Database
    store: Store

    @cached_property
    def ledger(self) -> Ledger:
        return Ledger(self.database)

    @cached_property
    def accounts(self) -> Accounts:
        return Accounts(self.database)

    @cached_property
    def records(self) -> Records:
        return Records(self.database, self.store)


def opened() -> Opened:
    """Raises DatabaseUnreachable, StoreUnreachable, SettingInvalid; the next call tries again."""
    wanted = os.getpid(), settings().bulk
    with _OPENING:
        found = _OPEN.get(wanted)
        if found is None:
            store = PatientStore(open_store(wanted[1]), _PATIENCE)
            database = Database(wanted[1].ledger_url, patience=_PATIENCE)
            upgrade(database)
            found = _OPEN[wanted] = Opened(database, store)
        return found


_OPENING: Final = Lock()
_OPEN: Final[dict[tuple[int, Bulk], Opened]] = {}


def reached() -> None:
    """Asks both whether they answer, and whether the tables are this program's. Raises as `opened`."""
    ours = opened()
    require_newest(ours.database)
    ours.accounts.people.any()
    ours.ledger.reading.unit("", 0)
    ours.store.size("batches")
