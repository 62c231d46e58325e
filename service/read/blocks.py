"""A flow of block elements → paragraphs and tables, in order (ECMA-376-1, 17.2.2, 17.3.1)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, cast

from service.paper import Block, Bookmark, Inline, Label, Paragraph, Table
from service.read.alternate import chosen
from service.read.constructs import Findings
from service.read.inlines import Line
from service.read.looks import ParagraphLook
from service.read.margin_tabs import with_stops
from service.read.names import MARKS, Element, W, of, q
from service.read.story import Container, Places, Story
from service.read.symbols import decoded
from service.read.tables import table
from service.read.unframed import unframed

P, TBL, SECT, _BOOKMARK = W + "p", W + "tbl", W + "sectPr", W + "bookmarkStart"
_TRANSPARENT = frozenset(W + n for n in ("customXml", "smartTag", "sdtContent"))
_HARMLESS = MARKS | {W + "tcPr"}
_PPR, _RPR = W + "pPr", W + "rPr"
_ALIGNMENTS = {"left": "left", "start": "left", "center": "center", "right": "right", "end": "right"}


def flat(elements: Iterable[Element], findings: Findings, place: str) -> Iterator[Element]:
    """Paragraphs, tables, section marks and bookmarks in order; what wraps them is opened, what cannot be read is reported."""
    for e in elements:
        tag = e.tag
        if tag in (P, TBL, SECT, _BOOKMARK):
            yield e
        elif tag in _HARMLESS:
            continue
        elif tag in _TRANSPARENT:
            yield from flat(e, findings, place)
        elif tag == W + "sdt":
            content = e.find(W + "sdtContent")
            yield from flat(() if content is None else content, findings, place)
        elif tag in (W + "ins", W + "moveTo"):
            findings.add("w:ins", place)
            yield from flat(e, findings, place)
        elif tag in (W + "del", W + "moveFrom"):
            findings.add("w:del", place)
        elif tag == q("mc:AlternateContent"):
            branch, wanted = chosen(e)
            if branch is None:
                findings.add("mc:AlternateContent", place, kieu=wanted)
            else:
                yield from flat(branch, findings, place)
        elif tag in (q("m:oMathPara"), q("m:oMath")):
            findings.add("m:oMath", place)
        else:
            findings.unknown(e, place)


def blocks(story: Story, elements: Iterable[Element], places: Places, container: Container) -> tuple[Block, ...]:
    """The blocks of one container. A paragraph whose mark is deleted or hidden runs on into the next one, as Word prints it; one
    that shows nothing before a table is nothing (Word writes such a one between two tables that stand together)."""
    out: list[Block] = []
    looks: list[ParagraphLook | None] = []
    carried: list[Inline] = []
    items = list(flat(elements, story.book.findings, places.prefix.removesuffix(", ")))
    for index, e in enumerate(items):
        if e.tag == _BOOKMARK:                             # between paragraphs: it marks the next one
            name = of(e, "name") or ""
            if name and name != "_GoBack":
                carried.append(Bookmark(name))
        elif e.tag == TBL:
            made = table(story, e, places.table(), container)
            if made is not None:
                out.append(made)
                looks.append(None)
        elif e.tag == P:
            made_paragraph, look, runs_on = paragraph(story, e, places.paragraph(), container, carried)
            carried = []
            following = items[index + 1].tag if index + 1 < len(items) else ""
            if runs_on and (following == P or (following == TBL and not _shows(made_paragraph))):
                carried = list(made_paragraph.inlines)
            else:
                out.append(made_paragraph)
                looks.append(look)
    if carried and out and isinstance(out[-1], Paragraph):
        out[-1] = replace(out[-1], inlines=(*out[-1].inlines, *carried))
    if container.cell and len(out) > 1 and _is_cell_end(out[-1], out[-2]):
        out.pop()
        looks.pop()
    spaced = _without_auto_space(out, looks, container.cell)
    return tuple(unframed(spaced, [None if look is None else look.frame for look in looks], container, story.book.geometry))


def paragraph(story: Story, e: Element, place: str, container: Container, carried: Sequence[Inline] = ()
              ) -> tuple[Paragraph, ParagraphLook, bool]:
    """One paragraph, its look, and whether it runs on into the next one."""
    book = story.book
    ppr = e.find(_PPR)
    look = book.sheet.paragraph(container.layer, ppr)
    for found in look.notes:
        book.findings.put(found, place)
    mark_properties = None if ppr is None else ppr.find(_RPR)
    mark = book.sheet.text(container.layer, look.style_id, mark_properties)
    for found in mark.notes:
        book.findings.put(found, place)
    runs_on = mark.hidden or mark.gone
    if mark.gone:
        book.findings.add("w:del", place)
    label = None
    if look.num is not None and look.level is not None and not runs_on:
        label = _label(story, container, look, mark_properties, place)
    line = Line(story, container.layer, look.style_id, place, carried)
    line.content(e)
    inlines, form = line.close(), look.format
    if line.margin_tabs:
        stopped = None if label else with_stops(form, line.margin_tabs, inlines, container.width)
        if stopped is None:
            book.findings.add("w:ptab", place)
        form = stopped or form
    return Paragraph(inlines, form, mark.style, look.style_id, look.style_name, label, place), look, runs_on


def _is_cell_end(last: Block, above: Block) -> bool:
    """A cell that ends with a table needs a paragraph behind it; where that one is empty, Word gives it no line."""
    return isinstance(above, Table) and isinstance(last, Paragraph) and not (last.inlines or last.label)


def _shows(paragraph: Paragraph) -> bool:
    return any(not isinstance(inline, Bookmark) for inline in paragraph.inlines)


def _label(story: Story, container: Container, look: ParagraphLook, mark: Element | None, place: str) -> Label | None:
    book, level = story.book, look.level
    if look.num is None or level is None:
        return None
    text = book.counter.label(*look.num)
    style = book.sheet.label(container.layer, look.style_id, mark, level, look.num)
    bullet = level.kind == "bullet"
    if style.symbol or bullet:
        decoded_text = [(char, decoded(char, style.style.family)) for char in text]
        for char, found in decoded_text:
            if found is None:
                book.findings.add("w:sym", place, ma=f"{ord(char):04X}", phong=style.style.family)
        text = "".join(found or "•" for _, found in decoded_text)
    if style.upper:
        text = text.upper()
    suffix = cast(Any, level.suffix if level.suffix in ("space", "nothing") else "tab")
    alignment = cast(Any, _ALIGNMENTS.get(level.alignment, "left"))
    return Label("" if style.hidden else text, style.style, suffix, alignment, look.num[1], bullet)


def _without_auto_space(made: list[Block], looks: list[ParagraphLook | None], cell: bool) -> list[Block]:
    """Automatic space vanishes at the edges of a cell and between items of one list (17.3.1.33, as Word prints it)."""
    for index, look in enumerate(looks):
        block = made[index]
        if look is None or not isinstance(block, Paragraph) or not (look.auto_before or look.auto_after):
            continue
        form = block.format
        before = looks[index - 1] if index else None
        after = looks[index + 1] if index + 1 < len(looks) else None
        if look.auto_before and ((cell and index == 0) or _same_list(look, before)):
            form = replace(form, before_pt=0.0)
        if look.auto_after and ((cell and index + 1 == len(made)) or _same_list(look, after)):
            form = replace(form, after_pt=0.0)
        made[index] = replace(block, format=form)
    return made


def _same_list(look: ParagraphLook, other: ParagraphLook | None) -> bool:
    return other is not None and look.num is not None and other.num is not None and look.num[0] == other.num[0]


