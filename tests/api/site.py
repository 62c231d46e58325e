"""A site with two offices and keys of theirs: what programs of one may do, and what strangers try."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from service import doctypes
from service.accounts import Accounts, ApiKey, KeyScope, Organisation, Person
from service.accounts.values import SCOPES
from service.api import create_app
from service.api.opened import opened as kept
from service.config import settings
from tests.batch.runs import rows

SITE_KEY = "khoa-cua-may-chu-0987654321"


@dataclass(frozen=True)
class Program:
    """Of one office, with its key."""

    client: FlaskClient
    office: Organisation
    made: ApiKey
    text: str

    def call(self, method: str, path: str, **more: Any) -> TestResponse:
        return called(self.client, self.text, method, path, **more)

    def batch(self) -> str:
        """The id of a batch that was taken."""
        body = {"rows": [{"key": one["ma"], "type": one["loai"], "data": one["data"]} for one in rows(1)]}
        answer = self.call("POST", "/batches", json=json.loads(json.dumps(body, default=str)))
        assert answer.status_code == 202, answer.get_data(as_text=True)
        return str(answer.get_json()["id"])


@dataclass(frozen=True)
class Site:
    client: FlaskClient
    accounts: Accounts
    here: Person
    there: Person

    def program(self, *scopes: KeyScope, of: Person | None = None, expires: float | None = None) -> Program:
        who = of or self.here
        made, text = self.accounts.keys.make(who.organisation, who.id, "Phần mềm", scopes or SCOPES, expires)
        return Program(self.client, self.accounts.organisations.get(who.organisation), made, text)

    def call(self, key: str | None, method: str, path: str, **more: Any) -> TestResponse:
        return called(self.client, key, method, path, **more)


def called(client: FlaskClient, key: str | None, method: str, path: str, **more: Any) -> TestResponse:
    headers = ({"Authorization": f"Bearer {key}"} if key is not None else {}) | more.pop("headers", {})
    return client.open(f"/api/v1{path}", method=method, headers=headers, buffered=True, **more)


def codes(answer: TestResponse) -> tuple[int, list[str]]:
    assert answer.mimetype == "application/problem+json", answer.get_data(as_text=True)[:500]
    return answer.status_code, [one["code"] for one in answer.get_json(force=True)["errors"]]


def example(slug: str = "giay_khen") -> dict[str, Any]:
    """The body of a render request."""
    body: dict[str, Any] = json.loads(json.dumps({"type": slug, **doctypes.get(slug).example()}, default=str))
    return body


@contextmanager
def site(folder: Path, *, site_key: str = "", **environment: str) -> Iterator[Site]:
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {"VANBAN_DATA": str(folder), "VANBAN_API_KEY": site_key, **environment}.items():
            patch.setenv(name, value)
        settings.cache_clear()
        accounts = kept().accounts
        here, there = (accounts.people.add(accounts.organisations.add(name).id, login, "Lê Văn An", roles=["administrator"])
                       for name, login in (("Trường THPT Hạnh Thông", "an.le"), ("Trường THCS Bình Minh", "an.vo")))
        yield Site(create_app().test_client(), accounts, here, there)
    settings.cache_clear()
