"""Prize money: coefficient × base salary, rounded up to ten thousand (NĐ 152/2025/NĐ-CP, Điều 49)."""

from __future__ import annotations

from decimal import ROUND_CEILING, Decimal
from typing import Final

STEP: Final = 10_000


def amount_of(coefficient: Decimal, base_salary: int) -> int:
    """0,3 × 2.530.000 → 760.000 đồng."""
    return int((coefficient * base_salary / STEP).to_integral_value(ROUND_CEILING)) * STEP
