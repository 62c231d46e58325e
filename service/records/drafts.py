"""Drafts: what a person is typing. Nobody else sees them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from service.accounts.values import Person, new_id
from service.database import Database
from service.errors import RecordUnknown, StateConflict, problem
from service.records.rows import NO_DRAFT, draft_of
from service.records.tables import DRAFT
from service.records.values import Draft


class Drafts:
    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, person: Person, slug: str, *, title: str = "", data: Mapping[str, Any], campaign: str | None = None,
            unit: str | None = None) -> Draft:
        number = new_id()

        def work(connection: Connection) -> None:
            if connection.scalar(sa.select(DRAFT.c.id).where(DRAFT.c.id == number)) is None:
                connection.execute(sa.insert(DRAFT).values(
                    id=number, organisation=person.organisation, person=person.id, slug=slug, title=title, data=dict(data),
                    campaign=campaign, unit=unit, revision=1, created=self._database.now, changed=self._database.now))

        self._database.write(work)
        return self.get(number, person)

    def get(self, id: str, person: Person) -> Draft:
        """Raises RecordUnknown, also for another person's."""
        wanted = sa.select(DRAFT).where(DRAFT.c.id == id, *_of(person))
        row = self._database.read(lambda connection: connection.execute(wanted).mappings().first())
        if row is None:
            raise RecordUnknown(NO_DRAFT)
        return draft_of(row)

    def save(self, id: str, person: Person, revision: int, *, title: str, data: Mapping[str, Any], campaign: str | None,
             unit: str | None) -> Draft:
        """`revision`: the one this was typed over. Raises RecordUnknown; StateConflict where it was saved elsewhere meanwhile."""
        said = {"title": title, "data": dict(data), "campaign": campaign, "unit": unit}

        def work(connection: Connection) -> None:
            done = connection.execute(sa.update(DRAFT).where(DRAFT.c.id == id, *_of(person), DRAFT.c.revision == revision).values(
                revision=revision + 1, changed=self._database.now, **said)).rowcount
            if done:
                return
            there = connection.execute(sa.select(DRAFT).where(DRAFT.c.id == id, *_of(person))).mappings().first()
            if there is None:
                raise RecordUnknown(NO_DRAFT)
            if there["revision"] != revision + 1 or any(there[name] != value for name, value in said.items()):
                raise StateConflict(problem("draft-changed", "Bản nháp đã được lưu ở một cửa sổ khác; hãy tải lại trang."))

        self._database.write(work)
        return self.get(id, person)

    def listed(self, person: Person, most: int = 50, before: float | None = None) -> list[Draft]:
        """Those touched last come first; `before`: touched before this hour."""
        wanted = sa.select(DRAFT).where(*_of(person))
        if before is not None:
            wanted = wanted.where(DRAFT.c.changed < before)
        wanted = wanted.order_by(DRAFT.c.changed.desc(), DRAFT.c.id).limit(most)
        return self._database.read(lambda connection: [draft_of(row) for row in connection.execute(wanted).mappings()])

    def delete(self, id: str, person: Person) -> None:
        """One that is not there is none too many."""
        self._database.write(lambda connection: connection.execute(sa.delete(DRAFT).where(DRAFT.c.id == id, *_of(person))))


def _of(person: Person) -> tuple[sa.ColumnElement[bool], ...]:
    return DRAFT.c.organisation == person.organisation, DRAFT.c.person == person.id
