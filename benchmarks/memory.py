"""`python -m benchmarks.memory [DOCUMENTS]`: one process prints plans; its memory must stay flat. Writes out/memory.json."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from benchmarks import ours
from benchmarks.workloads import ROOT, plan

MARKS = (100, 500, 1000, 1500, 2000)
_PAGE = os.sysconf("SC_PAGE_SIZE")


def resident_mib() -> float:
    """The process's resident set, as proc(5) statm tells it."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * _PAGE / 2**20


def main(documents: int) -> None:
    pdf = ours.Pdf(plan())
    found: dict[int, float] = {}
    for number in range(1, documents + 1):
        pdf.make(number)
        if number in MARKS or number == documents:
            found[number] = round(resident_mib(), 1)
            print(f"{number:6} documents {found[number]:8.1f} MiB", flush=True)
    path = ROOT / "out/memory.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else MARKS[-1])
