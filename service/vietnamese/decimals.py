"""Decimals with comma and thousands point: to text by CLDR's Vietnamese separators (through Babel), and strictly back."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import Final

from babel.numbers import format_decimal, format_percent

_LOCALE: Final = "vi"
# "1.234.567,89", "1234,5", "-0,05"; groups are of three or there are none. U+2212 is the minus that Word puts in.
_WRITTEN: Final = re.compile(r"(?P<sign>[-\u2212]?)(?P<whole>[1-9][0-9]{0,2}(?:\.[0-9]{3})+|0|[1-9][0-9]*)(?:,(?P<part>[0-9]+))?")
_SWAPPED: Final = str.maketrans(".,", ",.")


class NotDecimal(ValueError):
    """A text that is no Vietnamese decimal; `meant` are the writings it may stand for, the likeliest first."""

    def __init__(self, text: str, meant: tuple[str, ...]) -> None:
        super().__init__(f"not a Vietnamese decimal: {text!r}")
        self.text, self.meant = text, meant


def decimal(value: Decimal | int | float, places: int | None = None) -> str:
    """1234567.89 → "1.234.567,89". `places` rounds half up, as accounts do, and keeps zeros; else it is written as it is.

    A float is taken by its shortest decimal form (6.1 is "6,1"). Raises ValueError for NaN and infinity.
    """
    return str(format_decimal(_rounded(_exact(value), places), _pattern(places), locale=_LOCALE, decimal_quantization=False))


def percent(share: Decimal | int | float, places: int | None = None) -> str:
    """0.065 → "6,5%": the share of one, not of a hundred. The sign follows without a blank."""
    exact = _rounded(_exact(share), None if places is None else places + 2)
    return str(format_percent(exact, _pattern(places) + "%", locale=_LOCALE, decimal_quantization=False))


def read_decimal(text: str) -> Decimal:
    """"1.234,5" → 1234.5; strict: "1,234.5", "12.34" and "1 234" raise NotDecimal, which says what they may have meant.

    "1.234" is a thousand and more, "1,234" one and a part: what a Vietnamese reader sees.
    """
    found = _WRITTEN.fullmatch(text.strip())
    if found is None:
        raise NotDecimal(text, _meant(text.strip()))
    return Decimal(found.group().replace("\u2212", "-").replace(".", "").replace(",", "."))


def read_percent(text: str) -> Decimal:
    """"6,5%" or "6,5 %" → 0.065, the share of one. Raises NotDecimal."""
    text = text.strip()
    if not text.endswith("%"):
        raise NotDecimal(text, (f"{text}%",) if _WRITTEN.fullmatch(text) else ())
    try:
        return read_decimal(text[:-1]) / 100
    except NotDecimal as wrong:
        raise NotDecimal(text, tuple(f"{one}%" for one in wrong.meant)) from None


def _exact(value: Decimal | int | float) -> Decimal:
    exact = Decimal(str(value)) if isinstance(value, float) else Decimal(value)
    if not exact.is_finite():
        raise ValueError("not a finite number")
    return exact


def _rounded(exact: Decimal, places: int | None) -> Decimal:
    if places is None:
        return exact
    with localcontext(prec=max(28, exact.adjusted() + places + 2)):       # enough for every digit that stays
        return exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _pattern(places: int | None) -> str:
    """CLDR's decimal pattern with as many places as asked, or as many as the value has."""
    return "#,##0.###" if places is None else "#,##0" + ("." + "0" * places if places else "")


def _meant(text: str) -> tuple[str, ...]:
    """Readings of a wrong writing: points and commas swapped (as in English), its point for a comma, groups put right."""
    bare = re.sub(r"[ \u00a0\u202f']", "", text)
    bare = "0" + bare if bare[:1] in {".", ","} else bare
    comma = bare.replace(".", ",") if bare.count(".") == 1 and "," not in bare else ""
    groups = bare.replace(".", "") if "," in bare or bare.count(".") > 1 else ""
    return tuple(dict.fromkeys(decimal(read_decimal(one)) for one in (bare.translate(_SWAPPED), bare, comma, groups)
                               if one and _WRITTEN.fullmatch(one)))
