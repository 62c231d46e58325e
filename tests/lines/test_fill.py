"""Paragraphs are filled into lines: units, tabs, labels, breaks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from service.fonts import faces
from service.lines import Leap, Line, Ruler, fill
from service.lines.atoms import Glyphs
from service.paper import Break, Inline, Label, Paragraph, ParagraphFormat, Tab, TabStop, Text, TextStyle

STYLE = TextStyle(size_pt=14.0)
EM = 14.0


def lines(
    *content: str | Inline, width: float = 200.0, label: Label | None = None, squeeze: bool = False, **form: object
) -> list[Line]:
    inlines = tuple(Text(c, STYLE) if isinstance(c, str) else c for c in content)
    paragraph = Paragraph(inlines, ParagraphFormat(**form), STYLE, label=label)  # type: ignore[arg-type]  # a format's fields
    return fill(paragraph, Ruler(faces()), width, squeeze=squeeze)


def texts(found: list[Line]) -> list[str]:
    return [
        "".join(i.text if isinstance(i, Glyphs) else "\t" if isinstance(i, Leap) else "" for i in line.items) for line in found
    ]


def width(text: str) -> float:
    return faces().find("Times New Roman").face.width_em(text) * EM


@pytest.mark.parametrize(
    ("text", "room", "expected"),
    [
        ("Ủy ban nhân dân", "Ủy ban nhân", ["Ủy ban nhân", "dân"]),
        ("Ủy ban  nhân dân", "Ủy ban nhân", ["Ủy ban", "nhân dân"]),
        ("số 12/KH-UBND tỉnh", "số 12/KH-", ["số 12/KH-", "UBND", "tỉnh"]),
        ("giai đoạn 2021–2025", "giai đoạn 2021–", ["giai đoạn 2021–", "2025"]),
        ("tỉnh\u00a0Hà Nam", "tỉnh\u00a0Hà", ["tỉnh\u00a0Hà", "Nam"]),
        ("xa tỉnh\u00a0Hà Nam", "xa tỉnh", ["xa", "tỉnh\u00a0Hà", "Nam"]),
        ("xa tỉnh \u00a0Hà", "xa tỉnh \u00a0", ["xa", "tỉnh \u00a0Hà"]),
        ("nhiệt độ -5 độ", "nhiệt độ -", ["nhiệt độ", "-5 độ"]),
        ("mmmm\u200bmmmm", "mmmmmm", ["mmmm\u200b", "mmmm"]),
    ],
    ids=[
        "blank",
        "two blanks",
        "hyphen",
        "dash",
        "no-break blank",
        "glued to the next",
        "blank and no-break one",
        "sign",
        "zero width",
    ],
)
def test_where_text_may_break(text: str, room: str, expected: list[str]) -> None:
    limit = max(width(room), *(width(part) for part in expected))
    assert texts(lines(text, width=limit + 0.1)) == expected


def test_a_word_over_two_looks_is_one_unit() -> None:
    bold = replace(STYLE, bold=True)
    assert texts(lines("mm mm", Text("mm", bold), width=width("mm mm") + 5)) == ["mm", "mmmm"]


def test_an_over_long_word_is_cut_between_characters() -> None:
    assert texts(lines("m" * 10, width=width("mmmm") + 1)) == ["mmmm", "mmmm", "mm"]
    assert texts(lines("mm", width=1.0)) == ["m", "m"]


@pytest.mark.parametrize("family", ["Times New Roman", "Calibri"])
def test_a_cut_parts_no_letter_from_its_marks(family: str) -> None:
    decomposed = "e\u0323\u0302" * 4                          # ệ as three characters; Carlito has no mark by itself
    style = replace(STYLE, family=family)
    assert texts(lines(Text(decomposed, style), width=1.0)) == ["e\u0323\u0302"] * 4


def test_indents_and_the_first_line() -> None:
    found = lines("một hai ba bốn năm sáu bảy tám chín mười", left_pt=20.0, right_pt=10.0, first_line_pt=30.0)
    assert [(line.x_pt, line.room_pt) for line in found] == [(50.0, 140.0), (20.0, 170.0)]


def test_manual_breaks_end_lines_and_an_empty_tail_is_a_line() -> None:
    found = lines("a", Break("line", STYLE), "b", Break("page", STYLE))
    assert [(text, line.end) for text, line in zip(texts(found), found, strict=True)] == [
        ("a", "line"),
        ("b", "page"),
        ("", "end"),
    ]


def test_an_empty_paragraph_has_one_line() -> None:
    assert [(line.end, line.items) for line in lines()] == [("end", [])]


def test_blanks_at_a_lines_end_hang() -> None:
    (line,) = lines("một hai   ")
    assert line.width_pt == pytest.approx(width("một hai"))
    assert line.gap_count == 1


@pytest.mark.parametrize(
    ("stop", "left"),
    [
        (TabStop(100.0), 100.0),
        (TabStop(100.0, "right"), 100.0 - width("12,5 kg")),
        (TabStop(100.0, "center"), 100.0 - width("12,5 kg") / 2),
        (TabStop(100.0, "decimal"), 100.0 - width("12")),
    ],
)
def test_kinds_of_tab_stops(stop: TabStop, left: float) -> None:
    (line,) = lines("a", Tab(STYLE), "12,5 kg", tabs=(stop,))
    leap = next(i for i in line.items if isinstance(i, Leap))
    assert leap.x_pt + leap.width_pt == pytest.approx(left)


def test_a_tab_behind_the_last_stop_goes_to_the_next_multiple_of_the_default() -> None:
    (line,) = lines("a", Tab(STYLE), "b", Tab(STYLE), "c", tabs=(TabStop(50.0),))
    assert [i.x_pt + i.width_pt for i in line.items if isinstance(i, Leap)] == [50.0, 72.0]


def test_the_hanging_indent_is_a_stop() -> None:
    (line,) = lines("b", label=Label("a)", STYLE), left_pt=40.0, first_line_pt=-20.0)
    leap = next(i for i in line.items if isinstance(i, Leap))
    assert leap.x_pt + leap.width_pt == 40.0


def test_a_label_flush_right_ends_at_its_position() -> None:
    label = Label("iii.", STYLE, alignment="right")
    (line,) = lines("b", label=label, left_pt=40.0, first_line_pt=-10.0)
    assert line.x_pt == pytest.approx(30.0 - width("iii."))


def test_a_leader_fills_up_to_its_stop_when_what_follows_goes_to_the_next_line() -> None:
    first, second = lines("Họ và tên", Tab(STYLE), "m" * 18, tabs=(TabStop(200.0, "right", "dot"),))
    leap = next(i for i in first.items if isinstance(i, Leap))
    assert leap.x_pt + leap.width_pt == pytest.approx(200.0)
    assert texts([second]) == ["m" * 18]


@pytest.mark.parametrize(
    ("stop", "word", "ends", "expected"),
    [
        (TabStop(200.0, "right", "dot"), "12", 200.0, ["Chương I\t12"]),               # within the indent: a table of contents
        (TabStop(200.0, "right"), "dài hơn phần thụt", 200.0, ["Chương I\tdài hơn phần thụt"]),
        (TabStop(220.0, "right"), "ngoài lề", 220.0, ["Chương I\tngoài lề"]),            # a header's stop beyond the margin
        (TabStop(140.0), "rất", 140.0 + width("rất"), ["Chương I\trất"]),
        (TabStop(165.0), "dài", 40.0 + width("dài"), ["Chương I", "\tdài"]),             # the tab goes over with its word
    ],
)  # fmt: skip
def test_a_right_stop_counts_beyond_the_right_end_and_a_tab_goes_over_with_its_word(
    stop: TabStop, word: str, ends: float, expected: list[str]
) -> None:
    found = lines("Chương I", Tab(STYLE), word, tabs=(TabStop(40.0), stop), right_pt=30.0)
    assert texts(found) == expected
    assert found[-1].x_pt + found[-1].width_pt == pytest.approx(ends)


def test_a_stop_just_over_the_right_end_keeps_what_follows_on_the_line() -> None:
    assert texts(lines("Căn cứ", Tab(STYLE), ";", tabs=(TabStop(200.1, "left", "dot"),))) == ["Căn cứ\t;"]


def test_a_tab_at_the_end_of_a_narrow_paragraph_opens_no_line() -> None:
    assert len(lines(label=Label("12.", STYLE), width=24.0)) == 1


def test_a_squeezed_line_says_by_how_much() -> None:
    text = "một hai ba bốn năm sáu bảy tám chín mười một"
    rooms = [width(text[: len(text) - 4]) - shrink for shrink in (0.5, 1.5, 2.5)]
    for room in rooms:
        plain, tight = (lines(text, width=room, alignment="justify", squeeze=squeeze) for squeeze in (False, True))
        assert tight[0].scale < 1 or texts(tight) == texts(plain)
        assert tight[0].width_pt - (1 - tight[0].scale) * tight[0].gaps_pt <= room + 0.01
    assert any(lines(text, width=room, alignment="justify", squeeze=True)[0].scale < 1 for room in rooms)
