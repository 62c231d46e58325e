"""Rows of data come without their cells: what they say of themselves is what these hold, and the press makes the same of both."""

from __future__ import annotations

from dataclasses import replace

import pytest

from service import press
from service.fonts import faces
from service.paper import Paper, Paragraph, Row, Table
from service.read import Straight
from tests.read.drawn import p, r
from tests.read.test_straight import cell, package, row, table

LINK = '<w:hyperlink w:anchor="muc">{0}</w:hyperlink>'.format
# what stands in the cells of each row of a record → whether its rows come without cells
ROWS = {
    "words": (row("{n}", "{w}"), True),
    "words and what is always the same": (row("Hàng", "{w}", "", "Số {w}"), True),
    "capitals": (f"<w:tr>{cell('{n}')}<w:tc>{p(r('{w}', '<w:caps/>'))}</w:tc></w:tr>", True),
    "two runs that join": (f"<w:tr>{cell('{n}')}<w:tc>{p(r('{w}') + r(' {n}'))}</w:tc></w:tr>", True),
    "two looks": (f"<w:tr>{cell('{n}')}<w:tc>{p(r('{w}') + r(' {n}', '<w:b/>'))}</w:tc></w:tr>", False),
    "a link": (f"<w:tr>{cell('{n}')}<w:tc>{p(LINK(r('{w}')))}</w:tc></w:tr>", False),
    "a tab, always the same": (f"<w:tr>{cell('{n}')}<w:tc>{p('<w:r><w:tab/></w:r>')}</w:tc></w:tr>", True),
    "two paragraphs": (f"<w:tr>{cell('{n}')}<w:tc>{p(r('{w}'))}{p(r('{w}'))}</w:tc></w:tr>", False),
}
WORDS = ("một", "hai &amp; ba", "bốn", "mười", "năm")
MARKS = (("tên", ()), ("a\u0301\u0328x \u05d0", ("press-right-to-left", "press-mark")))


def written(one: str, words: str) -> Paper:
    """The last of three papers of a template, with other rows each."""
    straight = Straight(package(p("gốc")))
    for last in ("a", "b", words):
        texts = [*WORDS[:4], last]
        rows = [one.replace("{w}", text).replace("{n}", str(number)) for number, text in enumerate(texts)]
        body = p(r("Danh sách")) + table(row("TT", "Tên"), *rows, row("", "Cộng"), widths=(2000,) * 4)
        made = straight.read({}, package(body)["word/document.xml"].decode())
    return made


def opened(value: Paper) -> Paper:
    """The paper, each row with its cells."""
    def rows(block: Paragraph | Table) -> Paragraph | Table:
        return replace(block, rows=tuple(map(replace, block.rows))) if isinstance(block, Table) else block

    return replace(value, sections=tuple(replace(one, blocks=tuple(map(rows, one.blocks))) for one in value.sections))


def data_of(value: Paper) -> list[Row]:
    return [row for block in value.sections[0].blocks if isinstance(block, Table) for row in block.rows[1:-1] if row.plain]


@pytest.mark.parametrize("name", ROWS)
def test_a_row_says_what_its_cells_hold(name: str) -> None:
    one, plain = ROWS[name]
    value = written(one, "mới")
    rows = data_of(value)
    assert bool(rows) == plain
    for found in rows:
        assert found.plain is not None
        held = [block.text for cell in found.cells for block in cell.blocks if isinstance(block, Paragraph)]
        assert held == [words or like.blocks[0].text for words, like in zip(found.plain.words, found.form.cells, strict=True)]
        assert found.form is rows[0].form
        for made, like in zip(found.cells, found.form.cells, strict=True):
            assert replace(made, blocks=()) == replace(like, blocks=())
            first, second = made.blocks[0], like.blocks[0]
            assert isinstance(first, Paragraph)
            assert isinstance(second, Paragraph)
            assert first.format is second.format
            assert first.mark is second.mark
    assert opened(value) == value


@pytest.mark.parametrize("name", ROWS)
def test_the_press_makes_the_same_of_rows_with_and_without_cells(name: str) -> None:
    value = written(ROWS[name][0], "mới")
    assert press.to_pdf(value, faces()).pdf == press.to_pdf(opened(value), faces()).pdf


@pytest.mark.parametrize(("words", "codes"), MARKS)
def test_what_the_press_cannot_set_is_named_in_either(words: str, codes: tuple[str, ...]) -> None:
    value = written(ROWS["words"][0], words)
    found = press.accepts(value)
    assert tuple(one.code for one in found) == codes
    assert found == press.accepts(opened(value))
