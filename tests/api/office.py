"""An office with a key, a ledger and a store of its own; and a machine's part, done when a test says so: keeper and workers."""

from __future__ import annotations

import io
import json
import multiprocessing
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from service.api import create_app
from service.batch.keeper import Keeper
from service.batch.opened import Setup
from service.batch.worker import Hold, work
from service.config import settings
from service.ledger import Ledger, open_ledger
from service.ledger.values import ENDED
from service.store import FolderStore

BATCHES = "/api/v1/batches"
KEY = "khoa-cua-van-thu-123"
_LONGEST_S = 300.0


@dataclass
class Office:
    client: FlaskClient
    ledger: Ledger
    store: FolderStore
    patch: pytest.MonkeyPatch
    key: str = KEY
    _keeper: list[Keeper] = field(default_factory=list)

    def call(self, method: str, path: str, **more: Any) -> TestResponse:
        headers = {"Authorization": f"Bearer {self.key}", **more.pop("headers", {})}
        where = path if path.startswith("/") else f"{BATCHES}/{path}"
        return self.client.open(where, method=method, headers=headers, buffered=True, **more)

    def send(self, data: bytes, name: str, *, headers: dict[str, str] | None = None, **fields: Any) -> TestResponse:
        return self.call("POST", BATCHES, data={"file": (io.BytesIO(data), name), **fields}, headers=headers or {})

    def sent(self, data: bytes, name: str = "ds.jsonl", **fields: Any) -> str:
        """The id of a batch that was taken."""
        answer = self.send(data, name, **fields)
        assert answer.status_code == 202, answer.get_data(as_text=True)
        number = answer.get_json()["id"]
        assert isinstance(number, str)
        return number

    def state(self, number: str) -> dict[str, Any]:
        found: dict[str, Any] = self.call("GET", number).get_json()
        return found

    def settings(self, **environment: str) -> None:
        """Other settings from here on."""
        for name, value in environment.items():
            self.patch.setenv(name, value)
        settings.cache_clear()

    def carried_out(self, number: str, *, units: int | None = None) -> str:
        """What a machine does until the batch has ended, or so many of its units have; the state then."""
        keeper = self._keeper[0]
        until = time.monotonic() + _LONGEST_S
        while time.monotonic() < until:
            keeper.round()
            counts, state = self.ledger.reading.counts(number), self.ledger.batches.get(number).state
            if state in ENDED or (units is not None and counts.done >= units):
                return state
            if counts.waiting:
                some = [one.id for one in self.ledger.reading.units(number, "todo")][:units]
                work(Hold(self.ledger, "máy thử", 60.0, lambda: False), self.store, ids=some)
            time.sleep(0.05)
        raise AssertionError("not ended")

    def planned(self, number: str) -> str:
        """The state after the upload was read."""
        until = time.monotonic() + _LONGEST_S
        while (state := self.ledger.batches.get(number).state) == "received" and time.monotonic() < until:
            self._keeper[0].round()
            time.sleep(0.05)
        return state


@contextmanager
def opened(folder: Path, url: str = "") -> Iterator[Office]:
    """`url`: of the ledger; "": SQLite in the folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VANBAN_DATA", str(folder))
        patch.setenv("VANBAN_API_KEY", KEY)
        if url:
            patch.setenv("VANBAN_DATABASE", url)
        settings.cache_clear()
        multiprocessing.get_context("forkserver").set_forkserver_preload(["service.batch.preloaded", "service.batch.keeper_jobs"])
        where = settings().bulk.ledger_url
        ledger, store = open_ledger(where), FolderStore(folder / "store")
        keeper = Keeper(Setup("thử", where, folder / "store", 60.0, 5.0), ledger, store)
        try:
            yield Office(create_app().test_client(), ledger, store, patch, _keeper=[keeper])
        finally:
            keeper.stop()
            ledger.close()
    settings.cache_clear()


def lines(rows: list[dict[str, Any]]) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False, default=str) + "\n" for row in rows).encode()


def codes(answer: TestResponse, status: int = 422) -> list[str]:
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json"), answer.get_data(as_text=True)
    return [one["code"] for one in answer.get_json(force=True)["errors"]]
