"""A plain row drawn and tagged in one go shows what its parts would show one by one: same letters, same borders, same tags."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any

import pypdfium2
import pytest

from service.blocks.tree import Node
from service.fonts import faces
from service.paper import Block, Border, Label, Paper, Paragraph, Properties, Row, Table, Text
from service.press.document import write
from service.press.setting import Band, Line, SetPage, loose
from service.press.sheets import pages
from service.press.typesetter import Typesetter
from service.read.recipes import recipe
from tests.html.printing import BOLD, STYLE, lines, paper, paragraph
from tests.pdf.tagged import tagged
from tests.press.test_tables import BOX, NONE, cell, page_of, table

THICK = replace(BOX, top=Border(width_pt=2.0), left=Border("double", 1.5, color="C00000"))
SMALL = replace(STYLE, size_pt=10.0)
UNDERLINED = replace(STYLE, underline="single")
LONG = "Trường Tiểu học Lê Đức Thọ và các trường Mầm non"
CELLS: tuple[str | Paragraph, ...] = (
    "1", "Giáo viên", LONG, "", "hai  blank", "Ω", paragraph(), paragraph(LONG, alignment="justify"),
    paragraph("12.120.000", alignment="right", right_pt=4.0), paragraph("x", alignment="center", before_pt=3.0, after_pt=5.0),
    paragraph(LONG, style=SMALL, line=1.3), paragraph("đậm ", Text("thường", BOLD)), paragraph("gạch", style=UNDERLINED),
    paragraph("có nhãn", label=Label("1.", STYLE), left_pt=18.0, first_line_pt=-18.0),
    paragraph("đỏ", style=replace(STYLE, color="FF0000")),
)  # fmt: skip


def laid(value: Paper) -> tuple[list[SetPage], Node]:
    root = Node("Document", None)
    return pages(Typesetter(value, faces()), root), root


def both(value: Paper) -> tuple[bytes, bytes, int]:
    """The paper as PDF, and with every row in its parts; and how many rows were one item."""
    found, root = laid(value)
    rows = sum(len(item.rows) for page in found for item in page.items if type(item) is Band)
    whole = write(found, root, Properties(title="Bảng"), None)
    found, root = laid(value)
    for page in found:
        page.items = list(loose(page.items))
    return whole, write(found, root, Properties(title="Bảng"), None), rows


def pictured(pdf: bytes) -> list[bytes]:
    return [bytes(page.render(scale=2, grayscale=True).buffer) for page in pypdfium2.PdfDocument(pdf)]



def assert_same(value: Paper, least: int) -> None:
    whole, parts, rows = both(value)
    assert rows >= least
    mine, theirs = tagged(whole), tagged(parts)
    assert (mine.document, mine.loose, mine.drawn) == (theirs.document, theirs.loose, theirs.drawn)
    assert [one for one in mine.artifacts if one[2]] == [one for one in theirs.artifacts if one[2]]
    for one, other in zip(lines(whole), lines(parts), strict=True):
        assert (one.page, one.text) == (other.page, other.text)
        assert (one.x_pt, one.y_pt, one.right_pt) == pytest.approx((other.x_pt, other.y_pt, other.right_pt), abs=0.003)
    for page, same in zip(pictured(whole), pictured(parts), strict=True):
        assert max(abs(one - other) for one, other in zip(page, same, strict=True)) <= 24        # a shade at a letter's edge


def rows_of(random: Random, count: int, columns: int, **more: Any) -> list[Row]:
    out = []
    for _ in range(count):
        looks = {
            "vertical": random.choice(("top", "center", "bottom")), "borders": random.choice((BOX, BOX, THICK)),
            "fill": random.choice((None, None, "D9E2F3")),
            "margin_pt": random.choice(((0.0, 5.4, 0.0, 5.4), (2.0, 3.0, 4.0, 5.0))),
        }  # fmt: skip
        cells = tuple(cell(random.choice(CELLS), column=column, **looks) for column in range(columns))
        height = random.choice((0.0, 0.0, 30.0))
        out.append(Row(cells, height, "at_least" if height else "auto", random.random() < 0.5, **more))
    return out


@pytest.mark.parametrize("seed", range(6))
def test_any_plain_rows(seed: int) -> None:
    random = Random(seed)
    columns = 2 + seed % 3
    head = rows_of(random, 1, columns, header=True) if seed % 2 else []
    value = table(*head, *rows_of(random, 14, columns), grid=(90.0,) * columns)
    assert_same(page_of(260.0, value, paragraph("dưới")), 4)


TABLES: dict[str, tuple[Table, int]] = {
    "empty cells": (table(*[Row((cell("a"), cell(paragraph(), column=1)))] * 3), 3),
    "nothing but borders": (table(*[Row((cell(paragraph()), cell(paragraph(), column=1)))] * 3), 3),
    "wide cells": (table(Row((cell("cả hai", span=2),)), Row((cell("a"), cell("b", column=1)))), 2),
    "rows that a merge ties": (
        table(Row((cell("a", row_span=2), cell("b", column=1))), Row((cell("c", column=1),)),
              Row((cell("d"), cell("e", column=1)))), 0,
    ),
    "groups": (
        table(Row((cell("TT"), cell("Tên", column=1)), header=True), Row((cell("I. TẬP THỂ", span=2),)),
              Row((cell("1"), cell("Tổ 1", column=1)))), 3,
    ),
    "one column of many rows, no borders": (
        table(Row((cell("TT", borders=NONE),), header=True), *[Row((cell(str(n), borders=NONE),)) for n in range(40)],
              grid=(60.0,)), 35,
    ),
    "a cell of two paragraphs": (table(Row((cell("a", "b"), cell("c", column=1))), Row((cell("d"), cell("e", column=1)))), 1),
}  # fmt: skip


@pytest.mark.parametrize("name", TABLES)
def test_rows_of_every_kind(name: str) -> None:
    value, least = TABLES[name]
    assert_same(page_of(400.0, value), least)


@pytest.mark.parametrize("height", [45.0, 61.0, 85.0, 123.0])
def test_rows_that_a_page_cuts(height: float) -> None:
    rows = [Row((cell(LONG * (1 + n % 3)), cell(str(n), column=1))) for n in range(6)]
    assert_same(page_of(height, paragraph("trên"), table(*rows, grid=(90.0, 60.0)), paragraph("dưới")), 0)


def test_a_row_speaks_for_its_cells_until_somebody_asks() -> None:
    value: tuple[Block, ...] = (table(Row((cell("a"), cell(paragraph(), column=1)))),)
    found, _ = laid(paper(*value))
    ((item,),) = [item.rows for item in found[0].items if type(item) is Band]
    assert item.shown == (True, False)
    assert isinstance(item.node, Line)
    assert item.node.kids == []
    assert len(item.apart()) == 3                # its borders and two cells
    cells = list(item.node.kids)
    assert [one.tag for one in cells if isinstance(one, Node)] == ["TD", "TD"]
    item.apart()
    assert item.node.kids == cells


WORDS = ("1", "Giáo viên", LONG, "hai  blank", "Ω", "trước – sau", "Trường-Tiểu-học-Lê-Đức-Thọ-và-các-trường-khác", "12.120.000")


def alike(random: Random, count: int, fixed: Paragraph) -> list[Row]:
    """Rows as a template makes them: two columns of texts, and one that always says the same."""
    looks = {"vertical": random.choice(("top", "center", "bottom")), "fill": random.choice((None, "D9E2F3"))}
    columns = [
        paragraph("ạ–x0z", alignment=random.choice(("left", "center", "right", "justify")), keep_next=random.random() < 0.5),
        fixed, paragraph("ạ–x1z", style=random.choice((STYLE, SMALL, UNDERLINED)), before_pt=2.0),
    ]  # fmt: skip
    cells = tuple([cell(one, column=at, **looks) for at, one in enumerate(columns)])
    height = random.choice((0.0, 0.0, 30.0))
    value = Row(cells, height, "at_least" if height else "auto", random.random() < 0.5)
    make = recipe(value, "").make
    return [make([random.choice(WORDS), random.choice(WORDS)], f"hàng {number}") for number in range(count)]


def drawn(value: Paper) -> bytes:
    found, root = laid(value)
    return write(found, root, Properties(title="Bảng"), None)


FIXED = (
    paragraph(), paragraph("luôn vậy"), paragraph("đậm ", Text("thường", BOLD)), paragraph("có nhãn", label=Label("1.", STYLE)),
)  # fmt: skip


@pytest.mark.parametrize("seed", range(16))
def test_rows_that_a_template_makes_are_those_of_any_other(seed: int) -> None:
    random = Random(seed)
    fixed = FIXED[seed % 4]
    rows = [one for count in (9, 1, 14) for one in alike(random, count, fixed)]
    assert all(row.plain for row in rows)
    head = Row((cell("TT"), cell("Tên", column=1), cell("Số", column=2)), header=True)
    grid, first = (90.0, 60.0, 120.0), [head] if seed % 2 else []
    value = page_of(260.0, table(*first, *rows, grid=grid), paragraph("dưới"))
    others = [replace(row) for row in rows]
    assert drawn(value) == drawn(page_of(260.0, table(*first, *others, grid=grid), paragraph("dưới")))
