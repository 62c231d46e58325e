"""Stocks as they are said (spec.py) → `Stock`, every key known: a sheet, its boxes and its frame.

A stock `based_on` another says only what differs, box by box, key by key; the same form serves the file and the data.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from pydantic import ValidationError

from service.errors import Problem, problem
from service.fonts import faces
from service.stage.spec import BoxSpec, FrameSpec, Mode, StockSpec
from service.words import Data

_CHAIN: Final = 8                                          # stocks based on one another; more is a circle


@dataclass(frozen=True, slots=True)
class Box:
    """A box, every key known. `text` holds its alternatives."""

    name: str
    text: tuple[str, ...]
    picture: str
    x_mm: float
    y_mm: float
    width_mm: float
    height_mm: float
    align: Literal["left", "center", "right"]
    vertical: Literal["top", "center", "bottom"]
    size_pt: float
    shrink_pt: float
    lines_max: int
    line: float
    font: str
    bold: bool
    italic: bool
    capitals: bool
    color: str
    rule: float
    unlike: str
    printed: Literal["always", "full", "never"]
    behind: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """The drawn frame, see `FrameSpec`."""

    inset_mm: tuple[float, float]
    band_mm: float
    corner_mm: float
    weight_pt: float
    color: str


@dataclass(frozen=True, slots=True)
class Stock:
    """A sheet of stock. In mode `overprint` only what is not on the stock already is printed."""

    name: str
    size_mm: tuple[float, float]
    mode: Mode
    frame: Frame | None
    boxes: tuple[Box, ...]


def read_stocks(data: Mapping[str, object]) -> tuple[dict[str, StockSpec], list[tuple[str, ValidationError]]]:
    """The tables of `stocks.toml` → specs by name; what is malformed, by the name of its table."""
    read: dict[str, StockSpec] = {}
    wrong: list[tuple[str, ValidationError]] = []
    for name, table in data.items():
        try:
            read[name] = StockSpec.model_validate(table)
        except ValidationError as error:
            wrong.append((name, error))
    return read, wrong


def changed(stocks: Mapping[str, StockSpec], given: StockSpec) -> tuple[StockSpec | None, list[Problem]]:
    """What is said of a stock, perhaps only which it is based on → the whole spec, the stocks it is based on put in."""
    chain = [given]
    while chain[-1].based_on:
        name = chain[-1].based_on
        if name not in stocks or len(chain) > _CHAIN:
            found = problem("stock-unknown", "Không có phôi “{ten}”; các phôi: {cac_phoi}.", ten=name,
                            cac_phoi=", ".join(stock for stock, spec in stocks.items() if spec.size_mm or spec.based_on))
            return None, [found]
        chain.append(stocks[name])
    whole = chain.pop()
    while chain:
        whole = _over(whole, chain.pop())
    return whole, []


def complete(spec: StockSpec, name: str = "") -> tuple[Stock | None, list[Problem]]:
    """A spec → Stock, or everything it lacks. A box without any co-ordinate is not on this stock."""
    if spec.size_mm is None:
        return None, [problem("stock-size", "Phôi chưa có khổ giấy (size_mm).", pointer="/size_mm")]
    font = spec.font or "Times New Roman"
    boxes: list[Box] = []
    found: list[Problem] = []
    for key, box in spec.boxes.items():
        if all(side is None for side in (box.x_mm, box.y_mm, box.width_mm, box.height_mm)):
            continue
        found += _box_problems(key, box, spec.size_mm, font)
        boxes.append(_box(key, box, font, spec.shift_mm or (0.0, 0.0)))
    if found:
        return None, found
    return Stock(spec.name or name, spec.size_mm, spec.mode or "full", _frame(spec.frame), tuple(boxes)), []


def _frame(spec: FrameSpec | None) -> Frame | None:
    if spec is None:
        return None
    return Frame(spec.inset_mm or (8.0, 8.0), spec.band_mm or 6.0, spec.corner_mm or 8.0, spec.weight_pt or 2.25,
                 spec.color or "000000")


def _over(under: StockSpec, over: StockSpec) -> StockSpec:
    """`over` put on `under`, box by box and key by key."""
    boxes = dict(under.boxes)
    for name, box in over.boxes.items():
        boxes[name] = boxes[name].model_copy(update=_said(box)) if name in boxes else box
    said = _said(over) | {"boxes": boxes, "based_on": None}
    if over.frame and under.frame:
        said["frame"] = under.frame.model_copy(update=_said(over.frame))
    return under.model_copy(update=said)


def _said(spec: Data) -> dict[str, Any]:
    return {name: getattr(spec, name) for name in spec.model_fields_set if getattr(spec, name) is not None}


def _box(name: str, box: BoxSpec, font: str, shift_mm: tuple[float, float]) -> Box:
    text = (box.text,) if isinstance(box.text, str) else tuple(box.text or ())
    return Box(name, text, box.picture or "", (box.x_mm or 0.0) + shift_mm[0], (box.y_mm or 0.0) + shift_mm[1],
               box.width_mm or 0.0, box.height_mm or 0.0, box.align or "center", box.vertical or "top", box.size_pt or 14.0,
               2.0 if box.shrink_pt is None else box.shrink_pt, box.lines_max or 1, box.line or 1.0, box.font or font,
               bool(box.bold), bool(box.italic), bool(box.capitals), box.color or "000000", box.rule or 0.0, box.unlike or "",
               box.printed or "always", bool(box.behind))


def _box_problems(name: str, box: BoxSpec, size_mm: tuple[float, float], font: str) -> Iterator[Problem]:
    here = f"/boxes/{name}"
    needed = ("x_mm", "y_mm", "width_mm", "height_mm", *(() if box.picture else ("size_pt", "text")))
    missing = [key for key in needed if getattr(box, key) is None]
    if missing:
        yield problem("stock-box-incomplete", "Ô “{o}” của phôi thiếu {thieu}.", pointer=here, o=name, thieu=", ".join(missing))
        return
    right, bottom = (box.x_mm or 0) + (box.width_mm or 0), (box.y_mm or 0) + (box.height_mm or 0)
    font = box.font or font
    if faces().find(font, bool(box.bold), bool(box.italic)).substituted:
        yield problem("stock-font", "Không có phông “{phong}” để đo chữ của ô “{o}”.", pointer=here, phong=font, o=name)
    if right > size_mm[0] + 0.01 or bottom > size_mm[1] + 0.01:
        yield problem("stock-box-outside", "Ô “{o}” ra ngoài tờ giấy {rong} × {cao} mm.", pointer=here, o=name,
                      rong=f"{size_mm[0]:g}", cao=f"{size_mm[1]:g}")
