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
from service.press.paragraphs import spread, text_of
from service.press.pictures import drawable, raster
from service.press.setting import Band, Cells, Clipped, Image, Ink, SetParagraph, Show, Strip, Use, Words

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


class Drawn(NamedTuple):
    """Lines of a paragraph as they are drawn anywhere: `form` takes the place of their upper left corner, then the numbers of
    their marks (`mark_count`). `groups` says of each mark what it is, as seen from that corner; nothing of a single plain one."""

    form: bytes
    mark_count: int
    groups: tuple[Group, ...]
    pictures: tuple[Picture, ...]


class Canvas:
    """The content of a page of this height. `count`: its marks so far."""

    def __init__(self, height_pt: float) -> None:
        self.out: list[bytes] = []
        self.count = 0
        self.uses: set[frozenset[Use]] = set()
        self.pictures: dict[str, Picture] = {}
        self._height = height_pt

    def content(self) -> bytes:
        return b"".join(self.out)

    def ink(self, item: Ink, kind: bytes) -> None:
        self.out.append(_INK % (kind, item.x_pt, self._height - item.y_pt, item.code))

    def clip(self, item: Clipped) -> None:
        """Until `unclip` only what lies in its rectangle shows."""
        low = self._height - item.y_pt - item.height_pt
        self.out.append(b"q %.3f %.3f %.3f %.3f re W n\n" % (item.x_pt, low, item.width_pt, item.height_pt))

    def unclip(self) -> None:
        self.out.append(b"Q\n")

    def image(self, item: Image, kind: bytes) -> tuple[Group, ...] | None:
        """A picture out of the line; None where it is an artifact."""
        x, y, picture, width, height, node, _ = item
        if not drawable(picture):
            return None
        self._use((picture,))
        area = (x, self._height - y - height, x + width, self._height - y)
        if node is None or picture.decorative:
            self.out.append(b"/Artifact<<%b>>BDC\n%bEMC\n" % (kind, _picture(picture, area)))
            return None
        self.out.append(b"/Figure<</MCID %d>>BDC\n%bEMC\n" % (self.count, _picture(picture, area)))
        self.count += 1
        return (Group("Figure", areas=(area,), picture=picture),)

    def words(self, item: Words, kind: bytes, *, apart: bool) -> tuple[Group, ...] | None:
        """Lines of a paragraph → its marks: none (None), one for its text (()), or one for each group. `apart`: a blank ends it,
        since another paragraph goes on in its element."""
        x, y, paragraph, start, stop, node = item
        if paragraph.alike is not None and node is not None and start == 0 and not apart and stop == len(paragraph.strips):
            number, high, kept = self.count, self._height - y, paragraph.drawn       # most paragraphs: `whole` is all of it
            self.uses.add(paragraph.uses)
            if not kept and kept is not None:
                kept[None] = None                # it was drawn
            if paragraph.label:
                self.out += (paragraph.head % (x, high, number, number + 1), paragraph.whole)
                self.count = number + 2
                return _LABEL_AND_TEXT
            self.out += (paragraph.head % (x, high, number), paragraph.whole)
            self.count = number + 1
            return ()
        drawn = drawn_lines(paragraph, start, stop, kind if node is None else b"", apart)
        if not drawn.form:
            return None
        count, high = drawn.mark_count, self._height - y
        self.out.append(drawn.form % (x, high, *range(self.count, self.count + count)))
        self.count += count
        self.uses.add(paragraph.uses)
        if drawn.pictures:
            self._use(drawn.pictures)
        if not count:
            return None
        return tuple([_moved(group, x, high) if group.areas else group for group in drawn.groups])

    def cells(self, item: Cells) -> None:
        """A row of cells: a mark for each that shows something."""
        self.band(Band(item.x_pt, item.y_pt, [0.0], [item]))

    def band(self, item: Band) -> None:
        """Rows of cells."""
        x, y, tops, rows = item
        high, mark, add = self._height - y, self.count, self.uses.add
        values: list[float] = []
        for top, (_, _, _, shown, uses, _, _) in zip(tops, rows, strict=True):
            end = mark + sum(shown)
            values += (x, high - top, *range(mark, end))
            mark = end
            add(uses)
        self.out.append(b"".join([row[2] for row in rows]) % tuple(values))
        self.count = mark

    def _use(self, pictures: Iterable[Picture]) -> None:
        self.pictures |= {raster(picture).name: picture for picture in pictures}


