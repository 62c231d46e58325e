from __future__ import annotations

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
