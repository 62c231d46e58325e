"""The look of characters → CSS: what a block gives its text, and what a run adds to that."""

from __future__ import annotations

import re
from typing import Final

from service.html.borders import color
from service.html.sheet import pt
from service.lines import Shape, pitch
from service.paper import ParagraphFormat

_HIGHLIGHTS: Final = {
    "darkBlue": "#000080",
    "darkCyan": "#008080",
    "darkGreen": "#008000",
    "darkMagenta": "#800080",
    "darkRed": "#800000",
    "darkYellow": "#808000",
    "darkGray": "#808080",
    "lightGray": "#c0c0c0",
}
_UNDERLINES: Final = {
    "single": "",
    "words": "",
    "double": " double",
    "dotted": " dotted",
    "dottedHeavy": " dotted",
    "dash": " dashed",
    "dashedHeavy": " dashed",
    "dashLong": " dashed",
    "wave": " wavy",
    "wavyHeavy": " wavy",
    "thick": " solid",
}


def block_css(shape: Shape, form: ParagraphFormat) -> str:
    """The declarations that a block gives its text: everything inherited of the strut's look. What text must not inherit
    (lines under
    it, background, a raise) is left to spans."""
    return "".join(f"{name}:{value};" for name, value in _inherited(shape, form).items() if value != _INITIAL.get(name))


def run_css(shape: Shape, form: ParagraphFormat, strut: Shape) -> str:
    """The declarations of a run in such a block: where it differs from the strut, and what is not inherited."""
    own, given = _inherited(shape, form), _inherited(strut, form)
    if shape.style.script != "base" or (form.line_rule == "exact" and shape is not strut):
        own["line-height"] = "0"  # it makes no line higher
    css = "".join(f"{name}:{value};" for name, value in own.items() if value != given[name])
    style = shape.style
    lines = [f"underline{_UNDERLINES.get(style.underline, '')}"] if style.underline and style.underline != "none" else []
    lines += ["line-through"] if style.strike else []
    if lines:
        css += f"text-decoration:{' '.join(lines)};"
    if style.highlight:
        css += f"background:{_background(style.highlight)};"
    if shape.raise_pt:
        css += f"vertical-align:{pt(shape.raise_pt)};"
    return css


_INITIAL: Final = {
    "font-weight": "normal", "font-style": "normal", "color": "#000", "letter-spacing": "0", "font-kerning": "none",
    "font-variant-ligatures": "none",
}  # fmt: skip


def _inherited(shape: Shape, form: ParagraphFormat) -> dict[str, str]:
    style, face = shape.style, shape.face
    features = ",".join([*(['"kern" 1'] if style.kern else ()), *(['"liga" 1', '"clig" 1'] if style.ligatures else ())])
    return {
        "font-family": face.css_family,
        "font-size": pt(shape.size_pt),
        "font-weight": "bold" if style.bold or face.bold else "normal",
        "font-style": "italic" if style.italic or face.italic else "normal",
        "color": color(style.color) if style.color != "000000" else "#000",
        "letter-spacing": pt(style.spacing_pt) if style.spacing_pt else "0",
        "font-feature-settings": features or "normal",  # the faces themselves have both off
        "line-height": pt(pitch(shape, form).height_pt),
    }


def _background(highlight: str) -> str:
    if re.fullmatch("[0-9A-Fa-f]{6}", highlight):
        return f"#{highlight}"
    return _HIGHLIGHTS.get(highlight, highlight.lower())
