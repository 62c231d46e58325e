"""The trail of who did what: only added to, read by an organisation's administrator."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from service.accounts.tables import AUDIT
from service.accounts.values import Actor, Event
from service.accounts.written import seen
from service.database import Database
from service.telemetry import counts

_ACTION: Final = re.compile(r"[a-z]+(?:-[a-z]+)*")
_MOST_MARK: Final = 64                           # characters of an address, of a request's id, of an object's


class Trail:
    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, actor: Actor, action: str, kind: str, object: str, **details: Any) -> None:
        """`action`: a kebab word of docs/web.md; `object`: the id of what it was done to, of this `kind`; `details`: ids,
        numbers, roles, SHA-256 of files, never a content."""
        if not _ACTION.fullmatch(action):
            raise ValueError(f"{action} is no action")
        line = {"organisation": actor.organisation, "person": actor.person, "key": actor.key, "action": action, "kind": kind,
                "object": seen(object, _MOST_MARK), "address": seen(actor.address, _MOST_MARK),
                "request": seen(actor.request, _MOST_MARK)}
        hours: list[float] = []                   # of the first try: one whose answer was lost is found by it

        def work(connection: Connection) -> None:
            if hours:
                same = (AUDIT.c[name].is_not_distinct_from(value) for name, value in (line | {"at": hours[0]}).items())
                if connection.scalar(sa.select(AUDIT.c.id).where(*same)):
                    return
            else:
                hours.append(float(connection.scalar(sa.select(self._database.now)) or 0.0))
            connection.execute(sa.insert(AUDIT).values(**line, at=hours[0], details=details))

        self._database.write(work)
        counts.action(action)

    def listed(self, organisation: str | None, *, most: int = 100, before: int | None = None, action: str | None = None,
               person: str | None = None, object: str | None = None, since: float | None = None, until: float | None = None
               ) -> list[Event]:
        """Newest first; `before`: older than the event of this id. Organisation None: what belongs to none (the site's own)."""
        wanted = sa.select(AUDIT).where(AUDIT.c.organisation.is_not_distinct_from(organisation))
        if before is not None:
            wanted = wanted.where(AUDIT.c.id < before)
        for column, value in ((AUDIT.c.action, action), (AUDIT.c.person, person), (AUDIT.c.object, object)):
            if value is not None:
                wanted = wanted.where(column == value)
        if since is not None:
            wanted = wanted.where(AUDIT.c.at >= since)
        if until is not None:
            wanted = wanted.where(AUDIT.c.at < until)
        wanted = wanted.order_by(AUDIT.c.id.desc()).limit(most)
        return self._database.read(lambda connection: [_event_of(row) for row in connection.execute(wanted).mappings()])


def _event_of(row: Mapping[Any, Any]) -> Event:
    actor = Actor(row["organisation"], row["person"], row["key"], row["address"], row["request"])
    return Event(row["id"], row["at"], actor, row["action"], row["kind"], row["object"], row["details"])
