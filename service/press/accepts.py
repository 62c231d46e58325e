"""What the press cannot set: named before anything is, so that the other printer takes the paper.

Called for every document, so what was found clear is known again by its identity: paragraphs that did not change come back as
the same objects (docs/press.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final
from unicodedata import normalize

from service.blocks.borders import STYLES
from service.errors import Problem, problem
from service.paper import Block, Box, Float, Inline, NoteMark, Paper, Paragraph, Row, Section, Text

_RIGHT_TO_LEFT: Final = re.compile("[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefe]")    # Hebrew, Arabic and their kin (UAX 9)
_RARE: Final = re.compile("[\u0300-\u1e9f\u20d0-\U0010ffff]")    # they lie in here, or are U+200F: two ranges are looked for fast
_MARK: Final = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]")
_UPPER: Final = bytes([0x00, 0x01, 0x02, 0x1E, *range(0x20, 0x2E)])     # of code units that are none of those, save some of
_PUNCTUATION: Final = 0x20                       # … U+20xx: from right to left, and marks over signs
_NOT_PUNCTUATION: Final = bytes([0x0F, *range(0xD0, 0x100)])
_SMALLEST_PT: Final = 3.0                        # of a page, either way, and
_LARGEST_PT: Final = 14400.0                     # … (ISO 19005-3, 6.1.13)
_NARROWEST_PT: Final = 1.0                       # of a body: narrower or lower, nothing stands on it
_KEPT: Final = 4096

_clear: dict[int, tuple[Inline, ...]] = {}       # by their identity: inlines that hold nothing to be named


def accepts(paper: Paper) -> tuple[Problem, ...]:
    """Everything in a paper that the press cannot set, each with its place; nothing where it can set all of it."""
    if len(_clear) > _KEPT:
        _clear.clear()
    found: list[Problem] = []
    if not paper.sections:
        found.append(problem("press-no-pages", "Văn bản không có trang nào."))
    rows: list[str] = []
    parts = [*_parts(paper, rows)]
    texts = [inline.text for new in parts for one in new for inline in one.inlines if type(inline) is Text]
    usual = ordinary("".join(texts + rows))
    if rows and not usual:
        parts = [*_parts(paper, None)]
    for number, new in enumerate(parts):
        if number < len(paper.sections):
            found += _section(paper.sections[number], f"phần {number + 1}")
        for paragraph in new:
            inlines = paragraph.inlines
            if not (usual and len(inlines) == 1 and type(inlines[0]) is Text):
                _look_at(paragraph, found)
            elif not paragraph.heavy:
                _clear[id(inlines)] = inlines
    return tuple(found)


def _parts(paper: Paper, rows: list[str] | None) -> Iterator[list[Paragraph]]:
    """What is `_unknown` of each section, and of the notes."""
    for section in paper.sections:
        new: list[Paragraph] = []
        _unknown(section.blocks, new, rows)
        for running in (section.headers, section.footers):
            for blocks in (running.default, running.first, running.even):
                if blocks:
                    _unknown(blocks, new, rows)
        yield new
    noted: list[Paragraph] = []
    for note in paper.notes:
        _unknown(note.blocks, noted, rows)
    yield noted


def _unknown(blocks: Sequence[Block], new: list[Paragraph], rows: list[str] | None) -> None:
    """Adds the paragraphs in which something may have to be named, and to `rows` the words of rows of data, of which nothing but
    these and what they share may; None: their own paragraphs are asked for."""
    known = _clear.get
    for block in blocks:
        if isinstance(block, Paragraph):
            inlines = block.inlines
            if known(id(inlines)) is not inlines:
                new.append(block)
        else:
            shared: Row | None = None
            for row in block.rows:
                if rows is not None and (plain := row.plain) is not None:
                    rows += plain.words
                    row = plain.kind.form
                    if row is shared:
                        continue
                    shared = row
                for cell in row.cells:
                    for inner in cell.blocks:
                        if not isinstance(inner, Paragraph):
                            _unknown((inner,), new, rows)
                        elif known(id(inner.inlines)) is not inner.inlines:
                            new.append(inner)


def ordinary(texts: str) -> bool:
    """Whether none of these letters can be one to be named; False where one may be. By the upper bytes of their code units:
    four times as fast as a pattern."""
    units = texts.encode("utf-16-le", "surrogatepass")
    upper = units[1::2]
    if upper.translate(None, _UPPER):
        return False
    at = upper.find(_PUNCTUATION)
    while at >= 0:
        if units[2 * at] in _NOT_PUNCTUATION:
            return False
        at = upper.find(_PUNCTUATION, at + 1)
    return True


def _look_at(paragraph: Paragraph, found: list[Problem]) -> None:
    inlines, place = paragraph.inlines, paragraph.place
    only = inlines[0] if len(inlines) == 1 else None
    texts = only.text if type(only) is Text else "".join([inline.text for inline in inlines if type(inline) is Text])
    named = [*_letters(texts, place)] if not texts.isascii() and (_RARE.search(texts) or "\u200f" in texts) else []
    if type(only) is not Text:
        for inline in inlines:
            if type(inline) is Float:
                named += _float(inline, place)
    if named:
        found += named
    elif not paragraph.heavy:
        _clear[id(inlines)] = inlines


def _letters(texts: str, place: str) -> Iterator[Problem]:
    if (sign := _RIGHT_TO_LEFT.search(texts)) is not None:
        yield problem(
            "press-right-to-left", "Có chữ viết từ phải sang trái ({ma}).", place=place, ma=f"U+{ord(sign[0]):04X}"
        )
    # of a letter that no composed one stands for: it would keep the height of capitals (fonts.words)
    if _MARK.search(texts) and (mark := _MARK.search(normalize("NFC", texts))) is not None:
        yield problem("press-mark", "Có dấu rời không ghép được với chữ ({ma}).", place=place, ma=f"U+{ord(mark[0]):04X}")


def _float(inline: Float, place: str) -> Iterator[Problem]:
    if inline.wrap != "none":
        yield problem("press-wrap", "Chữ được xếp quanh hình.", place=place)
    if isinstance(inline.content, Box):
        yield from _inside(inline.content, place)


def _inside(box: Box, place: str) -> Iterator[Problem]:
    new: list[Paragraph] = []
    found: list[Problem] = []
    _unknown(box.blocks, new, None)
    for paragraph in new:
        _look_at(paragraph, found)
    yield from found
    if _noted(box.blocks):
        yield problem("press-note-in-box", "Dấu chú thích nằm trong khung chữ.", place=place)


def _noted(blocks: Sequence[Block]) -> bool:
    """Whether a sign of a note stands in these blocks: what a box holds is set when the notes of its page are already."""
    return any(
        any(isinstance(inline, NoteMark) for inline in block.inlines) if isinstance(block, Paragraph)
        else any(_noted(cell.blocks) for row in block.rows for cell in row.cells)
        for block in blocks
    )  # fmt: skip


def _section(section: Section, place: str) -> Iterator[Problem]:
    if section.columns > 1:
        yield problem("press-columns", "Trang chia {so} cột chữ.", place=place, so=section.columns)
    borders = section.borders
    for border in (borders.top, borders.right, borders.bottom, borders.left):
        if border is not None and border.style not in STYLES:
            yield problem("press-page-border", "Viền trang kiểu “{kieu}” là viền trang trí.", place=place, kieu=border.style)
            break
    width, height = section.width_pt, section.height_pt
    if min(width, height) < _SMALLEST_PT or max(width, height) > _LARGEST_PT:
        size = f"{width / 72 * 25.4:.0f} × {height / 72 * 25.4:.0f} mm"
        yield problem("press-page-size", "Khổ trang {kho} nằm ngoài giới hạn của PDF/A.", place=place, kho=size)
    if section.measure_pt < _NARROWEST_PT or height - section.top_pt - section.bottom_pt < _NARROWEST_PT:
        yield problem("press-no-room", "Lề trang không chừa chỗ cho chữ.", place=place)
