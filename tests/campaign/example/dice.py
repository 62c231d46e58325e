"""Chance that gives the same on every machine and Python: only `Random.random()` is promised to."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """Throws that depend on the key alone, so that a new school changes nobody else's figures."""

    def __init__(self, *key: object) -> None:
        self._random = Random("/".join(map(str, key)))

    def between(self, low: float, high: float) -> float:
        return low + (high - low) * self._random.random()

    def whole(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return low + int(self._random.random() * (high - low + 1))

    def pick(self, of: Sequence[T]) -> T:
        return of[self.whole(0, len(of) - 1)]

    def chance(self, share: float) -> bool:
        return self._random.random() < share

    def order(self, of: Sequence[T]) -> list[T]:
        """All of them, in an order of chance."""
        return [one for _, _, one in sorted((self._random.random(), index, one) for index, one in enumerate(of))]
