"""The middle value: a document as it is to be set, every property resolved.

`read` makes it from DOCX; the checker and both printers take it; nothing else stands between Word and PDF. All lengths
are points (1/72 inch) as floats made from the file's twips or EMU without rounding; colours are `RRGGBB` or None for automatic;
angles and positions count from the top left. Values are frozen: a stage that wants another paper makes one.

Over 300 lines because it is one vocabulary without behaviour: split, each half would import the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple, Protocol, cast

from service.errors import Problem
from service.frozen import value

Alignment = Literal["left", "center", "right", "justify", "distribute"]
LineRule = Literal["auto", "exact", "at_least"]


# ---------------------------------------------------------------- text

@value
class TextStyle:
    """How characters look. `family` is the name in the file; `fonts` maps it to a face."""

    family: str = "Times New Roman"
    size_pt: float = 10.0
    bold: bool = False
    italic: bool = False
    underline: str | None = None                 # OOXML name: single, double, dotted, words …
    strike: bool = False
    caps: Literal["none", "all", "small"] = "none"   # `all` is already applied to the text
    color: str | None = None
    highlight: str | None = None                 # background, from w:highlight or w:shd
    spacing_pt: float = 0.0                      # added to every character's advance
    scale: float = 1.0                           # w:w, horizontal
    raise_pt: float = 0.0                        # w:position, up is positive
    script: Literal["base", "super", "sub"] = "base"
    kern: bool = False                           # pair kerning is in force at this size
    ligatures: bool = False                      # only where w14:ligatures asks (word.md R5)
    language: str = ""
    style_id: str = ""                           # character style


@value
class Text:
    """Characters of one style. Blanks are kept as typed; no tab, no line feed inside."""

    text: str
    style: TextStyle
    link: str = ""                               # hyperlink target, "#name" inside the document


@value
class Tab:
    style: TextStyle


@value
class Break:
    kind: Literal["line", "page", "column"]
    style: TextStyle


@value
class Field:
    """A number known only when pages are set."""

    kind: Literal["PAGE", "NUMPAGES", "SECTIONPAGES"]
    style: TextStyle


@value
class NoteMark:
    """The reference to a foot- or endnote, `label` as printed."""

    note_id: str
    label: str
    style: TextStyle


@value
class Bookmark:
    name: str


@value
class Picture:
    """A raster image, in the line or as the content of a `Float`."""

    data: bytes = field(repr=False)
    media_type: str                              # image/png, image/jpeg …
    width_pt: float
    height_pt: float
    alt: str = ""
    decorative: bool = False                     # it says nothing: a screen reader passes it by


@value
class Rule:
    """A drawn straight line from (0, 0) to (dx, dy), or mirrored: from (0, dy) to (dx, 0)."""

    dx_pt: float
    dy_pt: float
    weight_pt: float = 0.75
    color: str | None = None
    dash: Literal["solid", "dash", "dot", "double"] = "solid"
    mirrored: bool = False


@value
class Box:
    """A drawn rectangle with text in it (a text box)."""

    width_pt: float
    height_pt: float
    blocks: tuple[Block, ...]
    border: Border | None = None
    fill: str | None = None
    inset_pt: tuple[float, float, float, float] = (3.6, 7.2, 3.6, 7.2)   # top, right, bottom, left
    vertical: Literal["top", "center", "bottom"] = "top"
    rounded: bool = False


@value
class Slot:
    """A frame that shows nothing: the place of a digital signature (PL I, II.7d, II.8). `name` is the field's in the PDF."""

    name: str                                    # chu_ky, chu_ky_thu_ky, dau, chu_ky_co_quan (docs/signing.md)
    title: str                                   # for people and screen readers


@value
class Position:
    """Where a float stands on one axis: `offset_pt` from the reference, or aligned in it when `align` is given."""

    reference: Literal["page", "margin", "column", "character", "paragraph", "line"]
    offset_pt: float = 0.0
    align: Literal["", "left", "center", "right", "top", "bottom", "inside", "outside"] = ""


@value
class Float:
    """A drawing anchored in a paragraph, out of the line."""

    content: Picture | Rule | Box | Slot
    width_pt: float
    height_pt: float
    x: Position
    y: Position
    wrap: Literal["none", "square", "top_bottom"] = "none"
    behind: bool = False
    distance_pt: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)   # top, right, bottom, left


Inline = Text | Tab | Break | Field | NoteMark | Bookmark | Picture | Float


# ---------------------------------------------------------------- paragraphs

