"""`[stage]` of a type, a certificate (docs/certificates.md): its stocks; its values, one sheet or one for each row of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, cast

from service.components.signature import Signed
from service.components.signing import Room, on_sheet, signature_places, too_low
from service.errors import Problem, problem
from service.fields.messages import problems, unknown_field
from service.fields.spec import FieldSpec
from service.stage import Box, Mode, Said, StageSpec, Stock, StockSpec, changed, complete, extent_mm, read_stocks, sheet
from service.values import Image, SectionStart, SigningPlace, Stage, StageText

STOCK: Final = "phoi"                    # the field that chooses or changes a stock
MODE: Final = "cach_in"                  # the field that says how it is printed
PAPER: Final = "kho_giay"                # what the template sees: the paper, and the sheets
SHEETS: Final = "cac_to"

_BLANK: Final = re.compile(r"\{\{\s*([a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*)\s*\}\}")
_MARGIN_MM: Final = 10.0                 # nothing stands in the text area; printers refuse less


@dataclass(frozen=True, slots=True)
class Staging:
    """A checked `[stage]`. `used` are the names its stocks print, `labels` what people call the fields."""

    spec: StageSpec
    stocks: Mapping[str, StockSpec]
    whole: Mapping[str, Stock]                         # those without mistakes, worked out once
    used: frozenset[str]
    labels: Mapping[str, str]


def compile_stage(spec: StageSpec, stocks: Mapping[str, object], fields: Mapping[str, FieldSpec],
                  names: frozenset[str]) -> tuple[Staging, list[Problem]]:
    """`[stage]`, the tables of stocks.toml, the type's fields and the names its template may use → Staging, and every mistake."""
    read, malformed = read_stocks(stocks)
    mistakes = [replace(one, pointer="", place=f"stocks.toml: {table}{one.pointer.replace('/', '.')}")
                for table, error in malformed for one in problems(error, StockSpec)]
    needed = {STOCK, spec.each or STOCK, *(name for group in spec.needs for name in group)}
    mistakes += [replace(unknown_field(name, fields), place="") for name in sorted(needed) if name not in fields]
    if spec.each in fields and fields[spec.each].kind != "table":
        mistakes.append(problem("outline-path", "“{ten}” không phải danh sách.", place="each", ten=spec.each))
    if spec.stock not in read:
        mistakes.append(problem("stock-unknown", "Không có phôi “{ten}”; các phôi: {cac_phoi}.", place="stock",
                                ten=spec.stock, cac_phoi=", ".join(read)))
    used = needed | {MODE}
    ready: dict[str, Stock] = {}
    for name, table in read.items():
        if table.size_mm is None:                          # texts that stocks share
            continue
        whole, found = changed(read, StockSpec(based_on=name))
        stock, more = complete(whole, name) if whole else (None, [])
        mistakes += [replace(one, pointer="", place=f"stocks.toml: {name}{one.pointer.replace('/', '.')}")
                     for one in (*found, *more)]
        if stock and not found:
            ready[name] = stock
        for box in stock.boxes if stock else ():
            used |= set(_roots(box))
            mistakes += [replace(one, place=f"stocks.toml: {name}.boxes.{box.name}") for one in _unknown(box, names)]
    labels = {name: field.label or name for name, field in fields.items()}
    return Staging(spec, read, ready, frozenset(used), labels), mistakes


@dataclass(frozen=True, slots=True)
class Sheets:
    """The paper and the sheets by the names a template has for them, what does not fit, and what the user should know."""

    names: Mapping[str, object]
    problems: Sequence[Problem] = ()
    notices: Sequence[Problem] = ()


def staged(staging: Staging, names: Mapping[str, object], given: StockSpec | None, seals: Sequence[str] = ()) -> Sheets:
    """What templates see of each field, the stock the data gives, and the signatures that are sealed → the sheets."""
    stock, found = _stock(staging, given or StockSpec(based_on=staging.spec.stock))
    if stock is None:
        return Sheets({}, found)
    found += [replace(one, pointer=f"/{STOCK}/boxes/{box.name}") for box in stock.boxes for one in _unknown(box, names)]
    if found:
        return Sheets({}, found)
    mode = cast("Mode", getattr(names.get(MODE), "ma", "") or stock.mode)
    sheets: list[Stage] = []
    low: dict[Problem, None] = {}
    for number, (values, pointers) in enumerate(_laureates(staging.spec, names), start=1):
        found += _needed(staging, values, pointers)
        made, wrong = _sheet(stock, values, pointers, mode=mode, new_page=bool(sheets))
        places, notices = _places(stock, made, values, seals, number)
        sheets.append(replace(made, places=places))
        found += wrong
        low |= dict.fromkeys(notices)
    paper = SectionStart(size_mm=stock.size_mm, margins_mm=(_MARGIN_MM,) * 4)
    return Sheets({PAPER: paper, SHEETS: sheets}, found, tuple(low))


def _stock(staging: Staging, given: StockSpec) -> tuple[Stock | None, list[Problem]]:
    """The stock the data names, or one with what the data changes of it."""
    known = staging.whole.get(given.based_on or "") if given.model_fields_set <= {"based_on"} else None
    if known is not None:
        return known, []
    whole, found = changed(staging.stocks, given)
    stock, more = complete(whole) if whole else (None, [])
    return stock, [replace(one, pointer=f"/{STOCK}{one.pointer}") for one in (*found, *more)]


