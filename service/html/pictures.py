"""Raster pictures → `<img>`. What cannot be drawn is reported and leaves its room."""

from __future__ import annotations

from html import escape
from typing import Final

from service.errors import problem
from service.html.sheet import Sheet, pt
from service.paper import Picture

_SUFFIXES: Final = {
    "image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/webp": "webp", "image/bmp": "bmp", "image/tiff": "tif",
}  # fmt: skip
_UNNAMED: Final = "Hình không có mô tả"  # a reader of tagged PDF hears at least that there is a picture


def markup(picture: Picture, sheet: Sheet, place: str) -> str:
    """An image of its size in the document."""
    size = f"width:{pt(picture.width_pt)};height:{pt(picture.height_pt)}"
    suffix = _SUFFIXES.get(picture.media_type)
    if suffix is None:
        sheet.report(
            "pic:pic",
            problem(
                "picture-kind", "Không in được hình kiểu {kieu}: chỗ của hình để trống.", place=place, kieu=picture.media_type
            ),
            lost=True,
        )
        return f'<b style="{size}"></b>'
    alt = " ".join(picture.alt.split())
    if not alt and not picture.decorative:
        sheet.report(
            "wp:docPr",
            problem("picture-unnamed", "Hình không có mô tả cho người dùng trình đọc màn hình.", place=place),
            lost=False,
        )
    tagged = ' data-tag="Artifact"' if picture.decorative else ""
    return f'<img src="{sheet.asset(picture.data, suffix)}" alt="{escape(alt or _UNNAMED)}"{tagged} style="{size}"/>'
