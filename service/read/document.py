"""A package's parts → `Paper`: body cut into sections, headers, notes, properties."""

from __future__ import annotations

from service.errors import FileUnreadable, problem
from service.paper import Block, Paper, Properties, Section
from service.read.blocks import SECT, P, blocks, flat
from service.read.constructs import Findings
from service.read.looks import sheet
from service.read.names import Element, W, q
from service.read.note_numbers import NoteNumbers
from service.read.notes import notes, separator
from service.read.numbering import Counter
from service.read.package import Parts
from service.read.sections import Margins, enter_section, section
from service.read.settings import settings
from service.read.story import Book, Container, Places, Story


def document(parts: Parts) -> Paper:
    """Reads the main part and all it refers to."""
    main = parts.document
    root = parts.tree(main)
    body = None if root is None else root.find(W + "body")
    if root is None or body is None:
        raise FileUnreadable(problem("file-no-body", "Tệp không có phần thân văn bản (w:body).", place=main))
    book = _book(parts)
    if root.find(W + "background") is not None:
        book.findings.add("w:background")
    for found in book.settings.notes:
        book.findings.put(found)
    margins = Margins(book, blocks)
    story, places = Story(book, main, blocks), Places()
    sections: list[Section] = []
    for number, (elements, sect_pr) in enumerate(_cut(body, book.findings), 1):
        enter_section(book, sect_pr)
        margins.enter(sect_pr)
        made: tuple[Block, ...] = blocks(story, elements, places, Container(book.geometry.measure))
        sections.append(section(book, margins, sect_pr, made, f"phần {number}"))
    found_notes = notes(book, blocks)
    made_separator = separator(book, blocks) if any(n.kind == "footnote" for n in found_notes) else ()
    options = book.settings
    return Paper(
        tuple(sections), found_notes, _properties(parts), book.findings.all(), options.compat_mode, options.default_tab_pt,
        options.even_and_odd, options.spacing_sum, options.shift_return_expands, made_separator)


def _book(parts: Parts) -> Book:
    def part(kind: str) -> bytes | None:
        name = parts.related(parts.document, kind)
        return None if name is None else parts.get(name)

    options = settings(part("settings"))
    looks = sheet(part("styles"), part("numbering"), part("theme"))
    numbers = NoteNumbers({"footnote": options.footnotes, "endnote": options.endnotes})
    return Book(parts, looks, options, Findings(), Counter(looks.lists), numbers)


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


def _properties(parts: Parts) -> Properties:
    name = parts.related("", "core-properties")
    root = None if name is None else parts.tree(name)

    def text(tag: str) -> str:
        e = None if root is None else root.find(q(tag))
        return (e.text or "").strip() if e is not None else ""

    return Properties(text("dc:title"), text("dc:subject"), text("dc:creator"), text("cp:keywords"), text("dc:language"),
                      text("dcterms:created"), text("dcterms:modified"))
