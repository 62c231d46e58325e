"""Lines of Word's own print of the decree (word.md, rules 1 to 3): every one is filled with the same words."""

from __future__ import annotations

import json
from functools import lru_cache

import pytest

from service.fonts import faces
from service.lines import Line, Ruler, fill
from service.lines.atoms import Glyphs
from service.paper import Paragraph, ParagraphFormat, Text, TextStyle
from service.read import read
from tests.corpus.test_decree import bare
from tests.lines.test_plain import paragraphs
from tests.shared import SHARED

STYLE = TextStyle(size_pt=14.0)
needs_the_print = pytest.mark.skipif(SHARED is None, reason="the decree's print is not beside this checkout")


def shown(line: Line) -> str:
    return "".join(item.text for item in line.items if isinstance(item, Glyphs))


@lru_cache(maxsize=2)
def filled(name: str) -> frozenset[str]:
    """The lines of a file of the decree."""
    assert SHARED is not None
    paper = read((SHARED / f"corpus/decree/{name}.docx").read_bytes())
    ruler = Ruler(faces(), foreign=True)
    return frozenset(
        bare(shown(line))
        for paragraph, width_pt in paragraphs(paper)
        for line in fill(paragraph, ruler, width_pt, squeeze=paper.squeezes, default_tab_pt=paper.default_tab_pt)
    )


@needs_the_print
@pytest.mark.parametrize(("name", "count"), [("30_2020_ND_CP", 581), ("Phuluc2", 102)])
def test_every_line_of_prose_holds_the_words_that_word_put_on_it(name: str, count: int) -> None:
    assert SHARED is not None
    truth = json.loads((SHARED / "corpus/decree/word-lines.json").read_text("utf-8"))[name]
    prose = [row["text"] for row in truth if row["kind"] == "body" and len(row["text"]) > 12]
    assert len(prose) == count
    assert [text for text in prose if bare(text) not in filled(name)] == []


@needs_the_print
@pytest.mark.parametrize("line", ["phải được lập", "tiêu đề"], ids=["body, page 17", "the same page below"])
def test_two_typed_blanks_count_twice(line: str) -> None:
    """Rule 2: these lines end where they do because two blanks stand before the next word."""
    assert any(one.endswith(bare(line)) for one in filled("30_2020_ND_CP"))


@pytest.mark.parametrize("squeeze", [False, True])
def test_a_no_break_blank_neither_breaks_nor_stretches(squeeze: bool) -> None:
    """Rule 3: of six blanks four stretch."""
    text = "các thành\u00a0phố thuộc tỉnh Hà\u00a0Nam"
    paragraph = Paragraph((Text(text, STYLE),), ParagraphFormat(alignment="justify"), STYLE)
    (line,) = fill(paragraph, Ruler(faces()), 400.0, squeeze=squeeze)
    assert (line.gap_count, line.gaps_pt) == (4, 4 * 3.5)


@pytest.mark.parametrize("text", ["Ủy ban nhân dân tỉnh   ", "Ủy ban nhân dân tỉnh" + " " * 40])
def test_blanks_at_the_end_of_a_paragraph_open_no_line(text: str) -> None:
    for style in (STYLE, TextStyle(size_pt=14.0, caps="small")):
        paragraph = Paragraph((Text(text, style),), ParagraphFormat(), STYLE)
        width = sum(item.width_pt for item in fill(paragraph, Ruler(faces()), 900.0)[0].items)
        (line,) = fill(paragraph, Ruler(faces()), width)
        assert shown(line).lower() == text.strip().lower()
