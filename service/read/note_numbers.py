"""Numbers foot- and endnotes in the order of their references (ECMA-376-1, 17.11)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from service.read.counting import counted, known
from service.read.settings import NoteSettings

Kind = Literal["footnote", "endnote"]
_DEFAULT_KIND: dict[Kind, str] = {"footnote": "decimal", "endnote": "lowerRoman"}


@dataclass(frozen=True, slots=True)
class Reference:
    kind: Kind
    note_id: str                                 # of the file, unique within its kind
    label: str

    @property
    def name(self) -> str:
        """The note's id on the paper: a foot- and an endnote may have the same number in the file."""
        return self.note_id if self.kind == "footnote" else f"end-{self.note_id}"


@dataclass(slots=True)
class NoteNumbers:
    document: dict[Kind, NoteSettings]
    section: dict[Kind, NoteSettings] = field(default_factory=dict)
    references: dict[tuple[Kind, str], Reference] = field(default_factory=dict)
    _counts: dict[Kind, int] = field(default_factory=dict)

    def enter_section(self, section: dict[Kind, NoteSettings]) -> None:
        self.section = section
        for kind in _DEFAULT_KIND:
            if self._setting(kind, "restart") == "eachSect":
                self._counts.pop(kind, None)

    def refer(self, kind: Kind, note_id: str, *, own_mark: bool) -> Reference:
        """The reference to a note, numbered unless it brings its own mark. A second reference to one note repeats its label."""
        known_reference = self.references.get((kind, note_id))
        if known_reference is not None:
            return known_reference
        label = ""
        if not own_mark:
            start = self._setting(kind, "start")
            number = self._counts.get(kind, (start if isinstance(start, int) else 1) - 1) + 1
            self._counts[kind] = number
            label = counted(number, self.number_kind(kind))
        reference = self.references[kind, note_id] = Reference(kind, note_id, label)
        return reference

    def number_kind(self, kind: Kind) -> str:
        return str(self._setting(kind, "kind") or _DEFAULT_KIND[kind])

    def unsupported(self, kind: Kind) -> str:
        """What of the numbering is not done: numbers anew on each page, unknown formats; empty where all is."""
        if self._setting(kind, "restart") == "eachPage":
            return "eachPage"
        return "" if known(self.number_kind(kind)) else self.number_kind(kind)

    def _setting(self, kind: Kind, name: str) -> str | int | None:
        own = getattr(self.section.get(kind, NoteSettings()), name)
        found: str | int | None = own if own is not None else getattr(self.document.get(kind, NoteSettings()), name)
        return found
