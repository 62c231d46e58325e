"""Bulk production: `python -m benchmarks.bulk [DOCUMENTS]` has `vanban batch` make so many documents of one page as DOCX and PDF
on all cores, and pack them into one ZIP; ten times it is frozen while docxtpl and a warm LibreOffice make some of the same
documents. Prints documents a second and a core-second, each worker's memory over time, what ledger and store cost; adds `bulk/…`
to out/bench.json.
"""

from __future__ import annotations

import json
import os
import platform
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from benchmarks import by_docxtpl, by_libreoffice, processes
from benchmarks.measure import own_cpu_seconds
from benchmarks.report import write
from benchmarks.same_text import same_words
from benchmarks.workloads import ROOT, TODAY, Record, Workload
from service import doctypes
from service.store import FolderStore

DOCUMENTS: Final = 20_000
TYPES: Final = ("giay_gioi_thieu", "giay_moi")
MARKS: Final = 10                                # looks at memory, and turns of the peers
PEER_DOCUMENTS: Final = 10                       # of a turn
_LOOK: Final = 0.2                               # seconds
_STOPPED: Final = 130


def data(number: int) -> tuple[str, dict[str, Any]]:
    """Document number `number`: its type and data; no two are alike."""
    slug = TYPES[number % len(TYPES)]
    return slug, {**doctypes.get(slug).example()["data"], "so": number + 1, "ngay_ban_hanh": f"2025-11-{1 + number % 28:02d}"}


def workload(nth: int) -> Workload:
    """Some of the same documents of one type, for the peers."""
    doctype = doctypes.get(TYPES[nth])

    def record(number: int) -> Record:
        return doctype.values(data(nth + len(TYPES) * number)[1], today=TODAY).context

    return Workload(doctype.slug, doctype.template, doctype.prepared, record)


class Peers:
    """A loop of docxtpl and a LibreOffice kept warm: the filled document, and its PDF. The bridge between them does not count."""

    def __init__(self, server: by_libreoffice.Server) -> None:
        self._server = server
        self._fillers = [by_docxtpl.Docx(workload(nth)) for nth in range(len(TYPES))]
        self.filling: list[float] = []           # processor seconds a document, of each turn
        self.printing: list[float] = []

    def warm(self) -> None:
        for nth, filler in enumerate(self._fillers):
            (docx,) = filler.make(filler.given(0))
            same_words(docx, workload(nth).prepared.fill(workload(nth).record(0)))
            for _ in range(5):
                self._server.pdf(docx)

    @property
    def median(self) -> tuple[float, float]:
        """Processor seconds a document: filling, printing."""
        return statistics.median(self.filling), statistics.median(self.printing)

    def turn(self, number: int) -> None:
        first = number * PEER_DOCUMENTS
        fillers = [(self._fillers[one % len(TYPES)], one // len(TYPES)) for one in range(first, first + PEER_DOCUMENTS)]
        ready = [(filler, filler.given(one)) for filler, one in fillers]
        begun = own_cpu_seconds()
        made = [filler.make(given)[0] for filler, given in ready]
        self.filling.append((own_cpu_seconds() - begun) / PEER_DOCUMENTS)
        begun = self._server.cpu_seconds()
        for docx in made:
            self._server.pdf(docx)
        self.printing.append((self._server.cpu_seconds() - begun) / PEER_DOCUMENTS)
        print(f"{'':7} peers so far: {self.median[0] * 1000:.1f} + {self.median[1] * 1000:.1f} ms", file=sys.stderr, flush=True)


@dataclass(slots=True)
class Watched:
    """What was seen of the batch. `memory`: of each look the documents done, and each worker's resident and own MiB; `lull`:
    seconds in which it was frozen; `cpu`: processor seconds of the command with all its workers."""

    memory: list[tuple[int, list[tuple[float, float]]]] = field(default_factory=list)
    making: float = 0.0                          # seconds from the first document to the last
    lull: float = 0.0
    cpu: float = 0.0
    planned_cpu: float = 0.0                     # of it before the first document
    seconds: float = 0.0


def watch(command: subprocess.Popen[bytes], out: Path, documents: int, between: Callable[[int], None]) -> Watched:
    """Until it ends. At each mark it is frozen, and `between` called."""
    seen, marks, begun, first, last = Watched(), 0, time.monotonic(), 0.0, 0.0
    while command.poll() is None:
        time.sleep(_LOOK)
        everyone = list(processes.of_session(command.pid))
        seen.cpu = max(seen.cpu, sum(one.cpu_seconds for one in everyone))
        done = _done(out)
        if done and not first:
            first, seen.planned_cpu = time.monotonic(), seen.cpu
        if first and not last and done >= documents:
            last = time.monotonic()
        if marks < MARKS and done >= documents * (marks + 0.9) / MARKS:
            with _frozen(command.pid, seen):
                sizes = map(processes.memory_mib, _workers(everyone, command.pid))
                seen.memory.append((done, [one for one in sizes if one]))
                between(marks)
            print(f"{done:7} documents, {seen.cpu:8.0f} s of processor time; MiB {sizes_told(seen.memory[-1][1])}",
                  file=sys.stderr, flush=True)
            marks += 1
    seen.seconds = time.monotonic() - begun - seen.lull
    seen.making = (last or time.monotonic()) - first - seen.lull
    return seen


@contextmanager
def _frozen(group: int, seen: Watched) -> Iterator[None]:
    begun = time.monotonic()
    os.killpg(group, signal.SIGSTOP)
    try:
        yield
    finally:
        os.killpg(group, signal.SIGCONT)
        seen.lull += time.monotonic() - begun


def _workers(everyone: list[processes.Process], command: int) -> list[int]:
    """The grandchildren: the command's child forks them."""
    servers = {one.pid for one in everyone if one.parent == command}
    return sorted(one.pid for one in everyone if one.parent in servers)


def _done(out: Path) -> int:
    try:
        with closing(sqlite3.connect(f"file:{out / '.vanban/ledger.db'}?mode=ro", uri=True, timeout=30)) as ledger:
            return int(ledger.execute("select count(*) from unit where state = 'done'").fetchone()[0])
    except sqlite3.OperationalError:             # not there yet
        return 0


def sizes_told(sizes: list[tuple[float, float]]) -> str:
    return "   ".join(f"{resident:6.1f} {own:6.1f}" for resident, own in sizes)


def store_seconds(out: Path, scratch: Path) -> float:
    """What it takes to keep a document's two files: some of those that were made, put again."""
    files = [path.read_bytes() for suffix in ("docx", "pdf") for path in sorted(out.rglob(f"*.{suffix}"))[:200]]
    store = FolderStore(scratch)
    begun = time.monotonic()
    for number, content in enumerate(files):
        store.put(f"{number}.bin", content)
    return 2 * (time.monotonic() - begun) / len(files)


def main(documents: int) -> None:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="vanban-bulk-")))
        missing = by_libreoffice.why_not()
        peers = None if missing else Peers(stack.enter_context(by_libreoffice.warm_server()))
        if peers:
            peers.warm()
        source, out = folder / "ds.jsonl", folder / "ra"
        with source.open("w", encoding="utf-8") as file:
            for slug, values in map(data, range(documents)):
                file.write(json.dumps({"loai": slug, "data": values}, ensure_ascii=False, default=str) + "\n")
        with (folder / "said.json").open("w+b") as said:
            command = subprocess.Popen(
                [sys.executable, "-c", "from service.cli import main; main()", "batch", source, "--out", out, "--zip",
                 folder / "tat_ca.zip", "--today", TODAY.isoformat(), "--json"], stdout=said, start_new_session=True)
            seen = watch(command, out, documents, peers.turn if peers else lambda _: None)
            said.seek(0)
            told = json.loads(said.read())
        if command.returncode not in (0, _STOPPED):     # ended early by SIGINT: what there is
            raise SystemExit(f"the batch ended with {command.returncode}")
        show(told["done"], seen, told, peers, store_seconds(out, folder / "again"))
    if missing:
        print(f"NOT MEASURED: LibreOffice, because {missing}: run `make bench`.")


