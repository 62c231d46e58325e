"""Medians → a table for people and ratios for machines."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

OURS = "vanban"


def ratios(medians: Mapping[tuple[str, str], float]) -> dict[str, float]:
    """`docx/plan/vs_docxtpl`, `pdf/plan/vs_typst_warm/all_different` → their processor time over ours: above 1 we are faster."""
    found = {}
    for (discipline, peer), seconds in sorted(medians.items()):
        if peer != OURS:
            kind, workload, *variant = discipline.split("/")
            found["/".join((kind, workload, f"vs_{peer}", *variant))] = round(seconds / medians[discipline, OURS], 3)
    return found


def table(samples: Mapping[tuple[str, str], Sequence[float]], medians: Mapping[tuple[str, str], float],
          pages: Mapping[tuple[str, str], int]) -> str:
    """Medians; the spread is that of the rounds' ratios to ours, lowest and highest."""
    lines = [f"{'':26}{'':22}{'CPU ms':>10}{'a core-second':>15}{'pages':>7}{'ours is':>12}{'rounds':>18}"]
    for (discipline, name), seconds in sorted(medians.items(), key=lambda item: (item[0][0], item[0][1] != OURS, item[0][1])):
        times = spread = ""
        if name != OURS:
            times = f"{seconds / medians[discipline, OURS]:.2f} x"
            each = [one / own for one, own in zip(samples[discipline, name], samples[discipline, OURS], strict=True)]
            spread = f"{min(each):.1f} – {max(each):.1f}"
        count = pages.get((discipline, name), "")
        lines.append(f"{discipline:26}{name:22}{seconds * 1000:10.2f}{1 / seconds:15.1f}{count:>7}{times:>12}{spread:>18}")
    return "\n".join(lines)


def write(path: Path, found: Mapping[str, float], *, own: tuple[str, ...] = ("",)) -> None:
    """Entries whose names begin otherwise than `own` stay as they are."""
    kept = json.loads(path.read_text("utf-8")) if path.exists() else {}
    kept = {name: value for name, value in kept.items() if not name.startswith(own)}
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(dict(sorted({**kept, **found}.items())), indent=2) + "\n", encoding="utf-8")
