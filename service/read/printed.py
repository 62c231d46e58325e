"""What a paragraph prints while fields are open: characters, or nothing, or a number that is known only when pages are set."""

from __future__ import annotations

from collections.abc import Iterable

from service.paper import Field, Inline
from service.read.fields import Frame
from service.read.letters import Letters
from service.read.looks import TextLook
from service.read.names import Element, W, of
from service.read.story import Story
from service.read.table_styles import TableLayer
from service.read.units import on


class Printed:
    """One paragraph's letters behind the gate of the story's open fields."""

    def __init__(self, story: Story, layer: TableLayer, style_id: str, place: str, carried: Iterable[Inline] = ()) -> None:
        self.story, self.layer, self.style_id, self.place = story, layer, style_id, place
        self.letters = Letters(story.book.findings, place)
        self.letters.out.extend(carried)
        self.sheet = story.book.sheet
        self.fields = story.fields
        self.margin_tabs: list[Element] = []               # tabs to the middle or the end of the line, as they came
        self.target = ""                                   # of the w:hyperlink around what is read

    def note(self, name: str, **args: object) -> None:
        self.story.book.findings.add(name, self.place, **args)

    def note_unknown(self, element: Element) -> None:
        self.story.book.findings.unknown(element, self.place)

    def close(self) -> tuple[Inline, ...]:
        return self.letters.close()

    def put(self, text: str, look: TextLook) -> None:
        """Characters of a run, unless they belong to a field that is not printed as saved."""
        if not (self.fields.frames and self.swallowed(look)):
            self.letters.put(text, look, self.link)

    @property
    def link(self) -> str:
        return self.target or (self.fields.link if self.fields.frames else "")

    def single(self, inline: Inline, look: TextLook) -> None:
        if not (self.fields.frames and self.swallowed(look)):
            self.letters.single(inline)

    def swallowed(self, look: TextLook) -> bool:
        """Whether what stands here is a field's instruction, or the saved result of a computed one (then its `Field` is set)."""
        if self.fields.in_code:
            return True
        frame = self.fields.page_frame
        if frame is None:
            return False
        self._emit_page(frame, look)
        return True

    def _emit_page(self, frame: Frame, look: TextLook) -> None:
        kind = frame.page_field
        if kind is None or frame.emitted:
            return
        frame.emitted = True
        if frame.formatted:
            self.note("field:format", lenh=" ".join(frame.words))
        self.letters.single(Field(kind, look.style))

    def field_char(self, e: Element, look: TextLook | None) -> None:
        kind, frames = of(e, "fldCharType"), self.fields.frames
        if kind == "begin":
            self.fields.begin()
            box = e.find(f"{W}ffData/{W}checkBox")
            if box is not None and look is not None:
                self._check_box(box, look)
        elif frames and kind == "separate":
            frames[-1].result = True
        elif frames and kind == "end":
            frame = frames[-1]
            had_result, frame.result = frame.result, True
            if look is not None:
                self.end_field(frame, look, had_result=had_result)
            frames.pop()

    def end_field(self, frame: Frame, look: TextLook, *, had_result: bool) -> None:
        outer = [f for f in self.fields.frames if f is not frame]
        if any(not f.result for f in outer):
            return
        if frame.page_field:
            self._emit_page(frame, look)
        elif not had_result and not frame.silent and frame.command not in ("FORMCHECKBOX", "FORMTEXT"):
            self.note("field:no-result", lenh=" ".join(frame.words)[:80])

    def _check_box(self, box: Element, look: TextLook) -> None:
        """A form's check box prints as a square; its state is its own value, else its default (17.16.8)."""
        state = box.find(W + "checked")
        state = box.find(W + "default") if state is None else state
        self.note("field:check-box")
        frame = self.fields.frames.pop()
        self.put("☒" if state is not None and on(of(state, "val")) else "☐", look)
        self.fields.frames.append(frame)

    def instruction(self, e: Element, _look: TextLook | None) -> None:
        if self.fields.frames and not self.fields.frames[-1].result:
            frame = self.fields.frames[-1]
            frame.instruction += e.text or ""
