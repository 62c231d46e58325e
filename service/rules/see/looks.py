"""A paragraph's runs → `Looks`: every value that occurs, the one of most characters first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, Literal, TypeVar

from service.paper import Inline, Paragraph, ParagraphFormat, Text, TextStyle
from service.rules.seen import Looks

_ALIGNMENTS: Final[dict[str, Literal["left", "center", "right", "justify"]]] = {
    "left": "left", "center": "center", "right": "right", "justify": "justify", "distribute": "justify"}


_Value = TypeVar("_Value", float, str, str | None)


_KEPT: Final = 1024
_known: Final[dict[tuple[int, int], tuple[TextStyle, ParagraphFormat, Looks]]] = {}     # with both, so that no id is given again


def looks(paragraph: Paragraph, inlines: Sequence[Inline] | None = None) -> Looks:
    """The looks of a paragraph, or of some of its inlines. Blanks have no looks; an empty paragraph has those of its mark. Runs
    share their styles, hence most paragraphs share what is made of them."""
    within = paragraph.inlines if inlines is None else inlines
    runs = [one for one in within if type(one) is Text and not one.text.isspace()]
    styles = {id(run.style): run.style for run in runs}
    if len(styles) > 1:
        return made([(run.style, _weight(run.text)) for run in runs], paragraph.format)
    style = next(iter(styles.values()), paragraph.mark)
    found = _known.get((id(style), id(paragraph.format)))
    if found is None:
        if len(_known) >= _KEPT:
            _known.clear()
        found = style, paragraph.format, made([(style, 1)], paragraph.format)
        _known[id(style), id(paragraph.format)] = found
    return found[2]


def made(runs: Sequence[tuple[TextStyle, int]], form: ParagraphFormat) -> Looks:
    """Styles with the number of characters they set, and the paragraph's format → Looks."""
    small = any(style.script == "base" for style, _ in runs)
    base = [(style, weight) for style, weight in runs if style.script == "base"] if small else list(runs)   # no note marks
    auto = form.line_rule == "auto"
    return Looks(
        families=_ranked((style.family, weight) for style, weight in base),
        sizes_pt=_ranked((style.size_pt, weight) for style, weight in base),
        bold=_agreed(style.bold for style, _ in base),
        italic=_agreed(style.italic for style, _ in base),
        underlined=_agreed(style.underline is not None for style, _ in base),
        colors=_ranked((style.color, weight) for style, weight in base),
        alignment=_ALIGNMENTS.get(form.alignment),
        first_line_pt=form.first_line_pt,
        left_pt=form.left_pt,
        before_pt=form.before_pt,
        after_pt=form.after_pt,
        line=form.line if auto else None,
        line_pt=None if auto else form.line,
    )


def _weight(text: str) -> int:
    return len(text) - text.count(" ")


def _ranked(weighed: Iterable[tuple[_Value, int]]) -> tuple[_Value, ...]:
    total: dict[_Value, int] = {}
    for value, weight in weighed:
        total[value] = total.get(value, 0) + weight
    return tuple(sorted(total, key=lambda value: -total[value])) if len(total) > 1 else tuple(total)


def _agreed(values: Iterable[bool]) -> bool | None:
    found = set(values)
    return found.pop() if len(found) == 1 else None
