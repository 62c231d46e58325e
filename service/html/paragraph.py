"""One paragraph → its element: pitch, baseline, gaps, borders, breaks.

Every formula is fidelity.md §4 corrected by word.md; the numbers in comments are theirs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from service.blocks.roles import Role
from service.html.inline import Scene, write
from service.html.look import block_css
from service.html.sheet import pt
from service.lines import Line, Pitch, Shape, pitch
from service.lines.atoms import Thing
from service.paper import Float, ParagraphFormat


@dataclass(frozen=True, slots=True)
class Body:
    """The heights of a paragraph: the strut is its lowest shape, `pitch` that of the highest; `shift_pt` moves CSS's
    baseline to Word's."""

    strut: Shape
    pitch: Pitch
    shift_pt: float
    extra_pt: float


def element(role: Role) -> tuple[str, str]:
    """The element of a paragraph with this role, and what its tag says (`data-tag`, read by `pdf.structure`)."""
    if role.bookmark:
        return role.tag.lower(), f' title="{escape(role.bookmark)}"'
    level = f' data-level="{role.level}"' if role.level else ""
    return "p", f' data-tag="{role.tag}"{level}' if role.tag else ""


def body(lines: Sequence[Line], form: ParagraphFormat, mark: Shape) -> Body:
    weights: dict[Shape, int] = {}
    for line in lines:
        for item in line.items:
            if item.shape is not None:
                weights[item.shape] = weights.get(item.shape, 0) + (len(item.text) if hasattr(item, "text") else 1)
    shapes = [s for s in weights if s.style.script == "base"] or [mark]
    heights = {shape: pitch(shape, form) for shape in shapes}
    highest = max(shapes, key=lambda s: (heights[s].height_pt, weights.get(s, 0)))
    lowest = min(heights[s].height_pt for s in shapes)
    strut = max((s for s in shapes if heights[s].height_pt <= lowest), key=lambda s: weights.get(s, 0))
    if form.line_rule == "exact":
        strut = highest
    top = heights[highest]
    face, size = highest.face, highest.base_pt
    css_baseline = (top.height_pt - face.natural_em * size) / 2 + (face.ascent_em + face.line_gap_em) * size
    shift = top.baseline_pt - css_baseline
    last = [s for s in lines[-1].shapes if s in heights] if lines else []
    extra = max((heights[s].extra_pt for s in last), default=top.extra_pt)
    return Body(strut, top, shift if abs(shift) >= 0.005 else 0.0, extra)


def pages(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines cut at page and column breaks."""
    parts: list[list[Line]] = [[]]
    for line in lines:
        parts[-1].append(line)
        if line.end in ("page", "column"):
            parts.append([])
    return parts


def alignment_css(form: ParagraphFormat, *, stretched: bool) -> str:
    if form.alignment == "distribute" or stretched:
        return "white-space:nowrap;text-align:justify;text-align-last:justify;"
    return {"center": "text-align:center;", "right": "text-align:right;"}.get(form.alignment, "")


def stretches(lines: Sequence[Line], form: ParagraphFormat) -> bool:
    """A justified paragraph of one line stretches nothing."""
    return form.alignment == "justify" and any(line.end != "end" for line in lines)


def text_css(form: ParagraphFormat, found: Body, lines: Sequence[Line]) -> str:
    """Font, height, alignment and first indent: what a `<p>` and a plain cell share."""
    css = block_css(found.strut, form)
    indent = lines[0].x_pt - lines[0].cut_pt[0] - form.left_pt if lines else 0.0
    return (
        css
        + alignment_css(form, stretched=stretches(lines, form))
        + (f"text-indent:{pt(indent)};" if abs(indent) > 0.005 else "")
    )


def inner(lines: Sequence[Line], form: ParagraphFormat, scene: Scene) -> str:
    """The text of some lines; an empty line still has its height."""
    stretched = stretches(lines, form)
    spanned = stretched or form.alignment == "distribute"
    text = write(lines, scene, justify=stretched, spanned=spanned)
    # a line that shows nothing, the only or the last one, has no box in CSS but its full height in Word
    return text if any(item.shape is not None or item.width_pt for item in lines[-1].items) else f"{text}<b></b>"


def page_anchored(lines: Sequence[Line]) -> bool:
    """Holds a drawing placed from the page: no ancestor may then be positioned."""
    return any(
        isinstance(item, Thing) and isinstance(item.inline, Float) and item.inline.y.reference in ("page", "margin")
        for line in lines
        for item in line.items
    )
