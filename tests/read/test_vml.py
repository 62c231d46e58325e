"""Pictures, drawn lines and text boxes in VML."""

from __future__ import annotations

import pytest

from service.paper import Border, Box, Float, Picture, Position, Rule
from tests.read.drawn import p, png
from tests.read.test_drawings import drawn

STYLE = "position:absolute;margin-left:10pt;margin-top:-5pt;width:100pt;height:50pt;z-index:-1"


@pytest.mark.parametrize(
    ("shape", "expected"),
    [
        (
            '<v:line style="position:absolute" from="10pt,2pt" to="110pt,2pt" strokeweight="1pt"/>',
            (Rule(100.0, 0.0, 1.0), Position("column", 10.0), Position("paragraph", 2.0)),
        ),
        (
            '<v:line style="position:absolute" from="0,20pt" to="10pt,0" strokecolor="red"/>',
            (Rule(10.0, 20.0, 0.75, "FF0000", "solid", True), Position("column"), Position("paragraph")),
        ),
        (
            '<v:shape type="#_x0000_t32" style="position:absolute;margin-left:10pt;margin-top:3pt;width:100pt;height:0"/>',
            (Rule(100.0, 0.0, 0.75), Position("column", 10.0), Position("paragraph", 3.0)),
        ),
        (
            '<v:line style="position:absolute;mso-position-horizontal:center;mso-position-horizontal-relative:margin" '
            'from="0,0" to="90pt,0"/>',
            (Rule(90.0, 0.0, 0.75), Position("margin", 0.0, "center"), Position("paragraph")),
        ),
    ],
)
def test_vml_lines_are_rules(shape: str, expected: tuple[Rule, Position, Position]) -> None:
    found = drawn(f"<w:r><w:pict>{shape}</w:pict></w:r>")[0]
    assert isinstance(found, Float)
    assert (found.content, found.x, found.y) == expected


def test_vml_pictures_and_text_boxes_are_read() -> None:
    image = f'<v:shape type="#_x0000_t75" style="{STYLE}"><v:imagedata r:id="rImage1"/></v:shape>'
    box = (
        f'<v:rect style="{STYLE}" fillcolor="#fff" strokeweight="1.5pt"><v:textbox inset="1mm,1mm,1mm,1mm">'
        f'<w:txbxContent>{p("KHẨN")}'
        '</w:txbxContent></v:textbox><w10:wrap type="square"/></v:rect>'
    )
    found = [i for i in drawn(f"<w:r><w:pict>{image}</w:pict></w:r><w:r><w:pict>{box}</w:pict></w:r>") if isinstance(i, Float)]
    assert isinstance(found[0].content, Picture)
    assert (found[0].content.width_pt, found[0].behind, found[0].wrap) == (100.0, True, "none")
    content = found[1].content
    assert isinstance(content, Box)
    assert (content.border, content.fill, found[1].wrap) == (Border("single", 1.5), "FFFFFF", "square")
    assert content.inset_pt == pytest.approx((2.8346, 2.8346, 2.8346, 2.8346), abs=1e-3)


def test_a_picture_of_the_line_in_vml_is_a_picture() -> None:
    shape = '<v:shape type="#_x0000_t75" style="width:100pt;height:50pt"><v:imagedata r:id="rImage1"/></v:shape>'
    assert drawn(f"<w:r><w:pict>{shape}</w:pict></w:r>") == [Picture(png(), "image/png", 100.0, 50.0)]
