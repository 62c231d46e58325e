from __future__ import annotations

from decimal import Decimal

import pytest

from service.vietnamese.decimals import NotDecimal, decimal, percent, read_decimal, read_percent


@pytest.mark.parametrize(("value", "places", "written"), [
    (Decimal("1234567.89"), None, "1.234.567,89"), (1234567.89, None, "1.234.567,89"), (1_000_000, None, "1.000.000"),
    (0, None, "0"), (999, None, "999"), (Decimal("6.5"), None, "6,5"), (Decimal("6.50"), None, "6,5"),
    (Decimal("6.5"), 2, "6,50"), (Decimal("2.345"), 2, "2,35"), (Decimal("2.355"), 2, "2,36"), (6.1, None, "6,1"),
    (Decimal("-0.05"), None, "-0,05"),
    (Decimal("0.12345678"), None, "0,12345678"), (10**20, None, "100.000.000.000.000.000.000"), (Decimal("1E+3"), None, "1.000"),
    (Decimal("99.99"), 0, "100"), (Decimal("1234.5"), 0, "1.235"), (-1234567, None, "-1.234.567"),
])
def test_decimals_have_a_comma_and_thousands_a_point(value: Decimal | int | float, places: int | None, written: str) -> None:
    assert decimal(value, places) == written


@pytest.mark.parametrize(("share", "places", "written"), [
    (Decimal("0.065"), None, "6,5%"), (1, None, "100%"), (Decimal("0.9875"), 1, "98,8%"), (Decimal("0.5"), 2, "50,00%"),
    (Decimal("0.1225"), 1, "12,3%"), (Decimal("0.33333"), 0, "33%"),

    (Decimal("12.5"), None, "1.250%"), (0, None, "0%"), (Decimal("-0.015"), None, "-1,5%"), (0.07, None, "7%"),
])
def test_a_share_is_written_as_percent(share: Decimal | int | float, places: int | None, written: str) -> None:
    assert percent(share, places) == written


@pytest.mark.parametrize("value", [float("nan"), float("inf"), Decimal("NaN")])
def test_what_is_no_number_is_not_written(value: Decimal | float) -> None:
    with pytest.raises(ValueError, match="not a finite number"):
        decimal(value)


@pytest.mark.parametrize(("text", "value"), [
    ("1.234,5", "1234.5"), ("1234,5", "1234.5"), ("1.234", "1234"), ("1,234", "1.234"), ("0", "0"), ("0,05", "0.05"),
    ("-5", "-5"),     ("−5,5", "-5.5"), (" 12 ", "12"), ("1.234.567,89", "1234567.89"), ("100", "100"), ("6,50", "6.50"),
    ("999.999", "999999"),
])
def test_a_vietnamese_decimal_is_read(text: str, value: str) -> None:
    assert read_decimal(text) == Decimal(value)


@pytest.mark.parametrize(("text", "meant"), [
    ("1,234.5", ("1.234,5", "1,2345")), ("12.34", ("12,34",)), ("1 234,5", ("1.234,5",)), ("1 234", ("1.234",)),
    ("1,234,567", ("1.234.567",)), ("1,234,567.89", ("1.234.567,89",)), (".5", ("0,5",)), (",5", ("0,5",)), ("1.5", ("1,5",)),
    ("1234.567", ("1.234,567",)), ("1.23.4", ("1.234",)), ("1'000'000", ("1.000.000",)), ("01", ()), ("1,", ()), ("", ()),
    ("abc", ()), ("1e5", ()), ("٣", ()), ("NaN", ()), ("--5", ()), ("0.000", ("0",)), ("1,2,3", ()),
])
def test_another_writing_is_refused_with_what_it_may_mean(text: str, meant: tuple[str, ...]) -> None:
    with pytest.raises(NotDecimal, match="not a Vietnamese decimal") as refused:
        read_decimal(text)
    assert refused.value.meant == meant


@pytest.mark.parametrize(("text", "share"), [
    ("6,5%", "0.065"), ("6,5 %", "0.065"), ("100%", "1"), ("0%", "0"), ("1.250%", "12.5"),
])
def test_percents_are_read(text: str, share: str) -> None:
    assert read_percent(text) == Decimal(share)


@pytest.mark.parametrize(("text", "meant"), [("6.5%", ("6,5%",)), ("6,5", ("6,5%",)), ("%", ()), ("năm phần trăm", ())])
def test_another_percent_is_refused(text: str, meant: tuple[str, ...]) -> None:
    with pytest.raises(NotDecimal) as refused:
        read_percent(text)
    assert refused.value.meant == meant


@pytest.mark.parametrize("value", ["0", "0.1", "1234567.89", "-98765.4321", "1000", "999999999999.999"])
def test_what_is_written_is_read_back(value: str) -> None:
    assert read_decimal(decimal(Decimal(value))) == Decimal(value)
