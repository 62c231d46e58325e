"""`w:tbl` → `Table`: grid, rows, merges, place (ECMA-376-1, 17.4; what Word does with it: word.md R3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from service.paper import Cell, Row, Table
from service.read.alternate import chosen
from service.read.cells import CellReader, Spot
from service.read.floating import Place, floating
from service.read.grids import saved_grid, scaled, whole_grid
from service.read.names import Element, W, local, of, q, val
from service.read.story import Container, Story
from service.read.table_styles import TableStyle
from service.read.units import on, points, whole

_TR, _TC = W + "tr", W + "tc"
_ROW_HARMLESS = frozenset(("cnfStyle", "divId", "gridBefore", "gridAfter", "wBefore", "wAfter", "cantSplit", "trHeight",
                           "tblHeader", "jc", "hidden"))
_TABLE_HARMLESS = frozenset(("tblStyle", "tblOverlap", "tblStyleRowBandSize", "tblStyleColBandSize", "tblW", "jc", "tblInd",
                             "tblBorders", "shd", "tblLayout", "tblpPr", "tblCellMar", "tblLook", "tblCaption", "tblDescription"))
_MOST_COLUMNS = 63


@dataclass(slots=True)
class RowPlan:
    """A row before its cells are read: what stands at which grid column."""

    element: Element
    properties: Element | None
    spots: list[Spot] = field(default_factory=list)
    columns: int = 0                                       # grid columns it takes, gridBefore and gridAfter counted


@dataclass(frozen=True, slots=True)
class Shell:
    """A table without its rows: its properties, and its style's."""

    element: Element
    properties: Element | None
    style_id: str
    style: TableStyle


def shell(story: Story, e: Element) -> Shell:
    sheet, properties = story.book.sheet, e.find(W + "tblPr")
    style_id = sheet.tables.style_id(val(None if properties is None else properties.find(W + "tblStyle")))
    return Shell(e, properties, style_id, sheet.tables.style(style_id))


def table(story: Story, e: Element, place: str, container: Container) -> Table | None:
    """One table, or None where it has no row to print."""
    outer = shell(story, e)
    _report(story, outer.properties, place)
    plans = _plans(story, e, place)
    if not plans:
        return None
    columns = max(plan.columns for plan in plans)
    asked = _property(outer.properties, outer.style, "tblW")
    grid = scaled(whole_grid(e, [plan.spots for plan in plans], columns), asked, container.width)
    if (placed := _floating(story, outer, grid, container)) is not None and placed.near:
        story.book.findings.add("w:tblpPr", place)
    _span_rows(plans)
    reader = CellReader(story, outer.properties, outer.style_id, grid, len(plans), place)
    rows = []
    for index, plan in enumerate(plans):
        rows.append(_row(reader, plan, index))
        for spot in plan.spots:
            if spot.covered:
                _covered(story, spot.element, "w:vMerge", f"{place}, hàng {index + 1}, ô {spot.number}")
    return _closed(story, outer, grid, rows, reader, place, container)


def row_alone(story: Story, e: Element, index: int, count: int, place: str, container: Container) -> Row | None:
    """Row `index` of the `count` rows of a table, of which `e` holds this one alone; None where what stands in it may hang on the
    others: rows that are not printed, cells merged downwards, columns whose width only the cells know."""
    outer = shell(story, e)
    _report(story, outer.properties, place)
    plans, saved = _plans(story, e, place), saved_grid(e)
    if len(plans) != 1 or any(spot.merge for spot in plans[0].spots):
        return None
    if plans[0].columns > len(saved) or min(saved, default=0.0) <= 0:
        return None
    grid = scaled(saved, _property(outer.properties, outer.style, "tblW"), container.width)
    if (placed := _floating(story, outer, grid, container)) is not None and placed.near:
        return None                                        # to be told
    return _row(CellReader(story, outer.properties, outer.style_id, grid, count, place), plans[0], index)


