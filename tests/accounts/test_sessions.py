"""Sessions: what a token opens, and until when."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from service.accounts import Accounts, Organisation, Person
from service.accounts.tables import SESSION
from tests.accounts.conftest import later


def test_a_token_opens_its_session_and_is_kept_nowhere(accounts: Accounts, office: Organisation, clerk: Person) -> None:
    token = accounts.sessions.begin(clerk, "Firefox\0 trên máy\u202e văn thư " + "x" * 500)
    assert accounts.sessions.person(token) == (clerk, office)
    (kept,) = accounts.sessions.listed(clerk)
    assert len(token) >= 43
    assert token not in str(accounts.database.read(lambda connection: connection.execute(sa.select(SESSION)).all()))
    assert kept.agent.startswith("Firefox? trên máy? văn thư")
    assert (len(kept.agent), round(kept.expires - kept.created)) == (200, 12 * 3600)
    assert accounts.sessions.own(token) == kept.id


@pytest.mark.parametrize("forged", ["", "x", "A" * 43, "' or 1=1 --", "nul\0", "nửa \ud800", "x" * 100_000])
def test_another_token_opens_nothing(accounts: Accounts, clerk: Person, forged: str) -> None:
    accounts.sessions.begin(clerk)
    assert accounts.sessions.person(forged) is None


def test_the_digest_of_a_token_is_not_the_token(accounts: Accounts, clerk: Person) -> None:
    accounts.sessions.begin(clerk)
    assert accounts.sessions.person(accounts.sessions.listed(clerk)[0].id) is None


@pytest.mark.parametrize(("seconds", "alive"), [(7199, True), (7201, False), (12 * 3600 + 1, False)])
def test_a_session_ends_when_nobody_is_there(accounts: Accounts, clerk: Person, seconds: float, alive: bool) -> None:
    token = accounts.sessions.begin(clerk)
    later(accounts, seconds)
    assert (accounts.sessions.person(token) is not None, len(accounts.sessions.listed(clerk))) == (alive, int(alive))


def test_a_session_ends_however_busy_it_is(accounts: Accounts, clerk: Person) -> None:
    token = accounts.sessions.begin(clerk)
    for _ in range(7):
        assert accounts.sessions.person(token)    # seen now
        later(accounts, 100 * 60)
    assert accounts.sessions.person(token)
    later(accounts, 21 * 60)
    assert accounts.sessions.person(token) is None
    accounts.sessions.begin(clerk)
    assert accounts.database.read(lambda connection: connection.scalar(sa.select(sa.func.count()).select_from(SESSION))) == 1


def test_being_seen_is_written_once_a_minute(accounts: Accounts, clerk: Person) -> None:
    token = accounts.sessions.begin(clerk)
    first = accounts.sessions.listed(clerk)[0].seen
    accounts.sessions.person(token)
    assert accounts.sessions.listed(clerk)[0].seen == first
    later(accounts, 61)
    accounts.sessions.person(token)
    assert accounts.sessions.listed(clerk)[0].seen >= first


def test_sessions_are_ended_one_by_one_or_all_others(accounts: Accounts, office: Organisation, clerk: Person) -> None:
    other = accounts.people.add(office.id, "an.le", "Lê Văn An", roles=["clerk"])
    theirs = accounts.sessions.begin(other)
    one, two, three, four = (accounts.sessions.begin(clerk, name) for name in ("một", "hai", "ba", "bốn"))
    accounts.sessions.end(one)
    accounts.sessions.end_one(clerk, accounts.sessions.own(two))
    accounts.sessions.end_one(clerk, accounts.sessions.own(theirs))       # not his to end
    assert {session.agent for session in accounts.sessions.listed(clerk)} == {"ba", "bốn"}
    accounts.sessions.end_others(clerk, four)
    alive = [token for token in (one, two, three, four, theirs) if accounts.sessions.person(token)]
    assert alive == [four, theirs]


def test_a_closed_office_has_no_sessions(accounts: Accounts, office: Organisation, clerk: Person) -> None:
    token = accounts.sessions.begin(clerk)
    accounts.organisations.close(office.id)
    assert accounts.sessions.person(token) is None
