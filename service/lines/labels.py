"""A paragraph's label (its automatic number or bullet) as inlines before its text."""

from __future__ import annotations

from collections.abc import Sequence

from service.lines.ruler import Ruler
from service.paper import Inline, Label, Paragraph, Tab, Text


def with_label(paragraph: Paragraph) -> Sequence[Inline]:
    """Label, what follows it, and the paragraph's own inlines."""
    label = paragraph.label
    if label is None or (not label.text and label.suffix == "nothing"):
        return paragraph.inlines
    behind: dict[str, tuple[Inline, ...]] = {
        "tab": (Tab(label.style),),
        "space": (Text(" ", label.style),),
        "nothing": (),
    }
    return (Text(label.text, label.style), *behind[label.suffix], *paragraph.inlines)


def label_shift(paragraph: Paragraph, ruler: Ruler) -> float:
    """A label set flush right or centred on its position stands that much further left."""
    label: Label | None = paragraph.label
    if label is None or label.alignment == "left" or not label.text:
        return 0.0
    width = sum(ruler.width_pt(text, shape) for text, shape in ruler.pieces(label.text, label.style, paragraph.place))
    return width if label.alignment == "right" else width / 2
