"""The XML of a part → its tags with their places as a person counts them, and mistakes that docxtpl's patching would swallow."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from service.errors import Problem, problem
from service.fill.places import CLOSER, Cell, Paragraph, Row, Tag, paragraphs

_OPEN = re.compile(r"\{[{%#]")
_LEVEL = re.compile(r"(tr|tc|p|r)(?=[ \t\u00a0])")
_STRAY = re.compile(r"[}%#]\}|\{\s+[{%#]|[}%#]\s+\}")
_SINGLE = re.compile(r"\{[ \u00a0]*[^\W\d][\w.]*(?:[ \u00a0]*\|[^{}]*)?[ \u00a0]*\}", re.UNICODE)


@dataclass(slots=True)
class Scan:
    """All tags of a part in the order they are written, and what is wrong with them."""

    tags: list[Tag] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def scan(xml: str, label: str) -> Scan:
    """XML → Scan. `label` names the part ("" for the body); places look like "đoạn 12" or "bảng 1, hàng 2, ô 3"."""
    found = Scan()
    raw = False
    for paragraph in paragraphs(xml, f"{label}, " if label else ""):
        raw = _read(paragraph, found, raw)
        _lost_in_paragraph(paragraph, found.problems)
        row = paragraph.row
        if row and row.paragraphs and row.paragraphs[-1] is paragraph:
            _lost_in_row(row, found.problems)
        if paragraph.cell and paragraph.cell.paragraphs[-1] is paragraph:
            _lost_in_cell(paragraph.cell, found.problems)
    return found


def _read(paragraph: Paragraph, found: Scan, raw: bool) -> bool:
    """Cuts the paragraph's text into tags and the rest. `raw`: an earlier `{% raw %}` is still open."""
    joined = "".join(text for _, text in paragraph.pieces)
    starts = [0]
    for _, text in paragraph.pieces:
        starts.append(starts[-1] + len(text))
    at = 0
    while opening := _OPEN.search(joined, at):
        paragraph.rest.append(joined[at : opening.start()])
        end = joined.find(CLOSER[opening[0]], opening.end())
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
    if paragraph.deleted and paragraph.tags:
        found.problems.append(
            problem(
                "template-tracked",
                "Đoạn có thẻ còn chữ xóa theo dõi thay đổi (Track Changes); hãy chấp nhận hoặc từ chối mọi thay đổi.",
                place=paragraph.place,
            )
        )
    if not raw:
        _braces(paragraph, found.problems)
    return raw


def _misplaced(tag: Tag, paragraph: Paragraph, problems: list[Problem]) -> None:
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


def _braces(paragraph: Paragraph, problems: list[Problem]) -> None:
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


def _lost_in_paragraph(paragraph: Paragraph, problems: list[Problem]) -> None:
    for tag in [tag for tag in paragraph.tags if tag.level == "p" and tag.kind != "{#"][:1]:
        others = [other.written for other in paragraph.tags if other is not tag]
        _lost(tag, "đoạn", [*paragraph.rest, *others, *paragraph.kept], problems)


def _lost_in_row(row: Row, problems: list[Problem]) -> None:
    tags = [tag for paragraph in row.paragraphs for tag in paragraph.tags]
    for tag in [tag for tag in tags if tag.level == "tr" and tag.kind != "{#"][:1]:
        rest = [piece for paragraph in row.paragraphs for piece in (*paragraph.rest, *paragraph.kept)]
        _lost(tag, "hàng", [*rest, *(other.written for other in tags if other is not tag)], problems)


def _lost_in_cell(cell: Cell, problems: list[Problem]) -> None:
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
