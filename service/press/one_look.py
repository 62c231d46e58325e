"""Text of one look and nothing else, the most of every document: broken and set in one go, just as `lines.fill` breaks it and
`strips` sets it piece by piece (tests/press/test_one_look.py holds that).

Paragraphs of one format, one style and one width share all but their words. What follows from those three is worked out once and
kept, so a new text costs its words.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, chain, pairwise
from typing import Final

from service.lines import Ruler, Shape, pitch
from service.lines.atoms import Glyphs
from service.lines.breaks import break_parts, break_words
from service.lines.plain import broken, rooms
from service.paper import Paragraph, ParagraphFormat, Text, TextStyle
from service.press.frames import frame_of
from service.press.looks import extra_glyphs, look
from service.press.setting import SetParagraph, Show, Strip, Use
from service.press.spacing import NBSP
from service.press.strokes import number

_MOST: Final = 512                               # formats with a style and a width that are kept
_MOST_COUNTS: Final = 64
_SHARES: Final = {"left": 0.0, "justify": 0.0, "distribute": 0.0, "center": 0.5, "right": 1.0}

# A text: its label; of each line where it begins, how wide it is, and what shows it behind `_opening`; what they are drawn with.
_Text = tuple[Show | None, list[float], list[float], list[bytes], frozenset[Use]]
# As drawn anywhere: the place of their upper left corner and the numbers of their marks are still to be said.
_TEXT: Final = b"q 1 0 0 1 %%.3f %%.3f cm\n/P<</MCID %%d>>BDC\nBT\n%.3f %.3f Td\n%b"
_LABELLED: Final = (
    b"q 1 0 0 1 %%.3f %%.3f cm\n/Lbl<</MCID %%d>>BDC\nBT\n%.3f %.3f Td\n%b\nET\nEMC\n"
    b"/P<</MCID %%d>>BDC\nBT\n%.3f %.3f Td\n%b"
)
_SHOWN: Final = b"]TJ"
_END: Final = b"\nET\nEMC\nQ\n"


class OneLook:
    """Paragraphs of this format in a column `width_pt` wide. `squeeze`: justified lines take a word more (word.md R1)."""

    __slots__ = (
        "_bare", "_behind", "_blank", "_blank_pt", "_closing", "_codes", "_distributed", "_down", "_face", "_first", "_form",
        "_head", "_justified", "_left", "_look", "_opening", "_per_pt", "_pitch", "_rest", "_second", "_shape", "_share",
        "_squeeze", "_step", "_strips", "_tokens", "_width",
    )  # fmt: skip

    def __init__(self, form: ParagraphFormat, shape: Shape, width_pt: float, *, squeeze: bool) -> None:
        drawn = look(shape)
        self._look, self._shape, self._face, self._form, self._width = drawn, shape, shape.face, form, width_pt
        self._tokens, self._blank_pt = shape.tokens.__getitem__, shape.tokens.blank_pt
        self._codes, self._blank, self._per_pt = drawn.codes.__getitem__, drawn.blank, -drawn.units_per_pt
        opening, self._closing = drawn.before + b"[", b"]TJ" + drawn.after
        found = pitch(shape, form)
        self._pitch = (found.height_pt, found.baseline_pt, found.extra_pt)
        self._opening = drawn.font + opening
        self._behind = drawn.blank + self._closing           # of a line that a blank ended: what is copied has its words apart
        self._first, self._rest = rooms(form, width_pt)
        self._step = b" %%b %b Td%b" % (number(-found.height_pt), opening)
        self._down, self._second = self._step % b"0", self._step % number(self._rest[0] - self._first[0])
        self._left, self._bare = self._first[0], frame_of(form, width_pt, ()) is None
        self._head = _TEXT % (self._first[0], -found.baseline_pt, self._opening)
        self._justified, self._distributed = form.alignment in ("justify", "distribute"), form.alignment == "distribute"
        self._share, self._squeeze = _SHARES[form.alignment], squeeze and form.alignment == "justify"
        # of each count of lines: these lines without what they show, and where they end
        self._strips: dict[int, tuple[tuple[Strip, ...], tuple[float, ...]]] = {}

    def set(self, words: str, label: int) -> SetParagraph | None:
        """The text, set, or None where only `lines.fill` can break it. `label`: so many characters at its beginning are the
        label of an item."""
        broken = self._broken(words, label)
        if broken is None:
            return None
        own, xs, _, codes, uses = broken
        strips, ends = self._lines(len(codes))
        return self._framed(strips, ends, None if label else (), uses, label, self._written(own, xs, codes), words)

    def part(self, paragraph: SetParagraph, start: int, stop: int) -> bytes:
        """Lines start..stop of one that was set here, as drawn anywhere."""
        labels = 1 if paragraph.label else 0
        shown = paragraph.whole.split(_SHOWN)    # what shows the label, then each line, up to its end
        if start == 0:
            return b"%b%b%b" % (_SHOWN.join(shown[: stop + labels]), self._closing, _END)
        if self._share:                          # where a line begins is only said from the one before
            _, xs, _, codes, _ = self._again(paragraph.words, paragraph.label)
            return self._written(None, xs[start:stop], codes[start:stop])
        shown[start + labels] = shown[start + labels].rpartition(b"[")[2]
        head = _TEXT % (self._rest[0], -self._pitch[1], self._opening)
        return b"%b%b%b%b" % (head, _SHOWN.join(shown[start + labels : stop + labels]), self._closing, _END)

    def _written(self, own: Show | None, xs: Sequence[float], codes: Sequence[bytes]) -> bytes:
        before = xs[0]
        base = -self._pitch[1]
        if own is not None:
            head = _LABELLED % (own.x_pt, base, own.code, before, base, self._opening)
        elif before == self._left:
            head = self._head
        else:
            head = _TEXT % (before, base, self._opening)
        if len(codes) == 1:
            return b"%b%b%b" % (head, codes[0], _END)
        if not self._share:                      # all lines but the first begin at one place
            second = self._second if before == self._left else self._step % number(xs[1] - before)
            return b"%b%b%b%b%b" % (head, codes[0], second, self._down.join(codes[1:]), _END)
        out = [head, codes[0]]
        for x, code in zip(xs[1:], codes[1:], strict=True):
            out += (self._down if x == before else self._step % number(x - before), code)
            before = x
        out.append(_END)
        return b"".join(out)

    def spread(self, words: str, label: int) -> SetParagraph:
        """The same, its strips with what they show."""
        own, xs, widths, codes, uses = self._again(words, label)
        strips, ends = self._lines(len(codes))
        shows = [Show(x, width, self._opening + code) for x, width, code in zip(xs, widths, codes, strict=True)]
        full = [strip._replace(shows=(show,)) for strip, show in zip(strips, shows, strict=True)]
        if own is not None:
            full[0] = full[0]._replace(shows=(own, shows[0]))
            return self._framed(tuple(full), ends, None, uses, label)
        whole = [self._opening, codes[0]]
        for (before, x), code in zip(pairwise(xs), codes[1:], strict=True):
            whole += (self._step % number(x - before), code)
        return self._framed(tuple(full), ends, tuple([show.code for show in shows]), uses, 0, b"".join(whole))

    def _again(self, words: str, label: int) -> _Text:
        """A text that was set before."""
        broken = self._broken(words, label)
        assert broken is not None
        return broken

    def _framed(
        self, strips: tuple[Strip, ...], ends: tuple[float, ...], text: tuple[bytes, ...] | None, uses: frozenset[Use],
        label: int, whole: bytes = b"", words: str = "",
    ) -> SetParagraph:  # fmt: skip
        frame = None if self._bare else frame_of(self._form, self._width, ends)
        above, below, between = (frame.above_pt, frame.below_pt, frame.between_pt) if frame is not None else (0.0, 0.0, 0.0)
        return tuple.__new__(SetParagraph, (
            strips, ends, text, uses, None, self._width, frame, above, below, between, 0.0, label, whole, False, {},
            self if words else None, words,
        ))

    def _broken(self, text: str, label: int) -> _Text | None:
        """None where only `lines.fill` can tell, or the first line shows nothing but the label."""
        words = text.split(" ")
        widths = [*map(self._tokens, words)]
        upto = [*accumulate(widths)]
        if upto[-1] >= 0:
            lines = break_words(upto, self._blank_pt, self._first[1], self._rest[1], squeeze=self._squeeze)
            return self._placed(words, lines, (), label) if lines is not None else None
        parts = self._parts(words, widths)
        if parts is not None:
            return self._placed(*parts, label)
        if NBSP in text:
            return None                          # a blank may belong to a word
        # several blanks
        found = broken([(text, self._shape, "")], self._form, self._width, self._squeeze)
        if found is None:
            return None
        words, lines = [], []
        for line in found:
            (item,) = line.items
            assert isinstance(item, Glyphs)
            words += item.text.split(" ")
            lines.append((len(words), line.width_pt, line.scale))
        return self._placed(words, lines, [at for at, line in enumerate(found) if line.broken], label)

    def _parts(self, words: list[str], widths: list[float]) -> tuple[list[str], list[tuple[int, float, float]], list[int]] | None:
        """Words between single blanks of which some may break, as `_placed` takes them; None where only `broken` can tell."""
        found = self._shape.tokens.parts(words, widths)
        if found is None:
            return None
        parts, wide, joined = found
        lines = break_parts([*accumulate(wide)], joined, self._blank_pt, self._first[1], self._rest[1], squeeze=self._squeeze)
        if lines is None:
            return None
        shown: list[str] = []
        ends: list[tuple[int, float, float]] = []
        start = 0
        for end, width, scale in lines:
            line = parts[start:end]
            if True in joined[start : end - 1]:  # a word in several parts is shown whole
                pairs = zip(line, joined[start:end], strict=True)
                line = "".join([part if joins else part + " " for part, joins in pairs]).removesuffix(" ").split(" ")
            shown += line
            ends.append((len(shown), width, scale))
            start = end
        return shown, ends, [at for at, (end, _, _) in enumerate(lines) if joined[end - 1]]

    def _placed(
        self, words: list[str], lines: list[tuple[int, float, float]], in_words: Sequence[int], label: int
    ) -> _Text | None:
        """Lines as `breaks.break_words` gives them; those of `in_words` end within a word."""
        own: Sequence[str] = ()
        shown_label = None
        if label:
            end = lines[0][0]
            own, first = _label(words[:end], label)
            if not first:
                return None
            lines = [(at + len(first) - end, width, scale) for at, width, scale in lines]
            words[:end] = first
        look, blank, closing, last, start, wider_pt = self._look, self._blank, self._behind, len(lines) - 1, 0, 0.0
        codes = [*map(self._codes, words)]
        shown: list[bytes] = []
        measured: list[float] = []
        x, room = self._first
        xs: list[float] = []
        for at, (end, width, scale) in enumerate(lines):
            gap = blank
            if at == last or at in in_words:
                closing = self._closing
            if scale != 1.0 or (self._justified and room > width and (at < last or self._distributed)):
                count = end - start - 1 + (len(own) - 1 if own and not at else 0)
                if count:
                    wider_pt = (room - width) / count
                    gap, width = blank + b"%.2f" % (wider_pt * self._per_pt), room
            elif self._share and room > width:
                x += (room - width) * self._share
            if own and not at:
                own_pt = self._shape.widths[" ".join(own)] + wider_pt * (len(own) - 1)
                code = self._opening + gap.join(map(self._codes, own)) + self._closing
                shown_label = Show(x, own_pt, code, "Lbl")
                x, width = x + own_pt, width - own_pt
            shown.append(gap.join(codes[start:end]) + closing)
            measured.append(width)
            xs.append(x)
            start, closing = end, self._behind
            x, room = self._rest
        missing = extra_glyphs(look, self._face, chain(own, words))
        return shown_label, xs, measured, shown, frozenset([Use(self._face, missing)]) if missing else look.uses

    def _lines(self, count: int) -> tuple[tuple[Strip, ...], tuple[float, ...]]:
        found = self._strips.get(count)
        if found is None:
            height, baseline, hang = self._pitch
            line = Strip(height, baseline, hang, ())
            if len(self._strips) >= _MOST_COUNTS:
                self._strips = {}
            found = (line,) * (count - 1) + (line._replace(end="end"),), tuple(accumulate([height] * count))
            self._strips[count] = found
        return found


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

    def _kind(self, form: ParagraphFormat, style: TextStyle, width_pt: float, ruler: Ruler) -> OneLook | None:
        if style.caps == "small" or style.script != "base" or style.raise_pt:
            return None
        shape = ruler.shape(style)
        if shape.tokens.blank_pt <= 0 or look(shape).drawn:
            return None
        return OneLook(form, shape, width_pt, squeeze=self._squeeze)
