"""Paragraph + width → its lines, as both printers draw them.

Breaks greedily, or by word.md R1 in justified paragraphs of mode 15; tabs are resolved to widths; an over-long word is cut
between characters. All positions are points from the left edge of the column, all widths natural.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from service.lines.atoms import Atom, Glyphs, Jump, Stop, Word, atoms
from service.lines.breaks import SLACK_PT, fit
from service.lines.labels import label_shift, with_label
from service.lines.line import Leap, Line, finish
from service.lines.overlong import take
from service.lines.plain import plain
from service.lines.ruler import Ruler
from service.lines.tabs import next_stop
from service.paper import Inline, Paragraph, ParagraphFormat, Text

_OVER_PT: Final = 0.3  # how far over the right end a tab stop still counts as on it

Notch = Callable[[int], tuple[float, float]]


def fill(
    paragraph: Paragraph,
    ruler: Ruler,
    width_pt: float,
    *,
    squeeze: bool = False,
    default_tab_pt: float = 36.0,
    notch: Notch | None = None,
) -> list[Line]:
    """The lines of a paragraph in a column `width_pt` wide; an empty paragraph has one line without items.

    `squeeze`: `Paper.squeezes`. `notch` gives, for the number of a line, what a drawing beside it takes
    from its left and right end. Raises FontFault when no face answers for a family.
    """
    inlines, form = joined(with_label(paragraph)), paragraph.format
    squeeze = squeeze and form.alignment == "justify"
    shift = label_shift(paragraph, ruler)
    if notch is None and not shift and (found := plain(inlines, form, ruler, width_pt, squeeze=squeeze)):
        return found
    return fill_atoms(atoms(inlines, ruler, paragraph.place), form, ruler, width_pt, squeeze, default_tab_pt, notch, shift)


def joined(inlines: Sequence[Inline]) -> Sequence[Inline]:
    """Neighbours of one look as one: a word that a file cut in two (a spelling mark, an edit) is measured and drawn whole."""
    if len(inlines) < 2:
        return inlines
    out: list[Inline] = []
    for inline in inlines:
        last = out[-1] if out else None
        if isinstance(inline, Text) and isinstance(last, Text) and inline.link == last.link and inline.style == last.style:
            out[-1] = Text(last.text + inline.text, last.style, last.link)
        else:
            out.append(inline)
    return out


def fill_atoms(
    content: list[Atom],
    form: ParagraphFormat,
    ruler: Ruler,
    width_pt: float,
    squeeze: bool,
    default_tab_pt: float,
    notch: Notch | None,
    shift_pt: float,
) -> list[Line]:
    """The lines of any content; `shift_pt`: so much further left begins a label that ends or is centred at its place."""
    return _Filler(content, form, ruler, width_pt, squeeze, default_tab_pt, notch, shift_pt).lines()


class _Filler:
    def __init__(
        self,
        content: list[Atom],
        form: ParagraphFormat,
        ruler: Ruler,
        width: float,
        squeeze: bool,
        default_tab: float,
        notch: Notch | None,
        label_shift: float,
    ) -> None:
        self._content, self._form, self._ruler = content, form, ruler
        self._limit, self._column = width - form.right_pt, width
        self._squeeze, self._default, self._notch = squeeze, default_tab, notch
        self._shift = label_shift
        self._known_from = self._known_end = 0
        # behind it there is nothing to see: what hangs at the paragraph's end opens no line
        shown = (k for k, atom in enumerate(content) if isinstance(atom, Stop) or (isinstance(atom, Word) and atom.parts))
        self._last_shown = max(shown, default=-1)
        self._lines: list[Line] = []

    def lines(self) -> list[Line]:
        index, bare = 0, False
        while index < len(self._content) or not self._lines or self._lines[-1].end in ("line", "page", "column"):
            start, index = index, self._line(index, bare)
            finish(self._lines[-1])
            bare = self._lines[-1].end == "wrap"
            after = self._content[index] if bare and index < len(self._content) else None
            behind_tab = index > start and isinstance(self._content[index - 1], Jump)
            self._lines[-1].broken = isinstance(after, Word) and not after.blanks and not behind_tab
        self._lines[-1].end = "end"
        return self._lines

    def _open(self) -> tuple[Line, float]:
        number = len(self._lines)
        left, right = self._notch(number) if self._notch else (0.0, 0.0)
        x = self._form.left_pt + left + (0.0 if number else self._form.first_line_pt - self._shift)
        limit = max(self._limit - right, x + 1.0)  # a column narrower than its indents still takes a character
        line = Line(x, limit - x, cut_pt=(left, right))
        self._lines.append(line)
        return line, limit

    def _line(self, index: int, bare: bool) -> int:
        """Fills one line from atom `index`; returns where the next begins."""
        line, limit = self._open()
        x, tabbed, content = line.x_pt, False, self._content
        while index < len(content):
            atom = content[index]
            if isinstance(atom, Stop):
                line.end = atom.kind  # type: ignore[assignment]  # the kinds of paper.Break are ends of a line
                line.width_pt = x - line.x_pt
                return index + 1
            if isinstance(atom, Jump):
                leap = self._leap(atom, index, x, limit)
                if x > self._form.left_pt + SLACK_PT and self._opens(leap, index, x, limit):
                    break
                if leap is not None:
                    line.items.append(leap)
                    x += leap.width_pt
                    if leap.stop.kind == "right":
                        limit = max(limit, leap.stop.position_pt)
                    elif x > limit:
                        limit = x + self._behind(index + 1, float("inf"), decimal=False)
                line.gaps_pt, line.gap_count, tabbed, bare = 0.0, 0, True, False
                index += 1
                continue
            stop = self._words_end(index)
            empty = not line.items
            if not atom.parts:  # blanks only, before a tab or at the end: they hang over the end of a line
                self._blanks(line, atom)
                x += atom.gap_pt
                index += 1
                bare = False
                continue
            if not content[stop - 1].parts:  # type: ignore[union-attr]  # words stand before `stop`
                stop -= 1
            found = fit(_Words(content, stop), index, limit - x, squeeze=self._squeeze and not tabbed, bare=bare)
            too_wide = found.end == index + 1 and found.width_pt > limit - x + SLACK_PT
            if too_wide and not empty:
                break
            if too_wide:
                index = self._cut(line, index, limit - x, bare)
                line.end = "wrap"
                return index
            x += self._words(line, index, found.end, bare)
            line.scale, line.gaps_pt = found.scale, found.gaps_pt
            index, bare = found.end, False
            if index < stop:
                break
        line.width_pt = x - line.x_pt
        return index

    def _words_end(self, index: int) -> int:
        """Behind the words that begin at `index`; looked for once among the same words."""
        if self._known_from <= index < self._known_end:
            return self._known_end
        content, end = self._content, index
        while end < len(content) and isinstance(content[end], Word):
            end += 1
        self._known_from, self._known_end = index, end
        return end

    def _blanks(self, line: Line, word: Word) -> None:
        line.items.extend(word.blanks)
        line.gap_count += sum(len(b.text) for b in word.blanks)

    def _words(self, line: Line, start: int, end: int, bare: bool) -> float:
        """Puts whole words on the line; returns their width without the blanks at the line's end."""
        width = 0.0
        for number in range(start, end):
            word = self._content[number]
            assert isinstance(word, Word)
            if not (bare and number == start):
                self._blanks(line, word)
                width += word.gap_pt
            line.items.extend(word.parts)
            width += word.width_pt
        return width

    def _cut(self, line: Line, index: int, room: float, bare: bool) -> int:
        """An over-long word on an empty line: what does not fit waits as a word of its own."""
        word = self._content[index]
        assert isinstance(word, Word)
        if not bare:
            self._blanks(line, word)
            line.width_pt += word.gap_pt
        rest = take(word.parts, line, self._ruler, room)
        if not rest:
            return index + 1
        self._content[index] = Word(parts=rest, width_pt=sum(p.width_pt for p in rest))
        return index

    def _opens(self, leap: Leap | None, index: int, x: float, limit: float) -> bool:
        """Whether the tab at atom `index` goes over to the next line: it leads past the right end, or from it on the word behind
        it does not fit (Word takes it over with its tab)."""
        if leap is None:
            return index < self._last_shown
        if leap.stop.kind not in ("left", "decimal"):
            return False
        word = self._content[index + 1] if index + 1 < len(self._content) else None
        if not isinstance(word, Word) or not word.parts or leap.stop.position_pt > limit + SLACK_PT:
            return False
        return x + leap.width_pt + word.gap_pt + word.width_pt > limit + SLACK_PT

    def _leap(self, jump: Jump, index: int, x: float, limit: float) -> Leap | None:
        """The tab at atom `index`, or None when it leads past the right end of the line."""
        stop = next_stop(x, self._form, self._default)
        position = stop.position_pt
        if stop.kind == "left":
            if position > limit + _OVER_PT and stop.leader == "none":
                return None
            # a stop just over the right end, or one with a leader, is kept, and what follows runs over the end
            # (III p 3 of the decree)
            return Leap(x, position - x, stop, jump.shape)
        if stop.kind == "right":
            limit = max(limit, position)  # good in the right indent too (numbers of pages in a list of contents) and beyond
        behind = self._behind(index + 1, limit - x, decimal=stop.kind == "decimal")
        width = position - x - (behind / 2 if stop.kind == "center" else behind)
        return Leap(x, max(min(width, limit - x), 0.0), stop, jump.shape)

    def _behind(self, index: int, room: float, *, decimal: bool) -> float:
        """The width of what stands on this line between a tab and the next tab or break; up to the first decimal sign
        for a decimal
        stop."""
        total = 0.0
        for number in range(index, self._words_end(index)):
            word = self._content[number]
            assert isinstance(word, Word)
            if total + word.gap_pt + word.width_pt > room + SLACK_PT:
                break  # it goes to the next line
            total += word.gap_pt if word.parts else 0.0  # blanks at the end hang
            for part in word.parts:
                if decimal and isinstance(part, Glyphs):
                    sign = next((k for k, c in enumerate(part.text) if c in ",."), None)
                    if sign is not None:
                        return total + self._ruler.width_pt(part.text[:sign], part.shape)
                total += part.width_pt
        return total


class _Words(Sequence[Word]):
    """The words up to a tab or break, numbered as in the whole: what `fit` looks at."""

    def __init__(self, content: list[Atom], stop: int) -> None:
        self._content, self._stop = content, stop

    def __len__(self) -> int:
        return self._stop

    def __getitem__(self, index: int) -> Word:  # type: ignore[override]  # fit asks for one at a time
        return self._content[index]  # type: ignore[return-value]  # only words stand before `stop`
