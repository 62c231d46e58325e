"""`w:tc` → `Cell`: borders, margins and shading out of cell, row, conditional style, table (ECMA-376-1, 17.4.66, 17.7.6)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast

from service.paper import Block, Border, Borders, Cell, Paragraph
from service.read.borders import Raw, borders, fill
from service.read.constructs import Note
from service.read.names import Element, W, local, of, val
from service.read.story import Container, Places, Story
from service.read.table_styles import ORDER, Margins, cell_margins
from service.read.units import on

_HARMLESS = frozenset((
    "cnfStyle", "tcW", "gridSpan", "vMerge", "hMerge", "tcBorders", "shd", "noWrap", "tcMar", "vAlign", "headers", "hideMark"))
_DEFAULT_MARGINS = {"top": 0.0, "right": 5.4, "bottom": 0.0, "left": 5.4}      # Word's own where no style says any
# tblLook's bits (17.4.56 of the first edition, still written): row and column at each edge, no bands.
_LOOK_BITS = {"firstRow": 0x20, "lastRow": 0x40, "firstColumn": 0x80, "lastColumn": 0x100, "noHBand": 0x200, "noVBand": 0x400}


@dataclass(slots=True)
class Spot:
    """A cell's place in the grid."""

    element: Element
    number: int                                  # in its row, from 1
    column: int
    span: int
    merge: str                                   # vMerge: "", restart, continue
    row_span: int = 1
    covered: bool = False


@dataclass(frozen=True, slots=True)
class Area:
    """The rows and columns a conditional format covers: first and one past the last."""

    top: int
    bottom: int
    left: int
    right: int


