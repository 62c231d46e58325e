"""Values beyond what Word takes: they are read as the nearest that it takes, and that is said."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from service.read.constructs import Note, note
from service.read.names import Element, W, local, shown
from service.read.units import MOST_PT, SIZES, number, unbounded

_LENGTHS: Final = ("left", "start", "right", "end", "hanging", "firstLine", "line", "pos", "val")
_NO_LESS: Final = ("before", "after")            # lengths that are not negative


def beyond(element: Element) -> Iterator[Note]:
    """What of `w:spacing`, `w:ind`, `w:tab`, `w:sz`, `w:szCs`, `w:w` or a border is read as another value than it says."""
    name = local(element)
    for attribute, text in element.items():
        if _beyond(name, str(attribute).removeprefix(W), str(text)):
            yield note("length:bounds", phan_tu=shown(element.tag), gia_tri=str(text)[:20])


def _beyond(name: str, attribute: str, text: str) -> bool:
    if attribute in ("sz", "space"):             # of a border
        return not 0 <= number(text) <= (96 if attribute == "sz" else 31)
    if name in ("sz", "szCs"):
        return attribute == "val" and not SIZES[0] <= unbounded(text, 10.0, 2.0) <= SIZES[1]
    if name == "w":
        return attribute == "val" and not 0 <= number(text.rstrip("%"), 100.0) <= 600
    if attribute in _NO_LESS:
        return not 0 <= unbounded(text) <= MOST_PT
    return attribute in _LENGTHS and not -MOST_PT <= unbounded(text) <= MOST_PT
