"""Where a template prints a SectionStart: what is before becomes a section of its own, what follows another (ECMA-376-1, 17.6).

A section's properties stand at its end: in its last paragraph, the last one's in the body itself. So the running section of a
place is the next `w:sectPr` after it.
"""

from __future__ import annotations

import copy
import math
from collections.abc import Sequence
from typing import Final

from lxml import etree

from service.errors import TemplateFaulty, problem
from service.values import SectionStart

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TARGET: Final = "trang-moi"
_MARK: Final = f"<?{_TARGET} %d?>"
_TWIPS_PER_MM: Final = 1440 / 25.4
# CT_SectPr's order, from the first that a start may put in
_ORDER: Final = ("type", "pgSz", "pgMar", "paperSrc", "pgBorders", "lnNumType", "pgNumType", "cols", "formProt", "vAlign",
                 "noEndnote", "titlePg", "textDirection", "bidi", "rtlGutter", "docGrid", "printerSettings", "sectPrChange")
_SIDES: Final = ("top", "right", "bottom", "left")
_BESIDE: Final = frozenset(f"{_W}{name}" for name in ("bookmarkStart", "bookmarkEnd", "proofErr", "permStart", "permEnd"))
_LAST_OF_PARAGRAPH: Final = f"{_W}pPrChange"

_TINY: Final = etree.fromstring(
    f'<w:p xmlns:w="{_W[1:-1]}"><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/></w:pPr></w:p>'
)  # 1 pt: after a table


def mark(number: int) -> str:
    """What stands for the start of that number until the whole body is known."""
    return _MARK % number


def part_sections(xml: str, namespaces: str, starts: Sequence[tuple[SectionStart, str]]) -> str:
    """The body with the marks of `starts` (each with the place of its tag) → the body in sections. `namespaces` are the
    declarations of the root. Raises TemplateFaulty where a mark stands in a table or a box."""
    parser = etree.XMLParser(huge_tree=True, resolve_entities=False)
    tree = etree.fromstring(f"<trang{namespaces}>{xml}</trang>", parser)
    body = tree[0]
    if body[-1].tag != f"{_W}sectPr":
        body.append(etree.Element(f"{_W}sectPr"))
    originals: dict[etree._Element, etree._Element] = {}  # what the template's own sections were
    for found in list(tree.iter(etree.ProcessingInstruction)):
        if found.target == _TARGET:
            start, place = starts[int(found.text or "0")]
            if found.getparent() is not body:
                raise misplaced(place)
            running = _running(found)
            own = originals.setdefault(running, copy.deepcopy(running))
            _begin(body, found, running)
            for child in list(running):
                running.remove(child)
            running.extend(copy.deepcopy(own))
            _set_up(running, start)
    made = etree.tostring(tree, encoding="unicode")
    return made[made.index(">") + 1 : made.rindex("</trang>")]


def misplaced(place: str) -> TemplateFaulty:
    """A section can begin between the paragraphs of the body only."""
    return TemplateFaulty(
        problem("section-misplaced", "Trang mới chỉ mở được giữa các đoạn của thân văn bản, không mở trong bảng hay đầu trang.",
                place=place))


def _running(found: etree._Element) -> etree._Element:
    return next(holder for holder in map(_properties, found.itersiblings()) if holder is not None)


def _begin(body: etree._Element, found: etree._Element, running: etree._Element) -> None:
    """Ends the running section before the mark, unless nothing of it stands there; takes the mark away."""
    before = body.index(found) - 1
    body.remove(found)
    while before >= 0 and (not isinstance(body[before].tag, str) or body[before].tag in _BESIDE):
        before -= 1
    if before >= 0 and _properties(body[before]) is None:
        _end(body, before, copy.deepcopy(running))


def _properties(element: etree._Element) -> etree._Element | None:
    return element if element.tag == f"{_W}sectPr" else element.find(f"{_W}pPr/{_W}sectPr") if element.tag == f"{_W}p" else None


def _end(body: etree._Element, last: int, properties: etree._Element) -> None:
    """Ends a section with the block that is its last: a paragraph carries the properties, after anything else a tiny one does."""
    block = body[last]
    if block.tag != f"{_W}p":
        block = copy.deepcopy(_TINY)
        body.insert(last + 1, block)
    held = block.find(f"{_W}pPr")
    if held is None:
        held = etree.Element(f"{_W}pPr")
        block.insert(0, held)
    changed = held.find(_LAST_OF_PARAGRAPH)
    if changed is None:
        held.append(properties)
    else:
        changed.addprevious(properties)


def _set_up(properties: etree._Element, start: SectionStart) -> None:
    """A new page, its pages counted from 1, its paper; what the start does not say stays as it was."""
    for kind in properties.findall(f"{_W}type"):          # nextPage is what there is where nothing is said (17.6.22)
        properties.remove(kind)
    _child(properties, "pgNumType").set(f"{_W}start", "1")
    size = _child(properties, "pgSz")
    if start.size_mm is not None:
        width, height = (round(side * _TWIPS_PER_MM) for side in start.size_mm)
    else:                                                 # US Letter where nothing is said (17.6.13)
        width, height = (int(size.get(f"{_W}{side}", default)) for side, default in (("w", "12240"), ("h", "15840")))
    turned = start.landscape or (start.size_mm is not None and width > height)
    width, height = (max(width, height), min(width, height)) if turned else (min(width, height), max(width, height))
    size.set(f"{_W}w", str(width))
    size.set(f"{_W}h", str(height))
    size.set(f"{_W}orient", "landscape" if turned else "portrait")
    if start.margins_mm is not None:
        margins = _child(properties, "pgMar")
        for side, mm in zip(_SIDES, start.margins_mm, strict=True):
            margins.set(f"{_W}{side}", str(math.ceil(mm * _TWIPS_PER_MM - 1e-6)))      # a legal minimum may not come out smaller


def _child(properties: etree._Element, name: str) -> etree._Element:
    """The property of that name, put in its place in the schema's order where it is not there."""
    found = properties.find(f"{_W}{name}")
    if found is not None:
        return found
    made = etree.Element(f"{_W}{name}")
    later = {f"{_W}{other}" for other in _ORDER[_ORDER.index(name) + 1 :]}
    after = next((child for child in properties if child.tag in later), None)
    if after is None:
        properties.append(made)
    else:
        after.addprevious(made)
    return made
