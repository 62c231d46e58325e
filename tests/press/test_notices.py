"""What is said of pictures and drawings that are not printed as in the file: every time, at their place."""

from __future__ import annotations

from typing import Any

import pytest

from service.fonts import faces
from service.paper import Float, Inline, Picture, Position, Slot
from service.press.typesetter import Typesetter
from tests.html.printing import paper, paragraph

SLOT = Slot("chu_ky", "Chữ ký")
PARAGRAPH = Position("paragraph")


def at(content: Any, y: Position = PARAGRAPH) -> Float:
    return Float(content, 50, 20, Position("column"), y)


UNNAMED, EMF = Picture(b"", "image/png", 4, 3), Picture(b"", "image/x-emf", 4, 3, "Sơ đồ")


@pytest.mark.parametrize(("inline", "said"), [
    (UNNAMED, ["Hình không có mô tả cho người dùng trình đọc màn hình."]),
    (at(UNNAMED), ["Hình không có mô tả cho người dùng trình đọc màn hình."]),
    (EMF, ["Không in được hình kiểu image/x-emf: chỗ của hình để trống."]),
    (at(EMF), ["Không in được hình kiểu image/x-emf: chỗ của hình để trống."]),
    (at(SLOT, Position("line", 0, "center")), ["Vị trí dọc của hình được tính từ đầu đoạn."]),
    (at(SLOT, Position("page", 0, "center")), []),
    (at(UNNAMED, Position("paragraph", 0, "top")), ["Vị trí dọc của hình được tính từ đầu đoạn.",
                                                              "Hình không có mô tả cho người dùng trình đọc màn hình."]),
    (Picture(b"", "image/png", 4, 3, "Biểu trưng"), []),
    (Picture(b"", "image/png", 4, 3, decorative=True), []),
])  # fmt: skip
def test_what_is_not_printed_as_in_the_file_is_said(inline: Inline, said: list[str]) -> None:
    one = paragraph("Hình 1: ", inline, place="đoạn 4")
    for again in (Typesetter(paper(), faces()), Typesetter(paper(), faces())):   # also of a paragraph that was set before
        again.paragraph(one, 300)
        assert [str(found.problem) for found in again.constructs] == [f"đoạn 4: {words}" for words in said]
        assert all(found.lost == ("image/x-emf" in str(found.problem)) for found in again.constructs)
