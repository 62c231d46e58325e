"""API keys: shown once, kept as a digest, with an end."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest
import sqlalchemy as sa

from service.accounts import Accounts, Organisation, Person
from service.accounts.tables import API_KEY
from service.errors import InputRefused, RecordUnknown
from tests.accounts.conftest import later


def test_a_key_is_shown_once_and_opens(accounts: Accounts, office: Organisation, clerk: Person) -> None:
    key, text = accounts.keys.make(office.id, clerk.id, "Phần mềm tuyển sinh", ["check", "make", "make"])
    assert re.fullmatch(r"vb_[A-Za-z0-9_-]{43}", text)
    assert (key.scopes, key.shown, key.expires, key.used) == (("make", "check"), text[:9], None, None)
    assert text not in str(accounts.database.read(lambda connection: connection.execute(sa.select(API_KEY)).all()))
    assert accounts.keys.find(text) == key
    assert accounts.keys.get(key.id, office.id).used


@pytest.mark.parametrize("change", ["last letter", "no prefix", "blank", "digest", "id", "sql", "unknown"])
def test_a_forged_one_opens_nothing(accounts: Accounts, office: Organisation, clerk: Person, change: str) -> None:
    key, text = accounts.keys.make(office.id, clerk.id, "Phần mềm", ["make"])
    digest = str(accounts.database.read(lambda connection: connection.scalar(sa.select(API_KEY.c.digest))))
    last = "A" if text[-1] != "A" else "B"
    forged = {"last letter": text[:-1] + last, "no prefix": text[3:], "blank": text + " ", "digest": digest, "id": key.id,
              "sql": "vb_' or '1'='1", "unknown": "vb_" + "A" * 43}
    assert accounts.keys.find(forged[change]) is None


def test_it_ends_by_time_by_revoking_and_with_its_office(accounts: Accounts, office: Organisation, clerk: Person) -> None:
    short, first = accounts.keys.make(office.id, clerk.id, "Một giờ", ["make"], time.time() + 3600)
    long, second = accounts.keys.make(office.id, clerk.id, "Không hạn", ["make"])
    assert accounts.keys.find(first)
    later(accounts, 3601)
    assert accounts.keys.find(first) is None
    assert accounts.keys.find(second)
    assert accounts.keys.revoke(long.id, office.id).revoked
    assert accounts.keys.find(second) is None
    assert {one.id for one in accounts.keys.listed(office.id)} == {short.id, long.id}
    _, third = accounts.keys.make(office.id, clerk.id, "Mới", ["batch"])
    accounts.organisations.close(office.id)
    assert accounts.keys.find(third) is None


def test_its_use_is_written_once_a_minute(accounts: Accounts, office: Organisation, clerk: Person) -> None:
    key, text = accounts.keys.make(office.id, clerk.id, "Phần mềm", ["make"])
    accounts.keys.find(text)
    used = accounts.keys.get(key.id, office.id).used
    accounts.keys.find(text)
    assert accounts.keys.get(key.id, office.id).used == used
    later(accounts, 61)
    accounts.keys.find(text)
    again = accounts.keys.get(key.id, office.id).used
    assert used is not None
    assert again is not None
    assert again >= used


def test_another_office_neither_sees_nor_revokes_it(accounts: Accounts, office: Organisation, clerk: Person) -> None:
    key, text = accounts.keys.make(office.id, clerk.id, "Phần mềm", ["make"])
    other = accounts.organisations.add("Trường THCS Bình Minh")
    for deed in (accounts.keys.get, accounts.keys.revoke):
        with pytest.raises(RecordUnknown):
            deed(key.id, other.id)
    assert accounts.keys.listed(other.id) == []
    assert accounts.keys.find(text)


@pytest.mark.parametrize(("change", "code"), [
    ({"name": " "}, "name-missing"),
    ({"name": "k" * 101}, "name-long"),
    ({"scopes": []}, "scopes-missing"),
    ({"scopes": ["make", "*"]}, "scope-unknown"),
    ({"expires": 1.0}, "key-ends-early"),
])
def test_what_cannot_be_a_key_is_refused(accounts: Accounts, office: Organisation, clerk: Person, change: dict[str, Any],
                                         code: str) -> None:
    with pytest.raises(InputRefused) as refused:
        accounts.keys.make(office.id, clerk.id, **({"name": "Phần mềm", "scopes": ["make"]} | change))
    assert [one.code for one in refused.value.problems] == [code]
    assert accounts.keys.listed(office.id) == []
