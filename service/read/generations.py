"""A bounded memory: what was asked for lately stays; the rest is forgotten, half of it at a time."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Generations(Generic[Key, Value]):
    """Holds about 2 × `most` weights. Any thread may ask and put: at worst a value is forgotten early."""

    __slots__ = ("_most", "_old", "_weight", "_young")

    def __init__(self, most: int) -> None:
        self._most, self._weight = most, 0
        self._young: dict[Key, tuple[Value, int]] = {}
        self._old: dict[Key, tuple[Value, int]] = {}

    def get(self, key: Key) -> Value | None:
        found = self._young.get(key)
        if found is None:
            found = self._old.get(key)
            if found is None:
                return None
            self.put(key, *found)
        return found[0]

    def put(self, key: Key, value: Value, weight: int = 1) -> None:
        if self._weight >= self._most:
            self._old, self._young, self._weight = self._young, {}, 0
        self._young[key] = value, weight
        self._weight += weight


class Proven(Generations[Key, Value]):
    """As these, but what was put is on trial until it is asked for: any number of things that come once push out nothing that
    came twice. On trial are half a generation's weights at most, twice."""

    __slots__ = ("_before", "_trial", "_tried")

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self._tried = 0                          # the weight of those on trial
        self._trial: dict[Key, tuple[Value, int]] = {}
        self._before: dict[Key, tuple[Value, int]] = {}

    def get(self, key: Key) -> Value | None:
        found = self._young.get(key)
        if found is None:
            found = self._old.get(key) or self._trial.get(key) or self._before.get(key)
            if found is None:
                return None
            super().put(key, *found)
        return found[0]

    def put(self, key: Key, value: Value, weight: int = 1) -> None:
        if self._tried >= self._most // 2:
            self._before, self._trial, self._tried = self._trial, {}, 0
        self._trial[key] = value, weight
        self._tried += weight
