"""Settings part → what of it changes the page (ECMA-376-1, 17.15)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from service.read.constructs import Note, note
from service.read.names import Element, W, of, val
from service.read.package import parse
from service.read.units import on, points, whole

_MOST_BYTES = 1024 * 1024                        # of a part that is kept between documents


@dataclass(frozen=True, slots=True)
class NoteSettings:
    """How foot- or endnotes are numbered; None: not said here."""

    kind: str | None = None
    start: int | None = None
    restart: str | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    compat_mode: int = 12                        # Word takes a file that says nothing for one of Word 2007
    default_tab_pt: float = 36.0
    even_and_odd: bool = False
    spacing_sum: bool = False
    shift_return_expands: bool = True
    from_before_2007: bool = False               # carries what Word 97–2003 wrote and a new file of a later Word does not
    footnotes: NoteSettings = NoteSettings()
    endnotes: NoteSettings = NoteSettings()
    notes: tuple[Note, ...] = ()


def settings(part: bytes | None) -> Settings:
    """The bytes of the settings part, or None → `Settings`."""
    if part is None:
        return Settings()
    return _kept(part) if len(part) <= _MOST_BYTES else _made(part)


@lru_cache(maxsize=32)
def _kept(part: bytes) -> Settings:
    return _made(part)


def _made(part: bytes) -> Settings:
    root = parse(part, "settings")
    compat = root.find(W + "compat")
    mode = 12
    for setting in () if compat is None else compat.iterchildren(W + "compatSetting"):
        if of(setting, "name") == "compatibilityMode":
            mode = whole(of(setting, "val"), 12)

    def flag(parent: Element | None, name: str) -> bool:
        element = None if parent is None else parent.find(W + name)
        return element is not None and on(of(element, "val"))

    found = [note(f"w:{name}") for name in ("mirrorMargins", "bookFoldPrinting", "autoHyphenation") if flag(root, name)]
    if flag(root, "gutterAtTop"):
        found.append(note("w:gutter"))
    return Settings(
        compat_mode=mode, default_tab_pt=points(val(root.find(W + "defaultTabStop")), 36.0),
        even_and_odd=flag(root, "evenAndOddHeaders"), spacing_sum=flag(compat, "doNotUseHTMLParagraphAutoSpacing"),
        shift_return_expands=not flag(compat, "doNotExpandShiftReturn"),
        from_before_2007=flag(root, "noPunctuationKerning"),
        footnotes=note_settings(root.find(W + "footnotePr")), endnotes=note_settings(root.find(W + "endnotePr")),
        notes=tuple(found))


def note_settings(e: Element | None) -> NoteSettings:
    """`w:footnotePr` or `w:endnotePr` of the settings or of a section."""
    if e is None:
        return NoteSettings()
    kind, start, restart = e.find(W + "numFmt"), e.find(W + "numStart"), e.find(W + "numRestart")
    return NoteSettings(None if kind is None else val(kind), None if start is None else whole(val(start), 1),
                        None if restart is None else val(restart))


