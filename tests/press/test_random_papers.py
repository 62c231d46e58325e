"""Papers that nobody would write come out whole or are refused by name: nothing is lost, moved, or on something else."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from service.blocks.tree import Node
from service.fonts import faces
from service.paper import (
    Field,
    HeaderFooter,
    Inline,
    Label,
    Note,
    NoteMark,
    Paper,
    Paragraph,
    Section,
    Tab,
    TabStop,
    Text,
)
from service.press import accepts, to_pdf
from service.press.paragraphs import spread
from service.press.setting import Clipped, Item, SetPage, Words, loose
from service.press.sheets import pages
from service.press.typesetter import Typesetter
from tests.html.printing import STYLE, paper, paragraph, section
from tests.pdf.reading import reading
from tests.pdf.tagged import tagged
from tests.press.random_papers import papers

CHECKED = settings(max_examples=60, deadline=None, derandomize=True, database=None,
                   phases=(Phase.generate,),               # Phase.shrink makes a failing paper small, with patience
                   suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example])
SAME_PT = 0.1


def shown(texts: list[str]) -> list[str]:
    """The words, small capitals as capitals, without what shows nothing (where a word may be parted)."""
    whole = unicodedata.normalize("NFC", " ".join(texts)).upper().replace("\u2011", "-")
    return "".join(char for char in whole if unicodedata.category(char) not in ("Cf", "Cc") or char.isspace()).split()


def laid(value: Paper) -> list[SetPage]:
    return pages(Typesetter(value, faces(), foreign=True), Node("Document", None))


class Line(NamedTuple):
    """A line on a page; `hang_pt` of its height is room below its text that may be missing at the end of a page."""

    left_pt: float
    right_pt: float
    top_pt: float
    bottom_pt: float
    hang_pt: float


def lines(items: list[Item], x: float = 0.0, y: float = 0.0) -> Iterator[Line]:
    """All lines that show something."""
    for item in loose(items):
        if isinstance(item, Clipped):
            yield from lines(list(item.items), item.x_pt, item.y_pt)
        elif isinstance(item, Words):
            bottoms = item.paragraph.bottoms_pt
            base = y + item.y_pt - (bottoms[item.start - 1] if item.start else 0.0)
            strips = spread(item.paragraph).strips[item.start : item.stop]
            for strip, bottom in zip(strips, bottoms[item.start : item.stop], strict=True):
                if strip.shows:
                    left = min(show.x_pt for show in strip.shows)
                    right = max(show.x_pt + show.width_pt for show in strip.shows)
                    end = base + bottom
                    yield Line(x + item.x_pt + left, x + item.x_pt + right, end - strip.height_pt, end, strip.hang_pt)


@CHECKED
@given(papers())
def test_every_character_is_read_once_and_in_its_order(value: Paper) -> None:
    if accepts(value):
        return
    made = to_pdf(value, faces(), foreign=True)
    found = tagged(made.pdf)
    assert shown(found.texts) == shown(reading(value))
    assert not found.loose
    assert made.pages >= 1


@CHECKED
@given(papers(calm=True))
def test_nothing_stands_outside_its_page_or_on_another_line(value: Paper) -> None:
    for page in laid(value):
        frame = page.frame
        body = sorted(lines(page.items), key=lambda line: line.top_pt)
        for line in (*body, *lines(page.around.header), *lines(page.around.footer)):
            assert line.left_pt >= -SAME_PT
            assert line.right_pt <= frame.page_width_pt + SAME_PT
        for line in body:
            assert line.top_pt >= frame.top_pt - SAME_PT
            end = line.bottom_pt - line.hang_pt
            alone = line.top_pt <= frame.top_pt + frame.height_pt / 2
            assert end <= frame.top_pt + frame.height_pt + SAME_PT or alone
        for number, line in enumerate(body):
            for other in body[number + 1 :]:
                beside = other.left_pt >= line.right_pt - SAME_PT or line.left_pt >= other.right_pt - SAME_PT
                assert beside or other.top_pt >= line.bottom_pt - SAME_PT, (line, other)


@CHECKED
@given(papers())
def test_the_same_paper_gives_the_same_bytes(value: Paper) -> None:
    if not accepts(value):
        assert to_pdf(value, faces(), foreign=True).pdf == to_pdf(value, faces(), foreign=True).pdf


# ---------------------------------------------------------------- what was found so

@pytest.mark.parametrize("inlines", [
    (NoteMark("1", "(1)", STYLE), Text("a) Điểm", STYLE)), (Text("a", STYLE), NoteMark("1", "(1)", STYLE), Text(") Điểm", STYLE)),
    (Text("a) ", STYLE), NoteMark("1", "(1)", STYLE), Text("Điểm", STYLE)),
])  # fmt: skip
def test_the_sign_of_a_note_keeps_its_place_beside_a_typed_label(inlines: tuple[Inline, ...]) -> None:
    value = paper(paragraph(*inlines), paragraph("b) Điểm"), notes=(Note("1", "footnote", (paragraph("Chú thích"),)),))
    assert shown(tagged(to_pdf(value, faces()).pdf).texts) == shown(reading(value))


@pytest.mark.parametrize("content", [
    paragraph("Tổng số", Tab(STYLE), "một " * 30, tabs=(TabStop(200, "right"),)),
    paragraph("một " * 30, label=Label("IV.", STYLE), tabs=(TabStop(200, "decimal"),)),
])  # fmt: skip
def test_a_tab_without_room_still_parts_words(content: Paragraph) -> None:
    assert shown(tagged(to_pdf(paper(content), faces()).pdf).texts) == shown(reading(paper(content)))


@pytest.mark.parametrize("spacing", [-3.5, -100.0])
def test_leaders_that_their_spacing_takes_back_are_none(spacing: float) -> None:
    style = replace(STYLE, spacing_pt=spacing)
    value = paper(paragraph("Tổng số", Tab(style), "12", tabs=(TabStop(200, "right", "dot"),)))
    assert shown(tagged(to_pdf(value, faces()).pdf).texts) == shown(reading(value))


# ---------------------------------------------------------------- the ends of what is possible

LONG = "".join(chr(ord("a") + number % 26) for number in range(10_000))


@pytest.mark.parametrize("alignment", ["left", "justify", "distribute", "center"])
def test_a_word_of_ten_thousand_characters_is_cut(alignment: str) -> None:
    value = paper(paragraph(LONG, alignment=alignment))
    made = to_pdf(value, faces())
    assert "".join(tagged(made.pdf).texts) == LONG
    assert made.pages > 1
    for page in laid(value):
        assert all(line.right_pt <= 500 + SAME_PT for line in lines(page.items))


def test_a_column_of_one_point_takes_a_character_a_line() -> None:
    whole = section(paragraph("Quyết định khen thưởng", alignment="justify"))
    narrow = replace(whole, left_pt=300.0, right_pt=whole.width_pt - 301.0)
    value = Paper((narrow,))
    assert accepts(value) == ()
    assert tagged(to_pdf(value, faces()).pdf).texts == ["Quyết định khen thưởng"]
    assert sum(1 for page in laid(value) for _ in lines(page.items)) == len("Quyếtđịnhkhenthưởng")


@pytest.mark.parametrize(("size", "margin"), [((2.83, 2.83), 0.0), ((20.0, 20.0), 10.0), ((20000.0, 842.0), 50.0)])
def test_a_page_that_cannot_be_is_refused_by_name(size: tuple[float, float], margin: float) -> None:
    odd = Section(*size, margin, margin, margin, margin, 0, 0, (paragraph("Nơi nhận"),))
    assert accepts(Paper((odd,)))


def test_a_page_lower_than_its_lines_takes_one_each() -> None:
    low = Section(300, 12, 1, 10, 1, 10, 0, 0, (paragraph("một " * 40), paragraph("hai")))
    found = laid(Paper((low,)))
    assert [len(list(lines(page.items))) for page in found] == [1] * len(found)
    assert tagged(to_pdf(Paper((low,)), faces()).pdf).texts == ["một " * 39 + "một", "hai"]


@pytest.mark.parametrize("value", [
    paper(), paper(paragraph()), paper(paragraph("")), paper(paragraph("   ")), Paper((section(), section(), section())),
])  # fmt: skip
def test_empty_everything_is_an_empty_page(value: Paper) -> None:
    made = to_pdf(value, faces())
    assert made.pages == len(value.sections)
    assert tagged(made.pdf).texts == []


def test_a_paper_without_sections_is_refused_by_name() -> None:
    assert [one.message for one in accepts(Paper(()))] == ["Văn bản không có trang nào."]


def test_a_header_higher_than_its_page_does_not_go_on_for_ever() -> None:
    high = HeaderFooter(tuple(paragraph("đầu trang") for _ in range(100)))
    value = Paper((section(paragraph("một " * 300), headers=high),))
    made = to_pdf(value, faces())
    assert tagged(made.pdf).texts == [" ".join(["một"] * 300)]


def test_numbers_of_pages_are_right_on_every_page() -> None:
    """More than nine pages, so that two digits stand in the room of one."""
    foot = HeaderFooter((paragraph("trang ", Field("PAGE", STYLE), " trên ", Field("NUMPAGES", STYLE), alignment="right"),))
    blocks = [paragraph(f"Điều {number}.", page_break_before=True) for number in range(12)]
    found = tagged(to_pdf(Paper((section(*blocks, footers=foot),)), faces()).pdf)
    said = [re.sub(r"\s+", " ", text) for _, kind, text in found.artifacts if kind == "Pagination/Footer"]
    assert said == [f"trang {number} trên 12" for number in range(1, 13)]
