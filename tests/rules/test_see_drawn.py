"""Drawn lines and page numbers of strangers' files."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import pytest

from service.paper import (
    Border,
    Borders,
    Field,
    Float,
    HeaderFooter,
    Inline,
    Paper,
    Paragraph,
    ParagraphFormat,
    Position,
    Rule,
    Tab,
    TabStop,
    Text,
    TextStyle,
)
from service.rules.see import see_paper
from tests.rules.strangers import TO_TRINH, paper, paragraph, table

STYLE = TextStyle(size_pt=14)
PAGE = Field("PAGE", STYLE)


def rule(length: float, down: float, reference: Literal["paragraph", "page"] = "paragraph", left: float = 0.0) -> Float:
    across = Position("page", left) if reference == "page" else Position("column", left)
    return Float(Rule(length, 0.0), length, 0.0, across, Position(reference, down))


def heading(left: list[Paragraph], right: list[Paragraph]) -> Paper:
    whole = paper([line for line in TO_TRINH if line.place not in ("L", "R")])
    first = whole.sections[0]
    return replace(whole, sections=(replace(first, blocks=(table([[left, right]], (193.0, 281.0)), *first.blocks)),))


def with_line(one: Paragraph, *drawn: Inline) -> Paragraph:
    return replace(one, inlines=(*one.inlines, *drawn))


NATION, MOTTO = paragraph("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "BC13"), paragraph("Độc lập - Tự do - Hạnh phúc", "BC14")
OFFICE, NUMBER = paragraph("TRƯỜNG THPT GÒ VẤP", "BC13"), paragraph("Số: 07/TTr-THPTGV", "C13")
BELOW = replace(MOTTO, format=replace(MOTTO.format, borders=Borders(bottom=Border())))
BOXED = replace(MOTTO, format=replace(MOTTO.format, borders=Borders(*(Border(),) * 4)))

LINES = [
    ("under its own paragraph", [NATION, with_line(MOTTO, rule(160, 18))], "tieu_ngu", 160, False),
    ("anchored in the line above", [with_line(NATION, rule(160, 34)), MOTTO], "tieu_ngu", 160, False),
    ("anchored in the empty one below", [NATION, MOTTO, with_line(paragraph("", "C"), rule(160, 2))], "tieu_ngu", 160, False),
    ("counted from the page", [with_line(NATION, rule(160, 95, "page", 330)), MOTTO], "tieu_ngu", 160, False),
    ("a border", [NATION, BELOW], "tieu_ngu", 270.2, False),
    ("underscores", [NATION, MOTTO, paragraph("_" * 20, "C14")], "tieu_ngu", 140, True),
    ("dashes", [NATION, MOTTO, paragraph("-" * 20, "C14")], "tieu_ngu", 93.2, True),
    ("underscores behind a line break", [NATION, paragraph(f"Độc lập - Tự do - Hạnh phúc\n{'_' * 20}", "BC14")], "tieu_ngu", 140,
     True),
]
NO_LINES = [
    ("none", [NATION, MOTTO]),
    ("a frame", [NATION, BOXED]),
    ("an upright line", [NATION, with_line(MOTTO, Float(Rule(0, 60), 0, 60, Position("column"), Position("paragraph", 18)))]),
    ("a dot", [NATION, with_line(MOTTO, rule(4, 18))]),
]


@pytest.mark.parametrize(("right", "component", "length", "typed"), [row[1:] for row in LINES], ids=[row[0] for row in LINES])
def test_a_line_is_seen_under_what_stands_above_it(right: list[Paragraph], component: str, length: float, typed: bool) -> None:
    seen = see_paper(heading([OFFICE, NUMBER], right))
    stroke = seen.strokes[0]
    assert (seen.parts[stroke.below].component, stroke.typed) == (component, typed)
    assert stroke.length_pt == pytest.approx(length, abs=0.1)
    assert stroke is seen.stroke_below(seen.parts[stroke.below])


@pytest.mark.parametrize("right", [row[1] for row in NO_LINES], ids=[row[0] for row in NO_LINES])
def test_no_line_is_seen_where_there_is_none(right: list[Paragraph]) -> None:
    seen = see_paper(heading([OFFICE, NUMBER], right))
    assert not [stroke for stroke in seen.strokes if seen.parts[stroke.below].in_table]


def test_a_superscript_line_is_as_short_as_it_is_printed() -> None:
    high = Paragraph((Text("_" * 20, replace(STYLE, script="super")),), ParagraphFormat(alignment="center"), STYLE)
    seen = see_paper(heading([OFFICE, NUMBER], [NATION, MOTTO, high]))
    assert seen.strokes[0].length_pt == pytest.approx(140 * 0.65)


def number(*inlines: Inline, aligned: Literal["left", "center", "right"] = "center") -> Paragraph:
    stops = (TabStop(240, "center"), TabStop(480, "right"))
    return Paragraph(inlines, ParagraphFormat(alignment=aligned, tabs=stops), STYLE)


NUMBERS = [
    ({"headers": HeaderFooter(default=(number(PAGE),)), "title_page": True}, ("⟦PAGE⟧", "header", "center", False)),
    ({"headers": HeaderFooter(default=(number(PAGE),))}, ("⟦PAGE⟧", "header", "center", True)),
    ({"headers": HeaderFooter((number(Tab(STYLE), PAGE, aligned="left"),))}, ("⟦PAGE⟧", "header", "center", True)),
    ({"headers": HeaderFooter((number(Tab(STYLE), Tab(STYLE), PAGE, aligned="left"),))}, ("⟦PAGE⟧", "header", "right", True)),
    ({"headers": HeaderFooter((number(PAGE),), (number(PAGE),)), "title_page": True}, ("⟦PAGE⟧", "header", "center", True)),
    ({"footers": HeaderFooter((number(PAGE, aligned="right"),)), "title_page": True}, ("⟦PAGE⟧", "footer", "right", False)),
    ({"headers": HeaderFooter(default=(number(Text("Trang ", STYLE), PAGE, Text("/", STYLE), Field("NUMPAGES", STYLE)),))},
     ("Trang ⟦PAGE⟧/⟦NUMPAGES⟧", "header", "center", True)),
]


@pytest.mark.parametrize(("section", "shown"), NUMBERS)
def test_page_numbers_are_seen_where_they_stand(section: dict[str, object], shown: tuple[str, str, str, bool]) -> None:
    whole = paper(TO_TRINH)
    changed = replace(whole.sections[0], **section)    # type: ignore[arg-type]  # a table's row
    seen = see_paper(replace(whole, sections=(changed,)))
    found, = seen.page_numbers
    assert (found.text, found.where, found.alignment, found.on_first_page) == shown
    assert found.looks is not None
    assert found.looks.sizes_pt == (14.0,)


def test_no_page_number_is_no_page_number() -> None:
    assert see_paper(paper(TO_TRINH)).page_numbers == ()
