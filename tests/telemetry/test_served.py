"""A real `vanban serve` with two processes and its engine: one set of counts, logs of all as JSON, and a clean end under load."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import time
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest

from service import doctypes
from tests.running import COMMAND

NAME = "Đặng Thị Ước-Mơ"
ASKED, LONG, BATCH = "giay_gioi_thieu", "ke_hoach", "giay_moi"
ROWS = 150                                        # more than are made meanwhile


@dataclass(frozen=True)
class Site:
    process: subprocess.Popen[str]
    address: str
    folder: Path
    said: Path

    def ask(self, path: str, body: dict[str, Any] | None = None) -> bytes:
        content = None if body is None else json.dumps(body, default=str).encode()
        with urlopen(Request(self.address + path, content, {"Content-Type": "application/json"}), timeout=120) as answer:
            return bytes(answer.read())

    def render(self, slug: str) -> bytes:
        return self.ask("/api/v1/render", {"type": slug, **doctypes.get(slug).example()})

    def numbers(self) -> dict[str, float]:
        lines = [line for line in self.ask("/metrics").decode().splitlines() if not line.startswith("#")]
        return {line.rpartition(" ")[0]: float(line.rpartition(" ")[2]) for line in lines}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("may")
    said = folder / "said.txt"
    with said.open("wb") as stderr:
        process = subprocess.Popen(
            [*COMMAND, "serve", "--port", "0", "--workers", "2", "--json"], stdout=subprocess.PIPE, stderr=stderr, text=True,
            env={**os.environ, "VANBAN_DATA": str(folder / "data"), "VANBAN_BATCH_WORKERS": "1", "TMPDIR": str(folder)})
        assert process.stdout is not None
        try:
            yield Site(process, json.loads(process.stdout.readline())["addresses"][0], folder, said)
        finally:
            process.kill()
            process.wait()
            process.stdout.close()


def batch(site: Site) -> str:
    data = doctypes.get(BATCH).example()["data"]
    rows = [{"type": BATCH, "data": data | {"so": number + 1}} for number in range(ROWS)]
    found = json.loads(site.ask("/api/v1/batches", {"rows": rows}))
    return str(found["id"])


def wait_for(site: Site, name: str, number: float) -> dict[str, float]:
    for _ in range(600):
        found = site.numbers()
        if found.get(name, 0.0) >= number:
            return found
        time.sleep(0.1)
    raise AssertionError(f"{name}: {found.get(name)}")


def counts_of_all_processes(site: Site) -> None:
    with ThreadPoolExecutor(4) as callers:
        assert all(one.startswith(b"%PDF") for one in callers.map(lambda _: site.render(ASKED), range(4)))
    found = site.numbers()
    assert found[f'vanban_renders_total{{format="pdf",outcome="made",type="{ASKED}"}}'] == 4
    assert found["vanban_ledger_up"] == 1


def everything_at_hand_is_answered(site: Site, number: str) -> None:
    """Requests in the middle of a document, a stream of events, a batch at work: then TERM."""
    with ThreadPoolExecutor(9) as callers:
        stream: Future[bytes] = callers.submit(site.ask, f"/api/v1/batches/{number}/events")
        renders = [callers.submit(site.render, LONG) for _ in range(8)]
        wait_for(site, "vanban_requests_open", 6)               # of the eight, and the question itself
        site.process.send_signal(signal.SIGTERM)
        assert [one.result()[:5] for one in renders] == [b"%PDF-"] * 8
        assert b"event: state" in stream.result()
    assert site.process.wait(120) == 0


def nothing_is_held(site: Site, number: str) -> None:
    with closing(sqlite3.connect(site.folder / "data/vanban.db")) as ledger:
        states = dict(ledger.execute("select state, count(*) from unit where batch = ? group by state", (number,)).fetchall())
        assert set(states) <= {"done", "todo"}
        assert states["todo"] > 0
        assert ledger.execute("select count(*) from unit where lease_owner is not null and state <> 'done'").fetchone() == (0,)
        assert ledger.execute("select count(*) from worker").fetchone() == (0,)
    assert not list(site.folder.glob("vanban-counts-*"))


def every_line_is_json(site: Site) -> None:
    text = site.said.read_text("utf-8")
    lines = [json.loads(line) for line in text.splitlines()]
    assert {"vanban.request", "vanban.keeper", "gunicorn.error"} <= {one["logger"] for one in lines}
    assert not [one for one in lines if one["level"] in ("error", "critical")]
    assert all({"time", "level", "logger", "event"} <= set(one) for one in lines)
    assert NAME not in text


@pytest.mark.slow
def test_a_site_counts_logs_and_ends(site: Site) -> None:
    counts_of_all_processes(site)
    number = batch(site)
    wait_for(site, f'vanban_renders_total{{format="pdf",outcome="made",type="{BATCH}"}}', 2)      # of the engine's process
    everything_at_hand_is_answered(site, number)
    nothing_is_held(site, number)
    every_line_is_json(site)
