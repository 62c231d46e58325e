"""Footnotes: the mark in the text and the note at the page's foot."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from service.blocks.roles import Role
from service.errors import problem
from service.html.look import run_css
from service.html.sheet import pt
from service.lines import Shape
from service.paper import Note, NoteMark, Paragraph

if TYPE_CHECKING:
    from service.html.flow import Flow


def note_of(mark: NoteMark, flow: Flow) -> Note | None:
    return next((n for n in flow.shared.paper.notes if n.note_id == mark.note_id), None)


def mark_markup(mark: NoteMark, shape: Shape, flow: Flow, paragraph: Paragraph, strut: Shape) -> str:
    """The mark as printed, and for a footnote its body, floated to the page's foot."""
    css = run_css(shape, paragraph.format, strut)
    name = escape(mark.note_id)
    shown = f'<span class="{flow.shared.sheet.named(css)}" data-tag="Reference" data-note="{name}">{escape(mark.label)}</span>'
    note = note_of(mark, flow)
    if note is None or note.kind != "footnote" or flow.in_note:
        return shown
    if flow.in_cell:
        flow.shared.sheet.report(
            "w:footnoteReference",
            problem("footnote-in-table", "Chú thích cuối trang đặt trong bảng có thể sang trang sau.", place=paragraph.place),
            lost=False,
        )
    inside = flow.inside(flow.frame.width_pt, flow.frame.left_pt, headed=False)
    inside.in_note = True
    inside.blocks(note.blocks)
    after = f"padding-bottom:{pt(inside.after_pt)};" if inside.after_pt > 0.005 else ""
    return shown + f'<div class="fn" data-tag="Note" data-note="{name}" style="white-space:normal;{after}">{inside.markup}</div>'


def endnotes(flow: Flow) -> None:
    """Endnotes stand behind the last block of the document."""
    for note in flow.shared.paper.notes:
        if note.kind == "endnote":
            flow.blocks(note.blocks, Role("Note"))
