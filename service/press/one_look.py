"""Text of one look and nothing else, the most of every document, is set in one go (`prose.py`): which paragraphs are so, and what
those of one format, one style and one width share, kept.
"""

from __future__ import annotations

from typing import Final

from service.lines import Ruler
from service.paper import Paragraph, ParagraphFormat, Text, TextStyle
from service.press.looks import look
from service.press.prose import Prose
from service.press.setting import SetParagraph

_MOST: Final = 512                               # formats with a style and a width that are kept


class Looks:
    """The kinds of paragraphs of documents with these options (what lines depend on besides, the faces foremost), kept from
    document to document."""

    def __init__(self, *, squeeze: bool) -> None:
        self._squeeze = squeeze
        # identity of format and style, width → the kind, or None; and the two, so that none takes their identity
        self._kept: dict[tuple[int, int, float], tuple[Prose | None, str, ParagraphFormat, TextStyle]] = {}

    def paragraph(self, paragraph: Paragraph, ruler: Ruler, width_pt: float, label: int) -> SetParagraph | None:
        """The paragraph in a column so wide, or None where it is more than text of one look, or only `lines.fill` can break it.
        Raises FontFault when no face answers for its family."""
        inlines = paragraph.inlines
        if paragraph.label is not None or not inlines:
            return None
        inline = inlines[0]
        if type(inline) is not Text or inline.link:
            return None
        form, style, text = paragraph.format, inline.style, inline.text
        if len(inlines) > 1:
            for other in inlines[1:]:            # a text that a file cut in two is one
                if type(other) is not Text or other.link or other.style != style:
                    return None
                text += other.text
        key = (id(form), id(style), width_pt)
        found = self._kept.get(key)
        if found is None:
            found = (self._kind(form, style, width_pt, ruler), ruler.substituted.get(style.family, ""), form, style)
            if len(self._kept) >= _MOST:
                self._kept.clear()
            self._kept[key] = found
        kind, substitute, _, _ = found
        if kind is None:
            return None
        if substitute:
            ruler.substituted.setdefault(style.family, substitute)
        return kind.set(text, label)

    def _kind(self, form: ParagraphFormat, style: TextStyle, width_pt: float, ruler: Ruler) -> Prose | None:
        if style.caps == "small" or style.script != "base" or style.raise_pt:
            return None
        shape = ruler.shape(style)
        if shape.tokens.blank_pt <= 0 or look(shape).drawn:
            return None
        return Prose(form, shape, width_pt, squeeze=self._squeeze)
