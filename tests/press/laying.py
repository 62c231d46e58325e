"""Small papers, laid out by the press; where their paragraphs' lines stand, read from the set pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from service.blocks.tree import Node
from service.fonts import faces
from service.fonts.words import blank
from service.paper import Block, Break, Cell, Inline, Paper, Paragraph, Row, Table
from service.press.paragraphs import spread
from service.press.setting import Clipped, Item, SetPage, SetParagraph, Words, loose
from service.press.sheets import pages
from service.press.typesetter import Typesetter
from tests.html.printing import HEIGHT_PT, STYLE, TOP_PT, paper, paragraph, section

__all__ = ["HEIGHT_PT", "STYLE", "TOP_PT", "Placed", "cell", "laid", "lines", "paper", "paragraph", "section", "table", "words"]

BLANK = blank(faces().find("Times New Roman", False, False).face).decode().strip("<>")
PITCH_PT = 20.0                                  # of a line made by `lines`


@dataclass(frozen=True)
class Placed:
    """Lines start..stop of a paragraph on a page (from 0); `y_pt`: the top of its line `start`, from the page's."""

    name: str
    page: int
    start: int
    stop: int
    y_pt: float
    x_pt: float = 0.0


def lines(name: str, count: int = 1, *more: Inline, **form: Any) -> Paragraph:
    """A paragraph of so many lines, 20 pt each, that shows its name; with an optional inline in its first line."""
    inlines: list[Any] = [name, *more]
    for _ in range(count - 1):
        inlines += [Break("line", STYLE), name]
    return paragraph(*inlines, **{"line": PITCH_PT, "line_rule": "exact", **form})


def cell(*blocks: Block, column: int = 0, **more: Any) -> Cell:
    return Cell(blocks, column, **more)


def table(*rows: Row | Sequence[Cell] | Block, width_pt: float = 400.0, **more: Any) -> Table:
    """Rows of one or more cells of equal width; a block alone is a row of one cell."""
    made = []
    for row in rows:
        if isinstance(row, Row):
            made.append(row)
        else:
            made.append(Row(tuple(row) if isinstance(row, list | tuple) else (cell(row),)))  # type: ignore[arg-type]
    columns = max(len(row.cells) for row in made)
    return Table((width_pt / columns,) * columns, tuple(made), **more)


def words(items: Sequence[Item]) -> Iterator[Words]:
    for item in loose(items):
        if isinstance(item, Words):
            yield item
        elif isinstance(item, Clipped):
            yield from words(item.items)


def named(block: SetParagraph) -> str:
    """The glyphs of its first shown line without blanks: equal for equal texts."""
    codes = (show.code for strip in spread(block).strips for show in strip.shows)
    return next(("".join(re.findall(r"<([0-9A-F]+)>", code.decode())).replace(BLANK, "") for code in codes), "")


class Laid:
    """A paper's pages, and its paragraphs by their names: the first text in each."""

    def __init__(self, value: Paper, root: Node | None = None) -> None:
        self.setter = Typesetter(value, faces())
        self.root = root or Node("Document", None)
        self.pages: list[SetPage] = pages(self.setter, self.root)
        self._names: dict[str, str] = {}

    def placed(self, *names: str, where: str = "items") -> list[Placed]:
        """Where the paragraphs with these names stand, page by page."""
        known = {self._code(name): name for name in names}
        return [
            Placed(known[named(one.paragraph)], number, one.start, one.stop, round(one.y_pt, 3), round(one.x_pt, 3))
            for number, page in enumerate(self.pages)
            for one in words(page.items if where == "items" else getattr(page.around, where))
            if named(one.paragraph) in known
        ]

    def shown(self, items: Sequence[Item]) -> str:
        """The glyphs of the first paragraph among the items."""
        return next((named(one.paragraph) for one in words(items)), "")

    def _code(self, name: str) -> str:
        return named(self.setter.paragraph(lines(name), 1000.0))


def laid(*blocks: Block | Paper, **more: Any) -> Laid:
    if len(blocks) == 1 and isinstance(blocks[0], Paper):
        return Laid(blocks[0])
    return Laid(paper(*blocks, **more))  # type: ignore[arg-type]
