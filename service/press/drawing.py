"""What a page's content stream says: text and pictures under their marks, the rest as artifacts (ISO 32000-1, 14.6 to 14.8).

Points of the layout count down from the page's upper left corner, those of the stream up from its lower left one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from service.fonts.programs import font_name
from service.fonts.words import blank, glyphs
from service.paper import Picture
from service.press.paragraphs import text_of
from service.press.pictures import drawable, raster
from service.press.setting import Clipped, Image, Ink, SetParagraph, Show, Strip, Use, Words

PAGE_HEAD: Final = b"/Type/Pagination/Subtype/Header"        # 14.8.2.2
PAGE_FOOT: Final = b"/Type/Pagination/Subtype/Footer"
AGAIN: Final = b"/Type/Pagination"                           # what each page shows again
DRAWN: Final = b"/Type/Layout"                               # borders, fills, leaders

_GOES_ON: Final = frozenset(("", "Lbl", "Link"))             # one mark for all of it, over lines
_FONT: Final = re.compile(rb"/(F\d+) ")
_SHOWN: Final = re.compile(rb"/(F\d+) |<([0-9A-F]+)>")

Area = tuple[float, float, float, float]         # left, low, right, high


class Group(NamedTuple):
    """Pieces of a paragraph's text that one mark covers, or a picture. `words`: of a link."""

    tag: str
    detail: str = ""
    areas: tuple[Area, ...] = ()
    words: str = ""
    picture: Picture | None = None


class _Line(NamedTuple):
    high: float
    base: float
    low: float
    strip: Strip