def of_rows(story: Story, outer: Shell, rows: list[Row], place: str, container: Container) -> Table:
    """The table of rows that were read by `row_alone`."""
    grid = scaled(saved_grid(outer.element), _property(outer.properties, outer.style, "tblW"), container.width)
    reader = CellReader(story, outer.properties, outer.style_id, grid, len(rows), place)
    return _closed(story, outer, grid, rows, reader, place, container)


def _row(reader: CellReader, plan: RowPlan, index: int) -> Row:
    cells = tuple(reader.cell(plan.element, index, spot) for spot in plan.spots if not spot.covered)
    height, rule = _height(plan.properties)
    return Row(cells, height, rule, _flag(plan.properties, "cantSplit"), _flag(plan.properties, "tblHeader"))


def _closed(
    story: Story, outer: Shell, grid: tuple[float, ...], rows: list[Row], reader: CellReader, place: str, container: Container
) -> Table:
    shown = repeating(rows)
    layout = _property(outer.properties, outer.style, "tblLayout")
    align = _alignment(_property(outer.properties, outer.style, "jc"))
    placed = _floating(story, outer, grid, container)
    align = "left" if placed is not None else align
    if placed is not None and placed.aligned:
        left = placed.left_pt
    elif align == "left":
        left = _left(story, outer, reader, shown, None if placed is None else placed.left_pt, nested=container.cell)
    else:
        left = 0.0
    return Table(grid, tuple(shown), left, align, layout is not None and of(layout, "type") == "fixed",
                 0.0 if placed is None else placed.above_pt, outer.style_id, place)


def _floating(story: Story, outer: Shell, grid: tuple[float, ...], container: Container) -> Place | None:
    position = None if outer.properties is None else outer.properties.find(W + "tblpPr")
    return None if position is None else floating(position, sum(grid), container, story.book.geometry)


def _report(story: Story, properties: Element | None, place: str) -> None:
    findings = story.book.findings
    for child in () if properties is None else properties:
        name = local(child)
        if name in _TABLE_HARMLESS:
            continue
        if name == "tblCellSpacing":
            findings.add("w:tblCellSpacing", place)
        elif name == "bidiVisual":
            if on(of(child, "val")):
                findings.add("w:bidiVisual", place)
        elif name == "tblPrChange":
            findings.add("w:change", place)
        else:
            findings.unknown(child, place)


def _property(properties: Element | None, style: TableStyle, name: str) -> Element | None:
    own = None if properties is None else properties.find(W + name)
    return own if own is not None else style.property(name)


def repeating(rows: list[Row]) -> list[Row]:
    """Only the first rows of a table repeat (17.4.78)."""
    leading = next((index for index, row in enumerate(rows) if not row.header), len(rows))
    return [replace(row, header=False) if row.header and index > leading else row for index, row in enumerate(rows)]


# ---------------------------------------------------------------- rows and their places in the grid