class CellReader:
    """Reads the cells of one table."""

    def __init__(self, story: Story, properties: Element | None, style_id: str, grid: tuple[float, ...], rows: int,
                 place: str) -> None:
        self._story, self._grid, self._rows, self._place = story, grid, rows, place
        self._tables, self._theme = story.book.sheet.tables, story.book.sheet.theme
        self._style_id, self._style = style_id, self._tables.style(style_id)
        self._look = _look(None if properties is None else properties.find(W + "tblLook"))
        notes: list[Note] = []
        own = None if properties is None else properties.find(W + "tblBorders")
        self._borders: Raw = {**self._style.whole.cell.borders, **borders(own, notes)}
        self._margins: Margins = {**_DEFAULT_MARGINS, **self._style.whole.cell.margins}
        if properties is not None:
            self._margins.update(cell_margins(properties.find(W + "tblCellMar")))
        shading = None if properties is None else properties.find(W + "shd")
        self._fill = fill(shading, self._theme) or self._style.whole.cell.fill
        for found in notes:
            story.book.findings.put(found, place)

    @property
    def left_margin(self) -> float:
        return self._margins["left"]

    def cell(self, row: Element, index: int, spot: Spot) -> Cell:
        """The cell at this spot of row `index`, with its blocks."""
        place = f"{self._place}, hàng {index + 1}, ô {spot.number}"
        tc_pr, exception = spot.element.find(W + "tcPr"), row.find(W + "tblPrEx")
        conditions = self._conditions(index, spot)
        layer = self._tables.layer(self._style_id, tuple(conditions))
        margins = dict(self._margins)
        color, vertical, no_wrap = self._fill, self._style.whole.cell.vertical, self._style.whole.cell.no_wrap
        for name in conditions:
            part = self._style.parts[name].cell
            margins.update(part.margins)
            color, vertical, no_wrap = part.fill or color, part.vertical or vertical, no_wrap or part.no_wrap
        if exception is not None:
            margins.update(cell_margins(exception.find(W + "tblCellMar")))
        notes: list[Note] = []
        sides = self._sides(index, spot, conditions, tc_pr, exception, notes)
        if tc_pr is not None:
            margins.update(cell_margins(tc_pr.find(W + "tcMar")))
            shading, align, wrap = tc_pr.find(W + "shd"), tc_pr.find(W + "vAlign"), tc_pr.find(W + "noWrap")
            if shading is not None:
                color = fill(shading, self._theme)
            vertical = val(align, vertical)
            no_wrap = on(of(wrap, "val")) if wrap is not None else no_wrap
            self._report(tc_pr, place)
        for found in notes:
            self._story.book.findings.put(found, place)
        width = sum(self._grid[spot.column:spot.column + spot.span]) - margins["left"] - margins["right"]
        inner = self._story.blocks(self._story, spot.element, Places(f"{place}, "), Container(max(width, 0.0), layer, True))
        if tc_pr is not None and (mark := tc_pr.find(W + "hideMark")) is not None and on(of(mark, "val")):
            inner = self._unmarked(inner, place)
        return Cell(inner, spot.column, spot.span, spot.row_span, sides,
                    (margins["top"], margins["right"], margins["bottom"], margins["left"]), color,
                    cast(Any, {"center": "center", "bottom": "bottom"}.get(vertical, "top")), no_wrap)

    def _report(self, tc_pr: Element, place: str) -> None:
        findings = self._story.book.findings
        for child in tc_pr:
            name = local(child)
            if name in _HARMLESS:
                continue
            if name == "textDirection":
                if val(child, "lrTb") not in ("lrTb", "lrTbV", "lr"):
                    findings.add("w:textDirection", place)
            elif name == "tcFitText":
                if on(of(child, "val")):
                    findings.add("w:tcFitText", place)
            elif name in ("cellDel", "cellMerge"):
                findings.add("w:cellDel", place)
            elif name == "cellIns":
                findings.add("w:ins", place)
            elif name == "tcPrChange":
                findings.add("w:change", place)
            else:
                findings.unknown(child, place)

    def _unmarked(self, inner: tuple[Block, ...], place: str) -> tuple[Block, ...]:
        """The blocks of a cell whose end mark asks for no height (ECMA-376-1, 17.4.21): only what is printed in it does, so that
        a cell with nothing but its mark asks for none."""
        last = inner[-1] if inner else None
        if not isinstance(last, Paragraph) or last.inlines or last.label is not None:
            return inner
        if len(inner) == 1:
            return ()
        self._story.book.findings.add("w:hideMark", place)
        return inner

    # ------------------------------------------------------------ conditional formats

    def _conditions(self, row: int, spot: Spot) -> list[str]:
        """The conditional formats of the style that hold here, in the order of `ORDER`."""
        parts, look = self._style.parts, self._look
        if not parts:
            return []
        first_row, last_row = look["firstRow"] and row == 0, look["lastRow"] and row + spot.row_span >= self._rows
        first_col = look["firstColumn"] and spot.column == 0
        last_col = look["lastColumn"] and spot.column + spot.span >= len(self._grid)
        held = {
            "firstRow": first_row, "lastRow": last_row, "firstCol": first_col, "lastCol": last_col,
            "nwCell": first_row and first_col, "neCell": first_row and last_col,
            "swCell": last_row and first_col, "seCell": last_row and last_col}
        if not look["noHBand"] and not first_row and not last_row:
            band = (row - look["firstRow"]) // self._style.row_band % 2
            held["band1Horz" if band == 0 else "band2Horz"] = True
        if not look["noVBand"] and not first_col and not last_col:
            band = (spot.column - look["firstColumn"]) // self._style.column_band % 2
            held["band1Vert" if band == 0 else "band2Vert"] = True
        return [name for name in ORDER if held.get(name) and name in parts]

    def _area(self, name: str, row: int, column: int) -> Area:
        rows, columns = self._rows, len(self._grid)
        if name.endswith("Horz"):
            start = self._look["firstRow"]
            band = start + (row - start) // self._style.row_band * self._style.row_band
            return Area(band, min(band + self._style.row_band, rows), 0, columns)
        if name.endswith("Vert"):
            start = self._look["firstColumn"]
            band = start + (column - start) // self._style.column_band * self._style.column_band
            return Area(0, rows, band, min(band + self._style.column_band, columns))
        if name.endswith("Row"):
            return Area(0, 1, 0, columns) if name == "firstRow" else Area(rows - 1, rows, 0, columns)
        if name.endswith("Col"):
            return Area(0, rows, 0, 1) if name == "firstCol" else Area(0, rows, columns - 1, columns)
        return Area(row, row + 1, column, column + 1)      # a corner

    def _sides(self, row: int, spot: Spot, conditions: list[str], tc_pr: Element | None, exception: Element | None,
               notes: list[Note]) -> Borders:
        own = borders(None if tc_pr is None else tc_pr.find(W + "tcBorders"), notes)
        base = self._borders if exception is None else {**self._borders, **borders(exception.find(W + "tblBorders"), notes)}
        layers = [(own, Area(row, row + spot.row_span, spot.column, spot.column + spot.span))]
        layers += [(self._style.parts[name].cell.borders, self._area(name, row, spot.column)) for name in reversed(conditions)]
        layers.append((base, Area(0, self._rows, 0, len(self._grid))))

        def side(name: str) -> Border | None:
            for sides, area in layers:
                edge = {"top": row <= area.top, "bottom": row + spot.row_span >= area.bottom, "left": spot.column <= area.left,
                        "right": spot.column + spot.span >= area.right}[name]
                key = name if edge else "insideH" if name in ("top", "bottom") else "insideV"
                if key in sides:
                    return sides[key]
            return None

        return _borders(side("top"), side("right"), side("bottom"), side("left"))


@lru_cache(maxsize=512)
def _borders(top: Border | None, right: Border | None, bottom: Border | None, left: Border | None) -> Borders:
    """One object for all cells with these borders: who compares cells has it quickly."""
    return Borders(top, right, bottom, left)


def _look(e: Element | None) -> dict[str, bool]:
    """`w:tblLook`: its attributes, else its old bit field. None at all: no special rows or columns, bands on."""
    if e is None:
        return dict.fromkeys(_LOOK_BITS, False)
    try:
        bits = int(of(e, "val") or "0", 16)
    except ValueError:
        bits = 0
    return {name: on(own) if (own := of(e, name)) is not None else bool(bits & bit) for name, bit in _LOOK_BITS.items()}


