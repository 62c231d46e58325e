"""What waits, of all batches together: for a monitor."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from service.database import Database
from service.ledger.tables import BATCH, UNIT, WORKER

_OPEN: Final = ("todo", "queued", "running")
_ALIVE: Final = 60.0                              # seconds: a machine that said nothing for so long counts no more


@dataclass(frozen=True, slots=True)
class Waiting:
    """`units`: those not ended, by state; `batches`: all that are kept, by state; `oldest`: seconds since the oldest batch came
    of which something is still to be judged or made (0: none); `processes`: that make documents, on all machines."""

    units: Mapping[str, int]
    batches: Mapping[str, int]
    oldest: float
    processes: int


def waiting(database: Database) -> Waiting:
    """Raises DatabaseUnreachable. Units that have ended are not looked at: there may be a million."""
    unmade = sa.exists().where(UNIT.c.batch == BATCH.c.id, UNIT.c.state.in_(("todo", "queued")))
    oldest = sa.select(database.now - sa.func.min(BATCH.c.created)).where(
        sa.or_(BATCH.c.state == "received", sa.and_(BATCH.c.state == "running", unmade)))
    alive = sa.select(sa.func.coalesce(sa.func.sum(WORKER.c.processes), 0)).where(WORKER.c.seen > database.now - _ALIVE)

    def work(connection: Connection) -> Waiting:
        units = {row.state: row.number for row in connection.execute(
            sa.select(UNIT.c.state, sa.func.count().label("number")).where(UNIT.c.state.in_(_OPEN)).group_by(UNIT.c.state))}
        batches = {row.state: row.number for row in connection.execute(
            sa.select(BATCH.c.state, sa.func.count().label("number")).group_by(BATCH.c.state))}
        return Waiting(dict.fromkeys(_OPEN, 0) | units, batches, float(connection.scalar(oldest) or 0.0),
                       int(connection.scalar(alive) or 0))

    return database.read(work)
