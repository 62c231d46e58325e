"""Layers of properties → `TextStyle` and `ParagraphFormat`, resolved once for each distinct combination.

Order (ECMA-376-1, 17.7.2): document defaults → table style → numbering → paragraph style → character style → direct.
A `Sheet` keeps what it resolved between documents of one template: a run costs a look-up, and equal looks are the same object.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Literal, cast

from service.paper import Alignment, Borders, LineRule, ParagraphFormat, TabStop, TextStyle
from service.read.constructs import Note, note
from service.read.frames import Frame
from service.read.names import Element, W, val
from service.read.numbering import Level, Lists, lists
from service.read.package import parse
from service.read.paragraph_properties import merged_paragraph, paragraph_key, paragraph_properties
from service.read.run_properties import TOGGLES, Raw, merged_run, run_properties
from service.read.styles import Style, Styles, styles
from service.read.symbols import is_symbol
from service.read.table_styles import TableLayer, TableStyles
from service.read.theme import Theme, theme

_ALIGNMENTS: dict[str, Alignment] = {
    "left": "left", "start": "left", "right": "right", "end": "right", "center": "center", "both": "justify",
    "distribute": "distribute", "thaiDistribute": "distribute", "lowKashida": "justify", "mediumKashida": "justify",
    "highKashida": "justify"}
_LINE_RULES: dict[str, LineRule] = {"auto": "auto", "exact": "exact", "atLeast": "at_least"}
_SCRIPTS: dict[str, Literal["base", "super", "sub"]] = {"superscript": "super", "subscript": "sub"}
_MOST_BYTES = 4 * 1024 * 1024                    # of parts that a kept sheet is known by: 32 of them at most
_MOST_LOOKS = 20_000                             # a sheet that holds more is made anew for the next document
AUTO_SPACE_PT = 14.0                             # beforeAutospacing, as Word prints it


@dataclass(frozen=True, slots=True)
class TextLook:
    """A run's look: `style` for ASCII, `other` for further Latin, `east` for East Asian characters (17.3.2.26)."""

    style: TextStyle
    other: TextStyle
    east: TextStyle
    upper: bool = False
    hidden: bool = False
    symbol: str = ""                             # the family, where the font has its own encoding
    plain: bool = True                           # one style serves ASCII and all further Latin
    hint_east: bool = False
    gone: bool = False                           # of a paragraph mark: deleted
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class ParagraphLook:
    format: ParagraphFormat
    style_id: str
    style_name: str
    num: tuple[str, int] | None = None           # numId, level
    level: Level | None = None
    auto_before: bool = False
    auto_after: bool = False
    frame: Frame | None = None
    notes: tuple[Note, ...] = ()


