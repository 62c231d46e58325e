"""`vanban people`: what it enters, and how it helps; on a database of its own."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from service.accounts import Accounts
from service.cli import run
from service.config import settings
from service.database import Database, upgrade
from service.errors import SignInRefused

PASSWORD, NEW = "mưa rơi trên mái hiên", "nắng hạ ngoài hiên vắng"
Run = Callable[..., tuple[int, Any]]
pytestmark = pytest.mark.usefixtures("folder")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where the database is."""
    monkeypatch.setenv("VANBAN_DATA", str(tmp_path))
    settings.cache_clear()
    yield tmp_path
    settings.cache_clear()


@pytest.fixture
def vanban(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs `vanban people …` with a line on its standard input; exit code and what it tells."""
    def command(*arguments: str, line: str = "") -> tuple[int, Any]:
        monkeypatch.setattr(sys, "stdin", io.StringIO(line))
        code = run(["people", *arguments, "--json"])
        return code, json.loads(capsys.readouterr().out)

    return command


@pytest.fixture
def accounts(folder: Path) -> Iterator[Accounts]:
    database = Database(f"sqlite:///{folder / 'vanban.db'}")
    upgrade(database)
    yield Accounts(database)
    database.close()


def code_of(told: Any) -> str:
    return str(told["problems"][0]["code"])


def test_an_office_and_its_administrator_are_entered_and_sign_in(vanban: Run, accounts: Accounts) -> None:
    code, office = vanban("add-organisation", "Trường THPT Hạnh Thông")
    assert (code, office["name"]) == (0, "Trường THPT Hạnh Thông")
    code, person = vanban("add", "Lan.Tran", "--name", "Trần Thị Lan", "--title", "Văn thư", "--role", "administrator", "--role",
                          "clerk", line=PASSWORD + "\r\n")
    assert (code, person["login"], person["roles"], person["must_change"]) == (0, "lan.tran", ["clerk", "administrator"], True)
    assert accounts.people.check("lan.tran", PASSWORD).id == person["id"]
    code, told = vanban("list")
    assert (code, [one["login"] for one in told["organisations"][0]["people"]]) == (0, ["lan.tran"])
    assert [one.action for one in accounts.trail.listed(office["id"])] == ["person-added", "organisation-added"]


def test_who_has_lost_the_password_or_is_locked_is_helped(vanban: Run, accounts: Accounts) -> None:
    vanban("add-organisation", "Trường THPT Hạnh Thông")
    vanban("add", "lan.tran", "--name", "Trần Thị Lan", "--role", "administrator", "--lasting", line=PASSWORD)
    person = accounts.people.check("lan.tran", PASSWORD)
    token = accounts.sessions.begin(person)
    for _ in range(5):
        with pytest.raises(SignInRefused):
            accounts.people.check("lan.tran", NEW)
    assert vanban("list")[1]["organisations"][0]["people"][0]["locked_until"]
    code, told = vanban("unlock", "lan.tran")
    assert (code, told["locked_until"]) == (0, None)
    code, told = vanban("password", "lan.tran", line=NEW)
    assert (code, told["must_change"]) == (0, True)
    assert accounts.people.check("lan.tran", NEW).id == person.id
    assert accounts.sessions.person(token) is None


def test_accounts_are_closed_and_opened_and_the_last_administrator_stays(vanban: Run) -> None:
    vanban("add-organisation", "Trường THPT Hạnh Thông")
    for login, role in (("lan.tran", "administrator"), ("an.le", "clerk")):
        assert vanban("add", login, "--name", "Lê Văn An", "--role", role, "--no-password")[0] == 0
    assert vanban("close", "an.le")[1]["closed"] is True
    assert vanban("open", "an.le")[1]["closed"] is False
    code, told = vanban("close", "lan.tran")
    assert (code, code_of(told)) == (2, "administrator-last")


def test_a_key_is_made_for_a_program(vanban: Run, accounts: Accounts) -> None:
    vanban("add-organisation", "Trường THPT Hạnh Thông")
    vanban("add", "lan.tran", "--name", "Trần Thị Lan", "--role", "administrator", "--no-password")
    code, told = vanban("add-key", "lan.tran", "--name", "Phần mềm tuyển sinh", "--scope", "batch", "--days", "30")
    assert (code, told["scopes"]) == (0, ["batch"])
    found = accounts.keys.find(told["key"])
    assert found
    assert found.id == told["id"]


@pytest.mark.parametrize(("arguments", "line", "expected"), [
    (("add", "lan.tran", "--name", "Lan", "--role", "clerk"), PASSWORD, "organisation-several"),
    (("add", "lan.tran", "--name", "Lan", "--role", "clerk", "--organisation", "Không có"), PASSWORD, "organisation-missing"),
    (("add", "lan.tran", "--name", "Lan", "--role", "vua"), PASSWORD, "parameter-invalid"),
    (("add", "lan.tran", "--name", "Lan", "--role", "clerk", "--organisation", "Trường B"), "matkhau123456", "password-common"),
    (("add", "lan.tran", "--name", "Lan", "--role", "clerk", "--organisation", "Trường B"), "", "password-missing"),
    (("add", "an.le", "--name", "Lan", "--role", "clerk", "--organisation", "Trường B"), PASSWORD, "login-taken"),
    (("password", "khong.ai"), PASSWORD, "login-unknown"),
    (("password", "an.le", PASSWORD), "", "usage"),       # never an argument: others see the list of processes
    (("add-key", "an.le", "--name", "Phần mềm", "--scope", "*"), "", "parameter-invalid"),
    (("add-organisation", " "), "", "name-missing"),
])
def test_what_is_refused_changes_nothing(vanban: Run, accounts: Accounts, arguments: tuple[str, ...], line: str,
                                         expected: str) -> None:
    first, _ = (accounts.organisations.add(name) for name in ("Trường A", "Trường B"))
    accounts.people.add(first.id, "an.le", "Lê Văn An", roles=["administrator"])
    before = vanban("list")
    code, told = vanban(*arguments, line=line)
    assert (code, code_of(told)) == (2, expected)
    assert vanban("list") == before


def test_people_are_told_in_words(accounts: Accounts, capsys: pytest.CaptureFixture[str]) -> None:
    office = accounts.organisations.add("Trường A")
    accounts.people.add(office.id, "an.le", "Lê Văn An", roles=["signer"], must_change=True)
    assert run(["people", "list"]) == 0
    assert capsys.readouterr().out == f"Trường A ({office.id})\n  an.le  Lê Văn An  người ký (phải đổi mật khẩu)\n"
