"""What a printed file shows of its signatures: the boxes of the fields, and the lines of letters. Millimetres from the page's top
left corner."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from typing import Final

import pikepdf

from service.pdfium import Letter, Sheet, sheets

MM: Final = 25.4 / 72
_ASCENT, _DESCENT = 0.891, 0.216                          # of Times, in em
_GAP: Final = 1.5                                         # em: further apart are two columns
_SAME_LINE_PT: Final = 1.0


@dataclass(frozen=True, slots=True)
class Box:
    """The box of a field, or of a line's letters."""

    page: int
    name: str                                             # of the field; of a line its letters without blanks
    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    @property
    def size(self) -> tuple[float, float]:
        return self.right - self.left, self.bottom - self.top

    def meets(self, other: Box) -> bool:
        return (self.page == other.page and min(self.right, other.right) > max(self.left, other.left)
                and min(self.bottom, other.bottom) > max(self.top, other.top))


def fields(pdf: bytes) -> list[Box]:
    """The signature fields, in the order of the form."""
    found = []
    with pikepdf.open(BytesIO(pdf)) as document:
        pages = [page.obj.objgen for page in document.pages]
        form = document.Root.get("/AcroForm")
        for field in form.Fields if form is not None else ():
            assert field.FT == "/Sig"
            number = pages.index(field.P.objgen)
            left, low, right, high = (float(side) * MM for side in field.Rect)
            height = float(document.pages[number].mediabox[3]) * MM
            found.append(Box(number + 1, str(field["/T"]), left, height - high, right, height - low))
    return found


def pages(pdf: bytes) -> tuple[Sheet, ...]:
    return sheets(pdf, max_pages=2000)


def lines(shown: Iterable[Sheet]) -> list[Box]:
    """The lines of letters of these pages, columns apart."""
    return [line for sheet in shown for row in _rows(sheet) for line in _parts(sheet.number, row)]


def _rows(sheet: Sheet) -> Iterator[list[Letter]]:
    row: list[Letter] = []
    for letter in sorted((one for one in sheet.letters if one.text.strip()), key=lambda one: one.baseline):
        if row and letter.baseline - row[0].baseline > _SAME_LINE_PT:
            yield row
            row = []
        row.append(letter)
    if row:
        yield row


def _parts(page: int, row: list[Letter]) -> Iterator[Box]:
    across = sorted(row, key=lambda one: one.left)
    cuts = [at for at, (one, other) in enumerate(pairwise(across), start=1) if other.left - one.right > _GAP * one.size]
    for start, end in pairwise([0, *cuts, len(across)]):
        part = across[start:end]
        top = min(one.baseline - _ASCENT * one.size for one in part)
        bottom = max(one.baseline + _DESCENT * one.size for one in part)
        yield Box(page, "".join(one.text for one in part), part[0].left * MM, top * MM, part[-1].right * MM, bottom * MM)
