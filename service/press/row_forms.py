"""The pieces of a plain row's form (`setting.Cells`): what is drawn of it, its cells' texts, and the same shown again."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from service.press.drawing import AGAIN, DRAWN, drawn_lines
from service.press.setting import SetParagraph

_LONGEST: Final = 20_000                         # bytes of a form that is kept
_MARKED: Final = b"/P<</MCID %d>>BDC\n"


def begun(ink: bytes) -> bytes:
    """The beginning: takes the row's place; borders and fills."""
    drawn = b"/Artifact<<%b>>BDC\n%bEMC\n" % (DRAWN, ink.replace(b"%", b"%%")) if ink else b""
    return b"q 1 0 0 1 %.3f %.3f cm\n" + drawn


def text_begun(y: float) -> bytes:
    """The beginning of a text whose first baseline is so high: takes its x; what comes of that takes the number of its mark."""
    return b"%bBT\n%%.3f %.3f Td\n" % (_MARKED.replace(b"%", b"%%"), y)


TEXT_ENDED: Final = b"\nET\nEMC\n"


def lines_at(paragraph: SetParagraph, x: float, y: float) -> bytes | None:
    """All lines of a paragraph at this place, kept with them: takes the number of their mark; nothing where they show nothing.
    None where they are more than a text of one mark."""
    if paragraph.text is None or paragraph.busy or paragraph.source is not None or paragraph.drawn is None:
        return None
    found = paragraph.drawn.get((x, y))
    if found is None:
        form, count, groups, pictures = drawn_lines(paragraph, 0, len(paragraph.strips), b"", apart=False)
        if groups or pictures or (form and not count):
            return None
        found = paragraph.drawn[x, y] = form.replace(b"%.3f %.3f", b"%.3f %.3f" % (x, y), 1)
    assert isinstance(found, bytes)
    return found


def as_artifact(form: bytes) -> bytes:
    """The form of a row that is shown again, without marks; kept, since a head is that of many documents."""
    return (_known_artifact if len(form) <= _LONGEST else _artifact)(form)


def _artifact(form: bytes) -> bytes:
    return form.replace(_MARKED, b"/Artifact<<%b>>BDC\n" % AGAIN)


_known_artifact: Final = lru_cache(maxsize=128)(_artifact)


def lifted(
    heights: Sequence[float], codes: Sequence[bytes], highest: float, lifts: Sequence[tuple[int, float]]
) -> list[bytes]:
    """The forms of cells, those with room left so much lower."""
    out = list(codes)
    for at, lift in lifts:
        free = highest - heights[at]
        if free > 0 and out[at]:
            out[at] = b"q 1 0 0 1 0 -%.3f cm\n%bQ\n" % (free * lift, out[at])
    return out
