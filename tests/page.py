"""The picture of the README: page 1 of the plan that `make demo` wrote, framed: `python -m tests.page`."""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageOps

ROOT = Path(__file__).parents[1]
GREYS = 16


def main() -> None:
    page = Image.open(ROOT / "out/ke_hoach_phong_trao.png").convert("L")
    framed = ImageOps.expand(page, border=1, fill=160)
    framed.quantize(GREYS).save(ROOT / "docs/page.png", optimize=True)


if __name__ == "__main__":
    main()
