"""The XML of a part → its tags with their places as a person counts them, and mistakes that docxtpl's patching would swallow."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from service.errors import Problem, problem

_TOKEN = re.compile(r"<[^>]*>|[^<]+")
_NAME = re.compile(r"</?([^\s/>]+)")
_OPEN = re.compile(r"\{[{%#]")
_CLOSER = {"{{": "}}", "{%": "%}", "{#": "#}"}
_LEVEL = re.compile(r"(tr|tc|p|r)(?=[ \t\u00a0])")
_STRAY = re.compile(r"[}%#]\}|\{\s+[{%#]|[}%#]\s+\}")
_SINGLE = re.compile(r"\{[ \u00a0]*[^\W\d][\w.]*(?:[ \u00a0]*\|[^{}]*)?[ \u00a0]*\}", re.UNICODE)
_KEPT = {
    "w:drawing": "hình",
    "w:pict": "hình",
    "w:object": "đối tượng nhúng",
    "w:sectPr": "ngắt phần",
    "w:footnoteReference": "chú thích",
    "w:fldSimple": "trường",
}


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
        return f"{self.kind}{self.level}{self.inner}{_CLOSER[self.kind]}"


@dataclass(slots=True)
class _Paragraph:
    place: str
    row: _Row | None
    cell: _Cell | None
    pieces: list[tuple[int, str]] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    tags: list[Tag] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Cell:
    place: str
    count: int = 0
    tables: int = 0
    paragraphs: list[_Paragraph] = field(default_factory=list)


@dataclass(slots=True)
class _Row:
    place: str
    cells: int = 0
    paragraphs: list[_Paragraph] = field(default_factory=list)


@dataclass(slots=True)
class _Table:
    place: str
    rows: int = 0
    row: _Row | None = None
    cell: _Cell | None = None


@dataclass(slots=True)
class Scan:
    """All tags of a part in the order they are written, and what is wrong with them."""

    tags: list[Tag] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def scan(xml: str, label: str) -> Scan:
    """XML → Scan. `label` names the part ("" for the body); places look like "đoạn 12" or "bảng 1, hàng 2, ô 3"."""
    found = Scan()
    raw = False
    for paragraph in _paragraphs(xml, f"{label}, " if label else ""):
        raw = _read(paragraph, found, raw)
        _lost_in_paragraph(paragraph, found.problems)
        row = paragraph.row
        if row and row.paragraphs and row.paragraphs[-1] is paragraph:
            _lost_in_row(row, found.problems)
        if paragraph.cell and paragraph.cell.paragraphs[-1] is paragraph:
            _lost_in_cell(paragraph.cell, found.problems)
    return found


def _paragraphs(xml: str, prefix: str) -> Iterator[_Paragraph]:
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
        self.finished: list[_Paragraph] = []
        self.paragraphs: list[_Paragraph] = []
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
            table.row = _Row(f"{table.place}, hàng {table.rows}")
        elif name == "w:tc" and self.tables and self.tables[-1].row:
            row = self.tables[-1].row
            row.cells += 1
            self.tables[-1].cell = _Cell(f"{row.place}, ô {row.cells}")
        elif name in _KEPT and self.paragraphs:
            self.paragraphs[-1].kept.append(_KEPT[name])
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
            self.finished.append(_Paragraph(self.prefix.rstrip(", "), None, None, [(offset, text)]))

    def _paragraph(self) -> None:
        cell = self.tables[-1].cell if self.tables else None
        if self.paragraphs:  # a paragraph inside a paragraph stands in a text box
            made = _Paragraph(f"khung chữ trong {self.paragraphs[-1].place}", None, None)
        elif cell:
            cell.count += 1
            place = cell.place if cell.count == 1 else f"{cell.place}, đoạn {cell.count}"
            made = _Paragraph(place, self.tables[-1].row, cell)
            cell.paragraphs.append(made)
            if made.row:
                made.row.paragraphs.append(made)
        else:
            self.paragraph_count += 1
            made = _Paragraph(f"{self.prefix}đoạn {self.paragraph_count}", None, None)
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


def _read(paragraph: _Paragraph, found: Scan, raw: bool) -> bool:
    """Cuts the paragraph's text into tags and the rest. `raw`: an earlier `{% raw %}` is still open."""
    joined = "".join(text for _, text in paragraph.pieces)
    starts = [0]
    for _, text in paragraph.pieces:
        starts.append(starts[-1] + len(text))
    at = 0
    while opening := _OPEN.search(joined, at):
        paragraph.rest.append(joined[at : opening.start()])
        end = joined.find(_CLOSER[opening[0]], opening.end())
        again = _OPEN.search(joined, opening.end())
        if end < 0 or (again and again.start() < end and not raw):
            at = again.start() if again else len(joined)
            if not raw:
                found.problems.append(
                    problem(
                        "template-unclosed",
                        "Thẻ “{the}” chưa đóng trong đoạn này.",
                        place=paragraph.place,
                        the=_short(joined[opening.start() : at]),
                    )
                )
            continue
        inner = joined[opening.end() : end]
        at = end + 2
        if inner.strip(" -+") in ("raw", "endraw"):
            raw = inner.strip(" -+") == "raw"
        level = _LEVEL.match(inner)
        piece = bisect_right(starts, end) - 1
        source = paragraph.pieces[piece][0] + end - starts[piece]
        tag = Tag(opening[0], level[0] if level else "", inner[level.end() :] if level else inner, paragraph.place, source)
        paragraph.tags.append(tag)
        found.tags.append(tag)
        _misplaced(tag, paragraph, found.problems)
    paragraph.rest.append(joined[at:])
    if not raw:
        _braces(paragraph, found.problems)
    return raw


