"""What is written twice, because the answer to the first commit was lost, is there once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from service.accounts import Accounts, Actor
from service.database import upgrade
from tests.accounts.lost import Forgetful


@pytest.fixture
def accounts(url: str) -> Iterator[Accounts]:
    database = Forgetful(url)
    upgrade(database)
    yield Accounts(database)
    database.close()


def test_every_writing_bears_being_repeated(accounts: Accounts) -> None:
    office = accounts.organisations.add("Ủy ban nhân dân phường Hạnh Thông")
    person = accounts.people.add(office.id, "an.le", "Lê Văn An", roles=["administrator"])
    other = accounts.people.add(office.id, "binh.vo", "Võ Thị Bình", roles=["administrator"])
    assert accounts.organisations.listed() == [office]
    assert [one.login for one in accounts.people.listed(office.id)] == ["an.le", "binh.vo"]

    token = accounts.sessions.begin(person, "Firefox")
    assert len(accounts.sessions.listed(person)) == 1
    accounts.sessions.end(token)

    key, text = accounts.keys.make(office.id, person.id, "Phần mềm tuyển sinh", ["make"])
    assert accounts.keys.listed(office.id) == [key]
    assert accounts.keys.find(text)
    assert accounts.keys.revoke(key.id, office.id) == accounts.keys.revoke(key.id, office.id)

    accounts.trail.add(Actor(office.id, person.id), "key-made", "key", key.id)
    assert len(accounts.trail.listed(office.id)) == 1

    accounts.people.close(other.id)
    closed = accounts.people.get(other.id, office.id).closed
    accounts.people.close(other.id)
    assert accounts.people.get(other.id, office.id).closed == closed
    assert accounts.settings.ensure("mã", lambda: "một") == "một"
