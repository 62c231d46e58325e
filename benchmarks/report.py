"""Medians → a table for people and ratios for machines."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

OURS = "vanban"


def ratios(medians: Mapping[tuple[str, str], float]) -> dict[str, float]:
    """`docx/plan/vs_docxtpl` → their processor time over ours: above 1 we are faster."""
    return {
        f"{discipline}/vs_{peer}": round(seconds / medians[discipline, OURS], 3)
        for (discipline, peer), seconds in sorted(medians.items())
        if peer != OURS
    }


def table(medians: Mapping[tuple[str, str], float], pages: Mapping[tuple[str, str], int]) -> str:
    lines = [f"{'':12}{'':20}{'CPU ms':>10}{'a core-second':>15}{'pages':>7}{'ours is':>12}"]
    for (discipline, name), seconds in sorted(medians.items(), key=lambda item: (item[0][0], item[0][1] != OURS, item[0][1])):
        times = "" if name == OURS else f"{seconds / medians[discipline, OURS]:.2f} x"
        count = pages.get((discipline, name), "")
        lines.append(f"{discipline:12}{name:20}{seconds * 1000:10.2f}{1 / seconds:15.1f}{count:>7}{times:>12}")
    return "\n".join(lines)


def write(path: Path, found: Mapping[str, float], *, own: tuple[str, ...] = ("",)) -> None:
    """Entries whose names begin otherwise than `own` stay as they are."""
    kept = json.loads(path.read_text("utf-8")) if path.exists() else {}
    kept = {name: value for name, value in kept.items() if not name.startswith(own)}
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(dict(sorted({**kept, **found}.items())), indent=2) + "\n", encoding="utf-8")
