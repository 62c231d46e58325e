"""Signs of numbered parts: letters of điểm, Roman numerals of phần, chương, mục (PL I, II.6đ)."""

from __future__ import annotations

from typing import Final

# The order laws print and every reader of them knows (rules.md 5.2): no ă â ê ô ơ ư, no f j w z.
LETTERS: Final = tuple("abcdđeghiklmnopqrstuvxy")

_ROMAN: Final = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
                 (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def letter(number: int) -> str:
    """1 → a, 5 → đ, 23 → y. Raises ValueError after y: the decree knows no further sign."""
    if not 1 <= number <= len(LETTERS):
        raise ValueError(f"no letter for item {number}")
    return LETTERS[number - 1]


def roman(number: int) -> str:
    """4 → IV. Raises ValueError outside 1–3999."""
    if not 1 <= number <= 3999:
        raise ValueError(f"no Roman numeral for {number}")
    parts = []
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        parts.append(sign * count)
    return "".join(parts)
