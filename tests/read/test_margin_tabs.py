"""Tabs to the middle and the end of a line, of Word's own headers and footers."""

from __future__ import annotations

import pytest

from service.paper import Tab, TabStop
from tests.read.drawn import names, p, paper, r

STYLED = '<w:tabs><w:tab w:val="center" w:pos="4680"/><w:tab w:val="right" w:pos="9360"/></w:tabs>'
MIDDLE, END = TabStop(234.0, "center"), TabStop(468.0, "right")          # of 468 pt of text


def ptab(alignment: str, of: str = "margin", leader: str = "none") -> str:
    return f'<w:r><w:ptab w:relativeTo="{of}" w:alignment="{alignment}" w:leader="{leader}"/></w:r>'


@pytest.mark.parametrize(
    ("content", "properties", "tabs", "told"),
    [
        (r("Trái") + ptab("center") + r("giữa") + ptab("right") + r("phải"), STYLED, (MIDDLE, END), []),
        (r("Trái") + ptab("right") + r("phải"), STYLED, (END,), []),
        (ptab("center", "indent") + r("giữa"), '<w:ind w:left="400" w:right="200"/>', (TabStop(239.0, "center"),), []),
        (r("Mục") + ptab("right", leader="dot") + r("7"), "", (TabStop(468.0, "right", "dot"),), []),
        (r("a") + "<w:r><w:tab/></w:r>" + ptab("right"), "", (), [("w:ptab", True)]),          # beside one of its own
        (r("a") + ptab("left"), "", (), [("w:ptab", True)]),
    ],
)
def test_they_are_stops_of_their_paragraph(
    content: str, properties: str, tabs: tuple[TabStop, ...], told: list[tuple[str, bool]]
) -> None:
    read = paper(p(content, properties))
    (found,) = read.sections[0].blocks
    assert any(isinstance(inline, Tab) for inline in found.inlines)  # type: ignore[union-attr]  # a paragraph
    assert found.format.tabs == tabs  # type: ignore[union-attr]
    assert names(read) == told
