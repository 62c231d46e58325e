"""Foot- and endnote parts → the notes that are referred to, in the order of their references (ECMA-376-1, 17.11)."""

from __future__ import annotations

from collections.abc import Iterator

from service.paper import Block, Note
from service.read.names import TYPE, Element, W, of
from service.read.note_numbers import Kind, Reference
from service.read.story import Book, Container, Places, ReadBlocks, Story


def notes(book: Book, blocks: ReadBlocks) -> tuple[Note, ...]:
    """All notes with a reference in what has been read."""
    return tuple(note for kind in ("footnote", "endnote") for note in _kind(book, blocks, kind))


def separator(book: Book, blocks: ReadBlocks) -> tuple[Block, ...]:
    """The paragraphs that hold the rule above the footnotes: Word sets them with their own spacing (word.md R3b)."""
    part, found = _part(book, "footnote")
    if part is None:
        return ()
    element = next((e for e in found.values() if e.get(TYPE) == "separator"), None)
    story = Story(book, part, blocks)
    return () if element is None else blocks(story, element, Places("vạch chú thích, "), Container(book.geometry.measure))


def _kind(book: Book, blocks: ReadBlocks, kind: Kind) -> Iterator[Note]:
    references = [r for r in book.notes.references.values() if r.kind == kind]
    if not references:
        return
    part, elements = _part(book, kind)
    for reference in references:
        element = elements.get(reference.note_id)
        if element is None or part is None:
            book.findings.add("note:missing", so=reference.label or reference.note_id)
            continue
        yield _note(book, blocks, part, element, reference)


def _note(book: Book, blocks: ReadBlocks, part: str, element: Element, reference: Reference) -> Note:
    story = Story(book, part, blocks, note_label=reference.label)
    name = "chú thích" if reference.kind == "footnote" else "chú thích cuối"
    places = Places(f"{name} {reference.label or reference.note_id}, ")
    return Note(reference.name, reference.kind, blocks(story, element, places, Container(book.geometry.measure)))


def _part(book: Book, kind: Kind) -> tuple[str | None, dict[str, Element]]:
    part = book.parts.related(book.parts.document, f"{kind}s")
    root = None if part is None else book.parts.tree(part)
    return part, {} if root is None else {of(e, "id") or "": e for e in root.iterchildren(W + kind)}
