"""The judge is judged: each kind of difference between two prints is seen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from service.paper import Border, Borders, Cell, Paper, Picture, Properties, Row, Table, Text
from tests.html.printing import STYLE, paper, paragraph
from tests.press.compare import likeness
from tests.printers import pressed
from tests.read.drawn import png

LINE = Border(width_pt=0.5)
FRAME = Borders(LINE, LINE, LINE, LINE)
CELLS = tuple(Cell((paragraph(text),), column, borders=FRAME) for column, text in enumerate(("TT", "Tên")))
TABLE = Table((200.0, 200.0), (Row(CELLS),))
WORDS = paragraph("Kính gửi các trường học trên địa bàn phường Hạnh Thông")
HEAD = paragraph("Kế hoạch", outline_level=0)
PROPERTIES = Properties(title="Kế hoạch", language="vi-VN")


def whole(*blocks: object) -> Paper:
    return paper(*blocks, properties=PROPERTIES)  # type: ignore[arg-type]   # blocks


GOOD = whole(HEAD, WORDS, TABLE)
OTHERS: dict[str, tuple[set[str], Callable[[], Paper]]] = {
    "a margin wider by half a point": (
        {"places"}, lambda: whole(HEAD, replace(WORDS, format=replace(WORDS.format, left_pt=0.5)), TABLE)),
    "a word more": (
        {"lines", "ink", "text", "tags", "read"},
        lambda: whole(HEAD, replace(WORDS, inlines=(*WORDS.inlines, Text(" ngay", STYLE))), TABLE)),
    "a border less": (
        {"ink"}, lambda: whole(HEAD, WORDS, replace(TABLE, rows=(
            Row(tuple(replace(cell, borders=replace(FRAME, bottom=None)) for cell in CELLS)),)))),
    "no heading": (
        {"tags", "outline"}, lambda: whole(replace(HEAD, format=replace(HEAD.format, outline_level=None)), WORDS, TABLE)),
    "another title": ({"properties"}, lambda: replace(GOOD, properties=replace(PROPERTIES, title="Thư"))),
    "a picture": (
        {"places", "ink", "tags"},
        lambda: whole(HEAD, replace(WORDS, inlines=(Picture(png(), "image/png", 9.0, 9.0, alt="Dấu"), *WORDS.inlines)), TABLE)),
}


@pytest.mark.parametrize("name", OTHERS)
def test_a_difference_is_seen(name: str) -> None:
    kinds, other = OTHERS[name]
    assert set(likeness(pressed(GOOD), pressed(other())).differences) == kinds


def test_none_is_seen_where_there_is_none() -> None:
    assert not likeness(pressed(GOOD), pressed(GOOD)).differences
