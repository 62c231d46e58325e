"""Attacks on sessions and passwords, and on the rights of those who are signed in."""

from __future__ import annotations

import time

import pytest
from flask import Flask
from flask.sessions import SecureCookieSessionInterface

from service.accounts.values import ROLES
from service.api.opened import opened
from service.config import settings
from service.web.limits import LIMITER
from service.web.visit import TOKEN
from tests.web.conftest import PASSWORD, Site


def test_a_cookie_signed_with_another_key_is_none(site: Site) -> None:
    person = site.person("clerk")
    token = opened().accounts.sessions.begin(person)
    stranger = Flask("x")
    stranger.secret_key = "một khóa khác hẳn, đủ dài để là khóa"
    signer = SecureCookieSessionInterface().get_signing_serializer(stranger)
    assert signer is not None
    client = site.client()
    client.set_cookie("vanban", signer.dumps({TOKEN: token}))
    assert client.get("/toi").status_code == 302


CHANGES = {
    "signature": lambda text: text[:-9] + ("A" if text[-9] != "A" else "B") + text[-8:],
    "first letter": lambda text: "A" + text[1:],
    "a dot more": lambda text: "." + text,
    "cut": lambda text: text[3:],
    "no signature": lambda text: text.split(".")[0],
    "empty": lambda _text: "",
    "long": lambda _text: "x" * 4000,
    "other letters": lambda _text: "đ",
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_cookie_that_was_changed_is_none(site: Site, change: str) -> None:
    cookie = site.client("clerk").get_cookie("vanban")
    assert cookie
    client = site.client()
    client.set_cookie("vanban", CHANGES[change](cookie.value))
    assert client.get("/toi").status_code == 302


@pytest.mark.parametrize("token", ["", "x", None, 7, ["x"], {"a": 1}, "\x00", "x" * 9999])
def test_a_cookie_of_ours_with_a_token_that_is_none(site: Site, token: object) -> None:
    site.person("clerk")
    client = site.client()
    client.get("/dang-nhap")
    with client.session_transaction("/dang-nhap") as session:
        session[TOKEN] = token
    assert client.get("/toi").status_code == 302


@pytest.mark.parametrize("end", ["person", "office", "clock"])
def test_a_session_ends_with_its_person_with_its_office_and_with_the_clock(
    site: Site, end: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    accounts, office, later = opened().accounts, site.office("Trường Khác"), time.time() + 13 * 3600
    client = site.client("clerk", organisation=office)
    assert client.get("/toi").status_code == 200
    assert client.person
    match end:
        case "person":
            site.person("administrator", organisation=office)
            accounts.people.close(client.person.id, office.id)
        case "office":
            accounts.organisations.close(office.id)
        case _:
            monkeypatch.setattr("time.time", lambda: later)
    assert client.get("/toi").status_code == 302


def test_a_cookie_from_before_signing_out_opens_nothing(site: Site) -> None:
    client = site.client("clerk")
    cookie = client.get_cookie("vanban")
    assert cookie
    client.post("/dang-xuat")
    client.set_cookie("vanban", cookie.value)
    assert client.get("/toi").status_code == 302


def test_signing_in_begins_a_new_session_whatever_cookie_was_there(site: Site) -> None:
    victim, attacker = site.person("clerk", password=PASSWORD), site.person("clerk")
    planted = site.client(person=attacker).get_cookie("vanban")
    assert planted
    client = site.client()
    client.set_cookie("vanban", planted.value)
    client.post("/dang-nhap", data={"login": victim.login, "password": PASSWORD})
    thief = site.client()
    thief.set_cookie("vanban", planted.value)
    assert victim.name not in thief.get("/toi").text
    assert victim.name in client.get("/toi").text


def test_the_api_knows_no_cookie(site: Site) -> None:
    client = site.client(*ROLES)
    assert client.get("/api/v1/types").status_code == 401
    assert client.post("/api/v1/render", json={}).status_code == 401


# Guessing.

def test_guessing_a_password_locks_the_login_and_says_how_long(site: Site) -> None:
    person = site.person("clerk", password=PASSWORD)
    client = site.client()
    said = [client.post("/dang-nhap", data={"login": person.login, "password": f"sai {number}"}).text for number in range(6)]
    assert "tạm khóa" in said[-1]
    right = client.post("/dang-nhap", data={"login": person.login, "password": PASSWORD})
    assert (right.status_code, "tạm khóa" in right.text) == (401, True)
    administrator = site.client("administrator")
    assert "đang tạm khóa" in administrator.get("/quan-tri/nguoi").text
    administrator.post(f"/quan-tri/nguoi/{person.id}/mo-khoa")
    assert client.post("/dang-nhap", data={"login": person.login, "password": PASSWORD}).status_code == 302


def test_one_address_tries_ten_times_a_minute_whoever_it_pretends_to_be(site: Site) -> None:
    site.person("clerk")
    client = site.client()
    codes = [client.post("/dang-nhap", data={"login": f"nguoi.{number}x", "password": "sai"},
                         headers={"X-Forwarded-For": f"192.0.2.{number}"}).status_code for number in range(12)]
    assert codes == [401] * 10 + [429] * 2
    assert "Quá nhiều yêu cầu" in client.post("/dang-nhap", data={}).text


def test_a_person_asks_as_often_as_the_setting_says(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = site.client("clerk"), site.client("clerk")
    monkeypatch.setenv("VANBAN_RATE", "5")
    settings.cache_clear()
    LIMITER.reset()
    assert [first.get("/toi").status_code for _ in range(7)] == [200] * 5 + [429] * 2
    assert second.get("/toi").status_code == 200
    assert first.get("/static/app.css").status_code == 200
    assert first.get("/healthz").status_code == 200


# Rights that grow.

def test_an_administrator_makes_nobody_an_operator(site: Site) -> None:
    client = site.client("administrator")
    client.post("/quan-tri/nguoi/them", data={"login": "x.y", "name": "X", "roles": ["clerk", "operator"]})
    added = opened().accounts.people.by_login("x.y")
    assert added
    assert added.roles == ("clerk",)
    assert client.person
    client.post(f"/quan-tri/nguoi/{client.person.id}", data={"name": "X", "roles": ["administrator", "operator"]})
    assert opened().accounts.people.get(client.person.id, site.organisation.id).roles == ("administrator",)


@pytest.mark.parametrize("act", ["mat-khau", "dong", "mo-khoa", "mo-lai"])
def test_an_administrator_does_not_become_an_operator_by_a_new_password(site: Site, act: str) -> None:
    operator = site.person("operator", "administrator", password=PASSWORD)
    client = site.client("administrator")
    assert client.post(f"/quan-tri/nguoi/{operator.id}/{act}").status_code == 403
    assert opened().accounts.people.check(operator.login, PASSWORD)
    client.post(f"/quan-tri/nguoi/{operator.id}", data={"name": "X", "roles": ["administrator"]})
    assert "operator" in opened().accounts.people.get(operator.id, site.organisation.id).roles
