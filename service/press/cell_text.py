"""Cells of plain text: one run of one look, set without what any other paragraph may need.

The cells of a column share format, look and width; what follows from these is kept, so a new text costs its words. What comes out
is what `lines.fill` and `paragraphs.set_paragraph` make (a test holds that); a justified text of several lines, one with double
blanks, hyphens where it must break, or a glyph that is not ready is left to them, and so is one that stands far out of its cell.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Final

from service.errors import FontFault
from service.fonts.words import Word, words
from service.lines import Ruler, Shape
from service.lines.breaks import SLACK_PT, break_words
from service.lines.overlong import head_of
from service.lines.plain import rooms
from service.paper import Borders, Paragraph, ParagraphFormat, Text, TextStyle
from service.press.heights import pitch_of
from service.press.looks import look
from service.press.row_forms import TEXT_ENDED, text_begun
from service.press.setting import SetParagraph, Show, Strip, Use
from service.press.spacing import NEAR_PT, in_column
from service.press.strokes import number

_MOST: Final = 128                               # kinds of columns that are kept, and of lanes
_TEXTS: Final = 256                              # … and texts of each
_LONGEST: Final = 2_000                          # characters of one that is kept
_SHARES: Final = {"left": 0.0, "justify": 0.0, "center": 0.5, "right": 1.0}
# Signs beside which a line may break or must not, besides the blank (lines.atoms).
_SIGNS: Final = frozenset("\u00a0-\u2010\u2011\u2012\u2013\u2014\u200b\u2002\u2003\u2009\u3000")
_NO_BORDERS: Final = Borders()

_Line = tuple[float, float, bytes]               # x, width, glyphs
Piece = tuple[float, bytes]                      # the height of a cell with this text, and its form: takes the number of its mark


class Column:
    """What a column's texts share: where their lines begin, and the room of each. `strays`: they may stand far out of it."""

    __slots__ = (
        "_after", "_before", "_blank", "_blank_pt", "_book", "_codes", "_down", "_first", "_font", "_justified", "_next",
        "_rest", "_second", "_share", "_size", "_texts", "_tokens", "_width", "begun", "ended", "pitch", "strays",
        "uses",
    )  # fmt: skip

    def __init__(self, form: ParagraphFormat, shape: Shape, width_pt: float) -> None:
        drawn = look(shape)
        self._font, self._before, self._after = drawn.font, drawn.before + b"[", b"]TJ" + drawn.after
        self._book, self._blank, self._blank_pt = words(shape.face), drawn.blank, drawn.blank_pt
        self._tokens, self._codes = shape.tokens.__getitem__, drawn.codes.__getitem__
        self._size, self.uses, self._width = shape.size_pt, drawn.uses, width_pt
        self.pitch = pitch_of((shape,), form)
        self._down = b"%b %%b %b Td%b" % (self._after, number(-self.pitch.height_pt), self._before)        # to the next line
        self.begun, self.ended = self._font + self._before, self._after          # around the `inside` of lines
        self._share, self._justified = _SHARES[form.alignment], form.alignment == "justify"
        self._first, self._rest = first, rest = rooms(form, width_pt)
        low, high = in_column((first, rest), shape, self.pitch, width_pt) or (0.0, width_pt)
        self.strays = low < -NEAR_PT or high > width_pt + NEAR_PT
        self._next, self._second = self._down % b"0", self._down % number(rest[0] - first[0])
        self._texts: dict[str, SetParagraph] = {}

    def set(self, text: str) -> SetParagraph | None:
        """The text, set, or None where it is not plain after all."""
        found = self._texts.get(text)
        if found is None:
            lines = self.lines(text)
            if lines is None:
                return None
            found = self._laid(lines)
            if len(text) <= _LONGEST:
                if len(self._texts) >= _TEXTS:
                    self._texts.clear()
                self._texts[text] = found
        return found

    def lines(self, text: str) -> list[_Line] | None:
        """The lines of a text, or None where it is not plain after all."""
        words = text.split(" ")
        if len(words) == 1:
            return self._rare(text, words)
        widths = [*map(self._tokens, words)]
        width = sum(widths) - self._blank_pt
        if width < 0:
            return self._rare(text, words)
        x, room = self._first
        if width <= room + SLACK_PT:
            x += max(room - width, 0.0) * self._share
            return [(x, width, self._blank.join(map(self._codes, words)))]
        if self._justified:
            return None
        (again, rest), share = self._rest, self._share
        found = break_words([*accumulate(widths)], self._blank_pt, room, rest, squeeze=False)
        if found is None:                        # a word is longer than its line
            return self._rare(text, words)
        codes = [*map(self._codes, words)]
        lines, start, last = [], 0, len(words)
        for end, width, _ in found:
            x += max(room - width, 0.0) * share
            code = self._blank.join(codes[start:end])          # and the blank that ended it, where nothing is drawn any more
            lines.append((x, width, code + self._blank if end < last else code))
            start, x, room = end, again, rest
        return lines

    def _rare(self, text: str, words: Sequence[str]) -> list[_Line] | None:
        """The same, word by word: of one word, of words that may break, that are too long for their line, or of rare glyphs."""
        if "" in words:
            return None
        book = self._book
        try:
            found = [book[word] for word in words]
        except FontFault:                        # the way that every paragraph goes names it with its place
            return None
        total, codes = 0.0, []
        for code, width_em, extra, _ in found:
            if extra:
                return None
            total += width_em
            codes.append(code)
        width = total * self._size + (len(codes) - 1) * self._blank_pt
        x, room = self._first
        if width <= room + SLACK_PT:
            return [(x + max(room - width, 0.0) * self._share, width, self._blank.join(codes))]
        return None if self._justified or not _SIGNS.isdisjoint(text) else self._wrapped(words, found)

    def _wrapped(self, words: Sequence[str], found: Sequence[Word]) -> list[_Line]:
        """Several lines: as many words on each as fit (word.md rule 1); a word longer than its line is cut between letters."""
        size, blank_pt = self._size, self._blank_pt
        (x, room), rest = self._first, self._rest
        lines: list[_Line] = []
        line: list[bytes] = []
        width = 0.0
        for word, (code, width_em, _, _) in zip(words, found, strict=True):
            own = width_em * size
            if line:
                wider = width + blank_pt + own
                if wider <= room + SLACK_PT:
                    line.append(code)
                    width = wider
                    continue
                line.append(b"")                 # the blank at its end, where nothing is drawn any more
                lines.append((x + max(room - width, 0.0) * self._share, width, self._blank.join(line)))
                x, room = rest
            if own > room + SLACK_PT:
                *cut, (code, own) = self._cut(word, own, room)
                for part, wide in cut:
                    lines.append((x + max(room - wide, 0.0) * self._share, wide, part))
                    x, room = rest
            line, width = [code], own
        lines.append((x + max(room - width, 0.0) * self._share, width, self._blank.join(line)))
        return lines

    def _cut(self, word: str, width_pt: float, room_pt: float) -> list[tuple[bytes, float]]:
        """A word wider than its line: what each line shows of it, and how wide that is; other words may follow the last."""
        book, size, out = self._book, self._size, list[tuple[bytes, float]]()
        while width_pt > room_pt + SLACK_PT:
            head, wide = head_of(word, lambda letter: book[letter].width_em * size, room_pt, must=True)
            out.append((book[word[:head]].code, wide))
            if head == len(word):
                return out
            word, width_pt, room_pt = word[head:], width_pt - wide, self._rest[1]
        return [*out, (book[word].code, width_pt)]

    def inside(self, lines: Sequence[_Line]) -> bytes:
        """Between `begun` and `ended` the lines as one text object shows them, from the beginning of the first one."""
        at, _, first = lines[0]
        if len(lines) == 1:
            return first
        if not self._share:                      # all others begin at one place
            return self._second.join((first, self._next.join([glyphs for _, _, glyphs in lines[1:]])))
        out = [first]
        for x, _, glyphs in lines[1:]:
            out += (self._next if x == at else self._down % number(x - at), glyphs)
            at = x
        return b"".join(out)

    def _laid(self, lines: Sequence[_Line]) -> SetParagraph:
        height, baseline, extra = self.pitch.height_pt, self.pitch.baseline_pt, self.pitch.extra_pt
        strips, bottoms, texts, bottom = [], [], [], 0.0
        last = len(lines) - 1
        for count, (x, width, glyphs) in enumerate(lines):
            code = self.begun + glyphs + self.ended
            bottom += height
            strips.append(Strip(height, baseline, extra, (Show(x, width, code),), b"", b"", (), (), (),
                                "wrap" if count < last else "end"))  # fmt: skip
            bottoms.append(bottom)
            texts.append(code)
        return SetParagraph(
            tuple(strips), tuple(bottoms), tuple(texts), self.uses, None, self._width, None, 0.0, 0.0, 0.0, 0.0, 0,
            self.begun + self.inside(lines) + self.ended, False, {},
        )  # fmt: skip


