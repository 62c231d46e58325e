"""What an image with transparency consists of: how much of its ink is blue, red, white; whether its border is clear."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PIL import Image

_LOOKED_AT_PX: Final = 400                       # longer side of the copy that is looked at
_CLEAR_ALPHA: Final = 8                          # of 255
_INK_ALPHA: Final = 24
_LEAST_CHROMA: Final = 26                        # of 255, between the strongest and the weakest of red, green and blue; black
_LEAST_SATURATION: Final = 0.18                  # from a scanner has 10 and less, the darkest blue ink 35
_WHITE_FROM: Final = 225                         # all three at least so: paper
_BLUE: Final = (180.0, 275.0)                    # hue in degrees: from greenish to violet blue
_RED: Final = (325.0, 28.0)                      # through 0: from crimson to the orange red of stamp pads
_LEAST_RED: Final = 128                          # of 255: darker is brown


@dataclass(frozen=True, slots=True)
class Shares:
    """`clear_border`: of the outermost pixels. `white`: of what is opaque. `blue`, `red`: of what is neither clear nor white."""

    clear_border: float
    white: float
    blue: float
    red: float


def shares(picture: Image.Image) -> Shares:
    """RGBA → shares, each pixel with the weight of its opacity."""
    small = _small(picture)
    white = blue = red = other = 0
    data = small.tobytes()
    for r, g, b, a in zip(data[::4], data[1::4], data[2::4], data[3::4], strict=True):
        if a < _INK_ALPHA:
            continue
        if min(r, g, b) >= _WHITE_FROM:
            white += a
            continue
        hue = _hue(r, g, b)
        if hue is None:
            other += a
        elif _BLUE[0] <= hue <= _BLUE[1]:
            blue += a
        elif (hue >= _RED[0] or hue <= _RED[1]) and r >= _LEAST_RED:
            red += a
        else:
            other += a
    ink = blue + red + other
    return Shares(_clear_border(picture.getchannel("A")), white / max(white + ink, 1), blue / max(ink, 1), red / max(ink, 1))


def _hue(red: int, green: int, blue: int) -> float | None:
    """In degrees; None: black, grey, or too dull to tell."""
    most, least = max(red, green, blue), min(red, green, blue)
    chroma = most - least
    if chroma < _LEAST_CHROMA or chroma < _LEAST_SATURATION * most:
        return None
    if most == red:
        return 60 * ((green - blue) / chroma) % 360
    return 60 * ((blue - red) / chroma + 2) if most == green else 60 * ((red - green) / chroma + 4)


def _small(picture: Image.Image) -> Image.Image:
    """A copy that is quick to look at. Pillow weighs by opacity, so that clear pixels lend no colour to their neighbours."""
    factor = -(-max(picture.size) // _LOOKED_AT_PX)
    return picture.reduce(factor) if factor > 1 else picture


def _clear_border(alpha: Image.Image) -> float:
    wide, high = alpha.size
    edges = (0, 0, wide, 1), (0, high - 1, wide, high), (0, 0, 1, high), (wide - 1, 0, wide, high)
    border = b"".join(alpha.crop(edge).tobytes() for edge in edges)
    return sum(one < _CLEAR_ALPHA for one in border) / len(border)
