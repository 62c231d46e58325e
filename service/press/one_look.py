"""Text of one look and nothing else, the most of every document: broken and set in one go, just as `lines.fill` breaks it and
`strips` sets it piece by piece (tests/press/test_one_look.py holds that).

Paragraphs of one format, one style and one width share all but their words. What follows from those three is worked out once and
kept, so a new text costs its words.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, chain
from typing import Final

from service.lines import Ruler, Shape, pitch
from service.lines.atoms import Glyphs
from service.lines.breaks import break_words
from service.lines.plain import broken, rooms
from service.paper import Paragraph, ParagraphFormat, Text, TextStyle
from service.press.frames import frame_of
from service.press.looks import extra_glyphs, look
from service.press.setting import SetParagraph, Show, Strip, Use
from service.press.spacing import NBSP
from service.press.strokes import number

_MOST: Final = 512                               # formats with a style and a width that are kept
_SHARES: Final = {"left": 0.0, "justify": 0.0, "distribute": 0.0, "center": 0.5, "right": 1.0}

# A line, broken: what stands between its blanks, its natural width, the scale of its blanks, and whether no blank ends it.
_Broken = tuple[Sequence[str], float, float, bool]


class OneLook:
    """Paragraphs of this format in a column `width_pt` wide. `squeeze`: justified lines take a word more (word.md R1)."""

    __slots__ = (
        "_blank", "_blank_pt", "_bottoms", "_closing", "_codes", "_distributed", "_down", "_face", "_first", "_font", "_form",
        "_framed", "_justified", "_look", "_opening", "_pitch", "_rest", "_shape", "_share", "_squeeze", "_tokens", "_units",
        "_width",
    )  # fmt: skip

    def __init__(self, form: ParagraphFormat, shape: Shape, width_pt: float, *, squeeze: bool) -> None:
        drawn = look(shape)
        self._look, self._shape, self._face, self._form, self._width = drawn, shape, shape.face, form, width_pt
        self._tokens, self._blank_pt = shape.tokens.__getitem__, shape.tokens.blank_pt
        self._codes, self._blank, self._units = drawn.codes.__getitem__, drawn.blank, drawn.units_per_pt
        self._font, self._opening, self._closing = drawn.font, drawn.before + b"[", b"]TJ" + drawn.after
        found = pitch(shape, form)
        self._pitch = (found.height_pt, found.baseline_pt, found.extra_pt)
        self._down = number(-found.height_pt)
        self._bottoms: tuple[float, ...] = (found.height_pt,)
        self._first, self._rest = rooms(form, width_pt)
        self._justified, self._distributed = form.alignment == "justify", form.alignment == "distribute"
        self._share, self._squeeze = _SHARES[form.alignment], squeeze and form.alignment == "justify"
        self._framed = frame_of(form, width_pt, self._bottoms) is not None

    def set(self, text: str, label: int) -> SetParagraph | None:
        """The text, set, or None where only `lines.fill` can break it. `label`: so many characters at its beginning are the
        label of an item."""
        tokens = text.split(" ")
        widths = [*map(self._tokens, tokens)]
        if min(widths) < 0:
            return self._of_units(text, label)
        lines = break_words([*accumulate(widths)], self._blank_pt, self._first[1], self._rest[1], squeeze=self._squeeze)
        if lines is None:
            return None
        if len(lines) == 1:
            return self._laid([(tokens, lines[0][1], lines[0][2], True)], label)
        found: list[_Broken] = []
        start = 0
        for end, width, scale in lines:
            found.append((tokens[start:end], width, scale, False))
            start = end
        return self._laid(found, label)

    def _of_units(self, text: str, label: int) -> SetParagraph | None:
        """A text with words that may break, or with several blanks in a row."""
        if NBSP in text:
            return None                          # a blank may belong to a word
        lines = broken([(text, self._shape, "")], self._form, self._width, self._squeeze)
        if lines is None:
            return None
        found: list[_Broken] = []
        for line in lines:
            (item,) = line.items
            assert isinstance(item, Glyphs)
            found.append((item.text.split(" "), line.width_pt, line.scale, line.broken))
        return self._laid(found, label)

    def _laid(self, lines: list[_Broken], label: int) -> SetParagraph | None:
        """The lines at their places; None where the first shows nothing but its label."""
        own: Sequence[str] = ()
        if label:
            text, *rest = lines[0]
            own, text = _label(text, label)
            if not text:
                return None
            lines[0] = (text, *rest)             # type: ignore[assignment]  # all but the text
        codes, blank, units, justified = self._codes, self._blank, self._units, self._justified
        font, opening, closing = self._font + self._opening, self._opening, self._closing
        height, baseline, hang = self._pitch
        last, make, x_before = len(lines) - 1, tuple.__new__, 0.0
        strips, shown, whole = [], [], [font]
        x, room = self._first
        for at, (words, width, scale, ends_in_word) in enumerate(lines):
            gap = blank
            labels: tuple[Show, ...] = ()
            if scale != 1.0 or (room > width and ((justified and at < last) or self._distributed)):
                count = len(words) - 1 if at or not own else len(words) + len(own) - 2
                wider_pt = (room - width) / count if count else 0.0
                if count:
                    gap, width = b"%b%.2f" % (blank, -wider_pt * units), room
            else:
                wider_pt = 0.0
                if self._share and room > width:
                    x += (room - width) * self._share
            if own and not at:
                own_pt = self._shape.widths[" ".join(own)] + wider_pt * (len(own) - 1)
                code = font + gap.join(map(codes, own)) + closing
                labels = (make(Show, (x, own_pt, code, "Lbl", "", None)),)
                x, width = x + own_pt, width - own_pt
            glyphs = gap.join(map(codes, words))
            if at < last and not ends_in_word:
                glyphs += blank                  # what is copied has its words apart
            if at:
                whole.append(closing + (b" %b %b Td" % (number(x - x_before), self._down) if x != x_before else
                                        b" 0 %b Td" % self._down) + opening)
            whole.append(glyphs)
            code = font + glyphs + closing
            shown.append(code)
            show = make(Show, (x, width, code, "", "", None))
            strips.append(make(Strip, (height, baseline, hang, (*labels, show) if labels else (show,), b"", b"", (), (), (),
                                       "wrap" if at < last else "end")))
            x_before = x
            x, room = self._rest
        whole.append(closing)
        missing = extra_glyphs(self._look, self._face, chain(own, *[line[0] for line in lines]))
        uses = frozenset([Use(self._face, missing)]) if missing else self._look.uses
        bottoms = self._bottoms_of(last + 1)
        frame, above, below, between = None, 0.0, 0.0, 0.0
        if self._framed and (frame := frame_of(self._form, self._width, bottoms)) is not None:
            above, below, between = frame.above_pt, frame.below_pt, frame.between_pt
        return make(SetParagraph, (
            tuple(strips), bottoms, None if label else tuple(shown), uses, None, self._width, frame, above, below, between, 0.0,
            label, b"".join(whole), False, {}, True,
        ))

    def _bottoms_of(self, count: int) -> tuple[float, ...]:
        """Where so many lines end."""
        known = self._bottoms
        if len(known) < count:
            known = self._bottoms = tuple(accumulate([self._pitch[0]] * count))
        return known[:count]


def _label(text: Sequence[str], length: int) -> tuple[Sequence[str], Sequence[str]]:
    """The first line's label and its rest, or nothing where the label is all of it."""
    if length == len(text[0]) + 1 and len(text) > 1:         # a word and the blank behind it: what a typed label is
        return (text[0], ""), text[1:]
    whole = " ".join(text)
    return whole[:length].split(" "), whole[length:].split(" ") if length < len(whole) else ()


