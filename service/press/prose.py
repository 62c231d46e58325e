"""Text of one look and nothing else, the most of every document: broken and set in one go, just as `lines.fill` breaks it and
`strips` sets it piece by piece (tests/press/test_one_look.py holds that).

Paragraphs of one format, one style and one width share all but their words. What follows from those three is worked out once, so
a new text costs its words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate, chain, pairwise
from typing import Final

from service.lines import Shape, pitch
from service.lines.atoms import Glyphs
from service.lines.breaks import break_parts, break_words
from service.lines.plain import broken, rooms
from service.paper import ParagraphFormat
from service.press.frames import frame_of
from service.press.looks import extra_glyphs, look
from service.press.setting import SetParagraph, Show, Strip, Use
from service.press.spacing import NBSP, in_column
from service.press.strokes import number

_MOST_COUNTS: Final = 64
_SHARES: Final = {"left": 0.0, "justify": 0.0, "distribute": 0.0, "center": 0.5, "right": 1.0}

# A text, cut: its words; its lines as `breaks.break_words` gives them; which of these end within a word; whether the ready
# program of its face has all of its glyphs (False: not known).
_Cut = tuple[list[str], list[tuple[int, float, float]], Sequence[int], bool]
# A text: its label; of each line where it begins, how wide it is, and what shows it behind `_opening`; what they are drawn with.
_Text = tuple[Show | None, list[float], list[float], list[bytes], frozenset[Use]]
# As drawn anywhere a text begins with a form that takes the place of its upper left corner and the numbers of its marks: it is
# `_PLAIN`, or a label between `_LABEL` and `_BEHIND_LABEL`. Then `_BEGUN` says where the first line begins.
_PLAIN: Final = b"q 1 0 0 1 %.3f %.3f cm\n/P<</MCID %d>>BDC\nBT\n"
_LABEL: Final = b"q 1 0 0 1 %%.3f %%.3f cm\n/Lbl<</MCID %%d>>BDC\nBT\n%.3f %.3f Td\n%b"
_BEHIND_LABEL: Final = b"\nET\nEMC\n/P<</MCID %d>>BDC\nBT\n"
_BEGUN: Final = b"%%.3f %.3f Td\n%b"
_SHOWN: Final = b"]TJ"
_END: Final = b"\nET\nEMC\nQ\n"


class Prose:
    """Paragraphs of this format in a column `width_pt` wide. `squeeze`: justified lines take a word more (word.md R1)."""

    __slots__ = (
        "_bare", "_begun", "_behind", "_blank", "_blank_pt", "_closing", "_codes", "_distributed", "_down", "_ending", "_face",
        "_first", "_form", "_gap", "_goes_on", "_head", "_justified", "_label", "_left", "_look", "_opening", "_per_pt",
        "_pitch", "_reach", "_rest", "_second", "_shape", "_share", "_squeeze", "_step", "_strips", "_tokens", "_width",
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
        self._down, self._second = self._step % b"0", self._behind + self._step % number(self._rest[0] - self._first[0])
        frame = frame_of(form, width_pt, ())
        self._left, self._bare = self._first[0], frame is None
        self._reach = in_column((self._first, self._rest), shape, found, width_pt, frame.reach_pt if frame else None)
        self._begun = _BEGUN % (-found.baseline_pt, self._opening)       # takes where the text begins
        self._head, self._label = self._begun % self._left, _LABEL % (self._left, -found.baseline_pt, self._opening)
        self._goes_on, self._ending, self._gap = self._behind + self._down, self._closing + _END, drawn.blank + b"%.2f"
        self._justified, self._distributed = form.alignment in ("justify", "distribute"), form.alignment == "distribute"
        self._share, self._squeeze = _SHARES[form.alignment], squeeze and form.alignment == "justify"
        # of each count of lines: these lines without what they show, and where they end
        self._strips: dict[int, tuple[tuple[Strip, ...], tuple[float, ...]]] = {}

    def set(self, words: str, label: int) -> SetParagraph | None:
        """The text, set, or None where only `lines.fill` can break it. `label`: so many characters at its beginning are the
        label of an item."""
        cut = self._cut(words)
        if cut is None:
            return None
        shown, lines, in_words, ready = cut
        if self._share or in_words or (label and label != len(shown[0]) + 1):
            placed = self._placed(*cut, label)
            if placed is None:
                return None
            own, xs, _, codes, uses = placed
            head, whole = self._written(own, xs, codes)
        else:
            written = self._whole(shown, lines, label)
            if written is None:
                return None
            (head, whole), uses = written, self._look.uses if ready else self._uses(shown)
        strips, ends = self._strips.get(len(lines)) or self._lines(len(lines))
        if not self._bare:
            return self._framed(strips, ends, None if label else (), uses, label, whole, words, head)
        return tuple.__new__(SetParagraph, (
            strips, ends, None if label else (), uses, None, self._width, None, 0.0, 0.0, 0.0, 0.0, label, whole, False, {}, self,
            words, head, self._reach,
        ))

    def part(self, paragraph: SetParagraph, start: int, stop: int) -> bytes:
        """Lines start..stop of one that was set here, as drawn anywhere."""
        shown = paragraph.whole.split(_SHOWN)    # what shows each line, up to its end
        if start == 0:
            return b"%b%b%b%b" % (paragraph.head, _SHOWN.join(shown[:stop]), self._closing, _END)
        if self._share:                          # where a line begins is only said from the one before
            _, xs, _, codes, _ = self._again(paragraph.words, paragraph.label)
            return b"".join(self._written(None, xs[start:stop], codes[start:stop]))
        shown[start] = shown[start].rpartition(b"[")[2]
        return b"%b%b%b%b%b" % (_PLAIN, self._begun % self._rest[0], _SHOWN.join(shown[start:stop]), self._closing, _END)

    def _written(self, own: Show | None, xs: Sequence[float], codes: Sequence[bytes]) -> tuple[bytes, bytes]:
        """As drawn anywhere: the form that it begins with, and the rest."""
        before, head = xs[0], _PLAIN
        if own is not None:
            head = _LABEL % (own.x_pt, -self._pitch[1], own.code) + _BEHIND_LABEL
        out = [self._head if before == self._left else self._begun % before, codes[0]]
        for x, code in zip(xs[1:], codes[1:], strict=True):
            out += (self._down if x == before else self._step % number(x - before), code)
            before = x
        out.append(_END)
        return head, b"".join(out)

    def _whole(self, words: Sequence[str], lines: Sequence[tuple[int, float, float]], label: int) -> tuple[bytes, bytes] | None:
        """As `_placed` and `_written`, for lines that all begin at the left and end behind a word. A label is the first word and
        the blank behind it; None where the first line shows nothing else."""
        codes = [*map(self._codes, words)]
        count, start, room, rest = len(codes), 0, self._first[1], self._rest[1]
        blank, gap_form, per_pt, justified, distributed = self._blank, self._gap, self._per_pt, self._justified, self._distributed
        shown: list[bytes] = []
        begins, second, head = self._head, self._second, _PLAIN
        if label:
            end, width, scale = lines[0]
            if end == 1:
                return None
            gap, wider_pt = blank, 0.0
            if scale != 1.0 or (justified and room > width and (end < count or distributed)):
                wider_pt = (room - width) / (end - 1)
                gap = gap_form % (wider_pt * per_pt)
            x = self._left + self._shape.widths[words[0] + " "] + wider_pt
            head = b"%b%b%b%b%b" % (self._label, codes[0], gap, self._closing, _BEHIND_LABEL)
            begins, second = self._begun % x, self._behind + self._step % number(self._rest[0] - x)
            shown.append(gap.join(codes[1:end]))
            start, room, lines = end, rest, lines[1:]
        for end, width, scale in lines:
            gaps = end - start - 1
            if gaps and (scale != 1.0 or (justified and room > width and (end < count or distributed))):
                shown.append((gap_form % ((room - width) / gaps * per_pt)).join(codes[start:end]))
            else:
                shown.append(blank.join(codes[start:end]))
            start, room = end, rest
        if len(shown) == 1:
            return head, begins + shown[0] + self._ending
        shown[:2] = [begins + shown[0] + second + shown[1]]
        shown[-1] += self._ending
        return head, self._goes_on.join(shown)

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
        cut = self._cut(words)
        placed = self._placed(*cut, label) if cut is not None else None
        assert placed is not None
        return placed

    def _framed(
        self, strips: tuple[Strip, ...], ends: tuple[float, ...], text: tuple[bytes, ...] | None, uses: frozenset[Use],
        label: int, whole: bytes = b"", words: str = "", head: bytes = b"",
    ) -> SetParagraph:  # fmt: skip
        frame = None if self._bare else frame_of(self._form, self._width, ends)
        above, below, between = (frame.above_pt, frame.below_pt, frame.between_pt) if frame is not None else (0.0, 0.0, 0.0)
        return tuple.__new__(SetParagraph, (
            strips, ends, text, uses, None, self._width, frame, above, below, between, 0.0, label, whole, False, {},
            self if words else None, words, head, self._reach,
        ))

    def _cut(self, text: str) -> _Cut | None:
        """None where only `lines.fill` can tell."""
        words = text.split(" ")
        upto = [*accumulate(map(self._tokens, words))]
        if upto[-1] >= 0:
            lines = break_words(upto, self._blank_pt, self._first[1], self._rest[1], squeeze=self._squeeze)
            return (words, lines, (), True) if lines is not None else None
        parts = self._parts(words, [*map(self._tokens, words)])
        if parts is not None:
            return (*parts, False)
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
        return words, lines, [at for at, line in enumerate(found) if line.broken], False

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
        self, words: list[str], lines: list[tuple[int, float, float]], in_words: Sequence[int], ready: bool, label: int
    ) -> _Text | None:
        """None where the first line shows nothing but the label."""
        own: Sequence[str] = ()
        shown_label = None
        if label:
            end = lines[0][0]
            own, first = _label(words[:end], label)
            if not first:
                return None
            lines = [(at + len(first) - end, width, scale) for at, width, scale in lines]
            words[:end] = first
        blank, closing, last, start, wider_pt = self._blank, self._behind, len(lines) - 1, 0, 0.0
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
        return shown_label, xs, measured, shown, self._look.uses if ready else self._uses(chain(own, words))

    def _uses(self, words: Iterable[str]) -> frozenset[Use]:
        missing = extra_glyphs(self._look, self._face, words)
        return frozenset([Use(self._face, missing)]) if missing else self._look.uses

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