def _misplaced(tag: Tag, paragraph: _Paragraph, problems: list[Problem]) -> None:
    outside = (tag.level == "tr" and not paragraph.row) or (tag.level == "tc" and not paragraph.cell)
    if outside:
        problems.append(
            problem("template-level", "Thẻ “{the}” phải nằm trong một hàng của bảng.", place=tag.place, the=_short(tag.written))
        )
    elif tag.kind == "{{" and tag.level in ("tr", "tc"):
        problems.append(
            problem(
                "template-unsupported",
                "Thẻ “{the}” không dùng được: giá trị chỉ thay được chữ, đoạn chữ hoặc đoạn văn.",
                place=tag.place,
                the=_short(tag.written),
            )
        )


def _braces(paragraph: _Paragraph, problems: list[Problem]) -> None:
    rest = re.sub(r"\{_[{%]|[%}]_\}", "", "\0".join(paragraph.rest))  # docxtpl's way to print braces
    match = _STRAY.search(rest) or _SINGLE.search(rest)
    if match:
        problems.append(
            problem(
                "template-broken-brace",
                "“{chu}” giống một thẻ viết hỏng; thẻ viết là {{{{ … }}}} hoặc {{% … %}}.",
                place=paragraph.place,
                chu=match[0],
            )
        )


def _lost_in_paragraph(paragraph: _Paragraph, problems: list[Problem]) -> None:
    for tag in [tag for tag in paragraph.tags if tag.level == "p" and tag.kind != "{#"][:1]:
        others = [other.written for other in paragraph.tags if other is not tag]
        _lost(tag, "đoạn", [*paragraph.rest, *others, *paragraph.kept], problems)


def _lost_in_row(row: _Row, problems: list[Problem]) -> None:
    tags = [tag for paragraph in row.paragraphs for tag in paragraph.tags]
    for tag in [tag for tag in tags if tag.level == "tr" and tag.kind != "{#"][:1]:
        rest = [piece for paragraph in row.paragraphs for piece in (*paragraph.rest, *paragraph.kept)]
        _lost(tag, "hàng", [*rest, *(other.written for other in tags if other is not tag)], problems)


def _lost_in_cell(cell: _Cell, problems: list[Problem]) -> None:
    tags = [tag for paragraph in cell.paragraphs for tag in paragraph.tags]
    for tag in [tag for tag in tags if tag.level == "tc" and tag.kind != "{#"][:1]:
        rest = [piece for paragraph in cell.paragraphs for piece in (*paragraph.rest, *paragraph.kept)]
        _lost(tag, "ô", [*rest, *(other.written for other in tags if other is not tag)], problems)


def _lost(tag: Tag, unit: str, pieces: list[str], problems: list[Problem]) -> None:
    lost = " ".join(piece.strip() for piece in pieces if piece.strip())
    if lost:
        problems.append(
            problem(
                "template-text-lost",
                "Thẻ “{the}” thay cả {don_vi}; nội dung “{mat}” cùng {don_vi} sẽ mất. Hãy để thẻ đứng riêng một {don_vi}.",
                place=tag.place,
                the=_short(tag.written),
                don_vi=unit,
                mat=_short(lost),
            )
        )


def _short(text: str) -> str:
    plain = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").strip()
    return plain if len(plain) <= 60 else f"{plain[:57]}…"
