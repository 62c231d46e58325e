"""What a text of XML was read to, with marks in place of its characters → the same for other characters, without reading.

What holds a mark is made anew; all else is the same object every time, so that a printer knows what it
has set before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from operator import itemgetter
from typing import Any, cast

from service.paper import Box, Cell, Float, Paragraph, Row, Table, Text, plain_row
from service.read.plain_rows import Make, PlainRow, Texts

OPEN = '<w:t xml:space="preserve">'              # with something behind it: `plain` sees to that
# ASCII, further Latin and a sign that East Asian fonts claim: where any of them comes out apart, characters decide what is made
_MARK = re.compile(r"(ạ–x(\d+)z)|(Ạ–X(\d+)Z)")
_EAST = re.compile("[\u2e80-\U0010ffff]")        # the reader chooses a font by them (letters.py)
_BELOW_EAST = bytes(range(0x2E))                 # upper bytes of code units that are none of these for sure
_OTHER = re.compile("&(?!(?:amp|lt|gt);)")       # references that are no plain sign
_HOLDERS = (Float, Box, Cell, Row, Table)
_MOST_CELLS = 64                                 # of one cell of a row that is no plain one
_MOST_LINES = 256                                # of one paragraph of a row, kept so that equal words are one object


@dataclass(frozen=True, slots=True)
class Recipe:
    make: Make                                   # (the characters, the place) → what the reader would make
    upper: bool                                  # some are shown in capitals
    light: bool = False                          # made about as fast as found: a row of plain cells

    def fits(self, texts: Texts) -> bool:
        """Whether these characters are read as any others are."""
        return not (self.upper and _EAST.search("".join(texts).upper()))

    def fitting(self, raw: Texts, *, plain: bool = False) -> Texts | None:
        """The characters of texts as they stand in XML, or None where they may be read otherwise than others. `plain`: they are
        known to be `usual`."""
        texts = raw if plain else shown(raw)
        return texts if texts is not None and self.fits(texts) else None


def plain(xml: str) -> str:
    """The same with another sign for a text of no characters, of which nothing is made."""
    return xml.replace(f"{OPEN}</w:t>", "<w:t/>")


def shown(texts: Texts) -> Texts | None:
    """Characters as they stand in XML → as they are read; None where they may change how a block is read."""
    joined = "".join(texts)
    if "<" in joined or "\t" in joined or "\n" in joined or "\r" in joined or (not joined.isascii() and _EAST.search(joined)):
        return None
    if "&" in joined:
        if _OTHER.search(joined):
            return None
        return [text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") for text in texts]
    return texts


def usual(texts: str) -> bool:
    """Whether characters as they stand in XML are read as they are, and as almost any others: only what is shown in capitals
    may still hang on them."""
    if "<" in texts or "&" in texts or "\t" in texts or "\n" in texts or "\r" in texts:
        return False
    return texts.isascii() or not texts.encode("utf-16-le", "surrogatepass")[1::2].translate(None, _BELOW_EAST)


def apart(xml: str) -> tuple[str, Texts]:
    """A block's text → what it is without its characters, and those."""
    first, *rest = xml.split(OPEN)
    skeleton, texts = [first], []
    for piece in rest:
        text, _, after = piece.partition("<")
        skeleton.append(after)
        texts.append(text)
    return "\0".join(skeleton), texts


def marked(xml: str) -> str:
    """The block with a mark in place of each of its texts."""
    first, *rest = xml.split(OPEN)
    return OPEN.join([first, *(f"ạ–x{number}z<{piece.partition('<')[2]}" for number, piece in enumerate(rest))])


def recipe(value: object, place: str) -> Recipe:
    """`value`, read of the marked block at `place` → its recipe."""
    seen: list[tuple[int, bool]] = []
    light = isinstance(value, Row) and all(_plain(cell) for cell in value.cells)
    make = _row(value, len(place), seen) if isinstance(value, Row) and light else _made(value, len(place), seen, nested=False)
    return Recipe(make or (lambda _texts, _place: value), any(upper for _, upper in seen), light)


