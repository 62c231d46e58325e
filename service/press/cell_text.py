"""Cells of plain text: one run of one look, set without what any other paragraph may need.

The cells of a column share format, look and width; what follows from these is worked out once and kept, so a new text costs its
words. What comes out is what `lines.fill` and `paragraphs.set_paragraph` make (a test holds that); a justified text of several
lines, one with double blanks, with hyphens where it must break, or with a glyph that is not ready is left to them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from service.errors import FontFault
from service.fonts.words import Word, words
from service.lines import Ruler, Shape
from service.lines.breaks import SLACK_PT
from service.paper import Borders, Paragraph, ParagraphFormat, Text, TextStyle
from service.press.heights import pitch_of
from service.press.looks import look
from service.press.setting import SetParagraph, Show, Strip, Use
from service.press.strokes import number

_MOST: Final = 256                               # kinds of columns that are kept
_TEXTS: Final = 64                               # … and texts of each
_SHARES: Final = {"left": 0.0, "justify": 0.0, "center": 0.5, "right": 1.0}
# Signs beside which a line may break or must not, besides the blank (lines.atoms).
_SIGNS: Final = frozenset("\u00a0-\u2010\u2011\u2012\u2013\u2014\u200b\u2002\u2003\u2009\u3000")
_NO_BORDERS: Final = Borders()


class Column:
    """What a column's texts share: where their first line and the others begin, and the room of each."""

    __slots__ = (
        "_after", "_before", "_blank", "_blank_pt", "_book", "_first", "_font", "_justified", "_pitch", "_rest", "_share",
        "_size", "_step", "_uses", "_width", "texts",
    )  # fmt: skip

    def __init__(self, form: ParagraphFormat, shape: Shape, width_pt: float) -> None:
        drawn = look(shape)
        self._font, self._before, self._after = drawn.font, drawn.before + b"[", b"]TJ" + drawn.after
        self._book, self._blank, self._blank_pt = words(shape.face), drawn.blank, drawn.blank_pt
        self._size, self._uses, self._width = shape.size_pt, frozenset([Use(shape.face)]), width_pt
        found = pitch_of((shape,), form)
        self._pitch = (found.height_pt, found.baseline_pt, found.extra_pt)
        self._step = number(-found.height_pt)
        self._share, self._justified = _SHARES[form.alignment], form.alignment == "justify"
        end = width_pt - form.right_pt
        first, rest = form.left_pt + form.first_line_pt, form.left_pt
        self._first = (first, max(end - first, 1.0))       # a column narrower than its indents still takes a character
        self._rest = (rest, max(end - rest, 1.0))
        self.texts: dict[str, SetParagraph] = {}

    def set(self, text: str) -> SetParagraph | None:
        """The text, set, or None where it is not plain after all."""
        parts = text.split(" ")
        if "" in parts:
            return None
        book = self._book
        try:
            found = [book[part] for part in parts]
        except FontFault:                        # the way that every paragraph goes names it with its place
            return None
        total, codes = 0.0, []
        for code, width_em, extra, _ in found:
            total += width_em
            codes.append(code)
            if extra:
                return None
        width = total * self._size + (len(parts) - 1) * self._blank_pt
        x, room = self._first
        made: SetParagraph | None
        if width <= room + SLACK_PT:
            free = (room - width) * self._share
            if free > 0:
                x += free
            code = self._font + self._before + self._blank.join(codes) + self._after
            height, baseline, extra_pt = self._pitch
            strip = Strip(height, baseline, extra_pt, (Show(x, width, code),), b"", b"", (), (), (), "end")
            made = SetParagraph(
                (strip,), (height,), (code,), self._uses, None, self._width, None, 0.0, 0.0, 0.0, 0.0, 0, code, False, {}
            )
        elif self._justified or not _SIGNS.isdisjoint(text):
            return None
        else:
            made = self._wrapped(found)
            if made is None:
                return None
        if len(self.texts) >= _TEXTS:
            self.texts.clear()
        self.texts[text] = made
        return made

    def _wrapped(self, found: Sequence[Word]) -> SetParagraph | None:
        """Several lines: as many words on each as fit (word.md rule 1). None where a word is longer than its line."""
        size, blank_pt = self._size, self._blank_pt
        (x, room), rest = self._first, self._rest
        lines: list[tuple[float, float, bytes]] = []       # x, width, glyphs
        line, width = [found[0].code], found[0].width_em * size
        if width > room + SLACK_PT:
            return None
        for word in found[1:]:
            own = word.width_em * size
            wider = width + blank_pt + own
            if wider <= room + SLACK_PT:
                line.append(word.code)
                width = wider
                continue
            line.append(b"")                     # the blank at its end, where nothing is drawn any more
            lines.append((x + max(room - width, 0.0) * self._share, width, self._blank.join(line)))
            (x, room), line, width = rest, [word.code], own
            if width > room + SLACK_PT:
                return None
        lines.append((x + max(room - width, 0.0) * self._share, width, self._blank.join(line)))
        return self._laid(lines)

    def _laid(self, lines: Sequence[tuple[float, float, bytes]]) -> SetParagraph:
        height, baseline, extra = self._pitch
        strips, bottoms, texts, whole = [], [], [], [self._font]
        last, bottom, at = len(lines) - 1, 0.0, lines[0][0]
        for count, (x, width, glyphs) in enumerate(lines):
            body = self._before + glyphs + self._after
            code = self._font + body
            if count:
                whole.append(b" %b %b Td" % (number(x - at), self._step))
                at = x
            whole.append(body)
            bottom += height
            strips.append(Strip(height, baseline, extra, (Show(x, width, code),), b"", b"", (), (), (),
                                "wrap" if count < last else "end"))  # fmt: skip
            bottoms.append(bottom)
            texts.append(code)
        return SetParagraph(
            tuple(strips), tuple(bottoms), tuple(texts), self._uses, None, self._width, None, 0.0, 0.0, 0.0, 0.0, 0,
            b"".join(whole), False, {},
        )  # fmt: skip