class Sheet:
    """Styles, numbering and theme of one template, with all looks resolved so far."""

    def __init__(self, styles: Styles, lists: Lists, theme: Theme) -> None:
        self.styles, self.lists, self.theme = styles, lists, theme
        self.tables = TableStyles(styles, theme)
        self._texts: dict[object, TextLook] = {}
        self._paragraphs: dict[object, ParagraphLook] = {}
        self._text_styles: dict[TextStyle, TextStyle] = {}
        self._formats: dict[ParagraphFormat, ParagraphFormat] = {}

    @property
    def full(self) -> bool:
        return len(self._texts) + len(self._paragraphs) > _MOST_LOOKS

    # ------------------------------------------------------------ characters

    def text(self, table: TableLayer, style_id: str, rpr: Element | None) -> TextLook:
        """The look of a run with these direct properties, in a paragraph of this style, in this part of a table."""
        key = (table.key, style_id, None if rpr is None else tuple([(c.tag, *c.items()) for c in rpr]))
        look = self._texts.get(key)
        if look is None:
            direct = run_properties(rpr, self.theme)
            look = self._texts[key] = self._text_look(self._run(table, style_id, direct), direct.get("rStyle", ""))
        return look

    def label(self, table: TableLayer, style_id: str, mark: Element | None, level: Level, key: object) -> TextLook:
        """The look of a label: the paragraph mark's, without its underline, then the level's own (17.9.24)."""
        full_key = ("label", table.key, style_id, None if mark is None else tuple([(c.tag, *c.items()) for c in mark]), key)
        look = self._texts.get(full_key)
        if look is None:
            direct = run_properties(mark, self.theme)
            raw = {k: v for k, v in self._run(table, style_id, direct).items() if not k.startswith("u")}
            look = self._texts[full_key] = self._text_look(merged_run(raw, level.run), "")
        return look

    def _run(self, table: TableLayer, style_id: str, direct: Raw) -> Raw:
        paragraph, character = self.styles.run(style_id), self.styles.run(direct.get("rStyle", ""))
        if not direct.get("rStyle"):
            character = {}
        raw = merged_run(self.styles.default_run, table.run, paragraph, character)
        for toggle in TOGGLES:                             # 17.7.3: levels of style are exclusive; the defaults' "on" stays
            if toggle in raw and not self.styles.default_run.get(toggle):
                raw[toggle] = bool(table.run.get(toggle)) ^ bool(paragraph.get(toggle)) ^ bool(character.get(toggle))
        return merged_run(raw, direct)

    def _text_look(self, raw: Raw, style_id: str) -> TextLook:
        complex_script = raw.get("cs") or raw.get("rtl")
        size = raw.get("szCs" if complex_script else "sz", 10.0)
        notes: list[Note] = list(raw.get("notes", ()))
        if raw.get("rtl"):
            notes.append(note("w:rtl"))
        underline = raw.get("u")
        if underline not in (None, "none") and raw.get("u.color") not in (None, raw.get("color")):
            notes.append(note("w:u@color"))
        kern = raw.get("kern", 0.0)
        ascii_family = self._family(raw, "cs" if complex_script else "ascii")
        style = self._interned(TextStyle(
            family=ascii_family, size_pt=size, bold=bool(raw.get("bCs" if complex_script else "b")),
            italic=bool(raw.get("iCs" if complex_script else "i")), underline=None if underline == "none" else underline,
            strike=bool(raw.get("strike") or raw.get("dstrike")),
            caps="all" if raw.get("caps") else "small" if raw.get("smallCaps") else "none",
            color=raw.get("color"), highlight=raw.get("highlight") or raw.get("shd"), spacing_pt=raw.get("spacing", 0.0),
            scale=raw.get("w", 1.0), raise_pt=raw.get("position", 0.0), script=_SCRIPTS.get(raw.get("vertAlign", ""), "base"),
            kern=0 < kern <= size, ligatures=bool(raw.get("ligatures")), language=raw.get("lang", ""), style_id=style_id))
        other = style if complex_script else self._faced(style, self._family(raw, "hAnsi"))
        east = style if complex_script else self._faced(style, self._family(raw, "eastAsia"))
        symbol = ascii_family if is_symbol(ascii_family) else ""
        return TextLook(style, other, east, bool(raw.get("caps")), bool(raw.get("vanish")), symbol, style is other,
                        raw.get("hint") == "eastAsia", bool(raw.get("gone")), tuple(dict.fromkeys(notes)))

    def _family(self, raw: Raw, slot: str) -> str:
        source, name, named = raw.get(f"font.{slot}", ("", "", None))
        if source == "theme":
            return self.theme.font(name) or named or "Times New Roman"
        return name or "Times New Roman"

    def _faced(self, style: TextStyle, family: str) -> TextStyle:
        return style if style.family == family else self._interned(replace(style, family=family))

    def _interned(self, style: TextStyle) -> TextStyle:
        return self._text_styles.setdefault(style, style)

    def refaced(self, style: TextStyle, family: str) -> TextStyle:
        """The same look in another family."""
        return self._faced(style, family)

    # ------------------------------------------------------------ paragraphs

    def paragraph(self, table: TableLayer, ppr: Element | None) -> ParagraphLook:
        """The look of a paragraph with these direct properties, in this part of a table."""
        named = "" if ppr is None else val(ppr.find(W + "pStyle"))
        key = (table.key, named, None if ppr is None else paragraph_key(ppr))
        look = self._paragraphs.get(key)
        if look is None:
            look = self._paragraphs[key] = self._paragraph_look(table, named, paragraph_properties(ppr, self.theme))
        return look

    def _paragraph_look(self, table: TableLayer, named: str, direct: Raw) -> ParagraphLook:
        style_id = self.styles.paragraph_style(named)
        chain = self.styles.chain(style_id)
        notes: list[Note] = []
        num, level, carrier = self._numbered(chain, direct, notes)
        layers = [self.styles.default_paragraph, table.paragraph]
        for index, style in enumerate(chain):
            # fidelity.md, rule 13: style < level < what the style that carries the list says itself < direct
            if level is not None and index == carrier:
                layers.append(level.paragraph)
            layers.append(style.paragraph)
        if level is not None and carrier == len(chain):
            layers.append(level.paragraph)
        raw = merged_paragraph(*layers, direct)
        notes.extend(raw.get("notes", ()))
        if level is not None:
            notes.extend(level.notes)
        name = chain[-1].name if chain else ""
        size = self.text(table, style_id, None).style.size_pt
        form = _format(raw, size)
        return ParagraphLook(self._formats.setdefault(form, form), style_id, name, num, level, bool(raw.get("before.auto")),
                             bool(raw.get("after.auto")), raw.get("frame"), tuple(dict.fromkeys(notes)))

    def _numbered(self, chain: tuple[Style, ...], direct: Raw, notes: list[Note]
                  ) -> tuple[tuple[str, int] | None, Level | None, int]:
        """numId and level, the level's definition, and where in the chain its indents stand (its length: after all styles)."""
        carrier = next((i for i in range(len(chain) - 1, -1, -1) if "num" in chain[i].paragraph), None)
        if "num" in direct or ("level" in direct and carrier is None):
            num_id, index, place = direct.get("num", "0"), direct.get("level"), len(chain)
            if index is None:
                index = next((s.paragraph["level"] for s in reversed(chain) if "level" in s.paragraph), 0)
        elif carrier is not None:
            num_id, place, index = chain[carrier].paragraph["num"], carrier, direct.get("level")
            numbered = self.lists.get(num_id)
            if index is None and numbered is not None:     # 17.9.23: the level tied to the style, or to one it is based on
                tied = (numbered.level_of_style(style.style_id) for style in reversed(chain))
                index = next((n for n in tied if n is not None), None)
            if index is None:
                index = next((s.paragraph["level"] for s in reversed(chain) if "level" in s.paragraph), 0)
        else:
            return None, None, -1
        if num_id == "0":
            return None, None, -1
        level = self.lists[num_id].levels.get(index) if num_id in self.lists else None
        if level is None:
            notes.append(note("w:numId", so=num_id))
            return None, None, -1
        return (num_id, index), level, place


