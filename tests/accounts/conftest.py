"""Every claim of the accounts is held on both databases."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from service.accounts import Accounts, Organisation, Person
from service.accounts.tables import API_KEY, SESSION, SIGN_IN
from service.database import Database, upgrade

PASSWORD = "mưa rơi trên mái hiên"
WRONG = "nắng hạ ngoài hiên vắng"


@pytest.fixture
def accounts(url: str) -> Iterator[Accounts]:
    database = Database(url)
    upgrade(database)
    yield Accounts(database)
    database.close()


@pytest.fixture
def office(accounts: Accounts) -> Organisation:
    return accounts.organisations.add("Trường THPT Hạnh Thông")


@pytest.fixture
def clerk(accounts: Accounts, office: Organisation) -> Person:
    """Without a password: hashing one takes a while."""
    return accounts.people.add(office.id, "lan.tran", "Trần Thị Lan", title="Văn thư", roles=["clerk", "registrar"])


def later(accounts: Accounts, seconds: float) -> None:
    """As if so much time had passed for sessions, keys and locks."""
    def work(connection: sa.Connection) -> None:
        for table, columns in ((SESSION, ("seen", "expires")), (API_KEY, ("expires", "used")),
                               (SIGN_IN, ("tried", "locked_until"))):
            connection.execute(sa.update(table).values({name: table.c[name] - seconds for name in columns}))

    accounts.database.write(work)
