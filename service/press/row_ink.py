"""The fills and borders of a row as operators, with a letter for the height that is not known yet.

From (the left edge of the table's column, the row's top); y counts up (ISO 32000-1, 8.5). Solid strokes of one colour are one
path of rectangles that all turn the same way round, so that where they cross nothing is left out (8.5.3.3.2).
"""

from __future__ import annotations

from typing import Final

from service.blocks.borders import STYLES, border_pt
from service.paper import Border
from service.press import strokes
from service.press.strokes import fill_color, is_black, number

HEIGHT: Final = b"H"                             # stands for the row's height; no operator in use has this letter
_DEEP_PT: Final = 12345.0                        # … and in a dashed stroke, until it is made


class RowInk:
    """Grows from left to right, column by column."""

    def __init__(self) -> None:
        self._fills: list[bytes] = []
        self._bars: dict[str | None, list[bytes]] = {}
        self._dashes: list[bytes] = []
        self._level: list[tuple[float, float, Border]] = []
        self._below: list[tuple[float, float, Border]] = []

    def fill(self, x0: float, x1: float, color: str | None) -> None:
        """The background of a cell, to the row's end."""
        if color:
            area = b"%s 0 %s -%s re f\n" % (number(x0), number(x1 - x0), HEIGHT)
            self._fills.append(area if is_black(color) else fill_color(color) + area + b"0 g\n")

    def level(self, x0: float, x1: float, border: Border) -> None:
        """A border along the row's top, below that line; it goes on with its neighbour where they are the same."""
        _go_on(self._level, x0, x1, border)

    def level_below(self, x0: float, x1: float, border: Border) -> None:
        """… along its end, above that line."""
        _go_on(self._below, x0, x1, border)

    def upright(self, x: float, border: Border | None) -> None:
        """A border of the row's height with its middle at x."""
        if border is None:
            return
        whole = border_pt(border)
        pattern = STYLES.get(border.style)
        if pattern == "dotted" or pattern == "dashed":
            stroke = strokes.border(x, 0.0, x, -_DEEP_PT, border)
            self._dashes.append(stroke.replace(number(_DEEP_PT), HEIGHT))
            return
        for left, width in _bands(whole, pattern == "double"):
            self._bar(border.color, b"%s 0 %s -%s re" % (number(x - whole / 2 + left), number(width), HEIGHT))

    def line(self) -> bytes:
        """The borders along the row's top alone."""
        alone = RowInk()
        for x0, x1, border in self._level:
            alone._levelled(x0, x1, 0.0, border)
        return b"".join(alone._paths())

    def code(self) -> bytes:
        """What is drawn, in the order in which it covers: fills, then borders."""
        for x0, x1, border in self._level:
            self._levelled(x0, x1, 0.0, border)
        drawn = self._fills + self._paths()
        self._bars, self._dashes = {}, []
        for x0, x1, border in self._below:
            self._levelled(x0, x1, border_pt(border), border)
        if self._below:
            drawn += [b"q 1 0 0 1 0 -%s cm\n" % HEIGHT, *self._paths(), b"Q\n"]
        return b"".join(drawn)

    def _levelled(self, x0: float, x1: float, y: float, border: Border) -> None:
        whole = border_pt(border)
        pattern = STYLES.get(border.style)
        if pattern == "dotted" or pattern == "dashed":
            self._dashes.append(strokes.border(x0, y - whole / 2, x1, y - whole / 2, border))
            return
        for down, width in _bands(whole, pattern == "double"):
            self._bar(border.color, b"%s %s %s %s re" % (number(x0), number(y - down), number(x1 - x0), number(-width)))

    def _bar(self, color: str | None, area: bytes) -> None:
        self._bars.setdefault(None if is_black(color) else color, []).append(area)

    def _paths(self) -> list[bytes]:
        out = []
        for color, areas in self._bars.items():
            path = b"\n".join(areas) + b" f\n"
            out.append(path if color is None else fill_color(color) + path + b"0 g\n")
        return out + self._dashes


def _go_on(runs: list[tuple[float, float, Border]], x0: float, x1: float, border: Border) -> None:
    if runs and runs[-1][2] == border and runs[-1][1] >= x0 - 0.001:
        runs[-1] = (runs[-1][0], x1, border)
    else:
        runs.append((x0, x1, border))


def _bands(whole: float, double: bool) -> tuple[tuple[float, float], ...]:
    """Where the strokes of a border lie across it: the distance from its first edge and the width of each."""
    return ((0.0, whole / 3), (whole * 2 / 3, whole / 3)) if double else ((0.0, whole),)