@value
class TabStop:
    position_pt: float                           # from the left edge of the column
    kind: Literal["left", "center", "right", "decimal", "bar"] = "left"
    leader: Literal["none", "dot", "hyphen", "underscore", "middle_dot"] = "none"


@value
class Border:
    style: str = "single"                        # OOXML name; "none" is written as None, not as a Border
    width_pt: float = 0.5                        # of one stroke (sz / 8)
    space_pt: float = 0.0
    color: str | None = None


@value
class Borders:
    top: Border | None = None
    right: Border | None = None
    bottom: Border | None = None
    left: Border | None = None
    between: Border | None = None


@value
class ParagraphFormat:
    alignment: Alignment = "left"
    left_pt: float = 0.0
    right_pt: float = 0.0
    first_line_pt: float = 0.0                   # negative: hanging
    before_pt: float = 0.0
    after_pt: float = 0.0
    contextual: bool = False                     # no space between neighbours of the same style
    line: float = 1.0                            # multiple of the font's height for "auto", points otherwise
    line_rule: LineRule = "auto"
    keep_next: bool = False
    keep_lines: bool = False
    page_break_before: bool = False
    widow_control: bool = True
    tabs: tuple[TabStop, ...] = ()               # sorted by position; cleared stops are gone
    borders: Borders = Borders()
    fill: str | None = None
    outline_level: int | None = None             # 0 = top heading


@value
class Label:
    """A paragraph's automatic number or bullet, as printed before its first character."""

    text: str
    style: TextStyle
    suffix: Literal["tab", "space", "nothing"] = "tab"
    alignment: Literal["left", "center", "right"] = "left"
    level: int = 0
    bullet: bool = False


@value
class Paragraph:
    inlines: tuple[Inline, ...]
    format: ParagraphFormat
    mark: TextStyle                              # of the paragraph mark: the height of an empty paragraph
    style_id: str = ""
    style_name: str = ""
    label: Label | None = None
    place: str = ""                              # for people: "đoạn 12", "bảng 1, hàng 2, ô 3, đoạn 1"

    @property
    def text(self) -> str:
        """What is read: the label and the characters; tab and line break as white space."""
        inlines = self.inlines
        if len(inlines) == 1 and type(inlines[0]) is Text:
            body = inlines[0].text
        else:
            body = "".join([one.text if isinstance(one, Text) else _WHITE.get(type(one), "") for one in inlines])
        return f"{self.label.text}{_GAPS[self.label.suffix]}{body}" if self.label else body

    @property
    def heavy(self) -> bool:
        """Whether it is too much to keep from document to document: it holds pictures, or boxes that may, or is pages long."""
        chars, inlines = 0, self.inlines
        if len(inlines) == 1 and type(inlines[0]) is Text:   # most of them
            return len(inlines[0].text) >= _MOST_KEPT
        for one in inlines:
            if type(one) is Text:
                chars += len(one.text)
            elif type(one) is Picture or (type(one) is Float and not isinstance(one.content, Rule | Slot)):
                return True
        return chars + len(inlines) > _MOST_KEPT


_MOST_KEPT: Final = 16_000                       # characters and inlines
_WHITE: Final[dict[type, str]] = {Tab: "\t", Break: "\n"}
_GAPS: Final = {"tab": "\t", "space": " ", "nothing": ""}


# ---------------------------------------------------------------- tables

@value
class Cell:
    """A cell that begins in its row; the cells it covers by a merge are not listed again."""

    blocks: tuple[Block, ...]
    column: int                                  # first grid column, 0-based
    span: int = 1                                # grid columns
    row_span: int = 1
    borders: Borders = Borders()                 # resolved: cell, else conditional style, else table
    margin_pt: tuple[float, float, float, float] = (0.0, 5.4, 0.0, 5.4)     # top, right, bottom, left
    fill: str | None = None
    vertical: Literal["top", "center", "bottom"] = "top"
    no_wrap: bool = False


class Kind(Protocol):
    """What rows of data share that differ in nothing but the characters of some cells. Each of their cells holds one paragraph:
    one with a text, neither a link nor labelled, or one that is the same in all of them, whatever it holds but boxes."""

    form: Row                                    # a row of this kind, whatever its characters

    def cells(self, plain: Plain) -> tuple[Cell, ...]: ...


class Plain(NamedTuple):
    """A row of data without its cells, which are made when somebody asks for them. `words`: of each cell; "" where its paragraph
    is the same in all of its kind."""

    kind: Kind
    words: Sequence[str]
    texts: Sequence[str]                         # what its kind makes them of
    place: str                                   # "bảng 1, hàng 2"


