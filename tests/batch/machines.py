"""Machines that share a ledger, a queue and a store: `vanban work` as a service manager starts it, and a batch given to them."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Self

import psycopg

from service.batch.places import by_recipe
from service.batch.plan import plan_rows
from service.ledger import Ledger, Unit, Wish, new_id, open_ledger
from service.sheets import read_rows
from service.store import Store
from service.store.s3 import S3Store
from tests.batch.runs import TODAY, Left, Run, left, listed, rows, wait_until
from tests.running import COMMAND

# Short, so that what a dead machine held comes back while a test waits.
QUICK = {"VANBAN_LEASE_SECONDS": "5", "VANBAN_PATIENCE": "60"}


class Machine:
    """One `vanban work`; a group of processes of its own. `prefix`: the command it runs in (of a network namespace)."""

    def __init__(self, folder: Path, environment: Mapping[str, str], *, processes: int = 1, prefix: Sequence[str] = ()) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._alive = folder / "work" / "alive"
        self._said = (folder / "said.txt").open("ab")
        self._process = subprocess.Popen(
            [*prefix, *COMMAND, "work", "--processes", str(processes)], stdin=subprocess.DEVNULL, stdout=self._said,
            stderr=self._said, start_new_session=True, env={**os.environ, **environment, "VANBAN_DATA": str(folder)})

    @property
    def running(self) -> bool:
        return self._process.poll() is None

    @property
    def names(self) -> set[str]:
        """What its worker processes are called in the ledger."""
        return {path.name for path in self._alive.glob("[!.]*")}

    def until_at_work(self) -> Self:
        wait_until(lambda: self.names or not self.running, "a worker process")
        assert self.running, self.said()
        return self

    def kill_worker(self) -> None:
        os.kill(int(min(self.names).rpartition("-")[2]), signal.SIGKILL)

    def kill(self) -> None:
        """The machine goes down."""
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        for path in self._alive.glob("*"):           # as a container's folder goes with it: the leases must run out
            path.unlink()

    def stop(self) -> int:
        """As a service manager does; its exit code."""
        if self.running:
            self._process.send_signal(signal.SIGTERM)
        return self._process.wait(40)

    def said(self) -> str:
        return Path(self._said.name).read_text("utf-8")

    def close(self) -> None:
        if self.running:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        self._said.close()


class Site:
    """Ledger, queue and store that machines share, seen from beside. `environment`: their settings."""

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        self.folder, self.environment = folder, {**QUICK, **environment}
        self._url = self.environment["VANBAN_DATABASE"].replace("+psycopg", "")
        self.ledger: Ledger = open_ledger(self.environment["VANBAN_DATABASE"], patience=60)

    @cached_property
    def store(self) -> Store:
        bucket, _, prefix = self.environment["VANBAN_STORE"].removeprefix("s3://").partition("/")
        return S3Store(bucket, prefix, endpoint=self.environment["VANBAN_S3_ENDPOINT"], region="us-east-1",
                       access_key=self.environment["VANBAN_S3_ACCESS_KEY"], secret_key=self.environment["VANBAN_S3_SECRET_KEY"])

    @contextmanager
    def machine(self, name: str, *, processes: int = 1, prefix: Sequence[str] = (), at_work: bool = True) -> Iterator[Machine]:
        started = Machine(self.folder / name, self.environment, processes=processes, prefix=prefix)
        try:
            yield started.until_at_work() if at_work else started
        finally:
            started.close()

    def batch(self, file: Path) -> Given:
        """A batch planned and given to the machines."""
        today = date.fromisoformat(TODAY)
        plan = plan_rows(read_rows(file.read_bytes(), file.name), place=by_recipe, formats=("docx", "pdf"), today=today)
        assert not plan.faulty
        number = new_id()
        self.ledger.batches.add(number, "thử", Wish(file.name, today=today))
        assert self.ledger.batches.fill(number, plan.units)
        return Given(self, number)

    def ask(self, question: str, *values: object) -> list[tuple[object, ...]]:
        with psycopg.connect(self._url) as connection:
            return connection.execute(question.encode(), values).fetchall()


class Given:
    """A batch that machines work on."""

    def __init__(self, site: Site, number: str) -> None:
        self.site, self.number = site, number
        self.owners: set[str] = set()              # worker processes that were seen to hold units

    def states(self) -> Counter[str]:
        found = self.site.ask("select state, lease_owner from unit where batch = %s", self.number)
        self.owners |= {str(owner) for state, owner in found if state == "running"}
        return Counter(str(state) for state, _ in found)

    def until_done(self, count: int) -> None:
        """So many, and some are left: what happens now happens in the middle."""
        wait_until(lambda: self.states()["done"] >= count, f"{count} documents")
        found = self.states()
        assert found["done"] < found.total(), "the batch is too small for this machine: nothing is left to disturb"

    def end(self) -> None:
        wait_until(lambda: not set(self.states()) & {"todo", "queued", "running"}, "all documents")

    def documents(self) -> dict[str, str]:
        """Path → SHA-256 of what lies in the store, which the ledger says too."""
        found: dict[str, str] = {}
        units: list[Unit] = list(self.site.ledger.reading.units(self.number))
        assert [one.number for one in units] == list(range(1, len(units) + 1))
        for unit in units:
            assert (unit.state, unit.data) == ("done", None), (unit.number, unit.state)
            assert unit.made
            for suffix, file in unit.made.files.items():
                data = self.site.store.get(f"{unit.place}.{suffix}")
                assert (hashlib.sha256(data).hexdigest(), len(data)) == (file.sha256, file.size)
                found[f"{unit.path}.{suffix}"] = file.sha256
        return found


def undisturbed(count: int, folder: Path) -> tuple[Path, dict[str, str]]:
    """A list of so many documents, and what one machine alone makes of it with the embedded engine: path → SHA-256."""
    file = listed(rows(count), folder / "ds.jsonl")
    assert Run(file, folder / "ra").end().code == 0
    found: Left = left(folder / "ra")
    assert len(found.documents()) == 2 * count
    return file, found.documents()
