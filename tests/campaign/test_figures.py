"""Indicators folded over years and units, and as texts."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from service.campaign.views.figures import change, over_units, over_years, ratio, text


def numbers(*values: str | None) -> list[Decimal | None]:
    return [None if value is None else Decimal(value) for value in values]


@pytest.mark.parametrize(("values", "fold", "result"), [
    (numbers("10", "20", "30"), "tong", "60"),
    (numbers("10", None, "30"), "tong", "40"),                  # a year without a value is no zero
    (numbers("10", None, "30"), "binh_quan", "20"),
    (numbers("10", "20", "30"), "cuoi_ky", "30"),
    (numbers("10", "20", None), "cuoi_ky", None),               # last year's value does not stand for this year's
    (numbers(None, None), "tong", None),
    (numbers("0", "0"), "tong", "0"),
    (numbers("0.1", "0.2"), "tong", "0.3"),                     # and not 0.30000000000000004
    ([], "cuoi_ky", None),
])
def test_years_are_folded_as_the_indicator_says(values: Any, fold: Any, result: str | None) -> None:
    assert over_years(values, fold) == (None if result is None else Decimal(result))


@pytest.mark.parametrize(("values", "fold", "unit", "result"), [
    (numbers("10", "20"), "tong", "triệu đồng", "30"),
    (numbers("80", "90"), "binh_quan", "%", "85"),
    (numbers("80", "90"), "tong", "%", "85"),                   # shares never add up
    (numbers("300", "500", None), "cuoi_ky", "học sinh", "800"),
    (numbers(None), "tong", "kWh", None),
])
def test_units_are_folded_as_the_indicator_says(values: Any, fold: Any, unit: str, result: str | None) -> None:
    assert over_units(values, fold, unit) == (None if result is None else Decimal(result))


@pytest.mark.parametrize(("values", "unit", "places", "said"), [
    (numbers("80", "85", "90"), "triệu đồng", 0, "Tăng 12,50%"),
    (numbers("90", "60"), "kWh", 0, "Giảm 33,33%"),
    (numbers("42.5", "50"), "%", 1, "Tăng 7,5 điểm phần trăm"),
    (numbers("0", "3"), "sáng kiến", 0, "Tăng 3 sáng kiến"),
    (numbers("5", "9", "5"), "ram", 0, "Không đổi"),
    (numbers(None, "5"), "ram", 0, ""),
    (numbers("5", None), "ram", 0, ""),
    (numbers("5"), "ram", 0, ""),
    (numbers("-4", "4"), "triệu đồng", 0, "Tăng 200,00%"),
])
def test_the_last_year_is_compared_with_the_first(values: Any, unit: str, places: int, said: str) -> None:
    assert change(values, unit, places) == said


@pytest.mark.parametrize(("value", "places", "said"), [
    ("1234567.5", 1, "1.234.567,5"), ("1234", 2, "1.234,00"), (None, 2, "–"), ("33.333333", 2, "33,33"), ("0.5", 0, "1"),
])
def test_values_are_written_as_vietnamese_reads_them(value: str | None, places: int, said: str) -> None:
    assert text(None if value is None else Decimal(value), places) == said


@pytest.mark.parametrize(("yes", "total", "said"), [
    (9, 9, "100,00"), (8, 9, "88,89"), (2, 3, "66,67"), (0, 7, "0,00"), (1, 16, "6,25"), (1, 1600, "0,06"), (3, 0, ""),
    (1, 800, "0,13"),                                           # 0,125 rounds up
])
def test_a_ratio_has_two_decimals(yes: int, total: int, said: str) -> None:
    assert ratio(yes, total) == said
