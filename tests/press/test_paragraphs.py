"""Paragraphs, set: heights of lines, text as one object, numbers of pages, frames."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from service.fonts import faces
from service.paper import (
    Border,
    Borders,
    Break,
    Field,
    Float,
    Inline,
    Label,
    Paper,
    Picture,
    Position,
    Rule,
    Tab,
    TabStop,
    Text,
    TextStyle,
)
from service.press.paragraphs import spread, text_of
from service.press.setting import SetParagraph, Words
from service.press.typesetter import Typesetter
from tests.html.printing import BOLD, STYLE, paragraph
from tests.press.reader import letters, of_line, words

ABOVE_EM, NATURAL_EM = 0.93359375, 1.14990234375             # Liberation Serif: first baseline, height of a line
SUPER = replace(STYLE, script="super")
BIG = replace(STYLE, size_pt=20.0)
ARIAL = replace(STYLE, family="Arial")
LINES = "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015; Luật sửa đổi, bổ sung một số điều"


def set_(
    *content: str | Inline, width: float = 400.0, label: Label | None = None, mark: TextStyle = STYLE, **form: Any
) -> SetParagraph:
    value = replace(paragraph(*content, **form), mark=mark, label=label)
    return spread(Typesetter(Paper(()), faces()).paragraph(value, width))


# ---------------------------------------------------------------- heights

@pytest.mark.parametrize(
    ("content", "form", "height", "baseline", "hang"),
    [
        (("Một",), {}, 16.1, ABOVE_EM * 14, 0.0),
        (("Một",), {"line": 1.5}, 24.15, ABOVE_EM * 14, 24.15 - NATURAL_EM * 14),
        (("Một",), {"line": 0.8}, 12.85, ABOVE_EM * 14 * 0.8, 0.0),
        (("Một",), {"line": 20.0, "line_rule": "exact"}, 20.0, 16.0, 0.0),
        (("Một",), {"line": 20.0, "line_rule": "at_least"}, 20.0, 20 - (NATURAL_EM - ABOVE_EM) * 14, 0.0),
        (("Một",), {"line": 12.0, "line_rule": "at_least"}, NATURAL_EM * 14, ABOVE_EM * 14, 0.0),
        (("Một ", Text("hai", BIG)), {}, 23.0, ABOVE_EM * 20, 0.0),
        (("Một ", Text("hai", BIG)), {"line": 24.0, "line_rule": "at_least"}, 24.0, 24 - (NATURAL_EM - ABOVE_EM) * 20, 0.0),
        (("Một", Text("2", replace(BIG, script="super"))), {}, 16.1, ABOVE_EM * 14, 0.0),
        (("Một", Text("2", replace(STYLE, raise_pt=6.0))), {}, 22.1, ABOVE_EM * 14 + 6, 0.0),
        (("Một", Text("2", replace(STYLE, raise_pt=-6.0))), {}, 22.1, ABOVE_EM * 14, 0.0),
        (("Một", Picture(b"", "image/png", 30.0, 50.0)), {}, 50 + 16.1 - ABOVE_EM * 14, 50.0, 0.0),
        ((Picture(b"", "image/png", 30.0, 5.0),), {}, 16.1, ABOVE_EM * 14, 0.0),
        ((Text("2", SUPER),), {}, 16.1, ABOVE_EM * 14, 0.0),
        ((), {}, 16.1, ABOVE_EM * 14, 0.0),
    ],
    ids=["single", "multiple", "below one", "exact", "at least", "at least, higher", "two sizes", "two sizes, at least",
         "superscript", "raised", "lowered", "picture", "small picture", "superscript alone", "empty"],
)  # fmt: skip
def test_height_and_baseline(content: tuple[str | Inline, ...], form: dict[str, Any], height: float, baseline: float,
                             hang: float) -> None:
    strip = set_(*content, **form).strips[0]
    assert (strip.height_pt, strip.baseline_pt, strip.hang_pt) == pytest.approx((height, baseline, hang), abs=0.005)


def test_a_line_of_two_faces_is_as_high_and_as_deep_as_either() -> None:
    serif, sans = (faces().find(name).face for name in ("Times New Roman", "Arial"))
    strip = set_("Times ", Text("Arial", ARIAL)).strips[0]
    above = max(face.ascent_em + face.line_gap_em for face in (serif, sans)) * 14
    below = max(face.descent_em for face in (serif, sans)) * 14
    assert above + below > serif.natural_em * 14 + 0.05
    assert (strip.baseline_pt, strip.height_pt) == pytest.approx((above, above + below), abs=0.03)


def test_an_empty_paragraph_whose_mark_is_superscript_is_of_full_height() -> None:
    """word.md rule 8."""
    assert set_(mark=SUPER).strips[0].height_pt == pytest.approx(16.1)
    assert set_(mark=BIG).strips[0].height_pt == pytest.approx(23.0)


def test_an_empty_line_is_as_high_as_the_break_that_ends_it() -> None:
    found = set_("Một", Break("line", STYLE), Break("line", BIG), Break("line", SUPER), mark=BIG)
    assert [strip.height_pt for strip in found.strips] == pytest.approx([16.1, 23.0, 16.1, 23.0])


@pytest.mark.parametrize(
    ("form", "more"),
    [
        ({}, 0.93),
        ({"line": 1.5}, 0.93),
        ({"line": 15.0, "line_rule": "exact"}, 0.0),
        ({"line": 30.0, "line_rule": "at_least"}, 0.0),
    ],
    ids=["single", "multiple", "exact", "at least"],
)
def test_a_symbol_bullet_makes_its_line_higher(form: dict[str, Any], more: float) -> None:
    """word.md R4: about + 0.93 pt at 13 pt, not multiplied by the line spacing."""
    small = replace(STYLE, size_pt=13.0)
    text = Text(LINES, small)
    plain = set_(text, label=Label("•", small), mark=small, **form)
    bullet = set_(text, label=Label("•", replace(small, family="Symbol"), bullet=True), mark=small, **form)
    assert bullet.strips[0].height_pt - plain.strips[0].height_pt == pytest.approx(more, abs=0.02)
    assert bullet.strips[0].baseline_pt - plain.strips[0].baseline_pt == pytest.approx(more, abs=0.02)
    assert bullet.strips[1].height_pt == plain.strips[1].height_pt


# ---------------------------------------------------------------- one text object

@pytest.mark.parametrize("alignment", ["justify", "center"])
@pytest.mark.parametrize(
    "content",
    [
        (LINES,),
        ("Một ", Text("hai đậm", BOLD), LINES),
        (Break("line", STYLE), "Một", Break("line", STYLE), Break("line", BIG), LINES),
        ("Một", Text(" đỏ", replace(STYLE, color="FF0000")), Break("line", STYLE), Tab(STYLE), "hai", Break("line", STYLE)),
    ],
    ids=["one look", "two looks", "empty lines", "tab, colour"],
)
def test_lines_as_one_text_object(content: tuple[str | Inline, ...], alignment: str) -> None:
    found = set_(*content, width=180.0, alignment=alignment, first_line_pt=20.0)
    count = len(found.strips)
    assert count > 2
    for start, stop in [(0, count), (0, 1), (1, count), (1, count - 1), (count - 1, count)]:
        shown = [line for line in range(start, stop) if found.strips[line].shows]
        ends = zip(found.strips, found.bottoms_pt, strict=True)
        baselines = [bottom - strip.height_pt + strip.baseline_pt for strip, bottom in ends]
        drawn = [
            (letter.text, letter.x, letter.y + baselines[shown[0]] - baselines[line], letter.face, letter.size)
            for line in shown
            for letter in of_line(found, line)
        ]
        code = text_of(found, start, stop)
        begin = found.strips[shown[0]].shows[0].x_pt if shown else 0.0
        read = [(letter.text, letter.x, letter.y, letter.face, letter.size) for letter in letters(code, begin)]
        assert [one[0] for one in read] == [one[0] for one in drawn]
        for one, other in zip(read, drawn, strict=True):
            assert one[1:3] == pytest.approx(other[1:3], abs=0.01)
            assert one[3:] == other[3:]


def test_a_face_names_the_glyphs_that_its_ready_program_lacks() -> None:
    face = faces().find("Times New Roman").face
    glyph = face.font.get_nominal_glyph(ord("Ω"))
    assert {(use.face, use.extra) for use in set_("Điện trở 5 Ω").uses} == {(face, frozenset({glyph}))}
    assert {(use.face, use.extra) for use in set_("Điện ", Text("trở", BOLD), " 5 Ω").uses} == {
        (face, frozenset({glyph})), (faces().find("Times New Roman", bold=True).face, frozenset()),
    }  # fmt: skip
    assert {(use.face, use.extra) for use in set_("Điện trở").uses} == {(face, frozenset())}


def test_what_is_anchored_in_a_line() -> None:
    rule = Float(Rule(100.0, 0.0), 100.0, 0.0, Position("column"), Position("paragraph"))
    found = set_("Một", Break("line", STYLE), rule, "hai", Break("page", STYLE), "ba")
    assert [strip.floats for strip in found.strips] == [(), (rule,), ()]
    assert [strip.end for strip in found.strips] == ["line", "page", "end"]


# ---------------------------------------------------------------- numbers of pages

@pytest.mark.parametrize(
    ("content", "form", "page", "pages", "expected"),
    [
        (("Trang ", Field("PAGE", STYLE), "/", Field("NUMPAGES", STYLE)), {"alignment": "center"}, "12", "345", "Trang 12/345"),
        ((Tab(STYLE), Field("PAGE", STYLE)), {"tabs": (TabStop(180.0, "right"),)}, "xviii", "20", "xviii"),
        ((Field("SECTIONPAGES", STYLE), " trang"), {}, "1", "7", "7 trang"),
    ],
    ids=["centred", "right tab", "section"],
)
def test_numbers_of_pages(
    content: tuple[str | Inline, ...], form: dict[str, Any], page: str, pages: str, expected: str
) -> None:
    value = paragraph(*content, **form)
    found = Typesetter(Paper(()), faces())
    raw = found.paragraph(value, 180.0)
    assert raw.source is value
    anew = found.numbered(Words(1.0, 2.0, raw, 0, len(raw.strips), None), page, pages)
    assert anew[:2] == (1.0, 2.0)
    line = of_line(anew.paragraph, 0)
    if "alignment" in form:
        assert line[0].x + line[-1].end == pytest.approx(180.0, abs=0.05)
    if "tabs" in form:
        assert line[-1].end == pytest.approx(180.0, abs=0.05)
    assert words(line) == expected


def test_longer_numbers_make_no_line_more() -> None:
    value = paragraph("Ủy ban nhân dân trang ", Field("PAGE", STYLE), alignment="center")
    found = Typesetter(Paper(()), faces())
    room = faces().find("Times New Roman").face.width_em("Ủy ban nhân dân trang 1") * 14 + 0.1
    raw = found.paragraph(value, room)
    anew = found.numbered(Words(0.0, 0.0, raw, 0, 1, None), "1234", "2000").paragraph
    assert [words(of_line(anew, 0))] == ["Ủy ban nhân dân trang 1234"]
    assert len(anew.strips) == 1


def test_a_paragraph_without_numbers_stays_what_it_is() -> None:
    found = Typesetter(Paper(()), faces())
    one = Words(0.0, 0.0, found.paragraph(paragraph("Một"), 100.0), 0, 1, None)
    assert found.numbered(one, "1", "2") is one


# ---------------------------------------------------------------- frames

def test_no_frame() -> None:
    found = set_("Một")
    assert (found.edges, found.above_pt, found.below_pt) == (None, 0.0, 0.0)


def test_borders_and_fill_stand_outside_the_text() -> None:
    box = Borders(Border(width_pt=1, space_pt=2), Border(width_pt=1, space_pt=4), Border("double", width_pt=1, space_pt=3),
                  Border(width_pt=1, space_pt=4), between=Border(width_pt=2, space_pt=1))  # fmt: skip
    found = set_(LINES, width=300.0, borders=box, fill="FFFF00", left_pt=50.0, right_pt=20.0, first_line_pt=-10.0)
    assert (found.above_pt, found.below_pt, found.between_pt) == (3.0, 6.0, 3.0)
    assert found.edges is not None
    assert len(found.strips) == 3
    low = found.bottoms_pt[-1]
    whole = found.edges(0, 3, above=False, below=False)
    assert whole.startswith(b"1 1 0 rg 35 %.1f 250 %.1f re f\n0 g\n" % (-low - 6, low + 9))
    assert whole.endswith(
        b"35 2 250 1 re f\n"
        + b"35 %.1f 250 1 re f\n35 %.1f 250 1 re f\n" % (-low - 6, -low - 4)
        + b"35 %.1f 1 %.1f re f\n284 %.1f 1 %.1f re f\n" % ((-low - 6, low + 9) * 2)
    )
    joined = found.edges(0, 3, above=True, below=True, gap_pt=5.0)
    assert joined.startswith(b"1 1 0 rg 35 %.1f 250 %.1f re f\n0 g\n" % (-low - 3, low + 8))
    assert joined.count(b"re f") == 4
    part = found.edges(1, 2, above=False, below=False)
    assert part.startswith(b"1 1 0 rg 35 -22.1 250 25.1 re f\n")