def moved(value: Any, place: str, to: str) -> Any:
    """What stands at `place` → the same at another place; the same object where it names none."""
    if type(value) is Paragraph:
        inlines = value.inlines
        for inline in inlines:
            if type(inline) is Float and type(inline.content) is Box:
                inlines = tuple([moved(one, place, to) for one in inlines])
                break
        return Paragraph(inlines, value.format, value.mark, value.style_id, value.style_name, value.label,
                         to + value.place[len(place):])
    if type(value) is tuple:
        return tuple([moved(one, place, to) for one in value])
    if isinstance(value, _HOLDERS):
        if type(value) is Row and value.plain is not None:
            plain = value.plain
            return plain_row(plain._replace(place=to + plain.place[len(place):]))
        old = _values(value)
        new = [moved(one, place, to) if type(one) is tuple or isinstance(one, _HOLDERS) else one for one in old]
        if isinstance(value, Table):
            new[-1] = to + value.place[len(place):]
        return type(value)(*new)
    return value


def _values(value: Any) -> list[Any]:
    """What another one of its class is made of."""
    return [getattr(value, one.name) for one in fields(value) if one.init]


# ---------------------------------------------------------------- of what it is made

def _made(value: object, cut: int, seen: list[tuple[int, bool]], *, nested: bool) -> Make | None:
    """None: it is the same whatever the characters and the place. `cut`: the length of the place it was read at."""
    if isinstance(value, Text):
        return _text(value, seen)
    if isinstance(value, tuple):
        return _tuple(value, cut, seen, nested=nested)
    if isinstance(value, Paragraph):
        return _paragraph(value, cut, seen, nested=nested)
    if isinstance(value, _HOLDERS):
        return _holder(value, cut, seen)
    return None


def _text(value: Text, seen: list[tuple[int, bool]]) -> Make | None:
    pieces: list[str | int] = []                           # what is fixed, and numbers of texts
    capitals, done = False, 0
    for match in _MARK.finditer(value.text):
        number, upper = int(match[2] or match[4]), bool(match[3])
        seen.append((number, upper))
        capitals = capitals or upper
        pieces += [value.text[done:match.start()], number]
        done = match.end()
    if not pieces:
        return None
    pieces.append(value.text[done:])
    style, link = value.style, value.link
    numbers = [piece for piece in pieces if isinstance(piece, int)]
    if len(numbers) == 1 and not capitals and pieces[::2] == ["", ""]:
        only = numbers[0]
        return lambda texts, _place: Text(texts[only], style, link)
    form = "".join(["%s" if isinstance(piece, int) else piece.replace("%", "%%") for piece in pieces])
    uppers = [upper for _, upper in seen[-len(numbers):]]

    def make(texts: Texts, _place: str) -> Text:
        return Text(form % tuple([texts[number] for number in numbers]), style, link)

    def make_upper(texts: Texts, _place: str) -> Text:
        words = [texts[number].upper() if upper else texts[number] for number, upper in zip(numbers, uppers, strict=True)]
        return Text(form % tuple(words), style, link)

    return make_upper if capitals else make


def _tuple(value: tuple[object, ...], cut: int, seen: list[tuple[int, bool]], *, nested: bool) -> Make | None:
    makes = [_made(one, cut, seen, nested=nested) for one in value]
    if not any(makes):
        return None
    if len(makes) == 1 and makes[0] is not None:
        only = makes[0]
        return lambda texts, place: (only(texts, place),)
    parts = list(zip(value, makes, strict=True))
    return lambda texts, place: tuple([one if make is None else make(texts, place) for one, make in parts])


