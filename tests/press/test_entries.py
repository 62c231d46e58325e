"""Blocks → entries: what each becomes in the tree, and what an artifact does not."""

from __future__ import annotations

import gc
import sys
from copy import deepcopy
from itertools import permutations
from typing import Any

import pytest

from service.blocks.roles import Outline
from service.blocks.tree import Node
from service.fonts import faces
from service.paper import Block, Border, Borders, Break, Float, Label, Paragraph, Picture, Position
from service.press import entries as entries_module
from service.press.entries import entries
from service.press.setting import Entry, SetParagraph
from service.press.tables import set_table
from service.press.typesetter import Typesetter
from service.read.generations import Generations
from tests.press.laying import STYLE, lines, paper, paragraph, table


def tree(node: Node) -> list[Any]:
    """Tags, nested: a node without children is its tag."""
    kids = [kid for kid in node.kids if isinstance(kid, Node)]
    return [node.tag, *(kid.tag if not kid.kids else tree(kid) for kid in kids)]


def of(*blocks: Block, root: Node | None = None, outline: bool = True, **more: Any) -> list[Entry]:
    setter = Typesetter(paper(*blocks, compat_mode=more.pop("mode", 14)), faces())
    setter.set_table = set_table
    return entries(blocks, setter, width_pt=400, node=root, outline=Outline() if outline else None, **more)


def label(text: str, level: int = 0) -> Label:
    return Label(text, STYLE, level=level)


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        ([lines("Căn cứ Luật Thi đua"), lines("")], ["Document", "P", "P"]),
        (
            [lines("I. MỤC ĐÍCH", outline_level=0), lines("Lời"), lines("1. Nội dung", outline_level=3)],
            ["Document", "H1", "P", "H2"],
        ),
        (
            [lines("- Cá nhân;"), lines("- Tập thể;"), lines("+ Tổ;"), lines("+ Nhóm.")],
            ["Document", ["L", ["LI", "LBody"], ["LI", ["LBody", ["L", ["LI", "LBody"], ["LI", "LBody"]]]]]],
        ),
        (
            [paragraph("Một", label=label("1.")), paragraph("Hai", label=label("a)", 1)), lines("Lời"), lines("- Ba")],
            ["Document", ["L", ["LI", ["LBody", ["L", ["LI", "LBody"]]]]], "P", ["L", ["LI", "LBody"]]],
        ),
        (
            [lines("KẾ HOẠCH", style_id="ten_loai"), lines("Tổ chức hội nghị", style_id="trich_yeu"), lines("Lời")],
            ["Document", "H1", "P"],
        ),
    ],
    ids=["paragraphs", "headings", "typed items", "numbered items", "a heading of two lines"],
)  # fmt: skip
def test_every_block_has_its_node(blocks: list[Block], expected: list[Any]) -> None:
    root = Node("Document", None)
    found = of(*blocks, root=root)
    assert tree(root) == expected
    assert all(entry.node is not None for entry in found)


def test_a_heading_knows_its_line_in_the_outline() -> None:
    root = Node("Document", None)
    first, second = of(lines("KẾ HOẠCH", style_id="ten_loai"), lines("Tổ  chức", style_id="trich_yeu"), root=root)
    assert first.node is second.node
    assert first.node is not None
    assert first.node.bookmark == "KẾ HOẠCH Tổ chức"


def test_the_label_of_an_item_is_told_to_who_sets_it() -> None:
    (found,) = of(lines("a) Đối với tập thể"), root=Node("Document", None))
    assert isinstance(found.block, SetParagraph)
    assert found.block.label == 3
    assert found.node is not None
    assert found.node.tag == "LBody"


def test_an_artifact_has_no_nodes_and_no_headings() -> None:
    found = of(lines("I. MỤC ĐÍCH", outline_level=0), lines("- Một"), root=None)
    assert [entry.node for entry in found] == [None, None]
    assert [entry.block.label for entry in found if isinstance(entry.block, SetParagraph)] == [0, 0]


@pytest.mark.parametrize(("mode", "in_cell", "controlled"), [(14, True, False), (15, True, True), (14, False, True)])
def test_widow_control_holds_in_cells_from_mode_15_on(mode: int, in_cell: bool, controlled: bool) -> None:
    (found,) = of(lines("Lời", 5), root=None, mode=mode, in_cell=in_cell)
    assert found.controlled is controlled


def test_only_a_title_heads_in_a_cell() -> None:
    root = Node("Document", None)
    of(lines("Số: 12/QĐ-UBND", outline_level=0), lines("QUYẾT ĐỊNH", style_id="ten_loai"), root=root, in_cell=True)
    assert tree(root) == ["Document", "P", "H1"]


@pytest.mark.parametrize("drawn", [False, True], ids=["in the line", "anchored"])
def test_no_picture_is_kept_from_document_to_document(drawn: bool) -> None:
    picture = Picture(b"", "image/png", 10, 10, "Ảnh chân dung")
    place = Position("column")
    block = paragraph("Ảnh", Float(picture, 10, 10, place, place) if drawn else picture)
    assert _gained(block) == 0
    assert _gained(paragraph("Lời")) > 0, "words are"


