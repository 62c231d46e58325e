"""One block's XML → what is read of it, in a book of its own.

What leaves a trace there (a number, a finding, an open field) hangs on what stands before it, and nobody may keep it.
"""

from __future__ import annotations

from dataclasses import dataclass

from service.errors import FileRefused
from service.paper import Block, Construct, Row
from service.read.blocks import TBL, P, blocks, paragraph
from service.read.constructs import Findings
from service.read.cut import Unusual
from service.read.names import Element, W
from service.read.note_numbers import NoteNumbers
from service.read.numbering import Counter
from service.read.package import parse
from service.read.story import Book, Container, Story
from service.read.tables import row_alone, table


@dataclass(frozen=True, slots=True)
class Root:
    """All that stands around the body's content; a piece is read between the two."""

    head: str
    tail: str

    def element(self, xml: str) -> Element:
        """The one element of a piece. Raises Unusual where the piece is not just that."""
        if "<!" in xml or "<?" in xml:                     # a comment may hold what ends a block
            raise Unusual
        try:
            body = parse(f"{self.head}{xml}{self.tail}".encode(), "piece").find(W + "body")
        except FileRefused as refused:
            raise Unusual from refused
        if body is None or len(body) != 1:
            raise Unusual
        return body[0]


def aside(story: Story) -> Story:
    """A story in the same document in which nothing was read yet."""
    book, options = story.book, story.book.settings
    numbers = NoteNumbers({"footnote": options.footnotes, "endnote": options.endnotes})
    own = Book(book.parts, book.sheet, options, Findings(), Counter(book.sheet.lists), numbers, book.geometry)
    return Story(own, story.part, blocks)


def untouched(story: Story, found: tuple[Construct, ...] = ()) -> bool:
    """Whether what was read left no trace in its book but what was `found` there before."""
    book = story.book
    return not (book.findings.all() != found or book.counter.counted or book.notes.references or story.fields.frames)


def block(story: Story, e: Element, place: str, container: Container) -> Block | None:
    """A paragraph or table. Raises Unusual where it is neither, or where it is seen only with its neighbours what becomes of it:
    automatic space, frames, a paragraph that runs on into the next one (blocks.py)."""
    if e.tag == TBL:
        return table(story, e, place, container)
    if e.tag != P:
        raise Unusual
    made, look, runs_on = paragraph(story, e, place, container)
    if runs_on or look.auto_before or look.auto_after or look.frame is not None:
        raise Unusual
    return made


def block_alone(story: Story, e: Element, place: str, container: Container) -> Block | None:
    """The block, or None where it may not be kept. Raises Unusual."""
    own = aside(story)
    made = block(own, e, place, container)
    return made if untouched(own) else None


def row(story: Story, e: Element, at: tuple[int, int], place: str, container: Container) -> Row | None:
    """Row at[0] of at[1] of the table at `place`, `e` being the table with this row alone; None where it may not be kept."""
    own = aside(story)
    made = row_alone(own, e, *at, place, container) if e.tag == TBL else None
    return made if untouched(own) else None
