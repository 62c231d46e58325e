"""The ledger of bulk production: batches and units of work, in SQLite or PostgreSQL.

    values.py     what it holds, frozen; told.py: as JSON                    tables.py  how it is stored
    batches.py    batches: their states, their leases, who may see them      units.py   units: leased, finished, taken back
    reading.py    units and counts read                                      calls.py   webhooks to make, workers alive
    held.py       units of a batch that is judged and waits
"""

from __future__ import annotations

from collections.abc import Callable

from service.database import Database, upgrade
from service.ledger.batches import Batches
from service.ledger.calls import Calls, Workers
from service.ledger.held import Held
from service.ledger.reading import Reading
from service.ledger.units import Units
from service.ledger.values import Batch, Call, Counts, Made, MadeFile, NewUnit, Unit, Wish, new_id

__all__ = ["Batch", "Call", "Counts", "Ledger", "Made", "MadeFile", "NewUnit", "Unit", "Wish", "new_id", "open_ledger"]


class Ledger:
    """One database with its four parts. A process has its own, made after it was forked."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.batches = Batches(database)
        self.units = Units(database)
        self.held = Held(database)
        self.reading = Reading(database)
        self.calls = Calls(database)
        self.workers = Workers(database)

    @property
    def spent(self) -> float:
        """Seconds this process has spent in the ledger."""
        return self.database.spent

    def close(self) -> None:
        self.database.close()


def open_ledger(url: str, *, patience: float = 0.0, waiting: Callable[[], None] | None = None) -> Ledger:
    """The ledger at an address of SQLAlchemy (`sqlite:///…`, `postgresql+psycopg://…`), its tables made or brought up to date.

    `patience`: seconds a call waits for a database that is away; `waiting` is called between two tries. Raises
    DatabaseUnreachable.
    """
    database = Database(url, patience=patience, waiting=waiting)
    upgrade(database)
    return Ledger(database)
