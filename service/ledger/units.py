"""Units of work: leased, finished, given back, taken back from the dead. At least once, and twice is harmless: the same bytes go
to the same place."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from service.database import Database
from service.errors import Problem, problem
from service.ledger.rows import UNIT_COLUMNS, outcome, unit_of
from service.ledger.tables import BATCH, UNIT
from service.ledger.told import made_json
from service.ledger.values import Made, Unit

MOST_ATTEMPTS: Final = 5                          # deaths of workers that a unit may see
_OPEN: Final = ("todo", "queued", "running")
_PIECE: Final = 500


@dataclass(frozen=True, slots=True)
class Swept:
    """What a sweep took back, and the batches of which every unit has ended."""

    taken_back: int
    given_up: int
    finishing: int


class Units:
    def __init__(self, database: Database) -> None:
        self._database = database

    def lease(self, owner: str, most: int, seconds: float, *, ids: Collection[int] | None = None) -> list[Unit]:
        """Up to `most` units for an owner, the most urgent first: those it holds already, where an earlier answer was lost, else
        new ones. `ids`: of a message; only of these. A unit that has seen a worker die comes alone."""

        def work(connection: Connection) -> list[Unit]:
            held = UNIT.c.state == "running", UNIT.c.lease_owner == owner
            taken = list(connection.scalars(sa.select(UNIT.c.id).where(*held).order_by(UNIT.c.id)))
            if not taken:
                taken = self._turn(connection, most, ids)
                if not taken:
                    return []
                connection.execute(sa.update(UNIT).where(UNIT.c.id.in_(taken)).values(
                    state="running", lease_owner=owner, lease_until=self._database.now + seconds, attempts=UNIT.c.attempts + 1))
            found = connection.execute(sa.select(*UNIT_COLUMNS).where(UNIT.c.id.in_(taken))
                                       .order_by(UNIT.c.turn, UNIT.c.id)).mappings()
            return [unit_of(row) for row in found]

        return self._database.write(work)

    def renew(self, owner: str, seconds: float) -> None:
        """All that an owner holds."""
        self._database.write(lambda connection: connection.execute(
            sa.update(UNIT).where(UNIT.c.state == "running", UNIT.c.lease_owner == owner)
            .values(lease_until=self._database.now + seconds)))

    def finish(self, results: Mapping[int, Made]) -> None:
        """What became of units, by id. One that has ended already stays as it is; the data of the others is wiped."""

        def work(connection: Connection) -> None:
            still_open = sa.or_(*(UNIT.c.state == one for one in _OPEN))      # one statement for all units takes no list (`in_`)
            ended = sa.update(UNIT).where(UNIT.c.id == sa.bindparam("unit"), still_open).values(
                state=sa.bindparam("ended_as"), finished=self._database.now, data=None, lease_owner=None, lease_until=None,
                made=sa.bindparam("made"), pages=sa.bindparam("pages"), warned=sa.bindparam("warned"))
            connection.execute(ended, [{"unit": number, "ended_as": "failed" if made.failed else "done", **outcome(made)}
                                       for number, made in results.items()])
            touched = sa.select(UNIT.c.batch).where(UNIT.c.id.in_(list(results)))
            _close(connection, BATCH.c.id.in_(touched))

        if results:
            self._database.write(work)

    def give_back(self, owner: str) -> None:
        """All that an owner holds and has not begun, as if it had never had it."""
        self._database.write(lambda connection: connection.execute(
            sa.update(UNIT).where(UNIT.c.state == "running", UNIT.c.lease_owner == owner).values(
                state="todo", lease_owner=None, lease_until=None, attempts=UNIT.c.attempts - 1)))

    def bury(self, owner: str) -> int:
        """The owner is dead: what it held goes back, or fails where too many have died of it. How many."""

        def work(connection: Connection) -> int:
            back, failed = self._take_back(connection, UNIT.c.state == "running", UNIT.c.lease_owner == owner)
            return back + failed

        return self._database.write(work)

    def queue(self, room: int, size: int, seconds: float) -> list[tuple[int, ...]]:
        """Ids for messages of at most `size`, no more than `room` units being queued at once: the most urgent first. They come
        back where no worker has leased them after `seconds`."""

        def work(connection: Connection) -> list[tuple[int, ...]]:
            queued = connection.scalar(sa.select(sa.func.count()).select_from(UNIT).where(UNIT.c.state == "queued")) or 0
            free = room - queued
            chunks: list[tuple[int, ...]] = []
            while free > 0 and (ids := self._turn(connection, min(size, free), None)):
                connection.execute(sa.update(UNIT).where(UNIT.c.id.in_(ids)).values(
                    state="queued", lease_until=self._database.now + seconds))
                chunks.append(tuple(ids))
                free -= len(ids)
            return chunks

        return self._database.write(work)

    def unqueue(self, ids: Collection[int]) -> None:
        """Units whose message was not sent: to be queued again at once. What a worker has leased meanwhile stays its own."""
        self._database.write(lambda connection: connection.execute(
            sa.update(UNIT).where(UNIT.c.id.in_(list(ids)), UNIT.c.state == "queued").values(state="todo", lease_until=None)))

    def sweep(self) -> Swept:
        """Takes back every lease that ran out, and sees which batches have no unit left."""

        def work(connection: Connection) -> Swept:
            late = UNIT.c.lease_until < self._database.now
            back, failed = self._take_back(connection, UNIT.c.state == "running", late)
            lost = connection.execute(sa.update(UNIT).where(UNIT.c.state == "queued", late)
                                      .values(state="todo", lease_until=None)).rowcount
            return Swept(back + lost, failed, _close(connection, sa.true()))

        return self._database.write(work)

    def redo(self, ids: Collection[int], data: Mapping[int, Mapping[str, Any]]) -> None:
        """Units that are done and whose files are gone: to be made again from their data."""
        def work(connection: Connection) -> None:
            for one in ids:
                connection.execute(sa.update(UNIT).where(UNIT.c.id == one, UNIT.c.state == "done").values(
                    state="todo", data=dict(data[one]), made=None, finished=None, pages=None, warned=False, reused=False))

        self._database.write(work)

    def _turn(self, connection: Connection, most: int, ids: Collection[int] | None) -> list[int]:
        """Whose turn it is, locked."""
        wanted = sa.select(UNIT.c.id, UNIT.c.attempts)
        if ids is None:
            wanted = wanted.where(UNIT.c.state == "todo")
        else:
            wanted = wanted.where(UNIT.c.id.in_(list(ids)), UNIT.c.state.in_(("todo", "queued")))
        wanted = wanted.order_by(UNIT.c.turn, UNIT.c.id).limit(most)
        if self._database.skip_locked:
            wanted = wanted.with_for_update(skip_locked=True)
        found = connection.execute(wanted).all()
        if found and found[0].attempts:
            return [found[0].id]
        return [one.id for one in found if not one.attempts]

    def _take_back(self, connection: Connection, *whose: sa.ColumnElement[bool]) -> tuple[int, int]:
        failed = connection.execute(
            sa.update(UNIT).where(*whose, UNIT.c.attempts >= MOST_ATTEMPTS).values(
                state="failed", finished=self._database.now, data=None, lease_owner=None, lease_until=None,
                made=made_json(Made(problems=(died(),))))).rowcount
        back = connection.execute(sa.update(UNIT).where(*whose).values(state="todo", lease_owner=None, lease_until=None)).rowcount
        if failed:
            _close(connection, sa.true())
        return back, failed


def died() -> Problem:
    return problem("worker-died", "Tiến trình làm văn bản này bị ngắt {so} lần; đã bỏ qua để các văn bản khác được làm tiếp.",
                   so=MOST_ATTEMPTS)


def _close(connection: Connection, which: sa.ColumnElement[bool]) -> int:
    """Running batches with no unit left to make: the one who sees it first says so."""
    left = sa.exists().where(UNIT.c.batch == BATCH.c.id, UNIT.c.state.in_(_OPEN))
    return connection.execute(sa.update(BATCH).where(which, BATCH.c.state == "running", ~left)
                              .values(state="finishing", lease_owner=None, lease_until=None)).rowcount


def pieces(ids: Sequence[Any], size: int = _PIECE) -> Iterator[Sequence[Any]]:
    """In parts that a database takes in one statement."""
    for start in range(0, len(ids), size):
        yield ids[start:start + size]
