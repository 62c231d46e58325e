"""Numbers → Vietnamese words and digits. Own code: the packages tried misread 2023, -5 and 1.000.001 (dependencies.md §7)."""

from __future__ import annotations

from typing import Final

_DIGITS: Final = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_SCALES: Final = ("", "nghìn", "triệu")


def grouped(number: int) -> str:
    """1234567 → "1.234.567"."""
    return f"{number:,}".replace(",", ".")


def words(number: int, *, zero_ten: str = "linh", four: str = "tư") -> str:
    """1000001 → "một triệu không trăm linh một". `zero_ten` is linh or lẻ; `four` is tư or bốn, said after mươi."""
    if number == 0:
        return _DIGITS[0]
    if number < 0:
        return "âm " + words(-number, zero_ten=zero_ten, four=four)
    groups = []
    while number:
        number, group = divmod(number, 1000)
        groups.append(group)
    said: list[str] = []
    for place in range(len(groups) - 1, -1, -1):
        if groups[place]:
            said += _hundreds(groups[place], place < len(groups) - 1, zero_ten, four)
            if place % 3:
                said.append(_SCALES[place % 3])
        if place and place % 3 == 0 and any(groups[place:place + 3]):
            said += ["tỷ"] * (place // 3)          # 10^18 is a "tỷ tỷ"
    return " ".join(said)


def _hundreds(number: int, full: bool, zero_ten: str, four: str) -> list[str]:
    """A group of three digits; `full` says its empty hundreds too (1.005: "không trăm linh năm")."""
    hundred, ten, one = number // 100, number // 10 % 10, number % 10
    said = [_DIGITS[hundred], "trăm"] if hundred or full else []
    if ten == 0:
        if one:
            said += [zero_ten, _DIGITS[one]] if said else [_DIGITS[one]]
    elif ten == 1:
        said.append("mười")
        if one:
            said.append("lăm" if one == 5 else _DIGITS[one])
    else:
        said += [_DIGITS[ten], "mươi"]
        if one:
            said.append({1: "mốt", 4: four, 5: "lăm"}.get(one, _DIGITS[one]))
    return said
