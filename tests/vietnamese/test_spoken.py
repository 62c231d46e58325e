from __future__ import annotations

import unicodedata
from decimal import Decimal

import pytest

from service.vietnamese import spoken
from service.vietnamese.numbers import decimal_words, money_words

READ = [
    ("không", 0), ("một", 1), ("mười", 10), ("mười một", 11), ("mười bốn", 14), ("mười lăm", 15), ("hai mươi", 20),
    ("hai mươi mốt", 21), ("hai mươi tư", 24), ("hai mươi bốn", 24), ("chín mươi lăm", 95), ("một trăm", 100),
    ("một trăm linh một", 101), ("một trăm lẻ một", 101), ("một trăm linh tư", 104), ("một trăm mười", 110),
    ("ba trăm ba mươi ba", 333), ("một nghìn", 1_000), ("một ngàn", 1_000), ("Một nghìn không trăm linh năm", 1_005),
    ("một nghìn lẻ năm", 1_005), ("một nghìn hai trăm", 1_200), ("hai nghìn không trăm hai mươi ba", 2_023),
    ("hai mươi tư triệu năm trăm nghìn", 24_500_000), ("Hai triệu, ba trăm bốn mươi nghìn", 2_340_000),
    ("ba tỷ năm mươi triệu", 3_050_000_000), ("ba tỷ không trăm năm mươi triệu", 3_050_000_000),
    ("năm triệu hai mươi nghìn", 5_020_000), ("năm triệu không trăm hai mươi nghìn", 5_020_000), ("một tỉ", 10**9),
    ("một tỷ hai trăm linh năm nghìn", 1_000_205_000), ("MỘT TRĂM LINH HAI TỶ", 102 * 10**9), ("một nghìn tỷ", 10**12),
    ("một nghìn năm trăm tỷ", 1_500 * 10**9), ("một triệu tỷ", 10**15), ("một tỷ tỷ", 10**18), ("âm năm", -5),
    ("một tỷ tỷ không trăm linh một tỷ", 10**18 + 10**9), ("bẩy mươi bảy", 77), ("âm một nghìn", -1_000),
    ("  tám   mươi tám  ", 88), ("một tỷ linh năm", 1_000_000_005),
]
REFUSED = [
    "", "không trăm", "hai trăm tư", "một nghìn hai", "hai triệu rưỡi", "hai mươi năm", "hai mươi một", "mười năm", "mười mốt",
    "một mươi", "không mươi", "linh năm", "lăm", "mốt", "tư mươi", "nghìn", "tỷ", "triệu hai", "một nghìn nghìn",
    "ba nghìn triệu", "một nghìn hai triệu", "một nghìn tỷ năm trăm tỷ", "một tỷ hai tỷ tỷ", "một trăm hai trăm", "âm không",
    "âm", "âm âm một", "một một", "năm 2023", "12", "trăm linh một", "hai trăm linh mười", "hai trăm linh lăm", "một trăm không",
    "nghìn một trăm", "Nguyễn Văn Ba", "một triệu không nghìn", "một triệu không trăm", "một triệu không trăm nghìn",
]


@pytest.mark.parametrize(("said", "number"), READ)
def test_words_say_a_number(said: str, number: int) -> None:
    assert spoken.number_of(said) == number
    assert spoken.number_of(unicodedata.normalize("NFD", said)) == number


@pytest.mark.parametrize("said", REFUSED)
def test_what_could_be_two_numbers_or_none_is_none(said: str) -> None:
    assert spoken.number_of(said) is None


@pytest.mark.parametrize("number", ["6.5", "0.05", "0.1", "0.009", "12.25", "90.638", "0.109", "0.032", "3.1416", "-0.5", "7",
                                    "-12", "1000000.01", "24.24", "105.105", "0.00001", "33.3333"])
def test_decimals_are_read_back(number: str) -> None:
    assert spoken.decimal_of(decimal_words(Decimal(number))) == Decimal(number)


@pytest.mark.parametrize(("said", "number"), [("không phẩy không trăm ba mươi hai", "0.032"), ("sáu phẩy năm không", "6.50"),
                                              ("Sáu phẩy hai mươi tư", "6.24"), ("không", "0")])
def test_decimals_are_read_as_others_say_them(said: str, number: str) -> None:
    assert spoken.decimal_of(said) == Decimal(number)


@pytest.mark.parametrize("said", ["", "phẩy năm", "sáu phẩy", "sáu phẩy năm phẩy năm", "sáu rưỡi", "âm không", "sáu phẩy mốt"])
def test_what_is_no_decimal_is_none(said: str) -> None:
    assert spoken.decimal_of(said) is None


@pytest.mark.parametrize(("text", "amount"), [
    ("Hai triệu ba trăm bốn mươi nghìn đồng", 2_340_000), ("(Bằng chữ: Hai triệu ba trăm nghìn đồng chẵn./.)", 2_300_000),
    ("Bằng chữ: bảy trăm linh hai nghìn đồng.", 702_000), ("số tiền bằng chữ: Một tỷ đồng;", 10**9), ("không đồng", 0),
    ("(Viết bằng chữ: Ba mươi lăm triệu một trăm nghìn đồng)", 35_100_000), ("MỘT TRĂM NGHÌN ĐỒNG CHẴN", 100_000),
])
def test_an_amount_in_words_is_found_in_its_line(text: str, amount: int) -> None:
    assert spoken.amount_of(text) == amount


@pytest.mark.parametrize("text", ["", "đồng", "2.340.000 đồng", "hai trăm tư nghìn đồng", "Hai triệu", "hợp đồng"])
def test_other_lines_have_no_amount(text: str) -> None:
    assert spoken.amount_of(text) is None


@pytest.mark.parametrize("amount", [1, 21, 351_000, 702_000, 1_404_000, 2_340_000, 35_100_000, 10**9 + 1, 999_999_999_999])
def test_amounts_said_are_read_back(amount: int) -> None:
    assert spoken.amount_of(money_words(amount, even=True)) == amount
