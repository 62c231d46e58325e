"""How wide the lines of a part are: measured with the metrics of its face, or read from its place on the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from service.errors import FontFault
from service.fonts import Face, faces
from service.paper import Block, Paragraph, Table
from service.rules.kept import by_text
from service.rules.seen import Looks, Part, Seen, per_document

_FOREIGN_EM: Final = 0.5
_FEW: Final = 1.7                                 # a box higher than so many sizes holds more than one line


def width_pt(text: str, looks: Looks) -> float:
    """The width of a text on one line; a letter that our face has not counts as one of middle width."""
    return _width_em(text, looks.families[0], bool(looks.bold), bool(looks.italic)) * looks.sizes_pt[0]


@by_text
def _width_em(text: str, family: str, bold: bool, italic: bool) -> float:
    face = faces().find(family, bold, italic).face
    try:
        return face.width_em(text)
    except FontFault:
        return sum(_letter_em(face, letter) for letter in text)


def _letter_em(face: Face, letter: str) -> float:
    try:
        return face.width_em(letter)
    except FontFault:
        return _FOREIGN_EM


def lines_pt(seen: Seen, part: Part) -> list[float]:
    """The widths of the lines a part is broken into; [] where it cannot be known."""
    if part.looks is None:
        return []
    printed = [line.place.right_pt - line.place.left_pt for line in seen.lines if line.part == part.index]
    if printed:
        return printed
    if part.place is not None:
        if "\n" in part.text or part.place.bottom_pt - part.place.top_pt <= _FEW * part.looks.sizes_pt[0]:
            return [width_pt(line.strip(), part.looks) for line in part.text.split("\n") if line.strip()]
        return []
    room = room_pt(seen, part)
    looks = part.looks
    own = looks.families[0], looks.sizes_pt[0], bool(looks.bold), bool(looks.italic)
    return [width for line in part.text.split("\n") if line.strip() for width in _broken(line.strip(), *own, room)]


def room_pt(seen: Seen, part: Part) -> float | None:
    """The width a paragraph of a Word file has for its text: its cell or column, without its indents."""
    if seen.paper is None or part.paragraph is None:
        return None
    return _rooms_of(seen).get(id(part.paragraph))


@per_document
def _rooms_of(seen: Seen) -> dict[int, float]:
    """Of each paragraph of the paper by its id; one that comes twice has the room of the first place."""
    found: dict[int, float] = {}
    for section in seen.paper.sections if seen.paper else ():
        for paragraph, room in _rooms(section.blocks, section.measure_pt):
            found.setdefault(id(paragraph), room - paragraph.format.left_pt - paragraph.format.right_pt)
    return found


@lru_cache(maxsize=1024)
def _broken(line: str, family: str, size_pt: float, bold: bool, italic: bool, room: float | None) -> tuple[float, ...]:
    """The lines as they fill up one after the other."""
    blank, width, full = _width_em(" ", family, bold, italic) * size_pt, 0.0, []
    for word in line.split():
        wide = _width_em(word, family, bold, italic) * size_pt
        if width and room is not None and width + blank + wide > room:
            full.append(width)
            width = wide
        else:
            width = width + blank + wide if width else wide
    return (*full, width)


def _rooms(blocks: Iterable[Block], room: float) -> Iterator[tuple[Paragraph, float]]:
    for block in blocks:
        if isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    inner = sum(block.grid_pt[cell.column:cell.column + cell.span]) - cell.margin_pt[1] - cell.margin_pt[3]
                    yield from _rooms(cell.blocks, inner)
        else:
            yield block, room