class Lane:
    """A column of a table whose texts stand at one place of their rows, and what these are there: `texts`, see `piece`. `form`
    and `style` are theirs."""

    __slots__ = ("_around", "_begin", "_begun", "_column", "_ended", "_x", "form", "style", "texts", "uses")

    def __init__(
        self, form: ParagraphFormat, style: TextStyle, column: Column | None, x_pt: float, y_pt: float, around_pt: float
    ) -> None:
        self.form, self.style, self._column = form, style, column
        self._x, self._around = x_pt, around_pt
        self._begin, self._ended, self.uses = b"%.3f", b"", frozenset[Use]()
        if column is not None:
            self._begin, self._ended = text_begun(-y_pt - column.pitch.baseline_pt) + column.begun, column.ended + TEXT_ENDED
            self.uses = column.uses
        self._begun = (x_pt, self._begin % x_pt)           # … where its last text began, as most do
        self.texts: dict[str, Piece] = {}

    def piece(self, text: str) -> Piece | None:
        """The text where it stands, kept; or None where it is not plain after all."""
        column = self._column
        lines = column.lines(text) if column is not None else None
        if column is None or lines is None:
            return None
        begins, begun = self._begun
        x, count = self._x + lines[0][0], len(lines)
        if x != begins:
            begun = self._begin % x
            self._begun = (x, begun)
        height = column.pitch.height_pt * count + self._around
        code = begun + (lines[0][2] if count == 1 else column.inside(lines)) + self._ended
        if len(text) <= _LONGEST:
            if len(self.texts) >= _TEXTS:
                self.texts.clear()
            self.texts[text] = height, code
        return height, code


