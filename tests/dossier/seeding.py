"""A seeded fault: the rule that must find it, what is changed, and the documents that must be named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.dossier.small import World

Change = Callable[[World], object]


@dataclass(frozen=True)
class Seed:
    code: str
    what: str
    change: Change
    places: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.code} {self.what}"


def seed(code: str, what: str, change: Change, *places: str) -> Seed:
    return Seed(code, what, change, places)


def every(*changes: Change) -> Change:
    """Changes that are one fault only together."""
    def change(world: World) -> None:
        for one in changes:
            one(world)
    return change
