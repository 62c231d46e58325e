"""PDF → Seen, by geometry: `pdfium` reads letters and drawn lines; here they become lines, columns, paragraphs, strokes.

    pdf_lines        letters → lines
    pdf_cells        ruled tables
    pdf_area         page numbers, the text area, margins
    pdf_columns      heading and signature: two columns
    pdf_paragraphs   lines → paragraphs
    pdf_strokes      drawn lines below them, underlines

From there on the words are judged by the same classifier as a Word file's. A scan holds no letters: it is seen with no parts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from statistics import median
from typing import Final, Literal, TypeVar

from service.config.reader import MIB
from service.errors import LimitExceeded, problem
from service.pdfium import Drawn, Face, sheets
from service.rules.see import kind
from service.rules.see.pdf_area import Area, areas, parted, to_pages
from service.rules.see.pdf_cells import set_cells
from service.rules.see.pdf_columns import set_columns
from service.rules.see.pdf_lines import ASCENT, DESCENT, Line, to_lines
from service.rules.see.pdf_paragraphs import Block, to_blocks
from service.rules.see.pdf_strokes import is_ruled, parted_underlines, to_strokes
from service.rules.see.recognise import recognised
from service.rules.see.signs import label_of
from service.rules.seen import Looks, PageNumber, Part, Place, PrintedLine, Seen

_PICTURE: Final = 0.4                             # a page under pictures to this part, with hardly a letter, is a scan
_HARDLY: Final = 20
_HEADING: Final = ("quoc_hieu", "tieu_ngu", "so_ky_hieu", "dia_danh_ngay", "ten_loai", "hinh_thuc_sao")
_CENTRE_PT: Final = 6.0
Key = TypeVar("Key")
_HAIR_PT: Final = 1.2
_SINGLE: Final = 1.149                            # Times New Roman's line in ems: what Word calls single


def see_pdf(data: bytes, *, max_bytes: int = 200 * MIB, max_pages: int = 500) -> Seen:
    """PDF bytes → what rules see of it. Raises FileUnreadable (damaged, locked), LimitExceeded."""
    if len(data) > max_bytes:
        raise LimitExceeded(
            problem("limit-pdf", "Tệp PDF lớn {so} byte, quá giới hạn {nhieu_nhat} byte.", so=len(data), nhieu_nhat=max_bytes)
        )
    pages = sheets(data, max_pages=max_pages)
    scans = tuple(sheet.number for sheet in pages if sheet.pictures > _PICTURE and len(sheet.letters) < _HARDLY)
    by_page: dict[int, list[Line]] = {}
    numbers: list[tuple[Line, bool]] = []
    typed: list[Line] = []
    drawn: dict[int, list[Drawn]] = {}
    for sheet in pages:
        lines = [] if sheet.number in scans else to_lines(sheet)
        drawn[sheet.number] = parted_underlines(set_cells(sheet, lines), lines)
        lines, own = parted(sheet, lines)
        numbers += own
        typed += [line for line in lines if is_ruled(line)]
        by_page[sheet.number] = [line for line in lines if not is_ruled(line)]
    area = areas(pages, by_page)
    set_columns(by_page, area)
    blocks = to_blocks(by_page, area)
    parts = recognised(_parts(blocks, area))
    faces = {letter.face for sheet in pages for letter in sheet.letters}
    return _begun(kind.told(Seen(
        source="pdf",
        parts=parts,
        pages=to_pages(pages, area),
        page_count=len(pages),
        strokes=tuple(to_strokes(drawn, typed, blocks)),
        page_numbers=_page_numbers(numbers, area, scans),
        fonts_embedded=all(face.embedded for face in faces) if faces else None,
        fonts_missing=tuple(sorted({face.name for face in faces if not face.embedded})),
        lines=_printed(blocks, numbers),
        pictures_only=scans,
    )))


def _begun(seen: Seen) -> Seen:
    """The same; a file whose first page bears nothing of a heading is no document that can be judged as one (II.1a)."""
    if seen.outside or any(part.place and part.place.page == 1 for part in seen.of(*_HEADING)):
        return seen
    parts = (replace(part, confidence=min(part.confidence, kind.MOST_WHEN_OUTSIDE)) for part in seen.parts)
    return replace(seen, outside="khong_ro", abbreviation=None, parts=tuple(parts))


def _parts(blocks: Sequence[Block], area: dict[int, Area]) -> list[Part]:
    cells = _cells(blocks)
    return [_part(index, block, area, cell) for index, (block, cell) in enumerate(zip(blocks, cells, strict=True))]


def _cells(blocks: Sequence[Block]) -> list[tuple[int, int, int] | None]:
    """Table, row and column of each, counted from 0 as in a Word file: a two-column block is a table of two rows at most."""
    found: list[tuple[tuple[int, ...], int, int] | None] = []
    for block in blocks:
        line = block.lines[0]
        if line.block:
            found.append(((0, line.block), line.band, int(line.column == "right")))
        else:
            found.append((line.cell[:2], *line.cell[2:]) if len(line.cell) == 4 else None)
    tables = list(dict.fromkeys(cell[0] for cell in found if cell))
    rows = {table: sorted({cell[1] for cell in found if cell and cell[0] == table}) for table in tables}
    columns = {table: sorted({cell[2] for cell in found if cell and cell[0] == table}) for table in tables}
    return [cell and (tables.index(cell[0]), rows[cell[0]].index(cell[1]), columns[cell[0]].index(cell[2])) for cell in found]


def _part(index: int, block: Block, area: dict[int, Area], cell: tuple[int, int, int] | None) -> Part:
    first = block.lines[0]
    own = [line for line in block.lines if line.page == first.page]
    text = block.text
    return Part(
        index=index,
        text=text,
        number=index + 1,
        label=label_of(text)[1],
        looks=_looks(block, area[first.page]),
        place=_place(own),
        where=f"trang {first.page}",
        in_table=cell is not None,
        cell=cell,
        column="left" if first.column == "left" else "right" if first.column == "right" else "",
    )


def _looks(block: Block, area: Area) -> Looks | None:
    """None where a font does not say what it is: then nothing is known of weight and slope either."""
    sizes: dict[float, int] = {}
    faces: dict[Face, int] = {}
    colors: dict[str | None, int] = {}
    for line in block.lines:
        _add(sizes, line.sizes.items())
        _add(faces, line.faces.items())
        _add(colors, line.colors.items())
    if not all(face.known for face in faces):
        return None
    first = block.lines[0]
    families: dict[str, int] = {}
    _add(families, ((face.family, count) for face, count in faces.items()))
    flow = not first.block and not first.cell and area.left is not None and block.alignment != "center"
    later = [line.left for line in block.lines[1:] if line.page == first.page]
    rest = median(later) if later else None
    left = None if not flow or rest is None else _nearly(rest - (area.left or 0.0))
    under = [line.strokes_under for line in block.lines]
    return Looks(
        families=_ranked(families),
        sizes_pt=_ranked(_halves(sizes)),
        bold=_agreed(face.bold for face in faces),
        italic=_agreed(face.italic for face in faces),
        underlined=True if min(under) > 0.9 else False if max(under) < 0.05 else None,
        colors=_ranked(colors),
        alignment=block.alignment,
        first_line_pt=None if not flow else _nearly(first.left - (area.left or 0.0 if rest is None else rest)),
        left_pt=left,
        before_pt=block.gap,
        after_pt=None if block.gap is None else 0.0,
        line=None if block.pitch is None else round(block.pitch / first.size / _SINGLE, 2),
    )


def _nearly(length: float) -> float:
    """A tenth of a point; letters that hang over or stand in by a hair (“f”, quotes) begin at the edge."""
    return 0.0 if abs(length) < _HAIR_PT else round(length, 1)


def _halves(sizes: dict[float, int]) -> dict[float, int]:
    """Sizes as Word sets them, in half points; raised marks of notes (small and few) are left out."""
    most = max(sizes, key=lambda size: sizes[size])
    found: dict[float, int] = {}
    for size, count in sizes.items():
        if size > 0.75 * most or count > sizes[most] / 4:
            _add(found, [(round(size * 2) / 2, count)])
    return found


def _add(counts: dict[Key, int], more: Iterable[tuple[Key, int]]) -> None:
    for key, count in more:
        counts[key] = counts.get(key, 0) + count


def _ranked(counts: dict[Key, int]) -> tuple[Key, ...]:
    return tuple(sorted(counts, key=lambda key: -counts[key]))


def _agreed(values: Iterable[bool]) -> bool | None:
    found = set(values)
    return found.pop() if len(found) == 1 else None


def _place(lines: Sequence[Line]) -> Place:
    return Place(
        page=lines[0].page,
        left_pt=round(min(line.left for line in lines), 2),
        top_pt=round(min(line.baseline - ASCENT * line.size for line in lines), 2),
        right_pt=round(max(line.right for line in lines), 2),
        bottom_pt=round(max(line.baseline + DESCENT * line.size for line in lines), 2),
    )


def _printed(blocks: Sequence[Block], numbers: Sequence[tuple[Line, bool]]) -> tuple[PrintedLine, ...]:
    found = [(line, index) for index, block in enumerate(blocks) for line in block.lines] + [(line, None) for line, _ in numbers]
    found.sort(key=lambda one: (one[0].page, one[0].baseline, one[0].left))
    return tuple(PrintedLine(line.text, index, _place([line]), line.size) for line, index in found)


def _page_numbers(numbers: Sequence[tuple[Line, bool]], area: dict[int, Area], scans: Sequence[int]) -> tuple[PageNumber, ...]:
    on_first = None if 1 in scans else any(line.page == 1 for line, _ in numbers)
    return tuple(
        PageNumber(
            text=line.text,
            where="header" if header else "footer",
            alignment=_side(line, area[line.page]),
            on_first_page=on_first,
            looks=_looks(Block([line], line.left, line.right, alignment="center"), area[line.page]),
            page=line.page,
        )
        for line, header in numbers
    )


def _side(line: Line, area: Area) -> Literal["left", "center", "right"]:
    """Centred on the text or on the page: the decree does not say on which (I.7)."""
    if min(abs(line.middle - area.middle), abs(line.middle - area.width / 2)) <= _CENTRE_PT:
        return "center"
    return "left" if line.middle < area.middle else "right"