# ---------------------------------------------------------------- lines of a paragraph

def drawn_lines(paragraph: SetParagraph, start: int, stop: int, kind: bytes, apart: bool) -> Drawn:
    """Lines start..stop; `kind`: of the artifact that they are."""
    kept = paragraph.drawn
    if kept is None:
        return _draw(paragraph, start, stop, kind, apart)
    key = (start, stop, kind, apart)
    found = kept.get(key)
    if found is None:
        found = kept[key] = _draw(paragraph, start, stop, kind, apart)
    assert isinstance(found, Drawn)
    return found


def _draw(paragraph: SetParagraph, start: int, stop: int, kind: bytes, apart: bool) -> Drawn:
    alike = paragraph.alike
    if alike is not None:
        if not kind:
            whole = start == 0 and stop == len(paragraph.strips)
            form = paragraph.head + paragraph.whole if whole else alike.part(paragraph, start, stop)
            if apart:
                form = _with_blank(form, paragraph.uses)
            labelled = paragraph.label and start == 0
            return tuple.__new__(Drawn, (form, 2, _LABEL_AND_TEXT, ()) if labelled else (form, 1, (), ()))
        paragraph = spread(paragraph)
    lines: list[tuple[float, Strip]] = []        # with their baselines
    high, under, over = 0.0, b"", b""
    for strip in paragraph.strips[start:stop]:
        base = high - strip.baseline_pt
        lines.append((base, strip))
        high -= strip.height_pt
        if strip.under:
            under += _INK % (kind or DRAWN, 0.0, base, strip.under)
        if strip.over:
            over += _INK % (kind or DRAWN, 0.0, base, strip.over)
    pictures: tuple[Picture, ...] = ()
    groups: tuple[Group, ...] = ()
    if paragraph.text is not None and not kind:
        shown = text_of(paragraph, start, stop)
        text = _plain(shown, lines, paragraph.uses if apart else ()) if shown else b""
        count = 1 if shown else 0
    else:
        runs = _runs(lines)
        pictures = tuple([show.picture for run in runs for show, *_ in run if show.picture is not None])
        if kind:
            shown = b"".join([_shown(run) for run in runs])
            text = b"/Artifact<<%b>>BDC\n%bEMC\n" % (kind, shown.replace(b"%", b"%%")) if shown else b""
            count = 0
        else:
            if apart and runs and runs[-1][-1][0].code:
                show, base, strip = runs[-1][-1]
                runs[-1][-1] = (show._replace(code=_with_blank(show.code, paragraph.uses)), base, strip)
            text = b"".join([_marked(run) for run in runs])
            groups = tuple([_group(run, paragraph.uses) for run in runs if run[0][0].tag != "Artifact"])
            count = len(groups)
    inside = b"%b%b%b" % (under.replace(b"%", b"%%"), text, over.replace(b"%", b"%%"))
    return Drawn(b"q 1 0 0 1 %%.3f %%.3f cm\n%bQ\n" % inside if inside else b"", count, groups, pictures)


_LABEL_AND_TEXT: Final = (Group("Lbl"), Group(""))
_INK: Final = b"/Artifact<<%b>>BDC\nq 1 0 0 1 %.3f %.3f cm\n%bQ\nEMC\n"
_Run = list[tuple[Show, float, Strip]]           # with their baselines


