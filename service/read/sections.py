"""`w:sectPr` → the page of a section, and its headers and footers (ECMA-376-1, 17.6, 17.10)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, cast

from service.paper import Block, Borders, HeaderFooter, Section
from service.read.borders import borders
from service.read.constructs import Note
from service.read.names import Element, W, local, of, q, val
from service.read.settings import note_settings
from service.read.story import Book, Container, Geometry, Places, ReadBlocks, Story
from service.read.units import number, on, points, unbounded, whole

_STARTS = {"nextPage": "next_page", "continuous": "continuous", "evenPage": "even_page", "oddPage": "odd_page",
           "nextColumn": "next_column"}
_VERTICALS = {"center": "center", "both": "justify", "bottom": "bottom"}
_HARMLESS = frozenset(("headerReference", "footerReference", "pgSz", "pgMar", "cols", "titlePg", "type", "pgNumType", "vAlign",
                       "formProt", "paperSrc", "printerSettings", "noEndnote", "rsid", "pgBorders"))
_PLACES = {"header": "đầu trang", "footer": "chân trang"}
_KINDS = ("default", "first", "even")


def geometry(e: Element | None) -> Geometry:
    """Page and margins in points; US Letter with inch margins is what the file format says where it says nothing (17.6.13)."""
    size, margin = (None, None) if e is None else (e.find(W + "pgSz"), e.find(W + "pgMar"))

    def edge(name: str, missing: float) -> float:
        return missing if margin is None else points(of(margin, name), missing)

    return Geometry(
        612.0 if size is None else unbounded(of(size, "w"), 612.0), 792.0 if size is None else unbounded(of(size, "h"), 792.0),
        abs(edge("top", 72.0)), edge("right", 72.0), abs(edge("bottom", 72.0)), edge("left", 72.0) + edge("gutter", 0.0))


@dataclass(slots=True)
class Margins:
    """Reads headers and footers; a section that names none has those of the section before it (17.10.1)."""

    book: Book
    blocks: ReadBlocks
    inherited: dict[tuple[str, str], str] = field(default_factory=dict)      # (header, first) → part
    _read: dict[tuple[str, float], tuple[Block, ...]] = field(default_factory=dict)

    def enter(self, e: Element | None) -> None:
        """Takes over what this section names itself."""
        rels = self.book.parts.rels(self.book.parts.document)
        for child in () if e is None else e:
            name = local(child)
            if name in ("headerReference", "footerReference"):
                relation = rels.get(child.get(q("r:id"), ""))
                if relation is not None and not relation.external:
                    self.inherited[name.removesuffix("Reference"), of(child, "type") or "default"] = relation.target

    def shown(self, kind: str, title_page: bool) -> HeaderFooter:
        """The headers or footers that the pages of this section show."""
        wanted = {"default": True, "first": title_page, "even": self.book.settings.even_and_odd}
        return HeaderFooter(*(self._part(kind, page) if wanted[page] else None for page in _KINDS))

    def _part(self, kind: str, page: str) -> tuple[Block, ...] | None:
        part = self.inherited.get((kind, page))
        if part is None:
            return None
        key = part, self.book.geometry.measure
        if key not in self._read:
            root = self.book.parts.tree(part)
            story = Story(self.book, part, self.blocks)
            self._read[key] = self.blocks(
                story, () if root is None else root, Places(f"{_PLACES[kind]}, "), Container(self.book.geometry.measure))
        return self._read[key]


def section(book: Book, margins: Margins, e: Element | None, blocks: tuple[Block, ...], place: str) -> Section:
    """The section that ends with this `w:sectPr` (None: a body without one)."""
    page = book.geometry
    pg_mar, cols, numbers = (None if e is None else e.find(W + name) for name in ("pgMar", "cols", "pgNumType"))
    title = None if e is None else e.find(W + "titlePg")
    title_page = title is not None and on(of(title, "val"))
    start = None if numbers is None else of(numbers, "start")
    sides, borders_from = _page_borders(book, None if e is None else e.find(W + "pgBorders"), place)
    _report(book, e, place)

    def distance(name: str) -> float:
        return 36.0 if pg_mar is None else points(of(pg_mar, name), 36.0)

    columns, gap = _columns(book, cols, place)
    return Section(
        page.width, page.height, page.top, page.right, page.bottom, page.left, distance("header"), distance("footer"), blocks,
        cast(Any, _STARTS.get(val(None if e is None else e.find(W + "type")), "next_page")), title_page,
        margins.shown("header", title_page), margins.shown("footer", title_page), None if start is None else whole(start),
        "decimal" if numbers is None else of(numbers, "fmt") or "decimal", columns, gap, sides, cast(Any, borders_from),
        cast(Any, _VERTICALS.get(val(None if e is None else e.find(W + "vAlign")), "top")))


def _columns(book: Book, cols: Element | None, place: str) -> tuple[int, float]:
    if cols is None:
        return 1, 36.0
    own = list(cols.iterchildren(W + "col"))
    equal = of(cols, "equalWidth")
    if own and equal is not None and not on(equal):
        if len({of(col, "w") for col in own}) > 1:
            book.findings.add("w:cols@unequal", place)
        return len(own), points(of(own[0], "space"), 36.0)
    count = max(whole(of(cols, "num"), 1), 1)
    separator = of(cols, "sep")
    if count > 1 and separator is not None and on(separator):
        book.findings.add("w:cols@sep", place)
    return count, points(of(cols, "space"), 36.0)


def _page_borders(book: Book, e: Element | None, place: str) -> tuple[Borders, str]:
    if e is None:
        return Borders(), "text"
    notes: list[Note] = []
    sides = borders(e, notes)
    for found in notes:
        book.findings.put(found, place)
    if of(e, "display") not in (None, "allPages"):
        book.findings.add("w:pgBorders@display", place)
    origin = "page" if of(e, "offsetFrom") == "page" else "text"
    return Borders(*(sides.get(name) for name in ("top", "right", "bottom", "left"))), origin


def _report(book: Book, e: Element | None, place: str) -> None:
    add = book.findings.add
    for child in () if e is None else e:
        name = local(child)
        if name == "pgMar":
            if number(of(child, "top")) < 0 or number(of(child, "bottom")) < 0:
                add("w:pgMar@negative", place)
        elif name == "pgNumType":
            if of(child, "chapStyle") is not None:
                add("w:chapStyle", place)
        elif name == "docGrid":
            if of(child, "type") not in (None, "default"):
                add("w:docGrid", place)
        elif name == "lnNumType":
            add("w:lnNumType", place)
        elif name in ("bidi", "rtlGutter"):
            if on(of(child, "val")):
                add("w:bidi" if name == "bidi" else "w:gutter", place)
        elif name == "textDirection":
            if val(child, "lrTb") not in ("lrTb", "lrTbV", "lr"):
                add("w:textDirection", place)
        elif name in ("footnotePr", "endnotePr"):
            position = val(child.find(W + "pos"))
            if position not in ("", "pageBottom", "docEnd"):
                add("w:footnotePr", place, kieu=position)
        elif name == "sectPrChange":
            add("w:change", place)
        elif name not in _HARMLESS:
            book.findings.unknown(child, place)


def enter_section(book: Book, e: Element | None) -> None:
    """Makes this section's page and note numbering the current ones before its blocks are read."""
    book.geometry = geometry(e)
    foot, end = (None, None) if e is None else (e.find(W + "footnotePr"), e.find(W + "endnotePr"))
    book.notes.enter_section({"footnote": note_settings(foot), "endnote": note_settings(end)})
