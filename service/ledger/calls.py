"""Webhooks to make, and which workers are alive."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from service.database import Database
from service.ledger.tables import CALL, WORKER
from service.ledger.values import Call, new_id


class Calls:
    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, batch: str, event: str, url: str, body: str) -> None:
        """To be made at once; one of each event of a batch."""

        def work(connection: Connection) -> None:
            if connection.scalar(sa.select(CALL.c.id).where(CALL.c.batch == batch, CALL.c.event == event)) is None:
                connection.execute(sa.insert(CALL).values(id=new_id(), batch=batch, event=event, url=url, body=body,
                                                          due=self._database.now, attempts=0, state="open"))

        self._database.write(work)

    def take(self, seconds: float, most: int = 10) -> list[Call]:
        """Calls that are due, each for this caller alone for some seconds: then it is due again."""

        def work(connection: Connection) -> list[Call]:
            fields = (CALL.c.id, CALL.c.batch, CALL.c.event, CALL.c.url, CALL.c.body, CALL.c.attempts)
            wanted = sa.select(*fields).where(CALL.c.state == "open", CALL.c.due <= self._database.now)
            wanted = wanted.order_by(CALL.c.due).limit(most)
            if self._database.skip_locked:
                wanted = wanted.with_for_update(skip_locked=True)
            found = [Call(**row) for row in connection.execute(wanted).mappings()]
            connection.execute(sa.update(CALL).where(CALL.c.id.in_([one.id for one in found])).values(
                due=self._database.now + seconds, attempts=CALL.c.attempts + 1))
            return found

        return self._database.write(work)

    def settle(self, number: str, *, sent: bool, pause: float | None = None) -> None:
        """What became of a call: sent; due again after a pause (seconds); or given up. Its address and text go with it."""
        values = {"due": self._database.now + pause} if not sent and pause is not None else {
            "state": "sent" if sent else "failed", "body": "", "url": ""}
        self._database.write(lambda connection: connection.execute(sa.update(CALL).where(CALL.c.id == number).values(**values)))

    def state(self, batch: str) -> dict[str, str]:
        """Event → open, sent, failed."""
        wanted = sa.select(CALL.c.event, CALL.c.state).where(CALL.c.batch == batch)
        return self._database.read(lambda connection: {row.event: row.state for row in connection.execute(wanted)})

    def forget(self, batch: str) -> None:
        self._database.write(lambda connection: connection.execute(sa.delete(CALL).where(CALL.c.batch == batch)))


class Workers:
    def __init__(self, database: Database) -> None:
        self._database = database

    def beat(self, name: str, processes: int) -> None:
        """A machine's workers are alive; `name` is unique among machines."""

        def work(connection: Connection) -> None:
            values = {"processes": processes, "seen": self._database.now}
            if not connection.execute(sa.update(WORKER).where(WORKER.c.name == name).values(**values)).rowcount:
                connection.execute(sa.insert(WORKER).values(name=name, **values))

        self._database.write(work)

    def gone(self, name: str) -> None:
        self._database.write(lambda connection: connection.execute(sa.delete(WORKER).where(WORKER.c.name == name)))

    def processes(self, within: float) -> int:
        """Processes of all workers that were seen within these seconds."""
        wanted = sa.select(sa.func.coalesce(sa.func.sum(WORKER.c.processes), 0)).where(
            WORKER.c.seen > self._database.now - within)
        return int(self._database.read(lambda connection: connection.scalar(wanted)) or 0)
