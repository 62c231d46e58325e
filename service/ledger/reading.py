"""Units and counts, read."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final, Literal

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from service.database import Database
from service.ledger.rows import UNIT_COLUMNS, unit_of
from service.ledger.tables import UNIT
from service.ledger.told import made_of
from service.ledger.units import pieces
from service.ledger.values import Counts, Made, Unit, UnitState

Which = Literal["all", "warned", "unmade"]        # documents a reader looks for
_PAGE: Final = 1000
_MINUTE: Final = 60.0
_SETTLED: Final = 1.0              # seconds: by then whoever took the hour of finishing has committed


class Reading:
    def __init__(self, database: Database) -> None:
        self._database = database

    def units(self, batch: str, *states: UnitState) -> Iterator[Unit]:
        """Every unit of a batch, or those in these states, by number; read in pages."""
        after = 0
        while page := self.page(batch, after, _PAGE, *states):
            yield from page
            after = page[-1].number

    def page(self, batch: str, after: int, most: int, *states: UnitState) -> list[Unit]:
        wanted = sa.select(*UNIT_COLUMNS).where(UNIT.c.batch == batch, UNIT.c.number > after)
        if states:
            wanted = wanted.where(UNIT.c.state.in_(states))
        wanted = wanted.order_by(UNIT.c.number).limit(most)
        return self._database.read(lambda connection: [unit_of(row) for row in connection.execute(wanted).mappings()])

    def found(self, batch: str, search: str, which: Which, after: int, most: int) -> list[Unit]:
        """Units whose key, name of files or folder has the text (capitals of its first letters aside), by number."""
        wanted = sa.select(*UNIT_COLUMNS).where(UNIT.c.batch == batch, UNIT.c.number > after)
        if search:
            said = {search, search.lower(), search.upper(), search.title(), search[:1].upper() + search[1:]}
            wanted = wanted.where(sa.or_(*(column.contains(one, autoescape=True) for one in sorted(said)
                                           for column in (UNIT.c.key, UNIT.c.stem, UNIT.c.folder))))
        if which == "warned":
            wanted = wanted.where(UNIT.c.state == "done", UNIT.c.warned)
        elif which == "unmade":
            wanted = wanted.where(UNIT.c.state.in_(("faulty", "failed", "cancelled")))
        wanted = wanted.order_by(UNIT.c.number).limit(most)
        return self._database.read(lambda connection: [unit_of(row) for row in connection.execute(wanted).mappings()])

    def unit(self, batch: str, number: int) -> Unit | None:
        found = self.page(batch, number - 1, 1)
        return found[0] if found and found[0].number == number else None

    def finished(self, batch: str, after: float, after_id: int, most: int, *, settled: bool = False) -> list[Unit]:
        """Units that have ended, in the order in which they did, behind one of them (its `finished` and `id`; 0, 0: from the
        first). What ended within the last second is left for the next time: another may have ended before it, not seen yet;
        `settled`: none can any more."""
        until = sa.true() if settled else UNIT.c.finished < self._database.now - _SETTLED

        def work(connection: Connection) -> list[Unit]:
            behind = sa.or_(UNIT.c.finished > after, sa.and_(UNIT.c.finished == after, UNIT.c.id > after_id))
            found = connection.execute(
                sa.select(*UNIT_COLUMNS).where(UNIT.c.batch == batch, UNIT.c.finished.is_not(None), until, behind)
                .order_by(UNIT.c.finished, UNIT.c.id).limit(most))
            return [unit_of(row) for row in found.mappings()]

        return self._database.read(work)

    def counts(self, batch: str) -> Counts:
        def work(connection: Connection) -> Counts:
            lately = sa.and_(UNIT.c.finished > self._database.now - _MINUTE, UNIT.c.state.in_(("done", "failed")), ~UNIT.c.reused)
            first, count = sa.func.min(UNIT.c.finished).filter(lately), sa.func.count().filter(lately)
            found = {row.state: row for row in connection.execute(
                sa.select(UNIT.c.state, sa.func.count().label("units"), sa.func.sum(UNIT.c.pages).label("pages"),
                          sa.func.count().filter(UNIT.c.warned).label("warned"),
                          sa.func.count().filter(UNIT.c.reused).label("reused"),
                          count.label("lately"), first.label("first"), self._database.now.label("now"))
                .where(UNIT.c.batch == batch).group_by(UNIT.c.state))}
            units = {state: row.units for state, row in found.items()}
            done = found.get("done")
            recent = [row for row in found.values() if row.lately]
            since = min((row.now - row.first for row in recent), default=0.0)
            rate = sum(row.lately for row in recent) / max(since, 1.0) if recent else 0.0
            return Counts(
                total=sum(units.values()), faulty=units.get("faulty", 0), waiting=units.get("todo", 0) + units.get("queued", 0),
                running=units.get("running", 0), done=units.get("done", 0), failed=units.get("failed", 0),
                cancelled=units.get("cancelled", 0), warned=done.warned if done else 0, reused=done.reused if done else 0,
                pages=(done.pages or 0) if done else 0, rate=rate)

        return self._database.read(work)

    def made_before(self, recipes: Collection[str]) -> dict[tuple[str, str], Made]:
        """(recipe, place) → what was made by it, of any batch."""

        def work(connection: Connection) -> dict[tuple[str, str], Made]:
            found: dict[tuple[str, str], Made] = {}
            for piece in pieces(sorted(set(recipes))):
                rows = connection.execute(sa.select(UNIT.c.recipe, UNIT.c.place, UNIT.c.made)
                                          .where(UNIT.c.recipe.in_(piece), UNIT.c.state == "done"))
                found |= {(row.recipe, row.place): made_of(row.made) for row in rows}
            return found

        return self._database.read(work)

    def places(self, batch: str) -> dict[str, Made]:
        """The places of a batch's files."""
        wanted = sa.select(UNIT.c.place, UNIT.c.made).where(UNIT.c.batch == batch, UNIT.c.state == "done")
        return self._database.read(lambda connection: {row.place: made_of(row.made) for row in connection.execute(wanted)})

    def unused(self, places: Collection[str]) -> set[str]:
        """Those of these places that no unit refers to."""

        def work(connection: Connection) -> set[str]:
            left = set(places)
            for piece in pieces(sorted(left)):
                left -= set(connection.scalars(sa.select(UNIT.c.place).where(UNIT.c.place.in_(piece))))
            return left

        return self._database.read(work)
