"""The values a template may print that are more than a string. Plain and frozen: `fill` alone knows their WordprocessingML.

In a template `{{r rich }}` takes the place of a run, `{{p grid }}` of a paragraph; `{{ rule }}` and `{{ image }}` stand in
a run's text.
"""

from __future__ import annotations

from typing import Literal

from service.frozen import value


@value
class Run:
    """Characters with what they add to their paragraph's style. `\\n` is a line break, `\\t` a tab."""

    text: str
    bold: bool = False
    italic: bool = False
    underline: bool = False
    script: Literal["base", "super", "sub"] = "base"


@value
class Rich:
    """Text of several runs. `str()` is its plain text."""

    runs: tuple[Run, ...]

    @classmethod
    def of(cls, text: str) -> Rich:
        return cls((Run(text),)) if text else cls(())

    def __str__(self) -> str:
        return "".join(run.text for run in self.runs)

    def __bool__(self) -> bool:
        return bool(self.runs)


@value
class Rule:
    """A drawn horizontal line, centred in its column: under Tiêu ngữ, the issuing body and trích yếu (PL I, II.1b, 2b, 5b)."""

    length_pt: float
    weight_pt: float = 0.75


@value
class Image:
    """A PNG or JPEG already checked, to stand in the line."""

    data: bytes
    media_type: Literal["image/png", "image/jpeg"]
    width_mm: float
    height_mm: float
    alt: str = ""


@value
class SigningPlace:
    """A frame that shows nothing: where a digital signature goes (PL I, II.7d, II.8). `name` is its bookmark in Word and its
    field in the PDF, `title` what a screen reader says. `x_mm` counts from the column's left edge (None: it ends where the column
    ends), `y_mm` from the top of the line that anchors it (negative: above); on a sheet both from its top left corner."""

    name: str
    title: str
    width_mm: float
    height_mm: float
    x_mm: float | None
    y_mm: float


@value
class SigningPlaces:
    """The places of one signature: the signatory's, and where it is sealed the agency's. A run prints them: `{{ ky.cho_ky }}`."""

    places: tuple[SigningPlace, ...]


@value
class GridColumn:
    """A column of a body table: its share of the table's width, how its cells are set. One with `parts` heads those."""

    heading: Rich
    share: float
    alignment: Literal["left", "center", "right"] = "left"
    parts: tuple[GridColumn, ...] = ()


@value
class GridRow:
    """A row: one cell a leaf column; of a `group` row one cell across all. Group and total rows are bold."""

    cells: tuple[Rich, ...]
    kind: Literal["row", "group", "total"] = "row"


@value
class Grid:
    """A table inside the body: heading rows repeat, rows do not split. `width_pt` is the text width it fills; `size_pt` of its
    letters, None as the template's cell styles say. `keep_next`: the last row stands on the page of what follows."""

    columns: tuple[GridColumn, ...]
    rows: tuple[GridRow, ...]
    width_pt: float
    caption: str = ""
    size_pt: float | None = None
    keep_next: bool = False

    @property
    def leaves(self) -> tuple[GridColumn, ...]:
        """The columns that hold cells, from left to right."""
        return tuple(leaf for column in self.columns for leaf in _leaves(column))


def _leaves(column: GridColumn) -> tuple[GridColumn, ...]:
    return tuple(leaf for part in column.parts for leaf in _leaves(part)) if column.parts else (column,)


@value
class SectionStart:
    """What follows stands on a new page, its pages counted from 1 (PL I, III.1đ). Where nothing stands before it, it sets up the
    first page. What is None is as in the template's own section."""

    landscape: bool = False
    size_mm: tuple[float, float] | None = None                     # width, height
    margins_mm: tuple[float, float, float, float] | None = None    # top, right, bottom, left


@value
class StageText:
    """Lines of one look, already broken, in a box of a sheet: millimetres from its top left corner, the first line `inset_mm`
    below the top of the box. `line` is the line spacing, a multiple of the face's own."""

    name: str
    x_mm: float
    y_mm: float
    width_mm: float
    height_mm: float
    lines: tuple[str, ...]
    size_pt: float
    family: str = "Times New Roman"
    bold: bool = False
    italic: bool = False
    color: str = "000000"
    alignment: Literal["left", "center", "right"] = "center"
    inset_mm: float = 0.0
    line: float = 1.0


@value
class StagePicture:
    """A picture at its place on a sheet: the national emblem, or a scanned stock behind everything."""

    name: str
    x_mm: float
    y_mm: float
    image: Image
    behind: bool = False


@value
class StageLine:
    """A straight line across or down a sheet, its ends and the middle of its stroke at these places."""

    x1_mm: float
    y1_mm: float
    x2_mm: float
    y2_mm: float
    weight_pt: float
    color: str = "000000"


@value
class Stage:
    """One sheet on which everything has its own place: a certificate. `{{p stage }}` prints it, on a new page if `new_page`."""

    texts: tuple[StageText, ...]
    pictures: tuple[StagePicture, ...] = ()
    lines: tuple[StageLine, ...] = ()
    places: tuple[SigningPlace, ...] = ()
    new_page: bool = False
