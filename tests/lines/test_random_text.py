"""Any text in any column: no character is lost or moved, no line is wider than its room, both ways give the same lines."""

from __future__ import annotations

from dataclasses import replace
from unicodedata import combining, normalize

from hypothesis import given, settings
from hypothesis import strategies as st

from service.fonts import faces
from service.lines import Leap, Line, Ruler, fill
from service.lines.atoms import Glyphs, Thing
from service.lines.breaks import SLACK_PT
from service.paper import Break, Field, Inline, Paragraph, ParagraphFormat, Tab, TabStop, Text, TextStyle
from tests.lines.test_plain import same

STYLE = TextStyle(size_pt=13.0)
STYLES = [
    STYLE, replace(STYLE, bold=True), replace(STYLE, italic=True, size_pt=9.0), replace(STYLE, kern=True, spacing_pt=-0.4),
    replace(STYLE, caps="small"), TextStyle("Arial", 11.0, script="super"),
]  # fmt: skip
PARTS = [
    *(" ", " ", " ", "  ", "Ủy", "ban", "nhân", "dân", "30/2020/NĐ-CP", "-", "-5", "2021–2025", "—", "a-", "\u00a0", "\u200b"),
    *("\u2003", "m\u0300", "m" * 30, "“", "”;", "1.000.000", "e\u0323\u0302"),
]
texts = st.builds(
    Text, st.lists(st.sampled_from(PARTS), max_size=12).map("".join), st.sampled_from(STYLES), st.sampled_from(["", "", "#muc_1"])
)
others = st.one_of(
    st.builds(Tab, st.just(STYLE)), st.builds(Break, st.sampled_from(["line", "page"]), st.just(STYLE)),
    st.just(Field("PAGE", STYLE)),
)  # fmt: skip
forms = st.builds(
    ParagraphFormat,
    alignment=st.sampled_from(["left", "justify"]),
    left_pt=st.sampled_from([0.0, 18.0, -9.0]),
    right_pt=st.sampled_from([0.0, 5.0]),
    first_line_pt=st.sampled_from([0.0, 28.35, -18.0]),
    tabs=st.sampled_from([(), (TabStop(60.0, "right", "dot"), TabStop(90.0, "center"))]),
)
rooms = st.sampled_from([450.0, 200.0, 90.0, 40.0, 12.0, 1.0, 0.0])


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(texts, max_size=5), forms, rooms, st.booleans())
def test_text_is_filled_alike(content: list[Inline], form: ParagraphFormat, room: float, squeeze: bool) -> None:
    same(tuple(content), form, room, squeeze and form.alignment == "justify")


def shown(lines: list[Line]) -> str:
    signs = {Leap: "", Thing: "\f"}
    return "".join(item.text if isinstance(item, Glyphs) else signs[type(item)] for line in lines for item in line.items)


def given_text(content: list[Inline]) -> str:
    out = ""
    for one in content:
        if isinstance(one, Text):
            out += one.text.upper() if one.style.caps == "small" else one.text
        elif isinstance(one, Field):
            out += "\f"
    return out


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(st.one_of(texts, texts, others), max_size=8), forms, rooms, st.booleans())
def test_no_character_is_lost_or_moved(content: list[Inline], form: ParagraphFormat, room: float, squeeze: bool) -> None:
    lines = fill(Paragraph(tuple(content), form, STYLE), Ruler(faces()), room, squeeze=squeeze)
    blanks = str.maketrans("", "", " \u2003")
    assert shown(lines).translate(blanks) == given_text(content).translate(blanks)
    assert [line.end for line in lines if line.end != "wrap"] == [*(one.kind for one in content if isinstance(one, Break)), "end"]


def letters(text: str) -> str:
    """What takes room."""
    return "".join(char for char in normalize("NFC", text) if not combining(char)).replace("\u200b", "").strip()


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(texts, max_size=6), forms, rooms, st.booleans())
def test_no_line_is_wider_than_its_room_but_for_one_character(
    content: list[Inline], form: ParagraphFormat, room: float, squeeze: bool
) -> None:
    lines = fill(Paragraph(tuple(content), form, STYLE), Ruler(faces()), room, squeeze=squeeze)
    for line in lines:
        natural = sum(item.width_pt for item in line.items)
        drawn = natural - (1 - line.scale) * line.gaps_pt
        assert drawn <= line.room_pt + 2 * SLACK_PT or len(letters(shown([line]))) <= 1
        assert abs(natural - line.width_pt) < 1e-6
        assert line.scale > 0.749