class Looks:
    """The kinds of paragraphs of documents with these options (what lines depend on besides, the faces foremost), kept from
    document to document."""

    def __init__(self, *, squeeze: bool) -> None:
        self._squeeze = squeeze
        # identity of format and style, width → the kind, or None; and the two, so that none takes their identity
        self._kept: dict[tuple[int, int, float], tuple[OneLook | None, str, ParagraphFormat, TextStyle]] = {}

    def paragraph(self, paragraph: Paragraph, ruler: Ruler, width_pt: float, label: int) -> SetParagraph | None:
        """The paragraph in a column so wide, or None where it is more than text of one look, or only `lines.fill` can break it.
        Raises FontFault when no face answers for its family."""
        if paragraph.label is not None or not paragraph.inlines:
            return None
        inline, *others = paragraph.inlines
        if type(inline) is not Text or inline.link:
            return None
        form, style, text = paragraph.format, inline.style, inline.text
        for other in others:                     # a text that a file cut in two is one
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
        kind, substitute, *_ = found
        if kind is None:
            return None
        if substitute:
            ruler.substituted.setdefault(style.family, substitute)
        return kind.set(text, label)

    def _kind(self, form: ParagraphFormat, style: TextStyle, width_pt: float, ruler: Ruler) -> OneLook | None:
        if style.caps == "small" or style.script != "base" or style.raise_pt:
            return None
        shape = ruler.shape(style)
        if shape.tokens.blank_pt <= 0 or look(shape).drawn:
            return None
        return OneLook(form, shape, width_pt, squeeze=self._squeeze)
