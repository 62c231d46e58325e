"""The blocks of one template's documents that stand in pages of one kind, kept as texts and as recipes."""

from __future__ import annotations

from functools import partial

from service.paper import Block
from service.read.cut import Unusual
from service.read.generations import Generations
from service.read.kept import Kept
from service.read.known_tables import KnownTable, rows_of
from service.read.names import W
from service.read.pieces import Root, block, block_alone
from service.read.recipes import Recipe
from service.read.story import Container, Places, Story

_MOST_TABLES = 8                                 # kinds of tables that are kept row by row
_WHOLE = 8_000                                   # characters of a table that is kept as a whole
_MOST_IMAGE_BYTES = 1_000_000                    # of the pictures of a document whose blocks with pictures are kept
_BYTES_PER_CHAR = 8


class Column:
    """The blocks that stand in pages of one kind."""

    def __init__(self, root: Root, container: Container) -> None:
        self._root, self._container = root, container
        self._blocks: Kept[Block] = Kept()
        self._tables: Generations[str, KnownTable] = Generations(_MOST_TABLES)

    def blocks(self, story: Story, texts: list[str], places: Places, image_bytes: int) -> tuple[Block, ...]:
        out: list[Block] = []
        kept, frames = self._blocks, story.fields.frames
        for text in texts:
            is_table = text[3] == "t"
            place = places.table() if is_table else places.paragraph()
            if frames:                                     # a field that began above goes on here
                found = block(story, self._root.element(text), place, self._container)
            else:
                found = kept.known(text, place)
                if found is None:
                    found = self._new(story, text, place, is_table, image_bytes)
            if found is not None:
                out.append(found)
        return tuple(out)

    def block(self, story: Story, text: str, place: str) -> tuple[Block | None, Recipe | None]:
        """The block of this text if it is known, and how those like it are made. Raises Unusual."""
        part = self._blocks.known(text, place)
        return part, self._blocks.recipe(text, place, part, partial(self._read, story, place))

    def alone(self, story: Story, text: str, place: str) -> Block | None:
        """A paragraph of no characters; None where it may not be kept. Raises Unusual."""
        return self._blocks.known(text, place) or self._blocks.made(text, place, partial(self._read, story, place))

    def table(self, head: str) -> KnownTable | None:
        """What is known of tables that begin so."""
        return self._tables.get(head)

    def _read(self, story: Story, place: str, xml: str) -> Block | None:
        e = self._root.element(xml)
        if "<w:sectPr" in xml and e.find(f"{W}pPr/{W}sectPr") is None:
            raise Unusual
        return block_alone(story, e, place, self._container)

    def _new(self, story: Story, text: str, place: str, is_table: bool, image_bytes: int) -> Block | None:
        held = image_bytes if image_bytes and "<w:drawing" in text else 0
        if is_table and not held:
            made = self._by_rows(story, text, place)
            if made is not None:
                if len(text) <= _WHOLE:
                    self._blocks.keep(text, place, made)
                return made
        found = None
        if held <= _MOST_IMAGE_BYTES:
            found = self._blocks.made(text, place, partial(self._read, story, place), held // _BYTES_PER_CHAR)
        return block(story, self._root.element(text), place, self._container) if found is None else found

    def _by_rows(self, story: Story, text: str, place: str) -> Block | None:
        head, rows = rows_of(text)
        if not rows:
            return None
        known = self._tables.get(head)
        if known is None:
            known = KnownTable(self._root, head, story, self._container)
            self._tables.put(head, known)
        return known.table(story, rows, place)
