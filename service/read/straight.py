"""A filled template → `Paper`, without a ZIP and without reading again what did not change.

    walk, paths      the body along the ways of others (alike, mended, along: from the last one on); where that leads nowhere:
    cut              the body's text → sections, blocks
    column           blocks in pages of one kind
    kept, recipes    a block's text → what it was read to; one of other characters → the same with these
    known_tables     a table, row by row
    pieces           a block that nobody knows, read by itself

What is read is what `document` reads of the same parts, always: whatever is unusual goes there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import astuple, replace

from service.guard import Package
from service.paper import Paper, Section
from service.read.blocks import blocks
from service.read.column import Column
from service.read.cut import Stretch, Unusual, stretches
from service.read.document import begin, book_of, definitions, document, end
from service.read.generations import Generations
from service.read.looks import Sheet
from service.read.names import NAMESPACES, Element
from service.read.package import Parts
from service.read.paths import Paths, Reading
from service.read.pieces import Root, aside, untouched
from service.read.properties import properties
from service.read.recipes import plain
from service.read.sections import Margins, enter_section, section
from service.read.settings import Settings
from service.read.story import Container, Geometry, Places, Story

_W = f'xmlns:w="{NAMESPACES["w"]}"'
_MOST_COLUMNS = 8                                # kinds of pages of one template
_MOST_SECTIONS = 64


class Straight:
    """What was read of the documents of one template. `package`: the template, with anything in place of what is filled in."""

    def __init__(self, package: Package) -> None:
        self._package, self._main = package, package.main
        self._core = next(iter(package.related("", "core-properties")), "")
        self._known: _Known | None = None

    def read(self, parts: Mapping[str, bytes], main: str, printed: Sequence[str] = ()) -> Paper:
        """`parts`: those that differ from the template's, save the main one, `main`; `printed`: the pieces that this was printed
        in, if they are known. Raises what `read` raises."""
        known = self._known
        if known is not None and self._simple(parts) and not known.looks.full:
            sections = known.paths.printed(main, printed) if printed else None
            if sections is None:
                sections = known.paths.sections(plain(main), printed)
            if sections is not None and known.around is not None:
                core = parts.get(self._core) or self._package.get(self._core)
                return replace(known.around, sections=sections, properties=properties(core))
        package = self._package.changed(parts)
        try:
            return self._paper(Parts(package), parts, plain(main))
        except Unusual:
            return document(Parts(package.changed({self._main: main.encode()})))

    def _simple(self, parts: Mapping[str, bytes]) -> bool:
        """Whether nothing but the body's text and the properties of the document can differ from the template's."""
        return not parts or (len(parts) == 1 and self._core in parts)

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
        found_before = book.findings.all()
        margins, story, places = Margins(book, blocks), Story(book, self._main, blocks), Places()
        image_bytes = sum(len(data) for name, data in changed.items() if "/media/" in name)
        others = tuple(sorted((name, data) for name, data in changed.items() if name != self._core and "/media/" not in name))
        sections: list[Section] = []
        read: list[Reading] = []
        for number, stretch in enumerate(stretches(main, start, stop), 1):
            e = known.properties(stretch)
            enter_section(book, e)
            margins.enter(e)
            column = known.column(book.geometry)
            made = column.blocks(story, stretch.blocks, places, image_bytes)
            shell = known.section(story, margins, stretch, others, f"phần {number}")
            read.append(Reading(stretch, column, made, shell))
            sections.append(section(book, margins, e, made, f"phần {number}") if shell is None else replace(shell, blocks=made))
        paper = end(book, sections, blocks)
        alike = self._simple(changed) and not known.options.from_before_2007       # of such a file the date of printing decides
        if alike and untouched(story, found_before) and paper.constructs == found_before:
            known.around = replace(paper, sections=())
            known.paths.lay(aside(story), main, start, read)
        return paper


class _Known:
    """What was read with one set of styles."""

    def __init__(self, root: Root, options: Settings, looks: Sheet) -> None:
        self.root, self.options, self.looks = root, options, looks
        self.paths = Paths()
        self.around: Paper | None = None         # what a document is beside its sections, where nothing in them adds to it
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

    def section(self, story: Story, margins: Margins, stretch: Stretch, others: object, place: str) -> Section | None:
        """The section without its blocks; None where something of its properties, header and footer hangs on what stands before.
        `others`: the parts that headers and footers may be."""
        key = stretch.properties, tuple(margins.inherited.items()), others
        found = self._sections.get(key)
        if found is None:
            own = aside(story)
            found = section(own.book, Margins(own.book, blocks, dict(margins.inherited)), self.properties(stretch), (), place)
            if not untouched(own):
                return None
            self._sections.put(key, found)
        return found
