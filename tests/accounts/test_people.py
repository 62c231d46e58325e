"""Organisations and people: entered, changed, closed, apart from each other."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from service.accounts import Accounts, Organisation, OrganisationSettings, Person
from service.errors import InputRefused, RecordUnknown, StateConflict
from tests.accounts.conftest import PASSWORD


def test_nobody_has_been_entered_until_somebody_is(accounts: Accounts, office: Organisation) -> None:
    assert not accounts.people.any()
    person = accounts.people.add(office.id, "an.le", "Lê Văn An", roles=["operator"])
    assert accounts.people.any()
    accounts.people.close(person.id)
    assert Accounts(accounts.database).people.any()       # entered once, the site is no longer new


def test_what_is_entered_is_there(accounts: Accounts, office: Organisation) -> None:
    person = accounts.people.add(office.id, " An.Le@Truong.example ", "  Le\u0302 Văn\tAn ", title="Hiệu trưởng",
                                 roles=["signer", "clerk", "signer"], password=PASSWORD, must_change=True)
    assert (person.login, person.name, person.title) == ("an.le@truong.example", "Lê Văn An", "Hiệu trưởng")
    assert (person.roles, person.must_change, person.closed) == (("clerk", "signer"), True, None)
    assert (person.may("make"), person.may("sign"), person.may("administer")) == (True, True, False)
    assert accounts.people.by_login("AN.LE@truong.example") == person
    assert accounts.people.by_login("an.le") is None


@pytest.mark.parametrize(("change", "codes"), [
    ({"login": "a"}, ["login-form"]),
    ({"login": "lê.an"}, ["login-form"]),
    ({"login": ".an"}, ["login-form"]),
    ({"login": "an le"}, ["login-form"]),
    ({"login": "a" * 121}, ["login-form"]),
    ({"login": "lan.tran"}, ["login-taken"]),
    ({"login": "LAN.TRAN"}, ["login-taken"]),
    ({"name": " \t"}, ["name-missing"]),
    ({"name": "An" * 101}, ["name-long"]),
    ({"name": "An\0Lê"}, ["name-characters"]),
    ({"name": "An\u202eLê"}, ["name-characters"]),
    ({"name": "An\ud800"}, ["name-characters"]),
    ({"title": "\x1b[2J"}, ["name-characters"]),
    ({"roles": []}, ["roles-missing"]),
    ({"roles": ["clerk", "vua"]}, ["role-unknown"]),
    ({"password": "ngắn quá"}, ["password-short"]),
])
def test_what_cannot_be_entered_is_refused(accounts: Accounts, office: Organisation, clerk: Person, change: dict[str, Any],
                                           codes: list[str]) -> None:
    given = {"login": "an.le", "name": "Lê Văn An", "roles": ["clerk"]} | change
    with pytest.raises(InputRefused) as refused:
        accounts.people.add(office.id, **given)
    assert [one.code for one in refused.value.problems] == codes
    assert accounts.people.listed(office.id) == [clerk]


def test_another_office_sees_and_changes_nobody_here(accounts: Accounts, office: Organisation, clerk: Person) -> None:
    other = accounts.organisations.add("Trường THCS Bình Minh")
    chief = accounts.people.add(other.id, "chi.do", "Đỗ Kim Chi", roles=["administrator"])
    for deed in (lambda: accounts.people.get(clerk.id, other.id), lambda: accounts.people.close(clerk.id, other.id),
                 lambda: accounts.people.save(clerk.id, other.id, roles=["administrator"]),
                 lambda: accounts.people.unlock(clerk.id, other.id), lambda: accounts.people.open_again(clerk.id, other.id)):
        with pytest.raises(RecordUnknown):
            deed()
    assert accounts.people.listed(office.id) == [clerk]
    assert accounts.people.listed(other.id) == [chief]
    for unknown in ("", "0" * 32, "' or 1=1 --"):
        with pytest.raises(RecordUnknown):
            accounts.people.add(unknown, "an.le", "Lê Văn An", roles=["clerk"])


def test_only_what_is_given_changes(accounts: Accounts, office: Organisation, clerk: Person) -> None:
    saved = accounts.people.save(clerk.id, office.id, title="Trưởng phòng", language="en")
    assert (saved.name, saved.title, saved.language, saved.roles) == (clerk.name, "Trưởng phòng", "en", clerk.roles)
    assert accounts.people.save(clerk.id, office.id, roles=["signer"]).roles == ("signer",)
    with pytest.raises(InputRefused):
        accounts.people.save(clerk.id, office.id, roles=[])


def test_an_office_keeps_its_last_administrator(accounts: Accounts, office: Organisation) -> None:
    first = accounts.people.add(office.id, "an.le", "Lê Văn An", roles=["administrator"])
    for deed in (lambda: accounts.people.close(first.id, office.id),
                 lambda: accounts.people.save(first.id, office.id, roles=["clerk"])):
        with pytest.raises(StateConflict, match="cuối cùng"):
            deed()
    second = accounts.people.add(office.id, "binh.vo", "Võ Thị Bình", roles=["administrator"])

    def leave(person: Person) -> bool:
        try:
            accounts.people.close(person.id)
        except StateConflict:
            return False
        return True

    with ThreadPoolExecutor(2) as both:           # each takes the other for the one who stays
        assert sorted(both.map(leave, (first, second))) == [False, True]


def test_a_new_password_ends_all_sessions_and_so_does_closing(accounts: Accounts, office: Organisation, clerk: Person) -> None:
    token = accounts.sessions.begin(clerk)
    accounts.people.set_password(clerk.id, PASSWORD, must_change=True)
    assert accounts.sessions.person(token) is None
    assert accounts.people.check(clerk.login, PASSWORD).must_change
    with pytest.raises(InputRefused):
        accounts.people.set_password(clerk.id, "matkhau123456")
    token = accounts.sessions.begin(clerk)
    accounts.people.close(clerk.id, office.id)
    assert accounts.sessions.person(token) is None
    accounts.people.open_again(clerk.id, office.id)
    assert accounts.sessions.person(token) is None        # what has ended has ended
    with pytest.raises(RecordUnknown):
        accounts.people.set_password("0" * 32, PASSWORD)


def test_an_organisation_has_a_name_and_its_settings(accounts: Accounts, office: Organisation) -> None:
    assert office.settings == OrganisationSettings()
    wanted = OrganisationSettings("by_type", {"co_quan_ban_hanh": "Trường THPT Hạnh Thông", "dia_danh": "Hạnh Thông"})
    assert accounts.organisations.save(office.id, settings=wanted).settings == wanted
    assert accounts.organisations.save(office.id, name="Trường Hạnh Thông").settings == wanted
    with pytest.raises(InputRefused):
        accounts.organisations.add(" ")
    with pytest.raises(RecordUnknown):
        accounts.organisations.save("0" * 32, name="Không có")
    assert accounts.organisations.close(office.id).closed
    assert accounts.organisations.open_again(office.id).closed is None
