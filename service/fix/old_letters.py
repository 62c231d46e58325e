"""Text in fonts of TCVN3 and VNI → Unicode in Times New Roman: other characters for the words that a reader saw.

Only where the reading is certain; what could be two things stays in its font and is reported (E-10). Boxes, headers, footers and
notes are read as well, once the text itself shows such letters.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from service.fix.change import Change
from service.fix.draft import Draft
from service.fix.file import Element, child, drop, put, q
from service.read.looks import Sheet, sheet
from service.read.table_styles import NO_TABLE
from service.rules.finding import Finding
from service.rules.layout import FONT
from service.rules.words.said import shortened
from service.vietnamese.encodings import convert_pieces, encoding_of_font, has_unicode

FAULTS: Final = frozenset(("encoding-tcvn3", "encoding-vni"))
_LOOKED_INTO: Final = FAULTS | {"encoding-unsure"}         # a run of it may be certain where the paragraph is not
_STORIES: Final = {"header": "đầu trang", "footer": "cuối trang", "footnotes": "chú thích", "endnotes": "chú thích cuối"}
_BETWEEN: Final = frozenset((q("br"), q("cr"), q("tab")))
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True, slots=True)
class _Piece:
    """A text of a run in its font; a tab or a line break has no element."""

    element: Element | None
    text: str
    font: str


def to_unicode(draft: Draft) -> tuple[Change, ...]:
    """Converts in the draft's file; a change for each paragraph. None where the rule found no such letters."""
    finding = next((one for one in draft.report.findings if one.fault.problem.code in _LOOKED_INTO), None)
    if finding is None or draft.file.strict:
        return ()
    looks = sheet(*(draft.file.content(kind) for kind in ("styles", "numbering", "theme")))
    places = {element: part for part, element in draft.elements()}
    changes: list[Change] = []
    for paragraph in draft.file.document.iter(q("p")):
        part = places.get(paragraph)
        changes += _converted(paragraph, looks, finding, part.where if part else "", part.component if part else "")
    for kind, name in _STORIES.items():
        for story in draft.file.related_by(kind):
            for paragraph in draft.file.tree(story).iter(q("p")):
                changes += _converted(paragraph, looks, finding, name, "")
    return tuple(changes)


def _converted(paragraph: Element, looks: Sheet, finding: Finding, place: str, component: str) -> Iterator[Change]:
    """A paragraph's stretches of one font, each read as a whole; runs that were typed in Unicode since are none of them."""
    there, here, fault = "", "", ""
    for (font, _), group in groupby(_pieces(paragraph, looks), key=lambda piece: (piece.font, has_unicode(piece.text))):
        pieces = list(group)
        if encoding_of_font(font) == "unicode":
            continue
        found, read = convert_pieces([piece.text for piece in pieces], font)
        if not found.sure or (found.encoding == "unicode" and not "".join(piece.text for piece in pieces).isascii()):
            continue
        for piece, text in zip(pieces, read, strict=True):
            if piece.element is not None:
                _write(piece.element, text)
        before = "".join(piece.text for piece in pieces)
        if found.text != before:
            there, here = there + before, here + found.text
            fault = fault or ("encoding-vni" if found.encoding == "vni" else "encoding-tcvn3")
    if here:
        yield Change(finding.code, fault, finding.clause, component, place, shortened(there.strip()), shortened(here.strip()))


def _pieces(paragraph: Element, looks: Sheet) -> Iterator[_Piece]:
    """The texts of a paragraph in order; a tab or a break belongs to the font of what stands before it."""
    properties = paragraph.find(q("pPr"))
    named = None if properties is None else properties.find(q("pStyle"))
    style = looks.styles.paragraph_style("" if named is None else named.get(q("val"), ""))
    font = ""
    for element in paragraph.iter(q("t"), *_BETWEEN):
        run = element.getparent()
        if run is None or run.tag != q("r") or next(run.iterancestors(q("p")), None) is not paragraph:
            continue
        if element.tag in _BETWEEN:
            yield _Piece(None, "\n", font)
        elif element.text:
            look = looks.text(NO_TABLE, style, run.find(q("rPr")))
            font = (look.style if element.text.isascii() else look.other).family
            yield _Piece(element, element.text, font)


def _write(element: Element, text: str) -> None:
    run = element.getparent()
    if run is None:
        return
    element.text = text
    if text != text.strip():
        element.set(_SPACE, "preserve")
    fonts = put(child(run, "rPr"), "rFonts", ascii=FONT, hAnsi=FONT, eastAsia=FONT, cs=FONT)
    drop(fonts, "asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme", "hint")
