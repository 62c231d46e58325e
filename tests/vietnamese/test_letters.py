from __future__ import annotations

import pytest

from service.vietnamese import letters


def test_the_letters_of_diem_are_the_23_laws_use() -> None:
    assert "".join(letters.LETTERS) == "abcdđeghiklmnopqrstuvxy"
    assert [letters.letter(n) for n in range(1, 8)] == ["a", "b", "c", "d", "đ", "e", "g"]


@pytest.mark.parametrize("number", [0, 24, -1])
def test_there_is_no_letter_after_y(number: int) -> None:
    with pytest.raises(ValueError, match="no letter"):
        letters.letter(number)


@pytest.mark.parametrize(("number", "sign"), [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (40, "XL"), (99, "XCIX"),
                                              (1990, "MCMXC")])
def test_roman_numerals(number: int, sign: str) -> None:
    assert letters.roman(number) == sign