def _gained(block: Paragraph) -> int:
    """How many more hold its inlines after it was set than before."""
    held = sys.getrefcount(block.inlines)
    of(block, root=Node("Document", None))
    gc.collect()
    return sys.getrefcount(block.inlines) - held


def test_the_last_paragraph_is_kept_with_nothing() -> None:
    blocks: list[Paragraph] = [lines("A", keep_next=True), lines("B", keep_next=True)]
    assert [entry.keep_next for entry in of(*blocks)] == [True, False]


def test_a_floating_table_stands_its_room_below_what_is_above_it() -> None:
    above = paragraph("trên", after_pt=6.0)
    (_, entry) = of(above, table(paragraph("a"), above_pt=10.0))
    assert (entry.gap_pt, entry.top_gap_pt, entry.forced_gap_pt) == (16.0, 10.0, 10.0)


def test_a_paragraph_that_was_set_before_stands_to_new_neighbours_as_one_that_was_not() -> None:
    """The same paragraphs in every order of three, their second time beside copies that nothing is kept of."""
    border = Borders(top=Border(), bottom=Border())
    some: list[Block] = [
        lines("Lời", before_pt=6, after_pt=10), lines("KẾ HOẠCH", style_id="ten_loai", after_pt=3),
        lines("- Một", contextual=True),
        lines("Tổ chức hội nghị", style_id="trich_yeu"), lines("Khung", borders=border), lines("I. MỤC ĐÍCH", outline_level=0),
        lines("Trang", 1, Break("page", STYLE)), lines("1. Một", keep_next=True), lines("2. Hai", page_break_before=True),
        table(lines("Ô")),
    ]  # fmt: skip
    for blocks in permutations(some, 3):
        for more in ({}, {"in_cell": True}):
            roots = Node("Document", None), Node("Document", None)
            of(*blocks, root=Node("Document", None), **more)
            again, anew = of(*blocks, root=roots[0], **more), of(*deepcopy(blocks), root=roots[1], **more)
            assert [_standing(one) for one in again] == [_standing(one) for one in anew]
            assert tree(roots[0]) == tree(roots[1])


def test_a_long_column_that_came_before_stands_as_one_that_did_not() -> None:
    """Twenty blocks, some exchanged for others, taken out, or put between them, beside copies that nothing is kept of."""
    picture = Picture(b"", "image/png", 10, 10, "Ảnh chân dung")
    usual: list[Block] = [
        table(lines("Ô")), lines("KẾ HOẠCH", style_id="ten_loai"), lines("Tổ chức hội nghị", style_id="trich_yeu"),
        *[lines(f"Lời {number}", before_pt=number, after_pt=6) for number in range(6)], lines("I. MỤC ĐÍCH", outline_level=0),
        *[lines(f"{number}. Mục", contextual=True) for number in range(1, 6)], lines("- Một"), lines("+ Hai"),
        lines("Trang", 1, Break("page", STYLE)), lines("Cuối", page_break_before=True), table(lines("Ô")),
    ]  # fmt: skip
    others: list[Block] = [
        table(lines("Ô khác")), lines("Lời khác", after_pt=20), lines("- Ba"), lines("II. YÊU CẦU", outline_level=0),
        lines("KẾ HOẠCH", style_id="ten_loai"), lines("Trang", 1, Break("page", STYLE)), paragraph("Ảnh", picture),
    ]  # fmt: skip
    papers = [usual, usual, usual]
    for at in range(len(usual)):
        papers += [[*usual[:at], other, *usual[at + 1 :]] for other in others]
        papers += [[*usual[:at], *usual[at + 1 :]], [*usual[:at], others[1], *usual[at:]]]
    for blocks in papers:
        roots = Node("Document", None), Node("Document", None)
        again, anew = of(*blocks, root=roots[0]), of(*deepcopy(blocks), root=roots[1])
        assert [_standing(one) for one in again] == [_standing(one) for one in anew]
        assert tree(roots[0]) == tree(roots[1])


def test_a_long_column_holds_no_picture() -> None:
    words: list[Block] = [lines(f"Lời {number}") for number in range(20)]
    picture = paragraph("Ảnh", Picture(b"", "image/png", 10, 10, "Ảnh chân dung"))
    held = sys.getrefcount(picture.inlines), sys.getrefcount(picture)
    for _ in range(4):
        of(*words, picture, root=Node("Document", None))
    gc.collect()
    assert (sys.getrefcount(picture.inlines), sys.getrefcount(picture)) == held


def _kept_ones() -> int:
    return sum([type(one) is entries_module._Kept for one in gc.get_objects()])


def test_what_is_forgotten_goes_without_the_collector(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entries_module, "_entries", Generations(entries_module._MOST_LINES))
    gc.collect()
    before = _kept_ones()                        # of other tests
    gc.disable()
    try:
        for number in range(5000):
            block = lines(f"Số {number}")
            for _ in range(2):                   # it is kept when it comes again
                of(block)
        assert _kept_ones() - before <= 2 * entries_module._MOST_LINES + 2
    finally:
        gc.enable()


def _standing(entry: Entry) -> tuple[Any, ...]:
    node = entry.node and (entry.node.tag, entry.node.bookmark)
    return node, isinstance(entry.block, SetParagraph) and (entry.block.label, entry.block.bottoms_pt), entry[2:-1]
