"""A number → its printed form in one of Word's number formats (ECMA-376-1, 17.18.59)."""

from __future__ import annotations

from collections.abc import Callable

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"),
          (5, "v"), (4, "iv"), (1, "i"))
_CHICAGO = "*†‡§"
_MOST = 32767                                              # Word's own limit of a counter; keeps `aaaa…` short


def roman(number: int) -> str:
    out = ""
    for value, sign in _ROMAN:
        while number >= value:
            out, number = out + sign, number - value
    return out


def letters(number: int) -> str:
    """a … z, aa, bb … zz, aaa: Word repeats the letter. (đ after d is typed, or set by the decree's own body, never by Word.)"""
    return chr(97 + (number - 1) % 26) * ((number - 1) // 26 + 1) if number > 0 else ""


def _circled(number: int) -> str:
    return chr(0x245F + number) if 1 <= number <= 20 else str(number)


def _ordinal(number: int) -> str:
    ends = {1: "st", 2: "nd", 3: "rd"}
    return f"{number}{'th' if number % 100 in (11, 12, 13) else ends.get(number % 10, 'th')}"


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda n: f"{n:02d}",
    "lowerLetter": letters,
    "upperLetter": lambda n: letters(n).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda n: roman(n).upper(),
    "ordinal": _ordinal,
    "none": lambda _n: "",
    "bullet": lambda _n: "",
    "numberInDash": lambda n: f"- {n} -",
    "hex": lambda n: f"{n:X}",
    "chicago": lambda n: _CHICAGO[(n - 1) % 4] * ((n - 1) // 4 + 1) if n > 0 else "",
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedParen": lambda n: f"({n})",
    "decimalEnclosedFullstop": lambda n: f"{n}.",
    "decimalHalfWidth": str,
}


def known(kind: str) -> bool:
    return kind in _FORMATS or kind.startswith("custom:")


def counted(number: int, kind: str) -> str:
    """The number in `kind`; `custom:001, 002, …` pads with zeros; an unknown kind prints as decimal (its reader reports it)."""
    number = min(number, _MOST)
    if kind.startswith("custom:"):
        return str(number).zfill(len(kind.removeprefix("custom:").split(",")[0].strip()))
    return _FORMATS.get(kind, str)(number)
