"""The pictures of guide and README, from those of `pictures`: `python -m tests.browser.shown DIR`, DIR as given there."""

from __future__ import annotations

import sys
from pathlib import Path

from PIL import Image

DOCS = Path(__file__).parents[2] / "docs"
GUIDE = ("nhap", "nhap-nhac", "soan", "van-ban", "van-ban-da-ky", "so", "dot-moi", "dot-ma-tran", "kiem-tra-ket-qua")
WIDTH, HEIGHT = 1440, 940                         # of what is shown, in pixels of the picture taken
SCALE = 0.75
COLOURS = 96                                      # enough for pages of text; a fifth of the bytes
MOST_BYTES = 150_000


def small(source: Path, target: Path) -> None:
    """The top of a page, small enough for a document."""
    picture = Image.open(source).convert("RGB")
    picture = picture.crop((0, 0, WIDTH, min(HEIGHT, picture.height)))
    picture = picture.resize((round(picture.width * SCALE), round(picture.height * SCALE)), Image.Resampling.LANCZOS)
    target.parent.mkdir(parents=True, exist_ok=True)
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(target, optimize=True)
    assert target.stat().st_size <= MOST_BYTES, f"{target}: {target.stat().st_size} bytes"


def main(folder: str) -> None:
    for source in sorted(Path(folder).glob(f"*-{WIDTH}.png")):
        name, language, _ = source.stem.rsplit("-", 2)
        if name in GUIDE:
            small(source, DOCS / "guide" / ("en/assets/en" if language == "en" else "assets/vi") / f"{name}.png")
        if (name, language) == ("nhap", "vi"):
            small(source, DOCS / "editor.png")


if __name__ == "__main__":
    main(*sys.argv[1:])
