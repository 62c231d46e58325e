"""A batch by HTTP, as a program of an office sends it."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen
from zipfile import ZipFile

from tests.batch.runs import TODAY, wait_until

_ENDED = ("done", "refused", "cancelled")
_AWAY = (502, 503)                                     # the database or the store is away: ask again
_PAUSE_S = 0.1


def ask(address: str, path: str, body: Mapping[str, Any] | None = None, **headers: str) -> bytes:
    data = None if body is None else json.dumps(body, default=str).encode()
    with urlopen(Request(address + path, data, {"Content-Type": "application/json", **headers}), timeout=120) as answer:
        return bytes(answer.read())


class Sent:
    """A batch that was sent."""

    def __init__(self, address: str, lines: Sequence[Mapping[str, Any]]) -> None:
        rows = [{"type": line["loai"], "key": line["ma"], "data": line["data"]} for line in lines]
        made = json.loads(ask(address, "/api/v1/batches", {"rows": rows, "name": "ds", "options": {"today": TODAY}}))
        self._address, self.path = address, f"/api/v1/batches/{made['id']}"
        self._last: dict[str, Any] = made

    def state(self) -> dict[str, Any]:
        """As the server tells it; what it told last while it cannot."""
        try:
            self._last = json.loads(ask(self._address, self.path))
        except HTTPError as error:
            if error.code not in _AWAY:
                raise
        return self._last

    def done(self) -> int:
        return int((self.state().get("counts") or {}).get("done", 0))

    @property
    def ended(self) -> bool:
        return self.state()["state"] in _ENDED

    def until(self, condition: Callable[[], object], what: str) -> None:
        def slowly() -> bool:
            time.sleep(_PAUSE_S)
            return bool(condition()) or self.ended

        wait_until(slowly, what)

    def manifest(self) -> dict[str, Any]:
        found = json.loads(ask(self._address, f"{self.path}/manifest.json"))
        assert isinstance(found, dict)
        return found

    def documents(self) -> dict[tuple[str, str], str]:
        """(key, suffix) → SHA-256, as the manifest says it and as every file in the archive is, which has no other."""
        found: dict[tuple[str, str], str] = {}
        with ZipFile(BytesIO(ask(self._address, f"{self.path}/archive"))) as archive:
            names = archive.namelist()
            for one in self.manifest()["documents"]:
                for suffix, file in one["files"].items():
                    names.remove(file["path"])
                    assert hashlib.sha256(archive.read(file["path"])).hexdigest() == file["sha256"]
                    found[one["key"], suffix] = file["sha256"]
        assert sorted(names) == ["manifest.csv", "manifest.json", "report.html", "report.pdf"]
        return found
