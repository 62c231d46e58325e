"""The XML of a part → its paragraphs with their places, as a person counts them: "đoạn 12", "bảng 1, hàng 2, ô 3"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_TOKEN = re.compile(r"<[^>]*>|[^<]+")
_NAME = re.compile(r"</?([^\s/>]+)")
_KEPT = {
    "w:drawing": "hình",
    "w:pict": "hình",
    "w:object": "đối tượng nhúng",
    "w:sectPr": "ngắt phần",
    "w:footnoteReference": "chú thích",
    "w:fldSimple": "trường",
}
CLOSER = {"{{": "}}", "{%": "%}", "{#": "#}"}


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag as written. `kind` is its opening mark, `level` what it takes away with itself: "tr", "tc", "p", "r" or ""."""

    kind: str
    level: str
    inner: str
    place: str
    end: int  # where its closing mark begins in the XML

    @property
    def written(self) -> str:
        return f"{self.kind}{self.level}{self.inner}{CLOSER[self.kind]}"


@dataclass(slots=True)
class Paragraph:
    """A paragraph's text in pieces with their offsets, what else is in it, and (scan.py) its tags and the text around them."""

    place: str
    row: Row | None
    cell: Cell | None
    pieces: list[tuple[int, str]] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    tags: list[Tag] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)
    deleted: bool = False  # holds text whose deletion was tracked and never accepted


@dataclass(slots=True)
class Cell:
    """A table cell and its own paragraphs."""

    place: str
    count: int = 0
    tables: int = 0
    paragraphs: list[Paragraph] = field(default_factory=list)


@dataclass(slots=True)
class Row:
    """A table row and the paragraphs of its cells."""

    place: str
    cells: int = 0
    paragraphs: list[Paragraph] = field(default_factory=list)


@dataclass(slots=True)
class _Table:
    place: str
    rows: int = 0
    row: Row | None = None
    cell: Cell | None = None


def paragraphs(xml: str, prefix: str) -> Iterator[Paragraph]:
    """All paragraphs of a part, in the order they end. `prefix` stands before each place. Text outside any paragraph
    (core properties) comes as a paragraph of its own."""
    walk = _Walk(prefix)
    for match in _TOKEN.finditer(xml):
        token = match[0]
        if token[0] != "<":
            walk.text(match.start(), token)
            continue
        name = _NAME.match(token)
        if name and token[1] == "/":
            walk.close(name[1])
        elif name:
            walk.open(name[1], token)
    return iter(walk.finished)


class _Walk:
    """Counts paragraphs, tables, rows and cells while the XML goes by."""

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix
        self.finished: list[Paragraph] = []
        self.paragraphs: list[Paragraph] = []
        self.tables: list[_Table] = []
        self.paragraph_count = self.table_count = 0

    def open(self, name: str, token: str) -> None:
        if name == "w:p":
            self._paragraph()
            if token.endswith("/>"):
                self.close(name)
        elif name == "w:tbl":
            self._table()
        elif name == "w:tr" and self.tables:
            table = self.tables[-1]
            table.rows += 1
            table.row = Row(f"{table.place}, hàng {table.rows}")
        elif name == "w:tc" and self.tables and self.tables[-1].row:
            row = self.tables[-1].row
            row.cells += 1
            self.tables[-1].cell = Cell(f"{row.place}, ô {row.cells}")
        elif name in _KEPT and self.paragraphs:
            self.paragraphs[-1].kept.append(_KEPT[name])
        elif name == "w:delText" and self.paragraphs:
            self.paragraphs[-1].deleted = True
        elif name == "w:br" and 'w:type="page"' in token and self.paragraphs:
            self.paragraphs[-1].kept.append("ngắt trang")

    def close(self, name: str) -> None:
        if name == "w:p" and self.paragraphs:
            self.finished.append(self.paragraphs.pop())
        elif name == "w:tbl" and self.tables:
            self.tables.pop()
        elif name == "w:tr" and self.tables:
            self.tables[-1].row = self.tables[-1].cell = None
        elif name == "w:tc" and self.tables:
            self.tables[-1].cell = None

    def text(self, offset: int, text: str) -> None:
        if self.paragraphs:
            self.paragraphs[-1].pieces.append((offset, text))
        elif text.strip():
            self.finished.append(Paragraph(self.prefix.rstrip(", "), None, None, [(offset, text)]))

    def _paragraph(self) -> None:
        cell = self.tables[-1].cell if self.tables else None
        if self.paragraphs:  # a paragraph inside a paragraph stands in a text box
            made = Paragraph(f"khung chữ trong {self.paragraphs[-1].place}", None, None)
        elif cell:
            cell.count += 1
            place = cell.place if cell.count == 1 else f"{cell.place}, đoạn {cell.count}"
            made = Paragraph(place, self.tables[-1].row, cell)
            cell.paragraphs.append(made)
            if made.row:
                made.row.paragraphs.append(made)
        else:
            self.paragraph_count += 1
            made = Paragraph(f"{self.prefix}đoạn {self.paragraph_count}", None, None)
        self.paragraphs.append(made)

    def _table(self) -> None:
        cell = self.tables[-1].cell if self.tables else None
        if cell:
            cell.tables += 1
            place = f"{cell.place}, bảng {cell.tables}"
        else:
            self.table_count += 1
            place = f"{self.prefix}bảng {self.table_count}"
        self.tables.append(_Table(place))


