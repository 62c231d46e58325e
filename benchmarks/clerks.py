"""An office at work beside a full batch: `python -m benchmarks.clerks [SECONDS] [CLERKS]` has so many clerks sign in, type
with pauses (saved and previewed each time), finish, search, register and download over real HTTP, on a real `vanban serve` whose
engine makes one batch after the other meanwhile. Prints how long each kind of request took, what failed, and the memory of every
process; writes out/clerks.json. Ends with 1 where anything failed.
"""

from __future__ import annotations

import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.request import Request, urlopen

from benchmarks import processes
from benchmarks.bulk import data
from benchmarks.clerk import Clerk
from benchmarks.workloads import ROOT, TODAY
from service.accounts import Accounts
from service.database import Database, upgrade

SECONDS: Final = 300
CLERKS: Final = 30
_ROWS: Final = 2000                              # of a batch: cancelled in the end
_WARM: Final = 0.3                               # of the time: then caches are full
_FEW: Final = 20                                 # documents made before the clerks come
_PAUSE: Final = (4.0, 12.0)                      # seconds between two savings of a clerk
_KEY: Final = "khoa-cua-may-chu-do-luong"
_PASSWORD: Final = "mot mat khau dai de do luong"


@contextmanager
def server(folder: Path) -> Iterator[tuple[int, str]]:
    """Its process, and its address. Each clerk has an address, told by a proxy of ours."""
    said = (folder / "log.jsonl").open("wb")
    process = subprocess.Popen(
        [sys.executable, "-c", "from service.cli import main; main()", "serve", "--port", "0", "--json"], stdout=subprocess.PIPE,
        stderr=said, text=True, start_new_session=True,
        env={**os.environ, "VANBAN_DATA": str(folder / "data"), "VANBAN_API_KEY": _KEY, "VANBAN_PROXIES": "1",
             "VANBAN_MAX_BODY_BYTES": str(32 * 2**20)})
    try:
        assert process.stdout is not None
        yield process.pid, json.loads(process.stdout.readline())["addresses"][0]
    finally:
        process.terminate()
        process.wait(120)
        said.close()


def people(folder: Path, number: int) -> list[str]:
    """An office with so many people; their logins."""
    database = Database(f"sqlite:///{folder / 'data/vanban.db'}", patience=10.0)
    upgrade(database)
    accounts = Accounts(database)
    office = accounts.organisations.add("Trường THPT Hạnh Thông")
    for one in range(number):
        accounts.people.add(office.id, f"can-bo-{one}", f"Cán bộ {one}", roles=("clerk", "registrar"), password=_PASSWORD)
    database.close()
    return [f"can-bo-{one}" for one in range(number)]


def ask(address: str, path: str, body: dict[str, Any] | None = None) -> Any:
    content = None if body is None else json.dumps(body, default=str).encode()
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {_KEY}"}
    with urlopen(Request(address + path, content, headers), timeout=120) as answer:
        return json.loads(answer.read() or b"null")


class Batches:
    """One batch after the other, until told to end; `done` documents."""

    def __init__(self, address: str) -> None:
        self._address, self.done, self._path = address, 0, ""
        self._finished = 0

    def look(self) -> None:
        if self._path:
            found = ask(self._address, self._path)
            self.done = self._finished + found["counts"]["done"]
            if found["state"] in ("received", "running"):
                return
            self._finished = self.done
        rows = [{"type": slug, "data": values} for slug, values in map(data, range(self.done, self.done + _ROWS))]
        made = ask(self._address, "/api/v1/batches", {"rows": rows, "options": {"today": TODAY.isoformat()}})
        self._path = f"/api/v1/batches/{made['id']}"

    def end(self) -> None:
        ask(self._address, f"{self._path}/cancel", {})


def memory(session: int) -> dict[str, float]:
    """Process → MiB of its own."""
    everyone = {one.pid: one for one in processes.of_session(session)}
    found = {_role(one, everyone, session): processes.memory_mib(one.pid) for one in everyone.values()}
    return {name: round(sizes[1], 1) for name, sizes in sorted(found.items()) if sizes}


def _role(one: processes.Process, everyone: dict[int, processes.Process], session: int) -> str:
    """What a process is for, and its number: those forked from the one that forks have its command line."""
    command, parent = processes.command(one.pid), everyone.get(one.parent)
    if one.pid == session:
        return f"server {one.pid}"
    if b"service.batch.beside" in command:
        return f"engine {one.pid}"
    if b"resource_tracker" in command:
        return f"tracker {one.pid}"
    if b"forkserver" in command:
        forked = parent is not None and b"forkserver" in processes.command(parent.pid)
        return f"{'maker' if forked else 'forkserver'} {one.pid}"
    return f"web {one.pid}"


