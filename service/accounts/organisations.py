"""Organisations: offices whose people, documents and keys are apart from each other's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from service.accounts.tables import ORGANISATION
from service.accounts.values import Organisation, OrganisationSettings, new_id
from service.accounts.written import one_line
from service.database import Database
from service.errors import RecordUnknown, problem


class Organisations:
    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, name: str, settings: OrganisationSettings | None = None) -> Organisation:
        """Raises InputRefused where the name cannot be one."""
        number, said = new_id(), one_line(name, "name")

        def work(connection: Connection) -> None:
            if connection.scalar(sa.select(ORGANISATION.c.id).where(ORGANISATION.c.id == number)):
                return                            # the answer of an earlier try was lost
            connection.execute(sa.insert(ORGANISATION).values(
                id=number, name=said, settings=asdict(settings or OrganisationSettings()), created=self._database.now))

        self._database.write(work)
        return self.get(number)

    def get(self, number: str) -> Organisation:
        """Raises RecordUnknown."""
        wanted = sa.select(ORGANISATION).where(ORGANISATION.c.id == number)
        row = self._database.read(lambda connection: connection.execute(wanted).mappings().first())
        if row is None:
            raise unknown()
        return organisation_of(row)

    def listed(self) -> list[Organisation]:
        """All of them, also closed ones, in the order of their coming."""
        wanted = sa.select(ORGANISATION).order_by(ORGANISATION.c.created, ORGANISATION.c.id)
        return self._database.read(lambda connection: [organisation_of(row) for row in connection.execute(wanted).mappings()])

    def save(self, number: str, *, name: str | None = None, settings: OrganisationSettings | None = None) -> Organisation:
        """What is not given stays. Raises InputRefused, RecordUnknown."""
        change: dict[str, Any] = {}
        if name is not None:
            change["name"] = one_line(name, "name")
        if settings is not None:
            change["settings"] = asdict(settings)
        if change:
            self._change(number, change)
        return self.get(number)

    def close(self, number: str) -> Organisation:
        """Its people cannot sign in and its keys open nothing; what it has is kept. Raises RecordUnknown."""
        self._change(number, {"closed": sa.func.coalesce(ORGANISATION.c.closed, self._database.now)})
        return self.get(number)

    def open_again(self, number: str) -> Organisation:
        self._change(number, {"closed": None})
        return self.get(number)

    def _change(self, number: str, change: Mapping[str, Any]) -> None:
        self._database.write(lambda connection: connection.execute(
            sa.update(ORGANISATION).where(ORGANISATION.c.id == number).values(**change)))


def organisation_of(row: Mapping[Any, Any], prefix: str = "") -> Organisation:
    """`prefix`: how its columns are called in a row that has others' too."""
    chosen = row[prefix + "settings"]
    settings = OrganisationSettings(chosen.get("numbering", "common"), chosen.get("values", {}))
    return Organisation(row[prefix + "id"], row[prefix + "name"], settings, row[prefix + "created"], row[prefix + "closed"])


def unknown() -> RecordUnknown:
    return RecordUnknown(problem("organisation-unknown", "Không có cơ quan này."))
