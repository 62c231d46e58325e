"""Our order of words against ICU's locale vi, on words of every kind and on texts made by chance (a fixed seed)."""

from __future__ import annotations

import random
import unicodedata
from itertools import pairwise, product

import icu
import pytest

from service.vietnamese.collation import collation_key

ICU = icu.Collator.createInstance(icu.Locale("vi"))
TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
VOWELS = "aăâeêioôơuưy"
LETTERS = [unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES] + list("bcdđghklmnpqrstvx")
FOREIGN = list("fjwzŏŭĭĕñčü")                       # other alphabets of Việt Nam: Ê Đê, Cơ Ho, Chăm
MARKS = list(" -'.,()/_&0123456789’‘“”–\u00a0…%+")


def order(one: str, other: str) -> int:
    mine, theirs = collation_key(one), collation_key(other)
    return (mine > theirs) - (mine < theirs)


def test_there_are_134_letters() -> None:
    assert len({letter for letter in [*LETTERS, *(letter.upper() for letter in LETTERS)] if not letter.isascii()}) == 134


@pytest.mark.parametrize("start", ["", "t", "Ng"])
def test_every_two_letters_stand_as_in_icu(start: str) -> None:
    letters = [*LETTERS, *FOREIGN, *(letter.upper() for letter in LETTERS)]
    assert [(one, other) for one, other in product(letters, repeat=2)
            if order(start + one + "n", start + other + "n") != ICU.compare(start + one + "n", start + other + "n")] == []


def test_every_two_marks_stand_as_in_icu() -> None:
    assert [(one, other) for one, other in product(MARKS, repeat=2)
            if one != other and order(f"a{one}b", f"a{other}b") != ICU.compare(f"a{one}b", f"a{other}b")] == []


def near(text: str, chance: random.Random) -> str:
    """The same text with one letter changed into another of the same base: what only tones and capitals tell apart."""
    at = chance.randrange(len(text))
    base = unicodedata.normalize("NFD", text[at])[0].lower()
    alike = [letter for letter in LETTERS if unicodedata.normalize("NFD", letter)[0] == base] or LETTERS
    changed = chance.choice(alike)
    return text[:at] + (changed.upper() if chance.random() < 0.3 else changed) + text[at + 1:]


def test_texts_by_chance_stand_as_in_icu() -> None:
    chance, wrong = random.Random(2030), []
    signs = LETTERS * 4 + [letter.upper() for letter in LETTERS] + FOREIGN + MARKS
    for _ in range(20_000):
        one = "".join(chance.choices(signs, k=chance.randrange(1, 8)))
        other = near(one, chance) if chance.random() < 0.7 else "".join(chance.choices(signs, k=chance.randrange(1, 8)))
        if order(one, other) != ICU.compare(one, other):
            wrong.append((one, other))
    assert not wrong


ORDERED = ["ba", "bà", "bả", "bã", "bá", "Bá", "bạ", "bă", "bằng", "bâng", "ca", "da", "dạ", "đa", "Đà Nẵng", "Đặng", "Đinh", "e",
           "ê", "Huế", "Huệ", "kỳ", "lan", "Lan Anh", "lăn", "lân", "mo", "mô", "mơ", "ngô", "Nguyễn", "o", "ơn", "sương",
           "tru", "trú", "trư", "xa", "ý", "Ỷ Lan", "Ý Nhi", "ya"]


def test_words_stand_in_the_order_of_a_dictionary() -> None:
    assert sorted(ORDERED, key=collation_key) == ORDERED
    assert all(ICU.compare(one, other) < 0 for one, other in pairwise(ORDERED))


@pytest.mark.parametrize("word", ["Ấ", "Nguyễn", "Ừ", "đường", "Êñuôl", "ở"])
def test_decomposed_text_has_the_same_place(word: str) -> None:
    assert collation_key(unicodedata.normalize("NFD", word)) == collation_key(unicodedata.normalize("NFC", word))
