"""Numbers in words against two independent implementations: vietnam-number and ICU's rules (RBNF, locale vi).

Every difference belongs to a class that has a name and a reason; what is left after the classes are undone must be equal.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator

import icu
import pytest
import vietnam_number

from service.vietnamese.numbers import words
from service.vietnamese.spoken import number_of

Undo = Callable[[str], str]


def said_by_icu(number: int) -> str:
    return str(icu.RuleBasedNumberFormat(icu.URBNFRuleSetTag.SPELLOUT, icu.Locale("vi")).format(number))


def said_by_vietnam_number(number: int) -> str:
    return str(vietnam_number.n2w(str(number)))


def empty_hundreds(said: str) -> str:
    """"một triệu năm nghìn" → "một triệu không trăm linh năm nghìn": every group after the first says its hundreds."""
    groups = re.split(r" ?(tỷ|triệu|nghìn) ?", said)
    for at in range(2, len(groups), 2):
        if groups[at] and "trăm" not in groups[at]:
            alone = " " not in groups[at] and groups[at] != "mười"
            groups[at] = f"không trăm {'linh ' if alone else ''}{groups[at]}"
    return " ".join(part for part in groups if part)


# Class of difference → how the other's words become ours. Each is applied in turn; spelling goes first.
OF_ICU: dict[str, Undo] = {
    "says lẻ where we say linh": lambda said: re.sub(r"\blẻ\b", "linh", said),
    "leaves the hundreds of a group unsaid where they are nought": empty_hundreds,
}
OF_VIETNAM_NUMBER: dict[str, Undo] = {
    "misspells lẻ as lẽ": lambda said: re.sub(r"\blẽ\b", "linh", said),
    "says bốn after mươi": lambda said: said.replace("mươi bốn", "mươi tư"),
    "says tỷ twice above a thousand tỷ": lambda said: re.sub(r"nghìn tỷ (?=.* tỷ)", "nghìn ", said),
}


def samples() -> Iterator[int]:
    """0 … 10^15: all of 0–1100, round numbers and their neighbours, and as many of every length by chance (a fixed seed)."""
    yield from range(1101)
    for power in range(3, 16):
        yield from (n for digit in (1, 5, 9) for n in range(digit * 10**power - 2, digit * 10**power + 22) if n <= 10**15)
    chance = random.Random(30)
    for length in range(4, 16):
        yield from (chance.randrange(10 ** (length - 1), 10**length) for _ in range(150))
        yield from (int("".join(chance.choice("00015") for _ in range(length))) for _ in range(100))


SAMPLES = sorted(set(samples()))


def test_there_are_enough_samples() -> None:
    assert len(SAMPLES) > 2_000
    assert SAMPLES[-1] == 10**15


@pytest.mark.parametrize(("say", "classes"), [(said_by_icu, OF_ICU), (said_by_vietnam_number, OF_VIETNAM_NUMBER)],
                         ids=["ICU", "vietnam-number"])
def test_what_differs_from_another_opinion_has_a_name(say: Callable[[int], str], classes: dict[str, Undo]) -> None:
    unexplained, used = [], set()
    for number in SAMPLES:
        said = say(number)
        for name, undo in classes.items():
            undone = undo(said)
            if undone != said:
                used.add(name)
            said = undone
        if said != words(number):
            unexplained.append((number, said, words(number)))
    assert not unexplained
    assert used == set(classes)


def test_words_are_read_back_to_the_same_number() -> None:
    assert [number for number in SAMPLES if number_of(words(number)) != number] == []


def test_words_of_others_are_read_as_well() -> None:
    """ICU's words with linh for lẻ are shorter, and still say one number only, but for a digit alone after a scale."""
    short = re.compile(r"(?:tỷ|triệu|nghìn) (?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín)$")
    wrong = [(number, said) for number in SAMPLES if number_of(said := said_by_icu(number)) != number and not short.search(said)]
    assert not wrong
