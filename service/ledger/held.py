"""Units of a batch that is judged and waits: what is wrong with them is corrected one by one, by several people at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from service.database import Database
from service.errors import Problem, StateConflict, problem
from service.ledger.rows import UNIT_COLUMNS, unit_of
from service.ledger.tables import BATCH, UNIT
from service.ledger.told import wish_json, wish_of
from service.ledger.values import Unit, Wish
from service.retold import problems_json

CHANGED: Final = "changed"                        # in place of the recipe, which a unit that is only judged has not


class Held:
    def __init__(self, database: Database) -> None:
        self._database = database

    def changed(self, batch: str) -> list[Mapping[str, Any]]:
        """The data of the units that were changed, in their order."""
        return self._database.read(lambda connection: _changed(connection, batch))

    def again(self, batch: str, wish: Callable[[Wish, Sequence[Mapping[str, Any]]], Wish], *, total: int = 0) -> bool:
        """A judged batch, or one of which nothing could be read, is received once more, to be judged again or to be made. `wish`:
        the one it had and the data of changed units → another. Its units go. True for the one who got it there."""

        def work(connection: Connection) -> bool:
            wanted = sa.select(BATCH.c.wish, BATCH.c.today).where(BATCH.c.id == batch, BATCH.c.state.in_(("judged", "refused")))
            row = connection.execute(wanted.with_for_update() if self._database.skip_locked else wanted).first()
            if row is None:
                return False
            new = wish(wish_of(row.wish, row.today), _changed(connection, batch))
            connection.execute(sa.delete(UNIT).where(UNIT.c.batch == batch))
            connection.execute(sa.update(BATCH).where(BATCH.c.id == batch).values(
                state="received", wish=wish_json(new), today=new.today, total=total, problems=[], notices=[], begun=None,
                ended=None, expires=None, lease_owner=None, lease_until=None))
            return True

        return self._database.write(work)

    def change(self, batch: str, number: int, changed: Callable[[Mapping[str, Any]], Mapping[str, Any]]) -> Unit:
        """The unit with other data, in one transaction: nobody's change is lost. Raises StateConflict where the batch is no
        longer only judged, or has no such unit."""

        def work(connection: Connection) -> Unit:
            wanted = sa.select(*UNIT_COLUMNS).join(BATCH, BATCH.c.id == UNIT.c.batch).where(
                UNIT.c.batch == batch, UNIT.c.number == number, BATCH.c.state == "judged")
            if self._database.skip_locked:
                wanted = wanted.with_for_update()
            row = connection.execute(wanted).mappings().first()
            if row is None:
                raise _elsewhere()
            connection.execute(sa.update(UNIT).where(UNIT.c.id == row["id"]).values(
                data=dict(changed(row["data"] or {})), recipe=CHANGED))
            return unit_of(connection.execute(sa.select(*UNIT_COLUMNS).where(UNIT.c.id == row["id"])).mappings().one())

        return self._database.write(work)

    def judged(self, unit: Unit, data: Mapping[str, Any], problems: Sequence[Problem]) -> None:
        """What judging the unit again has found, unless it was changed since."""

        def work(connection: Connection) -> None:
            wanted = sa.select(UNIT.c.data).where(UNIT.c.id == unit.id)
            now = connection.scalar(wanted.with_for_update() if self._database.skip_locked else wanted)
            if now == unit.data:
                connection.execute(sa.update(UNIT).where(UNIT.c.id == unit.id).values(
                    data=dict(data), problems=problems_json(problems), state="faulty" if problems else "cancelled"))

        self._database.write(work)


def _changed(connection: Connection, batch: str) -> list[Mapping[str, Any]]:
    return list(connection.scalars(sa.select(UNIT.c.data).where(UNIT.c.batch == batch, UNIT.c.recipe == CHANGED)
                                   .order_by(UNIT.c.number)))


def _elsewhere() -> StateConflict:
    return StateConflict(problem("batch-unheld", "Đợt này không còn chờ sửa: đã bắt đầu làm, đã hủy hoặc đang được đọc lại."))
