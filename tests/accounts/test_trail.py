"""The trail, and what all processes of a site know."""

from __future__ import annotations

import multiprocessing
import secrets
import time

import pytest

from service.accounts import Accounts, Actor, Organisation, Person
from service.accounts.trail import Trail
from service.database import Database


def test_the_trail_is_read_newest_first_and_by_what_it_is_of(accounts: Accounts, office: Organisation, clerk: Person) -> None:
    here = Actor(office.id, clerk.id, None, "198.51.100.7", "yeu-cau-1")
    for number in range(5):
        accounts.trail.add(here, "document-made", "document", f"vb-{number}", pdf="0" * 64)
    accounts.trail.add(Actor(office.id, None, "khoa-1"), "batch-started", "batch", "dot-1", rows=20)
    accounts.trail.add(Actor("nơi khác"), "document-made", "document", "vb-9")

    every = accounts.trail.listed(office.id)
    assert [one.object for one in every] == ["dot-1", "vb-4", "vb-3", "vb-2", "vb-1", "vb-0"]
    assert (every[1].actor, every[1].details, every[1].kind) == (here, {"pdf": "0" * 64}, "document")
    first = accounts.trail.listed(office.id, most=2)
    rest = accounts.trail.listed(office.id, most=10, before=first[-1].id)
    assert [*first, *rest] == every
    assert [one.object for one in accounts.trail.listed(office.id, action="batch-started")] == ["dot-1"]
    assert [one.object for one in accounts.trail.listed(office.id, object="vb-3")] == ["vb-3"]
    assert len(accounts.trail.listed(office.id, person=clerk.id)) == 5
    assert accounts.trail.listed(office.id, since=time.time() + 60) == []
    assert accounts.trail.listed(office.id, until=time.time() + 60, most=1) == every[:1]
    assert accounts.trail.listed(None) == []


def test_what_strangers_send_fits_into_the_trail(accounts: Accounts, office: Organisation) -> None:
    actor = Actor(office.id, None, None, "x" * 500, "nul\0 và \ud800" + "y" * 500)
    accounts.trail.add(actor, "file-checked", "file", "z" * 500)
    (event,) = accounts.trail.listed(office.id)
    assert (len(event.object), len(event.actor.address), len(event.actor.request)) == (64, 64, 64)
    assert event.actor.request.startswith("nul? và ?y")


@pytest.mark.parametrize("action", ["", "Signed-In", "signed in", "đăng-nhập"])
def test_an_action_is_a_kebab_word(accounts: Accounts, action: str) -> None:
    with pytest.raises(ValueError, match="is no action"):
        accounts.trail.add(Actor(), action, "person", "")


def test_nothing_changes_what_was_written() -> None:
    assert {name for name in vars(Trail) if not name.startswith("_")} == {"add", "listed"}


def test_all_processes_know_one_value(accounts: Accounts, url: str) -> None:
    with multiprocessing.get_context("spawn").Pool(3) as pool:
        values = set(pool.map(_ensured, [url] * 3))
    assert values == {accounts.settings.get("khóa")}
    assert accounts.settings.get("không có") is None
    accounts.settings.set("khóa", {"mới": [1, None, "hai"]})
    accounts.settings.set("khác", 5)
    assert (accounts.settings.get("khóa"), accounts.settings.get("khác")) == ({"mới": [1, None, "hai"]}, 5)
    assert accounts.settings.ensure("khóa", lambda: "không lấy") == {"mới": [1, None, "hai"]}
    accounts.settings.remove("khóa")
    assert accounts.settings.get("khóa") is None


def _ensured(url: str) -> str:
    database = Database(url, patience=30)
    try:
        return str(Accounts(database).settings.ensure("khóa", lambda: secrets.token_hex(8)))
    finally:
        database.close()