def _plain(shown: bytes, lines: Sequence[tuple[float, Strip]], uses: Iterable[Use]) -> bytes:
    """A text of one mark, shown by one text object. With `uses` a blank ends it."""
    base, strip = next(line for line in lines if line[1].shows)
    if uses:
        shown = _with_blank(shown, uses)
    return b"/P<</MCID %%d>>BDC\nBT\n%.3f %.3f Td\n%b\nET\nEMC\n" % (strip.shows[0].x_pt, base, shown.replace(b"%", b"%%"))


def _runs(lines: Sequence[tuple[float, Strip]]) -> list[_Run]:
    """What one mark covers, or none."""
    runs: list[_Run] = []
    before = None
    for base, strip in lines:
        for show in strip.shows:
            if before is not None and show.tag == before.tag and show.tag in _GOES_ON and show.detail == before.detail:
                runs[-1].append((show, base, strip))
            elif show.picture is None or drawable(show.picture):
                runs.append([(show, base, strip)])
                before = show
    return runs


def _marked(run: _Run) -> bytes:
    tag, shown = run[0][0].tag, _shown(run).replace(b"%", b"%%")
    if tag == "Artifact":
        return b"/Artifact<<%b>>BDC\n%bEMC\n" % (DRAWN, shown)
    return b"/%b<</MCID %%d>>BDC\n%bEMC\n" % (tag.encode() or b"P", shown)


def _shown(run: _Run) -> bytes:
    """One text object, or a picture."""
    show, base, strip = run[0]
    if show.picture is not None:
        return _picture(show.picture, _area(show, base, strip))
    x, y = show.x_pt, base
    out = [b"BT\n%.3f %.3f Td\n%b" % (x, y, show.code)]
    for show, base, _ in run[1:]:
        out.append(b" %.3f %.3f Td\n%b" % (show.x_pt - x, base - y, show.code))
        x, y = show.x_pt, base
    out.append(b"\nET\n")
    return b"".join(out)


def _group(run: _Run, uses: Iterable[Use]) -> Group:
    show = run[0][0]
    if not show.tag or show.tag == "Lbl":
        return Group(show.tag)
    areas = tuple([_area(*one) for one in run]) if show.tag in ("Link", "Figure") else ()
    words = "".join([said(one.code, uses) for one, *_ in run]) if show.tag == "Link" else ""
    return Group(show.tag, show.detail, areas, " ".join(words.split()), show.picture)


def _moved(group: Group, x: float, y: float) -> Group:
    return group._replace(areas=tuple([(left + x, low + y, right + x, high + y) for left, low, right, high in group.areas]))


def _area(show: Show, base: float, strip: Strip) -> Area:
    left = show.x_pt
    if show.picture is not None:
        return left, base, left + show.width_pt, base + show.picture.height_pt
    high = base + strip.baseline_pt
    return left, high - strip.height_pt, left + show.width_pt, high


def _picture(picture: Picture, area: Area) -> bytes:
    left, low, right, high = area
    return b"q %.3f 0 0 %.3f %.3f %.3f cm/I%b Do Q\n" % (right - left, high - low, left, low, raster(picture).name.encode())


def _with_blank(code: bytes, uses: Iterable[Use]) -> bytes:
    """The code with a blank behind what it shows last, in the font in force there."""
    head, shown, rest = code.rpartition(b"]TJ")
    name = _FONT.findall(head)[-1].decode()
    return head + blank(next(use.face for use in uses if font_name(use.face) == name)) + shown + rest


def said(code: bytes, uses: Iterable[Use]) -> str:
    """The characters that the code shows."""
    faces = {font_name(use.face).encode(): use.face for use in uses}
    texts: dict[int, str] = {}
    words = []
    for font, shown in _SHOWN.findall(code):
        if font:
            texts = glyphs(faces[font])
        words += [texts.get(int(shown[at : at + 4], 16), "") for at in range(0, len(shown), 4)]
    return "".join(words)
