"""A record whose every paragraph says something new: the same words, in an order that no other record has.

What cannot be shuffled stays: the words that stand in the template itself, numbers of items and rows, names of the agency.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from service.values import Rich

_MARKS = ("-", "+", "Số:")                       # stay in front


def shuffled_plan(values: Mapping[str, Any], number: int) -> dict[str, Any]:
    dice = random.Random(number)
    items = [replace(one, chu=_rich(one.chu, dice)) for one in values["noi_dung"]]
    return {
        **values,
        "trich_yeu": _words(values["trich_yeu"], dice),
        "can_cu": [_words(one, dice) for one in values["can_cu"]],
        "noi_dung": items,
        "noi_nhan": [_words(one, dice) for one in values["noi_nhan"]],
    }


def shuffled_form(record: Mapping[str, Any], number: int) -> dict[str, Any]:
    """The cells are short: theirs are drawn from the words of all cells, as many as there were."""
    dice = random.Random(number)
    people = record["danh_sach"]
    vocabulary = sorted({word for one in people for text in one.values() if " " in text for word in text.split()})
    drawn = [{name: _drawn(text, vocabulary, dice) for name, text in one.items()} for one in people]
    texts = {name: _words(text, dice) for name, text in record.items() if isinstance(text, str) and len(text.split()) > 5}
    return {**record, **texts, "danh_sach": drawn}


def _words(text: str, dice: random.Random) -> str:
    words = text.split(" ")
    first = words[:1] if words[0] in _MARKS else []
    rest = words[len(first):]
    dice.shuffle(rest)
    return " ".join(first + rest)


def _rich(rich: Rich, dice: random.Random) -> Rich:
    return Rich(tuple(replace(run, text=_words(run.text, dice)) for run in rich.runs))


def _drawn(text: str, vocabulary: Sequence[str], dice: random.Random) -> str:
    if " " in text:
        return " ".join(dice.choice(vocabulary) for _ in text.split())
    return text if text.isdecimal() else f"{dice.randrange(1, 10)}.{dice.randrange(1000):03d}.000"
