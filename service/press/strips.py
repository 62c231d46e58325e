"""A line → what is shown of it: glyphs in as few `TJ` as looks and marks allow (ISO 32000-1, 9.4.3).

The pen writes the lines of one paragraph. Words that only distance parts (a line's end, a tab) get a blank behind the last
character, where nothing is drawn any more, so that what is copied has them apart (14.8.2.5).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from service.fonts import Face
from service.lines import Leap, Line, Ruler, Shape
from service.lines.atoms import Glyphs, Thing
from service.paper import Bookmark, Field, Float, NoteMark, Picture
from service.press.looks import Look, area, extra_glyphs, strikes, underlines
from service.press.setting import Show, TagName
from service.press.spacing import NBSP, gap_count, parted

_LINK: Final = re.compile(r"(?i)(https?|mailto):|#")
_LEADERS: Final = {"dot": ".", "hyphen": "-", "underscore": "_", "middle_dot": "·"}
_LEAST_PT: Final = 0.1                           # of a leader's sign: narrower, they stand on one another
_SMALLEST_PT: Final = 0.0005


class Piece:
    """A show being written: `at_pt` where its pen stands, `end_pt` where what is drawn ends."""

    __slots__ = ("at_pt", "detail", "end_pt", "head", "look", "out", "picture", "tag", "x_pt")

    def __init__(self, x_pt: float, tag: TagName, detail: str) -> None:
        self.x_pt = self.at_pt = self.end_pt = x_pt
        self.tag, self.detail = tag, detail
        self.picture: Picture | None = None
        self.head = b""                          # the font it begins with
        self.look: Look | None = None            # in force; its TJ is open
        self.out: list[bytes] = []

    @property
    def body(self) -> bytes:
        """Its operators, without the one for the first font."""
        return b"%s]TJ%s" % (b"".join(self.out), self.look.after) if self.look else b""

    def show(self) -> Show:
        return Show(self.x_pt, self.end_pt - self.x_pt, self.head + self.body, self.tag, self.detail, self.picture)


class Drawn:
    """A line as far as it is written."""

    __slots__ = ("bookmarks", "floats", "notes", "over", "pieces", "under")

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.under: list[bytes] = []
        self.over: list[bytes] = []
        self.floats: list[Float] = []
        self.notes: list[NoteMark] = []
        self.bookmarks: list[str] = []


class Pen:
    """Writes the lines of one paragraph, in order. `numbers`: what is shown for a field. `label`: so many characters at the
    beginning are the label of an item."""

    def __init__(
        self,
        ruler: Ruler,
        look_of: Callable[[Shape], Look],
        *,
        label: int = 0,
        left_of_page_pt: float = 0.0,
        numbers: Callable[[Field], str],
    ) -> None:
        self._ruler, self._look_of, self._numbers = ruler, look_of, numbers
        self._left_of_page = left_of_page_pt
        self._label = label
        self.extra: dict[Face, set[int]] = {}
        self._drawn = Drawn()
        self._tail: Piece | None = None          # that shows the last character, unless it is a blank
        self._apart = False                      # only distance stands between that character and the next
        self._joint = False                      # the line before ended within a word
        self.backwards = False                   # a spacing takes back more than its letters advance

    def line(self, line: Line, x_pt: float, gap_pt: float, first: int) -> Drawn:
        """The line from `x_pt`; each blank from item `first` on is `gap_pt` wider."""
        self._drawn = Drawn()
        self._apart, self._joint = not self._joint, line.broken
        x = x_pt
        for number, item in enumerate(line.items):
            if isinstance(item, Glyphs):
                x = self._glyphs(item, x, gap_pt if number >= first else 0.0)
            elif isinstance(item, Leap):
                self._leap(item, x)
                x += item.width_pt
            else:
                x = self._thing(item, x)
        return self._drawn

    def _glyphs(self, item: Glyphs, x: float, gap_pt: float) -> float:
        text, width = item.text, item.width_pt
        if self._label:
            label, text = text[: self._label], text[self._label :]
            self._label -= len(label)
            part = self._ruler.width_pt(label, item.shape) if text else width
            x = self._text(label, item.shape, x, part, gap_pt, "Lbl")
            width -= part
            if not text:
                return x
        if item.link and _LINK.match(item.link):
            return self._text(text, item.shape, x, width, gap_pt, "Link", item.link)
        return self._text(text, item.shape, x, width, gap_pt)

    def _text(
        self, text: str, shape: Shape, x: float, width: float, gap_pt: float, tag: TagName = "", detail: str = ""
    ) -> float:
        """Shows a text `width` wide plus its wider blanks; returns where it ends."""
        look = self._look_of(shape)
        tail = self._tail
        if tail is not None and self._apart and not text[0].isspace():
            self._blank(tail)
        self._apart = False
        pieces = self._drawn.pieces
        piece = pieces[-1] if pieces else None
        if piece is None or piece.tag != tag or piece.detail != detail or piece.picture:
            piece = Piece(x, tag, detail)
            pieces.append(piece)
        out = piece.out
        if piece.look is not look:
            if piece.look is None:
                piece.head = look.font
                self.extra.setdefault(shape.face, set())
                out.append(look.before + b"[")
            elif piece.look[:3] != look[:3]:         # a style may differ in what is not drawn
                out.append(b"]TJ%s%s%s[" % (piece.look.after, look.font, look.before))
                self.extra.setdefault(shape.face, set())
            piece.look = look
        if abs(x - piece.at_pt) > _SMALLEST_PT:
            out.append(b"%.2f" % ((piece.at_pt - x) * look.units_per_pt))
        end = x + width
        if gap_pt:
            out.append(self._codes(text, look, shape.face, look.blank + b"%.2f" % (-gap_pt * look.units_per_pt)))
            end += gap_pt * gap_count(text)
        else:
            out.append(self._codes(text, look, shape.face, look.blank))
        piece.at_pt = piece.end_pt = end
        if end < x:
            self.backwards = True
        self._tail = None if text[-1].isspace() else piece
        if look.drawn:
            self._decorate(text, shape, x, end, gap_pt)
        return end

    def _codes(self, text: str, look: Look, face: Face, gap: bytes) -> bytes:
        """The glyphs of a text, with `gap` for each blank that stretches."""
        codes = look.codes
        words = text.split(" ")
        if extra := extra_glyphs(look, face, words):
            self.extra[face].update(extra)
        if NBSP not in text:
            return gap.join(map(codes.__getitem__, words))
        out = []
        for part, glued in parted(text):
            if part[0] == " ":
                out.append((look.blank if glued else gap) * len(part))
            else:
                out.append(codes[part])
        return b"".join(out)

    def _blank(self, piece: Piece) -> None:
        look = piece.look
        assert look is not None
        piece.out.append(look.blank)
        piece.at_pt += look.blank_pt

    def _decorate(self, text: str, shape: Shape, x: float, end: float, gap_pt: float) -> None:
        drawn = self._drawn
        drawn.under.append(area(shape, x, end - x))
        drawn.over.append(strikes(shape, x, end - x))
        if shape.style.underline != "words":
            drawn.over.append(underlines(shape, x, end - x))
            return
        for part, glued in parted(text):
            width = self._ruler.width_pt(part, shape)
            if part[0] == " ":
                width += 0.0 if glued else gap_pt * len(part)
            else:
                drawn.over.append(underlines(shape, x, width))
            x += width

    # ------------------------------------------------------------ tabs and things

    def _leap(self, leap: Leap, x: float) -> None:
        self._apart = True                       # also where the text behind it leaves a tab no room
        if leap.width_pt < 0.005:
            return
        sign = _LEADERS.get(leap.stop.leader)
        if sign:
            self._leader(leap, sign, x)
        else:
            self._drawn.over.append(underlines(leap.shape, x, leap.width_pt))

    def _leader(self, leap: Leap, sign: str, x: float) -> None:
        """Leader signs at their natural advance on a grid counted from the page's edge (word.md R3b)."""
        look = self._look_of(leap.shape)
        advance = self._ruler.width_pt(sign, leap.shape)
        if advance < _LEAST_PT:                  # a spacing that takes back what they advance
            return
        lead = -(self._left_of_page + x) % advance
        count = int((leap.width_pt - lead + 0.01) // advance)
        if count <= 0:
            return
        piece = Piece(x + lead, "Artifact", "")
        piece.head, piece.look = look.font, look
        self.extra.setdefault(leap.shape.face, set())
        piece.out.append(look.before + b"[" + self._codes(sign, look, leap.shape.face, b"") * count)
        piece.at_pt = piece.end_pt = piece.x_pt + count * advance
        self._drawn.pieces.append(piece)

    def _thing(self, thing: Thing, x: float) -> float:
        inline, drawn = thing.inline, self._drawn
        match inline:
            case Bookmark():
                drawn.bookmarks.append(inline.name)
            case Float():
                drawn.floats.append(inline)
            case Picture():
                piece = Piece(x, "Artifact" if inline.decorative else "Figure", "")
                piece.picture, piece.end_pt = inline, x + inline.width_pt
                drawn.pieces.append(piece)
            case Field():
                assert thing.shape is not None
                shown = self._numbers(inline)
                return self._text(shown, thing.shape, x, self._ruler.width_pt(shown, thing.shape), 0.0)
            case NoteMark():
                assert thing.shape is not None
                drawn.notes.append(inline)
                if inline.label:
                    return self._text(inline.label, thing.shape, x, thing.width_pt, 0.0, "Reference", inline.note_id)
        return x + thing.width_pt
