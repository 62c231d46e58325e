"""Batches: received, leased by who plans and who finishes, seen by their owner only, removed when their time is over."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError

from service.database import Database
from service.errors import BatchUnknown, Problem, RequestReused, problem
from service.ledger.rows import BATCH_COLUMNS, batch_of, held_row_of, row_of
from service.ledger.tables import BATCH, UNIT
from service.ledger.told import wish_json
from service.ledger.units import pieces
from service.ledger.values import ENDED, Batch, BatchState, NewUnit, Wish
from service.retold import problems_json

DAY: Final = 86_400.0


@dataclass(frozen=True, slots=True)
class Used:
    """What of its share an owner has used: batches not ended, documents of the last 24 hours, and the seconds until the oldest of
    these are a day old (None: there are none). `held`: uploads that are judged and wait."""

    open_batches: int
    rows: int
    frees_in: float | None
    held: int = 0


class Batches:
    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, number: str, owner: str, wish: Wish, *, campaign: Mapping[str, Any] | None = None, priority: int = 0,
            request: tuple[str, str] | None = None, total: int = 0) -> tuple[Batch, bool]:
        """A batch that was received, and whether it is new. `number` is of `new_id`; `request` its Idempotency-Key and what was
        sent with it; `total` how many rows it has, where that is known. Raises RequestReused where that key came with something
        else."""

        def work(connection: Connection) -> bool:
            if connection.scalar(sa.select(BATCH.c.id).where(BATCH.c.id == number)):
                return True                       # the answer of an earlier try was lost
            connection.execute(sa.insert(BATCH).values(
                id=number, owner=owner, state="received", wish=wish_json(wish), today=wish.today,
                campaign=dict(campaign) if campaign is not None else None, problems=[], notices=[], priority=priority,
                total=total, request_key=request[0] if request else None, request_hash=request[1] if request else None,
                created=self._database.now))
            return True

        try:
            self._database.write(work)
            return self.get(number), True
        except IntegrityError:
            earlier = self.requested(owner, *request) if request else None
            if earlier is None:
                raise
            return earlier, False

    def get(self, number: str, owner: str | None = None) -> Batch:
        """Raises BatchUnknown, also for another owner's."""
        wanted = sa.select(*BATCH_COLUMNS).where(BATCH.c.id == number)
        if owner is not None:
            wanted = wanted.where(BATCH.c.owner == owner)
        row = self._database.read(lambda connection: connection.execute(wanted).mappings().first())
        if row is None:
            raise BatchUnknown(problem("batch-unknown", "Không có đợt {ma}, hoặc đợt đã hết hạn lưu.", ma=number[:64]))
        return batch_of(row)

    def listed(self, owner: str, *, most: int = 100, before: float | None = None) -> list[Batch]:
        """The owner's, newest first; `before`: older than this hour of arrival."""
        wanted = sa.select(*BATCH_COLUMNS).where(BATCH.c.owner == owner)
        if before is not None:
            wanted = wanted.where(BATCH.c.created < before)
        wanted = wanted.order_by(BATCH.c.created.desc(), BATCH.c.id).limit(most)
        return self._database.read(lambda connection: [batch_of(row) for row in connection.execute(wanted).mappings()])

    def used(self, owner: str) -> Used:
        def work(connection: Connection) -> Used:
            mine = BATCH.c.owner == owner
            running = connection.scalar(sa.select(sa.func.count()).select_from(BATCH).where(
                mine, BATCH.c.state.not_in((*ENDED, "judged"))))
            held = connection.scalar(sa.select(sa.func.count()).select_from(BATCH).where(mine, BATCH.c.state == "judged"))
            lately = connection.execute(
                sa.select(sa.func.sum(BATCH.c.total).label("rows"), sa.func.min(BATCH.c.created).label("first"),
                          self._database.now.label("now"))
                .where(mine, BATCH.c.created > self._database.now - DAY, BATCH.c.total > 0, BATCH.c.state != "judged")).one()
            frees_in = lately.first + DAY - lately.now if lately.first is not None else None
            return Used(running or 0, lately.rows or 0, frees_in, held or 0)

        return self._database.read(work)

    def lease(self, owner: str, seconds: float, *states: BatchState) -> Batch | None:
        """A batch in one of these states that nobody works on: to be planned or finished by this owner alone."""

        def work(connection: Connection) -> Batch | None:
            now = self._database.now
            free = sa.or_(BATCH.c.lease_until.is_(None), BATCH.c.lease_until < now, BATCH.c.lease_owner == owner)
            wanted = sa.select(BATCH.c.id).where(BATCH.c.state.in_(states), free).order_by(
                BATCH.c.priority.desc(), BATCH.c.created).limit(1)
            if self._database.skip_locked:
                wanted = wanted.with_for_update(skip_locked=True)
            number = connection.scalar(wanted)
            if number is None:
                return None
            connection.execute(sa.update(BATCH).where(BATCH.c.id == number).values(lease_owner=owner, lease_until=now + seconds))
            return batch_of(connection.execute(sa.select(*BATCH_COLUMNS).where(BATCH.c.id == number)).mappings().one())

        return self._database.write(work)

    def renew(self, number: str, owner: str, seconds: float) -> bool:
        """Whether the owner still has it."""
        return self._database.write(lambda connection: connection.execute(
            sa.update(BATCH).where(BATCH.c.id == number, BATCH.c.lease_owner == owner)
            .values(lease_until=self._database.now + seconds)).rowcount) > 0

    def release(self, number: str, owner: str) -> None:
        self._database.write(lambda connection: connection.execute(
            sa.update(BATCH).where(BATCH.c.id == number, BATCH.c.lease_owner == owner)
            .values(lease_owner=None, lease_until=None)))

    def fill(self, number: str, units: Iterable[NewUnit], *, notices: Sequence[Problem] = (), refused: Sequence[Problem] = (),
             keep_seconds: float = 30 * DAY) -> bool:
        """The units of a received batch, all or none: it is running then; finishing where nothing is left to make; refused, with
        what there was to refuse, where `refused` says why. False where it was filled or cancelled before."""
        everything = list(units)

        def work(connection: Connection) -> bool:
            wanted = sa.select(BATCH.c.priority).where(BATCH.c.id == number, BATCH.c.state == "received")
            if self._database.skip_locked:
                wanted = wanted.with_for_update()
            priority = connection.scalar(wanted)
            if priority is None:
                return False
            hour = float(connection.scalar(sa.select(self._database.now)) or 0.0)
            for piece in pieces(everything, 1000):
                rows = [row_of(one, number, priority, hour) for one in piece]
                if refused:
                    rows = [row | ({"state": "cancelled", "finished": hour, "data": None} if row["state"] == "todo" else {})
                            for row in rows]
                connection.execute(sa.insert(UNIT), rows)
            left = any(not (one.problems or one.made) for one in everything)
            state = "refused" if refused else "running" if left else "finishing"
            ended = {"ended": hour, "expires": hour + keep_seconds} if refused else {}
            connection.execute(sa.update(BATCH).where(BATCH.c.id == number).values(
                state=state, begun=hour, total=len(everything), problems=problems_json(refused), notices=problems_json(notices),
                lease_owner=None, lease_until=None, **ended))
            return True

        return self._database.write(work)

    def hold(self, number: str, units: Iterable[NewUnit], *, notices: Sequence[Problem] = (), problems: Sequence[Problem] = (),
             keep_seconds: float) -> bool:
        """The judged units of a received batch, of which nothing is made yet: `Held` changes them and goes on. `problems`:
        those of the file. False where it was judged or cancelled before."""
        everything = list(units)

        def work(connection: Connection) -> bool:
            now = self._database.now
            won = connection.execute(sa.update(BATCH).where(BATCH.c.id == number, BATCH.c.state == "received").values(
                state="judged", total=len(everything), problems=problems_json(problems), notices=problems_json(notices),
                expires=now + keep_seconds, lease_owner=None, lease_until=None)).rowcount
            hour = float(connection.scalar(sa.select(now)) or 0.0)
            for piece in pieces(everything if won else (), 1000):
                connection.execute(sa.insert(UNIT), [held_row_of(one, number, hour) for one in piece])
            return bool(won)

        return self._database.write(work)

    def end(self, number: str, state: BatchState, *came_from: BatchState, keep_seconds: float) -> bool:
        """An end state, from one of these; True for the one who got it there. Cancelling takes the units not yet begun along."""

        def work(connection: Connection) -> bool:
            now = self._database.now
            won = connection.execute(sa.update(BATCH).where(BATCH.c.id == number, BATCH.c.state.in_(came_from)).values(
                state=state, ended=now, expires=now + keep_seconds, lease_owner=None, lease_until=None)).rowcount
            if won and state == "cancelled":
                connection.execute(sa.update(UNIT).where(UNIT.c.batch == number, UNIT.c.state.in_(("todo", "queued"))).values(
                    state="cancelled", finished=now, data=None, lease_until=None))
            return bool(won)

        return self._database.write(work)

    def note(self, number: str, notices: Sequence[Problem]) -> None:
        """Adds to a batch what its owner should know, each code once."""

        def work(connection: Connection) -> None:
            wanted = sa.select(BATCH.c.notices).where(BATCH.c.id == number)
            if self._database.skip_locked:
                wanted = wanted.with_for_update()
            there = connection.scalar(wanted) or []
            known = {one["code"] for one in there}
            added = problems_json(one for one in notices if one.code not in known)
            connection.execute(sa.update(BATCH).where(BATCH.c.id == number).values(notices=[*there, *added]))

        self._database.write(work)

    def expired(self, most: int = 20) -> list[Batch]:
        """Ended batches whose time is over."""
        def work(connection: Connection) -> list[Batch]:
            wanted = sa.select(*BATCH_COLUMNS).where(BATCH.c.expires < self._database.now).limit(most)
            return [batch_of(row) for row in connection.execute(wanted).mappings()]

        return self._database.read(work)

    def delete(self, numbers: Collection[str]) -> None:
        """Rows of batches and of their units."""
        self._database.write(lambda connection: connection.execute(sa.delete(BATCH).where(BATCH.c.id.in_(list(numbers)))))

    def requested(self, owner: str, key: str, sent: str) -> Batch | None:
        """The batch that an owner's Idempotency-Key has made; None: it is new. Raises RequestReused where it came with something
        else."""
        wanted = sa.select(*BATCH_COLUMNS, BATCH.c.request_hash).where(BATCH.c.owner == owner, BATCH.c.request_key == key)
        row = self._database.read(lambda connection: connection.execute(wanted).mappings().first())
        if row is None:
            return None
        if row["request_hash"] != sent:
            raise RequestReused(problem("idempotency-mismatch", "Khóa {khoa} đã dùng cho một yêu cầu khác; mỗi yêu cầu cần một "
                                        "khóa riêng.", place="Idempotency-Key", khoa=key))
        return batch_of(row)
