"""What stands beyond the paper's edge is said, with its page; what ends on the paper is not."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from service import doctypes
from service.blocks.tree import Node
from service.fonts import faces
from service.paper import (
    Border,
    Borders,
    Box,
    Field,
    Float,
    HeaderFooter,
    Note,
    NoteMark,
    Paper,
    Picture,
    Position,
    Row,
    Rule,
    Section,
    Slot,
    Tab,
    Table,
    TabStop,
    Text,
)
from service.press.sheets import pages
from service.press.typesetter import Typesetter
from tests.press.compare import example_paper
from tests.press.laying import STYLE, Laid, cell, lines, paragraph, section, table

# the paper is 595 × 842 pt; its column begins at 100 and is 400 wide, 95 from the right edge
HUGE = replace(paragraph("A").mark, size_pt=200.0)
RAISED = replace(paragraph("A").mark, raise_pt=300.0)
BACK, FAR_BACK = replace(RAISED, raise_pt=0.0, spacing_pt=-100.0), replace(RAISED, raise_pt=0.0, spacing_pt=-400.0)
LINE = Border("single", 0.5)
GRID = Borders(LINE, LINE, LINE, LINE)
WHITE = Border("single", 0.5, color="FFFFFF")
TOP = Position("paragraph")
LONG = "Sở Giáo dục và Đào tạo tỉnh Đồng Tháp " * 40


def picture(width: float, height: float) -> Picture:
    return Picture(b"", "image/png", width, height, "Sơ đồ")


def at(content: Any, x: float, y: float, width: float = 50.0, height: float = 20.0, **more: Any) -> Float:
    return Float(content, width, height, Position("page", x), Position("page", y), **more)


def stop(position: float, kind: Any = "right", leader: Any = "none") -> dict[str, Any]:
    return {"tabs": (TabStop(position, kind, leader),)}


def tabbed(*content: Any, position: float, **more: Any) -> Any:
    return paragraph("Trái", Tab(STYLE), *content, **stop(position, **more))


def wide(*blocks: Any, width_pt: float = 600.0, **more: Any) -> Table:
    return table([cell(paragraph("Cột một")), cell(*(blocks or (paragraph("Cột hai"),)), column=1)], width_pt=width_pt, **more)


def data(width_pt: float, count: int = 5, **form: Any) -> Table:
    """A table of data: a head, and rows of plain cells."""
    rows = [[cell(paragraph(f"{row}.{at}", **form), column=at) for at in range(3)] for row in range(count)]
    return table(Row(tuple(rows[0]), header=True), *rows[1:], width_pt=width_pt)


def bordered(width_pt: float, borders: Borders, fill: str | None = None) -> Table:
    return table([cell(paragraph("Cột")), cell(paragraph(), column=1, borders=borders, fill=fill)], width_pt=width_pt)


def noted(*blocks: Any, **more: Any) -> Paper:
    note = Note("1", "footnote", (paragraph("Chú thích", **more),))
    return Paper((section(paragraph("Thân", NoteMark("1", "1", STYLE)), *blocks),), notes=(note,), compat_mode=15)


def said(*blocks: Any, **more: Any) -> list[tuple[str, str]]:
    """What is said of a paper: of each construct its code and its place."""
    value = blocks[0] if isinstance(blocks[0], Paper) else Paper((section(*blocks, **more),), compat_mode=15)
    found = [one for one in Laid(value).setter.constructs if one.problem.code.endswith("-beyond-paper")]
    assert all(one.name == "w:pgSz" and one.lost for one in found)
    return [(one.problem.code.removesuffix("-beyond-paper"), one.problem.place) for one in found]


BEYOND: dict[str, tuple[list[Any], list[tuple[str, str]]]] = {
    "right stop beyond the edge": ([tabbed("Số 12", position=500)], [("text", "trang 1")]),
    "right stop beyond the edge, a leader before it": ([tabbed("12", position=500, leader="dot")], [("text", "trang 1")]),
    "a stop on the second page": ([lines("A", 40), tabbed("Số 12", position=500)], [("text", "trang 2")]),
    "on two pages": ([tabbed("1", position=560), lines("A", 40), tabbed("2", position=560)], [("text", "trang 1, trang 2")]),
    "indent beyond the left edge": ([paragraph("Đoạn văn", left_pt=-110)], [("text", "trang 1")]),
    "indent beyond the left edge, many lines": ([paragraph(LONG, left_pt=-110)], [("text", "trang 1")]),
    "first line beyond the left edge": ([paragraph("Đoạn văn", first_line_pt=-120)], [("text", "trang 1")]),
    "indent beyond the right edge": ([paragraph("Đoạn", left_pt=520)], [("text", "trang 1")]),
    "right indent beyond the edge": ([paragraph(LONG, right_pt=-120)], [("text", "trang 1")]),
    "right end beyond the edge": ([paragraph("Đoạn văn", right_pt=-120, alignment="right")], [("text", "trang 1")]),
    "letters that go back": ([paragraph("Đoạn văn", style=BACK)], [("text", "trang 1")]),
    "letters that go back, centred": ([paragraph("Đoạn", style=FAR_BACK, alignment="center")],
                                      [("text", "trang 1")]),
    "letters that go back, of two looks": ([paragraph("Đoạn ", Text("văn", BACK))], [("text", "trang 1")]),
    "two looks": ([paragraph("Đoạn ", Text("văn", HUGE), left_pt=-110)], [("text", "trang 1")]),
    "a letter wider than its column": ([paragraph("W", style=HUGE, left_pt=395)], [("text", "trang 1")]),
    "letters higher than their line": ([paragraph("Đ", style=HUGE, line=10, line_rule="exact")], [("text", "trang 1")]),
    "letters higher than half a line": ([paragraph("Đ", style=HUGE, line=0.05)], [("text", "trang 1")]),
    "letters raised off the paper": ([paragraph("Đ", style=RAISED, line=10, line_rule="exact")], [("text", "trang 1")]),
    "a line higher than the paper": ([paragraph("Đ", line=1000, line_rule="exact")], [("text", "trang 1")]),
    "a wide picture": ([paragraph(picture(500, 50))], [("picture", "trang 1")]),
    "a centred picture": ([paragraph(picture(610, 50), alignment="center")], [("picture", "trang 1")]),
    "a high picture": ([paragraph(picture(50, 900))], [("picture", "trang 1")]),
    "a picture in a table": ([wide(paragraph(picture(400, 20)), width_pt=400.0)], [("picture", "trang 1")]),
    "a picture off the paper": ([paragraph(at(picture(50, 20), 700, 50))], [("picture", "trang 1")]),
    "a picture above the paper": ([paragraph(at(picture(50, 20), 50, -40))], [("picture", "trang 1")]),
    "a picture half below it": ([paragraph(at(picture(50, 20), 50, 832))], [("picture", "trang 1")]),
    "a picture behind all, off it": ([paragraph(at(picture(50, 20), 700, 50, behind=True))], [("picture", "trang 1")]),
    "a place to sign off the paper": ([paragraph(at(Slot("chu_ky", "Chữ ký"), 580, 50))], [("slot", "trang 1")]),
    "a rule off the paper": ([paragraph(at(Rule(300, 0), 400, 50, 300, 0))], [("stroke", "trang 1")]),
    "a slanting rule": ([paragraph(at(Rule(300, 40), 400, 50, 300, 40))], [("stroke", "trang 1")]),
    "a box off the paper": (
        [paragraph(at(Box(120, 50, (paragraph("Khung chữ dài"),), LINE, inset_pt=(0, 0, 0, 0)), 560, 50, 120, 50))],
        [("stroke", "trang 1"), ("text", "trang 1")],
    ),
    "a box whose text runs off the paper": ([paragraph(at(Box(90, 20, (lines("Khung", 9),)), 50, 800, 90, 20))],
                                            [("text", "trang 1")]),
    "an indent in a box": ([paragraph(at(Box(90, 20, (paragraph("Khung", left_pt=-80),)), 50, 50, 90, 20))],
                           [("text", "trang 1")]),
    "a wide table": ([wide(width_pt=1000.0)], [("text", "trang 1")]),
    "a wide table of data": ([data(1000.0)], [("text", "trang 1")]),
    "a wide table on two pages": ([lines("A", 32), data(1000.0)], [("text", "trang 1, trang 2")]),
    "a table off the left edge": ([wide(left_pt=-130)], [("text", "trang 1")]),
    "a centred table": ([wide(width_pt=700.0, alignment="center")], [("text", "trang 1")]),
    "an empty cell with a border": ([bordered(600.0, GRID)], [("stroke", "trang 1")]),
    "an empty cell with a fill": ([bordered(600.0, Borders(), "FFFF00")], [("stroke", "trang 1")]),
    "an indent in a cell": ([wide(paragraph("Cột hai", left_pt=-320), width_pt=400.0)], [("text", "trang 1")]),
    "an indent in a cell of data": ([data(400.0, left_pt=-120)], [("text", "trang 1")]),
    "a stop in a cell": ([wide(tabbed("12", position=320), width_pt=400.0)], [("text", "trang 1")]),
    "a table in a cell": ([wide(table([cell(paragraph("Cột")), cell(paragraph("Trong"), column=1)], width_pt=600.0),
                                width_pt=400.0)], [("text", "trang 1")]),
    "a frame off the paper": ([paragraph("Khung", borders=GRID, right_pt=-100, alignment="center")], [("stroke", "trang 1")]),
    "a note": ([noted(paragraph("A"), left_pt=-110)], [("text", "trang 1")]),
}  # fmt: skip


@pytest.mark.parametrize("name", BEYOND)
def test_what_stands_beyond_the_paper_is_said(name: str) -> None:
    blocks, expected = BEYOND[name]
    for _ in range(3):                           # said each time, though most of it is kept from the first
        assert said(*blocks) == expected


INSIDE: dict[str, list[Any]] = {
    "right stop in the margin": [tabbed("Số 12", position=490)],
    "a left stop beyond it: its words go to the next line": [tabbed("Số 12", position=500, kind="left")],
    "right stop at the edge": [tabbed("Số 12", position=495)],
    "a blank behind a stop beyond it": [tabbed(" ", position=500)],
    "indents in the margins": [paragraph(LONG, left_pt=-99, right_pt=-94)],
    "a squeezed text from edge to edge": [paragraph(LONG, left_pt=-100, right_pt=-95, alignment="justify")],
    "letters higher than their line": [paragraph("Đ", style=replace(HUGE, size_pt=30.0), line=10, line_rule="exact")],
    "letters raised": [paragraph("Đ", style=replace(RAISED, raise_pt=30.0), line=10, line_rule="exact")],
    "letters that stand close": [paragraph("Đoạn văn", style=replace(HUGE, size_pt=14.0, spacing_pt=-5.0))],
    "a picture from edge to edge": [paragraph(picture(595, 50), left_pt=-100)],
    "a picture over all of the paper": [paragraph(at(picture(595, 842), 0, 0, 595, 842))],
    "a background that runs off it": [paragraph(at(picture(620, 870), -12, -12, 620, 870, behind=True))],
    "a hidden kind of picture": [paragraph(replace(picture(900, 50), media_type="image/x-emf"))],
    "a table from edge to edge": [wide(width_pt=595.0, left_pt=-100)],
    "a wide table, empty beyond the paper": [bordered(900.0, Borders())],
    "… with a white fill": [bordered(900.0, Borders(), "FFFFFF")],
    "a table of data that hangs a little": [data(400.0, left_pt=-6, right_pt=-6)],
    "a row that hides what is too low": [table(Row((cell(lines("A", 60)),), height_pt=40, height_rule="exact"))],
    "a long text": [paragraph(LONG * 4, alignment="justify")],
    "a box at the edge": [paragraph(at(Box(90, 50, (paragraph("Khung"),), LINE), 505, 792, 90, 50))],
    "a frame at the edge": [paragraph("Khung", borders=GRID, right_pt=-94)],
    "a rule at the edge": [paragraph(at(Rule(595, 0), 0, 842, 595, 0))],
    "a note": [noted(paragraph("A"), left_pt=-99)],
}


@pytest.mark.parametrize("name", INSIDE)
def test_what_ends_on_the_paper_is_not(name: str) -> None:
    assert said(*INSIDE[name]) == []


@pytest.mark.parametrize(("more", "expected"), [
    ({"headers": HeaderFooter((tabbed("12", position=500),))}, [("text", "đầu trang")]),
    ({"footers": HeaderFooter((tabbed("12", position=500),))}, [("text", "chân trang")]),
    ({"footers": HeaderFooter((tabbed(Field("PAGE", HUGE), position=500),))}, [("text", "chân trang")]),
    ({"headers": HeaderFooter((lines("A", 3),)), "header_pt": -40.0}, [("text", "đầu trang")]),
    ({"footers": HeaderFooter((lines("A", 3),)), "footer_pt": -40.0}, [("text", "chân trang")]),
    ({"headers": HeaderFooter((lines("A", 50),))}, [("text", "đầu trang, trang 1")]),       # the body below it as well
    ({"footers": HeaderFooter((lines("A", 50),))}, [("text", "chân trang")]),
    ({"headers": HeaderFooter((lines("A", 2),)), "header_pt": 0.0}, []),
    ({"footers": HeaderFooter((lines("A", 2),)), "footer_pt": 0.0}, []),
    ({"headers": HeaderFooter((wide(width_pt=1000.0),))}, [("text", "đầu trang")]),
    ({"headers": HeaderFooter((paragraph(at(picture(50, 20), 590, 10)),))}, [("picture", "đầu trang")]),
    ({"left_pt": -30.0, "right_pt": 200.0}, [("text", "trang 1")]),
    ({"left_pt": 300.0, "right_pt": -200.0}, []),
    ({"borders": Borders(replace(LINE, space_pt=31.0), None, None, None), "top_pt": 10.0, "borders_from": "text"},
     [("stroke", "trang 1")]),
    ({"borders": Borders(None, None, None, replace(LINE, space_pt=31.0)), "left_pt": 10.0, "borders_from": "text"},
     [("stroke", "trang 1")]),
])  # fmt: skip
def test_what_stands_around_the_body(more: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    for _ in range(3):
        assert said(paragraph("Thân"), **more) == expected


def test_each_section_has_its_own_paper() -> None:
    """The same paragraph, kept, on papers of two widths."""
    block = tabbed("Số 12", position=500)
    parts: tuple[Section, ...] = (section(block, width_pt=842.0, right_pt=342.0), section(block))
    assert said(Paper(parts, compat_mode=15)) == [("text", "trang 2")]
    assert said(Paper(parts[:1], compat_mode=15)) == []


def test_what_is_beyond_is_named() -> None:
    value = Paper((section(tabbed("Số 12", position=500)),), compat_mode=15)
    (found,) = Laid(value).setter.constructs
    assert found.problem.message == "Chữ “Trái Số 12” nằm ngoài mép giấy: phần đó không in ra được."


def test_only_so_many_places_are_named() -> None:
    (found,) = said(*[block for at in range(25) for block in (tabbed(f"{at}", position=560), lines("A", 40))])
    assert found[1].count("trang") == 20
    assert found[1].endswith(", …")


def test_our_own_documents_are_not_looked_at_twice() -> None:
    """Nothing in them may stand beyond the paper, so that no page is asked."""
    for slug in doctypes.catalogue():
        setter = Typesetter(example_paper(slug), faces())
        pages(setter, Node("Document", None))
        assert not setter.strays, slug
