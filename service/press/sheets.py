"""A paper → its pages: sections, kinds of pages, their numbers.

A section begins a page, or goes on on the page of the one before, where its sheet is the same; header and footer of such a page
are those of the section that began it. A section that must begin on an odd or even page leaves an empty page where its number
asks for one. Everything that needs all pages to be known comes last: numbers, drawings, bookmarks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from service.blocks.roles import Outline
from service.blocks.tree import Node
from service.errors import problem
from service.paper import Section
from service.press.beyond import beyond
from service.press.entries import entries
from service.press.filling import Column
from service.press.floats import placed
from service.press.heads import Heads, Kind, heads, numbered
from service.press.notes import Foot, endnotes
from service.press.pageborders import pageborders
from service.press.runs import Run
from service.press.setting import Anchored, Clipped, Entry, Item, SetPage, Words
from service.press.tables import set_table
from service.read.counting import counted

if TYPE_CHECKING:
    from service.press.typesetter import Typesetter

_PLACED: Final = frozenset((Anchored, Clipped))  # whose place is known on the page only, or that of what they hold
_LOWERED: Final = {"center": 0.5, "bottom": 1.0}


def pages(setter: Typesetter, root: Node) -> list[SetPage]:
    """All pages of the setter's paper. `root`: the document's node, whose children its blocks become."""
    setter.set_table = set_table
    book = _Book(setter, root)
    sections = setter.paper.sections
    for number, section in enumerate(sections):
        book.section(section, last=number == len(sections) - 1)
    return book.finish()


class _Book:
    def __init__(self, setter: Typesetter, root: Node) -> None:
        self._setter, self._root = setter, root
        self._outline = Outline()
        self._pages: list[SetPage] = []
        self._made: list[tuple[Section, Heads | None]] = []      # of each page; no heads: it is empty
        self._column = Column(self._opened, Foot(setter))
        self._section: Section | None = None
        self._heads: dict[Kind, Heads] = {}
        self._number, self._first = 1, True      # of the next page; whether it is the first of its section
        self._entries: list[Entry] = []

    def section(self, section: Section, *, last: bool) -> None:
        """Sets a section; with the last one the endnotes."""
        before = self._section
        goes_on = before is not None and section.start in ("continuous", "next_column") and _same_sheet(section, before)
        if section.vertical == "justify":
            said = problem("section-vertical", "Nội dung trang được xếp từ mép trên thay vì “{kieu}”.", place="phần",
                           kieu=section.vertical)
            self._setter.report("w:vAlign", said, lost=False)
        self._setter.page_width_pt = section.width_pt
        if not goes_on:
            self._column.end()
            self._leave_empty(section)
        self._section, self._heads, self._first = section, {}, not goes_on
        if section.page_start is not None:
            self._number = section.page_start
        if not goes_on:
            self._column.turn()
        width, left = section.measure_pt, section.left_pt
        if left < 0 or left + width > section.width_pt or min(section.top_pt, section.bottom_pt) < 0:
            self._setter.stray()
        laid = entries(
            section.blocks, self._setter, width_pt=width, node=self._root, outline=self._outline, left_of_page_pt=left,
            before=self._entries,
        )  # fmt: skip
        if last:
            laid += endnotes(self._setter, width_pt=width, node=self._root, left_of_page_pt=left, before=laid or self._entries)
        self._column.fill(laid, left)
        self._entries = laid[-1:] or self._entries

    def finish(self) -> list[SetPage]:
        """The pages, complete."""
        self._column.finish()
        self._setter.strays |= self._column.strays
        del self._column                         # it knows this book: without it both go as soon as nobody needs them
        count, anchored = str(len(self._pages)), set[str]()
        for page, (section, around) in zip(self._pages, self._made, strict=True):
            number, run = counted(page.number, page.page_format), page.run
            if run is not None:                  # nothing but plain lines
                assert isinstance(run, Run)
                for place in run.heads:
                    _mark_heading(page, page.items[place])
            else:
                if not _PLACED.isdisjoint(map(type, page.items)):
                    page.items = placed(page.items, page.frame, self._setter)
                page.items = numbered(page.items, self._setter, number, count)
                _mark(page, page.items, anchored)
            if around is None:
                continue
            page.around = around.numbered(self._setter, number, count)
            if (border := pageborders(section)) is not None:
                page.items.insert(0, border)
                page.run = None
                self._setter.strays |= section.borders_from != "page"          # they stand off the margins
        if self._setter.strays:
            for said in beyond(self._pages):
                self._setter.report("w:pgSz", said, lost=True)
        return self._pages

    def _opened(self) -> tuple[SetPage, float]:
        section = self._section
        assert section is not None
        kind: Kind = "default"
        if section.title_page and self._first:
            kind = "first"
        elif self._setter.paper.even_and_odd and self._number % 2 == 0:
            kind = "even"
        if kind not in self._heads:
            self._heads[kind] = heads(section, kind, self._setter)
        self._add(section, self._heads[kind])
        return self._pages[-1], _LOWERED.get(section.vertical, 0.0)

    def _add(self, section: Section, around: Heads | None) -> None:
        frame = around.frame if around is not None else self._pages[-1].frame
        self._pages.append(SetPage(frame, number=self._number, page_format=section.page_format))
        self._made.append((section, around))
        self._number += 1
        self._first = False

    def _leave_empty(self, section: Section) -> None:
        """A page without anything, where the section's first page would have the wrong side of the sheet."""
        if self._section is None or section.start not in ("even_page", "odd_page"):
            return
        next_number = section.page_start if section.page_start is not None else self._number
        odd = section.start == "odd_page" if section.page_start is None else next_number % 2 == 1
        if (self._number % 2 == 1) != odd:
            self._add(self._section, None)


def _mark(page: SetPage, items: list[Item] | tuple[Item, ...], anchored: set[str], top_pt: float = 0.0) -> None:
    """Notes where headings and the targets of links stand on a page; a name marks its first place."""
    for item in items:
        if type(item) is Words:
            node, paragraph = item.node, item.paragraph
            if not (paragraph.busy or (node is not None and node.bookmark)):
                continue
            y = item.y_pt + top_pt
            _mark_heading(page, item, top_pt)
            if paragraph.busy:
                top = y - (paragraph.bottoms_pt[item.start - 1] if item.start else 0.0)
                for number in range(item.start, item.stop):
                    strip = paragraph.strips[number]
                    for name in strip.bookmarks:
                        if name not in anchored:
                            anchored.add(name)
                            page.anchors[name] = top + paragraph.bottoms_pt[number] - strip.height_pt
        elif type(item) is Clipped:
            _mark(page, item.items, anchored, top_pt + item.y_pt)


def _mark_heading(page: SetPage, item: Item, top_pt: float = 0.0) -> None:
    """Notes a heading that begins here."""
    assert type(item) is Words
    node = item.node
    if node is not None and node.bookmark and item.start == 0:
        page.bookmarks.append((int(node.tag[1]), node.bookmark, item.y_pt + top_pt))
        node.bookmark = ""                       # a heading of two paragraphs is one


def _same_sheet(section: Section, before: Section) -> bool:
    return (section.width_pt, section.height_pt) == (before.width_pt, before.height_pt)
