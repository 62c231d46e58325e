"""`python -m benchmarks.chart`: out/bench.json → docs/performance.svg, how many times faster we are than each peer, on a scale of
logarithms; what is darker was measured with every paragraph different."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple
from xml.sax.saxutils import escape

from benchmarks.workloads import ROOT

_ROWS: Final = (
    ("PDF, against warm LibreOffice", "pdf/{}/vs_libreoffice_warm"),
    ("PDF, against warm Typst (tagged, PDF/A-3a, PDF/UA-1)", "pdf/{}/vs_typst_warm"),
    ("DOCX and PDF into a ZIP, against docxtpl and warm LibreOffice", "both/{}/vs_docxtpl_libreoffice"),
    ("DOCX, against docxtpl", "docx/{}/vs_docxtpl"),
)
_WORKLOADS: Final = (("plan, 7 pages", "plan"), ("form, table of 30 rows", "form"))
_DIFFERENT: Final = "/all_different"
_WIDTH, _LEFT, _RIGHT, _BAR, _GAP = 860, 190, 70, 17, 5
_USUAL, _WORST, _INK, _GRID = "#3b7dd8", "#1f3f73", "#1c1c1c", "#d9d9d9"
_FONT: Final = 'font-family="Liberation Sans, Arial, sans-serif"'


class Bar(NamedTuple):
    label: str
    times: float
    color: str


def bars(found: Mapping[str, float], pattern: str) -> Iterator[Bar]:
    """Those that were measured."""
    for label, workload in _WORKLOADS:
        name = pattern.format(workload)
        if name in found:
            yield Bar(label, found[name], _USUAL)
        if name + _DIFFERENT in found:
            yield Bar("… every paragraph different", found[name + _DIFFERENT], _WORST)


def chart(found: Mapping[str, float]) -> str:
    groups = [(title, list(bars(found, pattern))) for title, pattern in _ROWS]
    groups = [(title, rows) for title, rows in groups if rows]
    lowest = 10 ** math.floor(math.log10(min(1.0, *(bar.times for _, rows in groups for bar in rows))))
    highest = max(bar.times for _, rows in groups for bar in rows) * 1.05
    scale = (_WIDTH - _LEFT - _RIGHT) / math.log10(highest / lowest)

    def x(times: float) -> float:
        return _LEFT + scale * math.log10(times / lowest)

    drawn: list[str] = []
    y = 34.0
    for title, rows in groups:
        drawn.append(_text(8, y, title, weight="bold"))
        y += 9
        for label, times, color in rows:
            drawn.append(_text(_LEFT - 8, y + _BAR - 4, label, anchor="end"))
            start, end = sorted((x(1.0), x(times)))
            drawn.append(f'<rect x="{start:.1f}" y="{y:.1f}" width="{end - start:.1f}" height="{_BAR}" fill="{color}"/>')
            drawn.append(_text(end + 6, y + _BAR - 4, f"{times:.1f} ×" if times < 10 else f"{times:.0f} ×"))
            y += _BAR + _GAP
        y += 24
    bottom = y - 22
    grid = [_grid(x(step), bottom, f"{step:g}") for step in _steps(lowest, highest)]
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {bottom + 26:.0f}" role="img" {_FONT} font-size="13" '
            f'fill="{_INK}">\n<title>How many times less processor time a document takes</title>\n'
            f'<rect width="100%" height="100%" fill="#ffffff"/>\n' + "\n".join([*grid, *drawn]) + "\n</svg>\n")


def _steps(lowest: float, highest: float) -> Iterator[float]:
    decade = lowest
    while decade <= highest:
        yield from (decade * step for step in (1, 2, 5) if decade * step <= highest)
        decade *= 10


def _grid(x: float, bottom: float, label: str) -> str:
    line = f'<line x1="{x:.1f}" y1="18" x2="{x:.1f}" y2="{bottom:.1f}" stroke="{_INK if label == "1" else _GRID}"/>'
    return line + _text(x, bottom + 16, label, anchor="middle", size=11)


def _text(x: float, y: float, words: str, *, anchor: str = "start", weight: str = "normal", size: int = 13) -> str:
    """Words, cleared of what is drawn behind them."""
    return (f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-weight="{weight}" font-size="{size}" stroke="#ffffff" '
            f'stroke-width="4" paint-order="stroke">{escape(words)}</text>')


def main() -> None:
    found = json.loads((ROOT / "out/bench.json").read_text("utf-8"))
    Path(ROOT / "docs/performance.svg").write_text(chart(found), encoding="utf-8")


if __name__ == "__main__":
    main()
