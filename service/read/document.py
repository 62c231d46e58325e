"""A package's parts → `Paper`: body cut into sections, headers, notes, properties."""

from __future__ import annotations

from collections.abc import Sequence

from service.errors import FileUnreadable, problem
from service.paper import Block, Paper, Section
from service.read.blocks import SECT, P, blocks, flat
from service.read.constructs import Findings
from service.read.looks import Sheet, sheet
from service.read.names import Element, W
from service.read.note_numbers import NoteNumbers
from service.read.notes import notes, separator
from service.read.numbering import Counter
from service.read.package import Parts
from service.read.properties import printed_before_saved_anew, properties
from service.read.sections import Margins, enter_section, section
from service.read.settings import Settings, settings
from service.read.story import Book, Container, Places, ReadBlocks, Story


def document(parts: Parts) -> Paper:
    """Reads the main part and all it refers to."""
    main = parts.document
    root = parts.tree(main)
    body = None if root is None else root.find(W + "body")
    if root is None or body is None:
        raise FileUnreadable(problem("file-no-body", "Tệp không có phần thân văn bản (w:body).", place=main))
    book = book_of(parts, *definitions(parts))
    begin(book, background=root.find(W + "background") is not None)
    margins = Margins(book, blocks)
    story, places = Story(book, main, blocks), Places()
    sections: list[Section] = []
    for number, (elements, sect_pr) in enumerate(_cut(body, book.findings), 1):
        enter_section(book, sect_pr)
        margins.enter(sect_pr)
        made: tuple[Block, ...] = blocks(story, elements, places, Container(book.geometry.measure))
        sections.append(section(book, margins, sect_pr, made, f"phần {number}"))
    return end(book, sections, blocks)


def definitions(parts: Parts) -> tuple[Settings, Sheet]:
    """What a document's settings, styles, lists and colours say: the same for all documents of one template."""
    def part(kind: str) -> bytes | None:
        name = parts.related(parts.document, kind)
        return None if name is None else parts.get(name)

    return settings(part("settings")), sheet(part("styles"), part("numbering"), part("theme"))


def book_of(parts: Parts, options: Settings, looks: Sheet) -> Book:
    """A book of which nothing is read yet."""
    numbers = NoteNumbers({"footnote": options.footnotes, "endnote": options.endnotes})
    return Book(parts, looks, options, Findings(), Counter(looks.lists), numbers)


def begin(book: Book, *, background: bool) -> None:
    """What is found before the first section."""
    if background:
        book.findings.add("w:background")
    for found in book.settings.notes:
        book.findings.put(found)


def end(book: Book, sections: Sequence[Section], read_blocks: ReadBlocks) -> Paper:
    """The sections and what their text refers to, as a paper."""
    found_notes = notes(book, read_blocks)
    made_separator = separator(book, read_blocks) if any(n.kind == "footnote" for n in found_notes) else ()
    options, name = book.settings, book.parts.related("", "core-properties")
    core = None if name is None else book.parts.get(name)
    squeezes = options.compat_mode >= 15
    if squeezes and options.from_before_2007 and printed_before_saved_anew(core):
        squeezes = False
        book.findings.add("w:compat")
    return Paper(
        tuple(sections), found_notes, properties(core), book.findings.all(), options.compat_mode, options.default_tab_pt,
        options.even_and_odd, options.spacing_sum, options.shift_return_expands, made_separator, squeezes)


def _cut(body: Element, findings: Findings) -> list[tuple[list[Element], Element | None]]:
    """The body's blocks by section: one ends with the paragraph that carries its properties, the last with the body's own."""
    found: list[tuple[list[Element], Element | None]] = []
    current: list[Element] = []
    for e in flat(body, findings, ""):
        if e.tag == SECT:
            found.append((current, e))
            current = []
            continue
        current.append(e)
        sect_pr = e.find(f"{W}pPr/{W}sectPr") if e.tag == P else None
        if sect_pr is not None:
            found.append((current, sect_pr))
            current = []
    if current or not found:
        found.append((current, None))
    return found
