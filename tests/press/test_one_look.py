"""Text of one look is broken, set and drawn in one go: as what is broken atom by atom and set piece by piece."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.blocks.tree import Node
from service.fonts import faces
from service.lines import Ruler
from service.lines.atoms import atoms
from service.lines.fill import fill_atoms, joined
from service.paper import Border, Borders, Break, Inline, Label, Paragraph, ParagraphFormat, Tab, Text, TextStyle
from service.press.drawing import Canvas
from service.press.looks import look
from service.press.one_look import Looks
from service.press.paragraphs import Column, Manner, set_paragraph, spread
from service.press.setting import SetParagraph, Words
from tests.html.printing import BOLD, STYLE, paragraph
from tests.press.reader import Letter, letters, of_line

LAW = "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015; Luật sửa đổi, bổ sung một số điều của Luật Tổ chức"
PARTS = [
    *(" ", " ", " ", " ", "  ", "Ủy", "ban", "nhân", "dân", "30/2020/NĐ-CP", "-", "-5", "2021–2025", "a-", "\u00a0", "\u200b"),
    *("a) ", "- ", "m\u0300", "m" * 12, "“", "”;", "1.000.000", "Ω", "tỉnh Hà Nam và các xã ", LAW, LAW),
]
STYLES = [
    STYLE, STYLE, replace(STYLE, size_pt=13.0, bold=True, color="C00000"), replace(STYLE, kern=True, spacing_pt=-0.4),
    replace(STYLE, spacing_pt=1.0, scale=0.9), TextStyle("Arial", 11.0, ligatures=True),
]  # fmt: skip
FRAME = Borders(top=Border(), left=Border(space_pt=4.0))
forms = st.builds(
    ParagraphFormat,
    alignment=st.sampled_from(["left", "justify", "justify", "center", "right", "distribute"]),
    left_pt=st.sampled_from([0.0, 18.0, -9.0]),
    right_pt=st.sampled_from([0.0, 5.0]),
    first_line_pt=st.sampled_from([0.0, 28.35, -18.0]),
    line=st.sampled_from([1.0, 1.5, 0.8]),
    borders=st.sampled_from([Borders(), Borders(), FRAME]),
)
widths = st.sampled_from([450.0, 200.0, 90.0, 40.0, 12.0])
UNLIKE: dict[str, Any] = {
    "strips": (), "text": None, "whole": b"", "head": b"", "drawn": {}, "alike": None, "words": "", "reach_pt": None,
}  # fmt: skip
_OBJECT = re.compile(rb"/(\w+)<</MCID (\d+)>>BDC\nBT\n(\S+) (\S+) Td\n(.*?)\nET", re.DOTALL)


def both(value: Paragraph, width: float, label: int, *, squeeze: bool) -> tuple[SetParagraph | None, SetParagraph]:
    """The paragraph in one go, and as any paragraph."""
    ruler, form = Ruler(faces()), value.format
    quick = Looks(squeeze=squeeze).paragraph(value, ruler, width, label)
    lines = fill_atoms(
        atoms(joined(value.inlines), ruler, ""), form, ruler, width, squeeze and form.alignment == "justify", 36.0, None, 0.0
    )
    return quick, set_paragraph(value, lines, Manner(ruler, look, expands=False), Column(width, 0.0, label))


def near(one: list[Letter], other: list[Letter]) -> bool:
    """The same letters, at the same places but for the rounding of what stands between them."""
    looks = [[(a.text, a.face, a.size, a.color, a.scale) for a in some] for some in (one, other)]
    assert looks[0] == looks[1]
    return all(abs(a.x - b.x) < 0.05 and abs(a.y - b.y) < 0.01 for a, b in zip(one, other, strict=True))


def drawn(found: SetParagraph, start: int, stop: int, *, apart: bool = False) -> list[tuple[bytes, int, list[Letter]]]:
    """Lines of it on a page: each of its marks, and the letters under it."""
    canvas = Canvas(800.0)
    canvas.words(Words(50.0, 60.0, found, start, stop, Node("P", None)), b"", apart=apart)
    content = canvas.content()
    assert content.count(b"BT") == canvas.count
    return [
        (tag, int(mark), letters(code, float(x), float(y))) for tag, mark, x, y, code in _OBJECT.findall(content)
    ]


def same(whole: SetParagraph, slow: SetParagraph) -> None:
    quick = spread(whole)
    assert len(whole.strips) == len(quick.strips) == len(slow.strips)
    for at, (mine, theirs) in enumerate(zip(quick.strips, slow.strips, strict=True)):
        assert mine._replace(shows=()) == theirs._replace(shows=())
        assert [show.tag for show in mine.shows] == [show.tag for show in theirs.shows]
        for show, other in zip(mine.shows, theirs.shows, strict=True):
            assert show[:2] == pytest.approx(other[:2], abs=1e-6)
        assert near(of_line(quick, at), of_line(slow, at))
    assert quick.bottoms_pt == pytest.approx(slow.bottoms_pt)
    assert (quick.text is None) == (slow.text is None)
    for found in (whole, quick):
        assert found._replace(**UNLIKE) == slow._replace(**UNLIKE)
        if slow.reach_pt is not None:            # that of all texts of this look and width
            assert found.reach_pt is not None
            assert found.reach_pt[0] <= slow.reach_pt[0] + 0.01
            assert found.reach_pt[1] >= slow.reach_pt[1] - 0.01
    assert [strip._replace(shows=()) for strip in whole.strips] == [strip._replace(shows=()) for strip in slow.strips]
    for start, stop in {(0, len(quick.strips)), (0, 1), (len(quick.strips) // 2, len(quick.strips))}:
        for apart in (False, True):
            pairs = zip(drawn(whole, start, stop, apart=apart), drawn(slow, start, stop, apart=apart), strict=True)
            assert all(mine[:2] == theirs[:2] and near(mine[2], theirs[2]) for mine, theirs in pairs)


@settings(max_examples=250, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(PARTS), min_size=1, max_size=12).map("".join), st.sampled_from(STYLES), forms, widths,
       st.sampled_from([0, 0, 2, 3, 8]), st.booleans())  # fmt: skip
def test_any_text_is_set_alike(
    text: str, style: TextStyle, form: ParagraphFormat, width: float, label: int, squeeze: bool
) -> None:
    value = Paragraph((Text(text, style),), form, STYLE)
    quick, slow = both(value, width, label, squeeze=squeeze)
    if quick is not None:
        same(quick, slow)


@pytest.mark.parametrize("label", [0, 3])
@pytest.mark.parametrize("text", [LAW, f"a) {LAW}", f"1. Nghị định số 30/2020/NĐ-CP, {LAW}", "a) hai  blank " + LAW, "Ngắn thôi"])
def test_prose_is_set_in_one_go(text: str, label: int) -> None:
    """In columns as narrow as the longest word, squeezed lines among them."""
    squeezed = 0
    for width in range(80, 480, 7):
        value = paragraph(text, alignment="justify", first_line_pt=28.35)
        quick, slow = both(value, float(width), label, squeeze=True)
        assert quick is not None
        same(quick, slow)
        squeezed += any(b">9" in show.code or b">1" in show.code for strip in spread(quick).strips for show in strip.shows)
    assert squeezed or text == "Ngắn thôi"


def test_a_text_that_a_file_cut_in_two_is_one() -> None:
    whole, cut = paragraph(LAW), paragraph(LAW[:31], LAW[31:50], LAW[50:])
    found = Looks(squeeze=False)
    one, other = (found.paragraph(value, Ruler(faces()), 200.0, 0) for value in (whole, replace(cut, format=whole.format)))
    assert one is not None
    assert one == other


@pytest.mark.parametrize(
    "content",
    [
        (),
        ("",),
        ("a ", Text("b", BOLD)),
        ("a", Tab(STYLE)),
        ("a", Break("line", STYLE), "b"),
        (Text("xem", STYLE, "https://thuvienphapluat.vn"),),
        ("một\u00a0 hai",),
        ("chữ 漢",),
        ("m" * 90,),
        *((Text("a b", replace(STYLE, **more)),) for more in (  # type: ignore[arg-type]  # of a style, by name
            {"caps": "small"}, {"script": "super"}, {"raise_pt": 2.0}, {"underline": "single"}, {"strike": True},
            {"highlight": "yellow"},
        )),
    ],
)  # fmt: skip
def test_what_is_more_than_text_of_one_look_is_left(content: tuple[str | Inline, ...]) -> None:
    assert Looks(squeeze=False).paragraph(paragraph(*content), Ruler(faces()), 100.0, 0) is None


def test_a_label_of_its_own_and_one_that_is_all_are_left() -> None:
    found, ruler = Looks(squeeze=False), Ruler(faces())
    assert found.paragraph(replace(paragraph("a"), label=Label("1.", STYLE)), ruler, 100.0, 0) is None
    assert found.paragraph(paragraph("a)"), ruler, 100.0, 2) is None


def test_a_font_that_stands_for_another_is_named_each_time() -> None:
    found, value = Looks(squeeze=False), paragraph("Chữ", style=replace(STYLE, family="Cambria"))
    for _ in range(2):
        ruler = Ruler(faces())
        assert found.paragraph(value, ruler, 100.0, 0) is not None
        assert list(ruler.substituted) == ["Cambria"]
