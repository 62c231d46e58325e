"""Font, size and line spacing → the height of a line and where its baseline stands.

word.md: line pitch = font height × multiple; first baseline = ascent + line gap below the line's top; the extra leading of a
multiple stands below the line (and hangs over the page's end). `exact` and `at_least` baselines are LibreOffice's (fidelity.md
§4 rule 2), Word's are not measured. Twips: LibreOffice rounds the natural height to a twip and cuts the product; the difference
to Word's exact product is below 0.03 pt a line, so one rule serves both (fidelity.md §4 rule 1).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from service.lines.ruler import Shape
from service.paper import ParagraphFormat

_EXACT_BASELINE: Final = 0.8


@dataclass(frozen=True, slots=True)
class Pitch:
    """`height_pt` of the line, `baseline_pt` below its top, `extra_pt` of leading below the characters (the part that may
    hang)."""

    height_pt: float
    baseline_pt: float
    extra_pt: float


def natural_pt(shape: Shape) -> float:
    """The height of the face at this size, single spacing."""
    return shape.face.natural_em * shape.base_pt


def pitch(shape: Shape, form: ParagraphFormat) -> Pitch:
    """The pitch of a line whose highest characters have this shape."""
    face, size = shape.face, shape.base_pt
    return spaced((face.ascent_em + face.line_gap_em) * size, face.natural_em * size, form)


def spaced(above_pt: float, natural_pt: float, form: ParagraphFormat) -> Pitch:
    """The pitch of a line that stands `above_pt` over its baseline and is `natural_pt` high at single spacing."""
    if form.line_rule == "exact":
        return Pitch(form.line, _EXACT_BASELINE * form.line, 0.0)
    if form.line_rule == "at_least":
        height = max(form.line, natural_pt)
        return Pitch(height, above_pt + height - natural_pt, 0.0)
    twips, percent = round(natural_pt * 20), round(form.line * 100)
    height = twips * percent // 100 / 20
    return Pitch(height, above_pt * min(form.line, 1.0), max(height - natural_pt, 0.0) if form.line > 1 else 0.0)
