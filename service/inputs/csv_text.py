"""CSV text → grid: separated by `;`, `,` or tabs, whichever the first line shows; quoted as RFC 4180 says."""

from __future__ import annotations

import csv
import re
from io import StringIO

from service.errors import InputUnreadable, problem
from service.inputs.grid import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Grid, Line, is_empty, too_large
from service.inputs.places import empty
from service.inputs.text import decoded

_SEPARATORS = ";,\t"
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
# Excel writes it for itself; as a row it would be taken for the headings
_EXCEL = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)


def read_csv(data: bytes, name: str) -> Grid:
    """Raises InputUnreadable with the row, LimitExceeded with the limit."""
    text = decoded(data, name)
    told = _EXCEL.match(text)
    skipped = 1 if told else 0
    body = text[told.end():] if told else text
    reader = csv.reader(StringIO(body, newline=""), delimiter=told[1] if told else _separator(body), strict=True)
    lines: list[Line] = []
    cells = number = 0
    try:
        for number, row in enumerate(reader, start=1 + skipped):
            cells += len(row)
            if number > MAX_ROWS or cells > MAX_CELLS or len(row) > MAX_COLUMNS:
                raise too_large(name)
            if not all(map(is_empty, row)):
                lines.append(Line(number, tuple(cell.strip() or None for cell in row)))
    except csv.Error as fault:
        raise InputUnreadable(problem("csv-syntax", "CSV sai cú pháp ở dòng {dong}: dấu nháy kép mở mà không đóng, hoặc có chữ "
                                      "sau dấu nháy đóng.", place=name, dong=(number or skipped) + 1)) from fault
    if not lines:
        raise InputUnreadable(empty(name))
    return Grid(name, "", tuple(lines))


def _separator(text: str) -> str:
    """The one that parts the headings. Two headings could hold a comma; no heading holds a semicolon or a tab by chance."""
    first = next((line for line in _QUOTED.sub("", text).splitlines() if line.strip()), "")
    return max(_SEPARATORS, key=first.count)