class Columns:
    """The columns of plain text of a document with these options (what lines depend on besides), kept from one to the next."""
    def __init__(self, ruler: Ruler, options: object) -> None:
        self._ruler = ruler
        self._kept = _kept(options)

    def paragraph(self, paragraph: Paragraph, width_pt: float) -> SetParagraph | None:
        """The paragraph in a cell whose text is `width_pt` wide, or None where it is not plain."""
        inlines = paragraph.inlines
        if len(inlines) != 1 or paragraph.label is not None:
            return None
        inline = inlines[0]
        if type(inline) is not Text or inline.link:
            return None
        column = self._column(paragraph.format, inline.style, width_pt)
        return column.set(inline.text) if column is not None else None

    def lane(
        self, form: ParagraphFormat, style: TextStyle, width_pt: float, x_pt: float, y_pt: float, around_pt: float
    ) -> Lane:
        """The lane of texts in cells `width_pt` wide, from x in the table's column and y below the row's top on. `around_pt`:
        what the cell asks for above and below, margins and gaps."""
        key = (id(form), id(style), width_pt, x_pt, y_pt, around_pt)
        found = self._kept.lanes.get(key)
        if found is None:
            if len(self._kept.lanes) >= _MOST:
                self._kept.lanes.clear()
            column = self._column(form, style, width_pt)
            found = self._kept.lanes[key] = Lane(form, style, column, x_pt, y_pt, around_pt)
        return found

    def _column(self, form: ParagraphFormat, style: TextStyle, width_pt: float) -> Column | None:
        kept, key = self._kept.columns, (id(form), id(style), width_pt)
        found = kept.get(key)
        if found is None:
            if len(kept) >= _MOST:
                kept.clear()
            found = kept[key] = (_column(form, style, width_pt, self._ruler), form, style)
        return found[0]


class _Kept:
    """By the identities of format and style, and places: columns (None: not plain) with the two, so that none takes their
    identity; and lanes. One for documents of the same options."""

    def __init__(self, _options: object) -> None:
        self.columns: dict[tuple[int, int, float], tuple[Column | None, ParagraphFormat, TextStyle]] = {}
        self.lanes: dict[tuple[int, int, float, float, float, float], Lane] = {}


_kept: Final = lru_cache(maxsize=8)(_Kept)


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
    found = Column(form, shape, width_pt)
    return None if found.strays else found
