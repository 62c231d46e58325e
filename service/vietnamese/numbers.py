"""Numbers → Vietnamese words and digits. Own code: the packages tried misread 2023, -5 and 1.000.001 (docs/adr/0007)."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

DIGITS: Final = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_SCALES: Final = ("", "nghìn", "triệu")


def grouped(number: int) -> str:
    """1234567 → "1.234.567"."""
    return f"{number:,}".replace(",", ".")


def words(number: int, *, zero_ten: str = "linh", four: str = "tư", thousand: str = "nghìn") -> str:
    """1000001 → "một triệu không trăm linh một". An office may prefer another word of the same meaning:
    `zero_ten` is linh or lẻ; `four`, said after mươi, is tư or bốn; `thousand` is nghìn or ngàn."""
    if number == 0:
        return DIGITS[0]
    if number < 0:
        return "âm " + words(-number, zero_ten=zero_ten, four=four, thousand=thousand)
    groups = []
    while number:
        number, group = divmod(number, 1000)
        groups.append(group)
    said: list[str] = []
    for place in range(len(groups) - 1, -1, -1):
        if groups[place]:
            said += _hundreds(groups[place], place < len(groups) - 1, zero_ten, four)
            if place % 3:
                said.append(thousand if place % 3 == 1 else _SCALES[2])
        if place and place % 3 == 0 and any(groups[place:place + 3]):
            said += ["tỷ"] * (place // 3)          # 10^18 is a "tỷ tỷ"
    return " ".join(said)


def decimal_words(number: Decimal, *, zero_ten: str = "linh", four: str = "tư", thousand: str = "nghìn") -> str:
    """6.5 → "sáu phẩy năm", 0.05 → "không phẩy không năm", 12.25 → "mười hai phẩy hai mươi lăm".

    As the school books read (Toán 5): zeros after the comma one by one, then what follows as a number; zeros at the end are said
    where the value has them ("6.50": "sáu phẩy năm mươi"), but not those alone ("5.00": "năm"). More than three digits after
    the first zeros are said one by one.
    Raises ValueError for NaN and infinity.
    """
    if not number.is_finite():
        raise ValueError("not a finite number")
    whole, _, part = f"{abs(number):f}".partition(".")
    said = words(int(whole), zero_ten=zero_ten, four=four, thousand=thousand)
    if part.strip("0"):
        rest = part.lstrip("0")
        zeros = [DIGITS[0]] * (len(part) - len(rest))
        tail = words(int(rest), zero_ten=zero_ten, four=four) if len(rest) <= 3 else " ".join(DIGITS[int(one)] for one in rest)
        said = " ".join([said, "phẩy", *zeros, tail])
    return f"âm {said}" if number < 0 else said


def percent_words(percent: Decimal) -> str:
    """6.5 (of a hundred) → "sáu phẩy năm phần trăm"."""
    return f"{decimal_words(percent)} phần trăm"


def money_words(amount: int, unit: str = "đồng", *, even: bool = False) -> str:
    """2340000 → "Hai triệu ba trăm bốn mươi nghìn đồng". `even` adds "chẵn", as receipts close an amount."""
    said = f"{words(amount)} {unit}" + (" chẵn" if even else "")
    return said[:1].upper() + said[1:]


def ordinal(number: int) -> str:
    """1 → "thứ nhất", 2 → "thứ hai", 4 → "thứ tư", 14 → "thứ mười bốn", 21 → "thứ hai mươi mốt". Raises ValueError below 1."""
    if number < 1:
        raise ValueError(f"no ordinal for {number}")
    return "thứ " + {1: "nhất", 4: "tư"}.get(number, words(number))


def _hundreds(number: int, full: bool, zero_ten: str, four: str) -> list[str]:
    """A group of three digits; `full` says its empty hundreds too (1.005: "không trăm linh năm")."""
    hundred, ten, one = number // 100, number // 10 % 10, number % 10
    said = [DIGITS[hundred], "trăm"] if hundred or full else []
    if ten == 0:
        if one:
            said += [zero_ten, DIGITS[one]] if said else [DIGITS[one]]
    elif ten == 1:
        said.append("mười")
        if one:
            said.append("lăm" if one == 5 else DIGITS[one])
    else:
        said += [DIGITS[ten], "mươi"]
        if one:
            said.append({1: "mốt", 4: four, 5: "lăm"}.get(one, DIGITS[one]))
    return said
