"""A filled template → `Paper`, without a ZIP and without reading again what did not change.

    cut              the body's text → sections, blocks
    kept, recipes    a block's text → what it was read to; one of other characters → the same with these
    known_tables     a table, row by row
    pieces           a block that nobody knows, read by itself

What is read is what `document` reads of the same parts, always: whatever is unusual goes there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import astuple, replace

from service.guard import Package
from service.paper import Block, Paper, Section
from service.read.blocks import blocks
from service.read.cut import Stretch, Unusual, stretches
from service.read.document import begin, book_of, definitions, document, end
from service.read.generations import Generations
from service.read.kept import Kept
from service.read.known_tables import KnownTable, rows_of
from service.read.looks import Sheet
from service.read.names import NAMESPACES, Element, W
from service.read.package import Parts
from service.read.pieces import Root, aside, block, block_alone, untouched
from service.read.sections import Margins, enter_section, section
from service.read.settings import Settings
from service.read.story import Container, Geometry, Places, Story

_W = f'xmlns:w="{NAMESPACES["w"]}"'
_MOST_COLUMNS = 8                                # kinds of pages of one template
_MOST_SECTIONS = 64
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

    def _new(self, story: Story, text: str, place: str, is_table: bool, image_bytes: int) -> Block | None:
        def read(xml: str) -> Block | None:
            e = self._root.element(xml)
            if "<w:sectPr" in xml and e.find(f"{W}pPr/{W}sectPr") is None:
                raise Unusual
            return block_alone(story, e, place, self._container)

        held = image_bytes if image_bytes and "<w:drawing" in text else 0
        if is_table and not held:
            made = self._by_rows(story, text, place)
            if made is not None:
                if len(text) <= _WHOLE:
                    self._blocks.keep(text, place, made)
                return made
        found = self._blocks.made(text, place, read, held // _BYTES_PER_CHAR) if held <= _MOST_IMAGE_BYTES else None
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


class Straight:
    """What was read of the documents of one template. `package`: the template, with anything in place of what is filled in."""

    def __init__(self, package: Package) -> None:
        self._package, self._main = package, package.main
        self._core = next(iter(package.related("", "core-properties")), "")
        self._known: _Known | None = None

    def read(self, parts: Mapping[str, bytes], main: str) -> Paper:
        """`parts`: those that differ from the template's, save the main one, `main`. Raises what `read` raises."""
        package = self._package.changed(parts)
        try:
            return self._paper(Parts(package), parts, main)
        except Unusual:
            return document(Parts(package.changed({self._main: main.encode()})))

    def _paper(self, parts: Parts, changed: Mapping[str, bytes], main: str) -> Paper:
        opening = main.find("<w:body")
        start, stop = main.find(">", opening) + 1, main.rfind("</w:body>")
        root = Root(main[:start], main[stop:])
        if opening < 0 or not start <= stop or _W not in root.head:
            raise Unusual
        known = self._known
        if known is None or known.root != root or known.looks.full:
            known = self._known = _Known(root, *definitions(parts))
        book = book_of(parts, known.options, known.looks)
        begin(book, background="<w:background" in root.head)
        margins, story, places = Margins(book, blocks), Story(book, self._main, blocks), Places()
        image_bytes = sum(len(data) for name, data in changed.items() if "/media/" in name)
        others = tuple(sorted((name, data) for name, data in changed.items() if name != self._core and "/media/" not in name))
        sections: list[Section] = []
        for number, stretch in enumerate(stretches(main, start, stop), 1):
            e = known.properties(stretch)
            enter_section(book, e)
            margins.enter(e)
            made = known.column(book.geometry).blocks(story, stretch.blocks, places, image_bytes)
            sections.append(known.section(story, margins, stretch, others, made, f"phần {number}"))
        return end(book, sections, blocks)


class _Known:
    """What was read with one set of styles."""

    def __init__(self, root: Root, options: Settings, looks: Sheet) -> None:
        self.root, self.options, self.looks = root, options, looks
        self._columns: dict[tuple[float, ...], Column] = {}
        self._elements: Generations[str, Element] = Generations(_MOST_SECTIONS)
        self._sections: Generations[object, Section] = Generations(_MOST_SECTIONS)

    def column(self, page: Geometry) -> Column:
        key = astuple(page)
        found = self._columns.get(key)
        if found is None:
            if len(self._columns) >= _MOST_COLUMNS:
                self._columns.clear()
            found = self._columns[key] = Column(self.root, Container(page.measure))
        return found

    def properties(self, stretch: Stretch) -> Element | None:
        text = stretch.properties
        if text is None:
            return None
        found = self._elements.get(text)
        if found is None:
            found = self.root.element(text)
            self._elements.put(text, found)
        return found

    def section(self, story: Story, margins: Margins, stretch: Stretch, others: object, made: tuple[Block, ...],
                place: str) -> Section:
        """The section around its blocks; kept where nothing of its properties, header and footer hangs on what stands before.
        `others`: the parts that headers and footers may be."""
        key = stretch.properties, tuple(margins.inherited.items()), others
        e = self.properties(stretch)
        found = self._sections.get(key)
        if found is None:
            own = aside(story)
            found = section(own.book, Margins(own.book, blocks, dict(margins.inherited)), e, (), place)
            if not untouched(own):
                return section(story.book, margins, e, made, place)
            self._sections.put(key, found)
        return replace(found, blocks=made)
