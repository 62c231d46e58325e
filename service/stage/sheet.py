"""Stock, what its boxes say and the pictures → one sheet (`values.Stage`), or every text that does not fit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from service.errors import Problem
from service.stage.fit import Fitted, fit
from service.stage.ornament import frame_lines
from service.stage.spec import Mode
from service.stage.stock import Box, Stock
from service.values import Image, Stage, StageLine, StagePicture, StageText
from service.vietnamese.capitals import capitals

_RULE_PT: Final = 0.75
_RULE_BELOW_MM: Final = 0.6                 # from the bottom of the text to the line drawn under it


@dataclass(frozen=True, slots=True)
class Said:
    """What a box is to print, and the pointer to the data it comes from."""

    text: str
    pointer: str = ""


def sheet(stock: Stock, said: Mapping[str, Said], pictures: Mapping[str, Image], *, mode: Mode, new_page: bool = False,
          ) -> tuple[Stage, list[Problem]]:
    """One sheet. `said` and `pictures` are by the name of the box; a box without either prints nothing. Where a picture lies
    behind everything (a scanned stock), no frame is drawn."""
    texts: list[StageText] = []
    images: list[StagePicture] = []
    lines: list[StageLine] = []
    found: list[Problem] = []
    for box in stock.boxes:
        if box.printed == "never" or (box.printed == "full" and mode != "full"):
            continue
        if box.name in pictures:
            images.append(_picture(box, pictures[box.name]))
        text = said.get(box.name)
        if text is None or not text.text:
            continue
        fitted = fit(capitals(text.text) if box.capitals else text.text, box, text.pointer)
        if isinstance(fitted, Problem):
            found.append(fitted)
            continue
        texts.append(_text(box, fitted))
        lines += _rule(box, fitted)
    if stock.frame and mode == "full" and not any(one.behind for one in images):
        lines = [*frame_lines(stock.frame, stock.size_mm), *lines]
    return Stage(tuple(texts), tuple(images), tuple(lines), new_page=new_page), found


def _text(box: Box, fitted: Fitted) -> StageText:
    return StageText(box.name, box.x_mm, box.y_mm, box.width_mm, box.height_mm, fitted.lines, fitted.size_pt, box.font, box.bold,
                     box.italic, box.color, box.align, fitted.inset_mm, box.line)


def _rule(box: Box, fitted: Fitted) -> list[StageLine]:
    """The line under a text, as long as its last line says, under the middle of it."""
    if not box.rule:
        return []
    spare = box.width_mm - fitted.last_width_mm
    start = box.x_mm + {"left": 0.0, "center": spare / 2, "right": spare}[box.align]
    middle, half = start + fitted.last_width_mm / 2, fitted.last_width_mm * box.rule / 2
    y = box.y_mm + fitted.bottom_mm + _RULE_BELOW_MM
    return [StageLine(middle - half, y, middle + half, y, _RULE_PT, box.color)]


def _picture(box: Box, image: Image) -> StagePicture:
    """As large as the box allows without changing its shape, in the middle of it."""
    share = min(box.width_mm / image.width_mm, box.height_mm / image.height_mm)
    width, height = image.width_mm * share, image.height_mm * share
    sized = replace(image, width_mm=width, height_mm=height)
    x, y = box.x_mm + (box.width_mm - width) / 2, box.y_mm + (box.height_mm - height) / 2
    return StagePicture(box.name, x, y, sized, box.behind)
