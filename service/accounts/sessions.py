"""Sessions: a row for each browser in which somebody is signed in. The browser holds a token, the row its SHA-256."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from service.accounts.organisations import organisation_of
from service.accounts.people import person_of
from service.accounts.tables import ORGANISATION, PERSON, SESSION
from service.accounts.values import Organisation, Person, Session
from service.accounts.written import seen
from service.config import settings
from service.database import Database

_TOUCH: Final = 60.0                             # seconds: `seen` is not written for every page
_MOST_AGENT: Final = 200
_OFFICE, _WHO = "organisation_", "person_"


class Sessions:
    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, person: Person, agent: str = "") -> str:
        """The token, shown this once. Sessions that are over are cleared away on this occasion."""
        token = secrets.token_urlsafe(32)
        digest, hours = _digest(token), settings().web.session_hours

        def work(connection: Connection) -> None:
            now = self._database.now
            connection.execute(sa.delete(SESSION).where(SESSION.c.expires < now))
            if connection.scalar(sa.select(SESSION.c.digest).where(SESSION.c.digest == digest)):
                return                            # the answer of an earlier try was lost
            connection.execute(sa.insert(SESSION).values(digest=digest, person=person.id, created=now, seen=now,
                                                         expires=now + hours * 3600.0, agent=seen(agent, _MOST_AGENT)))

        self._database.write(work)
        return token

    def person(self, token: str) -> tuple[Person, Organisation] | None:
        """Who is signed in with this token; None where it is unknown, over, idle for too long, or the person or the office is
        closed."""
        digest = _digest(token)
        found = self._database.read(lambda connection: self._row(connection, digest))
        if found is None:
            return None
        if found["stale"]:
            self._database.write(lambda connection: connection.execute(
                sa.update(SESSION).where(SESSION.c.digest == digest).values(seen=self._database.now)))
        return person_of(found, prefix=_WHO), organisation_of(found, _OFFICE)

    def end(self, token: str) -> None:
        self._ended(SESSION.c.digest == _digest(token))

    def end_one(self, person: Person, number: str) -> None:
        """Another browser of the same person, by `Session.id`."""
        self._ended(SESSION.c.person == person.id, SESSION.c.digest == number)

    def end_others(self, person: Person, token: str) -> None:
        """All of the person's but this one."""
        self._ended(SESSION.c.person == person.id, SESSION.c.digest != _digest(token))

    def listed(self, person: Person) -> list[Session]:
        """Those that are alive, the one seen last first."""
        wanted = (sa.select(SESSION).where(SESSION.c.person == person.id, *self._alive())
                  .order_by(SESSION.c.seen.desc(), SESSION.c.digest))
        return self._database.read(lambda connection: [_session_of(row) for row in connection.execute(wanted).mappings()])

    def own(self, token: str) -> str:
        """The `Session.id` of a token: which of those listed is this browser."""
        return _digest(token)

    def _row(self, connection: Connection, digest: str) -> Mapping[Any, Any] | None:
        wanted = sa.select(
            (SESSION.c.seen < self._database.now - _TOUCH).label("stale"),
            *(column.label(_WHO + column.name) for column in PERSON.c if column.name != "password"),
            *(column.label(_OFFICE + column.name) for column in ORGANISATION.c),
        ).select_from(SESSION.join(PERSON, PERSON.c.id == SESSION.c.person)
                      .join(ORGANISATION, ORGANISATION.c.id == PERSON.c.organisation)).where(
            SESSION.c.digest == digest, PERSON.c.closed.is_(None), ORGANISATION.c.closed.is_(None), *self._alive())
        return connection.execute(wanted).mappings().first()

    def _alive(self) -> tuple[sa.ColumnElement[bool], ...]:
        now = self._database.now
        return SESSION.c.expires > now, SESSION.c.seen > now - settings().web.idle_minutes * 60.0

    def _ended(self, *conditions: sa.ColumnElement[bool]) -> None:
        self._database.write(lambda connection: connection.execute(sa.delete(SESSION).where(*conditions)))


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def _session_of(row: Mapping[Any, Any]) -> Session:
    return Session(row["digest"], row["person"], row["created"], row["seen"], row["expires"], row["agent"])