def _children(story: Story, parent: Iterable[Element], wanted: str, place: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, out of what wraps them."""
    for child in parent:
        name = local(child)
        if child.tag == wanted:
            yield child
        elif name == "sdt":
            content = child.find(W + "sdtContent")
            yield from _children(story, () if content is None else content, wanted, place)
        elif name in ("customXml", "ins", "moveTo", "smartTag"):
            yield from _children(story, child, wanted, place)
        elif name in ("del", "moveFrom"):
            story.book.findings.add("w:del", place)
        elif child.tag == q("mc:AlternateContent"):
            branch, _ = chosen(child)
            yield from _children(story, () if branch is None else branch, wanted, place)


def _plans(story: Story, e: Element, place: str) -> list[RowPlan]:
    plans: list[RowPlan] = []
    for row in _children(story, e, _TR, place):
        properties = row.find(W + "trPr")
        if _dropped(story, properties, place):
            continue
        plan = RowPlan(row, properties)
        column = _count(_row_property(properties, "gridBefore"), 0)
        row_place = f"{place}, hàng {len(plans) + 1}"
        for number, cell in enumerate(_children(story, row, _TC, row_place), 1):
            tc_pr = cell.find(W + "tcPr")
            span = _count(None if tc_pr is None else tc_pr.find(W + "gridSpan"), 1)
            vertical = None if tc_pr is None else tc_pr.find(W + "vMerge")
            horizontal = None if tc_pr is None else tc_pr.find(W + "hMerge")
            if horizontal is not None and val(horizontal, "continue") == "continue" and plan.spots:
                plan.spots[-1].span += span                # the old way to merge (17.4.22): the cell before takes this one in
                _covered(story, cell, "w:hMerge", f"{row_place}, ô {number}")
            else:
                merge = "" if vertical is None else val(vertical, "continue")
                plan.spots.append(Spot(cell, number, column, span, merge))
            column += span
        plan.columns = column + _count(_row_property(properties, "gridAfter"), 0)
        plans.append(plan)
    return plans


def _count(e: Element | None, least: int) -> int:
    """A number of grid columns, no more than Word's tables have (a false one would ask for as much memory)."""
    return min(max(whole(val(e), least), least), _MOST_COLUMNS)


def _row_property(properties: Element | None, name: str) -> Element | None:
    return None if properties is None else properties.find(W + name)


def _flag(properties: Element | None, name: str) -> bool:
    e = _row_property(properties, name)
    return e is not None and on(of(e, "val"))


def _dropped(story: Story, properties: Element | None, place: str) -> bool:
    findings = story.book.findings
    for child in () if properties is None else properties:
        name = local(child)
        if name == "del":
            findings.add("w:del", place)
            return True
        if name == "hidden" and on(of(child, "val")):
            findings.add("w:hidden", place)
            return True
        if name == "ins":
            findings.add("w:ins", place)
        elif name == "tblCellSpacing":
            findings.add("w:tblCellSpacing", place)
        elif name == "trPrChange":
            findings.add("w:change", place)
        elif name not in _ROW_HARMLESS:
            findings.unknown(child, place)
    return False


def _span_rows(plans: list[RowPlan]) -> None:
    """Vertical merges by grid column: a `continue` under a cell of the same column belongs to it; one under none begins anew."""
    open_spots: dict[int, Spot] = {}
    for plan in plans:
        still: dict[int, Spot] = {}
        for spot in plan.spots:
            above = open_spots.get(spot.column)
            if spot.merge == "continue" and above is not None and above.span == spot.span:
                above.row_span += 1
                spot.covered = True
                still[spot.column] = above
            elif spot.merge:
                still[spot.column] = spot
        open_spots = still


def _covered(story: Story, cell: Element, name: str, place: str) -> None:
    """Word hides what stands in a cell that another one covers."""
    if any((t.text or "").strip() for t in cell.iter(W + "t")):
        story.book.findings.add(name, place)


# ---------------------------------------------------------------- place

def _alignment(jc: Element | None) -> Literal["left", "center", "right"]:
    names: dict[str, Literal["left", "center", "right"]] = {"center": "center", "right": "right", "end": "right"}
    return names.get(val(jc), "left")


def _left(story: Story, outer: Shell, reader: CellReader, rows: list[Row], asked: float | None, *, nested: bool) -> float:
    """The outer edge of the left border. Mode 15: the indent, or what is `asked` instead; before: its middle is at indent − cell
    margin (word.md R3), save in a table in a cell, which has stood as in mode 15 ever since."""
    indent_element = _property(outer.properties, outer.style, "tblInd")
    dxa = indent_element is not None and of(indent_element, "type") in (None, "dxa")
    indent = points(of(indent_element, "w")) if indent_element is not None and dxa else 0.0
    indent = indent if asked is None else asked
    if nested or story.book.settings.compat_mode >= 15:
        return indent
    first: Cell | None = next((cell for row in rows for cell in row.cells if cell.column == 0), None)
    border = None if first is None else first.borders.left
    return indent - reader.left_margin - (border.width_pt / 2 if border is not None else 0.0)


def _height(properties: Element | None) -> tuple[float, Literal["auto", "at_least", "exact"]]:
    e = _row_property(properties, "trHeight")
    height = 0.0 if e is None else points(of(e, "val"))
    if e is None or height <= 0:
        return 0.0, "auto"
    return height, "exact" if of(e, "hRule") == "exact" else "at_least"