def _paragraph(value: Paragraph, cut: int, seen: list[tuple[int, bool]], *, nested: bool) -> Make:
    before = len(seen)
    inlines = _made(value.inlines, cut, seen, nested=True)
    suffix, numbers = value.place[cut:], [number for number, _ in seen[before:]]
    known, format_, mark = value.inlines, value.format, value.mark
    style_id, style_name, label = value.style_id, value.style_name, value.label
    if inlines is None:
        return lambda _texts, place: Paragraph(known, format_, mark, style_id, style_name, label, place + suffix)
    line_of = inlines
    if not nested or not numbers or any(isinstance(one, Float) for one in known):
        return lambda texts, place: Paragraph(line_of(texts, place), format_, mark, style_id, style_name, label, place + suffix)
    return _column(line_of, numbers, value, suffix)


def _column(line_of: Make, numbers: Sequence[int], value: Paragraph, suffix: str) -> Make:
    """A paragraph of a row: those of equal words in a column have one tuple of inlines."""
    format_, mark, style_id, style_name, label = value.format, value.mark, value.style_id, value.style_name, value.label
    words, lines = itemgetter(*numbers), dict[object, Any]()

    def paragraph(texts: Texts, place: str) -> Paragraph:
        line = lines.get(words(texts)) or _line(lines, words(texts), line_of(texts, place))
        return Paragraph(line, format_, mark, style_id, style_name, label, place + suffix)

    return paragraph


def _line(lines: dict[object, Any], key: object, line: Any) -> Any:
    if len(lines) >= _MOST_LINES:
        lines.clear()
    lines[key] = line
    return line


def _plain(cell: Cell) -> bool:
    """Whether it holds one paragraph, and nothing in it names a place."""
    block = cell.blocks[0] if len(cell.blocks) == 1 else None
    return isinstance(block, Paragraph) and not any(isinstance(one, Float) for one in block.inlines)


def _row(value: Row, cut: int, seen: list[tuple[int, bool]]) -> Make:
    columns = []
    for cell in value.cells:
        one, before = cast(Paragraph, cell.blocks[0]), len(seen)
        line_of = _made(one.inlines, cut, seen, nested=True)
        columns.append((cell, one.place[cut:], [number for number, _ in seen[before:]], line_of))
    bare = [numbers for _, _, numbers, _ in columns] == [[number] for number in range(len(columns))]
    return PlainRow(value, columns, bare=bare and all(map(_bare, value.cells)))


def _bare(cell: Cell) -> bool:
    """Whether there is nothing in it but one of the marks as it is."""
    inlines = cast(Paragraph, cell.blocks[0]).inlines
    match = _MARK.fullmatch(inlines[0].text) if len(inlines) == 1 and isinstance(inlines[0], Text) else None
    return match is not None and match[2] is not None


def _holder(value: Any, cut: int, seen: list[tuple[int, bool]]) -> Make | None:
    known, before = _values(value), len(seen)
    makes = [(index, make) for index, one in enumerate(known) if (make := _made(one, cut, seen, nested=True)) is not None]
    suffix = value.place[cut:] if isinstance(value, Table) else ""
    if not makes and not isinstance(value, Table):
        return None
    if isinstance(value, Cell):
        return _cell(makes[0][1], known[1:], [number for number, _ in seen[before:]])
    if isinstance(value, Row):                             # nothing but its first field holds words
        first, rest = makes[0][1], known[1:]
        return lambda texts, place: Row(first(texts, place), *rest)
    kind = cast(Callable[..., Any], type(value))
    is_table = isinstance(value, Table)

    def holder(texts: Texts, place: str) -> Any:
        new = known.copy()
        for index, one in makes:
            new[index] = one(texts, place)
        if is_table:
            new[-1] = place + suffix
        return kind(*new)

    return holder


def _cell(blocks: Make, rest: Sequence[Any], numbers: Sequence[int]) -> Make:
    """A cell of several paragraphs, as a letterhead is made of: that of equal words at one place is the same object."""
    cells: dict[tuple[object, ...], Cell] = {}

    def cell(texts: Texts, place: str) -> Cell:
        key = (place, *[texts[number] for number in numbers])
        found = cells.get(key)
        if found is None:
            if len(cells) >= _MOST_CELLS:
                cells.clear()
            found = cells[key] = Cell(blocks(texts, place), *rest)
        return found

    return cell
