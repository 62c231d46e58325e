"""An amount in figures and in words: both say the same number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from service.errors import problem
from service.rules.finding import Fault
from service.rules.kept import by_text
from service.rules.registry import NOT_APPLICABLE, Outcome, rule
from service.rules.seen import Part, Seen
from service.rules.words.said import at, filled, on_one_line, shortened
from service.vietnamese.numbers import grouped, money_words
from service.vietnamese.spoken import amount_of

_SCALES: Final = {"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}
_GROUPED: Final = r"\d{1,3}(?:\.\d{3}){1,5}(?!\.?\d)"
# "18.500.000 đồng", "18,5 triệu đồng"; in a cell, under a heading that names the unit, "18.500.000" or "18.500".
_AMOUNT: Final = re.compile(
    rf"(?<![\d.,/])(?P<so>{_GROUPED}|\d{{1,15}})(?:,(?P<le>\d{{1,9}}))?\s?(?:(?P<bac>nghìn|ngàn|triệu|tỷ|tỉ)\s)?"
    r"(?:đồng|đ|VNĐ|VND)(?![^\W\d_])", re.IGNORECASE)
_BARE: Final = re.compile(rf"(?<![\d.,/])(?P<so>{_GROUPED})(?!,?\d)")
_SAID: Final = r"(?P<said>[^\W\d_][^\d:()]{2,300}?\bđồng)\b(?! chí\b)"
_WORDS: Final = re.compile(rf"bằng chữ\s*:?\s*{_SAID}", re.IGNORECASE)
_BESIDE: Final = re.compile(rf"\s*\({_SAID}", re.IGNORECASE)
_LEADS: Final = 24                                                  # characters: "(Số tiền viết bằng chữ: …" begins its line


@rule("G-27", "amount-in-words-other", "-", severity="nhac")
def so_tien_bang_chu(seen: Seen) -> Iterator[Fault | Outcome]:
    """Số tiền ghi bằng chữ đúng bằng số tiền ghi bằng số ngay bên cạnh."""
    asked, above = False, ""
    for part in filled(seen):
        text = on_one_line(part)
        for said, before, begins in _said(text):
            number = amount_of(said)
            figures = _figures(before) or (_figures(above) if begins and not _figures(text) else ())
            if number is None or not figures:
                continue
            asked = True
            if not any(number in amounts for amounts in (*figures, *_figures(text))):
                yield _fault(part, figures[-1][0], number, said)
        above = text
    if not asked:
        yield NOT_APPLICABLE


@by_text
def _said(text: str) -> tuple[tuple[str, str, bool], ...]:
    """Amounts in words, each with the text before it, and whether it begins the line: then its figures may stand on the line
    above. Those after “Bằng chữ:”, and those in brackets next to an amount."""
    told = [(found["said"], text[:found.start()], found.start() < _LEADS) for found in _WORDS.finditer(text)]
    beside = ((amount, _BESIDE.match(text, amount.end())) for amount in _AMOUNT.finditer(text))
    return (*told, *((words["said"], amount[0], False) for amount, words in beside if words))


def _figures(text: str) -> tuple[tuple[int, ...], ...]:
    """The amounts in figures, in order; one without a unit may be in đồng, in thousands or in millions."""
    return tuple(_numbers(text))


def _numbers(text: str) -> Iterator[tuple[int, ...]]:
    amounts = list(_AMOUNT.finditer(text))
    for found in amounts:
        whole = Decimal(found["so"].replace(".", "") + (f".{found['le']}" if found["le"] else ""))
        exact = whole * _SCALES.get((found["bac"] or "").lower(), 1)
        if exact == int(exact):
            yield (int(exact),)
    if not amounts:
        for bare in _BARE.finditer(text):
            number = int(bare["so"].replace(".", ""))
            yield number, number * 10**3, number * 10**6


def _fault(part: Part, figure: int, number: int, said: str) -> Fault:
    needed = money_words(figure)
    return at(
        part,
        problem("amount-in-words-other", "Bằng số ghi {so} đồng, bằng chữ “{chu}” là {doc} đồng: hai bên phải như nhau.",
                so=grouped(figure), chu=shortened(said), doc=grouped(number)),
        found=said,
        required=f"{grouped(figure)} đồng: {needed}",
    )
