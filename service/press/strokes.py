"""Numbers, colours, rectangles and strokes → operators of a content stream (ISO 32000-1, 8.4 and 8.5).

Lengths are points, y counts up. Every piece leaves black as colour, a whole line as dash, and every other state as it was: pieces
follow each other in any order, and text between them needs to set nothing.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final, Literal

from service.blocks.borders import STYLES, border_pt
from service.paper import Border

Pattern = Literal["solid", "double", "dotted", "dashed"]

_DOT: Final = 1.0  # of a dashed line: dots and the room between them, in widths of the line
_DASH: Final = 3.0


def number(value: float) -> bytes:
    """A number with at most three decimals."""
    text = (b"%.3f" % value).rstrip(b"0").rstrip(b".")
    return b"0" if text == b"-0" else text


@lru_cache(maxsize=1024)
def _parts(color: str) -> bytes:
    return b" ".join(number(int(color[at : at + 2], 16) / 255) for at in (0, 2, 4))


def is_black(color: str | None) -> bool:
    """Whether nothing needs to be said: automatic is black."""
    return color is None or color == "000000"


def fill_color(color: str | None) -> bytes:
    """The operator that makes `RRGGBB` (or automatic: black) the colour of fills and text."""
    return b"0 g " if color is None or color == "000000" else _parts(color) + b" rg "


def stroke_color(color: str | None) -> bytes:
    """… of strokes."""
    return b"0 G " if color is None or color == "000000" else _parts(color) + b" RG "


def rectangle(x: float, y: float, width: float, height: float, color: str | None = None) -> bytes:
    """A filled rectangle; (x, y) is its lower left corner."""
    area = b"%s %s %s %s re f\n" % (number(x), number(y), number(width), number(height))
    return area if is_black(color) else fill_color(color) + area + b"0 g\n"


def line(
    x0: float, y0: float, x1: float, y1: float, width: float, color: str | None = None, pattern: Pattern = "solid"
) -> bytes:
    """A straight stroke from (x0, y0) to (x1, y1), `width` thick. Of a double one `width` is the whole: two strokes and the
    room between them, each a third."""
    if pattern == "double" and x0 != x1 and y0 != y1:
        pattern = "solid"  # a slanting double line: one stroke of its width
    if x0 == x1 or y0 == y1:
        if pattern == "solid":
            return _bar(x0, y0, x1, y1, width, color)
        if pattern == "double":
            third, across = width / 3, x0 == x1
            shift = (third, 0.0) if across else (0.0, third)
            return b"".join(
                _bar(x0 + side * shift[0], y0 + side * shift[1], x1 + side * shift[0], y1 + side * shift[1], third, color)
                for side in (-1, 1)
            )
    dash = {"dotted": (_DOT, _DOT), "dashed": (_DASH, _DASH)}.get(pattern)
    pieces = b"[%s %s] 0 d " % tuple(number(width * part) for part in dash) if dash else b""
    path = b"%s %s m %s %s l S" % (number(x0), number(y0), number(x1), number(y1))
    return b"q %s w %s%s%s Q\n" % (number(width), pieces, stroke_color(color), path)


def _bar(x0: float, y0: float, x1: float, y1: float, width: float, color: str | None) -> bytes:
    """A level or upright stroke as a rectangle: it has the same edges in every viewer."""
    if y0 == y1:
        return rectangle(min(x0, x1), y0 - width / 2, abs(x1 - x0), width, color)
    return rectangle(x0 - width / 2, min(y0, y1), width, abs(y1 - y0), color)


def border(x0: float, y0: float, x1: float, y1: float, side: Border) -> bytes:
    """A border along its middle line, level or upright, in its style and whole width."""
    pattern = STYLES.get(side.style, "solid")
    known: Pattern = "solid"
    if pattern == "double" or pattern == "dotted" or pattern == "dashed":
        known = pattern  # type: ignore[assignment]  # one of the three
    return line(x0, y0, x1, y1, border_pt(side), side.color, known)
