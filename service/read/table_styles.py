"""Table styles → what lies under a cell's paragraphs by its place; its borders, shading, margins (ECMA-376-1, 17.7.6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from service.read import borders as borders_of
from service.read.borders import borders, fill
from service.read.constructs import Note
from service.read.names import Element, W, of, val
from service.read.paragraph_properties import merged_paragraph, paragraph_properties
from service.read.run_properties import Raw, merged_run, run_properties
from service.read.styles import Style, Styles
from service.read.theme import Theme
from service.read.units import on, points, whole

# The order in which conditional formats lie over each other (17.7.6); the last one wins.
ORDER = ("band1Vert", "band2Vert", "band1Horz", "band2Horz", "firstRow", "lastRow", "firstCol", "lastCol",
         "nwCell", "neCell", "swCell", "seCell")
Margins = dict[str, float]


@dataclass(frozen=True, slots=True)
class CellLook:
    """Table and cell properties of a table style, or of one of its conditional formats."""

    borders: borders_of.Raw = field(default_factory=dict)
    fill: str | None = None
    margins: Margins = field(default_factory=dict)
    vertical: str = ""
    no_wrap: bool = False


@dataclass(frozen=True, slots=True)
class TableLayer:
    """What lies under the paragraphs of a cell. `key` names it: a sheet gives the same layer the same key."""

    key: int
    paragraph: Raw = field(default_factory=dict)
    run: Raw = field(default_factory=dict)


NO_TABLE = TableLayer(0)


@dataclass(frozen=True, slots=True)
class Part:
    """A table style with all it is based on, or one conditional format of it."""

    paragraph: Raw
    run: Raw
    cell: CellLook


@dataclass(frozen=True, slots=True)
class TableStyle:
    whole: Part
    parts: Mapping[str, Part]
    elements: tuple[Element, ...]                # the chain's w:tblPr, ancestors first: jc, indent, layout
    row_band: int = 1
    column_band: int = 1

    def property(self, name: str) -> Element | None:
        """A `w:tblPr` child that the style or an ancestor gives."""
        found = (element.find(W + name) for element in reversed(self.elements))
        return next((element for element in found if element is not None), None)


class TableStyles:
    def __init__(self, styles: Styles, theme: Theme) -> None:
        self._styles, self._theme = styles, theme
        self._read: dict[str, TableStyle] = {}
        self._layers: dict[tuple[str, tuple[str, ...]], TableLayer] = {}

    def style(self, style_id: str) -> TableStyle:
        found = self._read.get(style_id)
        if found is None:
            found = self._read[style_id] = self._resolved(self._styles.chain(style_id))
        return found

    def style_id(self, named: str) -> str:
        style = self._styles.by_id.get(named)
        return named if style is not None and style.kind == "table" else self._styles.defaults.get("table", "")

    def layer(self, style_id: str, conditions: tuple[str, ...]) -> TableLayer:
        """What the style lays under a cell where these conditional formats hold (given in the order of `ORDER`)."""
        style = self.style(style_id)
        key = (style_id, tuple(c for c in conditions if c in style.parts))
        layer = self._layers.get(key)
        if layer is None:
            parts = [style.whole, *(style.parts[c] for c in key[1])]
            layer = self._layers[key] = TableLayer(
                len(self._layers) + 1, merged_paragraph(*(p.paragraph for p in parts)), merged_run(*(p.run for p in parts)))
        return layer

    def _resolved(self, chain: tuple[Style, ...]) -> TableStyle:
        whole_part = self._merged([self._part(style.element) for style in chain])
        conditional: dict[str, list[Part]] = {}
        elements: list[Element] = []
        bands = {"Row": 1, "Col": 1}
        for style in chain:
            for e in style.element.iterchildren(W + "tblStylePr"):
                conditional.setdefault(of(e, "type") or "", []).append(self._part(e))
            tbl_pr = style.element.find(W + "tblPr")
            if tbl_pr is not None:
                elements.append(tbl_pr)
                for kind in bands:
                    bands[kind] = max(whole(val(tbl_pr.find(f"{W}tblStyle{kind}BandSize")), bands[kind]), 1)
        everywhere = self._merged([whole_part, *conditional.pop("wholeTable", [])])
        return TableStyle(everywhere, {name: self._merged(parts) for name, parts in conditional.items()}, tuple(elements),
                          bands["Row"], bands["Col"])

    def _part(self, e: Element) -> Part:
        notes: list[Note] = []                             # an art border in a style is told where a cell shows it
        tbl_pr, tc_pr = e.find(W + "tblPr"), e.find(W + "tcPr")
        sides: borders_of.Raw = {}
        margins: Margins = {}
        color, vertical, no_wrap = None, "", False
        if tbl_pr is not None:
            sides.update(borders(tbl_pr.find(W + "tblBorders"), notes))
            margins.update(cell_margins(tbl_pr.find(W + "tblCellMar")))
            color = fill(tbl_pr.find(W + "shd"), self._theme)
        if tc_pr is not None:
            sides.update(borders(tc_pr.find(W + "tcBorders"), notes))
            margins.update(cell_margins(tc_pr.find(W + "tcMar")))
            color = fill(tc_pr.find(W + "shd"), self._theme) or color
            vertical = val(tc_pr.find(W + "vAlign"))
            wrap = tc_pr.find(W + "noWrap")
            no_wrap = wrap is not None and on(of(wrap, "val"))
        return Part(paragraph_properties(e.find(W + "pPr"), self._theme), run_properties(e.find(W + "rPr"), self._theme),
                    CellLook(sides, color, margins, vertical, no_wrap))

    @staticmethod
    def _merged(parts: list[Part]) -> Part:
        sides: borders_of.Raw = {}
        margins: Margins = {}
        color, vertical, no_wrap = None, "", False
        for part in parts:
            sides.update(part.cell.borders)
            margins.update(part.cell.margins)
            color, vertical = part.cell.fill or color, part.cell.vertical or vertical
            no_wrap = no_wrap or part.cell.no_wrap
        return Part(merged_paragraph(*(p.paragraph for p in parts)), merged_run(*(p.run for p in parts)),
                    CellLook(sides, color, margins, vertical, no_wrap))


def cell_margins(e: Element | None) -> Margins:
    """`w:tblCellMar` or `w:tcMar` → side → points; widths other than `dxa` are ignored (17.4.42)."""
    found: Margins = {}
    for child in () if e is None else e:
        side = borders_of.SIDES.get(child.tag.removeprefix(W))
        if side is not None and of(child, "type") in (None, "dxa", "nil"):
            found[side] = points(of(child, "w")) if of(child, "type") != "nil" else 0.0
    return found
