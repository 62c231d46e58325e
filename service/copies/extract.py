"""Trích sao: the document set anew with its whole form (thể thức) and only the parts that are copied (Điều 25 khoản 3 điểm b).

Nothing is written that does not stand in the document: what is left out leaves no mark, and nobody signs in its places any more,
since only the agency that copies signs (mẫu 3.2).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from service.errors import InputRefused, Problem, problem
from service.paper import Block, Float, Paper, Paragraph, Slot, Table
from service.rules.see import see_paper
from service.rules.seen import Part, Seen

# Levels of a body, the highest first; what has none belongs to the level above it.
_LEVELS: Final = ("phan", "chuong", "muc_dieu", "tieu_muc", "dieu", "muc", "khoan", "diem", "gach", "cong")
_DEPTHS: Final[Mapping[str, int]] = {name: depth for depth, level in enumerate(_LEVELS) for name in (level, f"{level}_tieu_de")}
_BELOW: Final = len(_LEVELS)
_BODY: Final = frozenset((*_DEPTHS, "doan", "giua", "bang_ten", "bang_dau", "bang_chu", "bang_giua", "bang_so", "tieu_de", ""))
_NEEDED: Final = (("quoc_hieu", "Quốc hiệu"), ("co_quan_ban_hanh", "tên cơ quan ban hành"), ("so_ky_hieu", "số, ký hiệu"),
                  ("ho_ten", "họ tên người ký"))
_ENDING: Final = frozenset(("noi_nhan_tu", "quyen_han", "ho_ten"))
_PLACES: Final = re.compile(r"(?:đoạn )?([0-9]{1,6})(?:\s*[-–]\s*([0-9]{1,6}))?")
_WHERE: Final = re.compile(r"đoạn ([0-9]+)")
_NUMBERED: Final = re.compile(r"Số:\s*[0-9]+")


@dataclass(frozen=True, slots=True)
class Extract:
    """The paper to print; `notices` are worth a look."""

    paper: Paper
    notices: tuple[Problem, ...]


@dataclass(slots=True)
class _Piece:
    """A block of the body: its paragraphs' names, and whether it is kept."""

    section: int
    block: Block
    parts: list[Part]
    kept: bool = False

    @property
    def first(self) -> Part | None:
        return self.parts[0] if self.parts else None

    @property
    def number(self) -> int:
        """As `vanban check` counts for people: “đoạn 12”; 0 for a table."""
        place = self.block.place if isinstance(self.block, Paragraph) else ""
        found = _WHERE.fullmatch(place)
        return int(found[1]) if found else 0


def extracted(paper: Paper, chosen: Sequence[str]) -> Extract:
    """A document and what of its body is copied: “Điều 3”, “II”, “đoạn 12-15”. A part brings what is below it, and its headings.

    Raises InputRefused: nothing chosen, nothing there of that name, no official document.
    """
    seen = see_paper(paper)
    InputRefused.raise_any(_missing(seen))
    pieces = _pieces(paper, seen)
    end = _end(pieces)
    for at, piece in enumerate(pieces):
        piece.kept = bool(piece.parts) and at <= end and any(part.component not in _BODY for part in piece.parts)
    InputRefused.raise_any(_choose(pieces, chosen, end))
    _with_spacers(pieces)
    sections = []
    for number, section in enumerate(paper.sections):
        blocks = tuple(_unsigned(piece.block) for piece in pieces if piece.kept and piece.section == number)
        if blocks:
            sections.append(replace(section, blocks=blocks))
    number_part = seen.first("so_ky_hieu")
    draft = number_part is not None and not _NUMBERED.search(number_part.text)
    told = problem("copy-extract-draft", "Văn bản được trích chưa có số: chỉ trích sao văn bản đã ban hành.")
    return Extract(replace(paper, sections=tuple(sections)), (told,) if draft else ())


def _missing(seen: Seen) -> Iterator[Problem]:
    """A copy has the whole form of the document: what cannot be found would be lost."""
    names = [name for component, name in _NEEDED if seen.first(component) is None]
    if names:
        yield problem("copy-extract-frame", "Không nhận ra đủ thể thức của văn bản, thiếu {thieu}; trích sao cần tạo lập lại đầy "
                      "đủ thể thức (Điều 25 khoản 3).", place="file", thieu=", ".join(names))


