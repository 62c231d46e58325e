"""What the print says of a paragraph's pictures and drawings: what it cannot show, or shows only nearly."""

from __future__ import annotations

from collections.abc import Iterator

from service.errors import problem
from service.paper import Construct, Float, Inline, Picture
from service.press.pictures import drawable


def notices(inlines: tuple[Inline, ...], place: str) -> Iterator[Construct]:
    """The constructs of one paragraph, at its place; text boxes speak for the paragraphs in them when they are set."""
    for inline in inlines:
        if isinstance(inline, Picture):
            yield from _picture(inline, place)
        elif isinstance(inline, Float):
            if isinstance(inline.content, Picture):
                yield from _picture(inline.content, place)
            if inline.y.align and inline.y.reference not in ("page", "margin"):
                yield Construct(
                    "wp:align",
                    problem("drawing-align", "Vị trí dọc của hình được tính từ đầu đoạn.", place=place),
                    lost=False,
                )


def _picture(picture: Picture, place: str) -> Iterator[Construct]:
    if not drawable(picture):
        kind = problem(
            "picture-kind", "Không in được hình kiểu {kieu}: chỗ của hình để trống.", place=place, kieu=picture.media_type
        )
        yield Construct("pic:pic", kind, lost=True)
    elif not picture.decorative and not picture.alt.strip():
        yield Construct(
            "wp:docPr",
            problem("picture-unnamed", "Hình không có mô tả cho người dùng trình đọc màn hình.", place=place),
            lost=False,
        )
