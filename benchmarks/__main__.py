"""`python -m benchmarks [ROUNDS [DISCIPLINE…]]`: prints the table, writes out/bench.json. A discipline is named by its beginning
(`pdf/plan`, `both`); where some are named, the others' figures stay as they were."""

from __future__ import annotations

import os
import platform
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from typing import IO

from benchmarks import by_docxtpl, by_libreoffice, by_typst, ours, report
from benchmarks.measure import Entry, medians, race
from benchmarks.processes import RESOLUTION
from benchmarks.same_text import compare
from benchmarks.workloads import ROOT, Workload, workloads

ROUNDS = 7
DISCIPLINES = ("docx/", "pdf/", "both/")
_APART = 50_001                                  # what one discipline has made, nobody in this process shall know in another


def main(rounds: int, wanted: tuple[str, ...]) -> None:
    with ExitStack() as stack:
        missing = by_libreoffice.why_not()
        server = None if missing else stack.enter_context(by_libreoffice.warm_server())
        entries = [entry for workload in workloads() for entry in _entries(workload, server, stack)
                   if entry.discipline.startswith(wanted)]
        pages = compare(entries)
        samples = race(entries, rounds, lambda text: print(text, file=sys.stderr, flush=True))
    found = medians(samples)
    print(
        f"\nmedians of {rounds} interleaved rounds, processor time; Python {platform.python_version()}, {os.cpu_count()} cores\n"
    )
    print(report.table(samples, found, pages))
    if missing:
        print(f"\nNOT MEASURED: LibreOffice, because {missing}: run `make bench`.")
    report.write(ROOT / "out/bench.json", report.ratios(found), own=wanted)


def _entries(workload: Workload, server: by_libreoffice.Server | None, stack: ExitStack) -> Iterator[Entry]:
    docx, pdf, both = (f"{kind}{workload.name}" for kind in DISCIPLINES)
    if "/" not in workload.name:                 # of the worst case only what is printed
        yield Entry(docx, ours.Docx(workload))
        yield Entry(docx, by_docxtpl.Docx(workload))
    yield Entry(pdf, ours.Pdf(workload))
    yield Entry(pdf, by_typst.Pdf(workload))
    if server:
        yield Entry(pdf, by_libreoffice.Pdf(workload, server), RESOLUTION)
        yield Entry(both, ours.Both(workload, _archive(stack)), seen=_APART)
        theirs = by_libreoffice.Both(workload, server, _archive(stack))
        stack.callback(theirs.close)
        yield Entry(both, theirs, RESOLUTION, seen=_APART)


def _archive(stack: ExitStack) -> IO[bytes]:
    return stack.enter_context(tempfile.TemporaryFile())


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS, tuple(sys.argv[2:]) or DISCIPLINES)
