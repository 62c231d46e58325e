"""`python -m benchmarks [ROUNDS]`: prints the table, writes out/bench.json."""

from __future__ import annotations

import os
import platform
import sys
from contextlib import ExitStack

from benchmarks import by_docxtpl, by_libreoffice, by_typst, ours, report
from benchmarks.measure import Entry, race
from benchmarks.processes import RESOLUTION
from benchmarks.same_text import compare
from benchmarks.workloads import ROOT, form_of_thirty_rows, plan

ROUNDS = 7


def main(rounds: int) -> None:
    entries: list[Entry] = []
    with ExitStack() as stack:
        missing = by_libreoffice.why_not()
        server = None if missing else stack.enter_context(by_libreoffice.warm_server())
        for workload in (plan(), form_of_thirty_rows()):
            docx, pdf = f"docx/{workload.name}", f"pdf/{workload.name}"
            entries += [Entry(docx, ours.Docx(workload)), Entry(docx, by_docxtpl.Docx(workload))]
            entries += [Entry(pdf, ours.Pdf(workload)), Entry(pdf, by_typst.Pdf(workload))]
            if server:
                entries.append(Entry(pdf, by_libreoffice.Pdf(workload, server), RESOLUTION))
        pages = compare(entries)
        medians = race(entries, rounds, lambda text: print(text, file=sys.stderr))
    print(
        f"\nmedians of {rounds} interleaved rounds, processor time; Python {platform.python_version()}, {os.cpu_count()} cores\n"
    )
    print(report.table(medians, pages))
    if missing:
        print(f"\nNOT MEASURED: LibreOffice, because {missing}: run `make bench`.")
    report.write(ROOT / "out/bench.json", report.ratios(medians), own=("docx/", "pdf/"))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)