@dataclass(frozen=True)
class Run:
    clerks: list[Clerk]
    memory: dict[str, dict[str, float]]
    documents: int                               # of the batch
    rate: float                                  # of these a second


def run(folder: Path, seconds: float, number: int) -> Run:
    logins = people(folder, number)
    with server(folder) as (session, address):
        clerks = [Clerk(address, one, login, _PASSWORD, _PAUSE) for one, login in enumerate(logins)]
        batches, sizes = Batches(address), dict[str, dict[str, float]]()
        while batches.done < _FEW:
            batches.look()
            time.sleep(1.0)
        sizes["start"], before = memory(session), batches.done
        begun, ending = time.monotonic(), threading.Event()
        threads = [threading.Thread(target=clerk.work, args=(lambda: not ending.is_set(),)) for clerk in clerks]
        for thread in threads:
            thread.start()
            time.sleep(min(0.3, seconds / number / 4))           # they do not all come in by the door at once
        while (passed := time.monotonic() - begun) < seconds:
            time.sleep(1.0)
            batches.look()
            if passed > seconds * _WARM and "warm" not in sizes:
                sizes["warm"] = memory(session)
        sizes["end"] = memory(session)
        ending.set()
        for thread in threads:
            thread.join(120)
        batches.look()
        rate = (batches.done - before) / (time.monotonic() - begun)
        batches.end()
    return Run(clerks, sizes, batches.done - before, rate)


def show(found: Run, seconds: float) -> int:
    """Prints and writes the figures; how many errors there were."""
    kinds: dict[str, list[float]] = {}
    for clerk in found.clerks:
        for kind, taken in clerk.heard.seconds:
            kinds.setdefault(kind, []).append(taken * 1000)
    errors = [error for clerk in found.clerks for error in clerk.heard.errors]
    made, registered = sum(one.heard.made for one in found.clerks), sum(one.heard.registered for one in found.clerks)
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores; {len(found.clerks)} clerks for {seconds:.0f} s made "
          f"{made} documents and registered {registered}, beside a batch of {found.documents} ({found.rate:.1f} a second)\n")
    print(f"{'wait, ms':20}{'requests':>10}{'median':>10}{'95 %':>10}{'99 %':>10}{'longest':>10}")
    table = {}
    for kind, waits in sorted(kinds.items(), key=lambda one: -len(one[1])):
        marks = statistics.quantiles(waits, n=100) if len(waits) > 1 else waits * 99
        table[kind] = {"requests": len(waits), "median": marks[49], "p95": marks[94], "p99": marks[98], "longest": max(waits)}
        print(f"{kind:20}{len(waits):10}" + "".join(f"{table[kind][one]:10.0f}" for one in ("median", "p95", "p99", "longest")))
    print(f"\n{'MiB of its own':24}" + "".join(f"{moment:>10}" for moment in found.memory))
    for name in found.memory["end"]:
        print(f"{name:24}" + "".join(f"{sizes[name]:10.1f}" if name in sizes else f"{'':>10}" for sizes in found.memory.values()))
    print(f"\nerrors: {len(errors)}" + "".join(f"\n  {one}" for one in sorted(set(errors))[:20]))
    path = ROOT / "out/clerks.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps({
        "seconds": seconds, "clerks": len(found.clerks), "made": made, "registered": registered,
        "batch_documents": found.documents,
        "batch_a_second": round(found.rate, 2), "errors": errors, "memory_mib": found.memory,
        "wait_ms": {kind: {name: round(value, 1) for name, value in row.items()} for kind, row in table.items()},
    }, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return len(errors)


def main(seconds: float, number: int) -> int:
    with tempfile.TemporaryDirectory(prefix="vanban-clerks-") as folder:
        errors = show(run(Path(folder), seconds, number), seconds)
        if errors:
            print(said(Path(folder) / "log.jsonl"))
        return 1 if errors else 0


def said(log: Path) -> str:
    """The last errors that the server wrote down."""
    written = log.read_text("utf-8").splitlines()
    signs = '"error"', '"critical"'
    lines = [line for line in written if not line.startswith("{") or any(one in line for one in signs)]
    return "\n".join(lines[-40:])


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS, int(sys.argv[2]) if len(sys.argv) > 2 else CLERKS))
