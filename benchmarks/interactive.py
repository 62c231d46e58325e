"""A person's wait beside a full batch: `python -m benchmarks.interactive [REQUESTS]` asks a real `vanban serve` for one letter
every half second while its embedded engine makes a batch on all cores, and in turn while that engine is frozen. Prints both
waits; adds `interactive/…` to out/bench.json.
"""

from __future__ import annotations

import json
import os
import platform
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final
from urllib.request import Request, urlopen

from benchmarks import processes
from benchmarks.bulk import data
from benchmarks.report import write
from benchmarks.workloads import ROOT, TODAY
from service import doctypes

REQUESTS: Final = 60                             # of each kind
TURNS: Final = 6
LETTER: Final = "cong_van"
_EVERY: Final = 0.5                              # seconds from an answer to the next question
_ROWS: Final = 3000                              # more than are made meanwhile: it is cancelled in the end
_FEW: Final = 20                                 # documents made before the measuring begins


def ask(address: str, path: str, body: dict[str, Any] | None = None, accept: str = "application/json") -> bytes:
    content = None if body is None else json.dumps(body, default=str).encode()
    with urlopen(Request(address + path, content, {"Content-Type": "application/json", "Accept": accept}), timeout=120) as answer:
        return bytes(answer.read())


def waits(address: str, requests: int) -> list[float]:
    """Seconds of each request; no letter is the one before."""
    letter = doctypes.get(LETTER).example()["data"]
    found = []
    for number in range(requests):
        body = {"type": LETTER, "data": {**letter, "so": number + 1}}
        begun = time.monotonic()
        pdf = ask(address, "/api/v1/render", body, "application/pdf")
        found.append(time.monotonic() - begun)
        assert pdf.startswith(b"%PDF")
        time.sleep(_EVERY)
    return found


@contextmanager
def full_batch(address: str) -> Iterator[str]:
    """A batch being made; gives its path."""
    rows = [{"type": slug, "data": values} for slug, values in map(data, range(_ROWS))]
    made = json.loads(ask(address, "/api/v1/batches", {"rows": rows, "options": {"today": TODAY.isoformat()}}))
    path = f"/api/v1/batches/{made['id']}"
    while counts(address, path)["done"] < _FEW:
        time.sleep(_EVERY)
    try:
        yield path
    finally:
        ask(address, f"{path}/cancel", {})


def counts(address: str, path: str) -> dict[str, Any]:
    state = json.loads(ask(address, path))
    if state["state"] not in ("received", "running"):
        raise SystemExit(f"the batch is {state['state']}")
    found = state["counts"]
    assert isinstance(found, dict)
    return found


@contextmanager
def server(folder: str) -> Iterator[tuple[int, str]]:
    """Its process, and its address."""
    process = subprocess.Popen(
        [sys.executable, "-c", "from service.cli import main; main()", "serve", "--port", "0", "--json"], stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, text=True, start_new_session=True,
        env={**os.environ, "VANBAN_DATA": folder, "VANBAN_MAX_BODY_BYTES": str(32 * 2**20)})
    try:
        assert process.stdout is not None
        yield process.pid, json.loads(process.stdout.readline())["addresses"][0]
    finally:
        process.terminate()
        process.wait(60)


@contextmanager
def frozen(session: int) -> Iterator[None]:
    """The engine and its workers stand still; whoever answers requests does not."""
    everyone = list(processes.of_session(session))
    engine = {one.pid for one in everyone if b"service.batch.beside" in processes.command(one.pid)}
    while more := {one.pid for one in everyone if one.parent in engine} - engine:
        engine |= more
    for pid in engine:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in engine:
            os.kill(pid, signal.SIGCONT)


def main(requests: int) -> None:
    idle: list[float] = []
    beside: list[float] = []
    rates: list[float] = []
    with tempfile.TemporaryDirectory(prefix="vanban-bulk-") as folder, server(folder) as (session, address):
        waits(address, 5)                        # types and faces are loaded
        with full_batch(address) as path:
            for _ in range(TURNS):
                with frozen(session):
                    idle += waits(address, requests // TURNS)
                before, begun = counts(address, path)["done"], time.monotonic()
                beside += waits(address, requests // TURNS)
                rates.append((counts(address, path)["done"] - before) / (time.monotonic() - begun))
    show(idle, beside, statistics.median(rates))


def show(idle: list[float], beside: list[float], rate: float) -> None:
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores; a letter of one page as PDF, {len(idle)} times\n")
    print(f"{'wait, ms':28}{'median':>10}{'95 %':>10}{'longest':>10}")
    for name, found in (("idle", idle), ("beside a batch", beside)):
        at = statistics.median(found), statistics.quantiles(found, n=20)[-1], max(found)
        print(f"{name:28}" + "".join(f"{one * 1000:10.0f}" for one in at))
    median = statistics.median(beside) / statistics.median(idle)
    high = statistics.quantiles(beside, n=20)[-1] / statistics.quantiles(idle, n=20)[-1]
    print(f"{'ratio':28}{median:10.2f}{high:10.2f}\n\nthe batch meanwhile: {rate:.1f} documents a second")
    ratios = {"interactive/median": round(median, 3), "interactive/p95": round(high, 3)}
    write(ROOT / "out/bench.json", ratios, own=("interactive/",))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else REQUESTS)
