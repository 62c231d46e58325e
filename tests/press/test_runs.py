"""A page that came before is filled as one that nobody knows."""

from __future__ import annotations

from copy import deepcopy
from random import Random
from typing import Any

from service.blocks.tree import Node
from service.fonts import faces
from service.paper import Block, Break, Paper
from service.press import runs, to_pdf
from service.press.setting import Words
from service.press.sheets import pages
from service.press.typesetter import Typesetter
from tests.press.laying import STYLE, lines, paper, table

SOME: tuple[Block, ...] = (
    *(lines(f"Lời {n}", 3 + n % 5, after_pt=n % 3 * 4) for n in range(12)),
    lines("Dài", 30), lines("Đứng cùng", 4, keep_next=True), lines("Đứng cùng nữa", 2, keep_next=True),
    lines("Liền", 9, keep_lines=True),
    lines("Không giữ", 5, widow_control=False), lines("Trang mới", 2, page_break_before=True), lines("Trên", before_pt=30),
    lines("Mục", outline_level=0), lines("- Một"), lines("- Hai"), lines("Ngắt", 1, Break("page", STYLE)), table(lines("Ô")),
)  # fmt: skip


def shown(value: Paper) -> list[Any]:
    laid = pages(Typesetter(value, faces()), Node("Document", None))
    return [
        [(*item[:2], item.paragraph.bottoms_pt, *item[3:5], item.node and item.node.tag) if type(item) is Words else item
         for item in page.items]
        for page in laid
    ]  # fmt: skip


def test_pages_are_filled_as_if_none_had_come_before() -> None:
    random = Random(20261123)
    known = 0
    for _ in range(12):
        tail = random.choices(SOME, k=40)
        for _ in range(4):                       # what begins the document differs, what follows comes again
            value = paper(*random.choices(SOME, k=2), *tail)
            setter = Typesetter(value, faces())
            known += sum(page.run is not None for page in pages(setter, Node("Document", None)))
            assert shown(value) == shown(deepcopy(value))
            assert to_pdf(value, faces()).pdf == to_pdf(deepcopy(value), faces()).pdf
    assert known > 20, "some pages came again"


def test_a_run_of_other_entries_is_no_run_of_these() -> None:
    likes: list[object] = [object() for _ in range(4)]
    run = runs.Run(likes[:3], [], [], 0.0, (2, 0, False))
    runs._runs.put(("here", likes[0]), run)
    assert runs.find("here", likes, 0) is run
    assert runs.find("there", likes, 0) is None
    assert runs.find("here", [*likes[:2], object()], 0) is None
