"""Signing in: right and wrong passwords, locks, and that nobody learns who is here."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa
from argon2 import PasswordHasher

from service.accounts import Accounts, Organisation, Person
from service.accounts.tables import PERSON, SIGN_IN
from service.errors import SignInRefused
from tests.accounts.conftest import PASSWORD, WRONG, later


@pytest.fixture
def person(accounts: Accounts, clerk: Person) -> Person:
    """With a password made with small parameters, so that a try is quick; made anew at the first right one."""
    stored(accounts, clerk, quick(PASSWORD))
    return clerk


def quick(password: str) -> str:
    return PasswordHasher(time_cost=1, memory_cost=64, parallelism=1).hash(password)


def stored(accounts: Accounts, person: Person, value: str | None = None) -> str:
    """What is kept of the password; put there where `value` is given."""
    def work(connection: sa.Connection) -> str:
        if value is not None:
            connection.execute(sa.update(PERSON).where(PERSON.c.id == person.id).values(password=value))
        return str(connection.scalar(sa.select(PERSON.c.password).where(PERSON.c.id == person.id)))

    return accounts.database.write(work)


def tried(accounts: Accounts, login: str, password: str = WRONG) -> tuple[str, int]:
    """Code and seconds of the refusal."""
    with pytest.raises(SignInRefused) as refused:
        accounts.people.check(login, password, address="198.51.100.7")
    return refused.value.problems[0].code, refused.value.seconds


def test_the_right_password_signs_in_however_the_login_is_typed(accounts: Accounts, person: Person) -> None:
    assert accounts.people.check(" Lan.Tran ", PASSWORD) == person
    assert stored(accounts, person).startswith("$argon2id$v=19$m=65536,t=3,p=4$")     # the parameters had changed


def test_wrong_passwords_and_logins_nobody_has_are_told_alike(accounts: Accounts, person: Person, office: Organisation) -> None:
    accounts.people.add(office.id, "chua.co", "Chưa Có Mật Khẩu", roles=["clerk"])
    closed = accounts.people.add(office.id, "nghi.viec", "Phạm Văn Nghỉ", roles=["clerk"])
    stored(accounts, closed, quick(PASSWORD))
    accounts.people.close(closed.id)
    logins = (person.login, "khong.ai", "chua.co", "nghi.viec", "", "x" * 5000, "nul\0", "nửa \ud800 chữ")
    assert {tried(accounts, login, WRONG if login == person.login else PASSWORD) for login in logins} == {("sign-in-wrong", 0)}
    accounts.organisations.close(office.id)
    assert tried(accounts, person.login, PASSWORD) == ("sign-in-wrong", 0)


@pytest.mark.parametrize(("login", "locks"), [("lan.tran", (60, 120, 240, 480, 960, 1920, 3600, 3600)), ("khong.ai", (60, 120))])
def test_five_wrong_ones_lock_twice_as_long_each_time(accounts: Accounts, person: Person, login: str,
                                                      locks: tuple[int, ...]) -> None:
    assert [tried(accounts, login) for _ in range(4)] == [("sign-in-wrong", 0)] * 4
    for seconds in locks:
        assert tried(accounts, login) == ("sign-in-locked", seconds)
        code, left = tried(accounts, login, PASSWORD)     # also with the right one
        assert (code, seconds - 3 < left <= seconds) == ("sign-in-locked", True)
        later(accounts, seconds + 1)
    assert bool(accounts.people.get(person.id, person.organisation).locked_until) is False


def test_the_right_one_after_the_lock_forgets_the_wrong_ones(accounts: Accounts, person: Person) -> None:
    for _ in range(5):
        tried(accounts, person.login)
    assert accounts.people.get(person.id, person.organisation).locked_until
    later(accounts, 61)
    assert accounts.people.check(person.login, PASSWORD) == person
    assert [tried(accounts, person.login) for _ in range(4)] == [("sign-in-wrong", 0)] * 4


def test_an_administrator_takes_a_lock_off(accounts: Accounts, person: Person) -> None:
    for _ in range(5):
        tried(accounts, person.login)
    assert accounts.people.unlock(person.id, person.organisation).locked_until is None
    assert accounts.people.check(person.login, PASSWORD) == person


def test_a_day_later_the_wrong_ones_are_forgotten(accounts: Accounts, person: Person) -> None:
    for login in (*[person.login] * 4, "khong.ai"):
        tried(accounts, login)
    later(accounts, 86_401)
    assert tried(accounts, person.login) == ("sign-in-wrong", 0)
    assert accounts.database.read(lambda connection: connection.scalar(sa.select(sa.func.count()).select_from(SIGN_IN))) == 1


def test_many_at_once_are_not_more_tries_than_one_after_another(accounts: Accounts, person: Person) -> None:
    with ThreadPoolExecutor(6) as callers:
        codes = [code for code, _ in callers.map(lambda _: tried(accounts, person.login), range(12))]
    assert sorted(codes) == ["sign-in-locked"] * 8 + ["sign-in-wrong"] * 4


def test_refusals_stand_in_the_trail_of_the_person_s_office(accounts: Accounts, person: Person) -> None:
    for _ in range(6):
        tried(accounts, person.login)
    tried(accounts, "khong.ai")
    events = accounts.trail.listed(person.organisation, action="sign-in-refused", object=person.id)
    assert [one.details for one in events] == [{"locked": 60}, {}, {}, {}, {}]
    assert {one.actor.address for one in events} == {"198.51.100.7"}
    assert [one.object for one in accounts.trail.listed(None)] == [""]       # not what was typed: it may be a password
