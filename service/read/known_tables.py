"""Tables row by row: a row is read by itself where nothing in it hangs on the others but its place among them."""

from __future__ import annotations

from functools import partial

from service.paper import Border, Row, Table
from service.read.cut import Unusual
from service.read.kept import Kept
from service.read.pieces import Root, aside, row
from service.read.recipes import Recipe
from service.read.story import Container, Story
from service.read.tables import of_rows, repeating, shell

_MOST_CHARS = 100_000                            # of one generation of rows
_END = "</w:tbl>"


class KnownTable:
    """Tables that begin alike: with these properties and this grid, `head` being their text up to the first row."""

    def __init__(self, root: Root, head: str, story: Story, container: Container) -> None:
        self._root, self._head, self._container = root, head, container
        self._shell = shell(aside(story), root.element(head + _END))
        self._rows: Kept[Row] = Kept(_MOST_CHARS)
        self._closed: dict[Border | None, Table] = {}

    @property
    def counted(self) -> bool:
        """Whether conditional formats of its style count the rows (cells.py)."""
        return bool(self._shell.style.parts)

    def table(self, story: Story, rows: list[str], place: str) -> Table | None:
        """The table of these rows, or None where one of them cannot be read by itself."""
        made = self.rows(story, rows, place)
        return None if made is None else self.closed(made, place) or self._of(story, made, place)

    def rows(self, story: Story, rows: list[str], place: str) -> list[Row] | None:
        """What these rows are, each read by itself; None where one of them cannot be."""
        made: list[Row] = []
        count = len(rows)
        for index, text in enumerate(rows):
            kind, row_place = self._kind(index, count), f"{place}, hàng {index + 1}"
            found = self._rows.known(text, row_place, kind)
            if found is None:
                found = self._rows.made(text, row_place, partial(self._read, story, (index, count), place), kind=kind)
                if found is None:
                    return None
            made.append(found)
        return made

    def recipe(self, story: Story, text: str, part: Row, at: tuple[int, int], place: str) -> Recipe | None:
        """How rows like this one are made, which is `part`, at[0] of at[1] of the table at `place`."""
        row_place = f"{place}, hàng {at[0] + 1}"
        return self._rows.recipe(text, row_place, part, partial(self._read, story, at, place), self._kind(*at))

    def _kind(self, index: int, count: int) -> object:
        """Rows of one kind are read alike: the edges of the first and the last are the table's."""
        return (index, count) if self.counted else (index == 0, index == count - 1)

    def _read(self, story: Story, at: tuple[int, int], place: str, text: str) -> Row | None:
        try:
            e = self._root.element(f"{self._head}{text}{_END}")
        except Unusual:
            return None
        return row(story, e, at, place, self._container)

    def closed(self, rows: list[Row], place: str) -> Table | None:
        """The table of these rows, where one was met that stands as it does."""
        outer = self._closed.get(_edge(rows))
        if outer is None:
            return None
        shown = repeating(rows) if any(one.header for one in rows[1:]) else rows
        return Table(
            outer.grid_pt, tuple(shown), outer.left_pt, outer.alignment, outer.fixed, outer.above_pt, outer.style_id, place
        )

    def _of(self, story: Story, rows: list[Row], place: str) -> Table:
        made = self._closed[_edge(rows)] = of_rows(aside(story), self._shell, rows, place, self._container)
        return made


def _edge(rows: list[Row]) -> Border | None:
    """A table's first border: where the table stands hangs on it (word.md R3)."""
    first = next((cell for one in rows for cell in one.cells if cell.column == 0), None)
    return None if first is None else first.borders.left


def rows_of(text: str) -> tuple[str, list[str]]:
    """A table's text → what stands before its rows, and those; no rows where anything else stands among them."""
    at = text.find("<w:tr>")
    other = text.find("<w:tr ", 0, at if at >= 0 else len(text))
    at = other if other >= 0 else at
    if at < 0:
        return text, []
    head, rows = text[:at], []
    while text.startswith(("<w:tr>", "<w:tr "), at):
        end = text.find("</w:tr>", at) + len("</w:tr>")
        if end <= at:
            return head, []
        rows.append(text[at:end])
        at = end
    return (head, rows) if text[at:] == _END else (head, [])
