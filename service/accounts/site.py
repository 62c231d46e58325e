"""What all processes of a site must know, each under a name: the key that signs cookies, the code of the first run."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError

from service.accounts.tables import SETTING
from service.database import Database


class SiteSettings:
    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, name: str) -> Any | None:
        wanted = sa.select(SETTING.c.value).where(SETTING.c.name == name)
        return self._database.read(lambda connection: connection.scalar(wanted))

    def set(self, name: str, value: Any) -> None:
        """`value`: what JSON can say."""
        def work(connection: Connection) -> None:
            if not connection.execute(sa.update(SETTING).where(SETTING.c.name == name).values(value=value)).rowcount:
                connection.execute(sa.insert(SETTING).values(name=name, value=value))

        try:
            self._database.write(work)
        except IntegrityError:                    # another process has put it there in between
            self._database.write(work)

    def ensure(self, name: str, make: Callable[[], Any]) -> Any:
        """What is there, else what `make` gives: one value, whichever process comes first."""
        there = self.get(name)
        if there is not None:
            return there
        value = make()

        def work(connection: Connection) -> None:
            if connection.scalar(sa.select(SETTING.c.name).where(SETTING.c.name == name)) is None:
                connection.execute(sa.insert(SETTING).values(name=name, value=value))

        try:
            self._database.write(work)
        except IntegrityError:                    # the same
            return self.get(name)
        return self.get(name)

    def remove(self, name: str) -> None:
        self._database.write(lambda connection: connection.execute(sa.delete(SETTING).where(SETTING.c.name == name)))
