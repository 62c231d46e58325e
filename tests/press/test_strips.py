"""A line, set: where its characters stand, what is a mark of its own, and what is copied out of it."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from service.fonts import faces
from service.paper import Bookmark, Break, Inline, Label, NoteMark, Paper, Paragraph, ParagraphFormat, Picture, Tab, TabStop, Text
from service.press.paragraphs import spread
from service.press.setting import SetParagraph
from service.press.typesetter import Typesetter
from tests.html.printing import BOLD, STYLE, paragraph
from tests.press.reader import Letter, of_line, of_show, words

WIDTH_PT = 400.0
NEAR_PT = 0.05                                   # what rounding may take from a line: two hundredths of a millimetre
LAW = (
    "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015; Luật sửa đổi, bổ sung một số điều của Luật Tổ chức "
    "Chính phủ"
)


def set_(*content: str | Inline, width: float = WIDTH_PT, left: float = 0.0, label: int = 0, paper: dict[str, Any] | None = None,
         **form: Any) -> SetParagraph:
    setter = Typesetter(Paper((), **(paper or {})), faces())
    return spread(setter.paragraph(paragraph(*content, **form), width, left_of_page_pt=left, label=label))


def shown(found: SetParagraph) -> list[str]:
    return [words(of_line(found, line)) for line in range(len(found.strips))]


def tagged(found: SetParagraph, line: int = 0) -> list[tuple[str, str, str]]:
    return [(show.tag, words(of_show(show)), show.detail) for show in found.strips[line].shows]


def edges(line: list[Letter]) -> tuple[float, float]:
    """Where the first and the last character that shows anything begin and end."""
    inked = [letter for letter in line if letter.text.strip()]
    return inked[0].x, inked[-1].end


def wide(text: str, size: float = 14.0, *, bold: bool = False) -> float:
    return faces().find("Times New Roman", bold).face.width_em(text) * size


# ---------------------------------------------------------------- where lines begin and end

@pytest.mark.parametrize("content", [(LAW,), ("Căn cứ ", Text("Luật Tổ chức", BOLD), LAW)], ids=["one look", "two looks"])
@pytest.mark.parametrize("alignment", ["left", "right", "center", "justify", "distribute"])
def test_lines_stand_where_the_alignment_says(content: tuple[str | Inline, ...], alignment: str) -> None:
    found = set_(*content, alignment=alignment, left_pt=20.0, right_pt=10.0, first_line_pt=30.0)
    for number, strip in enumerate(found.strips):
        begin, end = edges(of_line(found, number))
        left, right = 50.0 if number == 0 else 20.0, WIDTH_PT - 10.0
        last = number == len(found.strips) - 1
        assert strip.shows[0].x_pt == pytest.approx(begin, abs=NEAR_PT)
        assert strip.shows[-1].x_pt + strip.shows[-1].width_pt == pytest.approx(end, abs=NEAR_PT)
        if alignment in ("left", "justify", "distribute"):
            assert begin == pytest.approx(left, abs=NEAR_PT)
        if alignment in ("right", "distribute") or (alignment == "justify" and not last):
            assert end == pytest.approx(right, abs=NEAR_PT)
        elif alignment == "center":
            assert begin - left == pytest.approx(right - end, abs=NEAR_PT)
        else:
            assert end < right - 1


def test_a_justified_line_stretches_its_blanks_alike_and_nothing_else() -> None:
    found = set_(LAW, alignment="justify")
    line = of_line(found, 0)
    blanks = [letter for letter in line[:-1] if letter.text == " "]
    behind = [line[line.index(blank) + 1].x - blank.x for blank in blanks]
    assert max(behind) - min(behind) < NEAR_PT
    assert min(behind) > wide(" ") + 0.5
    for one, other in pairwise(line):
        if one.text != " ":
            assert other.x == pytest.approx(one.end, abs=0.02)


@pytest.mark.parametrize("expands", [True, False])
def test_a_line_before_a_manual_break_stretches_unless_the_file_says_no(expands: bool) -> None:
    found = set_("Trước ngắt dòng", Break("line", STYLE), "sau", alignment="justify", paper={"shift_return_expands": expands})
    assert (edges(of_line(found, 0))[1] == pytest.approx(WIDTH_PT, abs=NEAR_PT)) is expands


def test_a_no_break_blank_keeps_its_width() -> None:
    """word.md rule 3, also for a blank beside it."""
    found = set_(f"tại Điều 5\u00a0Luật này \u00a0và {LAW}", alignment="justify")
    line = of_line(found, 0)
    assert edges(line)[1] == pytest.approx(WIDTH_PT, abs=NEAR_PT)
    five = next(at for at, letter in enumerate(line) if letter.text == "5")
    assert line[five + 2].x - line[five + 1].x == pytest.approx(wide(" "), abs=NEAR_PT)
    fixed = next(at for at, letter in enumerate(line) if letter.text == "v" and at > five)
    assert line[fixed].x - line[fixed - 2].x == pytest.approx(2 * wide(" "), abs=NEAR_PT)


def test_squeezed_blanks_are_drawn_squeezed_on_the_last_line_too() -> None:
    """word.md R1: the word that only fits with narrower blanks."""
    text = "Ủy ban nhân dân tỉnh giao Sở Nội vụ chủ trì thực hiện"
    room = wide(text) - 3.0
    found = set_(text, width=room, alignment="justify", paper={"squeezes": True, "compat_mode": 15})
    assert shown(found) == [text]
    line = of_line(found, 0)
    assert edges(line) == pytest.approx((0.0, room), abs=NEAR_PT)
    assert line[2].end - line[2].x < wide(" ") + 0.001          # the glyph itself: TJ takes the rest away
    assert line[3].x - line[2].x == pytest.approx(wide(" ") - 3.0 / text.count(" "), abs=NEAR_PT)
    assert len(set_(text, width=room, alignment="justify").strips) == 2


# ---------------------------------------------------------------- how characters are drawn

def test_every_state_of_the_text() -> None:
    style = replace(STYLE, spacing_pt=2.0, scale=0.8, raise_pt=4.0, color="FF0000")
    up, down = replace(STYLE, script="super"), replace(STYLE, script="sub")
    found = set_("Số ", Text("giãn", style), Text(" nhỏ", up), Text(" dưới", down))
    line = of_line(found, 0)
    spaced, small, low = line[3:7], line[8:11], line[12:]
    advances = [wide(char) * 0.8 + 2.0 for char in "giãn"]
    assert [letter.end - letter.x for letter in spaced] == pytest.approx(advances, abs=NEAR_PT)
    assert {(letter.y, letter.color, letter.scale) for letter in spaced} == {(4.0, (1.0, 0.0, 0.0), 80.0)}
    assert {(letter.size, letter.y) for letter in small} == {(8.12, 5.6)}
    assert {(letter.size, letter.y) for letter in low} == {(8.12, -1.204)}
    assert {(letter.color, letter.scale, letter.y) for letter in line[:3]} == {((0,), 100.0, 0.0)}


def test_letter_spacing_and_stretched_blanks_reach_the_margin() -> None:
    found = set_(Text(LAW, replace(STYLE, spacing_pt=0.5, scale=0.9)), alignment="justify")
    assert edges(of_line(found, 0))[1] - 0.5 == pytest.approx(WIDTH_PT - 0.5, abs=NEAR_PT)


def test_kerning_where_the_file_asks() -> None:
    plain, kerned = (of_line(set_(Text("TỈNH AVATAR To", replace(STYLE, kern=kern))), 0) for kern in (False, True))
    assert plain[-1].end == pytest.approx(wide("TỈNH AVATAR To"), abs=NEAR_PT)
    assert kerned[-1].end < plain[-1].end - 1


def test_small_capitals() -> None:
    line = of_line(set_(Text("Chữ Nhỏ", replace(STYLE, caps="small"))), 0)
    assert words(line) == "CHỮ NHỎ"
    assert [letter.size for letter in line] == pytest.approx([14, 11.2, 11.2, 14, 14, 11.2, 11.2])


@pytest.mark.parametrize(
    ("kind", "strokes"),
    [("single", 1), ("double", 2), ("thick", 1), ("words", 3), ("dotted", 1), ("wave", 1), ("none", 0)],
)
def test_lines_under_text(kind: str, strokes: int) -> None:
    over = set_(Text("Hồ Chí Minh", replace(STYLE, underline=kind))).strips[0].over
    assert over.count(b" re f") + over.count(b" S") == strokes


def test_lines_and_areas_are_as_long_as_the_stretched_text() -> None:
    style = replace(STYLE, underline="single", strike=True, highlight="green", color="0000FF")
    strip = set_(Text(LAW, style), alignment="justify").strips[0]
    assert strip.under.startswith(b"0 1 0 rg 0 -3.028 400 16.099 re f")     # Word's green is no CSS green
    assert strip.over.count(b"0 0 1 rg 0 ") == 2
    assert strip.over.count(b" 400 0.686 re f") == 2


# ---------------------------------------------------------------- tabs

@pytest.mark.parametrize(
    ("kind", "begin", "end"),
    [("left", 200.0, None), ("right", None, 200.0), ("center", None, None), ("decimal", None, None)],
)
def test_what_stands_behind_a_tab(kind: Any, begin: float | None, end: float | None) -> None:
    found = set_("Tổng:", Tab(STYLE), "1234,5", tabs=(TabStop(200.0, kind),))
    line = of_line(found, 0)
    number = [letter for letter in line if letter.text.isdigit() or letter.text == ","]
    if begin:
        assert number[0].x == pytest.approx(begin, abs=NEAR_PT)
    elif end:
        assert number[-1].end == pytest.approx(end, abs=NEAR_PT)
    elif kind == "center":
        assert 200.0 - number[0].x == pytest.approx(number[-1].end - 200.0, abs=NEAR_PT)
    else:
        assert next(letter.x for letter in number if letter.text == ",") == pytest.approx(200.0, abs=NEAR_PT)


@pytest.mark.parametrize("left", [0.0, 85.05, 200.3])
def test_leaders_stand_on_a_grid_from_the_edge_of_the_page(left: float) -> None:
    """word.md R3b."""
    found = set_("Họ và tên:", Tab(STYLE), tabs=(TabStop(390.0, "right", "dot"),), left=left)
    text, leader = found.strips[0].shows
    assert (text.tag, leader.tag) == ("", "Artifact")
    dots = of_show(leader)
    assert {letter.text for letter in dots} == {"."}
    for dot in dots:
        assert (left + dot.x) % 3.5 == pytest.approx(0.0, abs=NEAR_PT) or (left + dot.x) % 3.5 == pytest.approx(3.5, abs=NEAR_PT)
    assert dots[0].x >= edges(of_show(text))[1] - NEAR_PT
    assert 390.0 - 3.5 < dots[-1].end <= 390.0 + NEAR_PT


def test_an_underlined_tab_is_a_line() -> None:
    strip = set_("Tên:", Tab(replace(STYLE, underline="single")), "x", tabs=(TabStop(300.0),)).strips[0]
    x = wide("Tên:")
    assert strip.over == b"%b -1.869 %b 0.686 re f\n" % (b"%.3f" % x, b"%.3f" % (300 - x))


def test_blanks_stretch_behind_the_last_tab_only() -> None:
    found = set_("a b", Tab(STYLE), LAW, tabs=(TabStop(60.0),), alignment="justify")
    line = of_line(found, 0)
    assert line[2].x == pytest.approx(wide("a "), abs=NEAR_PT)
    assert edges(line)[1] == pytest.approx(WIDTH_PT, abs=NEAR_PT)


# ---------------------------------------------------------------- what is copied

@pytest.mark.parametrize(
    ("content", "width", "expected"),
    [
        (("Ủy ban nhân dân",), 70.0, ["Ủy ban ", "nhân dân"]),
        (("số 12/KH-UBND",), 60.0, ["số 12/KH-", "UBND"]),
        (("m" * 12,), 60.0, ["mmmmm", "mmmmm", "mm"]),
        (("Ủy ban", Break("line", STYLE), "nhân dân"), 300.0, ["Ủy ban ", "nhân dân"]),
        (("Ủy ban", Break("line", STYLE), Break("line", STYLE), "nhân dân"), 300.0, ["Ủy ban ", "", "nhân dân"]),
        (("Ủy ban", Break("line", STYLE)), 300.0, ["Ủy ban", ""]),
        (("Số:", Tab(STYLE), "ngày"), 300.0, ["Số: ngày"]),
        (("Số: ", Tab(STYLE), "ngày"), 300.0, ["Số: ngày"]),
        ((Tab(STYLE), "ngày"), 300.0, ["ngày"]),
        (("Số:", Tab(STYLE)), 300.0, ["Số:"]),
        (("Số:", Tab(STYLE), Bookmark("x"), Break("line", STYLE), "ngày"), 300.0, ["Số: ", "ngày"]),
        (("Số:", Tab(STYLE), "1234567"), 70.0, ["Số: 1234567"]),
        (("Số:", Tab(STYLE), "12345678"), 70.0, ["Số: ", "12345678"]),
        (("Số:", Tab(STYLE), "m" * 8), 60.0, ["Số: ", "mmmmm", "mmm"]),
        ((Text("Ủy ban", BOLD), " nhân dân"), 70.0, ["Ủy ban ", "nhân dân"]),
        ((Text("số ", BOLD), "12/KH-UBND"), 60.0, ["số 12/KH-", "UBND"]),
    ],
    ids=["wrapped", "hyphen", "cut", "break", "two breaks", "break at the end", "tab", "blank and tab", "tab first", "tab last",
         "tab and break", "tab without room", "tab, wrapped", "tab, cut", "two looks", "two looks, hyphen"],
)  # fmt: skip
def test_words_that_distance_parts_have_a_blank(content: tuple[str | Inline, ...], width: float, expected: list[str]) -> None:
    assert shown(set_(*content, width=width, tabs=(TabStop(65.0, "right"),))) == expected


# ---------------------------------------------------------------- marks

def test_labels_links_and_signs_of_notes_are_marks_of_their_own() -> None:
    sign = NoteMark("7", "1", replace(STYLE, script="super"))
    link = "https://chinhphu.vn"
    linked = (Text("trang", STYLE, link), Text(" này", BOLD, link), Text(" file", STYLE, "file:///x"))
    found = set_("a) Xem ", *linked, sign, ".", label=3)
    assert tagged(found) == [
        ("Lbl", "a) ", ""),
        ("", "Xem ", ""),
        ("Link", "trang này", link),
        ("", " file", ""),
        ("Reference", "1", "7"),
        ("", ".", ""),
    ]
    assert found.strips[0].notes == (sign,)
    assert found.text is None
    ends = [(show.x_pt, show.x_pt + show.width_pt) for show in found.strips[0].shows]
    assert [end for _, end in ends[:-1]] == pytest.approx([begin for begin, _ in ends[1:]])


def test_an_automatic_label() -> None:
    value = paragraph(LAW, left_pt=36.0, first_line_pt=-18.0, alignment="justify")
    labelled = Typesetter(Paper(()), faces()).paragraph(replace(value, label=Label("1.", STYLE)), WIDTH_PT, label=2)
    assert tagged(labelled)[0] == ("Lbl", "1. ", "")
    assert labelled.strips[0].shows[0].x_pt == 18.0
    assert labelled.strips[0].shows[1].x_pt == 36.0
    assert tagged(set_(LAW, label=2))[0] == ("Lbl", "Că", "")


def test_things_in_the_line() -> None:
    picture = Picture(b"", "image/png", 50.0, 40.0, alt="Quốc huy")
    found = set_("Hình", Bookmark("hinh"), picture, "đây")
    strip = found.strips[0]
    assert [(show.tag, show.picture, show.width_pt) for show in strip.shows][1] == ("Figure", picture, 50.0)
    assert strip.bookmarks == ("hinh",)
    assert strip.shows[2].x_pt == pytest.approx(wide("Hình") + 50.0)
    assert set_(replace(picture, decorative=True)).strips[0].shows[0].tag == "Artifact"


@pytest.mark.parametrize("alignment", ["justify", "center"])
@pytest.mark.parametrize(("label", "text"), [(0, LAW), (2, f"- {LAW}"), (3, f"a) {LAW}"), (9, "Ngắn thôi")])
def test_plain_and_mixed_text_are_set_alike(label: int, text: str, alignment: str) -> None:
    """The short way of text of one look, and the long one."""
    short, long = (
        set_(*content, alignment=alignment, label=label, first_line_pt=-12.0) for content in ([text], [text, Bookmark("cuối")])
    )
    assert shown(short) == shown(long)
    assert [strip[:3] for strip in short.strips] == [strip[:3] for strip in long.strips]
    for one, other in zip(short.strips, long.strips, strict=True):
        assert [(show.code, show.tag) for show in one.shows] == [(show.code, show.tag) for show in other.shows]
        for show, same in zip(one.shows, other.shows, strict=True):
            assert show[:2] == pytest.approx(same[:2])
    assert (short.text, short.whole, short.uses, short.bottoms_pt) == (long.text, long.whole, long.uses, long.bottoms_pt)


def test_an_empty_paragraph_has_a_line() -> None:
    value = Paragraph((), ParagraphFormat(), STYLE)
    found = Typesetter(Paper(()), faces()).paragraph(value, WIDTH_PT)
    assert (len(found.strips), found.text, found.whole, found.uses) == (1, (b"",), b"", frozenset())
