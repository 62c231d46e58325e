"""Signs that no face has: a stranger's bullets and boxes are drawn by the nearest ones, and this is said."""

from __future__ import annotations

import pytest

from service.errors import FontFault
from service.fonts import faces
from service.lines.ruler import Ruler
from service.lines.signs import NEAREST
from service.paper import TextStyle

STYLE = TextStyle(size_pt=14.0)


def test_every_nearest_sign_is_in_some_face_and_stands_for_signs_that_none_has() -> None:
    face = faces().find("Times New Roman").face
    for char, near in NEAREST.items():
        assert not face.missing(near) or faces().with_glyph(near, face), near
        assert face.missing(char)
        assert faces().with_glyph(char, face) is None, char


@pytest.mark.parametrize(
    ("text", "drawn"),
    [("➢", "►"), ("✓ đạt", "√ đạt"), ("☐ Có ☒ Không", "□ Có ■ Không"), ("❖", "♦"), ("A ⇒ B", "A → B"), ("Bước ①", "Bước ①")],
)
def test_a_stranger_gets_the_nearest_sign_and_is_told(text: str, drawn: str) -> None:
    ruler = Ruler(faces(), foreign=True)
    pieces = ruler.pieces(text, STYLE, "đoạn 1")
    assert "".join(piece for piece, _ in pieces) == drawn
    assert not any(shape.face.missing(piece) for piece, shape in pieces)
    assert {said.code for said in ruler.borrowed.values()} == {"glyph-borrowed" if text == drawn else "glyph-near"}
    ruler.raise_faults()


@pytest.mark.parametrize(("text", "foreign"), [("➢", False), ("微", True), ("☎", True)])
def test_any_other_stays_a_fault(text: str, foreign: bool) -> None:
    ruler = Ruler(faces(), foreign=foreign)
    ruler.pieces(text, STYLE, "đoạn 1")
    with pytest.raises(FontFault):
        ruler.raise_faults()
