"""Elements of WordprocessingML in few words: `w("jc", val="center")` is `<w:jc w:val="center"/>`; lengths to twips."""

from __future__ import annotations

import math
from typing import Final

from lxml import etree

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMES: Final = {"w": W, "r": R}
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


def w(tag: str, *children: etree._Element | None, **attributes: object) -> etree._Element:
    """An element; children that are None are left out, so that a property can depend on a condition in place."""
    element = etree.Element(f"{{{W}}}{tag}", {f"{{{W}}}{k}": str(v) for k, v in attributes.items()}, nsmap=_NAMES)
    element.extend(child for child in children if child is not None)
    return element


def flag(tag: str, wanted: bool) -> etree._Element | None:
    """`<w:b/>` where it is wanted, else nothing."""
    return w(tag) if wanted else None


def run(text: str, style: str = "") -> etree._Element:
    """A run of text, with a character style or none."""
    inner = w("t")
    inner.text = text
    inner.set(_SPACE, "preserve")
    return w("r", w("rPr", w("rStyle", val=style)) if style else None, inner)


def paragraph(style: str, *texts: str | etree._Element, keep_next: bool = False, **gaps_pt: float) -> etree._Element:
    """A paragraph of a named style, each text a run of its own; `before` and `after` depart from the style."""
    spacing = w("spacing", **{side: twips(gap) for side, gap in gaps_pt.items()}) if gaps_pt else None
    properties = w("pPr", w("pStyle", val=style), flag("keepNext", keep_next), spacing)
    return w("p", properties, *(run(text) if isinstance(text, str) else text for text in texts))


def twips(points: float) -> int:
    return round(points * 20)


def mm_twips(mm: float, *, up: bool = False) -> int:
    """Millimetres in twips; `up` for a margin at its legal minimum, which may not come out smaller."""
    exact = mm / 25.4 * 1440
    return math.ceil(exact - 1e-6) if up else round(exact)


def serialise(root: etree._Element) -> bytes:
    text: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return text
