"""A bounded memory: what was asked for lately stays; the rest is forgotten, half of it at a time."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")

_ONCE = 4096                                     # keys that are remembered to have come once, twice so many at most


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
    """As these, but a thing is kept when it is put the second time: any number of things that come once push nothing out, and
    take no room but for the hash of their key."""

    __slots__ = ("_before", "_once")

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self._once: set[int] = set()             # hashes of keys that were put once
        self._before: set[int] = set()

    def put(self, key: Key, value: Value, weight: int = 1) -> None:
        known = hash(key)
        if known in self._once or known in self._before:
            super().put(key, value, weight)
            return
        if len(self._once) >= _ONCE:
            self._before, self._once = self._once, set()
        self._once.add(known)

    def keep(self, key: Key, value: Value, weight: int = 1) -> None:
        """Puts what nobody could make again."""
        super().put(key, value, weight)