def _format(raw: Raw, size_pt: float) -> ParagraphFormat:
    def indent(side: str) -> float:
        chars: float | None = raw.get(f"ind.{side}.chars")
        plain: float = raw.get(f"ind.{side}", 0.0)
        return plain if chars is None else chars * size_pt

    rule, line = raw.get("line", ("auto", 1.0))
    if line <= 0:                                          # Word takes a line of nothing as a single one
        rule, line = "auto", 1.0
    sides: dict[str, Any] = raw.get("borders", {})
    outline = raw.get("outline")
    tabs = sorted((position, kind, leader) for position, (kind, leader) in raw.get("tabs", {}).items() if kind != "clear")
    return ParagraphFormat(
        alignment=_ALIGNMENTS.get(raw.get("jc", "left"), "left"), left_pt=indent("left"), right_pt=indent("right"),
        first_line_pt=indent("first"),
        before_pt=AUTO_SPACE_PT if raw.get("before.auto") else raw.get("before", 0.0),
        after_pt=AUTO_SPACE_PT if raw.get("after.auto") else raw.get("after", 0.0),
        contextual=raw.get("contextualSpacing", False), line=line, line_rule=_LINE_RULES.get(rule, "auto"),
        keep_next=raw.get("keepNext", False), keep_lines=raw.get("keepLines", False),
        page_break_before=raw.get("pageBreakBefore", False), widow_control=raw.get("widowControl", True),
        tabs=tuple(TabStop(p, cast(Any, k if k in _TAB_KINDS else "left"), cast(Any, leader)) for p, k, leader in tabs),
        borders=Borders(*(sides.get(side) for side in ("top", "right", "bottom", "left", "between"))),
        fill=raw.get("shd"), outline_level=outline if outline is not None and 0 <= outline <= 8 else None)


_TAB_KINDS = frozenset(("left", "center", "right", "decimal", "bar"))


# ---------------------------------------------------------------- one sheet for a template

def sheet(style_part: bytes | None, numbering_part: bytes | None, theme_part: bytes | None) -> Sheet:
    """The bytes of three parts → `Sheet`; documents of one template share theirs, parts of unusual size are not kept."""
    parts = style_part, numbering_part, theme_part
    if sum(len(part or b"") for part in parts) > _MOST_BYTES:
        return _made(*parts)
    found = _kept(*parts)
    if found.full:
        _kept.cache_clear()
        found = _kept(*parts)
    return found


@lru_cache(maxsize=32)
def _kept(style_part: bytes | None, numbering_part: bytes | None, theme_part: bytes | None) -> Sheet:
    return _made(style_part, numbering_part, theme_part)


def _made(style_part: bytes | None, numbering_part: bytes | None, theme_part: bytes | None) -> Sheet:
    look = theme(None if theme_part is None else parse(theme_part, "theme"))
    sheet_styles = styles(None if style_part is None else parse(style_part, "styles"), look)
    numbering = None if numbering_part is None else parse(numbering_part, "numbering")
    return Sheet(sheet_styles, lists(numbering, look, sheet_styles.list_of_style), look)