def _laureates(spec: StageSpec, names: Mapping[str, object]) -> Iterator[tuple[Mapping[str, object], Mapping[str, str]]]:
    """The values of each sheet, and where those of a row come from. A column takes the place of the field of its name; of what a
    row leaves empty only the `shared` fields are taken from the document."""
    rows = names.get(spec.each) if spec.each else None
    if not isinstance(rows, list) or not rows:
        yield names, {}
        return
    for index, row in enumerate(cast("list[Mapping[str, object]]", rows)):
        own = {name: value for name, value in row.items() if value or name not in spec.shared}
        yield {**names, **own}, {name: f"/{spec.each}/{index}/{name}" for name in own}


def _needed(staging: Staging, values: Mapping[str, object], pointers: Mapping[str, str]) -> Iterator[Problem]:
    for group in staging.spec.needs:
        if not any(values.get(name) for name in group):
            yield problem("stage-needs", "Chưa có {ten}: phải in trên phôi.", pointer=pointers.get(group[0], f"/{group[0]}"),
                          ten=" hoặc ".join(f"“{staging.labels.get(name, name)}”" for name in group))


def _sheet(stock: Stock, values: Mapping[str, object], pointers: Mapping[str, str], *, mode: Mode,
           new_page: bool) -> tuple[Stage, list[Problem]]:
    said: dict[str, Said] = {}
    pictures: dict[str, Image] = {}
    for box in stock.boxes:
        picture = values.get(box.picture) if box.picture else None
        if isinstance(picture, Image):
            pictures[box.name] = picture
        text = _text(box, values)
        if text:
            said[box.name] = Said(text[0], _pointer(text[1], values, pointers))
    return sheet(stock, said, pictures, mode=mode, new_page=new_page)


def _places(stock: Stock, made: Stage, values: Mapping[str, object], seals: Sequence[str], number: int,
            ) -> tuple[tuple[SigningPlace, ...], list[Problem]]:
    """The places of signatures between what a sheet prints of an office (`ky.dong`) and of the name below it (`ky.ho_ten`)."""
    shown = {text.name: text for text in made.texts}
    places: list[SigningPlace] = []
    notices: list[Problem] = []
    for field, signed in values.items():
        if not isinstance(signed, Signed):
            continue
        office, name = (_printing(f"{field}.{part}", stock, shown) for part in ("dong", "ho_ten"))
        if not office or not name:
            continue
        top = extent_mm(name)[0]
        room = Room(0.0, name.width_mm, top - extent_mm(office)[1])
        found = signature_places(field, signed, room, sealed=field in seals)
        notice = too_low(found, room)
        places += on_sheet(found, name.x_mm, top, number)
        notices += [notice] if notice else []
    return tuple(places), notices


def _printing(path: str, stock: Stock, shown: Mapping[str, StageText]) -> StageText | None:
    """What stands in the box that prints this value."""
    boxes = (box.name for box in stock.boxes if any(path in _BLANK.findall(text) for text in box.text))
    return next((shown[name] for name in boxes if name in shown), None)


def _pointer(text: str, values: Mapping[str, object], pointers: Mapping[str, str]) -> str:
    """Where the longest value of a text comes from: the one to shorten."""
    paths = sorted(_BLANK.findall(text), key=lambda path: len(_printed(_look_up(path, values))))
    root = paths[-1].split(".")[0] if paths else ""
    return pointers.get(root, f"/{root}" if root else "")


def _text(box: Box, values: Mapping[str, object]) -> tuple[str, str] | None:
    """The first alternative all of whose blanks have a value, filled, and as it was written; None where there is none."""
    twin = str(values.get(box.unlike, "")) if box.unlike else ""
    for text in box.text:
        parts = [_printed(_look_up(path, values)) for path in _BLANK.findall(text)]
        if not all(parts):
            continue
        blanks = iter(parts)
        filled = _BLANK.sub(lambda _, blanks=blanks: next(blanks), text)      # type: ignore[misc]  # an iterator of this text
        if not (twin and filled == twin):
            return filled, text
    return None


def _look_up(path: str, values: Mapping[str, object]) -> object:
    root, *steps = path.split(".")
    value = values.get(root, "")
    for step in steps:
        value = value.get(step, "") if isinstance(value, Mapping) else getattr(value, step, "")
    return "" if callable(value) else value


def _printed(value: object) -> str:
    return "\n".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value or "")


def _roots(box: Box) -> list[str]:
    printed = [path.split(".")[0] for text in box.text for path in _BLANK.findall(text)]
    return printed + [name for name in (box.picture, box.unlike) if name]


def _unknown(box: Box, names: Any) -> Iterator[Problem]:
    """Names a box uses that the type does not have, and braces that hold no name."""
    for root in dict.fromkeys(_roots(box)):
        if root not in names:
            yield unknown_field(root, names)
    for text in box.text:
        if "{" in _BLANK.sub("", text):
            yield problem("outline-blank", "Trong ngoặc nhọn chỉ viết được tên trường, đang là “{chu}”.", chu=text)