def _pieces(paper: Paper, seen: Seen) -> list[_Piece]:
    parts: dict[int, list[Part]] = {}
    for part in seen.parts:
        parts.setdefault(id(part.paragraph), []).append(part)
    return [_Piece(number, block, [part for one in _paragraphs(block) for part in parts.get(id(one), ())])
            for number, section in enumerate(paper.sections) for block in section.blocks]


def _paragraphs(block: Block) -> Iterator[Paragraph]:
    if isinstance(block, Paragraph):
        yield block
        return
    for row in block.rows:
        for cell in row.cells:
            for inner in cell.blocks:
                yield from _paragraphs(inner)


def _end(pieces: Sequence[_Piece]) -> int:
    """The last block of the first signature block; appendices stand behind it."""
    ending = [any(part.component in _ENDING for part in piece.parts) for piece in pieces]
    first = ending.index(True)
    last = first
    while last + 1 < len(pieces) and (ending[last + 1] or not pieces[last + 1].parts):
        last += 1
    return last


def _choose(pieces: Sequence[_Piece], chosen: Sequence[str], end: int) -> Iterator[Problem]:
    body = [piece for piece in pieces if piece.first and not piece.kept]
    numbers = [piece.number for piece in pieces[: end + 1] if piece.first and not piece.kept and piece.number]
    if not any(one.strip() for one in chosen):
        yield problem("copy-extract-nothing", "Cần nêu phần được trích, ví dụ “Điều 3”, “II” hoặc “đoạn {dau}-{cuoi}”.",
                      place="keep", dau=min(numbers, default=1), cuoi=max(numbers, default=1))
        return
    for one in chosen:
        at = [index for index, piece in enumerate(body) if _named(piece, one)]
        if not at:
            yield problem("copy-extract-unknown", "Văn bản không có phần “{phan}” trong nội dung; đoạn tính từ {dau} đến {cuoi}.",
                          place="keep", phan=one, dau=min(numbers, default=1), cuoi=max(numbers, default=1))
        for index in at:
            _keep(body, index)


def _named(piece: _Piece, wanted: str) -> bool:
    wanted = " ".join(wanted.split())
    if range_ := _PLACES.fullmatch(wanted):
        return int(range_[1]) <= piece.number <= int(range_[2] or range_[1])
    label = (piece.first.label if piece.first else "").rstrip(".)/ ").casefold()
    return bool(label) and label == wanted.rstrip(".)/ ").casefold()


def _keep(body: Sequence[_Piece], at: int) -> None:
    """The part, what stands below it, and the headings that it stands under."""
    depth = _depth(body[at])
    body[at].kept = True
    below = at + 1
    while below < len(body) and _depth(body[below]) > depth:
        body[below].kept = True
        below += 1
    for above in reversed(range(at)):
        if _depth(body[above]) < depth or _title_of(body, above, depth):
            body[above].kept = True
            depth = min(depth, _depth(body[above]))


def _title_of(body: Sequence[_Piece], above: int, depth: int) -> bool:
    """The second line of “Chương I” has the depth of the first, which stands right above it."""
    own, first = body[above].first, body[above - 1].first if above else None
    return bool(own and first and own.component == f"{first.component}_tieu_de" and _depth(body[above]) == depth
                and body[above + 1].kept)


def _depth(piece: _Piece) -> int:
    return _DEPTHS.get(piece.first.component, _BELOW) if piece.first else _BELOW


def _with_spacers(pieces: Sequence[_Piece]) -> None:
    """Empty paragraphs and drawn lines go with the block above them."""
    kept = True
    for piece in pieces:
        if piece.parts:
            kept = piece.kept
        else:
            piece.kept = kept


def _unsigned(block: Block) -> Block:
    """Without the places of signatures."""
    if isinstance(block, Table):
        rows = (replace(row, cells=tuple(replace(cell, blocks=tuple(map(_unsigned, cell.blocks))) for cell in row.cells))
                for row in block.rows)
        return replace(block, rows=tuple(rows))
    return replace(block, inlines=tuple(one for one in block.inlines
                                        if not (isinstance(one, Float) and isinstance(one.content, Slot))))