def show(documents: int, seen: Watched, told: dict[str, Any], peers: Peers | None, store: float) -> None:
    """Prints the figures, writes the ratios."""
    each, ledger = seen.cpu / documents, told["work"]["ledger_seconds"]
    running = told["work"]["making_seconds"] + ledger
    found = {"bulk/documents": documents, "bulk/a_second": documents / seen.making, "bulk/a_core_second": 1 / each,
             "bulk/ledger_share": ledger / running, "bulk/store_share": store * documents / running}
    print(f"\n{documents} documents of one page, DOCX and PDF; Python {platform.python_version()}, {os.cpu_count()} cores\n")
    print(f"{seen.seconds:9.0f} s in all, {seen.making:.0f} s from first to last: {documents / seen.making:.1f} a second")
    print(f"{seen.cpu:9.0f} s of processor time, {seen.planned_cpu:.0f} s before the first: {1 / each:.2f} a core-second")
    print(f"{found['bulk/ledger_share']:9.2%} of the working time in the ledger, {found['bulk/store_share']:.2%} in the store")
    print("\n     done   each worker's resident set, and of it its own alone, MiB")
    for done, sizes in seen.memory:
        print(f"{done:9}   {sizes_told(sizes)}")
    if peers:
        filling, printing = peers.median
        found |= {"bulk/vs_docxtpl_libreoffice": (filling + printing) / each}
        print(f"\n{'':24}{'CPU ms a document':>18}{'a core-second':>15}")
        print(f"{'vanban, all of it':24}{each * 1000:18.1f}{1 / each:15.2f}")
        print(f"{'docxtpl':24}{filling * 1000:18.1f}{1 / filling:15.2f}")
        print(f"{'LibreOffice, warm':24}{printing * 1000:18.1f}{1 / printing:15.2f}")
        print(f"{'docxtpl + LibreOffice':24}{(filling + printing) * 1000:18.1f}{1 / (filling + printing):15.2f}"
              f"   ours is {(filling + printing) / each:.2f} x")
    write(ROOT / "out/bench.json", {name: round(value, 4) for name, value in found.items()}, own=("bulk/",))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else DOCUMENTS)
