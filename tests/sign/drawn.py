"""Images as offices have them, drawn with Pillow: a handwritten signature, a round seal; ink and mistakes by argument."""

from __future__ import annotations

import io
import math
import random
from functools import cache

from PIL import Image, ImageChops, ImageDraw, ImageFilter

Colour = tuple[int, int, int]
BLUE: Colour = (28, 52, 160)
RED: Colour = (206, 32, 41)


@cache
def signature(colour: Colour = BLUE, wide: int = 900, high: int = 420, *, margin: int = 40, noise: int = 12) -> Image.Image:
    """A pen's line with loops and a stroke below, thicker downwards, of uneven ink."""
    dice = random.Random(7)
    picture = Image.new("RGBA", (wide, high), (*colour, 0))
    ink = ImageDraw.Draw(picture)
    before = None
    for step in range(1400):
        t = step / 1400
        x = margin + 12 + (wide - 2 * margin - 24) * (t + 0.06 * math.sin(t * 44))
        swing = 0.75 * math.sin(t * 31) * (1 - 0.6 * t) + 0.2 * math.sin(t * 87)
        y = high * (0.48 - 0.10 * t) + (high / 2 - margin - 20) * swing
        if before:
            width = 3 + 3 * (y > before[1])
            shade = dice.randint(-noise, noise)
            ink.line([*before, x, y], (*(min(max(c + shade, 0), 255) for c in colour), 255), width)
        before = (x, y)
    ink.line([margin + 60, high - margin - 30, wide - margin - 80, high - margin - 62], (*colour, 255), 5)
    alpha = picture.getchannel("A").filter(ImageFilter.GaussianBlur(0.8))
    picture.putalpha(alpha)
    return picture


@cache
def seal(colour: Colour = RED, side: int = 850, *, margin: int = 0, ground: tuple[int, int, int, int] = (255, 255, 255, 0),
         noise: int = 20) -> Image.Image:
    """Two rings, a star, spokes where letters would stand; the pad's ink is uneven."""
    dice = random.Random(11)
    picture = Image.new("RGBA", (side, side), (*colour, 0))
    ink = ImageDraw.Draw(picture)
    middle, radius = side / 2, side / 2 - margin
    for share, width in ((1.0, 0.035), (0.68, 0.015)):
        r = radius * share
        ink.ellipse([middle - r, middle - r, middle + r, middle + r], outline=(*colour, 255), width=max(round(radius * width), 2))
    for spoke in range(46):
        angle = math.pi * (0.78 + spoke / 46 * 1.44)
        near, far = radius * 0.74, radius * (0.88 + 0.04 * (spoke % 3))
        ink.line([middle + near * math.cos(angle), middle + near * math.sin(angle), middle + far * math.cos(angle),
                  middle + far * math.sin(angle)], (*colour, 255), max(round(radius * 0.02), 2))
    star = [(middle + radius * (0.34 if n % 2 == 0 else 0.14) * math.sin(math.pi * n / 5),
             middle - radius * (0.34 if n % 2 == 0 else 0.14) * math.cos(math.pi * n / 5)) for n in range(10)]
    ink.polygon(star, (*colour, 255))
    grain = Image.frombytes("L", picture.size, dice.randbytes(side * side))
    grain = grain.point([255 - 6 * noise * n // 255 for n in range(256)])
    picture.putalpha(ImageChops.multiply(picture.getchannel("A"), grain.filter(ImageFilter.GaussianBlur(1.2))))
    if not ground[3]:
        return picture
    under = Image.new("RGBA", picture.size, (*ground[:3], 0))
    ImageDraw.Draw(under).ellipse([margin, margin, side - margin, side - margin], fill=ground)
    return Image.alpha_composite(under, picture)


def scanned(picture: Image.Image, quality: int = 60) -> Image.Image:
    """Put on paper, saved as JPEG, the paper made transparent again by a program: with fringes, as most offices do it."""
    paper = Image.new("RGBA", picture.size, (252, 251, 247, 255))
    out = io.BytesIO()
    Image.alpha_composite(paper, picture).convert("RGB").save(out, "JPEG", quality=quality)
    flat = Image.open(out).convert("RGB")
    darkest = ImageChops.darker(ImageChops.darker(*flat.split()[:2]), flat.getchannel("B"))
    flat.putalpha(darkest.point([255 if level < 150 else max(0, round((238 - level) * 2.9)) for level in range(256)]))
    return flat


def png(picture: Image.Image, dpi: float | tuple[float, float] | None = None, **more: object) -> bytes:
    out = io.BytesIO()
    if dpi is not None:
        more["dpi"] = dpi if isinstance(dpi, tuple) else (dpi, dpi)
    picture.save(out, "PNG", **more)
    return out.getvalue()


def on(picture: Image.Image, colour: tuple[int, int, int, int]) -> Image.Image:
    return Image.alpha_composite(Image.new("RGBA", picture.size, colour), picture)
