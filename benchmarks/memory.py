"""`python -m benchmarks.memory [DOCUMENTS]`: one process makes documents of two types as DOCX and PDF into one ZIP, as a worker
of a batch does; its memory must stay flat. Writes out/memory.json."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path

from benchmarks import ours
from benchmarks.measure import own_cpu_seconds
from benchmarks.workloads import ROOT, form_of_thirty_rows, plan

MARKS = (100, 500, 1000, 2000, 4000, 6000, 8000, 10_000, 12_000, 14_000, 16_000, 18_000, 20_000)
_PAGE = os.sysconf("SC_PAGE_SIZE")


def resident_mib() -> float:
    """The process's resident set, as proc(5) statm tells it."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * _PAGE / 2**20


def main(documents: int) -> None:
    found: dict[int, float] = {}
    spent = 0.0
    with tempfile.TemporaryFile() as archive:
        makers = [ours.Both(workload, archive) for workload in (plan(), form_of_thirty_rows())]
        for number in range(1, documents + 1):
            maker = makers[number % len(makers)]
            given = maker.given(number)
            begun = own_cpu_seconds()
            maker.make(given)
            spent += own_cpu_seconds() - begun
            if number in MARKS or number == documents:
                found[number] = round(resident_mib(), 1)
                print(f"{number:6} documents {found[number]:8.1f} MiB {spent / number * 1000:8.2f} ms each", flush=True)
    path = ROOT / "out/memory.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else MARKS[-1])
