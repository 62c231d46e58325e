"""Foot- and endnotes: a note, set; and the foot of the page that is being filled.

A footnote stands on the page of its sign (word.md rule 9), below a rule of 144 pt in paragraphs of their own (R3b). One that
finds no room there goes on at the foot of the next page, below a rule over the whole width, as Word's continuation separator is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from service.blocks.frame import Frame
from service.blocks.roles import Role
from service.blocks.tree import Node
from service.paper import Note, NoteMark
from service.press.columns import SAME_PT, cut, stack
from service.press.entries import entries
from service.press.setting import Entry, Ink, SetNote, SetPage, moved
from service.press.strokes import line

if TYPE_CHECKING:
    from service.press.typesetter import Typesetter

_RULE_LENGTH_PT: Final = 144.0
_RULE_PT: Final = 0.5
_RULE_AT: Final = 0.6                            # of the separator's height: where the hyphen of its font would stand
_MOST: Final = 0.75                              # of the body: more of it is never given to notes that go on


def set_note(note: Note, setter: Typesetter, width_pt: float, node: Node, left_of_page_pt: float = 0.0) -> SetNote:
    """A footnote in a column `width_pt` wide; its paragraphs become children of `node`."""
    laid = entries(note.blocks, setter, width_pt=width_pt, node=node, left_of_page_pt=left_of_page_pt, in_note=True)
    stacked = stack(laid)
    return SetNote(stacked.height_pt + stacked.after_pt, stacked.items, laid, node)


def endnotes(setter: Typesetter, *, width_pt: float, node: Node, left_of_page_pt: float, before: Sequence[Entry]) -> list[Entry]:
    """The endnotes: they stand behind the last block of the document."""
    out: list[Entry] = []
    for note in setter.paper.notes:
        if note.kind == "endnote":
            out += entries(
                note.blocks, setter, width_pt=width_pt, node=node, left_of_page_pt=left_of_page_pt, role=Role("Note"),
                before=out or before,
            )  # fmt: skip
    return out


class Foot:
    """The notes of the page that is being filled. `height_pt`: what they take of its body, separator and all."""

    def __init__(self, setter: Typesetter) -> None:
        self._setter = setter
        self.height_pt = 0.0
        self._frame: Frame | None = None
        self._put: list[tuple[str, SetNote]] = []
        self._rest: list[Entry] = []             # what goes on on the next page
        self.goes_on = False                     # this page begins with the end of a note
        self._printed: set[str] = set()
        self._set: dict[tuple[str, float], SetNote] = {}
        self._separators: dict[float, float] = {}

    @property
    def waits(self) -> bool:
        """Whether a note goes on on a next page."""
        return bool(self._rest)

    @property
    def state(self) -> tuple[int, float, int]:
        """What `back` needs to take away what comes from now on."""
        return len(self._put), self.height_pt, len(self._rest)

    def open(self, frame: Frame) -> None:
        """A new page; it begins with what is left of the notes of the one before."""
        self._frame, self._put, self.height_pt = frame, [], 0.0
        waiting, self._rest = self._rest, []
        self.goes_on = bool(waiting)
        if waiting:
            self._add("", waiting, None, frame.height_pt * _MOST)

    def back(self, state: tuple[int, float, int]) -> None:
        """Takes notes away again: their lines go to the next page."""
        count, self.height_pt, rest = state
        del self._put[count:], self._rest[rest:]

    def asked_pt(self, marks: Sequence[NoteMark]) -> float:
        """What the notes of these signs would take more of the page."""
        asked = [self._note(mark).height_pt for mark in self._new(marks)]
        return sum(asked) + (self._separator_pt() if asked and not self._put else 0.0)

    def begins(self, marks: Sequence[NoteMark], room_pt: float) -> bool:
        """Whether so much room is enough for all of these notes but the end of the last one."""
        new = self._new(marks)
        if not new:
            return True
        room_pt -= self.asked_pt(new[:-1]) + (self._separator_pt() if len(new) == 1 and not self._put else 0.0)
        return room_pt > 0 and cut(self._note(new[-1]).entries, room_pt) is not None

    def take(self, marks: Sequence[NoteMark], room_pt: float) -> None:
        """Puts notes on the page, of the last ones only what the room left below the text holds."""
        for mark in self._new(marks):
            note = self._note(mark)
            separator = 0.0 if self._put else self._separator_pt()
            self._add(mark.note_id, note.entries, note.node, room_pt - self.height_pt - separator)

    def close(self, page: SetPage, bottom_pt: float) -> None:
        """Draws the notes at the foot of the page."""
        if not self._put or self._frame is None:
            return
        y, left = bottom_pt - self.height_pt, self._frame.left_pt
        if y < 0:
            self._setter.stray()
        separator = self._separator_pt()
        if separator:
            length = self._frame.width_pt if self.goes_on else _RULE_LENGTH_PT
            page.items.append(Ink(left, y + separator * _RULE_AT, line(0.0, 0.0, length, 0.0, _RULE_PT)))
            y += separator
        for name, note in self._put:
            page.items += moved(note.items, left, y)
            y += note.height_pt
            if name and note.node is not None:
                page.notes[name] = note.node
                self._printed.add(name)
        self._put = []

    def _add(self, name: str, whole: Sequence[Entry], node: Node | None, room_pt: float) -> None:
        separator = 0.0 if self._put else self._separator_pt()
        stacked = stack(whole)
        if stacked.height_pt + stacked.after_pt > room_pt + SAME_PT:
            pieces = cut(whole, room_pt, must=not name) if room_pt > 0 else None
            if pieces is not None:
                stacked, rest = pieces
                self._rest += rest
            elif name:                           # not even its first lines: all of it goes on
                self._rest += whole
                self._put.append((name, SetNote(0.0, [], node=node)))
                return
        height = min(stacked.height_pt + stacked.after_pt, max(room_pt, stacked.height_pt))
        self._put.append((name, SetNote(height, stacked.items, node=node)))
        self.height_pt += separator + height

    def _new(self, marks: Sequence[NoteMark]) -> list[NoteMark]:
        """Of these signs those whose footnotes are not printed yet."""
        notes = self._setter.notes
        here = {name for name, _ in self._put}
        found: list[NoteMark] = []
        for mark in marks:
            name = mark.note_id
            note = notes.get(name)
            if note is not None and note.kind == "footnote" and name not in here and name not in self._printed:
                here.add(name)
                found.append(mark)
        return found

    def _note(self, mark: NoteMark) -> SetNote:
        assert self._frame is not None
        width = self._frame.width_pt
        key = mark.note_id, width
        if key not in self._set:
            note = self._setter.notes[mark.note_id]
            self._set[key] = set_note(note, self._setter, width, Node("Note", None), self._frame.left_pt)
        return self._set[key]

    def _separator_pt(self) -> float:
        """The height of the paragraphs that hold the rule."""
        assert self._frame is not None
        width = self._frame.width_pt
        if width not in self._separators:
            blocks = self._setter.paper.note_separator
            stacked = stack(entries(blocks, self._setter, width_pt=width, node=None, in_cell=True))
            self._separators[width] = stacked.height_pt + stacked.after_pt
        return self._separators[width]
