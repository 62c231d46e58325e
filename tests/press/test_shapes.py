"""A tree that comes again is the one that would have been written."""

from __future__ import annotations

from itertools import product

import pytest

from service.blocks.tree import Node
from service.fonts import faces
from service.paper import Block, Border, Borders, Break, Float, Paper, Position, Row, Slot, Table, Text
from service.press import shapes, to_pdf
from service.press.paint import paint
from service.press.setting import SetPage
from service.press.sheets import pages
from service.press.typesetter import Typesetter
from tests.press.laying import STYLE, cell, lines, paper, paragraph, table


def slot(name: str) -> Float:
    return Float(Slot(name, "Người ký"), 100, 40, Position("page", 100.0), Position("page", 300.0))


def ruled(*right: Block) -> Table:
    """Two columns under a heading row."""
    border = Borders(*(Border(),) * 4)
    rows = [[cell(lines(f"{n}"), borders=border), cell(*right, column=1, borders=border)] for n in range(3)]
    return table(Row(tuple(rows[0]), header=True), *rows[1:])


BLOCKS: dict[str, Block] = {
    "a paragraph": lines("Lời"),
    "a long one": lines("Dài", 45),
    "nothing": lines(""),
    "an item": lines("- Một"),
    "an item in it": lines("+ Hai"),
    "a heading": lines("I. MỤC ĐÍCH", outline_level=0),
    "a deeper one": lines("1. Mục", outline_level=1),
    "a title": lines("KẾ HOẠCH", style_id="ten_loai"),
    "its words": lines("Tổ chức hội nghị", style_id="trich_yeu"),
    "a page's end": paragraph("Trang", Break("page", STYLE)),
    "things in place": table([cell(lines("Trái"), lines("- Gạch")), cell(lines("Phải"), column=1)]),
    "data": ruled(lines("Một"), lines("Hai")),
    "data with a gap": ruled(lines("Một"), lines("")),
    "data of blocks": ruled(lines("Một"), lines("- Hai"), lines("Ba")),
    "a place to sign": paragraph("Ký", slot("ky")),
    "a link": paragraph(Text("Cổng", STYLE, link="https://example.gov.vn")),
}


def drawn(value: Paper) -> tuple[Node, list[SetPage]]:
    root = Node("Document", None)
    return root, pages(Typesetter(value, faces()), root)


def test_papers_print_alike_whatever_was_printed_before(monkeypatch: pytest.MonkeyPatch) -> None:
    values = [paper(*(BLOCKS[name] for name in (*pair, "a paragraph"))) for pair in product(BLOCKS, repeat=2)
              if pair.count("a place to sign") < 2]
    for value in values:
        to_pdf(value, faces())
    again = [to_pdf(value, faces()).pdf for value in values]
    monkeypatch.setattr(shapes, "known", lambda _shape, _numbers: None)
    assert [to_pdf(value, faces()).pdf for value in values] == again


@pytest.mark.parametrize(
    ("blocks", "others"),
    [
        (["a paragraph"], ["a heading"]),
        (["an item", "an item"], ["an item", "an item in it"]),
        (["a paragraph", "a long one"], ["a long one", "a paragraph"]),
        (["a place to sign"], ["a paragraph"]),
        (["things in place"], ["a paragraph"]),
        (["data"], ["data with a gap"]),
        (["data"], ["data of blocks"]),
    ],
)
def test_what_has_another_tree_has_another_shape(blocks: list[str], others: list[str]) -> None:
    assert _key(*(BLOCKS[name] for name in blocks)) != _key(*(BLOCKS[name] for name in others))


def test_words_are_no_part_of_a_shape() -> None:
    assert _key(lines("Một"), lines("- Hai"), lines("- Ba")) == _key(lines("Bốn"), lines("- Năm"), lines("- Sáu"))


def test_what_is_made_for_its_document_has_no_shape() -> None:
    root, laid = drawn(paper(BLOCKS["a link"]))
    assert shapes.shape(root, laid, [paint(page) for page in laid]) is None


def _key(*blocks: Block) -> object:
    root, laid = drawn(paper(*blocks))
    found = shapes.shape(root, laid, [paint(page) for page in laid])
    assert found is not None
    return found.key
