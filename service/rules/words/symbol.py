"""The line "Số: 128/KH-UBND" → its pieces. Codes of types are those of `service.rules.types`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from service.rules.kept import by_text
from service.rules.seen import Part
from service.rules.types import BY_ABBREVIATION, COPY_BY_ABBREVIATION
from service.rules.words.said import on_one_line

CODES: Final = frozenset(BY_ABBREVIATION)
COPY_CODES: Final = frozenset(COPY_BY_ABBREVIATION)
_SMALL: Final = {code.upper(): code for code in CODES | COPY_CODES}
# The letters of a code without their marks: QD was meant as QĐ.
BARE: Final = {code.upper().replace("Đ", "D"): code for code in sorted(CODES) if "Đ" in code}
# Offices whose own abbreviation has Đ in every written use; the decree itself writes QĐ, HĐ, ĐA, CĐ, QyĐ (Phụ lục III, Mục I).
OFFICES: Final = {
    "GDDT": "GDĐT",
    "GD&DT": "GD&ĐT",
    "SGDDT": "SGDĐT",
    "PGDDT": "PGDĐT",
    "SGD&DT": "SGD&ĐT",
    "PGD&DT": "PGD&ĐT",
    "BGDDT": "BGDĐT",
    "LDTBXH": "LĐTBXH",
    "SLDTBXH": "SLĐTBXH",
    "BLDTBXH": "BLĐTBXH",
    "HDND": "HĐND",
    "TDKT": "TĐKT",
}
_DASH: Final = "-‐‑‒–—−"
# The blanks before "/" are the pen's where the number is not given yet.
_LINE: Final = re.compile(
    r"(?P<word>số)(?P<before> ?)(?P<colon>[:.;]?)(?P<after> ?)(?P<number>\d*|[ .…_]*)(?P<gap> ?)[/\\](?P<symbol>.*)",
    re.IGNORECASE,
)
_DASHES: Final = re.compile(rf"\s*[{_DASH}]\s*")
_CODE: Final = re.compile(r"[^\W\d_]+(?:&[^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Symbol:
    """Số and ký hiệu as written. `groups` are what stands between the hyphens; `year` stands between số and ký hiệu."""

    text: str
    word: str  # "Số" with what follows up to the number, as written
    number: str  # digits, "" where it is blank
    year: str
    symbol: str  # as written, blanks around it gone
    groups: tuple[str, ...]

    @property
    def code(self) -> str:
        """The first group, its letters as the decree writes them ("TTR" → "TTr")."""
        return _SMALL.get(self.groups[0].upper(), self.groups[0]) if self.groups else ""

    @property
    def open(self) -> bool:
        """Whether something of the symbol is still to be filled in."""
        return not self.groups or any(not _CODE.match(group) for group in self.groups)


def symbol_of(part: Part) -> Symbol | None:
    """A part → its số and ký hiệu; None where it does not have that shape."""
    return _symbol(on_one_line(part))


@by_text
def _symbol(text: str) -> Symbol | None:
    found = _LINE.fullmatch(text)
    if not found:
        return None
    number = found["number"].strip(" .…_")
    symbol = found["symbol"].strip()
    year = re.match(r"((?:19|20)\d\d)\s*[/\\]\s*", symbol)
    bare = symbol[year.end() :] if year else symbol
    groups = tuple(one for one in _DASHES.split(bare.rstrip(" .")) if one)
    return Symbol(text, found["word"] + found["before"] + found["colon"], number, year[1] if year else "", bare, groups)
