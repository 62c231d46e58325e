"""Blocks → entries of a column: what each is for the tags, its gaps, and what keeps it with its neighbours.

word.md R2 and R3a say what stands between paragraphs. Of three gaps the column takes one: after a natural break none is left,
after a forced one what `before` has more than the paragraph before it asked for, else the larger of both (or their sum).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from service.blocks.roles import PLAIN, Outline, Role, glance, heading
from service.blocks.tree import Node
from service.paper import Block, Borders, Paragraph, ParagraphFormat, Table
from service.press.setting import Entry, SetParagraph

if TYPE_CHECKING:
    from service.press.typesetter import Typesetter

Forced = Literal["", "page", "column"]
_NO_BORDERS = Borders()


def entries(
    blocks: Sequence[Block],
    setter: Typesetter,
    *,
    width_pt: float,
    node: Node | None,
    outline: Outline | None = None,
    x_pt: float = 0.0,
    left_of_page_pt: float = 0.0,
    in_cell: bool = False,
    in_note: bool = False,
    headed: bool = True,
    role: Role = PLAIN,
    before: Sequence[Entry] = (),
) -> list[Entry]:
    """The blocks of a column `width_pt` wide, in order. `node`: what their nodes become children of; None: they are an artifact.

    `outline` goes on with each heading; without it, or where not `headed` (headers, notes, tables of data), none may stand there.
    `x_pt`: of the column's left edge from the body's, `left_of_page_pt` from the page's (leaders stand on a grid). `in_cell`: a
    cell, a box, a header: no page break there, and widow control in mode 15 only; `in_note`: no page break, but widow control.
    `role`: of every paragraph that is neither heading nor item of a list. `before`: what the section before has put into the
    column.
    """
    roles = glance(blocks) if node is not None else []
    outlined = outline if headed and node is not None else None
    out: list[Entry] = []
    last = before[-1] if before else None
    above_pt = last.after_pt if last is not None else 0.0
    forced: Forced = _ending(last)
    unbroken = in_cell or in_note
    summed, controls = setter.paper.spacing_sum, setter.controls_cells or not in_cell
    earlier: Block | None = None
    final = len(blocks) - 1
    for number, block in enumerate(blocks):
        later = blocks[number + 1] if number < final else None
        if not isinstance(block, Paragraph):
            out.append(_table(block, setter, width_pt, node, outlined, x_pt, left_of_page_pt, above_pt, forced, later))
            above_pt, forced, earlier = 0.0, "", block
            continue
        form = block.format
        if node is not None:
            own = roles[number] or PLAIN
            if roles[number] is None and outlined is not None:
                own = heading(block, earlier, later, outlined, aside=in_cell)
            if own is PLAIN:
                own = role
            found = node.add("P") if own is PLAIN else _node(own, node)
        else:
            own, found = PLAIN, None
        if own.label:
            laid = setter.paragraph(block, width_pt, left_of_page_pt=left_of_page_pt, label=own.label)
        else:
            laid = setter.paragraph(block, width_pt, left_of_page_pt=left_of_page_pt)
        before_pt, after_pt = form.before_pt, form.after_pt
        if form.contextual:
            before_pt = 0.0 if _same_style(block, earlier) else before_pt
            after_pt = 0.0 if _same_style(block, later) else after_pt
        forced_pt = 0.0 if forced else max(before_pt - above_pt, 0.0)
        if form.page_break_before and not unbroken:
            forced = forced or "page"
        joins = laid.edges is not None
        stop = _stop(laid, setter) if laid.busy else -1
        out.append(Entry(
            laid, found, 0, stop, x_pt, above_pt + before_pt if summed else max(above_pt, before_pt), 0.0, forced_pt, after_pt,
            forced, form.keep_next and later is not None, form.keep_lines, form.widow_control and controls,
            joins and _joined(form, earlier), joins and _joined(form, later),
        ))  # fmt: skip
        above_pt, earlier = after_pt, block
        forced = _kind(laid.strips[stop - 1].end) if stop >= 0 and not unbroken else ""
    return out


def _table(
    table: Table, setter: Typesetter, width_pt: float, node: Node | None, outline: Outline | None, x_pt: float,
    left_of_page_pt: float, above_pt: float, forced: Forced, later: Block | None,
) -> Entry:  # fmt: skip
    """Above a table the `after` of the paragraph before counts in full (word.md R3)."""
    laid = setter.set_table(
        table, setter, width_pt=width_pt, node=node, outline=outline, left_of_page_pt=left_of_page_pt, last=later is None
    )
    keep = bool(laid.rows) and laid.rows[-1].bound and later is not None
    return Entry(laid, node, x_pt=x_pt, gap_pt=above_pt, forced=forced, keep_next=keep)


def _node(role: Role, node: Node) -> Node:
    """The node of a paragraph with this role."""
    tag = role.tag
    if tag == "LI":
        return node.item(role.level)
    if tag == "join":
        return node.latest or node.add("P")
    made = node.add(tag)
    made.bookmark = role.bookmark
    return made


def _stop(laid: SetParagraph, setter: Typesetter) -> int:
    """Where a page break ends a paragraph, its mark stays behind on the old page (before mode 15 it begins the new one): the
    empty line behind the break is not set. -1: all lines are."""
    strips = laid.strips
    if len(strips) == 1 or strips[-2].end not in ("page", "column") or setter.paper.compat_mode < 15:
        return -1
    last = strips[-1]
    empty = not (last.shows or last.floats or last.notes or last.bookmarks)
    return len(strips) - 1 if empty else -1


def _ending(last: Entry | None) -> Forced:
    """The break that ends what stands before."""
    if last is None or last.stop < 0 or not isinstance(last.block, SetParagraph):
        return ""
    return _kind(last.block.strips[last.stop - 1].end)


def _kind(end: str) -> Forced:
    return "page" if end == "page" else "column" if end == "column" else ""


def _same_style(paragraph: Paragraph, other: Block | None) -> bool:
    return isinstance(other, Paragraph) and other.style_id == paragraph.style_id


def _joined(mine: ParagraphFormat, other: Block | None) -> bool:
    """Neighbours with the same borders (or fill) and indents are one frame."""
    if not isinstance(other, Paragraph):
        return False
    theirs = other.format
    return (
        (mine.borders != _NO_BORDERS or mine.fill not in (None, "FFFFFF"))  # white on white joins nothing
        and (mine.borders, mine.fill, mine.left_pt, mine.right_pt)
        == (theirs.borders, theirs.fill, theirs.left_pt, theirs.right_pt)
    )
