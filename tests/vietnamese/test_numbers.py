from __future__ import annotations

from decimal import Decimal

import pytest

from service.vietnamese import numbers


@pytest.mark.parametrize(("number", "said"), [
    (0, "không"), (4, "bốn"), (5, "năm"), (10, "mười"), (14, "mười bốn"), (15, "mười lăm"), (20, "hai mươi"),
    (21, "hai mươi mốt"), (24, "hai mươi tư"), (25, "hai mươi lăm"), (101, "một trăm linh một"), (115, "một trăm mười lăm"),
    (1_000, "một nghìn"), (1_005, "một nghìn không trăm linh năm"), (1_010, "một nghìn không trăm mười"),
    (2_023, "hai nghìn không trăm hai mươi ba"), (10_005, "mười nghìn không trăm linh năm"),
    (1_000_001, "một triệu không trăm linh một"), (24_500_000, "hai mươi tư triệu năm trăm nghìn"),
    (2_340_000, "hai triệu ba trăm bốn mươi nghìn"), (1_000_000_000, "một tỷ"), (1_000_000_001, "một tỷ không trăm linh một"),
    (1_500_000_000_000, "một nghìn năm trăm tỷ"), (10**18, "một tỷ tỷ"), (-5, "âm năm"),
])
def test_numbers_are_said_as_accountants_write_them(number: int, said: str) -> None:
    assert numbers.words(number) == said


def test_an_office_may_prefer_le_and_bon() -> None:
    assert numbers.words(1_024_004, zero_ten="lẻ", four="bốn") == "một triệu không trăm hai mươi bốn nghìn không trăm lẻ bốn"


@pytest.mark.parametrize(("number", "written"), [(0, "0"), (999, "999"), (1_234_567, "1.234.567"), (-1_000, "-1.000")])
def test_thousands_are_parted_by_dots(number: int, written: str) -> None:
    assert numbers.grouped(number) == written


@pytest.mark.parametrize(("number", "said"), [
    (1_005, "một ngàn không trăm linh năm"), (12_000_000_000_000, "mười hai ngàn tỷ"),
    (24_024, "hai mươi tư ngàn không trăm hai mươi tư"),
])
def test_the_south_says_ngan(number: int, said: str) -> None:
    assert numbers.words(number, thousand="ngàn") == said


@pytest.mark.parametrize(("number", "said"), [
    ("6.5", "sáu phẩy năm"), ("0.05", "không phẩy không năm"), ("0.1", "không phẩy một"),
    ("0.009", "không phẩy không không chín"), ("12.25", "mười hai phẩy hai mươi lăm"), ("8.56", "tám phẩy năm mươi sáu"),
    ("90.638", "chín mươi phẩy sáu trăm ba mươi tám"),
    ("1942.54", "một nghìn chín trăm bốn mươi hai phẩy năm mươi tư"), ("0.109", "không phẩy một trăm linh chín"),
    ("0.032", "không phẩy không ba mươi hai"), ("3.1416", "ba phẩy một bốn một sáu"), ("6.50", "sáu phẩy năm mươi"),
    ("5.00", "năm"), ("0", "không"), ("-0.5", "âm không phẩy năm"), ("-12", "âm mười hai"), ("1E+3", "một nghìn"),
    ("99.95", "chín mươi chín phẩy chín mươi lăm"), ("7.01", "bảy phẩy không một"), ("2.21", "hai phẩy hai mươi mốt"),
])
def test_decimals_are_said_as_school_books_read_them(number: str, said: str) -> None:
    assert numbers.decimal_words(Decimal(number)) == said


@pytest.mark.parametrize("number", ["NaN", "Infinity"])
def test_what_is_no_number_is_not_said(number: str) -> None:
    with pytest.raises(ValueError, match="not a finite number"):
        numbers.decimal_words(Decimal(number))


@pytest.mark.parametrize(("percent", "said"), [("6.5", "sáu phẩy năm phần trăm"), ("100", "một trăm phần trăm"),
                                               ("0.05", "không phẩy không năm phần trăm"), ("15", "mười lăm phần trăm")])
def test_percents_are_said(percent: str, said: str) -> None:
    assert numbers.percent_words(Decimal(percent)) == said


@pytest.mark.parametrize(("amount", "said"), [
    (2_340_000, "Hai triệu ba trăm bốn mươi nghìn đồng"), (0, "Không đồng"), (702_000, "Bảy trăm linh hai nghìn đồng"),
    (1_404_000, "Một triệu bốn trăm linh bốn nghìn đồng"), (35_100_000, "Ba mươi lăm triệu một trăm nghìn đồng"),
    (1_000_000_000, "Một tỷ đồng"), (-500, "Âm năm trăm đồng"),
])
def test_amounts_are_said(amount: int, said: str) -> None:
    assert numbers.money_words(amount) == said


def test_a_receipt_closes_its_amount() -> None:
    assert numbers.money_words(351_000, even=True) == "Ba trăm năm mươi mốt nghìn đồng chẵn"
    assert numbers.money_words(21, "đô la Mỹ") == "Hai mươi mốt đô la Mỹ"


@pytest.mark.parametrize(("number", "said"), [
    (1, "thứ nhất"), (2, "thứ hai"), (3, "thứ ba"), (4, "thứ tư"), (5, "thứ năm"), (10, "thứ mười"), (11, "thứ mười một"),
    (14, "thứ mười bốn"), (15, "thứ mười lăm"), (20, "thứ hai mươi"), (21, "thứ hai mươi mốt"), (24, "thứ hai mươi tư"),
    (100, "thứ một trăm"), (104, "thứ một trăm linh bốn"),
])
def test_ordinals(number: int, said: str) -> None:
    assert numbers.ordinal(number) == said


@pytest.mark.parametrize("number", [0, -1])
def test_there_is_no_ordinal_below_one(number: int) -> None:
    with pytest.raises(ValueError, match="no ordinal"):
        numbers.ordinal(number)
