"""`vanban batch` as a user runs it: a real process with its workers, what stands in its ledger meanwhile, what it left behind."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import sqlite3
import subprocess
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from service import doctypes
from tests.running import COMMAND

TODAY = "2026-11-22"
_PAUSE_S = 0.01
_LONGEST_S = 300.0


def rows(count: int) -> list[dict[str, Any]]:
    """So many documents of one page, of two types, no two alike: lines of JSONL."""
    praise, letter = (doctypes.get(slug).example()["data"] for slug in ("giay_khen", "giay_gioi_thieu"))
    return [{"ma": f"GK-{number:02d}", "loai": "giay_khen", "data": {**praise, "ho_ten": f"Lâm Thị Ngọc Diệp {number}"}}
            if number % 2 else {"ma": f"GT-{number:02d}", "loai": "giay_gioi_thieu", "data": {**letter, "so": number}}
            for number in range(1, count + 1)]


def listed(lines: list[dict[str, Any]], path: Path) -> Path:
    path.write_text("".join(json.dumps(line, ensure_ascii=False, default=str) + "\n" for line in lines), encoding="utf-8")
    return path


class Run:
    """One run, begun; a group of processes of its own, so that a signal reaches it and nobody else."""

    def __init__(self, file: Path, out: Path, *arguments: str | Path, **environment: str) -> None:
        self.out = out
        self._said = open(out.parent / f"{out.name}.said", "w+b")  # noqa: SIM115  # closed by `end`
        self._process = subprocess.Popen(
            [*COMMAND, "batch", file, "--out", out, "--today", TODAY, "--json", *arguments],
            stdout=self._said, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, start_new_session=True,
            env={**os.environ, **environment})
        self.pid = self._process.pid

    def end(self, seconds: float = _LONGEST_S) -> Ended:
        """Waits for it."""
        try:
            code = self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.kill_all()
            raise AssertionError(f"still running after {seconds} s: {self._told()[-2000:]}") from None
        told = self._told()
        self._said.close()
        return Ended(code, told)

    @property
    def running(self) -> bool:
        return self._process.poll() is None

    def signal(self, number: int) -> None:
        """To the command itself, as a terminal or a service manager sends it."""
        os.kill(self.pid, number)

    def kill_all(self) -> None:
        """The machine goes down: kill -9 of the command and all its workers at once."""
        os.killpg(self.pid, signal.SIGKILL)
        self._process.wait()

    def workers(self) -> list[int]:
        """Those processes that make documents: the children of the process they are forked from."""
        return [child for server in children(self.pid) for child in children(server)]

    def until(self, condition: Callable[[], object], what: str = "") -> None:
        wait_until(lambda: condition() or not self.running, what)

    def done(self) -> int:
        """Documents done as the ledger says."""
        return states(self.out)["done"]

    def _told(self) -> str:
        self._said.seek(0)
        return self._said.read().decode()


@dataclass(frozen=True)
class Ended:
    """How a run ended. `told`: all it said."""

    code: int
    told: str

    @property
    def result(self) -> dict[str, Any]:
        """The JSON on its last lines."""
        found = json.loads(self.told[self.told.index("{"):])
        assert isinstance(found, dict)
        return found


def wait_until(condition: Callable[[], object], what: str = "") -> None:
    until = time.monotonic() + _LONGEST_S
    while not condition():
        assert time.monotonic() < until, f"waited in vain: {what}"
        time.sleep(_PAUSE_S)


def children(pid: int) -> list[int]:
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found += map(int, task.read_text().split())
        except OSError:                                # it has just ended
            continue
    return found


def states(out: Path) -> Counter[str]:
    """Units of the newest batch by state, read beside whoever works on the ledger; none where there is no ledger yet."""
    return Counter(dict(_ask(out, "select state, count(*) from unit where batch = (select id from batch order by created desc"
                                  " limit 1) group by state")))


def state_of(out: Path, number: int) -> tuple[str, int]:
    """A unit's state and how often it was begun."""
    found = _ask(out, "select state, attempts from unit where number = ? order by id desc limit 1", number)
    return found[0] if found else ("", 0)


def _ask(out: Path, question: str, *values: object) -> list[Any]:
    path = out / ".vanban/ledger.db"
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=30)) as connection:
            return connection.execute(question, values).fetchall()
    except sqlite3.OperationalError:                   # not there yet, or its tables are not
        return []


@dataclass(frozen=True)
class Left:
    """What a batch left: its manifest without what differs from run to run, and SHA-256 of every file in the folder."""

    manifest: dict[str, Any]
    files: dict[str, str]

    def documents(self) -> dict[str, str]:
        """Path → SHA-256, as the manifest says it."""
        return {one["path"]: one["sha256"] for document in self.manifest["documents"] for one in document["files"].values()}


def left(out: Path) -> Left:
    manifest = json.loads((out / "manifest.json").read_text("utf-8"))
    del manifest["run"]
    return Left(manifest, {name: digest(path) for path in sorted(out.rglob("*"))
                           if path.is_file() and not (name := path.relative_to(out).as_posix()).startswith(".vanban/")})


def digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
