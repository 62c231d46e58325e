"""Values of indicators: over years, over units, against the first year, and as texts. Exact: decimals, no floating point.

A value that is not known is None and stays so: it is never taken for 0, and whoever prints a sum says how many are missing.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final, Literal

from service.vietnamese.decimals import decimal

Fold = Literal["tong", "binh_quan", "cuoi_ky"]
Value = Decimal | None

NONE: Final = "–"                                  # what stands in a cell without a value; the reason stands beside
PERCENT: Final = "%"


def over_years(values: Sequence[Value], fold: Fold) -> Value:
    """The period as one value: the sum or the mean of the years known; at the end of the period, of its last year."""
    if fold == "cuoi_ky":
        return values[-1] if values else None
    return _folded(values, mean=fold == "binh_quan")


def over_units(values: Sequence[Value], fold: Fold, unit: str) -> Value:
    """Units as one value. A state at the end of the period adds up, unless it is a share."""
    return _folded(values, mean=fold == "binh_quan" or unit == PERCENT)


def change(values: Sequence[Value], unit: str, places: int) -> str:
    """The last year against the first: "Tăng 12,50%"; of a share in points; "" where one of the two is not known."""
    if len(values) < 2 or values[0] is None or values[-1] is None:
        return ""
    first, last = values[0], values[-1]
    if first == last:
        return "Không đổi"
    word, size = ("Tăng", last - first) if last > first else ("Giảm", first - last)
    if unit == PERCENT:
        return f"{word} {decimal(size, places)} điểm phần trăm"
    if first == 0:                                 # nothing is so many percent of nothing
        return f"{word} {decimal(size, places)} {unit}"
    return f"{word} {decimal(size * 100 / abs(first), 2)}%"


def text(value: Value, places: int) -> str:
    """"1.234,5", rounded half up as accounts do."""
    return NONE if value is None else decimal(value, places)


def ratio(yes: int, total: int) -> str:
    """8 of 9 → "88,89": hundredths of the whole, rounded half up in whole numbers. "" where there is no whole."""
    if total <= 0:
        return ""
    hundredths = (2 * 10_000 * yes + total) // (2 * total)
    return decimal(Decimal(hundredths).scaleb(-2), 2)


def _folded(values: Sequence[Value], *, mean: bool) -> Value:
    known = [one for one in values if one is not None]
    if not known:
        return None
    whole = sum(known, Decimal(0))
    return whole / len(known) if mean else whole