@value
class Row:
    """`plain` tells of a row of data (`plain_row`) what it is without making its cells."""

    cells: tuple[Cell, ...]
    height_pt: float = 0.0
    height_rule: Literal["auto", "at_least", "exact"] = "auto"
    cant_split: bool = False
    header: bool = False                         # repeats at the top of each page
    plain: Plain | None = field(default=None, init=False, compare=False, repr=False)

    @property
    def form(self) -> Row:
        """The row itself or one that differs from it in characters alone, the same one for all rows of a kind."""
        plain = self.plain
        return self if plain is None else plain.kind.form

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> tuple[Cell, ...]:
            """The cells of a row of data, when they are first asked for."""
            if name != "cells":
                raise AttributeError(name)
            made = self.cells = self.plain.kind.cells(self.plain)
            return made


def plain_row(plain: Plain) -> Row:
    """A row of data, its height and all that is not said by `plain` like its kind's form."""
    form, row = plain.kind.form, cast(Any, _new_row(Row))
    row.height_pt, row.height_rule = form.height_pt, form.height_rule
    row.cant_split, row.header, row.plain = form.cant_split, form.header, plain
    return cast(Row, row)


_new_row: Final = object.__new__


@value
class Table:
    """`left_pt` is the outer left edge of the grid from the column's left edge, by the file's compatibility mode (word.md R3)."""

    grid_pt: tuple[float, ...]
    rows: tuple[Row, ...]
    left_pt: float = 0.0
    alignment: Literal["left", "center", "right"] = "left"
    fixed: bool = True
    above_pt: float = 0.0                        # room above it, also at the top of a page: of a floating one
    style_id: str = ""
    place: str = ""


Block = Paragraph | Table


# ---------------------------------------------------------------- the whole

@value
class HeaderFooter:
    """The blocks for each kind of page; None where the section shows nothing there."""

    default: tuple[Block, ...] | None = None
    first: tuple[Block, ...] | None = None
    even: tuple[Block, ...] | None = None


@value
class Section:
    width_pt: float
    height_pt: float
    top_pt: float
    right_pt: float
    bottom_pt: float
    left_pt: float                               # gutter added
    header_pt: float
    footer_pt: float
    blocks: tuple[Block, ...]
    start: Literal["next_page", "continuous", "even_page", "odd_page", "next_column"] = "next_page"
    title_page: bool = False                     # page 1 of the section has its own header and footer
    headers: HeaderFooter = HeaderFooter()
    footers: HeaderFooter = HeaderFooter()
    page_start: int | None = None
    page_format: str = "decimal"
    columns: int = 1
    column_gap_pt: float = 36.0
    borders: Borders = Borders()                 # of the page
    borders_from: Literal["text", "page"] = "text"
    vertical: Literal["top", "center", "bottom", "justify"] = "top"

    @property
    def landscape(self) -> bool:
        return self.width_pt > self.height_pt

    @property
    def measure_pt(self) -> float:
        """The width of the text."""
        return self.width_pt - self.left_pt - self.right_pt


@value
class Note:
    note_id: str
    kind: Literal["footnote", "endnote"]
    blocks: tuple[Block, ...]


@value
class Properties:
    title: str = ""
    subject: str = ""
    author: str = ""
    keywords: str = ""
    language: str = ""
    created: str = ""                            # W3CDTF as written
    modified: str = ""
    identifier: str = ""                         # dc:identifier: số, ký hiệu


@value
class Construct:
    """Something in the file that the paper does not carry, or carries only nearly. Never silent.

    `lost`: content or layout is missing on the page; otherwise the print is close or the construct is harmless.
    """

    name: str                                    # the OOXML element or feature: "w:object", "wp:wrapTight"
    problem: Problem
    lost: bool = True


@value
class Paper:
    sections: tuple[Section, ...]
    notes: tuple[Note, ...] = ()
    properties: Properties = Properties()
    constructs: tuple[Construct, ...] = ()
    compat_mode: int = 12                        # 12 where the file says nothing
    default_tab_pt: float = 36.0
    even_and_odd: bool = False
    spacing_sum: bool = False                    # doNotUseHTMLParagraphAutoSpacing: gaps add up instead of the larger one
    shift_return_expands: bool = True            # justified lines stretch before a line break too (no doNotExpandShiftReturn)
    note_separator: tuple[Block, ...] = ()       # paragraphs holding the rule above footnotes (word.md R3b)
    squeezes: bool = False                       # justified lines shrink their blanks to take one word more (word.md R1)
