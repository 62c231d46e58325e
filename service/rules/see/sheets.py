"""A paper's sections → pages as set, and how page numbers are shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from service.paper import Block, Box, Break, Field, Float, Inline, Paper, Paragraph, Section, Tab, Table, Text
from service.rules.see.looks import looks
from service.rules.seen import Page, PageNumber

_MM_PER_PT = 25.4 / 72
Place = Literal["header", "footer"]
Side = Literal["left", "center", "right"]


def pages(paper: Paper) -> tuple[Page, ...]:
    """The page set-ups that occur, each once, in the order of the sections."""
    found: dict[Page, None] = {}
    for one in paper.sections:
        edges = (one.width_pt, one.height_pt, one.top_pt, one.right_pt, one.bottom_pt, one.left_pt, one.header_pt)
        width, height, top, right, bottom, left, header = (edge * _MM_PER_PT for edge in edges)
        found.setdefault(Page(None, width, height, abs(top), right, abs(bottom), left, header))
    return tuple(found)


def page_numbers(paper: Paper) -> tuple[PageNumber, ...]:
    """Every page number that a header or footer shows, each way of showing it once."""
    found: dict[PageNumber, None] = {}
    for order, section in enumerate(paper.sections):
        for number in _of_section(section, begins=order == 0 or section.page_start == 1):
            found.setdefault(number)
    return tuple(found)


def _of_section(section: Section, *, begins: bool) -> Iterator[PageNumber]:
    """`begins`: the section's first page bears number 1."""
    places: tuple[tuple[Place, tuple[Block, ...] | None, tuple[Block, ...] | None], ...] = (
        ("header", section.headers.default, section.headers.first), ("footer", section.footers.default, section.footers.first))
    for where, default, first in places:
        on_first = list(_numbers(first or (), where, True)) if section.title_page else []
        everywhere = list(_numbers(default or (), where, None))
        shown = bool(on_first) or not section.title_page
        for number in everywhere:
            yield PageNumber(number.text, where, number.alignment, shown if begins else None, number.looks)
        if not everywhere and begins:
            yield from on_first


def _numbers(blocks: Sequence[Block], where: Place, on_first: bool | None) -> Iterator[PageNumber]:
    for paragraph, aligned in _paragraphs(blocks):
        if any(type(one) is Field and one.kind == "PAGE" for one in paragraph.inlines):
            text = "".join(_shown(one) for one in paragraph.inlines)
            runs = [Text("0", one.style) if type(one) is Field else one for one in paragraph.inlines]
            yield PageNumber(text.strip(), where, aligned or _side(paragraph, text), on_first, looks(paragraph, runs))


def _paragraphs(blocks: Sequence[Block]) -> Iterator[tuple[Paragraph, Side | None]]:
    """The paragraphs of a header with those in its boxes and cells; a frame stands where it is put, whatever its text does."""
    for block in blocks:
        if isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    yield from _paragraphs(cell.blocks)
            continue
        yield block, None
        for one in block.inlines:
            if type(one) is Float and type(one.content) is Box:
                side: Side | None = one.x.align if one.x.align in ("left", "center", "right") else None
                yield from ((paragraph, side or inner) for paragraph, inner in _paragraphs(one.content.blocks))


def _shown(one: Inline) -> str:
    if type(one) is Field:
        return f"⟦{one.kind}⟧"
    return one.text if type(one) is Text else "\t" if type(one) is Tab else "\n" if type(one) is Break else ""


def _side(paragraph: Paragraph, text: str) -> Side | None:
    """Where the number stands: by the alignment, or by the tab stop it is brought to."""
    tabs = len(text) - len(text.lstrip("\t"))
    if tabs:
        stops = paragraph.format.tabs
        kind = stops[tabs - 1].kind if tabs <= len(stops) else "bar"
        return kind if kind in ("left", "center", "right") else None
    aligned = paragraph.format.alignment
    return aligned if aligned in ("left", "center", "right") else "left"
