"""`python -m benchmarks.scaling [ROUNDS]`: does twice as much cost twice as much? Plans of 1 to 500 pages and forms of 10 to
5,000 rows, every paragraph of each new; processor time of filling and printing. Writes `scaling/…` to out/bench.json: what a page
costs against one of the plan of seven, a row against one of the form of thirty."""

from __future__ import annotations

import gc
import statistics
import sys
from collections.abc import Callable
from typing import Final

from benchmarks import ours
from benchmarks.measure import own_cpu_seconds
from benchmarks.report import write
from benchmarks.shuffled import shuffled_plan
from benchmarks.workloads import ROOT, Record, form_of, plan
from service.picture import page_count

TIMES: Final = (0.05, 1, 2, 4, 8, 16, 32, 75)    # of the plan's own paragraphs
ROWS: Final = (10, 30, 100, 300, 1000, 2500, 5000)
ROUNDS: Final = 5


def pages_of_a_plan(rounds: int) -> dict[float, tuple[int, float]]:
    """So many times its text → pages, processor seconds a page."""
    workload = plan()
    pdf = ours.Pdf(workload)
    found = {}
    for times in TIMES:
        def record(number: int, times: float = times) -> Record:
            values = workload.record(0)
            items = list(values["noi_dung"])
            body = items[: int(len(items) * times)] if times < 1 else items * int(times)
            return shuffled_plan({**values, "noi_dung": body}, number)

        pages = page_count(pdf.make(record(0))[0])
        found[times] = pages, _median(pdf, record, rounds) / pages
        print(f"{pages:6} pages {found[times][1] * 1000:8.3f} ms a page", flush=True)
    return found


def rows_of_a_form(rounds: int) -> dict[int, float]:
    """Rows → processor seconds a row."""
    found = {}
    for rows in ROWS:
        workload = form_of(rows, f"form of {rows}", all_different=True)
        found[rows] = _median(ours.Pdf(workload), workload.record, rounds) / rows
        print(f"{rows:6} rows  {found[rows] * 1000:8.3f} ms a row", flush=True)
    return found


def _median(pdf: ours.Pdf, record: Callable[[int], Record], rounds: int) -> float:
    taken = []
    for number in range(1, rounds + 1):
        given = record(number)
        gc.collect()
        begun = own_cpu_seconds()
        pdf.make(given)
        taken.append(own_cpu_seconds() - begun)
    return statistics.median(taken)


def main(rounds: int) -> None:
    pages, rows = pages_of_a_plan(rounds), rows_of_a_form(rounds)
    found = {f"scaling/pages/{count}": seconds / pages[1][1] for count, seconds in pages.values()}
    found |= {f"scaling/rows/{count}": seconds / rows[30] for count, seconds in rows.items()}
    write(ROOT / "out/bench.json", {name: round(value, 3) for name, value in found.items()}, own=("scaling/",))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)
