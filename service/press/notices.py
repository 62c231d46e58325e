"""What the print says of pictures and drawings: what it cannot show, or shows only nearly."""

from __future__ import annotations

from collections.abc import Iterator

from service.errors import Problem, problem
from service.paper import Float, Picture
from service.press.pictures import drawable


def notices(inline: Picture | Float, place: str) -> Iterator[tuple[str, Problem, bool]]:
    """What is to be reported of it at this place: the construct, what is said, and whether something is lost. Text boxes speak
    for the paragraphs in them when they are set."""
    if isinstance(inline, Float):
        if inline.y.align and inline.y.reference not in ("page", "margin"):
            yield "wp:align", problem("drawing-align", "Vị trí dọc của hình được tính từ đầu đoạn.", place=place), False
        if not isinstance(inline.content, Picture):
            return
        inline = inline.content
    if not drawable(inline):
        kind = inline.media_type
        yield (
            "pic:pic",
            problem("picture-kind", "Không in được hình kiểu {kieu}: chỗ của hình để trống.", place=place, kieu=kind),
            True,
        )
    elif not inline.decorative and not inline.alt.strip():
        yield (
            "wp:docPr",
            problem("picture-unnamed", "Hình không có mô tả cho người dùng trình đọc màn hình.", place=place),
            False,
        )
