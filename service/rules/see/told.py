"""What a paragraph of a Word file says and how it looks, wherever it stands: known from one document to the next, since the
documents of a batch share most of their paragraphs (read/ gives those the same inlines, format, mark and label)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from service.frozen import value
from service.paper import Break, Float, Inline, Paragraph, Tab, Text
from service.rules.layout import COMPONENTS
from service.rules.see import drawn
from service.rules.see.looks import looks
from service.rules.see.signs import label_of, ruled
from service.rules.seen import Looks

SPACERS: Final = frozenset(("duong_ke", "ke_bang", "cuoi"))             # our styles that are no component
GAP: Final = re.compile(r"[ \u00a0]{3,}")                               # may stand between two columns
_KEPT: Final = 1024                                                     # paragraphs
_Key = tuple[int, int, int, int, str, str]
_known: Final[dict[_Key, tuple[Paragraph, Told]]] = {}                # with the paragraph, so that no id is given again


@value
class Told:
    """`text` with its label is what it says; `rule`, `last_rule`: what it, or its last line, is drawn of by hand. By a style of
    ours it is surely a `component`, or surely none. `parted`: it may be two columns set with tabs or blanks; `floats`, `edges`:
    something is anchored in it, it has borders above or below."""

    own: str                                     # without the label
    text: str
    label: str
    rule: str
    last_rule: str
    looks: Looks
    component: str
    confidence: float
    parted: bool
    floats: bool
    edges: bool

    @property
    def blank(self) -> bool:
        return not self.own or self.own.isspace()


def told(paragraph: Paragraph) -> Told:
    """A paragraph → what it says."""
    key = (id(paragraph.inlines), id(paragraph.format), id(paragraph.mark), id(paragraph.label), paragraph.style_id,
           paragraph.style_name)
    found = _known.get(key)
    if found is None:
        made = _told(paragraph)
        if paragraph.heavy:
            return made
        if len(_known) >= _KEPT:
            _known.clear()
        found = _known[key] = paragraph, made
    return found[1]


def text_of(inlines: Sequence[Inline]) -> str:
    """Their characters; tab and line break as white space."""
    if len(inlines) == 1 and type(inlines[0]) is Text:
        return inlines[0].text
    return "".join([
        one.text if type(one) is Text else "\t" if type(one) is Tab else "\n" if type(one) is Break else "" for one in inlines])


def _told(paragraph: Paragraph) -> Told:
    own = text_of(paragraph.inlines)
    label = paragraph.label.text if paragraph.label else label_of(own)[1]
    component, confidence = _by_style(paragraph)
    borders = paragraph.format.borders
    return Told(
        own=own, text=f"{label} {own}" if paragraph.label and label else own, label=label, rule=ruled(own),
        last_rule=drawn.trailing_rule(own), looks=looks(paragraph), component=component, confidence=confidence,
        parted=any(type(one) is Tab or (type(one) is Text and GAP.search(one.text)) for one in paragraph.inlines),
        floats=any(type(one) is Float for one in paragraph.inlines), edges=bool(borders.bottom or borders.top))


def _by_style(paragraph: Paragraph) -> tuple[str, float]:
    """The component of a paragraph that bears one of our styles, by its identifier and its name."""
    row = COMPONENTS.get(paragraph.style_id)
    if row is not None and row.name == paragraph.style_name:
        return row.id, 1.0
    return "", 1.0 if paragraph.style_id in SPACERS else 0.0
