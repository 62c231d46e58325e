"""The fills and borders of a row as operators, with a letter for the height that is not known yet.

From (the left edge of the table's column, the row's top); y counts up (ISO 32000-1, 8.5). Solid strokes of one colour and width
are one path of rectangles that all turn the same way round, so that where they cross nothing is left out (8.5.3.3.2); wider ones
cover thinner ones.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from service.blocks.borders import STYLES, border_pt
from service.paper import Border
from service.press import strokes
from service.press.strokes import fill_color, is_black, number

HEIGHT: Final = b"H"                             # stands for the row's height; no operator in use has this letter
_DEEP_PT: Final = 12345.0                        # … and in a dashed stroke, until it is made

_Bars = dict[tuple[float, str | None], list[bytes]]         # whole width of the border, colour → rectangles


class Run(NamedTuple):
    """A level border from line to line of the grid, and how far it reaches over each end: its outer and its inner stroke."""

    x0: float
    x1: float
    border: Border
    left: tuple[float, float]
    right: tuple[float, float]


class RowInk:
    """Grows from left to right, column by column."""

    def __init__(self) -> None:
        self._fills: list[bytes] = []
        self._bars: _Bars = {}
        self._dashes: list[bytes] = []
        self._level: list[Run] = []
        self._below: list[Run] = []
        self._outer = 0                          # which stroke of a double level border is the outer one

    def fill(self, x0: float, x1: float, color: str | None) -> None:
        """The background of a cell, to the row's end."""
        if color:
            area = b"%s 0 %s -%s re f\n" % (number(x0), number(x1 - x0), HEIGHT)
            self._fills.append(area if is_black(color) else fill_color(color) + area + b"0 g\n")

    def level(self, run: Run, *, outer: int = 0) -> None:
        """A border along the row's top, below that line; it goes on with its neighbour where they are the same. `outer`: the
        stroke of a double one that lies outside, the first or the last (-1)."""
        self._outer = outer
        _go_on(self._level, run)

    def level_below(self, run: Run) -> None:
        """… along its end, above that line."""
        _go_on(self._below, run)

    def upright(self, x: float, border: Border | None, top: Border | None, *, inner: int) -> None:
        """A border of the row's height with its middle at x. `top`: it ends in a corner of the table with this border; `inner`:
        its stroke inside, the first or the last."""
        if border is None:
            return
        if _dashed(border):
            stroke = strokes.border(x, 0.0, x, -_DEEP_PT, border)
            self._dashes.append(stroke.replace(number(_DEEP_PT), HEIGHT))
            return
        bands = _bands(border)
        for band, (left, width) in enumerate(bands):
            within = len(bands) > 1 and band == inner % len(bands)
            down = _bands(top)[-1][0] if within and top is not None and is_double(top) else 0.0
            x0, x1 = number(x - border_pt(border) / 2 + left), number(x - border_pt(border) / 2 + left + width)
            if down:                             # a rectangle would need the difference to the height
                y = number(-down)
                self._bar(border, b"%s %s m %s %s l %s -%s l %s -%s l h" % (x0, y, x1, y, x1, HEIGHT, x0, HEIGHT))
            else:
                self._bar(border, b"%s 0 %s -%s re" % (x0, number(width), HEIGHT))

    def corner(self, x: float, upright: Border | None, level: Border, inner: int) -> None:
        """What of a double upright border goes on beside a double level one: its outer stroke."""
        if upright is not None and is_double(upright) and is_double(level):
            left, width = _bands(upright)[-1 if inner == 0 else 0]
            x += left - border_pt(upright) / 2
            self._bar(upright, b"%s 0 %s %s re" % (number(x), number(width), number(-border_pt(level))))

    def line(self) -> bytes:
        """The borders along the row's top alone."""
        alone = RowInk()
        for run in self._level:
            alone._levelled(run, 0.0, self._outer)
        return b"".join(alone._paths())

    def code(self) -> bytes:
        """What is drawn, in the order in which it covers: fills, then borders."""
        for run in self._level:
            self._levelled(run, 0.0, self._outer)
        drawn = self._fills + self._paths()
        self._bars, self._dashes = {}, []
        for run in self._below:
            self._levelled(run, border_pt(run.border), -1)
        if self._below:
            drawn += [b"q 1 0 0 1 0 -%s cm\n" % HEIGHT, *self._paths(), b"Q\n"]
        return b"".join(drawn)

    def _levelled(self, run: Run, y: float, outer: int) -> None:
        x0, x1, border, left, right = run
        if _dashed(border):
            middle = y - border_pt(border) / 2
            self._dashes.append(strokes.border(x0 - left[0], middle, x1 + right[0], middle, border))
            return
        bands = _bands(border)
        for band, (down, width) in enumerate(bands):
            within = int(len(bands) > 1 and band != outer % len(bands))
            begin = x0 - left[within]
            length = x1 + right[within] - begin
            self._bar(border, b"%s %s %s %s re" % (number(begin), number(y - down), number(length), number(-width)))

    def _bar(self, border: Border, area: bytes) -> None:
        key = (border_pt(border), None if is_black(border.color) else border.color)
        self._bars.setdefault(key, []).append(area)

    def _paths(self) -> list[bytes]:
        out: list[bytes] = []
        for (_, color), areas in sorted(self._bars.items(), key=lambda one: one[0][0]):
            path = b"\n".join(areas) + b" f\n"
            out.append(path if color is None else fill_color(color) + path + b"0 g\n")
        return self._dashes + out


def is_double(border: Border) -> bool:
    """Whether it is two strokes and the room between them."""
    return STYLES.get(border.style) == "double"


def _dashed(border: Border) -> bool:
    return STYLES.get(border.style) in ("dotted", "dashed")


def _go_on(runs: list[Run], run: Run) -> None:
    if runs and runs[-1].border == run.border and abs(runs[-1].x1 - run.x0) < 0.001:
        runs[-1] = runs[-1]._replace(x1=run.x1, right=run.right)
    else:
        runs.append(run)


def _bands(border: Border) -> tuple[tuple[float, float], ...]:
    """Where the strokes of a border lie across it: the distance from its first edge and the width of each."""
    whole = border_pt(border)
    return ((0.0, whole / 3), (whole * 2 / 3, whole / 3)) if is_double(border) else ((0.0, whole),)
