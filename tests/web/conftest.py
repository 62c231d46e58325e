"""A site of its own for each test: a fresh database, a fresh store, an office, its people."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, cast

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from service.accounts import Actor, Organisation, Person, Role
from service.api.opened import Opened, opened
from service.config import settings
from service.web import create_site
from service.web.limits import LIMITER
from service.web.visit import TOKEN

OFFICE = "Trường THPT Hạnh Thông"
PASSWORD = "con đường làng rợp bóng tre"
_TOKEN = re.compile('name="csrf-token" content="([^"]+)"')


class Browser(FlaskClient):
    """A test client whose forms carry their token."""

    person: Person | None = None

    def post(self, *args: Any, csrf: bool = True, **kwargs: Any) -> TestResponse:
        if csrf:
            found = _TOKEN.search(self.get("/toi", follow_redirects=True).text)
            assert found, "a page without a token"
            headers = dict(kwargs.pop("headers", None) or {})
            kwargs["headers"] = {"X-CSRFToken": found[1], **headers}
        return super().post(*args, **kwargs)


class Site:
    """`client("registrar")` is a browser in which somebody with these roles is signed in; `client()` nobody."""

    def __init__(self, app: Flask, organisation: Organisation) -> None:
        self.app, self.organisation = app, organisation
        self._people = 0

    @property
    def opened(self) -> Opened:
        return opened()

    def person(self, *roles: Role, organisation: Organisation | None = None, **more: Any) -> Person:
        self._people += 1
        office = organisation or self.organisation
        return opened().accounts.people.add(office.id, f"nguoi.{self._people}", f"Nguyễn Văn Mẫu {self._people}",
                                            roles=roles, **more)

    def client(self, *roles: Role, person: Person | None = None, organisation: Organisation | None = None) -> Browser:
        browser = cast(Browser, self.app.test_client())
        browser.person = person or (self.person(*roles, organisation=organisation) if roles else None)
        if browser.person:
            token = opened().accounts.sessions.begin(browser.person, "thử")
            with self.app.app_context():
                from service.web.visit import sign
                sign(self.app)
            with browser.session_transaction("/dang-nhap") as session:
                session[TOKEN] = token
        return browser

    def visiting(self, client: Browser) -> Actor:
        """Who does it, for the trail."""
        assert client.person
        return Actor(organisation=client.person.organisation, person=client.person.id)

    def office(self, name: str) -> Organisation:
        """Another organisation of the site."""
        return opened().accounts.organisations.add(name)


@cache
def _application() -> Flask:
    """One for all tests of a process: it keeps nothing but the key that signs."""
    app = create_site()
    app.test_client_class = Browser
    return app


@pytest.fixture
def empty_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    """Before the first run: nobody has been entered."""
    monkeypatch.setenv("VANBAN_DATA", str(tmp_path / "data"))
    settings.cache_clear()
    app = _application()
    app.secret_key = None                         # of the database before
    LIMITER.reset()
    yield app
    opened().database.close()
    settings.cache_clear()


@pytest.fixture
def site(empty_site: Flask) -> Site:
    return Site(empty_site, opened().accounts.organisations.add(OFFICE))