class Columns:
    """The columns of plain text of a document with these options (what lines depend on besides, the faces foremost), kept from
    document to document."""

    def __init__(self, ruler: Ruler, options: object) -> None:
        self._ruler = ruler
        self._kept = _kept.setdefault(options, {})

    def paragraph(self, paragraph: Paragraph, width_pt: float) -> SetParagraph | None:
        """The paragraph in a cell whose text is `width_pt` wide, or None where it is not plain."""
        inlines = paragraph.inlines
        if len(inlines) != 1 or paragraph.label is not None:
            return None
        inline = inlines[0]
        if type(inline) is not Text or inline.link:
            return None
        form, style = paragraph.format, inline.style
        key = (id(form), id(style), width_pt)
        found = self._kept.get(key)
        if found is None:
            if len(self._kept) >= _MOST:
                self._kept.clear()
            found = self._kept[key] = (_column(form, style, width_pt, self._ruler), form, style)
        column = found[0]
        if column is None:
            return None
        text = inline.text
        return column.texts.get(text) or column.set(text)


# options → (identity of format and style, width) → the column, or None; and the two, so that none takes their identity
_kept: dict[object, dict[tuple[int, int, float], tuple[Column | None, ParagraphFormat, TextStyle]]] = {}


def _column(form: ParagraphFormat, style: TextStyle, width_pt: float, ruler: Ruler) -> Column | None:
    plain_form = form.alignment in _SHARES and not form.fill and form.borders == _NO_BORDERS
    plain_style = (
        style.caps != "small" and style.script == "base" and style.scale == 1.0
        and not (style.spacing_pt or style.raise_pt or style.kern or style.ligatures)
    )  # fmt: skip
    if not (plain_form and plain_style):
        return None
    shape = ruler.shape(style)
    if style.family in ruler.substituted or look(shape).drawn:
        return None                              # the first is said of each document anew
    return Column(form, shape, width_pt)
