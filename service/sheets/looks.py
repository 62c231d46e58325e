"""How sheets of ours look and print, and how a text gets into a cell."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final

from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

FACE: Final = "Times New Roman"
SIZE: Final = 12
_LINE_PT: Final = 16.5


def put(cell: Any, value: str | int | float | date | datetime | None) -> Any:
    """A value into a cell; a text that begins like a formula stays a text."""
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
    return cell


def heights(sheet: Worksheet, first: int, widths: Sequence[float]) -> None:
    """Rows as high as their longest text needs, from `first` on: not every program does it when it opens a file."""
    for number in range(first, sheet.max_row + 1):
        lines = (sum(max(1, math.ceil(len(line) / width)) for line in str(sheet.cell(number, place).value or "").split("\n"))
                 for place, width in enumerate(widths, start=1))
        sheet.row_dimensions[number].height = _LINE_PT * max(lines)


def landscape(sheet: Worksheet) -> None:
    """Printed on paper across, as wide as the sheet is."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", "8"          # A3
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