class Canvas:
    """The content of a page of this height. `count`: its marks so far."""

    def __init__(self, height_pt: float) -> None:
        self.out: list[bytes] = []
        self.count = 0
        self.uses: set[Use] = set()
        self.pictures: dict[str, Picture] = {}
        self._height = height_pt
        self._open = b""                         # the kind of artifact that is being drawn

    def content(self) -> bytes:
        self._close()
        return b"".join(self.out)

    def ink(self, item: Ink, kind: bytes) -> None:
        self._artifact(kind)
        self.out.append(b"q 1 0 0 1 %.3f %.3f cm\n%bQ\n" % (item.x_pt, self._height - item.y_pt, item.code))

    def clip(self, item: Clipped) -> None:
        """Until `unclip` only what lies in its rectangle shows."""
        self._close()
        low = self._height - item.y_pt - item.height_pt
        self.out.append(b"q %.3f %.3f %.3f %.3f re W n\n" % (item.x_pt, low, item.width_pt, item.height_pt))

    def unclip(self) -> None:
        self._close()
        self.out.append(b"Q\n")

    def image(self, item: Image, kind: bytes) -> tuple[Group, ...] | None:
        """A picture out of the line; None where it is an artifact."""
        x, y, picture, width, height, node, _ = item
        if not drawable(picture):
            return None
        area = (x, self._height - y - height, x + width, self._height - y)
        if node is None or picture.decorative:
            self._artifact(kind)
            self._picture(picture, area)
            return None
        self._mark(b"Figure")
        self._picture(picture, area)
        return (Group("Figure", areas=(area,), picture=picture),)

    def words(self, item: Words, kind: bytes, *, apart: bool) -> tuple[Group, ...] | None:
        """Lines of a paragraph → its marks: none (None), one for its text (()), or one for each group. `apart`: a blank ends it,
        since another paragraph goes on in its element."""
        x, y, paragraph, start, stop, node = item
        self.uses |= paragraph.uses
        lines = self._lines(paragraph, start, stop, y)
        for line in lines:
            if line.strip.under:
                self.ink(Ink(x, self._height - line.base, line.strip.under), DRAWN if node is not None else kind)
        if node is None:
            self._artifact(kind)
            for line in lines:
                for show in line.strip.shows:
                    self._show(show, x, line)
            made: tuple[Group, ...] | None = None
        elif paragraph.text is not None:
            made = self._plain(paragraph, x, lines, start, stop, apart=apart)
        else:
            made = self._groups(paragraph, x, lines, apart=apart)
        for line in lines:
            if line.strip.over:
                self.ink(Ink(x, self._height - line.base, line.strip.over), DRAWN if node is not None else kind)
        return made

    # ------------------------------------------------------------ text

    def _lines(self, paragraph: SetParagraph, start: int, stop: int, y: float) -> list[_Line]:
        strips, bottoms = paragraph.strips, paragraph.bottoms_pt
        top = self._height - y + (bottoms[start - 1] if start else 0.0)
        lines, high = [], self._height - y
        for place in range(start, stop):
            strip, low = strips[place], top - bottoms[place]
            lines.append(_Line(high, high - strip.baseline_pt, low, strip))
            high = low
        return lines

    def _plain(
        self, paragraph: SetParagraph, x: float, lines: Sequence[_Line], start: int, stop: int, *, apart: bool
    ) -> tuple[Group, ...] | None:
        """A text of one mark, shown by one text object."""
        shown = text_of(paragraph, start, stop)
        if not shown:
            return None
        first = next(line for line in lines if line.strip.shows)
        self._mark(b"P")
        if apart:
            shown = _with_blank(shown, paragraph.uses)
        self.out.append(b"BT\n%.3f %.3f Td\n%b\nET\n" % (x + first.strip.shows[0].x_pt, first.base, shown))
        return ()

    def _groups(self, paragraph: SetParagraph, x: float, lines: Sequence[_Line], *, apart: bool) -> tuple[Group, ...]:
        runs: list[list[tuple[Show, _Line]]] = []
        for line in lines:
            for show in line.strip.shows:
                before = runs[-1][-1][0] if runs else None
                if before is not None and show.tag in _GOES_ON and (before.tag, before.detail) == (show.tag, show.detail):
                    runs[-1].append((show, line))
                elif show.picture is None or drawable(show.picture):
                    runs.append([(show, line)])
        made = []
        for run in runs:
            tag, detail, picture = run[0][0].tag, run[0][0].detail, run[0][0].picture
            if tag == "Artifact":
                self._artifact(DRAWN)
            else:
                self._mark(tag.encode() or b"P")
            if apart and run is runs[-1] and run[-1][0].code:
                show, line = run[-1]
                run[-1] = (show._replace(code=_with_blank(show.code, paragraph.uses)), line)
            for show, line in run:
                self._show(show, x, line)
            if tag != "Artifact":
                areas = tuple(_area(show, x, line) for show, line in run) if tag in ("Link", "Figure") else ()
                said = "".join(_said(show.code, paragraph.uses) for show, _ in run) if tag == "Link" else ""
                made.append(Group(tag, detail, areas, " ".join(said.split()), picture))
        return tuple(made)

    def _show(self, show: Show, x: float, line: _Line) -> None:
        if show.picture is None:
            self.out.append(b"BT\n%.3f %.3f Td\n%b\nET\n" % (x + show.x_pt, line.base, show.code))
        elif drawable(show.picture):
            self._picture(show.picture, _area(show, x, line))

    def _picture(self, picture: Picture, area: Area) -> None:
        name = raster(picture).name
        self.pictures[name] = picture
        left, low, right, high = area
        self.out.append(b"q %.3f 0 0 %.3f %.3f %.3f cm/I%b Do Q\n" % (right - left, high - low, left, low, name.encode()))

    # ------------------------------------------------------------ marks

    def _mark(self, tag: bytes) -> None:
        self._close()
        self.out.append(b"/%b<</MCID %d>>BDC\n" % (tag, self.count))
        self.count += 1
        self._open = tag

    def _artifact(self, kind: bytes) -> None:
        if self._open != kind:
            self._close()
            self.out.append(b"/Artifact<<%b>>BDC\n" % kind)
            self._open = kind

    def _close(self) -> None:
        if self._open:
            self.out.append(b"EMC\n")
            self._open = b""


def _area(show: Show, x: float, line: _Line) -> Area:
    left = x + show.x_pt
    if show.picture is not None:
        return left, line.base, left + show.width_pt, line.base + show.picture.height_pt
    return left, line.low, left + show.width_pt, line.high


def _with_blank(code: bytes, uses: Iterable[Use]) -> bytes:
    """The code with a blank behind what it shows last, in the font in force there."""
    head, shown, rest = code.rpartition(b"]TJ")
    name = _FONT.findall(head)[-1].decode()
    return head + blank(next(use.face for use in uses if font_name(use.face) == name)) + shown + rest


def _said(code: bytes, uses: Iterable[Use]) -> str:
    """The characters that the code shows."""
    faces = {font_name(use.face).encode(): use.face for use in uses}
    texts: dict[int, str] = {}
    words = []
    for font, shown in _SHOWN.findall(code):
        if font:
            texts = glyphs(faces[font])
        words += [texts.get(int(shown[at : at + 4], 16), "") for at in range(0, len(shown), 4)]
    return "".join(words)
