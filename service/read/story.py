"""What is known while a document is read: the book (shared by all its parts) and the story (one flow of text in it)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from service.paper import Block
from service.read.constructs import Findings
from service.read.fields import Fields
from service.read.looks import Sheet
from service.read.names import Element
from service.read.note_numbers import NoteNumbers
from service.read.numbering import Counter
from service.read.package import Parts
from service.read.settings import Settings
from service.read.table_styles import NO_TABLE, TableLayer


@dataclass(slots=True)
class Geometry:
    """The page of the section being read, for drawings that count from its margins; all in points."""

    width: float = 595.3
    height: float = 841.9
    top: float = 72.0
    right: float = 72.0
    bottom: float = 72.0
    left: float = 72.0

    @property
    def measure(self) -> float:
        return self.width - self.left - self.right


@dataclass(slots=True)
class Book:
    parts: Parts
    sheet: Sheet
    settings: Settings
    findings: Findings
    counter: Counter
    notes: NoteNumbers
    geometry: Geometry = field(default_factory=Geometry)


@dataclass(slots=True)
class Places:
    """Counts paragraphs and tables of one container, to say where something stands."""

    prefix: str = ""
    paragraphs: int = 0
    tables: int = 0

    def paragraph(self) -> str:
        self.paragraphs += 1
        return f"{self.prefix}đoạn {self.paragraphs}"

    def table(self) -> str:
        self.tables += 1
        return f"{self.prefix}bảng {self.tables}"


@dataclass(frozen=True, slots=True)
class Container:
    """What holds blocks: its inner width, and the part of a table style that lies under its text."""

    width: float
    layer: TableLayer = NO_TABLE
    cell: bool = False


ReadBlocks = Callable[["Story", Iterable[Element], Places, Container], tuple[Block, ...]]


@dataclass(slots=True)
class Story:
    book: Book
    part: str                                    # whose relationships resolve r:id here
    blocks: ReadBlocks
    note_label: str = ""                         # inside a note: its own number
    fields: Fields = field(default_factory=Fields)

    def inner(self) -> Story:
        """A flow of its own inside this one: a text box."""
        return Story(self.book, self.part, self.blocks, self.note_label)
