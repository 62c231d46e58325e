"""Invented names of people and schools. Every name is given once in a set."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tests.campaign.example.dice import Dice

NAMES: Final = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))


class People:
    """Gives out names; `taken` are those that others have."""

    def __init__(self, taken: set[str]) -> None:
        self._taken = taken | set(NAMES["officials"]["names"])

    def name(self, sex: str, *key: object) -> str:
        """A name nobody has yet: family name, middle name, given name; in sets of many thousands two given names."""
        dice = Dice("name", *key)
        for attempt in range(1000):
            parts = [dice.pick(NAMES["families"]), dice.pick(NAMES["middles"][sex]), dice.pick(NAMES["given"][sex])]
            if attempt >= 200:
                parts.append(dice.pick(NAMES["given"][sex]))
            words = (name := " ".join(parts)).split()
            if name not in self._taken and len(set(words)) == len(words):
                self._taken.add(name)
                return name
        raise AssertionError("no name is left")


def school_names(level: str) -> Iterator[str]:
    """The names of a level's schools, without end: after the last one they are numbered."""
    yield from NAMES["schools"][level]
    number = 2
    while True:
        for name in NAMES["schools"][level]:
            yield f"{name} {number}"
        number += 1
