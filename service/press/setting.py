"""What is set, before it is drawn: lines, paragraphs, rows, and what stands where on a page. Only values, no behaviour but sums.

All lengths are points. In layout y counts down from the top; operators (`code`, `under`, `over`) are PDF's: up from where they
are drawn. Set paragraphs are kept between documents, so all down to `SetParagraph` is frozen and knows neither page nor document.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, Protocol

from service.blocks.frame import Frame
from service.blocks.tree import Node
from service.fonts import Face
from service.paper import Float, NoteMark, Paragraph, Picture, Slot

# For the tags: "" is the text of its block itself; `detail` of a Link says where to, of a Reference which note.
TagName = Literal["", "Lbl", "Link", "Reference", "Figure", "Artifact"]


class Use(NamedTuple):
    """A face that is drawn with, and glyphs that its ready program lacks (`fonts.programs`)."""

    face: Face
    extra: frozenset[int] = frozenset()


class Show(NamedTuple):
    """Characters of a line that one mark covers. `code` stands between BT and ET with the pen at (x_pt, baseline): it chooses its
    font, shows its glyphs (the blank at a line's end included), and leaves every other state as it found it."""

    x_pt: float                                  # from the column's left edge
    width_pt: float                              # drawn, without the blank at the line's end
    code: bytes
    tag: TagName = ""
    detail: str = ""
    picture: Picture | None = None               # of a Figure in the line, its lower left corner at (x_pt, baseline); no code


class Strip(NamedTuple):
    """A line, set. A page is never broken within it. (A tuple: every line needs one; a dataclass takes four times as long.)"""

    height_pt: float
    baseline_pt: float                           # below its top
    hang_pt: float                               # of its height, the extra leading that may hang below the body
    shows: tuple[Show, ...]
    under: bytes = b""                           # backgrounds, from (column's left edge, baseline)
    over: bytes = b""                            # lines under and through text, likewise
    floats: tuple[Float, ...] = ()               # anchored in it
    notes: tuple[NoteMark, ...] = ()             # its signs of notes; those of footnotes belong to its page (Typesetter.notes)
    bookmarks: tuple[str, ...] = ()
    end: Literal["wrap", "line", "page", "column", "end"] = "wrap"


class Edges(Protocol):
    """Draws a paragraph's borders and fill behind its lines start..stop, from (column's left edge, top of line `start`). `above`,
    `below`: it is one frame with its neighbour there. `gap_pt` above line `start` lies within that frame."""

    def __call__(self, start: int, stop: int, above: bool, below: bool, gap_pt: float = 0.0) -> bytes: ...


class Alike(Protocol):
    """`spread`: a text whose first `label` characters are one, set as if of two looks. `part`: some lines, as `Drawn.form`."""

    def spread(self, words: str, label: int) -> SetParagraph: ...
    def part(self, paragraph: SetParagraph, start: int, stop: int) -> bytes: ...


class SetParagraph(NamedTuple):
    """A paragraph in a column of one width."""

    strips: tuple[Strip, ...]
    bottoms_pt: tuple[float, ...]                # the end of each strip below the paragraph's top
    text: tuple[bytes, ...] | None               # where no show has a tag: [0] shows line 0 …, see paragraphs.text_of
    uses: frozenset[Use]
    source: Paragraph | None = None              # where it holds PAGE or NUMPAGES: it is set anew when the numbers are known
    width_pt: float = 0.0                        # of the column it was set in
    edges: Edges | None = None
    above_pt: float = 0.0                        # of a border and its space, where it is not joined to the paragraph above
    below_pt: float = 0.0                        # … below
    between_pt: float = 0.0                      # below, where it is joined: of a border between the two
    left_of_page_pt: float = 0.0                 # of the column it was set in
    label: int = 0                               # so many characters at its beginning are its label
    whole: bytes = b""                           # all of `text`, see paragraphs.text_of
    busy: bool = True                            # some strip has floats, notes or bookmarks, or ends a page; False: none has
    drawn: dict[object, object] | None = None    # what `drawing` made of its lines, if it is kept: a dict of its own
    # Text of one look, and perhaps its label before it: `strips` and `text` (empty) do not say what the lines show
    # (`paragraphs.spread` does), and `head` and `whole` are all of it as `drawing.Drawn.form`, nothing to be said in `whole`.
    alike: Alike | None = None
    words: str = ""                              # that text
    head: bytes = b""
    reach_pt: tuple[float, float] | None = None  # from where to where it may be seen, across; None: in its column (spacing.reach)


class Ink(NamedTuple):
    """Something drawn that is no content: borders, fills, rules."""

    x_pt: float
    y_pt: float                                  # down from the origin of what holds it
    code: bytes
    behind: bool = False                         # below all text of the page


class Words(NamedTuple):
    """Lines start..stop of a paragraph; x: the column's left edge, y: the top of line `start`."""

    x_pt: float
    y_pt: float
    paragraph: SetParagraph
    start: int
    stop: int
    node: Node | None                            # None: an artifact (a header, a heading row shown again)


class Image(NamedTuple):
    """A picture out of the line; x, y: its upper left corner. `node`: its paragraph's, whose Figure it is; None: an artifact."""

    x_pt: float
    y_pt: float
    picture: Picture
    width_pt: float
    height_pt: float
    node: Node | None
    behind: bool = False


class Place(NamedTuple):
    """The place of a signature: a field of the PDF. x, y: its upper left corner; `node`: its paragraph's, whose Form it is."""

    x_pt: float
    y_pt: float
    slot: Slot
    width_pt: float
    height_pt: float
    node: Node | None


class Anchored(NamedTuple):
    """A drawing whose place is known on its page only (`floats.py` makes the others of it). x: the left edge of its paragraph's
    column, y: the top of the paragraph, or of its part on this page."""

    x_pt: float
    y_pt: float
    drawing: Float
    width_pt: float                              # of the column
    node: Node | None                            # of its paragraph


class Clipped(NamedTuple):
    """Items of which only what lies in this rectangle shows, from its upper left corner: a row of exact height that is higher."""

    x_pt: float
    y_pt: float
    width_pt: float
    height_pt: float
    items: tuple[Item, ...]


class Line(Node):
    """A row of a table of data. Cells that show one mark each, or nothing, are no nodes of their own as long as nobody asks for
    them: `shown` says which show something, `mark` is the number of the first mark on the page, where the others follow."""
    tag = "TR"
    shown: tuple[bool, ...] = ()
    page = mark = -1

    def __init__(self, parent: Node) -> None:
        self.parent = parent
        self.kids = []


class Cells(NamedTuple):
    """A whole row of a table of data whose cells hold plain text, one mark each. x, y: its upper left corner. `form` takes that
    place as a PDF counts, then the numbers of the marks; borders and fills are in it. `shown`: which cells have a mark."""

    x_pt: float
    y_pt: float
    form: bytes
    shown: tuple[bool, ...]
    uses: frozenset[Use]
    node: Line | None                            # None: an artifact (a heading row shown again)
    apart: Callable[[], list[Item]]              # the same row as items of their own, from its upper left corner


class Band(NamedTuple):
    """Rows of a table of data one below the other on a page; `tops` down from (x, y)."""

    x_pt: float
    y_pt: float
    tops: list[float]
    rows: list[Cells]


Item = Ink | Words | Image | Place | Anchored | Clipped | Cells | Band


class Cut(Protocol):
    """Cuts a row → what fits in so many points, and the rest; None where nothing of it does or it may not be cut. `must`: a whole
    page is too low for it, so that something must stay whatever keeps it together."""

    def __call__(self, room_pt: float, must: bool = False) -> tuple[SetRow, SetRow] | None: ...


@dataclass(slots=True)
class SetRow:
    """A row of a table, or what is left of one: what stands in it, from the table's column (x) and the row's top (y)."""

    height_pt: float
    items: list[Item]
    bound: bool = False                          # it stays on the page of the next row
    notes: tuple[NoteMark, ...] = ()
    whole: bool = False                          # `cut` is asked only where no page holds all of it (cantSplit)
    cut: Cut | None = None
    line: bytes = b""                            # the border above it: it closes the page before, where the table has no `foot`
    hang_pt: float = 0.0                         # of its height, the border below it, that may hang below the body


@dataclass(slots=True)
class SetTable:
    """`head`: rows drawn again, as artifacts, where the table goes on. `foot_pt`: the line that closes it on each page."""

    rows: list[SetRow]
    head: list[SetRow]
    head_count: int                              # so many of `rows` are the head itself
    foot_pt: float = 0.0
    foot: bytes = b""                            # that line, from (column's left edge, the end of the last row)


@dataclass(slots=True)
class SetNote:
    """A footnote, set in the width of the body. `entries`: the same, for a page that holds only a part of it."""

    height_pt: float
    items: list[Item]
    entries: list[Entry] = field(default_factory=list)
    node: Node | None = None                     # Note; hung by paint behind its sign


class Entry(NamedTuple):
    """A block in a column, and how it stands to its neighbours (word.md R2, R3a). Lines start..stop of it (or rows), where a page
    has taken others."""

    block: SetParagraph | SetTable
    node: Node | None
    start: int = 0
    stop: int = -1                               # -1: to its end
    x_pt: float = 0.0                            # of its column's left edge from the body's
    gap_pt: float = 0.0                          # above it, where something stands above it on the page
    top_gap_pt: float = 0.0                      # above it, where it opens a page after a natural break
    forced_gap_pt: float = 0.0                   # … and after a forced one
    after_pt: float = 0.0                        # asked for below it; the next block's gaps hold it already
    forced: Literal["", "page", "column"] = ""   # the break before it
    keep_next: bool = False
    keep_lines: bool = False
    controlled: bool = True                      # no single line at either end of a page
    joined_above: bool = False                   # one frame with the paragraph above
    joined_below: bool = False
    like: object = None                          # the same for entries that are alike but for their node; None: none is known


@dataclass(slots=True)
class Around:
    """What stands around the body of pages, from their upper left corner."""

    header: list[Item] = field(default_factory=list)
    footer: list[Item] = field(default_factory=list)
    key: Hashable = None                         # what its drawing depends on, once that was asked for


@dataclass(slots=True)
class SetPage:
    """A page, full. Items from its upper left corner, in the order in which they are drawn and read."""

    frame: Frame
    items: list[Item] = field(default_factory=list)
    around: Around = field(default_factory=Around)
    number: int = 1                              # as its section counts
    page_format: str = "decimal"
    bookmarks: list[tuple[int, str, float]] = field(default_factory=list)        # level, words, y
    anchors: dict[str, float] = field(default_factory=dict)                     # name → y
    notes: dict[str, Node] = field(default_factory=dict)                        # footnotes on it: id → Note, hung by paint
    run: object = None                           # the same for pages with the same items but for their nodes; None: none is known


def moved(items: Sequence[Item], x_pt: float, y_pt: float) -> list[Item]:
    """The items, so far to the right and down. All have their place in front; `_replace` would take thrice as long."""
    make = tuple.__new__
    return [make(type(item), (item[0] + x_pt, item[1] + y_pt, *item[2:])) for item in items]


def loose(items: Iterable[Item]) -> Iterator[Item]:
    """The items, every row that is no item of its own as those that it stands for."""
    for item in items:
        if type(item) is Cells:
            yield from moved(item.apart(), item.x_pt, item.y_pt)
        elif type(item) is Band:
            for top, row in zip(item.tops, item.rows, strict=True):
                yield from moved(row.apart(), item.x_pt, item.y_pt + top)
        else:
            yield item
